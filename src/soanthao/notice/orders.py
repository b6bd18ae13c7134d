"""Orders cut out of a notice word for word, below their lead-ins (lời dẫn).

What somebody holds becomes up to three blocks: what the units do; what they coordinate or are
guided in; what they are told. A block is a list of orders, an order a few lines of the notice, and
rows of its tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from soanthao.notice import sentence
from soanthao.notice.assignment import Pair, Role, expand, roles_in_force
from soanthao.notice.item import Item, Row, Table
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.standard import wording

BlockKind = Literal["does", "joins", "told"]
_KINDS: Final[tuple[BlockKind, ...]] = ("does", "joins", "told")
_BLOCKS: Final[Mapping[Role, BlockKind]] = {
    Role.TO: "does",
    Role.WITH: "joins",
    Role.GUIDED: "joins",
    Role.COPY: "told",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph cut out of the notice.

    Attributes:
        text: the whole text of *item*, or pieces of it, without the marker.
        marker: the notice's own marker; the first line of an order prints another one.
        pairs: what the line carries; empty for a lead-in.
        is_whole: whether the text is the item's, not pieces of it.
        introduces: whether it is printed for what stands below it, too.
    """

    item: Item
    text: RichText
    marker: str
    pairs: tuple[Pair, ...]
    is_whole: bool = True
    introduces: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table of the notice, printed below its heading row.

    Attributes:
        table: whose columns, caption and widths are printed.
        rows: in the order of the table; never a row of somebody else.
        pairs: what the rows carry as orders of their own.
    """

    table: Table
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]

    @property
    def first(self) -> Row:
        """The row by whose place they are cited where no line of the notice stands above them."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class Order:
    """An order and what hangs on it: the lead-ins not printed yet, its line, lines below it.

    Attributes:
        lines: begins with rows where nothing of the notice may stand above the table.
    """

    lead_ins: tuple[Line, ...]
    lines: tuple[Line | Rows, ...]

    @property
    def first(self) -> Line | Rows:
        """What the order's citation stands on."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Block:
    """The orders that are held in one way."""

    kind: BlockKind
    orders: tuple[Order, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What the block carries, in print order."""
        return tuple(pair for order in self.orders for line in order.lines for pair in line.pairs)


class Cutter:
    """Cuts orders out of one notice."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self._roles = roles_in_force(notice)
        self._reached: dict[str, frozenset[str]] = {}

    def blocks(self, pairs: Iterable[Pair]) -> tuple[Block, ...]:
        """Return what carries *pairs*, of one unit or of several that read one letter.

        Args:
            pairs: in the order of the assignment.
        """
        held = tuple(pairs)
        blocks = []
        for kind in _KINDS:
            mine = [pair for pair in held if _BLOCKS[pair.role] == kind]
            if mine:
                blocks.append(Block(kind, tuple(_Cut(self, held, _by_id(mine)).orders())))
        return tuple(blocks)

    @property
    def notice(self) -> Notice:
        """The notice."""
        return self._notice

    def reached(self, row: str) -> frozenset[str]:
        """Return the units that the row called *row* names, inheritance included."""
        if row not in self._reached:
            roles = self._roles[row, None]
            named = (*roles.to, *roles.with_, *roles.guided, *roles.copy)
            directory, day = self._notice.agency.directory, self._notice.validity_day
            self._reached[row] = frozenset(expand(directory, named, day))
        return self._reached[row]


def pieces(item: Item, spans: Iterable[tuple[int, int]]) -> RichText:
    """Return the pieces of *item* under *spans*: each word once, in the order of the text.

    `` (...) `` stands where words between two pieces are left out; marks alone stay.
    """
    plain = item.text.plain
    text = RichText()
    end: int | None = None
    for start, stop in merged(spans):
        if end is not None:
            gap = plain[end:start]
            text += RichText.plainly(f" {wording.OMITTED} " if holds_words(gap) else gap)
        text += item.text.slice(start, stop)
        end = stop
    return text


def holds_words(text: str) -> bool:
    """Tell whether *text* is more than blanks and punctuation."""
    return any(char.isalnum() for char in text)


def introduction(item: Item) -> tuple[int, int]:
    """Return which words of *item* introduce what it contains, to those who do not hold it.

    The sentence that their orders hang on, and nothing else of an order of others; an item that
    is a lead-in alone and has no parts orders nobody and introduces whole.
    """
    plain = item.text.plain
    if item.lead and not item.parts:
        return 0, len(plain)
    return sentence.introducing(plain, (span for part in item.parts for span in part.spans))


def merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the union of half-open intervals as intervals that do not touch, in order."""
    union: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(stop, union[-1][1]))
        else:
            union.append((start, stop))
    return tuple(union)


