"""Where each character that a Word file prints stands in its XML, to be marked or mended.

A reader joins blanks, composes letters and cuts paragraphs at line breaks; here the way back is
found by following the characters that are no blanks. Where the two do not agree letter by letter
(letters of old fonts, signs, formulas) a paragraph has no ground, and nobody guesses.
"""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.source import Met, Reading
from soanthao.word.source_model import BoxOrigin, Origin, Span
from soanthao.word.source_text import HYPHENS, INVISIBLE

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True, eq=False)
class Mark:
    """One character of a ``w:t``: the element may change when a run is split, the mark follows."""

    text: Element
    at: int


@dataclass(slots=True)
class Line:
    """One printed paragraph as it counts.

    Attributes:
        plain: its text.
        marks: for each character of *plain* the characters of the file that it was composed of;
            empty for blanks and for what Word writes by itself. None where the way is not sure.
    """

    plain: str
    origin: Origin
    marks: list[list[Mark]] | None = None


@dataclass(slots=True)
class Ground:
    """The printed paragraphs of a file by number, each with its way back into the XML."""

    lines: dict[int, Line] = field(default_factory=dict)
    _of: dict[Element, list[Mark]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading) -> Ground:
        """Return the ground of a file that was read."""
        ground = cls()
        for _, group in groupby(reading.met, key=lambda each: id(each.raw.origin)):
            ground._paragraph(list(group))
        return ground

    def _paragraph(self, pieces: Sequence[Met]) -> None:
        origin = pieces[0].raw.origin
        if origin is None:
            return
        printed = [met for met in pieces if met.printed]
        lines = [Line(met.settled.text.plain, origin) for met in printed]
        self.lines |= {met.place.paragraph: line for met, line in zip(printed, lines, strict=True)}
        held = list(_held(pieces))
        shown = [_shown(met, line.plain) for met, line in zip(printed, lines, strict=True)]
        if any(each is None for each in shown):
            return
        letters = [(n, *each) for n, some in enumerate(shown) for each in some or ()]
        wanted = [each for each in letters if each[2] is not None]
        if [char for _, _, char in wanted] != [char for char, _ in held]:
            return
        for line in lines:
            line.marks = [[] for _ in line.plain]
        for (number, at, _), (_, mark) in zip(wanted, held, strict=True):
            here = (lines[number].marks or [])[at]
            if not here or (here[-1].text, here[-1].at) != (mark.text, mark.at):
                here.append(mark)
        for mark in dict.fromkeys(mark for _, mark in held):
            self._of.setdefault(mark.text, []).append(mark)

    def run_from(self, mark: Mark) -> Element:
        """Return the run that begins with *mark*; it is split off where it does not yet."""
        text, run = mark.text, mark.text.getparent()
        first = next(child for child in run if child.tag != f"{W}rPr")
        if mark.at == 0 and first is text:
            return run
        return self._split(run, text, mark.at)

    def run_to(self, mark: Mark) -> Element:
        """Return the run that ends with *mark*; what follows is split off."""
        text, run = mark.text, mark.text.getparent()
        whole, stop = text.text or "", mark.at + 1
        while stop < len(whole) and unicodedata.combining(whole[stop]):
            stop += 1
        if stop < len(whole) or text.getnext() is not None:
            self._split(run, text, stop)
        return run

    def _split(self, run: Element, text: Element, at: int) -> Element:
        """Put what follows character *at* of *text* into a run of its own, and return that."""
        behind = run.makeelement(run.tag, dict(run.attrib), nsmap=run.nsmap)
        properties = run.find(f"{W}rPr")
        if properties is not None:
            behind.append(copy.deepcopy(properties))
        moved = list(text.itersiblings())
        whole = text.text or ""
        if at < len(whole):
            rest = text
            if at > 0:
                rest = text.makeelement(text.tag, dict(text.attrib))
                rest.set(_SPACE, "preserve")
                text.set(_SPACE, "preserve")
                text.text, rest.text = whole[:at], whole[at:]
                self._move(text, rest, at)
            behind.append(rest)
        behind.extend(moved)
        run.addnext(behind)
        return behind

    def _move(self, text: Element, rest: Element, at: int) -> None:
        marks = self._of.get(text, [])
        self._of[text] = [mark for mark in marks if mark.at < at]
        self._of[rest] = [mark for mark in marks if mark.at >= at]
        for mark in self._of[rest]:
            mark.text, mark.at = rest, mark.at - at

    def edit(self, mark: Mark, at: int, size: int, new: str) -> None:
        """Write *new* over *size* characters at offset *at* of the text that *mark* stands in."""
        text = mark.text
        whole = text.text or ""
        text.text = whole[:at] + new + whole[at + size :]
        text.set(_SPACE, "preserve")
        for each in self._of.get(text, []):
            if each.at >= at + size:
                each.at += len(new) - size


def on_page(origin: Origin) -> tuple[Element, Element]:
    """Return the first and last ``w:p`` of a paragraph, or those around its text box."""
    inside = origin.inside
    while inside is not None:
        if isinstance(inside, BoxOrigin):
            outer = next(inside.content.iterancestors(f"{W}p"), None)
            if outer is not None:
                while any(True for _ in outer.iterancestors(f"{W}txbxContent")):
                    outer = next(outer.iterancestors(f"{W}p"))
                return outer, outer
        inside = inside.outer
    return origin.elements[0], origin.elements[-1]


def in_box(origin: Origin) -> bool:
    """Tell whether a paragraph stands in a text box, where Word knows no comment."""
    inside = origin.inside
    while inside is not None and not isinstance(inside, BoxOrigin):
        inside = inside.outer
    return inside is not None


def runs_of(pieces: Sequence[Met]) -> list[Element]:
    """Return the runs that a paragraph was read from, in order."""
    spans = (part for met in pieces for part in met.raw.parts if isinstance(part, Span))
    return list(dict.fromkeys(span.run for span in spans if span.run is not None))


def _held(pieces: Sequence[Met]) -> Iterator[tuple[str, Mark]]:
    """Yield the characters that a paragraph's runs hold, without their accents."""
    for run in runs_of(pieces):
        for child in run:
            if child.tag == f"{W}t":
                for at, char in enumerate(child.text or ""):
                    mark = Mark(child, at)
                    yield from ((each, mark) for each in _folded(char))


def _shown(met: Met, plain: str) -> list[tuple[int, str | None]] | None:
    """Return the characters of a plain text with their offsets; None for what no run holds."""
    letters = [(at, each) for at, char in enumerate(plain) for each in _folded(char)]
    written = [
        (each, span.run is not None)
        for text, span in met.settled.written
        for char in text
        for each in _folded(char)
    ]
    if [each for _, each in letters] != [each for each, _ in written]:
        return None
    return [
        (at, each if held else None) for (at, each), (_, held) in zip(letters, written, strict=True)
    ]


def _folded(char: str) -> str:
    """Return what of *char* is compared: no blank, no accent, capitals as small letters."""
    if char.isspace() or INVISIBLE.match(char):
        return ""
    apart = unicodedata.normalize("NFD", char.translate(HYPHENS)).casefold()
    return "".join(each for each in apart if not unicodedata.combining(each))
