"""The server that tests start: real, separate, kills that are kills, and nothing left behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

import postgres_keeper
import postgres_server
from postgres_server import PostgresError, PostgresServer, require_postgres

PATIENCE = 30
"""Seconds until something that must end is held to be left behind."""

OWNER = """
import sys, time
from pathlib import Path
from postgres_server import PostgresServer
with PostgresServer(Path(sys.argv[1])) as server:
    print(server.folder, flush=True)
    time.sleep(600)
"""


def asked(url: str, *statements: str) -> list[object]:
    """Do *statements* in one transaction; return the first column of what the last one gives."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        for statement in statements:
            result = connection.execute(text(statement))
        return list(result.scalars()) if result.returns_rows else []


def processes(folder: Path) -> list[int]:
    """Return who lives and works in *folder*: its servers and all their children."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            where = (entry / "cwd").readlink()
        except OSError:
            continue
        if where.name and folder in (where, *where.parents):
            found.append(int(entry.name))
    return found


def shared_memory(creator: int) -> list[str]:
    """Return the ids of the segments that the process *creator* made and nobody took away."""
    rows = Path("/proc/sysvipc/shm").read_text().splitlines()[1:]
    return [row.split()[1] for row in rows if int(row.split()[4]) == creator]


def comes_true(what) -> bool:
    """Wait until *what* holds."""
    end = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def server(postgres):
    """The server of all these tests, running, whatever the test before did to it."""
    postgres.start()
    return postgres


# What runs


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_commit_is_on_disk(postgres_database, setting):
    assert asked(postgres_database, f"SHOW {setting}") == ["on"]


def test_the_text_is_unicode(postgres_database):
    assert asked(postgres_database, "SHOW server_encoding") == ["UTF8"]
    assert asked(postgres_database, "SELECT lower('UBND HUYỆN LỤC NAM, ĐÊ ĐIỀU')") == [
        "ubnd huyện lục nam, đê điều"
    ]


def test_the_server_is_not_root(postgres):
    assert Path(f"/proc/{postgres.pid}").stat().st_uid != 0


def test_nobody_reaches_it_over_the_network(postgres_database):
    assert asked(postgres_database, "SHOW listen_addresses") == [""]


def test_the_settings_of_the_caller_do_not_reach_it(monkeypatch):
    wrong = {"PGDATA": "/nowhere", "PGPORT": "1", "PGHOST": "nowhere.invalid"}
    for name, value in {**wrong, "PGCLIENTENCODING": "LATIN1"}.items():
        monkeypatch.setenv(name, value)
    with PostgresServer(require_postgres()) as server:
        # This one the client, too, would send.
        monkeypatch.delenv("PGCLIENTENCODING")
        assert asked(server.create_database("a"), "SHOW client_encoding") == ["UTF8"]


def test_it_may_lie_on_a_disk_of_choice():
    with PostgresServer(require_postgres(), Path("/var/tmp")) as server:
        assert server.folder.parent == Path("/var/tmp")
        assert asked(server.url("postgres"), "SELECT 1") == [1]
    assert not server.folder.exists()


def test_no_place_is_taken_where_its_user_may_not_go(tmp_path, monkeypatch):
    tmp_path.chmod(0o700)
    monkeypatch.setattr(postgres_keeper, "MEMORY", tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    place = postgres_keeper.place_for_servers()
    if os.geteuid() == 0:
        assert place != tmp_path
        assert place.stat().st_mode & 0o007 == 0o007
    else:
        assert place is not None


@pytest.mark.parametrize("room", [0, 1 << 80])
def test_memory_is_taken_where_there_is_plenty(monkeypatch, room):
    memory = postgres_keeper.MEMORY
    if not memory.is_dir():
        pytest.skip(f"there is no {memory} here")
    monkeypatch.setattr(postgres_keeper, "ROOM", room)
    monkeypatch.setattr(tempfile, "tempdir", "/tmp")
    assert postgres_keeper.place_for_servers() == (memory if room == 0 else Path("/tmp"))


# Databases


def test_two_databases_are_separate(server):
    one, two = (server.create_database(server.free_name()) for _ in range(2))
    asked(one, "CREATE TABLE book (number integer)", "INSERT INTO book VALUES (47)")
    asked(two, "CREATE TABLE book (number integer)")
    assert asked(one, "SELECT number FROM book") == [47]
    assert asked(two, "SELECT number FROM book") == []


def test_two_servers_are_separate(server):
    with PostgresServer(require_postgres()) as other:
        assert server.folder != other.folder
        assert server.pid != other.pid
        other.create_database("only_there")
        here = asked(server.url("postgres"), "SELECT datname FROM pg_database")
        assert "only_there" not in here


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_an_empty_database(postgres_database, turn):
    listing = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert asked(postgres_database, listing) == []
    asked(postgres_database, "CREATE TABLE book (number integer)")
    assert asked(postgres_database, listing) == ["book"]


def test_a_database_may_be_a_copy_of_another(server):
    made = server.create_database("made")
    asked(made, "CREATE TABLE book (number integer)", "INSERT INTO book VALUES (47)")
    assert asked(server.create_database("copy", "made"), "SELECT number FROM book") == [47]


def test_a_database_in_use_can_be_dropped(server):
    engine = create_engine(server.create_database("used"))
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        server.drop_database("used")
        connection.invalidate()
    engine.dispose()
    with pytest.raises(OperationalError, match="does not exist"):
        asked(server.url("used"), "SELECT 1")


# Kills


def test_after_a_kill_what_was_committed_is_there_and_nothing_else(server):
    url = server.create_database(server.free_name())
    asked(url, "CREATE TABLE book (number integer)", "INSERT INTO book VALUES (1)")
    begun = len(server.log())
    plain = url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain) as open_one:
        open_one.execute("INSERT INTO book VALUES (2)")
        server.kill()
        with pytest.raises(psycopg.OperationalError):
            open_one.execute("SELECT 1")
    with pytest.raises(OperationalError):
        asked(url, "SELECT 1")
    server.start()
    assert asked(url, "SELECT number FROM book") == [1]
    assert "not properly shut down; automatic recovery" in server.log()[begun:]


def test_a_kill_leaves_no_process_of_the_server(server):
    connections = [
        psycopg.connect(f"host={server.folder} port=5432 user=postgres dbname=postgres")
        for _ in range(3)
    ]
    assert len(processes(server.folder)) > 4
    server.kill()
    assert processes(server.folder) == []
    assert server.pid is None
    for connection in connections:
        connection.close()


def works(server: PostgresServer, pool: ThreadPoolExecutor) -> "Future[list[object]]":
    """Let the server work on something that takes it years; return what comes of it."""
    work = "SELECT count(*) FROM (SELECT generate_series(1, 1000000000000000)) AS work"
    working = pool.submit(asked, server.url("postgres"), work)
    listing = f"SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query = '{work}'"
    assert comes_true(lambda: asked(server.url("postgres"), listing) == [1])
    return working


def test_a_kill_waits_for_nobodys_work(server):
    with ThreadPoolExecutor(1) as pool:
        working = works(server, pool)
        server.kill()
        assert processes(server.folder) == []
        with pytest.raises(OperationalError):
            working.result(PATIENCE)


def test_work_that_a_dead_server_left_does_not_keep_it_from_starting(server):
    with ThreadPoolExecutor(1) as pool:
        working = works(server, pool)
        os.kill(server.pid, signal.SIGKILL)
        assert comes_true(lambda: len(processes(server.folder)) == 1)
        server.start()
        with pytest.raises(OperationalError):
            working.result(PATIENCE)
    assert asked(server.url("postgres"), "SELECT 1") == [1]


def test_a_stop_is_no_crash(server):
    url = server.create_database(server.free_name())
    asked(url, "CREATE TABLE book (number integer)", "INSERT INTO book VALUES (1)")
    begun = len(server.log())
    server.stop()
    assert processes(server.folder) == []
    server.start()
    assert asked(url, "SELECT number FROM book") == [1]
    assert "not properly shut down" not in server.log()[begun:]


def test_a_server_that_runs_is_not_started_twice(server):
    before = server.pid
    server.start()
    assert server.pid == before


def test_a_server_that_died_is_noticed_and_started_again(server):
    before = server.pid
    os.kill(before, signal.SIGKILL)
    assert comes_true(lambda: processes(server.folder) == [])
    server.start()
    assert server.pid not in (None, before)
    assert asked(server.url("postgres"), "SELECT 1") == [1]


def test_a_server_that_cannot_start_says_why(server):
    server.stop()
    version = server.folder / "data" / "PG_VERSION"
    right = version.read_text()
    version.write_text("8\n")
    with pytest.raises(PostgresError, match="incompatible"):
        server.start()
    version.write_text(right)
    server.start()
    assert asked(server.url("postgres"), "SELECT 1") == [1]


# Nothing is left


@pytest.mark.parametrize("last", ["nothing", "stop", "kill"])
def test_nothing_is_left_at_the_end(last):
    with PostgresServer(require_postgres()) as server:
        folder, pid = server.folder, server.pid
        assert shared_memory(pid)
        if last != "nothing":
            getattr(server, last)()
    assert processes(folder) == []
    assert not folder.exists()
    assert shared_memory(pid) == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_the_tests_are_killed(how):
    command = [sys.executable, "-c", OWNER, str(require_postgres())]
    tests = str(Path(postgres_server.__file__).parent)
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": tests},
    ) as owner:
        folder = Path(owner.stdout.readline().rstrip())
        working = processes(folder)
        owner.send_signal(how)
        assert len(working) > 1
    assert comes_true(lambda: not folder.exists())
    assert processes(folder) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_who_ends_all_processes_politely_does_not_end_the_tidying(how):
    with PostgresServer(require_postgres()) as server:
        os.kill(server.keeper, how)
        server.stop()
        assert server.folder.exists()
    assert not server.folder.exists()


def test_no_server_outlives_its_keeper():
    with PostgresServer(require_postgres()) as server:
        folder = server.folder
        os.kill(server.keeper, signal.SIGKILL)
        assert comes_true(lambda: processes(folder) == [])
        with pytest.raises(PostgresError, match="keeper of the server is gone"):
            server.start()
    assert not folder.exists()


# Without PostgreSQL


@pytest.fixture
def bare(monkeypatch):
    """A machine without PostgreSQL."""
    monkeypatch.setattr(postgres_server, "PLACES", "/nowhere/*/bin")
    monkeypatch.setenv("PATH", "/nowhere")


def test_without_postgresql_a_test_is_skipped_and_says_what_to_install(bare, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"PostgreSQL is not installed.*make judges"):
        require_postgres()


def test_without_postgresql_ci_fails(bare, monkeypatch):
    monkeypatch.setenv("CI", "true")
    # Both are caught, or a skip would only skip this test.
    with pytest.raises(
        (pytest.fail.Exception, pytest.skip.Exception), match="PostgreSQL is not installed"
    ) as caught:
        require_postgres()
    assert caught.type is pytest.fail.Exception


def test_the_newest_postgresql_is_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres_server, "PLACES", f"{tmp_path}/*/bin")
    for version in ("9.6", "13", "17"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for name in ("initdb", "postgres"):
            (folder / name).touch(mode=0o755)
    (tmp_path / "18" / "bin").mkdir(parents=True)
    (tmp_path / "18" / "bin" / "pg_config").touch(mode=0o755)
    assert require_postgres() == tmp_path / "17" / "bin"
