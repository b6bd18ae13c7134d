"""Deadlines that a marker and a day or period make: ``trước ngày 20/6``, ``trong Quý II/2026``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from soanthao.language.dates import Moment, Resolved, last_day, resolve
from soanthao.language.deadline_cues import FORECAST, ORDER, PAST, REPORTS, STRIVE, is_ordered
from soanthao.language.deadline_found import Candidate, Passage
from soanthao.language.deadline_intervals import read_interval
from soanthao.language.deadline_told import (
    REPORTED,
    STATISTICS,
    TOLD,
    WANTED,
    is_told,
    is_told_over,
    may_be_ahead,
)
from soanthao.notice.deadline import Before, Deadline, OnOrBefore, Soft, Within

Marker = Literal["before", "by", "until", "in", "done", "on"]

_MARKERS: Final[tuple[tuple[Marker, str], ...]] = (
    (
        "before",
        r"(?:(?:chậm|muộn|trễ) nhất (?:là )?)?(?:xong |hoàn thành )?trước"
        r"(?: thời điểm| thời hạn| hết| mốc(?: thời gian)?)?(?: các)?",
    ),
    (
        "by",
        r"(?:chậm nhất|muộn nhất|trễ nhất|hạn chót|hạn cuối(?: cùng)?|không (?:được )?(?:muộn|"
        r"chậm|trễ) (?:hơn|quá)|"
        r"không (?:được |được để |để )?(?:vượt )?quá|(?:thời |"
        r"(?<!quá )(?<!gia )(?<!đúng ))hạn(?: (?:hoàn thành|báo cáo|gửi(?: báo cáo)?|"
        r"nộp(?: hồ sơ)?|"
        r"thực hiện|"
        r"trình|xong|giải quyết))?|thời gian(?: (?:hoàn thành|xong|nộp|gửi|thực hiện)| ?(?=:)))"
        r"[ ,:]*(?:là|vào|cho|đến|tới|trong|hết|ngày)?(?: hết| trong)?(?: thời điểm)?",
    ),
    ("until", r"(?:từ nay )?(?:cho )?(?:đến|tới)(?: hết| thời điểm| trước)?(?: thời điểm)?"),
    ("in", r"(?:ngay |chỉ )?trong(?: nội)?(?: hết)?(?: các| 0?\d)?"),
    ("by", r"(?:xong |hoàn thành )?hết"),
    ("done", r"(?:hoàn thành|hoàn tất|xong)(?: vào)?"),
    ("by", r"(?:kéo dài|chậm|để|trễ) quá"),
    ("on", r"(?:vào )?dịp|vào|chào mừng"),
)
_MARKED: Final = tuple(
    (name, re.compile(rf"(?<!\w)(?:{words})[ ,:(]*$")) for name, words in _MARKERS
)
_SAME_MARKER: Final = re.compile(r",?(?: và| hoặc)? ?(?:các )?")
_GIVEN_BEFORE: Final = re.compile(
    r"(?<!\w)(?:đã [^,;.]{0,40}|được (?:cấp|giao|thành lập|công nhận|tuyển dụng|ký|xây dựng)|cấp|"
    r"phát sinh|"
    r"có hiệu lực|hiệu lực|sinh|tuyển dụng|tồn tại|(?:sử dụng|lấn chiếm|cư trú)[^,;.]{0,25}|như|"
    r"tồn đọng|nghỉ hưu|"
    r"xảy ra)[ ,]*$"
)
_NAMED: Final = re.compile(
    r"(?<!\w)(?:giai đoạn|chỉ tiêu|quy hoạch|tầm nhìn|định hướng|chiến lược|mục tiêu|đề án|"
    r"thời gian (?:thực hiện|thi công|đầu tư) từ|"
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
_LIST_BEHIND: Final = re.compile(r"(?:,| và| -|-) ?(?:\d{1,2}|i{1,3}|iv)(?=/|,| năm| và|[ .]|$)")
_BEEN: Final = re.compile(r"(?<!\w)(?:đã|được|như|có|hiệu lực)(?!\w)[^,;.]*$")
"""Without these, ``nâng cấp``, ``vệ sinh trước ngày …`` tell nothing of a day ahead."""
_DONE: Final = re.compile(r"(?<!\w)đã [^,;]{0,40}$")
_WHICH: Final = re.compile(
    r"(?<!\w)(?:các|những|số) (?:điểm|vị trí|hạng mục|đoạn|công trình|dự án|hộ|trường hợp|đơn vị|"
    r"xã|nội dung)"
    r"(?: (?!hoàn thành|xong)\w+){0,5} $"
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
        if at + 1 < len(free) and read_interval(passage, moment, free[at + 1], bare=bare):
            continue
        interval = read_interval(passage, free[at - 1], moment, bare=bare) if at else None
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
            candidate = _candidate(passage, marked, bare=bare)
            if candidate:
                yield candidate


def _marked(passage: Passage, moment: Moment) -> _Marked | None:
    before = passage.folded.low[max(0, moment.start - 80) : moment.start]
    for name, pattern in _MARKED:
        found = pattern.search(before)
        if found:
            return _Marked(moment, name, moment.start - len(before) + found.start())
    return None


def has_marker(passage: Passage, moment: Moment) -> bool:
    """Whether a word stands before *moment* by which it was judged already."""
    return _marked(passage, moment) is not None


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


def _candidate(passage: Passage, marked: _Marked, *, bare: bool) -> Candidate | None:
    moment = marked.moment
    before, behind = passage.before(marked.start), passage.behind(moment.stop)
    forecast = FORECAST.search(before)
    if forecast and REPORTS.search(forecast[0]):
        forecast = None
    # What is only foreseen binds nobody (8.1, row 56); what is estimated may have to be reported.
    foreseen = forecast and forecast[0].startswith("dự")
    if forecast and (foreseen or not ORDER.search(before[: forecast.start()])):
        return None
    resolved = resolve(moment, passage.reference)
    alone = bare and not before.strip()
    if not alone and (
        _looks_back(passage, marked, resolved) or is_told_over(passage, resolved, before, behind)
    ):
        return None
    is_sure = alone or (not forecast and _may_be(passage, marked, before, behind))
    if not is_sure and not may_be_ahead(passage, resolved, before, behind):
        return None
    is_sure = is_sure or (marked.marker == "before" and not forecast and not _BEEN.search(before))
    code = resolved.doubt or ("" if is_sure else "N407") or _doubt(passage, marked, before, behind)
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
        return bool(behind.strip(" ,.:)")) and not (PAST.search(behind) or REPORTED.match(behind))
    match marker:
        case "before":
            return not _GIVEN_BEFORE.search(before)
        case "until":
            return _may_end(marked.moment, before, behind)
        case "in":
            is_finished = _FINISHES.match(before) and not TOLD.match(behind)
            told = is_told(before, behind) and not is_finished
            return marked.moment.kind == "day" or not told
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
    reported = REPORTED.match(behind) and not WANTED.search(before)
    if STATISTICS.search(before) or reported:
        return False
    return moment.kind != "year" or _is_target(before, behind)


def _is_target(before: str, behind: str) -> bool:
    """``đến năm 2030`` is a deadline of an order only, never of a plan's name."""
    if _NAMED.search(before) or re.match(r"[ ,]*(?:tầm nhìn|định hướng|phấn đấu)", behind):
        return False
    return bool(ORDER.search(before[-80:]))


