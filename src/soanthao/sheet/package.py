"""The zip around a workbook: opened with limits, closed with the same bytes for the same members.

An .xlsx is a zip of XML members. Nothing of the machine goes into it; nothing that is not plainly
a workbook of an office's size comes out of it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from soanthao.errors import ErrorKind, SoanthaoError

MAX_MEMBERS: Final = 500
MAX_MEMBER_BYTES: Final = 16 * 2**20
MAX_TOTAL_BYTES: Final = 64 * 2**20

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_COMPRESSIONS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LEVEL: Final = 6
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
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check(entries)
            members = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error) as error:
        raise BrokenWorkbookError(
            "Tệp không phải là tệp Excel (.xlsx) hoặc đã bị hỏng; hãy mở bằng Excel và lưu lại "
            "ở dạng .xlsx."
        ) from error
    for name, content in members.items():
        if name.endswith(_XML):
            _check_xml(name, content)
    return members


def close_package(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of *members* in their order; equal members give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, _LEVEL)
    return buffer.getvalue()


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len({entry.filename for entry in entries}) != len(entries):
        raise BrokenWorkbookError(
            "Tệp Excel hỏng: một phần bên trong có hai bản; hãy mở bằng Excel và lưu lại."
        )
    sizes = [entry.file_size for entry in entries]
    if (
        len(entries) > MAX_MEMBERS
        or any(entry.compress_type not in _COMPRESSIONS for entry in entries)
        or max(sizes, default=0) > MAX_MEMBER_BYTES
        or sum(sizes) > MAX_TOTAL_BYTES
    ):
        raise BrokenWorkbookError(
            "Tệp Excel quá lớn hoặc nén lạ, không đọc an toàn được; hãy mở bằng Excel, chỉ giữ "
            "bảng phân công rồi lưu lại."
        )


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
