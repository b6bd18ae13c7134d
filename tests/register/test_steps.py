"""The steps of a document are those of the decree, and no others."""

import csv
import itertools
from datetime import date
from pathlib import Path

import pytest

from soanthao.errors import ConflictError, InvalidInputError
from soanthao.notice.person import Part
from soanthao.register.entry import WITH_REASON, Entry, Number, State, Step, advance, check, way

EXPECTED = Path(__file__).parents[1] / "expected" / "register" / "steps.tsv"
MEDIA = ("giay", "dien-tu")
DAY = date.fromisoformat("2026-11-25")
NUMBER = Number("TB", 2026, 7, "TB-UBND", DAY)


def allowed():
    """From (state, signed, medium, step) to (new state, parts, whether a reason is asked for)."""
    found = {}
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for medium in MEDIA if row["medium"] == "any" else (row["medium"],):
                key = (row["state"], row["signed"] == "yes", medium, row["step"])
                assert key not in found
                found[key] = (row["to"], set(row["parts"].split(",")), row["reason"] == "yes")
    return found


ALLOWED = allowed()


def entry(state, signed, medium):
    return Entry(
        path="2026-11/conclusion.yaml",
        name="notice",
        form="notice",
        kind="TB",
        symbol="TB-UBND",
        subject="Kết luận giao ban",
        medium=medium,
        state=State(state),
        signed_on=DAY if signed else None,
        number=NUMBER if state in ("numbered", "issued", "cancelled") else None,
        approved=(("docx", "ab"),),
    )


EVERY = [
    (state.value, signed, medium, step.value)
    for state, signed, medium, step in itertools.product(State, (False, True), MEDIA, Step)
    # A state says whether there is a signature, but for a number that came first.
    if signed == (state in (State.SIGNED, State.ISSUED))
    or state in (State.NUMBERED, State.CANCELLED)
    if signed or medium == "dien-tu" or state is not State.NUMBERED
]


def test_the_table_of_the_decree_is_among_all_situations():
    assert set(ALLOWED) <= set(EVERY)
    assert len(EVERY) > 3 * len(ALLOWED)


@pytest.mark.parametrize(("state", "signed", "medium", "step"), EVERY)
def test_a_step_leads_where_the_decree_says_and_nowhere_else(state, signed, medium, step):
    before = entry(state, signed, medium)
    expected = ALLOWED.get((state, signed, medium, step))
    if expected is None:
        assert way(before, Step(step)) is None
        with pytest.raises(ConflictError, match=before.state.called):
            check(before, Step(step), tuple(Part), "lý do")
        with pytest.raises(ConflictError):
            advance(before, Step(step))
        return
    to, parts, reasoned = expected
    assert (Step(step) in WITH_REASON) == reasoned
    after = advance(before, Step(step))
    assert (after.state.value, after.version) == (to, before.version + 1)
    for part in Part:
        if part.value in parts:
            assert check(before, Step(step), (part,), "lý do").to.value == to
        else:
            with pytest.raises(ConflictError, match=Step(step).called):
                check(before, Step(step), (part,), "lý do")


@pytest.mark.parametrize("step", [Step.RETURN, Step.CANCEL])
@pytest.mark.parametrize("reason", ["", "  "])
def test_whoever_sends_back_or_cancels_says_why(step, reason):
    with pytest.raises(InvalidInputError, match="--reason"):
        check(entry("numbered", True, "giay"), step, tuple(Part), reason)


def test_what_comes_back_forgets_what_was_built_on_it_and_keeps_its_identity():
    before = entry("numbered", True, "giay")
    after = advance(before, Step.RETURN)
    assert (after.approved, after.signed_on, after.number) == ((), None, None)
    assert (after.path, after.name, after.subject) == (before.path, before.name, before.subject)


def test_a_paper_that_is_not_signed_says_that_it_waits_for_the_signature():
    with pytest.raises(ConflictError, match=r"Điều 15\.2"):
        check(entry("approved", False, "giay"), Step.NUMBER, tuple(Part))


def test_whoever_lacks_the_part_learns_which_one_is_needed():
    with pytest.raises(ConflictError, match=r"văn thư \(van-thu\)"):
        check(entry("signed", True, "giay"), Step.NUMBER, (Part.DRAFTER,))
