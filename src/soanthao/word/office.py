"""An office's own Word template: read with every fault at once, turned into one that we can fill.

The office draws the page in Word, with its own logo, head, margins and styles, and writes slots
(:mod:`soanthao.word.slots`). Here each slot becomes the tagged XML of ``blocks``, so that the
result is a template for ``merge.compile_template`` like the program's own. The office's words stay
where they are; :class:`~soanthao.word.layout.Layout` says what a reader must find then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from soanthao import files
from soanthao.errors import TemplateError
from soanthao.notice.document import Form
from soanthao.standard import nd30
from soanthao.standard.length import Allowed, Length
from soanthao.word import host, tags
from soanthao.word.aside import read_aside
from soanthao.word.blocks import slot_xml
from soanthao.word.faults import Faults, Placed, misread, other_parts, paragraphs, placed_slots
from soanthao.word.layout import Layout, Line, Piece
from soanthao.word.package import (
    BrokenWordFileError,
    Element,
    close_package,
    main_part,
    open_package,
    parse_xml,
    write_xml,
)
from soanthao.word.reader import W, read_paragraphs
from soanthao.word.specimens import twips
from soanthao.word.styles import NAMESPACE
from soanthao.word.typed import put, text_of

_FIRST: Final = 0xF0000
"""Private characters that stand for the slots while the template's own text is read."""
_NOISE: Final = ("proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd")
_VANISHING: Final = frozenset({"urgency", "draft", "title", "addressees"})
"""Pieces that may print nothing: a cell that held no more would be no cell."""
_TWIPS: Final = 635


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """An office's template, ready to be compiled.

    Attributes:
        form: what it prints.
        name: of its file, as errors call it.
        data: the Word file with tags, for ``merge.compile_template``.
        layout: its text and slots in reading order.
        beside: its own words outside the body, and its own files such as a logo, as ``read_aside``
            gives them.
        attached: the name of each of these files in the package, and its SHA-256.
    """

    form: Form
    name: str
    data: bytes
    layout: Layout
    beside: tuple[str, ...]
    attached: tuple[tuple[str, str], ...]

    def read_aside(self, data: bytes) -> tuple[str, tuple[str, ...]]:
        """Return what ``read_aside`` finds in the filled file *data*, less what is the template's.

        What the template has and *data* has not, or has otherwise, is said as a text of its own.

        Raises:
            BrokenWordFileError: *data* is no Word file, or not one that is safe to read.
        """
        title, texts = read_aside(data)
        found, lost = list(texts), []
        for text in self.beside:
            if text in found:
                found.remove(text)
            else:
                lost.append(f"mất chữ của mẫu: {text}")
        members = open_package(data)
        for name, digest in self.attached:
            if files.sha256(members.get(name, b"")) != digest:
                lost.append(f"tệp kèm khác của mẫu: {name}")
        return title, (*found, *lost)


def office_template(data: bytes, name: str, form: Form) -> OfficeTemplate:
    """Read the office's Word file *data*, called *name* in errors, as a template of *form*.

    Raises:
        TemplateError: with every fault of the file, one a line.
    """
    try:
        return _template(data, name, form)
    except BrokenWordFileError as error:
        raise TemplateError(f"{name}: {error}") from error


def _template(data: bytes, name: str, form: Form) -> OfficeTemplate:
    members = open_package(data)
    part = main_part(members)
    body = _body(members, part)
    faults = Faults(name)
    for where, sentence in host.package_faults(members, part):
        faults.add(where, sentence)
    found = placed_slots(body, part, form, faults)
    other_parts(members, part, faults)
    lines = _lines(members, part, found)
    if not faults.lines:
        misread(lines, found, part, faults)
    if faults.lines:
        raise TemplateError("\n".join(faults.lines))
    page = _page(body)
    for each in _by_paragraph(found):
        _fill(each, page)
    _measure(body)
    kept = host.cleaned(members, part)
    kept[part] = write_xml(body.getparent()).encode()
    made = close_package(kept)
    attached = tuple((each, files.sha256(kept[each])) for each in kept if not _is_xml(each))
    return OfficeTemplate(form, name, made, Layout(form, lines), read_aside(made)[1], attached)


