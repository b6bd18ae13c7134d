"""What a body is made of: paragraphs, items (mục), their parts, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from soanthao.notice.deadline import Deadline
from soanthao.notice.markup import RichText


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does what, as written: ids of units and groups.

    Attributes:
        to: in charge (chủ trì, thực hiện).
        with_: coordinating (phối hợp).
        guided: guided, urged or inspected by the one in charge and bound to act.
        copy: to know (để biết).
    """

    to: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    guided: tuple[str, ...] = ()
    copy: tuple[str, ...] = ()

    def under(self, outer: Roles) -> Roles:
        """Return the roles in force inside *outer*: without ``to`` all four are inherited."""
        if self.to:
            return self
        return Roles(
            outer.to,
            _joined(outer.with_, self.with_),
            _joined(outer.guided, self.guided),
            _joined(outer.copy, self.copy),
        )


@dataclass(frozen=True, slots=True)
class Follow:
    """What is known of an order beside its words.

    Attributes:
        due: deadlines, not inherited.
        no_due: the reason for having none.
        product: what must come out (sản phẩm).
        report_to: to whom it is reported.
        watch: who follows up.
        open: words of a deliberately open group.
        note: a drafter's note; never leaves the office.
    """

    due: tuple[Deadline, ...] = ()
    no_due: str = ""
    product: str = ""
    report_to: str = ""
    watch: str = ""
    open: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A further order inside an item's text.

    Attributes:
        spans: half-open intervals into the item's plain text, one for each piece of the quote,
            in the order in which the quote lists them.
    """

    spans: tuple[tuple[int, int], ...]
    roles: Roles = Roles()
    follow: Follow = Follow()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; with an id it is an order."""

    cells: tuple[RichText, ...]
    id: str = ""
    roles: Roles = Roles()
    follow: Follow = Follow()

    @property
    def is_order(self) -> bool:
        """Whether the row orders something."""
        return bool(self.id)


@dataclass(frozen=True, slots=True)
class Table:
    """A table (bảng); widths are relative and may be empty."""

    columns: tuple[RichText, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()
    caption: RichText = RichText()


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered (or deliberately unnumbered) piece of the body (mục).

    Attributes:
        id: exact address, ``7.3``; unmarked items ``7/1``.
        marker: as printed: ``7.``, ``a)``, ``-``; empty where none is printed.
        depth: depth in the numbering, 0-based; an unmarked item takes none.
        heading: printed bold; nothing else follows from it.
        lead: only introduces: no order, not repeated in a công văn.
        order: False for an assessment or a decision that orders nobody.
    """

    id: str
    text: RichText
    marker: str = ""
    depth: int = 0
    heading: bool = False
    lead: bool = False
    order: bool = True
    roles: Roles = Roles()
    follow: Follow = Follow()
    parts: tuple[Part, ...] = ()
    items: tuple[Item, ...] = ()
    table: Table | None = None

    @property
    def orders(self) -> bool:
        """Whether the item itself can be a pair with a unit."""
        return self.order and not self.lead

    def walk(self) -> Iterator[Item]:
        """Yield the item and all that it contains, in print order."""
        yield self
        for child in self.items:
            yield from child.walk()


Element = RichText | Item | Table
"""A body element: a paragraph, an item, a table."""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (phụ lục)."""

    title: str
    body: tuple[Element, ...]


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
