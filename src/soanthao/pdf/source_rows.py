"""Rows of tables that the end of a page broke: their cells are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from soanthao.pdf.source_glyphs import Segment
from soanthao.pdf.source_paragraphs import MARKER
from soanthao.pdf.source_tables import Grid

_ENDS: Final = (".", ";", ":", "!", "?")
_NUMBER: Final = re.compile(r"\(?(?:\d+|[IVXLC]+|[A-ZĐa-zđ])(?:[.-]\d+)*[.)]?|[-+–*•]")
"""What a row is numbered with."""
_SHARE: Final = 0.9
"""Share of the rows that say something in a cell where an empty one is remarkable."""

Cell = tuple[Segment, ...]


@dataclass(slots=True)
class Row:
    """A row: its cells, and the grid whose edges they stand between.

    Attributes:
        doubt: what was done, where it is not certain that this was right; else empty.
    """

    grid: Grid
    cells: tuple[Cell, ...]
    doubt: str = ""


def whole_rows(grids: Sequence[Grid], skipped: Sequence[tuple[Grid, int]]) -> list[Row]:
    """Return the rows of a table that goes on over pages, those joined that a page's end broke.

    Args:
        grids: the parts of the table.
        skipped: heading rows that are repeated.
    """
    parts = [
        (grid, [cells for at, cells in enumerate(grid.rows) if (grid, at) not in skipped])
        for grid in grids
    ]
    inner = [cells for at, (_, kept) in enumerate(parts) for cells in kept[bool(at) :]]
    rows: list[Row] = []
    for grid, kept in parts:
        for at, cells in enumerate(kept):
            if at or not rows:
                rows.append(Row(grid, cells))
                continue
            goes_on, is_sure = _goes_on(rows[-1].cells, cells, inner)
            if goes_on:
                rows[-1].cells = tuple(
                    (*above, *below) for above, below in zip(rows[-1].cells, cells, strict=True)
                )
            else:
                rows.append(Row(grid, cells))
            if not is_sure:
                above = rows[-1] if goes_on else rows[-2]
                above.doubt = "đã nối hai phần" if goes_on else "giữ là hai hàng"
    return rows


def _goes_on(
    above: Sequence[Cell], cells: Sequence[Cell], inner: Sequence[Sequence[Cell]]
) -> tuple[bool, bool]:
    """Tell whether *cells*, first on a page, go on from those *above*, and whether that is sure.

    Args:
        above: the last row of the page before.
        cells: the row in question.
        inner: the rows of the table that are not first on a page.
    """
    opened = any(_is_open(a, b) for a, b in zip_longest(above, cells, fillvalue=()))
    usual = [sum(bool(row[at]) for row in inner) for at in range(len(cells))]
    filled = [count >= _SHARE * len(inner) for count in usual]
    if _is_numbered(inner):
        return (True, opened) if not cells[0] else (False, True)
    begins = any(below and not a for a, below in zip(above, cells, strict=True))
    if opened and not begins:
        return True, True
    lacks = any(is_usual and not below for is_usual, below in zip(filled, cells, strict=True))
    return False, not (lacks or opened)


def _is_numbered(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether almost all *rows* below the first, which is a heading, begin with a number."""
    firsts = [" ".join(line.text for line in row[0]) for row in rows[1:]]
    marks = sum(bool(_NUMBER.fullmatch(first)) for first in firsts)
    return bool(firsts) and marks >= _SHARE * len(firsts)


def _is_open(above: Cell, below: Cell) -> bool:
    """Tell whether a sentence that begins *above* goes on *below*."""
    if not above or not below:
        return False
    text = below[0].text
    begins = text[0].isupper() or bool(MARKER.match(text))
    return not begins and not above[-1].text.endswith(_ENDS)
