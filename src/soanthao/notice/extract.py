"""What a trích sao of a notice prints for some units: their orders, word for word, and where.

Nothing is added but ``(...)`` where something is left out. Printed are the opening and closing
paragraph, the sentence that introduces a printed order, and the orders; of an order that is a part
of its item the sentence that it stands in.

Source: Điều 25 khoản 3, Phụ lục III Mẫu 3.1 and 3.2 of Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from soanthao.notice import sentence
from soanthao.notice.assignment import Pair, expand
from soanthao.notice.item import Annex, Element, Item, Row, Table
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.orders import introduction, merged, pieces
from soanthao.notice.sentence import Span
from soanthao.standard import wording


@dataclass(frozen=True, slots=True)
class Cut:
    """One paragraph of an extract.

    Attributes:
        text: without the marker, with what marks the words left out.
        marker: as the notice prints it.
        item: id of the item that it is cut from; empty for a paragraph of the notice between
            its items, and for ``(...)`` alone.
        pairs: what it carries; empty where it only introduces.
        is_whole: whether nothing of the item's or the paragraph's own text is left out.
        heading: whether it prints bold.
    """

    text: RichText
    marker: str = ""
    item: str = ""
    pairs: tuple[Pair, ...] = ()
    is_whole: bool = True
    heading: bool = False


@dataclass(frozen=True, slots=True)
class CutTable:
    """Those rows of a table that an extract prints, below the table's caption and heading row.

    Attributes:
        rows: in the table's order; None stands where rows are left out, and prints ``(...)``.
    """

    table: Table
    rows: tuple[Row | None, ...]
    pairs: tuple[Pair, ...] = ()


Entry = Cut | CutTable
"""What the body of an extract is made of."""


@dataclass(frozen=True, slots=True)
class CutAnnex:
    """An annex that holds a printed order; *number* is its own, 1-based."""

    number: int
    annex: Annex
    body: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extract prints between subject and signature, and behind it."""

    body: tuple[Entry, ...]
    annexes: tuple[CutAnnex, ...] = ()


T = TypeVar("T")

OMITTED = Cut(RichText.plainly(wording.OMITTED), is_whole=False)
"""Stands for whole paragraphs, items or tables that are left out."""


def extract(notice: Notice, pairs: Iterable[Pair]) -> Extract:
    """Return what an extract of *notice* prints for those who hold *pairs*.

    Args:
        notice: the whole notice.
        pairs: of one unit, or of all units that one extract goes to; general orders only where
            they are to be printed word for word.
    """
    cutter = _Cutter(notice, pairs)
    ends = frozenset((0, len(notice.body) - 1))
    annexes = (
        CutAnnex(number, annex, cutter.body(annex.body))
        for number, annex in enumerate(notice.annexes, start=1)
    )
    held = tuple(each for each in annexes if any(entry is not OMITTED for entry in each.body))
    return Extract(cutter.body(notice.body, ends), held)


def widened(item: Item, part: int) -> tuple[Span, ...]:
    """Return where an extract prints one part of *item*, as intervals that do not touch.

    The pieces of the part's quote, the last one grown to its sentence; the earlier ones are the
    subject and stay as they are.
    """
    *earlier, last = item.parts[part].spans
    return merged((*earlier, sentence.widened(item.text.plain, last)))


class _Cutter:
    """What one extract keeps of a notice; None stands for what it leaves out."""

    def __init__(self, notice: Notice, pairs: Iterable[Pair]) -> None:
        self._directory = notice.agency.directory
        self._day = notice.validity_day
        self._held: dict[str, list[Pair]] = {}
        for pair in pairs:
            self._held.setdefault(pair.item, []).append(pair)
        self._units = {pair.unit for held in self._held.values() for pair in held}

    def body(
        self, elements: Sequence[Element], always: Set[int] = frozenset()
    ) -> tuple[Entry, ...]:
        """Return what is kept of *elements*; paragraphs at the indices *always* are."""
        kept: list[tuple[Entry | None, ...]] = []
        introduced = False
        for index in range(len(elements) - 1, -1, -1):
            element = elements[index]
            if isinstance(element, RichText):
                kept.append((Cut(element) if introduced or index in always else None,))
                introduced = False
            else:
                entries = tuple(self._element(element))
                introduced = introduced or _is_something(entries)
                kept.append(entries)
        return tuple(_told(entry for entries in reversed(kept) for entry in entries))

    def _element(self, element: Item | Table) -> Iterator[Entry | None]:
        if isinstance(element, Item):
            yield from self._item(element)
        else:
            yield from self._table(element, is_held=False)

    def _item(self, item: Item) -> Iterator[Entry | None]:
        pairs = tuple(self._held.get(item.id, ()))
        is_held = any(pair.part is None for pair in pairs)
        below: list[Entry | None] = []
        if item.table is not None:
            below += self._table(item.table, is_held=is_held)
        for child in item.items:
            below += self._item(child)
        if is_held:
            yield Cut(item.text, item.marker, item.id, pairs, heading=item.heading)
        elif pairs or _is_something(below):
            yield _pieces(item, pairs, introduces=_is_something(below))
        else:
            yield None
        yield from below

    def _table(self, table: Table, *, is_held: bool) -> Iterator[Entry | None]:
        kept = [row if self._prints(row, is_held=is_held) else None for row in table.rows]
        if any(kept) or (is_held and not table.rows):
            pairs = tuple(pair for row in kept if row for pair in self._pairs(row))
            yield CutTable(table, tuple(_once(kept)), pairs)
        else:
            yield None

    def _pairs(self, row: Row) -> Sequence[Pair]:
        return self._held.get(row.id, ()) if row.is_order else ()

    def _prints(self, row: Row, *, is_held: bool) -> bool:
        """Tell whether a row is printed: as an order, or as part of a whole item that is held.

        A row of such an item that is ordered to others alone is none of its words.
        """
        if self._pairs(row):
            return True
        if not is_held or not row.roles.to:
            return is_held
        roles = row.roles
        named = (*roles.to, *roles.with_, *roles.guided, *roles.copy)
        return not self._units.isdisjoint(expand(self._directory, named, self._day))


def _pieces(item: Item, pairs: tuple[Pair, ...], *, introduces: bool) -> Cut:
    """Return the sentences of *item* that its parts in *pairs* stand in.

    Where it *introduces* something printed below it, with the sentence that does.
    """
    plain = item.text.plain
    found = [span for pair in pairs if pair.part is not None for span in widened(item, pair.part)]
    if introduces:
        found.append(introduction(item))
    spans = merged(found)
    text = pieces(item, spans)
    if plain[: spans[0][0]].strip():
        text = RichText.plainly(f"{wording.OMITTED} ") + text
    if plain[spans[-1][1] :].strip():
        text += RichText.plainly(f" {wording.OMITTED}")
    is_whole = text.plain == plain
    return Cut(text, item.marker, item.id, pairs, is_whole, item.heading)


def _once(found: Iterable[T | None]) -> Iterator[T | None]:
    """Yield what was *found*; None once wherever things are left out."""
    omitting = False
    for each in found:
        if each is not None or not omitting:
            yield each
        omitting = each is None


def _is_something(entries: Iterable[Entry | None]) -> bool:
    return any(entry is not None for entry in entries)


def _told(entries: Iterable[Entry | None]) -> Iterator[Entry]:
    """Yield *entries*; whatever is left out in one place is one ``(...)``."""
    told: Iterator[Entry | None] = _once(entries)
    for entry in told:
        yield OMITTED if entry is None else entry
