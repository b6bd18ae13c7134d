"""A small draft with three letters, and a run of it whose system calls are made to fail.

What is expected of the output folder, from the contract of the command line:

- killed at any call: the folder is the old one or the new one, byte for byte;
- a call that fails: exit 8, one Vietnamese sentence, and the folder is the old one; unless the
  folder is the new one already, when the code is 0, because with any other code nothing under the
  folder has changed;
- after the next run: the new folder, and nothing else beside it or among the temporary files.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from disks import skip_if_forbidden, strace, traced
from plain_notice import ROOT

CALLS = ("fsync", "rename", "renameat2", "write")
FAULTS = {
    "kill": "signal=SIGKILL",
    "full": "error=ENOSPC",
    "read-only": "error=EROFS",
}
REASON = {"full": "đĩa đã đầy", "read-only": "chỉ cho đọc"}
OLD, NEW = 47, 48
"""The notice's number in the old folder and in the new one."""
LETTERS = ("phong-kinh-te", "phong-vhxh", "tt-pvhcc")


def tree(folder: Path) -> dict[str, bytes] | None:
    """Return what *folder* holds, None where it is not there."""
    if not folder.exists():
        return None
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_draft(folder: Path, number: int) -> Path:
    """Write the draft of a commune, cut down to three letters; return the conclusion's path."""
    source = ROOT / "drafts" / "xa-minh-son"
    home = folder / "meeting"
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "agency.yaml", folder / "agency.yaml")
    text = (source / "2026-11" / "conclusion.yaml").read_text("utf-8")
    for old, new in (
        ("  number: 47\n", f"  number: {number}\n"),
        ("  form: trich-sao\n", f"  form: trich-sao\n  only: [{', '.join(LETTERS)}]\n"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = home / "conclusion.yaml"
    path.write_text(text, "utf-8")
    return path


@dataclass(frozen=True)
class Outcome:
    """How a run ended."""

    code: int
    said: str
    complained: str


class Bench:
    """One draft, one output folder, one folder for temporary files, and runs that are struck."""

    def __init__(self, home: Path, *options: str) -> None:
        self.home = home
        self.out = home / "office" / "meeting" / "out"
        self.conclusion = self.out.with_name("conclusion.yaml")
        self.scratch = home / "tmp"
        self._output, self._errors = home / "output", home / "errors"
        self._arguments = ("render", str(self.conclusion), *options)
        self._number = NEW
        self._forge: subprocess.Popen[str] | None = None

    def restore(self, old: dict[str, bytes] | None, number: int = NEW) -> None:
        """Put *old* back, nothing beside it, and the draft with *number*."""
        for folder in (self.out.parent, self.scratch):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        for name, data in (old or {}).items():
            (self.out / name).parent.mkdir(parents=True, exist_ok=True)
            (self.out / name).write_bytes(data)
        self._number = number
        write_draft(self.home / "office", number)

    def leftovers(self) -> list[str]:
        """Return what lies beside the folder or among the temporary files."""
        beside = {path.name for path in self.out.parent.iterdir()} - {"out", "conclusion.yaml"}
        return sorted(beside | {path.name for path in self.scratch.iterdir()})

    def process(self, *tracing: str) -> Outcome:
        """Render in a new process, under strace with the options *tracing*."""
        command = [sys.executable, "-m", "soanthao", *self._arguments]
        done = traced(command, *tracing, env={**os.environ, "TMPDIR": str(self.scratch)})
        return Outcome(done.returncode, done.stdout, done.stderr)

    def fork(self, *tracing: str) -> Outcome:
        """Render in a fork of a process that is warm already, under strace with *tracing*."""
        forge = self._forge or self._start()
        task = [self._arguments, str(self.scratch), str(self._output), str(self._errors)]
        pid = int(_ask(forge, task))
        tracer = subprocess.Popen(
            [strace(), "-o", os.devnull, *tracing, "-p", str(pid)],
            stderr=subprocess.PIPE,
            text=True,
        )
        with tracer:
            said = tracer.stderr.readline()
            os.kill(pid, signal.SIGCONT)
            code = int(forge.stdout.readline())
            said += tracer.stderr.read()
        skip_if_forbidden(said)
        return Outcome(code, self._output.read_text("utf-8"), self._errors.read_text("utf-8"))

    def count(self, run: Callable[..., Outcome]) -> dict[str, int]:
        """Return how often a whole run makes each call."""
        log = self.home / "calls"
        done = run("-o", str(log), "-e", f"trace={','.join(CALLS)}")
        assert done.code == 0, done.complained
        made = re.findall(r"^(\w+)\(", log.read_text("utf-8", "replace"), re.MULTILINE)
        return {call: made.count(call) for call in CALLS}

    def close(self) -> None:
        """End the warm process."""
        if self._forge is not None:
            self._forge.communicate()

    def _start(self) -> "subprocess.Popen[str]":
        command = [sys.executable, str(Path(__file__).with_name("forge.py"))]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._forge = subprocess.Popen(command, **pipes)
        before = tree(self.out)
        line = _ask(self._forge, self._arguments)
        while line != "ready":
            assert line, "the first run failed"
            line = self._forge.stdout.readline().rstrip()
        self.restore(before, self._number)
        return self._forge


def _ask(forge: "subprocess.Popen[str]", task: object) -> str:
    forge.stdin.write(json.dumps(task) + "\n")
    forge.stdin.flush()
    return forge.stdout.readline().rstrip()
