"""What a reader meets in an office's own template: its words and the slots between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from soanthao.notice.document import Document, Form
from soanthao.word.slots import Slot, lacking

Piece = str | Slot
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a template, to be read back from each file that is made of it.

    Attributes:
        lines: paragraph by paragraph, in reading order; a block is the only piece of its line.
    """

    form: Form
    lines: tuple[Line, ...]

    def stream(self, document: Document) -> tuple[str, ...]:
        """Return every paragraph of the filled template, as :meth:`Document.stream` has them."""
        return tuple(_filled(document, self.lines))

    def fixed(self, document: Document) -> frozenset[str]:
        """Return the paragraphs that the template itself draws, its inline slots filled in."""
        drawn = (line for line in self.lines if not _is_block(line))
        return frozenset(_filled(document, drawn))

    def unplaced(self, document: Document) -> tuple[Slot, ...]:
        """Return the slots that *document* needs and the template has no place for."""
        placed = (piece for line in self.lines for piece in line if isinstance(piece, Slot))
        fields = frozenset(field for slot in placed for field in slot.fields)
        return tuple(slot for slot in lacking(self.form, fields) if slot.printed(document))


def _filled(document: Document, lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        text = [piece if isinstance(piece, str) else piece.printed(document) for piece in line]
        if _is_block(line):
            yield from text[0]
        elif whole := "".join("".join(each) for each in text).strip():
            yield whole


def _is_block(line: Line) -> bool:
    return isinstance(line[0], Slot) and line[0].block
