"""Where in a draft findings of readers and recognition belong: they know only pages and lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.intake.proposal import Doubt, Path
from soanthao.notice.source import Place
from soanthao.recognition.outline import Outline, OutlineElement, OutlineItem

_PARAGRAPH: Final = re.compile(r"đoạn (\d+)")
_HEAD: Final[Path] = ("notice",)


def placed(outline: Outline, findings: Iterable[Finding]) -> tuple[Doubt, ...]:
    """Return what somebody must look at, each at the value of the draft that it is about.

    A finding of a paragraph that went into another one is at that one; of the head, at ``notice``;
    of the whole document, at the top. Mere notes are left out.
    """
    places = sorted(_places(outline), key=lambda each: each[0])
    starts = [start for start, _ in places]
    doubts = []
    for finding in findings:
        if finding.severity is Severity.INFO:
            continue
        number = number_of(finding)
        at = bisect_right(starts, number) - 1
        path: Path = () if not number else (places[at][1] if at >= 0 else _HEAD)
        doubts.append(Doubt(path, finding))
    return tuple(doubts)


def number_of(finding: Finding) -> int:
    """Return the paragraph, or the line of a text, that a finding is about; 0 for none."""
    match = _PARAGRAPH.search(finding.where)
    return int(match[1]) if match else finding.line


def _places(outline: Outline) -> Iterator[tuple[int, Path]]:
    yield from _elements(outline.body, ("body",))
    for number, annex in enumerate(outline.annexes):
        yield from _elements(annex.body, ("annexes", number, "body"))
    for block in outline.recipients:
        for line in block.lines[:1]:
            yield _start(line.place), ("recipients",)


def _elements(body: Sequence[OutlineElement], path: Path) -> Iterator[tuple[int, Path]]:
    for number, element in enumerate(body):
        yield _start(element.place), (*path, number)
        if isinstance(element, OutlineItem):
            yield from _elements(element.items, (*path, number, "items"))


def _start(place: Place) -> int:
    return place.paragraph or place.line
