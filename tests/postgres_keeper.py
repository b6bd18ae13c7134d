"""Runs one PostgreSQL server for a test process, and ends it when that process is no more.

A program of its own, `postgres_server.PostgresServer` starts and asks it: one word a line on
standard input, one JSON object a line in answer. Whatever ends the test process also closes the
pipe, even SIGKILL; then the server is shut down and its folder removed.

Only the standard library, and only Linux: /proc, prctl.
"""

import contextlib
import ctypes
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENCE = 60
"""Seconds within which a server must be ready, or have shut down."""
PORT = 5432
"""Only the name of a socket in the server's own folder: no port of the machine is taken."""
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
"""Where files lie in memory, and how many bytes must be free there for it to be used."""
SERVANTS = ("postgres", "nobody")
"""Who runs the server when the tests run as root, which PostgreSQL refuses."""
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_buffers": "16MB",
    "max_wal_size": "64MB",
    "autovacuum": "off",
    "jit": "off",
    "timezone": "UTC",
    # In the data folder, so that no kill leaves a file in /dev/shm.
    "dynamic_shared_memory_type": "mmap",
}
"""As safe as a real server and as small as can be; no worker that keeps a database busy."""

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _IPC_RMID = 1, 36, 0
_LIBC = ctypes.CDLL(None)


class KeeperError(Exception):
    """The server did not do what was asked; the text says what it printed."""


class Keeper:
    """One data folder and the server on it."""

    def __init__(self, programs: Path, place: str | None = None) -> None:
        self._programs = programs
        self._server: subprocess.Popen[bytes] | None = None
        # Orphans of a killed server become children of this process, which can then await them.
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1)
        self._servant = _servant()
        self.folder = Path(
            tempfile.mkdtemp(prefix="soanthao-postgres-", dir=place or place_for_servers())
        )
        if self._servant:
            os.chown(self.folder, self._servant.pw_uid, self._servant.pw_gid)
        self._data = self.folder / "data"

    @property
    def pid(self) -> int | None:
        """The server's process, None while it does not run."""
        running = self._server is not None and self._server.poll() is None
        return self._server.pid if running else None

    def make(self) -> None:
        """Make the data folder. Here nothing need be on disk yet, so nothing is synced."""
        done = subprocess.run(
            [
                *(self._programs / "initdb", "--pgdata", self._data, "--username", "postgres"),
                *("--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"),
                *("--wal-segsize", "1", "--no-sync", "--no-instructions"),
            ],
            **self._as_servant(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            raise KeeperError(done.stdout.decode("utf-8", "replace"))

    def start(self) -> None:
        """Start the server, unless it runs, and wait until it takes connections."""
        if self.pid is not None:
            return
        self._end_orphans()
        settings = {**SETTINGS, "unix_socket_directories": str(self.folder)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = self.folder / "log"
        begun = log.stat().st_size if log.exists() else 0
        with log.open("ab") as out:
            self._server = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *options],
                **self._as_servant(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + PATIENCE
        while not self._ready():
            if self._server.poll() is not None or time.monotonic() > end:
                raise KeeperError(log.read_bytes()[begun:].decode("utf-8", "replace"))
            time.sleep(0.005)

    def stop(self) -> None:
        """Shut the server down in order; who is connected is put out."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill the server and all its children at one instant, as a crash of the machine does.

        It is halted first, so that it can neither start another child nor tidy up.
        """
        if self.pid is None:
            return
        os.kill(self._server.pid, signal.SIGSTOP)
        for pid in (*_children(self._server.pid), self._server.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._server.wait()
        self._end_orphans()

    def remove(self) -> None:
        """End the server at once and remove all that it made."""
        self._end(signal.SIGQUIT)
        self._give_memory_back()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self.pid is not None:
            self._server.send_signal(how)
            try:
                self._server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
        self._end_orphans()

    def _ready(self) -> bool:
        """Tell whether the server says so in the file that pg_ctl, too, reads."""
        lines = self._pid_file()
        return len(lines) > 7 and lines[0] == str(self._server.pid) and lines[7].strip() == "ready"

    def _pid_file(self) -> list[str]:
        try:
            return (self._data / "postmaster.pid").read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _give_memory_back(self) -> None:
        """Remove the shared memory of a server that was killed; only it leaves its pid file."""
        lines = self._pid_file()
        if len(lines) > 6 and len(lines[6].split()) == 2:
            _LIBC.shmctl(int(lines[6].split()[1]), _IPC_RMID, None)

    def _end_orphans(self) -> None:
        """Kill what a dead server left at work, and await it; it would keep the data locked."""
        if self.pid is None:
            for pid in _children(os.getpid()):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                while True:
                    os.waitpid(-1, 0)

    def _as_servant(self) -> dict[str, object]:
        """Return how a child is started: not as root, without the caller's settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        how: dict[str, object] = {
            "cwd": self.folder,
            "env": {**kept, "LC_ALL": "C.UTF-8"},
            "umask": 0o077,
            "preexec_fn": _end_with_the_parent,
        }
        if self._servant:
            how |= {"user": self._servant.pw_uid, "group": self._servant.pw_gid, "extra_groups": ()}
        return how


def _end_with_the_parent() -> None:
    # Even a keeper that is killed takes its server with it; SIGQUIT is "shut down at once".
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def _servant() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in SERVANTS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise KeeperError(f"PostgreSQL refuses root, and there is none of the users {SERVANTS}.")


def place_for_servers() -> Path | None:
    """Return where a servant may go; None for the usual place of temporary files.

    Memory first: there fsync costs nothing, while on a busy disk a new database takes a second.
    A kill loses no more in memory than on disk; only a power cut would, and no test cuts it.
    A longer path than this does not fit into the address of a socket (107 bytes).
    """
    memory = [MEMORY] if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM else []
    for place in (*memory, Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):
        everybodys = all(each.stat().st_mode & 0o001 for each in (place, *place.parents))
        if len(os.fsencode(place)) < 64 and (everybodys or os.geteuid() != 0):
            return place
    return None


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                # The name stands in parentheses and may hold blanks; behind it: state, parent.
                if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                    found.append(int(entry.name))
    return found


def main() -> None:
    """Do what each line asks; at the end of the lines, remove everything."""
    # Whoever ends the tests signals the group or closes the terminal: the pipe tells it here.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    keeper = Keeper(Path(sys.argv[1]), *sys.argv[2:])
    deeds = {each.__name__: each for each in (keeper.make, keeper.start, keeper.stop, keeper.kill)}
    try:
        for line in sys.stdin:
            error = None
            try:
                deeds[line.strip()]()
            except (KeeperError, OSError) as caught:
                error = str(caught)
            answer = {"folder": str(keeper.folder), "pid": keeper.pid, "error": error}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    finally:
        keeper.remove()


if __name__ == "__main__":
    main()
