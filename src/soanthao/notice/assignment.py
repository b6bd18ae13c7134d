"""Who is ordered to do what (giao việc): from roles as written to pairs of order and unit.

A pair is (item, part or table row, unit, role). The rules are those of the two-file contract,
"What a unit receives"; ``docs/decisions.md`` tells how its silent corners are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from soanthao.notice.item import Element, Item, Roles, Table
from soanthao.notice.notice import Notice
from soanthao.notice.unit import Directory


class Role(StrEnum):
    """What a unit is to an order, the strongest first."""

    TO = "to"
    WITH = "with"
    GUIDED = "guided"
    COPY = "copy"

    @property
    def rank(self) -> int:
        """0 for the strongest role, 3 for the weakest."""
        return _RANKS[self]


_RANKS = {role: rank for rank, role in enumerate(Role)}

Order = tuple[str, int | None]
"""What is ordered: id of the item or row, index of the part or None for the whole."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One order that reaches one unit.

    Attributes:
        item: id of the item, or of the table row that is an order.
        part: index into the item's parts, None for the whole.
        general: the unit is reached through general groups alone.
    """

    item: str
    part: int | None
    unit: str
    role: Role
    general: bool = False

    @property
    def order(self) -> Order:
        """What is ordered, whoever holds it."""
        return self.item, self.part


@dataclass(frozen=True, slots=True)
class Assignment:
    """All pairs of a notice, in its order; within an order the strongest role first."""

    pairs: tuple[Pair, ...]

    def of(self, unit: str) -> tuple[Pair, ...]:
        """Return the pairs of one unit in the notice's order."""
        return tuple(pair for pair in self.pairs if pair.unit == unit)


@dataclass(frozen=True, slots=True)
class _Hold:
    """How a unit is held by an order: its strongest role, and whether only as "everybody"."""

    role: Role
    general: bool


def expand(directory: Directory, ids: Iterable[str], day: date) -> dict[str, bool]:
    """Return the units behind *ids* on *day*, each with whether only general groups name it.

    Order is kept and a unit comes once, where it first appears. Units that do not exist on *day*
    are left out of groups; a unit named by its own id is kept, reading has refused it before.
    """
    units: dict[str, bool] = {}
    for unit, general in _named(directory, ids, day):
        units[unit] = units.get(unit, True) and general
    return units


def assign(notice: Notice) -> Assignment:
    """Return who holds what in *notice*."""
    return Assignment(tuple(_Walk(notice.agency.directory, notice.validity_day).pairs(notice)))


def roles_in_force(notice: Notice) -> Mapping[Order, Roles]:
    """Return as whom everything that can be a pair names its units, inheritance included."""
    return {
        order: roles
        for element in notice.elements()
        for order, roles in _in_force(element, Roles())
    }


def _in_force(element: Element, outer: Roles) -> Iterator[tuple[Order, Roles]]:
    table = element if isinstance(element, Table) else None
    if isinstance(element, Item):
        outer = element.roles.under(outer)
        table = element.table
        if element.orders:
            yield (element.id, None), outer
        for index, part in enumerate(element.parts):
            yield (element.id, index), part.roles.under(outer)
    for row in table.rows if table else ():
        if row.is_order:
            yield (row.id, None), row.roles.under(outer)
    for child in element.items if isinstance(element, Item) else ():
        yield from _in_force(child, outer)


def _named(directory: Directory, ids: Iterable[str], day: date) -> Iterator[tuple[str, bool]]:
    for name in ids:
        if directory.unit(name) is not None:
            yield name, False
        else:
            yield from _inside(directory, name, day, frozenset())


def _inside(
    directory: Directory, name: str, day: date, above: frozenset[str]
) -> Iterator[tuple[str, bool]]:
    group = directory.group(name)
    if group is None or name in above:
        return
    for member in directory.members(name):
        unit = directory.unit(member)
        if unit is None:
            for inner, general in _inside(directory, member, day, above | {name}):
                yield inner, general or group.general
        elif unit.valid_on(day):
            yield member, group.general


class _Walk:
    """One walk over a notice; expansions are remembered."""

    def __init__(self, directory: Directory, day: date) -> None:
        self._directory = directory
        self._day = day
        self._known: dict[Roles, Mapping[str, _Hold]] = {}

    def pairs(self, notice: Notice) -> Iterator[Pair]:
        for element in notice.elements():
            yield from self._element(element, Roles())

    def _element(self, element: Element, outer: Roles) -> Iterator[Pair]:
        if isinstance(element, Item):
            yield from self._item(element, outer)
        elif isinstance(element, Table):
            yield from self._rows(element, outer, {})

    def _item(self, item: Item, outer: Roles) -> Iterator[Pair]:
        roles = item.roles.under(outer)
        whole = self._holds(roles) if item.orders else {}
        yield from _pairs(item.id, None, whole)
        for index, part in enumerate(item.parts):
            holds = self._holds(part.roles.under(roles))
            yield from _pairs(item.id, index, _beyond(whole, holds))
        if item.table is not None:
            yield from self._rows(item.table, roles, whole)
        for child in item.items:
            yield from self._item(child, roles)

    def _rows(self, table: Table, outer: Roles, whole: Mapping[str, _Hold]) -> Iterator[Pair]:
        for row in table.rows:
            if row.is_order:
                holds = self._holds(row.roles.under(outer))
                yield from _pairs(row.id, None, _beyond(whole, holds))

    def _holds(self, roles: Roles) -> Mapping[str, _Hold]:
        if roles not in self._known:
            self._known[roles] = self._hold(roles)
        return self._known[roles]

    def _hold(self, roles: Roles) -> Mapping[str, _Hold]:
        holds: dict[str, _Hold] = {}
        named = (roles.to, roles.with_, roles.guided, roles.copy)
        for role, ids in zip(Role, named, strict=True):
            for unit, general in expand(self._directory, ids, self._day).items():
                held = holds.get(unit)
                if held is None:
                    holds[unit] = _Hold(role, general)
                elif held.general and not general:
                    holds[unit] = _Hold(held.role, general=False)
        return holds


def _pairs(item: str, part: int | None, holds: Mapping[str, _Hold]) -> Iterator[Pair]:
    for unit, hold in holds.items():
        yield Pair(item, part, unit, hold.role, hold.general)


def _beyond(whole: Mapping[str, _Hold], holds: Mapping[str, _Hold]) -> Mapping[str, _Hold]:
    """Return the *holds* on a part that the *whole* item does not give already.

    Whoever holds the whole item as strongly needs no part of it; but a unit that the part names
    keeps it although the item reaches the unit only as one of everybody.
    """
    return {unit: hold for unit, hold in holds.items() if not _covers(whole.get(unit), hold)}


def _covers(whole: _Hold | None, hold: _Hold) -> bool:
    if whole is None or (whole.general and not hold.general):
        return False
    return whole.role.rank <= hold.role.rank
