"""Markers at the beginning of a paragraph, and the series that they may belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from soanthao.notice.numbering import ALPHABET, roman

MOST: Final = 60
"""No list is longer: a greater number is a quantity or a year."""
JUMP: Final = 3
"""Numbers that a series may leave out before it counts as another thing."""
_SIGNS: Final = "-–—+*•●▪◦·"
_MARKER: Final = re.compile(
    rf"(?P<sign>[{_SIGNS}])(?=\s|[^\W\d_])"
    r"|(?P<chain>(?:\d{1,2}|[IVX]{1,4})(?:\.\d{1,2})*(?:\.\d{1,2}[.)]?|\.[a-zđ]\)))"
    r"(?=\s|[^\W\d_])"
    r"|(?P<open>\(?)(?P<count>\d{1,3}|[a-zđA-ZĐ]|[ivxIVX]{2,6})(?P<close>\s?[-–](?=\s)|[.)/])"
    r"(?=\s|[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a marker.

    Attributes:
        style: what all markers of one series share: ``1.``, ``a)``, ``-``.
        value: its number in the series; 0 of a sign.
        above: the numbers before the last of a composed one: ``(1, 2)`` of ``1.2.3.``.
    """

    style: str
    value: int
    above: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What may be a marker: its text, what it may mean, where the text behind it begins."""

    text: str
    readings: tuple[Reading, ...]
    end: int
    glued: bool


def find(plain: str) -> Found | None:
    """Return what *plain* begins with if it may be a marker with text behind it."""
    match = _MARKER.match(plain)
    if match is None or not plain[match.end() :].strip():
        return None
    behind = plain[match.end()]
    glued = not behind.isspace()
    if glued and not behind.isupper():
        return None
    decimal = match["chain"] and not match["chain"].endswith((".", ")"))
    if decimal and not plain[match.end() :].lstrip()[:1].isupper():
        return None
    text = match.group().rstrip()
    if match["sign"]:
        readings: tuple[Reading, ...] = (Reading(match["sign"], 0),)
    elif match["chain"]:
        chain = _chain(match["chain"])
        readings = (chain,) if chain else ()
    else:
        readings = tuple(_counted(match["open"], match["count"], match["close"]))
    return Found(text, readings, match.end(), glued) if readings else None


def _chain(text: str) -> Reading | None:
    """Return what ``1.1.``, ``1.1)``, ``I.1.`` or ``1.a)`` may mean; None of ``IIX.1.``."""
    numbers = text.rstrip(".)").split(".")
    read = [_part(each) for each in numbers]
    values = [value for _, value in read]
    if not all(values):
        return None
    close = text[len(".".join(numbers)) :]
    return Reading(".".join(first for first, _ in read) + close, values[-1], tuple(values[:-1]))


def _part(text: str) -> tuple[str, int]:
    """Return what a series of such numbers begins with, and the place of this one in it."""
    if text.isdigit():
        return "1", int(text)
    return ("I", _roman(text)) if text.isupper() else ("a", ALPHABET.find(text) + 1)


def _counted(before: str, count: str, close: str) -> list[Reading]:
    if bool(before) != (close == ")") and before:
        return []
    if count.isdigit():
        first = "01" if count.startswith("0") else "1"
        value = int(count)
        return [Reading(f"{before}{first}{close}", value)] if 0 < value <= MOST else []
    readings = []
    lower = count == count.lower()
    if len(count) == 1:
        place = ALPHABET.find(count.lower()) + 1
        readings.append(Reading(f"{before}{'a' if lower else 'A'}{close}", place or -1))
    if set(count.upper()) <= set("IVX") and (lower or count.isupper()):
        value = _roman(count.upper())
        if value:
            readings.append(Reading(f"{before}{'i' if lower else 'I'}{close}", value))
    return readings


def _roman(text: str) -> int:
    return next((value for value in range(1, MOST + 1) if roman(value) == text), 0)


def is_next(old: Reading, new: Reading) -> bool:
    """Tell whether *new* follows *old* in one series; signs and strange letters follow any."""
    if new.value in {0, -1} or old.value == -1:
        return True
    return new.above == old.above and new.value == old.value + 1


def fits(old: Reading, new: Reading) -> bool:
    """Tell whether *new* is in the series of *old*, some numbers left out at most."""
    return old.style == new.style and (is_next(old, new) or 0 < new.value - old.value <= JUMP)
