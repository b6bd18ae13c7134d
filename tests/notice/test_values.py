"""The small values: numbers and dates with open parts, units of a day, places of items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plain_notice import luc_nam
from soanthao.notice.citation import Place, marker_core, places
from soanthao.notice.item import Annex, Item
from soanthao.notice.markup import RichText
from soanthao.notice.number import PartialDate
from soanthao.notice.unit import ALL, Directory, Group, Unit

DAY = date(2020, 5, 28)


def test_a_date_with_a_day_and_no_month_is_none():
    with pytest.raises(ValueError, match="month"):
        PartialDate(2020, None, 28)


@pytest.mark.parametrize("parts", [(2020, 2, 30), (2020, 13), (0,)])
def test_a_date_that_the_calendar_does_not_have_is_none(parts: tuple[int, ...]):
    with pytest.raises(ValueError):  # noqa: PT011 - the calendar's own words
        PartialDate(*parts)


def test_only_a_whole_date_is_complete():
    assert PartialDate.of(DAY) == PartialDate(2020, 5, 28)
    assert PartialDate.of(DAY).complete == DAY
    assert PartialDate(2020, 5).complete is None
    assert PartialDate(2020).complete is None


def test_an_open_date_begins_on_its_first_day():
    assert PartialDate(2020, 5).first_day == date(2020, 5, 1)
    assert PartialDate(2020).first_day == date(2020, 1, 1)
    assert PartialDate.of(DAY).first_day == DAY


def test_a_unit_lives_from_its_first_to_its_last_day():
    unit = Unit("xa", "UBND xã A", valid_from=DAY, valid_until=DAY + timedelta(1))
    lives = [unit.valid_on(DAY + timedelta(n)) for n in (-1, 0, 1, 2)]
    assert lives == [False, True, True, False]


def test_kinh_gui_names_a_unit_or_group_by_its_addressee_and_else_by_its_name():
    assert Unit("xa", "UBND xã A", addressee="Ủy ban nhân dân xã A").called.startswith("Ủy ban")
    assert Unit("xa", "UBND xã A").called == "UBND xã A"
    assert Group("g", "các xã", addressee="Các xã").called == "Các xã"
    assert Group("g", "các xã").called == "các xã"


def test_a_group_has_those_it_lists_and_then_those_that_join_it():
    directory = Directory(
        (Unit("a", "A", groups=("g",)), Unit("b", "B"), Unit("c", "C", groups=("g",))),
        (Group("g", "G", members=("c", "b")),),
    )
    assert directory.members("g") == ("c", "b", "a")
    assert directory.members(ALL) == ("a", "b", "c")
    everybody = directory.group(ALL)
    assert everybody is not None
    assert everybody.general


def place(*markers: str, annex: str = "") -> Place:
    chain = tuple(Item(str(n), RichText.plainly("x"), marker) for n, marker in enumerate(markers))
    return Place(chain, annex)


@pytest.mark.parametrize(
    ("markers", "citation"),
    [
        (("7.", "-"), "mục 7"),
        (("II.", "2.", "a)"), "điểm a mục II.2"),
        (("1.", "1.2.", "đ)"), "điểm đ mục 1.2"),
        (("1.", "a)", "1."), "điểm a.1 mục 1"),
        (("a)",), "điểm a"),
        (("-", "+"), ""),
        (("", "3."), "mục 3"),
        (("A.", "1."), "mục A.1"),
        (("C.", "2.", "c)"), "điểm c mục C.2"),
        (("A.", "I.", "1."), "mục A.I.1"),
    ],
)
def test_an_item_is_cited_by_its_numbers_and_letters(markers: tuple[str, ...], citation: str):
    assert place(*markers).citation == citation


def test_an_item_of_an_annex_is_cited_with_it():
    assert place("3.", "b)", annex="Phụ lục II").citation == "điểm b mục 3 Phụ lục II"
    assert place("-", annex="Phụ lục II").citation == ""


def test_only_what_counts_itself_is_citable():
    assert place("3.", "b)").is_citable
    assert not place("3.", "-").is_citable
    assert [marker_core(marker) for marker in ("7.", "a)", "1.1.", "-", "")] == [
        "7",
        "a",
        "1.1",
        "",
        "",
    ]


def test_items_of_annexes_are_placed_in_their_annex():
    inner = Item("pl2:1.1", RichText.plainly("x"), "a)")
    listed = Item("pl2:1", RichText.plainly("x"), "1.", items=(inner,))
    annexes = (Annex("Một", (RichText.plainly("x"),)), Annex("Hai", (listed,)))
    where = places(replace(luc_nam(), body=(), annexes=annexes))
    assert {id_: place.citation for id_, place in where.items()} == {
        "pl2:1": "mục 1 Phụ lục II",
        "pl2:1.1": "điểm a mục 1 Phụ lục II",
    }
