"""A backup is the whole register or nothing, the same for both databases, and the old one stays."""

import hashlib
import json
import multiprocessing
import os
from pathlib import Path

import pytest
from shelf import book, brought_back, contents, cut, held, numbered, saved
from workspace import Workspace

from disks import mounted
from soanthao.errors import (
    CannotWriteError,
    ConflictError,
    DamagedRegisterError,
    InputMissingError,
)
from soanthao.register import backup
from soanthao.services.desk import office_of


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "register.jsonl").read_bytes().splitlines()]


def test_a_backup_holds_every_row_every_named_file_and_says_so(office, tmp_path):
    place = office("issue", "approve")
    report = saved(place, tmp_path / "sao")
    out = contents(tmp_path / "sao")
    of = {
        name: [each["row"] for each in rows(tmp_path / "sao") if each["table"] == name]
        for name in ("head", "events", "entries", "counters", "lines")
    }
    in_place = held(place)
    assert {name: len(each) for name, each in of.items()} == {
        name: len(each) for name, each in in_place.items()
    }
    for name, each in of.items():
        assert sorted((tuple(sorted(row.values(), key=repr)) for row in each), key=repr) == sorted(
            (tuple(sorted(row, key=repr)) for row in in_place[name]), key=repr
        )
    named = set()
    for event in of["events"]:
        entry = json.loads(event["payload"])["entry"]
        named |= {entry["values_digest"]}
        named |= {
            digest for _, digest in json.loads(entry["approved"]) + json.loads(entry["final"])
        }
    stored = {name for name in out if name.startswith("store/")}
    assert stored == {f"store/{each[:2]}/{each}" for each in named}
    for name in stored:
        assert hashlib.sha256(out[name]).hexdigest() == name.rpartition("/")[2]
    manifest = json.loads(out["manifest.json"])
    assert manifest["schema"] == "soanthao/register-backup/1"
    assert manifest["revision"] == "0002"
    assert manifest["head"] == {"seq": len(of["events"]), "hash": of["events"][-1]["hash"]}
    # Seven steps of the notice; four of each of three letters.
    assert manifest["counts"] == {
        "head": 1,
        "events": 7 + 3 * 4,
        "entries": 4,
        "counters": 1,
        "lines": 1,
        "files": len(named),
    }
    assert manifest["register"] == hashlib.sha256(out["register.jsonl"]).hexdigest()
    assert set(out) == stored | {"manifest.json", "register.jsonl"}
    assert (report.head, report.files) == (
        (len(of["events"]), of["events"][-1]["hash"]),
        len(named),
    )


def test_a_row_is_one_canonical_line(office, tmp_path):
    place = office("submit")
    saved(place, tmp_path / "sao")
    for line in (tmp_path / "sao" / "register.jsonl").read_text("utf-8").splitlines():
        value = json.loads(line)
        assert line == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_the_same_content_gives_the_same_bytes(office, clock, tmp_path):
    place = office("issue")
    saved(place, tmp_path / "một")
    clock.set("2027-01-04")
    saved(place, tmp_path / "hai")
    assert contents(tmp_path / "một") == contents(tmp_path / "hai")
    saved(place, tmp_path / "hai")
    assert contents(tmp_path / "một") == contents(tmp_path / "hai")


def test_both_databases_give_the_same_bytes(clock, postgres_database, tmp_path):
    for name, url in (("sqlite", ""), ("postgresql", postgres_database)):
        place = Workspace(tmp_path / name, url=url).write()
        # Names that a database sorts otherwise than Python.
        for each in ("Ý", "y", "Z", "ă"):
            numbered(place, each)
        saved(place, tmp_path / f"sao-{name}")
    assert contents(tmp_path / "sao-sqlite") == contents(tmp_path / "sao-postgresql")


def test_an_empty_register_can_be_backed_up_and_restored(office, tmp_path):
    place = office()
    place.desk("thu")
    report = saved(place, tmp_path / "sao")
    assert (report.head, report.files) == ((0, "0" * 64), 0)
    before = held(place)
    assert brought_back(place, tmp_path / "sao").event is None
    assert held(place) == before
    assert numbered(place, "hop").number.number == 1


