"""The text of a foreign Word file, in reading order, as it prints."""

import io
import unicodedata

import docx
import pytest
from word_sources import codes, dropped, p, read, run, texts, word_file

from soanthao.findings import Severity
from soanthao.notice.source import Place, SourceTable
from soanthao.word.package import close_package, open_package
from soanthao.word.source import read_source

BOLD, ITALIC = "<w:b/>", "<w:i/>"
BOX = "<w:txbxContent>{}</w:txbxContent>"


def field(code, result=""):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        + (f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else "")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_text_split_over_runs_is_joined_and_letters_composed():
    apart = unicodedata.normalize("NFD", "Ủy ban")
    body = p(*(run(char) for char in apart), run(" huyện"))
    assert texts(body) == ["Ủy ban huyện"]


def test_blanks_are_one_and_none_stand_at_the_ends():
    body = p(
        run("  một\u00a0\u00a0"),
        "<w:r><w:tab/><w:t>hai</w:t><w:br/><w:t>ba</w:t><w:cr/><w:t>bốn</w:t><w:ptab/></w:r>",
        run("\u3000năm "),
    )
    assert texts(body) == ["một hai ba bốn năm"]


@pytest.mark.parametrize(
    ("runs", "marked"),
    [
        ((run("a", BOLD), run(" "), run("b", BOLD)), "**a b**"),
        ((run("a", BOLD), run(" ", BOLD), run("b")), "**a** b"),
        ((run("a "), run("b", BOLD)), "a **b**"),
        ((run("a", BOLD + ITALIC), run(" ", ITALIC), run("b", ITALIC)), "***a**** b*"),
        ((run(" ", BOLD), run("a")), "a"),
    ],
)
def test_a_blank_prints_as_both_its_neighbours_do(runs, marked):
    assert texts(p(*runs)) == [marked]


def test_page_breaks_do_not_split_a_paragraph():
    body = p(run("một"), '<w:r><w:br w:type="page"/></w:r>', run("hai"))
    assert texts(body) == ["một hai"]


def test_hyphens_are_hyphens_and_what_nobody_sees_is_left_out_and_said():
    source = read(p("<w:r><w:t>TB</w:t><w:noBreakHyphen/><w:t>VP\u200b\u2011A\u00ad</w:t></w:r>"))
    assert [each.plain for each in source.paragraphs()] == ["TB-VP-A"]
    assert codes(source) == ["N110"]
    assert "2 ký tự" in source.findings[0].message


def test_links_controls_tags_and_fields_are_read_and_codes_of_fields_not():
    body = (
        p(
            f"<w:hyperlink>{run('một ')}</w:hyperlink>",
            f"<w:smartTag><w:smartTagPr/>{run('hai ')}</w:smartTag>",
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('ba ')}</w:sdtContent></w:sdt>",
            f'<w:fldSimple w:instr="DATE">{run("bốn ")}</w:fldSimple>',
            field('IF 1 = 1 "x"', "năm"),
        )
        + f"<w:sdt><w:sdtContent>{p(run('sáu'))}</w:sdtContent></w:sdt>"
    )
    assert texts(body) == ["một hai ba bốn năm", "sáu"]


def test_a_field_inside_the_code_of_another_prints_nothing():
    inner = field("MERGEFIELD x", "ẩn")
    body = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r>',
        inner,
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("hiện")}',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert texts(body) == ["hiện"]


def test_a_field_without_result_that_prints_something_is_said():
    assert codes(read(p(run("a"), field("LISTNUM")))) == ["N109"]
    assert codes(read(p(run("a"), field("TC")))) == []


