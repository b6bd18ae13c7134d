"""Files that are whole or not there: written aside, synced, read back, exchanged (ghi an toàn).

The one room that puts results on disk. A crash, a full disk or a second run at any moment leaves
the old folder or the new one, never a mixture:

1. One run at a time holds a lock file beside the folder; it ends with the process that holds it.
2. The new folder is built as a hidden sibling ``.<name>.soanthao-<pid>-<random>``, on the same
   file system. Every file and every folder is fsynced; every file is read back and compared.
3. Sibling and folder change places in one step: ``renameat2(RENAME_EXCHANGE)`` on Linux,
   ``renamex_np(RENAME_SWAP)`` on macOS. Where neither exists (Windows, some network drives) the old
   folder first moves to ``….old``, so that it is absent for a moment; the next run moves it back.
4. The parent is fsynced and the old folder goes. Siblings of dead runs go at the next start: only
   the holder of the lock makes siblings, so whatever the holder finds is dead.

Only :class:`StorageError` and its kinds leave this room. They are not ``SoanthaoError``, because
``errors`` stands above ``files``: services translate them, ``str()`` is the sentence for the clerk.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import sys
import unicodedata
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from filelock import FileLock

_LOCK_SECONDS: Final = 1.0
"""How long a run waits for another one that is about to end."""

_EXCHANGE: Final = 2
"""``RENAME_EXCHANGE`` of linux/fs.h and ``RENAME_SWAP`` of sys/stdio.h on macOS."""

_AT_FDCWD: Final = -100

_NO_EXCHANGE: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""Answers of kernels and file systems that cannot exchange two folders."""

_REASONS: Final = {
    errno.ENOSPC: "đĩa đã đầy; hãy dọn bớt chỗ rồi chạy lại",
    errno.EDQUOT: "đã hết hạn mức lưu trữ; hãy dọn bớt chỗ rồi chạy lại",
    errno.EROFS: "ổ đĩa chỉ cho đọc; hãy chọn nơi khác",
    errno.EACCES: "không có quyền ghi hoặc tệp đang mở ở nơi khác; hãy đóng tệp hoặc chọn nơi khác",
    errno.EPERM: "không có quyền ghi; hãy chọn nơi khác",
    errno.EBUSY: "đây là điểm gắn ổ đĩa hoặc đang được dùng; hãy chọn một thư mục con bên trong",
    errno.ENAMETOOLONG: "tên quá dài; hãy đặt tên ngắn hơn",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục; hãy chọn nơi khác",
    errno.EISDIR: "đây là thư mục, không phải tệp; hãy chọn tên khác",
}


class StorageError(Exception):
    """Root of what this room raises; ``str()`` is a sentence for the clerk."""


class FolderBusyError(StorageError):
    """Another run is writing to the same place (đang có lượt ghi khác)."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: một lượt chạy khác đang ghi vào đây; hãy đợi lượt đó xong rồi chạy lại."
        )
        self.path = path


class ForeignFolderError(StorageError):
    """The place holds something that no run of ours makes (không phải thư mục của chương trình)."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"{path}: {what}, không phải do chương trình tạo ra; hãy dời đi hoặc chọn thư mục khác."
        )
        self.path = path


class CannotStoreError(StorageError):
    """The disk refuses, or does not hold what was written (không ghi được).

    Attributes:
        path: the folder or file that was to be written; what stood there is unchanged.
        errno: the system's number, ``EIO`` when the file read back differs.
    """

    def __init__(self, path: Path, error: OSError) -> None:
        number = error.errno or errno.EIO
        reason = _REASONS.get(number, f"lỗi của hệ thống: {error.strerror or error}")
        super().__init__(f"{path}: không ghi được, {reason}.")
        self.path, self.errno = path, number