def test_a_file_of_the_store_that_was_changed_stops_the_backup_by_name(office, tmp_path):
    place = office("issue")
    saved(place, tmp_path / "sao")
    before = contents(tmp_path / "sao")
    entry = place.entries()["notice"]
    path = office_of(place.home).place.store / entry.final[0][1][:2] / entry.final[0][1]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(DamagedRegisterError, match=path.name):
        saved(place, tmp_path / "sao")
    path.unlink()
    with pytest.raises(DamagedRegisterError, match=path.name):
        saved(place, tmp_path / "sao")
    assert contents(tmp_path / "sao") == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lines SET day = '2026-11-24'",
        "DELETE FROM lines",
        "UPDATE entries SET subject = 'khác'",
        "UPDATE head SET seq = 3",
    ],
)
def test_a_register_that_was_edited_by_hand_takes_no_good_backups_place(
    office, tmp_path, statement
):
    place = office("issue")
    saved(place, tmp_path / "sao")
    before = contents(tmp_path / "sao")
    with place.desk("thu").ledger.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    with pytest.raises(DamagedRegisterError, match="register verify"):
        saved(place, tmp_path / "sao")
    assert contents(tmp_path / "sao") == before


def test_a_register_that_was_set_back_takes_no_good_backups_place(office, tmp_path):
    place = office("number")
    saved(place, tmp_path / "một")
    place.do("issue", place.notice)
    saved(place, tmp_path / "hai")
    before = contents(tmp_path / "hai")
    cut(place, 6)
    with pytest.raises(ConflictError, match="dấu neo"):
        saved(place, tmp_path / "hai")
    assert contents(tmp_path / "hai") == before


def test_only_a_backup_of_the_same_register_is_replaced(office, tmp_path):
    place = office("issue")
    foreign = tmp_path / "khác"
    foreign.mkdir()
    (foreign / "ảnh.jpg").write_bytes(b"x")
    with pytest.raises(ConflictError, match="khác"):
        saved(place, foreign)
    saved(place, tmp_path / "sao")
    (tmp_path / "sao" / "ghi chú.txt").write_text("của tôi", "utf-8")
    with pytest.raises(ConflictError, match=r"ghi chú\.txt"):
        saved(place, tmp_path / "sao")
    (tmp_path / "sao" / "ghi chú.txt").unlink()
    before = contents(tmp_path / "sao")
    other = office()
    other.desk("thu")
    with pytest.raises(ConflictError, match="sổ khác"):
        # A register that was begun anew on a new machine.
        saved(other, tmp_path / "sao")
    numbered(other, "khac")
    with pytest.raises(ConflictError, match="sổ khác"):
        saved(other, tmp_path / "sao")
    assert contents(tmp_path / "sao") == before
    (tmp_path / "trống").mkdir()
    saved(place, tmp_path / "trống")
    assert contents(tmp_path / "trống") == before


def test_whoever_has_no_register_yet_backs_nothing_up(clock, tmp_path):
    place = Workspace(tmp_path / "office").write()
    with pytest.raises(InputMissingError, match="Chưa có sổ"):
        saved(place, tmp_path / "sao")
    assert not (tmp_path / "sao").exists()


def test_clerks_write_while_a_backup_runs_and_each_backup_is_whole(office, tmp_path):
    place = office("issue")
    names = [f"hop-{each}" for each in range(6)]

    def work() -> None:
        for name in names:
            numbered(place, name, "issue")
        os._exit(0)

    clerk = multiprocessing.get_context("fork").Process(target=work)
    clerk.start()
    heads = []
    while clerk.is_alive():
        heads.append(saved(place, tmp_path / "sao").head)
        read = backup.read(tmp_path / "sao")
        assert read.contents.head == heads[-1]
    clerk.join()
    assert clerk.exitcode == 0
    assert heads == sorted(heads)
    assert len(set(heads)) > 1
    assert saved(place, tmp_path / "sao").head[0] == 7 * 7
    assert [each[0] for each in book(place)] == list(range(1, 8))


@pytest.fixture
def small_disk(tmp_path):
    """A file system of one megabyte; skipped where none can be mounted."""
    with mounted(tmp_path / "disk") as disk:
        yield disk


def test_a_full_disk_leaves_the_old_backup(office, small_disk):
    place = office("issue")
    saved(place, small_disk / "sao")
    before = contents(small_disk / "sao")
    place.walk(place.letters, "issue")
    free = os.statvfs(small_disk)
    (small_disk / "đầy").write_bytes(b"x" * (free.f_bavail * free.f_bsize - 40_000))
    with pytest.raises(CannotWriteError, match="đầy"):
        saved(place, small_disk / "sao")
    assert contents(small_disk / "sao") == before
    (small_disk / "đầy").unlink()
    saved(place, small_disk / "sao")
    assert contents(small_disk / "sao") != before
