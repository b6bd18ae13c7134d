"""To whom each order goes, worked out a second time, agrees with the letters."""

from dataclasses import replace

import pytest

from plain_notice import LUC_NAM
from soanthao.draft.load import load
from soanthao.notice import markup
from soanthao.notice.assignment import Role, assign
from soanthao.notice.item import Item, Roles
from soanthao.notice.letter import letters
from soanthao.notice.notice import LetterOptions
from soanthao.notice.unit import Directory, Group, Unit
from soanthao.render.addressed import Addressed
from soanthao.render.proof import Proof

UNITS = (
    Unit("xa-1", "UBND xã Một"),
    Unit("xa-2", "UBND xã Hai"),
    Unit("thue", "Thuế cơ sở", verb="đề nghị"),
)
WIDE = Group("bien", "các đơn vị biên chế", members=("xa-1", "xa-2", "thue"))
ASKED = Group("nganh", "các cơ quan ngành dọc", members=("thue",))


@pytest.mark.parametrize("named", [("bien", "nganh"), ("nganh", "bien"), ("bien",), ("nganh",)])
def test_a_group_with_the_verb_of_the_unit_speaks_for_it_in_the_proof_as_in_the_letters(named):
    notice = load(LUC_NAM).notice
    notice = replace(
        notice,
        agency=replace(notice.agency, directory=Directory(UNITS, (WIDE, ASKED))),
        body=(Item("1", markup.parse("Việc."), "1.", roles=Roles(to=named)),),
        letters=LetterOptions(per="audience"),
    )
    assignment = assign(notice)
    made = letters(notice, assignment)
    asked = {letter.id for letter in made if UNITS[2] in letter.units}
    assert asked == ({"nganh"} if "nganh" in named else {"thue"})
    addressed = Addressed(notice, assignment)
    assert addressed.complete(made) == Proof()
    assert all(addressed.carried(letter) == letter.pairs for letter in made)


# Letters that were made wrongly


@pytest.fixture(scope="module", params=["unit", "audience"])
def made(request):
    """The Lục Nam notice's letters, and what must be true of them as a whole."""
    notice = load(LUC_NAM).notice
    notice = replace(notice, letters=replace(notice.letters, per=request.param))
    assignment = assign(notice)
    return letters(notice, assignment), Addressed(notice, assignment)


def found(flaws) -> set[tuple[str, int | None, str]]:
    return {(flaw.item, flaw.part, flaw.unit) for flaw in flaws}


def at(made, id_: str) -> int:
    return next(at for at, letter in enumerate(made) if letter.id == id_)


def duties(letter) -> set[tuple[str, int | None, str]]:
    return {(p.item, p.part, p.unit) for p in letter.pairs if p.role is not Role.COPY}


def test_the_letters_as_they_are_made_are_complete(made):
    every, addressed = made
    assert addressed.complete(every) == Proof()


def test_every_letter_that_is_left_out_is_missed_with_all_that_it_brings(made):
    every, addressed = made
    for index, letter in enumerate(every):
        proof = addressed.complete((*every[:index], *every[index + 1 :]))
        assert duties(letter) <= found(proof.missing)
        assert {flaw.unit for flaw in proof.missing} <= {unit.id for unit in letter.units} | {
            pair.unit for _, pairs in letter.informed for pair in pairs
        }
        assert proof.extra == ()


def test_a_block_that_a_letter_lost_is_missed(made):
    every, addressed = made
    index = at(every, "phong-tckh")
    first, *rest = every[index].blocks
    short = replace(every[index], blocks=tuple(rest))
    proof = addressed.complete((*every[:index], short, *every[index + 1 :]))
    assert found(proof.missing) == {(p.item, p.part, p.unit) for p in first.pairs}


def test_an_order_of_another_unit_in_a_letter_is_too_much_for_each_of_its_readers(made):
    every, addressed = made
    index, other = at(every, "xa-chu-dien"), every[at(every, "bqlda")]
    mixed = replace(every[index], blocks=(*every[index].blocks, *other.blocks))
    extra = addressed.complete((*every[:index], mixed, *every[index + 1 :])).extra
    alien = {(pair.item, pair.part) for pair in other.pairs}
    assert {(flaw.item, flaw.part) for flaw in extra} == alien
    assert "xa-chu-dien" in {flaw.unit for flaw in extra}


def test_a_letter_that_was_made_twice_is_too_much(made):
    every, addressed = made
    proof = addressed.complete((*every, every[at(every, "xa-chu-dien")]))
    assert found(proof.extra) == {
        (pair.item, pair.part, pair.unit) for pair in every[at(every, "xa-chu-dien")].pairs
    }
    assert proof.missing == ()


def test_who_is_to_know_and_named_by_nobody_is_missed(made):
    every, addressed = made
    forgetful = tuple(replace(letter, informed=()) for letter in every)
    told = {p.unit for letter in every for _, pairs in letter.informed for p in pairs}
    missing = addressed.complete(forgetful).missing
    assert {flaw.unit for flaw in missing} == told
    assert all("để biết" in flaw.detail for flaw in missing)
