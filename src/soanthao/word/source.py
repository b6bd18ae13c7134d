"""A Word file that somebody else made, read as it prints.

Text is joined out of hundreds of runs, bold and italic are those that Word would show, numbers of
lists stand where they print, tracked changes are accepted (or rejected), letters of old Vietnamese
fonts become Unicode. What is not part of the flow is in ``dropped``; what is not certain is a
finding with its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.language.encodings import NAMES, Encoding
from soanthao.notice.source import (
    Dropped,
    Look,
    Place,
    Source,
    SourceBlock,
    SourceCell,
    SourceParagraph,
    SourceTable,
)
from soanthao.word import revisions as tracked
from soanthao.word.effective import Layout, Styles
from soanthao.word.legacy_doc import check_kind, is_old, to_docx
from soanthao.word.numbering import Numbering
from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.revisions import Mode, Revisions
from soanthao.word.source_blocks import Story
from soanthao.word.source_lines import lines_of, with_foot
from soanthao.word.source_model import (
    CHANGES,
    CONVERTED,
    INVISIBLE,
    OLD_FILE,
    RawBlock,
    RawParagraph,
    Remark,
    flat,
)
from soanthao.word.source_parts import Parts, R
from soanthao.word.source_runs import Pages
from soanthao.word.source_text import Letters, Settled

_LONGEST: Final = 2_000
"""Characters of a comment that a finding repeats."""
_ANCHOR: Final = 80
"""Characters of the words on which a comment hangs."""
_MARKED: Final = tuple(
    f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "t", "tab", "br", "p")
)
_WHOLE: Final = "cả văn bản"
_ASIDE: Final = {"headerReference": "đầu trang", "footerReference": "chân trang"}
_PAGE_FIELD: Final = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_NO_WORDS: Final = re.compile(r"(?i)(?:trang|[\d\s/|.–-])*")


def read_source(data: bytes, name: str = "", *, revisions: Mode = "accept") -> Source:
    """Return what the Word file *data* prints.

    *name* is the file's name for findings. A ``.doc`` is converted by LibreOffice first.

    Raises:
        BrokenWordFileError: it is no Word file, has a password, or is not safe to read.
        MissingToolError: it is a ``.doc`` and LibreOffice is not installed.
    """
    return read_all(data, name, revisions).source


@dataclass(frozen=True, slots=True)
class Met:
    """A paragraph on the way through a file, as it was read and as it prints.

    Attributes:
        place: with the number of the last paragraph that has text, if it has none itself.
    """

    raw: RawParagraph
    settled: Settled
    place: Place
    printed: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read, and what it was read from."""

    source: Source
    parts: Parts
    styles: Styles
    met: tuple[Met, ...]


def read_all(data: bytes, name: str = "", revisions: Mode = "accept") -> Reading:
    """Return what the Word file *data* prints, with the XML behind it.

    Raises:
        BrokenWordFileError: it is no Word file, has a password, or is not safe to read.
        MissingToolError: it is a ``.doc`` and LibreOffice is not installed.
    """
    check_kind(data, name)
    remarks: list[Remark] = []
    if is_old(data):
        data = to_docx(data, name)
        remarks.append(
            Remark(
                OLD_FILE,
                "tệp .doc được LibreOffice chuyển sang .docx rồi mới đọc; hãy đọc lại.",
                Severity.INFO,
            )
        )
    parts = Parts.open(data)
    changes = tracked.count(parts.body)
    if changes.all:
        remarks.append(_changes(changes, revisions))
    story = _story(parts, Revisions(revisions))
    blocks = [*story.read(parts.body), *story.end()]
    beside = list(_beside(parts, story))
    paragraphs = flat(blocks)
    letters = Letters([*paragraphs, *(raw for raw, _ in beside)])
    building = _Building(letters, name)
    for remark in remarks:
        building.find(remark, _WHOLE)
    built = tuple(building.blocks(blocks))
    for raw, why in beside:
        building.beside(raw, why)
    building.conclude()
    source = Source(built, tuple(building.dropped), tuple(building.findings))
    return Reading(source, parts, story.styles, tuple(building.met))


