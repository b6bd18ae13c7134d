"""Which lines of a text file go on from the line above, and which never do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from soanthao.notice.markup import RichText
from soanthao.notice.source import Place
from soanthao.standard import wording

MARKER: Final = re.compile(
    r"(?:[-+–*•]\s|\d{1,2}(?:\.\d{1,2})*\.(?=\s|[^\W\d])|\d{1,2}\)|\d+(?:\.\d+)+\.?\s"
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
        last: characters of the last line of the file that was joined; 0 if none was.
    """

    text: RichText
    place: Place
    after_blank: bool = False
    hard: bool = False
    heading: bool = False
    last: int = 0

    @property
    def plain(self) -> str:
        """The text without markup."""
        return self.text.plain


def stands_alone(line: TextLine) -> bool:
    """Tell whether *line* is of a kind that neither goes on nor is gone on from."""
    plain = line.plain
    letters = [char for char in plain if char.isalpha()]
    return (
        line.heading
        or bool(_NUMBER.match(plain) or _PLACE_DATE.match(plain) or _FIXED.match(plain))
        or plain.startswith(wording.MOTTO)
        or all(char.isupper() for char in letters)
        or all(run.bold for run in line.text.runs if run.text.strip())
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
    if line.hard or MARKER.match(line.plain) or stands_alone(line) or stands_alone(above):
        return False
    if not line.after_blank and widest <= WIDEST and not above.plain.endswith((":", ";", "./.")):
        word = line.plain.split(" ", 1)[0]
        if (above.last or len(above.plain)) + 1 + len(word) > widest:
            return True
    if above.plain.endswith(ENDS):
        return False
    first = line.plain[:1]
    return first.islower() or (in_body and (first.isdigit() or len(above.plain) >= _LONG))


def widest_of(lines: Iterable[str]) -> int:
    """Return the width at which *lines* are wrapped; more than :data:`WIDEST` if they are not."""
    lengths = [len(line.strip()) for line in lines]
    longest = max(lengths, default=0)
    wide = sum(length > _FULL * longest for length in lengths)
    return longest if wide >= _SEVERAL else WIDEST + 1
