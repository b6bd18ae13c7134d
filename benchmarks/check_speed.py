"""How many Word files are checked a second, beside what merely opening them takes.

Usage: python benchmarks/check_speed.py [--documents N]. Renders the letters of Lục Nam, copies them
to N files and checks all with all cores; in the same run it opens them one after the other with
python-docx and reads their paragraphs. Prints documents a second and the peak memory of parent and
workers.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import docx

from soanthao.services.checking import check
from soanthao.services.rendering import RenderRequest, render

ROOT = Path(__file__).resolve().parents[1]
DRAFT = ROOT / "drafts" / "luc-nam" / "2020-05" / "conclusion.yaml"
MEGABYTE = 1024


def documents(folder: Path, count: int) -> list[Path]:
    """Return *count* Word files in *folder*: the notice and its letters, again and again."""
    made = folder / "made"
    render(RenderRequest(DRAFT, made, formats=("docx",)))
    sources = [made / "notice.docx", *sorted((made / "letters").glob("*.docx"))]
    copies = []
    for number in range(count):
        copies.append(folder / f"{number:04}.docx")
        shutil.copyfile(sources[number % len(sources)], copies[-1])
    return copies


def opened(paths: Sequence[Path]) -> int:
    """Open each file and return how many paragraphs all have."""
    return sum(len(docx.Document(str(path)).paragraphs) for path in paths)


def say(line: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=1_000)
    count = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as name:
        paths = documents(Path(name), count)
        opened(paths[:10])
        started = time.perf_counter()
        opened(paths)
        opening = time.perf_counter() - started
        started = time.perf_counter()
        checked = check(paths)
        checking = time.perf_counter() - started
    failed = sum(each.failure is not None for each in checked)
    findings = sum(len(each.findings) for each in checked)
    parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    say(f"{count} documents, {os.cpu_count()} cores, {findings} findings, {failed} failed")
    say(f"soanthao check, all cores   {count / checking:7.1f} documents a second")
    say(f"python-docx opens, one core {count / opening:7.1f} documents a second")
    say(f"peak memory: parent {parent:.0f} MB, largest worker {worker:.0f} MB")


if __name__ == "__main__":
    main()
