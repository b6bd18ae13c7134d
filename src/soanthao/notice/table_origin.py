"""What an assignment table printed when it was made, as digests that travel in its file.

A table comes back weeks later, over a draft that may have changed meanwhile. By the digests of its
cells an update knows which ones a colleague filled in. They tell nothing to whoever has no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

PREFIX: Final = "soanthao-"
"""How the names of the properties begin that hold the digests, a row each."""

COLUMNS: Final = 8
"""Columns of a printed row; the code of a workbook stands behind them."""

_DIGITS: Final = 8
_ROW: Final = re.compile(rf"[0-9a-f]{{{_DIGITS}}}(?: [0-9a-f]{{{_DIGITS}}}){{7}}")


def digest(text: str) -> str:
    """Return a short digest of *text*, whatever blanks stand between its words."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:_DIGITS]


def is_row(value: str) -> bool:
    """Tell whether *value* is the digests of a row, and can hold no words."""
    return bool(_ROW.fullmatch(value))


def properties(rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield name and value of a property for each of the *rows* as printed.

    A row has the table's eight columns, and behind them its code where the file prints one.
    """
    for number, row in enumerate(rows, start=1):
        code = row[COLUMNS] if len(row) > COLUMNS else ""
        yield f"{PREFIX}{number}", " ".join(map(digest, (*row[1:COLUMNS], code)))


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """What a row printed, as digests, in the order of its columns."""

    text: str
    lead: str
    joining: str
    due: str
    product: str
    citation: str
    remarks: str
    code: str


def printed_rows(named: Iterable[tuple[str, str]]) -> tuple[PrintedRow, ...]:
    """Return the rows that the properties *named* hold; all others are passed over."""
    return tuple(
        PrintedRow(*value.split())
        for name, value in named
        if name.startswith(PREFIX) and is_row(value)
    )


def printed_row(
    rows: Sequence[PrintedRow], code: str, text: str, citation: str
) -> PrintedRow | None:
    """Return what the one row printed that is known by *code*, else by its words."""
    coded = [each for each in rows if code and each.code == digest(code)]
    alike = [each for each in rows if each.text == digest(text)]
    if len(alike) > 1:
        alike = [each for each in alike if each.citation == digest(citation)]
    found = coded if len(coded) == 1 else alike
    return found[0] if len(found) == 1 else None
