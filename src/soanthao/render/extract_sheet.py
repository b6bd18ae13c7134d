"""A letter becomes a trích sao: the notice again, but of its body only what concerns the units.

Head, foot and signature are the notice's own; on paper the copy's own block stands below them
(Mẫu 3.1), on an electronic copy its mark at the top of page 1 (Mẫu 3.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from soanthao.notice import frames
from soanthao.notice.document import (
    Block,
    BodyComponent,
    CopyBlock,
    Paragraph,
    PrintedAnnex,
    PrintedBlock,
    PrintedTable,
)
from soanthao.notice.extract import CutTable, Entry, Extract, extract
from soanthao.notice.letter import Letter
from soanthao.notice.letterhead import Letterhead
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.number import PartialDate
from soanthao.render.body import closed, marked, printed_table
from soanthao.render.context import Sheet, fixed_lines, notice_sheet, place_date, rule_length
from soanthao.standard import nd30, wording

_FILED: Final = "VT"
"""Copies are kept by văn thư alone (Mẫu 3.1)."""


def extract_sheet(notice: Notice, letter: Letter) -> Sheet:
    """Return the trích sao of an issued *notice* for the units of *letter*.

    On paper where ``letters.form`` is ``trich-sao``, electronic otherwise.
    """
    original = notice_sheet(notice).document
    cut = extract(notice, letter.pairs)
    is_paper = notice.letters.form == "trich-sao"
    printed = {annex.number: tuple(_blocks(annex.body)) for annex in cut.annexes}
    document = replace(
        original,
        form="extract",
        title=f"{wording.EXTRACT}: {notice.subject} - {letter.name}",
        draft="",
        body=tuple(closed(_blocks(cut.body))),
        signed=wording.SIGNED,
        annexes=tuple(_annexes(original.annexes, printed)),
        copy=_copy_block(notice, letter) if is_paper else None,
        copy_mark="" if is_paper else _copy_mark(notice),
    )
    around = replace(document, annexes=tuple(replace(each, body=()) for each in document.annexes))
    return Sheet(document, fixed_lines(around, _frames(cut)))


def _blocks(entries: Iterable[Entry]) -> Iterator[Block]:
    for entry in entries:
        if isinstance(entry, CutTable):
            yield _table(entry)
        else:
            component: BodyComponent = "heading" if entry.heading else "body"
            yield Paragraph(component, marked(entry.marker, entry.text))


def _table(cut: CutTable) -> PrintedTable:
    """Return a cut table; the widest column says where rows are left out, it has room for it."""
    whole = printed_table(cut.table, ())
    widest = whole.widths.index(max(whole.widths))
    omitted = [RichText()] * len(whole.widths)
    omitted[widest] = RichText.plainly(wording.OMITTED)
    rows = tuple(tuple(omitted) if row is None else row.cells for row in cut.rows)
    return replace(whole, rows=rows)


def _annexes(
    annexes: Iterable[PrintedAnnex], printed: Mapping[int, tuple[Block, ...]]
) -> Iterator[PrintedAnnex]:
    for number, annex in enumerate(annexes, start=1):
        if number in printed:
            yield replace(annex, body=printed[number])


def _frames(cut: Extract) -> Iterator[str]:
    """Yield the lines of the bodies that are cut from no item and no row, calls left out."""
    for entries in (cut.body, *(annex.body for annex in cut.annexes)):
        for entry in entries:
            if isinstance(entry, CutTable):
                yield entry.table.caption.plain
                yield " ".join(text.plain for text in entry.table.columns if text.plain)
                if None in entry.rows:
                    yield wording.OMITTED
            elif not entry.item:
                yield entry.text.plain


def _copy_block(notice: Notice, letter: Letter) -> CopyBlock:
    options = notice.letters
    letterhead = _letterhead(notice)
    name = _agency(notice, letterhead).upper()
    signatory = options.signature or notice.signature
    issued = options.issued
    symbol = options.symbol or letterhead.symbols.extract
    day = PartialDate.of(issued.date()) if isinstance(issued, datetime) else issued
    return CopyBlock(
        agency=name,
        agency_rule=rule_length("agency-rule", (name,), nd30.head_columns()[0]),
        kind=wording.EXTRACT,
        number=wording.number_line(options.numbers.get(letter.id), symbol),
        place_date=place_date(letterhead, day, _year(notice)),
        recipients=_recipients(letter),
        authority=tuple(line.upper() for line in signatory.lines),
        signer=signatory.name,
    )


def _recipients(letter: Letter) -> PrintedBlock:
    if letter.group is not None:
        name = letter.group.name
        names = [name[:1].upper() + name[1:]]
    else:
        names = [unit.name for unit in letter.units]
    lines = wording.recipient_lines([*names, wording.filed(_FILED)])
    return PrintedBlock(wording.recipients_heading(), lines)


def _copy_mark(notice: Notice) -> str:
    issued = notice.letters.issued
    agency = frames.committee_short(_agency(notice, _letterhead(notice)))
    if isinstance(issued, datetime):
        return wording.copy_mark(agency, wording.running_date(issued.date()), issued.time())
    return wording.copy_mark(agency, _day(issued or PartialDate(_year(notice))), None)


def _day(issued: PartialDate) -> str:
    day = issued.complete
    if day is not None:
        return wording.running_date(day)
    month = wording.month(issued.month) if issued.month else wording.BLANK_DAY
    return f"{wording.BLANK_DAY}/{month}/{issued.year}"


def _letterhead(notice: Notice) -> Letterhead:
    """Return the letterhead of who makes the copy."""
    agency = notice.agency
    return agency.issuers.get(notice.letters.issuer, agency.letterhead)


def _agency(notice: Notice, letterhead: Letterhead) -> str:
    agency = notice.agency
    return agency.name if letterhead == agency.letterhead else agency.office or agency.name


def _year(notice: Notice) -> int:
    return notice.issued.year if notice.issued else notice.validity_day.year
