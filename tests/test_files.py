"""The room of files: real file systems, real full disks, real kills."""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disks import mounted, read_only, traced
from soanthao import files
from soanthao.files import (
    CannotStoreError,
    FolderBusyError,
    ForeignFolderError,
    MemberNameError,
    list_members,
    replace_folder,
    sha256,
    write_file,
)

OLD = {"notice.docx": b"old notice", "letters/xa-chu-dien.docx": b"old letter"}
NEW = {
    "notice.docx": b"new notice",
    "letters/xa-lan-mau.docx": b"new letter",
    "manifest.json": b"{}",
}

CHILD = """
import sys
from pathlib import Path
from soanthao.files import replace_folder
replace_folder(Path(sys.argv[1]), [(n, b"new " + n.encode()) for n in ("a", "letters/b", "c")])
"""
CHILD_MEMBERS = {"a": b"new a", "letters/b": b"new letters/b", "c": b"new c"}


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in list_members(folder)}


def beside(folder: Path) -> list[str]:
    return sorted(os.listdir(folder.parent))  # noqa: PTH208 - names only, hidden ones too


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a folder with the old members, alone in its parent."""
    folder = tmp_path / "office" / "out"
    replace_folder(folder, OLD.items())
    return folder


# What is there


def test_sha256_is_the_published_digest_of_abc():
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_members_are_relative_and_sorted(out):
    assert list_members(out) == ("letters/xa-chu-dien.docx", "notice.docx")


def test_a_folder_that_is_not_there_has_no_members(tmp_path):
    assert list_members(tmp_path / "nowhere") == ()


def test_an_empty_subfolder_is_a_member(out):
    (out / "ảnh" / "cũ").mkdir(parents=True)
    assert "ảnh/cũ/" in list_members(out)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ForeignFolderError, match="tệp"):
        list_members(tmp_path / "out")


def test_a_link_among_the_members_is_foreign(out):
    (out / "letters" / "x.pdf").symlink_to("/etc/hostname")
    with pytest.raises(ForeignFolderError) as caught:
        list_members(out)
    assert caught.value.path == out / "letters" / "x.pdf"


def test_a_socket_among_the_members_is_foreign(out, monkeypatch):
    monkeypatch.chdir(out)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket")
        with pytest.raises(ForeignFolderError):
            list_members(out)


def test_an_impossible_path_cannot_be_read(tmp_path):
    with pytest.raises(CannotStoreError, match="tên quá dài"):
        list_members(tmp_path / ("x" * 300))


# Replacing


def test_a_new_folder_holds_the_members_and_nothing_stands_beside_it(out):
    assert contents(out) == OLD
    assert beside(out) == ["out"]


def test_an_old_folder_is_replaced_whole(out):
    replace_folder(out, NEW.items())
    assert contents(out) == NEW
    assert beside(out) == ["out"]


def test_a_folder_may_become_empty(out):
    replace_folder(out, [])
    assert contents(out) == {}
    assert out.is_dir()


def test_members_are_asked_for_one_after_the_other(tmp_path):
    seen = []

    def members():
        yield "a", b"1"
        seen.extend(sorted(p.name for p in tmp_path.rglob("*") if p.is_file()))
        yield "b", b"2"

    replace_folder(tmp_path / "out", members())
    assert "a" in seen
    assert "b" not in seen


def test_what_the_members_raise_passes_and_the_old_folder_stays(out):
    def members():
        yield "a", b"1"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_folder(out, members())
    assert contents(out) == OLD
    assert beside(out) == ["out"]


def test_the_check_sees_the_old_members_and_may_refuse(out):
    def refuse(members):
        assert members == tuple(sorted(OLD))
        raise LookupError("foreign")

    with pytest.raises(LookupError):
        replace_folder(out, NEW.items(), refuse)
    assert contents(out) == OLD
    assert beside(out) == ["out"]


def test_a_refused_folder_leaves_no_folders_above_it(tmp_path):
    def refuse(_members):
        raise LookupError

    with pytest.raises(LookupError):
        replace_folder(tmp_path / "a" / "b" / "out", NEW.items(), refuse)
    assert list_members(tmp_path) == ()


def test_a_file_in_the_place_of_the_folder_stays(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ForeignFolderError):
        replace_folder(tmp_path / "out", NEW.items())
    assert (tmp_path / "out").read_text() == "mine"


def test_a_link_to_a_folder_is_followed(out, tmp_path):
    (tmp_path / "link").symlink_to(out)
    replace_folder(tmp_path / "link", NEW.items())
    assert (tmp_path / "link").is_symlink()
    assert contents(out) == NEW


def test_a_folder_closed_to_others_stays_closed(out):
    out.chmod(0o700)
    replace_folder(out, NEW.items())
    assert out.stat().st_mode & 0o777 == 0o700


def test_the_top_of_a_file_system_cannot_be_replaced():
    with pytest.raises(CannotStoreError, match="thư mục con"):
        replace_folder(Path("/"), NEW.items())


def test_a_file_among_the_folders_above_is_an_error(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CannotStoreError) as caught:
        replace_folder(tmp_path / "file" / "deep" / "out", NEW.items())
    assert caught.value.errno == errno.ENOTDIR


@pytest.mark.parametrize(
    "name",
    ["", "/etc/passwd", "../out2", "a/../b", "./a", "a//b", "a/", "a\\b", "c:b", "a\0b", "a\nb"],
)
def test_a_name_that_leads_elsewhere_is_refused(out, name):
    with pytest.raises(MemberNameError):
        replace_folder(out, [(name, b"")])
    assert contents(out) == OLD


@pytest.mark.parametrize(
    "names", [("a", "a"), ("a", "A"), ("a", "a/b"), ("a/b", "a"), ("đ\u1ebf", "đe\u0302\u0301")]
)
def test_two_members_cannot_share_a_name(out, names):
    with pytest.raises(MemberNameError):
        replace_folder(out, [(name, b"") for name in names])
    assert contents(out) == OLD


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9đ]{1,3}(/[a-z0-9-]{1,3}){0,2}", fullmatch=True),
        st.binary(max_size=64),
        max_size=5,
    )
)
def test_what_is_put_in_is_what_is_found(tmp_path_factory, members):
    target = tmp_path_factory.mktemp("place") / "out"
    try:
        replace_folder(target, members.items())
    except MemberNameError:
        names = list(members)
        assert any(a.startswith(f"{b}/") for a in names for b in names)
    else:
        assert contents(target) == members
    assert beside(target) == (["out"] if target.exists() else [])


# Two at once


def test_a_second_run_is_told_to_wait(out):
    entered, leave = threading.Event(), threading.Event()

    def slow():
        yield "notice.docx", b"slow"
        entered.set()
        leave.wait(30)

    first = threading.Thread(target=replace_folder, args=(out, slow()))
    first.start()
    entered.wait(30)
    with pytest.raises(FolderBusyError, match="lượt chạy khác"):
        replace_folder(out, NEW.items())
    leave.set()
    first.join()
    assert contents(out) == {"notice.docx": b"slow"}
    assert beside(out) == ["out"]


def test_two_processes_never_mix_their_members(out):
    code = """