def _changes(changes: tracked.Changes, mode: Mode) -> Remark:
    read = "chấp nhận" if mode == "accept" else "từ chối"
    return Remark(
        CHANGES,
        f"tệp có {changes.all} chỗ sửa theo dõi (thêm {changes.inserted}, xóa {changes.deleted}, "
        f"chuyển {changes.moved}); chương trình đọc như đã {read} tất cả.",
        Severity.INFO,
    )


def _story(parts: Parts, revisions: Revisions) -> Story:
    """Return the body's flow with all that it refers to."""
    styles_root = parts.of_type("styles")
    numbering = Numbering(parts.of_type("numbering"), styles_root)
    body = parts.body
    rendered = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    sections = [_section_type(each) for each in body.iter(f"{W}sectPr")]
    broken = len(sections) > 1 or any(
        each.get(f"{W}type") == "page" for each in body.iter(f"{W}br")
    )
    broken = broken or next(body.iter(f"{W}pageBreakBefore"), None) is not None
    return Story(
        styles=Styles(styles_root, parts.of_type("theme"), numbering, revisions),
        revisions=revisions,
        numbering=numbering,
        notes={kind: _by_id(parts.of_type(f"{kind}s"), kind) for kind in ("footnote", "endnote")},
        comments=_comments(parts),
        pages=Pages(int(rendered or broken), rendered),
        sections=sections[1:],
    )


def _section_type(section: Element) -> str:
    kind = section.find(f"{W}type")
    return "" if kind is None else kind.get(f"{W}val") or ""


def _by_id(root: Element | None, kind: str) -> dict[str, Element]:
    found = () if root is None else root.iter(f"{W}{kind}")
    return {each.get(f"{W}id") or "": each for each in found}


def _comments(parts: Parts) -> dict[str, str]:
    """Return the comments by id, each with the words that it hangs on."""
    said = {
        identifier: _comment(each)
        for identifier, each in _by_id(parts.of_type("comments"), "comment").items()
    }
    words = _commented(parts.body) if said else {}
    told: dict[str, str] = {}
    for identifier, text in said.items():
        on = f", ở chữ “{words[identifier]}”" if words.get(identifier) else ""
        told[identifier] = f"“{text}”{on}" if text else ""
    return told


def _commented(body: Element) -> dict[str, str]:
    """Return by id of a comment the words between its marks; what is deleted is none."""
    open_: dict[str, list[str]] = {}
    found: dict[str, list[str]] = {}
    for node in body.iter(*_MARKED):
        identifier = node.get(f"{W}id") or ""
        if node.tag == f"{W}commentRangeStart":
            found[identifier] = open_[identifier] = []
        elif node.tag == f"{W}commentRangeEnd":
            open_.pop(identifier, None)
        else:
            for pieces in open_.values():
                pieces.append(node.text if node.tag == f"{W}t" and node.text else " ")
    return {identifier: _shortened("".join(pieces)) for identifier, pieces in found.items()}


def _shortened(text: str) -> str:
    squashed = unicodedata.normalize("NFC", " ".join(text.split()))
    return squashed if len(squashed) <= _ANCHOR else f"{squashed[:_ANCHOR]}…"


