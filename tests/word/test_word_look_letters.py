"""Letters as Word shows them, on every way that a value can come (ISO/IEC 29500-1, 17.7.2)."""

import pytest
from word_sources import p, run, word_file

from soanthao.word.look import read_look

THEME = (
    '<a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="010203"/>'
    '</a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472c4"/>'
    "</a:accent1></a:clrScheme>"
    '<a:fontScheme name="x"><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/>'
    '<a:cs typeface="Arial"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/>'
    '<a:ea typeface=""/><a:cs typeface="Tahoma"/></a:minorFont></a:fontScheme></a:themeElements>'
)


def style(kind, name, letters="", *, based="", default=False, more=""):
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{first}>'
        f'<w:name w:val="{name} name"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f"{more}<w:rPr>{letters}</w:rPr></w:style>"
    )


def defaults(letters="", paragraph=""):
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def letters(body, **parts):
    """The looks of the first paragraph's runs."""
    look = read_look(word_file(body, **parts)).paragraphs[0]
    return [each.letters for each in look.runs]


def one(body, **parts):
    (look,) = letters(body, **parts)
    return look


def size(points):
    return f'<w:sz w:val="{points * 2}"/>'


def test_word_prints_ten_points_of_times_where_nothing_says_more():
    look = one(p(run("Việc")))
    assert (look.size, look.fonts, look.color) == (10.0, ("Times New Roman",), "000000")
    assert (look.bold, look.italic, look.underline, look.caps) == (False, False, "", False)


CHAIN = (
    defaults(size(8))
    + style("table", "T", size(9))
    + style("paragraph", "Normal", default=True)
    + style("paragraph", "P1", size(11))
    + style("paragraph", "P2", based="P1")
    + style("paragraph", "P3", size(12), based="P1")
    + style("character", "C1", size(13))
    + style("character", "C2", based="C1")
)


@pytest.mark.parametrize(
    ("paragraph", "character", "direct", "wanted"),
    [
        ("", "", "", 8),
        ("P1", "", "", 11),
        ("P2", "", "", 11),
        ("P3", "", "", 12),
        ("P3", "C1", "", 13),
        ("P1", "C2", "", 13),
        ("P3", "C2", size(14), 14),
        ("missing", "missing", "", 8),
    ],
)
def test_size_comes_from_the_nearest_place(paragraph, character, direct, wanted):
    named = f'<w:pStyle w:val="{paragraph}"/>' if paragraph else ""
    style_ = f'<w:rStyle w:val="{character}"/>' if character else ""
    assert one(p(run("Việc", style_ + direct), properties=named), styles=CHAIN).size == wanted


def table(content, *, properties="", cell=""):
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr><w:tc><w:tcPr>{cell}</w:tcPr>{content}"
        "</w:tc></w:tr></w:tbl>"
    )


def test_a_table_style_is_stronger_than_defaults_and_weaker_than_a_paragraph_style():
    in_table = '<w:tblStyle w:val="T"/>'
    assert one(table(p(run("Ô")), properties=in_table), styles=CHAIN).size == 9
    named = p(run("Ô"), properties='<w:pStyle w:val="P1"/>')
    assert one(table(named, properties=in_table), styles=CHAIN).size == 11


def test_a_table_style_prints_its_first_row_in_another_way():
    part = (
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:sz w:val="32"/></w:rPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:tblStylePr>'
    )
    styles = style("table", "T", size(9), more=part)
    look = '<w:tblStyle w:val="T"/><w:tblLook w:val="0020" w:firstRow="1" w:firstColumn="{}"/>'
    found = one(table(p(run("Ô")), properties=look.format(0)), styles=styles)
    assert (found.size, found.bold) == (15.0, True)
    found = one(table(p(run("Ô")), properties=look.format(1)), styles=styles)
    assert (found.size, found.bold) == (16.0, True)


