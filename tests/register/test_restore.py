"""A register that comes back doubles nothing: what went out after the backup has its numbers.

Numbers and days that are expected here were worked out by hand from what the clerks did.
"""

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from shelf import (
    REASON,
    book,
    brought_back,
    contents,
    cut,
    held,
    lose_database,
    lose_folder,
    numbered,
    saved,
    stored,
)
from sqlalchemy import Engine, event, exc, text
from workspace import EXTERNAL, Kind, Workspace

from disks import mounted
from soanthao.errors import (
    CannotWriteError,
    ConflictError,
    DamagedRegisterError,
    InputMissingError,
    InvalidInputError,
    SoanthaoError,
)
from soanthao.files import sha256
from soanthao.findings import Severity
from soanthao.register import anchor, backup
from soanthao.services.backing_up import After, RestoreRequest, restore
from soanthao.services.desk import office_of
from soanthao.services.numbering import NumberRequest, number
from soanthao.services.reserving import ReserveRequest, release, reserve, start
from soanthao.services.stepping import Selection


@pytest.fixture
def lose(database, request) -> Iterator[Callable[[Workspace], Workspace]]:
    """What lets a database be gone and gives the office an empty one."""
    if database == "sqlite":

        def emptied(place: Workspace) -> Workspace:
            lose_database(place)
            return place

        yield emptied
        return
    server, names = request.getfixturevalue("postgres"), []

    def moved(place: Workspace) -> Workspace:
        names.append(server.free_name())
        other = replace(place, url=server.create_database(names[-1]), desks={})
        other.settle()
        return other

    yield moved
    for name in names:
        server.drop_database(name)


def told(place: Workspace) -> list[str]:
    """Return what an audit says, after checking that none of it is an error or a doubt."""
    found = place.audit()
    assert {each.severity for each in found.findings} <= {Severity.INFO}, found.findings
    assert {each.code for each in found.findings} <= {"G323"}
    return [each.message for each in found.findings]


def yesterday(office, clock, tmp_path, **kind) -> Workspace:
    """An office whose first notice was issued and backed up; then two more went out a day later."""
    place = office("issue", **kind)
    saved(place, tmp_path / "sao")
    clock.set("2026-11-26")
    assert numbered(place, "hai", "issue").number.number == 2
    assert numbered(place, "ba", "issue").number.number == 3
    return place


LOST = [(1, "taken", "2026-11-25"), (2, "lost", "2026-11-26"), (3, "lost", "2026-11-26")]


def test_numbers_that_went_out_after_the_backup_are_never_given_again(office, clock, tmp_path):
    place = yesterday(office, clock, tmp_path)
    clock.set("2026-11-27")
    report = brought_back(place, tmp_path / "sao", replace=True)
    assert book(place) == LOST
    assert [each.number for each in report.lost] == [2, 3]
    # The register in place told what they were.
    assert {each.symbol for each in report.lost} == {"TB-UBND"}
    assert ["hai/conclusion.yaml" in each.reason for each in report.lost] == [True, False]
    assert all(REASON in each.reason for each in report.lost)
    (message,) = told(place)
    assert "02" in message
    assert "03" in message
    assert numbered(place, "bốn").number.number == 4
    assert numbered(place, "hai").number.number == 5
    assert told(place) == [message]


def test_the_record_says_who_restored_what_and_why(office, clock, tmp_path):
    place = yesterday(office, clock, tmp_path)
    before = place.events()
    clock.set("2026-11-27", "10:11:12")
    report = brought_back(place, tmp_path / "sao", replace=True)
    events = place.events()
    assert events[:7] == before[:7]
    (last,) = events[7:]
    assert last == report.event
    assert (last.seq, last.action, last.person, last.name, last.reason) == (
        8,
        "restore",
        "thu",
        "Đỗ Văn Thư",
        REASON,
    )
    assert last.time == "2026-11-27T10:11:12.000+07:00"
    note = last.content["note"]
    assert note["backup"] == {"seq": 7, "hash": before[6].hash}
    assert note["abandoned"] == {"seq": len(before), "hash": before[-1].hash}
    (mark,) = [each for each in anchor.marks(place.anchor) if each.abandons]
    assert (mark.seq, mark.hash, mark.abandons) == (8, last.hash, 8)
    assert [(each.family.series, each.year, each.last) for each in mark.counters] == [
        ("TB", 2026, 3)
    ]
    assert anchor.living(anchor.marks(place.anchor))[-1].hash == last.hash


