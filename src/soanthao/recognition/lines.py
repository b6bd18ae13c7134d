"""Lines of a source and what is to be seen on them without knowing what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.notice.markup import RichText, Run
from soanthao.notice.source import Place, SourceParagraph, SourceTable

RULE: Final = re.compile(r"[-_—–=*~.\s]{3,}|\*")
"""A drawn line that a file writes as characters; the star of the Party's header."""
SHORT: Final = 400
"""Characters; no line of a header or of a signature is longer."""
_END: Final = re.compile(r"[.;:!?…/,]\W*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or the piece of one, and the column of the layout table that it stands in.

    Attributes:
        column: 0-based; -1 outside tables.
        table: the table of data that stands here instead of text.
    """

    paragraph: SourceParagraph
    column: int = -1
    table: SourceTable | None = None

    @property
    def plain(self) -> str:
        """The text without markup and notes, no blanks around it."""
        return self.paragraph.plain.strip()

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.paragraph.place if self.table is None else self.table.place

    def cut(self, start: int, stop: int) -> Line:
        """Return the piece between two offsets into the paragraph's plain text."""
        text = trimmed(self.paragraph.text.slice(start, stop))
        return replace(self, paragraph=replace(self.paragraph, text=text))


def trimmed(text: RichText) -> RichText:
    """Return *text* without blanks around it; notes stay."""
    plain = text.plain
    start = len(plain) - len(plain.lstrip())
    stop = len(plain.rstrip())
    return text if stop <= start else text.slice(start, stop)


def is_caps(text: str) -> bool:
    """Tell whether *text* has letters, and capital ones only."""
    return text.upper() == text and text.lower() != text


def is_bold(text: RichText) -> bool:
    """Tell whether all that is printed of *text* is bold."""
    printed = [run for run in text.runs if run.text.strip()]
    return bool(printed) and all(run.bold for run in printed)


def unbold(text: RichText) -> RichText:
    """Return *text* without its bold."""
    pieces = (
        replace(piece, bold=False) if isinstance(piece, Run) else piece for piece in text.pieces
    )
    return RichText.of(pieces)


def is_closed(text: str) -> bool:
    """Tell whether *text* ends with a mark, so that the next line begins something new."""
    return bool(_END.search(text))


def is_rule(text: str) -> bool:
    """Tell whether *text* is a drawn line."""
    return bool(RULE.fullmatch(text))


def found(
    code: str, message: str, place: Place, severity: Severity = Severity.WARNING, clause: str = ""
) -> Finding:
    """Return a finding about *place*."""
    return Finding(
        code,
        message,
        line=place.line,
        column=place.column,
        severity=severity,
        clause=clause,
        where=str(place),
    )


def quoted(text: str) -> str:
    """Return *text* whole, in quotes: what is not placed is not lost."""
    return f"“{text}”"
