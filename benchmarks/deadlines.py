"""Precision and recall of the reading of deadlines, over phrases of real notices and later ones.

The expectations were written by reading, before the program: tests/expected/intake/deadlines.tsv of
the phrases in ../shared, deadline-second.tsv and -third.tsv of sentences that need nothing else.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
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
LATER = {
    name: EXPECTED.with_name(f"deadline-{name}.tsv")
    for name in ("second", "third")
    if EXPECTED.with_name(f"deadline-{name}.tsv").is_file()
}
WORDS = frozenset({"vague", "event", "after", "before"})
"""Keys whose words may be cut elsewhere than a reader would."""


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


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a later set: the readings that are right, and what was read.

    Attributes:
        wanted: each way to read it: (value, whether a clerk must look), in order.
    """

    line: int
    text: str
    wanted: list[list[tuple[object, bool]]]
    found: tuple[FoundDeadline, ...]

    @property
    def read(self) -> list[tuple[object, bool]]:
        """The values read, each with whether it is doubted."""
        return [
            (_plain(notation(each.deadline)) if each.deadline else "?", bool(each.doubt))
            for each in self.found
        ]

    @property
    def is_deadline(self) -> bool:
        """Whether the sentence has a deadline."""
        return any(self.wanted)

    @property
    def verdict(self) -> str:
        """``right``, ``flagged`` where a clerk is told to look, else ``silent``."""
        same = [
            ways
            for ways in self.wanted
            if len(ways) == len(self.read)
            and all(_same(ours[0], read[0]) for ours, read in zip(ways, self.read, strict=True))
        ]
        warned = any(doubt or _is_words(value) for value, doubt in self.read)
        if same:
            told = any(
                all(not ours[1] or read[1] for ours, read in zip(ways, self.read, strict=True))
                for ways in same
            )
            return "right" if told or warned else "silent"
        return "flagged" if warned else "silent"


def _is_words(value: object) -> bool:
    return value == "?" or (isinstance(value, dict) and "vague" in value)


def _same(ours: object, read: object) -> bool:
    if not isinstance(ours, dict) or not isinstance(read, dict):
        return ours == read
    return ours.keys() == read.keys() and all(
        ours[key] == read[key] or (key in WORDS and _holds(str(ours[key]), str(read[key])))
        for key in ours
    )


def _holds(ours: str, read: str) -> bool:
    """Whether one holds the other; ``before: true`` is no words."""
    first, second = ours.lower(), read.lower()
    return "true" not in (first, second) and (first in second or second in first)


def sentences(path: Path) -> Iterator[Sentence]:
    """Read every sentence of a later set."""
    reference = Reference()
    for number, row in enumerate(path.read_text("utf-8").splitlines(), 1):
        if row.startswith("@"):
            issued, *held = row.split()[1:]
            day = None if issued == "-" else PartialDate(*map(int, issued.split("-")))
            reference = Reference(day, tuple(map(date.fromisoformat, held)))
        elif row and not row.startswith("#"):
            written, text = row.split("\t")
            ways = [_marked(each.strip()) for each in f"{written} ".split(" ||")]
            yield Sentence(number, text, ways, read_deadlines(text, reference))


def _marked(written: str) -> list[tuple[object, bool]]:
    values = []
    for each in written.split(" | ") if written else ():
        value = each.removesuffix("?").strip()
        values.append((_plain(yaml.load(value, yaml.BaseLoader)) if value else "?", "?" in each))
    return values


def later_shares(read: list[Sentence]) -> dict[str, tuple[int, int]]:
    """Return (right, of how many) of a later set."""
    found = [each for each in read if each.found]
    wanted = [each for each in read if each.is_deadline]
    both = [each for each in found if each.is_deadline]
    right = [each for each in both if each.verdict == "right"]
    return {
        "is a deadline, precision": (len(both), len(found)),
        "is a deadline, recall": (len(both), len(wanted)),
        "value, precision": (len(right), len(found)),
        "value, recall": (len(right), len(wanted)),
    }


def later_report(name: str, read: list[Sentence]) -> list[str]:
    """Say the shares of a later set, then what was read otherwise, silent ones first."""
    counts = Counter(each.verdict for each in read)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("right", "flagged", "silent"))
    return [
        f"{name} set, {len(read)} sentences: {told}",
        *(
            f"{share:<26} {right:>3} / {count:>3}  {right / count:6.1%}"
            for share, (right, count) in later_shares(read).items()
        ),
        *(
            f"{name} line {each.line}, {each.verdict}: read {each.read}"
            for each in sorted(read, key=lambda each: each.verdict, reverse=True)
            if each.verdict != "right"
        ),
    ]


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in report(judge()))
    for set_name, place in LATER.items():
        sys.stdout.writelines(
            f"{line}\n" for line in later_report(set_name, list(sentences(place)))
        )
