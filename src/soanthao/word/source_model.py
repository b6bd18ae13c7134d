"""What the reader of foreign Word files collects before letters and places are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from soanthao.findings import Severity
from soanthao.word.effective import UNPLACED, Format, Layout

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
OLD_FILE: Final = "N115"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding that has no place yet."""

    code: str
    message: str
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one format, as the file holds them."""

    text: str
    format: Format


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a note, with what the note says."""

    spans: tuple[Span, ...]


@dataclass(slots=True)
class RawParagraph:
    """A paragraph as the file holds it.

    Attributes:
        parts: marker of its list, text and notes, in order.
        page: on which it begins; 0 where the file does not tell.
        dropped: text that does not print, and why.
    """

    layout: Layout = UNPLACED
    page: int = 0
    parts: list[Span | NoteCall] = field(default_factory=list)
    boxes: list[RawBlock] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str, form: Format) -> None:
        """Add *text*, to the last span if it prints alike."""
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Span) and last.format == form:
            self.parts[-1] = Span(last.text + text, form)
        elif text:
            self.parts.append(Span(text, form))

    def drop(self, text: str, why: str) -> None:
        """Note *text* that does not print, with the last one if that is for the same cause."""
        if self.dropped and self.dropped[-1][1] == why:
            text = self.dropped.pop()[0] + text
        if text:
            self.dropped.append((text, why))

    def remark(self, code: str, message: str, severity: Severity = Severity.WARNING) -> None:
        """Note what is to be said about the paragraph, once."""
        remark = Remark(code, message, severity)
        if remark not in self.remarks:
            self.remarks.append(remark)

    @property
    def has_text(self) -> bool:
        """Whether anything is to be read in it."""
        return any(isinstance(part, NoteCall) or part.text.strip() for part in self.parts)


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
