"""The V/v of a công văn (ô 5b): what the letter is about, in at most three lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from soanthao.notice.frames import lower_first
from soanthao.notice.notice import Notice
from soanthao.standard import metrics, nd30, wording

MOST_SUBJECT_LINES: Final = 3
"""A longer V/v is sent back: it would be taller than the national heading beside it."""

_MEETINGS: Final = ("cuộc họp", "buổi", "phiên họp")


def subject(notice: Notice) -> str:
    """Return the V/v line: what the letter is about."""
    if notice.letters.subject:
        return wording.letter_subject(notice.letters.subject)
    every = [wording.letter_subject(f"thực hiện {each}") for each in _subjects(notice)]
    return next((each for each in every if subject_lines(each) <= MOST_SUBJECT_LINES), every[-1])


def _subjects(notice: Notice) -> Iterator[str]:
    """Yield ways to call what is to be carried out, the fullest first."""
    chair, name = notice.meeting.chair or notice.agency.head, _running(notice.meeting.name)
    if name and chair:
        yield f"kết luận của {chair} tại {name}"
    yield f"kết luận tại {name}" if name else lower_first(notice.subject)
    if chair:
        yield f"kết luận của {chair}"


def _running(meeting: str) -> str:
    """Return a meeting's name as running text has it: kinds of meetings are no names."""
    return lower_first(meeting) if meeting.casefold().startswith(_MEETINGS) else meeting


def subject_lines(text: str) -> int:
    """Return how many lines a V/v takes below the number, at the house size."""
    row = nd30.component("letter-subject")
    return metrics.line_count(text, row.size.house, row.bold, nd30.head_columns()[0])
