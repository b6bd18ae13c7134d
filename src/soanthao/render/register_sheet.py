"""The book of outgoing documents becomes a document: cover, then one table across the pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from soanthao.errors import ErrorKind, SoanthaoError
from soanthao.notice.document import Cover, Document, Paragraph, PrintedTable
from soanthao.notice.item import Row, Table
from soanthao.notice.markup import RichText
from soanthao.notice.register_book import COLUMNS, COUNTS, TITLE, Book
from soanthao.render.body import printed_table
from soanthao.render.context import Sheet, rule_length
from soanthao.standard import nd30
from soanthao.standard.length import Length

MAX_LINES: Final = 2_000
"""Lines of one PDF: a thousand take about 20 s and 560 MB."""


class BookLimitError(SoanthaoError):
    """A book has more lines than one volume can print (sổ quá dài)."""

    kind = ErrorKind.INVALID


def register_sheet(book: Book) -> Sheet:
    """Return *book* as a document (sổ đăng ký văn bản đi; Phụ lục IV, I).

    The sentence that names the head of the record stands on the cover and behind the last line.

    Raises:
        BookLimitError: it has more than :data:`MAX_LINES` lines.
    """
    if len(book.lines) > MAX_LINES:
        raise BookLimitError(
            f"Sổ có {len(book.lines)} dòng, một quyển in được nhiều nhất {MAX_LINES} dòng; hãy in "
            "từng quý hoặc từng tháng thành từng quyển."
        )
    width = nd30.PAGE.turned().text_width
    header = tuple(line.upper() for line in book.header)
    document = Document(
        form="register",
        title=f"{TITLE}: {' '.join(book.header)}, {book.period().lower()}",
        parent=tuple(line.upper() for line in book.parent),
        header=header,
        agency_rule=rule_length("agency-rule", header, width),
        number="",
        place_date="",
        kind=TITLE,
        subject="",
        subject_rule=Length(0),
        urgency="",
        draft="",
        addressees=(),
        body=(_table(book, width), *map(_sentence, filter(None, (book.total(), book.anchored())))),
        recipients=(),
        authority=(),
        signer="",
        cover=Cover(book.cover(), book.anchored()),
    )
    return Sheet(document, frozenset(document.stream()))


def _table(book: Book, width: Length) -> PrintedTable:
    columns = tuple(map(RichText.plainly, COLUMNS))
    rows = tuple(Row(tuple(map(RichText.plainly, cells))) for cells in book.rows())
    size = nd30.REGISTER_HEADING.size.house
    printed = printed_table(Table(columns, rows, nd30.REGISTER_COLUMNS), rows, width, size)
    return replace(printed, counts=tuple(map(RichText.plainly, COUNTS)))


def _sentence(text: str) -> Paragraph:
    return Paragraph("body", RichText.plainly(text))
