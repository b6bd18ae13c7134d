"""Days and periods ahead that stand in an order without ``trước``: never in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.language.dates import Moment, Resolved, last_day, resolve
from soanthao.language.deadline_cues import FORECAST, PAST, is_ordered
from soanthao.language.deadline_dated import has_marker, within
from soanthao.language.deadline_found import Candidate, Passage
from soanthao.notice.deadline import OnOrBefore, Within

_BEGINS: Final = re.compile(r"(?<!\w)(?:từ|sau|kể từ|tính từ|cách|qua|quá|-)[ :(]*$")
"""A day from which something is; nothing ends on it (nd30 8.1)."""
_OTHERS: Final = re.compile(
    r"(?<!\w)(?:hiệu lực|giá trị|kỷ niệm|truyền thống|quốc khánh|thay thế|"
    r"(?<!vệ )(?<!học )(?<!thú )sinh)(?!\w)"
    r"[^;.]{0,60}$"
)
"""Days of acts and of anniversaries."""
_NAMED: Final = re.compile(
    r"(?<!\w)(?:nhiệm vụ|công tác|kế hoạch|chương trình|phiên họp|cuộc họp|hội nghị|giao ban|"
    r"kỳ họp|họp báo|tình hình|kết quả|báo cáo|số liệu|chỉ tiêu|vốn|lương|học kỳ|chuyên đề|"
    r"sinh hoạt|"
    r"thường kỳ|thường lệ|lịch|vụ|đợt|quyết toán|dự toán|kinh phí|cao điểm|xếp loại|đánh giá)"
    r"(?: \w+){0,3} $"
)
"""What is of a month or a quarter by its name: ``kế hoạch tháng 8/2026``."""
_HELD: Final = re.compile(
    r"(?<!\w)(?:phiên họp|cuộc họp|hội nghị|kỳ họp|thường lệ|xếp loại|đánh giá)(?: \w+){0,3} $"
)
"""The same of a part of a year: ``kỳ họp cuối năm``."""
_ENDS: Final = re.compile(
    r"(?<!\w)(?:hoàn thành|hoàn tất|hoàn thiện|hoàn chỉnh|xong|dứt điểm|trình|gửi|nộp|ban hành|"
    r"phê duyệt|thẩm định|bàn giao|khởi công|khánh thành|thông xe|nghiệm thu|công bố|tổ chức|"
    r"đưa vào|tổng kết|sơ kết|giải ngân|chi trả)(?!\w)[^;.:]*$"
)


def read_unmarked(passage: Passage, free: tuple[Moment, ...]) -> Iterator[Candidate]:
    """Yield, in doubt, the times ahead of the notice that an order names and nothing else took."""
    for moment in free:
        before, behind = passage.before(moment.start), passage.behind(moment.stop)
        if _BEGINS.search(before) or _OTHERS.search(before) or FORECAST.search(before):
            continue
        if has_marker(passage, moment) or not is_ordered(before, behind):
            continue
        resolved = resolve(moment, passage.reference)
        deadline = _day(passage, moment, resolved) or _period(passage, resolved, before, behind)
        if deadline:
            yield Candidate(moment.start, moment.stop, deadline, resolved.doubt or "N407")


def _day(passage: Passage, moment: Moment, resolved: Resolved) -> OnOrBefore | None:
    """Return the day if it is written as one and lies behind that of the notice."""
    point = passage.reference.point
    if point is None or resolved.first is None or moment.kind != "day" or moment.index is None:
        return None
    is_ahead = resolved.first > (point.complete or point.first_day)
    return OnOrBefore(resolved.first, moment.at) if is_ahead else None


def _period(passage: Passage, resolved: Resolved, before: str, behind: str) -> Within | None:
    """Return the period if something ends in it: no name of a plan, nothing that was."""
    point, moment = passage.reference.point, resolved.moment
    if point is None or resolved.first is None or last_day(moment) < point.first_day:
        return None
    names = _HELD if moment.part else _NAMED
    if names.search(before) or PAST.search(before) or PAST.search(behind):
        return None
    is_named = moment.kind in {"month", "quarter", "half-year"} or moment.part
    return within(moment) if is_named and _ENDS.search(before) else None
