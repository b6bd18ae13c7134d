"""Whole notices that nobody had imported when they were read: nothing is wrong and silent.

They were written for this project as different offices write them; what they must give was
committed before the first import. ``benchmarks/intake.py`` prints the same as a table.
"""

from __future__ import annotations

import pytest
from intake_expected import PROPOSED
from intake_score import RIGHT, SILENT, Score

from intake import UNSEEN, WRITTEN, agency_of, expectations, in_this_process, judge
from soanthao.draft.load import load_agency

EXPECTED = expectations(UNSEEN)
WANTED = 0.98
"""Of all values; what is left must be flagged."""


@pytest.fixture(scope="module")
def outcomes():
    return [judge(each, WRITTEN, in_this_process) for each in EXPECTED]


@pytest.fixture(scope="module")
def scores(outcomes):
    return {each.name: each.score for each in outcomes if each.score is not None}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each.name)
def test_every_unit_that_is_expected_has_a_name(expected):
    known = set(expected.names)
    if expected.agency != PROPOSED:
        directory = load_agency(agency_of(expected)).directory
        known = {each.id for each in (*directory.units, *directory.groups)}
    roles = [o.roles for e in expected.elements for o in (e.whole, *e.parts)]
    assert {id for r in roles for ids in (r.to, r.with_, r.guided) for id in ids} <= known


def test_every_notice_becomes_a_draft_without_an_error(outcomes):
    assert {each.name: each.said for each in outcomes if each.score is None or each.code} == {}


def test_nothing_is_wrong_and_silent(scores):
    wrong = {name: [w for w in s.wrong if w.startswith(SILENT)] for name, s in scores.items()}
    assert {name: lines for name, lines in wrong.items() if lines} == {}


def test_nearly_everything_is_right(scores):
    total = Score()
    for each in scores.values():
        total.counts.update(each.counts)
    everything = sum(total.counts.values())
    assert total.of(RIGHT) >= WANTED * everything, f"{total.of(RIGHT)} of {everything}"
