"""Bold, italic, capitals, hidden letters and the look of paragraphs, as Word shows them."""

import pytest
from word_sources import codes, dropped, p, read, run, texts

from soanthao.notice.source import Look

B = "<w:b/>"
OFF = '<w:b w:val="0"/>'


def style(identifier, kind, letters="", lines="", *, base="", default=False):
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"{mark}>{based}'
        f"<w:pPr>{lines}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def defaults(letters="", lines=""):
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{lines}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


HEADING = '<w:pStyle w:val="Heading"/>'
STRONG = '<w:rStyle w:val="Strong"/>'
STYLES = (
    style("Normal", "paragraph", default=True)
    + style("Base", "paragraph", B)
    + style("Heading", "paragraph", base="Base")
    + style("Plain", "paragraph", OFF, base="Base")
    + style("Strong", "character", B)
)


@pytest.mark.parametrize(
    ("paragraph", "letters", "bold"),
    [
        ("", "", False),
        ("", B, True),
        ("", '<w:b w:val="true"/>', True),
        ("", '<w:b w:val="off"/>', False),
        ("", STRONG, True),
        (HEADING, "", True),
        (HEADING, OFF, False),
        (HEADING, STRONG, False),
        (HEADING, STRONG + B, True),
        ('<w:pStyle w:val="Plain"/>', "", False),
        ('<w:pStyle w:val="Plain"/>', STRONG, True),
        ('<w:pStyle w:val="Missing"/>', '<w:rStyle w:val="Missing"/>', False),
    ],
)
def test_styles_toggle_and_direct_format_decides(paragraph, letters, bold):
    body = p(run("a", letters), properties=paragraph)
    assert texts(body, styles=STYLES) == ["**a**" if bold else "a"]


def test_what_is_bold_by_default_stays_bold():
    styles = defaults(B) + STYLES
    assert texts(p(run("a")), styles=styles) == ["**a**"]
    assert texts(p(run("a"), properties=HEADING), styles=styles) == ["**a**"]
    assert texts(p(run("a", OFF)), styles=styles) == ["a"]


def test_the_default_style_is_what_a_paragraph_without_one_has():
    styles = style("Normal", "paragraph", "<w:i/>", default=True)
    assert texts(p(run("a")), styles=styles) == ["*a*"]


def test_styles_based_on_each_other_in_a_circle_are_read_once():
    styles = style("A", "paragraph", B, base="C") + style("C", "paragraph", "<w:i/>", base="A")
    assert texts(p(run("a"), properties='<w:pStyle w:val="A"/>'), styles=styles) == ["***a***"]


TABLE = (
    '<w:style w:type="table" w:styleId="T"><w:rPr><w:i/></w:rPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="lastCol"><w:rPr><w:i w:val="0"/></w:rPr></w:tblStylePr></w:style>'
)


@pytest.mark.parametrize(
    ("look", "cells"),
    [
        ('<w:tblLook w:val="0120"/>', ["***a***", "**b**", "*c*", "d"]),
        ('<w:tblLook w:firstRow="1" w:lastColumn="0" w:val="0100"/>', None),
        ('<w:tblLook w:val="none"/>', ["*a*", "*b*", "*c*", "*d*"]),
        ("", ["*a*", "*b*", "*c*", "*d*"]),
    ],
)
def test_a_table_style_prints_its_first_row_and_last_column_otherwise(look, cells):
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{p(run(each))}</w:tc>' for each in row)}</w:tr>"
        for row in ("ab", "cd")
    )
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/>{look}</w:tblPr>{rows}</w:tbl>'
    assert texts(body, styles=TABLE) == (cells or ["***a***", "***b***", "*c*", "*d*"])


def test_letters_printed_as_capitals_are_capitals():
    assert texts(p(run("Thông báo ß", "<w:caps/>"))) == ["THÔNG BÁO ß"]


def test_hidden_letters_are_dropped():
    source = read(p(run("thấy "), run("ẩn ", "<w:vanish/>"), run("ẩn nữa", "<w:vanish/>")))
    assert [each.plain for each in source.paragraphs()] == ["thấy"]
    assert dropped(source) == [("ẩn ẩn nữa", "chữ ẩn")]


def test_a_paragraph_whose_mark_is_hidden_joins_the_next():
    body = p(run("một "), properties="<w:rPr><w:vanish/></w:rPr>") + p(run("hai"))
    assert texts(body) == ["một hai"]


@pytest.mark.parametrize("letters", ['<w:color w:val="FFFFFF"/>', '<w:sz w:val="8"/>'])
def test_letters_that_nobody_reads_are_kept_and_said(letters):
    source = read(p(run("mờ", letters)))
    assert [each.plain for each in source.paragraphs()] == ["mờ"]
    assert codes(source) == ["N111"]


def look(body, **parts):
    return [each.look for each in read(body, **parts).paragraphs()]


def test_the_look_comes_from_defaults_styles_and_the_paragraph():
    styles = defaults('<w:sz w:val="28"/>', '<w:spacing w:before="120"/>') + style(
        "Normal",
        "paragraph",
        lines='<w:jc w:val="both"/><w:ind w:left="240" w:firstLine="720"/>',
        default=True,
    )
    body = p(run("một"), run("!", '<w:sz w:val="20"/>')) + p(
        run("hai"),
        properties='<w:jc w:val="center"/><w:ind w:hanging="360"/><w:spacing w:before="0"/>',
    )
    assert look(body, styles=styles) == [
        Look("justify", 12.0, 36.0, 14.0, gap=True),
        Look("center", 12.0, -18.0, 14.0, gap=False),
    ]


