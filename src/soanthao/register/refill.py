"""The rows of a backup put in the place of those of a database, in one transaction."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, text, update

from soanthao import files
from soanthao.errors import CannotWriteError, DamagedRegisterError
from soanthao.register import database, schema
from soanthao.register.abandoned import Moved, Past, left_behind
from soanthao.register.backup import Contents, contents
from soanthao.register.event import RESTORE, Actor, Event
from soanthao.register.ledger import Left, Writer
from soanthao.register.numbers import Counter
from soanthao.register.rows import Row
from soanthao.register.tables import COUNTERS, ENTRIES, EVENTS, HEAD, LINES

_PARTS = ("-wal", "-shm")
"""What SQLite keeps beside a file."""


Decide = Callable[[Contents | None, datetime], tuple[Past, Moved]]
"""From the register in place, None where it cannot be read, to what is left behind; may refuse."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a restore wrote.

    Attributes:
        event: of the restore; None where the register held all of it already.
        counters: as they stand afterwards, for the anchor.
        abandons: first seq of the anchor that no longer counts.
    """

    past: Past
    moved: Moved
    event: Event | None = None
    counters: tuple[Counter, ...] = ()
    abandons: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be restored, by whom and why.

    Attributes:
        decide: asked under the lock what is left behind, with the register as it stands then.
        now: asked for the time once the lock is held.
    """

    held: Contents
    actor: Actor
    reason: str
    decide: Decide
    now: Callable[[], datetime]


def write(engine: Engine, order: Order, *, readable: bool = True) -> Written:
    """Carry out *order* in one transaction.

    Args:
        engine: of the database.
        order: what is to be done.
        readable: whether what the database holds is the register that is replaced.

    Raises:
        ConflictError, InvalidInputError: what ``order.decide`` refuses.
        CannotWriteError, DamagedRegisterError: the database; it is as it was.
    """
    with database.writing(engine) as connection:
        writer = Writer(connection, order.now())
        past, moved = order.decide(contents(writer) if readable else None, writer.moment)
        if past.standing == "same" and not past.marks and moved == Moved():
            return Written(past, moved)
        refill(connection, order.held.tables())
        said = left_behind(order.held, past)
        left = Left(lines=moved.lines, counters=moved.counters, note=said.note)
        event = writer.record(order.actor, RESTORE, left, order.reason)
        return Written(past, moved, event, writer.counters(), said.abandons)


def refill(connection: Connection, tables: Mapping[str, Sequence[Row]]) -> None:
    """Let the database hold exactly *tables*, once the running transaction is committed.

    The record's triggers are set aside and come back in the same transaction. The row of the head
    is changed and never absent: whoever waits to write holds on to it.
    """
    with _unguarded(connection):
        for table in (LINES, COUNTERS, ENTRIES, EVENTS):
            connection.execute(delete(table))
        for table in (EVENTS, ENTRIES, COUNTERS, LINES):
            if rows := list(tables[table.name]):
                connection.execute(insert(table), rows)
        (head,) = tables[HEAD.name]
        done = connection.execute(update(HEAD).values(seq=head["seq"], hash=head["hash"]))
        if done.rowcount == 0:
            connection.execute(insert(HEAD).values(head))


@contextmanager
def _unguarded(connection: Connection) -> Iterator[None]:
    """Let rows of the record be removed; after an error the transaction ends anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        yield
        connection.execute(text("ALTER TABLE events ENABLE TRIGGER USER"))
        return
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = list(connection.execute(query))
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in triggers:
        connection.exec_driver_sql(sql)


def is_sound(engine: Engine) -> bool:
    """Tell whether the file of a database can be read from beginning to end (SQLite)."""
    if engine.dialect.name != "sqlite":
        return True
    try:
        with database.reading(engine) as connection:
            return connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
    except DamagedRegisterError:
        return False


def replace_file(path: Path, fill: Callable[[Engine], None]) -> Path:
    """Put a new SQLite file in the place of a broken one, which is kept.

    Args:
        path: of the broken file.
        fill: writes the new one, wherever it is for the moment.

    Returns:
        Where the broken file is now.

    Raises:
        CannotWriteError: disk full, read-only; the broken file is where it was.
    """
    fresh, kept = Path(f"{path}.dang-khoi-phuc"), _free(path)
    try:
        _remove(fresh)
        engine = database.connect(database.sqlite_url(fresh))
        schema.prepare(engine)
        fill(engine)
        engine.dispose()
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        _keep(path, kept)
        for part in _PARTS:
            # What it holds belongs to the broken file: SQLite would play it into the new one.
            if Path(f"{path}{part}").exists():
                Path(f"{path}{part}").replace(f"{kept}{part}")
        fresh.replace(path)
    except OSError as error:
        raise CannotWriteError(str(files.CannotStoreError(path, error))) from error
    return kept


def _keep(path: Path, kept: Path) -> None:
    """Give the broken file a second name; where a file system has no such thing, copy it."""
    try:
        os.link(path, kept)
    except OSError:
        shutil.copy2(path, kept)


def _free(path: Path) -> Path:
    """Return a name beside *path* that nothing has."""
    names = (Path(f"{path}.hong-{number}") for number in range(1, 1000))
    return next(each for each in names if not each.exists())


def _remove(path: Path) -> None:
    for part in ("", *_PARTS):
        Path(f"{path}{part}").unlink(missing_ok=True)
