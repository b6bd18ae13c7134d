"""Which units and groups a conclusion may name on its day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final

from soanthao.draft.agency import ReadAgency
from soanthao.draft.faults import Faults, hint, shortened
from soanthao.draft.leaves import kept
from soanthao.draft.nodes import Node, Placed
from soanthao.language.nearest import folded, nearest
from soanthao.notice.unit import Directory, Group, Unit

_COMPARED: Final = 2_000
"""Ids among which a mistyped one is looked for; more would take long for each mistake."""

_SEVERAL: Final = "; nhiều đơn vị thì đặt trong ngoặc vuông, như [xa-a, xa-b]"


@dataclass(frozen=True, slots=True)
class Referee:
    """Checks every id that a conclusion names.

    Attributes:
        read: None where the agency cannot be read: then no id is judged.
        day: None where the validity day is unknown: then no date is judged.
    """

    read: ReadAgency | None
    day: date | None
    faults: Faults
    _called: dict[str, str] = field(init=False, repr=False, default_factory=dict)
    """Names and aliases as they are compared → ids; made when somebody first errs."""

    def named(self, ids: tuple[Placed[str] | None, ...]) -> tuple[str, ...]:
        """Return the *ids*, each once; what is unknown or not valid on the day is noted."""
        sound = kept(ids)
        for each in sound:
            self.check(each.value, each.node)
        return tuple(dict.fromkeys(each.value for each in sound))

    def check(self, id: str, node: Node) -> None:
        """Note it if *id* names nobody on the day."""
        if self.read is None:
            return
        directory = self.read.agency.directory
        unit = directory.unit(id)
        if unit:
            self._check_unit(unit, node)
        elif directory.group(id) is None:
            if self.read.complete:
                near = _SEVERAL if "," in id else hint(self._meant(id, self.read))
                self.faults.add("Y501", node, id=shortened(id), hint=near)
        elif self.day and not self._anybody(self.read, id, self.day):
            self.faults.add("Y504", node, id=id, day=self.day)

    def _check_unit(self, unit: Unit, node: Node) -> None:
        if self.day is None or unit.valid_on(self.day):
            return
        if unit.valid_from and self.day < unit.valid_from:
            self.faults.add("Y503", node, id=unit.id, start=unit.valid_from, day=self.day)
            return
        successor = self._successor(unit)
        words = f"; đơn vị kế thừa là “{successor}”" if successor else "; hãy bỏ hoặc thay đơn vị"
        until = unit.valid_until
        self.faults.add("Y502", node, id=unit.id, until=until, day=self.day, successor=words)

    def _successor(self, unit: Unit) -> str:
        """Return the first successor down the line that is valid on the day, else the next one."""
        directory = self.read.agency.directory if self.read else Directory()
        seen, each = {unit.id}, unit
        while each.successor and each.successor not in seen:
            seen.add(each.successor)
            following = directory.unit(each.successor)
            if following is None:
                break
            if self.day and following.valid_on(self.day):
                return following.id
            each = following
        return unit.successor

    def _meant(self, word: str, read: ReadAgency) -> str | None:
        """Return the id whose name or alias is *word*, else the nearest id."""
        if not self._called:
            directory = read.agency.directory
            everybody: tuple[Unit | Group, ...] = (*directory.units, *directory.groups)
            for each in everybody:
                for name in (each.name, *each.aliases):
                    self._called.setdefault(folded(name), each.id)
        known = islice(read.known(), _COMPARED)
        return self._called.get(folded(word)) or nearest(word, known)

    def _anybody(self, read: ReadAgency, group: str, day: date) -> bool:
        """Tell whether a unit of *group* is valid on *day*, or may be: faults hide members."""
        directory = read.agency.directory
        waiting, seen = [group], {group}
        for each in waiting:
            if each in read.faulty:
                return True
            for member in directory.members(each):
                unit = directory.unit(member)
                if unit.valid_on(day) if unit else directory.group(member) is None:
                    return True
                if member not in seen and unit is None:
                    seen.add(member)
                    waiting.append(member)
        return False
