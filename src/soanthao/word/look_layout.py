"""Paragraphs as Word lays them out: direct, list, style chain, table style, defaults.

ISO/IEC 29500-1: 17.7.2 (order), 17.3.1.12 (``hanging`` wins over ``firstLine``), 17.3.1.33 (room
and lines; automatic room is 14 points, or 5 where a setting asks for fixed room, 17.15.3.21),
17.3.1.9 (contextual spacing), 17.3.1.7 (borders that neighbours share).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from soanthao.notice.source import Alignment
from soanthao.word.effective import ALIGNMENTS, Styles
from soanthao.word.look_letters import LetterReader, Said, conditional
from soanthao.word.look_model import BorderLook, LayoutLook, LineSpacing
from soanthao.word.look_units import (
    NONE,
    OFF,
    attribute,
    integer,
    length,
    local,
    number,
    switch,
    value,
)
from soanthao.word.package import Element
from soanthao.word.reader import W

_STRETCHED: Final = ("thaiDistribute", "lowKashida", "mediumKashida", "highKashida")
_BOTH: Final[Alignment] = "justify"
_ALIGNMENTS: Final[Mapping[str, Alignment]] = {**ALIGNMENTS, **dict.fromkeys(_STRETCHED, _BOTH)}
Side = Literal["top", "bottom", "left", "right", "between"]
_SWITCHES: Final = {
    "keepNext": "keep_next",
    "keepLines": "keep_lines",
    "pageBreakBefore": "page_break_before",
    "contextualSpacing": "contextual",
    "bidi": "bidi",
}
_SIDES: Final[Mapping[str, Side]] = {
    "top": "top",
    "bottom": "bottom",
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "between": "between",
}
_AUTOMATIC: Final = 14.0
_FIXED: Final = 5.0
_BODY_TEXT: Final = 9


@dataclass(slots=True)
class LayoutReader:
    """Reads layouts out of a file's styles and lists.

    Attributes:
        fixed: automatic room is fixed (``doNotUseHTMLParagraphAutoSpacing``).
        default_stop: distance of tab stops where none is set (17.15.1.25).
    """

    styles: Styles
    letters: LetterReader
    fixed: bool = False
    default_stop: float = 36.0
    _styles: dict[tuple[str, tuple[str, tuple[str, ...]]], Said] = field(default_factory=dict)

    def said(
        self, properties: Element | None, style: str, table: tuple[str, tuple[str, ...]] = ("", ())
    ) -> Said:
        """Return what all places together say of the paragraph of ``w:pPr``."""
        properties = self.styles.revisions.properties(properties)
        key = (style, table)
        if key not in self._styles:
            self._styles[key] = self._of_styles(style, table)
        told = self._styles[key]
        return told if properties is None else self._with_list(self.read(properties), told, "")

    def _of_styles(self, style: str, table: tuple[str, tuple[str, ...]]) -> Said:
        root = self.styles.root
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        told: Said = self.read(defaults)
        chain = self.styles.chain("table", table[0])
        for properties in (each.find(f"{W}pPr") for each in chain):
            told = {**told, **self.read(properties)}
        for properties in conditional(chain, table[1], "pPr"):
            told = {**told, **self.read(properties)}
        for each in self.styles.chain("paragraph", style):
            identifier = attribute(each, "styleId") or ""
            told = self._with_list(self.read(each.find(f"{W}pPr")), told, identifier)
        return told

    def _with_list(self, own: Said, base: Said, style: str) -> Said:
        """Return *own* over what the list says that it names, over *base* (17.9.22)."""
        if "list" not in own and "level" not in own:
            return {**base, **own}
        both = {**base, **own}
        numbering = self.styles.numbering
        named, level = str(both.get("list", "")), int(both.get("level") or 0)
        linked = numbering.level_of_style(named, style) if style else None
        level = level if linked is None else linked
        found = numbering.level(named, level)
        of_list = {} if found is None else self.read(found.paragraph)
        return {**base, **of_list, **own, "level": level}

    def read(self, properties: Element | None) -> dict[str, Any]:
        """Return what a ``w:pPr`` says."""
        said: dict[str, Any] = {}
        for child in () if properties is None else properties:
            name = local(child)
            if name in _SWITCHES:
                said[_SWITCHES[name]] = switch(child)
            elif name == "jc":
                said["alignment"] = _ALIGNMENTS.get(value(child))
            elif name == "ind":
                _indents(child, said)
            elif name == "spacing":
                _spacing(child, said)
            elif name == "numPr":
                _list(child, said)
            elif name == "outlineLvl":
                said["outline"] = integer(value(child))
            elif name == "framePr":
                said["frame"] = child
            elif name == "pBdr":
                said |= {f"border {each.side}": each for each in self.borders(child)}
        return said

    def stops(self, properties: Element | None, style: str) -> list[tuple[float, str]]:
        """Return the tab stops from left to right; those of styles stay unless cleared."""
        found: dict[float, str] = {}
        chain = [each.find(f"{W}pPr") for each in self.styles.chain("paragraph", style)]
        for each in (*chain, self.styles.revisions.properties(properties)):
            for tab in () if each is None else each.iterfind(f"{W}tabs/{W}tab"):
                at, kind = length(attribute(tab, "pos")), value(tab)
                if at is not None and kind == "clear":
                    found.pop(at, None)
                elif at is not None and kind != "bar":
                    found[at] = kind
        return sorted(found.items())

    def borders(self, element: Element | None) -> list[BorderLook]:
        """Return the borders that *element* names; one of weight 0 is none."""
        children = () if element is None else element
        return [
            self.border(child, side)
            for child in children
            if (side := _SIDES.get(local(child))) is not None
        ]

    def border(self, element: Element, side: Side = "between") -> BorderLook:
        """Return the border of *element* (17.18.2, its weight in eighths of a point)."""
        name, weight = value(element), (number(attribute(element, "sz")) or 0.0) / 8
        return BorderLook(
            side,
            "" if name in NONE else name or "single",
            weight,
            number(attribute(element, "space")) or 0.0,
            self.letters.color(
                attribute(element, "color") or "auto", attribute(element, "themeColor")
            ),
        )

    def built(self, said: Said, column: float | None) -> LayoutLook:
        """Return the layout in a column as wide as *column*."""
        left, right = said.get("left", 0.0), said.get("right", 0.0)
        alignment = said.get("alignment", "left")
        if said.get("bidi"):
            alignment = {"left": "right", "right": "left"}.get(alignment, alignment)
        automatic = _FIXED if self.fixed else _AUTOMATIC
        auto = [bool(said.get(f"auto {side}")) for side in ("before", "after")]
        outline = said.get("outline")
        return LayoutLook(
            alignment=alignment,
            left=left,
            right=right,
            first=said.get("first", 0.0),
            before=automatic if auto[0] else said.get("before", 0.0),
            after=automatic if auto[1] else said.get("after", 0.0),
            auto_before=auto[0],
            auto_after=auto[1],
            line=_line(said),
            keep_next=bool(said.get("keep_next")),
            keep_lines=bool(said.get("keep_lines")),
            page_break_before=bool(said.get("page_break_before")),
            borders=borders_of(said),
            width=None if column is None else round(column - left - right, 2),
            outline=0 if outline is None or outline >= _BODY_TEXT else outline + 1,
            frame=said.get("frame") is not None,
        )


def frame_room(frame: Element) -> float | None:
    """Return the width of a frame; None where its words decide (17.3.1.11)."""
    return length(attribute(frame, "w")) or None


def borders_of(said: Said) -> tuple[BorderLook, ...]:
    """Return the borders of a paragraph that can be seen."""
    found = (said.get(f"border {side}") for side in ("top", "bottom", "left", "right", "between"))
    return tuple(each for each in found if each is not None and seen(each))


def seen(border: BorderLook) -> bool:
    """Tell whether a border can be seen."""
    return bool(border.style) and border.color != "FFFFFF"


def _indents(element: Element, said: dict[str, Any]) -> None:
    for name, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        found = next(
            (each for n in names if (each := length(attribute(element, n))) is not None), None
        )
        if found is not None:
            said[name] = found
    hanging, first = length(attribute(element, "hanging")), length(attribute(element, "firstLine"))
    if hanging is not None:
        said["first"] = -hanging
    elif first is not None:
        said["first"] = first


def _spacing(element: Element, said: dict[str, Any]) -> None:
    for side in ("before", "after"):
        found, auto = length(attribute(element, side)), attribute(element, f"{side}Autospacing")
        if found is not None:
            said[side] = found
        if auto is not None:
            said[f"auto {side}"] = auto not in OFF
    line, rule = attribute(element, "line"), attribute(element, "lineRule")
    if line is not None:
        said["line"] = line
    if rule is not None:
        said["line rule"] = rule


def _line(said: Said) -> LineSpacing:
    """Return the distance of lines; counted in 240ths of a line if the rule is ``auto``."""
    rule, text = said.get("line rule", "auto"), said.get("line")
    if rule in {"exact", "atLeast"}:
        points = length(text)
        if points is not None:
            return LineSpacing("exact" if rule == "exact" else "least", abs(points))
    lines = number(text)
    return (
        LineSpacing() if not lines or lines < 0 else LineSpacing("multiple", round(lines / 240, 4))
    )


def _list(element: Element, said: dict[str, Any]) -> None:
    identifier, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    if identifier is not None:
        said["list"] = value(identifier)
    deep = integer(value(level)) if level is not None else None
    if deep is not None and 0 <= deep <= 8:
        said["level"] = deep
