"""Full disks, read-only places, two clerks at once."""

import subprocess
import sys

from disks import mounted
from soanthao.services.proving import prove_folder
from soanthao.services.rendering import RenderRequest, render


def soanthao(*arguments) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "soanthao", "render", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, text=True)


def test_a_full_disk_is_exit_8_and_leaves_nothing(workspace, tmp_path):
    with mounted(tmp_path / "nhỏ", "size=1m") as small:
        done = soanthao(workspace, "--out", small / "out", "--workers", "1")
        assert done.returncode == 8, done.stderr
        assert "đầy" in done.stderr
        assert "Traceback" not in done.stderr
        assert [path.name for path in small.iterdir() if path.is_dir()] == []


def test_a_full_disk_leaves_the_old_folder_whole(workspace, tmp_path):
    with mounted(tmp_path / "vừa", "size=2m") as small:
        out = small / "out"
        assert soanthao(workspace, "--out", out, "--format", "docx").returncode == 0
        before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
        (small / "đầy").write_bytes(b"x" * 900_000)
        done = soanthao(workspace, "--out", out, "--workers", "1")
        assert done.returncode == 8, done.stderr
        assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_read_only_place_is_exit_8(workspace, tmp_path):
    with mounted(tmp_path / "khóa", "size=4m,ro") as locked:
        done = soanthao(workspace, "--out", locked / "out", "--format", "docx")
        assert done.returncode == 8, done.stderr
        assert "chỉ cho đọc" in done.stderr


def test_two_clerks_at_once_leave_one_whole_proven_folder(workspace):
    command = [sys.executable, "-m", "soanthao", "render", str(workspace), "--format", "docx"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in "ab"]
    codes = sorted(each.wait() for each in both)
    for each in both:
        each.communicate()
    assert codes in ([0, 0], [0, 5])
    assert prove_folder(workspace, workspace.parent / "out").holds


def test_without_letters_only_the_notice_and_the_table_are_made_and_proven(workspace):
    text = workspace.read_text("utf-8")
    workspace.write_text(text.replace("form: cong-van", "form: none"), "utf-8")
    report = render(RenderRequest(workspace, formats=("docx",), workers=1))
    assert report.manifest["letters"] == []
    assert report.manifest["notified"] == []
    assert report.unreached == ()
    made = {path.name for path in report.out.rglob("*") if path.is_file()}
    assert made == {"notice.docx", "assignments.docx", "assignments.xlsx", "manifest.json"}


def test_a_unit_that_nobodys_letter_tells_is_named(workspace):
    text = workspace.read_text("utf-8")
    old = "no_due: nhiệm vụ năm 2020"
    assert text.count(old) == 1
    told = text.replace(old, f"{old}\n    copy: [toa-an]")
    workspace.write_text(told, "utf-8")
    report = render(RenderRequest(workspace, formats=("docx",), workers=1))
    assert report.unreached == ("toa-an",)
    told_by = [entry["in"] for entry in report.manifest["notified"]]
    assert told_by == [None]


def test_a_unit_to_know_that_no_trich_sao_can_name_is_named(workspace):
    text = workspace.read_text("utf-8")
    changes = (
        ("\n  number:\n  issued: 2020-05\n", "\n  number: 125\n  issued: 2020-05-28\n"),
        ("form: cong-van", "form: trich-sao"),
        ("to: [tt-ptqd]", "to: [tt-ptqd]\n        copy: [toa-an]"),
    )
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    workspace.write_text(text, "utf-8")
    report = render(RenderRequest(workspace, formats=("docx",), workers=1))
    assert report.unreached == ("toa-an",)
    assert [entry["in"] for entry in report.manifest["notified"]] == [None]
