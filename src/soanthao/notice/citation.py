"""How a letter cites an order of the notice (viện dẫn): ``mục 7``, ``điểm a mục II.2``.

By the printed numbers and letters, dashes left out; the manifest holds the exact id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from soanthao.notice.item import Item
from soanthao.notice.notice import Notice
from soanthao.notice.numbering import roman
from soanthao.standard import wording

_CORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_NAMED = re.compile(r"[^\W\d_]{2,}\s+[^\W_]")
"""A marker that a word numbers: ``Điều 5.``, ``Phần I``."""
_LETTER = re.compile(r"[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: itself and the items that contain it, the outermost first.

    Attributes:
        annex: how the annex that holds it is called; empty in the body.
    """

    chain: tuple[Item, ...]
    annex: str = ""

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.chain[-1]

    @property
    def citation(self) -> str:
        """``điểm a mục II.2``, or empty where nothing around the item has a number."""
        numbers: list[str] = []
        letters: list[str] = []
        markers = [item.marker for item in self.chain if _NAMED.search(item.marker)]
        named = markers[-1].rstrip(".:) ") if markers else ""
        for core in filter(None, (marker_core(item.marker) for item in self._below_named())):
            if _LETTER.fullmatch(core) and not (_ROMAN.fullmatch(core) and not numbers):
                letters.append(core)
            elif letters:
                letters[-1] += f".{core}"
            elif numbers and core.startswith(f"{numbers[-1]}."):
                numbers[-1] = core
            else:
                numbers.append(core)
        words = [f"điểm {letter}" for letter in reversed(letters)]
        if numbers:
            words.append(("khoản " if named else "mục ") + ".".join(numbers))
        if named:
            words.append(named)
        if self.annex and words:
            words.append(self.annex)
        return " ".join(words)

    def _below_named(self) -> tuple[Item, ...]:
        """Return the chain below the last item that a word numbers (``Điều 5.``)."""
        named = [at for at, item in enumerate(self.chain) if _NAMED.search(item.marker)]
        return self.chain[named[-1] + 1 :] if named else self.chain

    @property
    def owners(self) -> tuple[str, ...]:
        """Ids of those whom the item is ordered ``to``, inheritance included."""
        return next((item.roles.to for item in reversed(self.chain) if item.roles.to), ())

    @property
    def is_citable(self) -> bool:
        """Whether the item itself, not only what contains it, has a number or letter."""
        return bool(marker_core(self.item.marker))


def marker_core(marker: str) -> str:
    """Return what a marker counts, without its punctuation: ``7.`` → ``7``, ``-`` → nothing."""
    found = _CORE.search(marker)
    return found.group() if found else ""


def places(notice: Notice) -> Mapping[str, Place]:
    """Return where each item of *notice* stands, by id, in print order."""
    found: dict[str, Place] = {}
    for element in notice.body:
        if isinstance(element, Item):
            found |= {place.item.id: place for place in _walk((element,), "")}
    for number, annex in enumerate(notice.annexes, start=1):
        for element in annex.body:
            if isinstance(element, Item):
                name = annex_name(number, len(notice.annexes))
                found |= {place.item.id: place for place in _walk((element,), name)}
    return found


def annex_name(number: int, count: int) -> str:
    """Return how the *number*-th of *count* annexes is called: ``Phụ lục II``, a sole one bare."""
    return f"{wording.ANNEX} {roman(number)}" if count > 1 else wording.ANNEX


def _walk(chain: tuple[Item, ...], annex: str) -> Iterator[Place]:
    yield Place(chain, annex)
    for child in chain[-1].items:
        yield from _walk((*chain, child), annex)
