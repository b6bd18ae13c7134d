"""What lies where on a printed page, as PDFium sees it: millimetres from the top left corner."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_MM = 25.4 / 72


@dataclass(frozen=True)
class Glyph:
    page: int
    char: str
    left: float
    right: float
    baseline: float
    size: float
    """In points."""
    font: str
    color: tuple[int, int, int]

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font


@dataclass(frozen=True)
class Stroke:
    """A line or a box that is drawn."""

    page: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left


class Sheets:
    """The pages of one PDF: their visible glyphs in drawing order, their lines."""

    def __init__(self, data: bytes) -> None:
        self.glyphs: list[Glyph] = []
        self.strokes: list[Stroke] = []
        with pypdfium2.PdfDocument(data) as document:
            self.sizes = [(page.get_width() * _MM, page.get_height() * _MM) for page in document]
            for number, page in enumerate(document, start=1):
                self._read(number, page)

    @property
    def text(self) -> str:
        """The visible characters, one for each glyph."""
        return "".join(glyph.char for glyph in self.glyphs)

    def find(self, text: str) -> list[Glyph]:
        """Return the glyphs of the first *text*, whatever its blanks."""
        wanted = "".join(text.split())
        at = self.text.index(wanted)
        return self.glyphs[at : at + len(wanted)]

    def lines(self, page: int) -> list[str]:
        """Return the lines of a page without blanks, from top to bottom."""
        rows: dict[float, list[Glyph]] = {}
        for glyph in self.glyphs:
            if glyph.page == page:
                rows.setdefault(round(glyph.baseline, 1), []).append(glyph)
        return ["".join(glyph.char for glyph in rows[at]) for at in sorted(rows)]

    def below(self, glyphs: list[Glyph]) -> Stroke:
        """Return the nearest stroke below *glyphs* that begins and ends within their column."""
        low, page = max(glyph.baseline for glyph in glyphs), glyphs[0].page
        left = min(glyph.left for glyph in glyphs) - 0.5
        right = max(glyph.right for glyph in glyphs) + 0.5
        return min(
            (
                stroke
                for stroke in self.strokes
                if stroke.page == page
                and stroke.bottom > low
                and left <= stroke.left
                and stroke.right <= right
            ),
            key=lambda stroke: stroke.bottom,
        )

    def _read(self, number: int, page: pypdfium2.PdfPage) -> None:
        height = page.get_height()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            char = chr(pdfium.FPDFText_GetUnicode(text, at))
            if not char.isspace() and not pdfium.FPDFText_IsGenerated(text, at):
                self.glyphs.append(
                    _glyph(number, height, text, at, "-" if char in "\2\ufffe" else char)
                )
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = item.get_bounds()
            self.strokes.append(
                Stroke(
                    number, left * _MM, right * _MM, (height - top) * _MM, (height - bottom) * _MM
                )
            )


def _glyph(number: int, height: float, text: pypdfium2.PdfTextPage, at: int, char: str) -> Glyph:
    x, y, box, flags = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), ctypes.c_int()
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    pdfium.FPDFText_GetLooseCharBox(text, at, box)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text, at, name, 200, flags)
    color = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(text, at, *color)
    return Glyph(
        page=number,
        char=char,
        left=box.left * _MM,
        right=box.right * _MM,
        baseline=(height - y.value) * _MM,
        size=round(pdfium.FPDFText_GetFontSize(text, at) * abs(matrix.d), 2),
        font=name.value.decode(),
        color=tuple(part.value for part in color[:3]),
    )


def width(glyphs: list[Glyph]) -> float:
    """Return the width of the widest line of *glyphs*."""
    rows: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault(round(glyph.baseline, 1), []).append(glyph)
    return max(max(g.right for g in row) - min(g.left for g in row) for row in rows.values())


def middle(glyphs: list[Glyph]) -> float:
    """Return the middle of the one line of *glyphs*."""
    return (min(glyph.left for glyph in glyphs) + max(glyph.right for glyph in glyphs)) / 2
