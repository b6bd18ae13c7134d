"""What a reader found in a file that somebody else made, before anything in it is understood.

Every reader (Word, PDF, Markdown, plain text) gives the same values, so that whoever recognises a
notice needs not know where it came from. Texts are NFC, hold one blank for any run of blanks, and
carry bold, italic and notes; numbers that Word counts by itself stand in the text as they print.
Nothing is left out silently: what a reader takes off the page is in :attr:`Source.dropped`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from soanthao.findings import Finding
from soanthao.notice.markup import RichText

Alignment = Literal["", "left", "center", "right", "justify"]
"""Empty where the file does not say."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its file; what the file cannot tell is 0.

    Attributes:
        page: 1-based.
        paragraph: 1-based, counted through the document, table cells included.
        line, column: 1-based, of a text file; columns in code points.
    """

    page: int = 0
    paragraph: int = 0
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return the place as a clerk reads it: ``trang 2, đoạn 14``; empty if it is unknown."""
        named = (("trang", self.page), ("đoạn", self.paragraph), ("dòng", self.line))
        return ", ".join(f"{word} {value}" for word, value in named if value)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is printed, as far as the file tells.

    Attributes:
        left: points from the left edge of the text to lines 2 and following.
        first: points by which line 1 stands further right (negative: further left).
        size: points of most of its letters; 0 where the file does not say.
        gap: whether there is more room above it than between its lines.
    """

    alignment: Alignment = ""
    left: float = 0.0
    first: float = 0.0
    size: float = 0.0
    gap: bool = False


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One paragraph as printed, its marker included."""

    text: RichText
    place: Place = Place()
    look: Look = Look()

    @property
    def plain(self) -> str:
        """The text without markup and notes."""
        return self.text.plain


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a table; a table inside it stands among its paragraphs row by row."""

    paragraphs: tuple[SourceParagraph, ...] = ()

    @property
    def plain(self) -> str:
        """The text of all paragraphs, a blank between them."""
        return " ".join(each.plain for each in self.paragraphs if each.plain)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table, of data or of layout (header, nơi nhận beside the signature), row by row.

    A cell that spans columns stands in the first of them, the others are empty.
    """

    rows: tuple[tuple[SourceCell, ...], ...]
    place: Place = Place()

    def paragraphs(self) -> Iterator[SourceParagraph]:
        """Yield the paragraphs cell by cell, row by row."""
        for row in self.rows:
            for cell in row:
                yield from cell.paragraphs


SourceBlock = SourceParagraph | SourceTable


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text of the file that is no part of the document's flow.

    Attributes:
        why: Vietnamese, for the clerk: ``số trang``, ``dòng của con dấu số``, ``đầu trang``.
    """

    text: str
    why: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Source:
    """A document as its file prints it.

    Attributes:
        blocks: paragraphs and tables in reading order; empty paragraphs are left out.
        dropped: what was taken off.
        findings: what the reader saw: tracked changes, comments, converted letters.
    """

    blocks: tuple[SourceBlock, ...]
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()

    def paragraphs(self) -> Iterator[SourceParagraph]:
        """Yield all paragraphs in reading order, those of tables cell by cell."""
        for block in self.blocks:
            if isinstance(block, SourceParagraph):
                yield block
            else:
                yield from block.paragraphs()
