"""Days, months, quarters, years as texts name them: ``ngày 20/6``, ``Quý II/2026``.

What is not said (the year, the month) is resolved against the notice's own dates; whatever needs a
guess says so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final, Literal

from soanthao.language.text import Folded
from soanthao.notice.number import PartialDate


@dataclass(frozen=True, slots=True)
class Reference:
    """The notice's own dates, against which ``ngày 20/6`` is read.

    Attributes:
        issued: day of issue, as far as it is known.
        held: days of the meeting.
    """

    issued: PartialDate | None = None
    held: tuple[date, ...] = ()

    @property
    def point(self) -> PartialDate | None:
        """The latest thing known: the day of issue, else the last day of the meeting."""
        last = PartialDate.of(max(self.held)) if self.held else None
        if self.issued is None or last is None:
            return self.issued or last
        if self.issued.complete is None and last.first_day >= self.issued.first_day:
            return last
        return self.issued


Kind = Literal["day", "weekday", "month", "quarter", "half-year", "year"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or period as far as the text names it.

    Attributes:
        start: offset in the folded text; *stop*, behind its last character.
        index: month of a day or month, quarter, half.
        weekday: 1 Monday … 7 Sunday.
        shift: ``tháng sau``: months after that of the notice; None where nothing is relative.
        part: ``đầu``, ``giữa``, ``cuối`` of the period.
    """

    start: int
    stop: int
    kind: Kind
    year: int | None = None
    index: int | None = None
    day: int | None = None
    weekday: int | None = None
    at: time | None = None
    shift: int | None = None
    part: str = ""


_Y: Final = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_OF_YEAR: Final = rf"(?: ?[/-] ?{_Y}|,? (?:của )?năm {_Y}| {_Y})?".replace("(?P<y>", "(?P<y{}>")
_YEARS: Final = _OF_YEAR.format("", 2, 3)
_CLOCK: Final = (
    r"(?:(?P<hour>\d{1,2}) ?(?:giờ|g|h|:)(?: ?(?P<minute>\d{2})(?: ?(?:phút|p\b|'))?)?,? "
    r"(?:(?:cùng|của|các|vào) )?(?:buổi )?(?P<noon>sáng|trưa|chiều|tối)?,? ?)?(?:(?:cuối giờ |"
    r"hết giờ )?(?:buổi )?(?:sáng|chiều|tối),? )?"
)
_WEEKDAYS: Final = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6} | {
    str(number): number - 1 for number in range(2, 8)
}
_WEEKDAY: Final = r"(?:thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|(?P<sunday>chủ nhật))"
_PART: Final = (
    r"(?:(?P<part>(?:(?:nửa|\d{1,2} ngày) )?(?:đầu|cuối)|giữa|trung tuần|thượng tuần|hạ tuần)"
    r"(?: của)? )?"
)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTED: Final = (
    r"(?: ?%| (?:xã|huyện|thôn|tiêu chí|chỉ tiêu|nhiệm vụ|"
    r"đơn vị|dự án|hộ|công trình|nội dung|tỷ|triệu))"
)

