"""Signs of the fonts Symbol and Wingdings as the characters that they look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from soanthao.standard import repertoire

_SYMBOL: Final = {
    **{code: chr(code) for code in b" !#%&()+,./0123456789:;<=>?[]_{|}"},
    **dict(zip(b"abgdezhqiklmnxprstufcyw", "αβγδεζηθικλμνξπρστυφχψω", strict=True)),
    **dict(zip(b"GDQLXPSFYW", "ΓΔΘΛΞΠΣΦΨΩ", strict=True)),
    0x2A: "*",
    0x2D: "-",
    0xA2: "\u2032",
    0xA3: "≤",
    0xA5: "∞",
    0xA8: "♦",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB2: "\u2033",
    0xB3: "≥",
    0xB4: "x",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xD6: "√",
    0xE5: "∑",
}
_WINGDINGS: Final = {
    0x20: " ",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0x73: "◊",
    0x77: "♦",
    0x75: "♦",
    0x76: "❖",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_TABLES: Final[Mapping[str, Mapping[int, str]]] = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE: Final = range(0xF000, 0xF100)
_BULLETS: Final = {
    "o": "◦",
    "·": "•",
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
    "–": "-",
    "—": "-",
}
"""Signs of lists that are drawn from other fonts, as text writes them."""


def is_symbol_font(font: str) -> bool:
    """Tell whether *font* draws signs where other fonts draw letters."""
    return font.casefold() in _TABLES


def sign(char: str, font: str) -> str | None:
    """Return the character that *char* looks like in *font*; None if it is not known."""
    code = ord(char)
    low = code - _PRIVATE.start if code in _PRIVATE else code
    table = _TABLES.get(font.casefold())
    if table is None:
        return None if is_private(char) else char
    return table.get(low)


def is_private(char: str) -> bool:
    """Tell whether *char* means something in its own font only."""
    return "\ue000" <= char <= "\uf8ff"


def bullet(text: str, font: str) -> tuple[str, bool]:
    """Return the sign of a list as text writes it, and whether it is known.

    What the font of the documents cannot print becomes a dash.
    """
    shown = "".join(_bullet(char, font) or "-" for char in text)
    known = all(_bullet(char, font) is not None for char in text)
    return "".join(char if repertoire.is_printable(char) else "-" for char in shown), known


def _bullet(char: str, font: str) -> str | None:
    found = sign(char, font)
    return found if found is None else _BULLETS.get(found, found)
