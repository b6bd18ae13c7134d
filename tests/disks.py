"""Disks and system calls that refuse: real file systems, and faults that the kernel injects.

The tests run as root, whom no permission stops: only a file system that is full or read-only does.
Where this user or container may not mount or trace, the test is skipped and says so.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, options: str = "size=1m") -> Iterator[Path]:
    """Mount a file system of one's own (tmpfs) on *folder*, which is made if it is not there."""
    folder.mkdir(exist_ok=True)
    if shutil.which("mount") is None:
        pytest.skip("no file system can be mounted here: there is no mount")
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        # Lazily: a failed test may still hold a file open.
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def read_only(disk: Path) -> Iterator[Path]:
    """Let nobody write to *disk*, which `mounted` gave, for a while."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


@contextmanager
def full(disk: Path, spare: int = 0) -> Iterator[Path]:
    """Fill *disk* but for about *spare* bytes for a while; gives the file that fills it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            file.truncate(max(0, filler.stat().st_size - spare))
    try:
        yield filler
    finally:
        filler.unlink()


def strace() -> str:
    """Return the tracer's path."""
    program = shutil.which("strace")
    if program is None:
        pytest.skip("strace is not installed")
    return program


def skip_if_forbidden(said: str) -> None:
    """Skip the test where *said*, the tracer's complaints, is that it may not trace."""
    if "ptrace" in said:
        pytest.skip(f"tracing is forbidden here: {said.strip()}")


def traced(command: Sequence[str], *options: str, **how: object) -> subprocess.CompletedProcess:
    """Run *command* to its end under strace with *options*, its log thrown away unless they say.

    Args:
        command: what to run.
        options: of strace. With `-f` it follows children, and counts calls in each for itself.
        how: passed on to `subprocess.run`.
    """
    tracing = [strace(), "-qq", "-o", os.devnull, *options]
    done = subprocess.run([*tracing, *command], check=False, capture_output=True, text=True, **how)
    skip_if_forbidden(done.stderr)
    return done


def killed_at(command: Sequence[str], call: str, when: int) -> subprocess.CompletedProcess:
    """Run *command* and kill the process of it that first makes *call* for the *when*-th time."""
    return traced(
        command, "-f", "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={when}"
    )
