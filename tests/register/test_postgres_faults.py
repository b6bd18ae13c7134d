"""A PostgreSQL that is down, or is killed before, between and during what a step says to it.

What must hold, from issue F: a clear error (exit 8); once the server is back the same command does
the step, or says that it is done already; the numbers have no gap and none stands twice.
"""

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from small_office import CLERK, STEPS, act, bring, soanthao, write_office
from sqlalchemy import event

from soanthao.cli.main import run
from soanthao.errors import CannotWriteError, ConflictError
from soanthao.register.audit import audit
from soanthao.register.entry import State
from soanthao.services.desk import open_desk
from soanthao.services.numbering import NumberRequest, number
from soanthao.services.stepping import Selection

CANNOT_WRITE = 8
AWAY = "Không nối được với cơ sở dữ liệu PostgreSQL của sổ"
ROUNDS = 40
SEED = 15
AFTER = {"number": State.NUMBERED, "issue": State.ISSUED}


@pytest.fixture
def paths(postgres_database, tmp_path) -> tuple[Path, ...]:
    """Three conclusions of an office whose register is on the server."""
    return write_office(tmp_path / "office", 3, url=postgres_database)


def arguments(command: str, path: Path) -> list[str]:
    return [command, str(path), "--as", CLERK, *(["--yes"] if command == "number" else [])]


def finish(paths: tuple[Path, ...]) -> None:
    """Issue what is numbered; the numbers are 1, 2, 3 … in the order of *paths*."""
    desk = open_desk(paths[0], CLERK)
    with desk.ledger.reading() as reader:
        numbered = [entry.path for entry in reader.entries() if entry.state is State.NUMBERED]
    for name in numbered:
        act(desk, desk.office.home / name, "issue")
    with desk.ledger.reading() as reader:
        entries = reader.entries()
        lines = [(line.number, line.status, line.entry) for line in reader.lines()]
    assert [each.state for each in entries] == [State.ISSUED] * len(paths)
    assert lines == [(at, "taken", each.id) for at, each in enumerate(entries, start=1)]
    found = audit(desk.ledger)
    assert found.findings == ()
    assert found.events == len(STEPS) * len(paths)


def test_a_server_that_is_down_is_exit_8(postgres, paths, tmp_path):
    path = paths[0]
    bring(path, until="number")
    postgres.kill()
    done = soanthao(*arguments("number", path), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (CANNOT_WRITE, ""), done.stderr
    assert AWAY in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert str(postgres.folder) not in done.stderr  # the address may hold a password
    postgres.start()
    assert soanthao(*arguments("number", path), cwd=tmp_path).returncode == 0
    finish(paths[:1])


def test_a_server_killed_while_the_clerk_is_asked_is_exit_8(postgres, paths, tmp_path):
    path = paths[0]
    bring(path, until="number")
    command = [sys.executable, "-m", "soanthao", *arguments("number", path)[:-1]]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, cwd=tmp_path, text=True, **pipes) as asked:
        assert "01, ngày" in asked.stdout.readline()
        postgres.kill()
        _, complained = asked.communicate("y\n", timeout=300)
    assert asked.returncode == CANNOT_WRITE
    assert AWAY in complained
    assert "Traceback" not in complained
    postgres.start()
    assert run(arguments("number", path)) == 0
    finish(paths[:1])


def test_a_server_killed_while_the_document_is_made_numbers_nothing(postgres, paths):
    path = paths[0]
    desk = bring(path, until="number")

    def kill(_block):
        postgres.kill()
        return True

    with pytest.raises(CannotWriteError, match=AWAY):
        number(desk, NumberRequest(Selection(path)), kill)
    postgres.start()
    with desk.ledger.reading() as reader:
        assert reader.lines() == ()
    act(desk, path, "number")
    finish(paths[:1])


def killed_before(moment: int, names: tuple[str, ...], server, desk, path, command: str) -> bool:
    """Give *command* while the server is killed before its *moment* of the kinds *names*.

    Returns:
        Whether there was such a moment.
    """
    moments = 0

    def count(*_):
        nonlocal moments
        moments += 1
        if moments == moment:
            server.kill()

    heard = [(desk.ledger.engine, name, count) for name in names]
    for each in heard:
        event.listen(*each)
    try:
        act(desk, path, command)
    except CannotWriteError as error:
        assert AWAY in str(error)  # noqa: PT017 - the loop goes on
    finally:
        for each in heard:
            event.remove(*each)
    server.start()
    return moments >= moment


@pytest.mark.parametrize("command", AFTER)
def test_a_server_killed_before_the_commit_records_nothing(postgres, paths, command):
    path = paths[0]
    desk = bring(path, until=command)
    # The first one ends what was read.
    assert killed_before(2, ("commit",), postgres, desk, path, command)
    with desk.ledger.reading() as reader:
        assert len(list(reader.events())) == STEPS.index(command)
    assert run(arguments(command, path)) == 0
    finish(paths[:1])


@pytest.mark.torture
@pytest.mark.parametrize("command", AFTER)
def test_a_server_killed_before_any_statement_records_nothing(postgres, paths, command):
    path = paths[0]
    desk = bring(path, until=command)
    done, when = STEPS.index(command), 0
    while True:
        when += 1
        moments = ("before_cursor_execute", "commit")
        struck = killed_before(when, moments, postgres, desk, path, command)
        with desk.ledger.reading() as reader:
            (entry,), events = reader.entries(), len(list(reader.events()))
        if not struck:
            break
        assert (entry.state is AFTER[command], events) == (False, done), when
    assert when > 5
    assert (entry.state, events) == (AFTER[command], done + 1)
    finish(paths[:1])


@pytest.mark.torture
def test_a_server_killed_at_random_while_documents_are_numbered(
    postgres, postgres_database, tmp_path, capsys
):
    paths = write_office(tmp_path / "office", ROUNDS, url=postgres_database)
    chance = random.Random(SEED)
    for path in paths:
        bring(path, until="number")
    refused = recorded = 0
    for path in paths:
        desk = open_desk(path, CLERK)
        timer = threading.Timer(chance.uniform(0.0, 0.15), postgres.kill)
        timer.start()
        try:
            act(desk, path, "number")
        except CannotWriteError as error:
            assert AWAY in str(error)  # noqa: PT017 - most rounds end so
            refused += 1
        timer.join()
        postgres.start()
        try:
            act(open_desk(path, CLERK), path, "number")
        except ConflictError as error:
            assert "đã có số" in str(error)  # noqa: PT017 - as it says, it was recorded
            recorded += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{ROUNDS} kills: {refused} refused, {recorded} were recorded\n")
    assert refused
    finish(paths)
