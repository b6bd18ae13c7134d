"""Days and periods as texts name them, and the year that they leave open."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soanthao.language.dates import Reference, first_day, last_day, read_moments, resolve
from soanthao.language.text import Folded
from soanthao.notice.number import PartialDate
from soanthao.standard import wording

NOTICE = Reference(PartialDate(2020, 5, 28))


def moments(text):
    return read_moments(Folded.of(text))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ngày 20/6/2020", date(2020, 6, 20), date(2020, 6, 20)),
        ("ngày 05 tháng 6 năm 2020", date(2020, 6, 5), date(2020, 6, 5)),
        ("ngày 20 tháng 6/2020", date(2020, 6, 20), date(2020, 6, 20)),
        ("ngày 20/6/20", date(2020, 6, 20), date(2020, 6, 20)),
        ("ngày 20/6", date(2020, 6, 20), date(2020, 6, 20)),
        ("tháng 02/2021", date(2021, 2, 1), date(2021, 2, 28)),
        ("tháng 9 năm 2020", date(2020, 9, 1), date(2020, 9, 30)),
        ("tháng sau", date(2020, 6, 1), date(2020, 6, 30)),
        ("Quý IV/2020", date(2020, 10, 1), date(2020, 12, 31)),
        ("quý 3", date(2020, 7, 1), date(2020, 9, 30)),
        ("6 tháng cuối năm 2020", date(2020, 7, 1), date(2020, 12, 31)),
        ("sáu tháng đầu năm 2021", date(2021, 1, 1), date(2021, 6, 30)),
        ("năm 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("năm nay", date(2020, 1, 1), date(2020, 12, 31)),
        ("cuối năm", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_a_moment_has_a_first_and_a_last_day(text, first, last):
    (moment,) = moments(text)
    resolved = resolve(moment, NOTICE)
    assert (first_day(resolved.moment), last_day(resolved.moment)) == (first, last)
    assert resolved.doubt == ""


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("14 giờ, ngày 11 tháng 6 năm 2020", time(14)),
        ("11g00 ngày 06/7/2020", time(11)),
        ("17h30 ngày 06/7/2020", time(17, 30)),
        ("16 giờ 05 phút ngày 06/7/2020", time(16, 5)),
        ("5 giờ chiều ngày 06/7/2020", time(17)),
        ("24 giờ ngày 06/7/2020", None),
        ("16 giờ 75 ngày 06/7/2020", None),
    ],
)
def test_a_day_has_the_time_that_stands_before_it(text, clock):
    assert [moment.at for moment in moments(text)] == [clock]


@pytest.mark.parametrize(
    ("text", "first", "doubt"),
    [
        ("ngày 31/6/2020", None, "N403"),
        ("tháng 13/2020", None, "N403"),
        ("ngày 20/4", date(2020, 4, 20), "N404"),
        ("ngày 20/3", date(2021, 3, 20), "N401"),
        ("ngày 05", date(2020, 6, 5), "N401"),
        ("ngày thứ Sáu", date(2020, 5, 29), "N401"),
        ("thứ Hai, ngày 30/6/2020", date(2020, 6, 30), "N405"),
    ],
)
def test_a_guess_is_told(text, first, doubt):
    (moment,) = moments(text)
    resolved = resolve(moment, NOTICE)
    assert (resolved.first, resolved.doubt) == (first, doubt)


@pytest.mark.parametrize("text", ["ngày 31/6", "ngày 20/6", "ngày 5", "tháng 6", "ngày thứ Sáu"])
def test_without_a_notice_nothing_is_guessed(text):
    (moment,) = moments(text)
    assert resolve(moment, Reference()).first is None


@pytest.mark.parametrize("text", ["ngày 5", "ngày 25 tháng sau", "tháng này", "ngày thứ Sáu"])
def test_a_notice_of_which_only_the_year_is_known_tells_no_month(text):
    (moment,) = moments(text)
    assert resolve(moment, Reference(PartialDate(2020))).doubt == "N402"


def test_the_year_alone_is_a_guess():
    (moment,) = moments("ngày 20/6")
    resolved = resolve(moment, Reference(PartialDate(2020)))
    assert (resolved.first, resolved.doubt) == (date(2020, 6, 20), "N401")


@pytest.mark.parametrize(
    "text",
    [
        "5/10 tiêu chí", "giai đoạn 2021-2025", "năm 2021-2025", "năm học 2020-2021", "05 ngày",
        "lần thứ hai", "nhóm thứ 5", "Km78+00", "31,27/31,41", "6 tháng", "12/25 xã",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_day_is_none(text):
    assert moments(text) == ()


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_dates_are_read_as_the_standard_writes_them(day):
    for written in (
        wording.running_date(day),
        wording.date_in_words(day.year, day.month, day.day),
    ):
        (moment,) = moments(written)
        assert resolve(moment, Reference()).first == day


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_folding_keeps_place_and_length(text):
    folded = Folded.of(text)
    assert len(folded.plain) == len(folded.low)
    for start in range(len(folded.plain)):
        first, stop = folded.span(start, start + 1)
        assert 0 <= first < stop <= len(text)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Uỷ  ban\u00a0HOÀ", "ủy ban hòa"),
        ("Quí II – kì", "quý ii - kỳ"),
        ("hoàn quý", "hoàn quý"),
        ("İ", "İ"),
    ],
)
def test_spelling_variants_fold_into_one(text, low):
    assert Folded.of(text).low == low
