"""A component of a Word file as Word shows it: the value that format rules read."""

from __future__ import annotations

from dataclasses import dataclass

from soanthao.notice.source import Alignment, Place
from soanthao.word.look_model import CellLook, LayoutLook, LineLook, ParagraphLook, RunLook


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
    def alignment(self) -> Alignment | None:
        """How it is aligned; None where tabs place it in its line."""
        return None if self.paragraph.tabs and not self.whole else self.layout.alignment

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
    def all_bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(run.letters.bold for run in self.runs if run.text.strip())

    @property
    def all_italic(self) -> bool:
        """Whether all its letters are italic."""
        return all(run.letters.italic for run in self.runs if run.text.strip())

    @property
    def sizes(self) -> tuple[float, ...]:
        """The sizes of its letters, each once, in order."""
        return tuple(dict.fromkeys(run.letters.size for run in self.runs if run.text.strip()))
