"""To whom each order goes, worked out a second time: from roles as written and the directory.

Says which letter carries which pair, without asking those who cut the letters (docs of
``per: audience``): a group that an order names is written to as a group, a group inside a larger
one that also gets a letter folds into it, a unit named by itself has its own letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from soanthao.notice.assignment import Assignment, Pair, Role, expand
from soanthao.notice.item import Item, Roles, Table
from soanthao.notice.letter import Letter
from soanthao.notice.notice import Notice
from soanthao.notice.unit import ALL, Unit
from soanthao.render.expectation import Flaw, Key, Proof, name

_LETTERS: Final = "letters"
"""What a flaw names as its file that is of all letters together."""
_NOBODY: Final[frozenset[str]] = frozenset()

Referred = tuple[Pair, str]
"""A pair that a letter refers to, and the group whose letter carries it; empty for everybody."""


class Addressed:
    """Which letter of one notice carries which pair."""

    def __init__(self, notice: Notice, assignment: Assignment) -> None:
        self._notice = notice
        directory = notice.agency.directory
        self._units: Mapping[str, Unit] = {unit.id: unit for unit in directory.units}
        self._roles: Mapping[Key, Roles] = dict(_orders(notice))
        self._around: Mapping[str, str] = {
            row.id: item.id
            for item in notice.items()
            for row in (item.table.rows if item.table else ())
        }
        self._general = {group.id for group in directory.groups if group.general} | {ALL}
        ranked = [*(group.id for group in directory.groups), ALL]
        self._rank = {id_: rank for rank, id_ in enumerate(ranked)}
        self._everybody: dict[str, frozenset[str]] = {}
        self._members: dict[str, frozenset[str]] = {}
        for id_ in ranked:
            found = expand(directory, (id_,), notice.validity_day)
            named = (unit for unit, general in found.items() if not general or self._says_all)
            self._everybody[id_], self._members[id_] = frozenset(found), frozenset(named)
        self._pairs = assignment.pairs
        self._by_unit: dict[str, list[Pair]] = {}
        for pair in assignment.pairs:
            self._by_unit.setdefault(pair.unit, []).append(pair)

    @property
    def _says_all(self) -> bool:
        return self._notice.letters.general == "verbatim"

    def carried(self, letter: Letter) -> tuple[Pair, ...]:
        """Return the pairs that *letter* must carry word for word, unit by unit."""
        return tuple(
            pair
            for unit in letter.units
            for pair in self._by_unit.get(unit.id, ())
            if self._is_verbatim(pair) and self._goes_with(pair, letter)
        )

    def referred(self, letter: Letter) -> tuple[Referred, ...]:
        """Return the pairs that a sentence of *letter* must refer to.

        General orders; in a unit's own letter also those that the letter of its group carries.
        """
        options = self._notice.letters
        if options.general != "reference" or options.form != "cong-van" or letter.verb != "giao":
            return ()
        to_group = letter.id in self._rank
        return tuple(
            (pair, "" if pair.general else self._carrier(pair))
            for unit in letter.units
            for pair in self._by_unit.get(unit.id, ())
            if pair.role is not Role.COPY
            and (pair.general or (not to_group and self._carrier(pair) != pair.unit))
        )

    def reaches(self, unit: str, ids: Iterable[str]) -> bool:
        """Tell whether one of *ids* is *unit*, or a group that stands for it."""
        return any(id_ == unit or unit in self._everybody.get(id_, _NOBODY) for id_ in ids)

    def complete(self, letters: Sequence[Letter]) -> Proof:
        """Return what is wrong with *letters* as a whole.

        Missing is a duty that no letter brings to its unit, and a unit that is to know and that
        nobody tells. Extra is a duty that two letters bring, and an order in a letter one of whose
        readers does not hold it, folded groups excepted.
        """
        if self._notice.letters.form == "none":
            return Proof()
        missing = (*self._unbrought(letters), *self._untold(letters))
        return Proof(missing=missing, extra=tuple(self._misled(letters)))

    # Who carries what

    def _is_verbatim(self, pair: Pair) -> bool:
        return self._says_all or not pair.general

    def _goes_with(self, pair: Pair, letter: Letter) -> bool:
        if pair.role is Role.COPY:
            return letter.id not in self._rank
        return self._carrier(pair) == (letter.id if letter.id in self._rank else pair.unit)

    def _carrier(self, pair: Pair) -> str:
        whom = self._whom.get(pair, pair.unit)
        return self._folds.get(whom, whom)

    @cached_property
    def _whom(self) -> Mapping[Pair, str]:
        """As whom each order addresses each of its units: as a group, or by itself."""
        if self._notice.letters.per == "unit":
            return {}
        duties = (pair for pair in self._pairs if pair.role is not Role.COPY)
        return {pair: self._named(pair) for pair in duties if self._is_verbatim(pair)}

    def _named(self, pair: Pair) -> str:
        """Return the widest group as which the strongest role that names the unit names it.

        A group most of which is addressed with the other verb does not speak for the unit.
        """
        roles = self._roles[pair.item, pair.part]
        for ids in (roles.to, roles.with_, roles.guided, roles.copy):
            groups = [id_ for id_ in ids if pair.unit in self._members.get(id_, _NOBODY)]
            alike = [id_ for id_ in groups if self._verb(id_) == self._units[pair.unit].verb]
            if alike:
                return max(alike, key=lambda id_: (len(self._members[id_]), -self._rank[id_]))
            if groups or pair.unit in ids:
                break
        return pair.unit

    @cached_property
    def _folds(self) -> Mapping[str, str]:
        """The group whose letter takes in the letter to a group inside it."""
        written_to = {whom for whom in self._whom.values() if whom in self._rank}
        around = {
            inner: [outer for outer in written_to if self._is_inside(inner, outer)]
            for inner in written_to
        }
        return {
            inner: min(
                (outer for outer in outers if not around[outer]),
                key=lambda id_: (len(self._members[id_]), self._rank[id_]),
            )
            for inner, outers in around.items()
            if outers
        }

    def _is_inside(self, inner: str, outer: str) -> bool:
        if outer in self._general and inner not in self._general:
            return False
        if inner == outer or self._verb(inner) != self._verb(outer):
            return False
        small, large = self._members[inner], self._members[outer]
        return small < large or (small == large and self._rank[outer] < self._rank[inner])

    def _verb(self, group: str) -> str:
        verbs = [self._units[unit].verb for unit in self._members[group]]
        return "giao" if 2 * verbs.count("giao") >= len(verbs) else "đề nghị"

    # The letters as a whole

    def _unbrought(self, letters: Sequence[Letter]) -> Iterator[Flaw]:
        brought = {pair for letter in letters for pair in letter.pairs}
        wanted = self._wanted()
        for pair in self._pairs:
            if pair.role is Role.COPY or not self._is_verbatim(pair) or pair.unit not in wanted:
                continue
            if pair not in brought:
                yield self._flaw(pair, "không có trong văn bản nào gửi", pair.unit)

    def _wanted(self) -> frozenset[str]:
        options, directory = self._notice.letters, self._notice.agency.directory
        day = self._notice.validity_day
        wanted = frozenset(expand(directory, options.only, day) if options.only else self._units)
        return wanted - frozenset(expand(directory, options.skip, day))

    def _untold(self, letters: Sequence[Letter]) -> Iterator[Flaw]:
        """Yield those who are to know, whom neither their own letter nor that of a lead tells."""
        if self._notice.letters.form != "cong-van":
            return
        told = {pair for letter in letters for pair in letter.pairs}
        told |= {pair for letter in letters for _, pairs in letter.informed for pair in pairs}
        leads: dict[Key, list[Letter]] = {}
        for letter in letters:
            for pair in letter.pairs:
                if pair.role is Role.TO:
                    leads.setdefault((pair.item, pair.part), []).append(letter)
        for pair in self._pairs:
            if pair.role is not Role.COPY or pair.general or pair in told:
                continue
            others = [letter for key in self._held_by(pair) for letter in leads.get(key, ())]
            readers = {unit.id for letter in others for unit in letter.units}
            if others and pair.unit not in readers and not self._has_own_letter(pair.unit):
                yield self._flaw(pair, "không ghi “để biết” ở văn bản nào cho", pair.unit)

    def _held_by(self, pair: Pair) -> tuple[Key, ...]:
        """Return the orders by which somebody may hold the words of *pair*: itself, a whole."""
        around = self._around.get(pair.item, pair.item)
        return tuple(dict.fromkeys(((pair.item, pair.part), (pair.item, None), (around, None))))

    def _has_own_letter(self, unit: str) -> bool:
        return any(
            pair.role is not Role.COPY and self._is_verbatim(pair) and self._carrier(pair) == unit
            for pair in self._by_unit.get(unit, ())
        )

    def _misled(self, letters: Sequence[Letter]) -> Iterator[Flaw]:
        seen: set[Pair] = set()
        for letter in letters:
            must = frozenset(self.carried(letter))
            for pair in letter.pairs:
                if pair not in must or pair in seen:
                    yield self._flaw(pair, f"thừa hoặc lặp lại trong văn bản {letter.id} cho")
            seen |= set(letter.pairs)
            for pair, unit in self._unheld(letter):
                yield self._flaw(pair, f"đứng trong văn bản {letter.id} mà không giao", unit)

    def _unheld(self, letter: Letter) -> Iterator[tuple[Pair, str]]:
        """Yield orders of *letter* that one of its readers does not hold, folded ones excepted."""
        orders = {(pair.item, pair.part): pair for pair in letter.pairs}
        for unit in letter.units:
            held = {(pair.item, pair.part) for pair in self._by_unit.get(unit.id, ())}
            for pair in orders.values():
                whom = self._whom.get(pair, pair.unit)
                is_folded = self._folds.get(whom, "") == letter.id
                if not is_folded and held.isdisjoint(self._held_by(pair)):
                    yield pair, unit.id

    def _flaw(self, pair: Pair, why: str, unit: str = "") -> Flaw:
        who = self._units[unit or pair.unit]
        detail = f"nội dung {name(pair.item, pair.part)} {why} {who.name}"
        return Flaw(_LETTERS, detail, pair.item, pair.part, who.id)


def _orders(notice: Notice) -> Iterator[tuple[Key, Roles]]:
    """Yield the roles in force for every item, part and row, inheritance included."""
    for element in notice.elements():
        if isinstance(element, Item):
            yield from _inside(element, Roles())
        elif isinstance(element, Table):
            yield from (((row.id, None), row.roles) for row in element.rows)


def _inside(item: Item, outer: Roles) -> Iterator[tuple[Key, Roles]]:
    roles = item.roles.under(outer)
    yield (item.id, None), roles
    for index, part in enumerate(item.parts):
        yield (item.id, index), part.roles.under(roles)
    for row in item.table.rows if item.table else ():
        yield (row.id, None), row.roles.under(roles)
    for child in item.items:
        yield from _inside(child, roles)
