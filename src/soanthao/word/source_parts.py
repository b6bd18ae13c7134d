"""The parts of a foreign Word file: text, styles, lists, notes, comments, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, normpath
from typing import Final

from soanthao.word.package import (
    BrokenWordFileError,
    Element,
    main_part,
    open_package,
    parse_xml,
)
from soanthao.word.reader import W

MAX_BYTES: Final = 100 * 2**20
"""Of a foreign file, unpacked."""
MAX_MARKS: Final = 4_000_000
"""Elements and attributes of one part, which take far more room in memory than in the file."""
_STRICT: Final = re.compile(rb"(?<==[\"'])http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL: Final = rb"http://schemas.openxmlformats.org/\1/2006/"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Parts:
    """The XML of a Word file, each part read when it is asked for."""

    members: Mapping[str, bytes]
    main: str
    body: Element
    _parsed: dict[str, Element] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def open(cls, data: bytes) -> Parts:
        """Open the package *data*.

        Raises:
            BrokenWordFileError: it is no Word file, or not one that is safe to read.
        """
        members = open_package(data, MAX_BYTES)
        main = main_part(members)
        root = _parse(members, main)
        body = root.find(f"{W}body")
        if body is None:
            raise BrokenWordFileError(
                "Tệp Word không có nội dung; hãy mở bằng Word, kiểm tra và lưu lại."
            )
        return cls(members, main, body)

    def of_type(self, kind: str) -> Element | None:
        """Return the root of the part that the text names as *kind*; None if it has none.

        Raises:
            BrokenWordFileError: the part cannot be read.
        """
        return next((self._at(each) for each in self._relationships() if _kind(each) == kind), None)

    def referenced(self, identifier: str) -> Element | None:
        """Return the root of the part that the text names by the relationship *identifier*.

        Raises:
            BrokenWordFileError: the part cannot be read.
        """
        return next(
            (self._at(each) for each in self._relationships() if each.get("Id") == identifier),
            None,
        )

    def _relationships(self) -> Iterator[Element]:
        name = f"{dirname(self.main)}/_rels/{basename(self.main)}.rels".removeprefix("/")
        if name in self.members:
            yield from self._root(name).iter(_RELATIONSHIP)

    def _at(self, relationship: Element) -> Element | None:
        target = relationship.get("Target") or ""
        folder = "" if target.startswith("/") else f"{dirname(self.main)}/"
        name = normpath(folder + target.lstrip("/")).lstrip("/")
        return self._root(name) if name in self.members else None

    def _root(self, name: str) -> Element:
        """Parse a member, once."""
        if name not in self._parsed:
            self._parsed[name] = _parse(self.members, name)
        return self._parsed[name]


def _kind(relationship: Element) -> str:
    return str((relationship.get("Type") or "").rpartition("/")[2])


def _parse(members: Mapping[str, bytes], name: str) -> Element:
    """Parse a member; the namespaces of strict files become those of transitional ones."""
    content = members[name]
    if content.count(b"<") + content.count(b"=") > MAX_MARKS:
        raise BrokenWordFileError(
            f"Tệp Word quá lớn: phần “{name}” dài hơn mọi thông báo; hãy kiểm tra lại tên tệp."
        )
    if b"purl.oclc.org/ooxml" in content:
        content = _STRICT.sub(_TRANSITIONAL, content)
    return parse_xml(content, name)
