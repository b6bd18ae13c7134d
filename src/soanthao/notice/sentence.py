"""Where sentences (câu) of administrative prose end: plain text → half-open spans.

An end is ``.``, ``?``, ``!`` or ``…`` before a blank and a capital letter, digit, opening quote or
bracket, or at the end of the text. ``;`` never ends one. What is between brackets or quotes that
close again is never cut. In doubt a sentence is the longer one: nothing is torn out of its context.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

Span = tuple[int, int]

_ABBREVIATIONS: Final = frozenset(
    (
        *("TP", "Tp", "TX", "Tx", "TT", "Tt", "Tr", "tr"),
        *("ThS", "Ths", "TS", "PGS", "GS", "BS", "KS", "CN", "CVP", "PCT", "Đ/c", "đ/c"),
        *("TM", "KT", "TL", "TUQ"),
        *("Nxb", "NXB"),
    )
)
"""Words that carry a full stop inside a sentence; single capitals do as well."""

_END: Final = re.compile(r"[.?!…]+[)\]”’»\"']*")
_NEXT: Final = re.compile(r"\s+(?P<first>\S)")
_OPENING: Final = "“‘«\"'(["
_PAIRS: Final = {"(": ")", "[": "]", "“": "”", "«": "»"}
_WORD: Final = re.compile(r"[^\W_][\w/&-]*\Z")
_COUNTED: Final = re.compile(r"(?:\A|[:;]\s*)(?:\d+(?:\.\d+)*|[IVXLC]+)\Z")
"""A number that counts what follows it: ``như sau: 1. Rà soát``."""
_DATE: Final = re.compile(r"(?<!\d)\d{1,2}\.\s+\d{1,2}\.\s+\d{4}(?!\d)")
_WINDOW: Final = 60
"""Characters before a mark that are looked at."""


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of *text* in order; only blanks stand before, between and behind them.

    A text without any end is one sentence; a blank text holds none.
    """
    spans: list[Span] = []
    start = 0
    for end in (*_ends(text), len(text)):
        words = text[start:end]
        low, high = end - len(words.lstrip()), start + len(words.rstrip())
        if low < high:
            spans.append((low, high))
        start = end
    return tuple(spans)


def widened(text: str, span: Span) -> Span:
    """Return *span* of *text*, grown to the whole sentences that it touches."""
    start, stop = span
    touched = [(low, high) for low, high in sentences(text) if low < stop and start < high]
    if not touched:
        return span
    return min(start, touched[0][0]), max(stop, touched[-1][1])


def introducing(text: str, orders: Iterable[Span]) -> Span:
    """Return the sentence of *text* by which what stands below it is introduced.

    The last one; where no colon ends it, the last in which none of the *orders* stands: an order
    that ends there is somebody's, and introduces nothing. One that *text* repeats is told from its
    like by what stands before it.
    """
    every = sentences(text)
    if not every:
        return 0, len(text)
    spans = tuple(orders)
    free = [
        (low, high)
        for low, high in every
        if not any(start < high and low < stop for start, stop in spans)
    ]
    is_last = not free or text[: every[-1][1]].endswith(":")
    at = every.index(every[-1] if is_last else free[-1])
    high = every[at][1]
    for low, _ in reversed(every[: at + 1]):
        if text.find(text[low:high], text.find(text[low:high]) + 1) < 0:
            return low, high
    return every[0][0], every[-1][1]


def _ends(text: str) -> Iterator[int]:
    """Yield the offsets behind which a new sentence begins."""
    uncut = _outermost(_enclosed(text))
    uncut += [match.span() for match in _DATE.finditer(text)]
    uncut.sort()
    starts = [low for low, _ in uncut]
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        following = _NEXT.match(text, end)
        if following is None or not _begins(following["first"]):
            continue
        at = bisect_right(starts, end - 1) - 1
        if at >= 0 and end < uncut[at][1]:
            continue
        if not _belongs_to_word(text, start, match.start(), match.group()):
            yield end
            start = end


def _begins(char: str) -> bool:
    return char.isupper() or char.isdigit() or char in _OPENING


def _belongs_to_word(text: str, start: int, at: int, mark: str) -> bool:
    """Tell whether the *mark* at *at* ends no sentence but a word: an abbreviation, a number.

    Args:
        text: the whole text.
        start: where the present sentence begins.
        at: offset of the mark.
        mark: as written, closing brackets behind it included.
    """
    low = max(start, at - _WINDOW)
    before = text[low:at].lstrip()
    if not before or before[-1] in _PAIRS:
        return True
    if not mark.startswith(".") or mark.startswith(".."):
        return False
    word = _WORD.search(before)
    short = word.group() if word else ""
    is_short = short in _ABBREVIATIONS or (len(short) == 1 and short.isupper())
    return is_short or _COUNTED.search(before) is not None


def _outermost(spans: Iterator[Span]) -> list[Span]:
    """Return the spans that lie in no other, in order."""
    kept: list[Span] = []
    for low, high in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or high > kept[-1][1]:
            kept.append((low, high))
    return kept


def _enclosed(text: str) -> Iterator[Span]:
    """Yield what stands between brackets or quotes that close again, these included."""
    opened: dict[str, list[int]] = {closing: [] for closing in _PAIRS.values()}
    for at, char in enumerate(text):
        if char in _PAIRS:
            opened[_PAIRS[char]].append(at)
        elif opened.get(char):
            low = opened[char].pop()
            for inner in opened.values():
                while inner and inner[-1] > low:
                    inner.pop()
            yield low, at + 1
