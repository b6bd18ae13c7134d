"""Files of Word 97–2003 (.doc) and RTF: told from others, converted by LibreOffice."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from soanthao.errors import MissingToolError
from soanthao.word.package import BrokenWordFileError

TIMEOUT: Final = 120.0
"""Seconds for one file, the start of LibreOffice included."""
_MAX_BYTES: Final = 64 * 2**20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF: Final = b"{\\rtf"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORD: Final = "WordDocument".encode("utf-16-le")
_FIB: Final = b"\xec\xa5\xc1\x00"
_SECTOR: Final = 512
_FLAGS: Final = 10
_FLAG_ENCRYPTED: Final = 0x01
"""Bit 8 of the word at offset 10 of the FIB (MS-DOC 2.5.2), so bit 0 of its second byte."""
_MISSING: Final = (
    "Cần LibreOffice để đọc tệp .doc: trên Debian, Ubuntu chạy “sudo apt install "
    "libreoffice-writer”, trên Windows, macOS cài từ libreoffice.org; hoặc mở tệp bằng Word và lưu "
    "lại ở dạng .docx."
)
_PASSWORD: Final = (
    "Tệp Word có mật khẩu; hãy mở bằng Word, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu), lưu "
    "lại rồi đưa vào."
)


def is_old(data: bytes) -> bool:
    """Tell whether *data* is a .doc or RTF file."""
    return data.startswith(_RTF) or (data.startswith(_OLE) and _WORD in data)


def check_kind(data: bytes, name: str = "") -> None:
    """Refuse what only looks like a Word file that can be read.

    Raises:
        BrokenWordFileError: it has a password, is no Word file, or is a .doc or RTF file named
            as a .docx.
    """
    if data.startswith(_OLE) and (_ENCRYPTED in data or _is_locked(data)):
        raise BrokenWordFileError(_PASSWORD)
    if data.startswith(_OLE) and _WORD not in data:
        raise BrokenWordFileError(
            "Tệp không phải là tệp Word (là tệp Office cũ khác, như .xls, .msg); hãy chọn tệp khác."
        )
    if is_old(data) and name.casefold().endswith((".docx", ".docm", ".dotx", ".dotm")):
        kind = "RTF" if data.startswith(_RTF) else "Word 97–2003 (.doc)"
        raise BrokenWordFileError(
            f"Tên tệp là .docx nhưng đây là tệp {kind}; hãy đổi đuôi tên thành .doc, hoặc mở bằng "
            "Word và lưu lại ở dạng .docx."
        )


def to_docx(data: bytes, name: str = "", *, timeout: float = TIMEOUT) -> bytes:
    """Return the .doc or RTF file *data* as .docx, made by LibreOffice.

    *timeout* is in seconds. LibreOffice runs with a profile of its own and is ended with all
    that it started.

    Raises:
        MissingToolError: LibreOffice is not installed.
        BrokenWordFileError: the file has a password, is too large, cannot be converted, or not
            in time.
    """
    check_kind(data, Path(name).stem)
    if len(data) > _MAX_BYTES:
        raise BrokenWordFileError(
            f"Tệp .doc lớn hơn {_MAX_BYTES // 2**20} MB; hãy mở bằng Word và lưu lại ở dạng .docx."
        )
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingToolError(_MISSING)
    with tempfile.TemporaryDirectory(prefix="soanthao-") as folder:
        source = Path(folder) / ("document.rtf" if data.startswith(_RTF) else "document.doc")
        source.write_bytes(data)
        made = Path(folder) / "out" / "document.docx"
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML"),
            *("--outdir", str(made.parent), str(source)),
        ]
        _run(command, timeout)
        if not made.is_file():
            raise BrokenWordFileError(
                "LibreOffice không chuyển được tệp .doc này; hãy mở bằng Word, kiểm tra và lưu lại "
                "ở dạng .docx."
            )
        return made.read_bytes()


def _is_locked(data: bytes) -> bool:
    """Tell whether the text of a .doc is encrypted, by the flags at its head."""
    heads = (
        at for at in range(_SECTOR, len(data) - _FLAGS - 1, _SECTOR) if data.startswith(_FIB, at)
    )
    head = next(heads, None)
    return head is not None and bool(data[head + _FLAGS + 1] & _FLAG_ENCRYPTED)


def _run(command: list[str], timeout: float) -> None:
    """Run *command* in a group of its own and end the whole group.

    Raises:
        MissingToolError: it cannot be started.
        BrokenWordFileError: it is not done in time.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise MissingToolError(_MISSING) from error
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise BrokenWordFileError(
            f"LibreOffice không chuyển xong tệp .doc trong {timeout:.0f} giây; hãy mở bằng Word và "
            "lưu lại ở dạng .docx."
        ) from error
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the group of *process*."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
