"""Lines below texts, in all the ways that clerks draw them."""

import pytest
from test_word_look_layout import PAGE, WIDE, paragraph_style
from test_word_look_letters import THEME, table
from word_sources import p, run, word_file

from soanthao.standard import metrics
from soanthao.standard.length import pt
from soanthao.word.look import read_look

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
OFFICE = "urn:schemas-microsoft-com:office:office"
POINT = 12700
CENTRE = '<w:jc w:val="center"/>'


def lines(body, **parts):
    return read_look(word_file(body + PAGE, **parts)).lines


def line(body, **parts):
    (found,) = lines(body, **parts)
    return found


def shape(wide, high=0.0, *, prst="line", ln='<a:ln w="9525"/>', more="", transform=""):
    size = f'<a:ext cx="{round(wide * POINT)}" cy="{round(high * POINT)}"/>'
    return (
        f'<wps:wsp xmlns:wps="{WPS}"><wps:cNvCnPr/><wps:spPr><a:xfrm{transform}>'
        f'<a:off x="0" y="0"/>{size}</a:xfrm><a:prstGeom prst="{prst}"/>{ln}</wps:spPr>{more}'
        "</wps:wsp>"
    )


def drawing(
    content, *, x="<wp:posOffset>635000</wp:posOffset>", y=20.0, across="column", down="paragraph"
):
    return (
        f'<w:drawing><wp:anchor xmlns:wp="{WP}" layoutInCell="1">'
        f'<wp:positionH relativeFrom="{across}">{x}</wp:positionH>'
        f'<wp:positionV relativeFrom="{down}"><wp:posOffset>{round(y * POINT)}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="1270000" cy="0"/><a:graphic><a:graphicData>{content}'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def hung(content, fallback=""):
    """A run with a drawing, or with what older programs show."""
    if fallback:
        content = (
            f'<mc:AlternateContent><mc:Choice Requires="wps">{content}</mc:Choice>'
            f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
        )
    return f"<w:r>{content}</w:r>"


def vml(content):
    return f'<w:pict xmlns:o="{OFFICE}">{content}</w:pict>'


VML_LINE = (
    '<v:line style="position:absolute;z-index:1" from="50pt,20pt" to="150pt,20pt"'
    ' strokeweight="1pt"/>'
)
SIZED = '<w:sz w:val="28"/>'
TWO = (run("Trên", SIZED), run("Dưới", SIZED))


def test_a_border_below_a_paragraph_runs_from_indent_to_indent():
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'
    body = p(TWO[0], properties=border + '<w:ind w:left="1000" w:right="2000"/>') + p(TWO[1])
    found = line(body)
    assert (found.kind, found.above, found.below, found.anchor) == ("border", 1, 2, 1)
    assert (found.length, found.left, found.room) == (WIDE - 150, 50, WIDE)
    assert (found.thickness, found.style, found.off_centre) == (0.75, "solid", pytest.approx(-25))


def test_a_border_above_an_empty_paragraph_stands_below_the_text_above():
    styles = paragraph_style("R", '<w:pBdr><w:top w:val="dashed" w:sz="4"/></w:pBdr>')
    body = p(TWO[0]) + p() + p(properties='<w:pStyle w:val="R"/>') + p() + p(TWO[1])
    found = line(body, styles=styles)
    assert (found.above, found.below, found.anchor, found.style) == (1, 2, 0, "dashed")


def test_neighbours_with_the_same_borders_are_one_box():
    border = '<w:pBdr><w:top w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/></w:pBdr>'
    found = lines(p(TWO[0], properties=border) + p(TWO[1], properties=border))
    assert [(each.above, each.below) for each in found] == [(0, 1), (2, 0)]
    other = border + '<w:ind w:left="10"/>'
    found = lines(p(TWO[0], properties=border) + p(TWO[1], properties=other))
    assert [(each.above, each.below) for each in found] == [(0, 1), (1, 2), (1, 2), (2, 0)]


def test_a_box_is_no_line():
    border = "".join(
        f'<w:{each} w:val="single" w:sz="4"/>' for each in ("top", "left", "bottom", "right")
    )
    assert lines(p(TWO[0], properties=f"<w:pBdr>{border}</w:pBdr>")) == ()


def test_white_borders_are_none():
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:color="FFFFFF"/></w:pBdr>'
    assert lines(p(TWO[0], properties=border)) == ()


def test_a_drawn_line_and_its_copy_for_older_programs_are_one():
    found = line(p(TWO[0], hung(drawing(shape(100)), vml(VML_LINE))) + p(TWO[1]))
    assert (found.kind, found.length, found.thickness, found.style) == (
        "drawn",
        100,
        0.75,
        "solid",
    )
    assert (found.above, found.below, found.anchor) == (1, 2, 1)
    assert (found.left, found.room, found.offset) == (50, WIDE, 20)


def test_a_line_of_vml():
    found = line(p(TWO[0], hung(vml(VML_LINE))) + p(TWO[1]))
    assert (found.length, found.thickness, found.left, found.above) == (100, 1, 50, 1)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (
            '<v:shape type="#_x0000_t32" style="position:absolute;margin-left:10pt;'
            'margin-top:18pt;width:80pt;height:0" strokeweight="0.5pt"/>',
            (80, 0.5, "solid", 10),
        ),
        (
            '<v:line style="position:absolute" from="10pt,18pt" to="1in,18pt">'
            '<v:stroke dashstyle="dash"/></v:line>',
            (62, 0.75, "dashed", 10),
        ),
        (
            '<v:line style="position:absolute;mso-position-horizontal:center" from="0,18pt"'
            ' to="100pt,18pt"/>',
            (100, 0.75, "solid", (WIDE - 100) / 2),
        ),
        (
            '<v:line style="position:absolute" from="0,18pt" to="100pt,18pt"'
            ' strokeweight="3pt"><v:stroke linestyle="thinThin"/></v:line>',
            (100, 3, "double", 0),
        ),
    ],
)
def test_other_lines_of_vml(content, wanted):
    found = line(p(TWO[0], hung(vml(content))))
    assert (found.length, found.thickness, found.style, found.left) == (
        wanted[0],
        wanted[1],
        wanted[2],
        pytest.approx(wanted[3]),
    )
    assert found.above == 1


