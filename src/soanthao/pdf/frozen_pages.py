"""Whether the pages of two PDFs read and look the same, but for a few lines.

What a page says is compared without its blanks: where a line ends shows in the picture. What it
looks like is compared point by point in grey; only where the lines that may differ stand, in one
of the two files, points may differ too.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from soanthao.notice.numbered import Change, shortened, unlike
from soanthao.pdf.glyphs import lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_DPI: Final = 100
_SCALE: Final = _DPI / 72
_MARGIN: Final = 1.5
"""Points around a line that may differ: what letters reach over their boxes."""
_LEVEL: Final = 1.0
"""Points that letters on one base line may lie apart."""
_BEFORE: Final = 20
_MARKED_HYPHENS: Final = frozenset("\ufffe\u0002")

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the bottom left corner of the page."""
Span = tuple[int, int, Change]
"""Where a line stands among the letters of a page, and which it is."""


@dataclass(slots=True)
class _Sheet:
    """A page and its letters, blanks left out.

    Attributes:
        letters: all of them in the order in which they were drawn.
        at: PDFium's index of each.
        spaced: the same with one blank for each run of blanks; for sentences about it.
        offsets: of each letter in *spaced*.
    """

    page: PdfPage
    text: PdfTextPage
    letters: str = ""
    at: list[int] = field(default_factory=list)
    spaced: str = ""
    offsets: list[int] = field(default_factory=list)

    def around(self, letter: int) -> str:
        """Return the words from shortly before the *letter*."""
        end = len(self.offsets)
        return self.spaced[self.offsets[letter] :] if letter < end else ""

    def boxes(self, start: int, stop: int) -> Iterator[Box]:
        """Yield the boxes of the letters from *start* to *stop*."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

        box = pdfium.FS_RECTF()
        for at in self.at[start:stop]:
            pdfium.FPDFText_GetLooseCharBox(self.text, at, box)
            yield box.left, box.bottom, box.right, box.top

    def levels(self, start: int = 0, stop: int | None = None) -> list[float]:
        """Return the base line of each letter from *start* to *stop*."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

        x, y = ctypes.c_double(), ctypes.c_double()
        found = []
        for at in self.at[start:stop]:
            pdfium.FPDFText_GetCharOrigin(self.text, at, x, y)
            found.append(y.value)
        return found


def reflowed(before: PdfDocument, after: PdfDocument, changes: Sequence[Change]) -> Iterator[str]:
    """Yield the lines that are broken into more or fewer lines when they are filled.

    All below them moves then, and what else differs on the pages is only a consequence.
    """
    for change in changes:
        was, is_now = _rows(before, change.before), _rows(after, change.after)
        if was and is_now and was != is_now:
            yield (
                f"{change.place}: bản đã duyệt in thành {was} dòng, bản có số {is_now} dòng nên "
                "các dòng bên dưới bị dời; hãy sửa mẫu hoặc ký hiệu để dòng này vừa chỗ, rồi trình "
                "duyệt lại"
            )


def _rows(document: PdfDocument, text: str) -> int:
    """Return on how many lines *text* stands where it is read first; 0 where it is not."""
    wanted = _squeezed(text)
    for page in document:
        sheet = _sheet(page)
        start = sheet.letters.find(wanted)
        if start >= 0:
            levels = sorted(sheet.levels(start, start + len(wanted)))
            return 1 + sum(above - below > _LEVEL for below, above in pairwise(levels))
    return 0


def differences(
    before: PdfDocument, after: PdfDocument, changes: Sequence[Change]
) -> Iterator[tuple[int, str]]:
    """Yield what reads or looks different, each with its page from 1, or 0 for none of them.

    Args:
        before: the approved document.
        after: the numbered one.
        changes: the lines that differ, in the order in which they are read.
    """
    pending = list(changes)
    for number in range(min(len(before), len(after))):
        old, new = _sheet(before[number]), _sheet(after[number])
        found = list(_found(old, pending))
        for _, _, change in found:
            pending.remove(change)
        expected, spans = _written(old.letters, found)
        if expected != new.letters:
            for detail in _named(old, new, expected, spans, number + 1):
                yield number + 1, detail
        elif old.page.get_size() == new.page.get_size():
            yield from _looks(old, new, (found, spans), number + 1)
    for change in pending:
        yield 0, f"{change.place}: không thấy “{change.before}” trong bản đã duyệt"


def _sheet(page: PdfPage) -> _Sheet:
    """Return *page* with its letters."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    sheet = _Sheet(page, page.get_textpage())
    letters: list[str] = []
    spaced: list[str] = []
    is_blank = False
    read, handle = pdfium.FPDFText_GetUnicode, sheet.text.raw
    for at in range(sheet.text.count_chars()):
        char = chr(read(handle, at))
        if char in _MARKED_HYPHENS:
            char = "-"
        if char.isspace():
            is_blank = True
            continue
        if is_blank and letters:
            spaced.append(" ")
        is_blank = False
        sheet.offsets.append(len(spaced))
        spaced.append(char)
        letters.append(char)
        sheet.at.append(at)
    sheet.letters, sheet.spaced = "".join(letters), "".join(spaced)
    return sheet


def _found(sheet: _Sheet, changes: Sequence[Change]) -> Iterator[Span]:
    """Yield where *changes* stand on an approved page: each at the first free place, in order."""
    taken: list[tuple[int, int]] = []
    for change in changes:
        wanted = _squeezed(change.before)
        start = sheet.letters.find(wanted)
        while start >= 0 and any(
            start < stop and begin < start + len(wanted) for begin, stop in taken
        ):
            start = sheet.letters.find(wanted, start + 1)
        if start >= 0:
            taken.append((start, start + len(wanted)))
            yield start, start + len(wanted), change


def _written(letters: str, found: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return *letters* with what was *found* as it is numbered, and where that stands then."""
    text, spans, at = "", [], 0
    for start, stop, change in sorted(found, key=lambda span: span[0]):
        text += letters[at:start]
        spans.append((len(text), len(text) + len(_squeezed(change.after)), change))
        text += _squeezed(change.after)
        at = stop
    return text + letters[at:], spans


