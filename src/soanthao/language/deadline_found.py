"""What the reading of deadlines finds, and why it doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from soanthao.language.dates import Moment, Reference
from soanthao.language.text import Folded
from soanthao.notice.deadline import Deadline

DOUBTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "N401": "không ghi rõ năm (hoặc tháng), đã suy theo ngày của thông báo; hãy kiểm lại",
        "N402": "không ghi rõ năm (hoặc tháng), thông báo chưa có ngày để suy ra; hãy ghi đủ ngày",
        "N403": "ngày này không có trong lịch; hãy hỏi lại người kết luận rồi sửa",
        "N404": "ngày này đã qua so với ngày của thông báo; hãy kiểm lại ngày, năm",
        "N405": "thứ trong tuần không khớp với ngày; hãy kiểm lại",
        "N406": "không thấy việc phải làm đi kèm, có thể chỉ là số liệu, kỳ báo cáo; hãy kiểm lại",
        "N407": "có hơn một cách hiểu về thời hạn; hãy kiểm lại",
        "N408": "thời hạn nằm ở quy định, kế hoạch khác; nên ghi rõ ngày",
        "N409": "chưa nhập được thành ngày (thiếu mốc tính, hoặc kỳ, đơn vị lạ); hãy ghi rõ",
        "N410": "nói cách làm hơn là thời hạn; hãy cân nhắc giữ hay bỏ",
    }
)
"""What a clerk reads, by code; each is explained in ``docs/errors.md``."""


_REACH: Final = 600
"""Characters around a time that are looked at: sentences of notices are no longer."""


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """One deadline of a text.

    Attributes:
        start: offset of its first character, its marker included; *stop*, behind its last.
        deadline: None where nothing can be said without inventing it.
        doubt: why a clerk should look, in Vietnamese; empty where nothing was guessed.
        code: code of the doubt, ``N401`` …; empty where there is none.
    """

    start: int
    stop: int
    deadline: Deadline | None
    doubt: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A deadline in offsets of the folded text.

    Attributes:
        is_word: one vague word (``sớm``), which a date in the same sentence makes needless.
    """

    start: int
    stop: int
    deadline: Deadline | None
    code: str = ""
    is_word: bool = False

    def overlaps(self, other: Candidate) -> bool:
        """Whether both share a character."""
        return self.start < other.stop and other.start < self.stop


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph while its deadlines are read."""

    folded: Folded
    moments: tuple[Moment, ...]
    reference: Reference

    def before(self, start: int) -> str:
        """Return what stands before *start* in its sentence, in small letters."""
        return self.folded.low[max(self.folded.sentence(start)[0], start - _REACH) : start]

    def behind(self, stop: int) -> str:
        """Return what stands behind *stop* in its sentence, in small letters."""
        return self.folded.low[stop : max(stop, min(self.folded.sentence(stop)[1], stop + _REACH))]

    def words(self, start: int, stop: int) -> str:
        """Return words as printed, the first letter small: ``Khẩn trương`` → ``khẩn trương``."""
        written = self.folded.plain[start:stop].strip()
        return written[:1].lower() + written[1:]
