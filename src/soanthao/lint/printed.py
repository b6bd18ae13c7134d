"""A Word file as format rules and content rules read it together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from soanthao.lint.piece import Piece
from soanthao.lint.reading import Passage, Reading
from soanthao.notice.notice import Meeting
from soanthao.recognition.outline import Outline
from soanthao.word.look_model import WordLook

_BLANKS: Final = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Printed:
    """What Word would show (:attr:`Reading.printed`).

    Attributes:
        pieces: one for each passage of the reading, at the same index.
        form: of the outline: ``notice``, ``letter`` …
    """

    pieces: tuple[Piece, ...]
    look: WordLook
    outline: Outline

    def of(self, *components: str) -> Iterable[tuple[int, Piece]]:
        """Return the pieces of *components* with their index."""
        return [(at, each) for at, each in enumerate(self.pieces) if each.component in components]


def of_word(
    outline: Outline,
    pieces: tuple[Piece, ...],
    look: WordLook,
    meeting: Meeting | None = None,
    names: frozenset[str] = frozenset(),
) -> Reading:
    """Return a Word file as rules read it; *meeting* and *names* are what the caller knows."""
    return Reading(
        passages=tuple(map(_passage, pieces)),
        kind=outline.kind,
        number=outline.number,
        symbol=outline.symbol,
        issued=outline.issued,
        day=_day(outline, meeting),
        place=outline.place,
        subject=outline.subject,
        parent=outline.parent,
        header=outline.header,
        authority=outline.authority,
        position=outline.position,
        signer=outline.signer,
        meeting=meeting,
        names=names,
        printed=Printed(pieces, look, outline),
    )


def _passage(piece: Piece) -> Passage:
    """Return a piece without its marker; ``lead`` says how much that is."""
    lead = 0
    if piece.marker and piece.text.startswith(piece.marker):
        behind = _BLANKS.match(piece.text, len(piece.marker))
        lead = behind.end() if behind else len(piece.marker)
    text = piece.text[lead:]
    return Passage(text, piece.component, piece.marker, piece.depth, "", piece.place, lead)


def _day(outline: Outline, meeting: Meeting | None) -> date | None:
    """Return the day whose law holds: of issue, the end of its open period, of the meeting."""
    issued = outline.issued
    if issued is not None:
        if issued.complete is not None:
            return issued.complete
        if issued.month is not None:
            following = date(issued.year + issued.month // 12, issued.month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1)
        return date(issued.year, 12, 31)
    return max(meeting.held) if meeting and meeting.held else None
