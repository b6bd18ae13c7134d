"""Who reads one letter (per: unit, per: audience): units, or a group as the notice addresses it.

An order that names a group goes to the group, an order that names a unit goes to the unit itself;
a group inside a larger one that also gets a letter folds into it, and units with the same orders
share a letter. Everything that a shared letter says holds for each of its readers, the general
sentence included; only a folded group's orders are read by others of the larger group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from soanthao.notice.assignment import Assignment, Pair, Role, expand, roles_in_force
from soanthao.notice.notice import Notice
from soanthao.notice.unit import ALL, Group, Unit, Verb

_Key = tuple[Verb, frozenset[object], frozenset[object], frozenset[object]]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Orders that a unit's own letter refers to: the letter to *group* carries them."""

    group: Group
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Audience:
    """The readers of one letter and what it says to them.

    Attributes:
        id: of the group or of the first unit.
        units: in the order of the directory.
        group: as whom they are addressed; None where they are named one by one.
        pairs: what is carried word for word, in the order of the assignment; what they are only
            told included.
        general: orders to everybody that a sentence refers to.
        grouped: what the letters of their groups carry.
    """

    id: str
    units: tuple[Unit, ...]
    group: Group | None
    pairs: tuple[Pair, ...]
    general: tuple[Pair, ...] = ()
    grouped: tuple[Grouped, ...] = ()


