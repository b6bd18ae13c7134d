"""Letters as Word shows them: run, character style, paragraph style, table style, defaults.

ISO/IEC 29500-1: 17.7.2 gives the order, and 17.7.3 the properties that styles toggle; 17.3.2.26
says which of four fonts a character takes, and that a theme's font supersedes a name beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from soanthao.word.effective import Styles
from soanthao.word.look_model import BLACK, LetterLook
from soanthao.word.look_units import NONE, attribute, integer, length, rgb, switch, value
from soanthao.word.package import Element
from soanthao.word.reader import W

Said = Mapping[str, Any]
"""What one place says, by name of the property; what it is silent about is not in it."""
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NOTHING: Final[Said] = {}
_SIZE: Final = 10.0
_SWITCHES: Final = {
    "b": "bold",
    "bCs": "bold_cs",
    "i": "italic",
    "iCs": "italic_cs",
    "caps": "caps",
    "smallCaps": "small_caps",
    "strike": "strike",
    "dstrike": "double_strike",
    "cs": "complex",
    "rtl": "rtl",
}
_TOGGLES: Final = ("bold", "bold_cs", "italic", "italic_cs", "caps", "small_caps", "strike")
_FONTS: Final = (
    ("ascii", "asciiTheme"),
    ("hAnsi", "hAnsiTheme"),
    ("eastAsia", "eastAsiaTheme"),
    ("cs", "cstheme"),
)
_SCHEME: Final = {
    "text1": "dk1",
    "dark1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
    **{f"accent{at}": f"accent{at}" for at in range(1, 7)},
}
_EAST_ASIAN: Final = (
    (0x1100, 0x11FF),
    (0x2E80, 0xA4CF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
_COMPLEX: Final = ((0x0590, 0x07BF), (0x0900, 0x109F), (0x1780, 0x17FF), (0xFB1D, 0xFDFF))
_HINTED: Final = ((0x0300, 0x036F), (0x2010, 0x2029), (0x2030, 0x2046), (0x2100, 0x27BF))


_LATIN: Final = re.compile("[\\s!-\u02ff\u0300-\u036f\u1e00-\u1eff\u2010-\u2046]*")
"""What Vietnamese texts hold."""
_VISIBLE: Final = re.compile("[!-~]")
_ASCII: Final = frozenset({"ascii"})
_HANSI: Final = frozenset({"hAnsi"})
_BOTH: Final = frozenset({"ascii", "hAnsi"})


@dataclass(slots=True)
class LetterReader:
    """Reads the look of letters out of a file's styles and its own properties."""

    styles: Styles
    _chains: dict[tuple[str, str, tuple[str, ...]], Said] = field(default_factory=dict)
    _bases: dict[tuple[str, str, str, tuple[str, ...]], Said] = field(default_factory=dict)
    _said: dict[tuple[Any, ...], tuple[int, Said]] = field(default_factory=dict)
    _looks: dict[tuple[Any, ...], LetterLook] = field(default_factory=dict)
    _faces: dict[str, str] = field(default_factory=dict)
    _colors: dict[str, str | None] = field(default_factory=dict)
    _default: Said = field(default_factory=dict)

    def __post_init__(self) -> None:
        root = self.styles.root
        if root is not None:
            self._default = self.said(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def look(
        self,
        properties: Element | None,
        text: str,
        style: str,
        table: tuple[str, tuple[str, ...]] = ("", ()),
        above: Element | None = None,
    ) -> LetterLook:
        """Return how *text* of ``w:rPr`` looks in a paragraph of *style*.

        *table* are the style and the parts of the table around it; *above* is said more directly
        still, as by the level of a list of its number (17.9.24).
        """
        number, direct = self._direct(self.styles.revisions.properties(properties))
        of_run = direct.get("style", "")
        over, said_above = self._direct(above)
        if said_above:
            direct = {**direct, **said_above}
        base = self._base(of_run, style, table)
        classes = _classes(text, {**base, **direct})
        key = (number, over, style, table, classes)
        if key not in self._looks:
            self._looks[key] = _built({**base, **direct}, classes)
        return self._looks[key]

    def _direct(self, properties: Element | None) -> tuple[int, Said]:
        """Return what a ``w:rPr`` says, with a number that all that say the same share."""
        if properties is None:
            return 0, _NOTHING
        key = tuple([(child.tag, *child.items()) for child in properties])
        if key not in self._said:
            said = dict(self.said(properties))
            said["style"] = value(properties.find(f"{W}rStyle"))
            self._said[key] = (len(self._said) + 1, said)
        return self._said[key]

    def said(self, properties: Element | None) -> Said:
        """Return what a ``w:rPr`` says."""
        if properties is None:
            return _NOTHING
        said: dict[str, Any] = {}
        for child in properties:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if name in _SWITCHES:
                said[_SWITCHES[name]] = switch(child)
            elif name in _READERS:
                _READERS[name](self, child, said)
        return said

    def _base(self, of_run: str, style: str, table: tuple[str, tuple[str, ...]]) -> Said:
        """Return what styles and defaults together say (17.7.2, 17.7.3)."""
        key = (of_run, style, *table)
        if key not in self._bases:
            levels = (
                self._chain("table", table[0], table[1]),
                self._chain("paragraph", style),
                self._chain("character", of_run),
            )
            told = {**self._default}
            for level in levels:
                told |= level
            for name in _TOGGLES:
                odd = sum(bool(level.get(name)) for level in levels) % 2 == 1
                told[name] = bool(self._default.get(name)) or odd
            self._bases[key] = told
        return self._bases[key]

    def _chain(self, kind: str, identifier: str, parts: tuple[str, ...] = ()) -> Said:
        key = (kind, identifier, parts)
        if key not in self._chains:
            told: dict[str, Any] = {}
            chain = self.styles.chain(kind, identifier)
            for style in chain:
                told |= self.said(style.find(f"{W}rPr"))
            for properties in conditional(chain, parts, "rPr"):
                told |= self.said(properties)
            self._chains[key] = told
        return self._chains[key]

    def _fonts(self, element: Element, said: dict[str, Any]) -> None:
        for name, theme in _FONTS:
            of_theme = attribute(element, theme)
            found = (self.face(of_theme) if of_theme else "") or attribute(element, name)
            if found:
                said[f"font_{name}"] = found
        hint = attribute(element, "hint")
        if hint:
            said["hint"] = hint

    def face(self, name: str) -> str:
        """Return the font of the theme that *name*, as ``minorHAnsi``, stands for; or empty."""
        if name not in self._faces:
            self._faces[name] = self._find_face(name)
        return self._faces[name]

    def _find_face(self, name: str) -> str:
        theme = self.styles.theme
        if theme is None:
            return ""
        kind = "majorFont" if name.startswith("major") else "minorFont"
        fonts = next(theme.iter(f"{A}{kind}"), None)
        if fonts is None:
            return ""
        script = "cs" if name.endswith("Bidi") else "ea" if name.endswith("EastAsia") else "latin"
        face = fonts.find(f"{A}{script}")
        return "" if face is None else face.get("typeface") or ""

    def _color(self, element: Element, said: dict[str, Any]) -> None:
        said["color"] = self.color(
            value(element),
            attribute(element, "themeColor"),
            tinted=bool(attribute(element, "themeTint") or attribute(element, "themeShade")),
        )

    def color(self, text: str, theme: str | None, *, tinted: bool = False) -> str | None:
        """Return ``RRGGBB``; a theme's colour supersedes the one beside it (17.3.2.6).

        Word writes both alike; where a tint is asked for, the one beside it holds the result.
        """
        if theme and theme != "none" and not tinted:
            found = self.scheme(_SCHEME.get(theme, ""))
            return found or rgb(text)
        if theme and theme != "none":
            return rgb(text)
        return BLACK if text == "auto" or not text else rgb(text)

    def scheme(self, name: str) -> str | None:
        """Return a colour of the theme: ``dk1``."""
        if name not in self._colors:
            theme = self.styles.theme
            found = None if theme is None else next(theme.iter(f"{A}{name}"), None)
            child = None if found is None or not len(found) else found[0]
            of_system = None if child is None else child.get("lastClr")
            self._colors[name] = None if child is None else rgb(of_system or child.get("val"))
        return self._colors[name]


def conditional(chain: Iterable[Element], parts: tuple[str, ...], name: str) -> list[Element]:
    """Return what table styles say of *parts*, the strongest last (17.7.6).

    Rows are stronger than bands, columns than rows.
    """
    found: list[tuple[int, Element]] = []
    for style in chain:
        for part in style.iterfind(f"{W}tblStylePr"):
            kind = part.get(f"{W}type") or ""
            properties = part.find(f"{W}{name}")
            if (kind in parts or kind == "wholeTable") and properties is not None:
                found.append((_STRENGTH.get(kind, 0), properties))
    return [properties for _, properties in sorted(found, key=lambda each: each[0])]


_STRENGTH: Final = {"firstRow": 1, "lastRow": 1, "firstCol": 2, "lastCol": 2}


def _size(_reader: LetterReader, element: Element, said: dict[str, Any]) -> None:
    _put(said, "size", length(value(element), 2))


def _size_cs(_reader: LetterReader, element: Element, said: dict[str, Any]) -> None:
    _put(said, "size_cs", length(value(element), 2))


def _underline(_reader: LetterReader, element: Element, said: dict[str, Any]) -> None:
    name = value(element)
    said["underline"] = "" if name in NONE else name


def _highlight(_reader: LetterReader, element: Element, said: dict[str, Any]) -> None:
    name = value(element)
    said["highlight"] = "" if name in NONE else name


def _shading(reader: LetterReader, element: Element, said: dict[str, Any]) -> None:
    fill = reader.color(attribute(element, "fill") or "", attribute(element, "themeFill"))
    auto = (attribute(element, "fill") or "auto") == "auto"
    said["shading"] = "" if auto or fill in {"FFFFFF", None} else fill


def _spacing(_reader: LetterReader, element: Element, said: dict[str, Any]) -> None:
    _put(said, "spacing", length(value(element)))


def _scale(_reader: LetterReader, element: Element, said: dict[str, Any]) -> None:
    _put(said, "scale", integer(value(element).rstrip("%")))


def _position(_reader: LetterReader, element: Element, said: dict[str, Any]) -> None:
    _put(said, "raised", length(value(element), 2))


def _script(_reader: LetterReader, element: Element, said: dict[str, Any]) -> None:
    name = value(element)
    said["script"] = "" if name == "baseline" else name


def _put(said: dict[str, Any], name: str, found: float | None) -> None:
    if found is not None:
        said[name] = found


_READERS: Final[Mapping[str, Any]] = {
    "rFonts": LetterReader._fonts,
    "color": LetterReader._color,
    "sz": _size,
    "szCs": _size_cs,
    "u": _underline,
    "highlight": _highlight,
    "shd": _shading,
    "spacing": _spacing,
    "w": _scale,
    "position": _position,
    "vertAlign": _script,
}


def _built(said: Said, classes: frozenset[str]) -> LetterLook:
    complex_ = classes == {"cs"}
    fonts = {str(said.get(f"font_{each}") or "Times New Roman") for each in classes}
    return LetterLook(
        fonts=tuple(sorted(fonts)),
        size=said.get("size_cs" if complex_ else "size") or _SIZE,
        bold=bool(said.get("bold_cs" if complex_ else "bold")),
        italic=bool(said.get("italic_cs" if complex_ else "italic")),
        underline=said.get("underline", ""),
        strike=bool(said.get("strike") or said.get("double_strike")),
        caps=bool(said.get("caps")),
        small_caps=bool(said.get("small_caps")),
        color=said.get("color", BLACK),
        highlight=said.get("highlight") or said.get("shading") or "",
        spacing=said.get("spacing", 0.0),
        scale=said.get("scale", 100.0),
        raised=said.get("raised", 0.0),
        script=said.get("script", ""),
    )


def _classes(text: str, said: Said) -> frozenset[str]:
    """Return which of the four fonts the characters of *text* take."""
    if said.get("complex") or said.get("rtl"):
        return frozenset({"cs"})
    hinted = said.get("hint") == "eastAsia"
    if text.isascii():
        return _ASCII
    if not hinted and _LATIN.fullmatch(text):
        return _BOTH if _VISIBLE.search(text) else _HANSI
    letters = "".join(text.split()) or text
    return frozenset(_class(ord(char), hinted=hinted) for char in set(letters))


def _class(code: int, *, hinted: bool) -> str:
    if code < 0x80:
        return "ascii"
    if _within(code, _EAST_ASIAN) or (hinted and _within(code, _HINTED)):
        return "eastAsia"
    return "cs" if _within(code, _COMPLEX) else "hAnsi"


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)
