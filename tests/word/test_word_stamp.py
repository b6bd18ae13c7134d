"""The templates carry the table, and nothing that would override it."""

import io
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import RGBColor
from lxml import etree

from soanthao.standard import metrics, nd30, wording
from soanthao.standard.length import Length, mm
from soanthao.word import stamp
from soanthao.word.package import open_package
from soanthao.word.styles import NAMESPACE

TEMPLATES = Path(__file__).parents[2] / "templates" / "word"
FORMS = ("notice", "letter", "extract", "assignments")
SHEETS = ("notice", "letter", "extract")
"""The forms that are signed."""
STAMPED = {form: stamp.stamp(form) for form in FORMS}
OPENED = {form: docx.Document(io.BytesIO(data)) for form, data in STAMPED.items()}
W = f"{{{NAMESPACE}}}"
SPACE = {"w": NAMESPACE}
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
forms = pytest.mark.parametrize("form", FORMS)
sheets = pytest.mark.parametrize("form", SHEETS)


def part(form, name="word/document.xml"):
    return etree.fromstring(open_package(STAMPED[form])[name])


def styled(form, style, name="word/document.xml"):
    return part(form, name).xpath(f"//w:p[w:pPr/w:pStyle/@w:val='{style}']", namespaces=SPACE)


@forms
def test_committed_template_is_what_the_table_gives(form):
    committed = open_package((TEMPLATES / f"{form}.docx").read_bytes())
    assert committed == open_package(STAMPED[form])


def test_command_writes_all_templates_with_the_same_bytes(tmp_path):
    for seed in ("0", "1"):
        subprocess.run(
            [sys.executable, "-m", "soanthao.word.stamp", str(tmp_path)],
            env={"PYTHONHASHSEED": seed, "TZ": "America/New_York", "LC_ALL": "C"},
            check=True,
        )
        for form in FORMS:
            assert (tmp_path / f"{form}.docx").read_bytes() == STAMPED[form]


