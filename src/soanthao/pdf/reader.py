"""What a PDF says, page by page, as a reader would copy it out.

PDFium gives the text in the order in which it was drawn. Taken off: the number of a page, alone on
its line. Put back: the line end behind a hyphen, which PDFium swallows when it marks the hyphen
(U+FFFE, formerly U+0002).

Source: https://pdfium.googlesource.com/pdfium (fpdf_text.h), through pypdfium2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from soanthao.errors import ErrorKind, SoanthaoError

MAX_BYTES: Final = 100_000_000
MAX_PAGES: Final = 2_000

_BROKEN_HYPHEN: Final = re.compile("[\ufffe\u0002](?:\r?\n)?")
_LINE_END: Final = re.compile(r"\r\n?")
_INVISIBLE: Final = re.compile("[\u200b\u0000]")


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
                yield page.get_textpage().get_text_range(errors="replace")
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(
            f"Không đọc được tệp PDF ({error}): tệp hỏng, bị khóa hoặc không phải PDF; "
            "hãy kết xuất lại."
        ) from error


def _clean(text: str) -> str:
    lines = _LINE_END.sub("\n", _BROKEN_HYPHEN.sub("-\n", text))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", lines))


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
