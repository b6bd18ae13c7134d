"""Rows of pipe tables, and the lines that were lost when a cell was written in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.standard import wording

_SEPARATOR: Final = re.compile(r"\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*(?::?-{3,}:?\s*)?\Z")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_BREAK: Final = re.compile(r"<br\s*/?>|\s{3,}", re.IGNORECASE)
_RULE: Final = re.compile(r"\s*(-{5,}|_{5,})\s*")
_ENTRY: Final = re.compile(r"(?<=[:;.*])\s+(?=[-–+] )")


def is_row(line: str) -> bool:
    """Tell whether *line* is a row of a pipe table."""
    return line.lstrip().startswith("|") and line.rstrip().endswith("|") and line.count("|") > 1


def is_separator(line: str) -> bool:
    """Tell whether *line* is ``| --- | --- |``."""
    return bool(_SEPARATOR.match(line))


def cells(line: str) -> Iterator[tuple[int, str]]:
    r"""Yield the cells of a row: column of the first character, text with ``\n`` between lines."""
    start = line.index("|") + 1
    for pipe in _PIPE.finditer(line, start):
        text = line[start : pipe.start()]
        yield start + 1 + len(text) - len(text.lstrip()), _lines(text.strip().replace("\\|", "|"))
        start = pipe.end()


def _lines(text: str) -> str:
    """Return *text* with the line ends that it had before it was written in one line."""
    broken = _RULE.sub(r"\n\1\n", _BREAK.sub("\n", text)).replace(
        f" {wording.MOTTO}", f"\n{wording.MOTTO}"
    )
    if wording.RECIPIENTS in broken:
        broken = _ENTRY.sub("\n", broken)
    return broken
