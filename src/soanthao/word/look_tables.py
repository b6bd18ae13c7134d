"""Tables and their cells as Word draws them.

ISO/IEC 29500-1: 17.4.34, 17.4.35 (cell margins default to 115 twentieths of a point), 17.4.63 (a
width in 50ths of a percent), 17.4.66 (a cell's borders over the table's), 17.4.49 (heading rows
count from the first row on only), 17.4.6 (rows that no page breaks).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from soanthao.word.effective import Styles
from soanthao.word.look_layout import LayoutReader, seen
from soanthao.word.look_letters import conditional
from soanthao.word.look_model import BorderLook, CellLook, TableLook
from soanthao.word.look_units import attribute, integer, length, number, switch, value
from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.source_model import CellOrigin

_MARGIN: Final = 115 / 20
_SIDES: Final = (("left", "start"), ("right", "end"))
_OUTER: Final = ("top", "bottom", "left", "right")


@dataclass(slots=True)
class TableReader:
    """Reads tables; each once, cells when they are asked for."""

    styles: Styles
    layouts: LayoutReader
    _default: str = ""
    _tables: dict[int, _Table] = field(default_factory=dict)
    _cells: dict[int, CellLook] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root = self.styles.root
        for style in () if root is None else root.iterfind(f"{W}style"):
            default = attribute(style, "default") in {"1", "true", "on"}
            if default and attribute(style, "type") == "table":
                self._default = attribute(style, "styleId") or ""

    def style(self, table: Element) -> str:
        """Return the id of a table's style."""
        named = value(table.find(f"{W}tblPr/{W}tblStyle"))
        return named if self.styles.chain("table", named) else self._default

    def cell(self, origin: CellOrigin, around: float | None) -> CellLook:
        """Return the look of a cell in a column as wide as *around*."""
        key = id(origin.tc)
        if key not in self._cells:
            self._cells[key] = self._table(origin.table, around, origin.outer).cell(origin)
        return self._cells[key]

    def meet(self, origin: CellOrigin, paragraph: int) -> None:
        """Note that the paragraph of that number stands in the cell."""
        table = self._tables[id(origin.table)]
        table.first = table.first or paragraph
        table.last = paragraph

    def looks(self) -> tuple[TableLook, ...]:
        """Return the tables in the order in which they were met."""
        return tuple(each.look() for each in self._tables.values())

    def edges(self, origin: CellOrigin) -> tuple[float, float]:
        """Return where a cell begins and ends, from the left edge of the text around its table."""
        table = self._tables[id(origin.table)]
        left = table.look().indent + sum(table.grid[: origin.column])
        cell = self._cells[id(origin.tc)]
        return left, left + (cell.width or 0.0)

    def cells(self) -> Iterator[CellLook]:
        """Yield the cells that were met in tables that are not ruled."""
        ruled = [each.ruled for each in self._tables.values()]
        return (each for each in self._cells.values() if not ruled[each.table])

    def ruled(self, origin: CellOrigin) -> bool:
        """Tell whether lines can be seen between the cells of the table that *origin* is in."""
        return self._tables[id(origin.table)].ruled

    def _table(self, table: Element, around: float | None, outer: object) -> _Table:
        key = id(table)
        if key not in self._tables:
            style = self.style(table)
            chain = self.styles.chain("table", style)
            self._tables[key] = _Table(
                table, len(self._tables), style, chain, self.layouts, around, outer is not None
            )
        return self._tables[key]


