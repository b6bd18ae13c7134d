"""What of ``letters`` cannot print as it is meant: numbers that no letter bears, a long V/v."""

from __future__ import annotations

from dataclasses import replace

from soanthao.draft.faults import Faults, hint
from soanthao.draft.nodes import Fields, Node
from soanthao.language.nearest import nearest
from soanthao.notice.assignment import assign
from soanthao.notice.letter import letters
from soanthao.notice.notice import Notice
from soanthao.notice.number import PartialDate
from soanthao.notice.subject import MOST_SUBJECT_LINES, subject_lines
from soanthao.standard import wording


def check_letters(notice: Notice, written: Node, faults: Faults) -> None:
    """Warn of what is written at *written* (``letters``) and will be lost or sent back."""
    if isinstance(written, Fields):
        _check_numbers(notice, written.at("numbers"), faults)
        _check_subject(notice, written.at("subject"), faults)
        _check_previews(notice, written, faults)


def _check_previews(notice: Notice, written: Fields, faults: Faults) -> None:
    """Warn of numbers and a day that previews do not print: a draft bears neither."""
    options = notice.letters
    if notice.is_final or options.form != "cong-van":
        return
    is_dated = isinstance(options.issued, PartialDate) and options.issued.complete is not None
    for key, is_lost in (("numbers", bool(options.numbers)), ("issued", is_dated)):
        if is_lost:
            faults.warn("Y539", written.key(key), key=key)


def _check_subject(notice: Notice, subject: Node, faults: Faults) -> None:
    if notice.letters.subject and notice.letters.form == "cong-van":
        lines = subject_lines(wording.letter_subject(notice.letters.subject))
        if lines > MOST_SUBJECT_LINES:
            faults.warn("Y538", subject, lines=lines, most=MOST_SUBJECT_LINES)


def _check_numbers(notice: Notice, numbers: Node, faults: Faults) -> None:
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
