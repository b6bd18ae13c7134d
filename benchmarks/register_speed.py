"""How many documents are numbered and issued a second, beside what offices use today.

Usage: python benchmarks/register_speed.py [--documents N]. A small office issues one-page notices
through the real services, one clerk and then eight at once, on SQLite and on PostgreSQL (a real
server, if Debian's packages of it are there). In the same run a number is taken in a workbook of
400 lines (openpyxl: load, append, save), and by the highest number plus one without a lock, which
is fast and wrong: how many numbers it gives twice is counted. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "register")]

from small_office import CLERK, STEPS, act, write_office  # noqa: E402 - of the tests

from postgres_server import PostgresServer, require_postgres  # noqa: E402 - of the tests
from soanthao.services.desk import Desk, open_desk  # noqa: E402 - behind the path

CLERKS = 8
LINES = 400
"""So many a workbook has already, and so many eight clerks take without a lock."""
EACH = LINES // CLERKS
LAST = ("number", "issue")
CELLS = ("125/TB-UBND", "28/5/2026", "Thông báo kết luận", "Trần Văn Bình", "Phòng Kinh tế") * 2


@dataclass(frozen=True, slots=True)
class Row:
    """What one way takes.

    Attributes:
        rate: documents, or numbers alone, a second.
        middle: median in seconds; None where several work at once.
        twice: numbers that were given twice; None where one alone works in a file.
    """

    rate: float
    middle: float | None
    twice: int | None

    @classmethod
    def of(cls, times: list[float], twice: int | None) -> Row:
        """Return the row of documents that were made one after the other."""
        middle = statistics.median(times)
        return cls(1 / middle, middle, twice)

    def say(self, what: str) -> None:
        """Print the row of *what*."""
        middle = "" if self.middle is None else f"{1000 * self.middle:.0f}"
        twice = "" if self.twice is None else str(self.twice)
        say(f"| {what} | {self.rate:.1f} | {middle} | {twice} |")


def seconds(act_: Callable[[], object]) -> float:
    """Return how long *act_* takes."""
    begun = time.perf_counter()
    act_()
    return time.perf_counter() - begun


def one_clerk(home: Path, count: int, formats: tuple[str, ...], url: str) -> tuple[Row, Row]:
    """Return what *count* documents take, one after the other: the last steps, and all."""
    paths = write_office(home, count + 1, formats, **({"url": url} if url else {}))
    desk = open_desk(paths[0], CLERK)
    times = [dict.fromkeys(STEPS, 0.0) for _ in paths]
    for path, spent in zip(paths, times, strict=True):
        for step in STEPS:
            spent[step] += seconds(partial(act, desk, path, step))
    times = times[1:]  # the first one loads what all need
    last = [sum(spent[step] for step in LAST) for spent in times]
    every = [sum(spent.values()) for spent in times]
    return Row.of(last, given_twice(desk)), Row.of(every, given_twice(desk))


def eight_clerks(home: Path, count: int, url: str) -> Row:
    """Return what *count* documents take that eight processes take all the way at once."""
    paths = write_office(home, count, **({"url": url} if url else {}))
    program = TESTS / "register" / "issuing_worker.py"
    done = subprocess.run(
        [sys.executable, str(program), str(home), "0", "0"],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
        check=True,
    )
    spent = float(json.loads(done.stdout)["seconds"])
    return Row(count / spent, None, given_twice(open_desk(paths[0], CLERK)))


def given_twice(desk: Desk) -> int:
    """Return how many documents have a number that another one has."""
    with desk.ledger.reading() as reader:
        numbers = [each.number for each in reader.entries()]
    return len(numbers) - len(set(numbers))


def workbook(path: Path, count: int) -> list[float]:
    """Return the seconds of each of *count* numbers taken in a workbook of LINES lines."""
    book = openpyxl.Workbook()
    for number in range(1, LINES + 1):
        book.active.append((number, *CELLS))
    book.save(path)

    def take() -> None:
        opened = openpyxl.load_workbook(path)
        sheet = opened.active
        sheet.append((sheet.cell(sheet.max_row, 1).value + 1, *CELLS))
        opened.save(path)

    return [seconds(take) for _ in range(count)]


def highest_plus_one(path: Path, starting: object) -> None:
    """Take EACH numbers as programs do that read the highest number and add one."""
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as opened:
        starting.wait()  # type: ignore[attr-defined]
        for _ in range(EACH):
            (last,) = opened.execute("SELECT coalesce(max(number), 0) FROM book").fetchone()
            opened.execute("INSERT INTO book VALUES (?, ?)", (last + 1, "Thông báo kết luận"))


def without_lock(path: Path) -> tuple[float, int]:
    """Let CLERKS processes do that; return the seconds, and how many numbers stand twice."""
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("CREATE TABLE book (number INTEGER, subject TEXT)")
    context = multiprocessing.get_context("spawn")
    starting = context.Barrier(CLERKS + 1)
    clerks = [
        context.Process(target=highest_plus_one, args=(path, starting)) for _ in range(CLERKS)
    ]
    for each in clerks:
        each.start()
    starting.wait()
    spent = seconds(lambda: [each.join() for each in clerks])
    with closing(sqlite3.connect(path)) as opened:
        query = "SELECT count(*) - count(DISTINCT number), count(*) FROM book"
        twice, given = opened.execute(query).fetchone()
    if given != CLERKS * EACH:
        raise SystemExit(f"only {given} numbers were given")
    return spent, twice


@contextmanager
def server() -> Iterator[PostgresServer | None]:
    """Give a PostgreSQL of this run alone; None where it is not installed."""
    try:
        programs = require_postgres()
    except pytest.skip.Exception as skipped:
        say(f"No PostgreSQL: {skipped}")
        yield None
        return
    say(f"PostgreSQL {programs.parent.name}")
    with PostgresServer(programs) as started:
        yield started


def measured(name: str, home: Path, count: int, fresh: Callable[[], str]) -> None:
    """Print the rows of one database.

    Args:
        name: what the table calls it.
        home: a folder for its offices.
        count: documents.
        fresh: returns the address of an empty database; empty for that of the office.
    """
    for formats in (("docx",), ("docx", "pdf")):
        called = " + ".join({"docx": "Word", "pdf": "PDF"}[each] for each in formats)
        last, every = one_clerk(home / called, count, formats, fresh())
        last.say(f"soanthao, {name}, {called}: number + issue")
        every.say(f"soanthao, {name}, {called}: submit … issue")
    eight = eight_clerks(home / "eight", CLERKS * count // 2, fresh())
    eight.say(f"soanthao, {name}, Word: submit … issue, {CLERKS} clerks")


def say(line: str) -> None:
    """Print a line of the result at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=20)
    count = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as name, server() as postgres:
        folder = Path(name)
        load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
        say(f"{platform.platform()}, {os.cpu_count()} cores, load {load}")
        say(
            f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
            f"SQLAlchemy {version('sqlalchemy')}, openpyxl {version('openpyxl')}"
        )
        say("\n| way | documents a second | median, ms | numbers given twice |")
        say("|---|---:|---:|---:|")
        measured("SQLite", folder / "sqlite", count, lambda: "")
        if postgres is not None:
            measured(
                "PostgreSQL",
                folder / "postgresql",
                count,
                lambda: postgres.create_database(postgres.free_name()),
            )
        alone = Row.of(workbook(folder / "book.xlsx", count), None)
        alone.say(f"workbook of {LINES} lines: number only, one clerk")
        spent, twice = without_lock(folder / "naive.sqlite")
        naive = Row(CLERKS * EACH / spent, None, twice)
        naive.say(f"highest + 1 without lock: number only, {CLERKS} clerks")


if __name__ == "__main__":
    main()
