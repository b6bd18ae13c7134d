"""Disks that refuse do refuse, and give back what they took."""

import errno
import signal
import sys

import pytest

from disks import full, killed_at, mounted, read_only, traced

WRITES = """
import os, sys
for name in "abc":
    with open(f"{sys.argv[1]}/{name}", "wb") as file:
        os.fsync(file.fileno())
"""


@pytest.fixture
def disk(tmp_path):
    with mounted(tmp_path / "disk") as small:
        yield small


def test_a_small_disk_ends_after_a_megabyte(disk):
    (disk / "half").write_bytes(bytes(600_000))
    with pytest.raises(OSError, match="No space") as caught:
        (disk / "other half").write_bytes(bytes(600_000))
    assert caught.value.errno == errno.ENOSPC


def test_a_disk_is_gone_afterwards(tmp_path):
    with mounted(tmp_path / "disk") as small:
        (small / "a").touch()
        assert small.is_mount()
    assert list((tmp_path / "disk").iterdir()) == []


def test_a_read_only_disk_refuses_for_a_while(disk):
    (disk / "a").write_text("old")
    with read_only(disk), pytest.raises(OSError, match="Read-only") as caught:
        (disk / "a").write_text("new")
    assert caught.value.errno == errno.EROFS
    assert (disk / "a").read_text() == "old"
    (disk / "a").write_text("new")


@pytest.mark.parametrize(("spare", "fits"), [(0, 0), (16_384, 8_192)])
def test_a_full_disk_takes_no_more_than_is_spared(disk, spare, fits):
    with full(disk, spare):
        (disk / "a").write_bytes(bytes(fits))
        with pytest.raises(OSError, match="No space"):
            (disk / "b").write_bytes(bytes(spare + 4096))
    (disk / "b").write_bytes(bytes(100_000))


@pytest.mark.parametrize(("when", "left"), [(1, "a"), (3, "abc"), (4, "abc")])
def test_a_process_is_killed_at_the_call_that_is_named(tmp_path, when, left):
    done = killed_at([sys.executable, "-c", WRITES, str(tmp_path)], "fsync", when)
    assert done.returncode == (-signal.SIGKILL if when < 4 else 0)
    assert "".join(sorted(path.name for path in tmp_path.iterdir())) == left


def test_a_call_fails_as_it_is_told_to(tmp_path):
    command = [sys.executable, "-c", WRITES, str(tmp_path)]
    done = traced(command, "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=2")
    assert done.returncode == 1
    assert "Input/output error" in done.stderr
    assert not (tmp_path / "c").exists()