def _body(members: Mapping[str, bytes], part: str) -> Element:
    """Return the body without what Word alone reads: content controls, bookmarks, comments."""
    body = parse_xml(members[part], part).find(f"{W}body")
    if body is None:
        raise BrokenWordFileError("Tệp Word không có nội dung; hãy mở bằng Word và lưu lại.")
    for control in list(body.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        for each in () if content is None else list(content):
            control.addprevious(each)
        control.getparent().remove(control)
    etree.strip_tags(body, etree.Comment, etree.ProcessingInstruction)
    for each in list(body.iter(*(f"{W}{name}" for name in _NOISE))):
        each.getparent().remove(each)
    return body


def _lines(members: Mapping[str, bytes], part: str, found: Sequence[Placed]) -> tuple[Line, ...]:
    """Return the lines of the template as its reader meets them, with a slot where one stands."""
    signs = {chr(_FIRST + at): each for at, each in enumerate(found)}
    marked = dict(zip(found, signs, strict=True))
    root = deepcopy(found[0].paragraph.getroottree().getroot()) if found else None
    if root is None:
        return ()
    copies = paragraphs(root.find(f"{W}body"))
    for several in _by_paragraph(found):
        copy = copies[several[0].number - 1]
        put(copy, [(each.tag, marked[each]) for each in several])
    read = read_paragraphs(close_package({**members, part: write_xml(root).encode()}))
    return tuple(tuple(_pieces(line, signs)) for line in read)


def _pieces(line: str, signs: Mapping[str, Placed]) -> Iterator[Piece]:
    words = ""
    for char in line:
        if char in signs:
            if words:
                yield words
            words = ""
            yield signs[char].slot
        else:
            words += char
    if words:
        yield words


def _by_paragraph(found: Iterable[Placed]) -> Iterator[list[Placed]]:
    grouped: dict[int, list[Placed]] = {}
    for each in found:
        grouped.setdefault(each.number, []).append(each)
    yield from grouped.values()


def _fill(placed: list[Placed], page: nd30.Page) -> None:
    """Write the tags of one paragraph, or what fills its block in its place."""
    first = placed[0]
    if not first.slot.block:
        put(first.paragraph, [(each.tag, each.slot.piece) for each in placed])
        return
    old = first.paragraph
    xml = slot_xml(first.slot.piece, page)
    cell = old.getparent()
    if cell.tag == f"{W}tc" and old.getnext() is None and first.slot.piece in _VANISHING:
        xml += tags.small()
    if first.slot.piece == "annexes":
        for after in list(old.itersiblings(f"{W}p")):
            if not text_of(after).strip():
                after.getparent().remove(after)
    for new in parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{xml}</w:body>'.encode(), "slot"):
        for spacing in new.iter(f"{W}spacing"):
            _close(spacing)
        old.addprevious(new)
    old.getparent().remove(old)


def _close(spacing: Element) -> None:
    """Give a paragraph without a style no room of the office's default around it."""
    if spacing.getparent().find(f"{W}pStyle") is None:
        for side in ("before", "after"):
            spacing.set(f"{W}{side}", spacing.get(f"{W}{side}", "0"))


def _page(body: Element) -> nd30.Page:
    """Return the office's page, as far as it says one."""
    page = nd30.PAGE
    size, margins = body.find(f"{W}sectPr/{W}pgSz"), body.find(f"{W}sectPr/{W}pgMar")
    if size is not None:
        page = replace(page, width=_length(size, "w"), height=_length(size, "h"))
    if margins is not None:
        page = replace(page, left=_length(margins, "left"), right=_length(margins, "right"))
    return page


def _length(element: Element, name: str) -> Allowed[Length]:
    length = Length(twips(element, name) * _TWIPS)
    return Allowed(length, length, length)


def _measure(body: Element) -> None:
    """Give each cell its width in twips, by which lines below a text are measured."""
    for table in body.iter(f"{W}tbl"):
        grid = [
            twips(each, "w") if each.get(f"{W}w") else 0
            for each in table.findall(f"{W}tblGrid/{W}gridCol")
        ]
        for row in table.findall(f"{W}tr"):
            at = 0
            for cell in row.findall(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                stop = at + (1 if span is None else twips(span, "val"))
                width = cell.find(f"{W}tcPr/{W}tcW")
                if width is not None and width.get(f"{W}type") != "dxa" and sum(grid[at:stop]):
                    width.set(f"{W}type", "dxa")
                    width.set(f"{W}w", str(sum(grid[at:stop])))
                at = stop


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))