def test_files_of_lost_documents_stay_and_damaged_ones_come_back(office, clock, tmp_path):
    place = yesterday(office, clock, tmp_path)
    before = stored(place)
    store = office_of(place.home).place.store
    name = contents(tmp_path / "sao").keys()
    first, second = sorted(each.removeprefix("store/") for each in name if "store/" in each)[:2]
    (store / first).unlink()
    (store / second).chmod(0o600)
    (store / second).write_bytes(b"khac")
    report = brought_back(place, tmp_path / "sao", replace=True)
    assert stored(place) == before
    assert report.files == 2


def test_the_anchor_alone_tells_what_was_given_when_the_database_is_gone(
    office, clock, tmp_path, lose
):
    place = lose(yesterday(office, clock, tmp_path))
    clock.set("2026-11-27")
    report = brought_back(place, tmp_path / "sao")
    assert book(place) == LOST
    # Nobody knows their symbols any more: none is made up.
    assert [each.printed for each in report.lost] == ["02", "03"]
    (message,) = told(place)
    assert "02" in message
    assert numbered(place, "hai").number.number == 4


def test_each_lost_number_has_the_day_on_which_the_anchor_saw_it(office, clock, tmp_path, lose):
    place = office("issue")
    saved(place, tmp_path / "sao")
    for day, name in (("2026-11-26", "a"), ("2026-11-30", "b"), ("2026-12-01", "c")):
        clock.set(day)
        numbered(place, name)
    clock.set("2026-12-07")
    place = lose(place)
    brought_back(place, tmp_path / "sao")
    assert [each[2] for each in book(place)] == [
        "2026-11-25",
        "2026-11-26",
        "2026-11-30",
        "2026-12-01",
    ]


def test_a_register_that_is_further_is_replaced_only_by_who_says_so_and_why(
    office, clock, tmp_path
):
    place = yesterday(office, clock, tmp_path)
    before, neo = held(place), place.anchor.read_bytes()
    with pytest.raises(ConflictError, match=r"--replace") as raised:
        brought_back(place, tmp_path / "sao")
    assert "21" in str(raised.value)
    assert "7" in str(raised.value)
    for reason in ("", "  "):
        with pytest.raises(InvalidInputError, match="--reason"):
            brought_back(place, tmp_path / "sao", replace=True, reason=reason)
    with pytest.raises(ConflictError, match="van-thu"):
        restore(place.home, "soan", RestoreRequest(tmp_path / "sao", True, REASON))
    with pytest.raises(InputMissingError, match="ai"):
        restore(place.home, "ai", RestoreRequest(tmp_path / "sao", True, REASON))
    assert (held(place), place.anchor.read_bytes()) == (before, neo)


def test_a_register_of_another_office_is_replaced_only_by_who_says_so(office, clock, tmp_path):
    place, other = office("issue"), office("number")
    saved(place, tmp_path / "sao")
    clock.set("2026-11-26")
    numbered(other, "hai")
    before = held(other)
    with pytest.raises(ConflictError, match="khác"):
        brought_back(other, tmp_path / "sao")
    assert held(other) == before


def test_a_register_edited_by_hand_is_brought_back_to_what_it_was(office, tmp_path):
    place = office("issue")
    saved(place, tmp_path / "sao")
    before = held(place)
    with place.desk("thu").ledger.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE lines SET day = '2026-11-01', symbol = 'QĐ-UBND'")
        connection.exec_driver_sql("UPDATE counters SET last = 900")
    with pytest.raises(ConflictError, match="--replace"):
        brought_back(place, tmp_path / "sao")
    brought_back(place, tmp_path / "sao", replace=True)
    after = held(place)
    assert {name: after[name] for name in ("lines", "counters", "entries")} == {
        name: before[name] for name in ("lines", "counters", "entries")
    }
    assert told(place) == []
    assert numbered(place, "hai").number.number == 2


