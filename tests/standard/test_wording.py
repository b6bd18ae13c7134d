from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.standard import wording

symbols = st.from_regex(r"[A-ZĐ]{1,6}(-[A-ZĐ][A-Za-zĐđ&]{0,5}[A-Z]){0,2}", fullmatch=True)
names = st.from_regex(r"[A-ZĐ][a-zđêộ]{1,8}( [A-ZĐ][a-zđêộ]{1,8}){0,2}", fullmatch=True)


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        (125, "TB-UBND", "Số: 125/TB-UBND"),
        (5, "TB-UBND", "Số: 05/TB-UBND"),
        (12, "UBND-VX", "Số: 12/UBND-VX"),
        (None, "TB-UBND", f"Số: {wording.BLANK_NUMBER}/TB-UBND"),
    ],
)
def test_number_line_is_written_as_ii_3_says(number, symbol, line):
    assert wording.number_line(number, symbol) == line


@given(st.one_of(st.none(), st.integers(1, 99_999)), symbols)
def test_number_survives_paper(number, symbol):
    assert wording.read_number(wording.number(number, symbol)) == (number, symbol)
    assert wording.read_number_line(wording.number_line(number, symbol)) == (number, symbol)


@pytest.mark.parametrize("text", ["", "Số: TB-UBND", "Số 12", "12/5/2020", "Số: 5/"])
def test_what_is_no_number_line_is_not_read(text):
    assert wording.read_number_line(text) is None


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ((2020, 1, 5), "Hà Nội, ngày 05 tháng 01 năm 2020"),
        ((2019, 6, 29), "Hà Nội, ngày 29 tháng 6 năm 2019"),
        ((2020, 2, 10), "Hà Nội, ngày 10 tháng 02 năm 2020"),
        ((2020, 3, 9), "Hà Nội, ngày 09 tháng 3 năm 2020"),
    ],
)
def test_place_and_date_are_padded_as_ii_4_says(parts, line):
    assert wording.place_date("Hà Nội", *parts) == line


def test_open_day_and_month_are_blanks_of_one_width():
    both = wording.place_date("Lục Nam", 2020)
    day = wording.place_date("Lục Nam", 2020, 5)
    blank = wording.BLANK_DAY
    assert both == f"Lục Nam, ngày{blank}tháng{blank}năm 2020"
    assert day == f"Lục Nam, ngày{blank}tháng 5 năm 2020"


@given(names, st.dates(), st.sampled_from(["day", "month", "year"]))
def test_place_and_date_survive_paper(place, when, known):
    month = None if known == "year" else when.month
    day = when.day if known == "day" else None
    if when.year < 1000:
        return
    line = wording.place_date(place, when.year, month, day)
    assert wording.read_place_date(line) == (place, when.year, month, day)


def test_place_and_date_are_read_with_a_padded_month_too():
    read = wording.read_place_date("Thành phố Hồ Chí Minh, ngày 05 tháng 05 năm 2021")
    assert read == ("Thành phố Hồ Chí Minh", 2021, 5, 5)
    assert wording.read_place_date("ngày 05 tháng 5 năm 2021") is None


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2020, 5, 28), "28/5/2020"),
        (date(2020, 4, 9), "09/4/2020"),
        (date(2026, 1, 5), "05/01/2026"),
    ],
)
def test_dates_of_running_text_follow_box_4(day, text):
    assert wording.running_date(day) == text


@given(st.dates(min_value=date(1000, 1, 1)))
def test_dates_of_running_text_survive_paper(day):
    assert wording.read_running_date(wording.running_date(day)) == day


@pytest.mark.parametrize("text", ["31/6/2020", "5/2020", "ngày 5/6/2020", "2020-06-05"])
def test_what_is_no_date_is_not_read(text):
    assert wording.read_running_date(text) is None


def test_months_of_running_text_are_padded_alike():
    assert [wording.running_month(2020, m) for m in (1, 2, 3, 12)] == [
        "01/2020",
        "02/2020",
        "3/2020",
        "12/2020",
    ]


def test_letter_subject_is_read_back():
    line = wording.letter_subject("thực hiện kết luận")
    assert line == "V/v thực hiện kết luận"
    assert wording.read_letter_subject(line) == "thực hiện kết luận"
    assert wording.read_letter_subject("Về việc") is None


