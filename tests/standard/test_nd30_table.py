"""The table against what a person typed from the decree (tests/data/nd30_rows.tsv)."""

import csv
from pathlib import Path

import pytest

from soanthao.standard import nd30
from soanthao.standard.length import Allowed, mm, pt

DATA = Path(__file__).parents[1] / "data" / "nd30_rows.tsv"
with DATA.open(encoding="utf-8", newline="") as lines:
    LAW = list(csv.DictReader(lines, delimiter="\t"))
YES = {"yes": True, "no": False}


@pytest.mark.parametrize("law", LAW, ids=lambda law: law["name"])
def test_row_says_what_the_decree_says(law):
    row = nd30.component(law["name"])
    assert row.box == law["box"]
    assert row.size.low == pt(float(law["low"]))
    assert row.size.high == pt(float(law["high"]))
    assert (row.bold, row.italic, row.caps) == tuple(
        YES[law[k]] for k in ("bold", "italic", "caps")
    )
    assert row.align == law["align"]
    assert row.cite == law["cite"]


def test_every_row_with_a_clause_was_typed_from_the_decree():
    cited = [row.name for row in nd30.COMPONENTS if row.cite]
    assert sorted(cited) == sorted(law["name"] for law in LAW)


def test_names_are_unique():
    names = [row.name for row in (*nd30.COMPONENTS, *nd30.RULES)]
    assert len(set(names)) == len(names)


def test_unknown_component_is_a_key_error():
    with pytest.raises(KeyError):
        nd30.component("no-such-row")
    with pytest.raises(KeyError):
        nd30.rule("no-such-rule")


def test_page_is_a4_with_margins_of_clause_i_3():
    page = nd30.PAGE
    assert (page.width.house, page.height.house) == (mm(210), mm(297))
    assert (page.top.low, page.top.high) == (mm(20), mm(25))
    assert (page.bottom.low, page.bottom.high) == (mm(20), mm(25))
    assert (page.left.low, page.left.high) == (mm(30), mm(35))
    assert (page.right.low, page.right.high) == (mm(15), mm(20))
    assert (page.text_width, page.text_height) == (mm(165), mm(257))


def test_font_is_times_new_roman_in_black_but_for_the_red_box():
    assert nd30.FONT == "Times New Roman"
    coloured = {row.name: row.color for row in nd30.COMPONENTS if row.color != "#000000"}
    assert coloured == {"urgency": "#FF0000"}


@pytest.mark.parametrize("name", ["body", "closing", "heading", "grounds", "article"])
def test_body_has_the_indent_gap_and_spacing_of_clause_ii_6_e(name):
    row = nd30.component(name)
    assert row.first_line in {mm(10), mm(12.7)}
    assert row.space_after.low == pt(6)
    assert (row.line_spacing.low, row.line_spacing.high) == (1.0, 1.5)


def test_letter_subject_stands_6_pt_below_the_number():
    assert nd30.component("letter-subject").space_before.house == pt(6)


@pytest.mark.parametrize(
    ("name", "below", "low", "high"),
    [
        ("motto-rule", "motto", 1, 1),
        ("agency-rule", "agency", 1 / 3, 1 / 2),
        ("subject-rule", "subject", 1 / 3, 1 / 2),
    ],
)
def test_lines_have_the_shares_of_the_decree(name, below, low, high):
    rule = nd30.rule(name)
    assert rule.below == below
    assert (rule.share.low, rule.share.high) == (low, high)
    assert rule.length(mm(100)) == pytest.approx(mm(100) * rule.share.house)


def test_sizes_of_the_head_move_together():
    sizes = tuple(nd30.component(n).size.house for n in ("national-name", "motto", "place-date"))
    assert sizes in {(pt(12), pt(13), pt(13)), (pt(13), pt(14), pt(14))}


def test_columns_fill_the_text_width():
    assert sum(nd30.head_columns()) == nd30.PAGE.text_width
    assert sum(nd30.foot_columns()) == nd30.PAGE.text_width


def test_room_to_sign_is_at_least_30_mm():
    assert nd30.SIGNING_ROOM.low == mm(30)


def test_urgency_boxes_have_the_sizes_of_clause_iii_2_b():
    assert dict(nd30.URGENCY_BOXES) == {
        "hoa-toc": (mm(30), mm(8)),
        "thuong-khan": (mm(40), mm(8)),
        "khan": (mm(20), mm(8)),
    }


def test_a_house_value_outside_the_law_cannot_be_written():
    with pytest.raises(ValueError, match="outside"):
        Allowed(pt(12), pt(13), pt(14))
    with pytest.raises(ValueError, match="outside"):
        Allowed(mm(30), None, mm(29))
