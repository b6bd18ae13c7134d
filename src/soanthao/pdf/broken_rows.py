"""The rows of tables that go on on the next page: their cells put together again.

A page says the first part of each cell, the next page what is left of each. Only the words of the
pages are put in another order, none is added or left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from soanthao.pdf.compare import walk

_MOST: Final = 500
"""Ways to read the cells of one page; words that repeat themselves may have many."""


class Row(NamedTuple):
    """A row of a table: where it stands in the stream, and what its cells say."""

    begin: int
    end: int
    cells: tuple[str, ...]

    def unread(self) -> Way:
        """Return that nothing of the row is read."""
        return Way(0, (0,) * len(self.cells), ("",) * len(self.cells))

    def is_read(self, way: Way) -> bool:
        """Tell whether *way* read all cells to their ends."""
        return all(at == len(cell) for cell, at in zip(self.cells, way.read, strict=True))


class Way(NamedTuple):
    """How far the cells of a row are read, and what the pages say of each.

    Attributes:
        stop: where the row ends on the page.
        read: characters of each cell.
        texts: the pages' words of each cell.
    """

    stop: int
    read: tuple[int, ...]
    texts: tuple[str, ...]


def rows(stream: Iterable[str], cells: Iterable[Sequence[str]]) -> Iterator[Row]:
    """Yield where the rows of *cells* stand in the *stream*."""
    wanted = iter(cells)
    row = next(wanted, None)
    at = 0
    for line in stream:
        if row is not None and line == " ".join(row):
            yield Row(at, at + len(line), tuple(cell.strip() for cell in row))
            row = next(wanted, None)
        at += len(line) + 1


def ways(page: str, start: int, row: Row, way: Way) -> list[Way]:
    """Return how *page* may go on with each cell of *row* from *start* on, behind *way*."""
    found = [Way(start, (), ())]
    for cell, at, said in zip(row.cells, way.read, way.texts, strict=True):
        longer = (
            Way(stop, (*each.read, end), (*each.texts, _joined(said, page[each.stop : stop])))
            for each in found
            for stop, end in _ends(cell, at, page, each.stop)
        )
        found = [each for each, _ in zip(longer, range(_MOST), strict=False)]
    return found


def _joined(said: str, more: str) -> str:
    return "\n".join(filter(None, (said, more.strip())))


def _ends(cell: str, at: int, page: str, there: int) -> Iterator[tuple[int, int]]:
    """Yield where *page* and *cell* may stop saying the same; the longest first, nothing last.

    Where a cell goes on on the next page, it ends a line.
    """
    end, stop = walk(cell, page, at, there)
    if at < len(cell) == end and not page[stop : stop + 1].strip():
        yield stop, end
    line_end = page.rfind("\n", there, stop + 1) if stop < len(page) else len(page)
    while line_end > there:
        part, stop = walk(cell, page[:line_end], at, there)
        if at < part < len(cell) and not page[stop:line_end].strip():
            yield stop, part
        line_end = page.rfind("\n", there, line_end)
    yield there, at