def test_one_addressee_stands_on_the_line_without_a_mark():
    assert wording.addressees(["UBND xã Chu Điện"]) == ("Kính gửi: UBND xã Chu Điện",)


def test_several_addressees_stand_on_dashed_lines():
    assert wording.addressees(["Sở A", "Sở B", "Sở C"]) == (
        "Kính gửi:",
        "- Sở A;",
        "- Sở B;",
        "- Sở C.",
    )


@given(st.lists(names, min_size=1, max_size=4))
def test_addressees_survive_paper(units):
    assert wording.read_addressees(wording.addressees(units)) == tuple(units)


def test_no_addressee_is_none():
    assert wording.read_addressees([]) is None
    assert wording.read_addressees(["Nơi nhận:"]) is None


def test_recipients_end_with_semicolons_and_a_full_stop():
    lines = ("Như trên", "Lãnh đạo VP, CVVP", wording.filed("VT, VP"))
    assert wording.recipient_lines(lines) == (
        "- Như trên;",
        "- Lãnh đạo VP, CVVP;",
        "- Lưu: VT, VP.",
    )
    assert wording.recipients_heading() == "Nơi nhận:"
    assert wording.recipients_heading("Bản điện tử") == "Bản điện tử:"


def test_a_line_with_a_mark_of_its_own_keeps_it():
    assert wording.recipient_lines(("Lưu: VT.", "Sở A,")) == ("- Lưu: VT.", "- Sở A,")


def test_filed_line_is_read():
    assert wording.read_filed("- Lưu: VT, VP.") == "VT, VP"
    assert wording.read_filed("Lưu: VT") == "VT"
    assert wording.read_filed("- Như trên;") is None


@pytest.mark.parametrize("prefix", ["TM.", "Q.", "KT.", "TL.", "TUQ.", ""])
def test_authority_is_read_back(prefix):
    line = wording.authority(prefix, "CHỦ TỊCH")
    assert wording.read_authority(line) == (prefix, "CHỦ TỊCH")
    assert set(wording.AUTHORITIES) == {"TM.", "Q.", "KT.", "TL.", "TUQ."}


def test_both_spellings_of_quoc_hieu_and_hoa_toc_are_read():
    for text in (wording.NATIONAL_NAME, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        assert wording.NATIONAL_NAME_READ.fullmatch(text)
    for text in (*wording.URGENCY.values(), "HOẢ TỐC"):
        assert wording.URGENCY_READ.fullmatch(text)
    assert not wording.URGENCY_READ.fullmatch("MẬT")


def test_fixed_words_are_those_of_the_decree():
    assert wording.NATIONAL_NAME == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert wording.MOTTO == "Độc lập - Tự do - Hạnh phúc"
    assert wording.END == "./."


def test_the_mark_of_an_electronic_copy_is_written_as_p_ii_i_3_says():
    mark = wording.copy_mark("UBND huyện Lục Nam", "28/5/2020", time(16, 5, 33))
    assert mark == "TRÍCH SAO; UBND huyện Lục Nam; 28/5/2020; 16:05:33 +07:00"


def test_an_open_time_of_signature_is_blank():
    blank = wording.BLANK_DAY
    mark = wording.copy_mark("UBND xã A", f"{blank}/{blank}/2020", None)
    assert mark == (f"TRÍCH SAO; UBND xã A; {blank}/{blank}/2020; {blank}:{blank}:{blank} +07:00")


@given(
    names,
    st.dates().map(wording.running_date),
    st.one_of(st.none(), st.times().map(lambda clock: clock.replace(microsecond=0))),
)
def test_the_mark_of_a_copy_survives_paper(agency, day, clock):
    mark = wording.copy_mark(agency, day, clock)
    assert wording.read_copy_mark(mark) == (agency, day, clock)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TRÍCH SAO",
        "SAO Y; UBND xã A; 28/5/2020; 16:05:33 +07:00",
        "TRÍCH SAO; UBND xã A; 28/5/2020; 25:05:33 +07:00",
        "TRÍCH SAO; UBND xã A; 28/5/2020; 16:05:33",
    ],
)
def test_what_is_no_mark_of_a_copy_is_not_read(text):
    assert wording.read_copy_mark(text) is None
