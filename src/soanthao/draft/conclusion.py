"""conclusion.yaml: the read shape and its agency → one Notice, checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal, cast

from soanthao.draft.agency import ReadAgency, lines_of, signatory, text_of
from soanthao.draft.body import BodyReader
from soanthao.draft.faults import Faults, hint, shortened
from soanthao.draft.leaves import kept
from soanthao.draft.nodes import Listing, Node, Placed
from soanthao.draft.roles import Referee
from soanthao.draft.schema import (
    BlockShape,
    ConclusionShape,
    LettersShape,
    LineShape,
    NoticeShape,
)
from soanthao.draft.schema_agency import SignatoryShape
from soanthao.draft.shape import is_secret
from soanthao.draft.text import Prose
from soanthao.draft.when import deadline
from soanthao.language.nearest import nearest
from soanthao.notice.item import Annex
from soanthao.notice.letterhead import Agency, Letterhead, Signatory
from soanthao.notice.notice import (
    LetterForm,
    LetterOptions,
    Meeting,
    Notice,
    RecipientBlock,
    RecipientLine,
    ReportBack,
    Urgency,
)
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.notice.numbering import annex_prefix, starts_a_series
from soanthao.standard import kinds

_NUMBERING: Final = ("1.", "a)", "-", "+")
_HEADING: Final = "Nơi nhận"
_URGENCY: Final = ("khan", "thuong-khan", "hoa-toc")
_BY_ORDER: Final = ("TL.", "TUQ.")
_NOT_COPIED: Final = ("subject", "report", "recipients")
"""Keys of letters that a công văn prints and a trích sao does not."""
_NOBODY: Final = Signatory((), "", "")
_NOWHERE: Final = Letterhead((), (), "")


@dataclass(frozen=True, slots=True)
class ReadConclusion:
    """A notice, to be used only where no fault was noted, and the places of its items."""

    notice: Notice
    places: dict[str, Node]


def resolve_conclusion(
    shape: ConclusionShape, read: ReadAgency | None, faults: Faults, *, numbered_later: bool = False
) -> ReadConclusion:
    """Return the notice of *shape*; *read* is None where the agency cannot be read.

    With *numbered_later* an extract need not have its notice's number and date yet.
    """
    return _Resolver(shape, read, faults, numbered_later).resolve()


class _Resolver:
    def __init__(
        self, shape: ConclusionShape, read: ReadAgency | None, faults: Faults, numbered_later: bool
    ) -> None:
        self.shape, self.read, self.faults = shape, read, faults
        self.numbered_later = numbered_later
        self.day = self._validity_day()
        self.referee = Referee(read, self.day, faults)

    def resolve(self) -> ReadConclusion:
        shape, written, meeting = self.shape, self.shape.notice, self.shape.meeting
        letterhead = self._letterhead(written.issuer if written else None)
        numbering = self._numbering()
        reader = BodyReader(numbering, self.referee, self.faults)
        body = reader.read(shape.body)
        annexes = tuple(
            Annex(text_of(annex.title), reader.read(annex.body, annex_prefix(number)))
            for number, annex in enumerate(shape.annexes, start=1)
            if annex
        )
        reader.check_ids()
        self._check_lists()
        kind = self._kind(written)
        signed = self._signatory(shape.signature)
        notice = Notice(
            agency=self._agency(),
            letterhead=letterhead,
            kind=kind,
            number=self._number(written, kind, letterhead),
            issued=written.issued.value if written and written.issued else None,
            subject=text_of(written.subject) if written else "",
            validity_day=self.day or date.min,
            meeting=Meeting(
                text_of(meeting.name),
                tuple(day.value for day in kept(meeting.held)),
                text_of(meeting.chair),
                text_of(meeting.place),
            )
            if meeting
            else Meeting(),
            body=body,
            recipients=self._recipients(),
            signature=signed,
            letters=self._letters(signed),
            numbering=numbering,
            annexes=annexes,
            urgency=self._urgency(written),
            draft=self._draft(written),
        )
        return ReadConclusion(notice, {id: node for id, node, _ in reader.places})

    def _validity_day(self) -> date | None:
        """Return the day on which the units must exist, as the contract defines it."""
        written, meeting = self.shape.notice, self.shape.meeting
        issued = written.issued.value if written and written.issued else None
        if issued and issued.complete:
            return issued.complete
        held = kept(meeting.held) if meeting else ()
        if held:
            return max(day.value for day in held)
        if issued:
            return issued.first_day
        faulty = (written is None or written.has("issued")) or (
            (meeting is None and self.shape.has("meeting")) or (meeting and meeting.has("held"))
        )
        if not faulty and written:
            self.faults.add("Y516", written.node)
        return None

    def _agency(self) -> Agency:
        if self.read is None:
            return Agency("", "", _NOWHERE)
        agency, meeting = self.read.agency, self.shape.meeting
        if agency.head or meeting is None:
            return agency
        return replace(agency, head=text_of(meeting.chair))

    def _letterhead(self, issuer: Placed[str] | None) -> Letterhead:
        if self.read is None:
            return _NOWHERE
        if issuer is None:
            return self.read.agency.letterhead
        if issuer.value not in self.read.issuers:
            known = sorted(self.read.issuers)
            near = hint(nearest(issuer.value, known), known)
            self.faults.add("Y507", issuer.node, id=shortened(issuer.value), hint=near)
        return self.read.agency.issuers.get(issuer.value, _NOWHERE)

    def _numbering(self) -> tuple[str, ...]:
        lines = self.shape.numbering
        if lines is None:
            return _NUMBERING
        for line in kept(lines):
            if not starts_a_series(line.value):
                self.faults.add("Y530", line.node, text=line.value)
        return tuple(line.value for line in kept(lines))

    def _check_lists(self) -> None:
        """Note lists that must hold something and are empty."""
        pairs = [(self.shape, "body"), *((annex, "body") for annex in kept(self.shape.annexes))]
        for shape, key in pairs:
            node = shape.node.at(key)
            if shape.has(key) and isinstance(node, Listing) and not node.items:
                self.faults.add("Y317", node)

    def _kind(self, written: NoticeShape | None) -> str:
        if written is None or written.kind is None:
            return "TB"
        word = written.kind.value
        if kinds.kind(word) is None:
            known = [kind.abbreviation for kind in kinds.KINDS if kind.abbreviation]
            near = hint(nearest(word, known))
            self.faults.add("Y514", written.kind.node, text=shortened(word), hint=near)
        return word

    def _number(
        self, written: NoticeShape | None, kind: str, letterhead: Letterhead
    ) -> DocumentNumber:
        number = written.number.value if written and written.number else None
        symbol = text_of(written.symbol) if written else ""
        if not symbol:
            symbol = letterhead.symbols.notice
            if kind != "TB" and symbol.startswith("TB-"):
                symbol = f"{kind}-{symbol.removeprefix('TB-')}"
        sound = self.read and letterhead is not _NOWHERE and written
        if sound and written and not symbol and not written.has("symbol"):
            self.faults.add("Y524", written.node)
        return DocumentNumber(number, symbol)

    def _urgency(self, written: NoticeShape | None) -> Urgency | None:
        if written is None or written.urgency is None:
            return None
        word, node = written.urgency.value, written.urgency.node
        if is_secret(word):
            self.faults.add("Y512", node, word=word)
        elif word not in _URGENCY:
            near = hint(nearest(word, _URGENCY))
            shown = ", ".join(_URGENCY)
            self.faults.add("Y310", node, text=shortened(word), hint=near, choices=shown)
        return cast("Urgency", word)

    def _draft(self, written: NoticeShape | None) -> str:
        if written is None or written.draft is None or not written.draft.value:
            return ""
        if is_secret(written.draft.value):
            self.faults.add("Y512", written.draft.node, word=written.draft.value)
        elif written.has("number"):
            self.faults.add("Y513", written.draft.node)
        return written.draft.value

    def _recipients(self) -> tuple[RecipientBlock, ...]:
        written: tuple[Prose | LineShape | BlockShape, ...] = kept(self.shape.recipients)
        blocks: list[BlockShape] = []
        loose: list[Prose | LineShape] = []
        for each in written:
            if isinstance(each, BlockShape):
                blocks.append(each)
            else:
                loose.append(each)
        if blocks and loose:
            self.faults.add("Y531", loose[0].node)
        if loose:
            return (RecipientBlock(_HEADING, self._lines(tuple(loose))),)
        return tuple(
            RecipientBlock(text_of(block.heading).rstrip(": "), self._lines(kept(block.lines)))
            for block in blocks
        )

    def _lines(self, lines: tuple[Prose | LineShape, ...]) -> tuple[RecipientLine, ...]:
        return tuple(
            RecipientLine(line.value)
            if isinstance(line, Prose)
            else RecipientLine(text_of(line.text), self.referee.named(line.units))
            for line in lines
        )

    def _signatory(self, written: Placed[str] | SignatoryShape | None) -> Signatory:
        if written is None:
            return _NOBODY
        if isinstance(written, SignatoryShape):
            signed = signatory(written, self.faults)
        else:
            if self.read is None:
                return _NOBODY
            if written.value not in self.read.signatories:
                known = sorted(self.read.signatories)
                near = hint(nearest(written.value, known), known)
                self.faults.add("Y505", written.node, id=shortened(written.value), hint=near)
            found = self.read.agency.signatories.get(written.value)
            if found is None:
                return _NOBODY
            signed = found
        self._check_term(signed, written.node)
        return signed

    def _check_term(self, signed: Signatory, node: Node) -> None:
        """Note a signatory who does not hold the office on the validity day."""
        if self.day is None:
            return
        start, until = signed.valid_from, signed.valid_until
        if (start and self.day < start) or (until and until < self.day):
            term = f"từ {start or '…'} đến {until or 'nay'}"
            self.faults.add("Y506", node, name=signed.name, day=self.day, term=term)

    def _letters(self, signed: Signatory) -> LetterOptions:
        written = self.shape.letters
        if written is None:
            if not self.shape.has("letters"):
                self._check_letter(None, LetterOptions(), signed)
            issuer = self._issuer_of(None)
            return LetterOptions(issuer=issuer.value if issuer else "")
        own = self._signatory(written.signature) if written.has("signature") else None
        issuer = self._issuer_of(written)
        options = LetterOptions(
            form=cast("LetterForm", _chosen(written.form, "cong-van")),
            per="audience" if _chosen(written.per, "unit") == "audience" else "unit",
            subject=text_of(written.subject),
            symbol=text_of(written.symbol),
            issuer=issuer.value if issuer else "",
            issued=self._letters_issued(written),
            numbers=self._letter_numbers(written),
            general=cast(
                "Literal['reference', 'verbatim', 'none']", _chosen(written.general, "reference")
            ),
            report=self._report(written),
            recipients=lines_of(written.recipients) if written.has("recipients") else None,
            signature=own,
            only=self.referee.named(written.only),
            skip=self.referee.named(written.skip),
        )
        if written.form is not None or not written.has("form"):
            self._check_letter(written, options, own or signed)
        if options.form in ("trich-sao", "trich-sao-dien-tu"):
            self._check_extract(written, options)
        return options

    def _issuer_of(self, written: LettersShape | None) -> Placed[str] | None:
        """Return who issues the letters: whoever issues the notice, where the same one signs."""
        if written is not None and (written.has("issuer") or written.has("signature")):
            return written.issuer
        return self.shape.notice.issuer if self.shape.notice else None

    def _report(self, written: LettersShape) -> ReportBack | None:
        if written.report is None:
            return None
        return ReportBack(text_of(written.report.to), deadline(written.report.by, self.faults))

    def _letters_issued(self, written: LettersShape) -> PartialDate | datetime | None:
        if written.issued is None:
            return None
        value = written.issued.value
        form = written.form.value if written.form else ""
        timed = form == "trich-sao-dien-tu" or (not form and written.has("form"))
        if isinstance(value, datetime) and not timed:
            self.faults.add("Y528", written.issued.node)
        return value

    def _letter_numbers(self, written: LettersShape) -> dict[str, int]:
        numbers: dict[str, int] = {}
        holders: dict[int, str] = {}
        fields = written.node.at("numbers")
        for id, number in written.numbers.items():
            key = getattr(fields, "key", None)
            self.referee.check(id, key(id) if key else fields)
            if number is None:
                continue
            if number.value in holders:
                other = holders[number.value]
                self.faults.add("Y529", number.node, number=number.value, other=other)
            holders.setdefault(number.value, id)
            numbers[id] = number.value
        return numbers

    def _check_letter(
        self, written: LettersShape | None, options: LetterOptions, signed: Signatory
    ) -> None:
        """Note what a công văn cannot do without."""
        letterhead = self._letterhead(self._issuer_of(written))
        if options.form != "cong-van" or self.read is None:
            return
        agency, place = self._agency(), written.node if written else self.shape.node
        meeting = self.shape.meeting
        named = meeting.has("name") if meeting else self.shape.has("meeting")
        if not named and not (written and written.has("subject")):
            self.faults.add("Y527", place)
        symbol = options.symbol or letterhead.symbols.letter
        if not symbol and letterhead is not _NOWHERE and not (written and written.has("symbol")):
            self.faults.add("Y532", place)
        root = self.read.shape
        chaired = meeting is not None and meeting.has("chair")
        if not agency.head and not root.has("head") and not chaired:
            self.faults.add("Y409", root.node)
        by_order = bool(signed.authority) and signed.authority[0].startswith(_BY_ORDER)
        if by_order and not root.has("office"):
            self.faults.add("Y410", root.node)

    def _check_extract(self, written: LettersShape, options: LetterOptions) -> None:
        """Note what a trích sao cannot do without, and what it does not print."""
        for key in _NOT_COPIED:
            if written.has(key):
                self.faults.warn("Y536", written.node.key(key))
        notice, place = self.shape.notice, written.node.at("form")
        if notice is not None and not self.numbered_later:
            issued = notice.issued.value if notice.issued else None
            lacking = {}
            if not notice.has("number"):
                lacking["số"] = "“notice.number”"
            if not notice.has("issued") or (issued and issued.complete is None):
                lacking["ngày ban hành đầy đủ"] = "“notice.issued” (như 2020-05-28)"
            if lacking:
                words, keys = " và ".join(lacking), " và ".join(lacking.values())
                self.faults.add("Y534", place, lacking=words, keys=keys)
        letterhead = self._letterhead(self._issuer_of(written))
        symbol = options.symbol or letterhead.symbols.extract
        is_open = self.read and letterhead is not _NOWHERE and not written.has("symbol")
        if options.form == "trich-sao" and not symbol and is_open:
            self.faults.add("Y535", place)


def _chosen(written: Placed[str] | None, default: str) -> str:
    return written.value if written else default
