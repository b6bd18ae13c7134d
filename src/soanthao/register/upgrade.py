"""Rows of an older revision, taken through the migrations on their way out of a backup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import MetaData, Table, create_engine, event, insert, pool, select

from soanthao.register import database, schema
from soanthao.register.rows import Row
from soanthao.register.tables import EVERY


def upgraded(tables: Mapping[str, Iterable[Row]], revision: str) -> dict[str, list[Row]]:
    """Return the rows of *revision* as the newest one has them, through a database in memory.

    Raises:
        KeyError, ValueError: they are no rows of *revision*.
        CannotWriteError: a migration refuses them.
    """
    engine = create_engine(
        "sqlite://", poolclass=pool.StaticPool, connect_args={"isolation_level": None}
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    schema.migrate(engine, revision)
    with database.translated(), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM head")
        for name, rows in tables.items():
            # As it stood then, not as this soanthao knows it.
            table = Table(name, MetaData(), autoload_with=connection)
            if held := list(rows):
                connection.execute(insert(table), held)
    schema.migrate(engine)
    with engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in EVERY
        }
