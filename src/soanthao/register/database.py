"""The database of a register: SQLite in the workspace, or PostgreSQL by URL.

Every transaction that writes is on disk when it ends: SQLite runs in WAL with full sync, and takes
its lock at the beginning (BEGIN IMMEDIATE), so that nobody reads what he may not write; PostgreSQL
locks the row of :data:`~soanthao.register.tables.HEAD`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url, pool, select

from soanthao import files
from soanthao.errors import (
    CannotWriteError,
    ConflictError,
    DamagedRegisterError,
    MissingToolError,
    SoanthaoError,
)
from soanthao.register.tables import HEAD

BUSY_SECONDS: Final = 30
"""How long a writer waits for another one."""
_READING: Final = {"reading": True}


def connect(url: str) -> Engine:
    """Return the engine of the database at *url*; nothing is opened yet.

    Raises:
        MissingToolError: PostgreSQL, and no psycopg.
        ConflictError: a URL of neither kind.
    """
    try:
        parsed = make_url(url)
    except exc.ArgumentError as error:
        raise ConflictError("Địa chỉ cơ sở dữ liệu của sổ (url) viết sai.") from error
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url)
    if parsed.get_backend_name() != "postgresql":
        raise ConflictError(
            "Sổ chỉ dùng được SQLite hoặc PostgreSQL; hãy sửa url trong [register] của "
            "soanthao.toml."
        )
    try:
        # One transaction a command: a pool would only keep connections of dead processes.
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            poolclass=pool.NullPool,
            connect_args={"connect_timeout": 10},
        )
    except ModuleNotFoundError as error:
        raise MissingToolError(
            "Sổ ở PostgreSQL cần thư viện psycopg: pip install 'soanthao[postgresql]'."
        ) from error


def sqlite_url(path: Path) -> str:
    """Return the URL of the SQLite file at *path*."""
    return f"sqlite+pysqlite:///{path}"


def file_of(url: str) -> Path:
    """Return the file of the SQLite database at *url*."""
    return Path(make_url(url).database or "")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection on one snapshot, which nothing is written through.

    Raises:
        CannotWriteError: the database cannot be reached.
    """
    with translated(), engine.connect().execution_options(**_READING) as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that holds the lock of all writers; it commits at the end, or not at all.

    Raises:
        CannotWriteError: disk full, read-only, locked too long, server gone.
    """
    with translated(), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(HEAD.c.seq).with_for_update())
        yield connection


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the database answers into a sentence for the clerk.

    Raises:
        CannotWriteError: whatever keeps the database from working.
        DamagedRegisterError: it is there and is none, or is broken.
    """
    try:
        yield
    except exc.DBAPIError as error:
        raise _said(error) from error
    except exc.SQLAlchemyError as error:
        raise CannotWriteError(f"Không dùng được cơ sở dữ liệu của sổ: {error}") from error


def _said(error: exc.DBAPIError) -> SoanthaoError:
    raw = error.orig
    if isinstance(raw, sqlite3.Error):
        return _said_by_sqlite(getattr(raw, "sqlite_errorcode", 0), str(raw))
    if error.connection_invalidated or isinstance(error, exc.OperationalError):
        return CannotWriteError(
            "Không nối được với cơ sở dữ liệu PostgreSQL của sổ, hoặc máy chủ vừa dừng giữa chừng; "
            "hãy báo người quản trị, rồi chạy lại lệnh: việc nào đã ghi xong thì chương trình sẽ "
            "báo là đã ghi."
        )
    return CannotWriteError(f"Cơ sở dữ liệu của sổ từ chối: {raw}")


_BY_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: "đang có lệnh khác ghi vào sổ; hãy đợi lệnh đó xong rồi chạy lại",
    sqlite3.SQLITE_LOCKED: "đang có lệnh khác ghi vào sổ; hãy đợi lệnh đó xong rồi chạy lại",
    sqlite3.SQLITE_FULL: "đĩa đã đầy; hãy dọn bớt chỗ rồi chạy lại",
    sqlite3.SQLITE_READONLY: "ổ đĩa hoặc tệp của sổ chỉ cho đọc; hãy cấp quyền ghi",
    sqlite3.SQLITE_CANTOPEN: "không mở được tệp của sổ; hãy kiểm tra thư mục và quyền ghi",
    sqlite3.SQLITE_IOERR: "đĩa đọc hoặc ghi hỏng; hãy kiểm tra ổ đĩa rồi chạy lại",
}
_SHARED_SIZE: Final = sqlite3.SQLITE_IOERR_SHMSIZE
"""SQLite's answer where the file of its shared memory finds no room: a full disk, too."""
_BROKEN: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _said_by_sqlite(extended: int, said: str) -> SoanthaoError:
    code = sqlite3.SQLITE_FULL if extended == _SHARED_SIZE else extended & 0xFF
    if code in _BROKEN:
        return DamagedRegisterError(
            "Tệp cơ sở dữ liệu của sổ bị hỏng hoặc không phải sổ của soanthao; hãy khôi phục bản "
            "sao lưu gần nhất: soanthao restore."
        )
    reason = _BY_SQLITE.get(code, f"cơ sở dữ liệu báo: {said}")
    return CannotWriteError(f"Không ghi được vào sổ: {reason}. Chưa có gì bị thay đổi.")


def _sqlite(url: str) -> Engine:
    # Who says ?timeout=… in the address waits so many seconds instead.
    wait = {} if "timeout" in make_url(url).query else {"timeout": BUSY_SECONDS}
    engine = create_engine(
        url, poolclass=pool.NullPool, connect_args={**wait, "isolation_level": None}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        wanted = "" if connection.get_execution_options().get("reading") else " IMMEDIATE"
        connection.exec_driver_sql(f"BEGIN{wanted}")

    return engine


def storable(folder: Path) -> None:
    """Raise unless *folder* is there or can be made.

    Raises:
        CannotWriteError: it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(str(files.CannotStoreError(folder, error))) from error