class Addressing:
    """Works out who reads which letter."""

    def __init__(self, notice: Notice, assignment: Assignment) -> None:
        self._notice = notice
        self._directory = notice.agency.directory
        self._options = notice.letters
        self._roles = roles_in_force(notice)
        self._order = {pair: at for at, pair in enumerate(assignment.pairs)}
        self._place = {unit.id: at for at, unit in enumerate(self._directory.units)}
        self._groups = {group.id: at for at, group in enumerate(self._directory.groups)}
        self._groups[ALL] = len(self._groups)
        everybody = self._directory.group(ALL)
        self._by_id = {group.id: group for group in (*self._directory.groups, everybody) if group}
        self._members: dict[str, tuple[str, ...]] = {}
        self._verbs: dict[str, Verb] = {}
        self._by_unit: dict[str, list[Pair]] = {}
        for pair in assignment.pairs:
            self._by_unit.setdefault(pair.unit, []).append(pair)

    @cached_property
    def own(self) -> frozenset[str]:
        """Ids of the units that a letter addresses by themselves, whether it is made or not."""
        return frozenset(unit for unit, pairs in self._named.items() if pairs)

    def audiences(self) -> tuple[Audience, ...]:
        """Return the audiences in the order of the directory, a group before its units."""
        wanted = self._wanted()
        own = self._shared(wanted) if self._by_audience else self._single(wanted)
        found = [*self._to_groups(wanted), *own]
        return tuple(sorted(found, key=self._position))

    @property
    def _by_audience(self) -> bool:
        return self._options.per == "audience"

    def _position(self, audience: Audience) -> tuple[int, int, int]:
        first = self._place[audience.units[0].id]
        if audience.id not in self._groups:
            return first, 0, 0
        return first, -len(self._specific(audience.id)), self._groups[audience.id]

    def _wanted(self) -> Set[str]:
        directory, day = self._directory, self._notice.validity_day
        only, skip = self._options.only, self._options.skip
        wanted = frozenset(expand(directory, only, day)) if only else frozenset(self._by_unit)
        return wanted - frozenset(expand(directory, skip, day))

    def _is_verbatim(self, pair: Pair) -> bool:
        return not pair.general or self._options.general == "verbatim"

    # Who carries what

    @cached_property
    def _carriers(self) -> Mapping[Pair, str]:
        """The group, folding included, whose letter carries a pair; absent: the unit's own."""
        if not self._by_audience:
            return {}
        named = {
            pair: group
            for pairs in self._by_unit.values()
            for pair in pairs
            if self._is_verbatim(pair) and pair.role is not Role.COPY
            for group in self._group_of(pair)
        }
        folds = self._folds(frozenset(named.values()))
        return {pair: folds.get(group, group) for pair, group in named.items()}

    @cached_property
    def _named(self) -> Mapping[str, tuple[Pair, ...]]:
        """The pairs with a duty that a unit's own letter carries, by unit."""
        return {
            unit: tuple(
                pair
                for pair in pairs
                if self._is_verbatim(pair)
                and pair.role is not Role.COPY
                and pair not in self._carriers
            )
            for unit, pairs in self._by_unit.items()
        }

    def _group_of(self, pair: Pair) -> tuple[str, ...]:
        """Return the group as whose member *pair* addresses its unit; nothing: by itself.

        A group wins over the unit's own name unless this stands in a stronger role; of several
        groups the largest, then the first of the directory. A group most of which is addressed
        with the other verb does not speak for the unit.
        """
        roles = self._roles[pair.order]
        for names in (roles.to, roles.with_, roles.guided, roles.copy):
            groups = [name for name in names if pair.unit in self._addressed(name)]
            alike = [id for id in groups if self._verb_of(id) == self._unit(pair.unit).verb]
            if alike:
                return (min(alike, key=lambda id: (-len(self._specific(id)), self._groups[id])),)
            if groups or pair.unit in names:
                return ()
        return ()

    def _folds(self, groups: frozenset[str]) -> Mapping[str, str]:
        """Return the larger group that takes a smaller one in, the largest there is."""
        larger = {
            group: [each for each in groups if self._lies_in(group, each)] for group in groups
        }
        return {
            group: min(
                (each for each in found if not larger[each]),
                key=lambda id: (len(self._specific(id)), self._groups[id]),
            )
            for group, found in larger.items()
            if found
        }

    def _lies_in(self, group: str, other: str) -> bool:
        if group == other or self._verb_of(group) != self._verb_of(other):
            return False
        if self._is_general(other) and not self._is_general(group):
            return False
        inner, outer = set(self._specific(group)), set(self._specific(other))
        return inner < outer or (inner == outer and self._groups[other] < self._groups[group])

    def _addressed(self, name: str) -> tuple[str, ...]:
        """Return whom *name* means as a group in these letters; nobody where it is none."""
        return () if name not in self._groups else self._specific(name)

    def _specific(self, group: str) -> tuple[str, ...]:
        """Return the members that *group* addresses, not merely as everybody."""
        if group not in self._members:
            found = expand(self._directory, (group,), self._notice.validity_day)
            everybody = self._options.general == "verbatim"
            units = (unit for unit, general in found.items() if everybody or not general)
            self._members[group] = tuple(sorted(units, key=self._place.__getitem__))
        return self._members[group]

    def _all_members(self, group: str) -> Set[str]:
        return expand(self._directory, (group,), self._notice.validity_day).keys()

    def _is_general(self, group: str) -> bool:
        return self._by_id[group].general

    def _verb_of(self, group: str) -> Verb:
        """Return how most members are addressed; the others are written to by themselves."""
        if group not in self._verbs:
            verbs = [self._unit(unit).verb for unit in self._specific(group)]
            most: Verb = "giao" if 2 * verbs.count("giao") >= len(verbs) else "đề nghị"
            self._verbs[group] = most
        return self._verbs[group]

    # The letters

    def _to_groups(self, wanted: Set[str]) -> Iterator[Audience]:
        carried: dict[str, list[Pair]] = {}
        for pair, group in self._carriers.items():
            if pair.unit in wanted:
                carried.setdefault(group, []).append(pair)
        for group, pairs in carried.items():
            verb = self._verb_of(group)
            every = [self._unit(id) for id in self._specific(group)]
            readers = tuple(unit for unit in every if unit.verb == verb and unit.id in wanted)
            left = sum(unit.verb == verb for unit in every) - len(readers)
            is_whole = not left and len(every) == len(self._all_members(group))
            yield Audience(
                group,
                readers,
                self._by_id[group] if is_whole else None,
                tuple(sorted(pairs, key=self._order.__getitem__)),
                self._general(readers),
            )

    def _shared(self, wanted: Set[str]) -> Iterator[Audience]:
        """Yield the letters to units that are named, those with the same orders together."""
        alike: dict[_Key, list[Audience]] = {}
        for audience in self._single(wanted):
            alike.setdefault(_key(audience), []).append(audience)
        for same in alike.values():
            yield Audience(
                same[0].id,
                tuple(unit for each in same for unit in each.units),
                None,
                self._sorted(pair for each in same for pair in each.pairs),
                self._sorted(pair for each in same for pair in each.general),
                tuple(
                    Grouped(parts[0].group, self._sorted(p for each in parts for p in each.pairs))
                    for parts in zip(*(each.grouped for each in same), strict=True)
                ),
            )

    def _single(self, wanted: Set[str]) -> Iterator[Audience]:
        for unit in self._directory.units:
            duties = self._named.get(unit.id, ())
            if duties and unit.id in wanted:
                told = (
                    pair
                    for pair in self._by_unit[unit.id]
                    if pair.role is Role.COPY and self._is_verbatim(pair)
                )
                yield Audience(
                    unit.id,
                    (unit,),
                    None,
                    self._sorted((*duties, *told)),
                    self._general((unit,)),
                    tuple(self._grouped(unit)),
                )

    def _sorted(self, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        return tuple(sorted(pairs, key=self._order.__getitem__))

    def _refers(self, unit: Unit) -> bool:
        """Tell whether a sentence of the letter names what everybody is ordered to do.

        Nothing may be added to a trích sao, and a unit that is only asked is not reminded.
        """
        options = self._options
        return options.form == "cong-van" and options.general == "reference" and unit.verb == "giao"

    def _general(self, units: Iterable[Unit]) -> tuple[Pair, ...]:
        return self._sorted(
            pair
            for unit in units
            if self._refers(unit)
            for pair in self._by_unit.get(unit.id, ())
            if pair.general and pair.role is not Role.COPY
        )

    def _grouped(self, unit: Unit) -> Iterator[Grouped]:
        found: dict[str, list[Pair]] = {}
        for pair in self._by_unit[unit.id] if self._refers(unit) else ():
            if pair in self._carriers:
                found.setdefault(self._carriers[pair], []).append(pair)
        for group, pairs in found.items():
            yield Grouped(self._by_id[group], tuple(pairs))

    def _unit(self, id: str) -> Unit:
        return self._directory.units[self._place[id]]


def _key(audience: Audience) -> _Key:
    """Return what units must have in common to share a letter: everything that it says."""
    return (
        audience.units[0].verb,
        frozenset((pair.order, pair.role) for pair in audience.pairs),
        frozenset(pair.order for pair in audience.general),
        frozenset((each.group.id, pair.order) for each in audience.grouped for pair in each.pairs),
    )