@pytest.mark.parametrize("paragraph", [True, False])
@pytest.mark.parametrize("character", [True, False])
def test_styles_toggle_bold_and_a_run_decides(paragraph, character):
    """17.7.3: a bold character style in a bold paragraph style is not bold."""
    bold, none = "<w:b/>", ""
    styles = style("paragraph", "P", bold if paragraph else none)
    styles += style("character", "C", bold if character else none)
    named, of_run = '<w:pStyle w:val="P"/>', '<w:rStyle w:val="C"/>'
    assert one(p(run("a", of_run), properties=named), styles=styles).bold is (
        paragraph != character
    )
    for direct, wanted in (("<w:b/>", True), ('<w:b w:val="0"/>', False)):
        body = p(run("a", of_run + direct), properties=named)
        assert one(body, styles=styles).bold is wanted


def test_inside_one_chain_the_nearer_style_decides():
    styles = style("paragraph", "P1", "<w:b/><w:i/>")
    styles += style("paragraph", "P2", '<w:b w:val="false"/>', based="P1")
    look = one(p(run("a"), properties='<w:pStyle w:val="P2"/>'), styles=styles)
    assert (look.bold, look.italic) == (False, True)


def test_bold_of_the_defaults_is_not_toggled_off():
    styles = defaults("<w:b/>")
    assert one(p(run("a")), styles=styles).bold
    styles += style("paragraph", "P", "<w:b/>", default=True) + style("character", "C", "<w:b/>")
    assert one(p(run("a", '<w:rStyle w:val="C"/>')), styles=styles).bold


FONTS = '<w:rFonts w:ascii="{}" w:hAnsi="{}" w:eastAsia="{}" w:cs="{}"/>'


@pytest.mark.parametrize(
    ("text", "more", "wanted"),
    [
        ("UBND 12", "", ("A",)),
        ("Việc", "", ("A", "H")),
        ("ệ", "", ("H",)),
        ("“", "", ("H",)),
        ("“", "hint", ("E",)),
        ("中", "", ("E",)),
        ("ก", "", ("C",)),
        ("UBND", "<w:cs/>", ("C",)),
        ("UBND", "<w:rtl/>", ("C",)),
        ("ệ", "<w:cs/>", ("C",)),
    ],
)
def test_every_class_of_characters_has_its_font(text, more, wanted):
    fonts = FONTS.format(*"AHEC")
    if more == "hint":
        fonts, more = fonts.replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" '), ""
    assert one(p(run(text, fonts + more))).fonts == wanted


def test_fonts_are_inherited_each_for_itself():
    styles = defaults(FONTS.format(*"AHEC")) + style(
        "paragraph", "P", '<w:rFonts w:hAnsi="Arial"/>', default=True
    )
    assert one(p(run("Việc")), styles=styles).fonts == ("A", "Arial")
    assert one(p(run("Vi")), styles=styles).fonts == ("A",)


@pytest.mark.parametrize(
    ("fonts", "wanted"),
    [
        ('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="majorHAnsi"/>', ("Calibri", "Cambria")),
        ('<w:rFonts w:ascii="A" w:hAnsi="A" w:asciiTheme="minorHAnsi"/>', ("A", "Calibri")),
    ],
)
def test_a_theme_font_supersedes_the_name_beside_it(fonts, wanted):
    assert one(p(run("Việc", fonts)), theme=THEME).fonts == wanted


def test_a_name_replaces_the_theme_font_of_a_style():
    styles = defaults('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')
    direct = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    assert one(p(run("Việc")), styles=styles, theme=THEME).fonts == ("Calibri",)
    found = one(p(run("Việc", direct)), styles=styles, theme=THEME)
    assert found.fonts == ("Times New Roman",)


def test_complex_letters_have_sizes_and_weights_of_their_own():
    both = '<w:sz w:val="26"/><w:szCs w:val="40"/><w:bCs/>'
    assert one(p(run("a", both))).size == 13
    look = one(p(run("a", both + "<w:cs/>")))
    assert (look.size, look.bold) == (20, True)


@pytest.mark.parametrize(
    ("color", "wanted"),
    [
        ("", "000000"),
        ('<w:color w:val="auto"/>', "000000"),
        ('<w:color w:val="0000ff"/>', "0000FF"),
        ('<w:color w:val="000000" w:themeColor="text1"/>', "010203"),
        ('<w:color w:val="1F3864" w:themeColor="accent1"/>', "4472C4"),
        ('<w:color w:val="1F3864" w:themeColor="accent1" w:themeShade="80"/>', "1F3864"),
        ('<w:color w:themeColor="accent1" w:themeShade="80"/>', None),
        ('<w:color w:themeColor="accent6"/>', None),
    ],
)
def test_colours_are_settled_or_unknown(color, wanted):
    assert one(p(run("a", color)), theme=THEME).color == wanted


