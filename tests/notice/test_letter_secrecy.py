"""Over wild notices: of an order of others a letter holds only the sentence that introduces."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from soanthao.notice.assignment import assign
from soanthao.notice.item import Item
from soanthao.notice.letter import letters
from soanthao.notice.notice import Notice, Per
from soanthao.notice.orders import Block, Line, introduction
from soanthao.notice.sentence import sentences
from strategies_notice import notices

PER = st.sampled_from(("unit", "audience"))


def printed(block: Block) -> list[Line]:
    """Return the lines of *block* that are cut from items, as they are printed."""
    every = [line for order in block.orders for line in (*order.lead_ins, *order.lines)]
    return [line for line in every if isinstance(line, Line)]


def seen(item: Item, line: Line) -> str:
    """Return what whoever holds the pairs of *line* may see of *item*: character by character."""
    plain = item.text.plain
    if any(pair.part is None for pair in line.pairs):
        return plain
    shown = [False] * len(plain)
    spans = [span for pair in line.pairs for span in item.parts[pair.part or 0].spans]
    for low, high in [*spans, *([introduction(item)] if line.introduces else [])]:
        shown[low:high] = [True] * (high - low)
    text, gap = "", ""
    for char, is_shown in zip(plain, shown, strict=True):
        if is_shown:
            has_words = any(each.isalnum() for each in gap)
            text += (" (...) " if text and has_words else gap if text else "") + char
            gap = ""
        else:
            gap += char
    return text


@given(per=PER, notice=notices())
@settings(max_examples=15, deadline=None)
def test_a_letter_shows_what_its_units_hold_and_what_introduces_it(per: Per, notice: Notice):
    notice = replace(notice, letters=replace(notice.letters, per=per))
    for letter in letters(notice, assign(notice)):
        for block in letter.blocks:
            for line in printed(block):
                assert line.text.plain == seen(line.item, line)
                assert line.pairs or line.introduces


@given(per=PER, notice=notices())
@settings(max_examples=15, deadline=None)
def test_a_block_shows_no_words_of_an_item_twice(per: Per, notice: Notice):
    notice = replace(notice, letters=replace(notice.letters, per=per))
    for letter in letters(notice, assign(notice)):
        for block in letter.blocks:
            ids = [line.item.id for line in printed(block) if not line.item.lead]
            assert len(ids) == len(set(ids))


@given(notices())
@settings(max_examples=15, deadline=None)
def test_what_introduces_is_whole_sentences_that_stand_once(notice: Notice):
    for item in notice.items():
        plain = item.text.plain
        low, high = introduction(item)
        assert plain.find(plain[low:high], low + 1) < 0
        assert {low, high} <= {0, len(plain)} | {at for span in sentences(plain) for at in span}
