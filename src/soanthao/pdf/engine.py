"""WeasyPrint as a guest: loaded late, watched closely, its complaints turned into our errors."""

from __future__ import annotations

import contextlib
import functools
import io
import logging
import os
import threading
import warnings
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Final

from soanthao.errors import MissingToolError, TemplateError
from soanthao.pdf import faces

INSTALL_LIBRARIES: Final = (
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (Debian, Ubuntu); "
    "brew install pango (macOS); trên Windows cài MSYS2 rồi chạy pacman -S "
    "mingw-w64-ucrt-x86_64-pango"
)
_HARMLESS: Final = "Using fontTools instead of HarfBuzz-Subset"
"""Slower, equally right: no reason to refuse work on a machine without libharfbuzz-subset."""
_NO_GLYPH: Final = ".notdef glyph rendered"
_FONTCONFIG: Final = {"FONTCONFIG_FILE": str(faces.CONFIGURATION), "FONTCONFIG_SYSROOT": None}
"""Where fontconfig looks: at our file, and not below another root."""
_environment = threading.RLock()


@functools.cache
def weasyprint() -> ModuleType:
    """Return the loaded WeasyPrint.

    Raises:
        MissingToolError: a library that it needs is not on this machine.
    """
    try:
        # It prints a banner on standard output, which `--json` keeps for its document, and warns
        # of a missing libharfbuzz-subset, for which fontTools stands in, and of no fonts.
        with (
            contextlib.redirect_stdout(io.StringIO()),
            warnings.catch_warnings(),
            own_fontconfig(),
        ):
            warnings.simplefilter("ignore")
            import weasyprint as engine  # noqa: PLC0415 - heavy, and dlopens libraries
    except (ImportError, OSError) as error:
        raise MissingToolError(
            f"Không in được PDF vì máy thiếu thư viện Pango hay WeasyPrint ({error}). Hãy chạy "
            f"“soanthao doctor” để biết thiếu gì, rồi cài: {INSTALL_LIBRARIES}; hoặc chỉ kết xuất "
            "Word bằng --format docx."
        ) from error
    loaded: ModuleType = engine
    return loaded


@contextlib.contextmanager
def own_fontconfig() -> Iterator[None]:
    """Let fontconfig see our configuration instead of the machine's while fonts are set up.

    Only as long: other programs that this process starts shall find their fonts.
    """
    with _environment:
        before = {name: os.environ.get(name) for name in _FONTCONFIG}
        _set(_FONTCONFIG)
        try:
            yield
        finally:
            _set(before)


def _set(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


class _Listener(logging.Filter):
    """Hear what this thread's WeasyPrint complains of, and let nothing of it pass."""

    def __init__(self) -> None:
        super().__init__()
        self.thread = threading.get_ident()
        self.complaints: list[str] = []

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the message of a warning or error of this thread."""
        if record.thread != self.thread or record.levelno < logging.WARNING:
            return True
        message = record.getMessage()
        if not message.startswith(_HARMLESS):
            self.complaints.append(message)
        return False


@contextlib.contextmanager
def watched(what: str) -> Iterator[None]:
    """Let WeasyPrint work on *what*; anything that it raises or merely logs is an error.

    Raises:
        TemplateError: it complained; the message says of what.
        MissingToolError: the font lacks a character of the text.
    """
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 - heavy

    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    level = logger.level
    logger.addFilter(listener)
    logger.setLevel(min(level or logging.WARNING, logging.WARNING))
    try:
        yield
    except FatalURLFetchingError as error:
        cause = error.__cause__ or error
        raise TemplateError(
            f"Mẫu PDF {what} gọi tới tệp ngoài thư mục mẫu hoặc không có trong đó ({cause}); "
            "hãy đặt tệp vào thư mục mẫu."
        ) from error
    except Exception as error:
        raise TemplateError(f"Mẫu PDF {what} không in được: {error!r}.") from error
    finally:
        logger.removeFilter(listener)
        logger.setLevel(level)
    if unprintable := [each for each in listener.complaints if each.startswith(_NO_GLYPH)]:
        raise MissingToolError(
            f"{what}: có ký tự mà phông chữ không có ({unprintable[0]}); "
            "hãy sửa ký tự đó trong bản thảo hoặc trong mẫu."
        )
    if listener.complaints:
        raise TemplateError(f"Mẫu PDF {what} có lỗi: {'; '.join(listener.complaints)}.")
