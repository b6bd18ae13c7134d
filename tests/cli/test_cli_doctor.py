"""``soanthao doctor`` on the screen, and Word files where PDF libraries are missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import soanthao
from plain_notice import LUC_NAM

AS_ON_WINDOWS = "raise OSError(\"cannot load library 'libgobject-2.0-0': error 0x7e\")\n"
SEEN = """
import sys
from soanthao.cli.main import run
code = run(sys.argv[1:])
print("seen:", *sorted({"weasyprint", "cffi"} & set(sys.modules)), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def without_pango(tmp_path) -> Path:
    """A folder that, first on the search path, makes importing WeasyPrint fail as it does there."""
    broken = tmp_path / "broken" / "weasyprint"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text(AS_ON_WINDOWS, "utf-8")
    return broken.parent


@pytest.fixture
def without_weasyprint(tmp_path) -> Path:
    """Everything that is installed here except WeasyPrint, and the program."""
    folder = tmp_path / "site"
    folder.mkdir()
    for installed in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for each in Path(installed).iterdir():
            link = folder / each.name
            left_out = each.name.startswith("weasyprint") or each.name == "soanthao"
            if not (left_out or link.exists()):
                link.symlink_to(each)
    (folder / "soanthao").symlink_to(Path(soanthao.__file__).parent)
    return folder


def ran(
    path: Path | None, *arguments: object, cwd: Path, code: tuple[str, ...] = ("-m", "soanthao")
) -> subprocess.CompletedProcess[str]:
    environ = dict(os.environ) if path is None else {**os.environ, "PYTHONPATH": str(path)}
    command = [sys.executable, *code, *map(str, arguments)]
    return subprocess.run(
        command, env=environ, cwd=cwd, capture_output=True, check=False, encoding="utf-8"
    )


def test_doctor_says_that_the_machine_is_ready(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = cli("doctor")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"soanthao {soanthao.__version__} trên máy này:"
    assert out.splitlines()[-1] == "Máy đã sẵn sàng."


def test_doctor_answers_scripts_with_one_json_document(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = cli("doctor", "--json")
    told = json.loads(out)
    assert (code, err, told["schema"], told["fit"]) == (0, "", "soanthao/doctor/1", True)
    assert {"id", "name", "state", "found", "remedy"} == set(told["checks"][0])


def test_doctor_ends_with_7_where_the_folder_cannot_be_written(cli, monkeypatch):
    monkeypatch.chdir("/proc")
    code, out, err = cli("doctor")
    assert (code, err) == (7, "")
    told = [line for line in out.splitlines() if "THIẾU " in line]
    assert [line.partition(":")[0].split("THIẾU")[1].strip() for line in told] == [
        "Ghi vào thư mục đang đứng"
    ]
    assert "Còn 1 chỗ THIẾU" in out


def test_doctor_ends_with_7_and_the_command_where_something_is_missing(without_pango, tmp_path):
    done = ran(without_pango, "doctor", cwd=tmp_path)
    assert done.returncode == 7, done.stderr
    assert "THIẾU" in done.stdout
    assert "→ apt-get install libpango-1.0-0" in done.stdout
    assert "In thử bản PDF" not in done.stdout
    assert done.stdout.splitlines()[-1].endswith("thêm --format docx vào lệnh render.")


def test_word_files_come_where_weasyprint_cannot_be_loaded(without_pango, tmp_path):
    out = tmp_path / "out"
    wanted = ("--format", "docx", "--workers", "1", "--out", out)
    done = ran(without_pango, "render", LUC_NAM, *wanted, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((out / "letters").glob("*.docx"))) == 33


def test_word_files_come_where_weasyprint_is_not_installed(without_weasyprint, tmp_path):
    out = tmp_path / "out"
    wanted = ("--format", "docx", "--workers", "1", "--out", out)
    alone = ("-S", "-m", "soanthao")
    done = ran(without_weasyprint, "render", LUC_NAM, *wanted, cwd=tmp_path, code=alone)
    assert (done.returncode, done.stderr) == (0, "")
    stored = json.loads((out / "manifest.json").read_text("utf-8"))
    makers = {"docxtpl", "lxml", "openpyxl", "soanthao", "zlib"}
    assert set(stored["versions"]) == makers
    assert (stored["engine"], stored["fonts"]) == (None, [])


def test_doctor_names_weasyprint_once_where_it_is_not_installed(without_weasyprint, tmp_path):
    alone = ("-S", "-m", "soanthao")
    done = ran(without_weasyprint, "doctor", "--json", cwd=tmp_path, code=alone)
    assert done.returncode == 7, done.stderr
    told = json.loads(done.stdout)["checks"]
    assert [each["id"] for each in told if each["state"] == "missing"] == ["weasyprint"]
    assert {"trial-docx"} == {each["id"] for each in told if each["id"].startswith("trial")}


def test_doctor_says_where_the_program_runs_without_being_installed(without_weasyprint, tmp_path):
    for about in without_weasyprint.glob("soanthao-*.dist-info"):
        about.unlink()
    alone = ("-S", "-m", "soanthao")
    done = ran(without_weasyprint, "doctor", "--json", cwd=tmp_path, code=alone)
    assert done.returncode == 7, done.stderr
    assert json.loads(done.stdout)["checks"][0]["id"] == "soanthao"


def test_a_pdf_where_weasyprint_cannot_be_loaded_is_refused_with_two_ways_out(
    without_pango, tmp_path
):
    out = tmp_path / "out"
    done = ran(without_pango, "render", LUC_NAM, "--workers", "1", "--out", out, cwd=tmp_path)
    assert done.returncode == 7, done.stderr
    assert "soanthao doctor" in done.stderr
    assert "--format docx" in done.stderr
    assert "libgobject-2.0-0" in done.stderr
    assert not out.exists()


def test_word_files_never_load_weasyprint(tmp_path):
    wanted = ("render", LUC_NAM, "--format", "docx", "--workers", "1", "--out", tmp_path / "out")
    done = ran(None, *wanted, cwd=tmp_path, code=("-c", SEEN))
    assert (done.returncode, done.stderr) == (0, "seen:\n")
