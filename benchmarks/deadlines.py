"""Precision and recall of the reading of deadlines over phrases of real notices.

The expectations were written by reading, before the program (tests/expected/intake/deadlines.tsv).
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import yaml

from soanthao.language.deadlines import FoundDeadline, Reference, read_deadlines
from soanthao.notice.deadline import Vague
from soanthao.notice.deadline_notation import notation
from soanthao.notice.number import PartialDate

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT.parent / "shared" / "samples" / "deadline-phrases.tsv"
EXPECTED = ROOT / "tests" / "expected" / "intake" / "deadlines.tsv"


@dataclass(frozen=True, slots=True)
class Judged:
    """One phrase: what was expected, what was read."""

    line: int
    phrase: str
    verdict: str
    values: list[object]
    found: tuple[FoundDeadline, ...]

    @property
    def read(self) -> list[object]:
        """The values read, ``?`` where nothing can be said."""
        return [_plain(notation(each.deadline)) if each.deadline else "?" for each in self.found]

    @property
    def is_right(self) -> bool:
        """Whether the values are those expected."""
        return self.read == self.values

    @property
    def is_vague(self) -> bool:
        """Whether every deadline read is vague."""
        return all(isinstance(each.deadline, Vague) for each in self.found)


def _plain(value: object) -> object:
    """Write every scalar as text, so that YAML's own types do not matter."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return str(value).lower() if isinstance(value, bool) else str(value)


def _values(written: str) -> list[object]:
    if written == "?":
        return [written]
    return [yaml.load(each, yaml.BaseLoader) for each in written.split(" | ")] if written else []


def judge() -> list[Judged]:
    """Read every phrase of the sample; empty where the sample is not here."""
    if not SAMPLE.is_file():
        return []
    lines = SAMPLE.read_text("utf-8").split("\n")
    judged = []
    for row in EXPECTED.read_text("utf-8").splitlines():
        if not re.match(r"\d", row):
            continue
        number, digest, verdict, written = (*row.split("\t"), "")[:4]
        phrase, source = lines[int(number) - 1].split("\t")
        composed = normalize("NFC", phrase)
        if hashlib.sha256(composed.encode()).hexdigest()[:12] != digest:
            raise SystemExit(f"line {number} of the sample is not the phrase that was read")
        year = re.search(r"20\d\d", source)
        month = re.search(r"20\d\d-(\d\d)$", source)
        issued = PartialDate(int(year[0]), int(month[1]) if month else None) if year else None
        found = read_deadlines(composed.replace("**", ""), Reference(issued))
        judged.append(Judged(int(number), composed, verdict, _values(written), found))
    return judged


def shares(judged: list[Judged]) -> dict[str, tuple[int, int]]:
    """Return (right, of how many) for precision and recall of deadline and of value."""
    found = [each for each in judged if each.found]
    wanted = [each for each in judged if each.verdict != "no"]
    both = [each for each in found if each.verdict != "no"]
    right = [each for each in both if each.is_right]
    return {
        "is a deadline, precision": (len(both), len(found)),
        "is a deadline, recall": (len(both), len(wanted)),
        "value, precision": (len(right), len(found)),
        "value, recall": (len(right), len(wanted)),
    }


def report(judged: list[Judged]) -> list[str]:
    """Say the shares, then every phrase that was read otherwise."""
    if not judged:
        return ["Skipped: ../shared/samples/deadline-phrases.tsv is not here."]
    lines = [
        f"{name:<26} {right:>3} / {count:>3}  {right / count:6.1%}"
        for name, (right, count) in shares(judged).items()
    ]
    return lines + [
        f"line {each.line}: expected {each.values}, read {each.read}"
        for each in judged
        if not each.is_right
    ]


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report(judge()))
