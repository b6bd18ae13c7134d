"""Notice and letter become documents with every string final; the templates only place them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from soanthao.notice import frames
from soanthao.notice.citation import Place, places
from soanthao.notice.document import BodyComponent, Document, Paragraph, PrintedBlock
from soanthao.notice.item import Item
from soanthao.notice.letter import Letter, Line, Order
from soanthao.notice.letterhead import Letterhead, Signatory
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice, RecipientBlock, Urgency
from soanthao.notice.number import PartialDate
from soanthao.standard import kinds, nd30, wording
from soanthao.standard.length import Length
from soanthao.standard.metrics import longest_line

_OPEN_MARKS: Final = (";", ",", ":")
"""Marks at the end of a piece that the full stop of a closed sentence takes the place of."""


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
    body = tuple(_closed(_notice_body(notice)))
    document = replace(
        _bare("notice", notice.letterhead, notice.signature, notice.urgency),
        title=f"{title}: {notice.subject}",
        kind=title,
        subject=notice.subject,
        subject_rule=_rule("subject-rule", (notice.subject,), nd30.PAGE.text_width),
        number=wording.number_line(notice.number.number, notice.number.symbol),
        place_date=_place_date(notice.letterhead, notice.issued, notice.validity_day.year),
        draft=notice.draft.upper(),
        body=body,
        recipients=tuple(_block(block) for block in notice.recipients),
    )
    paragraphs = (each.plain for each in notice.body if isinstance(each, RichText))
    return Sheet(document, _fixed(document, paragraphs))


def letter_sheet(notice: Notice, letter: Letter) -> Sheet:
    """Return the công văn to one unit (Mẫu 1.5)."""
    agency, options = notice.agency, notice.letters
    letterhead = agency.issuers.get(options.issuer, agency.letterhead)
    signatory = options.signature or notice.signature
    issued = options.issued if isinstance(options.issued, PartialDate) else None
    writer = _LetterBody(notice, letter, places(notice))
    body = tuple(_closed(writer.paragraphs(signatory)))
    preview = "" if notice.is_final else (notice.draft or wording.DRAFT)
    subject = frames.subject(notice)
    document = replace(
        _bare("letter", letterhead, signatory, notice.urgency),
        title=f"{subject} - {letter.unit.name}",
        subject=subject,
        number=wording.number_line(
            options.numbers.get(letter.id), options.symbol or letterhead.symbols.letter
        ),
        place_date=_place_date(
            letterhead, issued, (notice.issued.year if notice.issued else notice.validity_day.year)
        ),
        draft=preview.upper(),
        addressees=wording.addressees((letter.unit.called,)),
        body=body,
        recipients=(_letter_recipients(notice, letter),),
    )
    return Sheet(document, _fixed(document, writer.sentences), writer.prefix)


class _LetterBody:
    """The body of one letter; remembers which sentences are frames."""

    def __init__(self, notice: Notice, letter: Letter, where: Mapping[str, Place]) -> None:
        self._notice = notice
        self._letter = letter
        self._places = where
        self.sentences: set[str] = set()
        self.prefix = ""

    def paragraphs(self, signatory: Signatory) -> Iterator[Paragraph]:
        notice, letter = self._notice, self._letter
        yield self._frame(frames.opening(notice, letter, signatory))
        numbered = [block for block in letter.blocks if block.kind != "told"]
        total = sum(len(block.orders) for block in numbered)
        number = 0
        for block in numbered:
            sentence, cited = "", False
            if block.kind == "joins":
                sentence, cited = frames.joins_sentence(notice, letter, self._places)
            if sentence:
                yield self._frame(sentence)
            for order in block.orders:
                number += 1
                marker = f"{number}." if total > 1 else ""
                yield from self._order(order, marker, cites=not cited)
        yield from self._told()
        general = frames.general_sentence(notice, letter, self._places)
        if general:
            yield self._frame(general)
        yield self._frame(frames.closing(notice, letter))

    def _order(self, order: Order, marker: str, *, cites: bool) -> Iterator[Paragraph]:
        for line in order.lead_ins:
            yield _content("", self._sentence(line, cites=False))
        yield _content(marker, self._sentence(order.first, cites=cites))
        for line in order.lines[1:]:
            yield _content(line.marker, self._sentence(line, cites=False))

    def _told(self) -> Iterator[Paragraph]:
        block = self._letter.block("told")
        if block is None:
            return
        words = frames.told_sentence(self._letter, block)
        if len(block.orders) == 1 and not block.orders[0].lead_ins:
            self.prefix = words
            first, *below = block.orders[0].lines
            yield _content(words, self._sentence(first, cites=True))
            for line in below:
                yield _content(line.marker, self._sentence(line, cites=False))
            return
        yield self._frame(words)
        for order in block.orders:
            yield from self._order(order, "-", cites=True)

    def _sentence(self, line: Line, *, cites: bool) -> RichText:
        """Return a line as a letter prints it: raised and closed where it is a piece, cited."""
        text = line.text
        if not line.is_whole:
            text = text.capitalized()
            if text.plain.endswith(_OPEN_MARKS):
                text = text.slice(0, len(text.plain) - 1)
            if frames.closing_mark_at(text.plain) == len(text.plain):
                text += RichText.plainly(".")
        if text.plain.endswith(wording.END):
            text = text.slice(0, len(text.plain) - len(wording.END)) + RichText.plainly(".")
        if cites:
            citation = frames.order_citation(self._notice, line, self._places)
            text = text.insert(frames.closing_mark_at(text.plain), citation)
        return text

    def _frame(self, sentence: str) -> Paragraph:
        self.sentences.add(sentence)
        return Paragraph("body", RichText.plainly(sentence))


def _notice_body(notice: Notice) -> Iterator[Paragraph]:
    for element in notice.body:
        if isinstance(element, RichText):
            yield Paragraph("body", element)
        elif isinstance(element, Item):
            for item in element.walk():
                component: BodyComponent = "heading" if item.heading else "body"
                yield Paragraph(component, _marked(item.marker, item.text))


def _closed(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield *paragraphs*; the last one stays with the signature block."""
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held if held.component == "heading" else Paragraph("closing", held.text)


