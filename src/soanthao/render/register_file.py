"""The book of outgoing documents as a workbook (.xlsx), and the proof of what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soanthao.notice.register_book import Book
from soanthao.render.expectation import Flaw, Proof


def register_workbook(file: str, book: Book) -> tuple[bytes, Proof]:
    """Return *book* as a workbook called *file*, and what the proof found in it.

    Raises:
        SoanthaoError: the book is too long for a workbook, or a text for a cell.
    """
    from soanthao.sheet import register_workbook as sheet  # noqa: PLC0415 - openpyxl is heavy

    data = sheet.write(book)
    return data, prove_register_workbook(file, book, data)


def prove_register_workbook(file: str, book: Book, data: bytes) -> Proof:
    """Return where cover and lines read back from *data* differ from those of *book*.

    Raises:
        SoanthaoError: *data* cannot be read.
    """
    from soanthao.sheet import reader  # noqa: PLC0415 - openpyxl is heavy
    from soanthao.sheet import register_workbook as sheet  # noqa: PLC0415

    wanted = ((sheet.COVER, sheet.cover_lines(book)), (sheet.SHEET, sheet.lines(book)))
    flaws = (
        Flaw(file, f"trang tính “{title}”, dòng {at} không giống sổ đăng ký")
        for title, rows in wanted
        for at in _first_difference(rows, reader.read(data, title))
    )
    return Proof(altered=tuple(flaws))


def _first_difference(
    wanted: Sequence[Sequence[str]], found: Sequence[Sequence[str]]
) -> Iterator[int]:
    """Yield the number, from 1, of the first row that differs; nothing where none does."""
    for at in range(max(len(wanted), len(found))):
        if wanted[at : at + 1] != found[at : at + 1]:
            yield at + 1
            return
