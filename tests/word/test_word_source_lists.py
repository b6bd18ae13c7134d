"""Numbers that Word counts are read as they print."""

import pytest
from word_sources import codes, p, read, run, texts


def level(at, text, form="decimal", more="", start=1):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, more="", numbers='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}{more}</w:abstractNum>{numbers}'


def num(identifier, *overrides, definition=0):
    return (
        f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{definition}"/>'
        f"{''.join(overrides)}</w:num>"
    )


def restart(at, start):
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def item(text, at=0, number=1, more=""):
    place = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(run(text), properties=place + more)


def test_levels_count_and_those_above_restart_those_below():
    numbering = lists(level(0, "%1."), level(1, "%1.%2."), level(2, "%3)", "lowerLetter"))
    body = "".join(item("x", at) for at in (0, 1, 2, 2, 1, 2, 0, 1))
    assert texts(body, numbering=numbering) == [
        "1. x",
        "1.1. x",
        "a) x",
        "b) x",
        "1.2. x",
        "a) x",
        "2. x",
        "2.1. x",
    ]


@pytest.mark.parametrize(
    ("form", "start", "printed"),
    [
        ("decimal", 9, ["9", "10"]),
        ("decimalZero", 9, ["09", "10"]),
        ("upperRoman", 3, ["III", "IV"]),
        ("lowerRoman", 9, ["ix", "x"]),
        ("upperLetter", 26, ["Z", "AA"]),
        ("lowerLetter", 4, ["d", "e"]),
        ("numberInDash", 1, ["- 1 -", "- 2 -"]),
        ("vietnameseCounting", 9, ["chín", "mười"]),
        ("none", 1, ["", ""]),
    ],
)
def test_forms_of_numbers_print_as_in_word(form, start, printed):
    numbering = lists(level(0, "Mục %1:", form, start=start))
    source = read(item("x") + item("y"), numbering=numbering)
    wanted = [f"Mục {a}: {b}" for a, b in zip(printed, "xy", strict=True)]
    assert [each.plain for each in source.paragraphs()] == wanted
    assert codes(source) == []


