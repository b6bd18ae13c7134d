"""Imports whole notices and counts what is right, wrong and silent, or flagged.

Usage: python benchmarks/intake.py [--samples DIR] [--verbose] [NAME…]. Real notices lie outside the
project; what they must give is in tests/expected/intake, read by hand before there was an import.
Notices that were written for the project lie in it and stand below a second heading.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pathlib import Path

from intake_expected import PROPOSED, Expected, digest, read
from intake_score import FLAGGED, KINDS, RIGHT, SILENT, Score, score

from soanthao.cli.main import run
from soanthao.draft.load import Draft, load
from soanthao.errors import InvalidInputError, SoanthaoError

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = ROOT / "tests" / "expected" / "intake"
SAMPLES = ROOT.parent / "shared" / "samples"
UNSEEN = ROOT / "tests" / "expected" / "unseen"
WRITTEN = ROOT / "tests" / "data" / "unseen"
Runs = Callable[[Sequence[str]], tuple[int, str]]
"""Runs soanthao on arguments and returns its exit code and what it said."""
_FORM = re.compile(r"^(letters:\s*\{?\s*form: *)cong-van", re.MULTILINE)
_NOTICE = re.compile(r"^source\t", re.MULTILINE)
_PARAGRAPH = re.compile(r"đoạn (\d+)")
_LINE = re.compile(r":(\d+):\d+: [A-Z]\d{3} ")
_UNSURE = re.compile(r": N531 [^“\n]*“([^”\n]+)”")
_MARKER = re.compile(r"^(?:[IVX]+\.|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[-–+•*])\s*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """An import: its exit code, seconds, what it said, and the score (None: nothing to judge)."""

    name: str
    code: int
    seconds: float
    said: str
    score: Score | None


def expectations(folder: Path = EXPECTED) -> list[Expected]:
    """Return what is expected of every sample that somebody has read."""
    files = sorted(folder.glob("*.tsv"))
    return [read(path) for path in files if _NOTICE.search(path.read_text("utf-8"))]


def agency_of(expected: Expected) -> Path:
    """Return the directory of units beside the expectations, or of a draft of the project."""
    return next(
        (at for each in (EXPECTED, UNSEEN, ROOT) if (at := each / expected.agency).is_file()),
        EXPECTED / expected.agency,
    )


def _as_a_clerk(arguments: Sequence[str]) -> tuple[int, str]:
    """Run the program and return its exit code and what it said on standard error."""
    command = [sys.executable, "-m", "soanthao", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def in_this_process(arguments: Sequence[str]) -> tuple[int, str]:
    """Do the same without a process of its own: faster, for tests."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said:
        code = run(arguments)
    return code, said.getvalue()


def judge(expected: Expected, samples: Path = SAMPLES, runs: Runs = _as_a_clerk) -> Outcome:
    """Import the notice that *expected* is about as a clerk would, and compare."""
    source = samples / expected.source
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out, agency = folder / "conclusion.yaml", folder / "agency.yaml"
        arguments = ["import", str(source), "-o", str(out)]
        if expected.agency != PROPOSED:
            shutil.copyfile(agency_of(expected), agency)
            arguments += ["--agency", str(agency)]
        started = time.perf_counter()
        code, said = runs(arguments)
        seconds = time.perf_counter() - started
        try:
            draft = _loaded(out)
        except SoanthaoError as error:
            return Outcome(expected.name, code, seconds, f"{said}{error}", None)
        flagged = _flagged(source, said)
        unsure = frozenset(_UNSURE.findall(said))
        found = score(expected, draft, out.read_text("utf-8"), flagged, unsure)
        return Outcome(expected.name, code, seconds, said, found)


def _loaded(path: Path) -> Draft:
    """Return the draft at *path*, if need be as one without letters: a V/v may still be missing."""
    try:
        return load(path)
    except InvalidInputError:
        text, count = _FORM.subn(r"\1none", path.read_text("utf-8"))
        path.write_text(text if count else f"{text}letters: {{form: none}}\n", "utf-8")
        return load(path)


def _flagged(source: Path, said: str) -> frozenset[str]:
    """Return digests of the paragraphs of *source* that findings name, marker taken off."""
    numbers = {int(each) for each in _PARAGRAPH.findall(said)}
    lines = (
        {int(each) for each in _LINE.findall(said)} if source.suffix in {".txt", ".md"} else set()
    )
    data = source.read_bytes()
    room = {".docx": "word.source", ".pdf": "pdf.source"}.get(source.suffix, "intake.plain")
    reader = import_module(f"soanthao.{room}")
    return frozenset(
        digest(_MARKER.sub("", each.plain))
        for each in reader.read_source(data, source.name).paragraphs()
        if each.place.paragraph in numbers or each.place.line in lines
    )


def table(outcomes: list[Outcome]) -> str:
    """Return the table: a row a sample with its exit code, then the kinds of values in total."""
    rows = [
        "| sample | right | wrong and silent | flagged | right % | exit | s |",
        "|---|---|---|---|---|---|---|",
    ]
    total = Score()
    for each in outcomes:
        if each.score is None:
            rows.append(f"| {each.name} | – | – | – | – | {each.code} | {each.seconds:.1f} |")
            continue
        total.counts.update(each.score.counts)
        rows.append(f"| {each.name} | {_cells(each.score)} | {each.code} | {each.seconds:.1f} |")
    rows.append(f"| all | {_cells(total)} | | |")
    rows += ["", "| kind | right | wrong and silent | flagged | right % |", "|---|---|---|---|---|"]
    rows += [f"| {kind} | {_cells(total, kind)} |" for kind in KINDS]
    return "\n".join(rows)


def _cells(found: Score, kind: str = "") -> str:
    counts = [found.of(verdict, kind) for verdict in (RIGHT, SILENT, FLAGGED)]
    percent = f"{100 * counts[0] / sum(counts):.1f}" if sum(counts) else "–"
    return " | ".join(map(str, (*counts, percent)))


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def main() -> int:
    """Print the table; 1 where a value is wrong and silent or an import did not load."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=Path, default=SAMPLES)
    parser.add_argument("--verbose", action="store_true", help="list what is not right")
    parser.add_argument("names", nargs="*", help="only samples whose name holds one of these")
    options = parser.parse_args()
    sets = {
        "Real notices": (EXPECTED, options.samples),
        "Notices written for the project, read before they were imported": (UNSEEN, WRITTEN),
    }
    failed = [_report(heading, *at, options) for heading, at in sets.items()]
    return int(any(failed))


def _report(heading: str, expected: Path, samples: Path, options: argparse.Namespace) -> bool:
    """Print the table of one set; tell whether a value is silently wrong or a draft not read."""
    wanted = [
        each for each in expectations(expected)
        if not options.names or any(name in each.name for name in options.names)
    ]  # fmt: skip
    here = [each for each in wanted if (samples / each.source).is_file()]
    outcomes = [judge(each, samples) for each in here]
    _say(f"\n## {heading}\n", table(outcomes), f"\n{len(here)} of {len(wanted)} samples are here")
    for each in outcomes:
        if each.score is None:
            _say(f"\n{each.name}: not judged, exit {each.code}\n{each.said}")
        elif options.verbose:
            _say("\n  ".join((f"\n{each.name}", *each.score.wrong)))
    return any(each.score is None or each.score.of(SILENT) > 0 for each in outcomes)


if __name__ == "__main__":
    sys.exit(main())
