"""Tables told by the lines that are ruled around their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from soanthao.pdf.source_glyphs import Char, Segment, joined
from soanthao.pdf.source_strokes import strokes

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_THIN: Final = 2.5
"""Points up to which a drawn shape is a line."""
_SHORT: Final = 4.0
_SAME: Final = 3.0
"""Points that ends of lines at one place may lie apart."""
_EDGES: Final = 3
"""Upright lines that a table of two columns has."""
_COUNT: Final = re.compile(r"(?:\(?\d{1,2}\)?)?")
_HEADING: Final = 3
"""Rows that the heading of a table has at most."""
_ACROSS: Final = 0.9
"""Share of a column's width from which on a rule parts two rows; words are underlined, too."""
FRAME: Final = 0.87
"""Share of a page's height above which two upright lines are its border: text leaves margins."""
_PAD: Final = (1.0, 4.6)
"""Points that the frame of a paragraph stands left of the text; sides of cells stand further."""
_MOST: Final = 20_000
"""Shapes of a page beyond which it is a drawing."""
_WIDE: Final = 99.0


class Rule(NamedTuple):
    """A drawn line, in points from the bottom left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_line(self) -> bool:
        """Whether it is as thin as lines are, and long enough for one."""
        sides = self.right - self.left, self.top - self.bottom
        return min(sides) < _THIN and max(sides) > _SHORT


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page.

    Attributes:
        page: 1-based.
        edges: of the columns, from the left.
        top: of its first row.
        rows: lines of text, cell by cell.
        spans: whether a cell with text goes on over several rows.
    """

    page: int
    edges: tuple[float, ...]
    top: float
    rows: tuple[tuple[tuple[Segment, ...], ...], ...]
    spans: bool = False

    def said(self, row: int) -> tuple[str, ...]:
        """Return the texts of a row."""
        return tuple(" ".join(part.text for part in cell) for cell in self.rows[row])


