"""The lines of a notice's tables: which are orders, which belong to the item around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from soanthao.notice.assignment import Pair, Role
from soanthao.notice.item import Item, Roles, Row, Table
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.notice.notice import Notice
from soanthao.render.known import squash

Reaches = Callable[[Iterable[str]], bool]
"""Whether one of some ids, as written in roles, stands for whom a letter goes to."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A printed line of a table.

    Attributes:
        id: of a row that is an order its own; else a name that no draft can give.
        row: None for caption and heading row.
        roles: in force for the row, inheritance included.
    """

    id: str
    cells: tuple[RichText, ...]
    row: Row | None = None
    roles: Roles = Roles()

    @property
    def text(self) -> str:
        """The cells with a blank between them; empty cells leave nothing."""
        return squash(" ".join(cell.plain for cell in self.cells))

    @property
    def is_order(self) -> bool:
        """Whether the line orders something."""
        return self.row is not None and self.row.is_order


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table and where it stands.

    Attributes:
        owner: the item that contains it; None for a table of the body.
        chain: the items around it, its owner last.
    """

    owner: Item | None
    chain: tuple[Item, ...]
    lines: tuple[TableLine, ...]

    @property
    def title(self) -> tuple[TableLine, ...]:
        """Caption and heading row, which stand above whatever rows are printed."""
        return tuple(line for line in self.lines if line.row is None)


def table_of(
    table: Table, name: str, owner: Item | None, chain: tuple[Item, ...], outer: Roles
) -> KnownTable:
    """Return *table* with a name for each of its lines; *outer* are the roles around it."""
    lines = [TableLine(f"{name}#caption", (table.caption,)), TableLine(f"{name}#", table.columns)]
    lines += [
        TableLine(row.id or f"{name}#{at}", row.cells, row, row.roles.under(outer))
        for at, row in enumerate(table.rows, start=1)
    ]
    return KnownTable(owner, chain, tuple(line for line in lines if line.text))


def tables(notice: Notice) -> Iterator[KnownTable]:
    """Yield every table of *notice* in print order."""
    for at, element in enumerate(notice.elements(), start=1):
        if isinstance(element, Table):
            yield table_of(element, f"t{at}", None, (), Roles())
        elif isinstance(element, Item):
            yield from _inside((element,), Roles())


def with_table_lines(
    known: Sequence[KnownTable],
    pairs: Sequence[Pair],
    blocks: Sequence[frozenset[Role]],
    reaches: Reaches,
) -> Iterator[Pair]:
    """Yield *pairs*, and for each line of a table that comes with them a pair of its own.

    Whoever holds an item whole also gets the rows of its table that order nobody, and those that
    order it; whoever holds a row gets caption and heading row above it.

    Args:
        known: the tables of the notice.
        pairs: what a letter holds.
        blocks: the roles whose orders stand together.
        reaches: whether ids of roles stand for whom the letter goes to.
    """
    yield from pairs
    held = {pair.item for pair in pairs}
    for block in blocks:
        mine = {pair.item: pair for pair in pairs if pair.role in block and pair.part is None}
        for table in known:
            whole = mine.get(table.owner.id) if table.owner else None
            rows = [mine[line.id] for line in table.lines if line.id in mine]
            more = [
                line.id
                for line in table.lines
                if whole and line.row and line.id not in held and _comes_along(line, reaches)
            ]
            first = next(iter(rows), whole if more else None)
            if first is not None:
                title = [line.id for line in table.title]
                for id_ in (*title, *more):
                    yield Pair(id_, None, first.unit, (whole or first).role)


def notes_in(texts: Iterable[RichText]) -> Iterator[tuple[int, str]]:
    """Yield where in the joined *texts* each note is called, and what it says.

    Offsets are those of the plain texts with one blank between them, empty ones left out.
    """
    at = 0
    for text in texts:
        start = at
        for piece in text.pieces:
            if isinstance(piece, Footnote):
                yield at, squash(piece.plain)
            elif isinstance(piece, Run):
                at += len(piece.text)
        at += at > start


def _comes_along(line: TableLine, reaches: Reaches) -> bool:
    roles = line.roles
    named = (roles.to, roles.with_, roles.guided, roles.copy)
    return not line.is_order or any(map(reaches, named))


def _inside(chain: tuple[Item, ...], outer: Roles) -> Iterator[KnownTable]:
    item = chain[-1]
    roles = item.roles.under(outer)
    if item.table is not None:
        yield table_of(item.table, item.id, item, chain, roles)
    for child in item.items:
        yield from _inside((*chain, child), roles)
