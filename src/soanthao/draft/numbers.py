"""Numbers of letters (``letters.numbers``) that no letter bears: said, since they would be lost."""

from __future__ import annotations

from dataclasses import replace

from soanthao.draft.faults import Faults, hint
from soanthao.draft.nodes import Fields, Node
from soanthao.language.nearest import nearest
from soanthao.notice.assignment import assign
from soanthao.notice.letter import letters
from soanthao.notice.notice import Notice


def check_numbers(notice: Notice, numbers: Node, faults: Faults) -> None:
    """Warn of every number at *numbers* that no letter of *notice* bears.

    A letter that ``only`` and ``skip`` leave out of this run keeps its number.
    """
    if not notice.letters.numbers or not isinstance(numbers, Fields):
        return
    every = replace(notice, letters=replace(notice.letters, only=(), skip=()))
    borne = {
        letter.id: {unit.id for unit in letter.units} for letter in letters(every, assign(every))
    }
    for id, number in notice.letters.numbers.items():
        if id in borne:
            continue
        shared = next((each for each, units in borne.items() if id in units), None)
        near = hint(shared or nearest(id, borne), tuple(borne))
        faults.warn("Y537", numbers.key(id), id=id, number=number, hint=near)