_SPAN: Final = re.compile(
    r"(?<=từ )(?P<since>(?:ngày )?\d{1,2}) ?(?:-|đến|tới) ?(?:hết )?(?P<last>(?:ngày )?"
    r"(?P<d>\d{1,2})(?: ?/ ?(?P<m>\d{1,2})(?: ?/ ?(?P<y>\d{4}))?| tháng (?P<m2>\d{1,2})"
    r"(?:(?: năm |/)(?P<y2>\d{4}))?))(?![\d/%])"
)
"""``từ 01 - 15/8/2026``: a bare number is a day before the one that it reaches to."""
_LIST: Final = re.compile(
    r"ngày (?P<list>\d{1,2}(?:(?:, ?| và )\d{1,2})*)(?:, ?| và )(?P<last>(?:ngày )?(?P<d>\d{1,2})"
    r" ?/ ?(?P<m>\d{1,2})(?: ?/ ?(?P<y>\d{4}))?)(?![\d/%])"
)
"""``các ngày 20, 21, 22/7``: the last one has the month of all."""
_PATTERNS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (
        "day",
        re.compile(
            rf"(?<![\d/.,-]){_CLOCK}(?:{_WEEKDAY}[, (]+)?(?:ngày )?(?<![\d/])(?P<d>\d{{1,2}})"
            r"(?: ?/ ?(?P<m>\d{1,2}) ?/ ?(?P<y>\d{4}|\d\d)|"
            r"(?P<sep>[.-])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4}))"
            r"(?![\d/])"
        ),
    ),
    (
        "day",
        re.compile(
            rf"{_CLOCK}(?:{_WEEKDAY}[, (]+)?(?:ngày |(?<=trước )|(?<=nhất )|(?<=đến )|(?<=hết )|"
            rf"(?<=từ )|(?<=mốc )|(?<=điểm ))(?P<d>\d{{1,2}}),? (?:của )?tháng (?P<m>\d{{1,2}})"
            rf"(?!\d){_YEARS}"
        ),
    ),
    (
        "day",
        re.compile(
            rf"{_CLOCK}(?:{_WEEKDAY}[, (]+)?ngày (?P<d>\d{{1,2}}) ?[/-] ?(?P<m>\d{{1,2}})(?![\d/%])"
            r"(?:,? năm (?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "day",
        re.compile(
            r"(?:(?<=trước )|(?<=đến )|(?<=hết )|(?<=nhất )|(?<=là )|(?<=: )|(?<=và )|(?<=từ )|"
            r"(?<=mốc )|(?<=điểm )|(?<=[\d/] - ))"
            rf"{_CLOCK}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?![\d/%]|{_COUNTED})"
        ),
    ),
    (
        "day",
        re.compile(
            rf"{_CLOCK}(?:{_WEEKDAY}[, (]+)?ngày (?P<d>\d{{1,2}})(?![\d/%-]| ?/)"
            r"(?:(?: của)? tháng (?P<shift>này|nay|sau|tới))?"
        ),
    ),
    (
        "weekday",
        re.compile(
            rf"{_CLOCK}(?:các )?(?:ngày |(?<=giờ )|(?<=giờ \d\d )|(?<=h\d\d )|(?<=sáng )|"
            rf"(?<=chiều )"
            rf"|(?<=tối )|(?<=trước )|(?<=vào )|(?<=nhất )|(?=(?:thứ \w+|chủ nhật) (?:hằng|hàng|"
            rf"mỗi) tuần)){_WEEKDAY}"
        ),
    ),
    ("month", re.compile(r"^(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)\.?$")),
    (
        "month",
        re.compile(rf"{_PART}(?<!\d )tháng (?P<m>\d{{1,2}})(?!\d|\.\d){_YEARS}(?! ?/ ?\d)"),
    ),
    ("month", re.compile(rf"{_PART}(?<!\d )tháng (?P<shift>này|nay|sau|tới)(?!\w)")),
    ("quarter", re.compile(rf"{_PART}quý (?P<q>iv|iii|ii|i|[1-4])(?!\w){_YEARS}")),
    ("half-year", re.compile(rf"\b0?(?:6|sáu) tháng (?P<half>đầu|cuối) (?:của )?năm(?:{_YEARS})")),
    ("year", re.compile(rf"{_PART}năm (?:{_Y}(?! ?[-/]|,? ?\d)|(?P<now>nay|này)(?!\w))")),
    (
        "year",
        re.compile(
            r"(?P<part>cuối) (?P<now>năm)(?! \d| học|\w)|(?<=hết )(?P<now2>năm)(?! \d| học|\w)|"
            r"(?<=trong )(?P<now3>năm)(?= ?(?:[.,;:)]|$))"
        ),
    ),
)
_NEAR: Final = 100
"""Days ahead at which nobody doubts that ``ngày 10/01`` is of the next year."""
_SHIFTS: Final = {"này": 0, "nay": 0, "sau": 1, "tới": 1}


