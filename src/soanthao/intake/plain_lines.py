"""Which lines of a text file go on from the line above, and which never do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from soanthao.notice.markup import RichText, Run
from soanthao.notice.source import Place
from soanthao.standard import wording

MARKER: Final = re.compile(
    r"(?:[-+–*•]\s|\d{1,2}(?:\.\d{1,2})*\.(?=\s|[^\W\d])|\d{1,2}\)|\d+(?:\.\d{1,2})+\.?\s"
    r"|[a-zđA-ZĐ][).]\s|[IVXLC]+\.\s"
    r"|\d{1,2}/(?=\s|[^\W\d])|\d{1,2}[-–]\s|[a-zđA-ZĐ][/–-]\s|[IVXLC]+/\s|\([ivx\d]+\)\s)"
)
ENDS: Final = (".", ";", ":", "!", "?", "…", ".”", "./.")
"""What a paragraph may end with."""
_NUMBER: Final = re.compile(r"\s*Số\s*:")
_PLACE_DATE: Final = re.compile(r"[^,]+,\s*ngày\b[\s\d….]*tháng\b[\s\d….]*năm\b[\s\d….]*\Z")
_FIXED: Final = re.compile(
    r"(?:Nơi nhận|Bản điện tử|Kính gửi|V/v|Phụ lục|PHỤ LỤC|TM\.|TL\.|KT\.|TUQ\.|Q\.)"
)
_LONG: Final = 60
"""Characters from which a line may have been broken by the end of a page."""
_FULL: Final = 0.8
"""Share of the longest line from which on a line is full."""
_FIGURE: Final = re.compile(r"\d{1,3}")
_TAB: Final = 8
_SEVERAL: Final = 3
"""Full lines that a file wrapped by hand has at least."""
WIDEST: Final = 120
"""Characters of the longest line of a file whose lines were wrapped by hand."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the file, its markup read.

    Attributes:
        after_blank: a blank line stands above.
        hard: the line above ends with a hard line break.
        heading: written with ``#``.
        width: characters that the line, or the last one that was joined, takes in the file.
        column: of the last line that was joined; 0 if none was.
    """

    text: RichText
    place: Place
    after_blank: bool = False
    hard: bool = False
    heading: bool = False
    width: int = 0
    column: int = 0

    @property
    def plain(self) -> str:
        """The text without markup."""
        return self.text.plain

    @property
    def ends(self) -> tuple[Run, Run]:
        """How the first and the last letters are printed."""
        runs = self.text.runs or (Run(""),)
        return runs[0], runs[-1]


def stands_alone(line: TextLine) -> bool:
    """Tell whether *line* is of a kind that neither goes on nor is gone on from."""
    plain = line.plain
    letters = [char for char in plain if char.isalpha()]
    return (
        line.heading
        or bool(_NUMBER.match(plain) or _PLACE_DATE.match(plain) or _FIXED.match(plain))
        or plain.startswith(wording.MOTTO)
        or (bool(letters) and all(char.isupper() for char in letters))
    )


def goes_on(above: TextLine, line: TextLine, *, in_body: bool, widest: int) -> bool:
    """Tell whether *line* goes on from *above* in the same paragraph.

    Args:
        above: the line above, or the paragraph up to it.
        line: the line in question.
        in_body: a sentence with its full stop was seen; header lines end without one.
        widest: characters of the longest line of the file; more than :data:`WIDEST` where
            lines are not wrapped by hand.
    """
    is_marked = bool(MARKER.match(line.plain)) and not _is_inside(above.plain, line.plain)
    if line.hard or is_marked or stands_alone(line) or stands_alone(above):
        return False
    if 0 < above.column < above.place.column <= line.place.column:
        return False
    first = line.plain[:1]
    is_full = not line.after_blank and widest <= WIDEST and _is_full(above, line, widest)
    if _is_bold(line) or _is_bold(above):
        same = above.ends[1].bold == line.ends[0].bold
        return is_full and (same or first.islower())
    may_end = above.plain.endswith((":", ";")) and not first.islower()
    if is_full and not above.plain.endswith(wording.END) and not may_end:
        return True
    if above.plain.endswith(ENDS) or _FIGURE.fullmatch(line.plain):
        return False
    return first.islower() or (in_body and (first.isdigit() or len(above.plain) >= _LONG))


def _is_full(above: TextLine, line: TextLine, widest: int) -> bool:
    """Tell whether the first word of *line* would not have stood in the line above."""
    return above.width + 1 + len(line.plain.split(" ", 1)[0]) > widest


def _is_bold(line: TextLine) -> bool:
    return all(run.bold for run in line.text.runs if run.text.strip())


def _is_inside(above: str, line: str) -> bool:
    """Tell whether *line* begins inside brackets that *above* opens and *line* closes."""
    return above.rfind("(") > above.rfind(")") and ")" in line


def width_of(line: str) -> int:
    """Return how many characters *line* takes in the file, blanks before it included."""
    return len(line.expandtabs(_TAB).rstrip())


def widest_of(lines: Iterable[str]) -> int:
    """Return the width at which *lines* are wrapped; more than :data:`WIDEST` if they are not."""
    all_lines = [line for line in lines if line.strip()]
    even = [line for line in all_lines if "\t" not in line]
    lengths = [width_of(line) for line in (even if len(even) >= _SEVERAL else all_lines)]
    longest = max(lengths, default=0)
    wide = sum(length > _FULL * longest for length in lengths)
    return longest if wide >= _SEVERAL else WIDEST + 1