@dataclass(slots=True)
class _Table:
    """One table."""

    element: Element
    index: int
    style: str
    chain: list[Element]
    layouts: LayoutReader
    around: float | None
    nested: bool
    first: int = 0
    last: int = 0
    grid: tuple[float, ...] = ()
    width: float | None = None
    ruled: bool = False
    borders: dict[str, BorderLook] = field(default_factory=dict)
    margins: dict[str, float] = field(default_factory=dict)
    rows: int = 0

    def __post_init__(self) -> None:
        columns = self.element.findall(f"{W}tblGrid/{W}gridCol")
        self.grid = tuple(length(attribute(each, "w")) or 0.0 for each in columns)
        self.rows = sum(1 for _ in _rows(self.element))
        self.borders, self.margins = {}, {"left": _MARGIN, "right": _MARGIN}
        for properties in self._properties():
            self._take(properties)
        total = sum(self.grid)
        own = self.element.find(f"{W}tblPr/{W}tblW")
        self.width = _width(own, self.around) or (total or None)
        self.ruled = self._ruled()

    def _properties(self) -> Iterator[Element]:
        of_styles = (style.find(f"{W}tblPr") for style in self.chain)
        for each in (*of_styles, self.element.find(f"{W}tblPr")):
            if each is not None:
                yield each

    def _take(self, properties: Element) -> None:
        borders = properties.find(f"{W}tblBorders")
        for border in self.layouts.borders(borders):
            self.borders[border.side] = border
        for name in ("insideH", "insideV"):
            inner = _child(borders, name)
            if inner is not None:
                self.borders[name] = self.layouts.border(inner)
        self.margins |= _margins(properties.find(f"{W}tblCellMar"))

    def _ruled(self) -> bool:
        inner = (self.borders.get(name) for name in ("insideH", "insideV"))
        if any(each is not None and seen(each) for each in inner):
            return True
        cells = [each for row in _rows(self.element) for each in row.iterfind(f"{W}tc")]
        bordered = sum(self._bordered(each) for each in cells)
        return len(cells) > 1 and bordered * 2 >= len(cells)

    def _bordered(self, cell: Element) -> bool:
        found = self.layouts.borders(cell.find(f"{W}tcPr/{W}tcBorders"))
        return sum(seen(each) for each in found) > 1

    def cell(self, origin: CellOrigin) -> CellLook:
        """Return the look of one cell."""
        properties = origin.tc.find(f"{W}tcPr")
        own = None if properties is None else properties.find(f"{W}tcW")
        span = integer(value(_child(properties, "gridSpan"))) or 1
        of_grid = sum(self.grid[origin.column : origin.column + span]) or None
        margins = self.margins | _margins(_child(properties, "tcMar"))
        return CellLook(
            table=self.index,
            row=origin.row,
            column=origin.column,
            span=span,
            width=_width(own, self.width) or of_grid,
            left=margins["left"],
            right=margins["right"],
            upright=value(_child(properties, "vAlign")) or "top",
            borders=tuple(self._borders(origin, properties, span)),
        )

    def _borders(
        self, origin: CellOrigin, properties: Element | None, span: int
    ) -> Iterator[BorderLook]:
        edges = {
            "top": origin.row == 0,
            "bottom": origin.row == self.rows - 1,
            "left": origin.column == 0,
            "right": origin.column + span >= len(self.grid),
        }
        own = {
            border.side: border
            for each in (
                *conditional(self.chain, origin.parts, "tcPr"),
                *(() if properties is None else (properties,)),
            )
            for border in self.layouts.borders(each.find(f"{W}tcBorders"))
        }
        for side in _OUTER:
            inner = "insideH" if side in {"top", "bottom"} else "insideV"
            border = own.get(side) or self.borders.get(side if edges[side] else inner)
            if border is not None and seen(border):
                yield replace(border, side=side)

    def look(self) -> TableLook:
        """Return the table."""
        properties = self.element.find(f"{W}tblPr")
        rows = list(_rows(self.element))
        heading = 0
        while heading < len(rows) and switch(rows[heading].find(f"{W}trPr/{W}tblHeader")):
            heading += 1
        breaking = (
            at for at, row in enumerate(rows) if not switch(row.find(f"{W}trPr/{W}cantSplit"))
        )
        alignment = value(_child(properties, "jc")) or "left"
        return TableLook(
            first=self.first,
            last=self.last,
            rows=len(rows),
            width=self.width,
            alignment={"start": "left", "end": "right"}.get(alignment, alignment),
            indent=length(attribute(_child(properties, "tblInd"), "w")) or 0.0,
            grid=self.grid,
            borders=tuple(
                self.borders[side]
                for side in _OUTER
                if side in self.borders and seen(self.borders[side])
            ),
            ruled=self.ruled,
            heading_rows=heading,
            breaking_rows=tuple(breaking),
            style=self.style,
            nested=self.nested,
        )


def row_height(row: Element) -> float:
    """Return the height that a row has at least (17.4.80)."""
    return length(attribute(row.find(f"{W}trPr/{W}trHeight"), "val")) or 0.0


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of *table*, those of tables inside it left aside."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"}:
            yield from _rows(child)


def _child(properties: Element | None, name: str) -> Element | None:
    return None if properties is None else properties.find(f"{W}{name}")


def _margins(element: Element | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for side, other in _SIDES:
        for name in (other, side):
            each = _child(element, name)
            points = None if each is None else length(attribute(each, "w"))
            if points is not None and attribute(each, "type") in {"dxa", None}:
                found[side] = points
    return found


def _width(element: Element | None, whole: float | None) -> float | None:
    """Return a width in points; None where it is automatic."""
    if element is None:
        return None
    text, kind = attribute(element, "w") or "", attribute(element, "type") or "dxa"
    if text.endswith("%") or kind == "pct":
        share = number(text.rstrip("%"))
        parts = 100 if text.endswith("%") else 5000
        return None if share is None or whole is None else share / parts * whole or None
    return (length(text) or None) if kind == "dxa" else None
