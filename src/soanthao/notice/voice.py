"""Who speaks in a letter (nhân danh), by who signs it, and with which verb, by what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from enum import Enum, auto
from typing import Final

from soanthao.notice.letterhead import Agency, Signatory
from soanthao.notice.unit import Verb

# Handing something over (bàn giao, chuyển giao) orders nobody.
_VERB: Final = re.compile(r"(?<!bàn )(?<!chuyển )\b(giao|đề nghị) ")
_BETWEEN: Final = re.compile(r", | và ")
_LONGEST_NAME: Final = 200
_FARTHEST: Final = 1000
"""Characters behind a verb in which the names that it governs are looked for."""


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


def verb_before(text: str, names: Iterable[str], known: Set[str]) -> Verb | None:
    """Return the verb that *text* puts before one of *names*, or before a list that holds one.

    Args:
        text: of an order.
        names: of whom it may address.
        known: every name that such a list may be made of, casefolded.
    """
    said, mine = text.casefold(), frozenset(name.casefold() for name in names)
    for verb in _VERB.finditer(said):
        for listed in _listed(said[verb.end() : verb.end() + _FARTHEST], known | mine):
            if listed in mine:
                return "đề nghị" if verb[1] == "đề nghị" else "giao"
    return None


def _listed(text: str, known: Set[str]) -> Iterable[str]:
    """Yield the names with which *text* begins, with a comma or ``và`` between them."""
    at = 0
    while True:
        last = min(len(text), at + _LONGEST_NAME)
        ends = (end for end in range(last, at, -1) if not _is_inside_word(text, end))
        end = next((end for end in ends if text[at:end] in known), None)
        if end is None:
            return
        yield text[at:end]
        between = _BETWEEN.match(text, end)
        if between is None:
            return
        at = between.end()


def _is_inside_word(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] == "_")