def test_an_end_of_a_field_that_never_began_is_nothing():
    assert texts(p(run("a"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>')) == ["a"]


def test_a_text_box_follows_its_paragraph_once():
    box = BOX.format(p(run("hộp")))
    body = p(
        run("neo "),
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        run("tiếp"),
    ) + p(run("sau"))
    assert texts(body) == ["neo tiếp", "hộp", "sau"]


def test_where_nothing_is_to_choose_the_fallback_is_read():
    body = (
        p(
            f"<mc:AlternateContent><mc:Fallback>{run('một')}</mc:Fallback></mc:AlternateContent>",
            f"<w:r><mc:AlternateContent>{'<w:t>hai</w:t>'}</mc:AlternateContent></w:r>",
        )
        + f"<mc:AlternateContent><mc:Choice>{p(run('ba'))}</mc:Choice></mc:AlternateContent>"
    )
    assert texts(body) == ["mộthai", "ba"]


def test_pictures_are_said_and_lines_are_not():
    picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
    line = "<w:r><w:pict><v:line/></w:pict></w:r>"
    assert codes(read(p(run("a"), picture, picture))) == ["N103"]
    assert codes(read(p(line) + p(picture))) == ["N103"]
    assert codes(read(p(run("a"), line))) == []


def test_letters_as_art_are_dropped_and_named():
    art = '<w:r><w:pict><v:textpath string="MẬT"/></w:pict></w:r>'
    assert dropped(read(p(run("a"), art))) == [("MẬT", "chữ nghệ thuật (WordArt)")]


def test_a_formula_is_read_as_its_letters_and_said():
    formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    source = read(p(run("x = "), formula) + f"<m:oMathPara>{formula}</m:oMathPara>")
    assert [each.plain for each in source.paragraphs()] == ["x = a+b", "a+b"]
    assert codes(source) == ["N108", "N108"]


def test_an_embedded_document_is_said():
    source = read("<w:altChunk/>" + p(run("a")) + "<w:altChunk/>")
    assert codes(source) == ["N112", "N112"]
    assert [each.plain for each in source.paragraphs()] == ["a"]


def test_tables_are_read_cell_by_cell_those_inside_among_the_paragraphs():
    document = docx.Document()
    document.add_paragraph("trước")
    table = document.add_table(rows=2, cols=3)
    for at, cell in enumerate(table._cells):
        cell.text = f"ô {at}"
    inner = table.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong 1", "trong 2"
    table.cell(1, 0).merge(table.cell(1, 1))
    document.add_paragraph("sau")
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_source(buffer.getvalue())
    before, found, after = source.blocks
    assert isinstance(found, SourceTable)
    assert [[cell.plain for cell in row] for row in found.rows] == [
        ["ô 0", "ô 1 trong 1 trong 2", "ô 2"],
        ["ô 3 ô 4", "", "ô 5"],
    ]
    assert (before.plain, after.plain) == ("trước", "sau")
    assert after.place.paragraph == 10
    assert found.place.paragraph == 2


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(run(text))}</w:tc>"


RESTART = '<w:vMerge w:val="restart"/>'


def test_cells_that_go_on_from_above_are_empty_and_what_they_hide_is_named():
    table = (
        f"<w:tbl><w:tr>{cell('a', RESTART)}{cell('b')}</w:tr>"
        f"<w:tr>{cell('khuất', '<w:vMerge/>')}{cell('c')}</w:tr></w:tbl>"
    )
    source = read(table)
    (found,) = source.blocks
    assert [[each.plain for each in row] for row in found.rows] == [["a", "b"], ["", "c"]]
    assert dropped(source) == [("khuất", "chữ trong ô đã gộp, Word không in")]


def test_columns_that_a_row_skips_are_empty_cells():
    row = '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>{}</w:tr>'
    (found,) = read(f"<w:tbl>{row.format(cell('a'))}</w:tbl>").blocks
    assert [each.plain for each in found.rows[0]] == ["", "a", ""]


def test_hidden_rows_are_dropped_and_empty_tables_left_out():
    row = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell('ẩn')}</w:tr>"
    source = read(f"<w:tbl>{row}</w:tbl>" + p(run("a")))
    assert [type(block) for block in source.blocks] == [type(next(source.paragraphs()))]
    assert dropped(source) == [("ẩn", "hàng ẩn của bảng")]


def test_rows_and_cells_inside_controls_are_read():
    inside = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell('a')}</w:sdtContent></w:sdt>"
    rows = f"<w:sdt><w:sdtContent><w:tr>{inside}</w:tr></w:sdtContent></w:sdt>"
    more = f"<mc:Choice><w:tr>{cell('b')}</w:tr></mc:Choice>"
    more = f"<mc:AlternateContent>{more}</mc:AlternateContent>"
    assert texts(f"<w:tbl>{rows}{more}</w:tbl>") == ["a", "b"]


