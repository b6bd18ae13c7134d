"""Who is ordered to do what, computed a second time, slowly and by definition.

Nothing is expanded and nothing is imported from the assignment: for every unit and every order
the question "does this unit hold this role here, and would it without the general groups?" is put
anew and answered by walking up from the order and down into the groups. Slow, and hard to get
wrong in the same way twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from soanthao.notice.item import Item, Roles, Table
from soanthao.notice.notice import Notice
from soanthao.notice.unit import ALL, Unit

ROLES = ("to", "with", "guided", "copy")
"""From the strongest to the weakest."""

OraclePair = tuple[str, int | None, str, str, bool]
"""Id of the item or row, index of the part, unit, role, whether only a general group gives it."""


@dataclass(frozen=True)
class Order:
    """Something that can be ordered, and the roles written on the way down to it.

    Attributes:
        whole: the chain of the item that holds it, where that item is an order itself.
    """

    id: str
    part: int | None
    chain: tuple[Roles, ...]
    whole: tuple[Roles, ...] | None = None


def oracle_pairs(notice: Notice) -> set[OraclePair]:
    """Return every pair of *notice*."""
    found = set()
    for unit in notice.agency.directory.units:
        for order in orders_of(notice):
            held = _holding(notice, unit, order.chain)
            if held is None or _has_the_whole_already(notice, unit, order, held):
                continue
            role, general = held
            found.add((order.id, order.part, unit.id, role, general))
    return found


def orders_of(notice: Notice) -> Iterator[Order]:
    """Yield everything that can be a pair, in the notice's order."""
    for element in notice.elements():
        if isinstance(element, Item):
            yield from _orders_of_item(element, ())
        elif isinstance(element, Table):
            yield from _orders_of_rows(element, (), None)


def _orders_of_item(item: Item, above: tuple[Roles, ...]) -> Iterator[Order]:
    chain = (*above, item.roles)
    is_order = item.order and not item.lead
    whole = chain if is_order else None
    if is_order:
        yield Order(item.id, None, chain)
    for index, part in enumerate(item.parts):
        yield Order(item.id, index, (*chain, part.roles), whole)
    if item.table is not None:
        yield from _orders_of_rows(item.table, chain, whole)
    for child in item.items:
        yield from _orders_of_item(child, chain)


def _orders_of_rows(
    table: Table, above: tuple[Roles, ...], whole: tuple[Roles, ...] | None
) -> Iterator[Order]:
    for row in table.rows:
        if row.id:
            yield Order(row.id, None, (*above, row.roles), whole)


def _has_the_whole_already(
    notice: Notice, unit: Unit, order: Order, held: tuple[str, bool]
) -> bool:
    """Tell whether the item itself reaches *unit*, as strongly and not merely as everybody."""
    if order.whole is None:
        return False
    whole = _holding(notice, unit, order.whole)
    if whole is None:
        return False
    named_here_only = whole[1] and not held[1]
    return ROLES.index(whole[0]) <= ROLES.index(held[0]) and not named_here_only


def _holding(notice: Notice, unit: Unit, chain: tuple[Roles, ...]) -> tuple[str, bool] | None:
    """Return the strongest role of *unit* at the end of *chain*, and whether it is general."""
    strongest = next((r for r in ROLES if _holds(notice, unit, r, chain, True)), None)
    if strongest is None:
        return None
    named = any(_holds(notice, unit, role, chain, False) for role in ROLES)
    return strongest, not named


def _holds(
    notice: Notice, unit: Unit, role: str, chain: tuple[Roles, ...], with_general: bool
) -> bool:
    """Tell whether *unit* holds *role* at the end of *chain*.

    The nearest link that says who is in charge cuts off all that is above it.
    """
    for link in reversed(chain):
        names = getattr(link, "with_" if role == "with" else role)
        if any(_stands_for(notice, name, unit, with_general) for name in names):
            return True
        if link.to:
            return False
    return False


def _stands_for(notice: Notice, name: str, unit: Unit, with_general: bool) -> bool:
    """Tell whether *name* means *unit*, or is a group that it belongs to on the day."""
    if name == unit.id:
        return True
    lives = (unit.valid_from is None or unit.valid_from <= notice.validity_day) and (
        unit.valid_until is None or unit.valid_until >= notice.validity_day
    )
    return lives and _belongs(notice, unit, name, with_general)


def _belongs(notice: Notice, unit: Unit, name: str, with_general: bool) -> bool:
    if name == ALL:
        return with_general
    for group in notice.agency.directory.groups:
        if group.id != name or (group.general and not with_general):
            continue
        if group.id in unit.groups or unit.id in group.members:
            return True
        if any(_belongs(notice, unit, member, with_general) for member in group.members):
            return True
    return False