@pytest.mark.parametrize(
    ("outer", "wanted"),
    [
        ('style="position:absolute;width:200pt;height:10pt" coordsize="4000,200"', 100),
        ('style="position:absolute" coordsize="4000,200"', None),
    ],
)
def test_a_line_in_a_group_of_vml_counts_in_the_group_s_units(outer, wanted):
    inner = '<v:group style="width:2000;height:10" coordsize="1000,10">{}</v:group>'
    inside = inner.format('<v:line from="0,0" to="1000,0"/>')
    found = line(p(TWO[0], hung(vml(f"<v:group {outer}>{inside}</v:group>"))))
    assert (found.length, found.above, found.left) == (wanted, None, None)


@pytest.mark.parametrize(
    "content",
    [
        '<v:line style="position:absolute" from="0,0" to="0,100pt"/>',
        '<v:line style="position:absolute" from="0,0" to="100pt,0" stroked="f"/>',
        '<v:rect style="position:absolute;width:100pt;height:50pt"/>',
        '<v:line style="position:absolute" from="x" to="y"/>',
    ],
)
def test_what_is_no_horizontal_line_of_vml(content):
    assert lines(p(TWO[0], hung(vml(content)))) == ()


@pytest.mark.parametrize(
    "content",
    [
        shape(0, 100),
        shape(100, 100),
        shape(100, 50, prst="rect"),
        shape(100, ln='<a:ln w="9525"><a:noFill/></a:ln>'),
        shape(100, ln=""),
        shape(100, transform=' rot="5400000"'),
        shape(100, ln='<a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>'),
        shape(4),
    ],
)
def test_what_is_no_horizontal_line(content):
    assert lines(p(TWO[0], hung(drawing(content)))) == ()


def test_a_line_turned_by_a_right_angle():
    assert line(p(TWO[0], hung(drawing(shape(0, 100, transform=' rot="5400000"'))))).length == 100


