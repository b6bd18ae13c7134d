"""``soanthao register export``: the book of a period, as Phụ lục IV has it, for Excel and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Literal

from soanthao import files
from soanthao.errors import CannotWriteError, InvalidInputError
from soanthao.findings import Finding
from soanthao.notice.register_book import Book, BookLine, BookOf, book
from soanthao.notice.register_scheme import COPY, LETTER
from soanthao.register.entry import Entry, State, kind_name
from soanthao.register.ledger import Ledger, Reader
from soanthao.register.numbers import Line
from soanthao.render import templates
from soanthao.render.plain_job import plain_files
from soanthao.render.register_file import register_workbook
from soanthao.render.register_sheet import register_sheet
from soanthao.services.desk import Office
from soanthao.services.planning import check
from soanthao.standard import wording

BookFormat = Literal["xlsx", "pdf"]
FORMATS: Final[tuple[BookFormat, ...]] = ("xlsx", "pdf")
NAME: Final = "so-dang-ky-van-ban-di"
_GROUP: Final = 8
_CALLED: Final = {LETTER: "công văn", COPY: "bản sao"}
"""What a printed book calls series that have a code for a name."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which part of the book.

    Attributes:
        first, last: days, both included, of one year.
        series: only this one; empty: all.
        volume: quyển số.
    """

    first: date
    last: date
    series: str = ""
    volume: int = 1


def make_book(office: Office, ledger: Ledger, request: ExportRequest, today: date) -> Book:
    """Return the book of a period.

    Args:
        office: whose.
        ledger: its register.
        request: which part.
        today: tells reservations that are over.

    Raises:
        InvalidInputError: the period is not one of one year.
    """
    if request.first > request.last or request.first.year != request.last.year:
        message = (
            f"Sổ lập theo từng năm: từ {request.first:%d/%m/%Y} đến {request.last:%d/%m/%Y} không "
            "nằm trong một năm."
        )
        raise InvalidInputError((Finding("D109", message),))
    letterhead = office.agency.letterhead
    of = BookOf(letterhead.parent, letterhead.header, request.volume)
    with ledger.reading() as reader:
        lines = tuple(_lines(reader, office, request, today))
        seq, hash_ = reader.head()
    return book(of, (request.first, request.last), lines, _head(seq, hash_))


def _head(seq: int, hash_: str) -> str:
    """Return the head of the record as the book prints it, in groups that a person can compare."""
    groups = (hash_[at : at + _GROUP] for at in range(0, len(hash_), _GROUP))
    return f"mục {seq}, mã băm {' '.join(groups)}"


def write(
    office: Office, made: Book, folder: Path, formats: tuple[BookFormat, ...] = FORMATS
) -> tuple[Path, ...]:
    """Write *made* into *folder* and return the files.

    Raises:
        CannotWriteError: the folder cannot be written.
        BookLimitError, WorkbookLimitError: more lines than a volume takes.
        TemplateError, MissingToolError, ProofFailedError: the printed book.
    """
    written = []
    for format_ in formats:
        path = folder / f"{NAME}-{made.year}.{format_}"
        data = _printed(office, made) if format_ == "pdf" else _workbook(path.name, made)
        try:
            files.write_file(path, data)
        except files.StorageError as error:
            raise CannotWriteError(str(error)) from error
        written.append(path)
    return tuple(written)


def _printed(office: Office, made: Book) -> bytes:
    chosen = templates.choose(office.templates)
    return plain_files(NAME, register_sheet(made), chosen, ("pdf",)).pdf


def _workbook(file: str, made: Book) -> bytes:
    data, proof = register_workbook(file, made)
    check(proof)
    return data


def _lines(
    reader: Reader, office: Office, request: ExportRequest, today: date
) -> Iterator[BookLine]:
    """Yield what the book says of each number of the period."""
    entries = {each.id: each for each in reader.entries(office.key)}
    for line in reader.lines(year=request.first.year):
        inside = request.first <= line.day <= request.last
        of_series = not request.series or line.family.series == request.series
        if line.family.agency == office.key and inside and of_series:
            yield book_line(line, entries.get(line.entry), today)


def book_line(line: Line, entry: Entry | None, today: date) -> BookLine:
    """Return the line of the book for one number (Phụ lục IV, I.2).

    Args:
        line: the number.
        entry: its document as it stands; None where there is none.
        today: tells whether a reservation is over.
    """
    called = _CALLED.get(line.family.series, line.family.series)
    series = f"{line.family.issuer} {called}".strip()
    said = BookLine(
        line.number,
        series,
        line.printed,
        line.day,
        remarks=_remarks(line, today),
    )
    if entry is None:
        return said
    said = replace(
        said,
        kind_subject=f"{kind_name(entry)} {entry.subject}",
        signer=entry.signer,
        # Who keeps the original has a column of its own.
        recipients=tuple(each for each in entry.recipients if not wording.read_filed(each)),
    )
    if line.status != "taken" or entry.state is not State.ISSUED:
        return said
    return replace(
        said,
        keeper=entry.keeper,
        copies=entry.copies,
        dispatched=entry.dispatched,
        receipt=entry.receipt,
        remarks=said.remarks or entry.remarks,
    )


def _remarks(line: Line, today: date) -> str:
    if line.status == "void":
        return f"Đã hủy: {line.reason}"
    if line.status == "lapsed":
        return f"Thôi giữ: {line.reason}"
    if line.status == "lost":
        return "Số đã cấp trước khi khôi phục sổ; chưa rõ văn bản"
    if line.status == "reserved" and line.expires is not None:
        over = " (đã hết hạn)" if line.expires < today else ""
        return f"Số giữ đến {line.expires:%d/%m/%Y}{over}: {line.reason}"
    return ""