def test_without_any_word_about_it_a_paragraph_stands_left_in_ten_points():
    assert look(p(run("a"))) == [Look("left", 0.0, 0.0, 10.0, gap=False)]


@pytest.mark.parametrize(
    ("indent", "left"),
    [
        ('w:start="1in"', 72.0),
        ('w:left="36pt"', 36.0),
        ('w:left="1e9"', 0.0),
        ('w:left="x"', 0.0),
    ],
)
def test_lengths_may_have_units_and_nonsense_is_none(indent, left):
    (found,) = look(p(run("a"), properties=f"<w:ind {indent}/>"))
    assert found.left == left


def test_room_above_is_a_gap_room_between_lines_is_none():
    after = '<w:spacing w:after="120"/>'
    close = '<w:contextualSpacing/><w:spacing w:after="120" w:before="60"/>'
    auto = '<w:spacing w:beforeAutospacing="1" w:before="0"/>'
    body = (
        p(run("1"), properties=after)
        + p(run("2"), properties=close)
        + p(run("3"), properties=close)
        + p()
        + p(run("4"))
        + p(run("5"), properties=auto)
    )
    assert [each.gap for each in look(body)] == [False, True, False, True, True]


def fonts(name):
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_letters_of_old_fonts_become_unicode_and_that_is_said():
    body = p(run("Th«ng b\u00b8o", fonts(".VnTime")), run(" kÕt", fonts(".VnTime"))) + p(
        run("chñ tÞch", fonts(".VnTimeH")), run(" Coâng v", fonts("VNI-Times"))
    )
    source = read(body)
    assert [each.plain for each in source.paragraphs()] == ["Thông báo kết", "CHỦ TỊCH Công v"]
    assert [(each.code, each.where) for each in source.findings] == [
        ("N104", "đoạn 1"),
        ("N104", "đoạn 2"),
        ("N104", "đoạn 2"),
    ]


def test_a_mark_in_the_next_run_belongs_to_its_letter():
    body = p(run("Coâ", fonts("VNI-Times")), run("ng vie", fonts("VNI-Times"))) + p(
        run("o", fonts("VNI-Times")), run("äi", fonts("VNI-Times") + B)
    )
    assert texts(body) == ["Công vie", "ộ**i**"]


def test_a_soft_hyphen_of_tcvn3_is_a_letter():
    body = p(
        f"<w:r><w:rPr>{fonts('.VnTime')}</w:rPr><w:t>Tr</w:t><w:softHyphen/><w:t>¬ng</w:t></w:r>"
    )
    assert texts(body) == ["Trương"]


def test_unicode_typed_in_an_old_font_stays_and_is_said():
    source = read(
        p(run("Thông báo về việc", fonts(".VnTime"))) + p(run("cá nhân", fonts(".VnTime")))
    )
    assert [each.plain for each in source.paragraphs()] == ["Thông báo về việc", "cá nhân"]
    assert codes(source) == ["N105"]


def test_both_in_one_paragraph_go_as_the_file_goes_and_are_said():
    body = p(run("Th«ng b\u00b8o kÕt luËn", fonts(".VnTime"))) + p(
        run("lu«n việc", fonts(".VnTime"))
    )
    source = read(body)
    assert [each.plain for each in source.paragraphs()] == ["Thông báo kết luận", "luôn việc"]
    assert codes(source) == ["N105", "N104"]


def test_fonts_come_from_styles_and_themes():
    theme = (
        "<a:themeElements><a:fontScheme><a:majorFont><a:latin typeface='VNI-Times'/></a:majorFont>"
        "<a:minorFont><a:latin typeface='.VnTime'/><a:cs typeface='Arial'/></a:minorFont>"
        "</a:fontScheme></a:themeElements>"
    )
    styles = defaults('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')
    major = '<w:rFonts w:hAnsiTheme="majorHAnsi"/>'
    script = '<w:cs/><w:rFonts w:cstheme="minorBidi" w:hAnsi=".VnTime"/>'
    body = p(run("hép ")) + p(run("hoäp", major)) + p(run("hép", script))
    assert texts(body, styles=styles, theme=theme) == ["hộp", "hộp", "hép"]
    assert texts(p(run("hép")), styles=styles) == ["hép"]


def symbol(code, font):
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def test_signs_of_symbol_fonts_are_the_characters_that_they_look_like():
    body = p(
        symbol("F0B7", "Symbol"),
        symbol("F0E0", "Wingdings"),
        run("\uf0b3\u00a3", '<w:rFonts w:hAnsi="Symbol"/>'),
        symbol("zz", "Symbol"),
    )
    assert texts(body) == ["•→≥≤"]


def test_a_sign_that_only_its_font_knows_stays_and_is_said():
    source = read(p(symbol("F021", "Wingdings"), run("a\uf0ff")))
    assert [each.plain for each in source.paragraphs()] == ["\uf021a\uf0ff"]
    assert codes(source) == ["N106", "N106"]
    assert "“Wingdings”" in source.findings[0].message


def test_only_the_font_of_letters_beyond_ascii_makes_old_letters():
    styles = defaults('<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')
    latin = '<w:rFonts w:ascii="Times New Roman"/>'
    assert texts(p(run("hép", latin)), styles=styles) == ["hộp"]
    assert texts(p(run("hép", '<w:rFonts w:ascii=".VnTime"/>'))) == ["hép"]


def test_letters_that_look_old_in_another_font_stay_and_are_said():
    source = read(p(run("th\u00abng b\u00b8o kÕt luËn cña chñ tÞch")))
    assert next(source.paragraphs()).plain.startswith("th\u00ab")
    assert codes(source) == ["N114"]
