"""Two entrances: in this process (fast, measurable) and as a process of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plain_notice import LUC_NAM
from soanthao.cli.main import run


@pytest.fixture
def cli(capsys):
    """Run a command line here; give exit code, standard output, standard error."""

    def call(*arguments) -> tuple[int, str, str]:
        code = run([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def process():
    """Run a command line as a process; give what subprocess gives."""

    def call(*arguments, **options) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "soanthao", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, check=False, **options)

    return call


@pytest.fixture
def workspace(tmp_path) -> Path:
    """A copy of the office's folder with the conclusion in it; the path of the conclusion."""
    office = tmp_path / "luc-nam"
    shutil.copytree(LUC_NAM.parents[1], office, ignore=shutil.ignore_patterns("out"))
    return office / "2020-05" / "conclusion.yaml"
