"""The wheel in an environment of its own, with the locked releases, on every Python found here."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.torture

ROOT = Path(__file__).resolve().parents[2]
KEPT = {"PATH", "HOME", "TMPDIR"}
ELSEWHERE = {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"}
PROBE = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"


def ran(
    *command: object, cwd: Path, environ: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run *command* without what this test run has put into the environment; pip keeps its own."""
    kept = {
        name: value for name, value in os.environ.items() if name in KEPT or name.startswith("PIP_")
    }
    done = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env={**kept, **(environ or {})},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@functools.cache
def pythons() -> dict[str, str]:
    """Return version → path of each Python from 3.11 on that is on PATH and works."""
    found = {"{}.{}".format(*sys.version_info[:2]): sys.executable}
    for folder in os.environ["PATH"].split(os.pathsep):
        for path in sorted(Path(folder).glob("python3.[0-9]*")):
            if not re.fullmatch(r"python3\.(1[1-9]|[2-9]\d)", path.name):
                continue
            said = subprocess.run([path, "-c", PROBE], capture_output=True, check=False, text=True)
            if said.returncode == 0:
                found.setdefault(said.stdout.strip(), str(path))
    return found


def needed(name: str, extras: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a distribution needs by name and with which extras."""
    for line in metadata.requires(name) or ():
        each = Requirement(line)
        wanted = any(
            each.marker is None or each.marker.evaluate({"extra": extra}) for extra in ("", *extras)
        )
        if wanted:
            yield canonicalize_name(each.name), frozenset(each.extras)


def runtime_lock() -> str:
    """Return the entries of requirements.lock that the program itself needs, hashes and all."""
    entries = {
        each.partition("==")[0]: each
        for each in re.split(r"\n(?=[a-z])", (ROOT / "requirements.lock").read_text("utf-8"))
    }
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [("soanthao", frozenset[str]())]
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            waiting += needed(*each)
    names = sorted({name for name, _ in seen} - {"soanthao"})
    return "\n".join(entries[name].rstrip() for name in names) + "\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A folder with the sdist and the wheel that was made from it."""
    place = tmp_path_factory.mktemp("built")
    ran(sys.executable, "-m", "build", "--no-isolation", "--outdir", place, ROOT, cwd=place)
    return place


@pytest.fixture(scope="module")
def wheel(built) -> Path:
    (made,) = built.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def by_the_checkout(tmp_path_factory) -> dict[str, bytes]:
    """What this checkout makes of the Lục Nam notice: name → bytes."""
    place = tmp_path_factory.mktemp("checkout")
    conclusion = office(place) / "2020-05" / "conclusion.yaml"
    ran(sys.executable, "-m", "soanthao", "render", conclusion, "--workers", "1", cwd=place)
    return contents(conclusion.parent / "out")


def office(place: Path) -> Path:
    there = place / "luc-nam"
    shutil.copytree(ROOT / "drafts" / "luc-nam", there, ignore=shutil.ignore_patterns("out"))
    return there


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def installed(python: str, wheel: Path, place: Path) -> Path:
    """Install the wheel and what it needs into a new environment; return its bin."""
    ran(python, "-m", "venv", place / "venv", cwd=place)
    own = place / "venv" / "bin" / "python"
    (place / "runtime.lock").write_text(runtime_lock(), "utf-8")
    pip = (own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    ran(*pip, "--require-hashes", "--only-binary", ":all:", "-r", "runtime.lock", cwd=place)
    ran(*pip, "--no-index", wheel, cwd=place)
    ran(own, "-m", "pip", "check", "--disable-pip-version-check", cwd=place)
    return own.parent


@pytest.mark.parametrize("version", sorted(pythons()))
def test_the_wheel_works_alone_and_makes_the_same_bytes(version, wheel, by_the_checkout, tmp_path):
    bin_ = installed(pythons()[version], wheel, tmp_path)
    assert f"Python {version}." in ran(bin_ / "python", "--version", cwd=tmp_path).stdout
    home = ran(bin_ / "python", "-c", "import soanthao; print(soanthao.__file__)", cwd=tmp_path)
    assert Path(home.stdout.strip()).is_relative_to(tmp_path)

    told = json.loads(ran(bin_ / "soanthao", "doctor", "--json", cwd=tmp_path).stdout)
    assert told["fit"] is True

    for kind in ((), ("--for", "tinh"), ("--for", "xa")):
        started = tmp_path / "-".join(("giao-ban", *kind[1:]))
        ran(bin_ / "soanthao", "new", started, *kind, cwd=tmp_path)
        wanted = ("--format", "docx", "--workers", "1")
        ran(bin_ / "soanthao", "render", started / "conclusion.yaml", *wanted, cwd=tmp_path)

    conclusion = office(tmp_path) / "2020-05" / "conclusion.yaml"
    command = (bin_ / "soanthao", "render", conclusion, "--workers", "2")
    ran(*command, cwd=tmp_path, environ=ELSEWHERE)
    made = contents(conclusion.parent / "out")
    assert sorted(made) == sorted(by_the_checkout)
    assert [name for name, data in made.items() if data != by_the_checkout[name]] == []


def test_the_sdist_holds_what_the_tests_need_and_nothing_that_was_made(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "LICENSE", "README.md", "requirements.lock", "pyproject.toml", "Makefile",
        "src/soanthao/pdf/liberation/OFL.txt", "templates/word/notice.docx",
        "drafts/luc-nam/2020-05/conclusion.yaml", "tests/packaging/test_clean_install.py",
        "docs/huong-dan.md",
    }  # fmt: skip
    assert wanted <= names
    assert [name for name in names if re.search(r"(^|/)(out|__pycache__|\.venv)(/|$)", name)] == []


def test_the_wheel_names_both_licences_and_carries_their_texts(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (about,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        text = archive.read(about).decode()
        licences = [name for name in archive.namelist() if ".dist-info/licenses/" in name]
    assert "License-Expression: MIT AND OFL-1.1\n" in text
    assert sorted(name.rpartition("/")[2] for name in licences) == ["LICENSE", "OFL.txt"]


def test_the_wheel_has_types_fonts_starters_and_templates(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "soanthao/py.typed",
        "soanthao/pdf/liberation/LiberationSerif-BoldItalic.ttf",
        "soanthao/pdf/liberation/fonts.conf",
        "soanthao/draft/starters/xa/agency.yaml",
        "soanthao/draft/starters/tinh/agency.yaml",
        "soanthao/_templates/word/letter.docx",
        "soanthao/_templates/pdf/print.css",
    } <= names
