"""What each document must say, worked out from the assignment before anything is rendered.

Services ask :func:`known` and :func:`notice_expectation` once, and one :class:`Expectations` for
all letters: first :meth:`Expectations.complete`, which must hold, then each letter's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from soanthao.notice import extract, frames, orders
from soanthao.notice.assignment import Assignment, Pair, Role
from soanthao.notice.citation import Place, places
from soanthao.notice.item import Item, Table
from soanthao.notice.letter import Letter
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.render.addressed import Addressed, Referred
from soanthao.render.context import Sheet
from soanthao.render.expectation import GIVEN_TO, Expectation, Proof
from soanthao.render.known import Known, KnownItem, squash
from soanthao.render.tables import KnownTable, notes_in, tables, with_table_lines
from soanthao.standard import wording

_IN_BLOCKS: Final = (
    frozenset({Role.TO}),
    frozenset({Role.WITH, Role.GUIDED}),
    frozenset({Role.COPY}),
)
_IN_ORDER: Final = (frozenset(Role),)


def known(notice: Notice) -> Known:
    """Return all of *notice* that can be recognised in a file."""
    where = places(notice)
    items = tuple(_numbered(notice))
    markers = frozenset(item.marker for item in notice.items()) | {"-"}
    citations = {text for place in where.values() for text in _citations(notice, place)}
    longest_first = tuple(sorted(citations, key=lambda text: (-len(text), text)))
    short_name = frames.short_name(notice)
    return Known(items, markers - {""}, longest_first, short_name, is_extract(notice))


def is_extract(notice: Notice) -> bool:
    """Tell whether the letters of *notice* are trích sao."""
    return notice.letters.form in ("trich-sao", "trich-sao-dien-tu")


def notice_expectation(notice: Notice, sheet: Sheet) -> Expectation:
    """Return what the notice must say: every item and every line of a table, once, in order."""
    every = tuple(Pair(item.id, None, "", Role.TO) for item in _numbered(notice))
    return replace(_of_the_model(notice, sheet), pairs=every)


def table_expectation(sheet: Sheet) -> Expectation:
    """Return what the assignment table must say: its own text, in which no order is sought."""
    expected = _text_of(sheet)
    return replace(expected, fixed=frozenset(expected.stream))


class Expectations:
    """What the letters of one notice must say, by its assignment."""

    def __init__(self, notice: Notice, assignment: Assignment) -> None:
        self._notice = notice
        self._addressed = Addressed(notice, assignment)
        self._places = places(notice)
        self._tables = tuple(tables(notice))
        self._items = {item.id: item for item in _numbered(notice)}

    def letter(self, letter: Letter, sheet: Sheet) -> Expectation:
        """Return what one letter must say."""
        extract = is_extract(self._notice)
        referred = self._addressed.referred(letter)
        return replace(
            _of_the_model(self._notice, sheet),
            unit=letter.id,
            pairs=tuple(self._lines(letter)),
            references=tuple(_references(self._notice, referred, self._places)),
            told=frozenset() if extract else frozenset(who for who, _ in letter.informed),
            general=(frames.general_prefix(self._notice), frames.general_suffix(self._notice)),
            in_blocks=not extract,
        )

    def complete(self, letters: Sequence[Letter]) -> Proof:
        """Return what is wrong with the letters as a whole: to be asked before rendering.

        Flaws name no file: they are of what the letters carry, not of how they print.
        """
        return self._addressed.complete(letters)

    def _lines(self, letter: Letter) -> Iterator[Pair]:
        """Yield what *letter* carries, lines of tables included."""
        carried = self._addressed.carried(letter)
        blocks = _IN_ORDER if is_extract(self._notice) else _IN_BLOCKS
        for unit in letter.units:
            mine = tuple(pair for pair in carried if pair.unit == unit.id)
            reaches = partial(self._addressed.reaches, unit.id)
            yield from with_table_lines(self._tables, mine, blocks, reaches)
        for block in blocks:
            yield from self._introductions([pair for pair in carried if pair.role in block])

    def _introductions(self, block: Sequence[Pair]) -> Iterator[Pair]:
        """Yield of what items introduce what is printed with parts of theirs, in one line."""
        introduces = frozenset().union(*(self._items[pair.item].above for pair in block))
        for pair in block:
            if pair.part is not None and pair.item in introduces:
                yield replace(pair, part=self._items[pair.item].introduction)


def letter_expectation(
    notice: Notice, assignment: Assignment, letter: Letter, sheet: Sheet
) -> Expectation:
    """Return what one letter must say; for many of a notice ask :class:`Expectations`."""
    return Expectations(notice, assignment).letter(letter, sheet)


def _of_the_model(notice: Notice, sheet: Sheet) -> Expectation:
    """Return what the model of any document says, without the orders that it must hold."""
    return replace(_text_of(sheet), noted=tuple(_noted(notice)))


def _text_of(sheet: Sheet) -> Expectation:
    """Return what *sheet* says, whatever it is of."""
    document = sheet.document
    return Expectation(
        unit="",
        stream=document.stream(),
        fixed=sheet.fixed,
        prefix=sheet.prefix,
        title=document.title,
        notes=document.notes(),
        beside=document.beside(),
        heading_rows=document.heading_rows(),
        rows=document.rows(),
    )


def _noted(notice: Notice) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the paragraphs that call notes, and those of the same words that call none."""
    paragraphs = [each for each in notice.elements() if isinstance(each, RichText)]
    noted = {each.plain for each in paragraphs if each.footnotes}
    for each in paragraphs:
        if each.plain in noted:
            yield each.plain, tuple(text for _, text in notes_in((each,)))
    if is_extract(notice) and wording.OMITTED in noted:
        yield wording.OMITTED, ()


