"""The book of outgoing documents as a workbook: cover, ten columns, nothing runs, same bytes."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from soanthao.errors import ErrorKind, InternalError
from soanthao.notice.register_book import COLUMNS, Book, BookLine, BookOf, book
from soanthao.sheet.reader import read
from soanthao.sheet.register_workbook import COVER, SHEET, cover_lines, lines, write
from soanthao.sheet.writing import WorkbookLimitError
from soanthao.standard.length import mm
from soanthao.standard.metrics import line_count

YEAR = (date(2020, 1, 1), date(2020, 12, 31))
OF = BookOf(("Ủy ban nhân dân tỉnh Bắc Giang",), ("Ủy ban nhân dân huyện Lục Nam",))
ANCHOR = "mục 812, mã băm 3f2a9c5e"
LINE = BookLine(
    125,
    "chung",
    "125/TB-UBND",
    date=date(2020, 5, 28),
    kind_subject="Thông báo Kết luận phiên họp tháng 5",
    signer="Nguyễn Văn A",
    recipients=("TT. Huyện ủy", "Phòng Nội vụ"),
    keeper="VT",
    copies=60,
    dispatched=date(2020, 5, 29),
)


def made(*given_: BookLine, anchor: str = ANCHOR) -> Book:
    return book(OF, YEAR, given_ or (LINE,), anchor)


def opened(book_: Book):
    return load_workbook(io.BytesIO(write(book_)))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_sheet_has_the_ten_columns_with_their_numbers_and_the_lines():
    assert read(write(made()), SHEET) == (
        COLUMNS,
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"),
        (
            "125/TB-UBND",
            "28/5/2020",
            "Thông báo Kết luận phiên họp tháng 5",
            "Nguyễn Văn A",
            "TT. Huyện ủy; Phòng Nội vụ",
            "VT",
            "60",
            "29/5/2020",
            "",
            "",
        ),
        ("Sổ này có 01 dòng đăng ký.", *[""] * 9),
        (f"Đối chiếu với bản ghi của sổ: {ANCHOR}", *[""] * 9),
    )


def test_the_cover_is_a_sheet_of_its_own_and_the_first():
    written = opened(made())
    assert written.sheetnames == [COVER, SHEET] == ["Bìa", "Sổ đăng ký văn bản đi"]
    assert read(write(made()), COVER) == (
        ("ỦY BAN NHÂN DÂN TỈNH BẮC GIANG",),
        ("ỦY BAN NHÂN DÂN HUYỆN LỤC NAM",),
        ("SỔ ĐĂNG KÝ VĂN BẢN ĐI",),
        ("Năm: 2020",),
        ("Từ ngày 01/01/2020 đến ngày 31/12/2020",),
        ("Từ số 125 đến số 125",),
        ("Quyển số: 01",),
        (f"Đối chiếu với bản ghi của sổ: {ANCHOR}",),
    )


def test_an_empty_period_says_so():
    rows = read(write(book(OF, YEAR, (), "")), SHEET)
    assert rows[2][2] == "Không có văn bản"
    assert rows[3][0] == "Sổ này không có văn bản."
    assert len(rows) == 4


WORDS = st.text(st.sampled_from("_x0045Fa =+-@<&>\"'  ư12/"), max_size=30)
LINES = st.builds(
    BookLine,
    number=st.integers(1, 9_999),
    series=st.sampled_from(["chung", "TrS"]),
    number_symbol=WORDS,
    date=st.none() | st.dates(*YEAR),
    kind_subject=WORDS,
    signer=WORDS,
    recipients=st.lists(WORDS, max_size=4).map(tuple),
    keeper=WORDS,
    copies=st.none() | st.integers(0, 9_999),
    dispatched=st.none() | st.dates(*YEAR),
    receipt=WORDS,
    remarks=WORDS,
)


@given(st.lists(LINES, max_size=8))
@settings(max_examples=25)
def test_every_book_comes_back_word_for_word(given_: list[BookLine]):
    written = book(OF, YEAR, given_, ANCHOR)
    data = write(written)
    assert read(data, SHEET) == lines(written)
    assert read(data, COVER) == cover_lines(written)


@pytest.mark.parametrize(
    "words", ['=HYPERLINK("http://a.vn","Bấm")', "+84 204", "-1+2", "@SUM(A1)"]
)
def test_words_that_look_like_a_formula_stay_words(words: str):
    data = write(made(replace(LINE, kind_subject=words, remarks=words), anchor=words))
    parts = [part for name, part in members(data).items() if name.startswith("xl/worksheets/sheet")]
    assert len(parts) == 2
    assert not any(re.search(rb"<f[ >/]", part) for part in parts)
    sheet = load_workbook(io.BytesIO(data))[SHEET]
    for column in (3, 10):
        cell = sheet.cell(3, column)
        assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (words, "s", True)


def test_the_number_of_copies_sorts_as_a_number_and_nothing_else_is_one():
    sheet = opened(made())[SHEET]
    kinds = [type(sheet.cell(3, column).value) for column in range(1, 9)]
    assert kinds == [str, str, str, str, str, str, int, str]
    assert {sheet.cell(3, column).number_format for column in (1, 2, 8)} == {"@"}


def test_a_number_alone_stays_the_text_it_was():
    sheet = opened(made(replace(LINE, number_symbol="0126", keeper="12")))[SHEET]
    assert (sheet["A3"].value, sheet["F3"].value) == ("0126", "12")


def test_control_characters_are_refused():
    with pytest.raises(InternalError, match=r"U\+0007"):
        write(made(replace(LINE, signer="a\x07")))


def test_more_lines_than_are_read_back_are_refused_with_what_to_do():
    many = [replace(LINE, number=number) for number in range(1, 10_000)]
    with pytest.raises(WorkbookLimitError, match=r"9999 dòng.*từng quý") as caught:
        write(made(*many))
    assert caught.value.kind is ErrorKind.INVALID


MAKE = (
    "import hashlib, sys; sys.path[:0] = ['tests', 'tests/sheet'];"
    "from test_register_workbook import made, write;"
    "print(hashlib.sha256(write(made())).hexdigest())"
)


def test_the_same_bytes_in_another_process(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    command = [sys.executable, "-c", MAKE]
    there = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert there == sha256(write(made())).hexdigest()


def test_both_sheets_print_across_on_a4_and_the_heading_rows_on_every_page():
    written = opened(made())
    for sheet in written.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        margins = [getattr(sheet.page_margins, side) for side in ("top", "bottom", "left", "right")]
        assert margins == pytest.approx([each / 25.4 for each in (20, 20, 30, 15)])
        assert sheet.sheet_state == "visible"
    sheet = written[SHEET]
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:J3"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddHeader.center.text == "&P"


def test_the_columns_are_as_wide_as_the_page_and_little_more_where_a_word_needs_it():
    sheet = opened(made())[SHEET]
    widths = [sheet.column_dimensions[name].width for name in "ABCDEFGHIJ"]
    assert 252 <= sum(widths) * 25.4 * 8 / 96 < 262
    assert max(widths) == widths[2]


def test_rows_are_as_high_as_their_text():
    long = replace(LINE, kind_subject="Thông báo Kết luận " * 40)
    sheet = opened(made(long))[SHEET]
    room = mm(sheet.column_dimensions["C"].width * 25.4 * 8 / 96)
    needed = line_count(long.kind_subject, mm(12 * 25.4 / 72), False, room)
    assert sheet.row_dimensions[3].height >= needed * 12 * 1.15 > 200


def test_the_table_has_lines_and_its_heading_is_bold():
    sheet = opened(made())[SHEET]
    for cells in sheet.iter_rows(min_row=1, max_row=3, max_col=10):
        for cell in cells:
            assert (cell.font.name, cell.font.size) == ("Times New Roman", 12)
            sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
            assert {side.style for side in sides} == {"thin"}
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[3])


def test_nothing_of_the_machine_stands_in_the_file():
    core = members(write(made()))["docProps/core.xml"].decode()
    assert "openpyxl" not in core
    assert core.count("2020-03-05T00:00:00Z") == 2
    assert ">SỔ ĐĂNG KÝ VĂN BẢN ĐI: Từ ngày 01/01/2020 đến ngày 31/12/2020<" in core
