"""Generated notices and all documents that they become."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
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
from strategies_notice import drafts

OF_EACH_FORM: Final = pytest.mark.parametrize(("form", "per"), FORMS)

Made = tuple[str, job.RenderJob, job.RenderResult]
"""A document's name, what was asked for, what came."""


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


def render_and_prove(notice: Notice) -> Iterator[Made]:
    """Yield each document of *notice*, made and proven in both formats."""
    chosen, known = templates.choose(None), plan.known(notice)
    for name, sheet, expected in documents(notice):
        one = job.RenderJob(name, sheet.document, expected, known, job.FORMATS, chosen)
        result = job.run(one)
        assert result.failure is None, (name, result.failure)
        assert result.proof == Proof(), name
        assert [format_ for format_, _ in result.files()] == list(job.FORMATS)
        yield name, one, result


def each_draft(
    form: LetterForm, per: Per, count: int, use: Callable[[Notice], None], lot: int = 0
) -> None:
    """Call *use* with *count* generated drafts; every *lot* has others."""

    @seed(1000 * FORMS.index((form, per)) + lot)
    @given(drafts(form=form, per=per))
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=False,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def each(notice: Notice) -> None:
        use(notice)

    each()
