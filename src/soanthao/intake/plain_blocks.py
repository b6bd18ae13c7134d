"""The lines of a text file as paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.intake.plain_columns import Numbered, foot_columns
from soanthao.intake.plain_lines import ENDS, WIDEST, TextLine, goes_on, widest_of, width_of
from soanthao.intake.plain_marks import Marked, read_marks, split_lines, stripped
from soanthao.intake.plain_pages import page_numbers
from soanthao.intake.plain_tables import cells, is_border, is_row, is_separator, with_pipes
from soanthao.notice.markup import RichText, Run
from soanthao.notice.source import Dropped, Place, SourceBlock, SourceCell, SourceParagraph
from soanthao.notice.source import SourceTable as Table

_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*\Z")
_RULE: Final = re.compile(r"\s*(?:[-_=*]\s*){3,}\Z")
_NOTE: Final = re.compile(r"\[\^(?P<name>[^\]\s]+)\]:\s*(?P<text>.*)")
_LONG: Final = 60


class BlockReader:
    """Reads the lines of one file; what it found stands in its attributes."""

    def __init__(self, name: str) -> None:
        """Begin with nothing; *name* of the file stands in findings."""
        self.blocks: list[SourceBlock] = []
        self.dropped: list[Dropped] = []
        self.findings: list[Finding] = []
        self._name = name
        self._notes: dict[str, str] = {}
        self._at: dict[str, int] = {}
        self._called: set[str] = set()
        self._open: TextLine | None = None
        self._in_body = False
        self._widest = 0

    def read(self, lines: Sequence[str]) -> None:
        """Read all *lines* of the file."""
        kept = self._without_numbers(self._without_notes(self._without_comments(lines)))
        self._widest = widest_of(line for _, line in kept)
        foot = foot_columns(kept)
        self._flow(with_pipes(kept if foot is None else kept[: foot.start]))
        if foot is not None:
            row = tuple(map(self._column, (foot.left, foot.right)))
            self.blocks.append(Table((row,), Place(line=kept[foot.start][0], column=1)))
            self._flow(with_pipes(kept[foot.stop :]))
        for name in self._notes.keys() - self._called:
            self._see("N134", f"Không có chỗ gọi chú thích [^{name}].", self._at[name])
            text = f"[^{name}]: {self._notes[name]}"
            self.dropped.append(
                Dropped(text, "chú thích không được gọi", Place(line=self._at[name]))
            )

    def _flow(self, lines: Sequence[Numbered]) -> None:
        """Read *lines* as paragraphs and tables."""
        for group, after_blank in _groups(lines):
            self._group(group, after_blank=after_blank)
        self._flush()

    def _column(self, lines: Sequence[Numbered]) -> SourceCell:
        cells_ = (self._cell(line, Place(line=number, column=1)) for number, line in lines)
        return SourceCell(tuple(each for cell in cells_ for each in cell.paragraphs))

    def _without_comments(self, lines: Sequence[str]) -> list[str]:
        text = "\n".join(lines)

        def cut(match: re.Match[str]) -> str:
            line = text.count("\n", 0, match.start()) + 1
            self._see("N132", "Ghi chú HTML không được in, đã bỏ ra.", line, Severity.INFO)
            self.dropped.append(Dropped(match[0], "ghi chú HTML", Place(line=line)))
            return "\n" * match[0].count("\n")

        return _COMMENT.sub(cut, text).split("\n")

    def _without_notes(self, lines: Sequence[str]) -> list[Numbered]:
        kept = []
        for number, line in enumerate(lines, start=1):
            match = _NOTE.match(line)
            if match is None or match["name"] in self._notes:
                kept.append((number, line))
            else:
                self._notes[match["name"]], self._at[match["name"]] = match["text"], number
                kept.append((number, ""))
        return kept

    def _without_numbers(self, lines: Sequence[Numbered]) -> list[Numbered]:
        """Return *lines* without the numbers of pages."""
        found, open_ = page_numbers(lines)
        kept = []
        for number, line in lines:
            if number in found:
                self.dropped.append(Dropped(line.strip(), "số trang", Place(line=number)))
                self._see("N136", f"Đã bỏ số trang “{line.strip()}”.", number, Severity.INFO)
                continue
            if number in open_:
                told = f"Dòng chỉ có số “{line.strip()}”: được giữ là chữ; xóa nếu là số trang."
                self._see("N136", told, number)
            kept.append((number, line))
        return kept

    def _group(self, group: Sequence[Numbered], *, after_blank: bool) -> None:
        """Read lines without a blank line between them."""
        texts: list[Numbered] = []
        at = 0
        while at < len(group):
            number, line = group[at]
            if is_row(line):
                self._texts(texts, after_blank=after_blank)
                texts, start = [], at
                while at < len(group) and (is_row(group[at][1]) or is_border(group[at][1])):
                    at += 1
                self._flush()
                self._table(group[start:at])
                continue
            if _RULE.match(line) or is_border(line):
                self.dropped.append(Dropped(line.strip(), "đường kẻ", Place(line=number)))
            else:
                texts.append((number, line))
            at += 1
        self._texts(texts, after_blank=after_blank)

    def _texts(self, group: Sequence[Numbered], *, after_blank: bool) -> None:
        if not group:
            return
        headings = [_HEADING.match(line) for _, line in group]
        bare = [
            match["text"] if match else line
            for (_, line), match in zip(group, headings, strict=True)
        ]
        marked = [read_marks(line, self._notes) for line in bare]
        if any(each.loose for each in marked):
            whole = read_marks("\n".join(bare), self._notes)
            if not whole.loose:
                parts = split_lines(whole.text)
                marked = [
                    replace(each, text=part, loose=())
                    for each, part in zip(marked, parts, strict=True)
                ]
        hard = False
        for (number, line), each, heading in zip(group, marked, headings, strict=True):
            self._report(each, number)
            text = stripped(each.text)
            if heading:
                text = RichText.of(
                    replace(p, bold=True) if isinstance(p, Run) else p for p in text.pieces
                )
            column = len(line) - len(line.lstrip()) + 1
            place = Place(line=number, column=column)
            first = number == group[0][0]
            gap = after_blank and first
            self._line(TextLine(text, place, gap, hard, bool(heading), width_of(line)))
            hard = line.endswith("  ") or line.endswith("\\")

    def _line(self, line: TextLine) -> None:
        above = self._open
        if above is None or not goes_on(above, line, in_body=self._in_body, widest=self._widest):
            self._flush()
            self._open = line
        else:
            if line.after_blank or self._widest > WIDEST:
                message = "Đã nối với đoạn trên: câu bị ngắt giữa chừng (thường do hết trang)."
                self._see("N135", message, line.place.line, Severity.INFO)
            elif above.plain.endswith(ENDS):
                message = (
                    "Đã nối với dòng trên, tuy dòng ấy hết câu: dòng đầy nên coi là chưa hết đoạn."
                )
                self._see("N135", message, line.place.line, Severity.INFO)
            last, first = above.ends[1], line.ends[0]
            blank = Run(" ", last.bold and first.bold, last.italic and first.italic)
            text = above.text + RichText.of([blank]) + line.text
            self._open = replace(above, text=text, width=line.width, column=line.place.column)
        plain = line.plain
        self._in_body = self._in_body or (len(plain) >= _LONG and plain.endswith((".", ":", ";")))

    def _flush(self) -> None:
        if self._open is not None and self._open.text.pieces:
            self.blocks.append(SourceParagraph(self._open.text, self._open.place))
        self._open = None

    def _table(self, group: Sequence[Numbered]) -> None:
        for number, line in group:
            if is_border(line):
                self.dropped.append(Dropped(line.strip(), "đường kẻ", Place(line=number)))
        rows = tuple(
            tuple(
                self._cell(text, Place(line=number, column=column)) for column, text in cells(line)
            )
            for number, line in group
            if is_row(line) and not is_separator(line)
        )
        if any(cell.paragraphs for row in rows for cell in row):
            self.blocks.append(Table(rows, Place(line=group[0][0], column=1)))

    def _cell(self, text: str, place: Place) -> SourceCell:
        marked = read_marks(text, self._notes)
        self._report(marked, place.line)
        paragraphs = []
        for part in split_lines(marked.text):
            if _RULE.match(part.plain):
                self.dropped.append(Dropped(part.plain, "đường kẻ", place))
            elif part.pieces:
                paragraphs.append(SourceParagraph(part, place))
        return SourceCell(tuple(paragraphs))

    def _report(self, marked: Marked, line: int) -> None:
        self._called |= marked.called
        for mark in marked.loose:
            self._see("N133", f"Dấu “{mark}” không có cặp, được giữ là chữ.", line)
        for name in marked.missing:
            self._see("N134", f"Chú thích [^{name}] được gọi mà không có lời.", line)

    def _see(
        self, code: str, message: str, line: int, severity: Severity = Severity.WARNING
    ) -> None:
        self.findings.append(Finding(code, message, self._name, line, 1, severity))


def _groups(lines: Sequence[Numbered]) -> Iterator[tuple[list[Numbered], bool]]:
    """Yield the lines between blank lines, and whether a blank line stands above."""
    group: list[Numbered] = []
    blank = after = False
    for number, line in lines:
        if not line.strip():
            if group:
                yield group, after
                group = []
            blank = True
            continue
        if not group:
            after, blank = blank, False
        group.append((number, line))
    if group:
        yield group, after
