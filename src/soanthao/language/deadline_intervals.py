"""Times with a beginning and an end: ``từ ngày 01 đến hết ngày 15/6/2020``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from soanthao.language.dates import Moment, last_day, resolve
from soanthao.language.deadline_cues import FORECAST, PAST, is_ordered
from soanthao.language.deadline_found import Candidate, Passage
from soanthao.language.deadline_told import REPORTED, STATISTICS, is_told_over
from soanthao.notice.deadline import Interval

_LASTS: Final = re.compile(r"(?<!\w)(?:thời gian (?:thực hiện|thi công|đầu tư)|giai đoạn)[ :]*$")


def read_interval(passage: Passage, first: Moment, last: Moment, *, bare: bool) -> Candidate | None:
    """Read ``từ ngày 01 đến hết ngày 15/6/2020``; in a cell ``01/6 - 15/6/2020`` too."""
    low = passage.folded.low
    opening = re.search(r"(?<!\w)(?:kể )?từ[ :]*$", low[max(0, first.start - 12) : first.start])
    between = low[first.stop : last.start]
    joined = re.fullmatch(r",? ?(?:(?:cho )?(?:đến|tới)(?: hết)?|-) ?", between)
    if not (opening or bare) or not joined or first.kind != last.kind or first.kind == "weekday":
        return None
    start = first.start - (len(opening[0]) if opening else 0)
    before, behind = passage.before(start), passage.behind(last.stop)
    end = resolve(last, passage.reference)
    lasts = first.kind == "year" and _LASTS.search(before)
    if lasts or STATISTICS.search(before) or FORECAST.search(before) or REPORTED.match(behind):
        return None
    if is_told_over(passage, end, before, behind):
        return None
    begin = resolve(_completed(first, end.moment), passage.reference)
    if end.first is None or begin.first is None or begin.first > last_day(end.moment):
        return Candidate(start, last.stop, None, end.doubt or begin.doubt or "N407")
    ordered = is_ordered(before, behind) and not PAST.search(before[-70:])
    code = end.doubt or begin.doubt or ("" if ordered else "N406")
    code = code or ("N407" if first.kind == "year" else "")
    return Candidate(start, last.stop, Interval(begin.first, last_day(end.moment)), code)


def _completed(first: Moment, last: Moment) -> Moment:
    """Give the first day of an interval the month and year of the last."""
    index = first.index if first.index is not None else last.index
    if first.year is not None or last.year is None:
        return replace(first, index=index)
    dated = replace(first, index=index, year=last.year)
    later = (index or 1, first.day or 1) > (last.index or 1, last.day or 31)
    return replace(dated, year=last.year - 1) if later else dated
