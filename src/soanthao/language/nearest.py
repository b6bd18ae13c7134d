"""The word that somebody most likely meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

_DIFFERENT: Final = 0.6
_LONGEST: Final = 200
"""Characters of a word that somebody may have mistyped; comparing longer ones would take long."""


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """Return *text* in small letters without Vietnamese accents (bỏ dấu)."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like *word*, accents counting little; None if none is like it.

    Ties go to the choice that stands first.
    """
    if len(word) > _LONGEST:
        return None
    best, best_score = None, 0.0
    plain, bare = unicodedata.normalize("NFC", word), folded(word)
    for choice in choices:
        if len(choice) > _LONGEST:
            continue
        loose = DamerauLevenshtein.normalized_similarity(bare, folded(choice))
        strict = DamerauLevenshtein.normalized_similarity(plain, choice)
        score = loose + strict / 10
        if loose >= _DIFFERENT and score > best_score:
            best, best_score = choice, score
    return best
