"""The book of outgoing documents: ten columns, a cover, an anchor (Phụ lục IV, I)."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.notice.register_book import COLUMNS, TITLE, Book, BookLine, BookOf, book

NOTICE = BookLine(
    number=125,
    series="chung",
    number_symbol="125/TB-UBND",
    date=date(2020, 5, 28),
    kind_subject="Thông báo Kết luận của Chủ tịch UBND huyện tại phiên họp tháng 5 năm 2020",
    signer="Chánh Văn phòng Nguyễn Văn A",
    recipients=("TT. Huyện ủy", "Các phòng, ban, ngành thuộc huyện"),
    keeper="VT",
    copies=60,
    dispatched=date(2020, 5, 29),
    receipt="Trần Thị B",
    remarks="",
)
HELD = BookLine(number=126, series="chung", number_symbol="126", remarks="Số giữ đến 02/6/2020")
OF = BookOf(("UBND TỈNH BẮC GIANG",), ("UBND HUYỆN LỤC NAM",), volume=2)
FIRST, LAST = date(2020, 5, 1), date(2020, 5, 31)


def made(*lines: BookLine, first: date = FIRST, last: date = LAST, anchor: str = "") -> Book:
    return book(OF, (first, last), lines, anchor)


def test_the_columns_are_those_of_the_decree():
    assert COLUMNS == (
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Người ký",
        "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu",
        "Số lượng bản",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    )


def test_a_line_prints_ten_cells_in_that_order():
    assert NOTICE.cells() == (
        "125/TB-UBND",
        "28/5/2020",
        "Thông báo Kết luận của Chủ tịch UBND huyện tại phiên họp tháng 5 năm 2020",
        "Chánh Văn phòng Nguyễn Văn A",
        "TT. Huyện ủy; Các phòng, ban, ngành thuộc huyện",
        "VT",
        "60",
        "29/5/2020",
        "Trần Thị B",
        "",
    )


def test_days_below_ten_and_the_first_two_months_have_a_zero():
    early = replace(NOTICE, date=date(2020, 2, 5), dispatched=date(2020, 10, 9))
    assert (early.cells()[1], early.cells()[7]) == ("05/02/2020", "09/10/2020")


def test_what_is_not_known_is_an_empty_cell():
    assert HELD.cells() == ("126", "", "", "", "", "", "", "", "", "Số giữ đến 02/6/2020")


def test_a_cancelled_line_stays_and_says_why():
    line = replace(NOTICE, remarks="Đã hủy: ghi nhầm ngày")
    assert made(line).rows()[0][9] == "Đã hủy: ghi nhầm ngày"


def test_the_cover_says_year_days_numbers_and_volume():
    assert made(HELD, NOTICE).cover() == (
        "Năm: 2020",
        "Từ ngày 01/5/2020 đến ngày 31/5/2020",
        "Từ số 125 đến số 126",
        "Quyển số: 02",
    )


def test_numbers_below_ten_have_a_zero_on_the_cover():
    lines = [replace(NOTICE, number=number) for number in (7, 1, 100)]
    assert made(*lines).cover()[2] == "Từ số 01 đến số 100"


def test_each_series_has_its_numbers_on_the_cover():
    other = [replace(NOTICE, series="TrS", number=number) for number in (3, 2)]
    assert made(*other, NOTICE, HELD).cover()[2:4] == (
        "Từ số 02 đến số 03 (TrS)",
        "Từ số 125 đến số 126 (chung)",
    )


def test_lines_stand_by_series_and_number():
    early, other = replace(NOTICE, number=99), replace(NOTICE, series="TrS", number=300)
    assert made(other, HELD, NOTICE, early).lines == (other, early, NOTICE, HELD)


def test_an_empty_period_is_a_book_that_says_so():
    empty = made()
    assert empty.rows() == (("", "", "Không có văn bản", "", "", "", "", "", "", ""),)
    assert empty.cover()[2] == "Từ số ..... đến số ....."
    assert (empty.first_number, empty.last_number) == (None, None)
    assert empty.total() == "Sổ này không có văn bản."


def test_the_end_counts_the_lines():
    assert made(NOTICE, HELD).total() == "Sổ này có 02 dòng đăng ký."


def test_the_anchor_names_the_head_of_the_record():
    assert made(anchor="mục 812, mã băm 3f2a").anchored() == (
        "Đối chiếu với bản ghi của sổ: mục 812, mã băm 3f2a"
    )
    assert made().anchored() == ""


def test_the_head_is_the_agencys_and_the_title_the_decrees():
    assert (made().parent, made().header) == (OF.parent, OF.header)
    assert TITLE == "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
    assert made().year == 2020


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2020, 5, 2), date(2020, 5, 1)), (date(2019, 12, 31), date(2020, 1, 1))],
)
def test_a_book_is_of_days_of_one_year(first: date, last: date):
    with pytest.raises(ValueError, match="one year"):
        made(first=first, last=last)


@pytest.mark.parametrize("day", [date(2020, 4, 30), date(2020, 6, 1)])
def test_a_line_of_another_day_belongs_to_another_book(day: date):
    with pytest.raises(ValueError, match="125/TB-UBND"):
        made(replace(NOTICE, date=day))


def test_values_are_frozen():
    with pytest.raises(FrozenInstanceError):
        made().anchor = "khác"  # type: ignore[misc]


LINES = st.lists(
    st.builds(
        BookLine,
        number=st.integers(1, 999),
        series=st.sampled_from(["chung", "TrS"]),
        number_symbol=st.just("1/TB-UBND"),
    ),
    min_size=1,
    max_size=12,
)


@given(LINES)
def test_no_line_is_lost_whatever_the_order(lines: list[BookLine]):
    one, other = made(*lines), made(*reversed(lines))
    assert sorted(map(hash, one.lines)) == sorted(map(hash, lines))
    assert [each.number for each in one.lines] == [each.number for each in other.lines]
    for series in {line.series for line in lines}:
        numbers = [line.number for line in one.lines if line.series == series]
        assert numbers == sorted(numbers)
