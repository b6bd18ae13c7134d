"""Who takes part in the way from draft to issued document, and by what part (người dự phần)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part in the workflow (phần việc); one person may hold several."""

    DRAFTER = "soan-thao"
    """Drafts and submits (Điều 10)."""
    CONTENT = "noi-dung"
    """Heads the drafting unit and answers for the content (Điều 12.1)."""
    FORM = "the-thuc"
    """Answers for format and technique (Điều 12.2)."""
    SIGNATORY = "ky"
    """Approves the draft and signs (Điều 11, 13)."""
    CLERK = "van-thu"
    """Numbers, registers, issues, keeps (văn thư; Điều 14-19)."""

    @property
    def called(self) -> str:
        """What a sentence calls the part."""
        return _CALLED[self]


_CALLED = {
    Part.DRAFTER: "người soạn thảo",
    Part.CONTENT: "người kiểm tra nội dung",
    Part.FORM: "người kiểm tra thể thức",
    Part.SIGNATORY: "người ký",
    Part.CLERK: "văn thư",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with parts in the workflow (người tham gia quy trình).

    Attributes:
        id: what ``--as`` and the record call the person.
        parts: each once, in the order of the work.
    """

    id: str
    name: str
    parts: tuple[Part, ...] = ()

    def holds(self, part: Part) -> bool:
        """Tell whether the person has *part*."""
        return part in self.parts
