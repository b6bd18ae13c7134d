"""What goes to the leader with a draft to sign (phiếu trình): its words as values.

Điều 12 names who checks before a signature: the head of the drafting unit the content, the person
charged with it format and technique.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from soanthao.notice.letterhead import Signatory
from soanthao.standard import wording

KIND: Final = "PHIẾU TRÌNH"
_NOT_YET: Final = "Chưa kiểm tra"
_CHECKED: Final = "Đã kiểm tra"


@dataclass(frozen=True, slots=True)
class Check:
    """A check before the signature (ý kiến kiểm tra).

    Attributes:
        what: ``Nội dung (Điều 12.1)``.
        person: who checked; empty while nobody has.
        day: of the check.
        opinion: in words; empty prints that it was checked, or that it was not.
    """

    what: str
    person: str = ""
    day: datetime.date | None = None
    opinion: str = ""

    def cells(self) -> tuple[str, str, str, str]:
        """Return what, who, day and opinion as they print."""
        day = "" if self.day is None else wording.running_date(self.day)
        opinion = self.opinion or (_CHECKED if self.person else _NOT_YET)
        return self.what, self.person, day, opinion


@dataclass(frozen=True, slots=True)
class Submission:
    """A phiếu trình.

    Attributes:
        leader: whom Kính gửi names: ``Chủ tịch UBND huyện``.
        unit: which unit submits.
        subject: ``Về việc ban hành Thông báo kết luận …``.
        facts: of the draft, each its name and what it is: ``Số mục``, ``22``.
        checks: in the order in which they are made.
        remarks: what the leader should look at, each a sentence or a clause.
        due: until when it should be issued, in words; empty where nothing says so.
        year: of ô 4, whose day and month are open.
        signatory: who submits.
    """

    leader: str
    unit: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    checks: tuple[Check, ...]
    remarks: tuple[str, ...]
    due: str
    year: int
    signatory: Signatory
