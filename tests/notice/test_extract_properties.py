"""A trích sao of any notice: the notice's own words in its order, and nobody else's order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from soanthao.notice.assignment import Pair, assign
from soanthao.notice.extract import OMITTED, Cut, CutTable, Entry, Extract, extract
from soanthao.notice.item import Item, Table
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.sentence import sentences
from strategies_notice import notices


@st.composite
def extracts(draw: st.DrawFn) -> tuple[Notice, list[Pair], Extract]:
    """Return a notice, what one or two units hold of it, and what their extract prints."""
    whole = draw(notices())
    units = [unit.id for unit in whole.agency.directory.units]
    chosen = draw(st.lists(st.sampled_from(units), min_size=1, max_size=2, unique=True))
    general = draw(st.booleans())
    held = [
        pair
        for pair in assign(whole).pairs
        if pair.unit in chosen and (general or not pair.general)
    ]
    return whole, held, extract(whole, held)


def entries(made: Extract) -> Iterator[Entry]:
    yield from made.body
    for annex in made.annexes:
        yield from annex.body


def items_of(whole: Notice) -> dict[str, Item]:
    return {item.id: item for item in whole.items()}


def rows(item: Item) -> set[str]:
    """Return the ids of those rows of *item* that order something."""
    return {row.id for row in item.table.rows if row.id} if item.table else set()


def introduces(item: Item, held: list[Pair]) -> bool:
    """Tell whether something below *item* is held."""
    ids = {pair.item for pair in held}
    below = {each.id for child in item.items for each in child.walk()}
    return bool(ids & below.union(*map(rows, item.walk())))


def introduction(item: Item) -> tuple[int, int]:
    """Return the last sentence that no part touches; the last one where a colon ends it.

    With the sentences before it, until its words stand once in the text.
    """
    plain = item.text.plain
    if item.lead:
        return 0, len(plain)
    every = list(sentences(plain))
    ordered = {at for part in item.parts for low, high in part.spans for at in range(low, high)}
    untouched = [each for each in every if ordered.isdisjoint(range(*each))]
    _, stop = every[-1] if plain.endswith(":") or not untouched else untouched[-1]
    starts = [low for low, _ in every if low < stop]
    while starts:
        start = starts.pop()
        if sum(plain.startswith(plain[start:stop], at) for at in range(len(plain))) == 1:
            return start, stop
    return 0, len(plain)


def touched(item: Item, held: list[Pair]) -> str:
    """Return what an extract may print of an item that is not held whole, and no more.

    Character by character: the pieces of the quotes, each sentence that the last one touches, and
    the sentence that introduces what is held below.
    """
    plain = item.text.plain
    kept = [False] * len(plain)
    if introduces(item, held):
        low, high = introduction(item)
        kept[low:high] = [True] * (high - low)
    held = [pair for pair in held if pair.item == item.id]
    for pair in held:
        assert pair.part is not None
        spans = list(item.parts[pair.part].spans)
        low, high = spans[-1]
        spans += [(a, b) for a, b in sentences(plain) if a < high and low < b]
        for a, b in spans:
            kept[a:b] = [True] * (b - a)
    text, gap = "", ""
    for char, keep in zip(plain, kept, strict=True):
        if keep:
            has_words = any(each.isalnum() for each in gap)
            mark = "(...) " if gap.strip() and not text else " (...) " if has_words else gap
            text, gap = text + mark + char, ""
        else:
            gap += char
    return text + (" (...)" if gap.strip() else "")


@settings(max_examples=15)
@given(extracts())
def test_every_line_is_the_notices_own_and_says_where_words_are_left_out(
    case: tuple[Notice, list[Pair], Extract],
) -> None:
    whole, held, made = case
    items = items_of(whole)
    paragraphs = [each for each in whole.elements() if isinstance(each, RichText)]
    for entry in entries(made):
        if isinstance(entry, CutTable) or entry is OMITTED:
            continue
        if not entry.item:
            assert entry.text in paragraphs
            continue
        item = items[entry.item]
        is_held = any(pair.item == item.id and pair.part is None for pair in held)
        wanted = item.text.plain if is_held else touched(item, held)
        assert entry.text.plain == wanted
        assert entry.is_whole == (wanted == item.text.plain)
        assert (entry.marker, entry.heading) == (item.marker, item.heading)


@settings(max_examples=15)
@given(extracts())
def test_items_are_printed_only_where_they_are_held_or_introduce_something(
    case: tuple[Notice, list[Pair], Extract],
) -> None:
    whole, held, made = case
    items = items_of(whole)
    ids = {pair.item for pair in held}
    printed = [entry for entry in entries(made) if isinstance(entry, Cut) and entry.item]
    expected = {
        item.id
        for item in items.values()
        if any(each.id in ids or rows(each) & ids for each in item.walk())
    }
    assert [entry.item for entry in printed] == [id for id in items if id in expected]


@settings(max_examples=15)
@given(extracts())
def test_every_pair_is_carried_once(case: tuple[Notice, list[Pair], Extract]) -> None:
    _, held, made = case
    carried = [pair for entry in entries(made) for pair in entry.pairs]
    assert len(carried) == len(set(carried)) == len(held)
    assert set(carried) == set(held)


@settings(max_examples=15)
@given(extracts())
def test_rows_of_others_alone_are_never_printed(
    case: tuple[Notice, list[Pair], Extract],
) -> None:
    whole, held, made = case
    tables = [each for each in whole.elements() if isinstance(each, Table)]
    owners = {item.id: item.table for item in whole.items() if item.table}
    ids = {pair.item for pair in held}
    held_whole = {pair.item for pair in held if pair.part is None}
    for entry in entries(made):
        if not isinstance(entry, CutTable):
            continue
        owner = next((id for id, table in owners.items() if table is entry.table), None)
        assert owner is not None or any(table is entry.table for table in tables)
        kept = list(filter(None, entry.rows))
        marked = [row if row in kept else None for row in entry.table.rows]
        runs = groupby(marked, key=lambda row: row is None)
        wanted = [row for is_out, run in runs for row in ((None,) if is_out else run)]
        assert list(entry.rows) == wanted
        assert [row for row in marked if row] == kept
        for row in filter(None, entry.rows):
            assert row.id in ids or owner in held_whole


@settings(max_examples=15)
@given(extracts())
def test_what_is_left_out_is_marked_once_in_each_place(
    case: tuple[Notice, list[Pair], Extract],
) -> None:
    whole, _, made = case
    assert not any(
        first is OMITTED and second is OMITTED
        for first, second in pairwise(entries_of_bodies(made))
    )
    printed = sum(entry is not OMITTED for entry in made.body)
    elements = sum(
        1 if isinstance(each, RichText) else len([*each.walk()]) if isinstance(each, Item) else 0
        for each in whole.body
    )
    if OMITTED not in made.body:
        assert printed >= elements


def entries_of_bodies(made: Extract) -> list[Entry | None]:
    """Return the entries of all bodies, with nothing between two of them."""
    found: list[Entry | None] = list(made.body)
    for annex in made.annexes:
        found += [None, *annex.body]
    return found