class MemberNameError(StorageError):
    """A member's name leads out of the folder, or two members claim one name (tên tệp sai)."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Tên tệp {name!r} không dùng được trong thư mục kết quả.")
        self.name = name


def sha256(data: bytes) -> str:
    """Return the SHA-256 of *data* as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def list_members(folder: Path) -> tuple[str, ...]:
    """Return what *folder* holds: relative POSIX paths, sorted; empty when it does not exist.

    An empty subfolder is a member of its own and ends in ``/``.

    Raises:
        ForeignFolderError: *folder* is a file, or holds a link, a socket, a pipe or a device.
        CannotStoreError: *folder* cannot be read.
    """
    with _storing(folder):
        if not folder.exists():
            return ()
        if not folder.is_dir():
            raise ForeignFolderError(folder, "đây là một tệp")
        return tuple(sorted(_walk(folder, "")))


def replace_folder(
    target: Path,
    members: Iterable[tuple[str, bytes]],
    check: Callable[[tuple[str, ...]], None] | None = None,
) -> None:
    """Put a folder of exactly *members* in the place of *target*, whole or not at all.

    *members* may be a generator: each file is on disk before the next one is asked for. Whatever
    it raises passes through and leaves the old folder. The members of the old folder are all lost:
    whether it may go is the caller's decision, best taken in *check*.

    Args:
        target: the folder; missing folders above it are made. A link to a folder is followed.
        members: relative POSIX paths and contents.
        check: called with the old folder's members while the lock is held and before anything is
            written; raises to refuse.

    Raises:
        FolderBusyError: another run holds the folder.
        ForeignFolderError: *target* is a file, or holds links or devices.
        MemberNameError: a name is absolute, holds ``..`` or stands twice.
        CannotStoreError: disk full, read-only, no permission, read back altered.
    """
    target = _place(target)
    with _held(target):
        old = list_members(target)
        if check is not None:
            check(old)
        fresh = _aside(target)
        with _storing(target):
            fresh.mkdir()
            with suppress(FileNotFoundError):
                shutil.copymode(target, fresh)
        written = _fill(fresh, target, members)
        with _storing(target):
            _sync_folders(fresh)
            _compare(fresh, written)
            _take_place(fresh, target)


def write_file(path: Path, data: bytes) -> None:
    """Put *data* in the place of the file *path*, whole or not at all; its permissions stay.

    Raises:
        FolderBusyError: another run is writing the same file.
        CannotStoreError: disk full, read-only, no permission, *path* is a folder.
    """
    path = _place(path)
    with _held(path), _storing(path):
        fresh = _aside(path)
        _write(fresh, data)
        with suppress(FileNotFoundError):
            shutil.copymode(path, fresh)
        _compare(fresh.parent, {fresh.name: sha256(data)})
        fresh.replace(path)
        _sync_folder(path.parent)


def _place(path: Path) -> Path:
    """Return where *path* really is; the top of a file system has nothing beside it."""
    real = Path(os.path.realpath(path))
    if not real.name:
        raise CannotStoreError(path, OSError(errno.EBUSY, ""))
    return real


@contextmanager
def _storing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotStoreError(path, error) from error


