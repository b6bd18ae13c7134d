"""``soanthao check --annotate``: a Word file with a comment at every finding."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from soanthao import files, settings
from soanthao.errors import ConflictError, InvalidInputError
from soanthao.findings import Finding, Severity
from soanthao.lint.reading import Reading
from soanthao.lint.review import Judged
from soanthao.services.checking import Checked, judge_word
from soanthao.services.documents import read_file
from soanthao.services.folder import storing

if TYPE_CHECKING:
    from soanthao.word.annotate import Comment

WORD: Final = ".docx"
_LEVELS: Final = {Severity.ERROR: "LỖI", Severity.WARNING: "cảnh báo", Severity.INFO: "lưu ý"}
_FORBIDDEN: Final = MappingProxyType(
    {
        "N701": "có chỗ sửa theo dõi (Track Changes); hãy chấp nhận hoặc từ chối hết rồi chạy lại",
        "N702": "đang được bảo vệ (Restrict Editing); hãy bỏ bảo vệ trong Word rồi chạy lại",
        "N703": "đã ký số, ghi vào là mất chữ ký; hãy dùng tệp chưa ký",
        "N704": "không phải tệp .docx thường; hãy mở bằng Word và lưu lại ở dạng Word Document",
    }
)


def annotate_file(path: Path, out: Path) -> Checked:
    """Check the Word file at *path* and write it with comments to *out*.

    Raises:
        InputMissingError, InvalidInputError: *path* cannot be read, or must not be written anew.
        ConflictError: *out* is there already.
        CannotWriteError: it cannot be stored.
    """
    from soanthao.word.annotate import Comment, annotate  # noqa: PLC0415 - loads lxml

    data = writable(path, out)
    reading, seen, findings = judge_word(path, settings.load(path.parent).policy)
    told = [_told(finding) for finding in findings]
    comments = [_comment(reading, *each) for each in zip(seen, told, strict=bool(seen))]
    comments = comments or [Comment(text) for text in told]
    store(out, annotate(data, comments, str(path)))
    return Checked(path, findings)


def _told(finding: Finding) -> str:
    clause = f" [{finding.clause}]" if finding.clause else ""
    return f"{finding.code} {_LEVELS[finding.severity]}: {finding.message}{clause}"


def _comment(reading: Reading, seen: Judged, text: str) -> Comment:
    """Return the comment that says *text*, at the words that a rule has seen."""
    from soanthao.word.annotate import Comment  # noqa: PLC0415 - loads lxml

    spot, printed = seen.remark.spot, reading.printed
    if spot is None or printed is None:
        return Comment(text)
    piece, lead = printed.pieces[spot.passage], reading.passages[spot.passage].lead
    if spot.end > spot.start:
        begin = piece.start + lead
        return Comment(text, piece.place.paragraph, begin + spot.start, begin + spot.end)
    whole = piece.start, piece.start + len(piece.text)
    return Comment(text, piece.place.paragraph, *whole)


def writable(path: Path, out: Path) -> bytes:
    """Return the bytes of *path* if a changed copy of it may go to *out*.

    Raises:
        InputMissingError, InvalidInputError: *path* cannot be read, or must not be written anew.
        ConflictError: *out* is there already.
    """
    from soanthao.word.editing import forbidden  # noqa: PLC0415 - loads lxml

    if path.suffix.lower() != WORD:
        raise refused("N704", path)
    data = read_file(path)
    if os.path.lexists(out):
        is_same = out.exists() and out.samefile(path)
        same = "chính là tệp được rà soát" if is_same else "đã có"
        raise ConflictError(f"“{out}” {same}; soanthao không ghi đè, hãy chọn tên khác.")
    if out.suffix.lower() != WORD:
        message = f"“{out.name}” phải có đuôi {WORD}."
        raise InvalidInputError((Finding("N705", message, str(out)),))
    code = forbidden(data, str(path))
    if code:
        raise refused(code, path)
    return data


def refused(code: str, path: Path) -> InvalidInputError:
    """Return why a file is not written anew."""
    message = f"Tệp “{path.name}” {_FORBIDDEN[code]}."
    return InvalidInputError((Finding(code, message, str(path)),))


def store(out: Path, data: bytes) -> None:
    """Write *data* to *out*, whole or not at all.

    Raises:
        ConflictError: another run is writing the same file.
        CannotWriteError: it cannot be stored.
    """
    with storing(out):
        files.write_file(out, data)
