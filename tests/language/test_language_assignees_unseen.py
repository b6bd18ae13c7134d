"""Who is ordered in sentences nobody of the makers had seen: right, or said to be open."""

from __future__ import annotations

import pytest
from assignee_cases import directories
from unseen_cases import CHAIRS, Unseen, faults, unseen_cases

from soanthao.language.assignees import Lexicon, read_orders

CASES = unseen_cases()
LEXICONS = {key: Lexicon.of(listed, day) for key, (listed, day) in directories().items()}


@pytest.mark.parametrize("unseen", CASES, ids=lambda unseen: unseen.case.text[:60])
def test_who_is_ordered_is_right_or_in_doubt(unseen: Unseen):
    case = unseen.case
    found = read_orders(case.text, LEXICONS[case.directory], chair=CHAIRS[case.directory])

    assert not faults(unseen, found)


def test_most_sentences_are_read_as_a_clerk_reads_them():
    assert len(CASES) >= 360
    as_read = [each for each in CASES if each.printed is None or each.remark]
    assert len(as_read) >= 0.9 * len(CASES)
