"""Every row of the table: what is lawful is silent, each aspect that deviates has its code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from soanthao.lint import components
from soanthao.lint.codes import NUMBERS, code
from soanthao.lint.piece import Piece
from soanthao.lint.printed import of_word
from soanthao.lint.review import Catalogue, review
from soanthao.notice.source import Place
from soanthao.recognition.outline import Outline
from soanthao.standard import nd30
from soanthao.word.look_model import (
    LayoutLook,
    LetterLook,
    LineSpacing,
    ParagraphLook,
    RunLook,
    WordLook,
)

CATALOGUE = Catalogue(components.RULES, components.CHECKS)
ROWS = [row for row in nd30.COMPONENTS if row.name in NUMBERS]
FLOWING = components.FLOWING
KNOWN = {rule.code for rule in components.RULES}


def lawful(row, **changes) -> Piece:
    """A component with the values of the house."""
    letters = LetterLook(
        fonts=(nd30.FONT,),
        size=row.size.house.pt,
        bold=row.bold,
        italic=row.italic,
        color=row.color.removeprefix("#"),
    )
    layout = LayoutLook(
        alignment=row.align,
        first=row.first_line.pt,
        before=row.space_before.house.pt,
        after=row.space_after.house.pt,
        line=LineSpacing("multiple", row.line_spacing.house),
        width=400.0,
    )
    text = "HAI CHỮ" if row.caps else "Hai chữ"
    letters = replace(letters, **changes.pop("letters", {}))
    layout = replace(layout, **changes.pop("layout", {}))
    text = changes.pop("text", text)
    run = RunLook(text, letters)
    paragraph = ParagraphLook(Place(1, changes.pop("number", 1)), text, (run,), layout)
    return Piece(row.name, text, paragraph, 0, (run,))


def codes(*pieces: Piece) -> set[str]:
    reading = of_word(Outline("notice"), pieces, WordLook())
    return {each.rule.code for each in review(reading, CATALOGUE)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_lawful_component_is_silent(row):
    assert codes(lawful(row), lawful(row, number=2)) == set()
    for bound in (row.size.low, row.size.high):
        if bound is not None:
            assert codes(lawful(row, letters={"size": bound.pt})) == set()


def deviations(row):
    """Yield each aspect of a row with a piece that breaks it alone."""
    if row.size.low is not None:
        yield "size", [lawful(row, letters={"size": row.size.high.pt + 1})]
        yield "size", [lawful(row, letters={"size": row.size.low.pt - 1})]
    if row.bold:
        yield "style", [lawful(row, letters={"bold": False})]
    if row.italic:
        yield "style", [lawful(row, letters={"italic": False})]
    if not row.bold and row.name not in components.EMPHASISED:
        yield "style", [lawful(row, letters={"bold": True})]
    if not row.italic and row.name not in components.EMPHASISED:
        yield "style", [lawful(row, letters={"italic": True})]
    if code(row.name, "caps") in KNOWN:
        yield "caps", [lawful(row, text="Hai chữ" if row.caps else "HAI CHỮ")]
    if code(row.name, "alignment") in KNOWN:
        wrong = "right" if row.align != "right" else "center"
        yield "alignment", [lawful(row, layout={"alignment": wrong})]
    yield "color", [lawful(row, letters={"color": "00AA00"})]
    if row.name in FLOWING:
        yield "indent", [lawful(row, layout={"first": 50.0})]
        yield "indent", [lawful(row, layout={"first": 0.0})]
        yield "line", [lawful(row, layout={"line": LineSpacing("multiple", 2.0)})]
        yield "line", [lawful(row, layout={"line": LineSpacing("exact", 10.0)})]
        close = {"before": 0.0, "after": 2.0}
        yield "gap", [lawful(row, layout=close), lawful(row, layout=close, number=2)]


CASES = [(row, aspect, pieces) for row in ROWS for aspect, pieces in deviations(row)]


@pytest.mark.parametrize(
    ("row", "aspect", "pieces"), CASES, ids=[f"{row.name}-{aspect}" for row, aspect, _ in CASES]
)
def test_a_deviation_is_told_by_its_own_code_alone(row, aspect, pieces):
    assert codes(*pieces) == {code(row.name, aspect)}


def test_every_rule_of_the_table_was_seen_to_speak():
    assert {code(row.name, aspect) for row, aspect, _ in CASES} == KNOWN


def test_many_paragraphs_of_one_fault_are_one_finding_that_lists_them():
    row = nd30.component("body")
    pieces = [lawful(row, letters={"size": 16.0}, number=number) for number in range(1, 8)]
    reading = of_word(Outline("notice"), tuple(pieces), WordLook())
    (only,) = review(reading, CATALOGUE)
    assert "(7 đoạn: 1, 2, 3, 4, …)" in only.remark.message