@pytest.mark.parametrize(
    ("ln", "more", "wanted"),
    [
        ('<a:ln w="12700"><a:prstDash val="dash"/></a:ln>', "", (1.0, "dashed", "000000")),
        ('<a:ln w="12700"><a:prstDash val="sysDot"/></a:ln>', "", (1.0, "dotted", "000000")),
        ('<a:ln w="28575" cmpd="dbl"/>', "", (2.25, "double", "000000")),
        (
            '<a:ln><a:solidFill><a:srgbClr val="ff0000"/></a:solidFill></a:ln>',
            "",
            (0.75, "solid", "FF0000"),
        ),
        (
            "",
            f'<wps:style xmlns:wps="{WPS}"><a:lnRef idx="1"><a:schemeClr val="dk1"/></a:lnRef>'
            "</wps:style>",
            (0.5, "solid", "010203"),
        ),
        (
            "",
            f'<wps:style xmlns:wps="{WPS}"><a:lnRef idx="3"><a:schemeClr val="dk1"/></a:lnRef>'
            "</wps:style>",
            (None, "solid", "010203"),
        ),
    ],
)
def test_weight_dash_and_colour(ln, more, wanted):
    weights = '<a:lnStyleLst><a:ln w="6350"/><a:ln w="12700"/></a:lnStyleLst>'
    theme = THEME.replace("</a:themeElements>", f"{weights}</a:themeElements>")
    found = line(p(TWO[0], hung(drawing(shape(100, ln=ln, more=more)))), theme=theme)
    assert (found.thickness, found.style, found.color) == wanted


def test_a_flat_box_is_a_line_as_thick_as_it_is_high():
    fill = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    found = line(p(TWO[0], hung(drawing(shape(100, 1.5, prst="rect", ln=fill)))))
    assert (found.length, found.thickness) == (100, 1.5)


def test_a_line_in_a_group_is_as_long_as_the_group_makes_it():
    group = (
        f'<wpg:wgp xmlns:wpg="{WPG}"><wpg:grpSpPr><a:xfrm><a:ext cx="1270000" cy="0"/>'
        f'<a:chExt cx="2540000" cy="0"/></a:xfrm></wpg:grpSpPr>{shape(100)}{shape(160)}</wpg:wgp>'
    )
    assert [each.length for each in lines(p(TWO[0], hung(drawing(group))))] == [50, 80]


@pytest.mark.parametrize(
    ("at", "y", "wanted"),
    [
        (0, 16, (1, 2)),
        (1, 1, (1, 2)),
        (1, 17, (2, 3)),
        (2, -16, (1, 2)),
        (0, 31, (2, 3)),
        (0, 48, (3, 0)),
        (0, 0, (0, 1)),
        (0, 200, (None, None)),
        (2, -300, (None, None)),
    ],
)
def test_where_a_line_stands_is_followed_from_its_paragraph(at, y, wanted):
    """Lines of 14 points are 16.1 high."""
    drawn = hung(drawing(shape(100), y=y))
    body = "".join(
        p(run(f"Dòng {index}", SIZED), drawn if index == at else "") for index in range(3)
    )
    found = line(body)
    assert (found.above, found.below, found.offset) == (*wanted, y)


@pytest.mark.parametrize("y", [2, 14])
def test_room_before_is_part_of_the_paragraph_that_a_shape_hangs_at(y):
    spaced = '<w:spacing w:before="240"/>'
    found = line(p(TWO[0]) + p(TWO[1], hung(drawing(shape(100), y=y)), properties=spaced))
    assert (found.above, found.below, found.anchor) == (1, 2, 2)


def test_inside_a_paragraph_of_several_lines_the_line_has_it_on_both_sides():
    words = run("Giao các cơ quan, đơn vị liên quan thực hiện nhiệm vụ " * 6, SIZED)
    found = line(p(TWO[0]) + p(words, hung(drawing(shape(100), y=32.2))) + p(TWO[1]))
    assert (found.above, found.below) == (2, 2)


def test_a_shape_in_a_line_that_tabs_part_is_met_once():
    body = p(run("Nơi nhận:", SIZED), "<w:r><w:tab/></w:r>", run("TL. CHỦ TỊCH", SIZED))
    body += p(hung(drawing(shape(100))), run("- Như trên;"), "<w:r><w:tab/></w:r>", run("TÊN"))
    assert len(lines(body)) == 1


