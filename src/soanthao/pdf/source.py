"""PDF files of others, read as they print: paragraphs, header, foot and notes (đọc tệp PDF).

What is attached to a file is never looked at: only what stands on the pages counts.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.notice.markup import RichText
from soanthao.notice.source import (
    Dropped,
    Place,
    Source,
    SourceBlock,
    SourceCell,
    SourceParagraph,
    SourceTable,
)
from soanthao.pdf.reader import UnreadablePdfError
from soanthao.pdf.source_aside import Sheet, take_aside
from soanthao.pdf.source_columns import Cells, foot_of, goes_on, header_of, is_place_date
from soanthao.pdf.source_glyphs import Char, Segment, joined
from soanthao.pdf.source_letters import looks_old
from soanthao.pdf.source_notes import take_notes
from soanthao.pdf.source_pages import ACROSS, read_sheets
from soanthao.pdf.source_paragraphs import MARKER, Column, group_lines, look_of, may_be_two, rich
from soanthao.pdf.source_rows import whole_rows
from soanthao.pdf.source_tables import Grid, merged, take_grids
from soanthao.standard import wording

_FEW: Final = 30
"""Characters below which a page is taken for a picture."""
_UNKNOWN: Final = 0.3
"""Share of characters without a meaning from which on a text layer is useless."""
_WIDE: Final = 99.0
_PARTED: Final = 2.0
"""Share of the size from which a gap parts columns: blanks of justified lines are narrower."""


def read_source(data: bytes, name: str = "") -> Source:
    """Return what the pages of the PDF *data* say.

    Args:
        data: the file's bytes.
        name: of the file, for findings and errors.

    Raises:
        UnreadablePdfError: *data* is no PDF, is locked, a scan, without meaningful letters, or
            larger than the limits.
    """
    sheets, chars = read_sheets(data)
    _refuse_scan(sheets)
    findings = [*_letters(chars, name), *_old(sheets, chars, name), *_across(sheets, name)]
    take_aside(sheets)
    reading = _Reading(name=name)
    called: dict[int, Place] = {}
    for sheet in sheets:
        notes, calls = take_notes(sheet, reading.seen_notes)
        for number, note in notes.items():
            if reading.notes.setdefault(number, note) is not note:
                reading.twice.append((number, note, Place(page=sheet.number)))
        reading.seen_notes |= calls
        called.update((number, Place(page=sheet.number)) for number in sorted(calls))
    for number in called.keys() - reading.notes.keys():
        message = f"Số chú thích {number} không có lời ở chân trang; số được giữ là chữ."
        reading.see("N134", message, called[number])
    _blocks(sheets, reading)
    lost = tuple(_without_call(reading, called))
    dropped = tuple(each for sheet in sheets for each in sheet.dropped)
    return Source(tuple(reading.blocks), (*dropped, *lost), (*findings, *reading.findings))


def _without_call(reading: _Reading, called: Mapping[int, Place]) -> Iterator[Dropped]:
    """Yield the notes whose call is nowhere in the text: side by side, a number read twice."""
    paragraphs = Source(tuple(reading.blocks)).paragraphs()
    placed = Counter(note.runs for each in paragraphs for note in each.text.footnotes)
    every = [(number, note, called.get(number, Place())) for number, note in reading.notes.items()]
    for number, note, place in sorted((*every, *reading.twice), key=lambda each: each[0]):
        placed[note.runs] -= 1
        if placed[note.runs] >= 0:
            continue
        message = (
            f"Lời chú thích {number} “{note.plain}” không rõ được gọi ở đâu nên không có trong bản "
            "nháp; hãy viết lại vào chỗ gọi."
        )
        reading.see("N134", message, place)
        yield Dropped(note.plain, "chú thích không rõ chỗ gọi", place)


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    blocks: list[SourceBlock] = field(default_factory=list)
    notes: dict[int, RichText] = field(default_factory=dict)
    twice: list[tuple[int, RichText, Place]] = field(default_factory=list)
    seen_notes: frozenset[int] = frozenset()
    count: int = 0
    findings: list[Finding] = field(default_factory=list)
    name: str = ""

    def see(self, code: str, message: str, place: Place) -> None:
        """Note what a clerk has to look at."""
        self.findings.append(
            Finding(code, message, self.name, severity=Severity.WARNING, where=str(place))
        )

    def paragraph(
        self, group: Sequence[Segment], column: Column, above: Segment | None
    ) -> SourceParagraph:
        self.count += 1
        place = Place(page=group[0].page, paragraph=self.count)
        begun = may_be_two(group, column)
        if begun:
            self.see(
                "N144",
                f"Có thể là hai đoạn: dòng trên “{begun} …” hết câu mà đầy đến mép; đã nối.",
                place,
            )
        return SourceParagraph(rich(group, self.notes), place, look_of(group, column, above))


def _refuse_scan(sheets: Sequence[Sheet]) -> None:
    poor = sum(sum(len(part.chars) for part in sheet.parts) < _FEW for sheet in sheets)
    if 2 * poor > len(sheets) or not sheets:
        raise UnreadablePdfError(
            "Tệp PDF là bản quét, không có lớp chữ; hãy dùng bản Word hoặc nhận dạng chữ (OCR) "
            "trước."
        )


def _letters(chars: Sequence[Char], name: str) -> list[Finding]:
    """Return findings about the text layer.

    Raises:
        UnreadablePdfError: too many characters mean nothing.
    """
    unknown = sum(
        unicodedata.category(char.char) in {"Co", "Cn", "Cc", "Cs"} or char.char == "\ufffd"
        for char in chars
    )
    if unknown > _UNKNOWN * len(chars):
        raise UnreadablePdfError(
            f"Lớp chữ của tệp PDF không dùng được: {unknown} trong {len(chars)} ký tự không có "
            "nghĩa; hãy dùng bản Word hoặc nhận dạng chữ (OCR) trước."
        )
    findings = []
    if unknown:
        message = f"Có {unknown} ký tự không đọc được; hãy so với bản in."
        findings.append(Finding("N143", message, name, severity=Severity.WARNING, where="cả tệp"))
    if not any(char.style.named for char in chars):
        message = "Phông trong tệp không có tên: không biết chữ nào đậm, chữ nào nghiêng."
        findings.append(Finding("N140", message, name, severity=Severity.WARNING, where="cả tệp"))
    return findings


def _old(sheets: Sequence[Sheet], chars: Sequence[Char], name: str) -> Iterator[Finding]:
    """Yield what a clerk is told of letters of fonts from before Unicode."""
    fonts = sorted(frozenset[str]().union(*(sheet.fonts for sheet in sheets)))
    if fonts:
        message = f"Chữ phông {', '.join(fonts)} đã được chuyển sang Unicode; hãy đọc lại."
        yield Finding("N104", message, name, severity=Severity.WARNING, where="cả tệp")
    if looks_old(chars):
        message = "Chữ trong tệp giống TCVN3 hoặc VNI mà phông không cho biết; hãy dùng bản Word."
        yield Finding("N131", message, name, severity=Severity.WARNING, where="cả tệp")


def _across(sheets: Sequence[Sheet], name: str) -> Iterator[Finding]:
    """Yield what a clerk is told of words that stand across the text."""
    texts = {
        each.text: each.place for sheet in sheets for each in sheet.dropped if each.why == ACROSS
    }
    for text, place in texts.items():
        message = f"Đã bỏ chữ in chìm hoặc in xoay “{text}”; nếu thuộc nội dung thì chép lại."
        yield Finding("N146", message, name, severity=Severity.WARNING, where=str(place))


def _blocks(sheets: Sequence[Sheet], reading: _Reading) -> None:
    flow: list[Segment | Grid] = []
    foot: Cells = ()
    for sheet in sheets:
        parts = sheet.parts
        if foot:
            foot, parts = goes_on(foot, parts, sheet.width)
            _table(foot, reading)
        header, parts = header_of(parts)
        if header:
            _body(flow, reading, sheets)
            flow = []
            _table(header, reading)
        grids, parts = take_grids(parts, sheet.rules, sheet.height)
        foot, parts = foot_of(parts, sheet.width)
        lines = joined(parts, _WIDE)
        _unruled(lines, reading)
        flow.extend(sorted([*lines, *grids], key=lambda each: -_height(each)))
        if foot:
            _body(flow, reading, sheets)
            flow = []
    if foot:
        _table(foot, reading)
    _body(flow, reading, sheets)


def _unruled(lines: Sequence[Segment], reading: _Reading) -> None:
    """Note lines that are parted into columns, as those of a table without rules."""
    parted = [line for line in lines if line.widest_gap()[0] > _PARTED * line.size]
    if len(parted) > 1:
        message = (
            f"Có {len(parted)} dòng chia cột mà không có đường kẻ: có thể là bảng, chữ của các cột "
            "đã bị đọc lẫn vào nhau."
        )
        reading.see("N147", message, Place(page=parted[0].page, paragraph=reading.count + 1))


def _height(part: Segment | Grid) -> float:
    return part.top if isinstance(part, Grid) else part.y


def _body(flow: Sequence[Segment | Grid], reading: _Reading, sheets: Sequence[Sheet]) -> None:
    lines = [part for part in flow if isinstance(part, Segment)]
    column = Column.of(lines, sheets[0].width) if lines else None
    above = None
    for is_grid, run in groupby(flow, lambda part: isinstance(part, Grid)):
        parts = list(run)
        if is_grid:
            for grids, again in merged([part for part in parts if isinstance(part, Grid)]):
                _grids(grids, again, reading, sheets)
        elif column is not None:
            inside = [part for part in parts if isinstance(part, Segment)]
            for group in group_lines(inside, column):
                reading.blocks.append(reading.paragraph(group, column, above))
                above = group[-1]


def _grids(
    grids: Sequence[Grid],
    again: Sequence[tuple[Grid, int]],
    reading: _Reading,
    sheets: Sequence[Sheet],
) -> None:
    """Add a table that stands on one page or goes on over several."""
    place = Place(page=grids[0].page, paragraph=reading.count + 1)
    for grid, at in again:
        text = " ".join(filter(None, grid.said(at)))
        dropped = Dropped(text, "hàng tiêu đề bảng lặp lại", Place(page=grid.page))
        sheets[grid.page - 1].dropped.append(dropped)
    if any(grid.spans for grid in grids):
        message = "Bảng có ô gộp nhiều hàng: chữ của ô chỉ ghi ở hàng đầu, các hàng dưới để trống."
        reading.see("N148", message, place)
    rows = []
    whole = whole_rows(grids, again)
    pad = min(
        (
            max(0.0, line.left - row.grid.edges[at])
            for row in whole
            for at, cell in enumerate(row.cells)
            for line in cell
        ),
        default=0.0,
    )
    for row in whole:
        if row.doubt:
            reading.see(
                "N145",
                "Hàng đầu trang sau của bảng có thể là phần còn lại của hàng cuối trang này; "
                f"chương trình {row.doubt}.",
                Place(page=row.grid.page, paragraph=reading.count + 1),
            )
        edges = row.grid.edges
        rows.append(
            tuple(
                _data_cell(cell, edges[at] + pad, edges[at + 1] - pad, reading)
                for at, cell in enumerate(row.cells)
            )
        )
    reading.blocks.append(SourceTable(tuple(rows), place))


def _data_cell(
    lines: Sequence[Segment], left: float, right: float, reading: _Reading
) -> SourceCell:
    if not lines:
        return SourceCell()
    found = Column.of(lines)
    end = found.right if found.justified else max(found.right, right)
    inner = replace(found, left=min(found.left, left), right=end)
    if all(inner.is_in_the_middle(line) for line in lines):
        inner = replace(inner, indent=-1.0)
    groups = list(group_lines(lines, inner))
    return SourceCell(tuple(reading.paragraph(group, inner, None) for group in groups))


def _table(cells: Cells, reading: _Reading) -> None:
    first = next(part for row in cells for cell in row for part in cell)
    place = Place(page=first.page, paragraph=reading.count + 1)
    rows = tuple(tuple(SourceCell(tuple(_cell(cell, reading))) for cell in row) for row in cells)
    reading.blocks.append(SourceTable(rows, place))


def _cell(parts: Sequence[Segment], reading: _Reading) -> Iterator[SourceParagraph]:
    """Yield the lines of a cell; a line that goes on is joined where the cell is a list."""
    group: list[Segment] = []
    pages = groupby(parts, lambda part: part.page)
    lines = [line for _, page in pages for line in joined(list(page), _WIDE)]
    column = Column.of(lines) if lines else None
    above = None
    for line in lines:
        if group and column is not None and not _goes_on(group, line):
            yield reading.paragraph(group, column, above)
            above, group = group[-1], []
        group.append(line)
    if group and column is not None:
        yield reading.paragraph(group, column, above)


def _goes_on(group: Sequence[Segment], line: Segment) -> bool:
    """Tell whether *line* goes on from an entry of nơi nhận or a V/v above it."""
    first, above = group[0].text, group[-1].text
    if wording.NATIONAL_NAME_READ.fullmatch(f"{above} {line.text}"):
        return True
    if is_place_date(f"{above} {line.text}") and not is_place_date(line.text):
        return True
    is_entry = bool(MARKER.match(first)) and not above.endswith((";", "."))
    return (is_entry or first.startswith("V/v")) and not MARKER.match(line.text)
