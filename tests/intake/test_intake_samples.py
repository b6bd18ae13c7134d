"""Real notices give what somebody read in them; without the samples these tests skip."""

from __future__ import annotations

import pytest
from intake_score import FLAGGED, RIGHT, SILENT, Score

from intake import SAMPLES, agency_of, expectations, judge
from soanthao.draft.load import load, load_agency
from soanthao.notice.document import Paragraph
from soanthao.render.context import notice_sheet
from soanthao.services.documents import read_document
from soanthao.services.importing import import_notice

EXPECTED = expectations()
HERE = [each for each in EXPECTED if (SAMPLES / each.source).is_file()]
WANTED = 0.98
"""Of all values; what is left must be flagged."""


@pytest.fixture(scope="module")
def outcomes():
    if not HERE:
        pytest.skip(f"0 of {len(EXPECTED)} samples read: ../shared/samples is not here")
    return [judge(each) for each in HERE]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each.name)
def test_every_unit_that_is_expected_stands_in_the_directory(expected):
    directory = load_agency(agency_of(expected)).directory
    orders = [o for e in expected.elements for o in (e.whole, *e.parts)]
    named = {
        id for o in orders for ids in (o.roles.to, o.roles.with_, o.roles.guided) for id in ids
    }
    known = {each.id for each in (*directory.units, *directory.groups)}
    assert named <= known


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each.name)
def test_printed_again_the_body_is_that_of_the_source(expected, tmp_path):
    if expected not in HERE:
        pytest.skip("the sample is not here")
    file = SAMPLES / expected.source
    import_notice(file, tmp_path / "conclusion.yaml", agency_of(expected))

    body = notice_sheet(load(tmp_path / "conclusion.yaml").notice).document.body
    printed = [squashed(block.text.plain) for block in body if isinstance(block, Paragraph)]
    source = [squashed(each.plain) for each in read_document(file).paragraphs()]
    first = source.index(printed[0])
    assert len(printed) == len(body)
    assert printed == source[first : first + len(printed)]


def squashed(text):
    return " ".join(text.split())


@pytest.mark.torture
def test_every_sample_is_imported_and_its_draft_can_be_read(outcomes):
    assert {each.name: each.said for each in outcomes if each.score is None} == {}


@pytest.mark.torture
def test_nothing_is_wrong_and_silent(outcomes):
    scores = {each.name: each.score for each in outcomes if each.score}
    wrong = {n: [w for w in s.wrong if w.startswith(SILENT)] for n, s in scores.items()}
    assert {name: lines for name, lines in wrong.items() if lines} == {}


@pytest.mark.torture
def test_nearly_everything_is_right(outcomes):
    total = Score()
    for each in outcomes:
        total.counts.update(each.score.counts if each.score else {("items", FLAGGED): 1})
    everything = sum(total.counts.values())
    assert total.of(RIGHT) >= WANTED * everything, f"{total.of(RIGHT)} of {everything}"
