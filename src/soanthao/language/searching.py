"""Words looked for in a text, with tone marks or without (tìm có dấu, không dấu)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from soanthao.language.nearest import folded
from soanthao.language.text import Folded

__all__ = ["folded", "matches"]

_WORD: Final = re.compile(r"[^\W_]+")
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_Word = tuple[str, str]
"""Its letters without tone, and its tone: wherever in the word the mark stands."""


def matches(query: str, text: str) -> bool:
    """Tell whether every word of *query* begins some word of *text*, in whatever order.

    A query without any mark finds words with and without; one mark, or a ``đ``, asks for exactly
    the marks that it has in every word. Capitals never count, nor do the two ways to place a tone
    (``hoà``, ``hòa``). A query without words is found everywhere.
    """
    if folded(query) == query.casefold():
        words = _WORD.findall(folded(text))
        return all(
            any(word.startswith(wanted) for word in words)
            for wanted in _WORD.findall(folded(query))
        )
    marked = tuple(_words(text))
    return all(
        any(letters.startswith(wanted) and tone == its for letters, its in marked)
        for wanted, tone in _words(query)
    )


def _words(text: str) -> list[_Word]:
    return [_apart(word) for word in _WORD.findall(Folded.of(text).low)]


def _apart(word: str) -> _Word:
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(char for char in letters if char in _TONES)
    bare = "".join(char for char in letters if char not in _TONES)
    return unicodedata.normalize("NFC", bare), tone
