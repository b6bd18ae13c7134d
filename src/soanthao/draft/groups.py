"""Groups of agency.yaml: no loops, nobody left empty, no more paths than can be followed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from soanthao.draft.faults import Faults
from soanthao.draft.leaves import kept
from soanthao.draft.schema_agency import GroupShape
from soanthao.notice.unit import ALL, Directory

MAX_DEPTH: Final = 20
"""Groups within groups within groups."""

MAX_WAYS: Final = 10_000
"""Ways from a group down to the groups below it: forty groups can have a million million."""

_SHOWN: Final = 10
"""Links of a loop that a message shows."""

Below = Mapping[str, tuple[str, ...]]


def check_groups(
    directory: Directory, written: Sequence[GroupShape], faults: Faults
) -> frozenset[str]:
    """Note loops, groups behind which no unit stands, and bombs; return the faulty groups."""
    below = {group.id: directory.members(group.id) for group in directory.groups}
    named = [each for each in written if each.id and each.id.value in below]
    faulty = _check_loops(below, named, faults)
    faulty |= _check_ways(below, named, faulty, faults)
    for each in named:
        if each.id and len(each.members) != len(kept(each.members)):
            faulty.add(each.id.value)
    units = {unit.id for unit in directory.units}
    reaching = _reaching(below, units, faulty)
    for each in named:
        if each.id and each.id.value not in reaching:
            faults.add("Y407", each.id.node, id=each.id.value)
            faulty.add(each.id.value)
    return frozenset(faulty)


def _reaching(below: Below, units: set[str], faulty: set[str]) -> set[str]:
    """Return the groups behind which somebody stands, or may stand."""
    above: dict[str, list[str]] = {}
    reached: list[str] = []
    for id, members in below.items():
        # A member that is unknown is a fault of its own, and may be somebody.
        somebody = id in faulty or any(
            each == ALL or each in units or each not in below for each in members
        )
        if somebody:
            reached.append(id)
        for each in members:
            above.setdefault(each, []).append(id)
    reaching = set(reached)
    for id in reached:
        fresh = [each for each in above.get(id, ()) if each not in reaching]
        reaching.update(fresh)
        reached.extend(dict.fromkeys(fresh))
    return reaching


def _check_loops(below: Below, named: Sequence[GroupShape], faults: Faults) -> set[str]:
    """Note each loop of groups once, at the group of it that is written first."""
    open_ends = _without_leaves(below)
    looping: set[str] = set()
    for each in named:
        if each.id is None or each.id.value in looping or each.id.value not in open_ends:
            continue
        loop = _loop(open_ends, each.id.value, looping)
        if loop:
            looping.update(loop)
            shown = (*loop[:_SHOWN], "…") if len(loop) > _SHOWN else loop
            faults.add("Y406", each.id.node, loop=" → ".join((*shown, loop[0])))
    return looping


def _without_leaves(below: Below) -> dict[str, list[str]]:
    """Return the groups from which some loop can be reached, with their groups of that kind."""
    above: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    for id, members in below.items():
        groups = [each for each in members if each in below]
        waiting[id] = len(groups)
        for each in groups:
            above.setdefault(each, []).append(id)
    done = [id for id, count in waiting.items() if count == 0]
    for id in done:
        for each in above.get(id, ()):
            waiting[each] -= 1
            if waiting[each] == 0:
                done.append(each)
    gone = set(done)
    return {
        id: [each for each in members if each in below and each not in gone]
        for id, members in below.items()
        if id not in gone
    }


def _loop(groups: Mapping[str, list[str]], start: str, known: set[str]) -> tuple[str, ...]:
    """Return a shortest way from *start* back to itself past no *known* loop; empty if none is."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        id = waiting.popleft()
        for member in groups[id]:
            if member == start:
                return tuple(_way(came, start, id))
            if member not in came and member not in known:
                came[member] = id
                waiting.append(member)
    return ()


def _way(came: Mapping[str, str], start: str, end: str) -> list[str]:
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def _check_ways(
    below: Below, named: Sequence[GroupShape], looping: set[str], faults: Faults
) -> set[str]:
    """Note the first group whose members could not be followed to the end in reasonable time."""
    ways: dict[str, tuple[int, int]] = {}
    for id in _lowest_first(below):
        inner = [ways[each] for each in below[id] if each in ways]
        count = 1 + sum(count for count, _ in inner)
        ways[id] = min(count, MAX_WAYS + 1), 1 + max((depth for _, depth in inner), default=0)
    bombs = {
        id
        for id, (count, depth) in ways.items()
        if (count > MAX_WAYS or depth > MAX_DEPTH) and id not in looping
    }
    for each in named:
        if each.id and each.id.value in bombs:
            faults.add("Y416", each.id.node, id=each.id.value)
            break
    return bombs


def _lowest_first(below: Below) -> Iterator[str]:
    """Yield each group after the groups inside it, but for loops, which are noted already."""
    seen: set[str] = set()
    for top in below:
        stack = [(top, False)]
        while stack:
            id, is_left = stack.pop()
            if is_left:
                yield id
            elif id not in seen:
                seen.add(id)
                stack.append((id, True))
                stack.extend((each, False) for each in below[id] if each in below)
