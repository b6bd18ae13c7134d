"""What a document must say, and what the proof says of it: values only."""

from __future__ import annotations

from dataclasses import dataclass

from soanthao.notice.assignment import Pair

GENERAL = ("Các nhiệm vụ giao chung thực hiện theo", ".")
"""How the sentence begins and ends that refers to orders, where an office has no own words."""
GIVEN_TO = "các nội dung giao"
"""How that sentence calls the orders of a group, the group's name behind it."""

Key = tuple[str, int | None]
"""An order: id of the item, index of the part or None."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with one file.

    Attributes:
        file: path of the file relative to the output folder; empty for the letters as a whole.
        item, part, unit: the order concerned, where it is one.
        detail: Vietnamese, for the screen.
        stands: the words of a missing order do stand in the file, but not where they should.
    """

    file: str
    detail: str
    item: str = ""
    part: int | None = None
    unit: str = ""
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What the proof found; no flaws means that everything is where it belongs."""

    missing: tuple[Flaw, ...] = ()
    extra: tuple[Flaw, ...] = ()
    altered: tuple[Flaw, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether there is no flaw."""
        return not (self.missing or self.extra or self.altered)

    def listed(self) -> str:
        """Return the flaws, each on a line of its own, for the screen."""
        flaws = (*self.missing, *self.extra, *self.altered)
        return "".join(f"\n  {flaw.file}: {flaw.detail}" for flaw in flaws)

    def __add__(self, other: Proof) -> Proof:
        return Proof(
            self.missing + other.missing,
            self.extra + other.extra,
            self.altered + other.altered,
        )


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one document must say.

    Attributes:
        unit: id of the letter: its unit, the first of several, or a group; empty for the notice.
        stream: the model's text, paragraph by paragraph.
        fixed: the paragraphs that are frames, without the calls of their notes.
        prefix: words that may stand before an order on its line.
        pairs: the orders that must stand in it word for word, lines of tables among them.
        references: what its general sentence must name, one tuple for each order that it refers
            to: the order's own citation and those of the items around it, or, without any
            number, to whom it is given; any of them will do.
        told: names that nơi nhận must mark as "để biết".
        title: what the files' properties call the document.
        notes: the model's notes, each behind its call and a blank.
        noted: fixed paragraphs that call notes, each with the texts of its notes.
        beside: what stands on page 1 outside the flow.
        heading_rows: the rows of tables that pages repeat.
        rows: all rows of tables cell by cell; on pages a row may be broken.
        general: how its general sentence begins and ends.
        in_blocks: whether orders stand block by block (does, joins, told), as in a công văn, and
            not all in the notice's order.
    """

    unit: str
    stream: tuple[str, ...]
    fixed: frozenset[str]
    prefix: str = ""
    pairs: tuple[Pair, ...] = ()
    references: tuple[tuple[str, ...], ...] = ()
    told: frozenset[str] = frozenset()
    title: str = ""
    notes: tuple[str, ...] = ()
    noted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    beside: tuple[str, ...] = ()
    heading_rows: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    general: tuple[str, str] = GENERAL
    in_blocks: bool = True


def name(item: str, part: int | None) -> str:
    """Return how an order is called on the screen: ``7.3``, ``7.3 (phần 2)``."""
    return item if part is None else f"{item} (phần {part + 1})"