@contextmanager
def _held(target: Path) -> Iterator[None]:
    """Hold the lock of *target*; on the way in and out the siblings of dead runs are removed."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only who writes pays for it

    made = _make_folders(target)
    lock = FileLock(target.with_name(f".{target.name}.soanthao-lock"), timeout=_LOCK_SECONDS)
    try:
        with _storing(target):
            try:
                lock.acquire()
            except Timeout:  # an OSError too
                raise FolderBusyError(target) from None
    except BaseException:
        # Ctrl-C may come when the file is there already; whose it is only its holder knows.
        if lock.is_locked:
            _let_go(lock)
        _unmake_folders(made)
        raise
    try:
        with _storing(target):
            _sweep(target)
        try:
            yield
        finally:
            # What cannot be removed now goes at the next start.
            with suppress(OSError):
                _sweep(target)
    finally:
        _let_go(lock)
        _unmake_folders(made)


def _let_go(lock: FileLock) -> None:
    """Remove the lock file while it is held: who has opened it sees that its name is gone."""
    with suppress(OSError):
        Path(lock.lock_file).unlink()
    lock.release()


def _make_folders(target: Path) -> list[Path]:
    """Make the folders above *target* and return those that were missing, the highest first."""
    made: list[Path] = []
    with _storing(target):
        missing = [folder for folder in target.parents if not folder.exists()]
        try:
            for folder in reversed(missing):
                folder.mkdir(exist_ok=True)
                made.append(folder)
                _sync_folder(folder.parent)
        except OSError:
            _unmake_folders(made)
            raise
    return made


def _unmake_folders(made: list[Path]) -> None:
    """Remove those of *made* that are still empty."""
    with suppress(OSError):
        for folder in reversed(made):
            folder.rmdir()


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.soanthao-{os.getpid()}-{secrets.token_hex(4)}")


def _sweep(target: Path) -> None:
    """Finish what dead runs left: an old folder returns to its empty place, the rest is removed."""
    mark = re.compile(re.escape(f".{target.name}.soanthao-") + r"[0-9]+-[0-9a-f]{8}(\.old)?")
    siblings = [each for each in target.parent.iterdir() if mark.fullmatch(each.name)]
    # The old folders first: should the disk refuse later, the one that is needed is back.
    for sibling in sorted(siblings, key=lambda each: each.suffix != ".old"):
        if sibling.suffix == ".old" and not target.exists():
            sibling.rename(target)
        elif sibling.is_dir() and not sibling.is_symlink():
            shutil.rmtree(sibling)
        else:
            sibling.unlink()
    if siblings:
        _sync_folder(target.parent)


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                inner = list(_walk(Path(entry.path), f"{name}/"))
                yield from inner or [f"{name}/"]
            elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                yield name
            else:
                raise ForeignFolderError(Path(entry.path), "đây là liên kết hoặc tệp đặc biệt")


def _fill(fresh: Path, target: Path, members: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Write *members* below *fresh* and return the digest of each."""
    written: dict[str, str] = {}
    files: set[str] = set()
    folders: set[str] = set()
    for name, data in members:
        _claim(name, files, folders)
        path = fresh / name
        with _storing(target):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, data)
        written[name] = sha256(data)
    return written


def _claim(name: str, files: set[str], folders: set[str]) -> None:
    """Take *name*; equal means what it means to the least particular of file systems."""
    parts = name.split("/")
    if any(part in {"", ".", ".."} for part in parts) or re.search(r"[\\:\x00-\x1f]", name):
        raise MemberNameError(name)
    key = unicodedata.normalize("NFC", name).casefold()
    above = {key[:end] for end, letter in enumerate(key) if letter == "/"}
    if key in files | folders or above & files:
        raise MemberNameError(name)
    files.add(key)
    folders |= above


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the names in *folder* last; Windows has no such call and keeps them itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folders(folder: Path) -> None:
    for path, _, _ in os.walk(folder, topdown=False):
        _sync_folder(Path(path))


def _compare(folder: Path, written: dict[str, str]) -> None:
    """Read every file back, from the disk where the system lets us ask for that."""
    for name, digest in written.items():
        with (folder / name).open("rb") as file:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            if sha256(file.read()) != digest:
                raise OSError(errno.EIO, "đọc lại khác với nội dung đã ghi, ổ đĩa có thể hỏng")


def _take_place(fresh: Path, target: Path) -> None:
    """Let *fresh* stand where *target* stood; after an error `_sweep` finds the way back."""
    exchanged = False
    if target.exists():
        exchanged = _exchange(fresh, target)
        if not exchanged:
            target.rename(fresh.with_name(f"{fresh.name}.old"))
    if not exchanged:
        fresh.rename(target)
    try:
        _sync_folder(target.parent)
    except OSError:
        if exchanged:
            _exchange(fresh, target)
        else:
            target.rename(fresh)
        raise


def _exchange(fresh: Path, target: Path) -> bool:
    """Let two folders change places in one step; ``False`` where the system cannot."""
    if sys.platform not in {"linux", "darwin"}:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    one, other = os.fsencode(fresh), os.fsencode(target)
    try:
        if sys.platform == "darwin":
            failed = libc.renamex_np(one, other, _EXCHANGE)
        else:
            failed = libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _EXCHANGE)
    except AttributeError:  # a C library that is older than the call
        return False
    number = ctypes.get_errno()
    if failed and number not in _NO_EXCHANGE:
        raise OSError(number, os.strerror(number), str(target))
    return not failed