NOTES = (
    '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p>{}</w:footnote>'
)
CALL = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_a_note_stands_where_it_is_called():
    notes = NOTES.format(run(" Theo "), p(run("Công văn", ITALIC)))
    body = p(run("Giao Sở "), CALL, run(" A"))
    assert texts(body, footnotes=notes) == ["Giao Sở^[Theo *Công văn*] A"]


def test_an_endnote_is_a_note_as_well():
    notes = f'<w:endnote w:id="1">{p(run("cuối"))}</w:endnote>'
    body = p(run("a"), '<w:r><w:endnoteReference w:id="1"/></w:r>')
    assert texts(body, endnotes=notes) == ["a^[cuối]"]


def test_a_blank_before_the_call_at_the_end_is_none():
    assert texts(p(run("a "), CALL), footnotes=NOTES.format(run("b"), "")) == ["a^[b]"]
    assert texts(p(run("a "), CALL, run("c")), footnotes=NOTES.format(run("b"), "")) == ["a ^[b]c"]


def test_a_note_without_text_or_missing_is_said():
    for notes in ({}, {"footnotes": NOTES.format("", "")}):
        source = read(p(run("a"), CALL), **notes)
        assert [each.text.marked_up() for each in source.paragraphs()] == ["a"]
        assert codes(source) == ["N113"]


def test_the_own_mark_of_a_note_is_not_text():
    call = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    source = read(p(run("a"), call, run(" b")), footnotes=NOTES.format(run("chú"), ""))
    assert [each.text.marked_up() for each in source.paragraphs()] == ["a^[chú] b"]
    assert dropped(source) == [("*", "dấu chú thích")]


def test_a_comment_is_a_finding_at_its_place_without_its_author():
    comments = (
        f'<w:comment w:id="7" w:author="Nguyễn A">{p(run("xem lại"))}{p(run("số"))}</w:comment>'
    )
    body = p(run("một")) + p(run("hai"), '<w:r><w:commentReference w:id="7"/></w:r>')
    source = read(body, comments=comments)
    (finding,) = source.findings
    assert (finding.code, finding.where, finding.severity) == ("N102", "đoạn 2", Severity.INFO)
    assert finding.message == "nhận xét của người sửa: “xem lại số”"
    assert finding.path == "tb.docx"


def test_a_comment_says_on_which_words_it_hangs():
    comments = f'<w:comment w:id="7">{p(run("đã hỏi chưa"))}</w:comment>'
    start, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    gone = '<w:del w:id="1"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    call = '<w:r><w:commentReference w:id="7"/></w:r>'
    source = read(
        p(run("giao "), start, run("Công "), gone, run("an"), end, call), comments=comments
    )
    (finding,) = [each for each in source.findings if each.code == "N102"]
    assert finding.message == "nhận xét của người sửa: “đã hỏi chưa”, ở chữ “Công an”"


def test_headers_footers_and_page_numbers_are_dropped_and_named():
    section = (
        '<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId2"/>'
        '<w:headerReference r:id="rId1"/><w:headerReference r:id="rId9"/></w:sectPr>'
    )
    source = read(
        p(run("a")) + section,
        header=p('<w:fldSimple w:instr=" PAGE ">' + run("2") + "</w:fldSimple>"),
        footer=p(run("Lưu hành nội bộ")) + p(run("trang "), field("PAGE", "3")),
    )
    assert dropped(source) == [("2", "số trang"), ("Lưu hành nội bộ trang 3", "chân trang")]
    assert [each.plain for each in source.paragraphs()] == ["a"]


def test_pages_are_counted_by_the_marks_that_word_left():
    mark = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        p(run("một"), '<w:r><w:br w:type="page"/></w:r>')
        + p(mark, run("hai"), mark, run(" còn"))
        + p(run("ba"))
    )
    places = [each.place for each in read(body).paragraphs()]
    assert places == [Place(1, 1), Place(2, 2), Place(3, 3)]


