"""Settings of the program: from ``SOANTHAO_*`` and the nearest ``soanthao.toml``.

No room takes these; services unpack them. A setting that nobody knows is a fault, like any other
misspelt key.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import Final, Literal

from soanthao.errors import InvalidInputError
from soanthao.findings import Finding
from soanthao.lint.policy import DECREE, Change, Policy

FILE: Final = "soanthao.toml"
KEYS: Final = ("workers", "profile", "rules", "register")
"""What soanthao.toml may hold."""
REGISTER_KEYS: Final = ("url", "folder", "anchor", "medium", "formats")
"""What its table ``[register]`` may hold."""
_LEVELS: Final = ("error", "warning", "info", "off")
_VARIABLE: Final = "SOANTHAO_WORKERS"
_URL_VARIABLE: Final = "SOANTHAO_REGISTER_URL"
_FOLDER_VARIABLE: Final = "SOANTHAO_REGISTER_FOLDER"
_MOST_WORKERS: Final = 64
_URL: Final = re.compile(r"(postgresql|sqlite)(?:\+[a-z0-9_]+)?://(.*)", re.DOTALL)
_FORMATS: Final = ("docx", "pdf")
_MEDIA: Final = ("giay", "dien-tu")


@dataclass(frozen=True, slots=True)
class RegisterSettings:
    """Where the register lies, and what it issues (``[register]``).

    Attributes:
        url: of a PostgreSQL or SQLite database, as SQLAlchemy writes it, password and all: never
            shown. None: SQLite inside the folder.
        folder: of the embedded database, the issued files and the anchor; None: beside
            agency.yaml. Absolute.
        anchor: the file that holds the head of the record outside the database; None: inside the
            folder. Absolute.
        medium: signed on paper, or electronically (Điều 15.2, 15.3).
        formats: of the documents that are issued.
    """

    url: str | None = field(default=None, repr=False)
    folder: Path | None = None
    anchor: Path | None = None
    medium: Literal["giay", "dien-tu"] = "giay"
    formats: tuple[str, ...] = _FORMATS


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office sets once.

    Attributes:
        workers: processes that render at the same time; None lets the program choose.
        policy: which rules of ``check`` apply: ``profile``, then ``[rules.<code>]`` with ``level``
            and ``reason``.
        register: where the register lies, and what it issues.
    """

    workers: int | None = None
    policy: Policy = DECREE
    register: RegisterSettings = field(default_factory=RegisterSettings)


def load(folder: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in force in *folder*: the environment wins over the nearest file.

    Raises:
        InvalidInputError: a value or a key that is none.
    """
    environ = os.environ if environ is None else environ
    settings = _from_file(folder)
    if value := environ.get(_VARIABLE):
        settings = replace(settings, workers=_workers(value, _VARIABLE))
    return replace(settings, register=_register_of(environ, settings.register))


def _register_of(environ: Mapping[str, str], register: RegisterSettings) -> RegisterSettings:
    """Return *register* with what the environment says; its paths start where the shell stands."""
    if url := environ.get(_URL_VARIABLE):
        register = replace(register, url=_url(url, _URL_VARIABLE))
    if folder := environ.get(_FOLDER_VARIABLE):
        register = replace(register, folder=Path(folder).expanduser().absolute())
    return register


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
        _register(table.get("register", {}), path),
    )


def _register(table: object, path: Path) -> RegisterSettings:
    where = str(path)
    if not isinstance(table, dict):
        raise _fault(where, "“register” phải là bảng [register], mỗi thiết lập một dòng bên dưới.")
    if unknown := sorted(set(table) - set(REGISTER_KEYS)):
        known = ", ".join(f"“{key}”" for key in REGISTER_KEYS)
        raise _fault(where, f"không có thiết lập “register.{unknown[0]}”; chỉ có {known}.")
    said = {key: _text(key, table[key], where) for key in REGISTER_KEYS[:3] if key in table}
    medium = table.get("medium", "giay")
    if medium not in _MEDIA:
        words = "“register.medium” phải là “giay” (bản giấy) hoặc “dien-tu” (bản điện tử)."
        raise _fault(where, words)
    return RegisterSettings(
        _url(said["url"], where) if "url" in said else None,
        _beside(path, said.get("folder")),
        _beside(path, said.get("anchor")),
        medium,
        _formats(table.get("formats", list(_FORMATS)), where),
    )


def _text(key: str, value: object, where: str) -> str:
    if not isinstance(value, str):
        raise _fault(where, f"“register.{key}” phải là chữ trong dấu nháy.")
    if not value.strip():
        raise _fault(where, f"“register.{key}” không được để trống; hãy điền, hoặc bỏ dòng này.")
    return value.strip()


def _url(url: str, where: str) -> str:
    """Return *url* if it can be the register's; what is said of it holds nothing of it."""
    match = _URL.fullmatch(url)
    if match is None:
        message = (
            "sổ đăng ký chỉ dùng PostgreSQL hoặc SQLite; hãy viết địa chỉ như "
            "“postgresql://tài-khoản:mật-khẩu@máy/tên” hoặc “sqlite:////thư-mục/so.db”."
        )
        raise _fault(where, message)
    file = match[2].removeprefix("/")
    is_whole = PurePosixPath(file).is_absolute() or PureWindowsPath(file).is_absolute()
    if match[1] == "sqlite" and not is_whole:
        # Relative to wherever a clerk stands, it would be another register in each folder.
        message = (
            "địa chỉ SQLite phải có đường dẫn đầy đủ, như “sqlite:////thư-mục/so.db”; hãy sửa, "
            "hoặc bỏ “url” và ghi thư mục ở “folder”."
        )
        raise _fault(where, message)
    return url


def _beside(path: Path, named: str | None) -> Path | None:
    """Return the path *named* in the file at *path*, absolute."""
    return None if named is None else path.parent / Path(named).expanduser()


def _formats(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or any(each not in _FORMATS for each in value):
        message = "“register.formats” phải là danh sách gồm “docx”, “pdf”, hoặc cả hai."
        raise _fault(where, message)
    return tuple(each for each in _FORMATS if each in value)


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
