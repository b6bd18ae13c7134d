"""Pages, and where the number of the page stands, in all the ways that clerks put it there."""

import pytest
from test_word_look_layout import paragraph_style
from test_word_look_lines import WP, WPS
from word_documents import COMPLETE, render
from word_sources import p, run, word_file

from soanthao.standard import nd30
from soanthao.word.look import read_look

TEXT = '<w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:left="1701" w:right="1134"/>'


def section(more="", *, kind="default", header="rId1", footer=""):
    named = f'<w:headerReference w:type="{kind}" r:id="{header}"/>' if header else ""
    named += f'<w:footerReference w:type="{kind}" r:id="{footer}"/>' if footer else ""
    return f"<w:sectPr>{named}{TEXT}{more}</w:sectPr>"


def simple(text="2", properties=""):
    return f'<w:fldSimple w:instr=" PAGE ">{run(text, properties)}</w:fldSimple>'


def field(code, *result, properties=""):
    marked = f"<w:r><w:rPr>{properties}</w:rPr>{{}}</w:r>"
    return (
        marked.format('<w:fldChar w:fldCharType="begin"/>')
        + marked.format(f"<w:instrText>{code}</w:instrText>")
        + marked.format('<w:fldChar w:fldCharType="separate"/>')
        + "".join(result)
        + marked.format('<w:fldChar w:fldCharType="end"/>')
    )


PAGE = field(" PAGE   \\* MERGEFORMAT ", run("2"))
TITLE = "<w:titlePg/>"
CENTRE = '<w:jc w:val="center"/>'


def first(header, sect=None, **parts):
    found = read_look(word_file(p(run("a")) + (sect or section(TITLE)), header=header, **parts))
    return found.sections[0]


def number(header, **parts):
    (found,) = first(header, **parts).numbers
    return found


@pytest.mark.parametrize("content", [simple(), PAGE, "<w:r><w:pgNum/></w:r>"])
def test_a_number_in_the_middle_of_the_header(content):
    found = number(p(content, properties=CENTRE))
    assert (found.where, found.pages, found.alignment, found.text) == (
        "header",
        "default",
        "center",
        "#",
    )
    assert (found.boxed, found.conditional) == (False, False)


def test_the_look_of_a_number_is_that_of_its_result():
    letters = '<w:sz w:val="28"/><w:b/><w:i/>'
    for content in (simple(properties=letters), field("PAGE", run("12", letters))):
        look = number(p(content)).letters
        assert (look.size, look.bold, look.italic) == (14, True, True)
    look = number(p(field("PAGE", properties='<w:sz w:val="26"/>'))).letters
    assert look.size == 13


def test_in_a_content_control_in_a_text_box_in_a_frame():
    control = f"<w:sdt><w:sdtContent>{p(PAGE, properties=CENTRE)}</w:sdtContent></w:sdt>"
    assert number(control).alignment == "center"
    frame = p(PAGE, properties='<w:framePr w:hAnchor="margin" w:xAlign="center" w:y="1"/>')
    found = number(frame)
    assert (found.alignment, found.boxed) == ("center", True)
    assert number(p(PAGE, properties='<w:framePr w:hAnchor="margin" w:x="20"/>')).alignment is None


def box(content, align):
    return p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor xmlns:wp="{WP}">'
        f'<wp:positionH relativeFrom="margin">{align}</wp:positionH><wp:extent cx="635000" cy="1"/>'
        f'<wps:wsp xmlns:wps="{WPS}"><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>'
        "</wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_a_number_in_a_text_box_stands_where_the_box_does():
    found = number(box(p(PAGE), "<wp:align>center</wp:align>"))
    assert (found.alignment, found.boxed) == ("center", True)
    assert number(box(p(PAGE), "<wp:posOffset>1</wp:posOffset>")).alignment is None


HEADER = '<w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs>'


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("", "left"),
        ("<w:r><w:tab/></w:r>", "center"),
        ("<w:r><w:tab/><w:tab/></w:r>", "right"),
        ("<w:r><w:tab/><w:tab/><w:tab/></w:r>", None),
        ('<w:r><w:ptab w:relativeTo="margin" w:alignment="center"/></w:r>', "center"),
        (run("Trang ") + "<w:r><w:tab/></w:r>", None),
    ],
)
def test_tabs_place_a_number(before, wanted):
    styles = paragraph_style("Header", HEADER)
    found = number(p(before, PAGE, properties='<w:pStyle w:val="Header"/>'), styles=styles)
    assert found.alignment == wanted


def test_a_tab_stop_off_the_middle_places_nothing_in_the_middle():
    tabs = '<w:tabs><w:tab w:val="center" w:pos="3000"/></w:tabs>'
    assert number(p("<w:r><w:tab/></w:r>", PAGE, properties=tabs)).alignment is None


def test_a_tab_stop_is_cleared():
    styles = paragraph_style("Header", HEADER)
    own = '<w:pStyle w:val="Header"/><w:tabs><w:tab w:val="clear" w:pos="4536"/></w:tabs>'
    found = number(p("<w:r><w:tab/></w:r>", PAGE, properties=own), styles=styles)
    assert found.alignment == "right"


def test_text_around_a_number_is_told():
    found = number(p(run("- "), PAGE, run(" -"), properties=CENTRE))
    assert found.text == "- # -"
    assert number(p(run("Trang "), PAGE, run("/"), field("NUMPAGES", run("5")))).text == "Trang #/5"


