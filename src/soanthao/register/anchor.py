"""Where the record ended, written down outside the database (dấu neo).

Each line of the anchor file is one JSON object: ``seq`` and ``hash`` of the last event of a
transaction, its ``time``, and the ``counters`` that the transaction moved. A past that is rewritten
in the database no longer meets it; a database that was set back ends before it. An office puts the
file on another drive, or prints the head in the book.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from soanthao import files
from soanthao.errors import CannotWriteError, DamagedRegisterError
from soanthao.register.event import Event, canonical
from soanthao.register.numbers import Counter
from soanthao.register.rows import counter_of, counter_row

_TAIL: Final = 65_536
"""Bytes at the end of the file among which the newest marks are; processes that end together may
write theirs in any order."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the anchor file.

    Attributes:
        seq, hash: of the event that the record ended with.
        counters: the counters that changed with it.
        abandons: seq from which earlier lines no longer count, since a backup was restored; 0
            where nothing was.
    """

    seq: int
    hash: str
    time: str
    counters: tuple[Counter, ...] = ()
    abandons: int = 0


def append(path: Path, event: Event, counters: Iterable[Counter], abandons: int = 0) -> None:
    """Write down that the record ends with *event*.

    Raises:
        CannotWriteError: the file cannot be written.
    """
    line = canonical(
        {
            "seq": event.seq,
            "hash": event.hash,
            "time": event.time,
            "counters": [counter_row(each) for each in counters],
            "abandons": abandons,
        }
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A line that a crash cut off must not swallow this one.
        with path.open("ab") as file:
            torn = file.tell() > 0 and not _ends_line(path)
            file.write(b"\n" * torn + line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CannotWriteError(str(files.CannotStoreError(path, error))) from error


def marks(path: Path) -> tuple[Mark, ...]:
    """Return what the anchor file says; lines that a crash cut off are left out.

    Raises:
        DamagedRegisterError: the file cannot be read.
    """
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise DamagedRegisterError(f"Không đọc được tệp dấu neo “{path}”.") from error
    found = (_mark(line) for line in data.splitlines())
    return tuple(mark for mark in found if mark is not None)


def last(path: Path) -> Mark | None:
    """Return the mark that the record must reach, read from the file's end; None of no file.

    Raises:
        DamagedRegisterError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            found, length = _end_of(file, size, _TAIL), _TAIL
            # A line that names every counter of many years may be longer than that.
            while not found and length < size:
                length *= 8
                found = _end_of(file, size, length)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DamagedRegisterError(f"Không đọc được tệp dấu neo “{path}”.") from error
    return max(living(found), key=_seq, default=None)


def _end_of(file: BinaryIO, size: int, length: int) -> tuple[Mark, ...]:
    """Return the marks of the whole lines among the last *length* bytes of *size*."""
    start = max(0, size - length)
    file.seek(start)
    lines = file.read().splitlines()
    found = (_mark(line) for line in (lines[1:] if start else lines))
    return tuple(mark for mark in found if mark is not None)


def living(every: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks that count: those that no restore abandoned, in order of seq."""
    kept: dict[int, Mark] = {}
    for mark in every:
        if mark.abandons:
            kept = {seq: each for seq, each in kept.items() if seq < mark.abandons}
        kept[mark.seq] = mark
    return tuple(kept[seq] for seq in sorted(kept))


def completed(every: Iterable[Mark], restores: Iterable[Event]) -> tuple[Mark, ...]:
    """Return the marks that count once that of a restore is there, should a crash have cut it off.

    Args:
        every: what the file says.
        restores: the events of the record that restored a backup, in order.
    """
    every = tuple(every)
    missing = cut_off(every, restores)
    return living((*every, missing) if missing else every)


def cut_off(every: Iterable[Mark], restores: Iterable[Event]) -> Mark | None:
    """Return the mark of the restore that abandoned what the file ends with; None: nothing did.

    A restore that the machine left between commit and anchor has none, and a mark that a slow
    process wrote only after the restore stands behind it.
    """
    newest = living(every)[-1:]
    for event in reversed(tuple(restores)):
        note = event.content.get("note", {})
        if newest and newest[0].hash in note.get("marks", ()):
            counters = map(counter_of, event.content.get("counters", ()))
            return Mark(event.seq, event.hash, event.time, tuple(counters), note["abandons"])
    return None


def _seq(mark: Mark) -> int:
    return mark.seq


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _mark(line: bytes) -> Mark | None:
    try:
        value = json.loads(line)
        counters = tuple(counter_of(each) for each in value["counters"])
        return Mark(value["seq"], value["hash"], value["time"], counters, value["abandons"])
    except (ValueError, KeyError, TypeError):
        return None
