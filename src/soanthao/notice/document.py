"""A document with every string final: what Word, PDF and the proof all hold in their hands.

The rooms ``word`` and ``pdf`` only place these strings; the proof compares the files with
:meth:`Document.stream`. A component has one name: the Word style, the CSS class, the table row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from soanthao.notice.markup import RichText
from soanthao.standard import wording
from soanthao.standard.length import Length

BodyComponent = Literal["body", "heading", "closing"]
"""``closing`` is the last paragraph of a body: it stays with the signature block."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, marker included, format as runs."""

    component: BodyComponent
    text: RichText


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A block of nơi nhận as printed: ``Nơi nhận:`` and lines with dash and closing mark."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One sheet to sign: a notice (Mẫu 1.4) or a công văn (Mẫu 1.5).

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
    """

    form: Literal["notice", "letter"]
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
    body: tuple[Paragraph, ...]
    recipients: tuple[PrintedBlock, ...]
    authority: tuple[str, ...]
    signer: str

    def stream(self) -> tuple[str, ...]:
        """Return every printed paragraph in reading order, page numbers left out.

        Tables are read cell by cell, row by row: ô 2, ô 1, then the left cell of the second row
        (ô 3, V/v, ô 10b, draft mark), ô 4; at the foot nơi nhận, then the signature.
        """
        return tuple(line for line in self._lines() if line)

    def _lines(self) -> Iterator[str]:
        yield from (*self.parent, *self.header, wording.NATIONAL_NAME, wording.MOTTO)
        yield self.number
        if self.form == "letter":
            yield self.subject
        yield from (self.urgency, self.draft, self.place_date, self.kind)
        if self.form == "notice":
            yield self.subject
        yield from self.addressees
        yield from (paragraph.text.plain for paragraph in self.body)
        for block in self.recipients:
            yield from (block.heading, *block.lines)
        yield from (*self.authority, self.signer)