def test_what_hangs_at_the_page_is_not_settled():
    found = line(p(TWO[0], hung(drawing(shape(100), down="page"))))
    assert (found.above, found.below, found.offset, found.anchor) == (None, None, None, 1)
    found = line(p(TWO[0], hung(drawing(shape(100), across="page"))))
    assert (found.left, found.above) == (None, 1)


HEAD = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/><w:gridCol w:w='5000'/></w:tblGrid>"
    "<w:tr><w:tc><w:tcPr/>{}</w:tc><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("x", "y", "wanted"),
    [
        (50, -16, (2, 0)),
        (250, -16, (4, 5)),
        (250, -1, (5, 0)),
        (250, -31, (3, 4)),
        (50, -32, (1, 2)),
        (50, -200, (None, None)),
    ],
)
def test_a_shape_below_a_table_may_reach_into_it(x, y, wanted):
    """The left cell has two lines of 14 points and one that is empty, of the same height."""
    left = p(TWO[0]) + p(TWO[1]) + p(properties=f"<w:rPr>{SIZED}</w:rPr>")
    right = p(run("Một", SIZED)) + p(run("Hai", SIZED)) + p(run("Ba", SIZED))
    at = f"<wp:posOffset>{x * POINT}</wp:posOffset>"
    body = HEAD.format(left, right) + p(hung(drawing(shape(100), x=at, y=y)))
    found = line(body)
    assert (found.above, found.below) == wanted


@pytest.mark.parametrize(
    ("properties", "row", "x", "y", "wanted"),
    [
        ("", '<w:trHeight w:val="2000"/>', 50, -90, (1, 2)),
        ("", "", 50, -90, (None, None)),
        ('<w:tblInd w:w="2000" w:type="dxa"/>', "", 20, -16, (None, None)),
        ('<w:tblInd w:w="2000" w:type="dxa"/>', "", 60, -16, (1, 2)),
    ],
)
def test_a_table_s_indent_and_the_height_of_its_row(properties, row, x, y, wanted):
    head = HEAD.replace("<w:tblPr/>", f"<w:tblPr>{properties}</w:tblPr>")
    head = head.replace("<w:tr>", f"<w:tr><w:trPr>{row}</w:trPr>")
    at = f"<wp:posOffset>{x * POINT}</wp:posOffset>"
    body = head.format(p(TWO[0]) + p(TWO[1]), p(run("Một", SIZED)))
    found = line(body + p(hung(drawing(shape(100), x=at, y=y))))
    assert (found.above, found.below) == wanted


def test_a_shape_below_a_table_may_reach_into_its_upper_row():
    body = rows(p(TWO[0]), p(TWO[1])).replace("<w:tcPr>", '<w:tcPr><w:tcW w:w="6000"/>')
    found = line(body + p(hung(drawing(shape(100), y=-32))))
    assert (found.above, found.below) == (0, 1)


def test_a_line_beside_its_cell_stands_below_no_text_of_it():
    width = '<w:tcW w:w="4000" w:type="dxa"/>'
    for x, above in ((20, 1), (300, None), (-200, None)):
        at = f"<wp:posOffset>{x * POINT}</wp:posOffset>"
        drawn = hung(drawing(shape(100), x=at))
        found = line(table(p(TWO[0], drawn), cell=width))
        assert (found.above, found.left, found.anchor) == (above, x, 1)


def test_lines_that_are_not_settled_are_listed():
    body = p(TWO[0], hung(drawing(shape(100), down="page")), hung(drawing(shape(90))))
    look = read_look(word_file(body + PAGE))
    assert [each.length for each in look.unsettled] == [100]


def test_a_centred_shape_is_in_the_middle():
    centred = drawing(shape(100), x="<wp:align>center</wp:align>", across="margin")
    assert line(p(TWO[0], hung(centred))).off_centre == 0


