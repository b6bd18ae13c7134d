"""What every workbook of ours is made of: cells that are text, rows that fit, the printed page.

A cell is text, whatever it begins with: words that begin with ``=`` or ``@`` must not run as a
formula on somebody's machine. Equal content gives equal bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from soanthao.errors import ErrorKind, InternalError, SoanthaoError
from soanthao.sheet.package import close_package, open_package
from soanthao.standard import nd30
from soanthao.standard.length import Length, mm, pt
from soanthao.standard.metrics import LINE_HEIGHT, line_count, longest_word, text_width

if TYPE_CHECKING:
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

WRITTEN: Final = datetime.fromisoformat("2020-03-05T00:00:00")
"""Date of every file's properties: the day on which the decree came into force."""
MAX_CELL: Final = 32_767
"""Characters that a cell of Excel can hold."""
TEXT: Final = "@"
"""Number format of cells whose words Excel would take for dates or numbers when edited."""
CENTERED: Final = Alignment("center", "center", wrap_text=True)
LEFT: Final = Alignment("left", "top", wrap_text=True)

_LANGUAGE: Final = "vi-VN"
_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would read as the code of a character."""
_ACTIVE: Final = ("=", "+", "-", "@")
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
    """A text is longer than a cell can hold, or there are more rows than a workbook of ours has."""

    kind = ErrorKind.INVALID


def new_workbook(title: str) -> Workbook:
    """Return a workbook of one sheet; its properties hold *title* and nothing of the machine."""
    workbook = Workbook()
    workbook.properties = DocumentProperties(
        title=title, creator=None, language=_LANGUAGE, created=WRITTEN, modified=WRITTEN
    )
    # Excel measures columns in digits of the font of this style.
    normal = workbook._named_styles["Normal"]  # type: ignore[attr-defined]
    normal.font = Font(nd30.FONT, nd30.WORKBOOK_SIZE.pt)
    return workbook


def check(content: Iterable[Iterable[str]]) -> None:
    """Look at every text of *content* before it is written.

    Raises:
        WorkbookLimitError: a text is longer than a cell can hold.
        InternalError: a text holds a character that Excel does not know.
    """
    for row in content:
        for text in row:
            _check(text)


def fill(sheet: Worksheet, content: Sequence[Sequence[str]], numeric: int = 0) -> None:
    """Write *content* from the first cell on; digits in column *numeric* (from 1) are numbers."""
    for number, row in enumerate(content, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if column == numeric and text.isdecimal():
                cell.value = int(text)
            elif text:
                cell.value = _escaped(text)
                cell.data_type = "s"
                cell.quotePrefix = text.startswith(_ACTIVE)


def lined() -> Border:
    """Return thin lines around a cell."""
    line = Side("thin", nd30.BLACK.removeprefix("#"))
    return Border(line, line, line, line)


def title(sheet: Worksheet, number: int, component: nd30.Component, widths: Sequence[int]) -> None:
    """Lay row *number*, whose first cell holds a title, across columns of *widths*."""
    sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(widths))
    cell = sheet.cell(number, 1)
    size = component.size.house
    cell.font = Font(name=nd30.FONT, size=size.pt, bold=component.bold, italic=component.italic)
    cell.alignment = Alignment(component.align, "center", wrap_text=True)
    room = Length(round(sum(widths) / _SLACK))
    broken = line_count(str(cell.value or ""), size, component.bold, room)
    # Excel fits no row to merged cells by itself.
    height = round(broken * size * LINE_HEIGHT) + nd30.TABLE_GAP
    sheet.row_dimensions[number].height = Length(height).pt


def widths(content: Sequence[Sequence[str]], houses: Sequence[Length]) -> tuple[Length, ...]:
    """Return the widths of the columns: no word is broken, and Excel shows every row whole."""
    return tuple(
        Length(max(house, *map(_least, texts)))
        for house, texts in zip(houses, zip(*content, strict=True), strict=True)
    )


def fit_row(
    sheet: Worksheet,
    number: int,
    texts: Sequence[str],
    widths: Sequence[Length],
    bold: Sequence[bool],
) -> None:
    """Make row *number* as high as its *texts*; *bold* says of each whether it is."""
    size, padding = nd30.WORKBOOK_SIZE, nd30.CELL_PADDING[0]
    most = max(
        line_count(text, size, heavy, Length(round((width - 2 * padding) / _SLACK)))
        for text, width, heavy in zip(texts, widths, bold, strict=True)
    )
    height = Length(round(most * size * LINE_HEIGHT)) + padding
    sheet.row_dimensions[number] = _FittedRow(sheet, number, Length(height).pt)


def set_columns(sheet: Worksheet, widths: Sequence[Length]) -> None:
    """Set the widths of the columns from the first one on."""
    for column, width in enumerate(widths, start=1):
        characters = min(_WIDEST, round(width / _CHARACTER, 2))
        sheet.column_dimensions[get_column_letter(column)].width = characters


def lay_across(sheet: Worksheet) -> None:
    """Print on A4 on its side, as wide as the page, numbered from the second page on."""
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


def saved(workbook: Workbook) -> bytes:
    """Return the file of *workbook*; unlike ``Workbook.save`` it does not look at the clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _InMemoryWriter(workbook, archive).save()
    return close_package(open_package(buffer.getvalue()))


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


def _least(text: str) -> int:
    """Return the width that a column needs for *text*, whichever row it stands in."""
    size = nd30.WORKBOOK_SIZE
    most = _TALLEST / (size * LINE_HEIGHT)
    word = longest_word(text, size, True) * _SLACK + 2 * nd30.CELL_PADDING[0]
    return round(max(text_width(text, size, True) * _SLACK / most, word))


class _FittedRow(RowDimension):
    """A row whose height Excel may fit again when somebody writes into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        """False: the height follows the text."""
        return False


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
