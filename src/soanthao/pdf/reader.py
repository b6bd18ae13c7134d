"""What a PDF says, page by page, as a reader would copy it out.

PDFium gives the characters in the order in which they were drawn. Lines are told by their base
lines, for PDFium's own line ends fail twice: it swallows the one behind a hyphen when it marks the
hyphen (U+0002, U+FFFE), and on a page of short lines it takes single letters for vertical writing.
Taken off is the number of a page, alone on its line.

Source: https://pdfium.googlesource.com/pdfium (fpdf_text.h, cpdf_textpage.cpp), through pypdfium2.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from soanthao.errors import ErrorKind, SoanthaoError

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

MAX_BYTES: Final = 100_000_000
MAX_PAGES: Final = 2_000

_SAME_LINE: Final = 5.0
"""Points that characters of one line may lie apart; more than a raised figure, less than a line."""
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
    return tuple(_without_number(_clean(text), at) for at, text in enumerate(_texts(data), start=1))


def read_text(data: bytes) -> str:
    """Return the text of all pages; a page end is a line end.

    Raises:
        UnreadablePdfError: as :func:`read_pages`.
    """
    return "\n".join(read_pages(data))


def _texts(data: bytes) -> Iterator[str]:
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
                yield "".join(_characters(page.get_textpage()))
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(
            f"Không đọc được tệp PDF ({error}): tệp hỏng, bị khóa hoặc không phải PDF; "
            "hãy kết xuất lại."
        ) from error


def _characters(text: PdfTextPage) -> Iterator[str]:
    """Yield what was drawn, a line end where the base line changes, PDFium's blanks elsewhere."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    x, y = ctypes.c_double(), ctypes.c_double()
    line: float | None = None
    gap = False
    for at in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, at):
            gap = True
            continue
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        if line is not None and abs(y.value - line) > _SAME_LINE:
            yield "\n"
        elif gap:
            yield " "
        yield chr(pdfium.FPDFText_GetUnicode(text, at))
        line, gap = y.value, False


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _MARKED_HYPHEN.sub("-", text)))


def _without_number(text: str, page: int) -> str:
    """Take the number of the *page*-th page off: its last line (ours), else its first."""
    if page == 1:
        return text
    lines = text.rstrip().split("\n")
    for at in (-1, 0):
        if lines[at].strip() == str(page):
            del lines[at]
            break
    return "\n".join(lines)
