"""Markers and ids of items (đánh số): pure functions over what a draft writes.

A numbering is a list of markers by depth, each written as the first of its series: ``1.``, ``a)``,
``I.``, ``-``, ``+``, or composed with those above it: ``1.1.``. Letters follow the Vietnamese
alphabet. Ids are positions, not printed numbers: they stay when a marker jumps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

ALPHABET: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters that number points (điểm) of Vietnamese documents."""

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTER: Final = re.compile(r"(?<!\w)(?:01|1|a|A|I|i)(?!\w)")
_NOT_FIRST: Final = re.compile(r"(?<!\w)(?:\d+|[IVXivx]+|[b-zđB-ZĐ](?=[.)]))(?!\w)")


@dataclass(frozen=True, slots=True)
class Raw:
    """An item as written: its marker (None: the series goes on; ``""``: none) and children."""

    marker: str | None = None
    items: tuple[Raw, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """What an item is called.

    Attributes:
        path: the default id.
        marker: as printed; empty where none is.
        depth: 0-based.
        lacking: the depth lies beyond the numbering and no marker is written.
    """

    path: str
    marker: str
    depth: int
    items: tuple[Label, ...] = ()
    lacking: bool = False


def label(items: Sequence[Raw], numbering: Sequence[str], prefix: str = "") -> tuple[Label, ...]:
    """Return the labels of the *items* of one body; *prefix* is ``pl<n>:`` in annex n."""
    series = tuple(_Series(marker) for marker in numbering)
    return tuple(_Labeller(series, prefix).level(items, "", ()))


def implied(items: Sequence[Raw], numbering: Sequence[str]) -> tuple[Raw, ...]:
    """Return *items*, all with their printed markers, without those that the series prints anyway.

    ``label(implied(items, numbering), numbering)`` prints what *items* say.
    """
    series = tuple(_Series(marker) for marker in numbering)
    return tuple(_Labeller(series, "").unwritten(items, ()))


def row_path(owner: str, row: int) -> str:
    """Return the id of the *row*-th row (1-based) of the table of item or table *owner*."""
    return f"{owner}/r{row}"


def table_path(prefix: str, table: int) -> str:
    """Return the path of the *table*-th table (1-based) of a body."""
    return f"{prefix}/t{table}"


def annex_prefix(annex: int) -> str:
    """Return what all ids of the *annex*-th annex (1-based) begin with."""
    return f"pl{annex}:"


def starts_a_series(marker: str) -> bool:
    """Tell whether *marker* can stand in a numbering: a first number, or a constant sign."""
    if not marker.strip():
        return False
    return bool(_COUNTER.search(marker)) or not _NOT_FIRST.search(marker)


def roman(number: int) -> str:
    """Return *number* (≥ 1) in Roman numerals."""
    digits = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        digits.append(letters * count)
    return "".join(digits)


def letter(number: int) -> str:
    """Return the *number*-th letter (≥ 1); after ``y`` come ``aa``, ``ab`` and so on."""
    letters = ""
    while number > 0:
        number, index = divmod(number - 1, len(ALPHABET))
        letters = ALPHABET[index] + letters
    return letters


def _read_roman(text: str) -> int | None:
    total, rest = 0, text
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            total, rest = total + value, rest[len(letters) :]
    return total if total and not rest and roman(total) == text else None


def _read_letter(text: str) -> int | None:
    number = 0
    for char in text:
        if char not in ALPHABET:
            return None
        number = number * len(ALPHABET) + ALPHABET.index(char) + 1
    return number or None


@dataclass(frozen=True, slots=True)
class _Style:
    write: Callable[[int], str]
    read: Callable[[str], int | None]
    shape: str


_STYLES: Final = {
    "1": _Style(str, int, r"[1-9]\d{0,5}"),
    "01": _Style(lambda number: f"{number:02}", int, r"\d*[1-9]\d*"),
    "a": _Style(letter, _read_letter, r"[a-zđ]{1,2}"),
    "A": _Style(
        lambda number: letter(number).upper(),
        lambda text: _read_letter(text.lower()),
        r"[A-ZĐ]{1,2}",
    ),
    "I": _Style(roman, _read_roman, r"[IVXLCDM]+"),
    "i": _Style(
        lambda number: roman(number).lower(),
        lambda text: _read_roman(text.upper()),
        r"[ivxlcdm]+",
    ),
}


class _Series:
    """The markers of one depth."""

    def __init__(self, first: str) -> None:
        found = list(_COUNTER.finditer(first))
        self.styles = [_STYLES[match.group()] for match in found]
        edges = [0, *(edge for match in found for edge in match.span()), len(first)]
        self.fixed = [first[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True)]

    def write(self, counter: int, above: Sequence[int]) -> str:
        """Return the marker for *counter* below items that count *above* (outermost first)."""
        counters = (*above, counter)[-len(self.styles) :] if self.styles else ()
        shown = [
            style.write(each) for style, each in zip(self._last(counters), counters, strict=True)
        ]
        fixed = [self.fixed[0], *self.fixed[len(self.styles) - len(shown) + 1 :]]
        return "".join(part for pair in zip(fixed, [*shown, ""], strict=True) for part in pair)

    def read(self, marker: str, above: Sequence[int]) -> int | None:
        """Return the counter that *marker* stands for, None if it is foreign to the series."""
        if not self.styles:
            return 0 if marker == self.fixed[0] else None
        own = self.styles[-1]
        text, after = self.write(1, above), self.fixed[-1]
        before = text[: len(text) - len(after) - len(own.write(1))]
        match = re.fullmatch(f"{re.escape(before)}({own.shape}){re.escape(after)}", marker)
        return own.read(match[1]) if match else None

    def _last(self, counters: Sequence[int]) -> list[_Style]:
        return self.styles[len(self.styles) - len(counters) :]


@dataclass(frozen=True, slots=True)
class _Labeller:
    series: tuple[_Series, ...]
    prefix: str

    def level(self, items: Sequence[Raw], parent: str, above: tuple[int, ...]) -> Iterator[Label]:
        """Yield the labels of the children of *parent*; *above* are the counters over them."""
        marked = unmarked = counter = 0
        depth = len(above)
        for item in items:
            if item.marker == "":
                unmarked += 1
                path = f"{parent}/{unmarked}"
                children = tuple(self.level(item.items, path, above))
                yield Label(f"{self.prefix}{path}", "", depth, children)
                continue
            marked += 1
            path = f"{parent}.{marked}" if parent else str(marked)
            marker, counter = self._marker(item.marker, counter, above)
            children = tuple(self.level(item.items, path, (*above, counter)))
            lacking = item.marker is None and depth >= len(self.series)
            yield Label(f"{self.prefix}{path}", marker, depth, children, lacking)

    def unwritten(self, items: Sequence[Raw], above: tuple[int, ...]) -> Iterator[Raw]:
        """Yield *items* with None for every marker that goes on from the one before it."""
        counter = 0
        for item in items:
            if item.marker == "":
                yield Raw("", tuple(self.unwritten(item.items, above)))
                continue
            usual, following = self._marker(None, counter, above)
            is_usual = usual == item.marker
            if is_usual:
                counter = following
            else:
                _, counter = self._marker(item.marker, counter, above)
            children = tuple(self.unwritten(item.items, (*above, counter)))
            yield Raw(None if is_usual else item.marker, children)

    def _marker(self, written: str | None, counter: int, above: tuple[int, ...]) -> tuple[str, int]:
        series = self.series[len(above)] if len(above) < len(self.series) else None
        if written is None:
            return (series.write(counter + 1, above) if series else ""), counter + 1
        read = series.read(written, above) if series else None
        return written, counter if read is None else read or counter + 1