def _content(before: str, text: RichText) -> Paragraph:
    return Paragraph("body", _marked(before, text))


def _marked(marker: str, text: RichText) -> RichText:
    return RichText.plainly(f"{marker} ") + text if marker else text


def _bare(
    form: Literal["notice", "letter"],
    letterhead: Letterhead,
    signatory: Signatory,
    urgency: Urgency | None,
) -> Document:
    """Return a document with head and signature, and nothing between them yet."""
    header = tuple(line.upper() for line in letterhead.header)
    return Document(
        form=form,
        title="",
        parent=tuple(line.upper() for line in letterhead.parent),
        header=header,
        agency_rule=_rule("agency-rule", header, nd30.head_columns()[0]),
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


def _rule(name: str, texts: Iterable[str], column: Length) -> Length:
    rule = nd30.rule(name)
    row = nd30.component(rule.below)
    longest = max(longest_line(text, row.size.house, row.bold, column) for text in texts)
    return rule.length(longest)


def _place_date(letterhead: Letterhead, issued: PartialDate | None, year: int) -> str:
    if issued is None:
        return wording.place_date(letterhead.place, year)
    return wording.place_date(letterhead.place, issued.year, issued.month, issued.day)


def _block(block: RecipientBlock) -> PrintedBlock:
    lines = wording.recipient_lines([line.text for line in block.lines])
    return PrintedBlock(wording.recipients_heading(block.heading), lines)


def _letter_recipients(notice: Notice, letter: Letter) -> PrintedBlock:
    options, agency = notice.letters, notice.agency
    own = agency.recipients if options.recipients is None else options.recipients
    lines = [wording.ENCLOSED, *own]
    lines += [f"{name} (p/h)" for name in letter.coordinating]
    lines += [f"{name} (để biết)" for name, _ in letter.informed]
    lines.append(wording.filed(agency.filed or "VT"))
    return PrintedBlock(wording.recipients_heading(), wording.recipient_lines(lines))


def _fixed(document: Document, sentences: Iterable[str]) -> frozenset[str]:
    """Return the paragraphs around the body, and *sentences* of the body that are frames."""
    return frozenset(replace(document, body=()).stream()) | frozenset(sentences)
