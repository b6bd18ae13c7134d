"""Lines drawn as shapes: DrawingML, or VML of older programs.

Of ``mc:AlternateContent`` only what Word shows is read, so that a line and its copy for older
programs are one. Lengths of DrawingML are EMU (20.4.2.7, 20.1.2.2.24 for ``a:ln``: 9,525 where it
names no weight), of VML what CSS knows, a bare number being pixels (ISO/IEC 29500-4, 19.1.2.12:
``strokeweight`` is 0.75 points where nothing is said).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from soanthao.word.effective import Styles
from soanthao.word.look_letters import A, LetterReader
from soanthao.word.look_model import BLACK
from soanthao.word.look_units import EMU, OFF, integer, length, local, number, rgb
from soanthao.word.package import Element
from soanthao.word.source_runs import MC, chosen, shown

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_LINES: Final = frozenset({"line", "straightConnector1"})
_FLAT: Final = 3.0
"""Points; a box that is no higher is a line."""
_SHORTEST: Final = 10.0
"""Points; what is shorter is no line below a text."""
_STEEP: Final = 0.1
"""Height of a line as a share of its length; what is steeper is not horizontal."""
_SCHEME: Final = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2", "phClr": "dk1"}
_VML_LINES: Final = frozenset({"#_x0000_t32", "#_x0000_t20"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A horizontal line of a drawing.

    Attributes:
        left: from the left edge of what *across* names: ``column``, ``margin``, ``page`` …
        align: ``center``, ``left`` or ``right`` of it, instead of *left*.
        down: from the top of the paragraph; None where something else is its measure.
        inline: it stands in the line of text like a letter.
    """

    length: float | None
    thickness: float | None
    style: str
    color: str | None
    left: float | None = None
    across: str = "column"
    align: str = ""
    down: float | None = None
    inline: bool = False
    in_cell: bool = True


@dataclass(frozen=True, slots=True)
class _Stroke:
    weight: float | None
    style: str
    color: str | None


@dataclass(frozen=True, slots=True)
class DrawingReader:
    """Finds the lines that are drawn in a paragraph."""

    styles: Styles
    letters: LetterReader

    def lines(self, parent: Element) -> Iterator[Drawn]:
        """Yield the lines that hang at the paragraph *parent*, those in its text boxes left out."""
        for child in parent:
            name = local(child)
            if name in {"pPr", "rPr", "txbxContent", ""} or self.styles.revisions.why_gone(child):
                continue
            if child.tag == f"{MC}AlternateContent":
                yield from self.lines(chosen(child))
            elif name == "drawing":
                yield from self._drawing(child)
            elif name in {"pict", "object"}:
                yield from self._picture(child)
            else:
                yield from self.lines(child)

    def _drawing(self, drawing: Element) -> Iterator[Drawn]:
        for frame in drawing:
            if local(frame) not in {"anchor", "inline"}:
                continue
            shapes = [each for each in shown(frame) if local(each) == "wsp"]
            for shape in shapes:
                drawn = self._shape(shape, frame, alone=len(shapes) == 1)
                if drawn is not None:
                    yield drawn

    def _shape(self, shape: Element, frame: Element, *, alone: bool) -> Drawn | None:
        properties = next((each for each in shape if local(each) == "spPr"), None)
        size = None if properties is None else properties.find(f"{A}xfrm/{A}ext")
        extent = frame.find(f"{_WP}extent")
        size = extent if size is None else size
        if properties is None or size is None:
            return None
        wide, high = _emu(size, "cx"), _emu(size, "cy")
        turned = (integer(_get(properties.find(f"{A}xfrm"), "rot")) or 0) // 60_000 % 180
        if wide is None or high is None or turned not in {0, 90}:
            return None
        wide, high = (high, wide) if turned else (wide, high)
        across, down = (_scale(shape, frame), 1.0) if not alone else (1.0, 1.0)
        wide, high = wide * across, high * down
        stroke = self._stroke(shape, properties, flat=high <= _FLAT, high=high)
        if stroke is None or not _horizontal(wide, high, properties):
            return None
        if not alone:
            return Drawn(round(wide, 2), stroke.weight, stroke.style, stroke.color)
        return _placed(frame, round(wide, 2), stroke)

    def _stroke(
        self, shape: Element, properties: Element, *, flat: bool, high: float
    ) -> _Stroke | None:
        """Return how the line of a shape is drawn; None if nobody sees it."""
        line = properties.find(f"{A}ln")
        reference = next((e for e in shape.iter(f"{A}lnRef")), None)
        index = integer(_get(reference, "idx")) or 0
        if line is not None and line.find(f"{A}noFill") is not None:
            return self._filled(properties, high) if flat else None
        if line is None and not index:
            return self._filled(properties, high) if flat else None
        weight = _emu(line, "w") if line is not None else None
        if weight is None:
            weight = self._theme_weight(index) if index else 0.75
        dash = None if line is None else line.find(f"{A}prstDash")
        style = _dash(_get(dash, "val") or "solid")
        if _get(line, "cmpd") in {"dbl", "thickThin", "thinThick"}:
            style = "double"
        fill = None if line is None else line.find(f"{A}solidFill")
        color = self._color(reference if fill is None else fill)
        return None if color == "FFFFFF" else _Stroke(weight, style, color)

    def _filled(self, properties: Element, high: float) -> _Stroke | None:
        fill = properties.find(f"{A}solidFill")
        if fill is None or high == 0:
            return None
        color = self._color(fill)
        return None if color == "FFFFFF" else _Stroke(round(high, 2), "solid", color)

    def _color(self, fill: Element | None) -> str | None:
        """Return the colour of a fill; None where the file changes one of its theme."""
        child = (
            next((each for each in fill if local(each).endswith("Clr")), None)
            if fill is not None
            else None
        )
        if child is None:
            return BLACK
        if len(child):
            return None
        name = child.get("val") or ""
        if local(child) == "schemeClr":
            return self.letters.scheme(_SCHEME.get(name, name))
        return rgb(child.get("lastClr") or name) or (
            BLACK if name in {"black", "windowText"} else None
        )

    def _theme_weight(self, index: int) -> float | None:
        theme = self.styles.theme
        lines = None if theme is None else next(theme.iter(f"{A}lnStyleLst"), None)
        if lines is None or index > len(lines):
            return None
        return _emu(lines[index - 1], "w")

    def _picture(self, picture: Element) -> Iterator[Drawn]:
        """Yield the lines of VML."""
        for shape in shown(picture):
            name = local(shape)
            grouped = local(shape.getparent()) == "group"
            if name == "line":
                yield from _vml_line(shape, grouped=grouped)
            elif name in {"shape", "rect"}:
                yield from _vml_shape(shape, grouped=grouped)


