"""The package of a Word file: its members, its XML, its main part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from soanthao import archive
from soanthao.errors import ErrorKind, SoanthaoError

Element: TypeAlias = etree._Element

MAX_MEMBERS: Final = 2_000
MAX_MEMBER_BYTES: Final = 64 * 2**20
MAX_TOTAL_BYTES: Final = 256 * 2**20

_BROKEN: Final[Mapping[archive.Reason, str]] = {
    "unreadable": "Tệp không phải là tệp Word (.docx) hoặc đã bị hỏng; hãy mở bằng Word và lưu lại "
    "ở dạng .docx.",
    "doubled": "Tệp Word hỏng: một phần bên trong có hai bản; hãy mở bằng Word và lưu lại.",
    "unsafe": "Tệp Word quá lớn hoặc nén lạ, không đọc an toàn được; hãy mở bằng Word, bỏ bớt hình "
    "ảnh rồi lưu lại.",
}
_RELATIONSHIPS: Final = "_rels/.rels"
_MAIN_TYPE: Final = "/relationships/officeDocument"
_DEFAULT_MAIN: Final = "word/document.xml"


class BrokenWordFileError(SoanthaoError):
    """A file is no Word document, or one that is not safe to read (tệp Word hỏng)."""

    kind = ErrorKind.INVALID


def open_package(data: bytes, total_bytes: int | None = None) -> dict[str, bytes]:
    """Return the members of the zip *data* by name, in their order.

    Together they may unpack to *total_bytes*, or to what one of our own may hold.

    Raises:
        BrokenWordFileError: it is no zip, holds a name twice, is encrypted or exceeds the limits.
    """
    total = MAX_TOTAL_BYTES if total_bytes is None else total_bytes
    limits = archive.Limits(MAX_MEMBERS, MAX_MEMBER_BYTES, total)
    try:
        return archive.read_members(data, limits)
    except archive.ArchiveError as error:
        raise BrokenWordFileError(_BROKEN[error.reason]) from error


def close_package(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of *members* in their order; equal members give equal bytes."""
    return archive.write_members(members)


def parse_xml(content: bytes, name: str) -> Element:
    """Parse the member *name* without entities, DTD or network.

    Raises:
        BrokenWordFileError: it is no well-formed XML, or declares a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenWordFileError(
            f"Tệp Word hỏng: phần “{name}” không đọc được; hãy mở bằng Word và lưu lại."
        ) from error
    if root.getroottree().docinfo.doctype:
        raise BrokenWordFileError(
            f"Tệp Word không an toàn: phần “{name}” có khai báo DOCTYPE; hãy mở bằng Word và lưu "
            "lại."
        )
    return root


def write_xml(root: Element) -> str:
    """Return *root* as text in UTF-8's name, as python-docx writes it."""
    return str(etree.tostring(root, encoding="UTF-8", standalone=True), "utf-8")


def main_part(members: Mapping[str, bytes]) -> str:
    """Return the name of the member that holds the text, usually ``word/document.xml``.

    Raises:
        BrokenWordFileError: the package has no such member.
    """
    name = _DEFAULT_MAIN
    if _RELATIONSHIPS in members:
        relationships = parse_xml(members[_RELATIONSHIPS], _RELATIONSHIPS)
        name = next(iter(_targets(relationships)), _DEFAULT_MAIN)
    if name not in members:
        raise BrokenWordFileError(
            "Tệp không phải là tệp Word (.docx): không có phần văn bản; hãy mở bằng Word và "
            "lưu lại."
        )
    return name


def _targets(relationships: Iterable[Element]) -> Iterable[str]:
    return (
        (each.get("Target") or "").lstrip("/")
        for each in relationships
        if (each.get("Type") or "").endswith(_MAIN_TYPE)
    )