def test_restoring_what_is_there_changes_nothing(office, tmp_path):
    place = office("issue", "approve")
    saved(place, tmp_path / "sao")
    before, neo = held(place), place.anchor.read_bytes()
    report = brought_back(place, tmp_path / "sao")
    assert (report.event, report.lost, report.files) == (None, (), 0)
    assert (held(place), place.anchor.read_bytes()) == (before, neo)


def test_restored_twice_nothing_is_lost_twice(office, clock, tmp_path):
    place = yesterday(office, clock, tmp_path)
    brought_back(place, tmp_path / "sao", replace=True)
    with pytest.raises(ConflictError, match="--replace"):
        brought_back(place, tmp_path / "sao")
    clock.set("2026-11-27")
    brought_back(place, tmp_path / "sao", replace=True)
    assert book(place) == LOST
    assert numbered(place, "bốn").number.number == 4
    brought_back(place, tmp_path / "sao", replace=True)
    assert book(place) == [*LOST, (4, "lost", "2026-11-27")]
    told(place)


def test_what_was_restored_goes_on_and_can_itself_be_backed_up_and_left(
    office, clock, tmp_path, lose
):
    """Two branches from one backup, and a step back from the second into the first."""
    place = yesterday(office, clock, tmp_path)
    saved(place, tmp_path / "ba số")
    brought_back(place, tmp_path / "sao", replace=True)
    assert numbered(place, "bốn", "issue").number.number == 4
    saved(place, tmp_path / "nhánh hai")
    # The first branch, whose notices 02 and 03 were real, and that knows nothing of 04.
    brought_back(place, tmp_path / "ba số", replace=True)
    assert [each[:2] for each in book(place)] == [
        (1, "taken"),
        (2, "taken"),
        (3, "taken"),
        (4, "lost"),
    ]
    told(place)
    assert numbered(place, "năm").number.number == 5
    place = lose(place)
    brought_back(place, tmp_path / "nhánh hai")
    assert [each[:2] for each in book(place)] == [
        (1, "taken"),
        (2, "lost"),
        (3, "lost"),
        (4, "taken"),
        (5, "lost"),
    ]
    told(place)
    assert numbered(place, "sáu").number.number == 6


def test_over_the_new_year_both_years_go_on_after_what_went_out(office, clock, tmp_path, lose):
    place = office("issue")
    saved(place, tmp_path / "sao")
    clock.set("2026-12-31", "16:00:00")
    assert numbered(place, "a").number.number == 2
    clock.set("2027-01-01", "00:00:01")
    assert [numbered(place, each).number.number for each in ("b", "c")] == [1, 2]
    place = lose(place)
    brought_back(place, tmp_path / "sao")
    assert book(place) == [
        (1, "taken", "2026-11-25"),
        (2, "lost", "2026-12-31"),
        (1, "lost", "2027-01-01"),
        (2, "lost", "2027-01-01"),
    ]
    # A clock that went backwards meanwhile must not go back into the old year.
    clock.set("2026-12-31", "23:00:00")
    given = numbered(place, "d").number
    assert (given.number, given.year, given.day.isoformat()) == (3, 2027, "2027-01-01")
    clock.set("2027-01-05")
    given = numbered(place, "e").number
    assert (given.number, given.day.isoformat()) == (4, "2027-01-05")
    assert len(told(place)) == 2


@pytest.mark.parametrize("there", [True, False], ids=["in place", "gone"])
def test_a_kept_number_that_may_have_been_used_is_not_used_again(
    office, clock, tmp_path, lose, there
):
    place = office("sign")
    desk = place.desk("thu")
    until = clock.moment.date().replace(month=12)
    reserve(desk, ReserveRequest("TB", "Công điện", until, 2))
    saved(place, tmp_path / "sao")
    place.do("number", place.notice, number=1)
    if not there:
        place = lose(place)
    brought_back(place, tmp_path / "sao", replace=there)
    # The register in place knows that 02 was not used; the anchor knows of a number only.
    assert book(place) == [
        (1, "lost", "2026-11-25"),
        (2, "reserved" if there else "lost", "2026-11-25"),
    ]
    with pytest.raises(ConflictError, match="Số 01"):
        number(place.desk("thu"), NumberRequest(place.notice, number=1))
    assert place.do("number", place.notice).entries[0].number.number == 3
    told(place)


