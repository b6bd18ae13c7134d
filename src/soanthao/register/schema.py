"""The database is made or brought up to date before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from soanthao.errors import ConflictError
from soanthao.register import database

HEAD: Final = "0002"
"""The revision that this soanthao works with; a test holds it equal to the newest migration."""
_TABLE: Final = "alembic_version"
_LOCK: Final = 20_200_305
"""Number of PostgreSQL's advisory lock while a database is migrated."""


def prepare(engine: Engine) -> None:
    """Make or migrate the database, if it is not as this soanthao wants it.

    Raises:
        ConflictError: it is of a newer soanthao.
        CannotWriteError, DamagedRegisterError: it cannot be used.
    """
    with database.reading(engine) as connection:
        found = revision(connection)
    if found == HEAD:
        return
    migrate(engine)


def revision(connection: Connection) -> str | None:
    """Return the revision of a database; None of an empty one."""
    if not inspect(connection).has_table(_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar()


def migrate(engine: Engine, to: str = "head") -> None:
    """Run the migrations that are missing, in one transaction, one process at a time.

    Raises:
        ConflictError: the database is of a newer soanthao.
        CannotWriteError, DamagedRegisterError: it cannot be used.
    """
    from alembic import command  # noqa: PLC0415 - slow, and needed once
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "soanthao.register:migrations")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with database.translated(), _alone(engine) as connection:
        found = revision(connection)
        if found is not None and found not in known:
            raise ConflictError(
                f"Sổ do bản soanthao mới hơn tạo ra (cấu trúc {found}); hãy nâng cấp soanthao rồi "
                "chạy lại."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, to)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        yield connection
