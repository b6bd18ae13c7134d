"""The characters of a page with their format, and the runs of them that stand on one line.

Source: https://pdfium.googlesource.com/pdfium (fpdf_text.h, fpdf_edit.h), through pypdfium2.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from soanthao.language.encodings import encoding_of

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage
    from pypdfium2.raw import FS_RECTF

_BOLD_WEIGHT: Final = 600
_FORCE_BOLD: Final = 1 << 18
_ITALIC: Final = 1 << 6
_NAME: Final = 200
_RISE: Final = 0.4
"""Share of the size that base lines of one line may lie apart."""
_SMALL: Final = 0.7
"""Share of the size up to which raised figures are small."""
_RAISED: Final = 0.6
"""Share of the size that small figures are raised at most."""
_BACK: Final = 0.5
"""Share of the size that a character may stand left of the end of the one before."""
_APART: Final = 2.2
"""Share of the size from which a gap parts two columns."""
_BLANK: Final = 0.12
"""Share of the size from which a gap is a blank."""
_TIGHT: Final = 0.08
"""Share of the size up to which PDFium's blank between two formats is none."""
UNKNOWN: Final = "\ufffd"
"""Stands for a letter that the file gives no meaning: its code may be that of any other."""
_SUBSET: Final = re.compile(r"\A[A-Z]{6}\+")
SLANTED: Final = -1
_SKEW: Final = 0.1
"""Share of its length that a line may rise, as on a sheet that was scanned askew."""
_HYPHENS: Final = {"\ufffe": "-", "\u0002": "-", "\u00ad": "-"}
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\ufeff\u0000")


class Style(NamedTuple):
    """How characters are drawn.

    Attributes:
        size: in points.
        named: whether the font tells its face.
        turn: degrees that the line runs turned to the left; :data:`SLANTED` if no right angle.
        font: its name.
    """

    size: float
    bold: bool
    italic: bool
    named: bool
    turn: int = 0
    font: str = ""


class Char(NamedTuple):
    """A drawn character in points from the bottom left corner; *blank* if one stands before it.

    The corner is that of the page turned so that the character stands upright.
    """

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


def read_chars(page: PdfTextPage, width: float, height: float) -> Iterator[Char]:
    """Yield the characters of *page* in the order in which they were drawn.

    Args:
        page: the text of it.
        width: of the page in points, as its file places things on it.
        height: likewise.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    at_x, at_y, at_box, raw = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box), page.raw
    styles: dict[int, Style] = {}
    blank = False
    for at in range(page.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(raw, at))
        unknown = pdfium.FPDFText_HasUnicodeMapError(raw, at) == 1
        if char.isspace() and not unknown:
            blank = True
            continue
        if char in _INVISIBLE and not unknown:
            continue
        pdfium.FPDFText_GetCharOrigin(raw, at, at_x, at_y)
        pdfium.FPDFText_GetLooseCharBox(raw, at, at_box)
        drawn = pdfium.FPDFText_GetTextObject(raw, at)
        key = ctypes.addressof(drawn.contents) if drawn else -1
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(page, at)
        if unknown and encoding_of(bare_name(style.font)) is None:
            char = UNKNOWN
        left, base = turned(x.value, y.value, style.turn, width, height)
        ends = [turned(a, b, style.turn, width, height)[0] for a, b in _corners(box)]
        yield Char(_HYPHENS.get(char, char), left, max(ends), base, style, blank)
        blank = False


def bare_name(font: str) -> str:
    """Return the name of a *font* without the marks of a subset and of its face."""
    return _SUBSET.sub("", font).split(",")[0]


def _corners(box: FS_RECTF) -> tuple[tuple[float, float], tuple[float, float]]:
    return (box.left, box.bottom), (box.right, box.top)


def turned(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """Return where a point stands once what runs turned by *turn* degrees stands upright."""
    places = {90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}
    return places.get(turn, (x, y))


def _turn(a: float, b: float) -> int:
    """Return by how many degrees a line runs turned whose matrix begins with *a* and *b*."""
    if abs(b) <= _SKEW * abs(a):
        return 0 if a > 0 else 180
    if abs(a) <= _SKEW * abs(b):
        return 90 if b > 0 else 270
    return SLANTED


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
        _turn(matrix.a, matrix.b),
        name.value.decode("utf-8", "replace"),
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
            if _is_level(line[0], part):
                line.append(part)
                break
        else:
            lines.append([part])
    return [each for line in lines for each in _in_line(line, apart)]


def _is_level(one: Segment, other: Segment) -> bool:
    """Tell whether two runs stand on one line; what is much smaller may be raised further."""
    small, large = sorted((one, other), key=lambda each: each.size)
    is_call = small.size <= _SMALL * large.size
    return -_RISE * large.size <= small.y - large.y <= (_RAISED if is_call else _RISE) * large.size


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
            blank = gap > _BLANK * part.size or (first.blank and gap > _TIGHT * part.size)
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
