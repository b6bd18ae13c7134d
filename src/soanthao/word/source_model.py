"""What the reader of foreign Word files collects before letters and places are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final

from soanthao.findings import Severity
from soanthao.word.effective import UNPLACED, Format, Layout
from soanthao.word.numbering import Marker
from soanthao.word.package import Element

CHANGES: Final = "N101"
COMMENT: Final = "N102"
PICTURE: Final = "N103"
CONVERTED: Final = "N104"
MIXED_LETTERS: Final = "N105"
SIGN: Final = "N106"
NUMBER: Final = "N107"
FORMULA: Final = "N108"
FIELD: Final = "N109"
INVISIBLE: Final = "N110"
FAINT: Final = "N111"
EMBEDDED: Final = "N112"
NOTE: Final = "N113"
DOUBTFUL: Final = "N114"
OLD_FILE: Final = "N115"

BREAK: Final = "\v"
"""The end of a line inside a paragraph, which no text of an XML file may hold; else a blank."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding that has no place yet."""

    code: str
    message: str
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one format, as the file holds them.

    Attributes:
        run: the ``w:r`` that they stand in; None for what Word writes by itself.
    """

    text: str
    format: Format
    run: Element | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a note, with what the note says."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CellOrigin:
    """The cell of a table that a paragraph stands in.

    Attributes:
        row, column: 0-based, as the source counts them.
        parts: of the table that its style prints in another way (``firstRow`` …).
        outer: what the table stands in; None for the page.
    """

    table: Element
    tr: Element
    tc: Element
    row: int
    column: int
    parts: tuple[str, ...]
    outer: CellOrigin | BoxOrigin | None


@dataclass(frozen=True, slots=True, eq=False)
class BoxOrigin:
    """The text box that a paragraph stands in: its ``w:txbxContent``, and what that stands in."""

    content: Element
    outer: CellOrigin | BoxOrigin | None


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """The XML that a paragraph was read from, for whoever looks closer than a reader of words.

    Attributes:
        elements: its ``w:p``, several where tracked changes joined them.
        properties: the ``w:pPr`` in force.
        inside: the cell or text box around it; None on the page.
        section: of the document, 0-based.
        marker: that Word counted.
    """

    elements: tuple[Element, ...]
    properties: Element | None
    inside: CellOrigin | BoxOrigin | None
    section: int
    marker: Marker | None = None


@dataclass(slots=True)
class RawParagraph:
    """A paragraph as the file holds it.

    Attributes:
        parts: marker of its list, text and notes, in order.
        page: on which it begins; 0 where the file does not tell.
        remarks: what is to be said about it, each once.
        dropped: text that does not print, and why.
        has_text: whether anything is to be read in it.
        origin: None for what is no paragraph of the file.
        beside: it is the right-hand piece of a line that tabs or blanks part.
    """

    layout: Layout = UNPLACED
    page: int = 0
    parts: list[Span | NoteCall] = field(default_factory=list)
    boxes: list[RawBlock] = field(default_factory=list)
    remarks: dict[Remark, None] = field(default_factory=dict)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    has_text: bool = False
    origin: Origin | None = None
    beside: bool = False

    def add(self, part: Span | NoteCall) -> None:
        """Add what is to be read."""
        self.parts.append(part)
        self.has_text = self.has_text or isinstance(part, NoteCall) or bool(part.text.strip())

    def drop(self, text: str, why: str) -> None:
        """Note *text* that does not print."""
        if text:
            self.dropped.append((text, why))

    def take(self, other: RawParagraph) -> None:
        """Take what is to be said and was dropped in *other*, not its text."""
        self.remarks.update(other.remarks)
        self.dropped += other.dropped

    def left_out(self) -> list[tuple[str, str]]:
        """Return what does not print, neighbours left out for one cause as one."""
        groups = groupby(self.dropped, key=itemgetter(1))
        joined = ((" ".join("".join(t for t, _ in each).split()), why) for why, each in groups)
        return [(text, why) for text, why in joined if text]

    def remark(self, code: str, message: str, severity: Severity = Severity.WARNING) -> None:
        """Note what is to be said about the paragraph, once."""
        self.remarks[Remark(code, message, severity)] = None


@dataclass(slots=True)
class RawTable:
    """A table, cell by cell; tables inside a cell are flattened."""

    rows: list[list[list[RawParagraph]]]


RawBlock = RawParagraph | RawTable


def flat(blocks: list[RawBlock]) -> list[RawParagraph]:
    """Return the paragraphs of *blocks* in reading order."""
    paragraphs: list[RawParagraph] = []
    for block in blocks:
        if isinstance(block, RawParagraph):
            paragraphs.append(block)
        else:
            paragraphs.extend(each for row in block.rows for cell in row for each in cell)
    return paragraphs
