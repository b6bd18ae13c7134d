"""Whom an agency directs (danh bạ đơn vị): dated units, groups of them, the directory of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Verb = Literal["giao", "đề nghị"]

ALL = "all"
"""Id of the built-in general group: every unit valid on the day."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that can be ordered to do something (đơn vị).

    Attributes:
        groups: ids of groups that the unit joins by itself.
        verb: how the agency addresses it: *giao* (under it) or *đề nghị* (beside it).
        addressee: how "Kính gửi" names it; empty means the name.
        valid_from, valid_until: both inclusive; None is open.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    verb: Verb = "giao"
    addressee: str = ""
    email: str = ""
    code: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str = ""

    def valid_on(self, day: date) -> bool:
        """Tell whether the unit exists on *day*."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_until is None or day <= self.valid_until)

    @property
    def called(self) -> str:
        """The name that "Kính gửi" uses."""
        return self.addressee or self.name


@dataclass(frozen=True, slots=True)
class Group:
    """A name for several units (nhóm); *general* ones stand for "everybody" in notices."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    addressee: str = ""
    members: tuple[str, ...] = ()
    general: bool = False

    @property
    def called(self) -> str:
        """The name that "Kính gửi" uses."""
        return self.addressee or self.name

    @property
    def running_name(self) -> str:
        """The name inside a sentence: ``các phòng`` for ``Các phòng``, but ``UBND các xã``."""
        is_plural = self.name.startswith(("Các ", "Những ", "Mọi "))
        return self.name[:1].lower() + self.name[1:] if is_plural else self.name


@dataclass(frozen=True, slots=True)
class Directory:
    """Units and groups under one namespace (danh bạ), in the order in which they were written."""

    units: tuple[Unit, ...] = ()
    groups: tuple[Group, ...] = ()
    _units: dict[str, Unit] = field(init=False, repr=False, compare=False)
    _groups: dict[str, Group] = field(init=False, repr=False, compare=False)
    names: frozenset[str] = field(init=False, repr=False, compare=False)
    """Every name by which a notice may call a unit or a group, casefolded."""

    def __post_init__(self) -> None:
        called = [(each.name, *each.aliases) for each in self.units]
        called += [(each.name, *each.aliases) for each in self.groups]
        names = frozenset(name.casefold() for each in called for name in each)
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "_units", {unit.id: unit for unit in self.units})
        everybody = Group(ALL, "các cơ quan, đơn vị", general=True)
        groups = {everybody.id: everybody} | {group.id: group for group in self.groups}
        object.__setattr__(self, "_groups", groups)

    def unit(self, id: str) -> Unit | None:
        """Return the unit called *id*, or None."""
        return self._units.get(id)

    def group(self, id: str) -> Group | None:
        """Return the group called *id* (also the built-in one), or None."""
        return self._groups.get(id)

    def members(self, id: str) -> tuple[str, ...]:
        """Return the direct members of group *id*: those it lists, then those that join it."""
        if id == ALL:
            return tuple(unit.id for unit in self.units)
        group = self._groups[id]
        joined = (unit.id for unit in self.units if id in unit.groups)
        return tuple(dict.fromkeys((*group.members, *joined)))
