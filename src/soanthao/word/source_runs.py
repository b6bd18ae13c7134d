"""The characters of one paragraph of a foreign Word file, each with its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

from soanthao.findings import Severity
from soanthao.word.effective import Format, Letters, Styles
from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.revisions import Revisions
from soanthao.word.source_model import (
    BREAK,
    COMMENT,
    FIELD,
    FORMULA,
    NOTE,
    PICTURE,
    NoteCall,
    RawBlock,
    RawParagraph,
    Span,
)

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL: Final = f"{W}val"
_BLANKS: Final = frozenset(f"{W}{name}" for name in ("tab", "ptab"))
_TEXT: Final = frozenset({f"{W}t", f"{W}delText"})
_CALLS: Final = frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
_DRAWN: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_SILENT: Final = frozenset(
    f"{W}{name}"
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "rt")
)
_PICTURES: Final = frozenset(
    {"pic", "imagedata", "OLEObject", "chart", "relIds", "contentPart", "control"}
)
_UNANSWERED: Final = frozenset(
    {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "EQ", "SYMBOL", "FORMCHECKBOX", "QUOTE"}
)
"""Fields that print something although the file holds no result."""


@dataclass(slots=True)
class FieldState:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    in_result: bool = False

    @property
    def name(self) -> str:
        """The first word of the code: ``PAGE``."""
        return (self.code.split() or [""])[0].upper()


@dataclass(slots=True)
class Pages:
    """On which page the reader is: by the marks that Word left, else by breaks of its own.

    Attributes:
        number: 0 where the file tells nothing.
        rendered: Word has marked where its pages begin.
    """

    number: int = 0
    rendered: bool = False

    def next(self) -> None:
        """Turn the page."""
        if self.number:
            self.number += 1


class Surroundings(Protocol):
    """What a paragraph needs of the document around it."""

    styles: Styles
    revisions: Revisions
    pages: Pages
    fields: list[FieldState]

    def note(self, tag: str, identifier: str) -> RawParagraph:
        """Return what a note says, in one paragraph."""

    def comment(self, identifier: str) -> str:
        """Return what a comment says."""

    def box(self, content: Element) -> list[RawBlock]:
        """Return what stands in a text box."""


@dataclass(slots=True)
class RunReader:
    """Reads the content of ``w:p`` elements into one paragraph.

    Attributes:
        style: id of the paragraph style in force.
        table: what the table around it says of letters.
    """

    around: Surroundings
    into: RawParagraph
    style: str
    table: Letters
    _own_mark: bool = field(default=False)
    _current: Element | None = field(default=None)

    def read(self, parent: Element) -> None:
        """Read what *parent* contains."""
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SILENT:
                continue
            why = self.around.revisions.why_gone(child)
            if why:
                self._leave_out(child, why)
            elif tag == f"{W}r":
                properties = child.find(f"{W}rPr")
                self._run(child, self.around.styles.format(properties, self.style, self.table))
            elif tag == f"{MC}AlternateContent":
                self.read(chosen(child))
            elif tag.startswith(M):
                self.read_formula(child)
            elif tag == f"{W}fldSimple":
                self.around.fields.append(FieldState(child.get(f"{W}instr") or "", in_result=True))
                self.read(child)
                self._close_field()
            else:
                self.read(child)

    def read_formula(self, element: Element) -> None:
        """Read a formula as the row of its letters."""
        text = "".join(each.text or "" for each in element.iter(f"{M}t", f"{W}t"))
        if text.strip():
            self._current = None
            self._add(text, self.around.styles.format(None, self.style, self.table))
            self.into.remark(
                FORMULA, f"có công thức, đọc thành “{text.strip()}”; hãy xem lại, gõ thành chữ."
            )

    def _run(self, run: Element, form: Format) -> None:
        if run.tag == f"{W}r":
            self._current = run
        for child in run:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SILENT:
                continue
            if tag in _TEXT:
                self._add(child.text or "", form)
            elif tag in _HANDLERS:
                _HANDLERS[tag](self, child, form)
            elif tag in _BLANKS:
                self._add("\t", form)
            elif tag in _CALLS:
                self._call(child, form)
            elif tag in _DRAWN:
                self._drawing(child)
            elif tag == f"{MC}AlternateContent":
                self._run(chosen(child), form)
            elif tag == f"{W}ruby":
                self.read(child)
        self._own_mark = False

    def _add(self, text: str, form: Format) -> None:
        if any(not each.in_result for each in self.around.fields):
            self.into.drop(text, "chữ trong mã của trường")
        elif form.hidden:
            self.into.drop(text, "chữ ẩn")
        elif self._own_mark and text.strip():
            self.into.drop(text, "dấu chú thích")
        else:
            if not self.into.has_text and text.strip():
                self.into.page = self.around.pages.number
            self.into.add(Span(text, form, self._current))

    def _break(self, element: Element, form: Format) -> None:
        if element.get(f"{W}type") == "page" and not self.around.pages.rendered:
            self.around.pages.next()
        self._add(BREAK, form)

    def _new_page(self, _element: Element, _form: Format) -> None:
        self.around.pages.next()

    def _symbol(self, element: Element, form: Format) -> None:
        try:
            char = chr(int(element.get(f"{W}char") or "", 16))
        except (ValueError, OverflowError):
            return
        font = element.get(f"{W}font") or form.font
        self._add(
            char,
            Format(form.bold, form.italic, form.caps, form.hidden, font, form.size, form.faint),
        )

    def _field(self, element: Element, _form: Format) -> None:
        kind, fields = element.get(f"{W}fldCharType"), self.around.fields
        if kind == "begin":
            fields.append(FieldState())
        elif kind == "separate" and fields:
            fields[-1].in_result = True
        elif kind == "end" and fields:
            self._close_field()

    def _code(self, element: Element, _form: Format) -> None:
        if self.around.fields and not self.around.fields[-1].in_result:
            self.around.fields[-1].code += element.text or ""

    def _close_field(self) -> None:
        closed = self.around.fields.pop()
        if not closed.in_result and closed.name in _UNANSWERED:
            self.into.remark(
                FIELD,
                f"có trường “{closed.name}” mà tệp không ghi kết quả; hãy gõ chữ hoặc số đó vào.",
            )

    def _comment(self, element: Element, _form: Format) -> None:
        text = self.around.comment(element.get(f"{W}id") or "")
        if text:
            message = f"nhận xét của người sửa: {text}"
            self.into.remark(COMMENT, message, Severity.INFO)

    def _call(self, element: Element, form: Format) -> None:
        note = self.around.note(element.tag, element.get(f"{W}id") or "")
        self._own_mark = (element.get(f"{W}customMarkFollows") or "0") not in ("0", "false", "off")
        self.into.take(note)
        spans = tuple(part for part in note.parts if isinstance(part, Span))
        if form.hidden or any(not each.in_result for each in self.around.fields):
            self.into.drop("".join(span.text for span in spans), "chú thích của chữ ẩn")
        elif note.has_text:
            self.into.add(NoteCall(spans))
        else:
            self.into.remark(NOTE, "có dấu chú thích mà chú thích trống hoặc không có.")

    def _drawing(self, drawing: Element) -> None:
        pictured = False
        for element in shown(drawing):
            name = element.tag.rpartition("}")[2]
            if name == "txbxContent":
                self.into.boxes += self.around.box(element)
            elif name == "textpath" and element.get("string"):
                self.into.drop(str(element.get("string")), "chữ nghệ thuật (WordArt)")
            pictured = pictured or name in _PICTURES
        if pictured:
            self.into.remark(
                PICTURE, "có hình mà chương trình không đọc; nếu trong hình có chữ, hãy gõ lại."
            )

    def _leave_out(self, element: Element, why: str) -> None:
        self.into.drop("".join(each.text or "" for each in element.iter(*_TEXT)), why)
        for reference in element.iter(f"{W}commentReference"):
            self._comment(reference, Format())


_HANDLERS: Final[dict[str, Callable[[RunReader, Element, Format], None]]] = {
    f"{W}br": RunReader._break,
    f"{W}cr": RunReader._break,
    f"{W}lastRenderedPageBreak": RunReader._new_page,
    f"{W}noBreakHyphen": lambda reader, _, form: reader._add("-", form),
    f"{W}softHyphen": lambda reader, _, form: reader._add("\u00ad", form),
    f"{W}sym": RunReader._symbol,
    f"{W}fldChar": RunReader._field,
    f"{W}instrText": RunReader._code,
    f"{W}commentReference": RunReader._comment,
}


def chosen(alternatives: Element) -> Element:
    """Return the content that Word shows of ``mc:AlternateContent``: the first choice."""
    choice = alternatives.find(f"{MC}Choice")
    fallback = alternatives.find(f"{MC}Fallback")
    return choice if choice is not None else alternatives if fallback is None else fallback


def shown(element: Element) -> Iterator[Element]:
    """Yield what a drawing holds, first choices only; a text box, but not what is in it."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == f"{MC}AlternateContent":
            yield from shown(chosen(child))
        else:
            yield child
            if child.tag != f"{W}txbxContent":
                yield from shown(child)
