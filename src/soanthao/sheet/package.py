"""The package of a workbook; what is not plainly one of an office's size is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from soanthao import archive
from soanthao.errors import ErrorKind, SoanthaoError

MAX_MEMBERS: Final = 500
MAX_MEMBER_BYTES: Final = 16 * 2**20
MAX_TOTAL_BYTES: Final = 64 * 2**20

_BROKEN: Final[Mapping[archive.Reason, str]] = {
    "unreadable": "Tệp không phải là tệp Excel (.xlsx) hoặc đã bị hỏng; hãy mở bằng Excel và lưu "
    "lại ở dạng .xlsx.",
    "doubled": "Tệp Excel hỏng: một phần bên trong có hai bản; hãy mở bằng Excel và lưu lại.",
    "unsafe": "Tệp Excel quá lớn hoặc nén lạ, không đọc an toàn được; hãy mở bằng Excel, chỉ giữ "
    "bảng phân công rồi lưu lại.",
}
_XML: Final = (".xml", ".rels", ".vml")


class BrokenWorkbookError(SoanthaoError):
    """A file is no workbook, or one that is not safe to read (tệp Excel hỏng)."""

    kind = ErrorKind.INVALID


def open_package(data: bytes) -> dict[str, bytes]:
    """Return the members of the zip *data* by name, in their order.

    Raises:
        BrokenWorkbookError: it is no zip, holds a name twice, is encrypted, exceeds the limits, or
            an XML member is not well-formed or declares a document type.
    """
    limits = archive.Limits(MAX_MEMBERS, MAX_MEMBER_BYTES, MAX_TOTAL_BYTES)
    try:
        members = archive.read_members(data, limits)
    except archive.ArchiveError as error:
        raise BrokenWorkbookError(_BROKEN[error.reason]) from error
    for name, content in members.items():
        if name.endswith(_XML):
            _check_xml(name, content)
    return members


def close_package(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of *members* in their order; equal members give equal bytes."""
    return archive.write_members(members)


def _check_xml(name: str, content: bytes) -> None:
    """Raise at a document type: entities declared in one could grow without end."""

    def refuse(*_: object) -> None:
        raise BrokenWorkbookError(
            f"Tệp Excel không an toàn: phần “{name}” có khai báo DOCTYPE; hãy mở bằng Excel và "
            "lưu lại."
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise BrokenWorkbookError(
            f"Tệp Excel hỏng: phần “{name}” không đọc được; hãy mở bằng Excel và lưu lại."
        ) from error
