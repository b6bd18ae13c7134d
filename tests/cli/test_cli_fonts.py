"""What the shell and the manifest say of fonts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from soanthao.pdf import faces

ROOT = Path(__file__).resolve().parents[2]


def test_the_manifest_names_family_version_and_digest_and_the_screen_no_digest(cli, tmp_path):
    assert cli("new", tmp_path / "a")[0] == 0
    code, out, err = cli(
        "render", tmp_path / "a" / "conclusion.yaml", "--format", "pdf", "--workers", "1"
    )
    assert (code, err) == (0, "")
    stored = json.loads((tmp_path / "a" / "out" / "manifest.json").read_text("utf-8"))
    assert stored["fonts"] == [faces.IDENTITY]
    assert "Phông chữ trong PDF: Liberation Serif 2.1.5, rộng bằng Times New Roman." in out


def test_a_face_that_was_replaced_ends_a_render_with_7_and_writes_nothing(cli, tmp_path):
    hidden = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=hidden)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    font = tmp_path / "src/soanthao/pdf/liberation"
    shutil.copy(font / "LiberationSerif-Bold.ttf", font / "LiberationSerif-Regular.ttf")
    assert cli("new", tmp_path / "a")[0] == 0
    done = subprocess.run(
        [sys.executable, "-m", "soanthao", "render", "a/conclusion.yaml", "--workers", "1"],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        cwd=tmp_path,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 7, done.stderr
    assert "LiberationSerif-Regular.ttf" in done.stderr
    assert not (tmp_path / "a" / "out").exists()


def test_a_tick_in_the_draft_is_refused_where_it_stands(cli, tmp_path):
    assert cli("new", tmp_path / "a")[0] == 0
    conclusion = tmp_path / "a" / "conclusion.yaml"
    lines = conclusion.read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line == "body:")
    lines.insert(at + 1, "  - >-\n    Đã xong ✓ việc này")
    conclusion.write_text("\n".join(lines) + "\n", "utf-8")
    code, _, err = cli("render", conclusion, "--format", "docx", "--workers", "1")
    assert code == 3
    assert f"conclusion.yaml:{at + 3}:13: Y208 Ký tự “✓” (U+2713)" in err
