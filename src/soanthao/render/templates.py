"""Where the templates are: the wheel's copy, else the checkout's; and what they are (digest)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import soanthao
from soanthao import files
from soanthao.errors import TemplateError

_PACKAGE: Final = Path(soanthao.__file__).resolve().parent


def templates_root() -> Path:
    """Return the folder with ``word/`` and ``pdf/``.

    Raises:
        TemplateError: the installation has lost its templates.
    """
    for folder in (_PACKAGE / "_templates", _PACKAGE.parents[1] / "templates"):
        if (folder / "word").is_dir() and (folder / "pdf").is_dir():
            return folder
    raise TemplateError("Không tìm thấy thư mục mẫu của soanthao; hãy cài đặt lại chương trình.")


def digest(root: Path) -> str:
    """Return one SHA-256 over names and contents of all templates below *root*."""
    paths = sorted(path for path in root.rglob("*") if path.is_file() and path.name[0] != ".")
    lines = [
        f"{files.sha256(path.read_bytes())}  {path.relative_to(root).as_posix()}\n"
        for path in paths
    ]
    return files.sha256("".join(lines).encode())


def word_template(root: Path, form: str) -> bytes:
    """Return the bytes of the Word template of *form*.

    Raises:
        TemplateError: it is not there or cannot be read.
    """
    path = root / "word" / f"{form}.docx"
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(
            f"Không đọc được mẫu “{path.name}” ({error.strerror}); hãy cài đặt lại chương trình."
        ) from error
