"""Lines of a column as paragraphs: what was wrapped is joined."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from soanthao.notice.markup import Footnote, Piece, RichText, Run
from soanthao.notice.source import Alignment, Look
from soanthao.pdf.source_glyphs import Char, Segment
from soanthao.standard import wording

MARKER: Final = re.compile(
    r"(?:[-+–•●▪*]\s|\d{1,2}(?:\.\d{1,2})*\.\s|\d{1,2}\)|[a-zđA-ZĐ][).]\s|[IVXLC]+\.\s"
    r"|\d{1,2}/\s|\d{1,2}[-–]\s|[a-zđA-ZĐ][/–-]\s|[IVXLC]+/\s)"
)
_INDENT: Final = 8.0
"""Points from which on a line stands further right than its text."""
_NEAR: Final = 3.0
"""Points within which edges of lines are the same."""
_HANG: Final = 45.0
"""Points that a hanging indent has at most."""
_CENTER: Final = 8.0
_TOGETHER: Final = 3
"""Lines that end at one place where a column ends there."""
_OTHER, _OTHER_PAGE = 1.0, 0.9
"""Points from which on sizes differ; across pages no gap tells paragraphs apart."""
_ROOM: Final = 1.18
"""Share of the usual distance of lines from which on there is a gap."""
_SPREAD: Final = 1.8
"""Points that the ends of justified lines may lie apart: what is drawn ends before its advance."""
_FULL: Final = 3.0
"""Sizes before the right edge from which on lines tell whether a column is justified."""
_EVEN: Final = 0.8
"""Share of such lines that end at the edge where a column is justified."""
_NARROW: Final = 0.2
"""Share of the size that a blank is wide at least."""
_NUMERAL: Final = 4
"""Letters of a Roman number at most."""
_SHOWN: Final = 6
"""Words that a finding quotes."""
_RAISED: Final = 0.5
_SMALL: Final = 0.8
_ENDS: Final = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a text stand, in points.

    Attributes:
        left, right: edges.
        pitch: the usual distance of two base lines, as a share of the size.
        indent: where first lines usually begin; that of no line if too few do.
        justified: whether all but last lines end at the right edge.
        spaced: whether more room stands above paragraphs than between their lines.
        hangs: whether the lines below one with a marker usually stand further right.
    """

    left: float
    right: float
    pitch: float
    indent: float = -1.0
    justified: bool = False
    spaced: bool = False
    hangs: bool = False

    @classmethod
    def of(cls, lines: Sequence[Segment], width: float = 0.0) -> Column:
        """Return the column that *lines* (at least one) stand in.

        Args:
            lines: of the column.
            width: of the page in points; where no lines end together, the column is taken to
                leave as much room on the right as on the left.
        """
        lefts = Counter(round(line.left) for line in lines)
        rights = Counter(round(line.right) for line in lines)
        often = max(lefts.values())
        left = min(each for each, count in lefts.items() if count >= max(1, often // 3))
        right = max(
            each for each, count in rights.items() if count >= max(1, max(rights.values()) // 3)
        )
        if max(rights.values()) < _TOGETHER:
            right = max(*rights, round(width - left))
        pitches = _pitches(lines, right) or _pitches(lines, 0.0)
        low = min(
            (each for each, count in pitches.items() if count * 4 >= max(pitches.values())),
            default=1.15,
        )
        firsts = Counter(each for each in lefts.elements() if each > left + _INDENT)
        indent, count = max(firsts.items(), key=lambda each: each[1], default=(-1, 0))
        found = cls(left, right, low, indent if count >= _TOGETHER else -1.0)
        return replace(
            found,
            justified=_is_justified(lines, right),
            spaced=_is_spaced(lines, found),
            hangs=_does_hang(lines),
        )

    def is_centered(self, line: Segment) -> bool:
        """Tell whether *line* stands in the middle, with room on both sides."""
        return (
            self.is_in_the_middle(line)
            and line.left > self.left + _INDENT
            and line.right < self.right - _INDENT
            and abs(line.left - self.indent) > 1
        )

    def are_centered(self, above: Segment, line: Segment) -> bool:
        """Tell whether two lines stand in the middle, though the second where first lines do."""
        if not self.is_in_the_middle(above):
            return False
        apart = min(abs(above.left - self.indent), above.left - self.left) > _INDENT
        return self.is_centered(line) or (apart and self.is_in_the_middle(line))

    def is_in_the_middle(self, line: Segment) -> bool:
        """Tell whether *line* leaves as much room on the left as on the right."""
        return abs(line.middle - (self.left + self.right) / 2) < _CENTER

    def has_room(self, above: Segment, line: Segment) -> bool:
        """Tell whether the first word of *line* would have stood in the centered line *above*."""
        return above.right - above.left + _first_word(line) < self.right - self.left - _NEAR

    def is_block(self, above: Segment, line: Segment) -> bool:
        """Tell whether *line* goes on below the first line of a paragraph that is all indented."""
        if self.spaced and above.page == line.page:
            return True
        return not (_is_marked(above, line) or (above.text.endswith(_ENDS) and _is_upper(line)))

    def has_gap(self, above: Segment, line: Segment) -> bool:
        """Tell whether there is more room between two lines than inside a paragraph."""
        size = max(above.size, line.size)
        return above.page == line.page and above.y - line.y > _ROOM * self.pitch * size


def _pitches(lines: Sequence[Segment], right: float) -> Counter[float]:
    """Return distances of base lines as shares of the size, below lines that are full.

    Args:
        lines: of a column.
        right: its edge; 0 for the distances below any line.
    """
    found = Counter(
        round((above.y - line.y) / line.size, 2)
        for above, line in pairwise(lines)
        if above.page == line.page
        and above.right > right - _FULL * above.size
        and 0.9 < (above.y - line.y) / line.size < 2.2
    )
    return found if found.total() >= _TOGETHER or not right else Counter()


def _is_justified(lines: Sequence[Segment], right: float) -> bool:
    """Tell whether almost all *lines* that end near to the *right* edge end at it."""
    near = [line.right for line in lines if line.right > right - _FULL * line.size]
    even = [end for end in near if abs(end - right) <= _SPREAD]
    return len(even) >= max(_TOGETHER, _EVEN * len(near))


def _is_spaced(lines: Sequence[Segment], column: Column) -> bool:
    """Tell whether there is a gap behind almost all *lines* that certainly end a paragraph."""
    gaps = [
        column.has_gap(above, line)
        for above, line in pairwise(lines)
        if above.page == line.page and above.right < column.right - _FULL * above.size
    ]
    return sum(gaps) >= max(_TOGETHER, _EVEN * len(gaps))


def _does_hang(lines: Sequence[Segment]) -> bool:
    """Tell whether most lines below one with a marker stand right of it."""
    below = [
        line.left - above.left
        for above, line in pairwise(lines)
        if MARKER.match(above.text) and not MARKER.match(line.text)
    ]
    right = sum(_NEAR < each < _HANG for each in below)
    return right >= _TOGETHER and 2 * right > len(below)


def _is_marked(above: Segment, line: Segment) -> bool:
    """Tell whether *line* begins with a marker; ``06)`` inside brackets of *above* is none."""
    inside = above.text.rfind("(") > above.text.rfind(")") and ")" in line.text
    return bool(MARKER.match(line.text)) and not inside


def _is_caps(line: Segment) -> bool:
    """Tell whether *line* is written in capitals, and not a number like ``XII`` only."""
    return line.text.isupper() and any(len(word) > _NUMERAL for word in line.text.split())


def _is_upper(line: Segment) -> bool:
    return line.text[0].isupper()


def group_lines(lines: Sequence[Segment], column: Column) -> Iterator[list[Segment]]:
    """Yield the lines of each paragraph, across the ends of pages."""
    group: list[Segment] = []
    for line in lines:
        if group and _begins(group, line, column):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: Sequence[Segment], line: Segment, column: Column) -> bool:
    above = group[-1]
    other = _OTHER if above.page == line.page else _OTHER_PAGE
    if column.has_gap(above, line) or abs(above.size - line.size) > other:
        return True
    is_title = above.text.isupper() and above.bold and not (line.bold or line.text.isupper())
    if is_title or wording.ANNEX_READ.fullmatch(above.text):
        return True
    centered = column.are_centered(above, line)
    if centered and (above.bold == line.bold or not column.has_room(above, line)):
        is_item = above.text.endswith(_ENDS) and _is_marked(above, line)
        return is_item or _is_caps(above) != _is_caps(line)
    if line.left > column.left + _INDENT and line.left > group[-1].left - _NEAR:
        hangs = len(group) == 1 and MARKER.match(above.text) and line.left > above.left + _NEAR
        same = abs(line.left - above.left) < _NEAR and (
            len(group) > 1 or column.is_block(above, line)
        )
        if not hangs and not same:
            return True
    has_room = above.right + _first_word(line) < column.right - _NEAR
    return has_room or _ends_full(group, line, column)


def _ends_full(group: Sequence[Segment], line: Segment, column: Column) -> bool:
    """Tell whether *group* ends although no word would have stood in its last line."""
    above, is_marked = group[-1], _is_marked(group[-1], line)
    is_heading = all(each.bold for each in group) and not line.chars[0].style.bold
    if above.text.endswith(wording.END) or (is_heading and is_marked):
        return True
    if not above.text.endswith(_ENDS):
        return False
    if column.justified and above.right < column.right - _SPREAD:
        return is_marked or _is_upper(line)
    return is_marked and (column.hangs or not _is_wrapped(group[0], line, column))


def _first_word(line: Segment) -> float:
    """Return how wide the first word of *line* and the blank before it are at least, in points."""
    end = next((at for at, char in enumerate(line.chars) if at and char.blank), len(line.chars))
    return line.chars[end - 1].right - line.left + _NARROW * line.size


def _is_wrapped(first: Segment, line: Segment, column: Column) -> bool:
    """Tell whether *line* stands left of a *first* line that is indented as most are."""
    return abs(first.left - column.indent) < _NEAR > abs(line.left - column.left)


def may_be_two(group: Sequence[Segment], column: Column) -> str:
    """Return how a line of *group* begins that may begin a paragraph of its own; empty if none.

    The line above it is full and ends a sentence, and neither room, indent nor the right edge
    tells whether the paragraph ends there.
    """
    for above, line in pairwise(group):
        is_marked = _is_marked(above, line)
        tells = (
            (column.spaced and above.page == line.page)
            or (column.justified and above.right >= column.right - _SPREAD)
            or (_is_wrapped(group[0], line, column) and not is_marked)
            or line.left > column.left + _INDENT
        )
        if above.text.endswith(_ENDS) and (is_marked or _is_upper(line)) and not tells:
            return " ".join(line.text.split()[:_SHOWN])
    return ""


def look_of(group: Sequence[Segment], column: Column, above: Segment | None) -> Look:
    """Return how the lines of a paragraph stand; *above* is the line before it."""
    first = group[0]
    left = group[1].left if len(group) > 1 else column.left
    alignment: Alignment = "left"
    if all(column.is_centered(line) for line in group):
        alignment, left = "center", column.left
    elif all(abs(line.right - column.right) < _NEAR for line in group[:-1]) and len(group) > 1:
        alignment = "justify"
    return Look(
        alignment,
        round(left - column.left, 1),
        0.0 if alignment == "center" else round(first.left - left, 1),
        first.size,
        above is None or column.has_gap(above, first),
    )


def rich(group: Sequence[Segment], notes: Mapping[int, RichText]) -> RichText:
    """Return what the lines of a paragraph say, NFC, the notes where they are called."""
    pieces: list[Piece] = []
    text, before = "", ""
    bold = italic = False
    for line in group:
        glue = "" if _breaks_inside(before) or not before else " "
        for at, (char, number) in enumerate(_with_calls(line, notes)):
            style = char.style
            blank = glue if at == 0 else " " * char.blank
            if (style.bold, style.italic) != (bold, italic) or number is not None:
                pieces.append(_run(text, bold, italic))
                pieces.append(Run(blank, bold and style.bold, italic and style.italic))
                text = blank = ""
            if number is not None:
                pieces.append(Footnote(notes[number].runs))
                continue
            bold, italic = style.bold, style.italic
            text += blank + char.char
            before = f"{before}{' ' * char.blank}{char.char}"[-2:]
    return RichText.of([*pieces, _run(text, bold, italic)])


def _run(text: str, bold: bool, italic: bool) -> Run:
    return Run(unicodedata.normalize("NFC", text), bold, italic)


def _breaks_inside(before: str) -> bool:
    """Tell whether a line that ends with *before*, two characters, goes on without a blank."""
    return len(before) > 1 and before[-1] in "-/" and before[-2].isalnum()


def _with_calls(line: Segment, notes: Mapping[int, RichText]) -> Iterator[tuple[Char, int | None]]:
    """Yield the characters of *line*; that of a call with its number."""
    for char in line.chars:
        number = int(char.char) if is_call(char, line) else None
        yield char, number if number in notes else None


def is_call(char: Char, line: Segment) -> bool:
    """Tell whether *char* is a figure that is raised and smaller than its *line*."""
    return (
        char.char.isdecimal()
        and char.y - line.y > _RAISED
        and char.style.size <= _SMALL * line.size
    )
