"""Notes at the feet of pages (chú thích), told by the figures that call them."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import partial
from itertools import dropwhile, groupby
from typing import Final

from soanthao.notice.markup import RichText
from soanthao.pdf.source_aside import Sheet
from soanthao.pdf.source_glyphs import Char, Segment, joined
from soanthao.pdf.source_paragraphs import is_call, rich

_NOTE: Final = re.compile(r"\[?(?P<number>\d{1,3})[\].)]?\s*\S")
_UNIT: Final = re.compile(r"(?:\A|\d|/|\()(?:k|h|d|c|m)?m\Z")
"""Units of length, at the end of a word."""
_WIDE: Final = 99.0
_SMALLER: Final = 0.93
"""Share of the size of the text up to which a line at the foot is a note's."""


def take_notes(sheet: Sheet, seen: frozenset[int]) -> tuple[Mapping[int, RichText], frozenset[int]]:
    """Take the notes off *sheet*; return them by number, and the numbers that were called.

    Args:
        sheet: the page.
        seen: numbers that pages before called.
    """
    calls = _calls(sheet.parts, seen)
    wanted = sorted(calls | seen)
    lines = joined(sheet.parts, _WIDE)
    if not wanted or not lines:
        return {}, calls
    text = max(_usual(lines), _usual([part for part in sheet.parts if _has_call(part)]))
    start = _first_note(lines, wanted, text)
    if start is None:
        return {}, calls
    notes: dict[int, RichText] = {}
    group: list[Segment] = []
    number = 0
    for line in lines[start:]:
        if _begins(line, wanted, text) and _number(line) > number:
            _add(notes, number, group)
            group, number = [], _number(line)
        group.append(line)
    _add(notes, number, group)
    gone = {char for line in lines[start:] for char in _places(line)}
    sheet.parts[:] = [part for part in sheet.parts if not gone & set(_places(part))]
    return notes, calls


def _first_note(lines: Sequence[Segment], wanted: list[int], text: float) -> int | None:
    """Return where the notes begin among *lines* from above; None: the page has none.

    Nothing of the text's size stands below notes. Rows of a table may be as small and begin with
    the same figures; they stand above, so the lowest line with the first number begins the notes.
    """
    foot = len(lines)
    while foot and lines[foot - 1].size <= _SMALLER * text:
        foot -= 1
    begun = [at for at in range(foot, len(lines)) if _begins(lines[at], wanted, text)]
    lowest = min((_number(lines[at]) for at in begun), default=0)
    return max((at for at in begun if _number(lines[at]) == lowest), default=None)


def _usual(lines: Sequence[Segment]) -> float:
    """Return the size of most of *lines*; notes may outnumber the text, but are not called."""
    sizes = [line.size for line in lines]
    return max(set(sizes), key=sizes.count, default=0.0)


def _has_call(part: Segment) -> bool:
    text = dropwhile(lambda char: is_call(char, part), part.chars)
    return any(is_call(char, part) for char in text)


def _places(part: Segment) -> list[tuple[float, float]]:
    return [(char.x, char.y) for char in part.chars]


def _calls(parts: list[Segment], seen: frozenset[int]) -> frozenset[int]:
    """Return the numbers that *parts* call, and make each call one character of its part."""
    found: set[int] = set()
    for place, part in enumerate(parts):
        chars: list[Char] = []
        for raised, run in groupby(part.chars, partial(is_call, line=part)):
            figures = list(run)
            is_power = raised and _is_power(chars, figures)
            if not raised or not chars or is_power:
                level = [each._replace(y=part.y) for each in figures]
                chars.extend(level if is_power else figures)
                continue
            numbers = split_calls("".join(each.char for each in figures), found | seen)
            found.update(numbers)
            for number in numbers:
                own, figures = figures[: len(str(number))], figures[len(str(number)) :]
                chars.append(own[0]._replace(char=str(number), right=own[-1].right))
        parts[place] = Segment(tuple(chars), part.page)
    return frozenset(found)


def _is_power(before: Sequence[Char], figures: Sequence[Char]) -> bool:
    """Tell whether *figures* are the power of a unit: ``km²``."""
    word = ""
    for char in reversed(before):
        word = char.char + word
        if char.blank:
            break
    is_power = len(figures) == 1 and figures[0].char in {"2", "3"}
    return is_power and bool(_UNIT.search(word))


def split_calls(figures: str, seen: Container[int]) -> tuple[int, ...]:
    """Return the numbers that *figures* call: two calls side by side are printed as one number.

    Args:
        figures: decimal digits.
        seen: numbers that were called before; calls count up.
    """
    whole = int(figures)
    if whole - 1 in seen:
        return (whole,)
    for length in range(1, len(figures)):
        numbers = [int(figures[:length])]
        while len(text := "".join(map(str, numbers))) < len(figures):
            numbers.append(numbers[-1] + 1)
        if text == figures and (numbers[0] == 1 or numbers[0] - 1 in seen):
            return tuple(numbers)
    return (whole,)


def _begins(line: Segment, wanted: list[int], text: float) -> bool:
    match = _NOTE.match(line.text)
    return bool(match) and line.size <= _SMALLER * text and _number(line) in wanted


def _number(line: Segment) -> int:
    match = _NOTE.match(line.text)
    if is_call(line.chars[0], line):
        digits = ""
        for char in line.chars:
            if not is_call(char, line):
                break
            digits += char.char
        return int(digits)
    return int(match["number"]) if match else 0


def _add(notes: dict[int, RichText], number: int, group: list[Segment]) -> None:
    if group:
        text = rich(group, {})
        start = len(text.plain) - len(re.sub(r"\A\[?\d+[\].)]?\s*", "", text.plain))
        notes[number] = text.slice(start, len(text.plain))