def _doubt(passage: Passage, marked: _Marked, before: str, behind: str) -> str:
    if marked.marker == "on" or _is_rough(passage, marked):
        return "N407"
    if marked.marker == "in" and _may_be_told(marked, before, behind):
        return "N407"
    listed = marked.moment.kind != "day" and _LIST_BEHIND.match(behind)
    if listed or _is_plan(passage, marked, before):
        return "N407"
    if marked.marker in {"in", "until"} and not is_ordered(before, behind):
        return "N406"
    both = marked.marker == "in" and passage.folded.opens_sentence(marked.start)
    return "N406" if both and not ORDER.search(behind) else ""


def _is_rough(passage: Passage, marked: _Marked) -> bool:
    """``đầu tháng 7``, ``trước cuối tháng 8``, ``trong năm``: a period whose end is not meant."""
    moment = marked.moment
    if marked.marker == "before" or moment.part not in {"", "cuối"}:
        return bool(moment.part)
    return passage.folded.low[moment.start : moment.stop] == "năm" and marked.marker == "in"


def _may_be_told(marked: _Marked, before: str, behind: str) -> bool:
    """``hoàn thành … đã được phê duyệt trong tháng 5``: of which of the two is the month?"""
    which = _WHICH.search(before) and not _FINISHES.match(before)
    if which or (marked.moment.kind == "year" and _HURRIED.search(before)):
        return True
    return marked.moment.kind != "day" and is_told(before, behind)


def _is_plan(passage: Passage, marked: _Marked, before: str) -> bool:
    """``xây dựng … đến năm 2030``: how far a plan looks, unless something is to be finished."""
    if marked.marker != "until" or marked.moment.kind != "year" or marked.moment.part:
        return False
    if passage.folded.low.startswith("từ nay", marked.start):
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
