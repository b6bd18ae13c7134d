"""Years end, clocks go backwards, numbers are kept: nothing is doubled, no date decreases."""

from datetime import date

import pytest
from workspace import EXTERNAL, Kind

from soanthao.errors import BlockedError, ConflictError, InvalidInputError
from soanthao.services.reserving import ReserveRequest, release, reserve, start
from soanthao.services.stepping import Selection

ENTERED = Kind(EXTERNAL)


def day(text):
    return date.fromisoformat(text)


def notice(place, name):
    """Write another conclusion and return its notice."""
    return Selection(place.conclude(place.home / name / "conclusion.yaml"))


def numbered(place, chosen, clock, on, at="08:30:00", **said):
    """Take *chosen* from draft to a number, all on one day; return number and date."""
    clock.set(on, at)
    place.walk(chosen, "sign")
    (entry,) = place.do("number", chosen, **said).entries
    return entry.number.number, entry.number.day.isoformat()


def book(place):
    return [(each.year, each.number, each.day.isoformat(), each.status) for each in place.lines()]


def kept(place, until, count=1, kind="TB"):
    desk = place.desk("thu")
    return reserve(desk, ReserveRequest(kind, "Chờ họp Thường trực", day(until), count))


def test_the_year_turns_and_the_series_begins_with_01(office, clock):
    place = office()
    assert numbered(place, notice(place, "a"), clock, "2026-12-31", "23:59:59") == (
        1,
        "2026-12-31",
    )
    assert numbered(place, notice(place, "b"), clock, "2027-01-01", "00:00:00") == (
        1,
        "2027-01-01",
    )
    assert numbered(place, notice(place, "c"), clock, "2027-01-04") == (2, "2027-01-04")
    assert [each[:2] for each in book(place)] == [(2026, 1), (2027, 1), (2027, 2)]
    assert place.audit().findings == ()


@pytest.mark.parametrize(
    ("back", "at"),
    [("2027-01-04", "07:00:00"), ("2027-01-03", "08:30:00"), ("2026-01-04", "08:30:00")],
    ids=["an hour", "a day", "a year"],
)
def test_a_clock_that_goes_backwards_doubles_nothing(office, clock, back, at):
    place = office()
    assert numbered(place, notice(place, "a"), clock, "2027-01-04") == (1, "2027-01-04")
    assert numbered(place, notice(place, "b"), clock, back, at) == (2, "2027-01-04")
    assert numbered(place, notice(place, "c"), clock, "2027-01-05") == (3, "2027-01-05")
    assert place.audit().findings == ()


def test_back_over_the_turn_of_the_year_no_number_of_the_old_year_is_given(office, clock):
    place = office()
    assert numbered(place, notice(place, "a"), clock, "2026-12-31") == (1, "2026-12-31")
    assert numbered(place, notice(place, "b"), clock, "2027-01-01") == (1, "2027-01-01")
    assert numbered(place, notice(place, "c"), clock, "2026-12-31") == (2, "2027-01-01")
    assert place.audit().findings == ()


def test_a_series_goes_on_where_the_office_says(office, clock):
    place = office()
    start(place.desk("thu"), "TB", 125)
    assert numbered(place, notice(place, "a"), clock, "2026-11-25") == (125, "2026-11-25")
    with pytest.raises(ConflictError, match="125"):
        start(place.desk("thu"), "TB", 120)
    assert numbered(place, notice(place, "b"), clock, "2027-01-04") == (1, "2027-01-04")
    assert place.audit().findings == ()


def test_a_kept_number_takes_the_last_day_that_keeps_the_order(office, clock):
    place = office()
    clock.set("2026-11-23")
    (line,) = kept(place, "2026-12-31")
    assert (line.number, line.status) == (1, "reserved")
    assert numbered(place, notice(place, "a"), clock, "2026-11-25") == (2, "2026-11-25")
    later = notice(place, "b")
    clock.set("2026-11-26")
    place.walk(later, "sign")
    # Signed on the 26th, number 1 must be of the 25th at the latest: number 2 is.
    with pytest.raises(BlockedError, match="G106"):
        place.do("number", later, number=1)
    (entry,) = place.do("number", later, number=1, override="Đã giữ số từ 23/11").entries
    assert (entry.number.number, entry.number.day) == (1, day("2026-11-25"))
    assert [each[1:] for each in book(place)] == [
        (1, "2026-11-25", "taken"),
        (2, "2026-11-25", "taken"),
    ]
    assert place.audit().findings == ()


def test_a_kept_number_of_today_is_used_without_a_word(office, clock):
    place = office()
    clock.set("2026-11-25")
    kept(place, "2026-11-30", 3)
    assert numbered(place, notice(place, "a"), clock, "2026-11-25") == (4, "2026-11-25")
    assert numbered(place, notice(place, "b"), clock, "2026-11-25", number=2)[0] == 2
    with pytest.raises(ConflictError, match="không phải số giữ"):
        numbered(place, notice(place, "c"), clock, "2026-11-25", number=2)
    with pytest.raises(ConflictError, match="chưa được cấp"):
        place.do("number", Selection(place.home / "c" / "conclusion.yaml"), number=9)


