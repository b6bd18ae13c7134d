"""Numbers that Word counts by itself: the lists of numbering.xml, resolved to what prints.

Lists of one definition (``w:abstractNum``) are counted together; a list that restarts says so
(``w:startOverride``). ISO/IEC 29500-1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from soanthao.notice.numbering import roman
from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.source_symbols import bullet

_VAL: Final = f"{W}val"
_LEVELS: Final = 9
_HIGHEST: Final = 10_000
"""Counters above it are a fault of the file."""
_LONGEST: Final = 200
"""Characters around a number; Word takes no more of them."""
_WORDS: Final = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_PLACE: Final = re.compile(r"%([1-9])")
_FORMATS: Final = (
    f"{W}numFmt",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
)
Suffix = Literal["tab", "space", "nothing"]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        format: ``decimal``, ``upperRoman``, ``bullet`` …
        custom: what a format of its own writes: ``001, 002, 003, ...``.
        text: ``%1.%2)``.
        restart: 1-based level whose use restarts this one, 0 for none; None: any above it.
        legal: all numbers in decimal.
        style: id of the paragraph style that belongs to it.
        letters, paragraph: its ``w:rPr`` and ``w:pPr``.
        picture: the sign is a picture.
    """

    start: int
    format: str
    custom: str
    text: str
    restart: int | None
    suffix: Suffix
    legal: bool
    style: str
    letters: Element | None
    paragraph: Element | None
    picture: bool
    font: str


