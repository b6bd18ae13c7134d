"""Header and foot of a document told apart by their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import takewhile
from typing import Final

from soanthao.pdf.source_glyphs import Segment
from soanthao.standard import wording

_PLACE_DATE: Final = re.compile(r".*,\s*ngày\b.*tháng\b.*năm\b.*")
_DATE: Final = re.compile(r"[^,]+,\s*ngày\b.*")
"""How địa danh and date begin; a narrow column may break them."""
_NAME: Final = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ")
"""How Quốc hiệu begins; a narrow column may break it."""
_HIGH: Final = 6.0
"""Sizes that the top of a header stands above Quốc hiệu at most."""
_BROKEN: Final = 2.0
"""Sizes below a line within which its other half stands."""
_ANNEX: Final = re.compile(r"phụ lục\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*Số\s*:")
_RECIPIENTS: Final = re.compile(r"Nơi nhận\s*:?\s*\Z")
_LEFT: Final = 0.42
"""Share of the page's width right of which the signature begins."""
_RIGHT: Final = 0.6
"""Share of the page's width right of which its middle stands."""
_GAP: Final = 0.9
"""Share of the size from which a gap parts the columns of header and foot."""

Cells = tuple[tuple[list[Segment], list[Segment]], ...]
"""Rows of two columns."""


def header_of(parts: Sequence[Segment]) -> tuple[Cells, list[Segment]]:
    """Return the header above all *parts* of a page, and what is left; no rows if it has none."""
    halves = [half for part in parts for half in _from_name(part)]
    name = next((p for p in halves if _NAME.match(p.text)), None)
    if name is None or max(p.y for p in halves) > name.y + _HIGH * name.size:
        return (), list(parts)
    parts = halves
    edge = name.left - name.size / 2
    parts = [half for part in parts for half in _halves(part, edge, part.y <= name.y + 1)]
    low = _dated(parts, name, edge)
    number = next((p for p in parts if _NUMBER.match(p.text) and p.middle < name.left), None)
    ends = [each.y for each in (low, number) if each is not None]
    top = max(ends, default=name.y - 2.2 * name.size) + name.size / 2
    bottom = min(ends, default=top) - name.size / 2
    cells: list[tuple[list[Segment], list[Segment]]] = [([], []) for _ in range(1 + bool(ends))]
    rest, open_ = [], True
    for part in parts:
        inside = part.y > bottom
        is_left = part.right < edge + name.size
        if not inside and (not is_left or not open_):
            open_ = False
            rest.append(part)
            continue
        row = cells[0] if part.y > top or len(cells) == 1 else cells[1]
        row[0 if part.middle < edge else 1].append(part)
    return tuple(cells), rest


def _dated(parts: Sequence[Segment], name: Segment, edge: float) -> Segment | None:
    """Return the last line of địa danh and date, which may be two."""
    first = next(
        (p for p in parts if _DATE.match(p.text) and p.y < name.y and p.middle > edge), None
    )
    if first is None or is_place_date(first.text):
        return first
    for part in parts:
        below = 0 < first.y - part.y < _BROKEN * first.size and part.middle > edge
        if below and is_place_date(f"{first.text} {part.text}"):
            return part
    return first if _PLACE_DATE.match(first.text) else None


def is_place_date(text: str) -> bool:
    """Tell whether *text* is địa danh and date, the year too."""
    match = wording.PLACE_DATE_READ.fullmatch(text.strip())
    return match is not None and bool(match["year"])


def foot_of(parts: Sequence[Segment], width: float) -> tuple[Cells, list[Segment]]:
    """Return nơi nhận beside the signature, and what stands above them on the page."""
    heading = next((p for p in parts if _RECIPIENTS.match(p.text)), None)
    if heading is None:
        return (), list(parts)
    top = heading.y + heading.size
    above = [part for part in parts if part.y > top]
    inside = [
        half for part in parts if part.y <= top for half in _halves(part, _LEFT * width, True)
    ]
    left = [part for part in inside if part.left < _LEFT * width]
    right = [part for part in inside if part.left >= _LEFT * width]
    return ((left, right),), above


def goes_on(foot: Cells, parts: Sequence[Segment], width: float) -> tuple[Cells, list[Segment]]:
    """Return *foot* with what a next page of *parts* adds, and the rest of that page.

    Nơi nhận ends with its line "Lưu"; until then it goes on, at most to an annex. The name of
    who signed may stand alone on the next page.
    """
    (left, right), *_ = foot
    if any("Lưu" in part.text for part in left):
        signed = [] if _is_signed(right) else [*takewhile(partial(_is_name, width), parts)]
        return ((left, [*right, *signed]),), [part for part in parts if part not in signed]
    annex = next((p.y for p in parts if _ANNEX.match(p.text)), None)
    more = [part for part in parts if annex is None or part.y > annex + part.size]
    pieces = [half for part in more for half in _halves(part, _LEFT * width, True)]
    added = (
        [*left, *(part for part in pieces if part.left < _LEFT * width)],
        [*right, *(part for part in pieces if part.left >= _LEFT * width)],
    )
    return (added,), [part for part in parts if part not in more]


def _is_signed(right: Sequence[Segment]) -> bool:
    """Tell whether a name stands below the title of who signed."""
    last = right[-1].text if right else ""
    return not (last.isupper() or wording.SIGNED_READ.fullmatch(last) or not last)


def _is_name(width: float, part: Segment) -> bool:
    """Tell whether *part* stands where a signature does, on a page *width* points wide."""
    return part.middle > _RIGHT * width and not _ANNEX.match(part.text)


def _from_name(part: Segment) -> tuple[Segment, ...]:
    """Return *part*, cut where Quốc hiệu begins in it."""
    match = _NAME.search(part.text)
    if match is None or match.start() == 0:
        return (part,)
    before = part.text[: match.start()]
    return part.cut(len(before.replace(" ", "")))


def _halves(part: Segment, edge: float, is_below: bool) -> tuple[Segment, ...]:
    """Return *part*, cut at its widest gap if it stands on both sides of *edge*."""
    gap, at = part.widest_gap()
    if is_below and part.left < edge < part.right and gap > _GAP * part.size:
        return part.cut(at)
    return (part,)
