"""The two Vietnamese font encodings from before Unicode, as tables.

TCVN3 (ABC, fonts ``.Vn…``) is the third set of TCVN 5712:1993: one byte for each small letter and
for the seven capitals without tone; the other capitals are small letters of a font that draws
capitals (``.Vn…H``). VNI (fonts ``VNI-…``) writes a vowel and, behind it, one byte for what stands
above and below it; six letters are one byte. Bytes are given as the Latin-1 characters that Word
stores. A test holds TCVN3 against the table of iconv.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final
from unicodedata import normalize

_TCVN3_BYTES: Final = (
    "\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7"
    "\u00a8\u00a9\u00aa\u00ab\u00ac\u00ad\u00ae"
    "\u00b5\u00b6\u00b7\u00b8\u00b9\u00bb\u00bc\u00bd\u00be\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb"
    "\u00cc\u00ce\u00cf\u00d0\u00d1\u00d2\u00d3\u00d4\u00d5\u00d6\u00d7\u00d8\u00dc\u00dd\u00de"
    "\u00df\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed\u00ee"
    "\u00ef\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u00f7\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe"
)
_TCVN3_LETTERS: Final = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_TONES: Final = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_CIRCUMFLEXED: Final = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_BREVED: Final = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_SINGLE: Final = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị"} | {
    "î": "ỵ",
    "ñ": "đ",
}


def _vni() -> Iterator[tuple[str, str]]:
    """Yield every small letter as VNI writes it, with the letter."""
    yield from _SINGLE.items()
    for written, vowel in zip("aeouyôö", "aeouyơư", strict=True):
        yield from ((written + mark, vowel + tone) for mark, tone in _TONES.items())
    for vowel in "aeo":
        for mark, tone in _CIRCUMFLEXED.items():
            yield vowel + mark, vowel + _CIRCUMFLEX + tone
    for mark, tone in _BREVED.items():
        yield "a" + mark, "a" + _BREVE + tone


def _both_cases(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield *pairs* and their capitals; a capital vowel may bear a small mark."""
    for written, letter in pairs:
        composed = normalize("NFC", letter)
        yield written, composed
        yield written.upper(), composed.upper()
        yield written[0].upper() + written[1:], composed.upper()


TCVN3: Final[Mapping[str, str]] = MappingProxyType(
    dict(zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True))
)
"""Letters by the Latin-1 character that stands for them."""
VNI: Final[Mapping[str, str]] = MappingProxyType(dict(_both_cases(_vni())))
"""Letters by one or two Latin-1 characters that stand for them."""
VNI_MARKS: Final = frozenset(
    chain.from_iterable(
        mark + mark.upper() for mark in chain(_TONES, _CIRCUMFLEXED, _BREVED) if mark
    )
)
"""Characters that VNI writes behind a vowel."""
