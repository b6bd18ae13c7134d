"""The lines of which paths are drawn: borders of cells may be boxes, or one path for a table.

Source: https://pdfium.googlesource.com/pdfium (fpdf_edit.h), through pypdfium2.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdfium2.raw import FPDF_PAGEOBJECT

_MOST: Final = 20_000
"""Points of a page beyond which it is a drawing."""

Point = tuple[float, float]
Ends = tuple[float, float, float, float]


def strokes(paths: Iterable[FPDF_PAGEOBJECT]) -> Iterator[Ends]:
    """Yield left, bottom, right and top of the lines that *paths* are drawn of."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    left = _MOST
    for path in paths:
        left -= pdfium.FPDFPath_CountSegments(path)
        if left < 0:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        for points in _parts(path):
            if stroke.value:
                yield from (_ends(pair) for pair in pairwise(points))
            else:
                yield _ends(points)


def _parts(path: FPDF_PAGEOBJECT) -> Iterator[list[Point]]:
    """Yield the points of each part of *path*, the first again where it is closed."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    points: list[Point] = []
    for at in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _ends(points: Iterable[Point]) -> Ends:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
