"""Deadlines that a marker and a day or period make: ``trước ngày 20/6``, ``trong Quý II/2026``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from soanthao.language.dates import Moment, Resolved, last_day, resolve
from soanthao.language.deadline_cues import FORECAST, ORDER, PAST, REPORTS, STRIVE, is_ordered
from soanthao.language.deadline_found import Candidate, Passage
from soanthao.notice.deadline import Before, Deadline, Interval, OnOrBefore, Soft, Within

Marker = Literal["before", "by", "until", "in", "done", "on"]

_MARKERS: Final[tuple[tuple[Marker, str], ...]] = (
    (
        "before",
        r"(?:(?:chậm|muộn|trễ) nhất (?:là )?)?(?:xong |hoàn thành )?trước"
        r"(?: thời điểm| thời hạn| hết)?(?: các)?",
    ),
    (
        "by",
        r"(?:chậm nhất|muộn nhất|trễ nhất|hạn chót|hạn cuối(?: cùng)?|không (?:muộn|chậm|trễ) hơn|"
        r"không quá|(?:thời )?hạn(?: (?:hoàn thành|báo cáo|gửi(?: báo cáo)?|nộp(?: hồ sơ)?|"
        r"thực hiện|"
        r"trình|xong|giải quyết))?|thời gian (?:hoàn thành|xong|nộp|gửi|thực hiện))"
        r"[ ,:]*(?:là|vào|cho|đến|tới|trong|hết|ngày)?(?: hết| trong)?(?: thời điểm)?",
    ),
    ("until", r"(?:từ nay )?(?:cho )?(?:đến|tới)(?: hết| thời điểm| trước)?(?: thời điểm)?"),
    ("in", r"(?:ngay |chỉ )?trong(?: nội)?(?: hết)?(?: các)?"),
    ("by", r"(?:xong |hoàn thành )?hết"),
    ("done", r"(?:hoàn thành|hoàn tất|xong)(?: vào)?"),
    ("by", r"(?:kéo dài|chậm|để|trễ) quá"),
    ("on", r"(?:vào )?dịp|vào|chào mừng"),
)
_MARKED: Final = tuple(
    (name, re.compile(rf"(?<!\w)(?:{words})[ ,:(]*$")) for name, words in _MARKERS
)
_SAME_MARKER: Final = re.compile(r",?(?: và| hoặc)? ?(?:các )?")
_STATISTICS: Final = re.compile(
    r"(?<!\w)(?:(?:tính|lũy kế|luỹ kế|số liệu|cập nhật|ước|ước tính|hiệu lực|giá trị|chốt|thống kê)"
    r"(?: từ [^;.]*| số liệu)?|(?:thời hạn|có hiệu lực|hiệu lực|giá trị|áp dụng|số liệu|lũy kế|"
    r"tính)"
    r"[^;.,]{0,40})[ ,(]*$"
)
_REPORTED: Final = re.compile(
    r"[ ,)]*(?:(?!phải |cần )\w+ ){0,6}?(?:đã|mới|vẫn|còn|hiện)(?!\w)|[ ,)]*(?:có|đạt|là)(?: ?:|"
    r" \d)|"
    r"[ ,)]*(?:giấy phép|tổng số|tỷ lệ|kết quả)(?!\w)"
)
_GIVEN_BEFORE: Final = re.compile(
    r"(?<!\w)(?:đã [^,;.]{0,40}|được (?:cấp|giao|thành lập|công nhận|tuyển dụng|ký|xây dựng)|cấp|"
    r"phát sinh|"
    r"có hiệu lực|hiệu lực|sinh|tuyển dụng|tồn tại|(?:sử dụng|lấn chiếm|cư trú)[^,;.]{0,25}|như|"
    r"tồn đọng|nghỉ hưu|"
    r"xảy ra)[ ,]*$"
)
_TOLD: Final = re.compile(
    r"[ ,]*(?:là|có|đạt|đã|được)(?!\w)(?! văn bản)[^,;]{0,12}\d|[ ,]*(?:đã|là)(?!\w)"
)
_ONGOING: Final = re.compile(r",? và các (?:tháng|quý|năm) (?:tiếp theo|sau|còn lại)")
_PASSIVE: Final = re.compile(r"(?<!\w)(?:được|bị) [^,;.]{0,60}$")
_TOLD_OF: Final = re.compile(
    r"(?<!\w)(?:là (?:một )?(?:nhiệm vụ|mục tiêu|giải pháp)|kết quả|tình hình|số liệu|tỷ lệ|"
    r"so với|báo cáo (?:sơ kết|"
    r"tổng kết))(?!\w)[^,;.]{0,70}$"
)
_NAMED: Final = re.compile(
    r"(?<!\w)(?:giai đoạn|chỉ tiêu|quy hoạch|tầm nhìn|định hướng|chiến lược|mục tiêu|đề án|"
    r"chương trình)(?!\w)[^,;.]{0,70}$"
)
_FINISH: Final = re.compile(r"(?<!\w)(?:hoàn thành|xong|dứt điểm|hết)(?!\w)[^;.]{0,90}$")
_HEADED: Final = re.compile(
    r" ?[,:-]? ?(?:phải |cần |tập trung )?(?:hoàn thành|hoàn thiện|trình|báo cáo|khởi công|"
    r"bàn giao|tổ chức|"
    r"ban hành|phê duyệt|triển khai|gửi)(?!\w)(?! được)"
)
_STRIVEN: Final = re.compile(
    r"[ ,]*phấn đấu(?! (?:chậm nhất |hoàn thành )?(?:đến|trước|trong|hết|xong) (?:hết )?"
    r"(?:ngày|tháng|quý|năm|\d))(?!\w)"
)
"""What is striven for behind a day, unless it names a day of its own."""
_FINISHES: Final = re.compile(
    r"\W*(?:(?:phải|cần|khẩn trương|tập trung|đồng thời) )*(?:hoàn thành|hoàn tất|"
    r"giải quyết dứt điểm)(?!\w)"
)
"""A sentence that asks to finish, whatever is told of its object: ``… cho các hộ đã được …``."""
_HURRIED: Final = re.compile(r"(?<!\w)(?:đẩy nhanh|đẩy mạnh) [^,;.]*(?:vốn|ngân sách)[^,;.]* $")
"""Behind ``đẩy nhanh tiến độ giải ngân vốn …`` a year may be that of the money."""
_WANTED: Final = re.compile(
    r"(?<!\w)(?:phấn đấu|phải|yêu cầu|bảo đảm|đảm bảo|cần)(?!\w)[^;.]{0,90}$"
)
_LIST_BEHIND: Final = re.compile(r"(?:,| và| -|-) ?(?:\d{1,2}|i{1,3}|iv)(?=/|,| năm| và|[ .]|$)")
_DONE: Final = re.compile(r"(?<!\w)đã [^,;]{0,40}$")
_WHICH: Final = re.compile(
    r"(?<!\w)(?:các|những|số) (?:điểm|vị trí|hạng mục|đoạn|công trình|dự án|hộ|trường hợp|đơn vị|"
    r"xã|nội dung)"
    r"(?: (?!hoàn thành|xong)\w+){0,5} $"
)
_NOUN: Final = re.compile(
    r"(?<!\w)(?:nhiệm vụ|công tác|kế hoạch|chỉ tiêu|hạn chế|hoạt động|chi phí|kinh phí)"
    r"(?: trọng tâm| chủ yếu)?[ ,]*$"
)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A moment with the marker before it."""

    moment: Moment
    marker: Marker
    start: int


