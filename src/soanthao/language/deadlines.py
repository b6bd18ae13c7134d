"""By when (thời hạn): the deadlines of a paragraph, each with its place and what is doubtful.

Follows the expressions of official texts and the look-alikes that are none: days of cited documents
and meetings, statistics, forecasts, names of plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from soanthao.language.citations import citation_spans
from soanthao.language.dates import Moment, Reference, read_moments
from soanthao.language.deadline_cues import ORDER
from soanthao.language.deadline_dated import read_dated
from soanthao.language.deadline_found import DOUBTS, Candidate, FoundDeadline, Passage
from soanthao.language.deadline_recurring import read_recurring
from soanthao.language.deadline_relative import read_events, read_leftovers, read_relative
from soanthao.language.deadline_unmarked import read_unmarked
from soanthao.language.deadline_vague import read_vague
from soanthao.language.text import Folded
from soanthao.notice.deadline import Recurring

__all__ = ["FoundDeadline", "Reference", "read_deadlines"]

_THEN: Final = re.compile(r"(?<!\w)để (?:tổ chức |triển khai )*(?:thực hiện|triển khai)(?!\w)")
_VERBS: Final = re.compile(rf"{ORDER.pattern} ?")
_UNKNOWN: Final = Reference()


def read_deadlines(
    text: str, reference: Reference = _UNKNOWN, *, bare: bool = False
) -> tuple[FoundDeadline, ...]:
    """Return the deadlines of *text* in order, without overlap.

    Args:
        text: plain text of one paragraph, markup removed; offsets count its code points.
        reference: the notice's own dates, for what the text leaves open.
        bare: whether a day without ``trước``, ``chậm nhất`` … is a deadline too, as in a table's
            column ``Thời hạn``.
    """
    folded = Folded.of(text)
    passage = Passage(folded, read_moments(folded, citation_spans(folded)), reference)
    found: list[Candidate] = []
    for read in (read_recurring, read_events_with_days, read_relative):
        _add(found, read(passage))
    _add(found, read_dated(passage, _free(passage, found), bare))
    _add(found, read_events(passage))
    _add(found, read_leftovers(passage))
    _add(found, read_vague(passage))
    _add(found, read_unmarked(passage, _free(passage, found)))
    found = list(_said_once(passage, found))
    kept = sorted(
        (each for each in found if not _is_needless(passage, each, found)),
        key=lambda each: each.start,
    )
    return tuple(_told(folded, each) for each in kept)


def _free(passage: Passage, found: list[Candidate]) -> tuple[Moment, ...]:
    """Return the days and periods that nothing has taken."""
    return tuple(
        moment
        for moment in passage.moments
        if not any(each.start < moment.stop and moment.start < each.stop for each in found)
    )


def read_events_with_days(passage: Passage) -> Iterable[Candidate]:
    """Return the events at which an order is due, whose own days are no deadlines by themselves."""
    return [
        each for each in read_events(passage) if each.deadline and hasattr(each.deadline, "event")
    ]


def _said_once(passage: Passage, found: list[Candidate]) -> Iterator[Candidate]:
    """Yield *found* without a period that the same task names again with its day.

    ``công khai hằng tháng …; công khai chậm nhất ngày 05 hằng tháng``; what is not surely the same
    task keeps its period, in doubt.
    """
    for each in found:
        bare = each.deadline
        if not isinstance(bare, Recurring) or bare != Recurring(bare.every):
            yield each
            continue
        exact = [
            other
            for other in found
            if isinstance(other.deadline, Recurring)
            and other.deadline.every == bare.every
            and other.deadline != bare
            and other.start > each.start
        ]
        if not exact:
            yield each
        elif not any(_is_same_task(passage, each, other) for other in exact):
            yield replace(each, code=each.code or "N407")


def _is_same_task(passage: Passage, bare: Candidate, exact: Candidate) -> bool:
    """Whether the clause of *exact* begins with the verb that stands before *bare*."""
    before = passage.before(bare.start)
    verb = next((match[0] for match in _VERBS.finditer(before) if match.end() >= len(before)), "")
    clause = re.split(r"[;.,:]", passage.folded.low[bare.stop : exact.start])[-1]
    return bool(verb) and clause.strip().startswith(verb.strip())


def _add(found: list[Candidate], more: Iterable[Candidate]) -> None:
    for each in more:
        if not any(each.overlaps(other) for other in found):
            found.append(each)


def _is_needless(passage: Passage, word: Candidate, found: list[Candidate]) -> bool:
    """A day in the sentence says what ``khẩn trương`` before it only asks for.

    Not so where the day is that of the next step: ``… để tổ chức thực hiện trong tháng 6``.
    """
    if not word.is_word:
        return False
    sentence = passage.folded.sentence(word.start)
    return any(
        not other.is_word
        and other.deadline is not None
        and not isinstance(other.deadline, Recurring)
        and word.start < other.start < sentence[1]
        and not _THEN.search(passage.folded.low, word.stop, other.start)
        for other in found
    )


def _told(folded: Folded, candidate: Candidate) -> FoundDeadline:
    start, stop = folded.span(candidate.start, candidate.stop)
    doubt = DOUBTS[candidate.code] if candidate.code else ""
    return FoundDeadline(start, stop, candidate.deadline, doubt, candidate.code)
