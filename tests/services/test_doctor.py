"""Whether a machine is fit to work: seen on machines that really lack something."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from soanthao.pdf import engine, faces
from soanthao.services.doctor import Check, examine, is_fit, look

ROOT = Path(__file__).resolve().parents[2]
NEEDED = (
    "python", "docxtpl", "lxml", "python-docx", "openpyxl", "pydantic", "pyyaml", "rapidfuzz",
    "weasyprint", "pikepdf", "pypdfium2", "fonttools", "pango", "font", "templates", "folder",
    "temporary", "encoding", "time", "trial-docx", "trial-pdf",
)  # fmt: skip


def named(checks: tuple[Check, ...]) -> dict[str, Check]:
    found = {check.id: check for check in checks}
    assert len(found) == len(checks)
    return found


def release(folder: Path, name: str, version: str, *lines: str) -> None:
    """Let *folder*, ahead on the search path, hold the metadata of a release of *name*."""
    place = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    place.mkdir(parents=True)
    head = ("Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *lines)
    (place / "METADATA").write_text("\n".join(head) + "\n\n", "utf-8")


def doctor(path: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run ``soanthao doctor`` in a process that finds *path* before everything else."""
    environ = {**os.environ, "PYTHONPATH": str(path)}
    command = [sys.executable, "-m", "soanthao", "doctor", *arguments]
    return subprocess.run(
        command, env=environ, cwd=cwd, capture_output=True, check=False, encoding="utf-8"
    )


def copied_program(place: Path) -> Path:
    """Copy the program to *place*; return what PYTHONPATH must name."""
    hidden = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", place / "src", ignore=hidden)
    shutil.copytree(ROOT / "templates", place / "templates", ignore=hidden)
    return place / "src"


def test_everything_that_work_needs_is_looked_at_and_found(tmp_path):
    checks = named(examine(tmp_path))
    assert {name: checks[name].state for name in NEEDED} == dict.fromkeys(NEEDED, "ok")
    assert is_fit(tuple(checks.values()))
    assert list(tmp_path.iterdir()) == []


def test_the_libraries_of_the_machine_are_named_with_their_versions(tmp_path):
    assert "Pango 1." in named(look(tmp_path))["pango"].found


def test_a_folder_that_cannot_be_written_is_named():
    check = named(look(Path("/proc")))["folder"]
    assert (check.state, "/proc" in check.found, "cd" in check.remedy) == ("missing", True, True)


def test_a_library_that_is_too_old_is_named_with_the_command(tmp_path, monkeypatch):
    release(tmp_path / "old", "docxtpl", "0.1")
    monkeypatch.syspath_prepend(tmp_path / "old")
    check = named(look(tmp_path))["docxtpl"]
    assert (check.state, check.found) == ("missing", "0.1, quá cũ (cần 0.20.2 trở lên)")
    assert check.remedy.endswith('-m pip install --upgrade "docxtpl>=0.20.2"')


def test_a_library_that_is_not_there_is_named_with_the_command(tmp_path, monkeypatch):
    lines = ("Requires-Python: >=3.11", "Requires-Dist: thu-vien-khong-co>=2.0")
    release(tmp_path / "other", "soanthao", "0.1.0", *lines)
    monkeypatch.syspath_prepend(tmp_path / "other")
    check = named(look(tmp_path))["thu-vien-khong-co"]
    assert (check.state, check.found) == ("missing", "chưa cài (cần 2.0 trở lên)")
    assert '"thu-vien-khong-co>=2.0"' in check.remedy


def test_a_python_that_is_too_old_is_named(tmp_path, monkeypatch):
    release(tmp_path / "other", "soanthao", "0.1.0", "Requires-Python: >=9.1")
    monkeypatch.syspath_prepend(tmp_path / "other")
    check = named(look(tmp_path))["python"]
    assert check.state == "missing"
    assert "9.1 trở lên" in check.found


@pytest.mark.parametrize("version", ["0.20.2", "0.20.2.post1", "0.20.10", "1.0", "0.20.2+local.1"])
def test_a_release_that_is_not_older_is_enough(tmp_path, monkeypatch, version):
    release(tmp_path / "new", "docxtpl", version)
    monkeypatch.syspath_prepend(tmp_path / "new")
    assert named(look(tmp_path))["docxtpl"].state == "ok"


