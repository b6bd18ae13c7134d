"""Paragraphs and tables of a foreign Word file in reading order, numbers counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from soanthao.word.effective import UNSAID, Letters, Styles
from soanthao.word.numbering import Marker, Numbering
from soanthao.word.package import BrokenWordFileError, Element
from soanthao.word.reader import W
from soanthao.word.revisions import Revisions
from soanthao.word.source_model import (
    EMBEDDED,
    FIELD,
    NUMBER,
    BoxOrigin,
    CellOrigin,
    Origin,
    RawBlock,
    RawParagraph,
    RawTable,
    Span,
    flat,
)
from soanthao.word.source_runs import MC, FieldState, M, Pages, RunReader, chosen

MAX_PARAGRAPHS: Final = 50_000
_MAX_DEPTH: Final = 20
"""Tables and text boxes inside each other."""
_MAX_COLUMNS: Final = 200
_MAX_CELLS: Final = 200_000
_MAX_NOTES: Final = 2_000_000
"""Characters of all notes, as often as they are called."""
_TOO_LONG: Final = "Tệp Word quá dài, không phải là một thông báo; hãy kiểm tra lại tên tệp."
_NOTE: Final = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_EMBEDDED: Final = frozenset({f"{W}altChunk", f"{W}subDoc"})
_NEXT_PAGE: Final = frozenset({"nextPage", "oddPage", "evenPage", ""})
_LOOKS: Final = (
    ("firstRow", 0x20),
    ("lastRow", 0x40),
    ("firstColumn", 0x80),
    ("lastColumn", 0x100),
)
_TEXT: Final = (f"{W}t", f"{W}delText")


@dataclass(slots=True)
class Story:
    """One flow of text and what it needs: the body; notes, headers and footers are others.

    Attributes:
        numbering: counts its lists; None where lists are not counted.
        notes: by kind, then by id.
        comments: texts by id.
        sections: types of the sections in order, of which the first has begun.
        section: which one it is in, 0-based.
        inside: the cell or text box that is being read.
    """

    styles: Styles
    revisions: Revisions
    numbering: Numbering | None = None
    notes: dict[str, dict[str, Element]] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)
    sections: list[str] = field(default_factory=list)
    fields: list[FieldState] = field(default_factory=list)
    section: int = 0
    inside: CellOrigin | BoxOrigin | None = None
    _notes: dict[tuple[str, str], RawParagraph] = field(default_factory=dict)
    _noted: int = 0
    _depth: int = 0
    _paragraphs: int = 0
    _cells: int = 0

    def note(self, tag: str, identifier: str) -> RawParagraph:
        """Return what a note says, in one paragraph.

        Raises:
            BrokenWordFileError: notes are called again and again.
        """
        kind = _NOTE[tag]
        note = self.notes.get(kind, {}).get(identifier)
        if note is None:
            return RawParagraph()
        if (kind, identifier) not in self._notes:
            self._notes[kind, identifier] = self.aside(note)
        read = self._notes[kind, identifier]
        self._noted += sum(len(part.text) for part in read.parts if isinstance(part, Span))
        if self._noted > _MAX_NOTES:
            raise BrokenWordFileError(_TOO_LONG)
        return read

    def aside(self, root: Element) -> RawParagraph:
        """Return what stands below *root*, beside the text, in one paragraph."""
        story = Story(self.styles, self.revisions)
        joined = RawParagraph()
        for paragraph in flat(story.read(root)):
            if joined.parts and isinstance(last := joined.parts[-1], Span):
                joined.add(Span(" ", last.format))
            for part in paragraph.parts:
                joined.add(part)
            joined.take(paragraph)
        return joined

    def comment(self, identifier: str) -> str:
        """Return what a comment says, the first time that it is asked for."""
        return self.comments.pop(identifier, "")

    def box(self, content: Element) -> list[RawBlock]:
        """Return what stands in a text box."""
        outer, self.fields = self.fields, []
        around, self.inside = self.inside, BoxOrigin(content, self.inside)
        blocks = self.read(content)
        self.fields, self.inside = outer, around
        return blocks

    def read(self, parent: Element, table: Letters = UNSAID) -> list[RawBlock]:
        """Return the blocks below *parent*; *table* is what a table around says of letters.

        Raises:
            BrokenWordFileError: there are too many paragraphs, or they stand too deep.
        """
        if self._depth >= _MAX_DEPTH:
            raise BrokenWordFileError(
                f"Tệp Word có bảng, hộp chữ lồng nhau quá {_MAX_DEPTH} tầng; hãy bỏ bớt, lưu lại."
            )
        self._depth += 1
        blocks = _Blocks(self, table)
        blocks.walk(parent)
        blocks.flush()
        self._depth -= 1
        return blocks.out

    def count_paragraph(self) -> None:
        """Count a paragraph.

        Raises:
            BrokenWordFileError: there are more than a notice ever has.
        """
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS:
            raise BrokenWordFileError(
                f"Tệp Word có hơn {MAX_PARAGRAPHS} đoạn, không phải là một thông báo; hãy kiểm tra "
                "lại tên tệp."
            )

    def count_cells(self, cells: int) -> None:
        """Count cells of tables, those too that a wide cell or a row leaves empty.

        Raises:
            BrokenWordFileError: there are more than a notice ever has.
        """
        self._cells += cells
        if self._cells > _MAX_CELLS:
            raise BrokenWordFileError(_TOO_LONG)

    def end(self) -> list[RawBlock]:
        """Return what is to be said at the end of the story: of a field that never ended."""
        open_ = RawParagraph()
        if any(not each.in_result for each in self.fields):
            open_.remark(
                FIELD, "có trường chưa kết thúc, chữ sau đó có thể bị bỏ sót; hãy xem lại."
            )
        return [open_] if open_.remarks else []


@dataclass(slots=True)
class _Blocks:
    """One pass over neighbours; paragraphs whose mark is gone wait for the next one."""

    story: Story
    table: Letters
    out: list[RawBlock] = field(default_factory=list)
    waiting: list[Element] = field(default_factory=list)
    loose: RawParagraph = field(default_factory=RawParagraph)

    def walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            why = self.story.revisions.why_gone(child)
            if why:
                self.loose.drop(_words(child), why)
            elif tag == f"{W}p":
                self._paragraph(child)
            elif tag == f"{W}tbl":
                self.flush()
                self.out.append(self._table(child))
            elif tag == f"{MC}AlternateContent":
                self.walk(chosen(child))
            elif tag in _EMBEDDED:
                self.loose.remark(EMBEDDED, "có văn bản khác nhúng bên trong mà không đọc được.")
            elif tag.startswith(M):
                self._finish([], None, formula=child)
            elif tag not in (f"{W}sdtPr", f"{W}sdtEndPr", f"{W}sectPr"):
                self.walk(child)

    def flush(self) -> None:
        """Finish what still waits for a paragraph to join."""
        if self.waiting:
            waiting, self.waiting = self.waiting, []
            self._finish(waiting, waiting[-1].find(f"{W}pPr"))
        if self.loose.dropped or self.loose.remarks:
            self.out.append(self.loose)
            self.loose = RawParagraph()

    def _paragraph(self, paragraph: Element) -> None:
        self.story.count_paragraph()
        properties = paragraph.find(f"{W}pPr")
        self.waiting.append(paragraph)
        if self.story.revisions.mark_gone(properties) or self._mark(properties).hidden:
            return
        waiting, self.waiting = self.waiting, []
        self._finish(waiting, properties, ends=True)

    def _mark(self, properties: Element | None) -> Letters:
        """Return what the mark of a paragraph itself says of letters."""
        mark = None if properties is None else properties.find(f"{W}rPr")
        return self.story.styles.direct(mark)

    def _finish(
        self,
        paragraphs: list[Element],
        properties: Element | None,
        *,
        ends: bool = False,
        formula: Element | None = None,
    ) -> None:
        """Read *paragraphs* as one; its number counts if it *ends* or has text."""
        story = self.story
        raw, self.loose = self.loose, RawParagraph()
        raw.layout = story.styles.layout(properties)
        if raw.layout.new_page and not story.pages.rendered:
            story.pages.next()
        raw.page = story.pages.number
        raw.origin = Origin(tuple(paragraphs), properties, story.inside, story.section)
        reader = RunReader(story, raw, raw.layout.style, self.table)
        if ends:
            self._number(raw, properties)
        numbered = len(raw.parts)
        for paragraph in paragraphs:
            reader.read(paragraph)
        if formula is not None:
            reader.read_formula(formula)
        if not ends and len(raw.parts) > numbered:
            self._number(raw, properties)
        self.out.append(raw)
        self.out += raw.boxes
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._end_section()

    def _number(self, raw: RawParagraph, properties: Element | None) -> None:
        """Put the number of *raw* in front of it."""
        story, layout = self.story, raw.layout
        if story.numbering is None or layout.number in (None, "", "0"):
            return
        marker = story.numbering.count(layout.number or "", layout.level or 0)
        if marker is None or not marker.text:
            return
        if marker.doubt:
            raw.remark(
                NUMBER, f"số tự động “{marker.text}” chưa chắc đúng như Word in: {marker.doubt}."
            )
        self._put(raw, marker, properties)

    def _put(self, raw: RawParagraph, marker: Marker, properties: Element | None) -> None:
        mark = None if properties is None else properties.find(f"{W}rPr")
        styles = self.story.styles
        form = styles.format(
            mark, raw.layout.style, self.table, styles.direct(marker.level.letters)
        )
        form = form.without_font()
        if not form.hidden:
            if raw.origin is not None:
                raw.origin = replace(raw.origin, marker=marker)
            raw.parts.insert(0, Span(marker.text + " " * marker.blank, form))
            raw.has_text = True

    def _end_section(self) -> None:
        story = self.story
        story.section += 1
        if story.sections and story.sections.pop(0) in _NEXT_PAGE and not story.pages.rendered:
            story.pages.next()

    def _table(self, table: Element) -> RawTable:
        rows = list(_inside(table, f"{W}tr"))
        style = table.find(f"{W}tblPr/{W}tblStyle")
        identifier = "" if style is None else style.get(f"{W}val") or ""
        looks = _looks(table.find(f"{W}tblPr/{W}tblLook"))
        read: list[list[list[RawParagraph]]] = []
        for at, row in enumerate(rows):
            if self.story.revisions.row_gone(row):
                self.loose.drop(_words(row), "hàng của bảng đã bị xóa (theo dõi thay đổi)")
            elif row.find(f"{W}trPr/{W}hidden") is not None:
                self.loose.drop(_words(row), "hàng ẩn của bảng")
            else:
                ends = {"firstRow": at == 0, "lastRow": at == len(rows) - 1}
                read.append(
                    self._row(
                        (table, row, len(read)),
                        identifier,
                        {each: ends.get(each, True) for each in looks},
                    )
                )
        return RawTable([row for row in read if row])

    def _row(
        self, at_row: tuple[Element, Element, int], style: str, looks: dict[str, bool]
    ) -> list[list[RawParagraph]]:
        table, row, number = at_row
        pages = self.story.pages
        begun, furthest = pages.number, pages.number
        read: list[list[RawParagraph]] = [[] for _ in range(_span(row, "trPr", "gridBefore", 0))]
        cells = [cell for cell in _inside(row, f"{W}tc") if not self._cell_gone(cell)]
        for at, cell in enumerate(cells):
            parts = tuple(
                name
                for name, here in looks.items()
                if here
                and (name.endswith("Row") or at == (0 if name[0] == "f" else len(cells) - 1))
            )
            pages.number = begun
            around = self.story.inside
            self.story.inside = CellOrigin(table, row, cell, number, len(read), parts, around)
            read.append(self._cell(cell, self.story.styles.table_letters(style, parts)))
            self.story.inside = around
            furthest = max(furthest, pages.number)
            read += [[] for _ in range(_span(cell, "tcPr", "gridSpan", 1) - 1)]
        pages.number = furthest
        self.story.count_cells(len(read))
        return read + [[] for _ in range(_span(row, "trPr", "gridAfter", 0))]

    def _cell_gone(self, cell: Element) -> bool:
        gone = self.story.revisions.cell_gone(cell)
        if gone:
            self.loose.drop(_words(cell), "ô của bảng đã bị xóa (theo dõi thay đổi)")
        return gone

    def _cell(self, cell: Element, letters: Letters) -> list[RawParagraph]:
        for name in ("vMerge", "hMerge"):
            merge = cell.find(f"{W}tcPr/{W}{name}")
            if merge is not None and (merge.get(f"{W}val") or "continue") == "continue":
                self.loose.drop(_words(cell), "chữ trong ô đã gộp, Word không in")
                return []
        return flat(self.story.read(cell, letters))


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the *tag* elements below *parent*, through content controls, not through others."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from _inside(chosen(child), tag)
        elif isinstance(child.tag, str) and not child.tag.endswith("Pr"):
            yield from _inside(child, tag)


def _words(element: Element) -> str:
    """Return the words below *element*, a blank between its paragraphs."""
    paragraphs = list(element.iter(f"{W}p")) or [element]
    texts = ("".join(t.text or "" for t in each.iter(*_TEXT)) for each in paragraphs)
    return " ".join(text for text in texts if text.strip())


def _span(element: Element, properties: str, name: str, otherwise: int) -> int:
    """Return how many columns *element* skips or covers."""
    found = element.find(f"{W}{properties}/{W}{name}")
    text = "" if found is None else found.get(f"{W}val") or ""
    return min(int(text), _MAX_COLUMNS) if text.isascii() and text.isdigit() else otherwise


def _looks(look: Element | None) -> tuple[str, ...]:
    """Return which parts of a table its style may print in another way."""
    if look is None:
        return ()
    try:
        bits = int(look.get(f"{W}val") or "0", 16)
    except ValueError:
        bits = 0
    said = ((name, look.get(f"{W}{name}"), bits & bit) for name, bit in _LOOKS)
    return tuple(
        name.replace("Column", "Col")
        for name, own, of_bits in said
        if (own not in ("0", "false", "off") if own is not None else of_bits)
    )
