"""A notice becomes a document with every string final; the templates only place them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from soanthao.notice import frames
from soanthao.notice.citation import annex_name
from soanthao.notice.document import Document, Form, PrintedAnnex, PrintedBlock
from soanthao.notice.letterhead import Letterhead, Signatory
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice, RecipientBlock, Urgency
from soanthao.notice.number import PartialDate
from soanthao.render.body import closed, printed_body
from soanthao.standard import kinds, nd30, wording
from soanthao.standard.length import Length
from soanthao.standard.metrics import longest_line


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document, and which of its printed paragraphs are fixed frames, not the notice's words.

    Attributes:
        fixed: the paragraphs of :meth:`Document.stream` that hold no order and no lead-in.
        prefix: words that stand before an order on its own line; empty without such a line.
    """

    document: Document
    fixed: frozenset[str]
    prefix: str = ""


def notice_sheet(notice: Notice) -> Sheet:
    """Return the notice itself (Mẫu 1.4)."""
    kind = kinds.kind(notice.kind)
    title = kind.title if kind else notice.kind
    body = tuple(closed(printed_body(notice.body)))
    document = replace(
        bare("notice", notice.letterhead, notice.signature, notice.urgency),
        title=f"{title}: {notice.subject}",
        kind=title,
        subject=notice.subject,
        subject_rule=rule_length("subject-rule", (notice.subject,), nd30.PAGE.text_width),
        number=wording.number_line(notice.number.number, notice.number.symbol),
        place_date=place_date(notice.letterhead, notice.issued, notice.validity_day.year),
        draft=notice.draft.upper(),
        body=body,
        recipients=tuple(printed_block(block) for block in notice.recipients),
        annexes=tuple(_annexes(notice)),
    )
    paragraphs = (each.plain for each in notice.elements() if isinstance(each, RichText))
    return Sheet(document, fixed_lines(document, paragraphs))


def bare(
    form: Form,
    letterhead: Letterhead,
    signatory: Signatory,
    urgency: Urgency | None,
) -> Document:
    """Return a document with head and signature, and nothing between them yet."""
    page = nd30.PAGE.turned() if form == "assignments" else nd30.PAGE
    header = tuple(line.upper() for line in letterhead.header)
    return Document(
        form=form,
        title="",
        parent=tuple(line.upper() for line in letterhead.parent),
        header=header,
        agency_rule=rule_length("agency-rule", header, nd30.head_columns(page)[0]),
        number="",
        place_date="",
        kind="",
        subject="",
        subject_rule=Length(0),
        urgency=wording.URGENCY[urgency] if urgency else "",
        draft="",
        addressees=(),
        body=(),
        recipients=(),
        authority=tuple(line.upper() for line in signatory.lines),
        signer=signatory.name,
    )


def rule_length(name: str, texts: Iterable[str], column: Length) -> Length:
    """Return how long the line called *name* is below *texts* in a *column* of that width."""
    rule = nd30.rule(name)
    row = nd30.component(rule.below)
    longest = max(longest_line(text, row.size.house, row.bold, column) for text in texts)
    return rule.length(longest)


def place_date(letterhead: Letterhead, issued: PartialDate | None, year: int) -> str:
    """Return ô 4 of what *letterhead* issues; without *issued* day and month of *year* are open."""
    if issued is None:
        return wording.place_date(letterhead.place, year)
    return wording.place_date(letterhead.place, issued.year, issued.month, issued.day)


def _annexes(notice: Notice) -> Iterator[PrintedAnnex]:
    for number, annex in enumerate(notice.annexes, start=1):
        name = annex_name(number, len(notice.annexes))
        body = tuple(printed_body(annex.body))
        yield PrintedAnnex(name, annex.title.upper(), annex_reference(notice), body)


def annex_reference(notice: Notice) -> str:
    """Return the line below an annex's title (III.1.c); open number and date are blanks."""
    kind = kinds.kind(notice.kind)
    number = wording.number(notice.number.number, notice.number.symbol)
    year = notice.validity_day.year
    issued = notice.issued or PartialDate(year)
    day = wording.date_in_words(issued.year, issued.month, issued.day)
    name = kind.name if kind else notice.kind
    return f"(Kèm theo {name} số {number} {day} của {frames.issuer(notice)})"


def printed_block(block: RecipientBlock) -> PrintedBlock:
    """Return a block of nơi nhận as it prints."""
    lines = wording.recipient_lines([line.text for line in block.lines])
    return PrintedBlock(wording.recipients_heading(block.heading), lines)


def fixed_lines(document: Document, sentences: Iterable[str]) -> frozenset[str]:
    """Return the paragraphs around the bodies, and *sentences* of the bodies that are frames."""
    annexes = tuple(replace(annex, body=()) for annex in document.annexes)
    around = replace(document, body=(), annexes=annexes)
    return frozenset(around.stream()) | frozenset(sentences)
