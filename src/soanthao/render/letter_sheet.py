"""A letter becomes a document: the công văn (Mẫu 1.5), its orders between fixed sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from soanthao.notice import frames
from soanthao.notice.citation import Place, places
from soanthao.notice.document import Block, Paragraph, PrintedBlock
from soanthao.notice.letter import Letter
from soanthao.notice.letterhead import Signatory
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.number import PartialDate
from soanthao.notice.orders import Line, Order, Rows
from soanthao.notice.subject import subject
from soanthao.render.body import closed, marked, printed_table
from soanthao.render.context import Sheet, bare, fixed_lines, place_date
from soanthao.standard import wording

_LISTING_MARKS: Final = (";", ",")
_OPEN_MARKS: Final = (*_LISTING_MARKS, ":")
"""Marks at the end of a piece that the full stop of a closed sentence takes the place of."""


def letter_sheet(notice: Notice, letter: Letter) -> Sheet:
    """Return the công văn to the readers of one letter (Mẫu 1.5)."""
    agency, options = notice.agency, notice.letters
    letterhead = agency.issuers.get(options.issuer, agency.letterhead)
    signatory = options.signature or notice.signature
    is_final = notice.is_final
    issued = options.issued if isinstance(options.issued, PartialDate) and is_final else None
    writer = _LetterBody(notice, letter, places(notice))
    body = tuple(closed(writer.blocks(signatory)))
    preview = "" if is_final else (notice.draft or wording.DRAFT)
    about = subject(notice)
    document = replace(
        bare("letter", letterhead, signatory, notice.urgency),
        title=f"{about} - {letter.name}",
        subject=about,
        number=wording.number_line(
            options.numbers.get(letter.id) if is_final else None,
            options.symbol or letterhead.symbols.letter,
        ),
        place_date=place_date(
            letterhead, issued, (notice.issued.year if notice.issued else notice.validity_day.year)
        ),
        draft=preview.upper(),
        addressees=wording.addressees(letter.called),
        body=body,
        recipients=(_letter_recipients(notice, letter),),
        address=letterhead.address,
    )
    return Sheet(document, fixed_lines(document, writer.sentences), writer.prefix)


class _LetterBody:
    """The body of one letter; remembers which sentences are frames."""

    def __init__(self, notice: Notice, letter: Letter, where: Mapping[str, Place]) -> None:
        self._notice = notice
        self._letter = letter
        self._places = where
        self.sentences: set[str] = set()
        self.prefix = ""

    def blocks(self, signatory: Signatory) -> Iterator[Block]:
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

    def _order(self, order: Order, marker: str, *, cites: bool) -> Iterator[Block]:
        for line in order.lead_ins:
            yield _content("", self._sentence(line, cites=False))
        if isinstance(order.first, Rows):
            words = frames.table_sentence(self._notice, order.first, self._places, cites=cites)
            yield self._frame(words, marker)
            yield from self._lines(order.lines)
        else:
            is_last = len(order.lines) == 1
            yield _content(marker, self._sentence(order.first, cites=cites, is_last=is_last))
            yield from self._lines(order.lines[1:])

    def _lines(self, lines: Sequence[Line | Rows]) -> Iterator[Block]:
        for line in lines:
            if isinstance(line, Rows):
                yield printed_table(line.table, line.rows)
            else:
                is_last = line is lines[-1]
                yield _content(line.marker, self._sentence(line, cites=False, is_last=is_last))

    def _told(self) -> Iterator[Block]:
        block = self._letter.block("told")
        if block is None:
            return
        words = frames.told_sentence(self._notice, self._letter, block)
        only = block.orders[0] if len(block.orders) == 1 else None
        if only and not only.lead_ins and isinstance(only.first, Line):
            self.prefix = words
            is_last = len(only.lines) == 1
            yield _content(words, self._sentence(only.first, cites=True, is_last=is_last))
            yield from self._lines(only.lines[1:])
            return
        yield self._frame(words)
        for order in block.orders:
            yield from self._order(order, "-", cites=True)

    def _sentence(self, line: Line, *, cites: bool, is_last: bool = False) -> RichText:
        """Return a line as a letter prints it: raised and closed where it is a piece, cited.

        The last line of an order closes: the list that went on in the notice ends here.
        """
        text = line.text
        if is_last and line.is_whole:
            text = _closed(text)
        if not line.is_whole:
            text = text.capitalized()
            opens = line.introduces and text.plain.endswith(":")
            if text.plain.endswith(_OPEN_MARKS) and not opens:
                text = _shortened(text, 1)
            if frames.is_open(text.plain):
                text += RichText.plainly(".")
        if text.plain.endswith(wording.END):
            text = _shortened(text, len(wording.END)) + RichText.plainly(".")
        if cites:
            is_open = frames.is_open(text.plain)
            citation = frames.order_citation(self._notice, line, self._places)
            text = text.insert(frames.closing_mark_at(text.plain), citation)
            if citation and frames.is_open(text.plain) and not is_open:
                text += RichText.plainly(".")
        return text

    def _frame(self, sentence: str, marker: str = "") -> Paragraph:
        text = marked(marker, RichText.plainly(sentence))
        self.sentences.add(text.plain)
        return Paragraph("body", text)


def _closed(text: RichText) -> RichText:
    """Return a whole text that ends an order with a closing mark, in the place of ``;``."""
    if text.plain.endswith(_LISTING_MARKS):
        text = _shortened(text, 1)
    return text + RichText.plainly(".") if frames.is_open(text.plain) else text


def _shortened(text: RichText, count: int) -> RichText:
    """Return *text* without its last *count* characters; the notes called there stay."""
    end = len(text.plain)
    return text.slice(0, end - count) + RichText.of(text.slice(end - count, end).footnotes)


def _content(before: str, text: RichText) -> Paragraph:
    return Paragraph("body", marked(before, text))


def _letter_recipients(notice: Notice, letter: Letter) -> PrintedBlock:
    options, agency = notice.letters, notice.agency
    own = agency.recipients if options.recipients is None else options.recipients
    lines = [wording.ENCLOSED, *own]
    lines += [f"{name} (p/h)" for name in letter.coordinating]
    lines += [f"{name} (để biết)" for name, _ in letter.informed]
    lines.append(wording.filed(agency.filed or "VT"))
    return PrintedBlock(wording.recipients_heading(), wording.recipient_lines(lines))
