"""What the tests of backup and restore do again and again with an office of ``workspace``."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workspace import Workspace

from soanthao.register import tables
from soanthao.register.database import connect
from soanthao.register.entry import Entry
from soanthao.services.backing_up import (
    BackupReport,
    RestoreReport,
    RestoreRequest,
    back_up,
    restore,
)
from soanthao.services.desk import office_of
from soanthao.services.stepping import Selection

REASON = "Máy chủ hỏng"
Held = dict[str, list[tuple[object, ...]]]


def saved(place: Workspace, folder: Path) -> BackupReport:
    """Back *place* up into *folder*."""
    return back_up(place.home, folder)


def brought_back(place: Workspace, folder: Path, **said: Any) -> RestoreReport:
    """Let the registry clerk restore *folder*."""
    said.setdefault("reason", REASON)
    return restore(place.home, "thu", RestoreRequest(folder, **said))


def numbered(place: Workspace, name: str, to: str = "number") -> Entry:
    """Write a conclusion called *name*, take it up to *to* and return its notice."""
    path = place.home / name / "conclusion.yaml"
    if not path.exists():
        place.conclude(path)
    (entry,) = place.walk(Selection(path), to).entries
    return entry


def held(place: Workspace) -> Held:
    """Return every row of every table, as the database says it."""
    engine = connect(office_of(place.home).place.url)
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for table in tables.EVERY
        }


def stored(place: Workspace) -> Mapping[str, bytes]:
    """Return the files of the store by their places in it."""
    return contents(office_of(place.home).place.store)


def contents(folder: Path) -> Mapping[str, bytes]:
    """Return the files of *folder*."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def book(place: Workspace) -> list[tuple[int, str, str]]:
    """Return number, status and day of each line, of all series, by year and number."""
    lines = sorted(place.lines(), key=lambda each: (each.year, each.family.series, each.number))
    return [(each.number, each.status, each.day.isoformat()) for each in lines]


def lose_database(place: Workspace) -> None:
    """Let the embedded database be gone, as on a new disk; files and anchor are still there."""
    place.desks.clear()
    for path in office_of(place.home).folder.glob("so.sqlite*"):
        path.unlink()


def lose_folder(place: Workspace) -> None:
    """Let the whole folder of the register be gone, the anchor with it."""
    place.desks.clear()
    shutil.rmtree(office_of(place.home).folder)


def cut(place: Workspace, seq: int) -> None:
    """Take the events after *seq* out of the record, as who may write the database can."""
    postgresql = (
        "ALTER TABLE events DISABLE TRIGGER USER",
        f"DELETE FROM events WHERE seq > {seq}",
        "ALTER TABLE events ENABLE TRIGGER USER",
    )
    sqlite = ("DROP TRIGGER events_stay_delete", postgresql[1])
    with connect(office_of(place.home).place.url).begin() as connection:
        for each in postgresql if place.url else sqlite:
            connection.exec_driver_sql(each)
        last = f"(SELECT hash FROM events WHERE seq = {seq})"
        connection.exec_driver_sql(f"UPDATE head SET seq = {seq}, hash = {last}")
