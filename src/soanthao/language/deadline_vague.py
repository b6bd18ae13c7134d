"""Words that hurry without a day: ``khẩn trương``, ``sớm``, ``kịp thời``; only where they order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.language.deadline_cues import ACT, ORDER
from soanthao.language.deadline_found import Candidate, Passage
from soanthao.notice.deadline import Vague

_URGENT: Final = re.compile(r"(?<!\w)khẩn trương(?!\w)")
_NOT_URGENT: Final = re.compile(
    r"(?<!\w)(?:đã|tinh thần|rất|được|sự|tính|một cách|chưa|không|thiếu|là|vừa)(?: \w+)? $"
)
_SOON: Final = re.compile(
    r"(?<!\w)(?:trong thời gian (?:sớm|ngắn|nhanh) nhất(?: có thể)?|sớm nhất(?: có thể)?|"
    r"càng sớm càng tốt|sớm)(?!\w)"
)
_NOT_SOON: Final = re.compile(
    r"(?<!\w)(?:để|nhằm|đã|từ|sáng|được|phát hiện|cảnh báo|can thiệp|giáo dục|chưa|không|mong) $"
)
_IN_TIME: Final = re.compile(r"(?<!\w)kịp thời(?!\w)")
_NOT_IN_TIME: Final = re.compile(
    r"(?<!\w)(?:đã|được|chưa|không|bảo đảm|đảm bảo|để|qua đó|nhằm|chính xác,|đầy đủ,|đúng,|"
    r"nhanh chóng,|thiếu|"
    r"là|thật)(?: \w+)? $"
)
_REPORTING: Final = re.compile(
    r"(?:,? (?:và|tổng hợp|chủ động|phản ánh|thông tin),?)? (?:báo cáo|tham mưu|đề xuất|trình|gửi|"
    r"cung cấp|"
    r"phản ánh|kiến nghị|tổng hợp|thông tin|thông báo)(?!\w)"
)
_SO_THAT: Final = re.compile(
    r"(?<!\w)(?:theo dõi|đôn đốc|kiểm tra|giám sát|phối hợp|rà soát|nắm)(?!\w)[^;.]*"
    r"(?:để|nhằm|qua đó)(?: qua đó)? $"
)
"""Who watches or works together so that things are solved in time must solve them, too."""
_ANY_VERB: Final = re.compile(
    r" (?!hơn|và|nhất|như|trong|của|là|để|với|theo|ở|tại|có|vì|do|nên|từ|đã|được)\w"
)
_VERB_LAST: Final = re.compile(rf"{ORDER.pattern} $")
_AT_ONCE: Final = re.compile(
    r"(?<!\w)(?:(?<=báo cáo )|(?<=thực hiện )|(?<=triển khai )|(?<=xử lý )|(?<=khắc phục )|"
    r"(?<=chấn chỉnh )|(?<=chỉ đạo ))ngay(?!\w)(?! (?:lập tức|tại|từ|trong|sau|khi|trên))|"
    r"(?<!\w)ngay lập tức(?!\w)"
)
_ELSEWHERE: Final = re.compile(
    r"(?<!\w)(?:(?:theo )?đúng (?:thời hạn|thời gian|tiến độ)"
    r"(?: (?:theo )?(?:quy định|yêu cầu|kế hoạch|đề ra|đã đề ra|được giao|đã cam kết))*"
    r"|(?:theo|đảm bảo|bảo đảm) (?:thời gian|thời hạn) quy định|định kỳ theo quy định|"
    r"(?:đảm bảo|bảo đảm) khung thời vụ(?: tốt nhất)?)(?!\w)"
)
_NOT_DONE: Final = re.compile(r"(?<!\w)(?:chưa|không|đã|được|còn)(?!\w)[^,;.]{0,30}$")
_NAME_BEHIND: Final = re.compile(
    r"[ ,]*(?:quyết liệt|nghiêm túc|chủ động|tích cực|tập trung|rà|bắt tay)"
)


def read_vague(passage: Passage) -> Iterator[Candidate]:
    """Yield words that hurry, where something is ordered."""
    low = passage.folded.low
    for match in _URGENT.finditer(low):
        before, behind = passage.before(match.start()), passage.behind(match.end())
        acts = ACT.match(behind) or _NAME_BEHIND.match(behind) or _ANY_VERB.match(behind)
        if not _NOT_URGENT.search(before) and acts:
            yield _word(passage, match)
    for match in _SOON.finditer(low):
        before, behind = passage.before(match.start()), passage.behind(match.end())
        bound = match[0] != "sớm" or ACT.match(behind)
        if bound and not _NOT_SOON.search(before):
            yield _word(passage, match)
    for match in _IN_TIME.finditer(low):
        before, behind = passage.before(match.start()), passage.behind(match.end())
        if _SO_THAT.search(before) and ACT.match(behind):
            yield _word(passage, match, "N410")
        elif not _NOT_IN_TIME.search(before) and ACT.match(behind):
            yield _word(passage, match, _way_or_time(before, behind))
    for match in _AT_ONCE.finditer(low):
        if not _NOT_DONE.search(passage.before(match.start())):
            yield _word(passage, match)
    for match in _ELSEWHERE.finditer(low):
        if not _NOT_DONE.search(passage.before(match.start())):
            yield _word(passage, match, "N410" if "thời vụ" in match[0] else "N408")


def _way_or_time(before: str, behind: str) -> str:
    """``kịp thời báo cáo`` is a time, ``kịp thời tháo gỡ``, ``xử lý kịp thời`` a way to work."""
    return "" if _REPORTING.match(behind) and not _VERB_LAST.search(before) else "N410"


def _word(passage: Passage, match: re.Match[str], code: str = "") -> Candidate:
    return Candidate(
        match.start(), match.end(), Vague(passage.words(*match.span())), code, is_word=True
    )
