"""How long an import takes after start-up, beside what somebody would write today.

Usage: python benchmarks/import_speed.py [--rounds N]. Imports the Lục Nam notice (five pages) from
Word, PDF and text, and in the same run only takes its text out: with python-docx's paragraphs,
pdfium's text and `read_text`. Prints the best of N rounds in seconds.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2

from soanthao.services.importing import import_notice
from soanthao.services.rendering import RenderRequest, render

ROOT = Path(__file__).resolve().parents[1]
DRAFT = ROOT / "drafts" / "luc-nam" / "2020-05" / "conclusion.yaml"
AGENCY = ROOT / "drafts" / "luc-nam" / "agency.yaml"
TEXT = ROOT / "tests" / "data" / "luc-nam-2020-05.md"
LIMIT = 0.3
"""Seconds that a notice of five pages may take."""


def word_text(path: Path) -> str:
    """Take the paragraphs out, as the first answer of any search says."""
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def pdf_text(path: Path) -> str:
    """Take the text of all pages out."""
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def plain_text(path: Path) -> str:
    """Read the file."""
    return path.read_text("utf-8")


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the seconds of the fastest round; one more before them loads what is needed."""
    work()
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    return min(took)


def imported(path: Path, folder: Path) -> None:
    """Import *path* into a new folder."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        import_notice(path, Path(place) / "conclusion.yaml", AGENCY)


def main() -> int:
    """Print the table; 1 where an import takes longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    slow = False
    rows = ["| from | import | text only | limit |", "|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        render(RenderRequest(DRAFT, out=folder / "out"))
        shutil.copyfile(TEXT, folder / "notice.md")
        takers = {
            folder / "out" / "notice.docx": word_text,
            folder / "out" / "notice.pdf": pdf_text,
            folder / "notice.md": plain_text,
        }
        for path, take in takers.items():
            ours = best(lambda path=path: imported(path, folder), rounds)
            theirs = best(lambda path=path, take=take: take(path), rounds)
            slow |= ours > LIMIT
            rows.append(f"| {path.suffix} | {ours:.3f} | {theirs:.3f} | {LIMIT} |")
    sys.stdout.writelines(f"{row}\n" for row in rows)
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
