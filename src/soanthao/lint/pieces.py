"""Every component of a Word file with its look: what recognition names, measured.

Recognition reads words, the room ``word`` reads looks; both count paragraphs alike, so that they
meet here. A paragraph may hold several components (a header typed into one cell): each piece has
its own runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from soanthao.notice.source import Place, Source
from soanthao.recognition import Labelled, label
from soanthao.word.look_model import (
    CellLook,
    LayoutLook,
    LineLook,
    ParagraphLook,
    RunLook,
    WordLook,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A component, or one paragraph of it, as Word shows it (thành phần thể thức).

    Attributes:
        component: a name of the table ``standard.nd30``; ``rule`` for a line drawn in characters,
            ``other`` for what is not recognised.
        text: plain, no blanks around it.
        paragraph: that it stands in, as a whole.
        start: of *text* in the paragraph's plain text.
        runs: of *text*.
        lines: right below it: borders, shapes, typed dashes, underlined letters.
        marker: of an item, as printed; empty elsewhere.
        depth: of an item, 0-based.
    """

    component: str
    text: str
    paragraph: ParagraphLook
    start: int
    runs: tuple[RunLook, ...]
    lines: tuple[LineLook, ...] = ()
    marker: str = ""
    depth: int = 0

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.paragraph.place

    @property
    def layout(self) -> LayoutLook:
        """How its paragraph stands."""
        return self.paragraph.layout

    @property
    def cell(self) -> CellLook | None:
        """The cell of a table that it stands in."""
        return self.paragraph.cell

    @property
    def whole(self) -> bool:
        """Whether its paragraph holds nothing else."""
        return self.text == self.paragraph.plain.strip()

    @property
    def counted(self) -> bool:
        """Whether its marker is Word's own and not typed."""
        return bool(self.marker) and self.paragraph.counted and self.start == 0

    @property
    def fonts(self) -> frozenset[str]:
        """The fonts of its letters."""
        return frozenset(
            font for run in self.runs if run.text.strip() for font in run.letters.fonts
        )

    @property
    def sizes(self) -> tuple[float, ...]:
        """The sizes of its letters, each once, in order."""
        return tuple(dict.fromkeys(run.letters.size for run in self.runs if run.text.strip()))


def pieces(source: Source, look: WordLook) -> tuple[Piece, ...]:
    """Return the components of *source* in reading order, as *look* shows them."""
    known = {each.number: each for each in look.paragraphs}
    found = list(_cut(label(source), known))
    last = {
        piece.place.paragraph: at for at, piece in enumerate(found) if piece.component != "rule"
    }
    below: dict[int, list[LineLook]] = {}
    for line in look.lines:
        if line.above:
            below.setdefault(line.above, []).append(line)
    return tuple(
        replace(piece, lines=tuple(below.get(piece.place.paragraph, ())))
        if last.get(piece.place.paragraph) == at
        else piece
        for at, piece in enumerate(found)
    )


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
