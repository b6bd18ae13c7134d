"""What the clerk types, what the clerk sees, what the shell is told."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import soanthao
from plain_notice import LUC_NAM
from soanthao.cli.exits import CODES, ExitCode
from soanthao.cli.main import run
from soanthao.errors import ErrorKind


def change(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    path.write_text(text.replace(old, new), "utf-8")


def test_every_kind_of_error_has_its_exit_code():
    assert set(CODES) == set(ErrorKind)
    assert {code.name: int(code) for code in ExitCode} == {
        "DONE": 0, "FINDINGS": 1, "USAGE": 2, "INVALID": 3, "NOT_FOUND": 4, "CONFLICT": 5,
        "TEMPLATE": 6, "MISSING_TOOL": 7, "CANNOT_WRITE": 8, "BUG": 70, "INTERRUPTED": 130,
    }  # fmt: skip


def test_render_says_what_was_made_and_proven(cli, workspace):
    code, out, err = cli("render", workspace, "--format", "docx", "--workers", "1")
    assert code == 0
    assert err == ""
    assert "33 công văn tới 33 đơn vị; các đơn vị còn lại chỉ nhận Thông báo." in out
    assert "293 nội dung giao đến đúng đơn vị, nguyên văn từng chữ; 160 dẫn chiếu" in out
    assert "bản xem trước" in out
    assert (workspace.parent / "out" / "letters" / "chi-cuc-thue.docx").is_file()
    assert not (workspace.parent / "out" / "notice.pdf").exists()


def test_json_prints_the_manifest_and_nothing_else(cli, workspace):
    code, out, err = cli("render", workspace, "--format", "docx", "--workers", "1", "--json")
    assert (code, err) == (0, "")
    stored = (workspace.parent / "out" / "manifest.json").read_text("utf-8")
    assert json.loads(out) == json.loads(stored)


def test_the_fonts_are_said_once(cli, tmp_path):
    cli("new", tmp_path / "office")
    conclusion = tmp_path / "office" / "conclusion.yaml"
    code, out, _ = cli("render", conclusion, "--format", "pdf", "--workers", "1")
    assert code == 0
    assert len(list(conclusion.parent.rglob("*.pdf"))) > 2
    assert out.count("Phông chữ trong PDF:") == 1


def test_faults_come_one_a_line_with_their_places_on_standard_error(cli, workspace):
    change(workspace, "to: [xa-chu-dien]", "to: [xa-chu-dienn]")
    change(workspace, "signature: chanh-van-phong", "signature: chanh-van-phon")
    code, out, err = cli("render", workspace, "--workers", "1")
    assert code == 3
    assert out == ""
    lines = err.splitlines()
    assert len(lines) == 2
    for line, right in zip(lines, ("xa-chu-dien", "chanh-van-phong"), strict=True):
        place, _, message = line.partition(": ")
        path, row, column = place.rsplit(":", 2)
        assert path == str(workspace)
        assert int(row) > 1
        assert int(column) > 1
        assert right in message
    assert not (workspace.parent / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["rendr"], "không có lệnh “rendr”. Có phải là “render”?"),
        (["render"], "Thiếu CONCLUSION."),
        (["render", "a.yaml", "b"], "thừa “b”"),
        (["render", "a.yaml", "--fromat", "pdf"], "Không có tùy chọn “--fromat”. Có phải là:"),
        (["render", "a.yaml", "--workers", "nhiều"], "Giá trị của --workers không dùng được"),
        (["render", "a.yaml", "--format", "odt"], "--format chỉ nhận docx, pdf hoặc docx,pdf"),
        (["render", "a.yaml", "--out"], "--out"),
        (["schema", "thư"], "chỉ có: agency, conclusion"),
    ],
)
def test_a_wrong_command_line_is_exit_2_and_explained_in_vietnamese(cli, arguments, says):
    code, out, err = cli(*arguments)
    assert code == 2
    assert out == ""
    assert says in err
    assert "--help" in err


def test_a_missing_file_is_exit_4(cli, tmp_path):
    code, _, err = cli("render", tmp_path / "không-có.yaml")
    assert code == 4
    assert "không-có.yaml" in err


def test_a_foreign_folder_is_exit_5(cli, workspace, tmp_path):
    (tmp_path / "khác").mkdir()
    (tmp_path / "khác" / "a").write_text("", "utf-8")
    code, _, err = cli("render", workspace, "--out", tmp_path / "khác", "--format", "docx")
    assert code == 5
    assert "--out" in err


def test_help_is_vietnamese_throughout(cli):
    for arguments in (["--help"], ["render", "--help"], ["units", "--help"], ["new", "--help"]):
        code, out, _ = cli(*arguments)
        assert code == 0
        assert "Cách dùng: soanthao" in out
        for english in ("Usage", "Options", "Commands", "Show this", "Arguments", "default"):
            assert english not in out


def test_version_is_said(cli):
    assert cli("--version") == (0, f"soanthao {soanthao.__version__}\n", "")


def test_schema_prints_the_schemas_of_both_files(cli):
    code, out, _ = cli("schema")
    assert code == 0
    assert set(json.loads(out)) == {"conclusion", "agency"}
    code, one, _ = cli("schema", "agency")
    assert code == 0
    assert json.loads(one) == json.loads(out)["agency"]


@pytest.mark.parametrize("kind", [(), ("--for", "tinh"), ("--for", "xa")])
def test_new_makes_two_files_that_render(cli, tmp_path, kind):
    folder = tmp_path / "cuộc họp"
    code, out, _ = cli("new", folder, *kind)
    assert code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["agency.yaml", "conclusion.yaml"]
    assert all(str(folder / name) in out for name in ("agency.yaml", "conclusion.yaml"))
    code, out, err = cli("render", folder / "conclusion.yaml", "--workers", "1")
    assert (code, err) == (0, "")


@pytest.mark.parametrize(("kind", "agency"), [("tinh", "UBND tỉnh"), ("xa", "UBND xã")])
def test_new_gives_a_ready_directory_to_whom_it_is_for(cli, tmp_path, kind, agency):
    folder = tmp_path / kind
    code, out, err = cli("new", folder, "--for", kind)
    assert (code, err) == (0, "")
    assert str(folder / "agency.yaml") in out
    assert f"short: {agency}\n" in (folder / "agency.yaml").read_text("utf-8")
    assert agency in (folder / "conclusion.yaml").read_text("utf-8")


def test_new_has_no_directory_of_a_level_that_is_gone(cli, tmp_path):
    code, _, err = cli("new", tmp_path / "moi", "--for", "huyen")
    assert code == 2
    assert "không có danh bạ soạn sẵn “huyen”; chỉ có: tinh (UBND tỉnh), xa (UBND xã)." in err
    assert not (tmp_path / "moi").exists()


def test_new_overwrites_nothing(cli, tmp_path):
    (tmp_path / "conclusion.yaml").write_text("của tôi", "utf-8")
    for more in ((), ("--for", "tinh")):
        code, _, err = cli("new", tmp_path, *more)
        assert code == 5
        assert "conclusion.yaml" in err
        assert [path.name for path in tmp_path.iterdir()] == ["conclusion.yaml"]
    assert cli("new", tmp_path / "conclusion.yaml")[0] == 5


def test_units_lists_the_directory(cli, monkeypatch):
    monkeypatch.chdir(LUC_NAM.parent)
    code, out, _ = cli("units")
    assert code == 0
    assert "phong-tnmt: Phòng Tài nguyên và Môi trường" in out
    assert "toan-huyen" in out


def test_units_resolves_ids_names_aliases_and_groups(cli, monkeypatch):
    monkeypatch.chdir(LUC_NAM.parent)
    code, out, _ = cli("units", "XÃ CHU ĐIỆN", "xa-thi-tran", "--json")
    assert code == 0
    first, second = json.loads(out)
    assert first["entry"]["id"] == "xa-chu-dien"
    assert second["entry"]["is_group"]
    assert second["entry"]["name"] == "UBND các xã, thị trấn"


def test_units_names_the_nearest_where_nobody_has_the_name(cli, monkeypatch):
    monkeypatch.chdir(LUC_NAM.parent)
    code, _, err = cli("units", "xa-chu-dienn")
    assert code == 4
    assert "gần nhất là “xa-chu-dien”" in err


def test_units_knows_the_built_in_group(cli, monkeypatch):
    monkeypatch.chdir(LUC_NAM.parent)
    code, out, _ = cli("units", "all", "--json")
    assert code == 0
    assert json.loads(out)[0]["entry"]["is_general"]


def test_a_folder_given_for_a_file_is_explained_in_vietnamese(cli, workspace):
    code, _, err = cli("render", workspace.parent)
    assert code == 3
    assert "đây là thư mục" in err
    assert "directory" not in err


def test_units_without_a_directory_is_exit_4(cli, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    code, _, err = cli("units")
    assert code == 4
    assert "--agency" in err


def test_a_bug_of_ours_is_exit_70_and_one_sentence(cli, monkeypatch):
    from soanthao.services import schemas

    def fail():
        raise RuntimeError("hỏng")

    monkeypatch.setattr(schemas, "schemas", fail)
    code, out, err = cli("schema")
    assert (code, out) == (70, "")
    assert "Lỗi của chính soanthao (RuntimeError: hỏng)" in err
    assert "Traceback" not in err
    monkeypatch.setenv("SOANTHAO_DEBUG", "1")
    assert "Traceback" in cli("schema")[2]


def test_settings_of_the_office_are_read_and_wrong_ones_refused(cli, workspace):
    settings = workspace.parents[1] / "soanthao.toml"
    settings.write_text("worker = 1\n", "utf-8")
    code, _, err = cli("render", workspace, "--format", "docx")
    assert code == 3
    assert "không có thiết lập “worker”" in err
    settings.write_text("workers = 1\n", "utf-8")
    assert cli("render", workspace, "--format", "docx")[0] == 0


def test_a_pipe_sees_no_progress_and_a_terminal_does(workspace):
    command = [sys.executable, "-m", "soanthao", "render", str(workspace), "--format", "docx"]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stderr == b""
    assert b"\x1b" not in piped.stdout
    try:
        main, terminal = pty.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal on this machine: {error}")
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    shown = subprocess.Popen(command, stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    seen = read_all(main)
    assert shown.wait() == 0
    assert "Đang in" in seen
    assert "35/35" in seen
    before, _, _ = seen.partition("33 công văn tới 33 đơn vị")
    assert "Đang in" not in before


def read_all(descriptor: int) -> str:
    chunks = []
    while select.select([descriptor], [], [], 60)[0]:
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(descriptor)
    return b"".join(chunks).decode(errors="replace")


@pytest.mark.usefixtures("hears_ctrl_c")
def test_ctrl_c_is_exit_130_and_leaves_no_trace(workspace):
    command = [sys.executable, "-m", "soanthao", "render", str(workspace), "--workers", "2"]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    folder = workspace.parent
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(folder.glob(".out.soanthao-[0-9]*")):
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130, err.decode()
    assert "Đã dừng theo yêu cầu" in err.decode()
    assert "Traceback" not in err.decode()
    assert not (folder / "out").exists()
    assert not list(folder.glob(".out*.soanthao-*"))


def test_the_program_starts_without_the_heavy_libraries():
    code = "import sys; from soanthao.cli.main import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"weasyprint", "docx", "docxtpl", "pikepdf", "pydantic", "yaml"}


def test_word_alone_never_loads_the_pdf_engine(workspace):
    code = (
        "import sys; from soanthao.cli.main import run\n"
        f"assert run(['render', {str(workspace)!r}, '--format', 'docx', '--workers', '1']) == 0\n"
        "print('weasyprint' in sys.modules, 'docxtpl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "False True"


def test_main_ends_the_process_with_the_code(process):
    assert process("--version").returncode == 0
    assert process("render").returncode == 2


def test_the_pipe_that_closes_early_is_no_error(monkeypatch):
    from soanthao.services import schemas

    def closed():
        raise BrokenPipeError

    monkeypatch.setattr(schemas, "schemas", closed)
    assert run(["schema"]) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_standard_output_is_exit_8_and_one_sentence():
    command = [sys.executable, "-m", "soanthao", "schema"]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 8
    assert "đĩa đã đầy" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_render_that_cannot_report_is_done_all_the_same(workspace, options):
    command = [sys.executable, "-m", "soanthao", "render", str(workspace), "--format", "docx"]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [*command, *options], stdout=full, stderr=subprocess.PIPE, check=False, text=True
        )
    assert done.returncode == 0, done.stderr
    assert "đĩa đã đầy" in done.stderr
    assert "Exception ignored" not in done.stderr
    assert (workspace.parent / "out" / "manifest.json").exists()


def test_a_render_whose_reader_has_gone_is_done_all_the_same(workspace):
    command = [sys.executable, "-m", "soanthao", "render", str(workspace), "--format", "docx"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (workspace.parent / "out" / "manifest.json").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_fault_that_cannot_be_told_keeps_its_code(tmp_path):
    command = [sys.executable, "-m", "soanthao", "render", str(tmp_path / "none.yaml")]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(command, stdout=full, stderr=full, check=False)
    assert done.returncode == 4


def test_one_unit_is_rendered_again_and_the_rest_stays(cli, workspace):
    assert cli("render", workspace, "--format", "docx", "--workers", 1)[0] == 0
    spoiled = workspace.parent / "out" / "letters" / "phong-tnmt.docx"
    spoiled.write_bytes(b"spoiled")
    again = ("render", workspace, "--format", "docx", "--workers", 1)
    code, out, err = cli(*again, "--unit", "phong-tnmt")
    assert (code, err) == (0, "")
    assert out.startswith("Đã in lại letters/phong-tnmt (Word); các văn bản khác")
    assert spoiled.read_bytes() != b"spoiled"
    spoiled.write_bytes(b"spoiled")
    code, _, err = cli(*again, "--only", "notice")
    assert code == 5
    assert "phong-tnmt.docx" in err


def test_archive_copies_are_counted_on_the_screen(cli, workspace):
    code, out, err = cli("render", workspace, "--format", "pdf", "--only", "notice", "--archive")
    assert code == 5, err

    text = workspace.read_text("utf-8").replace("letters:", "letters:\n  only: [phong-tnmt]", 1)
    workspace.write_text(text, "utf-8")
    code, out, err = cli("render", workspace, "--format", "pdf", "--archive")
    assert code == 0, err
    assert "Có 2 văn bản PDF mang theo nguồn (PDF/A-3a)" in out


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--only", "thư"), 2, "--only chỉ nhận notice"),
        (("--only", "notice", "--unit", "phong-tnmt"), 2, "--unit chọn công văn"),
        (("--unit", "phong-tnm"), 4, "phong-tnmt"),
        (("--only", "letters"), 5, "chưa có bản in"),
    ],
)
def test_a_selection_that_cannot_be_is_refused(cli, workspace, options, code, said):
    found, _, err = cli("render", workspace, "--format", "docx", *options)
    assert (found, said in err) == (code, True), err
    assert not (workspace.parent / "out").exists()
