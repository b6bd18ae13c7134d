"""LibreOffice prints the Word files of generated drafts: the same words, on as many pages."""

from __future__ import annotations

import sys
from collections import Counter

import pytest
from generated import OF_EACH_FORM, Made, each_draft, render_and_prove
from render_damages import Per

from read_back import said, wanted
from soanthao.notice.notice import LetterForm
from soanthao.pdf import reader as pdf_reader

PRINTED = 10
"""Drafts of each form."""
EQUAL = 0.9
"""Share of the documents that have as many pages in LibreOffice as in our PDF; others one more
or less."""


@pytest.mark.torture
@OF_EACH_FORM
def test_libreoffice_prints_generated_drafts_alike(
    form: LetterForm, per: Per, libreoffice_pdfs, capsys
):
    made: list[Made] = []
    each_draft(form, per, PRINTED, lambda notice: made.extend(render_and_prove(notice)))
    printed = libreoffice_pdfs({f"{at:03}": result.docx for at, (*_, result) in enumerate(made)})
    differences: Counter[int] = Counter()
    for (name, one, result), path in zip(made, printed.values(), strict=True):
        pages = pdf_reader.read_pages(path.read_bytes())
        assert said(one.document, pages) == wanted(one.document), (path.stem, name)
        differences[len(pages) - (result.pages or 0)] += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{form}, {per}: {dict(sorted(differences.items()))}\n")
    assert set(differences) <= {-1, 0, 1}
    assert differences[0] >= EQUAL * differences.total()
