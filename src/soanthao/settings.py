"""Settings of the program: from ``SOANTHAO_*`` and the nearest ``soanthao.toml``.

No room takes these; services unpack them. A setting that nobody knows is a fault, like any other
misspelt key.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from soanthao.errors import InvalidInputError
from soanthao.findings import Finding

FILE: Final = "soanthao.toml"
_VARIABLE: Final = "SOANTHAO_WORKERS"
_MOST_WORKERS: Final = 64


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office sets once.

    Attributes:
        workers: processes that render at the same time; None lets the program choose.
    """

    workers: int | None = None


def load(folder: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in force in *folder*: the environment wins over the nearest file.

    Raises:
        InvalidInputError: a value or a key that is none.
    """
    environ = os.environ if environ is None else environ
    settings = _from_file(folder)
    if value := environ.get(_VARIABLE):
        settings = Settings(_workers(value, _VARIABLE))
    return settings


def _from_file(folder: Path) -> Settings:
    path = next((each / FILE for each in _upwards(folder) if (each / FILE).is_file()), None)
    if path is None:
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _fault(str(path), f"không đọc được tệp thiết lập ({error}).") from error
    unknown = sorted(set(table) - {"workers"})
    if unknown:
        raise _fault(str(path), f"không có thiết lập “{unknown[0]}”; chỉ có “workers”.")
    return Settings(_workers(table["workers"], str(path)) if "workers" in table else None)


def _upwards(folder: Path) -> tuple[Path, ...]:
    real = folder.resolve()
    return (real, *real.parents)


def _workers(value: object, where: str) -> int:
    text = str(value)
    if isinstance(value, bool) or not text.isascii() or not text.isdigit():
        raise _fault(where, f"“{text}” không phải số tiến trình; hãy viết một số từ 1 trở lên.")
    number = int(text)
    if not 1 <= number <= _MOST_WORKERS:
        raise _fault(where, f"số tiến trình phải từ 1 đến {_MOST_WORKERS}, không phải {number}.")
    return number


def _fault(path: str, message: str) -> InvalidInputError:
    return InvalidInputError((Finding("S101", message, path, 1, 1),))
