"""Text fields: composed, blanks squashed, forbidden characters found where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from soanthao.draft.faults import Faults
from soanthao.draft.nodes import Scalar
from soanthao.draft.scalar import offsets
from soanthao.draft.syntax import comment_behind
from soanthao.notice import markup
from soanthao.notice.markup import RichText
from soanthao.standard.repertoire import is_printable

_SPACES: Final = frozenset(" \t\n\r\xa0\u1680\u202f\u205f\u3000") | {
    chr(code) for code in range(0x2000, 0x200B)
}
_UNPRINTED: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Cn", "Co"})
_GAP: Final = re.compile(r"[ \t\n\r]+")
_BREAK: Final = re.compile(r"\r\n|\n|\r")
_BIDI: Final = frozenset("\u061c\u200e\u200f") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_JOINED: Final = frozenset(chr(code) for code in range(0xFB00, 0xFB07))
"""Ligatures as text copied from a PDF has them; what reads them back gives single letters."""
_NO_WIDTH: Final = frozenset("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u034f")

_FAULTS: Final = (
    ("Y203", frozenset("\xad")),
    ("Y204", _NO_WIDTH),
    ("Y205", _BIDI),
    ("Y207", _JOINED),
)
_STAND_IN: Final = "\ufffd"
"""What reading puts in the place of a control character that it has reported."""
_FOREIGN: Final = "Y208"
"""A character that the font lacks."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of the draft as it will be printed.

    Attributes:
        value: NFC, blanks squashed, stripped.
        rich: with markup read where the field has markup, else the value as it is.
    """

    value: str
    node: Scalar
    rich: RichText
    sound: bool = True


def read_text(node: Scalar, faults: Faults, *, marked_up: bool = False) -> Prose:
    """Return the text of *node*; every forbidden character goes to *faults* with its place."""
    found = offsets(node)
    places = found if found is not None else [node.start] * len(node.value)
    sound = _check(node, places, found is not None, faults)
    cut = comment_behind(node)
    if cut is not None:
        faults.add("Y122", node.source, cut)
        sound = False
    value, kept = squashed(*composed(node.value, places))
    for at, name in _loose_marks(value, kept):
        faults.add(_FOREIGN, node.source, at, name=name)
    if not (marked_up and sound):
        return Prose(value, node, RichText.plainly(value), sound)
    try:
        return Prose(value, node, markup.parse(value))
    except markup.MarkupError as error:
        at = kept[error.offset] if error.offset < len(kept) else node.end
        faults.add("Y206", node.source, at, reason=error.reason)
        return Prose(value, node, RichText.plainly(value), sound=False)


def _check(node: Scalar, places: Sequence[int], exact: bool, faults: Faults) -> bool:
    sound = True
    for code, at, name in (*_forbidden(node, places), *_blank_lines(node, places, exact)):
        faults.add(code, node.source, at, name=name)
        sound = sound and code == _FOREIGN  # what cannot be printed can still be read
    return sound


def _forbidden(node: Scalar, places: Sequence[int]) -> Iterator[tuple[str, int, str]]:
    codes = {char: code for char in set(node.value) if (code := _fault_of(char))}
    if not codes:
        return
    for char, at in zip(node.value, places, strict=True):
        reported = char == _STAND_IN and node.source.text[at : at + 1] != _STAND_IN
        if char in codes and not reported:
            yield codes[char], at, _named(char)


def _fault_of(char: str) -> str | None:
    """Return the code of the fault that *char* is in any text, or None."""
    for code, chars in _FAULTS:
        if char in chars:
            return code
    if char in _SPACES:
        return None
    if unicodedata.category(char) in _UNPRINTED:
        return "Y202"
    return None if is_printable(char) else _FOREIGN


def _loose_marks(value: str, kept: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield marks that no letter takes up, and which letter they stand on: x with a dot below.

    The font sets them beside the letter, not on it.
    """
    marks = {char for char in set(value) if unicodedata.combining(char) and is_printable(char)}
    if marks:
        for index, char in enumerate(value):
            if char in marks:
                yield kept[index], f"“{value[max(0, index - 1) : index + 1]}” (U+{ord(char):04X})"


def _named(char: str) -> str:
    """Return how a complaint names *char*: by its code, and as it looks where it has a look."""
    code = f"U+{ord(char):04X}"
    return f"“{char}” ({code})" if char.isprintable() else code


def _blank_lines(
    node: Scalar, places: Sequence[int], exact: bool
) -> Iterator[tuple[str, int, str]]:
    """Yield the first blank line of each run of blanks inside the text."""
    for gap in _GAP.finditer(node.value):
        before, after = gap.start() - 1, gap.end()
        if before < 0 or after == len(node.value):
            continue
        escaped = gap.group().count("\n") > 1
        if not exact:
            if escaped:
                yield "Y201", node.start, ""
                return
            continue
        raw = list(_BREAK.finditer(node.source.text, places[before], places[after]))
        if len(raw) > 1:
            yield "Y201", raw[0].end(), ""
        elif escaped:
            yield "Y201", places[before + 1], ""


def composed(value: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Return *value* in NFC and where its characters come from."""
    if unicodedata.is_normalized("NFC", value):
        return value, places
    chars, kept = [], []
    start = 0
    for index in range(1, len(value) + 1):
        if index < len(value) and unicodedata.combining(value[index]):
            continue
        piece = unicodedata.normalize("NFC", value[start:index])
        chars.append(piece)
        kept.extend([places[start]] * len(piece))
        start = index
    whole = unicodedata.normalize("NFC", value)
    if "".join(chars) != whole:
        return whole, [places[0]] * len(whole)
    return whole, kept


def squashed(value: str, places: Sequence[int]) -> tuple[str, list[int]]:
    """Return *value* with one blank for any run of them, and where its characters come from."""
    chars: list[str] = []
    kept: list[int] = []
    for char, at in zip(value, places, strict=True):
        blank = char in _SPACES
        if blank and (not chars or chars[-1] == " "):
            continue
        chars.append(" " if blank else char)
        kept.append(at)
    if chars and chars[-1] == " ":
        chars.pop()
    return "".join(chars), kept