def test_an_office_gets_all_templates_in_its_folder(tmp_path):
    stamp.main(tmp_path)
    written = {path.stem: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == STAMPED


@forms
@pytest.mark.parametrize("row", nd30.COMPONENTS, ids=lambda row: row.name)
def test_style_carries_the_row(form, row):
    style = OPENED[form].styles[row.name]
    layout = style.paragraph_format
    assert style.font.name == nd30.FONT
    assert style.font.size == row.size.house
    assert (style.font.bold or False, style.font.italic or False) == (row.bold, row.italic)
    assert style.font.color.rgb == RGBColor.from_string(row.color.removeprefix("#"))
    assert layout.alignment == ALIGN[row.align]
    assert abs(layout.first_line_indent - row.first_line) < Length(635)
    assert layout.line_spacing == pytest.approx(row.line_spacing.house, abs=0.01)
    assert layout.widow_control is True


@forms
@pytest.mark.parametrize(
    "row", [row for row in nd30.COMPONENTS if row.name != "addressee"], ids=lambda row: row.name
)
def test_style_carries_the_spaces_of_the_row(form, row):
    layout = OPENED[form].styles[row.name].paragraph_format
    assert layout.space_before == row.space_before.house
    assert layout.space_after == row.space_after.house


@forms
def test_kinh_gui_stands_apart_but_its_lines_close_together(form):
    style = OPENED[form].styles["addressee"]
    assert style.paragraph_format.space_before == nd30.ADDRESSEE_GAP
    assert style.paragraph_format.space_after == nd30.TITLE_GAP
    assert style.element.find(f"{W}pPr/{W}contextualSpacing") is not None


@forms
def test_every_font_is_named_for_all_scripts_and_none_by_theme(form):
    fonts = part(form, "word/styles.xml").findall(f".//{W}rFonts")
    assert len(fonts) == len(nd30.COMPONENTS) + 1
    for each in fonts:
        assert dict(each.attrib) == {
            f"{W}{s}": nd30.FONT for s in ("ascii", "hAnsi", "eastAsia", "cs")
        }
    for name, content in open_package(STAMPED[form]).items():
        assert not re.search(rb"asciiTheme|hAnsiTheme|minorHAnsi|<a:theme", content), name


@forms
def test_language_is_vietnamese(form):
    (language,) = part(form, "word/styles.xml").findall(f"{W}docDefaults//{W}lang")
    assert set(language.attrib.values()) == {"vi-VN"}


@forms
def test_only_styles_of_the_table_are_used_and_none_is_formatted_by_hand(form):
    document = part(form)
    known = {row.name for row in (*nd30.COMPONENTS, *nd30.RULES)} | {"full-rule"}
    assert {each.get(f"{W}val") for each in document.iter(f"{W}pStyle")} <= known
    assert {each.get(f"{W}val") for each in document.iter(f"{W}rStyle")} == {
        "bold",
        "italic",
        "bold-italic",
        "footnote-reference",
    }
    for run in document.iter(f"{W}r"):
        assert [child.tag for child in run if child.tag != f"{W}t"] in ([], [f"{W}rPr"])
    for properties in document.iter(f"{W}rPr"):
        in_end = properties.getparent().tag == f"{W}pPr"
        assert in_end or [child.tag for child in properties] == [f"{W}rStyle"]


@forms
@pytest.mark.parametrize(
    ("name", "bold", "italic"),
    [("bold", True, None), ("italic", None, True), ("bold-italic", True, True)],
)
def test_run_styles_say_what_they_are_called(form, name, bold, italic):
    font = OPENED[form].styles[name].font
    assert (font.bold, font.italic) == (bold, italic)


@forms
def test_page_is_that_of_the_table_and_on_its_side_for_the_assignments(form):
    section = OPENED[form].sections[-1]
    page = nd30.PAGE.turned() if form == "assignments" else nd30.PAGE
    for got, wanted in (
        (section.page_width, page.width),
        (section.page_height, page.height),
        (section.top_margin, page.top),
        (section.bottom_margin, page.bottom),
        (section.left_margin, page.left),
        (section.right_margin, page.right),
    ):
        assert abs(got - wanted.house) < Length(635)
    landscape = section.orientation is WD_ORIENT.LANDSCAPE
    assert landscape == (form == "assignments")


@forms
def test_page_number_stands_in_the_top_margin_and_not_on_page_1(form):
    section = OPENED[form].sections[-1]
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    assert (
        section.header_distance
        < nd30.PAGE.top.house - metrics.LINE_HEIGHT * nd30.component("page-number").size.house
    )
    (paragraph,) = styled(form, "page-number", "word/header1.xml")
    assert paragraph.find(f"{W}fldSimple").get(f"{W}instr").strip() == "PAGE"


@forms
def test_address_stands_inside_the_text_area(form):
    section = OPENED[form].sections[-1]
    assert abs(section.footer_distance - nd30.PAGE.bottom.house) < Length(635)


@forms
def test_tables_of_the_layout_have_no_borders_no_cell_margins_and_unbreakable_rows(form):
    tables = [
        table for table in part(form).iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblStyle") is None
    ]
    width = (nd30.PAGE.turned() if form == "assignments" else nd30.PAGE).text_width.twips
    assert len(tables) == (3 if form == "extract" else 2)
    for table in tables:
        assert table.find(f".//{W}tblBorders") is None
        margins = table.find(f"{W}tblPr/{W}tblCellMar")
        assert [side.get(f"{W}w") for side in margins] == ["0"] * 4
        grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        assert sum(grid) == int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
        assert abs(sum(grid) - width) <= 1
        for row in table.findall(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            cells = [int(width.get(f"{W}w")) for width in row.findall(f"{W}tc/{W}tcPr/{W}tcW")]
            assert cells == grid


@forms
def test_data_tables_have_lines_and_padding_from_the_table_of_the_decree(form):
    properties = OPENED[form].styles["data-table"].element.find(f"{W}tblPr")
    borders = properties.find(f"{W}tblBorders")
    assert [etree.QName(side).localname for side in borders] == [
        *("top", "left", "bottom", "right"),
        *("insideH", "insideV"),
    ]
    assert {side.get(f"{W}val") for side in borders} == {"single"}
    padding = {
        etree.QName(side).localname: int(side.get(f"{W}w"))
        for side in properties.find(f"{W}tblCellMar")
    }
    upright, across = nd30.CELL_PADDING
    tall, wide = upright.twips, Length(across + nd30.FULL_RULE / 2).twips
    assert padding == {"top": tall, "left": wide, "bottom": tall, "right": wide}


@forms
def test_a_call_of_a_note_is_raised(form):
    assert OPENED[form].styles["footnote-reference"].font.superscript is True


@forms
def test_template_opens_in_word_as_no_number_in_it_is_a_tag(form):
    for element in part(form).iter():
        assert not any("{" in value for value in element.attrib.values()), element.tag
        assert "{" not in (element.text or "") or element.tag == f"{W}t"
        assert "{" not in (element.tail or "")


def test_quoc_hieu_fits_its_column():
    row = nd30.component("national-name")
    width = metrics.text_width(wording.NATIONAL_NAME, row.size.house, row.bold)
    assert width < nd30.head_columns()[1] - mm(2)


@pytest.mark.parametrize("key", nd30.URGENCY_BOXES)
def test_urgency_words_fit_their_box_which_is_8_mm_high(key):
    row = nd30.component("urgency")
    width, height = nd30.URGENCY_BOXES[key]
    assert metrics.text_width(wording.URGENCY[key], row.size.house, row.bold) < width
    borders = OPENED["letter"].styles["urgency"].element.find(f"{W}pPr/{W}pBdr")
    assert {side.get(f"{W}color") for side in borders} == {"FF0000"}
    assert {side.get(f"{W}val") for side in borders} == {"single"}
    inside = sum(int(borders.find(f"{W}{side}").get(f"{W}space")) for side in ("top", "bottom"))
    total = metrics.LINE_HEIGHT * row.size.house.pt + inside
    assert total == pytest.approx(height.pt, rel=0.02)


@forms
def test_line_under_the_motto_is_as_long_as_its_text(form):
    (line,) = styled(form, "motto-rule")
    indent = line.find(f"{W}pPr/{W}ind")
    (cell,) = line.iterancestors(f"{W}tc")
    column = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
    length = column - int(indent.get(f"{W}left")) - int(indent.get(f"{W}right"))
    row = nd30.component("motto")
    text = metrics.text_width(wording.MOTTO, row.size.house, row.bold)
    assert length == pytest.approx(text.twips, rel=0.02)


@forms
@pytest.mark.parametrize("rule", nd30.RULES, ids=lambda rule: rule.name)
def test_lines_are_solid_borders_of_paragraphs_without_height(form, rule):
    properties = OPENED[form].styles[rule.name].element.find(f"{W}pPr")
    (border,) = properties.find(f"{W}pBdr")
    assert (border.tag, border.get(f"{W}val")) == (f"{W}top", "single")
    assert int(border.get(f"{W}sz")) == round(8 * rule.weight.pt)
    spacing = properties.find(f"{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("20", "exact")


@forms
def test_every_indent_of_the_template_is_a_number_so_that_word_opens_it(form):
    for indent in part(form).iter(f"{W}ind"):
        for value in indent.attrib.values():
            assert int(value) >= 0


def room(paragraph):
    return Length(int(paragraph.find(f"{W}pPr/{W}spacing").get(f"{W}before")) * 635)


@sheets
def test_room_to_sign_is_at_least_30_mm(form):
    copied, signer, *below = styled(form, "signer")
    assert all(room(each) >= mm(30) for each in (signer, *below))
    (signed,) = styled(form, "signed")
    line = metrics.LINE_HEIGHT * nd30.component("signed").size.house
    assert room(signed) + line + room(copied) >= mm(30)
    assert room(signed) == room(copied)


@forms
def test_headings_and_the_last_paragraph_stay_with_what_follows(form):
    for name in ("heading", "closing", "kind", "subject", "subject-rule", "addressee"):
        assert OPENED[form].styles[name].paragraph_format.keep_with_next is True
    assert OPENED[form].styles["body"].paragraph_format.keep_with_next is None


def test_number_and_place_date_share_a_row_and_a_baseline():
    document = part("notice")
    (number,) = document.xpath("//w:p[w:pPr/w:pStyle/@w:val='number']", namespaces=SPACE)
    (place,) = document.xpath("//w:p[w:pPr/w:pStyle/@w:val='place-date']", namespaces=SPACE)
    (row,) = set(number.iterancestors(f"{W}tr")) & set(place.iterancestors(f"{W}tr"))
    assert len(row.findall(f"{W}tc")) == 2
    baselines = []
    for paragraph, name in ((number, "number"), (place, "place-date")):
        before = int(paragraph.find(f"{W}pPr/{W}spacing").get(f"{W}before")) / 20
        baselines.append(before + metrics.ASCENT * nd30.component(name).size.house.pt)
    assert baselines[0] == pytest.approx(baselines[1], abs=0.05)


def test_notice_has_title_and_letter_has_v_v_and_kinh_gui():
    assert [len(styled("notice", name)) for name in ("kind", "subject", "subject-rule")] == [
        1,
        1,
        1,
    ]
    assert [len(styled("letter", name)) for name in ("kind", "subject", "subject-rule")] == [
        0,
        0,
        0,
    ]
    assert [len(styled(form, "addressee")) for form in FORMS] == [0, 3, 0, 0]


def test_dashes_of_kinh_gui_stand_below_its_colon():
    _, heading, item = styled("letter", "addressee")
    start, hanging = (
        int(item.find(f"{W}pPr/{W}ind").get(f"{W}{name}")) for name in ("left", "hanging")
    )
    colon = (
        int(heading.find(f"{W}pPr/{W}ind").get(f"{W}left"))
        + metrics.text_width("Kính gửi", nd30.component("addressee").size.house).twips
    )
    assert abs(start - hanging - colon) <= 2