def test_a_reservation_that_is_over_is_refused_and_its_line_stays(office, clock):
    place = office()
    clock.set("2026-11-25")
    kept(place, "2026-11-26")
    with pytest.raises(ConflictError, match="hết hạn ngày 26/11/2026"):
        numbered(place, notice(place, "a"), clock, "2026-11-27", number=1)
    (entry,) = place.do("number", Selection(place.home / "a" / "conclusion.yaml")).entries
    assert entry.number.number == 2
    assert [each[3] for each in book(place)] == ["reserved", "taken"]


def test_a_reservation_of_the_old_year_is_dated_in_the_old_year(office, clock):
    place = office()
    clock.set("2026-12-30")
    kept(place, "2027-01-05")
    chosen = notice(place, "a")
    clock.set("2027-01-04")
    place.walk(chosen, "sign")
    said = {"number": 1, "override": "Số giữ của năm cũ"}
    (entry,) = place.do("number", chosen, **said).entries
    assert (entry.number.year, entry.number.day) == (2026, day("2026-12-31"))
    assert numbered(place, notice(place, "b"), clock, "2027-01-04") == (1, "2027-01-04")
    assert place.audit().findings == ()


def test_a_number_that_is_given_up_stays_in_the_book(office, clock):
    place = office()
    clock.set("2026-11-25")
    kept(place, "2026-11-30")
    line = release(place.desk("thu"), "TB", 1, "Không họp nữa")
    assert line.status == "lapsed"
    with pytest.raises(ConflictError, match="không phải số giữ"):
        release(place.desk("thu"), "TB", 1, "lần nữa")
    assert numbered(place, notice(place, "a"), clock, "2026-11-25")[0] == 2
    assert place.audit().findings == ()


def test_whoever_keeps_a_number_says_why_until_when_and_is_a_clerk(office, clock):
    place = office()
    clock.set("2026-11-25")
    with pytest.raises(InvalidInputError, match="lý do"):
        reserve(place.desk("thu"), ReserveRequest("TB", " ", day("2026-11-30")))
    with pytest.raises(InvalidInputError, match="đã qua"):
        kept(place, "2026-11-24")
    with pytest.raises(InvalidInputError, match="XX"):
        kept(place, "2026-11-30", kind="XX")
    with pytest.raises(ConflictError, match="van-thu"):
        reserve(place.desk("soan"), ReserveRequest("TB", "vì", day("2026-11-30")))
    assert place.lines() == ()


def test_numbers_of_another_system_are_doubled_nowhere_and_follow_their_dates(office, clock):
    place = office(kind=ENTERED)
    clock.set("2026-11-25")
    first, second, third = (notice(place, name) for name in "abc")
    for each in (first, second, third):
        place.walk(each, "sign")
    clock.set("2026-12-02")
    place.do("number", first, number=125, day=day("2026-11-26"))
    with pytest.raises(ConflictError, match="Số 125 năm 2026"):
        place.do("number", second, number=125, day=day("2026-11-27"))
    with pytest.raises(BlockedError, match="G107"):
        place.do("number", second, number=130, day=day("2026-11-25"))
    with pytest.raises(BlockedError, match="G107"):
        place.do("number", second, number=120, day=day("2026-11-27"))
    place.do("number", second, number=130, day=day("2026-11-26"))
    # The same number of another year is another number.
    clock.set("2027-01-04")
    place.do("number", third, number=125, day=day("2027-01-04"))
    assert [each[:2] for each in book(place)] == [(2026, 125), (2026, 130), (2027, 125)]
    assert not [each for each in place.audit().findings if each.code == "G322"], "gaps are theirs"


def test_another_system_that_gave_no_number_is_asked_for_one(office, clock):
    place = office(kind=ENTERED)
    clock.set("2026-11-25")
    chosen = notice(place, "a")
    place.walk(chosen, "sign")
    with pytest.raises(InvalidInputError, match="--number"):
        place.do("number", chosen)
    with pytest.raises(ConflictError, match="external"):
        kept(place, "2026-11-30")


def test_the_number_that_stands_in_the_conclusion_is_taken(office, clock):
    place = office(kind=ENTERED)
    clock.set("2026-11-25")
    chosen = notice(place, "a")
    place.edit("number:\n", "number: 125\n", chosen.path)
    place.edit("issued:\n", "issued: 2026-11-25\n", chosen.path)
    place.walk(chosen, "sign")
    (entry,) = place.do("number", chosen).entries
    assert (entry.number.number, entry.number.day) == (125, day("2026-11-25"))


def test_numbers_that_an_office_counts_in_another_series_are_not_doubled(office, clock):
    place = office()
    assert numbered(place, notice(place, "a"), clock, "2026-11-25") == (1, "2026-11-25")
    agency = place.home / "agency.yaml"
    text = agency.read_text("utf-8")
    agency.write_text(text.replace("{own: theo-loai}", "{own: chung}"), "utf-8")
    place.desks.clear()
    chosen = notice(place, "b")
    place.walk(chosen, "sign")
    with pytest.raises(ConflictError, match="register start"):
        place.do("number", chosen)
    start(place.desk("thu"), "TB", 2)
    (entry,) = place.do("number", chosen).entries
    assert entry.number.number == 2
