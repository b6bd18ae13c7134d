"""An older database is brought up to date as a whole, once, and a newer one is left alone."""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, exc, text

from soanthao.errors import CannotWriteError, ConflictError
from soanthao.register import schema, tables
from soanthao.register.database import connect, reading, sqlite_url
from soanthao.register.ledger import Place, open_ledger

COUNTER = (
    "INSERT INTO counters (agency, issuer, series, year, last, last_day, external) "
    "VALUES ('x', '', 'TB', 2026, 2, '2026-11-25', 0)"
)
LINE = (
    "INSERT INTO lines (agency, issuer, series, year, number, symbol, day, entry, status, person, "
    "reason) VALUES ('x', '', 'TB', 2026, {0}, 'TB-UBND', '2026-11-25', {1}, 'taken', 'thu', '')"
)
EVENT = (
    "INSERT INTO events (seq, time, action, person, name, entry, reason, payload, previous, hash) "
    "VALUES (1, '2026-11-25T08:00:00.000+07:00', 'start', 'thu', 'Thư', 0, '', '{}', 'a', 'b')"
)
HEAD = "UPDATE head SET seq = 1, hash = 'b'"


@pytest.fixture
def url(database, tmp_path, request) -> str:
    """An empty database, on each of both kinds."""
    if database == "sqlite":
        return sqlite_url(tmp_path / "so.sqlite")
    return request.getfixturevalue("postgres_database")


@pytest.fixture
def engine(url) -> Engine:
    return connect(url)


@pytest.fixture
def old(engine) -> Engine:
    """A database of the first revision with two numbers in it."""
    schema.migrate(engine, "0001")
    with engine.begin() as connection:
        for statement in (COUNTER, LINE.format(1, 7), LINE.format(2, 8), EVENT, HEAD):
            connection.exec_driver_sql(statement)
    return engine


def revision(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return schema.revision(connection)


def held(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for table in tables.EVERY
        }


def guarded(engine: Engine) -> bool:
    """Tell whether the record refuses to be shortened and a document to have two numbers."""
    refusals = 0
    for statement in ("DELETE FROM events", "UPDATE events SET reason = 'x'", LINE.format(3, 7)):
        with pytest.raises(exc.DBAPIError), engine.begin() as connection:
            connection.exec_driver_sql(statement)
        refusals += 1
    return refusals == 3


def test_the_revision_of_the_program_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", "soanthao.register:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_the_migrations_leave_exactly_the_tables_that_the_program_uses(engine):
    schema.prepare(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.METADATA) == []


def test_a_database_of_the_first_revision_is_migrated_with_all_it_holds(old, url, tmp_path):
    before = held(old)
    open_ledger(Place(url, tmp_path / "kho", tmp_path / "neo"))
    assert revision(old) == schema.HEAD
    assert held(old) == before
    assert guarded(old)


def in_child(act: Callable[[], object]) -> int:
    """Run *act* in a process of its own; return how it ended."""
    child = multiprocessing.get_context("fork").Process(target=act)
    child.start()
    child.join(60)
    return child.exitcode


def test_two_programs_that_open_it_at_once_migrate_it_once(old, url, tmp_path):
    before = held(old)
    fork = multiprocessing.get_context("fork")
    gate = fork.Barrier(4)

    def opened() -> None:
        gate.wait(30)
        open_ledger(Place(url, tmp_path / "kho", tmp_path / "neo"))

    children = [fork.Process(target=opened) for _ in range(4)]
    for each in children:
        each.start()
    for each in children:
        each.join(60)
    assert [each.exitcode for each in children] == [0, 0, 0, 0]
    assert (revision(old), held(old)) == (schema.HEAD, before)
    assert guarded(old)


def test_a_migration_that_is_killed_anywhere_leaves_one_revision_or_the_other(old, url):
    before = held(old)

    def struck(at: int) -> None:
        count = 0

        def count_down(*_: object) -> None:
            nonlocal count
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

        fresh = connect(url)
        event.listen(fresh, "before_cursor_execute", count_down)
        schema.prepare(fresh)

    codes, seen = [], set()
    for at in range(1, 60):
        codes.append(in_child(lambda at=at: struck(at)))
        found = revision(old)
        seen.add(found)
        assert found in ("0001", schema.HEAD)
        assert held(old) == before
        if codes[-1] == 0:
            break
    assert codes == [-signal.SIGKILL] * (len(codes) - 1) + [0]
    # The table of revisions, the index, triggers, and the new revision: some statements at least.
    assert len(codes) > 5
    assert "0001" in seen
    assert (revision(old), guarded(old)) == (schema.HEAD, True)


def test_rows_that_the_new_revision_forbids_leave_the_old_one_as_it_was(old):
    """Document 7 with two living numbers: revision 1 had no index against it."""
    with old.begin() as connection:
        connection.exec_driver_sql(LINE.format(3, 7))
    before = held(old)
    with pytest.raises(CannotWriteError):
        schema.prepare(old)
    assert (revision(old), held(old)) == ("0001", before)


def test_a_database_of_a_newer_program_is_refused_and_left_alone(engine, url, tmp_path):
    schema.prepare(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = held(engine)
    with pytest.raises(ConflictError, match=r"9999.*nâng cấp"):
        open_ledger(Place(url, tmp_path / "kho", tmp_path / "neo"))
    assert (revision(engine), held(engine)) == ("9999", before)


def rows_of(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_copy_of_the_file_is_kept_as_it_was_before_it_is_migrated(old, tmp_path):
    schema.prepare(old)
    copy = tmp_path / "so.sqlite.truoc-0002"
    assert rows_of(copy, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert rows_of(copy, "SELECT number, entry FROM lines ORDER BY number") == [(1, 7), (2, 8)]
    assert rows_of(copy, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_database_that_was_made_now_needs_no_copy(engine, tmp_path):
    schema.prepare(engine)
    assert [each.name for each in tmp_path.iterdir()] == ["so.sqlite"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_where_no_copy_can_be_kept_nothing_is_migrated(old, tmp_path):
    before = held(old)
    (tmp_path / "so.sqlite.truoc-0002").mkdir()
    with pytest.raises(CannotWriteError, match="truoc-0002"):
        schema.prepare(old)
    assert (revision(old), held(old)) == ("0001", before)
