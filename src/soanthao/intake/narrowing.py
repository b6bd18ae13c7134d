"""A group below a heading that names only some of its units: perhaps only those are meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from soanthao.intake.orders import Context, Values
from soanthao.intake.proposal import Path
from soanthao.language.lexicon import POINTED
from soanthao.notice.source import Place
from soanthao.notice.unit import Directory

_ROLES: Final = ("to", "with", "guided")
_FEWEST: Final = 2
"""One unit above does not make ``các xã`` mean that unit."""


def ids_of(keys: Values, role: str) -> tuple[str, ...]:
    """Return the ids that *keys* give *role*."""
    ids = keys.get(role)
    return tuple(each for each in ids if isinstance(each, str)) if isinstance(ids, list) else ()


def doubt_some_of_group(
    context: Context, keys: Values, above: tuple[str, ...], at: Path, place: Place
) -> None:
    """Note each group in *keys* of which a heading above names only some units.

    Args:
        context: whose directory knows the groups, and who notes the doubts.
        keys: roles and parts of the item.
        above: ids that the items above are addressed to.
        at: the item.
        place: its place in the source.
    """
    directory = context.lexicon.directory
    if len(above) < _FEWEST or not all(directory.unit(id) for id in above):
        return
    for id in dict.fromkeys(_named(keys)):
        group = directory.group(id)
        if group is not None and set(above) < set(_units(directory, id, ())):
            named = ", ".join(unit.name for each in above if (unit := directory.unit(each)))
            message = (
                f"“{group.running_name}” ở đây có thể chỉ là các đơn vị nêu phía trên ({named}); "
                "hãy ghi rõ đơn vị nào"
            )
            context.doubts.say(POINTED, message, at, place)


def _named(keys: Values) -> Iterator[str]:
    for role in _ROLES:
        yield from ids_of(keys, role)
    parts = keys.get("parts")
    for part in parts if isinstance(parts, list) else ():
        yield from _named(part)


def _units(directory: Directory, id: str, seen: tuple[str, ...]) -> Iterator[str]:
    """Yield the ids of the units of group *id*, those of groups inside it included."""
    for member in directory.members(id):
        if directory.group(member) is None:
            yield member
        elif member not in seen:
            yield from _units(directory, member, (*seen, id))
