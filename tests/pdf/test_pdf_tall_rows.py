"""Rows and heading rows that do not fit on one page: broken as far as they must be, never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pdf_documents import NOTICE, paragraph, printer
from pdf_rich import PAPER, table

from read_back import flowed
from soanthao.notice.document import Block, Document, PrintedTable
from soanthao.notice.markup import parse
from soanthao.pdf.compare import first_difference
from soanthao.pdf.reader import read_pages
from soanthao.standard import nd30
from soanthao.standard.length import Length

HEADING = ("TT", "Nội dung công việc", "Đơn vị")


def words(label: str, count: int) -> str:
    """So many words, no two alike."""
    return " ".join(f"{label}{number}" for number in range(1, count + 1))


def tabled(heading: tuple[str, ...], *rows: tuple[str, ...], caption: str = "") -> PrintedTable:
    return PrintedTable(
        caption=parse(caption),
        columns=tuple(map(parse, heading)),
        rows=tuple(tuple(map(parse, row)) for row in rows),
        widths=(Length(nd30.PAGE.text_width // len(heading)),) * len(heading),
    )


def document(*blocks: Block, base: Document = NOTICE) -> Document:
    return replace(base, body=(*blocks, paragraph("Hết phần bảng này./.", "closing")))


def printed(each: Document) -> tuple[str, ...]:
    return read_pages(printer().print(each).data)


def assert_says_everything(each: Document, pages: tuple[str, ...]) -> None:
    found = flowed(each, pages)
    assert first_difference("\n".join(each.stream()), found.text) is None
    assert (found.notes, found.beside) == (each.notes(), each.beside())


def pages_with(pages: tuple[str, ...], text: str) -> list[int]:
    wanted = "".join(text.split())
    return [at for at, page in enumerate(pages) if wanted in "".join(page.split())]


@pytest.mark.parametrize("heading_words", [12, 60, 150])
def test_a_heading_row_stays_above_a_row_that_leaves_it_no_room(heading_words):
    heading = ("TT", "Việc", words("đ", heading_words))
    each = document(tabled(heading, ("1", "a", words("w", 440)), ("2", "b", "c")))
    pages = printed(each)
    above = pages_with(pages, heading[2])
    assert pages_with(pages, "w1 w2") == above[:1]
    (end,) = pages_with(pages, "w440")
    assert above[0] < end <= above[-1]
    assert above == list(range(above[0], above[-1] + 1))
    assert_says_everything(each, pages)


def test_a_note_of_a_heading_row_stands_below_it_though_no_whole_row_fits():
    heading = ("TT", "Việc", f"{words('đ', 60)} cuối^[Chú của đầu bảng.]")
    tall = f"{words('w', 200)} giữa^[Chú của dòng.] {words('v', 240)}"
    caption = "Bảng 1^[Chú của tên bảng.]"
    each = document(tabled(heading, ("1", "a", tall), ("2", "b", "c"), caption=caption))
    assert_says_everything(each, printed(each))


@pytest.mark.parametrize("base", [NOTICE, PAPER], ids=["notice", "extract"])
@pytest.mark.parametrize("counts", [(700, 2, 3), (3, 700, 2), (500, 900, 650), (1200, 20, 1100)])
def test_a_row_taller_than_a_page_goes_on_below_the_heading_row(counts, base):
    tall = tuple(words(label, count) for label, count in zip("abc", counts, strict=True))
    each = document(table(2), tabled(HEADING, ("1", "2", "3"), tall, ("4", "5", "6")), base=base)
    pages = printed(each)
    assert_says_everything(each, pages)
    below = {at for label in "abc" for at in pages_with(pages, f"{label}1 {label}2")}
    ends = {
        at
        for label, count in zip("abc", counts, strict=True)
        for at in pages_with(pages, f"{label}{count}")
    }
    assert max(ends) > min(below)
    for number in range(min(below), max(ends) + 1):
        assert pages_with(pages, "".join(HEADING)).count(number) == 1


def test_the_notes_of_a_broken_row_stand_on_the_pages_of_their_calls():
    first = f"{words('a', 300)} x^[Chú một.] {words('b', 300)} y^[Chú hai.]"
    second = f"c^[Chú ba.] {words('d', 500)} z^[Chú bốn.]"
    each = document(tabled(HEADING, (first, second, "e^[Chú năm.]")))
    pages = printed(each)
    for call, note in (("z", "bốn"), ("y", "hai"), ("x", "một"), ("c", "ba"), ("e", "năm")):
        (at,) = pages_with(pages, f"Chú {note}.")
        assert call in pages[at].split("Chú")[0]
    assert_says_everything(each, pages)


def test_a_row_with_more_notes_than_a_page_holds_is_broken():
    notes = " ".join(f"w{at}^[{words(f'n{at}x', 70)}.]" for at in range(1, 13))
    each = document(tabled(HEADING, ("1", "2", notes), ("4", "5", "6")))
    assert_says_everything(each, printed(each))


def test_a_heading_row_as_tall_as_a_page_is_printed_once():
    heading = ("TT", "Việc", words("đ", 700))
    each = document(tabled(heading, ("1", "a", "b"), ("2", "c", words("d", 40))))
    pages = printed(each)
    assert len(pages_with(pages, "đ699 đ700")) == 1
    assert_says_everything(each, pages)
