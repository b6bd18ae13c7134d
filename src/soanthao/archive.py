"""The zip around an Office file: opened with limits; equal members give equal bytes.

Word and Excel files are zips of XML members. Nothing of the machine goes into them: every member
carries the first day that a zip can write, no user, no system. The rooms that open such files know
what a broken one is called; here it has a reason only.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_COMPRESSIONS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LEVEL: Final = 6
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError),
    *(RuntimeError, ValueError),
)
"""What ``zipfile`` answers to bytes that are no zip, or no longer one."""

Reason = Literal["unreadable", "doubled", "unsafe"]
"""No zip, or encrypted; a name stands in it twice; over the limits, packed or named strangely."""


class ArchiveError(Exception):
    """A zip that cannot be opened, or not safely; the rooms translate it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """What a zip may hold: members, bytes of one, bytes of all when unpacked."""

    members: int
    member_bytes: int
    total_bytes: int


def read_members(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Return the members of the zip *data* by name, in their order.

    Raises:
        ArchiveError: with its reason.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check(entries, limits)
            return {entry.filename: archive.read(entry) for entry in entries}
    except _UNREADABLE as error:
        raise ArchiveError("unreadable") from error


def write_members(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of *members* in their order; equal members give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, _LEVEL)
    return buffer.getvalue()


def _check(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    # Office takes names for the same that differ in the size of their letters only.
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise ArchiveError("doubled")
    sizes = [entry.file_size for entry in entries]
    if (
        len(entries) > limits.members
        or any(entry.compress_type not in _COMPRESSIONS for entry in entries)
        or any(_leads_out(entry.filename) for entry in entries)
        or max(sizes, default=0) > limits.member_bytes
        or sum(sizes) > limits.total_bytes
    ):
        raise ArchiveError("unsafe")


def _leads_out(name: str) -> bool:
    """Tell whether *name* would be written elsewhere by a program that unpacks it."""
    return name.startswith("/") or ".." in name.split("/") or bool(set(name) & set("\\:\0"))
