"""The lines of a page as PDFium sees them, and the calls of notes among their figures.

PDFium gives the characters in the order in which they were drawn. Lines are told by their base
lines, for PDFium's own line ends fail twice: it swallows the one behind a hyphen when it marks the
hyphen (U+0002, U+FFFE), and on a page of short lines it takes single letters for vertical writing.
A call is a run of figures that are smaller than what stands beside them, and raised.

Source: https://pdfium.googlesource.com/pdfium (fpdf_text.h, cpdf_textpage.cpp), through pypdfium2.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from soanthao.standard import nd30

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_SAME_LINE: Final = 6.5
"""Points that characters of one line may lie apart; more than a raised figure, less than a line."""
_RAISED: Final = 0.5
"""Points above the base line from which on a figure counts as raised."""
_SMALL: Final = 0.8
"""Share of the size beside it up to which a figure counts as small."""
_SMALLEST: Final = 0.9 * min(row.size.house for row in nd30.COMPONENTS).pt
"""Points below which a figure is a call where nothing stands beside it: no text is as small."""
_BLANK: Final = 0.12
"""Share of the size that a gap beside a call must be wide to be a blank; a blank has 0.25."""
_TOGETHER: Final = 0.05
"""Share of the size that figures of one number may lie apart."""
_DIGITS: Final = frozenset("0123456789")
_DIGIT_WIDTH: Final = 0.5
"""Of a figure in Times New Roman, as a share of its size."""


class Glyph(NamedTuple):
    """A character that was drawn; *x*, *y* of its origin in points from the bottom left corner.

    Attributes:
        at: PDFium's index of it.
        gap: PDFium sees a blank before it that was not drawn.
    """

    char: str
    at: int
    x: float
    y: float
    gap: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line: text, or the figures of a call."""

    text: str
    is_call: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: what it says, and where (points from the bottom left corner)."""

    pieces: tuple[Piece, ...]
    left: float
    right: float
    y: float

    @property
    def text(self) -> str:
        """The line without regard to what is a call."""
        return "".join(piece.text for piece in self.pieces)


def lines(page: PdfTextPage) -> Iterator[Line]:
    """Yield the lines of *page* in the order in which they were drawn."""
    for glyphs in _rows(page):
        yield Line(
            pieces=tuple(_pieces(page, glyphs)),
            left=glyphs[0].x,
            right=_right(page, glyphs[-1]),
            y=glyphs[0].y,
        )


def _rows(page: PdfTextPage) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    for glyph in _glyphs(page):
        if row and abs(glyph.y - row[-1].y) > _SAME_LINE:
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _glyphs(page: PdfTextPage) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    x, y = ctypes.c_double(), ctypes.c_double()
    gap = False
    for at in range(page.count_chars()):
        if pdfium.FPDFText_IsGenerated(page, at):
            gap = True
            continue
        pdfium.FPDFText_GetCharOrigin(page, at, x, y)
        yield Glyph(chr(pdfium.FPDFText_GetUnicode(page, at)), at, x.value, y.value, gap)
        gap = False


def _pieces(page: PdfTextPage, row: list[Glyph]) -> Iterator[Piece]:
    calls = dict(_calls(page, row))
    at, chars = 0, ""
    while at < len(row):
        glyph, stop = row[at], calls.get(at)
        beside = stop is not None or at in calls.values()
        if glyph.gap and at and (not beside or _are_apart(page, row[at - 1], glyph)):
            chars += " "
        if stop is None:
            chars, at = chars + glyph.char, at + 1
            continue
        if chars:
            yield Piece(chars)
        yield Piece("".join(each.char for each in row[at:stop]), is_call=True)
        at, chars = stop, ""
    if chars:
        yield Piece(chars)


def _calls(page: PdfTextPage, row: list[Glyph]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each run of figures that is a call."""
    low = min(glyph.y for glyph in row)
    is_flat = max(glyph.y for glyph in row) - low <= _RAISED
    if is_flat and not all(glyph.char in _DIGITS for glyph in row):
        return
    at, beside = 0, None
    first = next((glyph for glyph in row if glyph.y - low <= _RAISED), None)
    while at < len(row):
        stop = _end_of_number(page, row, at)
        if stop > at and _is_call(page, row[at], None if is_flat else beside or first):
            yield at, stop
            at = stop
        else:
            beside, at = row[at], at + 1


def _end_of_number(page: PdfTextPage, row: list[Glyph], start: int) -> int:
    """Return where the figures end that begin at *start* and make one number; *start* if none."""
    stop = start
    while stop < len(row) and row[stop].char in _DIGITS:
        if stop > start:
            size = _size(page, row[start])
            expected = row[stop - 1].x + _DIGIT_WIDTH * size
            level = abs(row[stop].y - row[start].y) <= _RAISED
            if not level or row[stop].x - expected > _TOGETHER * size:
                break
        stop += 1
    return stop


def _is_call(page: PdfTextPage, figure: Glyph, beside: Glyph | None) -> bool:
    size = _size(page, figure)
    if beside is None:
        return size < _SMALLEST
    return figure.y - beside.y > _RAISED and size <= _SMALL * _size(page, beside)


def _are_apart(page: PdfTextPage, before: Glyph, glyph: Glyph) -> bool:
    size = max(_size(page, before), _size(page, glyph))
    return glyph.x - _right(page, before) > _BLANK * size


def _size(page: PdfTextPage, glyph: Glyph) -> float:
    """Return the size of a character in points, as its matrix scales it."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page, glyph.at, matrix)
    return float(pdfium.FPDFText_GetFontSize(page, glyph.at) * abs(matrix.d))


def _right(page: PdfTextPage, glyph: Glyph) -> float:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, glyph.at, box)
    return float(box.right)
