"""The bytes of one file and the places in it: 1-based lines and columns in code points."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from soanthao.errors import InputMissingError

MAX_BYTES: Final = 5_000_000
"""Largest file that is read (5 MB)."""

_BOM: Final = b"\xef\xbb\xbf"
_LINE_END: Final = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: the path as the clerk named it, bytes, digest."""

    path: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The text of one file.

    Attributes:
        rank: order of the file among those of one draft: the conclusion first.
        text: without byte order mark; same length and lines as on disk.
    """

    path: str
    text: str
    rank: int = 0
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        ends = (match.end() for match in _LINE_END.finditer(self.text))
        object.__setattr__(self, "_starts", [0, *ends])

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column of the code point at *index*; (0, 0) for the whole file."""
        if index < 0:
            return 0, 0
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def line_end(self, index: int) -> int:
        """Return where the line that holds *index* ends, its line break left out."""
        match = _LINE_END.search(self.text, index)
        return match.start() if match else len(self.text)

    def line_start(self, index: int) -> int:
        """Return where the line that holds *index* starts."""
        return self._starts[bisect_right(self._starts, index) - 1]


def read_bytes(path: Path) -> bytes:
    """Return the content of *path*, at most one byte more than the limit.

    Raises:
        InputMissingError: there is no such file.
        OSError: it cannot be opened.
    """
    try:
        with open(path, "rb", opener=opened) as stream:
            return stream.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputMissingError(
            f"Không tìm thấy tệp “{path}”; hãy kiểm tra lại tên tệp và thư mục."
        ) from error


def opened(path: str, flags: int) -> int:
    """Open a file and nothing else: a pipe would wait for ever, a device would never end.

    Raises:
        OSError: it cannot be opened, or is no regular file.
    """
    # On Windows neither exists as a path; elsewhere the flag means nothing to a file.
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else errno.ENODEV, "", path)


def file_of(path: Path, data: bytes) -> SourceFile:
    """Return *data* with its digest."""
    return SourceFile(str(path), data, hashlib.sha256(data).hexdigest())


def without_mark(data: bytes) -> bytes:
    """Return *data* without a leading byte order mark."""
    return data.removeprefix(_BOM)
