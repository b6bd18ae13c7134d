"""Whether the words around a time tell of what was or is, rather than order."""

from __future__ import annotations

import re
from typing import Final

from soanthao.language.dates import Resolved, last_day
from soanthao.language.deadline_cues import ORDER, PAST, is_ordered
from soanthao.language.deadline_found import Passage

STATISTICS: Final = re.compile(
    r"(?<!\w)(?:(?:tính|lũy kế|luỹ kế|số liệu|cập nhật|ước|ước tính|hiệu lực|giá trị|chốt|thống kê)"
    r"(?: từ [^;.]*| số liệu)?|(?:thời hạn (?:của|sử dụng|thuê|hoạt động|hiệu lực|khai thác|"
    r"bảo hành|"
    r"hợp đồng|vay|lưu hành)|có hiệu lực|hiệu lực|giá trị|áp dụng|số liệu|lũy kế|tính)"
    r"[^;.,]{0,40})[ ,(]*$"
)
REPORTED: Final = re.compile(
    r"[ ,)]*(?:(?!phải |cần )\w+ ){0,6}?(?:đã|mới|vẫn|còn|hiện)(?!\w)|[ ,)]*(?:có|đạt|là)(?: ?:|"
    r" \d)|"
    r"[ ,)]*(?:giấy phép|tổng số|tỷ lệ|kết quả)(?!\w)"
)
TOLD: Final = re.compile(
    r"[ ,]*(?:là|có|đạt|đã|được)(?!\w)(?! văn bản)[^,;]{0,12}\d|[ ,]*(?:đã|là)(?!\w)"
)
_ONGOING: Final = re.compile(r",? và các (?:tháng|quý|năm) (?:tiếp theo|sau|còn lại)")
_PASSIVE: Final = re.compile(r"(?<!\w)(?:được|(?<!thiết )(?<!chuẩn )(?<!trang )bị) [^,;.]{0,60}$")
_TOLD_OF: Final = re.compile(
    r"(?<!\w)(?:là (?:một )?(?:nhiệm vụ|mục tiêu|giải pháp)|kết quả|tình hình|số liệu|tỷ lệ|"
    r"so với|báo cáo (?:sơ kết|"
    r"tổng kết))(?!\w)[^,;.]{0,70}$"
)
WANTED: Final = re.compile(
    r"(?<!\w)(?:phấn đấu|phải|yêu cầu|bảo đảm|đảm bảo|cần)(?!\w)[^;.]{0,90}$"
)
_PURSUED: Final = re.compile(r"(?<!\w)phấn đấu(?: hoàn thành)? $")
_OVER: Final = re.compile(r"(?<!\w)(?:chưa|đã|quá hạn|không kịp|diễn ra|chậm trễ)(?!\w)[^;.:]*$")
_OVER_BEHIND: Final = re.compile(r"[ ,]*(?:thì|vẫn|được|đã|chưa|không|bị)(?!\w)")
_NOUN: Final = re.compile(
    r"(?<!\w)(?:nhiệm vụ|công tác|kế hoạch|chỉ tiêu|hạn chế|hoạt động|chi phí|kinh phí)"
    r"(?: trọng tâm| chủ yếu)?[ ,]*$"
)


def is_told(before: str, behind: str) -> bool:
    """``được xác nhận trong năm 2025``, ``thực hiện trong năm 2025 là 82 lớp`` tell the past."""
    if _PURSUED.search(before):
        return False
    if (
        TOLD.match(behind)
        or _ONGOING.match(behind)
        or (_PASSIVE.search(before) and not WANTED.search(before))
    ):
        return True
    if PAST.search(before[-70:]) or _TOLD_OF.search(before):
        return True
    return bool(_NOUN.search(before)) and not ORDER.search(before)


def is_told_over(passage: Passage, resolved: Resolved, before: str, behind: str) -> bool:
    """Whether a day before the notice is told of: ``chưa hoàn thành … trước ngày 30/6``."""
    point = passage.reference.point
    if point is None or resolved.first is None or last_day(resolved.moment) >= point.first_day:
        return False
    told = _OVER.search(before) or _OVER_BEHIND.match(behind)
    return bool(told) and not WANTED.search(before)


def may_be_ahead(passage: Passage, resolved: Resolved, before: str, behind: str) -> bool:
    """Whether a time, though told of, still lies ahead and something is ordered: not in silence."""
    point = passage.reference.point
    if resolved.moment.kind == "year" or resolved.first is None or point is None:
        return False
    ahead = resolved.first > (point.complete or point.first_day)
    told = STATISTICS.search(before) or _ONGOING.match(behind)
    return ahead and not told and is_ordered(before, behind)