def _emu(element: Element | None, name: str) -> float | None:
    found = number(_get(element, name))
    return None if found is None else found / EMU


def _get(element: Element | None, name: str) -> str | None:
    return None if element is None else element.get(name)


def _scale(shape: Element, frame: Element) -> float:
    """Return how much wider a shape inside groups is drawn than it says."""
    scale = 1.0
    for parent in shape.iterancestors():
        if parent is frame:
            break
        transform = parent.find(f"./*/{A}xfrm")
        if local(parent) in {"wgp", "grpSp"} and transform is not None:
            own, child = (
                _emu(transform.find(f"{A}ext"), "cx"),
                _emu(transform.find(f"{A}chExt"), "cx"),
            )
            scale *= own / child if own and child else 1.0
    return scale


def _horizontal(wide: float, high: float, properties: Element) -> bool:
    shape = _get(properties.find(f"{A}prstGeom"), "prst")
    if wide < _SHORTEST:
        return False
    if shape in _LINES:
        return high <= wide * _STEEP
    return high <= _FLAT and (shape in {None, "rect"} or high == 0)


def _placed(frame: Element, wide: float, stroke: _Stroke) -> Drawn:
    """Return the line where its frame puts it."""
    drawn = Drawn(wide, stroke.weight, stroke.style, stroke.color)
    if local(frame) == "inline":
        return Drawn(wide, stroke.weight, stroke.style, stroke.color, inline=True)
    across, down = frame.find(f"{_WP}positionH"), frame.find(f"{_WP}positionV")
    relative = _get(across, "relativeFrom") or "column"
    align = across.findtext(f"{_WP}align") if across is not None else None
    left = number(across.findtext(f"{_WP}posOffset")) if across is not None else None
    top = number(down.findtext(f"{_WP}posOffset")) if down is not None else None
    by_paragraph = (_get(down, "relativeFrom") or "") in {"paragraph", "line"}
    return Drawn(
        drawn.length,
        drawn.thickness,
        drawn.style,
        drawn.color,
        left=None if left is None else round(left / EMU, 2),
        across=relative,
        align=(align or "").strip(),
        down=round(top / EMU, 2) if top is not None and by_paragraph else None,
        in_cell=(frame.get("layoutInCell") or "1") not in OFF,
    )


