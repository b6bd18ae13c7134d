"""What a Word file holds beside its body: where words of another unit could travel unseen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from soanthao.notice.table_origin import is_row
from soanthao.word.package import Element, main_part, open_package, parse_xml
from soanthao.word.reader import Body, W, note_id, notes_of, notes_part, unseen

_CORE: Final = "docProps/core.xml"
_DUBLIN: Final = "{http://purl.org/dc/elements/1.1/}"
_DATES: Final = "{http://purl.org/dc/terms/}"
_SILENT: Final = frozenset({f"{_DUBLIN}language", f"{_DATES}created", f"{_DATES}modified"})
_TITLE: Final = f"{_DUBLIN}title"
_APPLICATION: Final = "Application"
_LAYOUT: Final = ("settings", "styles", "fontTable", "theme", "numbering", "webSettings")
"""Parts of the folder ``word`` that hold no words."""
_FIRST: Final = {f"{W}hdr": 0, f"{W}ftr": 1}
"""What is read before the rest, in this order."""


def read_aside(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the title of a .docx, and every text or file in it that is not its body.

    First headers (ô 14), then footers (ô 13), line by line; then comments, properties, and of the
    notes what :func:`soanthao.word.reader.read_notes` does not read. The number of a page is none,
    nor are the title, the language and the dates. What is no XML is named as a file.

    Raises:
        BrokenWordFileError: *data* is no Word file, or not one that is safe to read.
    """
    members = open_package(data)
    title = ""
    if _CORE in members:
        title = parse_xml(members[_CORE], _CORE).findtext(_TITLE) or ""
    return title, tuple(_others(members))


def _others(members: Mapping[str, bytes]) -> Iterator[str]:
    read = {main_part(members), notes_part(members)}
    parts: list[tuple[int, str, Element]] = []
    files = []
    for name in sorted(members):
        stem = name.removeprefix("word/").split(".")[0].split("/")[0]
        if name.endswith((".rels", "[Content_Types].xml", "/")) or name in read or stem in _LAYOUT:
            continue
        if name.endswith(".xml"):
            root = parse_xml(members[name], name)
            parts.append((_FIRST.get(root.tag, len(_FIRST)), name, root))
        else:
            files.append(f"tệp kèm {name}")
    for _, name, root in sorted(parts, key=lambda part: part[:2]):
        yield from _properties(root) if name.startswith("docProps/") else _words(root)
    yield from _unread_notes(members)
    yield from files


def _unread_notes(members: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the notes that nothing calls, and the hidden words of those that are called."""
    if not notes_part(members):
        return
    called = set(Body(members).called)
    for note in notes_of(members):
        is_read = note_id(note) in called
        called.discard(note_id(note))
        words = unseen(note) if is_read else _text(note)
        if words.strip():
            yield words.strip()


def _properties(root: Element) -> Iterator[str]:
    for node in root.iter():
        # Digests of the bảng phân công hold no words.
        kept = (
            is_row(node.text or "")
            or node.tag in _SILENT
            or node.tag == _TITLE
            or str(node.tag).endswith(_APPLICATION)
        )
        if not kept and node.text and node.text.strip():
            yield node.text.strip()


def _words(root: Element) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        text = _text(paragraph).strip()
        if text and not text.isdigit():
            yield text


def _text(element: Element) -> str:
    words = "".join(node.text or "" for node in element.iter(f"{W}t"))
    return unicodedata.normalize("NFC", words)
