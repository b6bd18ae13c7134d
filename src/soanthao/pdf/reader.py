"""What a PDF says, page by page, as a reader would copy it out.

Taken off is the number of a page: figures alone in the middle of the top margin (I.7) that go on
from the page before. Annexes count from 1 again and show no first number, so a page without a
number is taken for the first of its part. The call of a note is one character,
:func:`soanthao.notice.document.call`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from soanthao.errors import ErrorKind, SoanthaoError
from soanthao.notice.document import FIRST_CALL, LAST_CALL, call
from soanthao.pdf.glyphs import Line, lines
from soanthao.standard import nd30

MAX_BYTES: Final = 100_000_000
MAX_PAGES: Final = 2_000

_MIDDLE: Final = 30.0
"""Points that a page's number may stand beside the middle; margins of other templates differ."""
_MARKED_HYPHEN: Final = re.compile("[\ufffe\u0002]")
_INVISIBLE: Final = re.compile("[\u200b\u0000\r]")


class UnreadablePdfError(SoanthaoError):
    """A PDF that cannot be read (tệp PDF không đọc được)."""

    kind = ErrorKind.INVALID


def read_pages(data: bytes) -> tuple[str, ...]:
    r"""Return the text of each page: NFC, lines ended by ``\n``, page numbers left out.

    Raises:
        UnreadablePdfError: *data* is no PDF, is locked, or is larger than the limits.
    """
    calls, texts = _Calls(), []
    shown = 0
    for rows, size in _pages(data):
        number = next((row for row in rows if _is_number(row, shown + 1, size)), None)
        shown = 1 if number is None else shown + 1
        kept = (row for row in rows if row is not number)
        texts.append(_clean("\n".join(calls.text_of(row) for row in kept)))
    return tuple(texts)


def read_text(data: bytes) -> str:
    """Return the text of all pages; a page end is a line end.

    Raises:
        UnreadablePdfError: as :func:`read_pages`.
    """
    return "\n".join(read_pages(data))


def _pages(data: bytes) -> Iterator[tuple[list[Line], tuple[float, float]]]:
    """Yield the lines of each page, and its width and height in points."""
    import pypdfium2  # noqa: PLC0415 - loads PDFium

    if len(data) > MAX_BYTES:
        raise UnreadablePdfError(
            f"Tệp PDF lớn {len(data)} byte, quá giới hạn {MAX_BYTES} byte; hãy kiểm tra lại tệp."
        )
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MAX_PAGES:
                raise UnreadablePdfError(
                    f"Tệp PDF có {len(document)} trang, quá giới hạn {MAX_PAGES} trang; "
                    "hãy kiểm tra lại tệp."
                )
            for page in document:
                yield list(lines(page.get_textpage())), page.get_size()
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(
            f"Không đọc được tệp PDF ({error}): tệp hỏng, bị khóa hoặc không phải PDF; "
            "hãy kết xuất lại."
        ) from error


def _is_number(row: Line, wanted: int, size: tuple[float, float]) -> bool:
    """Tell whether *row* is the number *wanted* of a page of *size*; page 1 shows none."""
    if wanted == 1 or row.text.strip() != str(wanted):
        return False
    width, height = size
    left, right = nd30.PAGE.left.house.pt, width - nd30.PAGE.right.house.pt
    middle = (row.left + row.right) / 2
    in_margin = row.y > height - nd30.PAGE.top.house.pt
    return in_margin and abs(middle - (left + right) / 2) <= _MIDDLE


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _MARKED_HYPHEN.sub("-", text)))


class _Calls:
    """Reads calls as notes are numbered: through the whole document, in order.

    Two calls without a blank between them look like one number; what comes next tells them apart.
    """

    def __init__(self) -> None:
        self._seen = 0

    def text_of(self, row: Line) -> str:
        return "".join(
            self._called(piece.text) if piece.is_call else piece.text for piece in row.pieces
        )

    def _called(self, figures: str) -> str:
        number = int(figures)
        if not 1 <= number <= LAST_CALL - FIRST_CALL + 1:
            return figures
        if number > self._seen:
            last = self._last_in(figures)
            calls = range(self._seen + 1, last + 1) if last else (number,)
            self._seen = max(self._seen, last or number)
            return "".join(map(call, calls))
        return call(number)

    def _last_in(self, figures: str) -> int | None:
        """Return the last of the next numbers that *figures* are; None where they are not."""
        number, at = self._seen, 0
        while at < len(figures):
            number += 1
            if not figures.startswith(str(number), at):
                return None
            at += len(str(number))
        return number
