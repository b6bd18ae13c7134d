"""Help and complaints of the command-line library in the clerk's language."""

from __future__ import annotations

import re
from typing import Final

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

_WORDS: Final = (
    ("Usage:", "Cách dùng:"),
    ("Options:", "Tùy chọn:"),
    ("Commands:", "Lệnh:"),
    ("Arguments:", "Tham số:"),
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("COMMAND [ARGS]...", "LỆNH [THAM SỐ]..."),
    ("required]", "bắt buộc]"),
    ("[default:", "[mặc định:"),
    ("Show this message and exit.", "Hiện trợ giúp này rồi thoát."),
)

_MESSAGES: Final = (
    (re.compile(r"No such command ['\"]?(.+?)['\"]?\."), r"không có lệnh “\1”."),
    (re.compile(r"Did you mean ['\"]?(.+?)['\"]?\?"), r"Có phải là “\1”?"),
    (re.compile(r"Got unexpected extra argument\(?s?\)? \((.+)\)"), r"thừa “\1”."),
    (re.compile(r"Missing command\."), "thiếu lệnh."),
)


def in_vietnamese(text: str) -> str:
    """Return help text with the library's own words translated."""
    for english, vietnamese in _WORDS:
        text = text.replace(english, vietnamese)
    return text


class VietnameseCommand(TyperCommand):
    """A command whose help is Vietnamese throughout."""

    def get_help(self, ctx: object) -> str:
        """Return the help page."""
        return in_vietnamese(super().get_help(ctx))  # type: ignore[arg-type]


class VietnameseGroup(TyperGroup):
    """A group of commands whose help is Vietnamese throughout."""

    def get_help(self, ctx: object) -> str:
        """Return the help page."""
        return in_vietnamese(super().get_help(ctx))  # type: ignore[arg-type]


def complaint(error: TyperException) -> str:
    """Return what is wrong with the command line and how to learn the right one."""
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "") or "soanthao"
    return f"{_reason(error)}\nXem cách dùng: {command} --help"


def _reason(error: TyperException) -> str:
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    name = _called(parameter)
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
        return f"Không có tùy chọn “{option}”." + (f" Có phải là: {near}?" if near else "")
    if kind == "MissingParameter":
        return f"Thiếu {name}."
    if kind == "BadOptionUsage":
        return f"Tùy chọn “{option}” cần một giá trị đi kèm."
    if kind == "BadParameter":
        if parameter is None:
            return error.message
        return f"Giá trị của {name} không dùng được; hãy xem cách viết trong trợ giúp."
    return f"Dòng lệnh không đúng: {_translated(error.message)}"


def _called(parameter: object) -> str:
    """Return how the clerk writes a parameter: ``--workers``, ``CONCLUSION``."""
    written = [each for each in getattr(parameter, "opts", None) or () if each.startswith("-")]
    return str((written or [getattr(parameter, "metavar", None) or "tham số"])[0])


def _translated(message: str) -> str:
    for pattern, words in _MESSAGES:
        message = pattern.sub(words, message)
    return message
