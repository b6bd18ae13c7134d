"""Clerks' processes killed at any moment: no number twice, none left out, no file lost.

What must hold, from issue F: 8 processes issue 50 documents each in one register while at least 200
random kill -9 hit them; then the numbers are 1 to 400, none twice, every file is in the store with
its hash, and the record is one unbroken chain that meets its anchor.
"""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from issuing_worker import PROCESSES
from small_office import CLERK, SERIES, STEPS, write_office

from soanthao import files
from soanthao.register import anchor
from soanthao.register.audit import audit
from soanthao.register.entry import Entry, State
from soanthao.services.desk import Desk, open_desk
from soanthao.services.register_list import show, write_out

SHARE = 50
"""Documents of one process."""
KILLS = 27
"""Strikes at each process: 216 in all, should a few come too late."""
LEAST = 200
SEED = "30/2020/NĐ-CP"
HERE = Path(__file__).parent


def printed_number(data: Path) -> str:
    """Return the line ``Số:`` of a Word file, read without the project's own reader."""
    with zipfile.ZipFile(data) as opened:
        body = opened.read("word/document.xml").decode("utf-8")
    texts = (
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", each)) for each in body.split("</w:p>")
    )
    return next(each for each in texts if each.startswith("Số:"))


def struck(home: Path, kills: int) -> dict[str, float]:
    """Let the processes issue all documents of the office at *home*; return the figures."""
    program = HERE / "issuing_worker.py"
    done = subprocess.run(
        [sys.executable, str(program), str(home), SEED, str(kills)],
        env={"PYTHONPATH": str(HERE.parent), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def flaws(desk: Desk, entries: tuple[Entry, ...], count: int):
    """Yield what is not as it must be once *count* documents are issued."""
    with desk.ledger.reading() as reader:
        lines, head, counters = reader.lines(), reader.head(), reader.counters()
    yield from (f"{each.path} is {each.state}" for each in entries if each.state != State.ISSUED)
    wanted = list(range(1, count + 1))
    if sorted(each.number.number for each in entries if each.number) != wanted:
        yield "the documents do not have the numbers from 1 on, each once"
    if [each.number for each in lines] != wanted or {each.status for each in lines} != {"taken"}:
        yield "the book does not have the numbers from 1 on, each once"
    if {each.number: each.entry for each in lines} != {e.number.number: e.id for e in entries}:
        yield "book and documents do not agree on who has which number"
    if [(each.family.series, each.last) for each in counters] != [(SERIES, count)]:
        yield f"the counters are {counters}"
    found = audit(desk.ledger)
    # Who is killed between commit and anchor leaves the anchor behind, until the next write.
    yield from (str(each) for each in found.findings if each.code not in ("G334", "G335"))
    if found.head != head or found.events != len(STEPS) * count:
        yield f"{found.events} events"
    marks = anchor.living(anchor.marks(desk.office.place.anchor))
    if marks[-1].seq > head[0] or len(marks) < found.events // 2:
        yield f"the anchor ends with {marks[-1]}"


def copies(desk: Desk, home: Path, entries: tuple[Entry, ...], out: Path):
    """Make again what a killed process left uncopied; yield the copies that are not the files."""
    for each in entries:
        path = home / each.path
        digest = dict(each.final)["docx"]
        copy = path.parent / "issued" / "notice.docx"
        if copy.exists() and files.sha256(copy.read_bytes()) != digest:
            yield f"{copy} is another file"
        if not copy.exists():
            shown = show(desk.office, desk.ledger, path, letters=False, units=())
            (copy,) = write_out(desk.ledger, shown, out / path.parent.name)
        stored = desk.ledger.store.path(digest)
        if not files.sha256(stored.read_bytes()) == digest == files.sha256(copy.read_bytes()):
            yield f"{stored} is another file"
        if printed_number(copy) != f"Số: {each.number.number:02d}/TB-UBND":
            yield f"{copy} says {printed_number(copy)}"


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request) -> dict[str, str]:
    """Give the lines of ``[register]`` for a register of each kind."""
    if request.param == "sqlite":
        return {}
    return {"url": request.getfixturevalue("postgres_database")}


@pytest.mark.torture
def test_8_processes_issue_50_documents_each_under_200_kills(register, tmp_path, capsys):
    home = tmp_path / "office"
    paths = write_office(home, PROCESSES * SHARE, **register)
    figures = struck(home, KILLS)
    desk = open_desk(paths[0], CLERK)
    with desk.ledger.reading() as reader:
        entries = reader.entries()
    copied = sum((each.parent / "issued" / "notice.docx").exists() for each in paths)
    wrong = list(flaws(desk, entries, len(paths)))
    wrong += copies(desk, home, entries, tmp_path / "out")
    figures["orphans"] = len(audit(desk.ledger).orphans)
    figures["uncopied"] = len(paths) - copied
    figures["documents_a_second"] = round(len(paths) / figures["seconds"], 2)
    with capsys.disabled():
        sys.stdout.write(f"\n{desk.ledger.engine.name}: {figures}\n")
    assert not wrong, "\n".join(wrong)
    assert figures["kills"] >= LEAST


def test_a_kill_at_each_process_loses_nothing(register, tmp_path):
    home = tmp_path / "office"
    paths = write_office(home, PROCESSES, **register)
    figures = struck(home, 1)
    desk = open_desk(paths[0], CLERK)
    with desk.ledger.reading() as reader:
        entries = reader.entries()
    wrong = [*flaws(desk, entries, len(paths)), *copies(desk, home, entries, tmp_path / "out")]
    assert not wrong, "\n".join(wrong)
    assert figures["kills"] > 0
