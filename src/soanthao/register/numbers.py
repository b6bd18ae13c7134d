"""Numbers of a year: 01, 02, 03 … without a gap, dates that never decrease (Điều 15), pure.

A family is what one office numbers together: agency, issuer and the name of a series. Each year of
it has a counter of its own, which begins with 01 on 1 January, or with a start that was set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from soanthao.errors import ConflictError
from soanthao.standard import wording

Status = Literal["taken", "void", "reserved", "lapsed", "lost"]
"""What became of a number: a document has it; made void with a reason; kept for somebody; kept in
vain; given before a restore, document unknown."""


@dataclass(frozen=True, slots=True)
class Family:
    """What is numbered together.

    Attributes:
        series: name of the series: ``TB``, ``cong-van``, ``ban-sao``, ``chung``, …
    """

    agency: str
    issuer: str
    series: str


@dataclass(frozen=True, slots=True)
class Counter:
    """One year of a family.

    Attributes:
        last: the number that was given last; 0 before the first.
        last_date: its date.
        external: whether another system gives the numbers (Điều 15.3), gaps included.
    """

    family: Family
    year: int
    last: int = 0
    last_date: date | None = None
    external: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the book: a number, and what became of it.

    Attributes:
        day: the date that goes with the number.
        entry: id of the document; 0 while a reserved number has none.
        person: who took it, by id.
        expires: last day of a reservation.
    """

    family: Family
    year: int
    number: int
    symbol: str
    day: date
    entry: int = 0
    status: Status = "taken"
    person: str = ""
    reason: str = ""
    expires: date | None = None

    @property
    def printed(self) -> str:
        """``125/TB-UBND``; the number alone where nobody knows the symbol."""
        return wording.number(self.number, self.symbol) if self.symbol else f"{self.number:02d}"


def counted(
    counters: Iterable[Counter], family: Family, today: date, count: int = 1
) -> tuple[Counter, tuple[int, ...]]:
    """Return the next *count* numbers of *family*, and its counter after they are taken.

    The date of the numbers is the counter's: today, but never before the last date of the family,
    of whichever year, so that a clock that goes backwards disorders nothing.

    Args:
        counters: every year of the family.
        family: whose numbers.
        today: what the clock says.
        count: how many numbers in one block.

    Raises:
        ValueError: *count* is below 1.
    """
    if count < 1:
        raise ValueError("a block holds one number at least")
    known = {each.year: each for each in counters}
    dates = (each.last_date for each in known.values() if each.last_date is not None)
    day = max((today, *dates))
    counter = known.get(day.year, Counter(family, day.year))
    numbers = tuple(range(counter.last + 1, counter.last + count + 1))
    return replace(counter, last=numbers[-1], last_date=day), numbers


def started(counters: Iterable[Counter], family: Family, year: int, first: int) -> Counter:
    """Return the counter of *year* set so that *first* comes next.

    Raises:
        ConflictError: numbers from *first* on were given already.
    """
    counter = {each.year: each for each in counters}.get(year, Counter(family, year))
    if first <= counter.last:
        raise ConflictError(
            f"Dãy số “{family.series}” năm {year} đã cấp đến số {counter.last:02d}; số tiếp theo "
            f"không thể là {first:02d}."
        )
    return replace(counter, last=first - 1)


def out_of_order(lines: Sequence[Line], number: int, day: date) -> str:
    """Say which line of the same year *number* of *day* would stand in the wrong order with.

    Returns:
        A sentence for the clerk; empty where numbers and dates go together.
    """
    before = [line for line in lines if line.number < number]
    after = [line for line in lines if line.number > number]
    late = max(before, key=lambda line: (line.day, line.number), default=None)
    early = min(after, key=lambda line: (line.day, line.number), default=None)
    if late is not None and late.day > day:
        return _disorder(number, day, late, "trước")
    if early is not None and early.day < day:
        return _disorder(number, day, early, "sau")
    return ""


def _disorder(number: int, day: date, line: Line, side: str) -> str:
    return (
        f"Số {number:02d} ghi ngày {day:%d/%m/%Y} trong khi số {line.number:02d} đứng {side} lại "
        f"ghi ngày {line.day:%d/%m/%Y}; số và ngày phải theo cùng một thứ tự."
    )
