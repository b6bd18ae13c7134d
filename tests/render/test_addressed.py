"""To whom each order goes, worked out a second time, agrees with the letters."""

from dataclasses import replace

import pytest

from plain_notice import LUC_NAM
from soanthao.draft.load import load
from soanthao.notice import markup
from soanthao.notice.assignment import assign
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