def read_dated(passage: Passage, free: tuple[Moment, ...], bare: bool) -> Iterator[Candidate]:
    """Yield deadlines with a day or a period, and intervals.

    Args:
        passage: the paragraph.
        free: its moments that nothing else has taken.
        bare: whether a day without a marker is one (a cell below ``Thời hạn``).
    """
    marked: _Marked | None = None
    for at, moment in enumerate(free):
        interval = _interval(passage, free[at - 1], moment) if at else None
        if interval:
            marked = None
            yield interval
            continue
        marked = _marked(passage, moment) or _inherited(passage, marked, moment)
        if marked is None and _heads_order(passage, moment):
            marked = _Marked(moment, "on", moment.start)
        if marked is None and bare:
            marked = _Marked(moment, "by", moment.start)
        if marked is not None:
            candidate = _candidate(passage, marked)
            if candidate:
                yield candidate


def _marked(passage: Passage, moment: Moment) -> _Marked | None:
    before = passage.folded.low[max(0, moment.start - 80) : moment.start]
    for name, pattern in _MARKED:
        found = pattern.search(before)
        if found:
            return _Marked(moment, name, moment.start - len(before) + found.start())
    return None


def _heads_order(passage: Passage, moment: Moment) -> bool:
    """``Quý II/2026: trình phê duyệt`` tells when without a marker."""
    if moment.kind in {"day", "weekday"} or not passage.folded.opens_sentence(moment.start):
        return False
    behind = passage.behind(moment.stop)
    return bool(_HEADED.match(behind)) and not PAST.search(behind)


