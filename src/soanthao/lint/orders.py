"""Every order of a notice with what is known of it: what rules about assignments walk over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from soanthao.lint.reading import Reading
from soanthao.lint.rule import Spot
from soanthao.notice.assignment import Role, assign, expand
from soanthao.notice.assignment_table import AssignmentRow, assignment_table
from soanthao.notice.item import Follow, Item, Row, Table
from soanthao.notice.notice import Notice
from soanthao.notice.orders import merged

_SEVERAL: Final = re.compile(
    r"(?i)^(?:trưởng |thủ trưởng |lãnh đạo )?(?:các|những) (?!pct|phó|đ/c|đồng chí)|như thành phần"
    r"|thành viên|liên quan|trực thuộc"
)
"""A line of nơi nhận that means several without naming them."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """One order, once.

    Attributes:
        row: as the bảng phân công has it.
        spans: of its words in the plain text of its item; of the whole text where it has no
            parts of its own; none for a table row.
        units: ids of units by role, the strongest each; general ones are left out.
        general: whether all its units are reached as "everybody" alone.
    """

    row: AssignmentRow
    follow: Follow
    spans: tuple[tuple[int, int], ...]
    units: dict[str, Role]
    general: bool

    @property
    def key(self) -> str:
        """The id of its item or row."""
        return self.row.item

    @property
    def words(self) -> str:
        """Its own words."""
        return self.row.text.plain


def orders(notice: Notice) -> tuple[Ordered, ...]:
    """Return the orders of *notice* in its order, as its bảng phân công lists them."""
    items = {item.id: item for item in notice.items()}
    rows = {row.id: row for row in _rows(notice)}
    units: dict[tuple[str, int | None], dict[str, Role]] = {}
    everybody: dict[tuple[str, int | None], bool] = {}
    for pair in assign(notice).pairs:
        everybody[pair.order] = everybody.get(pair.order, True) and pair.general
        if not pair.general:
            units.setdefault(pair.order, {})[pair.unit] = pair.role
    found = []
    for row in assignment_table(notice).rows:
        if row.number is None:
            continue
        order = row.item, row.part
        held = dict(units.get(order, {}))
        if row.part is not None:
            held = {**units.get((row.item, None), {}), **held}
        follow, spans = _answers(row, items.get(row.item), rows)
        found.append(Ordered(row, follow, spans, held, everybody.get(order, False)))
    return tuple(found)


def _rows(notice: Notice) -> Iterator[Row]:
    tables = [each for each in notice.elements() if isinstance(each, Table)]
    tables += [item.table for item in notice.items() if item.table is not None]
    for table in tables:
        yield from (row for row in table.rows if row.is_order)


def _answers(
    row: AssignmentRow, item: Item | None, rows: dict[str, Row]
) -> tuple[Follow, tuple[tuple[int, int], ...]]:
    if item is None:
        return rows[row.item].follow, ()
    if row.part is not None:
        part = item.parts[row.part]
        return part.follow, part.spans
    taken = merged(span for part in item.parts for span in part.spans)
    return item.follow, tuple(_beyond(taken, len(item.text.plain)))


def _beyond(taken: tuple[tuple[int, int], ...], length: int) -> Iterator[tuple[int, int]]:
    """Yield what no part takes."""
    at = 0
    for start, stop in (*taken, (length, length)):
        if at < start:
            yield at, start
        at = max(at, stop)


def spot_of(reading: Reading, order: Ordered, words: str = "") -> Spot | None:
    """Return where *words* of an order stand, or where the order begins."""
    for at, passage in reading.of():
        if passage.key != order.key or passage.component == "footnote":
            continue
        if words and words in passage.text:
            start = order.spans[0][0] if order.spans else 0
            found = passage.text.find(words, start)
            found = passage.text.find(words) if found < 0 else found
            return Spot(at, found, found + len(words))
        if not words or order.spans == ():
            start = order.spans[-1][0] if order.spans else 0
            return Spot(at, start, order.spans[-1][1] if order.spans else 0)
    return next((Spot(at) for at, each in reading.of() if each.key == order.key), None)


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom nơi nhận names.

    Attributes:
        units: ids, by ``units`` or by a name of the directory.
        open: lines of several that say of nobody who it is (``Các sở, ngành liên quan``), each
            with its address in the draft.
    """

    units: frozenset[str]
    open: tuple[tuple[str, str], ...] = ()


def reached(notice: Notice) -> Reached:
    """Return whom nơi nhận names, and the lines that leave it open."""
    directory, day = notice.agency.directory, notice.validity_day
    named: list[str] = []
    open_: list[tuple[str, str]] = []
    known = [(each.id, _names(each.name, each.aliases)) for each in directory.units]
    known += [(each.id, _names(each.name, each.aliases)) for each in directory.groups]
    for at, block in enumerate(notice.recipients):
        for number, line in enumerate(block.lines):
            said = line.text.casefold()
            found = [id for id, names in known if any(name in said for name in names)]
            named += [*line.units, *found]
            if not line.units and not found and _SEVERAL.search(line.text):
                open_.append((f"recipients:{at}/{number}", line.text))
    return Reached(frozenset(expand(directory, named, day)), tuple(open_))


def _names(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each.casefold() for each in (name, *aliases))