def _numbered(notice: Notice) -> Iterator[KnownItem]:
    """Yield every item and every line of a table in print order."""
    inside = {table.owner.id: table for table in tables(notice) if table.owner}
    outside = (table for table in tables(notice) if table.owner is None)
    found: list[KnownItem] = []
    for element in notice.elements():
        if isinstance(element, Item):
            found += _items((element,), inside, extracts=is_extract(notice))
        elif isinstance(element, Table):
            found += _table_lines(next(outside), extracts=is_extract(notice))
    for order, item in enumerate(found):
        yield replace(item, order=order)


def _items(
    chain: tuple[Item, ...], inside: Mapping[str, KnownTable], *, extracts: bool
) -> Iterator[KnownItem]:
    item = chain[-1]
    parts = [
        extract.widened(item, index) if extracts else part.spans
        for index, part in enumerate(item.parts)
    ]
    introduces, introduction = orders.introduction(item), None
    if introduces != (0, len(item.text.plain)):
        introduction = len(parts)
        parts.append((introduces,))
    yield KnownItem(
        item.id,
        squash(item.text.plain),
        tuple(parts),
        _above(chain[:-1], extracts=extracts),
        notes=tuple(notes_in((item.text,))),
        introduction=introduction,
    )
    if item.id in inside:
        yield from _table_lines(inside[item.id], extracts=extracts)
    for child in item.items:
        yield from _items((*chain, child), inside, extracts=extracts)


def _table_lines(table: KnownTable, *, extracts: bool) -> Iterator[KnownItem]:
    owner = table.owner.id if table.owner else ""
    for line in table.lines:
        yield KnownItem(
            line.id,
            line.text,
            above=_above(table.chain, extracts=extracts),
            notes=tuple(notes_in(line.cells)),
            owner=None if line.is_order else owner,
        )


def _above(chain: tuple[Item, ...], *, extracts: bool) -> frozenset[str]:
    return frozenset(item.id for item in chain if extracts or not item.lead)


def _references(
    notice: Notice, referred: Sequence[Referred], where: Mapping[str, Place]
) -> Iterator[tuple[str, ...]]:
    """Yield for each order what names it: itself, or an item around it that is one too.

    Where it stands; of one without a number, to whom it is given.
    """
    whole = {pair.item: _given_to(notice, group) for pair, group in referred if pair.part is None}
    for pair, group in referred:
        place = where[pair.item]
        around = [(place, _given_to(notice, group))] + [
            (Place(place.chain[:end], place.annex), whole[place.chain[end - 1].id])
            for end in range(len(place.chain), 0, -1)
            if place.chain[end - 1].id in whole
        ]
        yield tuple(dict.fromkeys(each.citation or to for each, to in around))


def _given_to(notice: Notice, id_: str) -> str:
    group = notice.agency.directory.group(id_)
    return f"{GIVEN_TO} {group.running_name}" if group else frames.GENERAL_UNNUMBERED


def _citations(notice: Notice, place: Place) -> Iterator[str]:
    if place.citation:
        name = frames.short_name(notice)
        yield f" ({place.citation} {name})"
        if place.owners:
            yield f" ({place.citation} {name}{frames.owned_by(notice, place)})"
