"""Nơi nhận and the signature beside it, where a text file parts them by tabs or blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from soanthao.standard import wording

_GAP: Final = re.compile(r"[ ]*\t[\t ]*| {4,}")
_HEADING: Final = re.compile(
    rf"[\s*_]*{wording.RECIPIENTS_READ.pattern}[*_]*(?:\t| {{4}})[\t ]*\S", re.IGNORECASE
)
_FILED: Final = re.compile(r"[-–+*•\s]*Lưu\b")

Numbered = tuple[int, str]
"""A line's number and what it says."""


@dataclass(slots=True)
class Columns:
    """The lines of both columns, and where they begin and end among the lines of the file."""

    start: int
    stop: int
    left: list[Numbered] = field(default_factory=list)
    right: list[Numbered] = field(default_factory=list)


def foot_columns(lines: Sequence[Numbered]) -> Columns | None:
    """Return the foot of *lines* if it is written in two columns.

    It ends behind the line "Lưu", with the first line that does not stand in the right column.
    """
    start = next((at for at, (_, line) in enumerate(lines) if _HEADING.match(line)), None)
    if start is None:
        return None
    foot, filed = Columns(start, len(lines)), False
    for at in range(start, len(lines)):
        number, line = lines[at]
        gap = _GAP.search(line) if line.strip() else None
        first = line if gap is None else line[: gap.start()]
        if filed and first.strip():
            foot.stop = at
            break
        filed = filed or bool(_FILED.match(first))
        behind = "" if gap is None else line[gap.end() :]
        foot.left += [(number, first)] * bool(first.strip())
        foot.right += [(number, behind)] * bool(behind.strip())
    return foot
