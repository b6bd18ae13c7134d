"""Markdown and plain text of others, read as they would be printed (văn bản ở tệp chữ).

The file is UTF-8, or UTF-16 with its mark; other encodings are refused, since a wrong guess would
change letters silently. Places are line and column of the file.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from soanthao.errors import ErrorKind, SoanthaoError
from soanthao.findings import Finding, Severity
from soanthao.intake.plain_blocks import BlockReader
from soanthao.language.encodings import detect
from soanthao.notice.source import Source

MAX_BYTES: Final = 10_000_000
"""Bytes above which a file is no notice."""
_OLD_LETTERS: Final = re.compile(
    "[^\\W\\d_][\u00b5\u00b8\u00b9\u00b7\u00b6\u00ae\u00a9\u00ab\u00ac\u00a7][^\\W\\d_]"
    "|[^\\W\\d_][\u00a9\u00b5\u00b8\u00ae\u00ab]\\b|\\b\u00ae[^\\W\\d_]"
)
_FEW: Final = 5
"""Words with signs inside below which a text is taken for Unicode."""


_BROKEN: Final = re.compile("á[»º]|Ã[\u0080-\u00bf]|Ä[‘\u0090\u0091]|Æ[°¡]")
"""UTF-8 that was read as another encoding."""
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PAGE_END: Final = re.compile(r"^\f+|\f+$", re.MULTILINE)
_LINE_END: Final = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class UnreadableTextError(SoanthaoError):
    """A text file that cannot be read (tệp chữ không đọc được)."""

    kind = ErrorKind.INVALID


def read_source(data: bytes, name: str = "") -> Source:
    """Return what the text file *data* says.

    Args:
        data: the file's bytes: UTF-8, or UTF-16 with its mark.
        name: of the file, for findings and errors.

    Raises:
        UnreadableTextError: *data* is too large, empty, no text, or in another encoding.
    """
    raw = _decoded(data, name)
    composed = unicodedata.normalize("NFC", raw)
    old = len(_OLD_LETTERS.findall(composed))
    is_old = old >= _FEW or detect(composed) is not None
    text = composed if is_old else _UNSEEN.sub("", composed)
    findings = []
    if text != composed:
        count = len(composed) - len(text)
        findings.append(
            Finding(
                "N110",
                f"Đã bỏ {count} ký tự không nhìn thấy (gạch nối ẩn, dấu rộng 0).",
                name,
                severity=Severity.INFO,
            )
        )
    if composed != raw:
        findings.append(
            Finding(
                "N130",
                "Chữ trong tệp viết tách dấu (Unicode tổ hợp), đã ghép lại thành chữ dựng sẵn.",
                name,
                severity=Severity.INFO,
            )
        )
    broken = len(_BROKEN.findall(text))
    if "\ufffd" in text or broken >= _FEW:
        message = "Có chữ bị hỏng khi đổi bảng mã (�, á»…, Ã¡); hãy lấy lại từ tệp gốc."
        findings.append(Finding("N137", message, name, severity=Severity.WARNING))
    if is_old:
        findings.append(
            Finding(
                "N131",
                "Chữ trong tệp giống TCVN3 hoặc VNI; hãy chuyển tệp sang Unicode rồi đọc lại.",
                name,
                severity=Severity.WARNING,
            )
        )
    reader = BlockReader(name)
    reader.read(_lines(text))
    if not reader.blocks:
        raise UnreadableTextError(f"Tệp {name or 'chữ'} không có chữ nào; hãy kiểm tra lại tệp.")
    return Source(tuple(reader.blocks), tuple(reader.dropped), (*findings, *reader.findings))


def _lines(text: str) -> list[str]:
    """Return the lines of *text*, whatever sign ends them; pages may end between or in lines."""
    one = _PAGE_END.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LINE_END.sub("\n", one).split("\n")


def _decoded(data: bytes, name: str) -> str:
    shown = name or "chữ"
    if len(data) > MAX_BYTES:
        raise UnreadableTextError(
            f"Tệp {shown} lớn {len(data)} byte, quá giới hạn {MAX_BYTES} byte; "
            "hãy kiểm tra lại tệp."
        )
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError(
            f"Tệp {shown}, dòng {line}: không phải chữ {'UTF-16' if is_wide else 'UTF-8'} (có thể "
            "là TCVN3, VNI hoặc Windows-1258); hãy mở tệp, lưu lại với bảng mã UTF-8."
        ) from error
    if "\0" in text:
        raise UnreadableTextError(
            f"Tệp {shown} có byte NUL, không phải tệp chữ (có thể là Word hoặc UTF-16 thiếu dấu "
            "đầu tệp); hãy lưu lại thành tệp chữ với bảng mã UTF-8."
        )
    return text
