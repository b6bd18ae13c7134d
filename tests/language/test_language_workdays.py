"""Days on which offices work, held to what was announced."""

from __future__ import annotations

from datetime import date

import pytest

from soanthao.language.workdays import holiday, is_working_day, weekday, working_days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2020, 6, 14), False),  # Sunday
        (date(2020, 6, 15), True),
        (date(2026, 2, 17), False),  # tết Nguyên đán
        (date(2026, 9, 2), False),
        (date(2026, 8, 31), False),  # in exchange for Saturday 22/8
        (date(2026, 8, 22), True),
        (date(2025, 5, 2), False),  # in exchange for Saturday 26/4
        (date(2025, 4, 26), True),
        (date(2026, 4, 27), False),  # Hùng kings on a Sunday
        (date(2027, 5, 3), False),
    ],
)
def test_holidays_and_exchanged_saturdays_are_known(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_a_holiday_has_a_name_and_a_sunday_has_none() -> None:
    assert "Quốc khánh" in holiday(date(2026, 9, 2))
    assert holiday(date(2020, 6, 14)) == ""


def test_days_of_the_week_are_written_as_the_annex_has_them() -> None:
    assert [weekday(date(2020, 6, day)) for day in (14, 15, 19)] == [
        "Chủ nhật",
        "thứ Hai",
        "thứ Sáu",
    ]


def test_working_days_begin_the_day_after() -> None:
    # Thursday 26/11/2026 to Thursday 3/12/2026
    assert working_days(date(2026, 11, 26), date(2026, 12, 3)) == 5
    assert working_days(date(2026, 11, 26), date(2026, 11, 26)) == 0
    # tết of 2026: 16-20/2 are off
    assert working_days(date(2026, 2, 13), date(2026, 2, 23)) == 1
