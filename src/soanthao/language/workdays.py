"""Which days offices work (ngày làm việc), by the public holidays of Vietnam.

Holidays, days off in lieu and Saturdays worked in exchange come from the library ``holidays``; of a
year whose exchanges are not published yet, only the law's own holidays are known.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from soanthao.notice.deadline_words import WEEKDAYS

if TYPE_CHECKING:
    from holidays import HolidayBase


@lru_cache(maxsize=1)
def _calendar() -> HolidayBase:
    # The library takes a tenth of a second to load; most commands never ask.
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays("VN", language="vi")


def weekday(day: date) -> str:
    """Return the day of the week in words, capitals as Phụ lục II V.8.c has them."""
    return WEEKDAYS[day.weekday()]


def is_working_day(day: date) -> bool:
    """Tell whether offices are open on *day*."""
    return _calendar().is_working_day(day)


def holiday(day: date) -> str:
    """Return the name of the holiday, or of the day off in lieu, that *day* is; empty if none."""
    return str(_calendar().get(day, ""))


def working_days(start: date, stop: date) -> int:
    """Return how many working days there are after *start* up to *stop*, itself included."""
    days = (start + timedelta(days=each) for each in range(1, (stop - start).days + 1))
    return sum(map(is_working_day, days))


def next_working_day(day: date) -> date:
    """Return the first day after *day* on which offices are open."""
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following
