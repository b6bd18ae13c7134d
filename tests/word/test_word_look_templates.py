"""What our own templates print looks as the table says."""

import pytest
from word_documents import COMPLETE, render

from soanthao.standard import metrics, nd30, wording
from soanthao.word.look import read_source_with_look


@pytest.fixture(scope="module", params=sorted(COMPLETE))
def both(request):
    return read_source_with_look(render(COMPLETE[request.param]), f"{request.param}.docx")


def test_looks_are_those_of_the_paragraphs_of_the_source(both):
    source, look = both
    read = list(source.paragraphs())
    assert [each.place for each in look.paragraphs] == [each.place for each in read]
    assert [each.plain for each in look.paragraphs] == [each.plain for each in read]
    for each in look.paragraphs:
        assert "".join(run.text for run in each.runs) == each.plain


def test_all_letters_are_black_times_but_urgency(both):
    for each in both[1].paragraphs:
        red = each.plain == wording.URGENCY["khan"]
        for run in each.runs:
            assert run.letters.fonts == (nd30.FONT,)
            assert run.letters.color == ("FF0000" if red else "000000")
            assert not run.letters.underline


def test_the_style_of_a_paragraph_says_how_it_looks(both):
    """The styles of our templates have the names of the table's rows."""
    names = {row.name for row in nd30.COMPONENTS}
    styled = [each for each in both[1].paragraphs if each.style in names]
    assert len(styled) == len(both[1].paragraphs)
    for each in styled:
        row = nd30.component(each.style)
        assert {run.letters.size for run in each.runs} == {row.size.house.pt}
        if each.style not in {"body", "table-cell", "assignment-cell"}:  # which may be emphasised
            shown = {(run.letters.bold, run.letters.italic) for run in each.runs}
            assert shown == {(row.bold, row.italic)}
        assert each.layout.line.kind == "multiple"
        assert each.layout.line.value == pytest.approx(row.line_spacing.house, abs=0.01)
        assert each.layout.first == pytest.approx(row.first_line.pt, abs=0.05) or (
            each.style == "addressee"
        )
        if each.style not in {"addressee", "closing"}:
            assert each.layout.alignment == row.align


def test_lines_below_motto_agency_and_subject():
    _, look = read_source_with_look(render(COMPLETE["notice"]))
    by_text = {each.plain: each.number for each in look.paragraphs}
    motto = next(look.below(by_text[wording.MOTTO]))
    width = metrics.text_width(wording.MOTTO, nd30.component("motto").size.house, bold=True)
    assert motto.length == pytest.approx(width.pt, abs=0.2)
    assert (motto.kind, motto.style, motto.thickness) == ("border", "solid", 0.75)
    assert abs(motto.off_centre) < 0.1
    agency = next(look.below(by_text["VĂN PHÒNG"]))
    assert agency.length == pytest.approx(COMPLETE["notice"].agency_rule.pt, abs=0.1)
    subject = next(look.below(by_text[COMPLETE["notice"].subject]))
    assert subject.length == pytest.approx(COMPLETE["notice"].subject_rule.pt, abs=0.1)
    assert [each.kind for each in look.lines] == ["border"] * 3


def test_page_margins_and_number_of_the_page(both):
    page = nd30.PAGE if not both[1].sections[0].landscape else nd30.PAGE.turned()
    for section in both[1].sections:
        found = (section.width, section.height, section.top, section.bottom, section.left)
        wanted = (page.width, page.height, page.top, page.bottom, page.left)
        assert found == pytest.approx([each.house.pt for each in wanted], abs=0.05)
        assert section.right == pytest.approx(page.right.house.pt, abs=0.05)
        (number,) = section.numbers
        assert (number.where, number.alignment, number.text) == ("header", "center", "#")
        assert number.letters.size == nd30.component("page-number").size.house.pt
        assert not number.letters.bold
        assert not number.letters.italic
        assert section.first_page_number is False
        assert section.number_start == 1


def test_tables_of_data_are_ruled_and_repeat_their_heading():
    _, look = read_source_with_look(render(COMPLETE["notice"]))
    head, data, foot, long = look.tables
    assert [each.ruled for each in look.tables] == [False, True, False, True]
    assert (data.heading_rows, long.heading_rows, head.heading_rows) == (1, 1, 0)
    assert data.breaking_rows == () == foot.breaking_rows
    assert sum(data.grid) == pytest.approx(nd30.PAGE.text_width.pt, abs=0.1)
