"""Numbers of pages that were copied into a text file with its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from soanthao.intake.plain_columns import Numbered
from soanthao.intake.plain_lines import ENDS

_NUMBER: Final = re.compile(
    r"\s*(?:(?P<word>Trang\s*)?(?P<bare>\d{1,3})(?P<total>\s*/\s*\d{1,3})?|[-–—]\s*(?P<dashed>\d{1,3})\s*[-–—])\s*",
    re.IGNORECASE,
)
_PAGE: Final = 800
"""Characters that a page holds at least: figures of a table stand nearer to each other."""


def page_numbers(lines: Sequence[Numbered]) -> tuple[frozenset[int], frozenset[int]]:
    """Return which of *lines*, by their numbers, count pages, and which may do so.

    Pages are counted up from 1 or 2. A bare figure is taken for a page's where it parts a
    sentence or stands a page away from the one before; others may belong to a list or a table.
    """
    found: set[int] = set()
    open_: set[int] = set()
    shown, since = 0, 0
    for at, (number, line) in enumerate(lines):
        match = _NUMBER.fullmatch(line)
        if match is None:
            since += len(line.strip())
            continue
        value = int(match["bare"] or match["dashed"])
        is_next = value == shown + 1 or (shown == 0 and value <= 2)
        is_bare = not (match["word"] or match["dashed"])
        if is_next and (not is_bare or _parts_sentence(lines, at) or since >= _PAGE):
            found.add(number)
            shown, since = value, 0
        elif match["total"] is None:
            open_.add(number)
            since += len(line.strip())
    return frozenset(found), frozenset(open_)


def _parts_sentence(lines: Sequence[Numbered], at: int) -> bool:
    """Tell whether the sentence above the line *at* goes on below it."""
    above = next((line.strip() for _, line in reversed(lines[:at]) if line.strip()), "")
    below = next((line.strip() for _, line in lines[at + 1 :] if line.strip()), "")
    return bool(above) and not above.endswith(ENDS) and below[:1].islower()
