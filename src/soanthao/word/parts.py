"""Parts of a Word file beside its text that a document brings: notes, ô 13, ô 14.

They are written here and not by docxtpl, which renders ``footnotes.xml`` once per section and would
execute a note's own words as a template. Only what a document needs is added; a file without notes
has no part for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from posixpath import basename, dirname, join
from typing import Final
from xml.sax.saxutils import escape

from soanthao.notice.document import Document, Paragraph
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.standard import nd30
from soanthao.standard.length import Length
from soanthao.word.package import parse_xml
from soanthao.word.styles import CALL_STYLE, FULL_RULE, NAMESPACE
from soanthao.word.tags import paragraph, run, text

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIRST: Final = {"header": "rIdFirstHeader", "footer": "rIdFirstFooter"}
"""Relationships of the first page's header and footer."""
BLANK: Final = {"header": "rIdBlankHeader", "footer": "rIdBlankFooter"}
"""Relationships of the empty ones on the first page of an annex."""
NOTES: Final = "footnotes"
_NOTES_ID: Final = "rIdFootnotes"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOTS: Final = {"header": "hdr", "footer": "ftr", NOTES: "footnotes"}
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "[Content_Types].xml"
_WORD_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SETTINGS: Final = "word/settings.xml"
_NOTE_SETTINGS: Final = re.compile(rb"<w:footnotePr\s*/>|<w:footnotePr[ >].*?</w:footnotePr>", re.S)
_BEHIND_NOTE_SETTINGS: Final = re.compile(rb"<w:(?:endnotePr|compat)[ />]")
_SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))


@dataclass(frozen=True, slots=True)
class Part:
    """A part to add: *kind* is ``header``, ``footer`` or ``footnotes``."""

    kind: str
    name: str
    identifier: str
    content: str

    def xml(self) -> bytes:
        """Return the whole member of the zip."""
        root = f"w:{_ROOTS[self.kind]}"
        return f'{_XML}<{root} xmlns:w="{NAMESPACE}">{self.content}</{root}>'.encode()


def add_parts(members: dict[str, bytes], main: str, document: Document) -> None:
    """Add to *members* the parts that *document* needs beside the text in the member *main*."""
    relationships = _relationships_of(main)
    notes = [note for each in _texts(document) for note in each.footnotes]
    if notes:
        known = members.get(relationships, b"")
        name = _existing(known, relationships, main) or join(dirname(main), f"{NOTES}.xml")
        _add(members, relationships, Part(NOTES, name, _NOTES_ID, _footnotes(notes)))
        if _SETTINGS in members:
            members[_SETTINGS] = _with_note_settings(members[_SETTINGS])
    for part in _first_pages(document):
        _add(members, relationships, part)


def _first_pages(document: Document) -> Iterator[Part]:
    if document.copy_mark:
        mark = text("copy-signature", escape(document.copy_mark))
        yield Part("header", "word/firstHeader.xml", FIRST["header"], mark)
    if document.address:
        line = paragraph(FULL_RULE)
        lines = "".join(text("address-footer", escape(each)) for each in document.address)
        yield Part("footer", "word/firstFooter.xml", FIRST["footer"], line + lines)
    if document.annexes:
        yield Part("header", "word/blankHeader.xml", BLANK["header"], paragraph("page-number"))
        yield Part("footer", "word/blankFooter.xml", BLANK["footer"], paragraph("address-footer"))


def _footnotes(notes: Iterable[Footnote]) -> str:
    room = Length(nd30.NOTE_GAP + nd30.FULL_RULE + nd30.NOTE_LINE_GAP).twips
    line = f'<w:pPr><w:spacing w:after="0" w:line="{room}" w:lineRule="exact"/></w:pPr>'
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{identifier}">'
        f"<w:p>{line}<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, identifier in _SEPARATORS
    )
    number = f'<w:r><w:rPr><w:rStyle w:val="{CALL_STYLE}"/></w:rPr><w:footnoteRef/></w:r>'
    return separators + "".join(
        f'<w:footnote w:id="{at}">'
        f"{paragraph('footnote', number + run(' ') + _runs(note.runs))}</w:footnote>"
        for at, note in enumerate(notes, start=1)
    )


def _runs(runs: Iterable[Run]) -> str:
    names = {(True, True): "bold-italic", (True, False): "bold", (False, True): "italic"}
    return "".join(run(escape(each.text), names.get((each.bold, each.italic), "")) for each in runs)


def _texts(document: Document) -> Iterator[RichText]:
    """Yield every text that may call a note, in print order."""
    bodies = (document.body, *(annex.body for annex in document.annexes))
    for block in chain.from_iterable(bodies):
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from chain.from_iterable(block.texts())


def _relationships_of(part: str) -> str:
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


def _existing(relationships: bytes, name: str, main: str) -> str:
    """Return the part of notes that a template already has; empty if it has none."""
    if not relationships:
        return ""
    for each in parse_xml(relationships, name):
        if each.get("Type") == f"{RELATIONSHIPS}/{NOTES}":
            target = str(each.get("Target"))
            return target.lstrip("/") if target.startswith("/") else join(dirname(main), target)
    return ""


def _add(members: dict[str, bytes], relationships: str, part: Part) -> None:
    """Add or replace *part*, its type and its relationship."""
    is_new = part.name not in members
    members[part.name] = part.xml()
    empty = f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'.encode()
    known = members.get(relationships, empty)
    if f'Id="{part.identifier}"'.encode() not in known and (is_new or part.kind != NOTES):
        folder = f"{dirname(dirname(relationships))}/"
        inside = part.name.startswith(folder)
        target = part.name.removeprefix(folder) if inside else f"/{part.name}"
        link = (
            f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{part.identifier}"'
            f' Type="{RELATIONSHIPS}/{part.kind}" Target="{target}"/>'
        )
        members[relationships] = _before_end(known, link)
    if is_new:
        kind = (
            f'<Override xmlns="{_PACKAGE}/content-types" PartName="/{part.name}"'
            f' ContentType="{_WORD_TYPES}.{part.kind}+xml"/>'
        )
        members[_TYPES] = _before_end(members[_TYPES], kind)


def _before_end(xml: bytes, child: str) -> bytes:
    end = xml.rindex(b"</")
    return xml[:end] + child.encode() + xml[end:]


def _with_note_settings(settings: bytes) -> bytes:
    """Return *settings* that name the separators, as Word writes them."""
    settings = _NOTE_SETTINGS.sub(b"", settings)
    behind = _BEHIND_NOTE_SETTINGS.search(settings)
    if behind is None:
        return settings
    named = "".join(f'<w:footnote w:id="{identifier}"/>' for _, identifier in _SEPARATORS)
    added = f"<w:footnotePr>{named}</w:footnotePr>".encode()
    return settings[: behind.start()] + added + settings[behind.start() :]
