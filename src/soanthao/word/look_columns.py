"""The columns that text stands in (page, cell, text box), and the lines between cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from soanthao.word.look_model import BorderLook, CellLook, LineLook, ParagraphLook, SectionLook
from soanthao.word.look_tables import TableReader
from soanthao.word.look_units import EMU, length, local, number
from soanthao.word.package import Element
from soanthao.word.source_model import BoxOrigin, CellOrigin, Origin

_INSET: Final = 91_440
"""EMU; what a text box keeps free at its left and right (21.1.2.1.1)."""
_SOLID: Final = {"single": "solid", "thick": "solid"}
Table = tuple[str, tuple[str, ...]]
NO_TABLE: Final[Table] = ("", ())


@dataclass(slots=True)
class Columns:
    """Tells how wide the column of a paragraph is."""

    sections: tuple[SectionLook, ...]
    tables: TableReader

    def place(self, origin: Origin) -> tuple[float | None, CellLook | None, Table]:
        """Return the width of a paragraph's column, its cell, and its table's style and parts."""
        inside = origin.inside
        if isinstance(inside, CellOrigin):
            cell = self.tables.cell(inside, self._room(inside.outer, origin.section))
            return cell.room, cell, (self.tables.style(inside.table), inside.parts)
        return self._room(inside, origin.section), None, NO_TABLE

    def _room(self, inside: CellOrigin | BoxOrigin | None, section: int) -> float | None:
        if isinstance(inside, CellOrigin):
            return self.tables.cell(inside, self._room(inside.outer, section)).room
        if isinstance(inside, BoxOrigin):
            return _box_room(inside.content)
        look = self.sections[min(section, len(self.sections) - 1)]
        return round(look.text_width, 2) if look.columns == 1 else None

    def cell_lines(self, paragraphs: Sequence[ParagraphLook]) -> Iterator[LineLook]:
        """Yield the lines at the edges of cells, of tables whose cells are not ruled throughout."""
        texts: dict[tuple[int, int, int], list[int]] = {}
        for each in paragraphs:
            if each.cell is not None:
                key = (each.cell.table, each.cell.row, each.cell.column)
                texts.setdefault(key, []).append(each.number)
        drawn: set[tuple[int, int, int]] = set()
        for cell in self.tables.cells():
            own = texts.get((cell.table, cell.row, cell.column), [0])
            for border in cell.borders:
                bottom = border.side == "bottom"
                edge = (cell.table, cell.row + bottom, cell.column)
                if border.side not in {"top", "bottom"} or edge in drawn:
                    continue
                drawn.add(edge)
                other = texts.get((cell.table, cell.row + (1 if bottom else -1), cell.column), [0])
                above, below = (own[-1], other[0]) if bottom else (other[-1], own[0])
                yield _cell_line(cell, border, above, below)


def _cell_line(cell: CellLook, border: BorderLook, above: int, below: int) -> LineLook:
    return LineLook(
        kind="cell",
        above=above,
        below=below,
        length=cell.width,
        thickness=border.weight,
        style=_SOLID.get(border.style, border.style),
        color=border.color,
        left=-cell.left,
        room=cell.room,
    )


def _box_room(content: Element) -> float | None:
    """Return the width of the text in a text box; None where the file does not settle it."""
    for parent in content.iterancestors():
        if local(parent) == "wsp":
            size = next((e for e in parent.iter() if local(e) == "ext" and e.get("cx")), None)
            body = next((e for e in parent if local(e) == "bodyPr"), None)
            wide = number(None if size is None else size.get("cx"))
            insets = (number(None if body is None else body.get(name)) for name in ("lIns", "rIns"))
            free = sum(_INSET if each is None else each for each in insets)
            return None if wide is None else round((wide - free) / EMU, 2)
        if local(parent) in {"shape", "rect", "roundrect"}:
            return _vml_room(parent, content)
    return None


def _vml_room(shape: Element, content: Element) -> float | None:
    pieces = (each.partition(":") for each in (shape.get("style") or "").split(";"))
    style = {name.strip().lower(): text.strip() for name, _, text in pieces}
    wide = length(style.get("width"), 1)
    box = content.getparent()
    inset = "" if box is None else box.get("inset") or ""
    sides = [*inset.split(","), "", "", ""][:3:2]
    free = sum(7.2 if not each else length(each, 4 / 3) or 0.0 for each in sides)
    return None if wide is None else round(wide - free, 2)
