"""The drafts of the project are read without a word and order what a reader finds in them.

The expectations beside this file were written by hand from the texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import get_args

import pytest
from drafts_expected import DRAFTS, ROOT, members, rows

from soanthao.draft.load import Draft, load
from soanthao.notice.assignment import assign, expand
from soanthao.notice.deadline import Deadline
from soanthao.notice.deadline_words import in_words
from soanthao.notice.item import Follow, Table
from soanthao.notice.notice import Notice
from soanthao.notice.person import Part

every_draft = pytest.mark.parametrize("name", DRAFTS)


@pytest.fixture(scope="module")
def drafts() -> dict[str, Draft]:
    return {name: load(path) for name, path in DRAFTS.items()}


@every_draft
def test_a_draft_is_read_without_a_word(drafts: dict[str, Draft], name: str):
    assert drafts[name].warnings == ()


@every_draft
def test_a_draft_orders_what_was_read_in_it(drafts: dict[str, Draft], name: str):
    expected = [
        (
            row["item"],
            int(row["part"]) if row["part"] else None,
            unit,
            row["role"],
            row["general"] == "yes",
        )
        for row in rows(f"{name}-pairs.tsv")
        for unit in members(name, row["unit"])
    ]
    found = [
        (pair.item, pair.part, pair.unit, pair.role.value, pair.general)
        for pair in assign(drafts[name].notice).pairs
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


@every_draft
def test_the_groups_are_those_of_the_day(drafts: dict[str, Draft], name: str):
    notice = drafts[name].notice
    for row in rows(f"{name}-groups.tsv"):
        today = expand(notice.agency.directory, [row["group"]], notice.validity_day)
        assert sorted(today) == sorted(members(name, row["group"]))


def follows(notice: Notice) -> Iterator[tuple[str, str, Follow]]:
    """Yield item, part and what is known of every order, rows of tables included."""
    tables = [each for each in notice.elements() if isinstance(each, Table)]
    for item in notice.items():
        yield item.id, "", item.follow
        for index, part in enumerate(item.parts):
            yield item.id, str(index), part.follow
        tables += [item.table] if item.table else []
    for table in tables:
        yield from ((row.id, "", row.follow) for row in table.rows)


@every_draft
def test_every_deadline_says_what_its_text_says(drafts: dict[str, Draft], name: str):
    found = {
        (item, part, "; ".join(map(in_words, follow.due)))
        for item, part, follow in follows(drafts[name].notice)
        if follow.due
    }
    assert found == {(row["item"], row["part"], row["due"]) for row in rows(f"{name}-due.tsv")}


def test_the_province_shows_every_kind_of_deadline(drafts: dict[str, Draft]):
    kinds = {type(due) for _, _, follow in follows(drafts["an-binh"].notice) for due in follow.due}
    assert kinds == set(get_args(Deadline))


def test_the_province_shows_every_part_of_a_body(drafts: dict[str, Draft]):
    notice = drafts["an-binh"].notice
    items = {item.id: item for item in notice.items()}
    assert [items[id].marker for id in ("2", "2.1", "2.1.2")] == ["II.", "1.", "b)"]
    assert items["2/1"].marker == ""
    assert [len(items[id].text.footnotes) for id in ("2.1.1", "2.2.2", "pl2:1.1.1")] == [1, 1, 1]
    (first, _) = items["2.1.1"].parts
    quoted = items["2.1.1"].text.slice(*first.spans[0])
    assert len(quoted.footnotes) == 1
    assert [row.is_order for row in items["2.1.2"].table.rows] == [True] * 3
    assert [isinstance(each, Table) for each in notice.body].count(True) == 1
    assert len(notice.annexes) == len(notice.recipients) == 2


def test_the_province_signs_on_three_lines_and_shows_its_address(drafts: dict[str, Draft]):
    notice = drafts["an-binh"].notice
    signed = ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert notice.signature.lines == signed
    assert len(notice.letterhead.address) == 2
    assert notice.agency.issuers["van-phong"].parent == ("ỦY BAN NHÂN DÂN TỈNH AN BÌNH",)


def test_the_commune_may_be_copied_and_numbers_every_copy(drafts: dict[str, Draft]):
    notice = drafts["xa-minh-son"].notice
    assert notice.is_final
    assert notice.letters.form == "trich-sao"
    assert list(notice.letters.numbers) == [
        row["letter"] for row in rows("xa-minh-son-letters.tsv")
    ]


@every_draft
def test_the_files_are_composed_unicode_without_hidden_characters(name: str):
    for path in (DRAFTS[name], DRAFTS[name].parents[1] / "agency.yaml"):
        text = path.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text)
        assert {char for char in text if not char.isprintable()} == {"\n"}


@pytest.mark.parametrize("name", ["luc-nam/2020-05", "an-binh/2026-10", "xa-minh-son/2026-11"])
def test_every_part_of_the_workflow_has_somebody_and_the_signatory_may_sign(name: str):
    notice = load(ROOT / "drafts" / name / "conclusion.yaml").notice
    people = notice.agency.people.values()
    assert {part for person in people for part in person.parts} == set(Part)
    assert notice.signature.name in {each.name for each in people if each.holds(Part.SIGNATORY)}
