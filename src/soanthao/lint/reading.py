"""A document as content rules read it: its words in passages, and what it says about itself.

A draft and somebody's Word file become the same value, so that a rule is written once. Offsets of
remarks are into a passage's plain text; ``key`` and ``place`` lead back to the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from soanthao.notice.item import Element, Item, Table
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Meeting, Notice
from soanthao.notice.number import PartialDate
from soanthao.notice.source import Place

if TYPE_CHECKING:
    from soanthao.lint.printed import Printed

_NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the document, as a reader reads it (đoạn).

    Attributes:
        text: plain: without marker, markup and notes; NFC, single blanks.
        component: a name of the table ``standard.nd30`` (``body``, ``heading``, ``subject``,
            ``recipients``, ``table-cell``, ``annex-title`` …), or ``footnote``.
        marker: of an item, as printed; empty elsewhere.
        depth: of an item, 0-based.
        key: address in a draft: ``notice.subject``, ``body:3`` (an element by index from 0), the
            id of an item or row, ``recipients:0/2``; empty for a Word file.
        place: in a Word file.
        lead: characters of marker and blanks that stand before *text* there.
    """

    text: str
    component: str
    marker: str = ""
    depth: int = 0
    key: str = ""
    place: Place = _NOWHERE
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A document to be checked.

    Attributes:
        passages: every text that is printed between Quốc hiệu and the last line, in print order.
        kind: abbreviation of Phụ lục III; empty for a công văn.
        day: the day whose law and whose names hold: the date of issue, the last day of its open
            period, else of the meeting; None if nothing says.
        parent, header: lines of ô 2.
        authority, position, signer: ô 7.
        meeting: None where the document tells of none.
        names: names of units that the directory knows, as it writes them.
        notice: for rules about assignments; None for a Word file.
        printed: for rules of format; None for a draft.
    """

    passages: tuple[Passage, ...]
    kind: str = ""
    number: int | None = None
    symbol: str = ""
    issued: PartialDate | None = None
    day: date | None = None
    place: str = ""
    subject: str = ""
    parent: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    position: str = ""
    signer: str = ""
    meeting: Meeting | None = None
    names: frozenset[str] = field(default=frozenset())
    notice: Notice | None = None
    printed: Printed | None = None

    def of(self, *components: str) -> Iterator[tuple[int, Passage]]:
        """Yield the passages of *components* with their index; without any, all of them."""
        for index, passage in enumerate(self.passages):
            if not components or passage.component in components:
                yield index, passage

    def prose(self) -> Iterator[tuple[int, Passage]]:
        """Yield the passages of running text: what a sentence can stand in."""
        return self.of(
            "subject",
            "letter-subject",
            "grounds",
            "body",
            "heading",
            "closing",
            "table-caption",
            "table-heading",
            "table-cell",
            "annex-title",
            "footnote",
        )


def of_notice(notice: Notice) -> Reading:
    """Return a draft's notice as content rules read it."""
    passages = [Passage(notice.subject, "subject", key="notice.subject")]
    passages += _body(notice.body, "")
    for at, annex in enumerate(notice.annexes, start=1):
        passages.append(Passage(annex.title, "annex-title", key=f"annexes:{at - 1}"))
        passages += _body(annex.body, f"pl{at}:")
    for at, block in enumerate(notice.recipients):
        passages += [
            Passage(line.text, "recipients", key=f"recipients:{at}/{number}")
            for number, line in enumerate(block.lines)
        ]
    directory = notice.agency.directory
    named = [(unit.name, *unit.aliases) for unit in directory.units]
    named += [(group.name, *group.aliases) for group in directory.groups]
    return Reading(
        passages=tuple(passages),
        kind=notice.kind,
        number=notice.number.number,
        symbol=notice.number.symbol,
        issued=notice.issued,
        day=notice.validity_day,
        place=notice.letterhead.place,
        subject=notice.subject,
        parent=notice.letterhead.parent,
        header=notice.letterhead.header,
        authority=notice.signature.authority,
        position=notice.signature.position,
        signer=notice.signature.name,
        meeting=notice.meeting,
        names=frozenset(name for each in named for name in each),
        notice=notice,
    )


def _body(body: tuple[Element, ...], prefix: str) -> Iterator[Passage]:
    """Yield the passages of a body; *prefix* is that of an annex's ids."""
    last = len(body) - 1
    for at, element in enumerate(body):
        key = f"{prefix}body:{at}"
        if isinstance(element, Item):
            yield from _item(element)
        elif isinstance(element, Table):
            yield from _table(element, key)
        else:
            name = "closing" if at == last and not prefix else "body"
            yield from _text(element, name, key)


def _item(item: Item) -> Iterator[Passage]:
    name = "heading" if item.heading else "body"
    yield from _text(item.text, name, item.id, item.marker, item.depth)
    if item.table is not None:
        yield from _table(item.table, item.id)
    for child in item.items:
        yield from _item(child)


def _table(table: Table, key: str) -> Iterator[Passage]:
    if table.caption.pieces:
        yield from _text(table.caption, "table-caption", key)
    for cell in table.columns:
        yield from _text(cell, "table-heading", key)
    for row in table.rows:
        for cell in row.cells:
            yield from _text(cell, "table-cell", row.id or key)


def _text(
    text: RichText, component: str, key: str, marker: str = "", depth: int = 0
) -> Iterator[Passage]:
    yield Passage(text.plain, component, marker, depth, key)
    for note in text.footnotes:
        yield Passage(note.plain, "footnote", key=key)
