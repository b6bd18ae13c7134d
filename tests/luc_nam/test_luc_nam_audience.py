"""The Lục Nam notice with ``per: audience``: 13 letters as a leader would sign them, by word.

The notice is taken as issued (125/TB-UBND, 28/5/2020). The expected letters were written by hand
before the program that writes them.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from plain_notice import EXPECTED, LUC_NAM, expected_lines
from soanthao.draft.load import load
from soanthao.notice.assignment import Role, assign
from soanthao.notice.document import Document, Paragraph
from soanthao.notice.letter import Letter, letters
from soanthao.notice.notice import Notice
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.render.letter_sheet import letter_sheet

BY_HAND = sorted(path.stem for path in (EXPECTED / "letters-audience").glob("*.txt"))


@pytest.fixture(scope="module")
def issued() -> Notice:
    drafted = load(LUC_NAM).notice
    return replace(
        drafted,
        number=DocumentNumber(125, "TB-UBND"),
        issued=PartialDate(2020, 5, 28),
        letters=replace(drafted.letters, per="audience"),
    )


@pytest.fixture(scope="module")
def made(issued: Notice) -> tuple[Letter, ...]:
    return letters(issued, assign(issued))


@pytest.fixture(scope="module")
def documents(issued: Notice, made: tuple[Letter, ...]) -> dict[str, Document]:
    return {letter.id: letter_sheet(issued, letter).document for letter in made}


def test_13_letters_go_out_in_the_order_of_the_directory(made: tuple[Letter, ...]):
    assert [letter.id for letter in made] == expected_lines("luc-nam-audience.txt")


def test_they_reach_33_units(made: tuple[Letter, ...]):
    assert len({unit.id for letter in made for unit in letter.units}) == 33


@pytest.mark.parametrize("letter", BY_HAND)
def test_a_letter_reads_as_a_leader_signs_it(letter: str, documents: dict[str, Document]):
    printed = [" ".join(line.split()) for line in documents[letter].stream()]
    assert printed == expected_lines(f"letters-audience/{letter}.txt")


def test_seven_letters_were_written_by_hand():
    assert len(BY_HAND) == 7


def test_the_month_of_the_session_stays_bold_in_the_letter_to_chu_dien(
    documents: dict[str, Document],
):
    texts = [block.text for block in documents["xa-chu-dien"].body if isinstance(block, Paragraph)]
    assert [run.text for text in texts for run in text.runs if run.bold] == ["6/2020"]


def test_all_pairs_with_a_duty_are_carried_once_and_three_units_are_told_by_a_line(
    issued: Notice, made: tuple[Letter, ...]
):
    specific = [pair for pair in assign(issued).pairs if not pair.general]
    carried = [pair for letter in made for pair in letter.pairs]
    told = [pair for letter in made for _, pairs in letter.informed for pair in pairs]
    assert len(carried) == len(set(carried))
    assert {pair for pair in carried if pair.role is not Role.COPY} == {
        pair for pair in specific if pair.role is not Role.COPY
    }
    assert len([pair for pair in specific if pair.role is not Role.COPY]) == 289
    assert sorted(pair.unit for pair in told) == ["xa-bac-lung", "xa-bao-dai", "xa-luc-son"]
    assert [pair.unit for pair in carried if pair.role is Role.COPY] == ["xa-chu-dien"]


def test_no_letter_carries_a_pair_of_a_unit_that_it_does_not_reach(made: tuple[Letter, ...]):
    for letter in made:
        assert {pair.unit for pair in letter.pairs} <= {unit.id for unit in letter.units}


def test_only_the_folded_order_is_read_by_a_unit_that_does_not_hold_it(
    made: tuple[Letter, ...],
):
    group = next(letter for letter in made if letter.id == "xa-thi-tran")
    orders = {(pair.item, pair.part) for pair in group.pairs}
    held = {
        unit.id: {(pair.item, pair.part) for pair in group.pairs if pair.unit == unit.id}
        for unit in group.units
    }
    assert {unit: orders - each for unit, each in held.items() if each != orders} == {
        "thi-tran-doi-ngo": {("7.4", 0)}
    }
