"""Days and periods of deadlines: ``2020-06-20``, ``<2020-06-20``, ``2020-06``, ``2020-Q3`` …."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final, Literal

from soanthao.draft.faults import Faults, shortened
from soanthao.draft.leaves import existing_day
from soanthao.draft.nodes import Scalar
from soanthao.notice.deadline import Before, OnOrBefore, Within

Point = OnOrBefore | Before | Within

_POINT: Final = re.compile(
    r"(?P<before><\s*)?(?P<year>\d{4})"
    r"(?:-(?:Q(?P<quarter>\d)|H(?P<half>\d)|(?P<month>\d{2})"
    r"(?:-(?P<day>\d{2})(?:T(?P<hour>\d{2}):(?P<minute>\d{2}))?)?))?"
)
_FORM: Final = "2020-06-20, <2020-06-20 (trước ngày), 2020-06, 2020-Q3, 2020-H1 hoặc 2020"
_LAST: Final = {"quarter": 4, "half-year": 2, "month": 12, "year": 1}

_Period = Literal["month", "quarter", "half-year", "year"]


def point(text: str, scalar: Scalar, faults: Faults) -> Point | None:
    """Read a day, a day's eve or a period."""
    match = _POINT.fullmatch(text)
    if not match or (match["before"] and not match["day"]):
        faults.add("Y311", scalar, text=shortened(text), form=_FORM)
        return None
    if match["day"]:
        parts = int(match["year"]), int(match["month"]), int(match["day"])
        day = existing_day(text, parts, scalar, faults)
        return None if day is None else _on(match, day, scalar, faults)
    unit, index = _period(match)
    if not 1 <= index <= _LAST[unit] or match["year"] == "0000":
        faults.add("Y312", scalar, text=text)
        return None
    return Within(unit, int(match["year"]), index)


def _on(match: re.Match[str], day: date, scalar: Scalar, faults: Faults) -> Point | None:
    at = None
    if match["hour"]:
        if int(match["hour"]) > 23 or int(match["minute"]) > 59:
            faults.add("Y313", scalar, text=f"{match['hour']}:{match['minute']}")
            return None
        at = time(int(match["hour"]), int(match["minute"]))
    return Before(day, at) if match["before"] else OnOrBefore(day, at)


def _period(match: re.Match[str]) -> tuple[_Period, int]:
    if match["quarter"]:
        return "quarter", int(match["quarter"])
    if match["half"]:
        return "half-year", int(match["half"])
    if match["month"]:
        return "month", int(match["month"])
    return "year", 1