def test_a_kept_number_that_was_given_up_stays_so(office, clock, tmp_path):
    place = office("sign")
    until = clock.moment.date().replace(month=12)
    reserve(place.desk("thu"), ReserveRequest("TB", "Công điện", until))
    saved(place, tmp_path / "sao")
    release(place.desk("thu"), "TB", 1, "Không dùng")
    brought_back(place, tmp_path / "sao", replace=True)
    assert book(place) == [(1, "lost", "2026-11-25")]


def test_a_kept_number_stays_kept_where_its_series_gave_nothing_since(
    office, clock, tmp_path, lose
):
    place = office("sign")
    until = clock.moment.date().replace(month=12)
    reserve(place.desk("thu"), ReserveRequest("TB", "Công điện", until))
    saved(place, tmp_path / "sao")
    place.do("return", place.notice, reason="Sai")
    place = lose(place)
    brought_back(place, tmp_path / "sao")
    assert book(place) == [(1, "reserved", "2026-11-25")]


@pytest.mark.parametrize("there", [True, False], ids=["in place", "gone"])
def test_numbers_before_the_start_of_a_series_were_never_ours(office, clock, tmp_path, lose, there):
    place = office("sign")
    saved(place, tmp_path / "sao")
    start(place.desk("thu"), "TB", 101)
    assert place.do("number", place.notice).entries[0].number.number == 101
    if not there:
        place = lose(place)
    brought_back(place, tmp_path / "sao", replace=there)
    assert book(place) == [(101, "lost", "2026-11-25")]
    assert place.do("number", place.notice).entries[0].number.number == 102


def test_numbers_of_another_system_are_entered_again(office, clock, tmp_path, lose):
    place = office("issue", kind=Kind(EXTERNAL))
    saved(place, tmp_path / "sao")
    hai = place.conclude(place.home / "hai" / "conclusion.yaml")
    place.walk(Selection(hai), "sign")
    place.do("number", Selection(hai), number=130)
    place = lose(place)
    report = brought_back(place, tmp_path / "sao")
    assert [(each.family.series, each.last) for each in report.entered] == [("TB", 130)]
    assert book(place) == [(125, "taken", "2026-11-25")]
    place.walk(Selection(hai), "sign")
    assert place.do("number", Selection(hai), number=130).entries[0].number.number == 130
    assert told(place) == []


# On a new machine the anchor is gone, too.


def away(place: Workspace) -> Workspace:
    """The office on a new machine: nothing but its files of YAML."""
    lose_folder(place)
    return place


def test_where_nothing_tells_what_went_out_the_clerk_must(office, clock, tmp_path, lose):
    place = away(lose(yesterday(office, clock, tmp_path)))
    clock.set("2026-11-27")
    with pytest.raises(ConflictError, match="dấu neo") as raised:
        brought_back(place, tmp_path / "sao")
    assert '--after "TB/2026=1"' in str(raised.value)
    assert stored(place) == {}
    for wrong in (After("TB", 0), After("QĐ", 5), After("TB", 3, 2025)):
        with pytest.raises(InvalidInputError, match="--after"):
            brought_back(place, tmp_path / "sao", after=(wrong,))
    brought_back(place, tmp_path / "sao", after=(After("TB", 3),))
    # When they went out nobody knows; the order of days holds.
    assert [each[:2] for each in book(place)] == [(1, "taken"), (2, "lost"), (3, "lost")]
    assert [each[2] for each in book(place)] == sorted(each[2] for each in book(place))
    given = numbered(place, "bốn").number
    assert (given.number, given.day.isoformat()) == (4, "2026-11-27")
    told(place)