def test_a_series_that_the_file_lists_is_used():
    choice = (
        '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="a, b, c, d, đ, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    lvl = f'<w:lvl w:ilvl="0"><w:start w:val="4"/>{choice}<w:lvlText w:val="%1)"/></w:lvl>'
    assert texts(item("x") + item("y"), numbering=lists(lvl)) == ["d) x", "đ) y"]
    padded = lists(lvl.replace("a, b, c, d, đ, ...", "001, 002, ..."))
    assert texts(item("x"), numbering=padded) == ["004) x"]
    assert codes(read(item("x") * 3, numbering=lists(lvl))) == ["N107"]


def test_a_form_that_is_not_known_is_said():
    source = read(item("x"), numbering=lists(level(0, "%1.", "hebrew1")))
    assert [each.plain for each in source.paragraphs()] == ["1. x"]
    assert codes(source) == ["N107"]
    assert "hebrew1" in source.findings[0].message


def test_a_number_of_a_level_above_that_has_not_come_is_said():
    numbering = lists(level(0, "%1.", start=4), level(1, "%1.%2."))
    source = read(item("x", 1), numbering=numbering)
    assert [each.plain for each in source.paragraphs()] == ["4.1. x"]
    assert codes(source) == ["N107"]


def test_legal_numbers_are_decimal():
    numbering = lists(level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert texts(item("x") + item("y", 1), numbering=numbering) == ["I. x", "1.1 y"]


def test_lists_of_one_definition_go_on_unless_they_restart():
    numbering = lists(level(0, "%1."), numbers=num(1) + num(2) + num(3, restart(0, 5)))
    body = item("a") + item("b", number=2) + item("c", number=3) + item("d", number=3)
    assert texts(body, numbering=numbering) == ["1. a", "2. b", "5. c", "6. d"]


def test_a_list_may_have_a_level_of_its_own():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)")}</w:lvlOverride>'
    numbering = lists(level(0, "%1."), numbers=num(1) + num(2, own))
    assert texts(item("a") + item("b", number=2), numbering=numbering) == ["1. a", "(2) b"]


@pytest.mark.parametrize(("value", "last"), [("0", "%d) 2"), ("1", "%d) 1")])
def test_a_level_restarts_where_it_says(value, last):
    more = f'<w:lvlRestart w:val="{value}"/>'
    numbering = lists(level(0, "%1."), level(1, "%%d) %2", more=more))
    body = item("x") + item("x", 1) + item("x") + item("x", 1)
    assert texts(body, numbering=numbering)[-1] == f"%{last} x"


def test_what_follows_a_number_may_be_nothing():
    numbering = lists(level(0, "Điều %1:", more='<w:suff w:val="nothing"/>'))
    assert texts(item("x"), numbering=numbering) == ["Điều 1:x"]


@pytest.mark.parametrize(
    ("char", "font", "printed", "said"),
    [
        ("-", "Times New Roman", "-", False),
        ("+", "", "+", False),
        ("\uf0b7", "Symbol", "•", False),
        ("\uf02d", "Symbol", "-", False),
        ("\uf0a7", "Wingdings", "▪", False),
        ("\uf0d8", "Wingdings", "-", False),
        ("o", "Courier New", "◦", False),
        ("–", "", "-", False),
        ("\uf021", "Wingdings", "-", True),
        ("", "", "", False),
    ],
)
def test_signs_of_lists_are_dashes_or_themselves(char, font, printed, said):
    more = f'<w:rPr><w:rFonts w:hAnsi="{font}"/></w:rPr>'
    source = read(item("x"), numbering=lists(level(0, char, "bullet", more)))
    assert [each.plain for each in source.paragraphs()] == [f"{printed} x".strip()]
    assert codes(source) == ["N107"] * said


def test_a_picture_before_an_item_is_a_dash_and_said():
    numbering = lists(level(0, "?", "bullet", '<w:lvlPicBulletId w:val="0"/>'))
    source = read(item("x"), numbering=numbering)
    assert [each.plain for each in source.paragraphs()] == ["- x"]
    assert codes(source) == ["N107"]


def test_a_number_is_bold_by_its_level_or_by_the_mark_of_its_paragraph():
    numbering = lists(level(0, "%1.", more="<w:rPr><w:b/></w:rPr>"), level(1, "%2)"))
    body = item("x") + item("y", 1, more="<w:rPr><w:i/></w:rPr>")
    assert texts(body, numbering=numbering) == ["**1.** x", "*1)* y"]


def test_a_hidden_number_does_not_print():
    numbering = lists(level(0, "%1.", more="<w:rPr><w:vanish/></w:rPr>"))
    assert texts(item("x"), numbering=numbering) == ["x"]


STYLE = (
    '<w:style w:type="paragraph" w:styleId="{0}">{2}<w:pPr><w:numPr>{1}</w:numPr>{3}</w:pPr>'
    "</w:style>"
)


def test_lists_come_from_styles_and_a_level_knows_its_style():
    numbering = lists(
        level(0, "%1.", more='<w:pStyle w:val="H1"/>'),
        level(1, "%1.%2.", more='<w:pStyle w:val="H2"/>'),
    )
    list_one = '<w:numId w:val="1"/>'
    styles = (
        STYLE.format("H1", list_one, "", "")
        + STYLE.format("H2", list_one, "", "")
        + STYLE.format("H3", '<w:ilvl w:val="1"/>', '<w:basedOn w:val="H1"/>', "")
        + STYLE.format("H4", '<w:numId w:val="0"/>', '<w:basedOn w:val="H1"/>', "")
    )
    body = "".join(
        p(run("x"), properties=f'<w:pStyle w:val="{each}"/>') for each in ("H1", "H2", "H3", "H4")
    )
    assert texts(body, numbering=numbering, styles=styles) == ["1. x", "1.1. x", "1.2. x", "x"]


def test_a_definition_may_name_the_style_of_another_list():
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Lost"/></w:abstractNum>'
        + lists(level(0, "%1."), more='<w:styleLink w:val="L"/>')
        + num(2, definition=1)
        + num(3, definition=2)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    body = item("a", number=1) + item("b", number=2) + item("c", number=3)
    assert texts(body, numbering=numbering, styles=styles) == ["1. a", "2. b", "c"]
    assert texts(item("a", number=2), numbering=numbering) == ["a"]


def test_a_definition_that_names_itself_numbers_nothing():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>' + num(1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    assert texts(item("a"), numbering=numbering, styles=styles) == ["a"]


def test_a_list_that_is_not_there_numbers_nothing():
    assert texts(item("x", number=9), numbering=lists(level(0, "%1."))) == ["x"]
    assert texts(item("x", number=0), numbering=lists(level(0, "%1."))) == ["x"]
    assert texts(item("x", at="x"), numbering=lists(level(0, "%1."))) == ["1. x"]


def test_an_indent_of_the_list_goes_below_that_of_the_paragraph():
    indent = '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'
    numbering = lists(level(0, "%1.", more=indent))
    body = item("x") + item("y", more='<w:ind w:left="1440"/>')
    looks = [
        (each.look.left, each.look.first) for each in read(body, numbering=numbering).paragraphs()
    ]
    assert looks == [(36.0, -18.0), (72.0, -18.0)]


def test_an_item_without_text_prints_its_number():
    numbering = lists(level(0, "%1."))
    assert texts(item("") + item("x"), numbering=numbering) == ["1.", "2. x"]


def test_a_start_that_is_no_number_is_none():
    numbering = lists(level(0, "%1.").replace('w:start w:val="1"', 'w:start w:val="x"'))
    assert texts(item("x"), numbering=numbering) == ["0. x"]


def test_a_level_or_a_form_that_is_missing_prints_nothing_or_decimal():
    numbering = lists(level(1, "%1%2."))
    assert texts(item("x", 1), numbering=numbering) == ["1. x"]
    bare = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:lvlText w:val="%1."/></w:lvl>'
    assert texts(item("x"), numbering=lists(bare)) == ["3. x"]
