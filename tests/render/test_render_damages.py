"""The proof holds on every letter as made, and on none in which one thing was changed."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from render_damages import Sent, clear_letters, distinct, notice_proof, sent, wild_letters

from oracle_assignment import oracle_pairs
from soanthao.notice.item import Item
from soanthao.notice.notice import Notice
from soanthao.notice.orders import Line, pieces
from soanthao.render.proof import Flaw, Key, Proof, prove_running
from strategies_notice import notices

FOREIGN = "ẁ"
"""A letter that no text of ours has."""


def lines(letter: Sent) -> list[Line]:
    """Return what was cut out of the notice, in print order."""
    orders = [order for block in letter.letter.blocks for order in block.orders]
    return [line for order in orders for line in (*order.lead_ins, *order.lines)]


def content(letter: Sent) -> list[tuple[int, Line]]:
    """Return where in the printed text each of these lines stands."""
    body = letter.sheet.document.body
    start = letter.stream.index(body[0].text.plain)
    printed = [n for n, each in enumerate(body, start) if each.text.plain not in letter.sheet.fixed]
    return list(zip(printed, lines(letter), strict=True))


def keys(flaws: Iterable[Flaw]) -> set[Key]:
    return {(flaw.item, flaw.part) for flaw in flaws}


def carried(line: Line) -> set[Key]:
    """Return what a line is found as: the item, or its parts."""
    held = {(pair.item, pair.part) for pair in line.pairs}
    whole = (line.item.id, None)
    return {whole} if whole in held else held


def pairs_of(line: Line) -> set[Key]:
    return {(pair.item, pair.part) for pair in line.pairs}


def strangers(letter: Sent) -> list[Item]:
    """Return the items of which nothing stands in the letter."""
    mine = {line.item.id for line in lines(letter)}
    return [item for item in letter.notice.items() if item.id not in mine]


def running(letter: Sent, paragraphs: list[str]) -> Proof:
    return prove_running(letter.known, letter.expected, "thu.pdf", "\n".join(paragraphs))


@given(notices(printable=True))
@settings(max_examples=60)
def test_the_proof_holds_on_every_text_as_it_is_made(notice: Notice):
    assert notice_proof(notice) == Proof()
    assert [letter.prove(letter.stream) for letter in sent(notice)] == [Proof()] * len(sent(notice))


@given(notices(printable=True))
@settings(max_examples=60)
def test_the_letters_carry_the_pairs_of_the_oracle(notice: Notice):
    verbatim = notice.letters.general == "verbatim"
    given_ = {pair for pair in oracle_pairs(notice) if verbatim or not pair[4]}
    duty = {pair[2] for pair in given_ if pair[3] != "copy"}
    carried_ = [
        (pair.item, pair.part, pair.unit, str(pair.role), pair.general)
        for letter in sent(notice)
        for pair in letter.letter.pairs
    ]
    assert set(carried_) == {pair for pair in given_ if pair[2] in duty}
    assert len(carried_) == len(set(carried_))


@given(notices(printable=True))
@settings(max_examples=40)
def test_a_letter_holds_its_units_items_and_what_they_hang_on_and_nothing_else(notice: Notice):
    above: dict[str, set[str]] = {}
    for item in notice.items():
        for inner in item.walk():
            above.setdefault(inner.id, set()).add(item.id)
    for letter in sent(notice):
        own = {pair.item for pair in letter.letter.pairs}
        allowed = set().union(*(above[item] for item in own))
        assert {line.item.id for line in lines(letter)} <= allowed
        assert {
            line.item.id for line in lines(letter) if line.item.lead and not line.pairs
        } == set()


@given(notices(printable=True))
@settings(max_examples=40)
def test_pairs_stand_block_by_block_each_in_the_notices_order(notice: Notice):
    order = {item.id: n for n, item in enumerate(notice.items())}
    for letter in sent(notice):
        kinds = [block.kind for block in letter.letter.blocks]
        assert kinds == [kind for kind in ("does", "joins", "told") if kind in kinds]
        for block in letter.letter.blocks:
            places = [order[pair.item] for pair in block.pairs]
            assert places == sorted(places)


@given(wild_letters(), st.data())
@settings(max_examples=40)
def test_no_text_passes_that_lacks_a_paragraph_or_has_one_twice(letter: Sent, data: st.DataObject):
    at = data.draw(st.integers(0, len(letter.stream) - 1))
    stream = letter.stream
    assert not letter.prove(stream[:at] + stream[at + 1 :]).holds
    assert not letter.prove([*stream[:at], stream[at], *stream[at:]]).holds


@given(wild_letters(), st.data())
@settings(max_examples=40)
def test_no_text_passes_in_which_two_paragraphs_changed_places(letter: Sent, data: st.DataObject):
    stream = letter.stream
    one, other = (data.draw(st.integers(0, len(stream) - 1)) for _ in range(2))
    assume(stream[one] != stream[other])
    stream[one], stream[other] = stream[other], stream[one]
    assert not letter.prove(stream).holds


@given(wild_letters(), st.data())
@settings(max_examples=40)
def test_no_text_passes_in_which_one_character_or_word_changed(letter: Sent, data: st.DataObject):
    stream = letter.stream
    at = data.draw(st.integers(0, len(stream) - 1))
    char = data.draw(st.sampled_from([n for n, c in enumerate(stream[at]) if not c.isspace()]))
    changed = stream[at][:char] + FOREIGN + stream[at][char + 1 :]
    assert not letter.prove([*stream[:at], changed, *stream[at + 1 :]]).holds
    words = stream[at].split()
    del words[data.draw(st.integers(0, len(words) - 1))]
    assert not letter.prove([*stream[:at], " ".join(words), *stream[at + 1 :]]).holds


@given(clear_letters(), st.data())
@settings(max_examples=40)
def test_a_deleted_order_is_named_missing(letter: Sent, data: st.DataObject):
    at, line = data.draw(st.sampled_from(content(letter)))
    stream = letter.stream
    proof = letter.prove(stream[:at] + stream[at + 1 :])
    assert keys(proof.missing) == pairs_of(line)
    assert proof.extra == ()
    assert proof.altered


@given(clear_letters(), st.data())
@settings(max_examples=40)
def test_a_repeated_order_is_named_extra(letter: Sent, data: st.DataObject):
    at, line = data.draw(st.sampled_from(content(letter)))
    above = set().union(*(letter.known.item(pair.item).above for pair in letter.letter.pairs))
    assume(line.item.id not in above)
    stream = letter.stream
    proof = letter.prove([*stream[:at], stream[at], *stream[at:]])
    assert keys(proof.extra) == carried(line)
    assert proof.missing == ()
    assert proof.altered


@given(clear_letters(), st.data())
@settings(max_examples=40)
def test_an_order_with_one_character_changed_is_named_missing(letter: Sent, data: st.DataObject):
    at, line = data.draw(st.sampled_from(content(letter)))
    stream = letter.stream
    char = data.draw(st.sampled_from([n for n, c in enumerate(stream[at]) if c.isalpha()]))
    stream[at] = stream[at][:char] + FOREIGN + stream[at][char + 1 :]
    marker_only = " " not in stream[at][:char]
    proof = letter.prove(stream)
    assert marker_only or keys(proof.missing) == pairs_of(line)
    assert proof.altered


@given(clear_letters(), st.data())
@settings(max_examples=40)
def test_an_order_that_lost_a_word_is_named_missing(letter: Sent, data: st.DataObject):
    at, line = data.draw(st.sampled_from(content(letter)))
    stream = letter.stream
    words = stream[at].split(" ")
    del words[data.draw(st.integers(1, len(words) - 1))]
    stream[at] = " ".join(words)
    proof = letter.prove(stream)
    assert keys(proof.missing) == pairs_of(line)
    assert proof.altered


@given(clear_letters(), st.data())
@settings(max_examples=40)
def test_another_units_order_is_named_extra_wherever_it_stands(letter: Sent, data: st.DataObject):
    others = strangers(letter)
    item = data.draw(st.sampled_from(others))
    at = data.draw(st.sampled_from(content(letter)))[0]
    stream, text = letter.stream, item.text.plain
    for changed in (
        [*stream[:at], text, *stream[at:]],
        [*stream[:at], f"9. {text}", *stream[at:]],
        [*stream[:at], f"{stream[at]} {text}", *stream[at + 1 :]],
        [*stream[:at], f"{text} {stream[at]}", *stream[at + 1 :]],
    ):
        assert keys(letter.prove(changed).extra) == {(item.id, None)}
        assert keys(running(letter, changed).extra) == {(item.id, None)}


@given(clear_letters(), st.data())
@settings(max_examples=40)
def test_a_part_of_another_units_order_is_named_extra_wherever_it_stands(
    letter: Sent, data: st.DataObject
):
    others = [(item, n) for item in strangers(letter) for n in range(len(item.parts))]
    item, part = data.draw(st.sampled_from(others))
    at = data.draw(st.sampled_from(content(letter)))[0]
    stream, text = letter.stream, pieces(item, item.parts[part].spans).plain
    for changed in (
        [*stream[:at], text, *stream[at:]],
        [*stream[:at], f"{stream[at]} {text}", *stream[at + 1 :]],
    ):
        assert keys(letter.prove(changed).extra) == {(item.id, part)}
        assert keys(running(letter, changed).extra) == {(item.id, part)}


@given(clear_letters(), st.data())
@settings(max_examples=40)
def test_a_deleted_order_is_named_missing_in_running_text_too(letter: Sent, data: st.DataObject):
    whole = running(letter, letter.stream)
    assert (whole.missing, whole.extra) == ((), ())
    at, line = data.draw(st.sampled_from(content(letter)))
    assume(sum(each.item.id == line.item.id for each in lines(letter)) == 1)
    stream = letter.stream
    proof = running(letter, stream[:at] + stream[at + 1 :])
    assert keys(proof.missing) == pairs_of(line)
    assert proof.extra == ()


@given(clear_letters(), st.data())
@settings(max_examples=40)
def test_two_orders_that_changed_places_are_named(letter: Sent, data: st.DataObject):
    above = set().union(*(letter.known.item(pair.item).above for pair in letter.letter.pairs))
    orders = [(at, line) for at, line in content(letter) if line.item.id not in above]
    assume(len(orders) > 1)
    (one, first), (other, second) = data.draw(
        st.lists(st.sampled_from(orders), min_size=2, max_size=2, unique_by=lambda each: each[0])
    )
    assume(carried(first) != carried(second))
    stream = letter.stream
    stream[one], stream[other] = stream[other], stream[one]
    proof = letter.prove(stream)
    assert proof.missing
    assert proof.extra
    assert keys((*proof.missing, *proof.extra)) & (pairs_of(first) | pairs_of(second))


@given(clear_letters(), st.data())
@settings(max_examples=40)
def test_a_frame_that_was_dropped_is_seen(letter: Sent, data: st.DataObject):
    frames = [n for n, text in enumerate(letter.stream) if text in letter.sheet.fixed]
    at = data.draw(st.sampled_from(frames))
    stream = letter.stream
    proof = letter.prove(stream[:at] + stream[at + 1 :])
    assert proof.altered
    named = stream[at].startswith("Các nhiệm vụ giao chung") or "(để biết)" in stream[at]
    assert bool(proof.missing) is named
    assert proof.extra == ()


@given(notices(printable=True).map(distinct), st.data())
@settings(max_examples=40)
def test_the_notice_without_one_of_its_items_is_named_with_it(notice: Notice, data: st.DataObject):
    from soanthao.render import plan
    from soanthao.render.context import notice_sheet
    from soanthao.render.proof import prove

    sheet = notice_sheet(notice)
    expected = plan.notice_expectation(notice, sheet)
    item = data.draw(st.sampled_from(list(notice.items())))
    stream = list(sheet.document.stream())
    (at,) = [n for n, text in enumerate(stream) if text.endswith(item.text.plain)]
    del stream[at]
    proof = prove(plan.known(notice), expected, "notice.docx", stream)
    assert keys(proof.missing) == {(item.id, None)}
