"""The lines of a corrected body as a tree: below what each stands, whom it inherits, its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from soanthao.notice.item import Roles
from soanthao.notice.markup import RichText
from soanthao.notice.numbering import Label, Raw, label
from soanthao.services.updating_duties import Joined
from soanthao.services.updating_lines import OldLine
from soanthao.services.updating_orders import own_roles


@dataclass(slots=True)
class NewLine:
    """A line of the corrected body.

    Attributes:
        old: the line that it was; of a join the one whose keys stay.
        was: all that were joined, *old* included; empty where it is no join.
        piece_of: what it was split from, where another piece keeps the order.
        given: indices of the parts of that line which go with this piece.
        doubts: why a clerk should look at it.
        under: the line that contains it.
        own: the roles that it must say itself; None: those that it says.
        force: the roles in force.
        written: whether its number must be written by hand.
    """

    text: RichText
    marker: str
    depth: int
    old: OldLine | None = None
    was: tuple[OldLine, ...] = ()
    piece_of: OldLine | None = None
    given: tuple[int, ...] = ()
    doubts: list[str] = field(default_factory=list)
    joined: Joined | None = None
    under: NewLine | None = None
    children: list[NewLine] = field(default_factory=list)
    own: Roles | None = None
    force: Roles = Roles()
    written: bool = False

    @property
    def is_item(self) -> bool:
        """Whether it is no bare paragraph."""
        item = self.old is not None and self.old.item is not None
        return item or bool(self.marker) or self.under is not None

    @property
    def comment(self) -> str:
        """What is put above it; empty where nothing is open."""
        return f"? {'; '.join(self.doubts)}" if self.doubts else ""

    def walk(self) -> Iterator[NewLine]:
        """Yield the line and all below it, in print order."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree(lines: Sequence[NewLine]) -> list[NewLine]:
    """Return the top of *lines*, each below the line that contains it."""
    top: list[NewLine] = []
    stack: list[NewLine] = []
    for at, line in enumerate(lines):
        del stack[_level(line, stack, lines[at + 1 :]) :]
        line.under = stack[-1] if stack else None
        (stack[-1].children if stack else top).append(line)
        if line.is_item:
            stack.append(line)
    return top


def _level(line: NewLine, stack: list[NewLine], rest: Sequence[NewLine]) -> int:
    """Return below how many lines of *stack* the line stands."""
    levels = [
        at
        for at in range(len(stack) + 1)
        if sum(bool(each.marker) for each in stack[:at]) == line.depth
    ]
    if line.old is not None and (line.old.item is None) and not line.marker:
        return 0
    parent = line.old.parent if line.old is not None else None
    own = next((at + 1 for at, each in enumerate(stack) if parent in _olds(each)), 0)
    own = own if parent is not None else 0
    if line.marker:
        if line.old is not None and own in levels:
            return own
        beside = [at for at in levels if at < len(stack) and stack[at].marker]
        return (beside or levels or [len(stack)])[-1]
    if line.old is not None:
        return own if parent is None or own else len(stack)
    following = next((each for each in rest if each.marker), None)
    if following is None or following.depth <= 0:
        return 0
    inside = [
        at
        for at in range(1, len(stack) + 1)
        if sum(bool(each.marker) for each in stack[:at]) == following.depth
    ]
    return inside[0] if inside else 0


def _olds(line: NewLine) -> tuple[OldLine | None, ...]:
    return line.was or (line.old,)


def inherit(line: NewLine) -> None:
    """Settle whom *line* and all below it are ordered to: those of the draft, wherever it stands.

    What cannot be said where it now stands is in :attr:`NewLine.force`, unlike its old roles.
    """
    outer = line.under.force if line.under else Roles()
    old = line.old
    if old is None or old.item is None:
        line.force = outer
    else:
        wanted = line.joined.force if line.joined else old.in_force
        line.own = own_roles(wanted, old.item.roles, outer)
        line.force = line.own.under(outer)
        if line.force != wanted and not wanted.to:
            line.own = old.item.roles
            line.force = line.own.under(outer)
    for child in line.children:
        inherit(child)


def number(top: Sequence[NewLine], numbering: Sequence[str]) -> None:
    """Mark the lines whose number was typed by hand and is not the one that the series prints.

    Numbers that nobody touched go on to be counted: Word does not renumber what is typed.
    """
    items = [line for line in top if line.is_item]
    while True:
        labels = label([_raw(line) for line in items], numbering)
        typed = _typed(items, labels)
        if typed is None:
            return
        typed.written = True


def _raw(line: NewLine) -> Raw:
    children = tuple(_raw(each) for each in line.children)
    return Raw(line.marker if _is_written(line) else None, children)


def _is_written(line: NewLine) -> bool:
    old = line.old.item is not None and line.old.has_marker if line.old else False
    return line.written or not line.marker or old


def _typed(items: Sequence[NewLine], labels: Sequence[Label]) -> NewLine | None:
    """Return the first line whose number was typed and would print otherwise."""
    untouched = False
    many = Counter(line.marker for line in items)
    for line, named in zip(items, labels, strict=True):
        if named.marker != line.marker:
            touched = line.old is None or line.old.marker != line.marker
            once = many[line.marker] == 1
            if touched and once and not untouched and not _is_written(line):
                return line
            untouched = untouched or not touched or not once
        below = _typed(line.children, named.items)
        if below is not None:
            return below
    return None
