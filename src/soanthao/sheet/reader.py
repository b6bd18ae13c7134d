"""Reads the rows of a workbook back as text, for the proof and for filled-in tables.

Formulas are refused: what they show was worked out elsewhere and may be gone tomorrow.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook

from soanthao.notice.table_origin import PrintedRow, printed_rows
from soanthao.sheet.package import BrokenWorkbookError, close_package, open_package
from soanthao.sheet.workbook import SHEET
from soanthao.standard import wording

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

MAX_ROWS: Final = 10_000
MAX_COLUMNS: Final = 100
"""What stands further to the right is no part of the table and is left out."""

_ESCAPED: Final = re.compile(r"_x005F_")
_Row = tuple[str, ...]


def read(data: bytes, title: str = SHEET) -> tuple[_Row, ...]:
    """Return the rows of the sheet called *title* in the workbook *data*, or of its first sheet.

    All rows are equally long; an empty cell is an empty text. Empty rows at the end, and columns
    that are empty in every row, are left out at the right. A day that Excel made a date of is
    written as running text has it, behind its time if it has one.

    Raises:
        BrokenWorkbookError: it is no workbook, a cell holds a formula, or it is too large.
    """
    with warnings.catch_warnings():
        # openpyxl warns of whatever it cannot write back; nothing is written back here.
        warnings.simplefilter("ignore")
        try:
            rows = list(_rows(close_package(open_package(data)), title))
        except BrokenWorkbookError:
            raise
        except Exception as error:  # openpyxl fails in any way on what is no workbook
            raise BrokenWorkbookError(
                "Tệp không phải là tệp Excel (.xlsx) hoặc đã bị hỏng; hãy mở bằng Excel và lưu "
                "lại ở dạng .xlsx."
            ) from error
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((_length(row) for row in rows), default=0)
    return tuple((*row, *("",) * width)[:width] for row in rows)


def read_origin(data: bytes) -> tuple[PrintedRow, ...]:
    """Return what the table in the workbook *data* printed; empty where the file does not say.

    *data* was read before.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = close_package(open_package(data))
        try:
            workbook = load_workbook(io.BytesIO(package), read_only=True, keep_links=False)
        except Exception:  # noqa: BLE001 - as above
            return ()
    found = workbook.custom_doc_props.props  # type: ignore[attr-defined]
    return printed_rows((each.name or "", str(each.value)) for each in found)


def _rows(data: bytes, title: str) -> Iterator[_Row]:
    workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    sheet = sheets.get(title) or workbook.worksheets[0]
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS)):
        if number == MAX_ROWS:
            raise BrokenWorkbookError(
                f"Trang tính “{sheet.title}” có hơn {MAX_ROWS} dòng; hãy chỉ giữ bảng phân công."
            )
        yield tuple(_text(cell) for cell in row)


def _text(cell: Cell | MergedCell) -> str:
    value = cell.value
    if cell.data_type == "f":
        raise BrokenWorkbookError(
            f"Ô {cell.coordinate} là công thức; hãy thay bằng chữ (sao chép, dán giá trị)."
        )
    if isinstance(value, str):
        return _ESCAPED.sub("_", value)
    if isinstance(value, datetime) and value.time() > time():
        minutes = f"{value.minute:02d} " if value.minute else ""
        return f"{value.hour} giờ {minutes}ngày {wording.running_date(value)}"
    if isinstance(value, date):
        return wording.running_date(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _length(row: _Row) -> int:
    """Return the number of cells up to the last one with text."""
    return max((at for at, text in enumerate(row, start=1) if text), default=0)
