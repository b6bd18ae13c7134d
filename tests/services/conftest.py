"""Drafts of the project rendered once, and workspaces of one's own to spoil."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from plain_notice import LUC_NAM
from soanthao.services.rendering import RenderRequest, render


@pytest.fixture(scope="session")
def rendered_once(tmp_path_factory) -> Callable[[Path], Path]:
    """Return a function from a draft of the project to its output folder; not to be written to.

    All workers of a test run share the folders: the real notice takes seconds to render.
    """
    home = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        home = home.parent
    home = home / "rendered-once"
    home.mkdir(exist_ok=True)

    def once(conclusion: Path) -> Path:
        out = home / conclusion.parents[1].name
        with FileLock(f"{out}.lock"):
            if not out.exists():
                render(RenderRequest(conclusion, out, workers=1))
        return out

    return once


@pytest.fixture(scope="session")
def rendered(rendered_once) -> Path:
    """The output folder of the real notice; not to be written to."""
    return rendered_once(LUC_NAM)


@pytest.fixture
def spoiled(rendered, tmp_path) -> Path:
    """A copy of the output folder that may be spoiled."""
    return Path(shutil.copytree(rendered, tmp_path / "out"))


@pytest.fixture
def workspace(tmp_path) -> Path:
    """A copy of the office's folder with the conclusion in it; the path of the conclusion."""
    office = tmp_path / "luc-nam"
    shutil.copytree(LUC_NAM.parents[1], office, ignore=shutil.ignore_patterns("out"))
    return office / "2020-05" / "conclusion.yaml"
