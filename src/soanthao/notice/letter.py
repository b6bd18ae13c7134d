"""What one unit receives (công văn giao việc): its orders below their lead-ins, nobody else's.

A letter is a value: three blocks (what the unit does; what it coordinates or is guided in; what
it is told), each a list of orders, each order a few lines cut out of the notice word for word.
The sentences around the orders stand in :mod:`soanthao.notice.frames`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Literal

from soanthao.notice.assignment import Assignment, Pair, Role, expand
from soanthao.notice.item import Item
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.unit import Group, Unit, Verb

OMISSION = "(...)"
"""Stands where words between two pieces of one item are left out."""

BlockKind = Literal["does", "joins", "told"]
_BLOCKS: Mapping[Role, BlockKind] = {
    Role.TO: "does",
    Role.WITH: "joins",
    Role.GUIDED: "joins",
    Role.COPY: "told",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph cut out of the notice.

    Attributes:
        text: the whole text of *item*, or the pieces of its parts, without the marker.
        marker: the notice's own marker; the first line of an order prints another one.
        pairs: what the line carries; empty for a lead-in.
        is_whole: whether the text is the item's, not pieces of it.
    """

    item: Item
    text: RichText
    marker: str
    pairs: tuple[Pair, ...]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """An order and what hangs on it: the lead-ins not printed yet, its line, lines below it."""

    lead_ins: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line that the order's citation stands on."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Block:
    """The orders that a unit holds in one way."""

    kind: BlockKind
    orders: tuple[Order, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What the block carries, in print order."""
        return tuple(pair for order in self.orders for line in order.lines for pair in line.pairs)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one unit, to several with the same orders, or to a group.

    Attributes:
        id: id of the group or of the first unit, also the name of the files.
        units: whom it reaches, in the order of the directory.
        group: as whom the units are addressed; None where they are named one by one.
        general: general orders that one sentence refers to; none for a unit that is only
            asked (đề nghị).
        coordinating: names marked ``(p/h)`` in nơi nhận.
        informed: names marked ``(để biết)``, with the pairs that this line carries.
    """

    id: str
    units: tuple[Unit, ...]
    blocks: tuple[Block, ...]
    group: Group | None = None
    general: tuple[Pair, ...] = ()
    coordinating: tuple[str, ...] = ()
    informed: tuple[tuple[str, tuple[Pair, ...]], ...] = ()

    @property
    def name(self) -> str:
        """How running text calls the addressees."""
        if self.group is not None:
            return _lowered(self.group.name)
        *others, last = (unit.name for unit in self.units)
        return f"{', '.join(others)} và {last}" if others else last

    @property
    def names(self) -> tuple[str, ...]:
        """All names by which the notice may call the addressees."""
        if self.group is not None:
            return (self.group.name, *self.group.aliases)
        return tuple(name for unit in self.units for name in (unit.name, *unit.aliases))

    @property
    def called(self) -> tuple[str, ...]:
        """The names that "Kính gửi" uses."""
        return (self.group.called,) if self.group else tuple(unit.called for unit in self.units)

    @property
    def verb(self) -> Verb:
        """How the agency addresses them; units of one letter share it."""
        return self.units[0].verb

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What the letter carries word for word, in print order."""
        return tuple(pair for block in self.blocks for pair in block.pairs)

    def block(self, kind: BlockKind) -> Block | None:
        """Return the block of one kind, where there is one."""
        return next((block for block in self.blocks if block.kind == kind), None)


def letters(notice: Notice, assignment: Assignment) -> tuple[Letter, ...]:
    """Return the letters of *notice*, in the order of its directory."""
    if notice.letters.form == "none":
        return ()
    return tuple(_Office(notice, assignment).letters())


def pieces(item: Item, spans: Iterable[tuple[int, int]]) -> RichText:
    """Return the pieces of *item* under *spans*: each word once, in the order of the text.

    `` (...) `` stands where words between two pieces are left out.
    """
    plain = item.text.plain
    text = RichText()
    end: int | None = None
    for start, stop in merged(spans):
        if end is not None:
            gap = plain[end:start]
            text += RichText.plainly(f" {OMISSION} " if gap.strip() else gap)
        text += item.text.slice(start, stop)
        end = stop
    return text


def merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the union of half-open intervals as intervals that do not touch, in order."""
    union: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(stop, union[-1][1]))
        else:
            union.append((start, stop))
    return tuple(union)


def _lowered(name: str) -> str:
    """Return a group's name as it stands inside a sentence: ``các phòng``, but ``UBND các xã``."""
    return name[:1].lower() + name[1:] if name.startswith(("Các ", "Những ", "Mọi ")) else name