def _comment(comment: Element) -> str:
    paragraphs = (
        "".join(node.text or "" for node in each.iter(f"{W}t")) for each in comment.iter(f"{W}p")
    )
    text = " ".join(" ".join(paragraphs).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _beside(parts: Parts, story: Story) -> Iterator[tuple[RawParagraph, str]]:
    """Yield what stands at the head and foot of pages, each part once, and what it is."""
    seen: set[str] = set()
    for section in parts.body.iter(f"{W}sectPr"):
        for name, why in _ASIDE.items():
            for reference in section.iterfind(f"{W}{name}"):
                identifier = reference.get(f"{R}id") or ""
                root = None if identifier in seen else parts.referenced(identifier)
                seen.add(identifier)
                if root is not None:
                    yield story.aside(root), "số trang" if _has_page(root) else why


def _has_page(root: Element) -> bool:
    """Tell whether the number of the page, and no other word, stands below *root*."""
    codes = [
        *(each.text or "" for each in root.iter(f"{W}instrText")),
        *(each.get(f"{W}instr") or "" for each in root.iter(f"{W}fldSimple")),
    ]
    text = "".join(each.text or "" for each in root.iter(f"{W}t"))
    return any(map(_PAGE_FIELD.match, codes)) and _NO_WORDS.fullmatch(text) is not None


@dataclass(slots=True)
class _Building:
    """Makes the values of :mod:`soanthao.notice.source`, places counted."""

    letters: Letters
    name: str
    dropped: list[Dropped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    converted: dict[str, tuple[Encoding, Place]] = field(default_factory=dict)
    invisible: int = 0
    count: int = 0
    above: RawParagraph | None = None
    met: list[Met] = field(default_factory=list)

    def blocks(self, raws: Iterable[RawBlock]) -> Iterator[SourceBlock]:
        """Yield the blocks that hold text."""
        for raw in with_foot(raws):
            if isinstance(raw, RawParagraph):
                yield from self._lines(raw)
                continue
            page, first = next((each.page for each in flat([raw]) if each.has_text), 0), self.count
            rows = tuple(tuple(map(self._cell, row)) for row in raw.rows)
            self.above = None
            if self.count > first:
                yield SourceTable(rows, Place(page, first + 1))

    def _cell(self, paragraphs: list[RawParagraph]) -> SourceCell:
        self.above = None
        return SourceCell(tuple(each for raw in paragraphs for each in self._lines(raw)))

    def _lines(self, raw: RawParagraph) -> Iterator[SourceParagraph]:
        for line in lines_of(raw):
            yield from self._paragraph(line)

    def _paragraph(self, raw: RawParagraph) -> Iterator[SourceParagraph]:
        settled = self.letters.settle(raw)
        kept = bool(settled.text.pieces)
        self.count += kept
        place = Place(raw.page, max(self.count, 1))
        self.met.append(Met(raw, settled, place if kept else Place(raw.page, self.count), kept))
        self.dropped += (Dropped(text, why, place) for text, why in raw.left_out())
        for remark in (*raw.remarks, *settled.remarks):
            self.find(remark, str(place))
        for font, encoding in settled.converted.items():
            self.converted.setdefault(font, (encoding, place))
        self.invisible += settled.invisible
        if kept:
            yield SourceParagraph(settled.text, place, self._look(raw, settled.size))
        self.above = raw

    def _look(self, raw: RawParagraph, size: float) -> Look:
        layout = raw.layout
        return Look(
            alignment=layout.alignment or "left",
            left=round(layout.left or 0.0, 2),
            first=round(layout.first or 0.0, 2),
            size=size,
            gap=_room(layout, self.above),
        )

    def beside(self, raw: RawParagraph, why: str) -> None:
        """Note a header or footer."""
        settled = self.letters.settle(raw)
        if settled.text.plain:
            self.dropped.append(Dropped(settled.text.plain, why))
        self.dropped += (Dropped(text, each) for text, each in raw.left_out())
        for remark in (*raw.remarks, *settled.remarks):
            self.find(remark, why)

    def conclude(self) -> None:
        """Say once what concerns the whole file."""
        for font, (encoding, place) in self.converted.items():
            message = (
                f"chữ phông “{font}”, bảng mã {NAMES[encoding]}, đã được chuyển sang Unicode, từ "
                "chỗ này; hãy đọc lại."
            )
            self.find(Remark(CONVERTED, message, Severity.INFO), str(place))
        if self.invisible:
            message = f"đã bỏ {self.invisible} ký tự không nhìn thấy (gạch nối ẩn, dấu rộng 0 …)."
            self.find(Remark(INVISIBLE, message, Severity.INFO), _WHOLE)

    def find(self, remark: Remark, where: str) -> None:
        """Note a finding."""
        self.findings.append(
            Finding(remark.code, remark.message, self.name, severity=remark.severity, where=where)
        )


def _room(layout: Layout, above: RawParagraph | None) -> bool:
    """Tell whether there is room between a paragraph and the one above it."""
    before = layout.before or 0.0
    if above is None:
        return before > 0
    alike = layout.style == above.layout.style
    if layout.close and alike:
        before = 0.0
    after = 0.0 if above.layout.close and alike else above.layout.after or 0.0
    return before > 0 or after > 0 or not above.has_text
