"""Lengths, switches and colours as the XML of Word files writes them."""

from __future__ import annotations

from typing import Final

from soanthao.word.package import Element
from soanthao.word.reader import W

VAL: Final = f"{W}val"
OFF: Final = frozenset({"0", "false", "off"})
NONE: Final = frozenset({"", "nil", "none"})
EMU: Final = 12_700
"""To the point."""
_UNITS: Final = {
    "pt": 1.0,
    "pc": 12.0,
    "pi": 12.0,
    "in": 72.0,
    "cm": 72 / 2.54,
    "mm": 72 / 25.4,
    "px": 0.75,
    "em": None,
    "ex": None,
}
_LARGEST: Final = 1e6
_HEX: Final = frozenset("0123456789ABCDEF")


def value(element: Element | None) -> str:
    """Return the ``w:val`` of *element*; empty if there is none."""
    return "" if element is None else element.get(VAL) or ""


def switch(element: Element | None) -> bool | None:
    """Return what a property that is on or off says (17.17.4); None if it is not there."""
    return None if element is None else (element.get(VAL) or "1") not in OFF


def number(text: str | None) -> float | None:
    """Return a number; None for what is none."""
    try:
        found = float(text or "")
    except ValueError:
        return None
    return found if abs(found) < _LARGEST * EMU else None


def length(text: str | None, per_point: float = 20) -> float | None:
    """Return points; without a unit *text* counts in parts of a point (17.18.81)."""
    if not text:
        return None
    if text[-2:] in _UNITS:
        unit, found = _UNITS[text[-2:]], number(text[:-2])
    else:
        unit, found = 1 / per_point, number(text)
    if unit is None or found is None or abs(found * unit) >= _LARGEST:
        return None
    return round(found * unit, 4)


def integer(text: str | None) -> int | None:
    """Return a whole number; None for what is none."""
    found = number(text)
    return None if found is None else round(found)


def rgb(text: str | None) -> str | None:
    """Return ``RRGGBB`` in capitals; None for what is none."""
    upper = (text or "").lstrip("#").upper()
    return upper if len(upper) == 6 and set(upper) <= _HEX else None


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute ``w:name``."""
    return None if element is None else element.get(f"{W}{name}")


def local(element: Element) -> str:
    """Return the name of *element* without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
