"""A deadline in the words of an official text (thời hạn): ``chậm nhất ngày 25/6/2020``."""

from __future__ import annotations

from datetime import date, time
from typing import Final, assert_never

from soanthao.notice.deadline import (
    AtEvent,
    Before,
    Deadline,
    Interval,
    OnOrBefore,
    Recurring,
    Relative,
    Soft,
    Vague,
    Within,
)
from soanthao.standard import wording

WEEKDAYS: Final = (
    "thứ Hai",
    "thứ Ba",
    "thứ Tư",
    "thứ Năm",
    "thứ Sáu",
    "thứ Bảy",
    "Chủ nhật",
)
"""Days of the week from Monday, capitals as Phụ lục II, V.8.c has them."""
_EVERY: Final = {
    "week": "hằng tuần",
    "2-week": "hai tuần một lần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half-year": "6 tháng một lần",
    "year": "hằng năm",
}
_QUARTERS: Final = ("I", "II", "III", "IV")
_HALVES: Final = ("đầu", "cuối")


def in_words(deadline: Deadline) -> str:  # noqa: PLR0911 - one form, one return
    """Return *deadline* as it stands inside a sentence."""
    match deadline:
        case OnOrBefore(day, at):
            return f"chậm nhất {_clock(at)}ngày {written(day)}"
        case Before(day, at):
            return f"trước {_clock(at)}ngày {written(day)}"
        case Within():
            return _period(deadline)
        case AtEvent(event, by):
            return f"tại {event}" + (f" ({in_words(by)})" if by else "")
        case Recurring():
            return _recurring(deadline)
        case Relative(count, unit, anchor, before):
            return _relative(
                count, "ngày làm việc" if unit == "working-day" else "ngày", anchor, before
            )
        case Interval(start, end):
            return f"từ ngày {written(start)} đến hết ngày {written(end)}"
        case Vague(words):
            return words
        case Soft(by):
            return f"phấn đấu {in_words(by)}"
    assert_never(deadline)


def written(day: date) -> str:
    """Return *day* as running text has it: ``28/5/2020``."""
    return wording.running_date(day)


def _clock(at: time | None) -> str:
    if at is None:
        return ""
    return f"{at.hour} giờ " + (f"{at.minute:02d} " if at.minute else "")


def _period(within: Within) -> str:
    match within.unit:
        case "month":
            return f"trong tháng {wording.running_month(within.year, within.index)}"
        case "quarter":
            return f"trong quý {_QUARTERS[within.index - 1]}/{within.year}"
        case "half-year":
            return f"trong 6 tháng {_HALVES[within.index - 1]} năm {within.year}"
        case "year":
            return f"trong năm {within.year}"
    assert_never(within.unit)


def _recurring(rule: Recurring) -> str:
    every = _EVERY[rule.every]
    when = _clock(rule.at)
    if rule.weekday is not None:
        when += f"ngày {WEEKDAYS[rule.weekday - 1]}"
    elif rule.day is not None:
        when += f"ngày {rule.day:02d}"
    if rule.month is not None:
        month = f"tháng {rule.month}" if rule.every == "year" else f"tháng thứ {rule.month}"
        when = f"{when.rstrip()} {month}".strip()
    if not when.strip():
        return every
    by = f"{'trước' if rule.before else 'chậm nhất'} {when.strip()}"
    # "ngày 20 hằng tháng", but nobody says "tháng thứ 6 6 tháng một lần".
    return f"{every}, {by}" if every.endswith("một lần") else f"{by} {every}"


def _relative(count: int, unit: str, anchor: str, before: bool) -> str:
    if before:
        return f"trước {anchor} {count:02d} {unit}"
    return f"trong thời hạn {count:02d} {unit} kể từ {anchor}"
