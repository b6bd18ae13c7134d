"""What stops the work: one root, one kind per failure, a Vietnamese sentence that says what to do.

A front end owns the table from kind to exit code or HTTP status; nothing here knows of either.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soanthao.findings import Finding


class ErrorKind(Enum):
    """Why the work stopped."""

    FINDINGS = auto()
    """Findings of level error stand in the way."""
    INVALID = auto()
    """Unreadable or invalid input."""
    NOT_FOUND = auto()
    CONFLICT = auto()
    TEMPLATE = auto()
    """A broken template."""
    MISSING_TOOL = auto()
    """A library, program or font that this machine lacks."""
    CANNOT_WRITE = auto()
    """Disk full, read-only, file open elsewhere."""
    BUG = auto()
    """A fault of ours; a proof that fails on our own templates is one."""


class SoanthaoError(Exception):
    """Root of every exception of the package; ``str()`` is a sentence for the clerk."""

    kind: ErrorKind = ErrorKind.BUG


class InvalidInputError(SoanthaoError):
    """The input files hold faults (lỗi dữ liệu vào); all of them at once, in reading order."""

    kind = ErrorKind.INVALID

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class BlockedError(SoanthaoError):
    """Findings of level error stop a step (chưa qua được bước kiểm tra); all of them at once."""

    kind = ErrorKind.FINDINGS

    def __init__(self, findings: tuple[Finding, ...], remedy: str) -> None:
        super().__init__("\n".join((*(str(finding) for finding in findings), remedy)))
        self.findings = findings


class InputMissingError(SoanthaoError):
    """A file or folder that was named does not exist (không tìm thấy)."""

    kind = ErrorKind.NOT_FOUND


class ConflictError(SoanthaoError):
    """What is there already forbids the work (xung đột)."""

    kind = ErrorKind.CONFLICT


class TemplateError(SoanthaoError):
    """A template cannot be used (mẫu hỏng)."""

    kind = ErrorKind.TEMPLATE


class MissingToolError(SoanthaoError):
    """This machine lacks a library, a program or a font (thiếu công cụ)."""

    kind = ErrorKind.MISSING_TOOL


class CannotWriteError(SoanthaoError):
    """The result cannot be stored (không ghi được)."""

    kind = ErrorKind.CANNOT_WRITE


class DamagedRegisterError(SoanthaoError):
    """The register, or a file that it keeps, is there and is not what it was (sổ hỏng)."""

    kind = ErrorKind.INVALID


class ProofFailedError(SoanthaoError):
    """A file does not say what the model says (chứng minh không đạt): a fault of ours."""

    kind = ErrorKind.BUG


class InternalError(SoanthaoError):
    """A state that the program itself rules out."""

    kind = ErrorKind.BUG