def _by_id(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.item, []).append(pair)
    return found


@dataclass(slots=True)
class _Cut:
    """One block, cut out of the notice.

    Attributes:
        every: the pairs of all blocks.
        held: the pairs of this one by id of item or row.
        printed: ids of the items whose text stands in the block already.
    """

    cutter: Cutter
    every: tuple[Pair, ...]
    held: Mapping[str, list[Pair]]
    printed: set[str] = field(default_factory=set)

    def orders(self) -> Iterator[Order]:
        for element in self.cutter.notice.elements():
            if isinstance(element, Item):
                yield from self._top(element, ())
            elif isinstance(element, Table):
                for rows in self._rows(element, ()):
                    yield Order((), (rows,))

    def _top(self, item: Item, above: tuple[Line, ...]) -> Iterator[Order]:
        pairs = self._pairs(item)
        is_repeated = not item.lead or any(pair.part is None for pair in pairs)
        if pairs and is_repeated:
            below = (*self._rows(item.table, pairs), *self._below(item))
            yield self._order(above, (self._line(item, introduces=bool(below)), *below))
            return
        if pairs:
            yield self._order(above, (self._line(item),))
        inner = above if item.lead else (*above, self._line(item, introduces=True))
        for rows in self._rows(item.table, pairs):
            yield self._order(above, (*inner[len(above) :], rows))
            self.printed.add(item.id)
        for child in item.items:
            yield from self._top(child, inner)

    def _order(self, above: tuple[Line, ...], lines: tuple[Line | Rows, ...]) -> Order:
        fresh = tuple(line for line in above if line.item.id not in self.printed)
        self.printed |= {line.item.id for line in fresh}
        return Order(fresh, lines)

    def _below(self, item: Item) -> Iterator[Line | Rows]:
        for child in item.items:
            pairs = self._pairs(child)
            inner = (*self._rows(child.table, pairs), *self._below(child))
            introduces = bool(inner) and not child.lead
            if introduces or pairs:
                yield self._line(child, introduces=introduces)
            yield from inner

    def _pairs(self, item: Item) -> tuple[Pair, ...]:
        return tuple(self.held.get(item.id, ()))

    def _line(self, item: Item, *, introduces: bool = False) -> Line:
        """Return what of *item* is printed: whole where it is held so, else its parts.

        Where it *introduces* something, with the sentence that does: each word once.
        """
        pairs = self._pairs(item)
        if any(pair.part is None for pair in pairs):
            return Line(item, item.text, item.marker, pairs, introduces=introduces)
        parts = (item.parts[pair.part] for pair in pairs if pair.part is not None)
        spans = [span for part in parts for span in part.spans]
        if introduces:
            spans.append(introduction(item))
        is_whole = introduces and merged(spans) == ((0, len(item.text.plain)),)
        return Line(item, pieces(item, spans), item.marker, pairs, is_whole, introduces)

    def _rows(self, table: Table | None, pairs: tuple[Pair, ...]) -> tuple[Rows, ...]:
        """Return the rows to print, once or not at all; *pairs* are held of their item."""
        if table is None:
            return ()
        holders = {pair.unit for pair in pairs if pair.part is None}
        rows = tuple(row for row in table.rows if self._prints(row, holders))
        found = tuple(pair for row in rows for pair in self.held.get(row.id, ()))
        return (Rows(table, rows, found),) if rows else ()

    def _prints(self, row: Row, holders: set[str]) -> bool:
        """Tell whether the block prints *row*, of whose item *holders* hold the whole."""
        if not row.is_order:
            return bool(holders)
        if row.id in self.held:
            return True
        elsewhere = {pair.unit for pair in self.every if pair.item == row.id}
        return bool((holders - elsewhere) & self.cutter.reached(row.id))