def test_a_field_that_only_begins_like_page_is_none():
    assert first(p(field("PAGEREF _x", run("3")))).numbers == ()


def test_a_number_inside_another_field_is_not_on_every_page():
    inner = PAGE
    code = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        f"{inner}<w:r><w:instrText> &gt; 1 </w:instrText></w:r><w:r><w:fldChar"
        ' w:fldCharType="separate"/></w:r>'
        + run("2")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    found = first(p(code), sect=section())
    assert [each.conditional for each in found.numbers] == [True]
    assert found.first_page_number is None


@pytest.mark.parametrize(
    ("sect", "settings", "wanted"),
    [
        (section(TITLE), "", False),
        (section(), "", True),
        (section('<w:titlePg w:val="0"/>'), "", True),
        (section(TITLE, kind="first"), "", True),
        (section(TITLE, kind="even"), "<w:evenAndOddHeaders/>", False),
        (section("", kind="even"), "<w:evenAndOddHeaders/>", False),
        (section('<w:pgNumType w:start="2"/>', kind="even"), "<w:evenAndOddHeaders/>", True),
        (section("", header="", footer="rId1"), "", True),
        (section(TITLE, header="rId9"), "", False),
    ],
)
def test_whether_page_1_shows_its_number(sect, settings, wanted):
    found = first(p(PAGE), sect=sect, settings=settings)
    assert found.first_page_number is wanted


def test_headers_that_are_never_shown_hold_no_number():
    assert first(p(PAGE), sect=section(kind="even")).numbers == ()
    assert first(p(PAGE), sect=section(kind="first")).numbers == ()


def test_a_section_without_a_header_has_that_of_the_one_before():
    one = f"<w:p><w:pPr>{section(TITLE)}</w:pPr>{run('a')}</w:p>"
    two = section('<w:pgNumType w:start="1" w:fmt="lowerRoman"/>', header="")
    found = read_look(word_file(one + p(run("b")) + two, header=p(PAGE))).sections
    assert [len(each.numbers) for each in found] == [1, 1]
    assert [each.first_page_number for each in found] == [False, True]
    assert [(each.number_start, each.number_format) for each in found] == [
        (None, "decimal"),
        (1, "lowerRoman"),
    ]


def test_page_and_margins():
    sect = (
        '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="16840" w:h="11907"'
        ' w:orient="landscape"/><w:pgMar w:top="-1134" w:right="851" w:bottom="1134" w:left="1701"'
        ' w:header="567" w:footer="600" w:gutter="100"/><w:cols w:num="2"/>'
        '<w:docGrid w:type="lines" w:linePitch="360"/></w:sectPr>'
    )
    (found,) = read_look(word_file(p(run("a")) + sect)).sections
    assert (found.width, found.height, found.landscape) == (842, 595.35, True)
    assert (found.top, found.bottom, found.left, found.right) == (56.7, 56.7, 85.05, 42.55)
    assert (found.header, found.footer, found.gutter) == (28.35, 30, 5)
    assert (found.kind, found.columns, found.grid) == ("continuous", 2, 18)
    assert found.text_width == pytest.approx(842 - 85.05 - 42.55 - 5)


def test_a_file_without_sections_has_word_s_own_page():
    (found,) = read_look(word_file(p(run("a")))).sections
    assert (found.width, found.height, found.left, found.numbers) == (612, 792, 72, ())


def test_former_sections_of_tracked_changes_are_none():
    sect = section(f'<w:sectPrChange w:id="1"><w:sectPr>{TEXT}</w:sectPr></w:sectPrChange>')
    assert len(read_look(word_file(p(run("a")) + sect, header=p(PAGE))).sections) == 1


def test_address_below_a_line_stands_beside_the_text():
    found = [
        each for each in read_look(render(COMPLETE["letter"])).beside if each.where == "footer"
    ]
    assert [each.text for each in found] == list(COMPLETE["letter"].address)
    row = nd30.component("address-footer")
    for each in found:
        assert {run_.letters.size for run_ in each.runs} == {row.size.house.pt}
        assert (each.pages, each.layout.alignment) == ("first", row.align)
    (line,) = found[0].lines
    assert (line.below, line.thickness) == (found[0].number, nd30.FULL_RULE.pt)
    assert line.length == pytest.approx(nd30.PAGE.text_width.pt, abs=0.1)


def test_notes_stand_beside_the_text_too():
    found = [e for e in read_look(render(COMPLETE["notice"])).beside if e.where == "footnote"]
    assert [each.text.strip() for each in found] == [
        "Điều chỉnh theo Công văn số 12/UBND-NN của UBND tỉnh.",
        "Theo kế hoạch của từng xã.",
        "Cả phường.",
    ]
    sizes = {run_.letters.size for each in found for run_ in each.runs}
    assert sizes == {nd30.component("footnote").size.house.pt}


def test_box_14_stands_at_the_right_of_the_first_page():
    found = [
        each for each in read_look(render(COMPLETE["electronic"])).beside if each.pages == "first"
    ]
    row = nd30.component("copy-signature")
    assert [(e.where, e.text, e.layout.alignment) for e in found] == [
        ("header", COMPLETE["electronic"].copy_mark, row.align)
    ]
    assert {run_.letters.size for run_ in found[0].runs} == {row.size.house.pt}
