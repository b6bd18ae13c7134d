"""``number`` and ``issue`` struck at every call that reaches the disk: SQLite, one document.

What must hold whatever is struck, from the contract: the step is recorded or it is not; the same
command then does it, or says that it is done (exit 5); there is one number, one line, one
issued document, the audit finds nothing, and every file can be had.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_office import CLERK, act, bring, write_office

from disks import skip_if_forbidden, strace
from soanthao import files
from soanthao.cli.main import run
from soanthao.register.audit import audit
from soanthao.register.entry import Entry, State
from soanthao.services.desk import open_desk
from soanthao.services.register_list import show, write_out

CALLS = ("fsync", "fdatasync", "pwrite64", "write", "rename", "unlink", "ftruncate")
FAULTS = {"kill": "signal=SIGKILL", "full": "error=ENOSPC"}
CANNOT_WRITE, CONFLICT = 8, 5
OPTIONS = {"number": ("--yes",), "issue": ()}
BEFORE = {"number": State.SIGNED, "issue": State.NUMBERED}
AFTER = {"number": State.NUMBERED, "issue": State.ISSUED}
FORGE = Path(__file__).parents[1] / "services" / "forge.py"


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it complained of."""

    code: int
    complained: str


class Bench:
    """An office with one document that waits for *command*, and runs of it that are struck."""

    def __init__(self, home: Path, command: str) -> None:
        self.command, self.home, self._before = command, home / "office", home / "before"
        self._scratch, self._log = home / "tmp", home / "calls"
        self._told = (home / "said", home / "complained")
        self._scratch.mkdir()
        (self.path,) = write_office(self.home)
        bring(self.path, until=command)
        shutil.copytree(self.home, self._before)
        self.arguments = [command, str(self.path), "--as", CLERK, *OPTIONS[command]]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._forge = subprocess.Popen([sys.executable, str(FORGE)], **pipes)
        line = self._ask(self.arguments)
        while line != "ready":
            assert line, "the first run failed"
            line = self._forge.stdout.readline().rstrip()

    def count(self) -> dict[str, int]:
        """Return how often a whole run makes each call."""
        done = self.strike("-o", str(self._log), "-e", f"trace={','.join(CALLS)}")
        assert done.code == 0, done.complained
        made = re.findall(r"^(\w+)\(", self._log.read_text("utf-8", "replace"), re.MULTILINE)
        return {call: made.count(call) for call in CALLS}

    def strike(self, *tracing: str) -> Outcome:
        """Run the command on the office as it was before, under strace with *tracing*."""
        shutil.rmtree(self.home)
        shutil.copytree(self._before, self.home)
        task = [self.arguments, str(self._scratch), *map(str, self._told)]
        pid = int(self._ask(task))
        command = [strace(), "-o", os.devnull, *tracing, "-p", str(pid)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
            said = tracer.stderr.readline()
            os.kill(pid, signal.SIGCONT)
            code = int(self._forge.stdout.readline())
            said += tracer.stderr.read()
        skip_if_forbidden(said)
        return Outcome(code, self._told[1].read_text("utf-8"))

    def flaws(self, call: str, when: int, fault: str) -> Iterator[str]:
        """Strike one call and yield what is not as the contract has it."""
        done = self.strike("-e", f"inject={call}:{FAULTS[fault]}:when={when}")
        state = self._entry().state
        if state not in {BEFORE[self.command], AFTER[self.command]}:
            yield f"the document is {state}"
        if "Traceback" in done.complained:
            yield done.complained
        if fault == "kill" and done.code != -signal.SIGKILL:
            yield f"was not killed: {done}"
        if fault == "full":
            yield from self._flaws_of_exit(done, state)
        code = run(self.arguments)
        if code != (0 if state is BEFORE[self.command] else CONFLICT):
            yield f"the command after it: exit {code}, the document was {state}"
        yield from self._flaws_afterwards()

    def close(self) -> None:
        """End the warm process."""
        self._forge.communicate()

    def _flaws_of_exit(self, done: Outcome, state: State) -> Iterator[str]:
        wanted = 0 if state is AFTER[self.command] else CANNOT_WRITE
        if done.code != wanted:
            yield f"exit {done.code}, but the document is {state}: {done.complained}"
        if done.code and len(done.complained.splitlines()) != 1:
            yield f"more than a sentence: {done.complained}"

    def _flaws_afterwards(self) -> Iterator[str]:
        entry = self._entry()
        desk = open_desk(self.path, CLERK)
        if entry.state is not State.ISSUED:
            act(desk, self.path, "issue")
            entry = self._entry()
        with desk.ledger.reading() as reader:
            lines = [(line.number, line.status, line.entry) for line in reader.lines()]
        if (entry.state, lines) != (State.ISSUED, [(1, "taken", entry.id)]):
            yield f"in the end {entry.state} with the lines {lines}"
        found = audit(desk.ledger)
        # Struck between commit and anchor, it leaves the anchor behind, until the next write.
        yield from (str(each) for each in found.findings if each.code not in ("G334", "G335"))
        if found.events != 7:
            yield f"the record has {found.events} events"
        shown = show(desk.office, desk.ledger, self.path, letters=False, units=())
        (copy,) = write_out(desk.ledger, shown, self.home / "out")
        # Besides, a killed run leaves its lock file there; the next one that writes removes it.
        copies = [copy, *self.path.parent.glob("issued/notice.*")]
        if any(files.sha256(each.read_bytes()) != dict(entry.final)["docx"] for each in copies):
            yield "a copy is another file"

    def _entry(self) -> Entry:
        with open_desk(self.path, CLERK).ledger.reading() as reader:
            (entry,) = reader.entries()
        return entry

    def _ask(self, task: object) -> str:
        self._forge.stdin.write(json.dumps(task) + "\n")
        self._forge.stdin.flush()
        return self._forge.stdout.readline().rstrip()


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """Give the bench of a command, with the calls of a whole run; made once."""
    strace()
    made: dict[str, tuple[Bench, dict[str, int]]] = {}

    def look(command: str) -> tuple[Bench, dict[str, int]]:
        if command not in made:
            new = Bench(tmp_path_factory.mktemp(command), command)
            made[command] = (new, new.count())
        return made[command]

    yield look
    for each, _ in made.values():
        each.close()


def struck(bench: Bench, moments: list[tuple[str, int]], fault: str) -> list[str]:
    """Strike each of *moments* and return what was wrong, with its moment."""
    return [
        f"{call} {when}, {fault}: {flaw}"
        for call, when in moments
        for flaw in bench.flaws(call, when, fault)
    ]


@pytest.mark.torture
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", OPTIONS)
def test_a_step_struck_at_any_call_is_done_once_in_the_end(bench, capsys, command, fault):
    made, calls = bench(command)
    moments = [(call, when) for call in CALLS for when in range(1, calls[call] + 1)]
    wrong = struck(made, moments, fault)
    with capsys.disabled():
        sys.stdout.write(f"\n{command}, {fault}: struck at {len(moments)} calls, {calls}\n")
    assert not wrong, "\n".join(wrong)
    assert all(calls[call] for call in ("fsync", "fdatasync", "pwrite64", "write", "rename"))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", OPTIONS)
def test_a_step_struck_at_a_sync_is_done_once_in_the_end(bench, command, fault):
    made, calls = bench(command)
    moments = [("fdatasync", when) for when in range(1, calls["fdatasync"] + 1)]
    assert not (wrong := struck(made, moments, fault)), "\n".join(wrong)
    assert moments
