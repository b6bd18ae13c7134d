"""Documents that somebody else made: their bytes, and the reader that their ending names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from soanthao.draft.source import opened
from soanthao.errors import ErrorKind, InputMissingError, InvalidInputError, SoanthaoError
from soanthao.findings import Finding
from soanthao.notice.source import Source

MAX_BYTES: Final = 100_000_000
MAX_PARAGRAPHS: Final = 3_000
"""Ten times what the longest notices have; reading who must do what takes time."""
TEXTS: Final = (".txt", ".md", ".markdown")
WORD: Final = (".docx", ".docm", ".doc")
ENDINGS: Final = (*WORD, ".pdf", *TEXTS)


def read_document(path: Path) -> Source:
    """Return what the file at *path* prints, by the reader of its ending.

    Raises:
        InputMissingError: there is no such file.
        InvalidInputError: no file that can be read, too large, of a kind that nobody reads,
            broken, locked or hostile.
        MissingToolError: a .doc, and no LibreOffice.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise _refused("N501", path, f"không đọc loại tệp này; hãy dùng {', '.join(ENDINGS)}")
    data = read_file(path)
    try:
        source = _reader(ending)(data, str(path))
    except InvalidInputError:
        raise
    except SoanthaoError as error:
        if error.kind is not ErrorKind.INVALID:
            raise
        raise InvalidInputError((Finding("N504", str(error), str(path)),)) from error
    count = sum(1 for _ in source.paragraphs())
    if count > MAX_PARAGRAPHS:
        long = f"có {count} đoạn, quá giới hạn {MAX_PARAGRAPHS}; hãy cắt ra phần thông báo"
        raise _refused("N505", path, long)
    return source


def _reader(ending: str) -> Callable[[bytes, str], Source]:
    """Return the reader of files with *ending*; each loads its own library."""
    if ending in WORD:
        from soanthao.word.source import read_source as read_word  # noqa: PLC0415

        return read_word
    if ending == ".pdf":
        from soanthao.pdf.source import read_source as read_pdf  # noqa: PLC0415

        return read_pdf
    from soanthao.intake.plain import read_source as read_plain  # noqa: PLC0415

    return read_plain


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        InputMissingError: there is none.
        InvalidInputError: a folder, a device, no permission, or larger than the limit.
    """
    try:
        with open(path, "rb", opener=opened) as stream:
            data = stream.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputMissingError(
            f"Không tìm thấy tệp “{path}”; hãy kiểm tra lại tên tệp và thư mục."
        ) from error
    except OSError as error:
        reason = error.strerror or "đây không phải một tệp thường"
        raise _refused("N502", path, f"không đọc được ({reason}); hãy chỉ một tệp khác") from error
    if len(data) > MAX_BYTES:
        raise _refused("N503", path, "lớn hơn 100 MB; hãy kiểm tra lại có đúng là thông báo không")
    return data


def _refused(code: str, path: Path, what: str) -> InvalidInputError:
    return InvalidInputError((Finding(code, f"Tệp “{path.name}” {what}.", str(path)),))
