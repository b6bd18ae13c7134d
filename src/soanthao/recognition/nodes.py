"""A line of the body and what stands below it; the words by which lines are known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from soanthao.notice.source import SourceTable
from soanthao.recognition.lines import Line, is_closed
from soanthao.recognition.markers import Found, Reading

CLOSING: Final = re.compile(
    r"(?:Trân trọng|Nay|Trên đây|Vậy|.{0,90}? xin) thông báo|Trên đây là"
    r"|.*\bthông báo\b.*\b(?:biết|thực hiện)\b"
    r"|.*\./\.\W*$",
    re.IGNORECASE | re.DOTALL,
)
CONCLUDING: Final = re.compile(
    r"(?:kết luận|chỉ đạo|có ý kiến|thống nhất)[^.]*(?:như sau|sau đây|nội dung(?: sau)?)\s*:\s*\Z"
    r"|(?<!\w)kết luận(?:,? chỉ đạo)?\s*:\s*\Z",
    re.IGNORECASE,
)
"""The end of what is told of the meeting."""
ATTENDING: Final = re.compile(
    r"(?:\A|[.;]\s+)(?:[-+]\s*)?(?:Thành phần|(?:Cùng |Về |Tham )?dự|Tham gia|Mời|Khách mời"
    r"|Đại biểu|Chủ trì)(?!\w)[^.:]{0,150}:\s*\Z",
    re.IGNORECASE,
)
"""What introduces a list of those who were there."""


@dataclass(slots=True)
class Node:
    """A line of the body and what stands below it."""

    line: Line
    found: Found | None = None
    reading: Reading | None = None
    depth: int = 0
    joined: list[Line] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    table: SourceTable | None = None
    loose: bool = False
    attends: bool = False

    @property
    def marked(self) -> bool:
        """Whether it has a marker."""
        return self.reading is not None

    @property
    def plain(self) -> str:
        """Its text with what was joined to it."""
        return " ".join(line.plain for line in (self.line, *self.joined))

    @property
    def is_sign(self) -> bool:
        """Whether its marker is a dash or another sign that does not count."""
        return self.reading is not None and self.reading.value == 0

    @property
    def introduces(self) -> bool:
        """Whether something must follow below it."""
        text = self.plain
        return text.endswith(":") or not is_closed(text)
