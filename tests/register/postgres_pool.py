"""Databases of a register on PostgreSQL that tests use one after the other.

To make one takes seconds, to empty one takes milliseconds.
"""

from __future__ import annotations

from sqlalchemy import Engine, insert, select, text
from workspace import Workspace

from postgres_server import PostgresServer
from soanthao.register import database, schema
from soanthao.register.event import GENESIS
from soanthao.register.tables import EVERY, HEAD

_TABLES = ", ".join(table.name for table in EVERY)


class Databases:
    """Lends registers on one server."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._free: list[str] = []

    def lend(self, source: Workspace) -> str:
        """Return the URL of a register that holds what that of *source*, in SQLite, holds."""
        self._server.start()
        if not self._free:
            url = self._server.create_database(self._server.free_name())
            schema.prepare(database.connect(url))
            self._free.append(url)
        url = self._free.pop()
        path = source.register
        if path.is_file():
            _pour(database.connect(database.sqlite_url(path)), database.connect(url))
        return url

    def take_back(self, url: str) -> None:
        """Empty the register at *url*, whatever a test did to its rows and triggers."""
        self._server.start()
        with database.connect(url).begin() as connection:
            connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
            connection.execute(text(f"TRUNCATE {_TABLES}"))
            connection.execute(text("ALTER TABLE events ENABLE TRIGGER USER"))
            connection.execute(insert(HEAD).values(id=1, seq=0, hash=GENESIS))
        self._free.append(url)


def _pour(source: Engine, target: Engine) -> None:
    with source.connect() as old, target.begin() as new:
        new.execute(HEAD.delete())
        for table in EVERY:
            rows = [dict(row._mapping) for row in old.execute(select(table))]
            if rows:
                new.execute(insert(table), rows)
