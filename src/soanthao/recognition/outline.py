"""A document taken apart into components and levels; nothing is resolved in a directory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from soanthao.findings import Finding
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Urgency
from soanthao.notice.number import PartialDate
from soanthao.notice.source import Place, SourceParagraph, SourceTable

OutlineForm = Literal["notice", "letter", "invitation", "extract", "party", "other"]
"""What the document is: a thông báo, a công văn, a giấy mời, a trích sao, a text of the Party."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A marked paragraph, or an unmarked one that introduces what stands below it (mục).

    Attributes:
        marker: as printed (``7.``, ``a)``, ``-``); empty where none is.
        text: without the marker.
        depth: depth in the numbering, 0-based; an unmarked item takes none.
        heading: printed bold throughout, and nothing else; the text then carries no bold.
    """

    marker: str
    text: RichText
    place: Place
    depth: int = 0
    heading: bool = False
    items: tuple[OutlineItem, ...] = ()
    table: SourceTable | None = None

    def walk(self) -> Iterator[OutlineItem]:
        """Yield the item and all that it contains, in print order."""
        yield self
        for child in self.items:
            yield from child.walk()


OutlineElement = SourceParagraph | OutlineItem | SourceTable


@dataclass(frozen=True, slots=True)
class OutlineRecipients:
    """A block of nơi nhận.

    Attributes:
        heading: without colon.
        lines: without dash, the closing mark as printed.
    """

    heading: str
    lines: tuple[SourceParagraph, ...]


@dataclass(frozen=True, slots=True)
class OutlineAnnex:
    """An annex: ``Phụ lục I``, its title, what it is enclosed with, its body."""

    number: str
    title: str
    reference: str
    body: tuple[OutlineElement, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The components of a document (thể thức), as found.

    Attributes:
        parent, header: lines of ô 2.
        kind: abbreviation of Phụ lục III (``TB``); empty if there is no tên loại.
        number, symbol: of ô 3; None and empty where they are open or missing.
        place, issued: of ô 4.
        subject: trích yếu in one line.
        authority, position, signer: ô 7 from above: ``TL. CHỦ TỊCH``, ``CHÁNH VĂN PHÒNG``, name.
        numbering: markers by depth as a draft writes them: ``("I.", "1.", "a)", "-")``.
        unplaced: text that is no component, behind the signature or in the header; each is in a
            finding too.
        findings: what was not certain, with its place.
    """

    form: OutlineForm
    parent: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    kind: str = ""
    number: int | None = None
    symbol: str = ""
    place: str = ""
    issued: PartialDate | None = None
    subject: str = ""
    urgency: Urgency | None = None
    draft: str = ""
    addressees: tuple[str, ...] = ()
    body: tuple[OutlineElement, ...] = ()
    recipients: tuple[OutlineRecipients, ...] = ()
    authority: tuple[str, ...] = ()
    position: str = ""
    signer: str = ""
    annexes: tuple[OutlineAnnex, ...] = ()
    numbering: tuple[str, ...] = ()
    unplaced: tuple[SourceParagraph, ...] = ()
    findings: tuple[Finding, ...] = ()

    def items(self) -> Iterator[OutlineItem]:
        """Yield every item of body and annexes in print order."""
        for body in (self.body, *(annex.body for annex in self.annexes)):
            for element in body:
                if isinstance(element, OutlineItem):
                    yield from element.walk()
