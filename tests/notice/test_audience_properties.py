"""Over wild notices: every order reaches whom it is for, by the one letter that is for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from oracle_assignment import OraclePair
from oracle_audience import carriers, duties, members, spoken
from soanthao.notice.assignment import Pair, Role, assign
from soanthao.notice.letter import Letter, letters
from soanthao.notice.notice import Notice, Per
from soanthao.render.letter_sheet import letter_sheet
from strategies_notice import notices

PER = st.sampled_from(("unit", "audience", "audience"))


def made(notice: Notice, per: Per, **options: object) -> tuple[Letter, ...]:
    notice = replace(notice, letters=replace(notice.letters, per=per, **options))
    return letters(notice, assign(notice))


def plain(pair: Pair) -> OraclePair:
    return (pair.item, pair.part, pair.unit, str(pair.role), pair.general)


@given(per=PER, notice=notices())
@settings(max_examples=20, deadline=None)
def test_every_duty_is_carried_once_by_a_letter_that_reaches_its_unit(per: Per, notice: Notice):
    carried = [
        plain(pair)
        for letter in made(notice, per)
        for pair in letter.pairs
        if pair.role is not Role.COPY and pair.unit in {unit.id for unit in letter.units}
    ]
    assert Counter(carried) == Counter(duties(notice))


@given(per=PER, notice=notices())
@settings(max_examples=20, deadline=None)
def test_no_letter_carries_what_none_of_its_units_holds(per: Per, notice: Notice):
    for letter in made(notice, per):
        assert {pair.unit for pair in letter.pairs} <= {unit.id for unit in letter.units}
        assert len(letter.pairs) == len(set(letter.pairs))


@given(notice=notices())
@settings(max_examples=40, deadline=None)
def test_the_letter_is_the_one_that_the_conclusion_addresses(notice: Notice):
    found = {
        plain(pair): letter
        for letter in made(notice, "audience")
        for pair in letter.pairs
        if pair.role is not Role.COPY
    }
    for pair, carrier in carriers(notice).items():
        kind, _, id_ = carrier.partition(":")
        letter = found[pair]
        if kind == "group":
            assert letter.id == id_
        else:
            assert letter.group is None
            assert id_ in {unit.id for unit in letter.units}


@given(notice=notices())
@settings(max_examples=20, deadline=None)
def test_a_group_is_addressed_as_one_where_all_its_members_are_meant(notice: Notice):
    everybody = replace(notice, letters=replace(notice.letters, general="verbatim"))
    for letter in made(notice, "audience"):
        if letter.group is not None:
            verb = letter.verb
            meant = [unit for unit in members(everybody, letter.group.id) if unit.verb == verb]
            assert list(letter.units) == meant


@given(notice=notices())
@settings(max_examples=20, deadline=None)
def test_units_named_one_by_one_share_a_letter_only_if_all_of_it_is_theirs(notice: Notice):
    groups = {group.id for group in notice.agency.directory.groups} | {"all"}
    own = [each for each in made(notice, "audience") if each.id not in groups]
    said = Counter()
    for letter in own:
        for unit in letter.units:
            assert unit.verb == letter.verb
            assert {(p.item, p.part, p.role) for p in letter.pairs if p.unit == unit.id} == {
                (p.item, p.part, p.role) for p in letter.pairs
            }
            assert {(p.item, p.part) for p in letter.referred if p.unit == unit.id} == {
                (p.item, p.part) for p in letter.referred
            }
        orders = frozenset((p.item, p.part, p.role) for p in letter.pairs)
        referred = frozenset((p.item, p.part) for p in letter.referred)
        named = tuple(each.group.id for each in letter.grouped)
        said[letter.verb, orders, referred, named] += 1
    assert set(said.values()) <= {1}


@given(per=PER, notice=notices())
@settings(max_examples=20, deadline=None)
def test_who_is_only_told_is_told_once_in_its_own_letter_or_by_a_line(per: Per, notice: Notice):
    written = made(notice, per)
    inside = [plain(p) for each in written for p in each.pairs if p.role is Role.COPY]
    lines = {plain(p) for each in written for _, pairs in each.informed for p in pairs}
    told = {pair for pair in spoken(notice) if pair[3] == "copy"}
    assert set(inside) | lines <= told
    assert len(inside) == len(set(inside))
    assert not set(inside) & lines
    by_itself = {pair[2] for pair in inside}
    assert not by_itself & {pair[2] for pair in lines}


@given(per=PER, notice=notices(), data=st.data())
@settings(max_examples=20, deadline=None)
def test_only_and_skip_choose_units_whoever_reads_their_letter(
    per: Per, notice: Notice, data: st.DataObject
):
    some = st.lists(
        st.sampled_from([unit.id for unit in notice.agency.directory.units]), unique=True
    )
    only, skip = tuple(data.draw(some)), tuple(data.draw(some))
    everything = made(notice, per)
    wanted = {unit.id for unit in notice.agency.directory.units if not only or unit.id in only}
    wanted -= set(skip)
    chosen = made(notice, per, only=only, skip=skip)
    assert {pair for letter in chosen for pair in letter.pairs} == {
        pair for letter in everything for pair in letter.pairs if pair.unit in wanted
    }
    assert {unit.id for letter in chosen for unit in letter.units} <= wanted


@given(per=PER, notice=notices(), form=st.sampled_from(["cong-van", "trich-sao"]))
@settings(max_examples=20, deadline=None)
def test_every_letter_can_be_written_and_has_a_name_of_its_own(per: Per, notice: Notice, form: str):
    notice = replace(notice, letters=replace(notice.letters, per=per, form=form))
    written = letters(notice, assign(notice))
    assert len({letter.id for letter in written}) == len(written)
    for letter in written:
        assert letter_sheet(notice, letter).document.stream()
        assert form == "cong-van" or letter.referred == ()
