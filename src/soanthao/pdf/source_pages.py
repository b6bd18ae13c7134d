"""The pages of a PDF of others: what is drawn upright on them, and what across them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

from soanthao.notice.source import Dropped, Place
from soanthao.pdf.reader import MAX_BYTES, UnreadablePdfError
from soanthao.pdf.source_aside import Sheet
from soanthao.pdf.source_glyphs import Char, Segment, read_chars, segments, turned
from soanthao.pdf.source_letters import in_unicode, without_guesses
from soanthao.pdf.source_tables import Rule, read_rules

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfiumError, PdfPage

MAX_PAGES: Final = 300
"""Pages; a notice with its annexes has fewer, and what is longer was chosen by mistake."""
_HUGE: Final = 30.0
"""Points from which on letters are no text: words printed across a page."""
ACROSS: Final = "chữ in chìm hoặc in xoay"
"""Why words that stand across the text are left out."""


def read_sheets(data: bytes) -> tuple[list[Sheet], list[Char]]:
    """Return the pages of *data* and all of their characters.

    Raises:
        UnreadablePdfError: *data* is no PDF, is locked, or larger than the limits.
    """
    import pypdfium2  # noqa: PLC0415 - loads PDFium

    if len(data) > MAX_BYTES:
        raise UnreadablePdfError(
            f"Tệp PDF lớn {len(data)} byte, quá giới hạn {MAX_BYTES} byte; hãy kiểm tra lại tệp."
        )
    sheets, odd = [], []
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MAX_PAGES:
                raise UnreadablePdfError(
                    f"Tệp PDF có {len(document)} trang, quá giới hạn {MAX_PAGES} trang của một "
                    "thông báo; hãy chỉ giữ các trang của thông báo rồi kết xuất lại."
                )
            for number in range(1, len(document) + 1):
                page = _with_stamps(document, number - 1)
                sheet, chars = _sheet(page, number)
                sheets.append(sheet)
                odd.extend(chars)
                page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError(_refusal(data, error)) from error
    return sheets, odd


def _sheet(page: PdfPage, number: int) -> tuple[Sheet, list[Char]]:
    """Return *page* turned so that most of it stands upright, and all of its characters."""
    left, bottom, right, top = page.get_mediabox()
    width, height = right - left, top - bottom
    text = page.get_textpage()
    chars, fonts = in_unicode(without_guesses([*read_chars(text, width, height)]))
    text.close()
    turns = Counter(char.style.turn for char in chars)
    turn = max(turns, key=lambda each: turns[each], default=0)
    rules = tuple(_turned(rule, turn, width, height) for rule in read_rules(page))
    size = (height, width) if turn in {90, 270} else (width, height)
    flow: list[Char] = []
    across: list[Dropped] = []
    for is_flow, run in groupby(
        chars, lambda char: char.style.turn == turn and char.style.size < _HUGE
    ):
        if is_flow:
            flow.extend(run)
        else:
            text_ = Segment(tuple(run), number).text
            across.append(Dropped(text_, ACROSS, Place(page=number)))
    return Sheet(number, *size, segments(flow, number), rules, across, fonts), chars


def _turned(rule: Rule, turn: int, width: float, height: float) -> Rule:
    x, y = turned(rule.left, rule.bottom, turn, width, height)
    right, top = turned(rule.right, rule.top, turn, width, height)
    return Rule(min(x, right), min(y, top), max(x, right), max(y, top))


def _refusal(data: bytes, error: PdfiumError) -> str:
    """Return what a clerk reads about *error*.

    PDFium's code tells a lock from a fault, but it is that of an earlier file where *data* opens
    and has no pages.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    opened = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if opened:
        count = pdfium.FPDF_GetPageCount(opened)
        pdfium.FPDF_CloseDocument(opened)
        if count < 1:
            return "Không đọc được tệp PDF: tệp không có trang nào; hãy kết xuất lại từ bản gốc."
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        return (
            "Không đọc được tệp PDF: tệp đặt mật khẩu; hãy mở bằng mật khẩu rồi lưu lại bản không "
            "có mật khẩu."
        )
    if error.err_code == pdfium.FPDF_ERR_SECURITY:
        return (
            "Không đọc được tệp PDF: tệp mã hóa theo cách soanthao không mở được; hãy kết xuất lại "
            "không mã hóa."
        )
    return (
        "Không đọc được tệp PDF: tệp hỏng hoặc không phải PDF; hãy tải lại tệp hoặc kết xuất lại "
        "từ bản gốc."
    )


def _with_stamps(document: PdfDocument, index: int) -> PdfPage:
    """Return a page with what its annotations print: number and date are stamped so."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loads PDFium

    page = document[index]
    if pdfium.FPDFPage_GetAnnotCount(page) == 0:
        return page
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]
