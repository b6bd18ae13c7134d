"""Deadlines that come again: ``định kỳ hằng tuần, trước 16 giờ ngày thứ Sáu``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, cast

from soanthao.language.dates import Moment
from soanthao.language.deadline_cues import ACT, ORDER
from soanthao.language.deadline_found import Candidate, Passage
from soanthao.notice.deadline import Deadline, Every, Recurring, Vague

_COUNT: Final = r"\d{1,2}|một|hai|ba|sáu|mười hai"
_UNIT: Final = r"ngày|tuần|tháng|quý|năm"
_BASE: Final = re.compile(
    rf"(?<!\w)(?:(?P<regular>định kỳ)(?: (?:phát sóng|báo cáo|kiểm tra))?[ ,(]+)?"
    rf"(?:(?:hằng|hàng|mỗi|từng) (?P<u1>{_UNIT})"
    rf"|(?:mỗi )?(?P<c2>{_COUNT})? ?(?P<u2>{_UNIT}) ?(?:/|mỗi|một|1|01) ?(?:(?:0?1|một) )?lần"
    rf"|(?:0?1|một) lần ?(?:/|trong |mỗi )? ?(?P<c3>{_COUNT})? ?(?P<u3>{_UNIT})"
    rf"|(?<=kỳ )(?P<c4>{_COUNT})? ?(?P<u4>ngày|tuần|tháng|quý|năm)(?! ?\d)|"
    rf"(?P<often>\d{{1,2}} lần ?/ ?(?:tuần|tháng|quý|năm)))(?!\w| học)"
)
_NEXT: Final = re.compile(
    rf"(?:, và|,| và| hoặc) (?:(?:hằng|hàng|cả|mỗi) )?(?P<c>{_COUNT})? ?(?P<u>tuần|tháng|quý|năm)"
    r"(?= ?[,.;:)(]|$| và | hoặc | báo| tổ| rà| tổng| có| gửi| tiến| thực)|"
    r", (?P<word>giữa nhiệm kỳ)(?!\w)"
)
_EVERY: Final = {
    (1, "tuần"): "week",
    (2, "tuần"): "2-week",
    (1, "tháng"): "month",
    (3, "tháng"): "quarter",
    (6, "tháng"): "half-year",
    (12, "tháng"): "year",
    (1, "quý"): "quarter",
    (2, "quý"): "half-year",
    (1, "năm"): "year",
}
_NUMBERS: Final = {"một": 1, "hai": 2, "ba": 3, "sáu": 6, "mười hai": 12}
_NOT_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?<!sở )(?<!bộ )(?<!phòng )(?<!ban )tài chính|kế hoạch|dự toán|ngân sách|"
    r"chỉ tiêu|mục tiêu|nhiệm kỳ|bình quân|thu nhập|"
    r"sản lượng|nhu cầu|chương trình|danh mục|tăng trưởng|kinh phí|số liệu|trung bình|khoảng|tỷ lệ|"
    r"người|đồng|ha|tấn|lượt)(?: \w+)?[ ,]*$|%[ ,]*$"
)
_NAMED: Final = re.compile(
    r"(?<!\w)(?:kế hoạch|chương trình|danh mục|trợ cấp|phụ cấp|tiền lương|tiền thuê|mức)"
    r"(?: (?!và )\w+){0,4}[ ,]*$"
)
"""A thing that comes again itself: ``kế hoạch sử dụng đất hằng năm``."""
_NOT_BEHIND: Final = re.compile(
    r"[ ,]*(?:tăng|giảm|đạt|khoảng|trung bình|bình quân|ước|thu được|thu hút|có khoảng|"
    r"trên địa bàn)(?!\w)"
)
_MARK: Final = re.compile(
    r"(?<!\w)(?P<mark>(?:(?:chậm|muộn) nhất )?(?:là |vào )?trước|(?:chậm|muộn) nhất"
    r"(?: là| vào| đến| trong)?|không muộn hơn|vào|trong|đến)?[ (]*(?:sáng |chiều |tối )?$"
)
_MONTH_ONLY: Final = re.compile(r"(?<!\w)(?:trước|chậm nhất)(?= tháng)")
_ORDINAL: Final = re.compile(
    r"(?: của)? tháng (?:thứ )?(?P<n>\d{1,2}|đầu(?: tiên)?|cuối(?: cùng)?|hai|ba|nhất)"
    r"(?P<quarter>(?: của)?(?: mỗi| hằng| hàng)? quý(?: sau| tiếp theo)?)?"
)
_ORDINALS: Final = {"đầu": 1, "đầu tiên": 1, "nhất": 1, "hai": 2, "ba": 3}
_LAST: Final = {"quarter": 3, "half-year": 6, "year": 12}
_LISTED: Final = re.compile(r"(?:,| và|, và| hoặc) (?:trước )?(?:ngày )?")
_FOLLOWING: Final = re.compile(
    r"(?: của)? tháng (?:liền kề|kế tiếp|tiếp theo|sau liền kề)(?: sau)?"
)


@dataclass(frozen=True, slots=True)
class _Detail:
    """The day inside the period: ``trước ngày 15``."""

    start: int
    stop: int
    moment: Moment
    before: bool
    month: int | None = None
    listed: bool = False


def read_recurring(passage: Passage) -> Iterator[Candidate]:
    """Yield deadlines that come again."""
    bases = list(_bases(passage))
    details = list(_details(passage))
    used: list[_Detail] = []
    for first, stop, every, regular in bases:
        near = [d for d in details if d not in used and _fits(passage, d, first, stop, every)]
        near = _nearest(near, first)
        used += near
        if near:
            close = min(near, key=lambda each: abs(each.stop - first))
            for detail in near:
                place = (first, stop) if detail is close else (detail.start, detail.stop)
                joined = _joined(*place, every, detail)
                unread = len(near) == 1 and re.search(
                    r"\d", passage.folded.low[detail.stop : first]
                )
                yield replace(joined, code="N407") if unread else joined
        elif isinstance(every, Vague):
            yield Candidate(first, stop, every, "N409")
        else:
            yield from _alone(passage, first, stop, every, regular)
    yield from _without_base(passage, [d for d in details if d not in used])


def _nearest(near: list[_Detail], first: int) -> list[_Detail]:
    """Return the days right before a period, else the first behind it and those listed with it."""
    before = [each for each in near if each.stop <= first]
    if before or not near:
        return before
    kept = [near[0]]
    for each in near[1:]:
        if each.listed and each.start <= kept[-1].stop + 8:
            kept.append(each)
    return kept


def _bases(passage: Passage) -> Iterator[tuple[int, int, Every | Vague, bool]]:
    low = passage.folded.low
    for match in _BASE.finditer(low):
        groups = match.groupdict()
        if groups["often"]:
            words = passage.words(match.start(), match.end())
            yield match.start(), match.end(), Vague(words), True
            continue
        unit = next(groups[f"u{n}"] for n in range(1, 5) if groups.get(f"u{n}"))
        count = next((groups[f"c{n}"] for n in range(2, 5) if groups.get(f"c{n}")), None)
        regular = groups["regular"] is not None
        yield match.start(), match.end(), _every(passage, match, count, unit), regular
        following = _NEXT.match(low, match.end())
        while following:
            unit, count = following["u"], following["c"]
            start = following.start() + re.match(r"[, ]*", following[0]).end()  # type: ignore[union-attr]
            if following["word"]:
                yield start, following.end(), Vague(following["word"]), True
            elif (_number(count), unit) in _EVERY:
                yield start, following.end(), _every(passage, following, count, unit), regular
            following = _NEXT.match(low, following.end())


def _number(count: str | None) -> int:
    if not count:
        return 1
    return _NUMBERS.get(count) or int(count)


def _every(passage: Passage, match: re.Match[str], count: str | None, unit: str) -> Every | Vague:
    every = _EVERY.get((_number(count), unit))
    if every is None:
        return Vague(passage.words(match.start(), match.end()))
    return cast("Every", every)


def _details(passage: Passage) -> Iterator[_Detail]:
    low = passage.folded.low
    last: _Detail | None = None
    for moment in passage.moments:
        if moment.year is not None or moment.kind not in {"day", "weekday", "month"} or moment.part:
            continue
        mark = _MARK.search(low[max(0, moment.start - 40) : moment.start])
        start = moment.start - (len(mark[0]) if mark else 0)
        ordinal = _ORDINAL.match(low, moment.stop) if moment.index is None else None
        following = _FOLLOWING.match(low, moment.stop)
        stop = ordinal.end() if ordinal else following.end() if following else moment.stop
        word = (mark["mark"] or "") if mark else ""
        listed = last is not None and bool(_LISTED.fullmatch(low[last.stop : moment.start]))
        before = last.before if last is not None and listed and not word else word.endswith("trước")
        month = _month(ordinal) if ordinal else moment.index
        last = _Detail(start, stop, moment, before, month, listed)
        yield last
    yield from _without_day(low)


def _without_day(low: str) -> Iterator[_Detail]:
    """Read ``chậm nhất tháng thứ 2``."""
    for mark in _MONTH_ONLY.finditer(low):
        ordinal = _ORDINAL.match(low, mark.end())
        if ordinal:
            moment = Moment(mark.start(), ordinal.end(), "month")
            before = mark[0] == "trước"
            yield _Detail(mark.start(), ordinal.end(), moment, before, _month(ordinal))


def _month(ordinal: re.Match[str]) -> int | None:
    word = ordinal["n"]
    if word.startswith("cuối"):
        return -1
    return int(word) if word.isdigit() else _ORDINALS[word]


def _fits(passage: Passage, detail: _Detail, first: int, stop: int, every: Every | Vague) -> bool:
    """Whether the day belongs to the period: next to it, or in its sentence behind it."""
    moment, low = detail.moment, passage.folded.low
    if isinstance(every, Vague) or (moment.shift is not None and every != "month"):
        return False
    if moment.kind == "weekday":
        kind = every in {"week", "2-week", "month"}
    elif every == "month":
        kind = detail.month is None
    elif every in {"week", "2-week"}:
        kind = False
    else:
        kind = detail.month is not None if every == "year" else moment.index is None
    if not kind:
        return False
    if detail.stop <= first:
        return bool(
            re.fullmatch(r"[ ,(]*(?:của |vào |(?:và|,) .{0,25})?", low[detail.stop : first])
        )
    if detail.start >= stop:
        return passage.folded.sentence(first) == passage.folded.sentence(detail.start)
    return detail.start < stop and detail.stop >= stop - 4


def _joined(first: int, stop: int, every: Every | Vague, detail: _Detail) -> Candidate:
    start, end = min(first, detail.start), max(stop, detail.stop)
    if detail.start > stop + 12:
        start, end = detail.start, detail.stop
    deadline = _recurring(cast("Every", every), detail)
    return Candidate(start, end, deadline, "" if deadline else "N403")


def _recurring(every: Every, detail: _Detail) -> Deadline | None:
    moment, month = detail.moment, detail.month
    if month == -1:
        month = _LAST.get(every)
    if month is not None and not 1 <= month <= _LAST.get(every, 12):
        return None
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    high = longest[month - 1] if every == "year" and month else 31
    if moment.day is not None and not 1 <= moment.day <= high:
        return None
    return Recurring(every, moment.weekday, moment.day, month, moment.at, detail.before)


def _alone(
    passage: Passage, first: int, stop: int, every: Every, regular: bool
) -> Iterator[Candidate]:
    before, behind = passage.before(first), passage.behind(stop)
    if not regular and not before.endswith("định kỳ "):
        if _NOT_BEFORE.search(before) or _NOT_BEHIND.match(behind):
            return
        named = _NAMED.search(before)
        if named:
            if ORDER.search(before[: named.start()]):
                yield Candidate(first, stop, Recurring(every), "N406")
            return
        if not (ORDER.search(before) or ACT.match(behind) or ORDER.search(behind[:60])):
            ordered = not before.strip() and not behind.strip()
            yield Candidate(first, stop, Recurring(every), "" if ordered else "N406")
            return
    yield Candidate(first, stop, Recurring(every))


def _without_base(passage: Passage, details: list[_Detail]) -> Iterator[Candidate]:
    """Read ``trước ngày 20 của tháng cuối quý`` and ``ngày 05 của tháng liền kề``."""
    low = passage.folded.low
    for detail in details:
        written = low[detail.start : detail.stop]
        if re.search(r"quý(?: sau| tiếp theo)?$", written):
            yield Candidate(detail.start, detail.stop, _recurring("quarter", detail))
        elif _FOLLOWING.search(written):
            yield Candidate(detail.start, detail.stop, _recurring("month", detail), "N407")