import sys
from pathlib import Path
from soanthao.files import FolderBusyError, replace_folder
done = 0
while done < 8:
    try:
        replace_folder(Path(sys.argv[1]), [(f"{i}", sys.argv[2].encode()) for i in range(5)])
    except FolderBusyError:
        continue
    done += 1
"""
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(out), word]) for word in ("one", "two")
    ]
    while any(run.poll() is None for run in runs):
        time.sleep(0.002)
    assert [run.returncode for run in runs] == [0, 0]
    found = contents(out)
    assert sorted(found) == list("01234")
    assert len(set(found.values())) == 1
    assert beside(out) == ["out"]


# A dead run's leavings


def test_what_a_dead_run_left_is_removed(out):
    half = out.parent / ".out.soanthao-123-0011aabb"
    half.mkdir()
    (half / "notice.docx").write_bytes(b"half")
    out.with_name(".out.soanthao-9-0011aabc").symlink_to("/etc")
    replace_folder(out, NEW.items())
    assert beside(out) == ["out"]
    assert Path("/etc").is_dir()


def test_an_old_folder_that_was_set_aside_comes_back(out):
    out.rename(out.with_name(".out.soanthao-123-0011aabb.old"))
    out.with_name(".out.soanthao-123-0011aabb").mkdir()

    def refuse(members):
        assert members == tuple(sorted(OLD))
        raise LookupError

    with pytest.raises(LookupError):
        replace_folder(out, NEW.items(), refuse)
    assert contents(out) == OLD
    assert beside(out) == ["out"]


def test_neighbours_with_similar_names_are_left_alone(out):
    for name in (".out.soanthao-backup", ".out2.soanthao-1-0011aabb", "out.old"):
        out.with_name(name).mkdir()
    replace_folder(out, NEW.items())
    assert beside(out) == sorted(
        [".out.soanthao-backup", ".out2.soanthao-1-0011aabb", "out", "out.old"]
    )


# Where folders cannot be exchanged (Windows, some network drives)


def test_without_exchange_two_renames_do_it(out, monkeypatch):
    monkeypatch.setattr(files.sys, "platform", "another")
    replace_folder(out, NEW.items())
    assert contents(out) == NEW
    assert beside(out) == ["out"]


def test_an_old_c_library_counts_as_without_exchange(out, tmp_path, monkeypatch):
    monkeypatch.setattr(files.ctypes, "CDLL", lambda *_, **__: object())
    replace_folder(out, NEW.items())
    assert contents(out) == NEW


# Disks that refuse


@pytest.fixture
def small_disk(tmp_path):
    with mounted(tmp_path / "disk") as disk:
        yield disk


def test_a_full_disk_leaves_the_old_folder(small_disk):
    out = small_disk / "out"
    replace_folder(out, OLD.items())
    with pytest.raises(CannotStoreError, match="đĩa đã đầy") as caught:
        replace_folder(out, [("a", b"x" * 600_000), ("b", b"x" * 600_000)])
    assert caught.value.errno == errno.ENOSPC
    assert contents(out) == OLD
    assert beside(out) == ["out"]


def test_a_full_disk_leaves_the_old_file(small_disk):
    write_file(small_disk / "a.yaml", b"old")
    with pytest.raises(CannotStoreError, match="đĩa đã đầy"):
        write_file(small_disk / "a.yaml", b"x" * 2_000_000)
    assert contents(small_disk) == {"a.yaml": b"old"}


def test_a_read_only_disk_leaves_the_old_folder(small_disk):
    out = small_disk / "out"
    replace_folder(out, OLD.items())
    with (
        read_only(small_disk),
        pytest.raises(CannotStoreError, match="chỉ cho đọc") as caught,
    ):
        replace_folder(out, NEW.items())
    assert caught.value.errno == errno.EROFS
    assert contents(out) == OLD
    assert beside(out) == ["out"]


def test_a_mount_point_cannot_be_exchanged_and_is_left_alone(small_disk):
    write_file(small_disk / "a", b"old")
    with pytest.raises(CannotStoreError, match="thư mục con"):
        replace_folder(small_disk, NEW.items())
    assert contents(small_disk) == {"a": b"old"}
    assert beside(small_disk) == ["disk"]


def test_a_disk_that_forgets_is_noticed(out, monkeypatch):
    real = files._write

    def forgetful(path, data):
        real(path, data[:-1])

    monkeypatch.setattr(files, "_write", forgetful)
    with pytest.raises(CannotStoreError, match="đọc lại khác"):
        replace_folder(out, NEW.items())
    assert contents(out) == OLD
    assert beside(out) == ["out"]


@pytest.mark.parametrize("platform", [sys.platform, "another"])
@pytest.mark.parametrize("before", [OLD, None])
def test_a_parent_that_cannot_be_synced_gives_the_old_folder_back(
    tmp_path, monkeypatch, platform, before
):
    out = tmp_path / "office" / "out"
    out.parent.mkdir()
    if before is not None:
        replace_folder(out, before.items())
    real = files._sync_folder

    def failing(folder):
        if folder == out.parent:
            raise OSError(errno.EIO, "broken")
        real(folder)

    monkeypatch.setattr(files, "_sync_folder", failing)
    monkeypatch.setattr(files.sys, "platform", platform)
    with pytest.raises(CannotStoreError, match="broken"):
        replace_folder(out, NEW.items())
    assert beside(out) == ([] if before is None else ["out"])
    assert contents(out) == (before or {})


def test_folders_above_that_cannot_be_synced_go_again(tmp_path, monkeypatch):
    def failing(_folder):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(files, "_sync_folder", failing)
    with pytest.raises(CannotStoreError):
        replace_folder(tmp_path / "a" / "b" / "out", NEW.items())
    assert beside(tmp_path / "x") == []


# Single files


def test_a_file_is_written_whole(tmp_path):
    write_file(tmp_path / "new" / "conclusion.yaml", "kết luận".encode())
    assert contents(tmp_path) == {"new/conclusion.yaml": "kết luận".encode()}


def test_a_replaced_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "conclusion.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_is_not_overwritten_by_a_file(out):
    with pytest.raises(CannotStoreError, match="đây là thư mục"):
        write_file(out, b"new")
    assert contents(out) == OLD
    assert beside(out) == ["out"]


# Kills and faults, injected by the kernel's tracer


def struck(out: Path, injection: str, code: str = CHILD) -> subprocess.CompletedProcess[str]:
    """Replace *out* in a child of its own, with *injection* at one of its system calls."""
    call = injection.partition(":")[0]
    tracing = ("-f", "-e", f"trace={call}", "-e", f"inject={injection}")
    return traced([sys.executable, "-c", code, str(out)], *tracing)


FEW = ["fsync:1", "fsync:4", "renameat2:1", "fsync:7", "unlink:1", "unlinkat:2", "rmdir:1"]
EVERY = [
    f"{call}:{when}"
    for call, last in [("fsync", 9), ("mkdir", 3), ("unlinkat", 4), ("rmdir", 3), ("openat", 400)]
    for when in range(1, last, 1 if call != "openat" else 7)
]


@pytest.mark.parametrize(
    "point", [*FEW, *(pytest.param(each, marks=pytest.mark.torture) for each in EVERY)]
)
def test_a_run_killed_at_any_call_leaves_the_old_folder_or_the_new(out, point):
    call, when = point.split(":")
    struck(out, f"{call}:signal=SIGKILL:when={when}")
    assert contents(out) in (OLD, CHILD_MEMBERS)
    replace_folder(out, NEW.items())
    assert contents(out) == NEW
    assert beside(out) == ["out"]


@pytest.mark.parametrize("when", range(1, 4))
def test_a_killed_run_is_really_killed(out, when):
    assert struck(out, f"fsync:signal=SIGKILL:when={when}").returncode != 0
    assert contents(out) == OLD


@pytest.mark.parametrize("when", [1, 3, 4, 6])
def test_a_sync_that_fails_is_an_error_and_leaves_the_old_folder(out, when):
    done = struck(out, f"fsync:error=EIO:when={when}")
    assert "CannotStoreError" in done.stderr
    assert contents(out) == OLD
    assert beside(out) == ["out"]


def test_a_file_system_without_exchange_is_served_by_two_renames(out):
    assert struck(out, "renameat2:error=EINVAL").returncode == 0
    assert contents(out) == CHILD_MEMBERS
    assert beside(out) == ["out"]


@pytest.mark.parametrize("when", [1, 2])
def test_a_rename_that_fails_leaves_the_old_folder(out, when):
    code = CHILD.replace("import sys\n", "import sys\nsys.platform = 'another'\n", 1)
    done = struck(out, f"rename:error=EBUSY:when={when}", code)
    assert "CannotStoreError" in done.stderr
    assert contents(out) == OLD
    assert beside(out) == ["out"]


def test_everything_is_synced_before_the_exchange_and_the_parent_after_it(out, tmp_path):
    log = tmp_path / "calls"
    calls = ("-f", "-y", "-o", str(log), "-e", "trace=fsync,renameat2")
    traced([sys.executable, "-c", CHILD, str(out)], *calls)
    before, _, after = log.read_text().partition("renameat2(")
    synced = re.findall(r"fsync\(\d+<(.+?)>\)", before)
    fresh = next(path for path in synced if path.endswith("/a")).removesuffix("/a")
    below = {"/a", "/c", "/letters/b", "/letters", ""}
    assert {path.removeprefix(fresh) for path in synced} == below
    assert f"<{out.parent}>" in after
