"""A filled-in assignment table (bảng phân công): its rows, and which order each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from soanthao.errors import InvalidInputError
from soanthao.findings import Finding, Severity
from soanthao.intake.align import likeness
from soanthao.notice.assignment_table import AssignmentRow, AssignmentTable
from soanthao.notice.source import Source, SourceTable
from soanthao.notice.table_origin import PrintedRow, digest
from soanthao.word.origin import read_origin
from soanthao.word.package import BrokenWordFileError

Column = Literal["text", "lead", "joining", "due", "product", "citation", "remarks", "code"]

_HEADINGS: Final[Mapping[str, Column]] = {
    "nội dung": "text",
    "chủ trì": "lead",
    "phối hợp": "joining",
    "thời hạn": "due",
    "sản phẩm": "product",
    "mục": "citation",
    "ghi chú": "remarks",
    "mã": "code",
}
_NEEDED: Final = frozenset({"text", "lead", "due"})
_COUNTER: Final = frozenset({"tt", "stt"})
_ALIKE: Final = 0.6
"""Share of words in common below which a row with an order's code is another order."""


@dataclass(frozen=True, slots=True)
class FilledCell:
    """What a cell says and how it is found, ``ô E7``."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row as colleagues gave it back, its cells by what they are about.

    Attributes:
        others: cells of columns that the program did not print.
    """

    cells: Mapping[Column, FilledCell]
    where: str
    others: tuple[FilledCell, ...] = ()

    def says(self, column: Column) -> str:
        """Return the text of *column*; empty where there is no such column."""
        return self.cells[column].text if column in self.cells else ""