@dataclass(frozen=True, slots=True)
class Marker:
    """What prints before a paragraph.

    Attributes:
        blank: whether room follows it.
        doubt: Vietnamese, what is not certain about it; empty if nothing is.
    """

    text: str
    blank: bool
    level: Level
    doubt: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each is counted."""

    root: Element | None = None
    styles: Element | None = None
    _abstract: dict[str, Element] = field(default_factory=dict)
    _numbers: dict[str, Element] = field(default_factory=dict)
    _levels: dict[tuple[str, int], Level | None] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    _starts: dict[tuple[str, int], int | None] = field(default_factory=dict)
    _definitions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is not None:
            self._abstract = {
                _get(e, "abstractNumId"): e for e in self.root.iter(f"{W}abstractNum")
            }
            self._numbers = {_get(e, "numId"): e for e in self.root.iter(f"{W}num")}

    def level(self, number: str, level: int) -> Level | None:
        """Return the *level* (0-based) of the list *number*; None if there is none."""
        key = (number, level)
        if key not in self._levels:
            element = self._override(number, level, "lvl")
            if element is None:
                abstract = self._abstract.get(self._definition(number))
                element = None if abstract is None else _at(abstract.iterfind(f"{W}lvl"), level)
            self._levels[key] = None if element is None else _read_level(element)
        return self._levels[key]

    def level_of_style(self, number: str, style: str) -> int | None:
        """Return the level of list *number* that belongs to a paragraph style; None if none."""
        for level in range(_LEVELS):
            found = self.level(number, level)
            if found is not None and found.style == style:
                return level
        return None

    def count(self, number: str, level: int) -> Marker | None:
        """Count one more paragraph of the list and return its marker; None if the list is none."""
        found = self.level(number, level)
        if found is None:
            return None
        definition = self._definition(number)
        counters = self._counters.setdefault(definition, [None] * _LEVELS)
        if (number, level) not in self._starts:
            override = self._override(number, level, "startOverride")
            told = None if override is None else _integer(_value(override), found.start)
            self._starts[number, level] = told
        start = self._starts[number, level]
        begins = found.start if start is None else start
        fresh = start is not None and (number, level) not in self._begun
        self._begun.add((number, level))
        current = counters[level]
        counters[level] = begins if fresh or current is None else min(current + 1, _HIGHEST)
        for deeper in range(level + 1, _LEVELS):
            below = self.level(number, deeper)
            if below is None or below.restart is None or level < below.restart:
                counters[deeper] = None
        return self._marker(number, found, counters)

    def _marker(self, number: str, level: Level, counters: list[int | None]) -> Marker:
        doubts: list[str] = []
        if level.picture or level.format == "bullet":
            text, known = ("-", False) if level.picture else bullet(level.text, level.font)
            if not known:
                doubts.append("dấu đầu dòng là hình hoặc ký hiệu lạ")
        else:

            def written(match: re.Match[str]) -> str:
                at = int(match[1]) - 1
                each, value = self.level(number, at), counters[at]
                if each is None:
                    return ""
                if value is None:
                    doubts.append("số của cấp trên chưa xuất hiện")
                decimal = level.legal and each.format != "none"
                text, known = _write(
                    each.start if value is None else value,
                    "decimal" if decimal else each.format,
                    each.custom,
                )
                if not known:
                    doubts.append(f"dạng số “{each.format}” chưa đọc được")
                return text

            text = _PLACE.sub(written, level.text)
        blank = level.suffix != "nothing" and bool(text)
        return Marker(text, blank, level, "; ".join(dict.fromkeys(doubts)))

    def _definition(self, number: str) -> str:
        """Return the id of the definition of list *number*, through a style if it names one."""
        if number not in self._definitions:
            self._definitions[number] = self._defined(number)
        return self._definitions[number]

    def _defined(self, number: str) -> str:
        for _ in range(_LEVELS):
            element = self._numbers.get(number)
            identifier = "" if element is None else _value(element.find(f"{W}abstractNumId"))
            abstract = self._abstract.get(identifier)
            link = None if abstract is None else abstract.find(f"{W}numStyleLink")
            if link is None:
                return identifier
            number = self._number_of_style(_value(link))
        return ""

    def _number_of_style(self, identifier: str) -> str:
        if self.styles is None:
            return ""
        for style in self.styles.iterfind(f"{W}style"):
            if _get(style, "styleId") == identifier:
                return _value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
        return ""

    def _override(self, number: str, level: int, name: str) -> Element | None:
        element = self._numbers.get(number)
        if element is None:
            return None
        override = _at(element.iterfind(f"{W}lvlOverride"), level)
        return None if override is None else override.find(f"{W}{name}")


def _at(levels: Iterable[Element], level: int) -> Element | None:
    """Return the one of *levels* that is *level*."""
    return next((e for e in levels if _integer(_get(e, "ilvl"), -1) == level), None)


def _read_level(element: Element) -> Level:
    form = _format_of(element)
    fonts = element.find(f"{W}rPr/{W}rFonts")
    restart = element.find(f"{W}lvlRestart")
    suffix = _value(element.find(f"{W}suff"))
    legal = element.find(f"{W}isLgl")
    return Level(
        start=_integer(_value(element.find(f"{W}start")), 0),
        format="decimal" if form is None else _value(form),
        custom="" if form is None else _get(form, "format")[:_LONGEST],
        text=_value(element.find(f"{W}lvlText"))[:_LONGEST],
        restart=None if restart is None else _integer(_value(restart), 0),
        suffix="nothing" if suffix == "nothing" else "space" if suffix == "space" else "tab",
        legal=legal is not None and (_value(legal) or "1") not in {"0", "false", "off"},
        style=_value(element.find(f"{W}pStyle")),
        letters=element.find(f"{W}rPr"),
        paragraph=element.find(f"{W}pPr"),
        picture=element.find(f"{W}lvlPicBulletId") is not None,
        font="" if fonts is None else _get(fonts, "hAnsi") or _get(fonts, "ascii"),
    )


def _format_of(level: Element) -> Element | None:
    """Return the format of *level*, also where it stands beside one for old programs."""
    for child in level:
        if child.tag in _FORMATS:
            return next(child.iter(f"{W}numFmt"), None)
    return None


def _write(value: int, form: str, custom: str) -> tuple[str, bool]:
    """Return *value* as *form* prints it, and whether the form is known."""
    letter = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 40)
    texts = {
        "decimal": str(value),
        "decimalZero": f"{value:02}",
        "upperRoman": roman(value) if 0 < value < 4_000 else str(value),
        "lowerRoman": roman(value).lower() if 0 < value < 4_000 else str(value),
        "upperLetter": letter.upper() if value > 0 else "",
        "lowerLetter": letter if value > 0 else "",
        "numberInDash": f"- {value} -",
        "none": "",
    }
    if form == "vietnameseCounting" and 0 < value <= len(_WORDS):
        return _WORDS[value - 1], True
    if form == "custom":
        return _custom(value, custom)
    return (texts[form], True) if form in texts else (str(value), False)


def _custom(value: int, pattern: str) -> tuple[str, bool]:
    """Write *value* in a series that the file lists: ``a, b, c, d, đ, ...``, ``001, 002, ...``."""
    listed = [each.strip() for each in pattern.split(",") if each.strip(" .…")]
    if listed and all(each.isdecimal() for each in listed):
        return str(value).zfill(len(listed[0])), True
    if 0 < value <= len(listed):
        return listed[value - 1], True
    return str(value), False


def _get(element: Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(_VAL) or ""


def _integer(text: str, otherwise: int) -> int:
    try:
        return min(max(int(text), 0), _HIGHEST)
    except ValueError:
        return otherwise
