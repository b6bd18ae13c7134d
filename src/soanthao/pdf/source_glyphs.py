"""The characters of a page with their format, and the runs of them that stand on one line.

Source: https://pdfium.googlesource.com/pdfium (fpdf_text.h, fpdf_edit.h), through pypdfium2.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_BOLD_WEIGHT: Final = 600
_FORCE_BOLD: Final = 1 << 18
_ITALIC: Final = 1 << 6
_NAME: Final = 200
_RISE: Final = 0.4
"""Share of the size that base lines of one line may lie apart."""
_BACK: Final = 0.5
"""Share of the size that a character may stand left of the end of the one before."""
_APART: Final = 2.2
"""Share of the size from which a gap parts two columns."""
_BLANK: Final = 0.12
"""Share of the size from which a gap is a blank."""
_TIGHT: Final = 0.08
"""Share of the size up to which PDFium's blank between two formats is none."""
_HYPHENS: Final = {"\ufffe": "-", "\u0002": "-", "\u00ad": "-"}
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\ufeff\u0000")


class Style(NamedTuple):
    """How characters are drawn; *size* in points, *named* whether the font tells its face."""

    size: float
    bold: bool
    italic: bool
    named: bool


class Char(NamedTuple):
    """A drawn character in points from the bottom left corner; *blank* if one stands before it."""

    char: str
    x: float
    right: float
    y: float
    style: Style
    blank: bool


@dataclass(frozen=True)
class Segment:
    """Characters of one line that stand together, from left to right.

    Attributes:
        page: 1-based.
    """

    chars: tuple[Char, ...]
    page: int

    @cached_property
    def left(self) -> float:
        """Points from the left edge of the page."""
        return self.chars[0].x

    @cached_property
    def right(self) -> float:
        """Points from the left edge of the page."""
        return self.chars[-1].right

    @cached_property
    def middle(self) -> float:
        """Points from the left edge of the page."""
        return (self.left + self.right) / 2

    @cached_property
    def size(self) -> float:
        """Points of most of its characters."""
        sizes = [char.style.size for char in self.chars]
        return max(set(sizes), key=sizes.count)

    @cached_property
    def y(self) -> float:
        """Base line of most of its characters, in points from the bottom of the page."""
        levels = [round(char.y, 1) for char in self.chars]
        return max(set(levels), key=lambda level: (levels.count(level), -level))

    @cached_property
    def text(self) -> str:
        """What it says."""
        return "".join(
            f" {char.char}" if char.blank and at else char.char
            for at, char in enumerate(self.chars)
        )

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(char.style.bold for char in self.chars)

    def cut(self, at: int) -> tuple[Segment, Segment]:
        """Return the parts before and from the character *at*."""
        return Segment(self.chars[:at], self.page), Segment(self.chars[at:], self.page)

    def widest_gap(self) -> tuple[float, int]:
        """Return the widest gap in points, and the character behind it; (0, 0) if none."""
        gaps = ((b.x - a.right, at) for at, (a, b) in enumerate(pairwise(self.chars), start=1))
        return max(gaps, default=(0.0, 0))


def read_chars(page: PdfTextPage) -> Iterator[Char]:
    """Yield the characters of *page* in the order in which they were drawn."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    at_x, at_y, at_box, raw = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box), page.raw
    styles: dict[int, Style] = {}
    blank = False
    for at in range(page.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(raw, at))
        if char.isspace():
            blank = True
            continue
        if char in _INVISIBLE:
            continue
        pdfium.FPDFText_GetCharOrigin(raw, at, at_x, at_y)
        pdfium.FPDFText_GetLooseCharBox(raw, at, at_box)
        drawn = pdfium.FPDFText_GetTextObject(raw, at)
        key = ctypes.addressof(drawn.contents) if drawn else -1
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(page, at)
        yield Char(_HYPHENS.get(char, char), x.value, box.right, y.value, style, blank)
        blank = False


def _style(page: PdfTextPage, at: int) -> Style:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    flags, name = ctypes.c_int(), ctypes.create_string_buffer(_NAME)
    pdfium.FPDFText_GetFontInfo(page, at, name, _NAME, flags)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page, at, matrix)
    face = name.value.decode("utf-8", "replace").lower()
    weight = pdfium.FPDFText_GetFontWeight(page, at)
    return Style(
        round(pdfium.FPDFText_GetFontSize(page, at) * abs(matrix.d or matrix.b), 1),
        "bold" in face or weight >= _BOLD_WEIGHT or bool(flags.value & _FORCE_BOLD),
        "italic" in face or "oblique" in face or bool(flags.value & _ITALIC),
        any(word in face for word in ("bold", "italic", "times", "liberation", "arial", "serif")),
    )


def segments(chars: Sequence[Char], page: int) -> list[Segment]:
    """Return the runs of *chars* that stand together, joined where they touch on one line."""
    runs: list[list[Char]] = []
    for char in chars:
        if runs and _follows(runs[-1][-1], char):
            tight = char.x - runs[-1][-1].right <= _TIGHT * char.style.size
            runs[-1].append(char._replace(blank=False) if char.blank and tight else char)
        else:
            runs.append([char])
    return joined([Segment(tuple(run), page) for run in runs])


def _follows(before: Char, char: Char) -> bool:
    size = max(before.style.size, char.style.size)
    return (
        abs(char.y - before.y) <= _RISE * size
        and -_BACK * size <= char.x - before.right <= _APART * size
    )


def joined(parts: Sequence[Segment], apart: float = _APART) -> list[Segment]:
    """Return *parts* from above, those joined that stand on one line without a wide gap.

    Args:
        parts: of one page.
        apart: share of the size from which a gap is wide.
    """
    lines: list[list[Segment]] = []
    for part in sorted(parts, key=lambda each: -each.y):
        for line in lines[-4:]:
            if abs(line[0].y - part.y) <= _RISE * max(line[0].size, part.size):
                line.append(part)
                break
        else:
            lines.append([part])
    return [each for line in lines for each in _in_line(line, apart)]


def _in_line(line: Sequence[Segment], apart: float) -> Iterator[Segment]:
    open_: Segment | None = None
    for part in sorted(line, key=lambda each: each.left):
        if open_ is None:
            open_ = part
            continue
        gap = part.left - open_.right
        if gap < -_BLANK * part.size:
            open_ = _laid_over(open_, part)
        elif gap > apart * max(part.size, open_.size):
            yield open_
            open_ = part
        else:
            first = part.chars[0]
            blank = gap > _BLANK * part.size or (first.blank and gap > -_BLANK * part.size)
            chars = (*open_.chars, first._replace(blank=blank), *part.chars[1:])
            open_ = Segment(chars, part.page)
    if open_ is not None:
        yield open_


def _laid_over(line: Segment, part: Segment) -> Segment:
    """Return *line* with the characters of *part* at their places, as stamped into its blanks."""
    chars = sorted((*line.chars, *part.chars), key=lambda char: char.x)
    blanks = [True] + [b.x - a.right > _BLANK * b.style.size for a, b in pairwise(chars)]
    spaced = (char._replace(blank=blank) for char, blank in zip(chars, blanks, strict=True))
    return Segment(tuple(spaced), line.page)
