"""What the work saw: frozen values about a text, many at once, each with code and place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How grave a finding is: law broken or unusable input, practice differs, matter of taste."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about one place of one file (phát hiện).

    Attributes:
        code: mnemonic and stable, e.g. ``Y104``; explained in ``docs/errors.md``.
        message: Vietnamese: what is wrong and what to write instead.
        path: the file as the clerk named it; empty where no file is concerned.
        line: 1-based, 0 where the finding is about the whole file.
        column: 1-based, in code points.
        clause: the provision of the decree, where the law is the reason.
        where: the place in words where lines say nothing, as in Word and PDF:
            ``trang 2, đoạn 14``.
        found, expected: what is and what should be, short, for machines; empty where the message
            says all.
    """

    code: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    severity: Severity = Severity.ERROR
    clause: str = ""
    where: str = ""
    found: str = ""
    expected: str = ""

    def __str__(self) -> str:
        if self.where:
            file = f"{self.path}: " if self.path else ""
            return f"{file}{self.where}: {self.code} {self.message}"
        if not self.path:
            return f"{self.code} {self.message}"
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"
