"""Numbers have no gap, dates never decrease with them; the clock may do what it likes."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.errors import ConflictError
from soanthao.register.numbers import Counter, Family, Line, counted, out_of_order, started

EXPECTED = Path(__file__).parents[1] / "expected" / "register" / "numbers.tsv"
FAMILY = Family("UBND huyện", "", "TB")
DAYS = st.dates(date.fromisoformat("2026-12-01"), date.fromisoformat("2028-02-01"))


def test_the_year_of_a_series_as_it_was_worked_out_by_hand():
    counters = {}
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        day = date.fromisoformat(row["day"])
        counter, numbers = counted(counters.values(), FAMILY, day)
        counters[counter.year] = counter
        assert (numbers, counter.last_date.isoformat()) == ((int(row["number"]),), row["date"])
    assert len(rows) == 8


@given(st.lists(st.tuples(DAYS, st.integers(1, 5))))
def test_whatever_the_clock_does_a_year_is_contiguous_and_in_order(requests):
    counters, given_out = {}, []
    for day, count in requests:
        counter, numbers = counted(counters.values(), FAMILY, day, count)
        counters[counter.year] = counter
        assert counter.last_date >= day
        given_out += [(counter.year, number, counter.last_date) for number in numbers]
    assert len(given_out) == sum(count for _, count in requests)
    for year in counters:
        numbers = [number for each, number, _ in given_out if each == year]
        assert numbers == list(range(1, len(numbers) + 1))
    dates = [day for _, _, day in given_out]
    assert dates == sorted(dates)
    assert all(day.year == year for year, _, day in given_out)


def test_a_series_begins_where_an_office_says_and_never_behind_a_number_that_was_given():
    begun = started((), FAMILY, 2026, 125)
    counter, numbers = counted((begun,), FAMILY, date.fromisoformat("2026-11-25"), 3)
    assert numbers == (125, 126, 127)
    with pytest.raises(ConflictError, match="127"):
        started((counter,), FAMILY, 2026, 127)
    assert started((counter,), FAMILY, 2026, 130).last == 129


def test_a_block_of_nothing_is_refused():
    with pytest.raises(ValueError, match="one number"):
        counted((), FAMILY, date.fromisoformat("2026-11-25"), 0)


def line(number, day):
    return Line(FAMILY, 2026, number, "TB-UBND", date.fromisoformat(day))


BOOK = (line(5, "2026-03-02"), line(9, "2026-03-10"), line(12, "2026-03-10"))


@pytest.mark.parametrize(
    ("number", "day", "said"),
    [
        (1, "2026-03-02", ""),
        (1, "2026-03-03", "05"),
        (7, "2026-03-02", ""),
        (7, "2026-03-10", ""),
        (7, "2026-03-01", "05"),
        (7, "2026-03-11", "09"),
        (10, "2026-03-10", ""),
        (10, "2026-03-09", "09"),
        (13, "2026-03-10", ""),
        (13, "2026-03-09", "12"),
    ],
)
def test_numbers_from_another_system_go_with_their_dates(number, day, said):
    found = out_of_order(BOOK, number, date.fromisoformat(day))
    assert (f"số {said} " in found) if said else found == ""


@given(st.lists(st.tuples(st.integers(1, 30), DAYS), unique_by=lambda each: each[0]))
def test_a_disorder_is_told_exactly_where_there_is_one(rows):
    book = []
    for number, day in rows:
        brute = any((n < number and d > day) or (n > number and d < day) for n, d in book)
        lines = [line(n, d.isoformat()) for n, d in book]
        assert bool(out_of_order(lines, number, day)) == brute
        book.append((number, day))


def test_a_counter_of_its_own_year_starts_from_nothing():
    old = Counter(FAMILY, 2026, 400, date.fromisoformat("2026-12-31"))
    counter, numbers = counted((old,), FAMILY, date.fromisoformat("2027-01-04"))
    assert (counter.year, numbers) == (2027, (1,))
