"""Whom the nơi nhận of a letter names beside its readers: who coordinates, who is to know.

A group that the notice names is named as a group where all its members are meant, else the units
are named one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from soanthao.notice.assignment import Assignment, Order, Pair, Role, expand, roles_in_force
from soanthao.notice.citation import places
from soanthao.notice.item import Item
from soanthao.notice.notice import Notice

Told = tuple[str, tuple[Pair, ...]]
"""A name of nơi nhận and the pairs that stand behind it."""


@dataclass(slots=True)
class _Entry:
    """A name, the units that it means, and what they are meant for."""

    name: str
    units: frozenset[str]
    pairs: list[Pair] = field(default_factory=list)


class Companions:
    """Knows who else has to do with the orders of one notice."""

    def __init__(self, notice: Notice, assignment: Assignment) -> None:
        self._notice = notice
        self._directory = notice.agency.directory
        self._roles = roles_in_force(notice)
        self._items = {item.id: item for item in notice.items()}
        self._places = places(notice)
        self._handed_on = frozenset(self._given_away())
        self._beside: dict[Role, list[Pair]] = {Role.WITH: [], Role.COPY: []}
        for pair in assignment.pairs:
            if pair.role in self._beside and not pair.general:
                self._beside[pair.role].append(pair)

    def named(
        self, readers: Collection[str], led: Iterable[Pair], role: Role, but: Collection[str] = ()
    ) -> tuple[Told, ...]:
        """Return who is named in *role* on what the readers of a letter are in charge of.

        Args:
            readers: ids of the letter's units; they are never named.
            led: what the letter carries.
            role: coordinating, or to know.
            but: ids of units that need no line.
        """
        orders = {pair.order for pair in led if pair.role is Role.TO}
        meant: dict[Order, dict[str, Pair]] = {}
        for pair in self._beside[role]:
            is_other = pair.unit not in readers and pair.unit not in but
            if is_other and self._is_led(pair, orders):
                meant.setdefault(pair.order, {})[pair.unit] = pair
        entries: dict[str, _Entry] = {}
        for order, pairs in meant.items():
            for entry in self._entries(order, role, pairs):
                known = entries.setdefault(entry.name, entry)
                if known is not entry:
                    known.pairs += entry.pairs
        return tuple((entry.name, tuple(entry.pairs)) for entry in _widest(entries.values()))

    def _entries(self, order: Order, role: Role, pairs: dict[str, Pair]) -> Iterator[_Entry]:
        """Yield who is meant by one order, as it names them; each unit once."""
        left = dict(pairs)
        roles = self._roles[order]
        names = roles.with_ if role is Role.WITH else roles.copy
        for name in (*names, *pairs):
            members = expand(self._directory, (name,), self._notice.validity_day).keys()
            group = self._directory.group(name)
            mine = [left.pop(unit) for unit in members if unit in left]
            if group is not None and mine and members <= pairs.keys():
                yield _Entry(_raised(group.name), frozenset(members), mine)
                continue
            for pair in mine:
                unit = self._directory.unit(pair.unit)
                if unit is not None:
                    yield _Entry(unit.name, frozenset((unit.id,)), [pair])

    def _is_led(self, pair: Pair, orders: set[Order]) -> bool:
        return pair.order in orders or (
            (self._owner(pair), None) in orders and pair.order not in self._handed_on
        )

    def _owner(self, pair: Pair) -> str:
        """Return the item that a part or a row lies in."""
        place = self._places[pair.item]
        return place.item.id if place.chain else ""

    def _given_away(self) -> Iterator[Order]:
        """Yield parts and rows that are ordered to somebody else than their item."""
        for element in self._notice.elements():
            for item in element.walk() if isinstance(element, Item) else ():
                for index, part in enumerate(item.parts):
                    if part.roles.to:
                        yield item.id, index
                for row in item.table.rows if item.table else ():
                    if row.roles.to:
                        yield row.id, None


def _widest(entries: Iterable[_Entry]) -> list[_Entry]:
    """Return the entries that no other one contains; these take on what the narrower ones mean."""
    every = list(entries)
    kept = []
    for entry in every:
        wider = [other for other in every if entry.units < other.units]
        if wider:
            max(wider, key=lambda other: len(other.units)).pairs += entry.pairs
        else:
            kept.append(entry)
    return kept


def _raised(name: str) -> str:
    return name[:1].upper() + name[1:]
