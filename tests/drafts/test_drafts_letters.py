"""The letters of the drafts: who receives which orders, as a reader of the notice says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drafts_expected import DRAFTS, members, rows

from soanthao.draft.load import load
from soanthao.notice.assignment import assign
from soanthao.notice.citation import places
from soanthao.notice.frames import general_sentence
from soanthao.notice.letter import Letter, letters
from soanthao.notice.notice import Notice

every_draft = pytest.mark.parametrize("name", DRAFTS)


@pytest.fixture(scope="module")
def notices() -> dict[str, Notice]:
    return {name: load(path).notice for name, path in DRAFTS.items()}


def carried(letter: Letter, kind: str) -> str:
    """Return the orders of one block as the expectation writes them: ``2 2#1``."""
    block = letter.block(kind)  # type: ignore[arg-type]
    pairs = block.pairs if block else ()
    return " ".join(
        dict.fromkeys(
            pair.item if pair.part is None else f"{pair.item}#{pair.part}" for pair in pairs
        )
    )


@every_draft
def test_every_letter_carries_what_was_read_for_it(notices: dict[str, Notice], name: str):
    notice = notices[name]
    found = {
        letter.id: {kind: carried(letter, kind) for kind in ("does", "joins", "told")}
        for letter in letters(notice, assign(notice))
    }
    assert found == {
        row["letter"]: {kind: row[kind] for kind in ("does", "joins", "told")}
        for row in rows(f"{name}-letters.tsv")
    }


@every_draft
def test_every_letter_reaches_those_for_whom_it_was_read(notices: dict[str, Notice], name: str):
    notice = notices[name]
    skipped = set(notice.letters.skip)
    found = {
        letter.id: sorted(unit.id for unit in letter.units)
        for letter in letters(notice, assign(notice))
    }
    assert found == {
        row["letter"]: sorted(
            {unit for id in row["addressees"].split() for unit in members(name, id)} - skipped
        )
        for row in rows(f"{name}-letters.tsv")
    }


def test_with_one_letter_a_unit_nobody_who_is_only_told_gets_one(notices: dict[str, Notice]):
    notice = notices["an-binh"]
    single = replace(notice, letters=replace(notice.letters, per="unit"))
    expected = {
        unit
        for row in rows("an-binh-pairs.tsv")
        if row["general"] == "no" and row["role"] != "copy"
        for unit in members("an-binh", row["unit"])
    } - {"van-phong"}
    found = [letter.id for letter in letters(single, assign(single))]
    assert sorted(found) == sorted(expected)
    assert len(found) == 32


def test_who_coordinates_and_who_is_told_is_named_beside_the_lead(notices: dict[str, Notice]):
    notice = notices["an-binh"]
    found = {letter.id: letter for letter in letters(notice, assign(notice))}
    assert found["so-tai-chinh"].coordinating == ("Kho bạc Nhà nước Khu vực VI",)
    assert found["thue-tinh"].coordinating == ("Sở Tài chính", "Công an tỉnh")
    told = [name for name, _ in found["so-nnmt"].informed]
    assert told == ["UBND xã Hòa Thắng"]


def test_items_of_an_annex_are_never_counted_among_those_of_the_notice(notices: dict[str, Notice]):
    notice = notices["an-binh"]
    found = {letter.id: letter for letter in letters(notice, assign(notice))}
    assert general_sentence(notice, found["xa-minh-son"], places(notice)) == (
        "Các nhiệm vụ giao chung thực hiện theo điểm c mục II.1, các mục III.1, III.3, các mục "
        "I.1, I.2 Phụ lục II và các nội dung giao UBND các xã, phường, đặc khu tại điểm a "
        "mục II.3 Thông báo."
    )
