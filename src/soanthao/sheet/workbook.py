"""Writes the assignment table as a workbook (.xlsx): the same rows, to sort, filter and fill in.

A cell is text, whatever it begins with: an order that begins with ``=`` or ``@`` must not run as
a formula on the chair's machine. Equal tables give equal bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from soanthao.notice import table_origin
from soanthao.notice.assignment_table import KIND, AssignmentTable
from soanthao.sheet import writing
from soanthao.standard import nd30

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from soanthao.standard.length import Length

SHEET: Final = "Phân công nhiệm vụ"
CODE: Final = "Mã"
"""Heading of the last column, which holds the exact address of each order and is not printed."""
_KEPT: Final = ("Thời hạn", CODE)


def lines(table: AssignmentTable) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the workbook as text, all equally long: titles, heading row, orders."""
    heading = (*table.columns, CODE)
    blank = ("",) * len(table.columns)
    titles = ((text, *blank) for _, text in _titles(table))
    orders = ((*(cell.plain for cell in row.cells()), row.code) for row in table.rows)
    return (*titles, heading, *orders)


def write(table: AssignmentTable) -> bytes:
    """Return the workbook of *table*.

    Raises:
        WorkbookLimitError: a text is longer than a cell can hold.
        InternalError: a text holds a character that Excel does not know.
    """
    content = lines(table)
    writing.check(content)
    workbook = writing.new_workbook(f"{KIND}: {table.subject}")
    for name, value in table_origin.properties(content[-len(table.rows) :] if table.rows else ()):
        own = StringProperty(name=name, value=value)
        workbook.custom_doc_props.append(own)  # type: ignore[attr-defined]
    sheet: Worksheet = workbook.worksheets[0]
    sheet.title = SHEET
    writing.fill(sheet, content, numeric=1)
    titles = _titles(table)
    heading, below = len(titles) + 1, content[len(titles) :]
    widths = writing.widths(below, (*nd30.ASSIGNMENT_COLUMNS, nd30.WORKBOOK_CODE))
    for number, (name, _) in enumerate(titles, start=1):
        writing.title(sheet, number, nd30.component(name), widths[:-1])
    _format_table(sheet, table, heading)
    _fit_rows(sheet, below, heading, widths)
    _lay_out(sheet, heading, widths)
    return writing.saved(workbook)


def _titles(table: AssignmentTable) -> tuple[tuple[str, str], ...]:
    """Return the lines above the table, each behind the component whose format it has."""
    titles = (("kind", KIND), ("subject", table.subject), ("draft-mark", table.draft.upper()))
    return tuple((component, text) for component, text in titles if text)


def _format_table(sheet: Worksheet, table: AssignmentTable, heading: int) -> None:
    border, size = writing.lined(), nd30.WORKBOOK_SIZE.pt
    plain, bold = Font(name=nd30.FONT, size=size), Font(name=nd30.FONT, size=size, bold=True)
    doubt = PatternFill("solid", nd30.DOUBT.removeprefix("#"))
    kept = {number for number, name in enumerate((*table.columns, CODE), 1) if name in _KEPT}
    remarks = len(table.columns)
    for number, row in enumerate((None, *table.rows), start=heading):
        for column in range(1, remarks + 2):
            cell = sheet.cell(number, column)
            doubtful = row is not None and row.is_doubt and column == remarks
            cell.font = bold if row is None or doubtful else plain
            cell.alignment = writing.CENTERED if row is None else writing.LEFT
            cell.border = border
            if doubtful:
                cell.fill = doubt
            if row is not None and column in kept:
                cell.number_format = writing.TEXT


def _fit_rows(
    sheet: Worksheet, content: Sequence[Sequence[str]], first: int, widths: Sequence[Length]
) -> None:
    remarks = len(widths) - 1
    for number, row in enumerate(content, start=first):
        bold = [number == first or column == remarks for column in range(1, len(row) + 1)]
        writing.fit_row(sheet, number, row, widths, bold)


def _lay_out(sheet: Worksheet, heading: int, widths: Sequence[Length]) -> None:
    """Set widths, what stays in sight, and the printed page."""
    writing.set_columns(sheet, widths)
    last, printed = get_column_letter(len(widths)), get_column_letter(len(widths) - 1)
    sheet.freeze_panes = f"A{heading + 1}"
    sheet.auto_filter.ref = f"A{heading}:{last}{sheet.max_row}"
    sheet.print_area = f"A1:{printed}{sheet.max_row}"
    sheet.print_title_rows = f"{heading}:{heading}"
    writing.lay_across(sheet)