class _Office:
    """What the letters of one notice share."""

    def __init__(self, notice: Notice, assignment: Assignment) -> None:
        self._notice = notice
        self._assignment = assignment
        self._items = {item.id: item for item in notice.items()}
        self._by_unit: dict[str, list[Pair]] = {}
        for pair in assignment.pairs:
            self._by_unit.setdefault(pair.unit, []).append(pair)
        self._addressed = {unit for unit in self._by_unit if self._has_duty(unit)}

    def letters(self) -> Iterator[Letter]:
        wanted = self._wanted()
        for unit in self._notice.agency.directory.units:
            if unit.id in self._addressed and unit.id in wanted:
                yield self._letter(unit)

    def _wanted(self) -> Set[str]:
        directory, day = self._notice.agency.directory, self._notice.validity_day
        options = self._notice.letters
        wanted = frozenset(expand(directory, options.only, day)) if options.only else None
        skipped = frozenset(expand(directory, options.skip, day))
        return (self._addressed if wanted is None else wanted) - skipped

    def _is_verbatim(self, pair: Pair) -> bool:
        return not pair.general or self._notice.letters.general == "verbatim"

    def _has_duty(self, unit: str) -> bool:
        pairs = self._by_unit[unit]
        return any(self._is_verbatim(pair) and pair.role is not Role.COPY for pair in pairs)

    def _letter(self, unit: Unit) -> Letter:
        pairs = self._by_unit[unit.id]
        verbatim = [pair for pair in pairs if self._is_verbatim(pair)]
        blocks = []
        for kind in ("does", "joins", "told"):
            mine = [pair for pair in verbatim if _BLOCKS[pair.role] == kind]
            if mine:
                blocks.append(Block(kind, tuple(_Cut(self._notice, mine).orders())))
        refers = self._notice.letters.general == "reference" and unit.verb == "giao"
        return Letter(
            unit.id,
            (unit,),
            tuple(blocks),
            general=tuple(p for p in pairs if p.general and p.role is not Role.COPY and refers),
            coordinating=self._coordinating(unit, verbatim),
            informed=self._informed(unit, verbatim),
        )

    def _others(self, unit: Unit, mine: Iterable[Pair], role: Role) -> Iterator[Pair]:
        """Yield the pairs of other units in *role* on the orders that *unit* is in charge of."""
        keys = {(pair.item, pair.part) for pair in mine if pair.role is Role.TO}
        for pair in self._assignment.pairs:
            same = (pair.item, pair.part) in keys or (
                (pair.item, None) in keys and not self._is_given_away(pair)
            )
            if pair.role is role and pair.unit != unit.id and same and not pair.general:
                yield pair

    def _is_given_away(self, pair: Pair) -> bool:
        """Tell whether a part is ordered to somebody else than its item."""
        return pair.part is not None and bool(self._items[pair.item].parts[pair.part].roles.to)

    def _coordinating(self, unit: Unit, mine: Iterable[Pair]) -> tuple[str, ...]:
        units = dict.fromkeys(pair.unit for pair in self._others(unit, mine, Role.WITH))
        return self._names(units)

    def _informed(
        self, unit: Unit, mine: Iterable[Pair]
    ) -> tuple[tuple[str, tuple[Pair, ...]], ...]:
        told: dict[str, list[Pair]] = {}
        for pair in self._others(unit, mine, Role.COPY):
            if pair.unit not in self._addressed:
                told.setdefault(pair.unit, []).append(pair)
        names = self._names(dict.fromkeys(told))
        return tuple((name, tuple(pairs)) for name, pairs in zip(names, told.values(), strict=True))

    def _names(self, units: Iterable[str]) -> tuple[str, ...]:
        directory = self._notice.agency.directory
        return tuple(unit.name for unit in map(directory.unit, units) if unit is not None)


@dataclass(slots=True)
class _Cut:
    """One block of one unit, cut out of the notice."""

    notice: Notice
    mine: list[Pair]
    printed: set[str] = field(default_factory=set)

    def orders(self) -> Iterator[Order]:
        by_item: dict[str, list[Pair]] = {}
        for pair in self.mine:
            by_item.setdefault(pair.item, []).append(pair)
        for element in self.notice.elements():
            if isinstance(element, Item):
                yield from self._top(element, by_item, ())

    def _top(
        self, item: Item, held: Mapping[str, list[Pair]], above: tuple[Line, ...]
    ) -> Iterator[Order]:
        line = _line(item, held.get(item.id, []))
        if line.pairs and line.is_whole:
            yield self._order(above, (line, *self._below(item, held)))
            return
        if line.pairs:
            yield self._order(above, (line,))
        inner = above if item.lead else (*above, _line(item, []))
        for child in item.items:
            yield from self._top(child, held, inner)

    def _order(self, above: tuple[Line, ...], lines: tuple[Line, ...]) -> Order:
        fresh = tuple(line for line in above if line.item.id not in self.printed)
        self.printed |= {line.item.id for line in fresh}
        return Order(fresh, lines)

    def _below(self, item: Item, held: Mapping[str, list[Pair]]) -> Iterator[Line]:
        for child in item.items:
            inner = tuple(self._below(child, held))
            line = _line(child, held.get(child.id, []))
            introduces = bool(inner) and not child.lead
            if introduces and line.pairs and not line.is_whole:
                yield _line(child, [])
            if introduces or line.pairs:
                yield line
            yield from inner


def _line(item: Item, pairs: list[Pair]) -> Line:
    if not pairs or any(pair.part is None for pair in pairs):
        return Line(item, item.text, item.marker, tuple(pairs))
    spans = [
        span for pair in pairs if pair.part is not None for span in item.parts[pair.part].spans
    ]
    return Line(item, pieces(item, spans), item.marker, tuple(pairs), is_whole=False)
