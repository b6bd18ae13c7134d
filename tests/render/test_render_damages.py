"""The proof holds on every letter as made, and on none in which one thing was changed."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import assume
from hypothesis import strategies as st
from render_damages import (
    NOBODYS,
    Sent,
    any_notices,
    clear_letters,
    distinct,
    notice_proof,
    sent,
    spots,
    wild_letters,
)

from oracle_assignment import oracle_pairs
from properties import few_or_many
from soanthao.notice.document import call
from soanthao.notice.notice import Notice
from soanthao.notice.orders import pieces
from soanthao.render import plan
from soanthao.render.context import notice_sheet
from soanthao.render.known import CALL, KnownItem, uncalled
from soanthao.render.proof import Flaw, Key, Proof, prove, prove_running
from strategies_notice import notices

FOREIGN = "ẁ"
"""A letter that no text of ours has."""
BLOCKS = {"to": 0, "with": 1, "guided": 1, "copy": 2}


def keys(flaws: Iterable[Flaw]) -> set[Key]:
    return {(flaw.item, flaw.part) for flaw in flaws}


def items(flaws: Iterable[Flaw]) -> set[str]:
    return {flaw.item for flaw in flaws}


def lines_of(letter: Sent, item: KnownItem) -> int:
    """Return how often the letter must say something of *item*."""
    mine = [pair for pair in letter.expected.pairs if pair.item == item.id]
    return len({BLOCKS[pair.role] * letter.expected.in_blocks for pair in mine})


def lead_ins(letter: Sent) -> set[str]:
    return set().union(*(letter.known.item(pair.item).above for pair in letter.expected.pairs))


def strangers(letter: Sent) -> list[KnownItem]:
    """Return the items and lines of tables of which nothing stands in the letter."""
    mine = {spot.item.id for spot in spots(letter)}
    own = {letter.known.item(id_).named for id_ in mine}
    fixed = {uncalled(text) for text in letter.sheet.fixed}
    return [
        item
        for item in letter.known.items
        if item.id not in mine and item.named not in own and item.text not in fixed
    ]


def running(letter: Sent, paragraphs: list[str], notes: list[str] | None = None) -> Proof:
    read = letter.notes if notes is None else notes
    return prove_running(letter.known, letter.expected, "thu.pdf", "\n".join(paragraphs), read)


@few_or_many(10, 40, any_notices())
def test_the_proof_holds_on_every_text_as_it_is_made(notice: Notice):
    assert notice_proof(notice) == Proof()
    made = sent(notice)
    assert [letter.prove(letter.stream) for letter in made] == [Proof()] * len(made)


@few_or_many(8, 20, notices())
def test_the_letters_carry_the_pairs_of_the_oracle(notice: Notice):
    verbatim = notice.letters.general == "verbatim"
    given_ = {pair for pair in oracle_pairs(notice) if verbatim or not pair[4]}
    duty = {pair[2] for pair in given_ if pair[3] != "copy"}
    carried = [
        (pair.item, pair.part, pair.unit, str(pair.role), pair.general)
        for letter in sent(notice)
        for pair in letter.letter.pairs
    ]
    assert set(carried) == {pair for pair in given_ if pair[2] in duty}
    assert len(carried) == len(set(carried))


@few_or_many(5, 20, wild_letters(), st.data())
def test_no_text_passes_that_lacks_a_paragraph_or_has_one_twice(letter: Sent, data: st.DataObject):
    at = data.draw(st.integers(0, len(letter.stream) - 1))
    stream = letter.stream
    assert not letter.prove(stream[:at] + stream[at + 1 :]).holds
    assert not letter.prove([*stream[:at], stream[at], *stream[at:]]).holds


@few_or_many(5, 20, wild_letters(), st.data())
def test_no_text_passes_in_which_two_paragraphs_changed_places(letter: Sent, data: st.DataObject):
    stream = letter.stream
    one, other = (data.draw(st.integers(0, len(stream) - 1)) for _ in range(2))
    assume(stream[one] != stream[other])
    stream[one], stream[other] = stream[other], stream[one]
    assert not letter.prove(stream).holds


@few_or_many(5, 20, wild_letters(), st.data())
def test_no_text_passes_in_which_one_character_or_word_changed(letter: Sent, data: st.DataObject):
    stream = letter.stream
    at = data.draw(st.integers(0, len(stream) - 1))
    char = data.draw(st.sampled_from([n for n, c in enumerate(stream[at]) if not c.isspace()]))
    changed = stream[at][:char] + FOREIGN + stream[at][char + 1 :]
    assert not letter.prove([*stream[:at], changed, *stream[at + 1 :]]).holds
    words = stream[at].split()
    del words[data.draw(st.integers(0, len(words) - 1))]
    assert not letter.prove([*stream[:at], " ".join(words), *stream[at + 1 :]]).holds


@few_or_many(5, 20, clear_letters(), st.data())
def test_a_deleted_order_is_named_missing(letter: Sent, data: st.DataObject):
    spot = data.draw(st.sampled_from(spots(letter)))
    stream = letter.stream
    proof = letter.prove(stream[: spot.at] + stream[spot.at + 1 :])
    copies = sum(each.item.id == spot.item.id for each in spots(letter))
    assert items(proof.missing) <= {spot.item.named}
    assert bool(proof.missing) or copies > lines_of(letter, spot.item)
    assert items(proof.extra) <= {spot.item.named}
    assert proof.altered


@few_or_many(5, 20, clear_letters(), st.data())
def test_a_repeated_order_is_named_extra(letter: Sent, data: st.DataObject):
    spot = data.draw(st.sampled_from(spots(letter)))
    assume(spot.item.id not in lead_ins(letter))
    stream = letter.stream
    proof = letter.prove([*stream[: spot.at], stream[spot.at], *stream[spot.at :]])
    assert items(proof.extra) == {spot.item.named}
    assert proof.missing == ()
    assert proof.altered


@few_or_many(5, 20, clear_letters(), st.data())
def test_an_order_with_one_character_changed_is_named_missing(letter: Sent, data: st.DataObject):
    spot = data.draw(st.sampled_from(spots(letter)))
    assume(spot.item.id not in lead_ins(letter))
    stream = letter.stream
    text = stream[spot.at]
    char = data.draw(st.sampled_from([n for n, c in enumerate(text) if c.isalpha()]))
    stream[spot.at] = text[:char] + FOREIGN + text[char + 1 :]
    is_marker = " " not in text[:char]
    proof = letter.prove(stream)
    assert is_marker or items(proof.missing) == {spot.item.named}
    assert proof.altered


@few_or_many(5, 20, clear_letters(), st.data())
def test_an_order_that_lost_a_word_is_named_missing(letter: Sent, data: st.DataObject):
    spot = data.draw(st.sampled_from(spots(letter)))
    assume(spot.item.id not in lead_ins(letter))
    stream = letter.stream
    words = stream[spot.at].split(" ")
    del words[data.draw(st.integers(1, len(words) - 1))]
    stream[spot.at] = " ".join(words)
    proof = letter.prove(stream)
    assert spot.item.named in items(proof.missing)
    assert proof.altered


@few_or_many(5, 20, clear_letters(), st.data())
def test_another_units_order_or_row_is_named_extra_wherever_it_stands(
    letter: Sent, data: st.DataObject
):
    item = data.draw(st.sampled_from(strangers(letter)))
    at = data.draw(st.sampled_from(spots(letter))).at
    stream, text = letter.stream, item.text
    for changed in (
        [*stream[:at], text, *stream[at:]],
        [*stream[:at], f"9. {text}", *stream[at:]],
        [*stream[:at], f"{stream[at]} {text}", *stream[at + 1 :]],
        [*stream[:at], f"{text} {stream[at]}", *stream[at + 1 :]],
    ):
        assert keys(letter.prove(changed).extra) == {(item.named, None)}
        assert keys(running(letter, changed).extra) == {(item.named, None)}


@few_or_many(5, 20, clear_letters(), st.data())
def test_a_part_of_another_units_order_is_named_extra_wherever_it_stands(
    letter: Sent, data: st.DataObject
):
    strange = {item.id: item for item in strangers(letter)}
    written = [item for item in letter.notice.items() if item.id in strange]
    others = [(item, n) for item in written for n in range(len(item.parts))]
    item, part = data.draw(st.sampled_from(others))
    at = data.draw(st.sampled_from(spots(letter))).at
    stream, text = letter.stream, pieces(item, letter.known.item(item.id).parts[part]).plain
    for changed in (
        [*stream[:at], text, *stream[at:]],
        [*stream[:at], f"{stream[at]} {text}", *stream[at + 1 :]],
    ):
        assert items(letter.prove(changed).extra) == {item.id}
        assert items(running(letter, changed).extra) == {item.id}


@few_or_many(5, 20, clear_letters(), st.data())
def test_a_deleted_order_is_named_missing_in_running_text_too(letter: Sent, data: st.DataObject):
    whole = running(letter, letter.stream)
    assert (whole.missing, whole.extra) == ((), ())
    spot = data.draw(st.sampled_from(spots(letter)))
    assume(sum(each.item.id == spot.item.id for each in spots(letter)) == 1)
    assume(lines_of(letter, spot.item))
    stream = letter.stream
    proof = running(letter, stream[: spot.at] + stream[spot.at + 1 :])
    assert items(proof.missing) == {spot.item.named}
    assert proof.extra == ()


@few_or_many(5, 20, clear_letters(), st.data())
def test_two_orders_that_changed_places_are_named(letter: Sent, data: st.DataObject):
    orders = [spot for spot in spots(letter) if spot.item.id not in lead_ins(letter)]
    assume(len({spot.item.id for spot in orders}) > 1)
    one, other = data.draw(
        st.lists(
            st.sampled_from(orders), min_size=2, max_size=2, unique_by=lambda each: each.item.id
        )
    )
    stream = letter.stream
    stream[one.at], stream[other.at] = stream[other.at], stream[one.at]
    proof = letter.prove(stream)
    assert proof.missing
    assert proof.extra
    assert items((*proof.missing, *proof.extra)) & {one.item.named, other.item.named}


@few_or_many(5, 20, clear_letters("cong-van"), st.data())
def test_a_frame_that_was_dropped_is_seen(letter: Sent, data: st.DataObject):
    frames = [n for n, text in enumerate(letter.stream) if text in letter.sheet.fixed]
    at = data.draw(st.sampled_from(frames))
    stream = letter.stream
    proof = letter.prove(stream[:at] + stream[at + 1 :])
    assert proof.altered
    named = stream[at].startswith("Các nhiệm vụ giao chung") or "(để biết)" in stream[at]
    assert bool(proof.missing) is named
    assert proof.extra == ()


@few_or_many(5, 20, notices().map(distinct), st.data())
def test_the_notice_without_one_of_its_lines_is_named_with_it(notice: Notice, data: st.DataObject):
    sheet = notice_sheet(notice)
    expected = plan.notice_expectation(notice, sheet)
    known = plan.known(notice)
    item = data.draw(st.sampled_from(known.items))
    stream = list(sheet.document.stream())
    at = next(n for n, text in enumerate(stream) if uncalled(text).endswith(item.text))
    del stream[at]
    proof = prove(known, expected, "notice.docx", stream, sheet.document.notes())
    assert (item.named, None) in keys(proof.missing)
    assert items(proof.missing) == {item.named}


# Notes


@few_or_many(5, 20, clear_letters().filter(lambda letter: letter.notes), st.data())
def test_a_note_that_is_gone_is_named_missing(letter: Sent, data: st.DataObject):
    at = data.draw(st.integers(0, len(letter.notes) - 1))
    notes = letter.notes[:at] + letter.notes[at + 1 :]
    text = uncalled(letter.notes[at])
    owners = {item.named for item in letter.known.with_note(text)}
    proof = letter.prove(letter.stream, notes)
    assert items(proof.missing) <= (owners or {""})
    assert proof.missing
    assert proof.altered
    called = letter.notes[at][0]
    stream = [paragraph.replace(called, "") for paragraph in letter.stream]
    proof = letter.prove(stream, notes)
    assert proof.missing
    assert proof.altered


@few_or_many(5, 20, clear_letters().filter(lambda letter: letter.notes), st.data())
def test_a_note_that_was_changed_is_named_missing_and_extra(letter: Sent, data: st.DataObject):
    notes = letter.notes
    at = data.draw(st.integers(0, len(notes) - 1))
    notes[at] = notes[at][:-1] + FOREIGN
    proof = letter.prove(letter.stream, notes)
    assert proof.missing
    assert proof.extra
    assert proof.altered


@few_or_many(5, 20, clear_letters(), st.data())
def test_a_note_of_another_unit_is_named_extra_with_its_item(letter: Sent, data: st.DataObject):
    (strange,) = letter.known.item(NOBODYS.id).notes_of((None,))
    stream, last = letter.stream, call(len(letter.notes) + 1)
    notes = [*letter.notes, f"{last} {strange}"]
    at = data.draw(st.integers(0, len(stream) - 1))
    stream[at] += last
    for proof in (
        letter.prove(stream, notes),
        letter.prove(letter.stream, notes),
        running(letter, stream, notes),
    ):
        assert keys(proof.extra) == {(NOBODYS.id, None)}
        assert proof.missing == ()
        assert proof.altered


@few_or_many(5, 20, clear_letters().filter(lambda letter: len(letter.notes) > 1), st.data())
def test_notes_that_changed_places_are_seen(letter: Sent, data: st.DataObject):
    numbers = st.integers(0, len(letter.notes) - 1)
    one, other = data.draw(st.lists(numbers, min_size=2, max_size=2, unique=True))
    notes = letter.notes
    assume(uncalled(notes[one]) != uncalled(notes[other]))
    notes[one], notes[other] = (
        notes[one][0] + notes[other][1:],
        notes[other][0] + notes[one][1:],
    )
    proof = letter.prove(letter.stream, notes)
    assert not proof.holds
    assert proof.altered


@few_or_many(5, 20, clear_letters().filter(lambda letter: letter.notes), st.data())
def test_a_call_that_moved_is_seen(letter: Sent, data: st.DataObject):
    stream = letter.stream
    places = [(n, c) for n, text in enumerate(stream) for c in CALL.findall(text)]
    at, called = data.draw(st.sampled_from(places))
    to = data.draw(st.integers(0, len(stream) - 1))
    assume(to != at)
    stream[at] = stream[at].replace(called, "")
    stream[to] += called
    assert not letter.prove(stream).holds
