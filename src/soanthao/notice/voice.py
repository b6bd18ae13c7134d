"""Who speaks in a letter (nhân danh), by the authority of whoever signs it."""

from __future__ import annotations

from enum import Enum, auto

from soanthao.notice.letterhead import Agency, Signatory


class Voice(Enum):
    """Who speaks in a letter (nhân danh)."""

    CONVEYS_BY_ORDER = auto()
    """TL., TUQ.: the office conveys what the chair gave."""
    CHAIR = auto()
    """CHỦ TỊCH, Q., KT. CHỦ TỊCH: the chair gives."""
    COMMITTEE = auto()
    """TM. ỦY BAN NHÂN DÂN: the committee gives."""
    OFFICE = auto()
    """CHÁNH VĂN PHÒNG in the office's own name."""


def voice(signatory: Signatory, agency: Agency) -> Voice:
    """Return who speaks in a letter that *signatory* signs for *agency*."""
    first = signatory.lines[0].upper()
    if first.startswith(("TL.", "TUQ.")):
        return Voice.CONVEYS_BY_ORDER
    if first.startswith("TM."):
        return Voice.COMMITTEE
    title = first.removeprefix("KT.").removeprefix("Q.").strip()
    is_head = title.startswith("CHỦ TỊCH") or agency.head.upper().startswith(title)
    return Voice.CHAIR if is_head else Voice.OFFICE
