"""What stands on pages beside the document: numbers, stamps, repeated lines, drawn rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from soanthao.notice.source import Dropped, Place
from soanthao.pdf.source_glyphs import Segment
from soanthao.pdf.source_tables import FRAME, Rule
from soanthao.standard import wording

_NUMBER: Final = re.compile(r"(?:Trang\s*)?-?\s*(?P<number>\d{1,4})\s*-?(?:\s*/\s*\d{1,4})?", re.I)
_STAMP: Final = re.compile(
    r"(?:Người ký|Cơ quan|Thời gian ký|Ngày ký|Ký bởi|Email)\s*:|\+07[:']00|\S+@\S+\.gov\.vn"
)
_RULE: Final = re.compile(r"[-_–—=\s]{3,}")
_EDGE: Final = 0.1
"""Share of a page's height that its margins are."""
_OUTER: Final = 0.065
"""Share of a page's height where no line of text stands, less than any margin of the decree."""
_STAMP_SIZE: Final = 11.0
"""Points below which text above Quốc hiệu is of a stamp."""
_STAMPED: Final = "dòng của con dấu số"
_PITCH: Final = 1.5
"""Sizes that lines of one stamp stand apart at most."""
_SEVERAL: Final = 3
"""Pages from which on a line at one place is a repeated one."""


@dataclass(slots=True)
class Sheet:
    """A page: its lines from above, its size in points, the rules drawn on it, its old fonts."""

    number: int
    width: float
    height: float
    parts: list[Segment]
    rules: tuple[Rule, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)
    fonts: frozenset[str] = frozenset()

    def drop(self, part: Segment, why: str) -> None:
        """Take *part* off the page."""
        self.parts.remove(part)
        self.dropped.append(Dropped(part.text, why, Place(page=self.number)))


def take_aside(sheets: Sequence[Sheet]) -> None:
    """Take off *sheets* what is no part of the document's flow."""
    _repeated(sheets)
    shown = 0
    for sheet in sheets:
        shown = _number(sheet, shown)
        _stamps(sheet)
        for part in [each for each in sheet.parts if _RULE.fullmatch(each.text)]:
            sheet.drop(part, "đường kẻ")


def _number(sheet: Sheet, shown: int) -> int:
    """Take off the number of *sheet*; *shown* is the last, the result the one to go on from."""
    for part in sheet.parts:
        match = _NUMBER.fullmatch(part.text)
        if match is None or not _in_margin(part, sheet) or not _is_outermost(part, sheet):
            continue
        if int(match["number"]) in {sheet.number, shown + 1, 2, 1}:
            sheet.drop(part, "số trang")
            return int(match["number"])
    return 1


def _is_outermost(part: Segment, sheet: Sheet) -> bool:
    """Tell whether *part* stands alone between the text and an edge: cells hold numbers, too."""
    others = [each.y for each in sheet.parts if each is not part]
    if part.y > sheet.height / 2:
        return all(part.y > other + part.size / 2 for other in others)
    return all(part.y < other - part.size / 2 for other in others)


def _in_margin(part: Segment, sheet: Sheet, edge: float = _EDGE) -> bool:
    return not edge * sheet.height < part.y < (1 - edge) * sheet.height


def _stamps(sheet: Sheet) -> None:
    name = next((p for p in sheet.parts if wording.NATIONAL_NAME_READ.match(p.text)), None)
    for part in list(sheet.parts):
        if part not in sheet.parts:
            continue
        above = (
            name is not None
            and part.y > name.y + name.size
            and part.size < _STAMP_SIZE
            and part.left > sheet.width / 2 - name.size
        )
        if above or (_STAMP.search(part.text) and part.size < _STAMP_SIZE):
            gone: Segment | None = part
            while gone is not None:
                sheet.drop(gone, _STAMPED)
                gone = _below(gone, sheet)


def _below(part: Segment, sheet: Sheet) -> Segment | None:
    """Return the line in which *part*, of a stamp, goes on."""
    return next(
        (
            each
            for each in sheet.parts
            if 0 < part.y - each.y < _PITCH * part.size
            and abs(each.left - part.left) < 1
            and each.size == part.size
        ),
        None,
    )


def _is_beside(part: Segment, sheet: Sheet) -> bool:
    """Tell whether *part* stands in a margin, outside of tables."""
    return _in_margin(part, sheet, _OUTER) and not any(
        rule.right - rule.left < rule.top - rule.bottom < FRAME * sheet.height
        and rule.bottom <= part.y <= rule.top
        for rule in sheet.rules
    )


def _repeated(sheets: Sequence[Sheet]) -> None:
    def key(part: Segment) -> tuple[str, int]:
        text = part.text if part.text[0].isdigit() else re.sub(r"\d+", "0", part.text)
        return text, round(part.y / 3)

    counts = Counter(
        key(part)
        for sheet in sheets
        for part in sheet.parts
        if _is_beside(part, sheet) and not _NUMBER.fullmatch(part.text)
    )
    enough = min(max(_SEVERAL, len(sheets) // 2), max(2, len(sheets)))
    often = {each for each, count in counts.items() if count >= enough}
    for sheet in sheets:
        for part in [each for each in sheet.parts if key(each) in often]:
            if _is_beside(part, sheet):
                sheet.drop(part, "đầu trang" if part.y > sheet.height / 2 else "chân trang")