def read_rules(page: PdfPage) -> tuple[Rule, ...]:
    """Return the lines that are ruled on *page*."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    if pdfium.FPDFPage_CountObjects(page) > _MOST:
        return ()
    shapes = [*page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=2)]
    thin = [each for each in (Rule(*shape.get_bounds()) for shape in shapes) if each.is_line]
    wide = (shape.raw for shape in shapes if not Rule(*shape.get_bounds()).is_line)
    drawn = [each for each in (Rule(*ends) for ends in strokes(wide)) if each.is_line]
    places = _places([each.left for each in drawn if each.right - each.left < _THIN])
    return (*thin, *(drawn if len(places) >= _EDGES else ()))


def take_grids(
    parts: Sequence[Segment], rules: Sequence[Rule], height: float
) -> tuple[list[Grid], list[Segment]]:
    """Return the tables among *parts* of a page from above, and what stands outside them.

    Args:
        parts: of the page.
        rules: drawn on the page.
        height: of the page in points.
    """
    upright = [rule for rule in rules if rule.right - rule.left < _THIN]
    level = [rule for rule in rules if rule.top - rule.bottom < _THIN]
    grids, rest = [], list(parts)
    for bottom, top in _areas(upright):
        sides = [each for each in upright if bottom <= each.top and each.bottom <= top]
        edges = _places([side.left for side in sides])
        within = [each for each in level if bottom - _SAME < each.bottom < top + _SAME]
        ends = tuple(
            end for end in _places([r.bottom for r in within]) if any(_under(end, edges, within))
        )
        is_one = (
            top - bottom <= FRAME * height
            and _is_closed(edges, level, bottom, top)
            and not _is_frame(edges[0], parts)
        )
        if not ends or not (len(edges) >= _EDGES or is_one):
            continue
        inside = [p for p in rest if bottom < p.y < top and edges[0] < p.middle < edges[-1]]
        if inside:
            rest = [part for part in rest if part not in inside]
            ends = _places([bottom, *ends, top])
            grids.append(_grid(inside, sides, edges, ends, within))
    return grids, rest


def _under(end: float, edges: Sequence[float], level: Sequence[Rule]) -> list[bool]:
    """Return column by column whether a rule at the height *end* runs from edge to edge."""
    here = [rule for rule in level if abs(rule.bottom - end) <= _SAME]
    return [
        sum(max(0.0, min(right, r.right) - max(left, r.left)) for r in here)
        >= _ACROSS * (right - left)
        for left, right in pairwise(edges)
    ]


def _is_closed(edges: Sequence[float], level: Sequence[Rule], bottom: float, top: float) -> bool:
    """Tell whether two upright lines are closed above and below by lines from one to the other."""
    if len(edges) < _EDGES - 1:
        return False
    ends = [
        rule.top
        for rule in level
        if rule.left <= edges[0] + _SAME and rule.right >= edges[-1] - _SAME
    ]
    return all(any(abs(end - place) <= _SAME for end in ends) for place in (bottom, top))


def _is_frame(edge: float, parts: Sequence[Segment]) -> bool:
    """Tell whether lines of a text begin so near to *edge* that it is a frame around them."""
    near = Counter(round(p.left) for p in parts if _PAD[0] < p.left - edge < _PAD[1])
    return max(near.values(), default=0) > 1


def _areas(upright: Sequence[Rule]) -> list[tuple[float, float]]:
    """Return bottom and top of what upright lines cover without a break, from above."""
    areas: list[tuple[float, float]] = []
    for rule in sorted(upright, key=lambda each: -each.top):
        if areas and rule.top >= areas[-1][0] - _SAME:
            areas[-1] = (min(areas[-1][0], rule.bottom), areas[-1][1])
        else:
            areas.append((rule.bottom, rule.top))
    return areas


def _places(values: Sequence[float]) -> tuple[float, ...]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SAME:
            places.append(value)
    return tuple(places)


def _grid(
    parts: Sequence[Segment],
    sides: Sequence[Rule],
    edges: tuple[float, ...],
    ends: tuple[float, ...],
    level: Sequence[Rule],
) -> Grid:
    columns, rows = len(edges) - 1, len(ends) - 1
    cells: list[list[list[Segment]]] = [[[] for _ in range(columns)] for _ in range(rows)]
    for part in parts:
        row = next((at for at in range(rows) if ends[at] <= part.y < ends[at + 1]), 0)
        for column, piece in _by_column(part, sides, edges):
            cells[rows - 1 - row][column].append(piece)
    spans = False
    for at in range(rows - 1, 0, -1):
        parted = _under(ends[rows - at], edges, level)
        for column in (each for each in range(columns) if any(parted) and not parted[each]):
            cells[at - 1][column] += cells[at][column]
            cells[at][column] = []
            spans = spans or not all(part.bold for part in cells[at - 1][column])
    said = [row for row in cells if any(row)]
    return Grid(
        parts[0].page,
        edges,
        ends[-1],
        tuple(tuple(tuple(joined(cell, _WIDE)) for cell in row) for row in said),
        spans,
    )


def _by_column(
    part: Segment, sides: Sequence[Rule], edges: Sequence[float]
) -> Iterator[tuple[int, Segment]]:
    """Yield the pieces of *part* that upright lines part, each with its column."""
    here = [
        edge
        for edge in edges
        if any(abs(s.left - edge) <= _SAME and s.bottom <= part.y <= s.top for s in sides)
    ]

    def first_edge(char: Char) -> float:
        return max((edge for edge in here if edge <= char.x + _SAME), default=edges[0])

    for edge, chars in groupby(part.chars, first_edge):
        column = max(at for at, each in enumerate(edges) if each <= edge)
        yield min(column, len(edges) - 2), Segment(tuple(chars), part.page)


def merged(grids: Sequence[Grid]) -> Iterator[tuple[list[Grid], list[tuple[Grid, int]]]]:
    """Yield tables that go on over pages: their parts, and the heading rows that are repeated."""
    run: list[Grid] = []
    again: list[tuple[Grid, int]] = []
    for grid in grids:
        if run and not _goes_on(run[-1], grid):
            yield run, again
            run, again = [], []
        if run:
            again += [(grid, at) for at in range(_repeated(run[0], grid))]
        run.append(grid)
    if run:
        yield run, again


def _repeated(first: Grid, grid: Grid) -> int:
    """Return how many heading rows *grid* begins with that *first* begins with, too.

    Rows of data may say the same as well: below the first, a heading is bold or counts columns.
    """
    count = 0
    for at in range(min(len(first.rows), len(grid.rows), _HEADING + 1) - 1):
        said = grid.said(at)
        counts = all(_COUNT.fullmatch(each) for each in said)
        is_bold = all(part.bold for cell in grid.rows[at] for part in cell)
        if said != first.said(at) or not (at == 0 or counts or is_bold):
            break
        count += 1
    return count


def _goes_on(above: Grid, grid: Grid) -> bool:
    alike = len(above.edges) == len(grid.edges) and all(
        abs(a - b) <= _SAME for a, b in zip(above.edges, grid.edges, strict=True)
    )
    return alike and grid.page == above.page + 1