def read_moments(folded: Folded, masked: tuple[tuple[int, int], ...] = ()) -> tuple[Moment, ...]:
    """Return the days and periods that a text names, in order, without overlap.

    Args:
        folded: the text.
        masked: spans of the folded text whose dates are no moments (citations).
    """
    found: list[Moment] = []
    taken = list(masked)
    for pattern in (_SPAN, _LIST):
        for match in pattern.finditer(folded.low):
            start, stop = match.span()
            if all(stop <= first or last <= start for first, last in taken):
                taken.append((start, stop))
                found += _days(match)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(folded.low):
            start, stop = match.span()
            if all(stop <= first or last <= start for first, last in taken):
                taken.append((start, stop))
                found.append(_moment(kind, match))
    return tuple(sorted(found, key=lambda moment: moment.start))


def _days(match: re.Match[str]) -> list[Moment]:
    """Return the days of a span or a list, of which only the last is written out."""
    last = replace(_moment("day", match), start=match.start("last"))
    if "since" in match.re.groupindex:
        since = int(match["since"].removeprefix("ngày "))
        return [Moment(match.start(), match.end("since"), "day", day=since), last]
    numbers = re.finditer(r"\d+", match["list"])
    spans = [(match.start("list") + n.start(), match.start("list") + n.end()) for n in numbers]
    spans[0] = (match.start(), spans[0][1])
    listed = [
        replace(last, start=start, stop=stop, day=int(match.string[start:stop].split()[-1]))
        for start, stop in spans
    ]
    return [*listed, last]


def _moment(kind: Kind, match: re.Match[str]) -> Moment:
    groups = match.groupdict()

    def first(*names: str) -> str | None:
        return next((groups[name] for name in names if groups.get(name)), None)

    year, month, day = first("y", "y2", "y3"), first("m", "m2"), groups.get("d")
    half, quarter, shift = groups.get("half"), groups.get("q"), groups.get("shift")
    weekday = groups.get("weekday")
    index = int(month) if month else None
    if half:
        index = 1 if half == "đầu" else 2
    elif quarter:
        index = _ROMAN.get(quarter) or int(quarter)
    return Moment(
        match.start(),
        match.end(),
        kind,
        year=(int(year) if len(year) == 4 else 2000 + int(year)) if year else None,
        index=index,
        day=int(day) if day else None,
        weekday=_WEEKDAYS[weekday] if weekday else (7 if groups.get("sunday") else None),
        at=_clock(groups),
        shift=_SHIFTS[shift] if shift else (0 if first("now", "now2", "now3") else None),
        part=groups.get("part") or "",
    )