def test_who_says_that_nothing_went_out_loses_nothing(office, clock, tmp_path, lose):
    place = office("sign")
    until = clock.moment.date().replace(month=12)
    reserve(place.desk("thu"), ReserveRequest("TB", "Công điện", until))
    saved(place, tmp_path / "sao")
    place = away(lose(place))
    report = brought_back(place, tmp_path / "sao", after=(After("TB", 1),))
    assert report.lost == ()
    assert book(place) == [(1, "reserved", "2026-11-25")]
    assert place.do("number", place.notice).entries[0].number.number == 2


def test_in_a_new_year_both_years_are_asked_for(office, clock, tmp_path, lose):
    place = away(lose(yesterday(office, clock, tmp_path)))
    clock.set("2027-01-04")
    with pytest.raises(ConflictError) as raised:
        brought_back(place, tmp_path / "sao", after=(After("TB", 2),))
    assert '--after "TB/2026=1"' in str(raised.value)
    assert "TB/2027" not in str(raised.value)
    brought_back(place, tmp_path / "sao", after=(After("TB", 2), After("TB", 3, 2026)))
    assert [each[:2] for each in book(place)] == [
        (1, "taken"),
        (2, "lost"),
        (3, "lost"),
        (1, "lost"),
        (2, "lost"),
    ]
    given = numbered(place, "bốn").number
    assert (given.number, given.year) == (3, 2027)
    told(place)


def test_an_anchor_that_ends_before_the_backup_tells_nothing(office, clock, tmp_path, lose):
    place = lose(yesterday(office, clock, tmp_path))
    lines = place.anchor.read_bytes().splitlines(keepends=True)
    place.anchor.write_bytes(b"".join(lines[:5]))
    with pytest.raises(ConflictError, match="--after"):
        brought_back(place, tmp_path / "sao")


def test_a_clerk_who_knows_of_more_than_the_anchor_may_say_so(office, clock, tmp_path, lose):
    place = lose(yesterday(office, clock, tmp_path))
    brought_back(place, tmp_path / "sao", after=(After("TB", 6),))
    assert [each[0] for each in book(place)] == [1, 2, 3, 4, 5, 6]
    assert numbered(place, "bảy").number.number == 7
    told(place)


# Old files that come back without a restore.


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_old_copy_of_the_database_file_takes_no_number_until_it_is_restored(
    office, clock, tmp_path
):
    place = office("issue")
    saved(place, tmp_path / "sao")
    folder = office_of(place.home).folder
    shutil.copy(folder / "so.sqlite", tmp_path / "so.sqlite")
    clock.set("2026-11-26")
    assert numbered(place, "hai", "sign").number is None
    place.do("number", Selection(place.home / "hai" / "conclusion.yaml"))
    lose_database(place)
    shutil.copy(tmp_path / "so.sqlite", folder / "so.sqlite")
    before = held(place)
    with pytest.raises(ConflictError, match=r"dấu neo.*soanthao restore"):
        numbered(place, "ba", "submit")
    assert held(place) == before
    assert {each.code for each in place.audit().findings} == {"G331"}
    # Neither further nor different: a restore brings it back, and what was given since is lost.
    brought_back(place, tmp_path / "sao")
    assert book(place) == LOST[:2]
    assert numbered(place, "ba").number.number == 3
    told(place)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("damage", ["head", "middle", "text", "index"])
def test_a_database_file_that_is_broken_is_kept_aside_and_replaced(office, clock, tmp_path, damage):
    place = yesterday(office, clock, tmp_path)
    path, data = broken(place, damage)
    with pytest.raises(ConflictError, match="--replace"):
        brought_back(place, tmp_path / "sao")
    assert path.read_bytes() == data
    report = brought_back(place, tmp_path / "sao", replace=True)
    assert report.kept is not None
    assert report.kept.read_bytes() == data
    assert book(place) == LOST
    assert numbered(place, "bốn").number.number == 4
    told(place)
    assert refuses_change(place)


