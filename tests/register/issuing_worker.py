"""Processes that issue documents in one register, each killed again and again while it works.

A program of its own, because it forks: `python issuing_worker.py HOME SEED KILLS` with the office
that `small_office` wrote. It has everything loaded, so that a worker that was killed is back at
once, goes on from what the register says, and meets the others at every step. The workers are
PROCESSES; each has its share of the conclusions and is struck KILLS times: a random number of steps
after its start, at a random moment of the step. What came of it is printed as JSON.
"""

import json
import os
import random
import resource
import selectors
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import small_office
from small_office import CLERK

from soanthao.register.entry import State
from soanthao.services import numbering
from soanthao.services.desk import Desk, open_desk
from soanthao.services.dossier import relative

PROCESSES = 8
STEPS_BETWEEN = 12
"""At most so many steps are begun before the next strike."""
BEGUN, AGAIN = b"b", b"a"
"""What a worker says: a step begins; a document is made a second time, for another number."""


def next_command(desk: Desk, path: Path) -> str | None:
    """Return what the register says is to be done next with the notice at *path*."""
    with desk.ledger.reading() as reader:
        found = reader.find(desk.office.key, relative(path, desk.office.home), "notice")
    state = State.NEW if found is None else found.state
    if state is State.ISSUED:
        return None
    commands = dict(zip(("new", *small_office.STATES), small_office.STEPS, strict=True))
    return commands[state.value]


def work(paths: list[Path], tell: Callable[[bytes], object]) -> None:
    """Issue every document, from wherever it stands."""
    made = 0
    stamped = numbering.stamped

    def counted(*arguments):
        nonlocal made
        made += 1
        if made > 1:
            tell(AGAIN)
        return stamped(*arguments)

    numbering.stamped = counted
    desk = open_desk(paths[0], CLERK)
    for path in paths:
        while command := next_command(desk, path):
            tell(BEGUN)
            made = 0
            small_office.act(desk, path, command)


@dataclass
class Worker:
    """One of the processes, in all its lives.

    Attributes:
        kills: how many more it is to suffer.
        steps: begun in this life.
        last: until which step it lives; then the strike falls at *due*.
        pace: seconds that a step takes.
    """

    paths: list[Path]
    chance: random.Random
    errors: Path
    kills: int
    pid: int = 0
    pipe: int = -1
    steps: int = 0
    last: int = -1
    due: float = float("inf")
    begun: float = 0.0
    pace: float = 0.1
    codes: list[int] = field(default_factory=list)
    again: int = 0

    def start(self) -> None:
        """Fork the process anew."""
        self.pipe, other = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.pipe)
            code = 1
            try:
                work(self.paths, lambda word: os.write(other, word))
                code = 0
            except BaseException:  # noqa: BLE001 - told by the parent
                self.errors.write_text(traceback.format_exc(), "utf-8")
            finally:
                os._exit(code)
        os.close(other)
        self.steps, self.due, self.begun = 0, float("inf"), time.monotonic()
        self.last = self.chance.randint(0, STEPS_BETWEEN) if len(self.codes) < self.kills else -1
        self._aim()

    def heard(self, words: bytes) -> None:
        """Take in what the process said."""
        self.again += words.count(AGAIN)
        for _ in range(words.count(BEGUN)):
            now = time.monotonic()
            if self.steps:
                self.pace = (self.pace + now - self.begun) / 2
            self.steps, self.begun = self.steps + 1, now
            self._aim()

    def strike(self) -> None:
        """Kill the process, should its time have come."""
        if time.monotonic() >= self.due:
            os.kill(self.pid, signal.SIGKILL)
            self.due = float("inf")

    def ended(self) -> int:
        """Return how the process ended; the pipe is at its end."""
        os.close(self.pipe)
        _, status = os.waitpid(self.pid, 0)
        self.codes.append(os.waitstatus_to_exitcode(status))
        return self.codes[-1]

    def _aim(self) -> None:
        if self.steps == self.last:
            self.due = self.begun + self.chance.random() * self.pace


def run(workers: list[Worker]) -> None:
    """Let all work until each has issued its documents.

    Raises:
        SystemExit: a worker failed by itself; what it said.
    """
    watched = selectors.DefaultSelector()
    for each in workers:
        each.start()
        watched.register(each.pipe, selectors.EVENT_READ, each)
    while watched.get_map():
        wait = max(0.0, min(each.due for each in workers) - time.monotonic())
        for key, _ in watched.select(min(wait, 60.0)):
            each = key.data
            words = os.read(each.pipe, 4096)
            if words:
                each.heard(words)
                continue
            watched.unregister(each.pipe)
            code = each.ended()
            each.due = float("inf")
            if code == -signal.SIGKILL:
                each.start()
                watched.register(each.pipe, selectors.EVENT_READ, each)
            elif code:
                raise SystemExit(each.errors.read_text("utf-8"))
        for each in workers:
            each.strike()


def warm() -> None:
    """Load all that issuing loads."""
    import psycopg  # noqa: F401 - a worker must not be struck while it imports

    with tempfile.TemporaryDirectory() as name:
        (path,) = small_office.write_office(Path(name))
        small_office.act(small_office.bring(path, until="issue"), path, "issue")


def main() -> None:
    """Run the workers and print the figures."""
    home, seed, kills = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    paths = sorted(home.glob("hop-*/conclusion.yaml"))
    warm()
    workers = [
        Worker(
            paths[which::PROCESSES],
            random.Random(f"{seed}-{which}"),
            home / f"errors-{which}",
            kills,
        )
        for which in range(PROCESSES)
    ]
    begun = time.monotonic()
    run(workers)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    codes = [code for each in workers for code in each.codes]
    figures = {
        "documents": len(paths),
        "kills": codes.count(-signal.SIGKILL),
        "starts": len(codes),
        "made_again": sum(each.again for each in workers),
        "seconds": round(time.monotonic() - begun, 1),
        "processor_seconds": round(spent.ru_utime + spent.ru_stime, 1),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
