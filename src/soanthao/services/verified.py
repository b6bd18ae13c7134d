"""What verifying found: values, and how a finding of it is made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from soanthao.findings import Finding, Severity

_SHOWN: Final = 80
_WORST: Final = tuple(Severity)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What came of verifying.

    Attributes:
        path: the folder or the file.
        findings: the worst first; none means that everything is as it was rendered.
        files: how many files were read.
        pairs: how many orders were proven to reach their units.
        proven: whether the text was held against its source.
        matched: what else was found right, for the screen, sentence by sentence.
    """

    path: Path
    findings: tuple[Finding, ...]
    files: int
    pairs: int = 0
    proven: bool = False
    matched: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether there is no finding of level error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def found(code: str, path: str, message: str, severity: Severity = Severity.ERROR) -> Finding:
    """Return a finding whose words can be shown on any screen, whatever the file says."""
    return Finding(code, _shown(message), _shown(path), severity=severity)


def sorted_by_weight(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return *findings* once each, the worst first, otherwise in their order."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda each: _WORST.index(each.severity)))


def short(value: object) -> str:
    """Return a value of a JSON document for a sentence."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _shown(text: str) -> str:
    """Return *text* without what a terminal would obey, or an encoder refuse."""
    return "".join(char if char.isprintable() else "�" for char in text)
