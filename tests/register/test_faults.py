"""Disks that are full or read-only, a database that is locked: exit 8, nothing half-done.

What must hold, from issue F and the contract of the exit codes: a step that cannot be recorded is
exit 8 with one Vietnamese sentence, and nothing is recorded; once there is room the same command
does it, and the numbers have no gap. What fails after the commit is a warning, exit 0.
"""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from small_office import CLERK, STEPS, act, bring, soanthao, write_office

from disks import mounted, read_only
from soanthao import files
from soanthao.cli.main import run
from soanthao.register import anchor
from soanthao.register.audit import audit
from soanthao.services.desk import open_desk

CANNOT_WRITE = 8
OPTIONS = {"submit": (), "approve": (), "number": ("--yes",), "issue": ()}
WRITERS = tuple(OPTIONS)
LITTLE = 8 * 1024
"""Bytes that are given back at a time."""


@pytest.fixture
def disk(tmp_path):
    """A disk of 1 MB."""
    with mounted(tmp_path / "disk") as small:
        yield small


def fill(disk: Path) -> Path:
    """Fill *disk* to the last page and return the file that does it."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return filler
    raise AssertionError("the disk has no end")


def make_room(filler: Path, size: int) -> None:
    """Give *size* bytes back."""
    with filler.open("r+b") as file:
        file.truncate(max(0, filler.stat().st_size - size))


def arguments(command: str, path: Path) -> list[str]:
    return [command, str(path), "--as", CLERK, *OPTIONS[command]]


def recorded(folder: Path, aside: Path) -> list[str]:
    """Return the actions in the record at *folder*, read from a copy: a full disk opens nothing."""
    shutil.copytree(folder, aside, ignore=shutil.ignore_patterns("filler", "kho"))
    with closing(sqlite3.connect(aside / "so.sqlite")) as opened:
        found = [action for (action,) in opened.execute("SELECT action FROM events ORDER BY seq")]
    shutil.rmtree(aside)
    return found


def refused(capsys, reason: str) -> None:
    """Hold what a command complained of to one sentence that says *reason*."""
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1, said
    assert reason in said


def finish(path: Path, done: int) -> None:
    """Take the notice at *path*, which *done* commands were given for, to its end; look at all."""
    desk = open_desk(path, CLERK)
    for command in STEPS[done:]:
        act(desk, path, command)
    with desk.ledger.reading() as reader:
        (entry,) = reader.entries()
        lines = [(line.number, line.status, line.entry) for line in reader.lines()]
    assert (entry.state, lines) == ("issued", [(1, "taken", entry.id)])
    found = audit(desk.ledger)
    assert found.findings == ()
    assert found.events == len(STEPS)
    assert anchor.marks(desk.office.place.anchor)[-1].seq == len(STEPS)


# A full disk


@pytest.mark.parametrize("command", WRITERS)
def test_a_full_disk_is_exit_8_until_there_is_room(disk, tmp_path, capsys, command):
    (path,) = write_office(tmp_path / "office", folder=disk)
    before = STEPS.index(command)
    bring(path, until=command)
    record = recorded(disk, tmp_path / "aside")
    filler = fill(disk)
    capsys.readouterr()
    refusals = 0
    while (code := run(arguments(command, path))) == CANNOT_WRITE:
        refused(capsys, "đĩa đã đầy")
        assert recorded(disk, tmp_path / "aside") == record
        refusals += 1
        make_room(filler, LITTLE)
    assert (code, refusals > 0) == (0, True), capsys.readouterr().err
    filler.unlink()
    finish(path, before + 1)


@pytest.mark.parametrize("command", ["submit", "approve", "number"])
def test_a_full_disk_of_the_store_is_exit_8(disk, tmp_path, capsys, command):
    base = tmp_path / "base"
    base.mkdir()
    places = {"url": f"sqlite:///{base / 'so.sqlite'}", "anchor": base / "neo.jsonl"}
    (path,) = write_office(tmp_path / "office", folder=disk, **places)
    bring(path, until=command)
    while command == "approve" and len(recorded(base, tmp_path / "aside")) < 3:
        act(open_desk(path, CLERK), path, command)
    record = recorded(base, tmp_path / "aside")
    filler = fill(disk)
    capsys.readouterr()
    assert run(arguments(command, path)) == CANNOT_WRITE
    refused(capsys, "đĩa đã đầy")
    assert recorded(base, tmp_path / "aside") == record
    filler.unlink()
    assert run(arguments(command, path)) == 0
    finish(path, len(record) + 1)


def test_no_register_is_made_on_a_full_disk(disk, tmp_path, capsys):
    (path,) = write_office(tmp_path / "office", folder=disk)
    filler = fill(disk)
    assert run(arguments("submit", path)) == CANNOT_WRITE
    refused(capsys, "đĩa đã đầy")
    filler.unlink()
    assert run(arguments("submit", path)) == 0
    finish(path, 1)


def test_the_real_command_on_a_full_disk_is_exit_8(disk, tmp_path):
    (path,) = write_office(tmp_path / "office", folder=disk)
    bring(path, until="number")
    filler = fill(disk)
    done = soanthao(*arguments("number", path), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (CANNOT_WRITE, ""), done.stderr
    assert "đĩa đã đầy" in done.stderr
    filler.unlink()
    assert soanthao(*arguments("number", path), cwd=tmp_path).returncode == 0
    finish(path, STEPS.index("issue"))


# Copies that cannot be made


@pytest.fixture(params=["full", "read-only"])
def refusing(request, disk):
    """A disk that takes the conclusion, and then nothing more."""
    with ExitStack() as while_it_lasts:
        if request.param == "full":
            yield disk, lambda: fill(disk)
        else:
            yield disk, lambda: while_it_lasts.enter_context(read_only(disk))


def test_copies_that_cannot_be_made_are_a_warning_and_can_be_had(refusing, tmp_path, capsys):
    disk, refuse = refusing
    folder = tmp_path / "register"
    (path,) = write_office(disk / "office", folder=folder)
    bring(path, until="issue")
    refuse()
    capsys.readouterr()
    assert run(arguments("issue", path)) == 0
    said = capsys.readouterr()
    assert "G202" in said.err
    assert f"soanthao register show {path} --out" in said.err
    assert "đã phát hành" in said.out
    assert not (path.parent / "issued").exists()
    assert run(["register", "show", str(path), "--out", str(tmp_path / "out")]) == 0
    with open_desk(path, CLERK).ledger.reading() as reader:
        (entry,) = reader.entries()
    (copy,) = (tmp_path / "out").iterdir()
    assert dict(entry.final) == {"docx": files.sha256(copy.read_bytes())}
    finish(path, len(STEPS))


def test_what_is_to_be_signed_and_cannot_be_copied_is_a_warning(disk, tmp_path, capsys):
    (path,) = write_office(disk / "office", folder=tmp_path / "register")
    desk = bring(path, until="approve")
    for _ in range(2):
        act(desk, path, "approve")
    filler = fill(disk)
    capsys.readouterr()
    assert run(arguments("approve", path)) == 0
    assert "G202" in capsys.readouterr().err
    filler.unlink()
    finish(path, STEPS.index("sign"))


def test_the_real_command_issues_although_no_copy_can_be_made(disk, tmp_path):
    (path,) = write_office(disk / "office", folder=tmp_path / "register")
    bring(path, until="issue")
    fill(disk)
    done = soanthao(*arguments("issue", path), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "G202" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_screen_that_is_full_makes_no_failure_of_what_is_recorded(tmp_path):
    (path,) = write_office(tmp_path / "office")
    bring(path, until="number")
    command = [sys.executable, "-m", "soanthao", *arguments("number", path)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().endswith("Việc này đã ghi vào sổ.")
    finish(path, STEPS.index("issue"))


# A read-only disk


@pytest.mark.parametrize("command", WRITERS)
def test_a_read_only_register_is_exit_8(disk, tmp_path, capsys, command):
    (path,) = write_office(tmp_path / "office", folder=disk)
    before = STEPS.index(command)
    bring(path, until=command)
    with read_only(disk):
        capsys.readouterr()
        assert run(arguments(command, path)) == CANNOT_WRITE
        refused(capsys, "hãy kiểm tra thư mục và quyền ghi")
    assert run(arguments(command, path)) == 0
    finish(path, before + 1)


def test_the_real_command_on_a_read_only_register_is_exit_8(disk, tmp_path):
    (path,) = write_office(tmp_path / "office", folder=disk)
    bring(path, until="issue")
    with read_only(disk):
        done = soanthao(*arguments("issue", path), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (CANNOT_WRITE, ""), done.stderr
    assert "Traceback" not in done.stderr


# A database that somebody else holds


@contextmanager
def locked(database: Path):
    """Hold the lock of all writers from another process."""
    program = (
        "import sqlite3, sys; opened = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "opened.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", program, str(database)], **pipes) as holder:
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate()


@pytest.mark.parametrize("command", WRITERS)
def test_a_locked_register_is_exit_8_after_the_wait(tmp_path, capsys, command):
    database = tmp_path / "so.sqlite"
    url = f"sqlite:///{database}?timeout=0.2"
    (path,) = write_office(tmp_path / "office", url=url)
    before = STEPS.index(command)
    bring(path, until=command)
    with locked(database):
        capsys.readouterr()
        assert run(arguments(command, path)) == CANNOT_WRITE
        refused(capsys, "đang có lệnh khác ghi vào sổ")
    assert run(arguments(command, path)) == 0
    finish(path, before + 1)


def test_the_real_command_on_a_locked_register_is_exit_8(tmp_path):
    database = tmp_path / "so.sqlite"
    (path,) = write_office(tmp_path / "office", url=f"sqlite:///{database}?timeout=0.2")
    bring(path, until="number")
    with locked(database):
        done = soanthao(*arguments("number", path), cwd=tmp_path)
        assert (done.returncode, done.stdout) == (CANNOT_WRITE, ""), done.stderr
        assert "đang có lệnh khác ghi vào sổ" in done.stderr
        # Whoever only reads need not wait.
        assert soanthao("register", "show", str(path), cwd=tmp_path).returncode == 0


# An anchor that cannot be written


def test_an_anchor_on_a_full_disk_is_a_warning_and_the_next_write_anchors(disk, tmp_path, capsys):
    mark = disk / "dau-neo.jsonl"
    (path,) = write_office(tmp_path / "office", anchor=mark)
    bring(path, until="number")
    # Just below a page: of the next line only the beginning fits.
    with mark.open("ab") as file:
        file.write(b"\n" * (4096 - 40 - mark.stat().st_size))
    filler = fill(disk)
    capsys.readouterr()
    assert run(arguments("number", path)) == 0
    said = capsys.readouterr().err
    assert "G201" in said
    assert "Đã cho qua" not in said  # nobody was asked for a reason
    assert anchor.marks(mark)[-1].seq == STEPS.index("number")
    filler.unlink()
    assert run(arguments("issue", path)) == 0
    assert "G201" not in capsys.readouterr().err
    finish(path, len(STEPS))


def test_the_real_command_numbers_although_the_anchor_cannot_be_written(disk, tmp_path):
    (path,) = write_office(tmp_path / "office", anchor=disk / "dau-neo.jsonl")
    bring(path, until="number")
    with read_only(disk):
        done = soanthao(*arguments("number", path), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "G201" in done.stderr
    assert "01/TB-UBND" in done.stdout
