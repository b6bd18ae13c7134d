"""The database is made or brought up to date before it is used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text

from soanthao import files
from soanthao.errors import CannotWriteError, ConflictError
from soanthao.register import database

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

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


def is_known(wanted: str) -> bool:
    """Tell whether this soanthao can migrate a database from the revision *wanted*."""
    return wanted in {script.revision for script in _scripts(_config()).walk_revisions()}


def migrate(engine: Engine, to: str = "head") -> None:
    """Run the migrations that are missing, in one transaction, one process at a time.

    An SQLite file that holds something is first copied beside itself, ``….truoc-<revision>``.

    Raises:
        ConflictError: the database is of a newer soanthao.
        CannotWriteError, DamagedRegisterError: it cannot be used.
    """
    from alembic import command  # noqa: PLC0415 - slow, and needed once

    config = _config()
    with database.translated(), _alone(engine) as connection:
        found = revision(connection)
        if found is not None and not is_known(found):
            raise ConflictError(
                f"Sổ do bản soanthao mới hơn tạo ra (cấu trúc {found}); hãy nâng cấp soanthao rồi "
                "chạy lại."
            )
        if found not in {None, HEAD}:
            _keep_copy(engine)
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415 - slow, and needed once

    config = Config()
    config.set_main_option("script_location", "soanthao.register:migrations")
    return config


def _scripts(config: Config) -> ScriptDirectory:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow, and needed once

    return ScriptDirectory.from_config(config)


def _keep_copy(engine: Engine) -> None:
    """Copy an SQLite file while the lock is held, whole or not at all.

    Raises:
        CannotWriteError: there is no room for it.
    """
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return
    copy = Path(f"{name}.truoc-{HEAD}")
    aside = Path(f"{copy}.dang-chep")
    try:
        aside.unlink(missing_ok=True)
        # Not a copy of the file: what lies in its -wal would be missing.
        with closing(sqlite3.connect(name)) as connection:
            connection.execute("VACUUM INTO ?", (str(aside),))
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(copy)
    except (OSError, sqlite3.Error) as error:
        reason = files.CannotStoreError(copy, error) if isinstance(error, OSError) else error
        raise CannotWriteError(
            f"Chưa chép được sổ sang “{copy}” trước khi nâng cấp cấu trúc ({reason}); chưa có gì "
            "bị thay đổi. Hãy dọn chỗ trên ổ đĩa hoặc dời tệp cùng tên đi rồi chạy lại."
        ) from error


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        yield connection
