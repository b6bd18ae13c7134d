"""Whether a written syllable can be Vietnamese (âm tiết), and how it places its tone mark.

A syllable is onset, rime and tone; what can stand together is a closed table, smaller than any
dictionary and without one's licence. The table says what can be written, not what is a word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

TonePlace = Literal["old", "new"]
"""``hòa, ủy`` and ``hoà, uỷ``: the decree prints both; a document should hold one of them."""

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_TONES: Final = frozenset((_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT))
_STOPPED: Final = frozenset((_ACUTE, _DOT))
"""Tones of a syllable that ends in c, ch, p or t."""

_BEFORE: Final = "ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x"
"""Onsets, longest first."""

_USUAL: Final = """
    a ai ao au ay ac ach am an ang anh ap at
    ăc ăm ăn ăng ăp ăt
    âc âm ân âng âp ât âu ây
    e eo ec em en eng ep et
    ê êu êch êm ên ênh êp êt
    i ia iu ich im in inh ip it iêu iêc iêm iên iêng iêp iêt
    y yêu yêm yên yêng yêt
    o oi oc om on ong op ot ooc oong
    oa oai oay oao oac oach oam oan oang oanh oap oat oăc oăm oăn oăng oăt oăp
    oe oeo oen oet oem
    ô ôi ôc ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt
    u ua ui uc um un ung up ut uôi uôc uôm uôn uông uôt
    uê uêu uêch uênh uơ uây uân uâng uât
    uy uya uyu uych uynh uyt uyp uyn uyên uyêt
    ư ưa ưi ưu ưc ưm ưn ưng ưt ươi ươu ươc ươm ươn ương ươp ươt
"""
"""Rimes behind any onset but those of ``_FRONT_ONLY`` and ``_NEVER_FRONT``, each in its half."""
_BEHIND_QU: Final = """
    a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt ăo ăy âc âm ân âng âp ât ây âu
    e eo ec em en eng ep et ê êu êch ên ênh êt i y ia it ich in inh ip iu
    ơ ơi ơn ơt ôc yên yêt yt ych ynh yp yu ưng
"""
"""Rimes behind qu, whose u belongs to the onset."""
_ONSETS: Final = tuple(_BEFORE.split())
_RIMES: Final = frozenset(_USUAL.split())
_AFTER_QU: Final = frozenset(_BEHIND_QU.split())
# After gi, whose i is the vowel where none follows (gì, giếng, giêng).
_AFTER_GI: Final = frozenset(("", "n", "p", "t", "êng", "êc", "êt", "êm", "ên"))
_FRONT: Final = frozenset("eêiy")
_FRONT_ONLY: Final = frozenset(("k", "gh", "ngh"))
_NEVER_FRONT: Final = frozenset(("c", "g", "ng"))
_STOPS: Final = ("c", "ch", "p", "t")
_MOVING: Final = re.compile(r"(?:oa|oe|uy)$")
_WORD: Final = re.compile(r"[^\W\d_]+")


def _class(letters: str) -> str:
    """Return *letters* with all their tones, for a class of a pattern."""
    toned = (unicodedata.normalize("NFC", letter + tone) for letter in letters for tone in _TONES)
    return "".join(sorted(letters + "".join(toned)))


LOWER: Final = "a-z" + _class("aăâeêioôơuưy") + "đ"
UPPER: Final = "A-Z" + LOWER[3:].upper()
"""Small and capital letters, for the inside of a class in a pattern: in Unicode they alternate."""


def is_syllable(word: str) -> bool:
    """Tell whether *word*, in any case, can be one Vietnamese syllable with its tone."""
    bare, tone = _without_tone(word.casefold())
    if bare is None:
        return False
    onset, rime = _apart(bare)
    if tone not in _STOPPED and rime.endswith(_STOPS):
        return False
    return _fit(onset, rime)


def has_vietnamese_letter(word: str) -> bool:
    """Tell whether a letter of *word* is one that English does not have."""
    return any(not char.isascii() and char.isalpha() for char in word)


def tone_place(word: str) -> TonePlace | None:
    """Return where *word* has its tone mark; None where both writings are the same."""
    lowered = unicodedata.normalize("NFC", word.casefold())
    bare, tone = _without_tone(lowered)
    if bare is None or tone is None or not _MOVING.search(bare):
        return None
    if bare.startswith("qu") and bare.endswith("uy"):
        return None
    last = unicodedata.normalize("NFD", lowered[-1])
    return "new" if tone in last else "old"


def words(text: str) -> list[tuple[int, str]]:
    """Return every run of letters of *text* with its offset."""
    return [(each.start(), each[0]) for each in _WORD.finditer(text)]


def _without_tone(word: str) -> tuple[str | None, str | None]:
    """Return *word* (small letters) without its tone, and the tone; no word with two tones."""
    apart = unicodedata.normalize("NFD", word)
    tones = [char for char in apart if char in _TONES]
    if len(tones) > 1:
        return None, None
    bare = "".join(char for char in apart if char not in _TONES)
    return unicodedata.normalize("NFC", bare), tones[0] if tones else None


def _apart(bare: str) -> tuple[str, str]:
    """Return onset and rime of a syllable without tone."""
    onset = next((each for each in _ONSETS if bare.startswith(each)), "")
    return onset, bare[len(onset) :]


def _fit(onset: str, rime: str) -> bool:
    """Tell whether *onset* is written before *rime*."""
    if onset == "qu":
        return rime in _AFTER_QU
    if onset == "gi" and rime in _AFTER_GI:
        return True
    return rime in _RIMES and _spelt(onset, rime)


def _spelt(onset: str, rime: str) -> bool:
    """Tell whether spelling lets *onset* stand before the letter that *rime* begins with."""
    front = rime[0] in _FRONT
    if onset in _FRONT_ONLY:
        return front
    if onset in _NEVER_FRONT:
        return not front
    if onset == "gi":
        return rime[0] not in "iy"
    return not rime.startswith("iê" if not onset else "yê")
