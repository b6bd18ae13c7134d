"""On which days a meeting was, from the paragraphs that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from soanthao.language.citations import citation_spans
from soanthao.language.dates import Moment, Reference, read_moments, resolve
from soanthao.language.text import Folded
from soanthao.notice.number import PartialDate

_LISTED: Final = re.compile(
    r"ngày (?P<days>\d{1,2}(?: ?(?:,|và|-) ?\d{1,2})+)(?=(?: ?/ ?\d{1,2} ?/| tháng ))"
)
"""Days of one month: ``ngày 17, 18 và 19 tháng 8 năm 2026``."""
_JOINING: Final = re.compile(r",? ?(?P<to>đến(?: hết)?|và|,) ?")
_LONGEST: Final = 10
"""Days; what lies further apart is no meeting."""
_BEGINS: Final = re.compile(
    r"(?:^|[.;:,(] ?|(?<!\w)(?:sáng|chiều|tối|trong|vào|lúc|hôm nay|hai|ba|các|từ|và)[ ,]*)$"
)
"""What stands before a date that a clause about the meeting begins with."""
_OTHER: Final = re.compile(
    r"(?:thực hiện|căn cứ|theo|tiếp theo)(?!\w)[^.;]*"
    r"(?:họp|hội nghị|buổi làm việc|kết luận|thông báo|văn bản|kế hoạch|công văn)[^.;,]*$"
)
"""What stands before the date of something that came before the meeting."""


@dataclass(frozen=True, slots=True)
class Held:
    """The days of a meeting; *doubt*, Vietnamese, if others may be meant."""

    days: tuple[date, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """Days that a text names together, and where they stand in it."""

    start: int
    stop: int
    days: tuple[date, ...]


def held_on(opening: str, issued: PartialDate | None = None) -> Held:
    """Return the days of the meeting that *opening* tells of.

    Days of documents that it cites are left aside; a notice is *issued* after its meeting.
    """
    folded = Folded.of(opening)
    said = [each for each in _said(folded, issued) if not _is_later(each.days[0], issued)]
    if not said:
        return Held()
    begun = [each for each in said if _BEGINS.search(folded.low[: each.start])]
    chosen = (begun or said)[0]
    others = {each.days for each in begun or said} - {chosen.days}
    if others or (not begun and _OTHER.search(folded.low[: chosen.start])):
        shown = ", ".join(f"{day.day}/{day.month}/{day.year}" for day in chosen.days)
        return Held(
            chosen.days,
            f"đoạn mở đầu có thể nói về ngày khác; đã lấy ngày họp là {shown}: hãy xem lại “held”",
        )
    return Held(chosen.days)


def _said(folded: Folded, issued: PartialDate | None) -> list[_Said]:
    """Return the days that a text names, those joined by words together."""
    joined: list[_Said] = []
    for each in sorted(_single(folded, issued), key=lambda said: said.start):
        link = _JOINING.fullmatch(folded.low, joined[-1].stop, each.start) if joined else None
        if link and link["to"] == "," and folded.low.startswith("ngày", each.start):
            link = None
        days = _through(joined[-1].days, each.days, to=link["to"][:3] == "đến") if link else ()
        if days:
            joined[-1] = replace(joined[-1], stop=each.stop, days=days)
        else:
            joined.append(each)
    return [each for each in joined if each.days]


def _through(first: tuple[date, ...], last: tuple[date, ...], *, to: bool) -> tuple[date, ...]:
    """Return both, and the days between them if the second is where they reach *to*."""
    if not first or not last or not 0 < (last[-1] - first[0]).days <= _LONGEST:
        return ()
    if not to:
        return (*first, *last)
    return tuple(first[0] + timedelta(days=at) for at in range((last[-1] - first[0]).days + 1))


def _single(folded: Folded, issued: PartialDate | None) -> Iterator[_Said]:
    masked = list(citation_spans(folded))
    for match in _LISTED.finditer(folded.low):
        if any(start < match.end() and match.start() < stop for start, stop in masked):
            continue
        *before, last = map(int, re.findall(r"\d+", match["days"]))
        tail = Folded.of(f"ngày {last}{folded.low[match.end() :]}")
        moment = next(iter(read_moments(tail)), None)
        if moment is None or moment.start or moment.kind != "day":
            continue
        days = [_day(replace(moment, day=each), issued) for each in (*before, last)]
        stop = match.end() + moment.stop - len(f"ngày {last}")
        masked.append((match.start(), stop))
        if all(days):
            yield _Said(match.start(), stop, tuple(day for day in days if day))
    moments = [each for each in read_moments(folded, tuple(masked)) if each.kind == "day"]
    for at, moment in enumerate(moments):
        following = moments[at + 1] if at + 1 < len(moments) else None
        if moment.index is None and following and following.start - moment.stop < len(" đến hết "):
            moment = replace(moment, index=following.index, year=following.year)  # noqa: PLW2901
        day = _day(moment, issued)
        yield _Said(moment.start, moment.stop, (day,) if day else ())


def _day(moment: Moment, issued: PartialDate | None) -> date | None:
    """Return the day of a meeting, which lies before the notice; None where it leaves it open."""
    if moment.index is None:
        return None
    if moment.year is None:
        if issued is None:
            return None
        this = _day(replace(moment, year=issued.year), issued)
        last = _day(replace(moment, year=issued.year - 1), issued)
        return last if this is None or _is_later(this, issued) else this
    return resolve(replace(moment, weekday=None), Reference()).first


def _is_later(day: date, issued: PartialDate | None) -> bool:
    """Tell whether *day* lies behind the day of issue, as far as that is known."""
    if issued is None:
        return False
    known = (issued.year, issued.month or 12, issued.day or 31)
    return (day.year, day.month, day.day) > known
