"""What each document must say, worked out from the assignment before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from soanthao.notice import frames
from soanthao.notice.assignment import Assignment, Pair, Role, expand
from soanthao.notice.citation import Place, places
from soanthao.notice.item import Item, Table
from soanthao.notice.letter import Letter
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.render.context import Sheet
from soanthao.render.expectation import Expectation
from soanthao.render.known import Known, KnownItem, squash
from soanthao.render.tables import KnownTable, notes_in, tables, with_table_lines

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


def letter_expectation(
    notice: Notice, assignment: Assignment, letter: Letter, sheet: Sheet
) -> Expectation:
    """Return what the letter to one unit must say, by the *assignment*."""
    pairs = assignment.of(letter.id)
    general = notice.letters.general
    verbatim = tuple(pair for pair in pairs if not pair.general or general == "verbatim")
    referred = (
        tuple(_references(pairs, places(notice)))
        if general == "reference" and letter.verb == "giao" and not is_extract(notice)
        else ()
    )
    day, directory = notice.validity_day, notice.agency.directory
    blocks = _IN_ORDER if is_extract(notice) else _IN_BLOCKS
    lines = with_table_lines(
        tuple(tables(notice)),
        verbatim,
        blocks,
        lambda ids: letter.id in expand(directory, ids, day),
    )
    return replace(
        _of_the_model(notice, sheet),
        unit=letter.id,
        pairs=tuple(lines),
        references=referred,
        told=frozenset(name for name, _ in letter.informed),
        in_blocks=not is_extract(notice),
    )


def _of_the_model(notice: Notice, sheet: Sheet) -> Expectation:
    """Return what the model of any document says, without the orders that it must hold."""
    document = sheet.document
    return Expectation(
        unit="",
        stream=document.stream(),
        fixed=sheet.fixed,
        prefix=sheet.prefix,
        title=document.title,
        notes=document.notes(),
        noted=tuple(_noted(notice)),
        beside=document.beside(),
        heading_rows=document.heading_rows(),
    )


def _noted(notice: Notice) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the paragraphs that call notes, and those of the same words that call none."""
    paragraphs = [each for each in notice.elements() if isinstance(each, RichText)]
    noted = {each.plain for each in paragraphs if each.footnotes}
    for each in paragraphs:
        if each.plain in noted:
            yield each.plain, tuple(text for _, text in notes_in((each,)))


def _numbered(notice: Notice) -> Iterator[KnownItem]:
    """Yield every item and every line of a table in print order."""
    inside = {table.owner.id: table for table in tables(notice) if table.owner}
    outside = (table for table in tables(notice) if table.owner is None)
    found: list[KnownItem] = []
    for element in notice.elements():
        if isinstance(element, Item):
            found += _items((element,), inside, with_leads=is_extract(notice))
        elif isinstance(element, Table):
            found += _table_lines(next(outside), with_leads=is_extract(notice))
    for order, item in enumerate(found):
        yield replace(item, order=order)


def _items(
    chain: tuple[Item, ...], inside: Mapping[str, KnownTable], *, with_leads: bool
) -> Iterator[KnownItem]:
    item = chain[-1]
    yield KnownItem(
        item.id,
        squash(item.text.plain),
        tuple(part.spans for part in item.parts),
        _above(chain[:-1], with_leads=with_leads),
        notes=tuple(notes_in((item.text,))),
    )
    if item.id in inside:
        yield from _table_lines(inside[item.id], with_leads=with_leads)
    for child in item.items:
        yield from _items((*chain, child), inside, with_leads=with_leads)


def _table_lines(table: KnownTable, *, with_leads: bool) -> Iterator[KnownItem]:
    owner = table.owner.id if table.owner else ""
    for line in table.lines:
        yield KnownItem(
            line.id,
            line.text,
            above=_above(table.chain, with_leads=with_leads),
            notes=tuple(notes_in(line.cells)),
            owner=None if line.is_order else owner,
        )


def _above(chain: tuple[Item, ...], *, with_leads: bool) -> frozenset[str]:
    return frozenset(item.id for item in chain if with_leads or not item.lead)


def _references(pairs: tuple[Pair, ...], where: Mapping[str, Place]) -> Iterator[tuple[str, ...]]:
    """Yield for each general order what names it: itself, or an item around it that is one too."""
    general = [pair for pair in pairs if pair.general and pair.role is not Role.COPY]
    whole = {pair.item for pair in general if pair.part is None}
    for pair in general:
        place = where[pair.item]
        around = [place] + [
            Place(place.chain[:end], place.annex)
            for end in range(len(place.chain), 0, -1)
            if place.chain[end - 1].id in whole
        ]
        yield tuple(dict.fromkeys(each.citation or frames.GENERAL_UNNUMBERED for each in around))


def _citations(notice: Notice, place: Place) -> Iterator[str]:
    if place.citation:
        name = frames.short_name(notice)
        yield f" ({place.citation} {name})"
        if place.owners:
            yield f" ({place.citation} {name}{frames.owned_by(notice, place)})"
