"""A document as HTML, through the templates: strict, escaped, sandboxed.

Every string of a :class:`~soanthao.notice.document.Document` is final; a template only places it.
Beside ``document`` it knows ``national_name``, ``motto``, ``foot_fits`` and ``mends``: by id what
begins a page, the rows that may be broken, the tables whose heading row is not repeated. Its
filters: ``printed`` sets formatted text, ``urgency_class`` names the box of ô 10b, and
``first_bottom`` is the bottom margin of a first page that shows ô 13.
"""

from __future__ import annotations

import math
import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

from jinja2 import BaseLoader, FunctionLoader, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from markupsafe import Markup, escape

from soanthao.errors import TemplateError
from soanthao.notice.document import Document
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.pdf import fence
from soanthao.pdf.compare import LONG_WORD
from soanthao.pdf.footnotes import NO_MENDS, Mends
from soanthao.pdf.sandbox import Sandbox
from soanthao.pdf.stylesheet import urgency_class
from soanthao.standard import metrics, nd30, wording
from soanthao.standard.length import Length

FOLDER: Final = "pdf"
"""Where the templates of this room lie below the templates folder."""

_FOOT_SHARE: Final = 0.8
"""How much of a page nơi nhận may take; the rest is for the body's last lines."""
_BLANK: Final = re.compile("\u00a0{2,}")
_CITED: Final = re.compile(r"(?<!\d)[,.;:]\d")
_WORD: Final = re.compile(r"[^ ]+")


class PageWriter(Protocol):
    """Writes a document as HTML."""

    def __call__(self, document: Document, mends: Mends = NO_MENDS) -> str:
        """Return the HTML of *document*, where the elements that *mends* names have its classes.

        Raises:
            TemplateError: a template is missing, broken or names what is not there.
        """


def page_writer(root: Path, own: Path | None = None) -> PageWriter:
    """Return what writes documents by the templates in *root*/``pdf``, before them those in *own*.

    A form that *own* has no template for is written as if *own* were not there.
    """
    ours = _writer((root / FOLDER,))
    if own is None:
        return ours
    theirs = _writer((own, root / FOLDER))

    def write(document: Document, mends: Mends = NO_MENDS) -> str:
        has_own = (own / f"{document.form}.html").is_file()
        return (theirs if has_own else ours)(document, mends)

    return write


def _writer(folders: tuple[Path, ...]) -> PageWriter:
    """Return what writes documents by the templates of the first of *folders* that has them."""
    environment = sandbox(FunctionLoader(lambda name: _source(folders, name)))

    def write(document: Document, mends: Mends = NO_MENDS) -> str:
        name = f"{document.form}.html"
        environment.begin(sum(map(len, (*document.stream(), *document.notes()))))
        try:
            template = environment.get_template(name)
            return template.render(document=document, foot_fits=foot_fits(document), mends=mends)
        except Exception as error:
            raise TemplateError(_complaint(error, name)) from error

    return write


def sandbox(loader: BaseLoader | None = None) -> Sandbox:
    """Return a sandbox that knows what a template may name beside its document."""
    environment = Sandbox(loader)
    environment.globals.update(national_name=wording.NATIONAL_NAME, motto=wording.MOTTO)
    environment.filters["printed"] = printed
    environment.filters["urgency_class"] = urgency_class
    environment.filters["first_bottom"] = first_bottom
    return environment


def printed(text: RichText) -> Markup:
    """Return *text* as HTML: bold and italic as elements, blanks that do not stretch, notes.

    A word whose format changes inside, or that calls a note, stays on one line: WeasyPrint would
    break it there.
    """
    if not text.plain:
        return _pieces(text)
    html, at = Markup(), 0
    for start, stop in _unbroken(text):
        word = _pieces(text.slice(start, stop))
        html += _pieces(text.slice(at, start)) + Markup('<span class="unbroken">%s</span>') % word
        at = stop
    return html + _pieces(text.slice(at, len(text.plain)))


def foot_fits(document: Document) -> bool:
    """Tell whether nơi nhận is short enough to stand beside the signature on one page.

    A longer one would be read page by page, left and right, so the signature goes below it.
    """
    lines = (line for block in document.recipients for line in (block.heading, *block.lines))
    height = sum(_height("recipients", line, nd30.foot_columns()[0]) for line in lines)
    return height < _FOOT_SHARE * nd30.PAGE.text_height


def first_bottom(document: Document) -> Length:
    """Return the bottom margin of a first page that has ô 13 of *document* above it."""
    lines = sum(_height("address-footer", line, nd30.PAGE.text_width) for line in document.address)
    return Length(
        nd30.PAGE.bottom.house + sum(nd30.FULL_RULE_GAPS) + nd30.FULL_RULE + math.ceil(lines)
    )


def _height(name: str, text: str, column: Length) -> float:
    """Return how high *text* is as a component, broken into lines by its width alone."""
    row = nd30.component(name)
    lines = 1 + metrics.text_width(text, row.size.house, row.bold) // column
    return lines * row.size.house * row.line_spacing.house * metrics.LINE_HEIGHT


def _unbroken(text: RichText) -> Iterator[tuple[int, int]]:
    """Yield words with a blank to fill in, short ones with an edge, a call, a figure as II.1."""
    edges, calls = _edges(text)
    for word in _WORD.finditer(text.plain):
        start, stop = word.span()
        divided = any(edge in edges for edge in range(start + 1, stop))
        called = any(call in calls for call in range(start + 1, stop + 1))
        cited = _CITED.search(word[0])
        if (stop - start < LONG_WORD and (divided or called or cited)) or _BLANK.search(word[0]):
            yield start, stop


def _edges(text: RichText) -> tuple[set[int], set[int]]:
    """Return the offsets where runs end, and those where notes are called."""
    edges, calls, at = set(), set(), 0
    for piece in text.pieces:
        if isinstance(piece, Footnote):
            calls.add(at)
        else:
            at += len(piece.text)
            edges.add(at)
    return edges, calls


def _pieces(text: RichText) -> Markup:
    html, before = Markup(), None
    for piece in text.pieces:
        if isinstance(piece, Footnote):
            again = " footnote-again" if isinstance(before, Footnote) else ""
            note = Markup('<span class="footnote%s">%s</span>')
            html += note % (again, Markup().join(map(_run, piece.runs)))
        else:
            html += _run(piece)
        before = piece
    return html


def _run(run: Run) -> Markup:
    html = Markup(_BLANK.sub(r'<span class="blank">\g<0></span>', str(escape(run.text))))
    for wanted, element in ((run.bold, "<strong>%s</strong>"), (run.italic, "<em>%s</em>")):
        html = Markup(element) % html if wanted else html
    return html


def _source(folders: tuple[Path, ...], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    for folder in folders:
        try:
            text = fence.read(folder, folder / name).decode("utf-8")
        except fence.OutsideError:
            continue
        return text.replace("\r\n", "\n"), name, lambda: True
    return None


def _complaint(error: Exception, name: str) -> str:
    """Say in which template and line *error* arose, and what it says."""
    if isinstance(error, TemplateNotFound):
        return f"Không có mẫu PDF “{error.name}” trong thư mục mẫu; hãy khôi phục tệp này."
    said = str(error.message if isinstance(error, TemplateSyntaxError) else error).rstrip(".")
    if isinstance(error, TemplateSyntaxError):
        return f"Mẫu PDF {error.name or name}, dòng {error.lineno}: sai cú pháp ({said})."
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".html"):
            return f"Mẫu PDF {frame.filename}, dòng {frame.lineno}: không dùng được ({said})."
    return f"Mẫu PDF {name}: không dùng được ({said})."
