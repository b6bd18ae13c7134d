"""``soanthao new``: a folder with two commented files to start from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from soanthao import files
from soanthao.draft.new import STARTERS, starter
from soanthao.errors import ConflictError
from soanthao.services.folder import storing


def offered() -> Mapping[str, str]:
    """Return whose ready directory ``--for`` may ask for → its name."""
    return STARTERS


def start(folder: Path, kind: str | None = None) -> tuple[Path, ...]:
    """Write the starting files into *folder* and return their paths; nothing is overwritten.

    Args:
        folder: made where it is not there.
        kind: one of :func:`offered`; None for the short pair.

    Raises:
        ConflictError: one of the files is there already, or *folder* is a file.
        CannotWriteError: the folder cannot be written.
    """
    texts = starter(kind)
    if folder.exists() and not folder.is_dir():
        raise ConflictError(f"“{folder}” là một tệp; hãy chọn tên thư mục khác.")
    present = [name for name in texts if (folder / name).exists()]
    if present:
        raise ConflictError(
            f"Thư mục “{folder}” đã có {', '.join(present)}; hãy chọn thư mục khác, "
            "soanthao không ghi đè tệp của anh/chị."
        )
    with storing(folder):
        for name, text in texts.items():
            files.write_file(folder / name, text.encode())
    return tuple(folder / name for name in texts)