def test_automatic_colour_replaces_a_style_s_blue():
    styles = style("paragraph", "P", '<w:color w:val="0000FF"/>', default=True)
    assert one(p(run("a")), styles=styles).color == "0000FF"
    assert one(p(run("a", '<w:color w:val="auto"/>')), styles=styles).color == "000000"


def test_the_rest_of_a_run_s_look():
    look = one(
        p(
            run(
                "a",
                '<w:u w:val="double"/><w:strike/><w:smallCaps/><w:highlight w:val="yellow"/>'
                '<w:spacing w:val="-10"/><w:w w:val="90"/><w:position w:val="6"/>'
                '<w:vertAlign w:val="superscript"/>',
            )
        )
    )
    assert (look.underline, look.strike, look.small_caps) == ("double", True, True)
    assert (look.highlight, look.spacing, look.scale) == ("yellow", -0.5, 90)
    assert (look.raised, look.script) == (3.0, "superscript")
    assert one(p(run("a", '<w:shd w:val="clear" w:fill="FFFF00"/>'))).highlight == "FFFF00"
    assert one(p(run("a", '<w:u w:val="none"/>'))).underline == ""


def test_caps_are_printed_and_told():
    look = read_look(word_file(p(run("thông báo", "<w:caps/>")))).paragraphs[0]
    assert look.plain == "THÔNG BÁO"
    assert look.runs[0].letters.caps


def test_runs_are_the_text_with_blanks_joined():
    body = p(run("  Giao ", "<w:b/>"), run("  Sở"), run(" A ", "<w:i/>"), run("  làm. "))
    look = read_look(word_file(body)).paragraphs[0]
    assert look.plain == "Giao Sở A làm."
    assert [(each.text, each.letters.bold, each.letters.italic) for each in look.runs] == [
        ("Giao ", True, False),
        ("Sở", False, False),
        (" A ", False, True),
        ("làm.", False, False),
    ]


def test_a_letter_is_whole_though_its_mark_stands_in_the_next_run():
    body = p(run("Vie", "<w:b/>"), run("\u0323\u0302c"))
    look = read_look(word_file(body)).paragraphs[0]
    assert [(each.text, each.letters.bold) for each in look.runs] == [("Việ", True), ("c", False)]


def test_letters_of_old_fonts_keep_their_font():
    fonts = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    body = p(run("C«ng ", fonts), run("v", fonts + "<w:u w:val='single'/>"), run("¨n", fonts))
    look = read_look(word_file(body)).paragraphs[0]
    assert look.plain == "Công văn"
    assert [(each.text, each.letters.underline) for each in look.runs] == [
        ("Công ", ""),
        ("v", "single"),
        ("ăn", ""),
    ]
    assert {each.letters.fonts for each in look.runs} == {(".VnTime",)}


def test_changes_are_accepted_and_hidden_letters_left_out():
    body = p(
        run("Cũ ", "<w:b/>")
        .replace("<w:r>", '<w:del w:id="1"><w:r>')
        .replace("</w:r>", "</w:r></w:del>"),
        run("ẩn ", "<w:vanish/>"),
        '<w:ins w:id="2">' + run("mới") + "</w:ins>",
    )
    look = read_look(word_file(body)).paragraphs[0]
    assert [each.text for each in look.runs] == ["mới"]


def test_the_number_of_a_list_has_the_letters_of_its_mark_and_level():
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:rPr><w:b/></w:rPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    marked = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    marked += '<w:rPr><w:rStyle w:val="C"/><w:i/></w:rPr>'
    body = p(run("Giao", size(14)), properties=marked)
    styles = style("character", "C", size(20))
    look = read_look(word_file(body, numbering=numbering, styles=styles)).paragraphs[0]
    assert [(each.text, each.letters.size, each.letters.bold) for each in look.runs] == [
        ("1. ", 20.0, True),
        ("Giao", 14.0, False),
    ]
    assert [each.letters.italic for each in look.runs] == [True, False]
    assert (look.marker, look.counted) == ("1.", True)
