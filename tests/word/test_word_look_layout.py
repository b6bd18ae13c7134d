"""Paragraphs as Word lays them out: indents, room, lines, cells, on every way that they come."""

import pytest
from test_word_look_letters import defaults, style, table
from word_sources import p, run, word_file

from soanthao.word.look import read_look
from soanthao.word.look_model import LineSpacing

PAGE = (
    '<w:sectPr><w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1134" w:right="1134"'
    ' w:bottom="1134" w:left="1701" w:header="709" w:footer="720"/></w:sectPr>'
)
WIDE = 453.6
"""Points between those margins."""


def looks(body, **parts):
    return read_look(word_file(body + PAGE, **parts)).paragraphs


def layout(properties, **parts):
    (look,) = looks(p(run("Việc"), properties=properties), **parts)
    return look.layout


def paragraph_style(name, properties, *, based="", default=False):
    return style(
        "paragraph", name, based=based, default=default, more=f"<w:pPr>{properties}</w:pPr>"
    )


def test_nothing_said_is_a_single_line_at_the_left():
    found = layout("")
    assert (found.alignment, found.left, found.first, found.before, found.after) == (
        "left",
        0,
        0,
        0,
        0,
    )
    assert found.line == LineSpacing("multiple", 1.0)
    assert (found.width, found.outline, found.keep_next) == (WIDE, 0, False)


STYLES = (
    defaults(paragraph='<w:spacing w:after="160" w:line="259" w:lineRule="auto"/>')
    + paragraph_style("Normal", '<w:ind w:firstLine="567"/><w:jc w:val="both"/>', default=True)
    + paragraph_style("A", '<w:spacing w:before="120"/><w:keepNext/>', based="Normal")
    + paragraph_style(
        "B", '<w:ind w:left="100" w:hanging="50"/><w:outlineLvl w:val="1"/>', based="A"
    )
)


@pytest.mark.parametrize(
    ("properties", "wanted"),
    [
        ("", ("justify", 0, 28.35, 0, 8, False, 0)),
        ('<w:pStyle w:val="A"/>', ("justify", 0, 28.35, 6, 8, True, 0)),
        ('<w:pStyle w:val="B"/>', ("justify", 5, -2.5, 6, 8, True, 2)),
        (
            '<w:pStyle w:val="B"/><w:keepNext w:val="0"/><w:spacing w:before="0" w:after="40"/>'
            '<w:ind w:firstLine="720"/><w:jc w:val="center"/><w:outlineLvl w:val="9"/>',
            ("center", 5, 36, 0, 2, False, 0),
        ),
    ],
)
def test_every_value_comes_from_the_nearest_place(properties, wanted):
    found = layout(properties, styles=STYLES)
    assert wanted == (
        found.alignment,
        found.left,
        found.first,
        found.before,
        found.after,
        found.keep_next,
        found.outline,
    )
    assert found.line == LineSpacing("multiple", 1.0792)


@pytest.mark.parametrize(
    ("spacing", "wanted"),
    [
        ('w:line="240"', ("multiple", 1.0)),
        ('w:line="360" w:lineRule="auto"', ("multiple", 1.5)),
        ('w:line="276"', ("multiple", 1.15)),
        ('w:line="340" w:lineRule="exact"', ("exact", 17.0)),
        ('w:line="340" w:lineRule="atLeast"', ("least", 17.0)),
        ('w:lineRule="exact"', ("exact", 12.95)),
        ('w:line="17pt" w:lineRule="exact"', ("exact", 17.0)),
        ('w:line="x"', ("multiple", 1.0)),
    ],
)
def test_lines_are_a_multiple_exact_or_at_least(spacing, wanted):
    found = layout(f"<w:spacing {spacing}/>", styles=STYLES).line
    assert (found.kind, found.value) == wanted


@pytest.mark.parametrize(
    ("jc", "wanted"),
    [
        ("start", "left"),
        ("end", "right"),
        ("both", "justify"),
        ("distribute", "justify"),
        ("center", "center"),
    ],
)
def test_alignments_have_one_name(jc, wanted):
    assert layout(f'<w:jc w:val="{jc}"/>').alignment == wanted