def test_what_is_missing_is_no_reason_to_call_the_optional_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    checks = look(tmp_path)
    check = named(checks)["libreoffice"]
    assert (check.state, is_fit(checks)) == ("optional", True)
    assert "winget install" in check.remedy


def test_a_machine_without_room_for_temporary_files_is_told_once(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/proc")
    checks = named(examine(tmp_path))
    assert checks["temporary"].state == "missing"
    assert not {"trial-docx", "trial-pdf"} & set(checks)


def test_a_program_that_lost_files_names_them_and_asks_to_be_installed_anew(tmp_path):
    path = copied_program(tmp_path)
    (path / "soanthao/pdf/liberation/LiberationSerif-Bold.ttf").unlink()
    (tmp_path / "templates/word/letter.docx").unlink()
    (tmp_path / "templates/pdf/print.css").write_bytes(b"")
    done = doctor(path, "--json", cwd=tmp_path)
    assert done.returncode == 7, done.stderr
    told = {each["id"]: each for each in json.loads(done.stdout)["checks"]}
    assert "LiberationSerif-Bold.ttf" in told["font"]["found"]
    assert told["templates"]["found"] == "thiếu word/letter.docx, pdf/print.css"
    assert {told[each]["state"] for each in ("font", "templates")} == {"missing"}
    assert "pipx reinstall soanthao" in told["font"]["remedy"]


def test_a_library_that_breaks_in_use_is_seen_by_the_trial(tmp_path):
    (tmp_path / "docxtpl.py").write_text("raise ImportError('libxslt hỏng')\n", "utf-8")
    done = doctor(tmp_path, "--json", cwd=tmp_path)
    assert done.returncode == 7, done.stderr
    told = {each["id"]: each for each in json.loads(done.stdout)["checks"]}
    assert told["trial-docx"]["state"] == "missing"
    assert "libxslt hỏng" in told["trial-docx"]["found"]


def test_letters_of_an_old_code_page_are_told(tmp_path):
    environ = {**os.environ, "PYTHONIOENCODING": "cp1258:replace"}
    command = [sys.executable, "-m", "soanthao", "doctor"]
    done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 7
    assert b"cp1258" in done.stdout
    assert b"PYTHONUTF8=1" in done.stdout


# The same in this process, where each line can be seen to work


@pytest.fixture
def without_weasyprint(monkeypatch):
    """Let importing WeasyPrint fail until the test is over."""
    engine.weasyprint.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    yield
    engine.weasyprint.cache_clear()


def test_missing_pdf_libraries_are_named_and_only_word_is_tried(without_weasyprint, tmp_path):
    checks = named(examine(tmp_path))
    assert checks["pango"].state == "missing"
    assert "pacman -S" in checks["pango"].remedy
    assert checks["trial-docx"].state == "ok"
    assert not {"trial-pdf", "harfbuzz-subset"} & set(checks)


def test_slower_subsetting_is_no_reason_to_refuse(tmp_path, monkeypatch):
    engine.weasyprint()
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    checks = look(tmp_path)
    assert (named(checks)["harfbuzz-subset"].state, is_fit(checks)) == ("optional", True)


def test_another_font_file_is_told(tmp_path, monkeypatch):
    face = faces.Face("LiberationSerif-Regular.ttf", "0" * 64)
    monkeypatch.setattr(faces, "FACES", (face,))
    check = named(look(tmp_path))["font"]
    assert (check.state, "không phải" in check.found) == ("missing", True)


def test_templates_that_are_gone_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr("soanthao.render.templates._PACKAGE", tmp_path / "a" / "b" / "c")
    checks = named(examine(tmp_path))
    assert checks["templates"].state == "missing"
    assert "trial-docx" not in checks


def test_a_template_that_is_gone_is_told_by_name(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "templates", tmp_path / "_templates")
    (tmp_path / "_templates" / "word" / "extract.docx").unlink()
    monkeypatch.setattr("soanthao.render.templates._PACKAGE", tmp_path)
    assert named(look(tmp_path))["templates"].found == "thiếu word/extract.docx"


def test_a_template_that_is_broken_is_seen_by_the_trial(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "templates", tmp_path / "_templates")
    (tmp_path / "_templates" / "word" / "letter.docx").write_bytes(b"no zip")
    monkeypatch.setattr("soanthao.render.templates._PACKAGE", tmp_path)
    checks = named(examine(tmp_path))
    assert (checks["templates"].state, checks["trial-docx"].state) == ("ok", "missing")
    assert "letter.docx" in checks["trial-docx"].found