def broken(place: Workspace, damage: str) -> tuple[Path, bytes]:
    """Break the database file of *place*; return its path and what it holds now."""
    path = office_of(place.home).folder / "so.sqlite"
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_entries_1'"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ((page,),) = connection.execute(query)
    connection.close()
    data = bytearray(path.read_bytes())
    if damage == "index":
        # Only a thorough look finds that an index does not know its rows.
        end = page * 4096
        data[end - 20 : end] = bytes(20)
    elif damage == "text":
        data = bytearray(b"khong phai co so du lieu" * 100)
    else:
        at = 0 if damage == "head" else 4096
        data[at : at + 3000] = b"\xa5" * 3000
    path.write_bytes(data)
    place.desks.clear()
    return path, bytes(data)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_lies_beside_a_broken_file_is_not_played_into_the_new_one(office, clock, tmp_path):
    place = office("issue")
    saved(place, tmp_path / "sao")
    clock.set("2026-11-26")
    path = office_of(place.home).folder / "so.sqlite"
    connection = sqlite3.connect(path)
    # As long as somebody has it open, the file beside holds what was written.
    connection.execute("BEGIN")
    connection.execute("SELECT seq FROM head").fetchall()
    for name in ("hai", "ba"):
        numbered(place, name)
    written = Path(f"{path}-wal").read_bytes()
    path.write_bytes(b"khong phai co so du lieu" * 100)
    place.desks.clear()
    report = brought_back(place, tmp_path / "sao", replace=True)
    assert Path(f"{report.kept}-wal").read_bytes() == written
    assert book(place) == LOST
    told(place)
    connection.close()
    told(place)


def test_a_record_that_was_tampered_with_says_nothing_of_numbers(office, clock, tmp_path):
    """The newest event now says that 900 numbers were given; the anchor knows better."""
    place = yesterday(office, clock, tmp_path)
    last = len(place.events())
    off, on = TRIGGERS[bool(place.url)]
    with place.desk("thu").ledger.engine.begin() as connection:
        for each in off:
            connection.exec_driver_sql(each)
        payload = """{"counters":[{"agency":"x","external":0,"issuer":"","last":900,"""
        payload += """"last_day":"2026-11-26","series":"TB","year":2026}]}"""
        connection.execute(
            text(f"UPDATE events SET payload = :it WHERE seq = {last}"), {"it": payload}
        )
        for each in on:
            connection.exec_driver_sql(each)
    brought_back(place, tmp_path / "sao", replace=True)
    assert book(place) == LOST
    told(place)