def test_indents_of_both_sides_take_width():
    found = layout('<w:ind w:start="200" w:end="100"/>')
    assert (found.left, found.right, found.width) == (10, 5, WIDE - 15)


def test_hanging_wins_over_first_line():
    assert layout('<w:ind w:firstLine="100" w:hanging="40"/>').first == -2


def test_automatic_room_is_told():
    found = layout('<w:spacing w:before="60" w:beforeAutospacing="1" w:afterAutospacing="0"/>')
    assert (found.before, found.auto_before, found.after, found.auto_after) == (
        14.0,
        True,
        0,
        False,
    )
    settings = "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>"
    assert layout('<w:spacing w:beforeAutospacing="1"/>', settings=settings).before == 5.0


def test_contextual_spacing_between_neighbours_of_one_style():
    close = '<w:pStyle w:val="A"/><w:contextualSpacing/>'
    apart = '<w:pStyle w:val="B"/>'
    body = p(run("1"), properties=apart) + p(run("2"), properties=close)
    body += p(run("3"), properties=close) + p(run("4"), properties=apart)
    found = [(each.layout.before, each.layout.after) for each in looks(body, styles=STYLES)]
    assert found == [(6, 8), (6, 0), (0, 8), (6, 8)]


def test_a_table_between_them_parts_neighbours():
    close = '<w:contextualSpacing/><w:spacing w:before="60" w:after="60"/>'
    body = p(run("1"), properties=close) + table(p(run("ô"))) + p(run("2"), properties=close)
    found = [(each.layout.before, each.layout.after) for each in looks(body)]
    assert found == [(3, 3), (0, 0), (3, 3)]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_a_list_indents_over_the_style_and_below_what_stands_by_hand():
    found = layout(LISTED, styles=STYLES, numbering=NUMBERING)
    assert (found.left, found.first) == (36, -18)
    found = layout(LISTED + '<w:ind w:firstLine="720"/>', styles=STYLES, numbering=NUMBERING)
    assert (found.left, found.first) == (36, 36)


def test_a_style_that_is_counted_indents_over_its_list():
    styles = paragraph_style("L", LISTED + '<w:ind w:left="0" w:firstLine="567"/>')
    found = layout('<w:pStyle w:val="L"/>', styles=styles, numbering=NUMBERING)
    assert (found.left, found.first) == (0, 28.35)


def test_a_style_that_is_counted_has_the_indents_of_its_list():
    styles = paragraph_style("N", '<w:ind w:left="1"/>', default=True)
    styles += paragraph_style("L", LISTED, based="N")
    found = layout('<w:pStyle w:val="L"/>', styles=styles, numbering=NUMBERING)
    assert (found.left, found.first) == (36, -18)


def test_a_table_style_lays_out_over_the_defaults_and_below_paragraph_styles():
    styles = STYLES + style(
        "table", "T", more='<w:pPr><w:spacing w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>'
    )
    for named, wanted in (("Normal", (0, 1)), ("A", (6, 1))):
        inner = p(run("ô"), properties=f'<w:pStyle w:val="{named}"/>')
        (look,) = looks(table(inner, properties='<w:tblStyle w:val="T"/>'), styles=styles)
        assert (look.layout.before, look.layout.after) == wanted
        assert look.layout.line == LineSpacing("multiple", 1.0)


def test_pieces_of_one_paragraph_share_its_room():
    broken = run("MỘT").replace("</w:t>", "</w:t><w:br/><w:t>HAI</w:t>")
    body = p(broken, properties='<w:jc w:val="center"/><w:spacing w:before="40" w:after="60"/>')
    found = [(e.plain, e.layout.before, e.layout.after, e.piece) for e in looks(body)]
    assert found == [("MỘT", 2, 0, False), ("HAI", 0, 3, True)]


def test_empty_paragraphs_above_are_counted():
    found = looks(
        p(run("1")) + p() * 3 + p(run("2")) + table(p() + p(run("ô"))) + p() + p(run("3"))
    )
    assert [each.empty_above for each in found] == [0, 3, 1, 1]