def _inherited(passage: Passage, last: _Marked | None, moment: Moment) -> _Marked | None:
    """Let ``trước ngày 15/6 và ngày 15/12`` be two deadlines."""
    if last is None or last.moment.kind != moment.kind:
        return None
    between = passage.folded.low[last.moment.stop : moment.start]
    if not between.strip() or not _SAME_MARKER.fullmatch(between):
        return None
    return _Marked(moment, last.marker, moment.start)


def _candidate(passage: Passage, marked: _Marked) -> Candidate | None:
    moment = marked.moment
    before, behind = passage.before(marked.start), passage.behind(moment.stop)
    if FORECAST.search(before) or not _may_be(passage, marked, before, behind):
        return None
    resolved = resolve(moment, passage.reference)
    if _looks_back(passage, marked, resolved):
        return None
    code = resolved.doubt or _doubt(passage, marked, before, behind)
    deadline = _deadline(marked, resolved)
    if isinstance(deadline, OnOrBefore | Before | Within):
        code = code or ("N404" if _is_over(passage, deadline) else "")
        if _is_soft(before, behind, moment):
            deadline = Soft(deadline)
    return Candidate(marked.start, moment.stop, deadline, code)


def _may_be(passage: Passage, marked: _Marked, before: str, behind: str) -> bool:
    """Whether the words around leave it a deadline: no statistics, no past, no name."""
    marker = marked.marker
    opens = passage.folded.opens_sentence(marked.start)
    if marker in {"in", "until"} and opens:
        return bool(behind.strip(" ,.:)")) and not (PAST.search(behind) or _REPORTED.match(behind))
    match marker:
        case "before":
            return not _GIVEN_BEFORE.search(before)
        case "until":
            return _may_end(marked.moment, before, behind)
        case "in":
            is_finished = _FINISHES.match(before) and not _TOLD.match(behind)
            is_told = _is_told(before, behind) and not is_finished
            return marked.moment.kind == "day" or not is_told
        case "on":
            ordered = ORDER.search(before) or _heads_order(passage, marked.moment)
            return bool(ordered) and not PAST.search(before[-70:])
    return not (marker == "done" and _DONE.search(before))


def _looks_back(passage: Passage, marked: _Marked, resolved: Resolved) -> bool:
    """``Trong năm 2025, …`` at the head of a sentence, in a notice of 2026."""
    point = passage.reference.point
    if point is None or resolved.first is None or marked.marker not in {"in", "until", "on"}:
        return False
    over = last_day(resolved.moment) < point.first_day
    return over and passage.folded.opens_sentence(marked.start)


def _may_end(moment: Moment, before: str, behind: str) -> bool:
    reported = _REPORTED.match(behind) and not _WANTED.search(before)
    if _STATISTICS.search(before) or reported:
        return False
    return moment.kind != "year" or _is_target(before, behind)


def _is_told(before: str, behind: str) -> bool:
    """``được xác nhận trong năm 2025``, ``thực hiện trong năm 2025 là 82 lớp`` tell the past."""
    if (
        _TOLD.match(behind)
        or _ONGOING.match(behind)
        or (_PASSIVE.search(before) and not _WANTED.search(before))
    ):
        return True
    if PAST.search(before[-70:]) or _TOLD_OF.search(before):
        return True
    return bool(_NOUN.search(before)) and not ORDER.search(before)


def _is_target(before: str, behind: str) -> bool:
    """``đến năm 2030`` is a deadline of an order only, never of a plan's name."""
    if _NAMED.search(before) or re.match(r"[ ,]*(?:tầm nhìn|định hướng|phấn đấu)", behind):
        return False
    return bool(ORDER.search(before[-80:]))