def test_an_inline_line_in_an_empty_paragraph():
    inline = (
        f'<w:drawing><wp:inline xmlns:wp="{WP}"><wp:extent cx="1270000" cy="0"/><a:graphic>'
        f"<a:graphicData>{shape(100)}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    found = line(p(TWO[0]) + p(hung(inline), properties=CENTRE) + p(TWO[1]))
    assert (found.above, found.below, found.anchor, found.off_centre) == (1, 2, 0, 0)


@pytest.mark.parametrize(
    ("typed", "style"), [("_______", "solid"), ("-------", "dashed"), ("———", "solid")]
)
def test_typed_dashes_are_a_line(typed, style):
    found = line(p(TWO[0]) + p(run(typed, SIZED), properties=CENTRE) + p(TWO[1]))
    width = metrics.text_width(typed, pt(14)).pt
    assert (found.kind, found.above, found.below, found.style) == ("characters", 1, 3, style)
    assert found.length == pytest.approx(width, abs=0.01)
    assert found.off_centre == pytest.approx(0, abs=0.01)


def test_typed_dashes_behind_a_line_break():
    broken = run("Độc lập", SIZED) + "<w:r><w:br/></w:r>" + run("________", SIZED)
    found = line(p(broken, properties=CENTRE) + p(TWO[1]))
    assert (found.above, found.below, found.anchor) == (1, 3, 2)


def test_dots_to_be_filled_in_are_no_line():
    assert lines(p(run("Số: ..../TB-UBND")) + p(run("......"))) == ()


def test_dashes_of_a_font_whose_widths_are_unknown():
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'
    assert line(p(TWO[0]) + p(run("_____", fonts))).length is None


def test_underlined_letters():
    found = line(p(run("Độc lập", SIZED + '<w:u w:val="single"/><w:b/>'), run(" xong", SIZED)))
    assert (found.kind, found.above, found.style) == ("underline", 1, "solid")
    assert found.length == pytest.approx(
        metrics.text_width("Độc lập", pt(14), bold=True).pt, abs=0.01
    )


def rows(*texts, cell="{}"):
    made = (
        f"<w:tr><w:tc><w:tcPr>{cell.format(at)}</w:tcPr>{content}</w:tc></w:tr>"
        for at, content in enumerate(texts)
    )
    return f"<w:tbl><w:tblPr/>{''.join(made)}</w:tbl>"


def test_a_line_in_the_row_below():
    drawn = p(properties='<w:pBdr><w:top w:val="single" w:sz="6"/></w:pBdr>')
    found = line(rows(p(TWO[0]), drawn, p(TWO[1])))
    assert (found.above, found.below) == (1, 2)


def test_the_edge_of_a_cell_is_a_line():
    width = '<w:tcW w:w="2000" w:type="dxa"/>'
    border = '<w:tcBorders><w:bottom w:val="single" w:sz="8"/></w:tcBorders>'
    body = rows(p(TWO[0]), p(TWO[1])).replace("<w:tcPr>", f"<w:tcPr>{width}{border}", 1)
    found = line(body)
    assert (found.kind, found.above, found.below, found.length) == ("cell", 1, 2, 100)
    assert (found.thickness, found.off_centre) == (1.0, 0)


def test_the_same_edge_said_by_both_cells_is_one_line():
    bottom = '<w:tcBorders><w:bottom w:val="single" w:sz="8"/></w:tcBorders>'
    top = '<w:tcBorders><w:top w:val="single" w:sz="8"/></w:tcBorders>'
    body = rows(p(TWO[0]), p(TWO[1]), cell="{}|").replace("0|", bottom).replace("1|", top)
    assert line(body).above == 1


def test_the_grid_of_a_ruled_table_is_no_line():
    borders = "".join(
        f'<w:{each} w:val="single" w:sz="4"/>' for each in ("top", "bottom", "insideH", "insideV")
    )
    body = table(p(TWO[0]), properties=f"<w:tblBorders>{borders}</w:tblBorders>")
    look = read_look(word_file(body + PAGE))
    assert look.lines == ()
    assert look.tables[0].ruled


def test_a_line_does_not_reach_across_a_table():
    drawn = p(properties='<w:pBdr><w:top w:val="single" w:sz="6"/></w:pBdr>')
    found = line(p(TWO[0]) + table(p(run("ô"))) + drawn + p(TWO[1]))
    assert (found.above, found.below) == (0, 3)
    under = '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'
    found = line(p(TWO[0], properties=under) + table(p(run("ô"))) + p(TWO[1]))
    assert (found.above, found.below) == (1, 0)


def test_lines_in_a_deleted_run_are_gone():
    deleted = f'<w:del w:id="1">{hung(drawing(shape(100)))}</w:del>'
    assert lines(p(TWO[0], deleted)) == ()