def _clock(groups: dict[str, str | None]) -> time | None:
    hour, minute = groups.get("hour"), groups.get("minute")
    if hour is None:
        return None
    hours = int(hour)
    if groups.get("noon") in {"chiều", "tối"} and hours < 12:
        hours += 12
    # 24 giờ is the end of the day itself, which a day without a clock says already.
    return time(hours, int(minute or 0)) if hours < 24 and int(minute or 0) < 60 else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A moment with its year.

    Attributes:
        moment: with ``year`` (and the month of a day) filled in.
        first: its first day; None if nothing can be said.
        doubt: why the year or the month is a guess, or why there is no such day; code of N4xx.
    """

    moment: Moment
    first: date | None
    doubt: str = ""


def resolve(moment: Moment, reference: Reference) -> Resolved:
    """Fill in what *moment* leaves open, the year of the notice first.

    A day that lies more than a month before the notice is read as of the next year (8.1 c).
    """
    if moment.kind == "weekday":
        return _next_weekday(moment, reference)
    point = reference.point
    if moment.year is not None:
        return _placed(moment, "")
    if point is None:
        impossible = moment.kind == "day" and moment.index and _impossible(moment, 2000)
        return Resolved(moment, None, "N403" if impossible else "N402")
    return _against(moment, point)


def _against(moment: Moment, point: PartialDate) -> Resolved:
    if moment.kind == "day" and moment.index is None:
        return _in_month(moment, point)
    if moment.shift is None:
        return _in_year(moment, point)
    if moment.kind != "month":
        return _placed(replace(moment, year=point.year), "")
    if point.month is None:
        return Resolved(moment, None, "N402")
    return _placed(_shifted(moment, point), "")


def _in_year(moment: Moment, point: PartialDate) -> Resolved:
    this = _placed(replace(moment, year=point.year), "")
    if this.first is None or (moment.kind == "year" and moment.index is None):
        return this
    if point.month is None:
        return replace(this, doubt="N401")
    end = last_day(this.moment)
    known = point.complete or date(point.year, point.month, 1)
    if end >= known:
        return this
    if (known.year - end.year) * 12 + known.month - end.month <= 1:
        return replace(this, doubt="N404")
    later = _placed(replace(moment, year=point.year + 1), "")
    if later.first is None or (later.first - known).days <= _NEAR:
        return later
    return replace(later, doubt="N401")


def _in_month(moment: Moment, point: PartialDate) -> Resolved:
    """Read ``ngày 25``: of this month, or of the next if it is over."""
    if point.month is None:
        return Resolved(moment, None, "N402")
    if moment.shift is not None:
        return _placed(_shifted(moment, point), "")
    this = _placed(_shifted(replace(moment, shift=0), point), "N401")
    known = point.complete
    if known is None or this.first is None or this.first >= known:
        return this
    return _placed(_shifted(replace(moment, shift=1), point), "N401")


def _shifted(moment: Moment, point: PartialDate) -> Moment:
    months = point.year * 12 + (point.month or 1) - 1 + (moment.shift or 0)
    return replace(moment, year=months // 12, index=months % 12 + 1)


def _next_weekday(moment: Moment, reference: Reference) -> Resolved:
    known = reference.point.complete if reference.point else None
    if known is None or moment.weekday is None:
        return Resolved(moment, None, "N402")
    day = known + timedelta(days=(moment.weekday - known.isoweekday()) % 7 or 7)
    dated = replace(moment, kind="day", year=day.year, index=day.month, day=day.day)
    return Resolved(dated, day, "N401")


def _impossible(moment: Moment, year: int) -> bool:
    month = moment.index or 1
    return not 1 <= month <= 12 or not 1 <= (moment.day or 1) <= monthrange(year, month)[1]


def _placed(moment: Moment, doubt: str) -> Resolved:
    if moment.kind == "day":
        if moment.year is None or _impossible(moment, moment.year):
            return Resolved(moment, None, "N403")
        day = date(moment.year, moment.index or 1, moment.day or 1)
        if moment.weekday is not None and day.isoweekday() != moment.weekday:
            return Resolved(moment, day, "N405")
        return Resolved(moment, day, doubt)
    if moment.kind == "month" and _impossible(moment, 2000):
        return Resolved(moment, None, "N403")
    return Resolved(moment, first_day(moment), doubt)


_LENGTHS: Final = {"day": 0, "weekday": 0, "month": 1, "quarter": 3, "half-year": 6, "year": 12}


def first_day(moment: Moment) -> date:
    """Return the first day of a moment whose year is known."""
    months = _LENGTHS[moment.kind]
    index = (moment.index or 1) if months in {0, 12} else ((moment.index or 1) - 1) * months + 1
    month = 1 if months == 12 else index
    return date(moment.year or 1, month, (moment.day or 1) if months == 0 else 1)


def last_day(moment: Moment) -> date:
    """Return the last day of a moment whose year is known."""
    first, months = first_day(moment), _LENGTHS[moment.kind]
    if not months:
        return first
    month = first.month + months - 1
    return date(first.year, month, monthrange(first.year, month)[1])
