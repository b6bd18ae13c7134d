"""The same bytes wherever and however it is rendered."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plain_notice import LUC_NAM


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("environment", "workers", "umask"),
    [
        ({"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, 1, 0o077),
        ({"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711"}, 2, 0o002),
    ],
    ids=["new-york", "two-workers"],
)
def test_another_process_time_zone_locale_umask_and_hash_seed_give_the_same_bytes(
    rendered, tmp_path, environment, workers, umask
):
    out = tmp_path / "elsewhere" / "out"
    command = [sys.executable, "-m", "soanthao", "render", str(LUC_NAM), "--out", str(out)]
    done = subprocess.run(
        [*command, "--workers", str(workers)],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        umask=umask,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert tree(out) == tree(rendered)


def test_rendering_over_the_old_folder_gives_the_same_folder(workspace):
    from soanthao.services.rendering import RenderRequest, render

    render(RenderRequest(workspace, formats=("docx",), workers=1))
    first = tree(workspace.parent / "out")
    render(RenderRequest(workspace, formats=("docx",), workers=1))
    assert tree(workspace.parent / "out") == first
    assert first["manifest.json"].count(b'"pdf": null') == 35
