"""The format that Word would show: direct, then character style, paragraph style, defaults.

ISO/IEC 29500-1 17.7.2 gives the order, 17.7.3 the properties that styles toggle: bold in a
character style inside a paragraph style that is bold is not bold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeVar

from soanthao.notice.source import Alignment
from soanthao.word.numbering import Numbering
from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.revisions import Revisions

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VAL: Final = f"{W}val"
_OFF: Final = frozenset({"0", "false", "off"})
_SIZE: Final = 10.0
"""Points; what Word prints where nothing says a size."""
_SMALLEST: Final = 6.0
"""Points; smaller letters nobody reads on paper."""
_AUTOMATIC: Final = 14.0
"""Points of automatic room around a paragraph."""
_LONGEST_CHAIN: Final = 50
"""Styles based on each other; Word makes no chain as long as that."""
_UNITS: Final = {"pt": 1.0, "pc": 12.0, "pi": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
ALIGNMENTS: Final[Mapping[str, Alignment]] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
_FONTS: Final = (("hAnsiTheme", "hAnsi"),)
_T = TypeVar("_T")
StyleType = Literal["paragraph", "character", "table"]


@dataclass(frozen=True, slots=True)
class Letters:
    """What one place says of letters; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    size: float | None = None
    color: str | None = None

    def over(self, base: Letters) -> Letters:
        """Return *base* with what this place says instead."""
        return Letters(
            bold=_first(self.bold, base.bold),
            italic=_first(self.italic, base.italic),
            caps=_first(self.caps, base.caps),
            hidden=_first(self.hidden, base.hidden),
            font=_first(self.font, base.font),
            size=_first(self.size, base.size),
            color=_first(self.color, base.color),
        )


UNSAID: Final = Letters()


@dataclass(frozen=True, slots=True)
class Format:
    """How letters print.

    Attributes:
        size: points.
        faint: white, or smaller than anybody reads.
    """

    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    font: str = ""
    size: float = _SIZE
    faint: bool = False

    def without_font(self) -> Format:
        """Return the format with letters that are Unicode, whatever the font."""
        return replace(self, font="")


@dataclass(frozen=True, slots=True)
class Layout:
    """What one place, or all together, say of a paragraph; lengths are points.

    Attributes:
        style: id of its paragraph style.
        number: id of the list it is counted in, empty or ``0`` for none.
        level: 0-based, of that list.
    """

    style: str = ""
    alignment: Alignment | None = None
    left: float | None = None
    first: float | None = None
    before: float | None = None
    after: float | None = None
    close: bool | None = None
    new_page: bool | None = None
    number: str | None = None
    level: int | None = None

    def over(self, base: Layout) -> Layout:
        """Return *base* with what this place says instead."""
        return Layout(
            style=self.style or base.style,
            alignment=_first(self.alignment, base.alignment),
            left=_first(self.left, base.left),
            first=_first(self.first, base.first),
            before=_first(self.before, base.before),
            after=_first(self.after, base.after),
            close=_first(self.close, base.close),
            new_page=_first(self.new_page, base.new_page),
            number=_first(self.number, base.number),
            level=_first(self.level, base.level),
        )


UNPLACED: Final = Layout()