def test_pages_are_counted_by_breaks_where_word_left_no_marks():
    section = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'
    body = (
        p(run("một"), '<w:r><w:br w:type="page"/></w:r>')
        + p(run("hai"), properties=section.format("nextPage"))
        + p(run("ba"), properties="<w:pageBreakBefore/>" + section.format("nextPage"))
        + p(run("bốn"), properties=section.format("continuous"))
        + p(run("năm"))
        + section.format("continuous")
    )
    pages = [each.place.page for each in read(body).paragraphs()]
    assert pages == [1, 2, 4, 4, 4]


def test_a_row_that_breaks_in_two_cells_turns_one_page():
    mark = "<w:r><w:lastRenderedPageBreak/></w:r>"
    broken = f"<w:tc>{p(run('a'))}{p(mark, run('b'))}</w:tc>"
    source = read(f"<w:tbl><w:tr>{broken}{broken}</w:tr></w:tbl>" + p(run("sau")))
    assert [each.place.page for each in source.paragraphs()] == [1, 2, 1, 2, 2]


def test_where_nothing_is_told_of_pages_there_are_none():
    assert next(read(p(run("a"))).paragraphs()).place == Place(0, 1)


def test_strict_files_are_read_like_others():
    members = open_package(word_file(p(run("a", BOLD)), styles=""))
    members = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
            b"http://purl.oclc.org/ooxml/wordprocessingml/",
        )
        for name, content in members.items()
    }
    assert b"purl" in members["word/document.xml"]
    source = read_source(close_package(members))
    assert [each.text.marked_up() for each in source.paragraphs()] == ["**a**"]


def test_an_address_in_a_strict_file_stays_as_it_is():
    address = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert texts(p(run(address))) == [address]


def test_a_field_that_never_ends_swallows_nothing_silently():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    source = read(p(run("một "), begin) + p(run("hai")))
    assert [each.plain for each in source.paragraphs()] == ["một"]
    assert dropped(source) == [("hai", "chữ trong mã của trường")]
    assert codes(source) == ["N109"]


def test_a_note_called_by_hidden_letters_is_dropped_with_them():
    call = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    source = read(p(run("a"), call), footnotes=NOTES.format(run("b"), ""))
    assert [each.text.marked_up() for each in source.paragraphs()] == ["a"]
    assert dropped(source) == [("b", "chú thích của chữ ẩn")]


def test_a_comment_is_said_once_and_a_long_one_in_part():
    comments = f'<w:comment w:id="7">{p(run("x" * 3_000))}</w:comment>'
    mark = '<w:r><w:commentReference w:id="7"/></w:r>'
    (finding,) = read(p(run("a"), mark, mark) + p(run("b"), mark), comments=comments).findings
    assert finding.message.endswith("x…”")
    assert len(finding.message) < 2_100


def test_what_stands_in_a_wrapper_is_read():
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>trên</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>dưới</w:t>"
    ruby += "</w:r></w:rubyBase></w:ruby></w:r>"
    assert texts(p(ruby, f"<w:bdo>{run(' lạ')}</w:bdo>")) == ["dưới lạ"]


def test_a_group_of_drawings_is_read_once():
    box = BOX.format(p(run("hộp")))
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    group = f"<w:r><w:drawing><mc:AlternateContent>{both}</mc:AlternateContent></w:drawing></w:r>"
    assert texts(p(run("a"), group)) == ["a", "hộp"]


def test_sections_alone_turn_pages():
    section = '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
    body = p(run("một"), properties=section) + p(run("hai")) + section
    assert [each.place.page for each in read(body).paragraphs()] == [1, 2]


def test_a_text_box_inside_the_code_of_a_field_has_fields_of_its_own():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    box = f"<w:r><w:drawing>{BOX.format(p(run('hộp')))}</w:drawing></w:r>"
    assert texts(p(begin, box, end, run("sau"))) == ["sau", "hộp"]


def test_comments_of_xml_are_nothing():
    note = "<!-- ghi chú --><?pi?>"
    body = f"{note}<w:p>{note}<w:r>{note}<w:t>a</w:t><w:pict>{note}</w:pict></w:r></w:p>"
    assert texts(body) == ["a"]


def test_a_picture_in_a_header_is_said_to_be_there():
    section = '<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>'
    picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
    (finding,) = read(p(run("a")) + section, header=p(picture)).findings
    assert (finding.code, finding.where) == ("N103", "đầu trang")
