"""A text as patterns read it: composed letters, one blank, one case; offsets lead back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

_CLUSTER: Final = re.compile(r"\s+|[^\s][\u0300-\u036f]*")
_DASHES: Final = dict.fromkeys((0x2010, 0x2011, 0x2013, 0x2014, 0x2212), "-")
_TONES: Final = {
    written: f"{second}{first}"
    for first, second, written in (
        ("a", "ò", "oà"),
        ("a", "ó", "oá"),
        ("a", "ỏ", "oả"),
        ("a", "õ", "oã"),
        ("a", "ọ", "oạ"),
        ("y", "ù", "uỳ"),
        ("y", "ú", "uý"),
        ("y", "ủ", "uỷ"),
        ("y", "ũ", "uỹ"),
        ("y", "ụ", "uỵ"),
    )
}
_OLD_TONE: Final = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})\b")
_I_FOR_Y: Final = re.compile(r"\b(qu)í\b|\b(k)ì\b")
_SENTENCE_END: Final = re.compile(r"[.;](?= |$)|\.\.\.")


@dataclass(frozen=True, slots=True)
class Folded:
    """One text twice, character by character: as printed, and without what patterns ignore.

    Attributes:
        plain: NFC, every run of blanks one space.
        low: as long as *plain*: small letters, one dash, ``uỷ`` as ``ủy``, ``quí`` as ``quý``,
            ``kì`` as ``kỳ``.
    """

    plain: str
    low: str
    _offsets: tuple[int, ...]
    _ends: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold *text*, of whatever normal form."""
        plain: list[str] = []
        offsets: list[int] = []
        for cluster in _CLUSTER.finditer(text):
            letters = " " if cluster[0].isspace() else normalize("NFC", cluster[0])
            plain.extend(letters)
            offsets.extend([cluster.start()] * len(letters))
        joined = "".join(plain)
        low = _low(joined)
        ends = tuple(end.span() for end in _SENTENCE_END.finditer(low))
        return cls(joined, low, (*offsets, len(text)), ends)

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return where *start* to *stop* of the folded text stand in the text itself."""
        first = self._offsets[start]
        return first, max(self._offsets[stop], first + 1)

    def sentence(self, start: int) -> tuple[int, int]:
        """Return the span of the sentence around *start*; a semicolon ends one too."""
        at = bisect_right(self._ends, start, key=lambda end: end[1])
        first = self._ends[at - 1][1] if at else 0
        following = bisect_left(self._ends, start, key=lambda end: end[0])
        stop = self._ends[following][0] if following < len(self._ends) else len(self.low)
        return first, stop

    def opens_sentence(self, start: int) -> bool:
        """Whether a sentence, or what follows a colon or a dash, begins at *start*, in capitals."""
        before = self.plain[:start].rstrip(" *\"“'")
        return self.plain[start : start + 1].isupper() and (not before or before[-1] in ".;:-–+)")


def _low(plain: str) -> str:
    lowered = "".join(_small(character) for character in plain).translate(_DASHES)
    lowered = _OLD_TONE.sub(lambda found: _TONES[found[0]], lowered)
    return _I_FOR_Y.sub(lambda found: f"{found[1]}ý" if found[1] else f"{found[2]}ỳ", lowered)


def _small(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character
