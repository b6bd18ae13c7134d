"""Generated notices become all their documents, in Word and PDF, and every one is proven."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from render_damages import FORMS, Per

from soanthao.notice.assignment import assign
from soanthao.notice.assignment_table import assignment_table
from soanthao.notice.letter import letters
from soanthao.notice.notice import LetterForm, Notice
from soanthao.render import job, plan, templates
from soanthao.render.assignments_sheet import assignments_sheet
from soanthao.render.context import Sheet, notice_sheet
from soanthao.render.expectation import Expectation
from soanthao.render.extract_sheet import extract_sheet
from soanthao.render.letter_sheet import letter_sheet
from soanthao.render.proof import Proof
from strategies_notice import notices

FEW, MANY = 4, 125
"""Drafts of each of the four forms: in the suite, and in the torture (500 in all)."""
OF_EACH_FORM = pytest.mark.parametrize(("form", "per"), FORMS)


def documents(notice: Notice) -> Iterator[tuple[str, Sheet, Expectation]]:
    """Yield every document of *notice* with what it must say; the letters arrive everywhere."""
    assignment = assign(notice)
    made = letters(notice, assignment)
    expectations = plan.Expectations(notice, assignment)
    assert expectations.complete(made) == Proof()
    sheet = notice_sheet(notice)
    yield "notice", sheet, plan.notice_expectation(notice, sheet)
    for letter in made:
        sheet = (extract_sheet if plan.is_extract(notice) else letter_sheet)(notice, letter)
        yield f"letters/{letter.id}", sheet, expectations.letter(letter, sheet)
    sheet = assignments_sheet(notice, assignment_table(notice))
    yield "assignments", sheet, plan.table_expectation(sheet)


def render_and_prove(notice: Notice) -> Iterator[str]:
    """Yield the name of each file of *notice*, made and proven."""
    chosen, known = templates.choose(None), plan.known(notice)
    for name, sheet, expected in documents(notice):
        one = job.RenderJob(name, sheet.document, expected, known, job.FORMATS, chosen)
        result = job.run(one)
        assert result.failure is None, (name, result.failure)
        assert result.proof == Proof(), name
        yield from (f"{name}.{format_}" for format_, _ in result.files())


def proven(form: LetterForm, per: Per, count: int) -> Counter[str]:
    """Return how many notices and files of *count* generated drafts were made and proven."""
    done: Counter[str] = Counter()

    @given(notices(form=form, per=per))
    @settings(
        max_examples=count,
        derandomize=True,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def each(notice: Notice) -> None:
        made = list(render_and_prove(notice))
        done.update(("drafts", *(name.rpartition(".")[2] for name in made)))

    each()
    return done


@OF_EACH_FORM
def test_a_few_generated_drafts_render_and_prove(form: LetterForm, per: Per):
    done = proven(form, per, FEW)
    assert done["drafts"] == FEW
    assert done["docx"] == done["pdf"] >= 2 * FEW


@pytest.mark.torture
@OF_EACH_FORM
def test_500_generated_drafts_render_and_prove(form: LetterForm, per: Per, capsys):
    done = proven(form, per, MANY)
    with capsys.disabled():
        sys.stdout.write(f"\n{form}, {per}: {done['drafts']} bản thảo, {done.total()} lượt\n")
    assert done["drafts"] == MANY
    assert done["docx"] == done["pdf"] >= 2 * MANY
