"""A document with every string final: what Word, PDF and the proof all hold in their hands.

The rooms ``word`` and ``pdf`` only place these strings; the proof compares the files with
:meth:`Document.stream`, :meth:`Document.notes` and :meth:`Document.beside`. A component has one
name: the Word style, the CSS class, the table row.

Notes are numbered through the whole document in the order of their calls. In text that is compared
a call is one character, :func:`call`, so that a note's number is never taken for a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final, Literal

from soanthao.notice.markup import Footnote, RichText
from soanthao.standard import wording
from soanthao.standard.length import Length

Form = Literal["notice", "letter", "extract", "assignments", "register"]
"""``extract`` is a trích sao, on paper or electronic; ``assignments`` the landscape table;
``register`` the book of outgoing documents, which prints as PDF only."""
BodyComponent = Literal["body", "heading", "closing"]
"""``closing`` is the last paragraph of a body: it stays with the signature block."""

FIRST_CALL: Final = 0xE001
"""The call of note 1 in compared text; a private character that no draft may hold."""
LAST_CALL: Final = 0xF8FF


def call(number: int) -> str:
    """Return what stands for the call of note *number* (1 or more) in compared text."""
    return chr(FIRST_CALL - 1 + number)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, marker included, format as runs, notes where they are called."""

    component: BodyComponent
    text: RichText


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of the body (bảng): its heading row is repeated on every page.

    No row is broken that fits on a page below it.

    Attributes:
        caption: above the table; empty prints none.
        columns: the heading row.
        rows: cells, as many in each row as there are columns.
        widths: of the columns; together no more than the text width.
        counts: ``(1)``, ``(2)`` … below the heading row and repeated with it; empty prints none.
    """

    caption: RichText
    columns: tuple[RichText, ...]
    rows: tuple[tuple[RichText, ...], ...]
    widths: tuple[Length, ...]
    counts: tuple[RichText, ...] = ()

    @property
    def heading(self) -> tuple[RichText, ...]:
        """What is repeated on every page: the heading row and the counts below it."""
        return (*self.columns, *self.counts)

    def texts(self) -> Iterator[tuple[RichText, ...]]:
        """Yield what is printed, line by line: caption, heading row with its counts, rows."""
        yield (self.caption,)
        yield self.heading
        yield from self.rows


Block = Paragraph | PrintedTable
"""What a body is made of."""


@dataclass(frozen=True, slots=True)
class PrintedAnnex:
    """An annex (phụ lục), on pages of its own that count from 1 (III.1).

    Attributes:
        number: ``Phụ lục I``; ``Phụ lục`` where there is one only.
        title: CAPS.
        reference: ``(Kèm theo Thông báo số …)``.
    """

    number: str
    title: str
    reference: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A block of nơi nhận as printed: ``Nơi nhận:`` and lines with dash and closing mark."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """What stands below the full-width line of a trích sao on paper (Mẫu 3.1).

    Attributes:
        agency: the copying agency in one line, CAPS.
        agency_rule: length of the line below it.
        kind: ``TRÍCH SAO``.
        number, place_date, recipients, authority, signer: the copy's own.
    """

    agency: str
    agency_rule: Length
    kind: str
    number: str
    place_date: str
    recipients: PrintedBlock
    authority: tuple[str, ...]
    signer: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a book (bìa; Phụ lục IV, I.1).

    Attributes:
        lines: below the title: year, days, numbers, volume.
        note: at its foot; may be empty.
    """

    lines: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One sheet to sign: a notice (Mẫu 1.4), a công văn (Mẫu 1.5), a trích sao (Mẫu 3.1, 3.2).

    Also the bảng phân công, which is a body of one table on landscape pages, and the sổ đăng ký văn
    bản đi, which has a cover in the place of the head.

    Attributes:
        form: which template.
        title: for the files' properties; names nobody but the addressee.
        parent, header: ô 2, plain and bold lines.
        agency_rule: length of the line below ô 2.
        number: ô 3, ``Số: 125/TB-UBND``; blanks are no-break spaces.
        place_date: ô 4.
        kind: ô 5a, ``THÔNG BÁO``; empty in a letter.
        subject: ô 5a, or ``V/v …`` of ô 5b in a letter.
        subject_rule: length of the line below ô 5a.
        urgency: ô 10b as printed, or empty.
        draft: draft mark as printed, or empty.
        addressees: ô 9a line by line: ``Kính gửi: …``, or ``Kính gửi:`` and dashed lines.
        body: ô 6.
        recipients: ô 9b.
        authority: ô 7a line by line, the position last.
        signer: ô 7b.
        signed: what stands for the signature in a copy: ``(Đã ký)``; empty elsewhere.
        annexes: behind the signature.
        copy: the copy block of a trích sao on paper, behind the last annex.
        copy_mark: ô 14 of an electronic trích sao, top right of page 1; empty elsewhere.
        address: ô 13, at the foot of page 1 below a full-width line.
        cover: the cover of a book, below the agency and ``kind``; there is no ô 1 then.
    """

    form: Form
    title: str
    parent: tuple[str, ...]
    header: tuple[str, ...]
    agency_rule: Length
    number: str
    place_date: str
    kind: str
    subject: str
    subject_rule: Length
    urgency: str
    draft: str
    addressees: tuple[str, ...]
    body: tuple[Block, ...]
    recipients: tuple[PrintedBlock, ...]
    authority: tuple[str, ...]
    signer: str
    signed: str = ""
    annexes: tuple[PrintedAnnex, ...] = ()
    copy: CopyBlock | None = None
    copy_mark: str = ""
    address: tuple[str, ...] = ()
    cover: Cover | None = None

    def stream(self) -> tuple[str, ...]:
        """Return every printed paragraph in reading order; page numbers and notes left out.

        Layout tables are read cell by cell, row by row: ô 2, ô 1, then the left cell of the
        second row (ô 3, V/v, ô 10b, draft mark), ô 4; at the foot nơi nhận, then the signature.
        A table of the body is read row by row, the cells of a row as one line with a blank
        between them, the heading row once. Annexes follow the signature, and the block of a copy
        whatever is copied (P.II, II.2). Calls of notes stand in the text as :func:`call`.
        """
        return tuple(line for line in self._lines() if line)

    def notes(self) -> tuple[str, ...]:
        """Return the notes (chú thích) in order, each behind its own :func:`call` and a blank."""
        notes = (note for text in self._texts() for note in text.footnotes)
        return tuple(f"{call(number)} {note.plain}" for number, note in enumerate(notes, start=1))

    def beside(self) -> tuple[str, ...]:
        """Return what stands on page 1 outside the flow: ô 14, then ô 13 line by line."""
        return tuple(line for line in (self.copy_mark, *self.address) if line)

    def heading_rows(self) -> tuple[str, ...]:
        """Return the heading rows of the tables in order, which pages repeat."""
        blocks = (*self.body, *(block for annex in self.annexes for block in annex.body))
        return tuple(
            _joined(text.plain for text in block.heading)
            for block in blocks
            if isinstance(block, PrintedTable)
        )

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows of the tables in order, heading rows too, cell by cell, with calls.

        Cells that say nothing are left out; the cells of a row joined are its line of the stream.
        """
        calls = count(1)
        bodies = (self.body, *(annex.body for annex in self.annexes))
        return tuple(row for body in bodies for row in _rows(body, calls) if row)

    def _texts(self) -> Iterator[RichText]:
        """Yield every text that may call a note, in print order."""
        for body in (self.body, *(annex.body for annex in self.annexes)):
            for block in body:
                if isinstance(block, Paragraph):
                    yield block.text
                else:
                    for line in block.texts():
                        yield from line

    def _lines(self) -> Iterator[str]:
        calls = count(1)
        yield from (*self.parent, *self.header)
        if self.cover is None:
            yield from self._head()
        else:
            yield from (self.kind, *self.cover.lines, self.cover.note)
        yield from _body_lines(self.body, calls)
        for block in self.recipients:
            yield from (block.heading, *block.lines)
        yield from (*self.authority, self.signed, self.signer)
        for annex in self.annexes:
            yield from (annex.number, annex.title, annex.reference)
            yield from _body_lines(annex.body, calls)
        if self.copy is not None:
            yield from _copy_lines(self.copy)

    def _head(self) -> Iterator[str]:
        yield from (wording.NATIONAL_NAME, wording.MOTTO, self.number)
        if self.form == "letter":
            yield self.subject
        yield from (self.urgency, self.draft, self.place_date, self.kind)
        if self.form != "letter":
            yield self.subject
        yield from self.addressees


def _body_lines(body: Iterable[Block], calls: Iterator[int]) -> Iterator[str]:
    for block in body:
        if isinstance(block, Paragraph):
            yield _called(block.text, calls)
        else:
            for line in block.texts():
                yield _joined(_called(text, calls) for text in line)


def _rows(body: Iterable[Block], calls: Iterator[int]) -> Iterator[tuple[str, ...]]:
    for block in body:
        lines = iter(((block.text,),) if isinstance(block, Paragraph) else block.texts())
        above = next(lines)
        for text in above:
            _called(text, calls)
        for line in lines:
            yield tuple(filter(None, (_called(text, calls) for text in line)))


def _called(text: RichText, calls: Iterator[int]) -> str:
    """Return *text* with the calls of its notes."""
    return "".join(
        call(next(calls)) if isinstance(piece, Footnote) else piece.text for piece in text.pieces
    )


def _joined(cells: Iterable[str]) -> str:
    return " ".join(cell for cell in cells if cell)


def _copy_lines(copy: CopyBlock) -> Iterator[str]:
    yield from (copy.agency, copy.kind, copy.number, copy.place_date)
    yield from (copy.recipients.heading, *copy.recipients.lines)
    yield from (*copy.authority, copy.signer)
