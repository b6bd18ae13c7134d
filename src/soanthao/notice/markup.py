r"""Text with the small inline markup of the drafts: ``**đậm**``, ``*nghiêng*``, ``^[chú thích]``.

A text is a tuple of pieces: runs of equally formatted characters and footnotes. Its *plain* text
is what a reader reads aloud: markup removed, footnotes left out. Offsets are into the plain text.
``\`` before ``* ^ [ ] \`` stands for the character itself (docs of the two files, "Text").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

ESCAPABLE = frozenset("*^[]\\")

_ORDINARY = re.compile(r"[^*^\]\\]*")


class MarkupError(ValueError):
    """Markup that does not balance; *offset* counts code points of the marked-up text."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason, self.offset = reason, offset


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one format."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note (chú thích) called where it stands; it has no length in the plain text."""

    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """The note's text without markup."""
        return "".join(run.text for run in self.runs)


Piece = Run | Footnote


@dataclass(frozen=True, slots=True)
class RichText:
    """Formatted text in canonical form: no empty run, no two neighbours of one format."""

    pieces: tuple[Piece, ...] = ()

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> RichText:
        """Return *pieces* in canonical form."""
        return cls(tuple(_merged(pieces)))

    @classmethod
    def plainly(cls, text: str) -> RichText:
        """Return *text* without any format; nothing in it is read as markup."""
        return cls.of((Run(text),))

    @property
    def plain(self) -> str:
        """The text without markup and without footnotes."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Run))

    @property
    def runs(self) -> tuple[Run, ...]:
        """The formatted runs without the footnotes."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Run))

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The notes in the order of their calls."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Footnote))

    def __add__(self, other: RichText) -> RichText:
        return RichText.of((*self.pieces, *other.pieces))

    def slice(self, start: int, stop: int) -> RichText:
        """Return the part between two plain offsets; a note goes with the character before it.

        A note before the first character goes with that one.
        """
        kept: list[Piece] = []
        at = 0
        for piece in self.pieces:
            if isinstance(piece, Footnote):
                if start < at <= stop or (at == start == 0 and stop > 0):
                    kept.append(piece)
                continue
            low, high = max(start - at, 0), min(stop - at, len(piece.text))
            if low < high:
                kept.append(replace(piece, text=piece.text[low:high]))
            at += len(piece.text)
        return RichText.of(kept)

    def insert(self, offset: int, text: str) -> RichText:
        """Return the text with unformatted *text* put in at a plain *offset*."""
        end = len(self.plain)
        return self.slice(0, offset) + RichText.plainly(text) + self.slice(offset, end)

    def capitalized(self) -> RichText:
        """Return the text with its first letter raised."""
        first = self.slice(0, 1)
        raised = RichText.of(
            replace(piece, text=piece.text.upper()) if isinstance(piece, Run) else piece
            for piece in first.pieces
        )
        return raised + self.slice(1, len(self.plain))

    def marked_up(self) -> str:
        """Write the text back as markup; ``parse(text.marked_up()) == text``."""
        return "".join(
            f"^[{_write(piece.runs)}]" if isinstance(piece, Footnote) else _write((piece,))
            for piece in self.pieces
        )


def parse(text: str) -> RichText:
    """Read marked-up *text*.

    Raises:
        MarkupError: at the first place that does not balance, with its offset.
    """
    return RichText.of(_Reader(text).read())


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    printed = (piece for piece in pieces if isinstance(piece, Footnote) or piece.text)
    for alike, group in groupby(printed, _format):
        if alike is None:
            yield from group
        else:
            yield Run("".join(run.text for run in group if isinstance(run, Run)), *alike)


def _format(piece: Piece) -> tuple[bool, bool] | None:
    """Return bold and italic of a run; None for a note, which joins nothing."""
    return (piece.bold, piece.italic) if isinstance(piece, Run) else None


def _write(runs: Iterable[Run]) -> str:
    return "".join(_write_run(run) for run in runs)


def _write_run(run: Run) -> str:
    text = "".join("\\" + char if char in ESCAPABLE else char for char in run.text)
    mark = "*" * (2 * run.bold + run.italic)
    return f"{mark}{text}{mark}"


class _Reader:
    """One pass over a marked-up text; a stack holds the open marks with their offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.pieces: list[Piece] = []
        self.note: list[Run] | None = None
        self.note_at = 0
        self.open: list[tuple[str, int]] = []
        self.outer: list[tuple[str, int]] = []

    def read(self) -> list[Piece]:
        while self.at < len(self.text):
            self._step()
        if self.note is not None:
            raise MarkupError("chú thích “^[” chưa đóng bằng “]”", self.note_at)
        if self.open:
            mark, offset = self.open[-1]
            raise MarkupError(f"dấu “{mark}” chưa đóng", offset)
        return self.pieces

    def _step(self) -> None:
        text, at = self.text, self.at
        char = text[at]
        if char == "\\" and text[at + 1 : at + 2] in ESCAPABLE and at + 1 < len(text):
            self._add(text[at + 1])
            self.at += 2
        elif char == "*":
            self._mark()
        elif char == "^" and text[at + 1 : at + 2] == "[":
            self._open_note()
        elif char == "]" and self.note is not None:
            self._close_note()
        else:
            ordinary = _ORDINARY.match(text, at + 1)
            end = ordinary.end() if ordinary else at + 1
            self._add(text[at:end])
            self.at = end

    def _add(self, chars: str) -> None:
        marks = {mark for mark, _ in self.open}
        run = Run(chars, bold="**" in marks, italic="*" in marks)
        (self.pieces if self.note is None else self.note).append(run)

    def _mark(self) -> None:
        innermost = self.open[-1][0] if self.open else ""
        double = self.text.startswith("**", self.at)
        if innermost == "*" and (not double or self.text.startswith("***", self.at)):
            mark = "*"
        elif double:
            mark = "**"
        else:
            mark = "*"
        if innermost == mark:
            if self.open[-1][1] + len(mark) == self.at:
                raise MarkupError(f"giữa hai dấu “{mark}” không có chữ nào", self.open[-1][1])
            self.open.pop()
        elif mark in {each for each, _ in self.open}:
            raise MarkupError(f"dấu “{mark}” đóng trước dấu “{innermost}” mở sau nó", self.at)
        else:
            self.open.append((mark, self.at))
        self.at += len(mark)

    def _open_note(self) -> None:
        if self.note is not None:
            raise MarkupError("chú thích “^[” nằm trong chú thích khác", self.at)
        self.note, self.note_at = [], self.at
        self.outer, self.open = self.open, []
        self.at += 2

    def _close_note(self) -> None:
        if self.open:
            mark, offset = self.open[-1]
            raise MarkupError(f"dấu “{mark}” trong chú thích chưa đóng", offset)
        note = RichText.of(self.note or ())
        if not note.plain.strip():
            raise MarkupError("chú thích “^[]” không có chữ nào", self.note_at)
        self.pieces.append(Footnote(note.runs))
        self.note, self.open = None, self.outer
        self.at += 1
