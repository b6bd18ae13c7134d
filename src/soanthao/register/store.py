"""Files by their content: ``store/ab/<sha256>``, read-only, checked whenever they are read.

A file is there whole or not at all; the same bytes are one file. Nothing is ever deleted here: the
record says which files are needed.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.errors import CannotWriteError, DamagedRegisterError

_NAME: Final = re.compile(r"[0-9a-f]{64}")
_ATTEMPTS: Final = 20
_READ_ONLY: Final = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


@dataclass(frozen=True, slots=True)
class Store:
    """The files of a register below one folder."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Return where the file with *digest* lies, or would."""
        return self.folder / digest[:2] / digest

    def put(self, data: bytes) -> str:
        """Keep *data* and return its digest; it is on disk when this returns.

        Raises:
            CannotWriteError: disk full, read-only, read back altered.
        """
        digest = files.sha256(data)
        path = self.path(digest)
        if self._has(path, digest):
            return digest
        for attempt in range(_ATTEMPTS):
            try:
                files.write_file(path, data)
                break
            except files.FolderBusyError as error:
                # Somebody is storing the same bytes.
                if attempt == _ATTEMPTS - 1:
                    raise CannotWriteError(str(error)) from error
            except files.StorageError as error:
                raise CannotWriteError(str(error)) from error
        with suppress(OSError):
            path.chmod(_READ_ONLY)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the file with *digest*.

        Raises:
            DamagedRegisterError: it is missing, cannot be read, or is not what it was.
        """
        path = self.path(digest)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise DamagedRegisterError(
                f"Kho của sổ thiếu tệp “{path}”; hãy khôi phục từ bản sao lưu: soanthao restore."
            ) from error
        except OSError as error:
            raise DamagedRegisterError(
                f"Không đọc được tệp “{path}” trong kho của sổ ({error.strerror})."
            ) from error
        if files.sha256(data) != digest:
            raise DamagedRegisterError(
                f"Tệp “{path}” trong kho của sổ đã bị thay đổi (mã băm khác tên tệp); hãy khôi "
                "phục từ bản sao lưu: soanthao restore."
            )
        return data

    def digests(self) -> Iterator[str]:
        """Yield the digests of what lies in the store, by name."""
        for path in sorted(self.folder.glob("??/*")):
            if _NAME.fullmatch(path.name):
                yield path.name

    def _has(self, path: Path, digest: str) -> bool:
        with suppress(OSError):
            return files.sha256(path.read_bytes()) == digest
        return False


def remove_dead(folder: Path, before: float) -> int:
    """Remove what killed runs left half-written in the store, and return how many files.

    Args:
        folder: of the store.
        before: POSIX time; younger files may still be written.
    """
    count = 0
    for path in folder.glob("??/.*.soanthao-*"):
        with suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()
                count += 1
    return count
