"""What one letter says to its readers (công văn giao việc): their orders, nobody else's.

A letter is a value: its readers as :mod:`soanthao.notice.audience` finds them, and up to three
blocks of orders as :mod:`soanthao.notice.orders` cuts them. The sentences around the orders stand
in :mod:`soanthao.notice.frames`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from soanthao.notice.assignment import Assignment, Pair, Role
from soanthao.notice.audience import Addressing, Audience, Grouped
from soanthao.notice.companions import Companions, Told
from soanthao.notice.notice import Notice
from soanthao.notice.orders import Block, BlockKind, Cutter
from soanthao.notice.unit import Group, Unit, Verb


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one unit, to several with the same orders, or to a group (công văn giao việc).

    Attributes:
        id: id of the group or of the first unit, also the name of the files.
        units: whom it reaches, in the order of the directory.
        group: as whom the units are addressed; None where they are named one by one.
        general: general orders that one sentence refers to; none for a unit that is only
            asked (đề nghị).
        grouped: orders that the same sentence refers to: the letters to the units' groups carry
            them.
        coordinating: names marked ``(p/h)`` in nơi nhận.
        informed: names marked ``(để biết)``, with the pairs that this line carries.
    """

    id: str
    units: tuple[Unit, ...]
    blocks: tuple[Block, ...]
    group: Group | None = None
    general: tuple[Pair, ...] = ()
    grouped: tuple[Grouped, ...] = ()
    coordinating: tuple[str, ...] = ()
    informed: tuple[Told, ...] = ()

    @property
    def name(self) -> str:
        """How running text calls the addressees."""
        if self.group is not None:
            return self.group.running_name
        *others, last = (unit.name for unit in self.units)
        return f"{', '.join(others)} và {last}" if others else last

    @property
    def names(self) -> tuple[str, ...]:
        """All names by which the notice may call the addressees."""
        if self.group is not None:
            return (self.group.name, *self.group.aliases)
        return tuple(name for unit in self.units for name in (unit.name, *unit.aliases))

    @property
    def called(self) -> tuple[str, ...]:
        """The names that "Kính gửi" uses."""
        return (self.group.called,) if self.group else tuple(unit.called for unit in self.units)

    @property
    def verb(self) -> Verb:
        """How the agency addresses them; units of one letter share it."""
        return self.units[0].verb

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What the letter carries word for word, in print order; one for each unit.

        A reader may be without a pair of an order: a folded group's orders are for its members.
        """
        return tuple(pair for block in self.blocks for pair in block.pairs)

    @property
    def referred(self) -> tuple[Pair, ...]:
        """What the letter only refers to: orders to everybody, and those of group letters."""
        return (*self.general, *(pair for each in self.grouped for pair in each.pairs))

    def block(self, kind: BlockKind) -> Block | None:
        """Return the block of one kind, where there is one."""
        return next((block for block in self.blocks if block.kind == kind), None)


def letters(notice: Notice, assignment: Assignment) -> tuple[Letter, ...]:
    """Return the letters of *notice*, in the order of its directory, a group before its units.

    A trích sao has the same readers and orders, but nothing that it refers to, and names nobody
    else in its nơi nhận.
    """
    if notice.letters.form == "none":
        return ()
    addressing = Addressing(notice, assignment)
    cutter, companions = Cutter(notice), Companions(notice, assignment)
    made = (
        _letter(audience, cutter, companions, addressing.own) for audience in addressing.audiences()
    )
    if notice.letters.form == "cong-van":
        return tuple(made)
    return tuple(replace(letter, coordinating=(), informed=()) for letter in made)


def _letter(
    audience: Audience, cutter: Cutter, companions: Companions, own: frozenset[str]
) -> Letter:
    readers = frozenset(unit.id for unit in audience.units)
    coordinating = companions.named(readers, audience.pairs, Role.WITH)
    return Letter(
        audience.id,
        audience.units,
        cutter.blocks(audience.pairs),
        audience.group,
        general=audience.general,
        grouped=audience.grouped,
        coordinating=tuple(name for name, _ in coordinating),
        informed=companions.named(readers, audience.pairs, Role.COPY, but=own),
    )
