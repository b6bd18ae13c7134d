"""When an order is due (thời hạn): the closed set of forms that ``due`` can take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal


@dataclass(frozen=True, slots=True)
class OnOrBefore:
    """``2020-06-20``: that day is the last one (chậm nhất ngày …)."""

    day: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """``<2020-06-20``: the day before is the last one (trước ngày …)."""

    day: date
    at: time | None = None


PeriodUnit = Literal["month", "quarter", "half-year", "year"]


@dataclass(frozen=True, slots=True)
class Within:
    """``2020-06``, ``2020-Q3``, ``2020-H1``, ``2020``: by the end of the period (trong …).

    Attributes:
        index: 1-based month, quarter or half of the year; 1 for a whole year.
    """

    unit: PeriodUnit
    year: int
    index: int = 1


@dataclass(frozen=True, slots=True)
class AtEvent:
    """Bound to an event (tại phiên họp …), at the latest at *by*."""

    event: str
    by: OnOrBefore | Before | Within | None = None


Every = Literal["week", "2-week", "month", "quarter", "half-year", "year"]


@dataclass(frozen=True, slots=True)
class Recurring:
    """Again and again (định kỳ, hằng …).

    Attributes:
        weekday: 1 Monday … 7 Sunday.
        day: day of the month, 1 … 31.
        month: month of the year (or of the quarter, half-year), 1 … 12.
        before: the named day itself is too late (trước ngày …).
    """

    every: Every
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    at: time | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Relative:
    """So many days after or before something (trong thời hạn 07 ngày làm việc kể từ …)."""

    count: int
    unit: Literal["day", "working-day"]
    anchor: str
    before: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """From a day to a day, both included (từ ngày … đến hết ngày …)."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Vague:
    """Words without a date (khẩn trương, sớm)."""

    words: str


@dataclass(frozen=True, slots=True)
class Soft:
    """A day to strive for (phấn đấu)."""

    by: OnOrBefore | Before | Within


Deadline = OnOrBefore | Before | Within | AtEvent | Recurring | Relative | Interval | Vague | Soft
