"""The Lục Nam notice rendered once, and workspaces of one's own to spoil."""

import shutil
from pathlib import Path

import pytest

from plain_notice import LUC_NAM
from soanthao.services.rendering import RenderRequest, render


@pytest.fixture(scope="session")
def rendered(tmp_path_factory) -> Path:
    """The output folder of the real notice; not to be written to."""
    out = tmp_path_factory.mktemp("rendered") / "out"
    render(RenderRequest(LUC_NAM, out, workers=1))
    return out


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
