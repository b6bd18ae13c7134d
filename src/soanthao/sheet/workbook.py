"""Writes the assignment table as a workbook (.xlsx): the same rows, to sort, filter and fill in.

A cell is text, whatever it begins with: an order that begins with ``=`` or ``@`` must not run as
a formula on the chair's machine. Equal tables give equal bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from soanthao.errors import ErrorKind, InternalError, SoanthaoError
from soanthao.notice import table_origin
from soanthao.notice.assignment_table import KIND, AssignmentTable
from soanthao.sheet.package import close_package, open_package
from soanthao.standard import nd30
from soanthao.standard.length import Length, mm, pt
from soanthao.standard.metrics import LINE_HEIGHT, line_count, longest_word, text_width

if TYPE_CHECKING:
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

SHEET: Final = "Phân công nhiệm vụ"
CODE: Final = "Mã"
"""Heading of the last column, which holds the exact address of each order and is not printed."""
WRITTEN: Final = datetime.fromisoformat("2020-03-05T00:00:00")
"""Date of every file's properties: the day on which the decree came into force."""
MAX_CELL: Final = 32_767
"""Characters that a cell of Excel can hold."""

_LANGUAGE: Final = "vi-VN"
_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as the code of a character."""
_ACTIVE: Final = ("=", "+", "-", "@")
_TEXT: Final = "@"
"""Number format of cells whose words Excel would take for dates or numbers when edited."""
_KEPT: Final = ("Thời hạn", CODE)
_A4: Final = 9
_INCH: Final = mm(25.4)
_CHARACTER: Final = Length(_INCH * 8 // 96)
"""Unit of column widths: a digit of the workbook's own font, on the screen."""
_WIDEST: Final = 255
_TALLEST: Final = pt(400)
"""Height beyond which Excel cuts a row off, rounded down."""
_SLACK: Final = 1.05
"""What broken lines need more than their text is long."""
_NEARBY: Final = 60


class WorkbookLimitError(SoanthaoError):
    """A text is longer than a cell of a workbook can hold."""

    kind = ErrorKind.INVALID


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
    for row in content:
        for text in row:
            _check(text)
    workbook = Workbook()
    workbook.properties = DocumentProperties(
        title=f"{KIND}: {table.subject}",
        creator=None,
        language=_LANGUAGE,
        created=WRITTEN,
        modified=WRITTEN,
    )
    for name, value in table_origin.properties(content[-len(table.rows) :] if table.rows else ()):
        own = StringProperty(name=name, value=value)
        workbook.custom_doc_props.append(own)  # type: ignore[attr-defined]
    # Excel measures columns in digits of the font of this style.
    normal = workbook._named_styles["Normal"]  # type: ignore[attr-defined]
    normal.font = Font(nd30.FONT, nd30.WORKBOOK_SIZE.pt)
    sheet: Worksheet = workbook.worksheets[0]
    sheet.title = SHEET
    _fill(sheet, content)
    titles = _titles(table)
    heading, below = len(titles) + 1, content[len(titles) :]
    widths = _widths(below)
    _format_titles(sheet, titles, widths[:-1])
    _format_table(sheet, table, heading)
    _fit_rows(sheet, below, heading, widths)
    _lay_out(sheet, heading, widths)
    return _saved(workbook)


def _titles(table: AssignmentTable) -> tuple[tuple[str, str], ...]:
    """Return the lines above the table, each behind the component whose format it has."""
    titles = (("kind", KIND), ("subject", table.subject), ("draft-mark", table.draft.upper()))
    return tuple((component, text) for component, text in titles if text)


def _check(text: str) -> None:
    if found := _FORBIDDEN.search(text):
        raise InternalError(
            f"Không ghi được ký tự điều khiển U+{ord(found[0]):04X} vào tệp Excel, trong "
            f"“{text[:_NEARBY]!r}”; ký tự này lẽ ra phải bị từ chối khi đọc dự thảo."
        )
    if len(_escaped(text)) > MAX_CELL:
        raise WorkbookLimitError(
            f"Nội dung “{text[:_NEARBY]}…” dài {len(text)} ký tự; một ô Excel chỉ chứa được "
            f"{MAX_CELL} ký tự, hãy tách thành nhiều mục."
        )


def _escaped(text: str) -> str:
    return _ESCAPE.sub("_x005F_", text)


