"""Every component of a Word file with its look: what recognition names, measured.

Recognition reads words, the room ``word`` reads looks; both count paragraphs alike, so that they
meet here. A paragraph may hold several components (a header typed into one cell): each piece has
its own runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from soanthao.lint.naming import renamed
from soanthao.lint.piece import Piece
from soanthao.notice.source import Source
from soanthao.recognition import Labelled, label
from soanthao.standard import nd30
from soanthao.word.look_lines import TYPED, typed_line
from soanthao.word.look_model import LineLook, ParagraphLook, RunLook, WordLook

__all__ = ["Piece", "pieces"]


def pieces(source: Source, look: WordLook) -> tuple[Piece, ...]:
    """Return the components of *source* in reading order, as *look* shows them."""
    known = {each.number: each for each in look.paragraphs}
    found = renamed(list(_cut(label(source), known)))
    last = {
        piece.place.paragraph: at for at, piece in enumerate(found) if piece.component != "rule"
    }
    below: dict[int, list[LineLook]] = {}
    for line in look.lines:
        if line.above:
            below.setdefault(line.above, []).append(line)
    for at, piece in enumerate(found):
        if last.get(piece.place.paragraph) == at:
            found[at] = replace(piece, lines=tuple(below.get(piece.place.paragraph, ())))
        elif (typed := _typed_behind(found, at)) is not None:
            found[at] = replace(piece, lines=(typed,))
    _share(found)
    return tuple(found)


def _share(found: list[Piece]) -> None:
    """Give the lines below two names that tabs part to the name that each stands below."""
    for at, right in enumerate(found):
        left = next(
            (n for n in range(at) if found[n].paragraph is right.paragraph and _is_ruled(found[n])),
            None,
        )
        if left is None or not right.paragraph.tabs or not right.lines:
            continue
        beside = [each for each in right.lines if _is_left(each)]
        below = tuple(each for each in right.lines if each not in beside)
        found[left] = replace(found[left], lines=tuple(beside))
        found[at] = replace(right, lines=below)


def _is_ruled(piece: Piece) -> bool:
    return piece.component in {rule.below for rule in nd30.RULES}


def _is_left(line: LineLook) -> bool:
    return line.off_centre is not None and line.off_centre < 0


def _typed_behind(found: Sequence[Piece], at: int) -> LineLook | None:
    """Return the dashes that part a piece from the next one of its paragraph."""
    number = found[at].place.paragraph
    dashes = next((each for each in found[at + 1 : at + 2] if each.component == "rule"), None)
    if dashes is None or dashes.place.paragraph != number or not TYPED.fullmatch(dashes.text):
        return None
    return replace(typed_line(dashes.runs, dashes.text), above=number, below=number, anchor=number)


def _cut(labels: Iterable[Labelled], known: dict[int, ParagraphLook]) -> Iterator[Piece]:
    ends: dict[int, int] = {}
    for each in labels:
        number = each.paragraph.place.paragraph
        paragraph = known.get(number)
        text = each.paragraph.plain.strip()
        if paragraph is None or not text:
            continue
        start = paragraph.plain.find(text, ends.get(number, 0))
        start = max(paragraph.plain.find(text), 0) if start < 0 else start
        ends[number] = start + len(text)
        runs = tuple(runs_of(paragraph, start, start + len(text)))
        yield Piece(
            each.component, text, paragraph, start, runs, marker=each.marker, depth=each.depth
        )


def runs_of(paragraph: ParagraphLook, start: int, end: int) -> Iterator[RunLook]:
    """Yield the runs between two offsets into the paragraph's plain text."""
    at = 0
    for run in paragraph.runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if text:
            yield replace(run, text=text)