def _dash(name: str) -> str:
    lower = name.lower()
    if "dash" in lower:
        return "dashed"
    return "dotted" if "dot" in lower else "solid"


def _vml_line(shape: Element, *, grouped: bool) -> Iterator[Drawn]:
    unit = _group_unit(shape) if grouped else None
    start, end = _point(shape.get("from"), unit), _point(shape.get("to"), unit)
    if start is None or end is None or not _stroked(shape):
        return
    wide, high = abs(end[0] - start[0]), abs(end[1] - start[1])
    if wide < _SHORTEST or high > wide * _STEEP:
        return
    at = (min(start[0], end[0]), start[1])
    yield _vml_placed(shape, wide if unit or not grouped else None, at, grouped=grouped)


def _group_unit(shape: Element) -> float | None:
    """Return how many points a unit of the groups around *shape* is; None if they do not tell."""
    unit = 1.0
    for group in shape.iterancestors():
        if local(group) != "group":
            break
        wide = length(_style(group).get("width"), 1)
        size = number((group.get("coordsize") or "1000").split(",")[0])
        if not wide or not size:
            return None
        unit *= wide / size
    return unit


def _vml_shape(shape: Element, *, grouped: bool) -> Iterator[Drawn]:
    style = _style(shape)
    wide, high = length(style.get("width"), 1), length(style.get("height"), 1)
    line = shape.get("type") in _VML_LINES
    if local(shape) == "rect" and (shape.get(f"{_O}hr") or "f").startswith("t"):
        yield Drawn(
            wide or None, high or None, "solid", _vml_color(shape, "fillcolor"), inline=True
        )
        return
    if wide is None or high is None or wide < _SHORTEST:
        return
    flat = high <= wide * _STEEP if line else local(shape) == "rect" and high <= _FLAT
    if not flat or not (_stroked(shape) or not line):
        return
    at = (
        length(style.get("margin-left") or style.get("left") or "0", 1) or 0.0,
        length(style.get("margin-top") or style.get("top") or "0", 1) or 0.0,
    )
    yield _vml_placed(shape, None if grouped else wide, at, grouped=grouped)


def _vml_placed(
    shape: Element, wide: float | None, at: tuple[float, float], *, grouped: bool
) -> Drawn:
    style = _style(shape)
    dash = next((each for each in shape if local(each) == "stroke"), None)
    name = _get(dash, "dashstyle") or "solid"
    double = (_get(dash, "linestyle") or "single") not in {"single", "Single"}
    weight = length(shape.get("strokeweight") or "0.75pt", 4 / 3)
    align = style.get("mso-position-horizontal", "absolute")
    across = style.get("mso-position-horizontal-relative", "text")
    down = style.get("mso-position-vertical-relative", "text")
    top = style.get("mso-position-vertical", "absolute")
    inline = style.get("position") not in {"absolute", "relative"} and not grouped
    settled = not grouped and not inline
    return Drawn(
        None if wide is None else round(wide, 2),
        weight,
        "double" if double else _dash(name),
        _vml_color(shape, "strokecolor"),
        left=round(at[0], 2) if settled and align == "absolute" else None,
        across="column" if across == "text" else across,
        align="" if align == "absolute" else align,
        down=round(at[1], 2)
        if settled and down in {"text", "line"} and top == "absolute"
        else None,
        inline=inline,
    )


def _vml_color(shape: Element, name: str) -> str | None:
    text = (shape.get(name) or "black").split()[0]
    named = {"black": BLACK, "windowtext": BLACK, "#000": BLACK}
    return named.get(text.lower()) or rgb(text)


def _stroked(shape: Element) -> bool:
    return (shape.get("stroked") or "t")[:1].lower() != "f"


def _style(shape: Element) -> dict[str, str]:
    pieces = (each.partition(":") for each in (shape.get("style") or "").split(";"))
    return {name.strip().lower(): text.strip() for name, _, text in pieces}


def _point(text: str | None, unit: float | None = None) -> tuple[float, float] | None:
    """Return a point of a line; inside groups it counts in their *unit*."""
    pieces = (text or "").split(",")
    if len(pieces) != 2:
        return None
    each = 4 / 3 if unit is None else 1 / unit
    x, y = (length(piece.strip() or "0", each) for piece in pieces)
    return None if x is None or y is None else (x, y)
