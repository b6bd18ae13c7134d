"""What each document must say, worked out from the assignment before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from soanthao.notice import frames
from soanthao.notice.assignment import Assignment, Pair, Role
from soanthao.notice.citation import Place, places
from soanthao.notice.letter import Letter
from soanthao.notice.notice import Notice
from soanthao.render.context import Sheet
from soanthao.render.proof import Expectation
from soanthao.render.recognise import Known, KnownItem, squash


def known(notice: Notice) -> Known:
    """Return all of *notice* that can be recognised in a file."""
    where = places(notice)
    items = tuple(
        KnownItem(
            item.id,
            squash(item.text.plain),
            tuple(part.spans for part in item.parts),
            frozenset(each.id for each in where[item.id].chain[:-1] if not each.lead),
            order,
        )
        for order, item in enumerate(notice.items())
    )
    markers = frozenset(item.marker for item in notice.items()) | {"-"}
    citations = {text for place in where.values() for text in _citations(notice, place)}
    longest_first = tuple(sorted(citations, key=lambda text: (-len(text), text)))
    return Known(items, markers - {""}, longest_first, frames.short_name(notice))


def notice_expectation(notice: Notice, sheet: Sheet) -> Expectation:
    """Return what the notice must say: every item, each once, in order."""
    every = tuple(Pair(item.id, None, "", Role.TO) for item in notice.items())
    title = sheet.document.title
    return Expectation("", sheet.document.stream(), sheet.fixed, pairs=every, title=title)


def letter_expectation(
    notice: Notice, assignment: Assignment, letter: Letter, sheet: Sheet
) -> Expectation:
    """Return what the letter to one unit must say, by the *assignment*."""
    pairs = assignment.of(letter.id)
    general = notice.letters.general
    verbatim = tuple(pair for pair in pairs if not pair.general or general == "verbatim")
    referred = (
        tuple(_references(pairs, places(notice)))
        if general == "reference" and letter.verb == "giao"
        else ()
    )
    told = frozenset(name for name, _ in letter.informed)
    return Expectation(
        unit=letter.id,
        stream=sheet.document.stream(),
        fixed=sheet.fixed,
        prefix=sheet.prefix,
        pairs=verbatim,
        references=referred,
        told=told,
        title=sheet.document.title,
    )


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
