"""Which letter carries an order to a unit, computed a second time, slowly and by definition.

For every pair the question "as whom does the conclusion address this unit here?" is put anew and
answered by climbing up from the order, name by name. Nothing is imported from what makes letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from oracle_assignment import ROLES, OraclePair, oracle_pairs, orders_of
from soanthao.notice.item import Roles
from soanthao.notice.notice import Notice
from soanthao.notice.unit import ALL, Unit

Carrier = str
"""``group:<id>`` or ``unit:<id>``."""


def duties(notice: Notice) -> set[OraclePair]:
    """Return the pairs that some letter must carry word for word because somebody must act."""
    return {pair for pair in spoken(notice) if pair[3] != "copy"}


def spoken(notice: Notice) -> set[OraclePair]:
    """Return the pairs that are not merely referred to or left out."""
    everybody = notice.letters.general == "verbatim"
    return {pair for pair in oracle_pairs(notice) if everybody or not pair[4]}


def carriers(notice: Notice) -> dict[OraclePair, Carrier]:
    """Return the letter of each duty with ``per: audience``."""
    found = {pair: _carrier(notice, pair) for pair in duties(notice)}
    groups = {each for each in found.values() if each.startswith("group:")}
    return {pair: _folded(notice, each, groups) for pair, each in found.items()}


def _carrier(notice: Notice, pair: OraclePair) -> Carrier:
    item, part, unit_id, _, _ = pair
    unit = next(each for each in notice.agency.directory.units if each.id == unit_id)
    chain = next(each.chain for each in orders_of(notice) if (each.id, each.part) == (item, part))
    for role in ROLES:
        names = set(_written(chain, role))
        groups = [name for name in names if unit in members(notice, name)]
        if groups:
            order = {name: at for at, name in enumerate(_directory(notice))}
            groups.sort(key=lambda name: (-len(members(notice, name)), order[name]))
            alike = [name for name in groups if verb(notice, name) == unit.verb]
            return f"group:{alike[0]}" if alike else f"unit:{unit_id}"
        if unit_id in names:
            return f"unit:{unit_id}"
    raise AssertionError("a pair that nobody wrote down")


def _written(chain: tuple[Roles, ...], role: str) -> Iterator[str]:
    """Yield the names of one role that hold at the end of *chain*."""
    for link in reversed(chain):
        yield from getattr(link, "with_" if role == "with" else role)
        if link.to:
            return


def _directory(notice: Notice) -> list[str]:
    return [*(group.id for group in notice.agency.directory.groups), ALL]


def members(notice: Notice, name: str) -> list[Unit]:
    """Return the units that *name* addresses as a group; nobody where it is none."""
    if name not in _directory(notice):
        return []
    return [unit for unit in notice.agency.directory.units if _is_in(notice, unit, name)]


def _is_in(notice: Notice, unit: Unit, name: str) -> bool:
    day = notice.validity_day
    if (unit.valid_from and unit.valid_from > day) or (unit.valid_until and unit.valid_until < day):
        return False
    everybody = notice.letters.general == "verbatim"
    if name == ALL:
        return everybody
    group = next((each for each in notice.agency.directory.groups if each.id == name), None)
    if group is None or (group.general and not everybody):
        return False
    return (
        name in unit.groups
        or unit.id in group.members
        or any(_is_in(notice, unit, inner) for inner in group.members if inner != unit.id)
    )


def verb(notice: Notice, group: str) -> str:
    """Return how most members are addressed, *giao* where it is even."""
    asked = [unit for unit in members(notice, group) if unit.verb == "đề nghị"]
    return "đề nghị" if 2 * len(asked) > len(members(notice, group)) else "giao"


def _folded(notice: Notice, carrier: Carrier, groups: set[Carrier]) -> Carrier:
    larger = [each for each in groups if _lies_in(notice, carrier, each)]
    if not carrier.startswith("group:") or not larger:
        return carrier
    largest = [each for each in larger if not any(_lies_in(notice, each, x) for x in groups)]
    order = {f"group:{name}": at for at, name in enumerate(_directory(notice))}
    size = {each: len(members(notice, each.removeprefix("group:"))) for each in largest}
    return min(largest, key=lambda each: (size[each], order[each]))


def _lies_in(notice: Notice, inner: Carrier, outer: Carrier) -> bool:
    if not (inner.startswith("group:") and outer.startswith("group:")) or inner == outer:
        return False
    small, large = (each.removeprefix("group:") for each in (inner, outer))
    if verb(notice, small) != verb(notice, large):
        return False
    if _is_general(notice, large) and not _is_general(notice, small):
        return False
    mine = {unit.id for unit in members(notice, small)}
    theirs = {unit.id for unit in members(notice, large)}
    order = _directory(notice)
    if mine == theirs:
        return order.index(large) < order.index(small)
    return mine <= theirs


def _is_general(notice: Notice, group: str) -> bool:
    if group == ALL:
        return True
    return any(each.id == group and each.general for each in notice.agency.directory.groups)
