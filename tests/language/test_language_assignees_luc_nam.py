"""Lục Nam's own items against the roles that were entered by hand: what differs is in doubt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from soanthao.draft.load import load
from soanthao.language.assignees import Lexicon, Mention, Reading, read_orders
from soanthao.notice.item import Item, Roles

DRAFT = Path(__file__).parents[2] / "drafts" / "luc-nam" / "2020-05" / "conclusion.yaml"
NOTICE = load(DRAFT).notice
LEXICON = Lexicon.of(NOTICE.agency.directory, date(2020, 5, 31))
CHAIR = "Chủ tịch UBND huyện"
ITEMS = {item.id: item for each in NOTICE.body if isinstance(each, Item) for item in each.walk()}
SPECIFIC = [id for id in ITEMS if id.startswith("7.")]
IMPLIED = {
    ("7.3", "guided", "xa-thi-tran"),
    ("7.5", "copy", "xa-luc-son"),
    ("7.5", "copy", "xa-chu-dien"),
    ("7.5", "copy", "xa-bac-lung"),
    ("7.7", "copy", "xa-bao-dai"),
}
"""What a clerk entered though the words do not say it: the program may only doubt."""


def read(item: Item) -> Reading:
    return read_orders(item.text.plain, LEXICON, chair=CHAIR)


def ids(mentions: tuple[Mention, ...]) -> set[str]:
    return {id for mention in mentions for id in mention.ids}


def by_hand(item: Item) -> set[tuple[str, str]]:
    every = [item.roles, *(part.roles for part in item.parts)]
    return {pair for roles in every for pair in _pairs(roles)}


def _pairs(roles: Roles) -> set[tuple[str, str]]:
    named = (("to", roles.to), ("with", roles.with_), ("guided", roles.guided))
    return {(role, id) for role, listed in (*named, ("copy", roles.copy)) for id in listed}


def by_program(found: Reading) -> set[tuple[str, str]]:
    pairs = set()
    for each in (found, *found.parts):
        named = (("to", each.to), ("with", each.with_), ("guided", each.guided))
        for role, mentions in (*named, ("copy", each.copy)):
            pairs |= {(role, id) for id in ids(mentions)}
    return pairs


@pytest.mark.parametrize("id", SPECIFIC)
def test_what_is_ordered_to_a_unit_is_read_as_by_hand(id: str) -> None:
    found = read(ITEMS[id])
    missing = by_hand(ITEMS[id]) - by_program(found)
    assert not by_program(found) - by_hand(ITEMS[id])
    assert all((id, role, unit) in IMPLIED for role, unit in missing)


@pytest.mark.parametrize("id", SPECIFIC)
def test_where_it_differs_a_doubt_stands(id: str) -> None:
    found = read(ITEMS[id])
    if by_hand(ITEMS[id]) != by_program(found):
        assert found.doubts


@pytest.mark.parametrize("id", SPECIFIC)
def test_a_part_quotes_what_was_quoted_by_hand(id: str) -> None:
    item = ITEMS[id]
    text = item.text.plain
    mine = {
        " (...) ".join(text[low:high] for low, high in part.spans)
        for part in item.parts
        if _pairs(part.roles)
    }
    for part in read(item).parts:
        assert " (...) ".join(text[low:high] for low, high in part.spans) in mine


@pytest.mark.parametrize("id", [id for id in ITEMS if not id.startswith("7")])
def test_an_order_that_names_nobody_is_left_to_what_stands_above(id: str) -> None:
    found = read(ITEMS[id])
    assert (found.kind, found.subject, found.doubts) == ("order", "none", ())


def test_the_headline_of_the_seventh_item_only_introduces() -> None:
    assert read(ITEMS["7"]).kind == "lead"


def test_what_introduces_the_orders_names_everybody() -> None:
    text = next(
        each.plain
        for each in NOTICE.body
        if not isinstance(each, Item) and each.plain.startswith("Để triển khai")
    )
    found = read_orders(text, LEXICON, chair=CHAIR)
    assert (found.kind, ids(found.to)) == ("lead", {"toan-huyen"})


def test_the_open_words_of_an_item_are_kept() -> None:
    assert read(ITEMS["7.1"]).open == ("các cơ quan, đơn vị theo chức năng, nhiệm vụ của ngành",)
