"""Writes the book of outgoing documents as a workbook: a sheet for its cover, one for its lines.

The ten columns and the row of their numbers are the decree's (Phụ lục IV, I.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from soanthao.notice.register_book import COLUMNS, COUNTS, TITLE, Book
from soanthao.sheet import writing
from soanthao.sheet.reader import MAX_ROWS
from soanthao.standard import nd30

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from soanthao.standard.length import Length

COVER: Final = "Bìa"
SHEET: Final = "Sổ đăng ký văn bản đi"

_HEADS: Final = 2
"""Heading rows: the columns, their numbers."""
_COPIES: Final = 1 + COLUMNS.index("Số lượng bản")
_MAX_LINES: Final = MAX_ROWS - _HEADS - 2


def cover_lines(book: Book) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the cover as text, one cell each (Phụ lục IV, I.1)."""
    return tuple((text,) for text, _ in _cover(book))


def lines(book: Book) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the book as text, ten cells each: heading rows, lines, total, anchor."""
    blank = ("",) * (len(COLUMNS) - 1)
    below = filter(None, (book.total(), book.anchored()))
    return (COLUMNS, COUNTS, *book.rows(), *((text, *blank) for text in below))


def write(book: Book) -> bytes:
    """Return the workbook of *book*.

    Raises:
        WorkbookLimitError: there are too many lines, or a text is longer than a cell can hold.
        InternalError: a text holds a character that Excel does not know.
    """
    if len(book.lines) > _MAX_LINES:
        raise writing.WorkbookLimitError(
            f"Sổ có {len(book.lines)} dòng, một tệp Excel của sổ chứa nhiều nhất {_MAX_LINES} "
            "dòng; hãy xuất từng quý hoặc từng tháng."
        )
    content, cover = lines(book), cover_lines(book)
    writing.check((*cover, *content))
    workbook = writing.new_workbook(f"{TITLE}: {book.period()}")
    first: Worksheet = workbook.worksheets[0]
    first.title = COVER
    _write_cover(first, _cover(book), cover)
    workbook.create_sheet(SHEET)
    _write_book(workbook.worksheets[1], content, len(book.rows()))
    return writing.saved(workbook)


def _cover(book: Book) -> tuple[tuple[str, nd30.Component], ...]:
    """Return the lines of the cover, each with the row of the table that says how it looks."""
    below = tuple(filter(None, (*book.cover(), book.anchored())))
    return (
        *((line.upper(), nd30.component("parent-agency")) for line in book.parent),
        *((line.upper(), nd30.component("agency")) for line in book.header),
        (TITLE, nd30.COVER_TITLE),
        *((line, nd30.COVER_LINE) for line in below),
    )


def _write_cover(
    sheet: Worksheet,
    looks: Sequence[tuple[str, nd30.Component]],
    content: Sequence[Sequence[str]],
) -> None:
    widths = (nd30.PAGE.turned().text_width,)
    writing.fill(sheet, content)
    for number, (_, component) in enumerate(looks, start=1):
        writing.title(sheet, number, component, widths)
    writing.set_columns(sheet, widths)
    writing.lay_across(sheet)


def _write_book(sheet: Worksheet, content: Sequence[Sequence[str]], rows: int) -> None:
    writing.fill(sheet, content, numeric=_COPIES)
    last = _HEADS + rows
    table = content[:last]
    widths = writing.widths(table, nd30.REGISTER_COLUMNS)
    _format(sheet, table, widths)
    for number in range(last + 1, len(content) + 1):
        writing.title(sheet, number, nd30.component("table-cell"), widths)
    writing.set_columns(sheet, widths)
    right = get_column_letter(len(COLUMNS))
    sheet.freeze_panes = f"A{_HEADS + 1}"
    sheet.auto_filter.ref = f"A{_HEADS}:{right}{last}"
    sheet.print_title_rows = f"1:{_HEADS}"
    writing.lay_across(sheet)


def _format(sheet: Worksheet, table: Sequence[Sequence[str]], widths: Sequence[Length]) -> None:
    border, size = writing.lined(), nd30.WORKBOOK_SIZE.pt
    plain, bold = Font(name=nd30.FONT, size=size), Font(name=nd30.FONT, size=size, bold=True)
    for number, row in enumerate(table, start=1):
        for column in range(1, len(row) + 1):
            cell = sheet.cell(number, column)
            cell.font = bold if number == 1 else plain
            cell.alignment = writing.CENTERED if number <= _HEADS else writing.LEFT
            cell.border = border
            if number > _HEADS and column != _COPIES:
                cell.number_format = writing.TEXT
        writing.fit_row(sheet, number, row, widths, [number == 1] * len(row))
