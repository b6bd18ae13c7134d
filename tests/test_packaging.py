"""The wheel: everything is inside, and it renders where nothing else of the project is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEETING = Path("drafts/luc-nam/2020-05")


def ran(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run *command* without what this test run has put into the environment."""
    kept = {"PATH", "HOME", "LANG", "TMPDIR"}
    environ = {name: value for name, value in os.environ.items() if name in kept}
    done = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env=environ,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place)
    ran(*build, ROOT, cwd=place)
    (made,) = place.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def clean(wheel, tmp_path_factory) -> Path:
    """Return an environment that holds the wheel, and this one's libraries without the checkout."""
    place = tmp_path_factory.mktemp("clean")
    ran(sys.executable, "-m", "venv", place / "venv", cwd=place)
    python = place / "venv" / "bin" / "python"
    ran(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=place)
    (site,) = (place / "venv" / "lib").glob("python*/site-packages")
    # A line of a .pth file is a folder to search; .pth files in that folder, such as the one
    # that leads to the checkout, are not read.
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "libraries.pth").write_text("\n".join(sorted(libraries)) + "\n")
    return place


def test_every_template_is_in_the_wheel_as_it_is_here(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = {
            name.removeprefix("soanthao/_templates/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("soanthao/_templates/")
        }
    here = {
        path.relative_to(ROOT / "templates").as_posix(): path.read_bytes()
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert "word/notice.docx" in here
    assert {name: data for name, data in inside.items() if "/." not in name} == here


def test_every_module_is_in_the_wheel_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    here = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if not name.startswith("soanthao/_templates/")} == here


def test_the_wheel_renders_luc_nam_far_from_the_checkout(clean):
    office = clean / "office"
    shutil.copytree(ROOT / "drafts" / "luc-nam", office, ignore=shutil.ignore_patterns("out"))
    bin_ = clean / "venv" / "bin"
    where = "import soanthao.render.templates as t; print(t.__file__); print(t.templates_root())"
    for line in ran(bin_ / "python", "-c", where, cwd=office).stdout.splitlines():
        assert Path(line).is_relative_to(clean / "venv")
    conclusion = Path(MEETING.name) / "conclusion.yaml"
    done = ran(bin_ / "soanthao", "render", conclusion, "--json", cwd=office)
    out = office / MEETING.name / "out"
    assert json.loads(done.stdout) == json.loads((out / "manifest.json").read_text("utf-8"))
    for suffix in ("docx", "pdf"):
        assert (out / f"notice.{suffix}").stat().st_size > 1000
        assert len(list((out / "letters").glob(f"*.{suffix}"))) == 33


# The lock


LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_every_dependency_is_locked():
    locked = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=!~\[; ]", each)[0].lower().replace("_", "-") for each in wanted}
    assert names <= locked
    assert {"hatchling", "editables"} <= locked


def test_every_locked_release_has_a_hash():
    for entry in re.split(r"\n(?=[a-z])", LOCK.strip()):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


def test_the_lock_names_no_index_and_no_path():
    words = re.findall(r"\S+", re.sub(r"--hash=sha256:[0-9a-f]{64}", "", LOCK))
    assert [word for word in words if "/" in word or word.startswith("--")] == []