def test_a_cell_is_as_wide_as_it_says_less_its_margins():
    width = '<w:tcW w:w="4000" w:type="dxa"/>'
    margins = '<w:tcMar><w:left w:w="40" w:type="dxa"/></w:tcMar>'
    (look,) = looks(table(p(run("ô"), properties='<w:ind w:left="100"/>'), cell=width + margins))
    assert (look.cell.width, look.cell.left, look.cell.right) == (200, 2, 5.75)
    assert look.layout.width == pytest.approx(200 - 2 - 5.75 - 5)
    assert (look.cell.row, look.cell.column, look.cell.table) == (0, 0, 0)


def test_margins_of_cells_come_from_the_table_then_its_style():
    style_ = style(
        "table",
        "TN",
        default=True,
        more='<w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108"'
        ' w:type="dxa"/></w:tblCellMar></w:tblPr>',
    )
    (look,) = looks(table(p(run("ô"))), styles=style_)
    assert (look.cell.left, look.cell.right, look.cell.width) == (5.4, 5.4, None)
    own = '<w:tblCellMar><w:start w:w="0" w:type="dxa"/></w:tblCellMar>'
    (look,) = looks(table(p(run("ô")), properties=own), styles=style_)
    assert (look.cell.left, look.cell.right) == (0, 5.4)


def cells(*widths, properties="", kind="dxa"):
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="{kind}"/></w:tcPr>{p(run("ô"))}</w:tc>'
        for each in widths
    )
    grid = '<w:gridCol w:w="2000"/>' * len(widths)
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr>"
        "</w:tbl>"
    )


def test_widths_in_percent_and_of_the_grid():
    half = '<w:tblW w:w="2500" w:type="pct"/>'
    found = looks(cells(1250, 3750, properties=half, kind="pct"))
    assert [each.cell.width for each in found] == pytest.approx([WIDE / 8, WIDE * 3 / 8])
    found = looks(cells(0, 0, kind="auto"))
    assert [each.cell.width for each in found] == [100, 100]
    found = looks(cells("50%", "50%", properties='<w:tblW w:w="100%" w:type="pct"/>', kind="pct"))
    assert [each.cell.width for each in found] == pytest.approx([WIDE / 2] * 2)


def test_a_cell_that_spans_has_the_columns_that_it_covers():
    grid = '<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="600"/>'
    row = (
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p(run("hai")) + "</w:tc><w:tc>"
        "<w:tcPr/>" + p(run("một")) + "</w:tc></w:tr>"
    )
    found = looks(f"<w:tbl><w:tblPr/>{grid}</w:tblGrid>{row}</w:tbl>")
    assert [(e.cell.column, e.cell.span, e.cell.width) for e in found] == [(0, 2, 150), (2, 1, 30)]


def test_a_table_in_a_cell_is_another_table():
    inner = table(p(run("trong")), cell='<w:tcW w:w="2000" w:type="dxa"/>')
    outer = table(p(run("ngoài")) + inner + p(run("sau")), cell='<w:tcW w:w="4000" w:type="dxa"/>')
    found = read_look(word_file(outer + PAGE))
    assert [each.cell.table for each in found.paragraphs] == [0, 1, 0]
    assert [each.nested for each in found.tables] == [False, True]
    assert [(each.first, each.last) for each in found.tables] == [(1, 3), (2, 2)]


def test_rows_that_repeat_and_rows_that_break():
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>" + p(run("ô")) + "</w:tc></w:tr>"
    head, whole = "<w:tblHeader/>", "<w:cantSplit/>"
    rows = "".join(row.format(each) for each in (head + whole, head, "", whole, head))
    (look,) = read_look(word_file(f"<w:tbl><w:tblPr/>{rows}</w:tbl>" + PAGE)).tables
    assert (look.rows, look.heading_rows, look.breaking_rows) == (5, 2, (1, 2, 4))


