"""What a Word file holds beside its body: where words of another unit could travel unseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from soanthao.word.package import Element, main_part, open_package, parse_xml
from soanthao.word.reader import W

_CORE: Final = "docProps/core.xml"
_DUBLIN: Final = "{http://purl.org/dc/elements/1.1/}"
_DATES: Final = "{http://purl.org/dc/terms/}"
_SILENT: Final = frozenset({f"{_DUBLIN}language", f"{_DATES}created", f"{_DATES}modified"})
_TITLE: Final = f"{_DUBLIN}title"
_APPLICATION: Final = "Application"
_LAYOUT: Final = ("settings", "styles", "fontTable", "theme", "numbering", "webSettings")
"""Parts of the folder ``word`` that hold no words."""


def read_aside(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the title of a .docx, and every text or file in it that is not its body.

    Headers, footers, notes, comments, properties; the number of a page is none, nor is the title,
    the language and the dates. What is no XML is named as a file.

    Raises:
        BrokenWordFileError: *data* is no Word file, or not one that is safe to read.
    """
    members = open_package(data)
    title = ""
    if _CORE in members:
        title = parse_xml(members[_CORE], _CORE).findtext(_TITLE) or ""
    return title, tuple(_others(members))


def _others(members: Mapping[str, bytes]) -> Iterator[str]:
    body = main_part(members)
    for name in sorted(members):
        stem = name.removeprefix("word/").split(".")[0].split("/")[0]
        if name.endswith((".rels", "[Content_Types].xml", "/")) or name == body or stem in _LAYOUT:
            continue
        if not name.endswith(".xml"):
            yield f"tệp kèm {name}"
        elif name.startswith("docProps/"):
            yield from _properties(parse_xml(members[name], name))
        else:
            yield from _words(parse_xml(members[name], name))


def _properties(root: Element) -> Iterator[str]:
    for node in root.iter():
        kept = node.tag in _SILENT or node.tag == _TITLE or str(node.tag).endswith(_APPLICATION)
        if not kept and node.text and node.text.strip():
            yield node.text.strip()


def _words(root: Element) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t")).strip()
        if text and not text.isdigit():
            yield text
