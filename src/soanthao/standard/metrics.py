"""How wide a text is in Times New Roman, from a table of advance widths.

The decree measures lines by the length of the text above them, so the width must be known before
anything is laid out. The table holds the letters that Vietnamese documents use, in font units
(2048 to the em), for the upright and the bold face; Liberation Serif has the same widths. A letter
with marks is as wide as the letter without, so marks are taken off first; the horn of ơ and ư is
no mark, it makes a letter of its own width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from soanthao.standard.length import Length

UNITS_PER_EM: Final = 2048
ASCENT: Final = 1825 / UNITS_PER_EM
"""Height of the font above the baseline in ems."""
LINE_HEIGHT: Final = 2355 / UNITS_PER_EM
"""Height of a "single" line of Word in ems: ascent, descent and line gap of the font."""

_REGULAR: Final[Mapping[int, str]] = MappingProxyType(
    {
        369: "'",
        410: "|",
        448: "\u2032",
        512: " ,.\u00a0",
        569: "/:;\\ijlt",
        614: "²³",
        682: "!()-I[]`fr\u2018\u2019",
        717: "•",
        797: "Js",
        819: "°",
        836: '"',
        853: "\u2033",
        909: "?acez“”",
        961: "^",
        983: "{}",
        1024: "#$*0123456789_bdghknopquvxyđ\u2013§«»€",
        1083: "ơ",
        1108: "~",
        1110: "ư",
        1124: "÷±≥≤",
        1139: "FPS",
        1155: "+<=>\u00d7\u2212",
        1251: "ELTZ",
        1366: "BCR",
        1479: "ADGHKNOQUVXYwĐƠ",
        1536: "½¼¾",
        1589: "Ư",
        1593: "&m",
        1706: "%",
        1821: "M",
        1886: "@",
        1933: "W",
        2048: "\u2014…‰",
    }
)
_BOLD: Final[Mapping[int, str]] = MappingProxyType(
    {
        451: "|",
        512: " ,.\u00a0",
        569: "'/\\il",
        576: "\u2032",
        614: "²³",
        682: "!()-:;[]`fjt\u2018\u2019",
        717: "•",
        797: "Is",
        807: "{}",
        819: "°",
        909: "cerz",
        1024: "#$*0123456789?J_agovxy\u2013“”§«»€",
        1065: "~",
        1124: "÷±≥≤",
        1131: "\u2033",
        1134: "ơ",
        1137: '"',
        1139: "Sbdhknpquđ",
        1167: "+<=>\u00d7\u2212",
        1190: "^",
        1229: "ư",
        1251: "FP",
        1366: "BELTZ",
        1479: "ACDNRUVXYwĐ",
        1536: "½¼¾",
        1593: "GHKOQƠ",
        1630: "Ư",
        1706: "&m",
        1905: "@",
        1933: "M",
        2048: "%W\u2014…‰",
    }
)
_UNKNOWN: Final = UNITS_PER_EM // 2
_HORN: Final = "\u031b"


def _by_character(table: Mapping[int, str]) -> Mapping[str, int]:
    return MappingProxyType({char: width for width, chars in table.items() for char in chars})


ADVANCES: Final[Mapping[bool, Mapping[str, int]]] = MappingProxyType(
    {False: _by_character(_REGULAR), True: _by_character(_BOLD)}
)
"""Advance widths in font units by "is bold" and character."""


def text_width(text: str, size: Length, bold: bool = False) -> Length:
    """Return how wide *text* is on one line in *size*; kerning is left out, as Word does.

    A character that the table does not know counts as half an em.
    """
    advances = ADVANCES[bold]
    units = sum(advances.get(char, _UNKNOWN) for char in _without_marks(text))
    return Length(round(units * int(size) / UNITS_PER_EM))


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    kept = (char for char in decomposed if char == _HORN or not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(kept))


def longest_word(text: str, size: Length, bold: bool = False) -> Length:
    """Return the width of the longest word of *text*: no column may be narrower."""
    return Length(max((text_width(word, size, bold) for word in text.split()), default=0))


def longest_line(text: str, size: Length, bold: bool, column: Length) -> Length:
    """Return the width of the longest line of *text* when it is broken to fit *column*.

    Lines break at blanks only, the last possible one; a word wider than the column counts as the
    column.
    """
    widths = (text_width(line, size, bold) for line in _broken(text, size, bold, column))
    return Length(min(column, max(widths)))


def line_count(text: str, size: Length, bold: bool, column: Length) -> int:
    """Return how many lines *text* takes when it is broken to fit *column* as above."""
    return sum(1 for _ in _broken(text, size, bold, column))


def _broken(text: str, size: Length, bold: bool, column: Length) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, bold) > column:
            yield line
            line = word
        else:
            line = longer
    yield line
