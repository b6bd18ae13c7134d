"""A Word file mended: blanks and marks across runs, looks set directly, all else as it was."""

import pytest
from word_sources import p, run, word_file

from soanthao.word.ground import Ground
from soanthao.word.look import read_look
from soanthao.word.package import open_package, parse_xml
from soanthao.word.repair import compose, repair
from soanthao.word.repair_model import Beside, Layout, Letters, PageNumber, Section, Words
from soanthao.word.source import read_all, read_source
from soanthao.word.styles import NAMESPACE

TNR = "Times New Roman"


def texts(data):
    return [each.plain for each in read_source(data).paragraphs()]


def document(data):
    return open_package(data)["word/document.xml"].decode()


@pytest.mark.parametrize(
    ("content", "old", "new", "becomes"),
    [
        ([run("Nội vụ ; Văn phòng")], " ;", ";", "Nội vụ; Văn phòng"),
        ([run("Nội vụ "), run("; Văn")], " ;", ";", "Nội vụ; Văn"),
        ([run("Nội vụ"), run(" "), run(" ; Văn")], " ;", ";", "Nội vụ; Văn"),
        ([run("điện,nước")], ",", ", ", "điện, nước"),
        ([run("điện,", "<w:b/>"), run("nước")], ",", ", ", "điện, nước"),
        ([run("ngày 9 tháng 1")], "9", "09", "ngày 09 tháng 1"),
        ([run("T/L CHỦ")], "T/L CHỦ", "TL. CHỦ", "TL. CHỦ"),
        ([run("Số 7 / TB - UBND")], "Số 7 / TB - UBND", "Số: 07/TB-UBND", "Số: 07/TB-UBND"),
        ([run("UBND xã")], "UBND xã", "- UBND xã;", "- UBND xã;"),
        ([run("a – b")], "–", "-", "a - b"),
        ([run("một; hai")], "; hai", "hai", "mộthai"),
    ],
)
def test_marks_and_blanks_become_others_wherever_runs_part_them(content, old, new, becomes):
    data = word_file(p(*content))
    (plain,) = texts(data)
    at = plain.index(old)
    mended = repair(data, [Words(1, at, at + len(old), new)])
    assert texts(mended.data) == [becomes]
    assert mended.plains == {1: becomes}
    assert len(mended.applied) == 1


def test_what_is_inserted_prints_like_the_character_before_it():
    data = word_file(p(run("điện,", "<w:b/>"), run("nước")))
    mended = repair(data, [Words(1, 4, 5, ", ")]).data
    assert "điện, </w:t>" in document(mended)


@pytest.mark.parametrize(
    "between",
    ["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'],
)
def test_a_blank_that_is_no_blank_of_a_text_stays(between):
    data = word_file(p(run("Nội vụ"), between, run(" ; Văn phòng")))
    mended = repair(data, [Words(1, 6, 7, "")])
    assert mended.applied == ()
    assert mended.data == data


def test_a_number_that_word_counts_is_no_text_to_change():
    data = word_file(p(run("b", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), run(" a ;")))
    assert Ground.of(read_all(data)).lines[1].marks is None
    assert repair(data, [Words(1, 3, 4, "")]).applied == ()


def test_repairs_of_one_paragraph_do_not_move_each_other():
    data = word_file(p(run("một ,hai ,"), run("ba ,bốn")))
    plain = texts(data)[0]
    ats = [at for at, char in enumerate(plain) if char == ","]
    todo = [Words(1, at - 1, at + 1, ",") for at in ats]
    mended = repair(data, todo)
    assert texts(mended.data) == ["một,hai,ba,bốn"]
    assert mended.plains == {1: "một,hai,ba,bốn"}


def test_what_nobody_sees_between_two_characters_is_not_thrown_away():
    data = word_file(p(run("Nội vụ\u200b ; Văn phòng")))
    assert repair(data, [Words(1, 6, 7, "")]).applied == ()


def test_letters_print_as_wanted_and_neighbours_stay():
    data = word_file(p(run("một hai ba", '<w:i/><w:sz w:val="30"/>')) + p(run("khác")))
    mended = repair(
        data, [Letters(1, 4, 7, size=14, bold=True, italic=False, color="000000", font=TNR)]
    ).data
    runs = read_look(mended).paragraphs[0].runs
    assert [
        (each.text, each.letters.size, each.letters.bold, each.letters.italic) for each in runs
    ] == [
        ("một ", 15, False, True),
        ("hai", 14, True, False),
        (" ba", 15, False, True),
    ]
    assert read_look(mended).paragraphs[1] == read_look(data).paragraphs[1]
    assert texts(mended) == texts(data)


def test_new_properties_stand_in_the_order_of_the_schema():
    body = p(
        run("a", '<w:rStyle w:val="x"/><w:u w:val="single"/>'),
        properties='<w:pStyle w:val="b"/><w:jc w:val="left"/><w:rPr><w:b/></w:rPr>',
    )
    section = '<w:sectPr><w:pgMar w:top="1000"/><w:cols/><w:docGrid/></w:sectPr>'
    todo = [
        Letters(1, 0, 1, 14, bold=True, italic=True, color="000000", font=TNR),
        Layout(1, "justify", 28.35, 6, 1.0),
        Section(0, paper=(595.3, 841.9), margins=(("top", 56.7),), decimal=True, title_page=True),
    ]
    root = parse_xml(document(repair(word_file(body + section), todo).data).encode(), "a")
    assert {name: children(root, name) for name in ("r/w:rPr", "p/w:pPr", "sectPr")} == {
        "r/w:rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u"],
        "p/w:pPr": ["pStyle", "spacing", "ind", "contextualSpacing", "jc", "rPr"],
        "sectPr": ["pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid"],
    }


