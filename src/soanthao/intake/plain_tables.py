"""Rows of pipe tables, and the lines that were lost when a cell was written in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from soanthao.intake.plain_columns import Numbered
from soanthao.standard import wording

_DASHES: Final = r"(?::-+:?|-+:|-{2,})"
_SEPARATOR: Final = re.compile(rf"\s*\|?(?:\s*{_DASHES}\s*\|)+\s*(?:{_DASHES}\s*)?\Z")
_BORDER: Final = re.compile(r"\s*\+(?:[-=:]+\+)+\s*\Z")
_TABS: Final = 2
"""Tabs that a row of three columns has."""
_PIPE: Final = re.compile(r"(?<!\\)\|")
_BREAK: Final = re.compile(r"<br\s*/?>|\s{3,}", re.IGNORECASE)
_RULE: Final = re.compile(r"\s*(-{5,}|_{5,})\s*")
_ENTRY: Final = re.compile(r"(?<=[:;.*])\s+(?=[-–+] )")


def is_row(line: str) -> bool:
    """Tell whether *line* is a row of a pipe table."""
    return line.lstrip().startswith("|") and line.rstrip().endswith("|") and line.count("|") > 1


def is_border(line: str) -> bool:
    """Tell whether *line* is ``+---+---+``."""
    return bool(_BORDER.match(line))


def with_pipes(lines: Sequence[Numbered]) -> list[Numbered]:
    """Return *lines*, the rows of tables that are written in another way between pipes.

    Outer pipes may be missing around ``--- | ---`` and the rows beside it; rows may be parted by
    tabs.
    """
    read = list(lines)
    for at, (number, line) in enumerate(lines):
        if is_separator(line) and not is_row(line):
            bounds = range(max(0, at - 1), at), range(at + 1, len(lines))
            inside = [*bounds[0], at, *takewhile(lambda each: "|" in lines[each][1], bounds[1])]
            for each in inside:
                read[each] = (read[each][0], f"| {read[each][1].strip().strip('|')} |")
        tabs = line.strip().count("\t")
        beside = [read[near][1] for near in (at - 1, at + 1) if 0 <= near < len(read)]
        if tabs >= _TABS and any(_columns(each) == tabs for each in beside):
            read[at] = (number, "| " + line.replace("|", "\\|").replace("\t", " | ") + " |")
    return read


def _columns(line: str) -> int:
    """Return how many signs part the columns of *line*."""
    return max(line.strip().count("\t"), len(_PIPE.findall(line)) - _TABS)


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
