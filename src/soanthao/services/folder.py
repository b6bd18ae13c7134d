"""Whether an output folder may be replaced, and what stands in the way when it may not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from soanthao import files
from soanthao.errors import CannotWriteError, ConflictError
from soanthao.services import manifest

_NAMED: Final = 5
_OPEN: Final = re.compile(r"(?:.*/)?(?:~\$.*|\.~lock\..*#)", re.DOTALL)
"""What Word and LibreOffice put beside a file while it is open."""


@contextmanager
def storing(out: Path) -> Iterator[None]:
    """Translate what storing under *out* may meet into errors with a kind."""
    try:
        yield
    except (files.FolderBusyError, files.ForeignFolderError) as error:
        raise ConflictError(str(error)) from error
    except files.StorageError as error:
        raise CannotWriteError(str(error)) from error


def check_replaceable(out: Path) -> Callable[[tuple[str, ...]], None]:
    """Return a check of an old folder's members: only what a render of ours left may go.

    A folder that holds anything that its own manifest does not list is left alone, as is one
    without our manifest.
    """

    def check(members: tuple[str, ...]) -> None:
        if not members:
            return
        if manifest.NAME not in members:
            raise ConflictError(
                f"Thư mục “{out}” đã có tệp khác và không do soanthao tạo ra (không có "
                f"{manifest.NAME}); hãy chọn thư mục khác bằng --out hoặc dọn thư mục này."
            )
        ours = listed(out)
        strangers = [name for name in members if name not in ours]
        opened = [name for name in strangers if _OPEN.fullmatch(name)]
        if opened:
            raise CannotWriteError(
                f"Thư mục “{out}” có tệp đang mở bằng Word, Excel hoặc LibreOffice "
                f"({', '.join(opened[:_NAMED])}); hãy đóng tệp rồi chạy lại. Nếu không còn tệp nào "
                "mở, hãy xóa các tệp này."
            )
        if strangers:
            names = ", ".join(strangers[:_NAMED])
            raise ConflictError(
                f"Thư mục “{out}” có tệp không do soanthao tạo ra: {names}; hãy chuyển các tệp này "
                "đi nơi khác rồi chạy lại."
            )

    return check


def read_manifest(out: Path) -> dict[str, Any]:
    """Return the manifest of an output folder.

    Raises:
        ConflictError: there is none, or it is none of ours.
    """
    try:
        content = json.loads((out / manifest.NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConflictError(
            f"Không đọc được “{out / manifest.NAME}”; thư mục này không phải kết quả của soanthao."
        ) from error
    if not isinstance(content, dict) or content.get("schema") != manifest.SCHEMA:
        raise ConflictError(
            f"“{out / manifest.NAME}” không phải tệp kê của soanthao ({manifest.SCHEMA})."
        )
    return content


def listed(out: Path) -> frozenset[str]:
    """Return the members that the manifest of *out* lists, itself included."""
    names = {
        document[format_]
        for document in manifest.entries(read_manifest(out)).values()
        for format_ in manifest.KINDS
        if isinstance(document.get(format_), str)
    }
    return frozenset(names | {manifest.NAME})
