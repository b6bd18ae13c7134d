"""A PostgreSQL server of the test process's own, from the programs of Debian's packages.

It is a real one: what was committed is on disk, and `kill` is a crash. It listens on a socket in
its own folder, so any number of test processes have theirs at once.
"""

import contextlib
import glob
import itertools
import json
import os
import select
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from postgres_keeper import PATIENCE, PORT

PLACES = "/usr/lib/postgresql/*/bin"
"""Where Debian and Ubuntu put the programs, a folder for each version."""
PROGRAMS = ("initdb", "postgres")


class PostgresError(Exception):
    """The server could not be made or started; the text is what it said."""


def require_postgres() -> Path:
    """Return the folder of the newest PostgreSQL's programs.

    Without it the test is skipped, but fails in CI (`CI=true`): there it must have been installed.
    """
    folders = [Path(each) for each in glob.glob(PLACES)]  # noqa: PTH207 - an absolute pattern
    folders.sort(key=lambda each: float(each.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    for folder in folders:
        if all(os.access(folder / name, os.X_OK) for name in PROGRAMS):
            return folder
    reason = "PostgreSQL is not installed; `make judges` installs it"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


class PostgresServer:
    """A server that lives as long as the `with` block, and no longer than this process.

    Args:
        programs: the folder of initdb and postgres.
        place: the folder to make its own folder in, for one who measures what a disk costs. The
            user `postgres` must be able to go there, where the tests run as root. None: memory
            if there is plenty, else where temporary files lie.

    Attributes:
        folder: its socket, its log and its data.
        pid: its first process, None while it does not run (as of the last call).
        keeper: the process that watches over it.
    """

    def __init__(self, programs: Path, place: Path | None = None) -> None:
        self._arguments = [str(each) for each in (programs, place) if each is not None]
        self._numbers = itertools.count(1)
        self._keeper: subprocess.Popen[str] | None = None
        self.folder = Path()
        self.pid: int | None = None

    def __enter__(self) -> "PostgresServer":
        keeper = Path(__file__).with_name("postgres_keeper.py")
        self._keeper = subprocess.Popen(
            [sys.executable, "-I", "-S", str(keeper), *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            start_new_session=True,
            text=True,
        )
        try:
            self._ask("make")
            self._ask("start")
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    @property
    def keeper(self) -> int:
        """The process that ends the server when this one is gone."""
        return self._keeper.pid

    def start(self) -> None:
        """Start the server, unless it runs; after a kill this is crash recovery.

        Raises:
            PostgresError: it did not become ready.
        """
        self._ask("start")

    def stop(self) -> None:
        """Shut the server down in order; its databases stay."""
        self._ask("stop")

    def kill(self) -> None:
        """Kill the server and all its children (SIGKILL); its databases stay as they are."""
        self._ask("kill")

    def log(self) -> str:
        """Return what the server has written down so far."""
        return (self.folder / "log").read_text("utf-8", "replace")

    def url(self, database: str) -> str:
        """Return the address of *database* for SQLAlchemy."""
        place = quote(str(self.folder), safe="")
        return f"postgresql+psycopg://postgres@/{quote(database)}?host={place}&port={PORT}"

    def free_name(self) -> str:
        """Return a name that no database of this server has had."""
        return f"test_{next(self._numbers)}"

    def create_database(self, name: str, template: str = "template1") -> str:
        """Create the database *name*, a copy of *template*, which nobody may use meanwhile.

        Returns:
            its address, as `url` gives it.
        """
        self._command("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Drop the database *name*, if it is there; who uses it is put out."""
        self._command("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _command(self, command: str, *names: str) -> None:
        where = {"host": str(self.folder), "port": PORT, "user": "postgres", "dbname": "postgres"}
        with psycopg.connect(**where, autocommit=True) as connection:
            connection.execute(sql.SQL(command).format(*map(sql.Identifier, names)))

    def _ask(self, what: str) -> None:
        try:
            print(what, file=self._keeper.stdin, flush=True)
            if not select.select([self._keeper.stdout], [], [], 2 * PATIENCE)[0]:
                raise PostgresError(f"No answer to {what!r} in time.")
            line = self._keeper.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise PostgresError("The keeper of the server is gone.")
        answer = json.loads(line)
        self.folder, self.pid = Path(answer["folder"]), answer["pid"]
        if answer["error"] is not None:
            raise PostgresError(answer["error"])

    def _close(self) -> None:
        """Let the keeper end and remove everything; do it for a keeper that is gone."""
        keeper, self.pid = self._keeper, None
        with contextlib.suppress(BrokenPipeError):
            keeper.stdin.close()
        with keeper:
            try:
                keeper.wait(2 * PATIENCE)
            except subprocess.TimeoutExpired:
                keeper.kill()
        if keeper.returncode and self.folder != Path():
            shutil.rmtree(self.folder, ignore_errors=True)