def same(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but blanks."""
    return one.split() == other.split()


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A table that came back.

    Attributes:
        origin: what it printed when it was made; empty where it does not say.
    """

    rows: tuple[FilledRow, ...]
    origin: tuple[PrintedRow, ...] = ()


def workbook_table(data: bytes, path: Path) -> FilledTable:
    """Return the table of the workbook *data*.

    Raises:
        BrokenWorkbookError: it cannot be read safely, or a cell holds a formula.
        InvalidInputError: it holds no assignment table.
    """
    from soanthao.sheet import reader  # noqa: PLC0415 - heavy, and only for workbooks

    found = list(_rows(reader.read(data), lambda row, column: f"ô {_letters(column)}{row + 1}"))
    if not found:
        raise _no_table(path)
    return FilledTable(tuple(found), reader.read_origin(data))


def word_table(source: Source, data: bytes, path: Path) -> FilledTable:
    """Return the rows of the assignment tables in *source*, which the Word file *data* holds.

    Raises:
        InvalidInputError: they hold no order.
    """
    found: list[FilledRow] = []
    tables = _tables(source)
    for number, table in enumerate(tables, start=1):
        lines = [
            ["\n".join(each.plain for each in cell.paragraphs) for cell in row]
            for row in table.rows
        ]
        before = f"bảng {number}, " if len(tables) > 1 else ""
        found.extend(_rows(lines, _word_place(before)))
    if not found:
        raise _no_table(path)
    return FilledTable(tuple(found), _word_origin(data))


def _word_origin(data: bytes) -> tuple[PrintedRow, ...]:
    """Return what the Word file *data* says that it printed; a .doc says nothing."""
    try:
        return read_origin(data)
    except BrokenWordFileError:
        return ()


def _word_place(before: str) -> Callable[[int, int], str]:
    return lambda row, column: f"{before}hàng {row + 1}, cột {column + 1}"


def is_assignment_table(source: Source) -> bool:
    """Tell whether a table of *source* has the heading row of an assignment table."""
    return bool(_tables(source))


def _tables(source: Source) -> list[SourceTable]:
    blocks = (block for block in source.blocks if isinstance(block, SourceTable))
    return [
        block
        for block in blocks
        if any(_columns([cell.plain for cell in row]) is not None for row in block.rows)
    ]


def _no_table(path: Path) -> InvalidInputError:
    message = (
        "Không thấy bảng phân công: cần một hàng tên cột có “Nội dung”, “Chủ trì”, “Thời hạn”, "
        "mỗi cột một lần, và các hàng bên dưới; hãy dùng bảng do soanthao render làm ra."
    )
    return InvalidInputError((Finding("N620", message, str(path), where="cả tệp"),))


def _rows(lines: Sequence[Sequence[str]], place: Callable[[int, int], str]) -> Iterator[FilledRow]:
    """Yield the rows below the heading row; one that is repeated is left out."""
    columns: Mapping[int, Column] | None = None
    heading: Sequence[str] = ()
    for number, line in enumerate(lines):
        here = _columns(line)
        if here is not None:
            columns, heading = here, line
        elif columns is not None and any(text.strip() for text in line):
            cells = [FilledCell(text, place(number, at)) for at, text in enumerate(line)]
            others = tuple(
                cell
                for at, cell in enumerate(cells)
                if at not in columns
                and cell.text.strip()
                and not (at < len(heading) and heading[at].strip().casefold() in _COUNTER)
            )
            known = {name: cells[at] for at, name in columns.items() if at < len(cells)}
            yield FilledRow(known, known["text"].where, others)


def _columns(line: Sequence[str]) -> Mapping[int, Column] | None:
    """Return the columns by their headings; None where *line* is no heading row."""
    found: dict[int, Column] = {}
    for at, text in enumerate(line):
        said = " ".join(text.casefold().split())
        name = _HEADINGS.get(said) or next(
            (_HEADINGS[word] for word in ("phối hợp", "mục") if said.startswith(f"{word} ")), None
        )
        if name is not None:
            found[at] = name
    counted = Counter(found.values())
    return found if found and counted.keys() >= _NEEDED and max(counted.values()) == 1 else None


def _letters(column: int) -> str:
    """Return the name that Excel gives to a 0-based column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Matched:
    """A row and the order that it is."""

    row: FilledRow
    order: AssignmentRow


def matched(
    rows: Sequence[FilledRow],
    table: AssignmentTable,
    path: str,
    findings: list[Finding],
    origin: Sequence[PrintedRow] = (),
) -> tuple[Matched, ...]:
    """Return the rows that are just one order of *table*, in its order; tell all others.

    *origin* is what the rows' own table printed: codes may have moved on since.
    """

    def tell(row: FilledRow, code: str, message: str) -> None:
        findings.append(Finding(code, message, path, where=row.where, severity=Severity.WARNING))

    pairs: list[Matched] = []
    for row in rows:
        found = _meant(row, table.rows, origin)
        if len(found) == 1:
            pairs.append(Matched(row, found[0]))
        elif found:
            meant = ", ".join(each.code for each in found)
            tell(row, "N622", f"Hàng này có thể là nhiều việc ({meant}); chưa lấy gì từ hàng này.")
        else:
            said = row.says("text")[:80]
            message = f"Không thấy việc “{said}” trong dự thảo; chưa lấy gì từ hàng này."
            tell(row, "N621", message)
    twice = {
        code for code, count in Counter(each.order.code for each in pairs).items() if count > 1
    }
    for each in pairs:
        if each.order.code in twice:
            message = f"Có hơn một hàng là việc {each.order.code}; chưa lấy gì từ các hàng này."
            tell(each.row, "N622", message)
    place = {row.code: at for at, row in enumerate(table.rows)}
    kept = [each for each in pairs if each.order.code not in twice]
    return tuple(sorted(kept, key=lambda each: place[each.order.code]))


def _meant(
    row: FilledRow, orders: Sequence[AssignmentRow], origin: Sequence[PrintedRow]
) -> Sequence[AssignmentRow]:
    """Return the orders that *row* may be: by its code and words, else by words and citation."""
    code, text = row.says("code").strip(), row.says("text")
    alike = [each for each in orders if same(each.text.plain, text)]
    as_printed = any((digest(code), digest(text)) == (each.code, each.text) for each in origin)
    if as_printed and len(alike) == 1:
        return alike
    if code:
        coded = [each for each in orders if each.code == code]
        if any(each in alike for each in coded) or not coded:
            return coded
        if alike:
            return [*coded, *alike]
        words = [Counter(each.split()) for each in (coded[0].text.plain, text)]
        return coded if likeness(words[0], words[1]) >= _ALIKE else []
    if len(alike) > 1 and "citation" in row.cells:
        alike = [each for each in alike if same(each.citation, row.says("citation"))]
    return alike
