"""Whatever a draft holds, no document that we make of it has a finding of format."""

from __future__ import annotations

from collections import Counter

import pytest
from generated import OF_EACH_FORM, documents, each_draft
from render_damages import Per

from soanthao.lint.catalogue import FORMAT
from soanthao.lint.pieces import pieces
from soanthao.lint.printed import of_word
from soanthao.lint.review import review
from soanthao.notice.notice import LetterForm, Notice
from soanthao.recognition import recognise
from soanthao.render import job, plan, templates
from soanthao.word.look import read_source_with_look

OF_WORDS = frozenset(("T819", "T961", "T962", "T963", "T966", "T967"))
"""Rules that the words of a draft can break whatever we print: what it calls its annexes, whom it
lists in nơi nhận, how its text ends."""
FEW, LOT, LOTS = 1, 15, 2
"""Drafts of each of the four forms: in the suite; in the torture, in lots."""


def found(form: LetterForm, per: Per, count: int, lot: int = 0) -> tuple[int, list[str]]:
    """Return how many Word files of *count* drafts were checked, and what was found in them."""
    done, wrong = Counter[str](), list[str]()

    def look(notice: Notice) -> None:
        chosen, known = templates.choose(None), plan.known(notice)
        for name, sheet, expected in documents(notice):
            one = job.RenderJob(name, sheet.document, expected, known, ("docx",), chosen)
            ((_, data),) = job.run(one).files()
            source, looks = read_source_with_look(data)
            reading = of_word(recognise(source), pieces(source, looks), looks)
            done["files"] += 1
            wrong.extend(
                f"{name}: {each.rule.code} {each.remark.message}"
                for each in review(reading, FORMAT)
                if each.rule.code not in OF_WORDS
            )

    each_draft(form, per, count, look, lot)
    return done["files"], wrong


@OF_EACH_FORM
def test_a_few_generated_drafts_have_no_finding_of_format(form: LetterForm, per: Per):
    files, wrong = found(form, per, FEW)
    assert files > 1
    assert wrong == []


@pytest.mark.torture
@OF_EACH_FORM
@pytest.mark.parametrize("lot", range(1, LOTS + 1))
def test_many_generated_drafts_have_no_finding_of_format(lot: int, form: LetterForm, per: Per):
    files, wrong = found(form, per, LOT, lot)
    assert files > LOT
    assert wrong == []