def _named(
    old: _Sheet, new: _Sheet, expected: str, spans: Sequence[Span], number: int
) -> Iterator[str]:
    """Yield the lines that *new* does not have, and where it first reads otherwise beside them."""
    at = _first_difference(expected, new.letters)
    inside = next((change for start, stop, change in spans if start <= at < stop), None)
    shift = 0
    for start, stop, change in spans:
        if change is inside:
            read = shortened(new.around(start))
            yield f"{change.place}: phải là “{change.after}”, đọc thấy “{read}”"
        elif _squeezed(change.after) not in new.letters:
            yield f"{change.place}: không thấy “{change.after}” ở trang {number}"
        if stop <= at:
            shift += len(_squeezed(change.before)) - (stop - start)
    if inside is None:
        start = max(at - _BEFORE, 0)
        yield f"trang {number}: {unlike(old.around(max(start + shift, 0)), new.around(start))}"


def _first_difference(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    end = min(len(first), len(second))
    return next((at for at, (wanted, read) in enumerate(pairs) if wanted != read), end)


def _looks(
    old: _Sheet, new: _Sheet, spans: tuple[Sequence[Span], Sequence[Span]], number: int
) -> Iterator[tuple[int, str]]:
    """Yield the page where it looks different beside the lines that may differ."""
    pictures = _picture(old.page), _picture(new.page)
    if pictures[0] == pictures[1]:
        return
    height, row = old.page.get_height(), 0
    for is_wide in (False, True):
        boxes = [
            box
            for sheet, found in zip((old, new), spans, strict=True)
            for start, stop, _ in found
            for box in _lines_of(sheet, start, stop, is_wide=is_wide)
        ]
        different = _first_row(*pictures, boxes, height)
        if different is None:
            return
        row = different
    yield number, f"trang {number}: hình khác bản đã duyệt ở {_place(old, height - row / _SCALE)}"


def _lines_of(sheet: _Sheet, start: int, stop: int, *, is_wide: bool) -> Iterator[Box]:
    """Yield the boxes of the lines that hold letters; *is_wide*: of all on their base lines.

    An office's own words on the line of a number move with it.
    """
    if not is_wide:
        yield from _joined(sheet.boxes(start, stop))
        return
    levels = sheet.levels()
    for at, level in enumerate(levels):
        if any(abs(level - each) <= _LEVEL for each in set(levels[start:stop])):
            yield from sheet.boxes(at, at + 1)


def _joined(boxes: Iterator[Box]) -> Iterator[Box]:
    """Yield one box for each line: letters of one line have one bottom and one top."""
    found: dict[tuple[float, float], tuple[float, float]] = {}
    for left, bottom, right, top in boxes:
        least, most = found.get((bottom, top), (left, right))
        found[bottom, top] = min(least, left), max(most, right)
    for (bottom, top), (left, right) in found.items():
        yield left, bottom, right, top


def _picture(page: PdfPage) -> tuple[int, int, bytes]:
    """Return *page* in grey: bytes a row, rows, and the rows."""
    bitmap = page.render(scale=_SCALE, grayscale=True)
    try:
        return bitmap.stride, bitmap.height, bytes(bitmap.buffer)
    finally:
        bitmap.close()


def _first_row(
    old: tuple[int, int, bytes],
    new: tuple[int, int, bytes],
    boxes: Sequence[Box],
    height: float,
) -> int | None:
    """Return the first row in which two pictures differ outside *boxes*; None where none does."""
    stride, rows, first = old
    if new[:2] != (stride, rows):
        return 0
    masks = [
        (
            int((height - top - _MARGIN) * _SCALE),
            int((height - bottom + _MARGIN) * _SCALE) + 1,
            max(int((left - _MARGIN) * _SCALE), 0),
            max(int((right + _MARGIN) * _SCALE) + 1, 0),
        )
        for left, bottom, right, top in boxes
    ]
    for row in range(rows):
        was = first[row * stride : (row + 1) * stride]
        is_now = new[2][row * stride : (row + 1) * stride]
        if was == is_now:
            continue
        hidden, shown = bytearray(was), bytearray(is_now)
        for begin, end, left, right in masks:
            if begin <= row < end:
                hidden[left:right] = shown[left:right] = bytes(len(hidden[left:right]))
        if hidden != shown:
            return row
    return None


def _place(sheet: _Sheet, y: float) -> str:
    """Say what stands at the height *y* of a page, in points from its bottom."""
    found = [line for line in lines(sheet.text) if line.text.strip()]
    if not found:
        return "trang không có chữ"
    nearest = min(found, key=lambda line: abs(line.y + 4 - y))
    return f"“{shortened(nearest.text.strip())}”"


def _squeezed(text: str) -> str:
    return "".join(text.split())
