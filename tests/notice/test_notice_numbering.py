"""Markers and ids of items, as the contract says them."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.notice.numbering import (
    ALPHABET,
    Label,
    Raw,
    annex_prefix,
    implied,
    label,
    letter,
    roman,
    row_path,
    starts_a_series,
    table_path,
)


def flat(labels: tuple[Label, ...]) -> list[tuple[str, str, int]]:
    return [
        each
        for item in labels
        for each in ((item.path, item.marker, item.depth), *flat(item.items))
    ]


def markers(labels: tuple[Label, ...]) -> list[str]:
    return [marker for _, marker, _ in flat(labels)]


def raws(*markers: str | None) -> list[Raw]:
    return [Raw(marker) for marker in markers]


NONE3 = (Raw(), Raw(), Raw())


def test_each_depth_has_its_series_and_each_parent_restarts() -> None:
    items = [Raw(None, NONE3[:2]), Raw(None, (Raw(None, NONE3[:1]),))]
    assert flat(label(items, ["1.", "a)", "-"])) == [
        ("1", "1.", 0),
        ("1.1", "a)", 1),
        ("1.2", "b)", 1),
        ("2", "2.", 0),
        ("2.1", "a)", 1),
        ("2.1.1", "-", 2),
    ]


def test_letters_follow_the_vietnamese_alphabet() -> None:
    got = markers(label([Raw()] * 25, ["a)"]))
    assert got[:8] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"]
    assert got[21:] == ["x)", "y)", "aa)", "ab)"]


def test_the_alphabet_lacks_the_letters_that_vietnamese_lacks() -> None:
    assert set("fjwz").isdisjoint(ALPHABET)
    assert ALPHABET == "abcdđeghiklmnopqrstuvxy"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("I.", ["I.", "II.", "III.", "IV."]),
        ("A.", ["A.", "B.", "C.", "D."]),
        ("i)", ["i)", "ii)", "iii)", "iv)"]),
        ("01.", ["01.", "02.", "03.", "04."]),
        ("Điều 1.", ["Điều 1.", "Điều 2.", "Điều 3.", "Điều 4."]),
        ("(1)", ["(1)", "(2)", "(3)", "(4)"]),
        ("+", ["+", "+", "+", "+"]),
        ("•", ["•", "•", "•", "•"]),
    ],
)
def test_a_series_goes_on_from_its_first_marker(first: str, expected: list[str]) -> None:
    assert markers(label([Raw()] * 4, [first])) == expected


def test_composed_markers_repeat_the_numbers_above() -> None:
    items = [Raw(), Raw(None, (Raw(), Raw(None, NONE3[:2])))]
    assert markers(label(items, ["I.", "1.1.", "1.1.1."])) == [
        "I.", "II.", "2.1.", "2.2.", "2.2.1.", "2.2.2.",
    ]  # fmt: skip


def test_composed_markers_repeat_the_printed_number_not_the_position() -> None:
    items = [Raw(), Raw("5.", (Raw(), Raw()))]
    assert markers(label(items, ["1.", "1.1."])) == ["1.", "5.", "5.1.", "5.2."]


def test_composed_markers_at_the_top_print_what_there_is() -> None:
    assert markers(label(raws(None, None), ["1.1."])) == ["1.", "2."]


def test_an_explicit_marker_of_the_series_moves_the_counter() -> None:
    items = raws(None, "5.", None, "7.", None)
    assert markers(label(items, ["1."])) == ["1.", "5.", "6.", "7.", "8."]


@pytest.mark.parametrize(
    ("first", "written", "following"),
    [("a)", "đ)", "e)"), ("I.", "IX.", "X."), ("A.", "Đ.", "E."), ("i)", "iv)", "v)")],
)
def test_letters_and_roman_numbers_move_the_counter_too(
    first: str, written: str, following: str
) -> None:
    assert markers(label(raws(written, None), [first])) == [written, following]


def test_an_explicit_composed_marker_moves_the_counter_below_its_parent_only() -> None:
    items = [Raw(), Raw(None, tuple(raws("2.5.", None, "3.1.", None)))]
    assert markers(label(items, ["1.", "1.1."]))[2:] == ["2.5.", "2.6.", "3.1.", "2.7."]


@pytest.mark.parametrize("foreign", ["*", "5)", "a.", "0.", "5 .", "VI.", "1234567."])
def test_a_foreign_marker_is_printed_as_it_is_and_moves_nothing(foreign: str) -> None:
    assert markers(label(raws(None, foreign, None), ["1."])) == ["1.", foreign, "2."]


@pytest.mark.parametrize("foreign", ["f)", "w)", "1)", "aaa)"])
def test_a_foreign_letter_moves_nothing(foreign: str) -> None:
    assert markers(label(raws(None, foreign, None), ["a)"])) == ["a)", foreign, "b)"]


@pytest.mark.parametrize("foreign", ["IIII.", "VX.", "i."])
def test_what_is_no_roman_number_moves_nothing(foreign: str) -> None:
    assert markers(label(raws(None, foreign, None), ["I."])) == ["I.", foreign, "II."]


def test_an_empty_marker_takes_no_number_and_no_depth() -> None:
    items = [Raw(), Raw("", (Raw(), Raw(""))), Raw(), Raw("")]
    assert flat(label(items, ["1.", "a)"])) == [
        ("1", "1.", 0),
        ("/1", "", 0),
        ("/1.1", "1.", 0),
        ("/1/1", "", 0),
        ("2", "2.", 0),
        ("/2", "", 0),
    ]


def test_unmarked_children_are_counted_under_their_parent() -> None:
    items = [Raw(None, (Raw(""), Raw(), Raw(""))), Raw(None, (Raw(""),))]
    assert [path for path, _, _ in flat(label(items, ["1.", "-"]))] == [
        "1", "1/1", "1.1", "1/2", "2", "2/1",
    ]  # fmt: skip


def test_ids_are_positions_that_a_jump_of_markers_does_not_move() -> None:
    assert [path for path, _, _ in flat(label(raws(None, "7.", "*"), ["1."]))] == ["1", "2", "3"]


def test_in_an_annex_all_ids_begin_with_its_number() -> None:
    items = [Raw(None, NONE3[:1]), Raw("")]
    assert [path for path, _, _ in flat(label(items, ["1.", "-"], annex_prefix(2)))] == [
        "pl2:1", "pl2:1.1", "pl2:/1",
    ]  # fmt: skip


def test_rows_are_numbered_below_their_item_or_table() -> None:
    assert row_path("7.3", 2) == "7.3/r2"
    assert row_path(table_path("", 1), 2) == "/t1/r2"
    assert row_path(table_path(annex_prefix(1), 1), 2) == "pl1:/t1/r2"


def test_a_depth_beyond_the_numbering_lacks_its_marker() -> None:
    (top,) = label([Raw(None, (Raw(), Raw("+"), Raw("")))], ["1."])
    assert [each.lacking for each in top.items] == [True, False, False]
    assert [each.marker for each in top.items] == ["", "+", ""]


def test_children_of_a_foreign_marker_are_one_deeper() -> None:
    assert flat(label([Raw("*", NONE3[:1])], ["1.", "a)"])) == [("1", "*", 0), ("1.1", "a)", 1)]


@pytest.mark.parametrize("marker", ["1.", "a)", "I.", "-", "+", "1.1.", "Điều 1.", "*", "Phần A"])
def test_first_numbers_and_signs_start_a_series(marker: str) -> None:
    assert starts_a_series(marker)


@pytest.mark.parametrize("marker", ["2.", "b)", "II.", "", " ", "10.", "B.", "0."])
def test_what_is_no_first_number_starts_none(marker: str) -> None:
    assert not starts_a_series(marker)


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 90, 400, 1999)] == [
        "I", "IV", "IX", "XIV", "XL", "XC", "CD", "MCMXCIX",
    ]  # fmt: skip


@given(st.integers(1, 2000))
def test_numbers_of_every_series_read_back(number: int) -> None:
    for first, written in (("1.", f"{number}."), ("I.", f"{roman(number)}.")):
        assert markers(label(raws(written, None), [first]))[1] != first
    if number < 500:
        got = markers(label(raws(f"{letter(number)})", None), ["a)"]))
        assert got[1] == f"{letter(number + 1)})"


def trees() -> Any:
    return st.recursive(
        st.builds(Raw, st.sampled_from([None, None, "", "5.", "*", "c)"])),
        lambda inner: st.builds(
            Raw, st.sampled_from([None, "", "2.", "-"]), st.lists(inner, max_size=4).map(tuple)
        ),
        max_leaves=20,
    )


@given(st.lists(trees(), max_size=5), st.lists(st.sampled_from(["1.", "a)", "-", "1.1."])))
def test_ids_are_unique_and_the_tree_keeps_its_form(items: list[Raw], numbering: list[str]) -> None:
    def shape(of: Any) -> Any:
        return [shape(each.items) for each in of]

    labels = label(items, numbering)
    paths = [path for path, _, _ in flat(labels)]
    assert len(set(paths)) == len(paths)
    assert shape(labels) == shape(items)


@given(st.integers(1, 40))
def test_counting_needs_no_memory_of_markers(size: int) -> None:
    expected = [f"{number}." for number, _ in zip(count(1), range(size), strict=False)]
    assert markers(label([Raw()] * size, ["1."])) == expected


marked = st.recursive(
    st.builds(
        Raw, st.sampled_from(["", "1.", "2.", "3.", "a)", "b)", "đ)", "-", "+", "1.1.", "*"])
    ),
    lambda inner: st.builds(
        Raw, st.sampled_from(["", "1.", "2.", "5.", "a)", "c)", "-"]), st.lists(inner).map(tuple)
    ),
    max_leaves=12,
)


def printed(labels: tuple[Label, ...]) -> list[object]:
    return [(each.marker, printed(each.items)) for each in labels]


def written(items: tuple[Raw, ...]) -> list[object]:
    return [(each.marker, written(each.items)) for each in items]


@given(st.lists(marked, max_size=6).map(tuple))
def test_markers_that_go_without_saying_are_printed_all_the_same(items: tuple[Raw, ...]) -> None:
    numbering = ("1.", "a)", "-")

    assert printed(label(implied(items, numbering), numbering)) == written(items)


def test_only_what_leaves_the_series_is_written() -> None:
    items = tuple(Raw(marker) for marker in ("1.", "2.", "5.", "6.", "", "7.", "6."))

    kept = [each.marker for each in implied(items, ("1.",))]

    assert kept == [None, None, "5.", None, "", None, "6."]
