"""How a letter cites an order of the notice (viện dẫn): ``mục 7``, ``điểm a mục II.2``.

By the printed numbers and letters, dashes left out; the manifest holds the exact id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from soanthao.notice.item import Element, Item, Table
from soanthao.notice.notice import Notice
from soanthao.notice.numbering import roman
from soanthao.standard import wording

_CORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_NAMED = re.compile(r"[^\W\d_]{2,}\s+[^\W_]")
"""A marker that a word numbers: ``Điều 5.``, ``Phần I``."""
_LETTER = re.compile(r"[a-zđ]")
"""A điểm; capitals and Roman numbers count sections (II.6.đ)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: itself and the items that contain it, the outermost first.

    Attributes:
        chain: of a table row that is an order: the item with the table and those around it;
            empty for a table of the body.
        annex: how the annex that holds it is called; empty in the body.
        is_row: whether it is such a row, not the last item of *chain* itself.
    """

    chain: tuple[Item, ...]
    annex: str = ""
    is_row: bool = False

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.chain[-1]

    @property
    def citation(self) -> str:
        """``điểm a mục II.2``, or empty where nothing around the item has a number.

        A row of a table without a number is cited by its annex alone.
        """
        numbers: list[str] = []
        letters: list[str] = []
        markers = [item.marker for item in self.chain if _NAMED.search(item.marker)]
        named = markers[-1].rstrip(".:) ") if markers else ""
        for core in filter(None, (marker_core(item.marker) for item in self._below_named())):
            if _LETTER.fullmatch(core):
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
        if self.annex and (words or self.is_row):
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
        return not self.is_row and bool(marker_core(self.item.marker))


def marker_core(marker: str) -> str:
    """Return what a marker counts, without its punctuation: ``7.`` → ``7``, ``-`` → nothing."""
    found = _CORE.search(marker)
    return found.group() if found else ""


def places(notice: Notice) -> Mapping[str, Place]:
    """Return where each item and each row that is an order stands, by id, in print order."""
    found = dict(_found(notice.body, ""))
    for number, annex in enumerate(notice.annexes, start=1):
        found |= _found(annex.body, annex_name(number, len(notice.annexes)))
    return found


def annex_name(number: int, count: int) -> str:
    """Return how the *number*-th of *count* annexes is called: ``Phụ lục II``, a sole one bare."""
    return f"{wording.ANNEX} {roman(number)}" if count > 1 else wording.ANNEX


def _found(body: Iterable[Element], annex: str) -> Iterator[tuple[str, Place]]:
    for element in body:
        if isinstance(element, Item):
            yield from _walk((element,), annex)
        elif isinstance(element, Table):
            yield from _rows(element, (), annex)


def _walk(chain: tuple[Item, ...], annex: str) -> Iterator[tuple[str, Place]]:
    item = chain[-1]
    yield item.id, Place(chain, annex)
    if item.table is not None:
        yield from _rows(item.table, chain, annex)
    for child in item.items:
        yield from _walk((*chain, child), annex)


def _rows(table: Table, chain: tuple[Item, ...], annex: str) -> Iterator[tuple[str, Place]]:
    for row in table.rows:
        if row.is_order:
            yield row.id, Place(chain, annex, is_row=True)
