"""Rules about days and times: those that are none, that contradict, on which nobody works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from soanthao.findings import Severity
from soanthao.language import workdays
from soanthao.language.dates import Reference
from soanthao.language.deadlines import FoundDeadline, read_deadlines
from soanthao.lint.dues import named_day
from soanthao.lint.reading import Reading
from soanthao.lint.rule import Check, Remark, Rule, Spot

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "C201",
        "Ngày nêu trong văn bản có trong lịch",
        Severity.ERROR,
        right="trước ngày 30/6/2026",
        wrong="trước ngày 31/6/2026",
    ),
    Rule(
        "C202",
        "Thứ trong tuần khớp với ngày",
        Severity.ERROR,
        right="thứ Hai, ngày 05/10/2026",
        wrong="thứ Ba, ngày 05/10/2026",
    ),
    Rule(
        "C203",
        "Thời hạn không trước ngày họp, ngày ban hành",
        Severity.ERROR,
        right="hoàn thành trước ngày 20/12/2026",
        wrong="hoàn thành trước ngày 20/10/2026",
    ),
    Rule(
        "C204",
        "Ngày cuối của thời hạn là ngày làm việc (“trước ngày” là đến hết ngày hôm trước)",
        Severity.WARNING,
        right="hoàn thành trước ngày 05/12/2026",
        wrong="hoàn thành trước ngày 07/12/2026",
    ),
    Rule(
        "C207",
        "Thông báo kết luận ban hành trong 05 ngày làm việc sau cuộc họp",
        Severity.WARNING,
        "Quyết định số 45/2018/QĐ-TTg",
        "họp ngày 26/11/2026, ban hành ngày 03/12/2026",
        "họp ngày 26/11/2026, ban hành ngày 04/12/2026",
    ),
    Rule(
        "C208",
        "Không viết “chậm nhất trước ngày”",
        Severity.INFO,
        right="chậm nhất ngày 20/12/2026",
        wrong="chậm nhất trước ngày 20/12/2026",
    ),
    Rule(
        "C209",
        "Giờ trong ngày từ 00 giờ đến 24 giờ",
        Severity.ERROR,
        right="trước 16 giờ 30 ngày 20/12/2026",
        wrong="trước 16 giờ 75 ngày 20/12/2026",
    ),
)

_SURE: Final = frozenset(("", "N401", "N404", "N405"))
"""Doubts of the reader with which a deadline is still one: a year worked out, a day gone by."""
_MOST_WORKING_DAYS: Final = 5
_DAY: Final = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})(?P<mark>[/.-])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4})(?![\d/-])"
    r"|ngày (?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2})(?: năm (?P<y2>\d{4}))?(?!\d)"
    r"|ngày (?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?![\d/.-])"
)
_NAMES: Final = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_WEEKDAY: Final = re.compile(
    rf"(?i)(?:(?P<name>thứ (?:{'|'.join(_NAMES)}|[2-7])|chủ nhật)\b,? ?\(?(?=(?:ngày )?\d))"
)
_BEHIND: Final = re.compile(
    rf"(?i) ?\((?:tức )?(?:ngày )?(?P<name>thứ (?:{'|'.join(_NAMES)}|[2-7])|chủ nhật)\b"
)
_TWICE: Final = re.compile(r"(?i)\b(?:chậm|muộn) nhất (?:là )?trước ngày\b")
_CLOCK: Final = re.compile(
    r"(?i)\b(?:lúc|trước|vào|hồi|từ|đến) "
    r"(?P<all>(?P<h>\d{1,2}) ?(?:giờ|h|g|:) ?(?P<m>\d{2})?(?!\d))"
    r"(?= ?(?:phút|,|ngày|thứ|hằng|hàng|sáng|chiều|[.;)]|$))"
)


def _impossible_days(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.of():
        for match in _DAY.finditer(passage.text):
            if _day(match, reading) is None:
                message = f"“{match[0]}” không có trong lịch; hãy xem lại ngày, tháng."
                yield Remark("C201", message, Spot(at, *match.span()), match[0])


def _day(match: re.Match[str], reading: Reading) -> date | None:
    """Return the day; where no year is said, of a leap year or the document's."""
    day = match["d"] or match["d2"] or match["d3"]
    month = match["m"] or match["m2"] or match["m3"]
    year = match["y"] or match["y2"] or (reading.day.year if reading.day else 2024)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _weekdays(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.of():
        for match in _DAY.finditer(passage.text):
            day = _day(match, reading)
            said = _named(passage.text, match)
            if day is None or said is None:
                continue
            name, start, stop = said
            right = workdays.weekday(day)
            if _number(name) != _number(right):
                found = passage.text[start:stop]
                message = f"“{found}”: ngày {day.day:02}/{day.month}/{day.year} là {right}."
                yield Remark("C202", message, Spot(at, start, stop), found, right)


def _named(text: str, day: re.Match[str]) -> tuple[str, int, int] | None:
    """Return the weekday said of a day, before or behind it, with where the two stand."""
    before = [
        each
        for each in _WEEKDAY.finditer(text, max(0, day.start() - 25), day.start() + 5)
        if text[each.end() : day.start()].strip() in ("", "ngày")
    ]
    if before:
        return before[-1]["name"], before[-1].start(), day.end()
    behind = _BEHIND.match(text, day.end())
    return (behind["name"], day.start(), behind.end()) if behind else None


def _number(name: str) -> int:
    """Return 1 for Monday … 7 for Sunday."""
    last = name.casefold().split()[-1]
    if last == "nhật":
        return 7
    return int(last) - 1 if last.isdigit() else _NAMES.index(last) + 1


def _deadlines(reading: Reading) -> Iterator[tuple[int, FoundDeadline, date]]:
    held = reading.meeting.held if reading.meeting else ()
    reference = Reference(reading.issued, held)
    for at, passage in reading.of("body", "heading", "closing", "table-cell"):
        for found in read_deadlines(passage.text, reference):
            last = named_day(found.deadline)
            if last is not None and found.code in _SURE:
                yield at, found, last


def _last_days(reading: Reading) -> Iterator[Remark]:
    earliest = _earliest(reading)
    for at, found, last in _deadlines(reading):
        spot = Spot(at, found.start, found.stop)
        words = reading.passages[at].text[found.start : found.stop]
        told = f"{last.day:02}/{last.month}/{last.year}"
        if earliest is not None and last < earliest:
            message = f"“{words}”: thời hạn đã qua trước ngày họp hoặc ngày ban hành; hãy xem lại."
            yield Remark("C203", message, spot, words)
        elif not workdays.is_working_day(last):
            name = workdays.holiday(last) or workdays.weekday(last)
            message = f"“{words}”: ngày cuối {told} là {name}; nên chọn ngày làm việc."
            yield Remark("C204", message, spot, words)


def _earliest(reading: Reading) -> date | None:
    """Return the first day on which somebody who was ordered can begin."""
    if reading.issued is not None and reading.issued.complete is not None:
        return reading.issued.complete
    if reading.meeting is not None and reading.meeting.held:
        return max(reading.meeting.held)
    return reading.day


def _late(reading: Reading) -> Iterator[Remark]:
    issued = reading.issued.complete if reading.issued else None
    held = reading.meeting.held if reading.meeting else ()
    if issued is None or not held:
        return
    passed = workdays.working_days(max(held), issued)
    if passed > _MOST_WORKING_DAYS:
        yield Remark(
            "C207",
            f"ban hành sau cuộc họp {passed} ngày làm việc; thông báo kết luận phải ban hành trong "
            f"{_MOST_WORKING_DAYS:02} ngày làm việc.",
            found=str(passed),
        )


def _pleonasm(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for match in _TWICE.finditer(passage.text):
            message = f"“{match[0]}”: hãy viết “trước ngày” hoặc “chậm nhất ngày”."
            yield Remark("C208", message, Spot(at, *match.span()), match[0])


def _clock(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for match in _CLOCK.finditer(passage.text):
            hour, minute = int(match["h"]), int(match["m"] or 0)
            if hour * 60 + minute > 24 * 60 or minute > 59:
                message = f"“{match['all']}” không phải giờ trong ngày; hãy xem lại."
                yield Remark("C209", message, Spot(at, *match.span("all")), match["all"])


CHECKS: Final[tuple[Check, ...]] = (
    _impossible_days,
    _weekdays,
    _last_days,
    _late,
    _pleonasm,
    _clock,
)
