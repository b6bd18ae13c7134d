"""Letters of Vietnamese fonts from before Unicode: ``.Vn…`` (TCVN3, ABC) and ``VNI-…``.

A file in such a font holds Latin letters and signs (``hép møt tÕt``); only the font makes
Vietnamese of them. What is written in which font is for the readers to know, and whether
somebody typed Unicode in an old font shows in the letters: :func:`signs`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal
from unicodedata import combining, normalize

from soanthao.language.encodings_tables import TCVN3, VNI, VNI_MARKS

Encoding = Literal["tcvn3", "vni"]

NAMES: Final[Mapping[Encoding, str]] = MappingProxyType({"tcvn3": "TCVN3 (ABC)", "vni": "VNI"})
"""What a clerk calls them."""

_UNICODE_ONLY: Final = frozenset("ĂăĐđĨĩŨũƠơƯư") | frozenset(map(chr, range(0x1EA0, 0x1EFA)))
_LATIN: Final = frozenset("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")
"""Letters of Unicode Vietnamese that Latin-1 has as well: they tell nothing."""
_SIGNS: Final[Mapping[Encoding, frozenset[str]]] = MappingProxyType(
    {
        "tcvn3": frozenset(TCVN3) - _LATIN,
        "vni": frozenset("".join(VNI)) - _LATIN - frozenset(map(chr, range(0x80))),
    }
)
_PRIVATE: Final = {code: code - 0xF000 for code in range(0xF020, 0xF100)}
"""Where Word puts the letters of fonts that it takes for fonts of symbols."""
_VNI_PATTERN: Final = re.compile(
    "|".join(sorted(map(re.escape, VNI), key=lambda written: (-len(written), written)))
)
_WORD: Final = re.compile(r"[^\W\d_][^\s.,;:()/\"“”]*")
_FEWEST: Final = 3
"""Words that must read as Vietnamese before a text is taken for one of an old encoding."""
_SHARE: Final = 0.2
_ONSET: Final = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
_SYLLABLE: Final = re.compile(
    rf"(?:{_ONSET})?[aăâeêioôơuưy]{{1,3}}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE
)
_TONE_MARKS: Final = {ord(mark): None for mark in "\u0300\u0301\u0303\u0309\u0323"}


@dataclass(frozen=True, slots=True)
class Signs:
    """How many characters of a text speak for an old encoding, and how many for Unicode."""

    old: int
    new: int


def encoding_of(font: str) -> Encoding | None:
    """Return the old encoding that *font* is drawn for, by its name; None for any other font."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None


def to_unicode(text: str, font: str) -> str:
    """Return *text* as *font* prints it, NFC; text of other fonts only becomes NFC.

    Characters that the encoding does not know stay as they are. A font whose name ends in ``H``
    (``.VnTimeH``) prints small letters as capitals.
    """
    encoding = encoding_of(font)
    if encoding is None:
        return normalize("NFC", text)
    letters = _decoded(text.translate(_PRIVATE), encoding)
    return letters.upper() if encoding == "tcvn3" and font.strip().endswith("H") else letters


def signs(text: str, encoding: Encoding) -> Signs:
    """Count what speaks in *text* for *encoding*, and what for Unicode."""
    known = _SIGNS[encoding]
    shifted = text.translate(_PRIVATE)
    return Signs(
        old=sum(char in known for char in shifted),
        new=sum(char in _UNICODE_ONLY or bool(combining(char)) for char in text),
    )


def begins_with_mark(text: str, encoding: Encoding) -> bool:
    """Tell whether *text* begins with what belongs to the letter before it."""
    return encoding == "vni" and text[:1].translate(_PRIVATE) in VNI_MARKS


def detect(text: str) -> Encoding | None:
    """Return the old encoding that *text*, of a font unknown, seems to be in; None if in none.

    For a finding only: what it says is likely, not certain.
    """
    if text.isascii() or any(char in _UNICODE_ONLY for char in text):
        return None
    words = _WORD.findall(text)
    counts = {encoding: _readable(words, encoding) for encoding in _SIGNS}
    best = max(counts, key=lambda encoding: counts[encoding])
    enough = counts[best] >= max(_FEWEST, _SHARE * len(words))
    return best if enough else None


def _decoded(text: str, encoding: Encoding) -> str:
    if encoding == "vni":
        return normalize("NFC", _VNI_PATTERN.sub(lambda match: VNI[match[0]], text))
    return normalize("NFC", "".join(TCVN3.get(char, char) for char in text))


def _readable(words: list[str], encoding: Encoding) -> int:
    """Count the words that hold a sign of *encoding* and are Vietnamese once it is undone."""
    known = _SIGNS[encoding]
    told = (word for word in words if any(char in known for char in word))
    return sum(_is_syllable(_decoded(word, encoding)) for word in told)


def _is_syllable(word: str) -> bool:
    toneless = normalize("NFC", normalize("NFD", word).translate(_TONE_MARKS))
    return _SYLLABLE.fullmatch(toneless) is not None
