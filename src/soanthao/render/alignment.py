"""Paragraphs read back are laid beside the lines that a document must hold, in order.

Of all ways to do so, the one with the least that is missing or too much; among these the one in
which most notes hang where they belong. So equal texts cannot stand in for each other wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from soanthao.notice.assignment import Role
from soanthao.render.expectation import Expectation
from soanthao.render.known import Known, KnownItem, Reading

_BLOCKS: Final = {Role.TO: 0, Role.WITH: 1, Role.GUIDED: 1, Role.COPY: 2}
_WRONG: Final = 1000
"""Cost of what is missing or too much, against 1 for notes that belong elsewhere."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that a document must hold: an item whole, or all parts of it in one block.

    Attributes:
        parts: None for the whole item, and the indices that are pairs.
        block: which of the document's blocks it stands in: a table's heading row may stand in two.
        notes: what the notes called in it say.
    """

    item: KnownItem
    parts: tuple[int | None, ...]
    block: int = 0
    notes: tuple[str, ...] = ()

    @property
    def indices(self) -> frozenset[int]:
        """The parts that are pairs, without the whole."""
        return frozenset(part for part in self.parts if part is not None)

    def reads(self, way: Reading) -> bool:
        """Tell whether *way* reads exactly the words of this line."""
        if way.item != self.item.id or (None in self.parts) != (not way.parts):
            return False
        return None in self.parts or (
            way.parts >= self.indices
            and self.item.covered_by(self.indices) == self.item.covered_by(way.parts)
        )


@dataclass(frozen=True, slots=True)
class Read:
    """One paragraph of a file, as it was read.

    Attributes:
        text: squashed, without calls of notes.
        called: what the notes called in it say; empty for a call without a note.
        ways: every way to read it as an order.
        free: where it may stand without being an order: for each reason to, the notes that it
            then calls.
    """

    text: str
    called: tuple[str, ...]
    ways: tuple[Reading, ...]
    free: tuple[tuple[str, ...], ...]


def lines(known: Known, expected: Expectation) -> Iterator[Line]:
    """Yield the lines that carry the expected pairs, in the order in which they are printed."""
    grouped: dict[tuple[int, int, str], list[int | None]] = {}
    for pair in expected.pairs:
        item = known.item(pair.item)
        block = _BLOCKS[pair.role] if expected.in_blocks else 0
        grouped.setdefault((block, item.order, item.id), []).append(pair.part)
    for (block, _, id_), parts in sorted(grouped.items(), key=lambda each: each[0]):
        item = known.item(id_)
        yield Line(item, tuple(dict.fromkeys(parts)), block, item.notes_of(parts))


def align(paragraphs: Sequence[Read], wanted: Sequence[Line]) -> Iterator[Line | None]:
    """Yield for each paragraph the wanted line that it is, or None."""
    costs = [[0] * (len(wanted) + 1) for _ in range(len(paragraphs) + 1)]
    for at in range(len(paragraphs), -1, -1):
        for line in range(len(wanted), -1, -1):
            costs[at][line] = min(_costs(paragraphs, wanted, costs, at, line), default=0)
    line = 0
    for at, read in enumerate(paragraphs):
        while line < len(wanted) and costs[at][line] == _WRONG + costs[at][line + 1]:
            line += 1
        if _is(read, wanted, line) and (
            costs[at][line] == _misplaced(read, wanted[line]) + costs[at + 1][line + 1]
        ):
            yield wanted[line]
            line += 1
        else:
            yield None


def _costs(
    paragraphs: Sequence[Read],
    wanted: Sequence[Line],
    costs: Sequence[Sequence[int]],
    at: int,
    line: int,
) -> Iterator[int]:
    if line < len(wanted):
        yield _WRONG + costs[at][line + 1]
    if at < len(paragraphs):
        yield _alone(paragraphs[at]) + costs[at + 1][line]
        if _is(paragraphs[at], wanted, line):
            yield _misplaced(paragraphs[at], wanted[line]) + costs[at + 1][line + 1]


def _alone(read: Read) -> int:
    """Return the cost of a paragraph that is no line."""
    if not read.free:
        return _WRONG
    return int(read.called not in read.free)


def _misplaced(read: Read, line: Line) -> int:
    return int(read.called != line.notes)


def _is(read: Read, wanted: Sequence[Line], line: int) -> bool:
    return line < len(wanted) and any(wanted[line].reads(way) for way in read.ways)
