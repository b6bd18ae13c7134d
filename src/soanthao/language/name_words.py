"""Words of names and of the texts that hold them, alike however they are written.

``UBND`` and ``Ủy ban nhân dân``, ``Uỷ`` and ``Ủy``, ``-``, ``–``, ``&`` and ``và`` become the same
words, and what offices abbreviate is spelled out, so that a name is found in any of its writings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from soanthao.language.abbreviations import SPELLED_OUT

_TOKEN: Final = re.compile(r"[^\W_]+|[^\w\s]|_")
_JOINTS: Final = frozenset(("-", "–", "—", "&", "và"))
_OLD_TONES: Final = {
    f"{vowel}{toned}": f"{new}{plain}"
    for vowel, plain, marked in (("o", "a", "àáảãạ"), ("o", "e", "èéẻẽẹ"), ("u", "y", "ỳýỷỹỵ"))
    for toned, new in zip(marked, {"o": "òóỏõọ", "u": "ùúủũụ"}[vowel], strict=True)
}
"""Tone marks as some keyboards place them → as the rest does: ``uỷ`` → ``ủy``."""

_SHORT: Final = frozenset(short[0] for short in SPELLED_OUT)

JOINT: Final = "&"
"""What every word that joins two words of a name becomes."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text; a spelled-out abbreviation is several words at the same place.

    Attributes:
        said: each word in small letters, spelled out.
        raw: as written, the abbreviation for each of its words.
        starts, stops: offsets into the text.
        found: what was found at a word, for whoever reads the text more than once.
    """

    text: str
    said: tuple[str, ...]
    raw: tuple[str, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    found: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.said)

    def is_cut(self, at: int) -> bool:
        """Tell whether word *at* begins inside an abbreviation."""
        return 0 < at < len(self.said) and self.starts[at] == self.starts[at - 1]

    def is_capital(self, at: int) -> bool:
        """Tell whether word *at* is there and begins with a capital letter."""
        return at < len(self.raw) and self.raw[at][:1].isupper()

    def at(self, index: int, *words: str) -> bool:
        """Tell whether *words* stand at *index*."""
        return index >= 0 and self.said[index : index + len(words)] == words


@lru_cache(maxsize=8_192)
def _small(raw: str) -> str:
    if raw in _JOINTS:
        return JOINT
    word = raw.casefold()
    if len(word) > 1 and word[-2:] in _OLD_TONES and word[-3:-2] != "q":
        word = word[:-2] + _OLD_TONES[word[-2:]]
    return word


def words_of(text: str) -> Words:
    """Return the words of *text*."""
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    small = [_small(raw) for raw, _, _ in tokens]
    found: list[tuple[str, str, int, int]] = []
    skipped = 0
    for at, (raw, start, stop) in enumerate(tokens):
        if at < skipped:
            continue
        if not raw[-1].isupper():
            found.append((small[at], raw, start, stop))
            continue
        count, spelled = _spelled(small, at)
        end = tokens[at + count - 1][2]
        found.extend((word, raw, start, end) for word in spelled)
        skipped = at + count
    columns = tuple(zip(*found, strict=True)) if found else ((), (), (), ())
    said, written, starts, stops = columns
    return Words(text, said, written, starts, stops)


def _spelled(small: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    """Return how many words at *at* are one abbreviation, and what it stands for; else the word."""
    if small[at] in _SHORT:
        for count in range(min(7, len(small) - at), 0, -1):
            spelled = SPELLED_OUT.get(tuple(small[at : at + count]))
            if spelled is not None:
                return count, spelled
    return 1, (small[at],)
