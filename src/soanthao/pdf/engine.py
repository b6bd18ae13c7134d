"""WeasyPrint as a guest: loaded late, watched closely, its complaints turned into our errors."""

from __future__ import annotations

import contextlib
import functools
import io
import logging
import threading
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Final

from soanthao.errors import MissingToolError, TemplateError

INSTALL_LIBRARIES: Final = (
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (Debian, Ubuntu); "
    "brew install pango (macOS); trên Windows cài MSYS2 rồi chạy pacman -S "
    "mingw-w64-ucrt-x86_64-pango"
)
INSTALL_FONTS: Final = (
    "apt-get install fonts-liberation2, bản Debian mới hơn: fonts-liberation; hoặc cài phông "
    "Times New Roman"
)
_HARMLESS: Final = "Using fontTools instead of HarfBuzz-Subset"
"""Slower, equally right: no reason to refuse work on a machine without libharfbuzz-subset."""
_NO_GLYPH: Final = ".notdef glyph rendered"


@functools.cache
def weasyprint() -> ModuleType:
    """Return the loaded WeasyPrint.

    Raises:
        MissingToolError: a library that it needs is not on this machine.
    """
    try:
        # It prints a banner on standard output, which `--json` keeps for its document, and warns
        # of a missing libharfbuzz-subset, for which fontTools stands in.
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint as engine  # noqa: PLC0415 - heavy, and dlopens libraries
    except OSError as error:
        raise MissingToolError(
            f"Không in được PDF vì máy thiếu thư viện Pango ({error}). "
            f"Hãy cài: {INSTALL_LIBRARIES}; hoặc chỉ kết xuất Word bằng --format docx."
        ) from error
    loaded: ModuleType = engine
    return loaded


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
        MissingToolError: no font of this machine has a character of the text.
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
            f"Văn bản có ký tự mà không phông chữ nào trên máy có ({unprintable[0]}). "
            "Hãy sửa ký tự đó trong bản thảo."
        )
    if listener.complaints:
        raise TemplateError(f"Mẫu PDF {what} có lỗi: {'; '.join(listener.complaints)}.")
