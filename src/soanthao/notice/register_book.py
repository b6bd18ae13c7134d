"""The book of outgoing documents (sổ đăng ký văn bản đi): what its cover and its lines say.

Phụ lục IV, I gives the cover and ten columns, and no format for days: they are written as ô 4 has
them (Phụ lục I, II.4), a zero before days below 10 and before the months 1 and 2.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from soanthao.standard import wording

TITLE: Final = "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
COLUMNS: Final = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
"""Heading row of the book (Phụ lục IV, I.2)."""
COUNTS: Final = tuple(f"({number})" for number in range(1, len(COLUMNS) + 1))
"""The row below the heading row."""

_SUBJECT: Final = 2
_NOTHING: Final = "Không có văn bản"
_OPEN: Final = "....."
_BETWEEN: Final = "; "
Cells = tuple[str, ...]
"""A row of the book: ten texts in the order of :data:`COLUMNS`."""


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line: a document that has a number, or a number that is kept or void.

    Attributes:
        number: in its series, from 1.
        series: which numbers it is one of; orders the book.
        number_symbol: column 1, ``125/TB-UBND``.
        date: column 2; None while there is none.
        kind_subject: column 3, ``Thông báo Kết luận …``.
        signer: column 4.
        recipients: column 5, one text for each.
        keeper: column 6.
        copies: column 7; None where nobody counted.
        dispatched: column 8; None before it leaves.
        receipt: column 9.
        remarks: column 10, ``Đã hủy: …``, ``Số giữ đến …``.
    """

    number: int
    series: str
    number_symbol: str
    date: datetime.date | None = None
    kind_subject: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = ()
    keeper: str = ""
    copies: int | None = None
    dispatched: datetime.date | None = None
    receipt: str = ""
    remarks: str = ""

    def cells(self) -> Cells:
        """Return the ten cells of the line; what is not known is an empty text."""
        return (
            self.number_symbol,
            _written(self.date),
            self.kind_subject,
            self.signer,
            _BETWEEN.join(self.recipients),
            self.keeper,
            "" if self.copies is None else str(self.copies),
            _written(self.dispatched),
            self.receipt,
            self.remarks,
        )


@dataclass(frozen=True, slots=True)
class BookOf:
    """Whose book it is, and which of its volumes.

    Attributes:
        parent: lines of the body above (cơ quan chủ quản); may be empty.
        header: lines of the agency itself.
        volume: quyển số, from 1.
    """

    parent: tuple[str, ...]
    header: tuple[str, ...]
    volume: int = 1


@dataclass(frozen=True, slots=True)
class Book:
    """A book, or a part of one, for some days of a year; :func:`book` makes it.

    Attributes:
        first_day, last_day: of the period, both in it.
        volume: quyển số.
        lines: by series and number.
        anchor: head of the record when the book was printed, ``mục 812, mã băm 3f2a…``; empty
            where there is no record.
    """

    parent: tuple[str, ...]
    header: tuple[str, ...]
    first_day: datetime.date
    last_day: datetime.date
    volume: int
    lines: tuple[BookLine, ...]
    anchor: str = ""

    @property
    def year(self) -> int:
        """The year of the book."""
        return self.first_day.year

    @property
    def first_number(self) -> int | None:
        """The lowest number in it; None in an empty book."""
        return min((line.number for line in self.lines), default=None)

    @property
    def last_number(self) -> int | None:
        """The highest number in it; None in an empty book."""
        return max((line.number for line in self.lines), default=None)

    def cover(self) -> tuple[str, ...]:
        """Return the lines below the title of the cover (Phụ lục IV, I.1).

        Where there are several series, each has a line of its own with its numbers.
        """
        return (
            f"Năm: {self.year}",
            self.period(),
            *self._numbers(),
            f"Quyển số: {self.volume:02d}",
        )

    def period(self) -> str:
        """Return ``Từ ngày 01/01/2020 đến ngày 31/12/2020``."""
        return f"Từ ngày {_written(self.first_day)} đến ngày {_written(self.last_day)}"

    def rows(self) -> tuple[Cells, ...]:
        """Return the rows below the heading rows; an empty book has one that says so."""
        if not self.lines:
            row = [""] * len(COLUMNS)
            row[_SUBJECT] = _NOTHING
            return (tuple(row),)
        return tuple(line.cells() for line in self.lines)

    def total(self) -> str:
        """Return the sentence below the last row."""
        if not self.lines:
            return "Sổ này không có văn bản."
        return f"Sổ này có {len(self.lines):02d} dòng đăng ký."

    def anchored(self) -> str:
        """Return the sentence that ties the printed book to the record; empty without anchor."""
        return f"Đối chiếu với bản ghi của sổ: {self.anchor}" if self.anchor else ""

    def _numbers(self) -> Iterator[str]:
        runs = [
            (series, [line.number for line in lines])
            for series, lines in groupby(self.lines, key=lambda line: line.series)
        ]
        if not runs:
            yield f"Từ số {_OPEN} đến số {_OPEN}"
        for series, numbers in runs:
            named = f" ({series})" if len(runs) > 1 else ""
            yield f"Từ số {numbers[0]:02d} đến số {numbers[-1]:02d}{named}"


def book(
    of: BookOf,
    period: tuple[datetime.date, datetime.date],
    lines: Iterable[BookLine],
    anchor: str = "",
) -> Book:
    """Return the book *of* an agency for the days of *period*, first and last included.

    Raises:
        ValueError: the period is not one of one year, or a line has a date outside it.
    """
    first, last = period
    if first > last or first.year != last.year:
        raise ValueError(f"{first} to {last} is no period of one year")
    ordered = sorted(lines, key=lambda line: (line.series, line.number, line.number_symbol))
    for line in ordered:
        if line.date is not None and not first <= line.date <= last:
            raise ValueError(f"{line.number_symbol} of {line.date} is not of {first} to {last}")
    return Book(of.parent, of.header, first, last, of.volume, tuple(ordered), anchor)


def _written(day: datetime.date | None) -> str:
    return "" if day is None else wording.running_date(day)