def test_in_a_text_box_the_box_is_the_column():
    box = (
        '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="1270000" cy="635000"/><a:graphic><a:graphicData>'
        '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1270000"'
        ' cy="635000"/></a:xfrm></wps:spPr><wps:txbx><w:txbxContent>'
        + p(run("trong hộp"))
        + '</w:txbxContent></wps:txbx><wps:bodyPr lIns="0"/></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )
    found = looks(p(run("ngoài"), box))
    assert [(each.plain, each.box) for each in found] == [("ngoài", False), ("trong hộp", True)]
    assert found[1].layout.width == pytest.approx(100 - 7.2)


TAB = "<w:r><w:tab/></w:r>"
STOP = '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs>'


@pytest.mark.parametrize(
    ("properties", "before", "wanted"),
    [
        ("", "", 0),
        ('<w:ind w:left="200" w:firstLine="567"/>', "", 38.35),
        ("", TAB, 36),
        ("", TAB * 2, 72),
        (STOP, TAB, 28.35),
        (STOP, TAB * 2, 36),
        (STOP + '<w:ind w:firstLine="567"/>', TAB, 36),
        ('<w:ind w:left="720" w:hanging="360"/>', TAB, 36),
        ('<w:ind w:left="800" w:hanging="400"/>', TAB, 40),
        (STOP + '<w:ind w:left="800" w:hanging="400"/>', TAB, 28.35),
        (STOP.replace("567", "1000") + '<w:ind w:left="800" w:hanging="400"/>', TAB, 40),
        ("", "<w:r><w:br/></w:r>", 0),
        ('<w:ind w:firstLine="567"/>', run("    "), 28.35 + 4 * 2.5),
        (STOP.replace("left", "center"), TAB, None),
        ('<w:jc w:val="center"/>', TAB, None),
        ('<w:jc w:val="both"/>', TAB, 36),
    ],
)
def test_where_the_first_letter_stands(properties, before, wanted):
    (look,) = looks(p(before, run("Giao", '<w:sz w:val="28"/>'), properties=properties))
    assert look.begins == (None if wanted is None else pytest.approx(wanted))
    assert not look.tabs


def test_tab_stops_stand_at_the_distance_that_the_file_says():
    settings = '<w:defaultTabStop w:val="567"/>'
    (look,) = looks(p(TAB, run("Giao")), settings=settings)
    assert look.begins == 28.35


def test_tabs_between_words_are_told():
    (look,) = looks(p(run("Một"), TAB, run("hai")))
    assert (look.tabs, look.plain) == (True, "Một hai")


def test_a_frame_is_its_own_column():
    for width, wanted in (('w:w="2000"', 100), ("", None)):
        found = layout(f'<w:framePr {width} w:hAnchor="margin" w:xAlign="center"/>')
        assert (found.frame, found.width) == (True, wanted)


def test_borders_of_a_paragraph_that_can_be_seen():
    found = layout(
        '<w:pBdr><w:top w:val="nil"/><w:bottom w:val="single" w:sz="6" w:space="1"'
        ' w:color="auto"/></w:pBdr>'
    ).borders
    assert [(e.side, e.style, e.weight, e.space, e.color) for e in found] == [
        ("bottom", "single", 0.75, 1.0, "000000")
    ]


def test_a_style_s_border_is_taken_off_by_hand():
    styles = paragraph_style("R", '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>')
    assert layout('<w:pStyle w:val="R"/>', styles=styles).borders
    none = '<w:pStyle w:val="R"/><w:pBdr><w:bottom w:val="none"/></w:pBdr>'
    assert layout(none, styles=styles).borders == ()


def test_sections_are_counted_and_two_columns_leave_the_width_open():
    first = '<w:pPr><w:sectPr><w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/></w:sectPr>'
    body = f"<w:p>{first}</w:pPr>{run('một')}</w:p>" + p(run("hai"))
    found = read_look(word_file(body + PAGE.replace("<w:pgMar", '<w:cols w:num="2"/><w:pgMar')))
    assert [each.section for each in found.paragraphs] == [0, 1]
    assert [each.landscape for each in found.sections] == [True, False]
    assert [each.layout.width for each in found.paragraphs] == [842 - 144, None]
