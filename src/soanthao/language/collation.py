"""The order of Vietnamese lists: as ICU sorts them, numbers by their value.

vn-collate knows letters, tones and digits; blanks, signs and whole numbers are put around them
here, level by level: a tone counts only between texts of the same letters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from vn_collate import FALLBACK_PRIMARY, collate_key

_SIGNS: Final = "_-–—,;:!?.…'‘’\"“”()[]{}§@*/\\&#%•`^°+<=>|~$"
"""In the order of ICU; what is not among them stands behind all letters."""
_BLANK, _SIGN, _NUMBER, _LETTER, _OTHER = range(5)
_PIECE: Final = re.compile(r"(?P<number>[0-9]+)|(?P<letter>[^\W\d_][\u0300-\u036f]*)|.", re.DOTALL)
_MOST_DIGITS: Final = 4_000
"""Python reads no longer number without complaint."""

_Primary = tuple[int, int]
CollationKey = tuple[tuple[_Primary, ...], tuple[int, ...], tuple[int, ...], str]
"""Letters, tones, capitals, and the text itself between texts that ICU calls equal."""


def collation_key(text: str) -> CollationKey:
    """Return what sorts *text* in Vietnamese order; equal only for the same text.

    ``Dương`` stands before ``Đà``, ``mà`` before ``mả``, ``an`` before ``An``, ``Tổ 2`` before
    ``Tổ 10``. Both normal forms have one key.
    """
    composed = unicodedata.normalize("NFC", text)
    levels = [_levels(piece) for piece in _PIECE.finditer(composed)]
    primary, tones, cases = zip(*levels, strict=True) if levels else ((), (), ())
    return primary, tones, cases, composed


def _levels(piece: re.Match[str]) -> tuple[_Primary, int, int]:
    if piece["number"]:
        return (_NUMBER, int(piece["number"][:_MOST_DIGITS])), 0, 0
    if piece["letter"]:
        letter, tone, case = _letter(piece["letter"])
        if letter != FALLBACK_PRIMARY:
            return (_LETTER, letter), tone, case
    sign = piece[0]
    if sign.isspace():
        return (_BLANK, 0), 0, 0
    if sign in _SIGNS:
        return (_SIGN, _SIGNS.index(sign)), 0, 0
    return (_OTHER, ord(sign[0])), 0, 0


def _letter(letter: str) -> tuple[int, int, int]:
    """Return the weights of one letter with its marks: of itself, its tone, its case.

    Letters of other scripts may be several for vn-collate; the first has no weight of its own.
    """
    weights = bytes.fromhex(collate_key(letter))
    return weights[0], weights[2], weights[4]
