"""A foreign Word file that is to be written anew: what forbids it, and the package afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from typing import Final

from soanthao.word import revisions
from soanthao.word.ground import Ground
from soanthao.word.legacy_doc import is_old
from soanthao.word.package import Element, close_package, parse_xml, write_xml
from soanthao.word.reader import W
from soanthao.word.source import Reading, read_all

TYPES: Final = "[Content_Types].xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFF: Final = frozenset({"0", "false", "off"})
_FORMER: Final = tuple(
    f"{W}{name}Change"
    for name in ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "tblPrEx", "numbering")
)
_CELLS: Final = (f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge")


@dataclass(frozen=True, slots=True)
class Editing:
    """A file on its way to a new one; whoever edits changes the XML of :attr:`reading`."""

    reading: Reading
    ground: Ground
    members: dict[str, bytes]

    @classmethod
    def open(cls, data: bytes, name: str = "") -> Editing:
        """Open the Word file *data*.

        Raises:
            BrokenWordFileError: it is no Word file, has a password, or is not safe to read.
        """
        reading = read_all(data, name)
        return cls(reading, Ground.of(reading), dict(reading.parts.members))

    def relationships(self) -> str:
        """Return the name of the member that holds the relationships of the text."""
        main = self.reading.parts.main
        return join(dirname(main), "_rels", f"{basename(main)}.rels")

    def targets(self, kind: str) -> list[str]:
        """Return the members that the text names as *kind*, each once, in order."""
        name = self.relationships()
        if name not in self.members:
            return []
        found = []
        for each in parse_xml(self.members[name], name):
            if isinstance(each.tag, str) and (each.get("Type") or "").endswith(f"/{kind}"):
                target = each.get("Target") or ""
                folder = "" if target.startswith("/") else dirname(self.reading.parts.main)
                found.append(normpath(join(folder, target.lstrip("/"))))
        return [each for each in dict.fromkeys(found) if each in self.members]

    def add_part(self, name: str, kind: str, content_type: str) -> None:
        """Name the new member *name* in the package, as a part that the text refers to."""
        types = parse_xml(self.members[TYPES], TYPES)
        override = types.makeelement(f"{{{_PACKAGE}/content-types}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)
        types.append(override)
        self.members[TYPES] = write_xml(types).encode()
        at = self.relationships()
        empty = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
        root = parse_xml(self.members.get(at, empty), at)
        known = {each.get("Id") for each in root}
        number = next(n for n in range(1, len(known) + 2) if f"rIdSoanthao{n}" not in known)
        link = root.makeelement(f"{{{_PACKAGE}/relationships}}Relationship")
        link.set("Id", f"rIdSoanthao{number}")
        link.set("Type", f"{_OFFICE}/{kind}")
        link.set("Target", f"/{name}")
        root.append(link)
        self.members[at] = write_xml(root).encode()

    def close(self) -> bytes:
        """Return the file with the text as it is now; equal input gives equal bytes."""
        parts = self.reading.parts
        root = parts.body.getroottree().getroot()
        self.members[parts.main] = write_xml(root).encode()
        return close_package(self.members)


def forbidden(data: bytes, name: str = "") -> str:
    """Return which code forbids to write the Word file *data* anew; empty where nothing does.

    ``N701`` tracked changes, ``N702`` protected, ``N703`` signed, ``N704`` no plain .docx.

    Raises:
        BrokenWordFileError: it is no Word file, has a password, or is not safe to read.
    """
    if is_old(data):
        return "N704"
    parts = read_all(data, name).parts
    if any(each.startswith("_xmlsignatures/") for each in parts.members):
        return "N703"
    if b"purl.oclc.org/ooxml" in parts.members[parts.main]:
        return "N704"
    settings = parts.of_type("settings")
    if settings is not None and any(_is_on(each) for each in _protections(settings)):
        return "N702"
    body = parts.body
    if revisions.count(body).all or next(body.iter(*_FORMER, *_CELLS), None) is not None:
        return "N701"
    return ""


def _protections(settings: Element) -> Iterator[Element]:
    yield from settings.iterfind(f"{W}documentProtection")
    yield from settings.iterfind(f"{W}writeProtection")


def _is_on(protection: Element) -> bool:
    if protection.tag == f"{W}writeProtection":
        return True
    return (protection.get(f"{W}enforcement") or "0") not in _OFF
