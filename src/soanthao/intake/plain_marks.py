r"""The markup of Markdown inside a line: ``**``, ``*``, ``_``, ``\`` and calls of notes.

A mark that finds no partner stays a character; nothing is lost by a wrong mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from soanthao.notice.markup import Footnote, Piece, RichText, Run

_TOKEN: Final = re.compile(r"\\([!-/:-@\[-`{-~])|(\*{1,3}|_{1,3})|\[\^([^\]\s]+)\]")
_BLANKS: Final = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Marked:
    r"""A text with its markup read.

    Attributes:
        text: ``\n`` stands where a line ends.
        loose: marks without a partner, as characters of the text.
        missing: names of notes that are called and not written.
        called: names of notes that were found.
    """

    text: RichText
    loose: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    called: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Chunk:
    """Characters, or a mark that becomes characters unless it finds a partner."""

    text: str
    bold: bool = False
    italic: bool = False
    mark: str = ""
    note: str = ""


@dataclass(slots=True)
class _Reading:
    chunks: list[_Chunk] = field(default_factory=list)
    open: list[int] = field(default_factory=list)


def read_marks(text: str, notes: Mapping[str, str]) -> Marked:
    """Read the markup of *text*; *notes* are the texts of notes by name."""
    reading, at, missing, called = _Reading(), 0, [], set()
    for token in _TOKEN.finditer(text):
        reading.chunks.append(_Chunk(text[at : token.start()]))
        at = token.end()
        if token[1]:
            reading.chunks.append(_Chunk(token[1]))
        elif token[3]:
            known = token[3] in notes
            reading.chunks.append(_Chunk("" if known else token[0], note=token[3] if known else ""))
            if known:
                called.add(token[3])
            else:
                missing.append(token[3])
        else:
            _mark(reading, text, token)
    reading.chunks.append(_Chunk(text[at:]))
    pieces = [_piece(chunk, notes) for chunk in reading.chunks]
    loose = tuple(chunk.mark for chunk in reading.chunks if chunk.mark)
    return Marked(squashed(RichText.of(pieces)), loose, tuple(missing), frozenset(called))


def _piece(chunk: _Chunk, notes: Mapping[str, str]) -> Piece:
    if chunk.note:
        return Footnote(read_marks(notes[chunk.note], {}).text.runs)
    return Run(chunk.text, chunk.bold, chunk.italic)


def _mark(reading: _Reading, text: str, token: re.Match[str]) -> None:
    """Open or close the mark of *token*; one that can do neither is a character."""
    mark, (start, end) = token[0], token.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    inside_word = mark[0] == "_" and before.isalnum() and after.isalnum()
    partner = next(
        (at for at in reversed(reading.open) if reading.chunks[at].mark == mark),
        None,
    )
    is_times = before.isdigit() and after.isdigit()
    may_close = partner is not None and not ((mark[0] == "_" and after.isalnum()) or is_times)
    if partner is not None and may_close and partner < len(reading.chunks) - 1:
        _close(reading, partner, mark)
        return
    reading.chunks.append(_Chunk(mark))
    if is_times:
        return
    may_open = bool(after) and not after.isspace() and not (mark[0] == "_" and before.isalnum())
    is_list = mark == "*" and (not after or after.isspace()) and not before.strip()
    if may_open and not inside_word:
        reading.chunks[-1].mark = mark
        reading.open.append(len(reading.chunks) - 1)
    elif not inside_word and not is_list and not (before.isspace() and after.isspace()):
        reading.chunks[-1].mark = mark


def _close(reading: _Reading, partner: int, mark: str) -> None:
    for chunk in reading.chunks[partner + 1 :]:
        chunk.bold = chunk.bold or len(mark) > 1
        chunk.italic = chunk.italic or len(mark) != len("**")
    reading.chunks[partner].text = reading.chunks[partner].mark = ""
    reading.open = [at for at in reading.open if at < partner]


def squashed(text: RichText) -> RichText:
    """Return *text* with one blank for any run of blanks; ends of lines stay."""
    pieces: list[Piece] = []
    before = " "
    for piece in text.pieces:
        if isinstance(piece, Footnote):
            pieces.append(piece)
            continue
        chars = _BLANKS.sub(" ", piece.text)
        chars = chars.removeprefix(" ") if before.isspace() else chars
        before = chars[-1:] or before
        pieces.append(Run(chars, piece.bold, piece.italic))
    return RichText.of(pieces)


def split_lines(text: RichText) -> list[RichText]:
    r"""Return the parts of *text* between its ``\n``, without blanks at their ends."""
    parts, at = [], 0
    for line in text.plain.split("\n"):
        parts.append(stripped(text.slice(at, at + len(line))))
        at += len(line) + 1
    return parts


def stripped(text: RichText) -> RichText:
    """Return *text* without blanks at its ends."""
    plain = text.plain
    start = len(plain) - len(plain.lstrip())
    return text.slice(start, max(start, len(plain.rstrip())))