def _doubt(passage: Passage, marked: _Marked, before: str, behind: str) -> str:
    if marked.marker == "on" or marked.moment.part in {
        "đầu",
        "giữa",
        "trung tuần",
        "thượng tuần",
        "hạ tuần",
    }:
        return "N407"
    if marked.marker == "in" and (_WHICH.search(before) or _may_be_told(marked, before, behind)):
        return "N407"
    listed = marked.moment.kind != "day" and _LIST_BEHIND.match(behind)
    if listed or _is_plan(marked, before):
        return "N407"
    if marked.marker in {"in", "until"} and not is_ordered(before, behind):
        return "N406"
    both = marked.marker == "in" and passage.folded.opens_sentence(marked.start)
    return "N406" if both and not ORDER.search(behind) else ""


def _may_be_told(marked: _Marked, before: str, behind: str) -> bool:
    """``hoàn thành … đã được phê duyệt trong tháng 5``: of which of the two is the month?"""
    if marked.moment.kind == "year" and _HURRIED.search(before):
        return True
    return marked.moment.kind != "day" and _is_told(before, behind)


def _is_plan(marked: _Marked, before: str) -> bool:
    """``xây dựng … đến năm 2030``: how far a plan looks, unless something is to be finished."""
    if marked.marker != "until" or marked.moment.kind != "year" or marked.moment.part:
        return False
    return not _FINISH.search(before)


def _deadline(marked: _Marked, resolved: Resolved) -> Deadline | None:
    if resolved.first is None:
        return None
    moment = resolved.moment
    before = marked.marker == "before" and not moment.part
    if moment.kind in {"day", "weekday"}:
        return (Before if before else OnOrBefore)(resolved.first, moment.at)
    if before:
        return Before(resolved.first)
    return within(moment)


def within(moment: Moment) -> Within | None:
    """Return the period of a moment whose year is known; None of a day."""
    match moment.kind, moment.year, moment.index:
        case ("month" | "quarter" | "half-year") as unit, int(year), int(index):
            return Within(unit, year, index)
        case "year", int(year), _:
            return Within("year", year)
    return None


def _is_soft(before: str, behind: str, moment: Moment) -> bool:
    strive = STRIVE.search(before)
    if strive:
        return not REPORTS.search(strive["between"])
    return moment.kind != "year" and bool(_STRIVEN.match(behind))


def last_of(deadline: OnOrBefore | Before | Within) -> date:
    """Return the last day that a deadline names."""
    if isinstance(deadline, Within):
        return last_day(Moment(0, 0, deadline.unit, deadline.year, deadline.index))
    return deadline.day


def _is_over(passage: Passage, deadline: OnOrBefore | Before | Within) -> bool:
    point = passage.reference.point
    return point is not None and last_of(deadline) < point.first_day


def _interval(passage: Passage, first: Moment, last: Moment) -> Candidate | None:
    """Read ``từ ngày 01 đến hết ngày 15/6/2020``."""
    low = passage.folded.low
    opening = re.search(r"(?<!\w)(?:kể )?từ[ :]*$", low[max(0, first.start - 12) : first.start])
    between = low[first.stop : last.start]
    joined = re.fullmatch(r",? ?(?:(?:cho )?(?:đến|tới)(?: hết)?|-) ?", between)
    if not opening or not joined or first.kind != last.kind or first.kind == "weekday":
        return None
    start = first.start - len(opening[0])
    before, behind = passage.before(start), passage.behind(last.stop)
    if _STATISTICS.search(before) or FORECAST.search(before) or _REPORTED.match(behind):
        return None
    end = resolve(last, passage.reference)
    if end.first is None:
        return Candidate(start, last.stop, None, end.doubt)
    begin = resolve(_completed(first, end.moment), passage.reference)
    if begin.first is None or begin.first > last_day(end.moment):
        return Candidate(start, last.stop, None, begin.doubt or "N407")
    ordered = is_ordered(before, behind) and not PAST.search(before[-70:])
    code = end.doubt or begin.doubt or ("" if ordered else "N406")
    return Candidate(start, last.stop, Interval(begin.first, last_day(end.moment)), code)


def _completed(first: Moment, last: Moment) -> Moment:
    """Give the first day of an interval the month and year of the last."""
    index = first.index if first.index is not None else last.index
    if first.year is not None or last.year is None:
        return replace(first, index=index)
    dated = replace(first, index=index, year=last.year)
    later = (index or 1, first.day or 1) > (last.index or 1, last.day or 31)
    return replace(dated, year=last.year - 1) if later else dated
