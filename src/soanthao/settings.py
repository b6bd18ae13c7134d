"""Settings of the program: from ``SOANTHAO_*`` and the nearest ``soanthao.toml``.

No room takes these; services unpack them. A setting that nobody knows is a fault, like any other
misspelt key.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from soanthao.errors import InvalidInputError
from soanthao.findings import Finding
from soanthao.lint.policy import DECREE, Change, Policy

FILE: Final = "soanthao.toml"
KEYS: Final = ("workers", "profile", "rules")
"""What soanthao.toml may hold."""
_LEVELS: Final = ("error", "warning", "info", "off")
_VARIABLE: Final = "SOANTHAO_WORKERS"
_MOST_WORKERS: Final = 64


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office sets once.

    Attributes:
        workers: processes that render at the same time; None lets the program choose.
        policy: which rules of ``check`` apply: ``profile``, then ``[rules.<code>]`` with ``level``
            and ``reason``.
    """

    workers: int | None = None
    policy: Policy = DECREE


def load(folder: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in force in *folder*: the environment wins over the nearest file.

    Raises:
        InvalidInputError: a value or a key that is none.
    """
    environ = os.environ if environ is None else environ
    settings = _from_file(folder)
    if value := environ.get(_VARIABLE):
        settings = replace(settings, workers=_workers(value, _VARIABLE))
    return settings


def _from_file(folder: Path) -> Settings:
    path = next((each / FILE for each in _upwards(folder) if (each / FILE).is_file()), None)
    if path is None:
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _fault(str(path), f"không đọc được tệp thiết lập ({error}).") from error
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        known = ", ".join(f"“{key}”" for key in KEYS)
        raise _fault(str(path), f"không có thiết lập “{unknown[0]}”; chỉ có {known}.")
    return Settings(
        _workers(table["workers"], str(path)) if "workers" in table else None,
        _policy(table, str(path)) if {"profile", "rules"} & set(table) else DECREE,
    )


def _policy(table: Mapping[str, object], where: str) -> Policy:
    """Return the rules of ``check`` that the file chooses; who changes one says why."""
    # Hundreds of rules with their patterns: only an office that changes some pays for them.
    from soanthao.lint.catalogue import EVERY  # noqa: PLC0415
    from soanthao.lint.profiles import PROFILES  # noqa: PLC0415

    profile, rules = table.get("profile", "nd30"), table.get("rules", {})
    if not isinstance(profile, str) or profile not in PROFILES:
        named = ", ".join(f"“{name}”" for name in PROFILES)
        raise _fault(where, f"không có hồ sơ “{profile}”; chỉ có {named}.")
    if not isinstance(rules, dict):
        raise _fault(where, "“rules” phải là các bảng [rules.<mã>].")
    changes = {}
    for code, said in rules.items():
        if code not in EVERY.by_code:
            raise _fault(where, f"không có quy tắc “{code}”; xem docs/rules.md.")
        changes[code] = _change(code, said, where)
    return Policy(MappingProxyType(changes)).over(PROFILES[profile])


def _change(code: str, said: object, where: str) -> Change:
    known = isinstance(said, dict) and set(said) <= {"level", "reason"}
    level = said.get("level") if isinstance(said, dict) else None
    reason = said.get("reason") if isinstance(said, dict) else None
    if not known or level not in _LEVELS:
        levels = ", ".join(f"“{each}”" for each in _LEVELS)
        raise _fault(where, f"[rules.{code}] cần “level” là một trong {levels}, và “reason”.")
    if not isinstance(reason, str) or not reason.strip():
        raise _fault(where, f"[rules.{code}] cần “reason”: vì sao cơ quan làm khác.")
    return Change(level, reason.strip())


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
