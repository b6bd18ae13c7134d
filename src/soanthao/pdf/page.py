"""A document as HTML, through the templates: strict, escaped, sandboxed.

Every string of a :class:`~soanthao.notice.document.Document` is final; a template only places it.
Beside ``document`` it knows ``national_name``, ``motto`` and ``foot_fits``, the filter ``printed``
that sets formatted text, and ``urgency_class`` that names the box of ô 10b.
"""

from __future__ import annotations

import itertools
import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from jinja2 import FunctionLoader, StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from soanthao.errors import InternalError, TemplateError
from soanthao.notice.document import Document
from soanthao.notice.markup import RichText, Run
from soanthao.pdf import fence
from soanthao.pdf.compare import LONG_WORD
from soanthao.pdf.stylesheet import urgency_class
from soanthao.standard import metrics, nd30, wording

FOLDER: Final = "pdf"
"""Where the templates of this room lie below the templates folder."""

_FOOT_SHARE: Final = 0.8
"""How much of a page nơi nhận may take; the rest is for the body's last lines."""
_BLANK: Final = re.compile("\u00a0{2,}")
_WORD: Final = re.compile(r"[^ ]+")


def page_writer(root: Path) -> Callable[[Document], str]:
    """Return a function that writes a document as HTML by the templates in *root*/``pdf``.

    The function raises TemplateError where a template is missing, broken or names what is not
    there.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: _source(root, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(national_name=wording.NATIONAL_NAME, motto=wording.MOTTO)
    environment.filters["printed"] = printed
    environment.filters["urgency_class"] = urgency_class

    def write(document: Document) -> str:
        name = f"{document.form}.html"
        try:
            template = environment.get_template(name)
            return template.render(document=document, foot_fits=foot_fits(document))
        except InternalError:
            raise
        except Exception as error:
            raise TemplateError(_complaint(error, name)) from error

    return write


def printed(text: RichText) -> Markup:
    """Return *text* as HTML: bold and italic as elements, blanks that do not stretch.

    A word whose format changes inside stays on one line: WeasyPrint would break it there.
    """
    if text.footnotes:
        raise InternalError("chú thích chưa in được; bản thảo có chú thích phải bị từ chối trước")
    html, at = Markup(), 0
    for start, stop in _unbroken(text):
        word = _runs(text.slice(start, stop))
        html += _runs(text.slice(at, start)) + Markup('<span class="unbroken">%s</span>') % word
        at = stop
    return html + _runs(text.slice(at, len(text.plain)))


def foot_fits(document: Document) -> bool:
    """Tell whether nơi nhận is short enough to stand beside the signature on one page.

    A longer one would be read page by page, left and right, so the signature goes below it.
    """
    row, column = nd30.component("recipients"), nd30.foot_columns()[0]
    lines = sum(
        1 + metrics.text_width(line, row.size.house) // column
        for block in document.recipients
        for line in (block.heading, *block.lines)
    )
    return lines * row.size.house * metrics.LINE_HEIGHT < _FOOT_SHARE * nd30.PAGE.text_height


def _unbroken(text: RichText) -> Iterator[tuple[int, int]]:
    """Yield the words that hold a blank to fill in, and short ones of more than one format."""
    edges = set(itertools.accumulate(len(run.text) for run in text.runs))
    for word in _WORD.finditer(text.plain):
        start, stop = word.span()
        short = stop - start < LONG_WORD and any(edge in edges for edge in range(start + 1, stop))
        if short or _BLANK.search(word[0]):
            yield start, stop


def _runs(text: RichText) -> Markup:
    return Markup().join(map(_run, text.runs))


def _run(run: Run) -> Markup:
    html = Markup(_BLANK.sub(r'<span class="blank">\g<0></span>', str(escape(run.text))))
    for wanted, element in ((run.bold, "<strong>%s</strong>"), (run.italic, "<em>%s</em>")):
        html = Markup(element) % html if wanted else html
    return html


def _source(root: Path, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    try:
        text = fence.inside(root, root / FOLDER / name).read_text(encoding="utf-8")
    except fence.OutsideError:
        return None
    return text, name, lambda: True


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
