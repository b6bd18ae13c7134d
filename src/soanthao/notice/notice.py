"""The notice of conclusions (thông báo kết luận) as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from soanthao.notice.deadline import Deadline
from soanthao.notice.item import Annex, Element, Item
from soanthao.notice.letterhead import Agency, Letterhead, Signatory
from soanthao.notice.number import DocumentNumber, PartialDate

Urgency = Literal["khan", "thuong-khan", "hoa-toc"]
Per = Literal["unit", "audience"]
"""One letter a unit, or one to each audience as the conclusion addresses it."""
LetterForm = Literal["cong-van", "trich-sao", "trich-sao-dien-tu", "none"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting (cuộc họp): its name, days, chair (chức danh) and place."""

    name: str = ""
    held: tuple[date, ...] = ()
    chair: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One line of nơi nhận, as written (without dash), and the units that it stands for."""

    text: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipientBlock:
    """A block of nơi nhận below its heading (without colon)."""

    heading: str
    lines: tuple[RecipientLine, ...]


@dataclass(frozen=True, slots=True)
class ReportBack:
    """The request to report (báo cáo kết quả) that a công văn adds."""

    to: str
    by: Deadline | None = None


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """How the letters are made (``letters:``).

    Attributes:
        subject: V/v of the công văn without "V/v"; empty: made from the meeting's name.
        symbol: empty: the letterhead's.
        issued: the letters' own date, with the time of the agency's signature for an
            electronic extract; None leaves blanks.
        numbers: letter id → number.
        recipients: lines of nơi nhận instead of the agency's; None keeps these.
        signature: instead of the notice's; None keeps it.
        only, skip: ids of units or groups.
    """

    form: LetterForm = "cong-van"
    per: Per = "unit"
    subject: str = ""
    symbol: str = ""
    issuer: str = ""
    issued: PartialDate | datetime | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    general: Literal["reference", "verbatim", "none"] = "reference"
    report: ReportBack | None = None
    recipients: tuple[str, ...] | None = None
    signature: Signatory | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """One meeting's conclusions, read, checked and resolved (thông báo kết luận).

    Attributes:
        kind: abbreviation of Phụ lục III: ``TB``.
        letterhead: the issuer's, already chosen.
        validity_day: the day on which units must exist.
        issued: None where the draft does not say.
        draft: text of the draft mark (``Dự thảo lần 2``).
    """

    agency: Agency
    letterhead: Letterhead
    kind: str
    number: DocumentNumber
    issued: PartialDate | None
    subject: str
    validity_day: date
    meeting: Meeting
    body: tuple[Element, ...]
    recipients: tuple[RecipientBlock, ...]
    signature: Signatory
    letters: LetterOptions = LetterOptions()
    numbering: tuple[str, ...] = ("1.", "a)", "-", "+")
    annexes: tuple[Annex, ...] = ()
    urgency: Urgency | None = None
    draft: str = ""

    @property
    def is_final(self) -> bool:
        """Whether number and complete date are there, so that letters may cite them."""
        return (
            self.number.number is not None
            and self.issued is not None
            and self.issued.complete is not None
        )

    def elements(self) -> Iterator[Element]:
        """Yield the top-level elements of the body, then of each annex."""
        yield from self.body
        for annex in self.annexes:
            yield from annex.body

    def items(self) -> Iterator[Item]:
        """Yield every item of body and annexes in print order."""
        for element in self.elements():
            if isinstance(element, Item):
                yield from element.walk()
