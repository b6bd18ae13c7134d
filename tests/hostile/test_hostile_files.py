"""Files, folders and names that are not what they seem."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_bench import BODY, SECONDS, UNITS

from soanthao.draft.load import find_agency
from soanthao.draft.source import MAX_BYTES


def test_a_pipe_in_the_place_of_the_conclusion_is_refused_at_once(bench):
    bench.conclusion.unlink()
    os.mkfifo(bench.conclusion)
    assert bench.faults() == ["conclusion.yaml:0:0: Y113"]


def test_a_pipe_that_the_conclusion_names_as_its_agency_is_refused(bench):
    os.mkfifo(bench.conclusion.parent / "danh-ba.yaml")
    bench.write(more="agency: danh-ba.yaml\n")
    assert bench.faults() == ["danh-ba.yaml:0:0: Y113"]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null", "/dev/tty"])
def test_a_device_is_no_conclusion(bench, device):
    said = bench.refused(3, path=Path(device))
    assert f"{device}:0:0: Y113" in said


def test_a_socket_is_no_conclusion(bench, monkeypatch):
    monkeypatch.chdir(bench.conclusion.parent)
    with socket.socket(socket.AF_UNIX) as server:
        bench.conclusion.unlink()
        server.bind("conclusion.yaml")
        assert bench.faults() == ["conclusion.yaml:0:0: Y113"]


def test_a_link_to_itself_is_no_conclusion(bench):
    bench.conclusion.unlink()
    bench.conclusion.symlink_to("conclusion.yaml")
    assert bench.faults() == ["conclusion.yaml:0:0: Y113"]


def test_a_folder_is_no_conclusion(bench):
    assert "2020-05:0:0: Y113" in bench.refused(3, path=bench.conclusion.parent)


def test_a_gigabyte_is_not_read(bench):
    with bench.conclusion.open("wb") as stream:
        stream.truncate(2**30)
    bench.conclusion.touch()
    code, said = bench.render("--format", "docx")
    assert (code, "conclusion.yaml:0:0: Y101" in said) == (3, True)
    assert MAX_BYTES < 2**30
    assert not bench.out.exists()


@pytest.mark.parametrize("name", ["a" * 300 + "/c.yaml", "/".join(["a" * 200] * 40)])
def test_a_name_that_no_disk_can_hold_is_refused(bench, name):
    assert ":0:0: Y113" in bench.refused(3, path=bench.root / name)


def test_a_folder_above_that_nobody_may_look_into_holds_no_agency(tmp_path):
    assert find_agency(tmp_path / ("a" * 300)) in (None, tmp_path / "agency.yaml")


@pytest.mark.parametrize(
    "named", ["/etc/passwd", "http://127.0.0.1:9/agency.yaml", "file:///etc/passwd", "~/x.yaml"]
)
def test_an_agency_that_is_somebody_elses_file_shows_nothing_of_it(bench, named):
    bench.write(more=f"agency: '{named}'\n")
    said = bench.refused(3)
    assert "root:" not in said
    assert ": Y" in said


@pytest.mark.parametrize("named", ["a" * 5_000, "a\\0b", "a\\u202eb"])
def test_an_agency_that_no_path_can_be_is_refused(bench, named):
    bench.write(more=f'agency: "{named}"\n')
    assert ": Y" in bench.refused(3)


@pytest.mark.parametrize(
    "id", ["../../x", "a/b", "/etc/x", ".", "..", "C:x", "a\\\\b", "XA-A", "xã-a", "a b", "x" * 300]
)
def test_an_id_never_leads_a_letter_out_of_the_folder(bench, id):
    bench.write(
        f"body: [{{text: Một, to: '{id}'}}]\n", agency=f'units: [{{id: "{id}", name: A}}]\n'
    )
    assert "agency.yaml:10:14: Y307" in bench.faults()


@pytest.mark.parametrize("id", ["con", "nul", "prn", "aux", "com1", "lpt9"])
def test_a_name_that_windows_keeps_for_itself_is_refused(bench, id):
    bench.write(agency=f"units: [{{id: {id}, name: A}}, {{id: xa-a, name: B}}]\n")
    assert "agency.yaml:10:14: Y417" in bench.faults()


@pytest.mark.parametrize("id", ["-", "--out", "-rf", "con-cuong"])
def test_a_name_like_a_switch_is_a_name(bench, id):
    bench.write(
        f"body: [{{text: Một, to: '{id}'}}]\n", agency=f"units: [{{id: '{id}', name: A}}]\n"
    )
    assert bench.render("--format", "docx") == (0, "")
    assert (bench.out / "letters" / f"{id}.docx").is_file()


def test_ids_that_a_disk_would_take_for_one_are_one(bench):
    agency = "units: [{id: xa-a, name: A}, {id: XA-A, name: B}, {id: xa-a, name: C}]\n"
    bench.write(agency=agency)
    assert bench.faults()[:2] == ["agency.yaml:10:35: Y307", "agency.yaml:10:56: Y401"]


@pytest.mark.parametrize("folder", ["/", "/proc/self", "/dev"])
def test_a_folder_of_the_system_is_no_folder_of_templates(bench, folder):
    said = bench.refused(6, "--format", "docx", "--templates", folder)
    assert "mẫu" in said or "không đọc được" in said


@pytest.mark.parametrize("named", ["a" * 5_000, "không-có", "conclusion.yaml", "http://127.0.0.1/"])
def test_templates_that_are_no_folder_are_not_found(bench, named):
    bench.write(agency=f"{UNITS}templates: '{named}'\n")
    assert "thư mục mẫu" in bench.refused(4)


def test_an_output_folder_that_is_a_link_to_somebody_elses_is_left_alone(bench):
    foreign = bench.root / "khác"
    foreign.mkdir()
    (foreign / "thu.txt").write_text("của tôi", "utf-8")
    bench.out.symlink_to(foreign)
    said = bench.refused(5)
    assert "không do soanthao tạo ra" in said


@pytest.mark.parametrize("out", ["/", "/proc/self/fd", "/dev/null", "/dev/shm/../null/x"])
def test_an_output_folder_of_the_system_is_left_alone(bench, out):
    before = bench.tree()
    code, said = bench.render("--format", "docx", "--out", out)
    assert code in (5, 8), said
    assert bench.tree() == before


@pytest.mark.parametrize(
    "entry",
    ["../../agency.yaml", "/etc/passwd", "letters/../../x", "a\0b", ["a"], {"a": 1}, 7, True],
)
def test_a_manifest_that_names_files_elsewhere_reaches_none_of_them(bench, entry):
    assert bench.render("--format", "docx")[0] == 0
    path = bench.out / "manifest.json"
    listed = json.loads(path.read_text("utf-8"))
    listed["letters"][0]["docx"] = entry
    listed["notice"]["docx"] = entry
    path.write_text(json.dumps(listed), "utf-8")
    assert "không do soanthao tạo ra" in bench.refused(5)
    assert bench.agency.is_file()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"schema": "soanthao/manifest/1", "letters": 5}',
        "\ud800",
        "9" * 9_999,
    ],
)
def test_a_manifest_that_is_none_protects_the_folder(bench, text):
    assert bench.render("--format", "docx")[0] == 0
    (bench.out / "manifest.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert bench.refused(5)


def test_a_path_that_is_no_text_is_said_without_a_traceback(bench):
    command = [sys.executable, "-m", "soanthao", "render", os.fsencode(bench.root) + b"/\xff.yaml"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


def test_the_sound_draft_still_renders(bench):
    bench.write(BODY)
    assert bench.render("--format", "docx")[0] == 0