def children(root, name):
    found = root.find(f".//w:{name}", {"w": NAMESPACE})
    return [each.tag.rpartition("}")[2] for each in found]


def test_fonts_of_a_theme_give_way():
    data = word_file(
        p(run("chữ", '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'))
    )
    mended = repair(data, [Letters(1, 0, 3, font=TNR)]).data
    assert "Theme" not in document(mended)
    assert read_look(mended).paragraphs[0].runs[0].letters.fonts == (TNR,)


def test_a_layout_is_what_word_shows_then():
    spacing = '<w:spacing w:before="0" w:beforeLines="50" w:line="480" w:lineRule="exact"/>'
    data = word_file(p(run("a"), properties=f'{spacing}<w:ind w:left="720" w:hanging="360"/>'))
    layout = read_look(repair(data, [Layout(1, "justify", 36, 6, 1.5)]).data).paragraphs[0].layout
    assert (layout.alignment, layout.left, layout.first, layout.before) == ("justify", 0, 36, 6)
    assert (layout.line.kind, layout.line.value) == ("multiple", 1.5)


HEADER = p('<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'


def test_the_number_of_the_page_is_mended_where_it_stands():
    data = word_file(p(run("a")) + SECTION, header=HEADER)
    wanted = [PageNumber("header", 13, upright=True, centred=True), Beside(TNR)]
    (number,) = read_look(repair(data, wanted).data).sections[0].numbers
    assert (number.letters.size, number.alignment, number.letters.fonts) == (13, "center", (TNR,))


def test_a_header_with_words_or_tabs_keeps_its_place():
    for content in (HEADER.replace(">2<", ">Trang 2<"), HEADER.replace("<w:t>", "<w:tab/><w:t>")):
        data = word_file(p(run("a")) + SECTION, header=content)
        assert repair(data, [PageNumber("header", centred=True)]).applied == ()


def test_a_header_of_the_first_page_that_nobody_saw_is_not_brought_to_light():
    first = SECTION.replace("default", "first")
    data = word_file(p(run("a")) + first, header=HEADER)
    assert repair(data, [Section(0, title_page=True)]).applied == ()


def test_what_is_right_already_changes_no_byte():
    data = word_file(p(run("a", '<w:b w:val="1"/><w:bCs w:val="1"/>')))
    mended = repair(data, [Letters(1, 0, 1, bold=True), Letters(9, 0, 1, bold=True)])
    assert (mended.applied, mended.data) == ((), data)


def test_letters_are_composed_and_counted_by_words():
    data = word_file(p(run("Sở Y tế".replace("ở", "o\u031b\u0309")), run(" được")))
    new, count = compose(data)
    assert (count, texts(new)) == (1, ["Sở Y tế được"])
    assert "Sở Y tế" in document(new)
    assert compose(new) == (new, 0)