TRIGGERS = {
    True: (
        ("ALTER TABLE events DISABLE TRIGGER USER",),
        ("ALTER TABLE events ENABLE TRIGGER USER",),
    ),
    False: (
        ("DROP TRIGGER events_stay_update",),
        (
            "CREATE TRIGGER events_stay_update BEFORE UPDATE ON events "
            "BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        ),
    ),
}


# Backups that are damaged, and moments at which the machine stops.


def flips(folder: Path) -> Iterator[Callable[[], None]]:
    """Yield, for each file of a backup, ways to damage it; undone by the caller."""
    for name, data in contents(folder).items():
        path = folder / name
        for at in {0, len(data) // 3, len(data) // 2, len(data) - 2}:
            flipped = bytearray(data)
            flipped[at] ^= 1

            def damage(path=path, flipped=flipped) -> None:
                path.write_bytes(flipped)

            yield damage
        yield path.unlink


def test_a_backup_with_one_flipped_byte_is_refused_and_nothing_changes(office, clock, tmp_path):
    place = yesterday(office, clock, tmp_path)
    before, files, neo = held(place), stored(place), place.anchor.read_bytes()
    whole = contents(tmp_path / "sao")
    count = 0
    for damage in flips(tmp_path / "sao"):
        damage()
        with pytest.raises((DamagedRegisterError, InputMissingError)):
            brought_back(place, tmp_path / "sao", replace=True)
        for name, data in whole.items():
            (tmp_path / "sao" / name).write_bytes(data)
        count += 1
    assert count > 4 * len(whole)
    assert (held(place), stored(place), place.anchor.read_bytes()) == (before, files, neo)
    brought_back(place, tmp_path / "sao", replace=True)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_byte_of_a_manifest_or_of_the_first_row_may_change(office, tmp_path):
    saved(office("number"), tmp_path / "sao")
    for name, size in (("manifest.json", None), ("register.jsonl", 120)):
        path = tmp_path / "sao" / name
        data = path.read_bytes()
        for at in range(len(data[:size])):
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            with pytest.raises(DamagedRegisterError):
                backup.read(tmp_path / "sao")
        path.write_bytes(data)
    assert backup.read(tmp_path / "sao").contents.head[0] == 6


def test_a_backup_whose_chain_was_written_anew_is_refused(office, clock, tmp_path):
    """Somebody changes a row and mends the digests of the files, but not the chain."""
    place = yesterday(office, clock, tmp_path)
    before = held(place)
    folder = tmp_path / "sao"
    text = (folder / "register.jsonl").read_text("utf-8")
    (folder / "register.jsonl").write_text(text.replace("2026-11-25", "2026-11-24"), "utf-8")
    reseal(folder)
    with pytest.raises(DamagedRegisterError):
        brought_back(place, folder, replace=True)
    assert held(place) == before


def reseal(folder: Path, **changes: object) -> None:
    """Write a manifest that fits its files again."""

    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest |= {"register": sha256((folder / "register.jsonl").read_bytes()), **changes}
    (folder / "manifest.json").write_bytes(backup.sealed(manifest))


def test_a_backup_of_a_newer_program_is_refused(office, clock, tmp_path):
    place = yesterday(office, clock, tmp_path)
    reseal(tmp_path / "sao", revision="9999")
    with pytest.raises(ConflictError, match=r"9999.*nâng cấp"):
        brought_back(place, tmp_path / "sao", replace=True)


def test_a_backup_of_the_first_revision_is_migrated_on_its_way(office, clock, tmp_path):
    place = yesterday(office, clock, tmp_path)
    reseal(tmp_path / "sao", revision="0001")
    brought_back(place, tmp_path / "sao", replace=True)
    assert book(place) == LOST
    told(place)


def test_a_folder_that_is_no_backup_is_named(office, tmp_path):
    place = office("issue")
    with pytest.raises(InputMissingError, match="sao"):
        brought_back(place, tmp_path / "sao")
    (tmp_path / "sao").mkdir()
    with pytest.raises(InputMissingError, match=r"manifest\.json"):
        brought_back(place, tmp_path / "sao")


def refuses_change(place: Workspace) -> bool:
    for statement in ("DELETE FROM events", "UPDATE events SET reason = 'x'"):
        with (
            pytest.raises(exc.DBAPIError, match="append-only"),
            place.desk("thu").ledger.engine.begin() as connection,
        ):
            connection.exec_driver_sql(statement)
    return True


def test_the_record_still_refuses_to_be_changed_after_a_restore(office, clock, tmp_path):
    place = yesterday(office, clock, tmp_path)
    brought_back(place, tmp_path / "sao", replace=True)
    assert refuses_change(place)


def killed_at(at: int, act: Callable[[], object], what: str) -> int:
    """Run *act* in a process that kills itself before its statement or commit number *at*."""
    count = 0

    def count_down(*_: object) -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def run() -> None:
        event.listen(Engine, what, count_down)
        act()
        os._exit(0)

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join(120)
    return child.exitcode


def test_killed_at_any_statement_the_register_is_the_old_one_or_the_new_one(
    office, clock, tmp_path
):
    place = yesterday(office, clock, tmp_path)
    before = held(place)
    code, at = None, 0
    while code != 0:
        at += 1
        code = killed_at(
            at,
            lambda: brought_back(place, tmp_path / "sao", replace=True),
            "before_cursor_execute",
        )
        assert code in (0, -signal.SIGKILL)
        if code:
            assert held(place) == before
            assert refuses_change(place)
        assert at < 200
    assert at > 10
    assert book(place) == LOST
    told(place)


def test_killed_between_the_commit_and_the_anchor_the_restored_register_works(
    office, clock, tmp_path
):
    place = yesterday(office, clock, tmp_path)
    neo = place.anchor.read_bytes()
    brought_back(place, tmp_path / "sao", replace=True)
    # What a machine that stops right after the commit leaves.
    place.anchor.write_bytes(neo)
    assert told(place)
    clock.set("2026-11-27")
    assert numbered(place, "bốn").number.number == 4
    told(place)
    living = anchor.living(anchor.marks(place.anchor))
    assert [each.seq for each in living] == list(range(1, 15))


def test_a_register_that_is_set_back_to_its_restore_is_still_found(office, clock, tmp_path):
    """What lets a restore go on that a crash cut off must not let an older database pass."""
    place = yesterday(office, clock, tmp_path)
    brought_back(place, tmp_path / "sao", replace=True)
    numbered(place, "bốn")
    cut(place, 8)
    with pytest.raises(ConflictError, match="dấu neo"):
        numbered(place, "năm", "submit")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_leaves_the_old_register(office, clock, tmp_path):
    with mounted(tmp_path / "disk", "size=3m") as disk:
        full_disk(yesterday(office, clock, tmp_path), tmp_path, disk)


def full_disk(place: Workspace, tmp_path: Path, folder: Path) -> None:
    moved = place.copied(folder / "office")
    before, neo = held(moved), moved.anchor.read_bytes()
    files = stored(moved)
    free = os.statvfs(folder)
    (folder / "đầy").write_bytes(b"x" * (free.f_bavail * free.f_bsize - 20_000))
    with pytest.raises(CannotWriteError, match="đầy"):
        brought_back(moved, tmp_path / "sao", replace=True)
    assert (moved.anchor.read_bytes(), stored(moved)) == (neo, files)
    (folder / "đầy").unlink()
    assert held(moved) == before
    assert moved.audit().findings == ()
    brought_back(moved, tmp_path / "sao", replace=True)
    assert book(moved) == LOST


def test_an_anchor_that_a_crash_left_a_number_behind_catches_up(office, clock, tmp_path, lose):
    """Killed after the commit of a number: the next step of anybody tells the anchor."""
    place = office("issue")
    saved(place, tmp_path / "sao")
    neo = place.anchor.read_bytes()
    assert numbered(place, "hai").number.number == 2
    place.anchor.write_bytes(neo)
    numbered(place, "ba", "submit")
    place = lose(place)
    brought_back(place, tmp_path / "sao")
    assert [each[:2] for each in book(place)] == [(1, "taken"), (2, "lost")]


def test_clerks_who_go_on_during_a_restore_get_no_number_twice(office, clock, tmp_path):
    place = yesterday(office, clock, tmp_path)
    given, names = tmp_path / "given", [f"hop-{each}" for each in range(12)]

    def work() -> None:
        for name in names:
            try:
                entry = numbered(place, name)
            except SoanthaoError:
                # What it had been taken through is gone; the clerk begins anew.
                continue
            with given.open("a") as file:
                file.write(f"{entry.number.number}\n")
        os._exit(0)

    clerk = multiprocessing.get_context("fork").Process(target=work)
    clerk.start()
    while not given.exists():
        time.sleep(0.01)
    for _ in range(3):
        brought_back(place, tmp_path / "sao", replace=True)
        time.sleep(0.2)
    clerk.join(120)
    assert clerk.exitcode == 0
    numbers = [int(each) for each in given.read_text().split()]
    assert len(numbers) > 3
    assert sorted(set(numbers)) == sorted(numbers)
    assert set(numbers) <= {each[0] for each in book(place)}
    assert [each[0] for each in book(place)] == list(range(1, max(numbers) + 1))
    assert numbered(place, "cuối").number.number == max(numbers) + 1
    told(place)


# From one database to the other.


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
def test_a_register_moves_to_the_other_database(clock, tmp_path, postgres_database, to):
    first, second = ("", postgres_database) if to == "postgresql" else (postgres_database, "")
    place = Workspace(tmp_path / "office", url=first).write()
    place.walk(place.notice, "issue")
    place.walk(place.letters, "number")
    before = held(place)
    saved(place, tmp_path / "sao")
    place = replace(place, url=second, desks={})
    place.settle()
    report = brought_back(place, tmp_path / "sao")
    assert report.lost == ()
    after = held(place)
    restores = [row for row in after["events"] if "restore" in row]
    assert len(restores) == 1
    after["events"].remove(restores[0])
    assert {**after, "head": []} == {**before, "head": []}
    assert told(place) == []
    assert refuses_change(place)
    place.do("issue", place.letters)
    assert numbered(place, "hai").number.number == 2
