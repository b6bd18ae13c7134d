"""Components of the head that recognition does not know because they are written wrongly.

A rule can say what is wrong with them only if they have their name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from soanthao.lint.piece import Piece

HEAD: Final = frozenset(
    {
        *("national-name", "motto", "parent-agency", "agency", "number", "place-date", "rule"),
        *("urgency", "circulation", "draft-mark", "copy-signature", "other"),
    }
)
"""Components that stand above the title or the first line of the text."""
_LIKE: Final[Mapping[str, re.Pattern[str]]] = {
    "national-name": re.compile(r"(?i)CỘNG H(?:ÒA|OÀ)\b.{2,40}VIỆT NAM"),
    "motto": re.compile(r"(?i)Độc lập\W+Tự do\W+Hạnh phúc\W*"),
    "place-date": re.compile(
        r"[^\W\d][^\d,;:]{1,40},?\s*ngày[\s\d.…_]*tháng[\s\d.…_]*năm[\s\d.…_]*"
    ),
    "letter-subject": re.compile(r"(?i)(?:về việc|v\.v|vv)\b.*"),
}
_ADDRESSEE: Final = 200
"""Letters that a line of Kính gửi has at most."""


def misspelt(found: list[Piece]) -> None:
    """Name lines of the head by what they are like."""
    known = {piece.component for piece in found}
    for at, piece in enumerate(found):
        if piece.component not in HEAD | {"letter-subject"}:
            return
        name = next((name for name, form in _LIKE.items() if form.fullmatch(piece.text)), "")
        taken = {"other", "agency"} if name == "national-name" else {"other"}
        if piece.component in taken and name and name not in known:
            found[at] = replace(piece, component=name)


def addressees(found: list[Piece]) -> None:
    """Name Kính gửi that a table lays out, or that lacks its colon."""
    if any(piece.component == "addressee" for piece in found):
        return
    at = next((n for n, each in enumerate(found) if _is_sent(each)), None)
    if at is None:
        return
    said = found[at]
    if said.cell is None and said.component in {"body", "heading"}:
        found[at] = replace(said, component="addressee")
    if said.cell is None or not said.component.startswith("table-"):
        return
    for n, piece in enumerate(found):
        if piece.cell is not None and piece.cell.table == said.cell.table:
            found[n] = replace(piece, component="addressee")


def _is_sent(piece: Piece) -> bool:
    is_short = len(piece.text) <= _ADDRESSEE and not piece.marker
    return piece.text.casefold().startswith("kính gửi") and is_short