def _fill(sheet: Worksheet, content: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(content, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if column == 1 and text.isdecimal():
                cell.value = int(text)
            elif text:
                cell.value = _escaped(text)
                cell.data_type = "s"
                cell.quotePrefix = text.startswith(_ACTIVE)


def _format_titles(
    sheet: Worksheet, titles: Sequence[tuple[str, str]], widths: Sequence[Length]
) -> None:
    room = sum(widths)
    for number, (name, text) in enumerate(titles, start=1):
        row = nd30.component(name)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(widths))
        cell = sheet.cell(number, 1)
        cell.font = Font(name=nd30.FONT, size=row.size.house.pt, bold=row.bold)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        broken = line_count(text, row.size.house, row.bold, Length(round(room / _SLACK)))
        # Excel fits no row to merged cells by itself.
        height = round(broken * row.size.house * LINE_HEIGHT) + nd30.TABLE_GAP
        sheet.row_dimensions[number].height = Length(height).pt


def _format_table(sheet: Worksheet, table: AssignmentTable, heading: int) -> None:
    line = Side("thin", nd30.BLACK.removeprefix("#"))
    border = Border(line, line, line, line)
    size = nd30.WORKBOOK_SIZE.pt
    plain, bold = Font(name=nd30.FONT, size=size), Font(name=nd30.FONT, size=size, bold=True)
    centered = Alignment("center", "center", wrap_text=True)
    left = Alignment("left", "top", wrap_text=True)
    doubt = PatternFill("solid", nd30.DOUBT.removeprefix("#"))
    kept = {number for number, name in enumerate((*table.columns, CODE), 1) if name in _KEPT}
    remarks = len(table.columns)
    for number, row in enumerate((None, *table.rows), start=heading):
        for column in range(1, remarks + 2):
            cell = sheet.cell(number, column)
            doubtful = row is not None and row.is_doubt and column == remarks
            cell.font = bold if row is None or doubtful else plain
            cell.alignment = centered if row is None else left
            cell.border = border
            if doubtful:
                cell.fill = doubt
            if row is not None and column in kept:
                cell.number_format = _TEXT


def _widths(content: Sequence[Sequence[str]]) -> tuple[Length, ...]:
    """Return the widths of the columns: no word is broken, and Excel shows every row whole."""
    houses = (*nd30.ASSIGNMENT_COLUMNS, nd30.WORKBOOK_CODE)
    return tuple(
        Length(max(house, *map(_least, texts)))
        for house, texts in zip(houses, zip(*content, strict=True), strict=True)
    )


def _least(text: str) -> int:
    """Return the width that a column needs for *text*, whichever row it stands in."""
    size = nd30.WORKBOOK_SIZE
    most = _TALLEST / (size * LINE_HEIGHT)
    word = longest_word(text, size, True) * _SLACK + 2 * nd30.CELL_PADDING[0]
    return round(max(text_width(text, size, True) * _SLACK / most, word))


def _fit_rows(
    sheet: Worksheet, content: Sequence[Sequence[str]], first: int, widths: Sequence[Length]
) -> None:
    size, padding = nd30.WORKBOOK_SIZE, nd30.CELL_PADDING[0]
    rooms = [Length(round((width - 2 * padding) / _SLACK)) for width in widths]
    remarks = len(widths) - 1
    for number, row in enumerate(content, start=first):
        most = max(
            line_count(text, size, number == first or column == remarks, room)
            for column, (text, room) in enumerate(zip(row, rooms, strict=True), start=1)
        )
        height = Length(round(most * size * LINE_HEIGHT)) + padding
        sheet.row_dimensions[number] = _FittedRow(sheet, number, Length(height).pt)


class _FittedRow(RowDimension):
    """A row whose height Excel may fit again when somebody writes into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        """False: the height follows the text."""
        return False


def _lay_out(sheet: Worksheet, heading: int, widths: Sequence[Length]) -> None:
    """Set widths, what stays in sight, and the printed page: A4 on its side, as wide as it is."""
    for column, width in enumerate(widths, start=1):
        characters = min(_WIDEST, round(width / _CHARACTER, 2))
        sheet.column_dimensions[get_column_letter(column)].width = characters
    last, printed = get_column_letter(len(widths)), get_column_letter(len(widths) - 1)
    sheet.freeze_panes = f"A{heading + 1}"
    sheet.auto_filter.ref = f"A{heading}:{last}{sheet.max_row}"
    sheet.print_area = f"A1:{printed}{sheet.max_row}"
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    for side in ("top", "bottom", "left", "right"):
        setattr(sheet.page_margins, side, getattr(nd30.PAGE, side).house / _INCH)
    sheet.HeaderFooter.differentFirst = True
    header = cast("HeaderFooterItem", sheet.oddHeader).center
    header.text, header.font = "&P", f"{nd30.FONT},Regular"
    header.size = round(nd30.component("page-number").size.house.pt)


def _saved(workbook: Workbook) -> bytes:
    """Return the file of *workbook*; unlike ``Workbook.save`` it does not look at the clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _InMemoryWriter(workbook, archive).save()
    return close_package(open_package(buffer.getvalue()))


class _InMemoryWriter(ExcelWriter):
    """Openpyxl writes each sheet to a temporary file, which a crash leaves and a full disk cuts."""

    _archive: zipfile.ZipFile

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write the sheet *ws* into the package."""
        written = io.BytesIO()
        ws._drawing = SpreadsheetDrawing()  # type: ignore[attr-defined]
        writer = WorksheetWriter(ws, written)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]
        self._archive.writestr(ws.path[1:], written.getvalue())
        self.manifest.append(ws)