@dataclass(slots=True)
class Styles:
    """The styles of a file, and the format that they give.

    Attributes:
        root: of styles.xml; None if the file has none.
        theme: root of the theme, which names fonts.
    """

    root: Element | None
    theme: Element | None
    numbering: Numbering
    revisions: Revisions
    _styles: dict[tuple[str, str], Element] = field(default_factory=dict)
    _defaults: dict[str, str] = field(default_factory=dict)
    _letters: dict[tuple[str, str], Letters] = field(default_factory=dict)
    _layouts: dict[str, Layout] = field(default_factory=dict)
    _tables: dict[tuple[str, tuple[str, ...]], Letters] = field(default_factory=dict)
    _together: dict[tuple[str, str, Letters], Letters] = field(default_factory=dict)
    _formats: dict[tuple[object, str, Letters, Letters], Format] = field(default_factory=dict)
    _faces: dict[str, str | None] = field(default_factory=dict)
    _base: Letters = UNSAID
    _base_layout: Layout = UNPLACED

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for style in self.root.iter(f"{W}style"):
            kind, identifier = style.get(f"{W}type") or "paragraph", style.get(f"{W}styleId") or ""
            self._styles.setdefault((kind, identifier), style)
            if (style.get(f"{W}default") or "0") not in _OFF:
                self._defaults[kind] = identifier
        defaults = self.root.find(f"{W}docDefaults")
        if defaults is not None:
            self._base = self._read_letters(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self._base_layout = _read_layout(defaults.find(f"{W}pPrDefault/{W}pPr"))

    def paragraph_style(self, properties: Element | None) -> str:
        """Return the id of the paragraph style that ``w:pPr`` names, or of the default one."""
        named = None if properties is None else properties.find(f"{W}pStyle")
        identifier = "" if named is None else named.get(_VAL) or ""
        known = ("paragraph", identifier) in self._styles
        return identifier if known else self._defaults.get("paragraph", "")

    def direct(self, properties: Element | None) -> Letters:
        """Return what ``w:rPr`` itself says, styles left aside."""
        return self._read_letters(self.revisions.properties(properties))

    def format(
        self,
        properties: Element | None,
        style: str,
        table: Letters = UNSAID,
        above: Letters = UNSAID,
    ) -> Format:
        """Return how a run of ``w:rPr`` prints in a paragraph of *style* inside a table.

        *above* is said of it more directly still, as by the level of a list of its number.
        """
        properties = self.revisions.properties(properties)
        own = () if properties is None else tuple([(e.tag, *e.items()) for e in properties])
        key = (own, style, table, above)
        if key not in self._formats:
            self._formats[key] = self._format(properties, style, table, above)
        return self._formats[key]

    def _format(
        self, properties: Element | None, style: str, table: Letters, above: Letters
    ) -> Format:
        named = None if properties is None else properties.find(f"{W}rStyle")
        of_run = "" if named is None else named.get(_VAL) or ""
        direct = above.over(self._read_letters(properties))
        said = direct.over(self._from_styles(of_run, style, table))
        size = _SIZE if said.size is None else said.size
        return Format(
            bold=bool(said.bold),
            italic=bool(said.italic),
            caps=bool(said.caps),
            hidden=bool(said.hidden),
            font=said.font or "",
            size=size,
            faint=(said.color or "").upper() == "FFFFFF" or size < _SMALLEST,
        )

    def _from_styles(self, of_run: str, of_paragraph: str, table: Letters) -> Letters:
        """Return what all styles and the defaults together say of letters."""
        key = (of_run, of_paragraph, table)
        if key not in self._together:
            levels = (
                self.letters("character", of_run),
                self.letters("paragraph", of_paragraph),
                table,
            )

            def toggled(name: str) -> bool:
                odd = sum(bool(getattr(level, name)) for level in levels) % 2 == 1
                return bool(getattr(self._base, name)) or odd

            told = levels[0].over(levels[1]).over(table).over(self._base)
            self._together[key] = replace(
                told,
                bold=toggled("bold"),
                italic=toggled("italic"),
                caps=toggled("caps"),
                hidden=toggled("hidden"),
            )
        return self._together[key]

    def letters(self, kind: StyleType, identifier: str) -> Letters:
        """Return what the style and those that it is based on say of letters."""
        key = (kind, identifier)
        if key not in self._letters:
            told = Letters()
            for style in self.chain(kind, identifier):
                told = self._read_letters(style.find(f"{W}rPr")).over(told)
            self._letters[key] = told
        return self._letters[key]

    def table_letters(self, identifier: str, parts: tuple[str, ...]) -> Letters:
        """Return what a table style says of letters in *parts* of a table (``firstRow`` …)."""
        key = (identifier, parts)
        if key not in self._tables:
            told = self.letters("table", identifier)
            for style in self.chain("table", identifier):
                for part in style.iterfind(f"{W}tblStylePr"):
                    if part.get(f"{W}type") in parts:
                        told = self._read_letters(part.find(f"{W}rPr")).over(told)
            self._tables[key] = told
        return self._tables[key]

    def layout(self, properties: Element | None) -> Layout:
        """Return how the paragraph of ``w:pPr`` is laid out and counted."""
        properties = self.revisions.properties(properties)
        style = self.paragraph_style(properties)
        if style not in self._layouts:
            told = self._base_layout
            for each in self.chain("paragraph", style):
                told = self._with_list(_read_layout(each.find(f"{W}pPr")), told, _id(each))
            self._layouts[style] = told
        direct = _read_layout(properties)
        told = self._with_list(direct, self._layouts[style], "")
        return Layout(style).over(told)

    def _with_list(self, own: Layout, base: Layout, style: str) -> Layout:
        """Return *own* over what the list says that it names, over *base*.

        A list's level that names *style* is the level of that style (17.9.23).
        """
        if own.number is None and own.level is None:
            return own.over(base)
        counted = own.over(base)
        number, level = counted.number or "", counted.level or 0
        linked = self.numbering.level_of_style(number, style) if style else None
        level = level if linked is None else linked
        found = self.numbering.level(number, level)
        of_list = Layout() if found is None else _read_layout(found.paragraph)
        return Layout(level=level).over(own.over(of_list.over(base)))

    def chain(self, kind: str, identifier: str) -> list[Element]:
        """Return the style and those it is based on, the first of them first."""
        chain: list[Element] = []
        while (style := self._styles.get((kind, identifier))) is not None and style not in chain:
            chain.append(style)
            if len(chain) == _LONGEST_CHAIN:
                break
            base = style.find(f"{W}basedOn")
            identifier = "" if base is None else base.get(_VAL) or ""
        return chain[::-1]

    def _read_letters(self, properties: Element | None) -> Letters:
        if properties is None:
            return Letters()
        said: dict[str, Element] = {child.tag: child for child in properties}
        color = said.get(f"{W}color")
        return Letters(
            bold=_switch(said.get(f"{W}b")),
            italic=_switch(said.get(f"{W}i")),
            caps=_switch(said.get(f"{W}caps")),
            hidden=_switch(said.get(f"{W}vanish")),
            font=self._font(said.get(f"{W}rFonts"), complex_=f"{W}cs" in said),
            size=_points(said.get(f"{W}sz"), _VAL, 2),
            color=None if color is None else color.get(_VAL),
        )

    def _font(self, fonts: Element | None, *, complex_: bool) -> str | None:
        """Return the font of letters beyond ASCII, which are those that old fonts make."""
        if fonts is None:
            return None
        names = (("cstheme", "cs"), *_FONTS) if complex_ else _FONTS
        for theme, name in names:
            found = self._theme_font(fonts.get(f"{W}{theme}")) or fonts.get(f"{W}{name}")
            if found:
                return str(found)
        return None

    def _theme_font(self, name: str | None) -> str | None:
        """Return the font of the theme that *name*, as ``minorHAnsi``, stands for."""
        if not name or self.theme is None:
            return None
        if name not in self._faces:
            kind = "majorFont" if name.startswith("major") else "minorFont"
            script = "cs" if name.endswith("Bidi") else "latin"
            face = next(self.theme.iterfind(f".//{_A}{kind}/{_A}{script}"), None)
            self._faces[name] = None if face is None else face.get("typeface") or None
        return self._faces[name]


def _first(own: _T | None, base: _T | None) -> _T | None:
    return base if own is None else own


def _id(style: Element) -> str:
    return style.get(f"{W}styleId") or ""


def _switch(element: Element | None) -> bool | None:
    """Return what a property that is on or off says."""
    return None if element is None else (element.get(_VAL) or "1") not in _OFF


def _points(element: Element | None, name: str, per_point: int = 20) -> float | None:
    """Return a length in points; without a unit it counts in parts of a point."""
    text = None if element is None else element.get(name)
    if not text:
        return None
    unit = _UNITS.get(text[-2:])
    try:
        value = float(text[:-2]) * unit if unit else float(text) / per_point
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None


def _read_layout(properties: Element | None) -> Layout:
    """Return what a ``w:pPr`` says."""
    if properties is None:
        return Layout()
    align = properties.find(f"{W}jc")
    indent = properties.find(f"{W}ind")
    room = properties.find(f"{W}spacing")
    number = properties.find(f"{W}numPr/{W}numId")
    level = properties.find(f"{W}numPr/{W}ilvl")
    hanging = _points(indent, f"{W}hanging")
    left = _points(indent, f"{W}left")
    return Layout(
        alignment=None if align is None else ALIGNMENTS.get(align.get(_VAL) or ""),
        left=_points(indent, f"{W}start") if left is None else left,
        first=_points(indent, f"{W}firstLine") if hanging is None else -hanging,
        before=_room(room, "before"),
        after=_room(room, "after"),
        close=_switch(properties.find(f"{W}contextualSpacing")),
        new_page=_switch(properties.find(f"{W}pageBreakBefore")),
        number=None if number is None else number.get(_VAL),
        level=None if level is None else _level(level.get(_VAL)),
    )


def _room(spacing: Element | None, side: str) -> float | None:
    if spacing is not None and (spacing.get(f"{W}{side}Autospacing") or "0") not in _OFF:
        return _AUTOMATIC
    return _points(spacing, f"{W}{side}")


def _level(text: str | None) -> int | None:
    """Return the level of a list, 0 to 8; None for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and int(text) <= 8 else None
