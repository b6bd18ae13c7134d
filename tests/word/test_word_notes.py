"""Notes and what stands beside the text are read back, hostile ones above all."""

import dataclasses
import unicodedata

import pytest
from word_documents import EXTRACT, NOTICE, render

from soanthao.notice.document import FIRST_CALL, LAST_CALL, Paragraph, call
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.word.aside import read_aside
from soanthao.word.package import BrokenWordFileError, close_package, open_package
from soanthao.word.reader import W, read_notes, read_paragraphs

SPACE = f'xmlns:w="{W[1:-1]}"'
LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="n" Target="{target}" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/footnotes"/></Relationships>'
)
CALLED = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def note(identifier, *paragraphs, kind=""):
    kind = f' w:type="{kind}"' if kind else ""
    texts = "".join(f"<w:p><w:r><w:footnoteRef/></w:r>{each}</w:p>" for each in paragraphs)
    return f'<w:footnote w:id="{identifier}"{kind}>{texts}</w:footnote>'


def word_file(body, notes="", target="footnotes.xml", **more):
    members = {"word/document.xml": f"<w:document {SPACE}><w:body>{body}</w:body></w:document>"}
    if notes:
        members["word/footnotes.xml"] = f"<w:footnotes {SPACE}>{notes}</w:footnotes>"
        members["word/_rels/document.xml.rels"] = LINK.format(target=target)
    members |= {name.replace("_", "/") + ".xml": content for name, content in more.items()}
    return close_package({name: content.encode() for name, content in members.items()})


def paragraph(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def test_notes_are_numbered_by_their_calls_not_by_their_ids():
    body = paragraph(run("a"), CALLED.format(7), run("b")) + paragraph(CALLED.format(3))
    data = word_file(body, note(3, run(" ba")) + note(7, run(" bảy"), run("hai đoạn")))
    assert read_paragraphs(data) == (f"a{call(1)}b", call(2))
    assert read_notes(data) == (f"{call(1)} bảy hai đoạn", f"{call(2)} ba")
    assert read_aside(data) == ("", ())


@pytest.mark.parametrize("target", ["footnotes.xml", "/word/footnotes.xml"])
def test_the_part_of_the_notes_is_what_the_relationships_say(target):
    data = word_file(paragraph(CALLED.format(1)), note(1, run(" x")), target=target)
    assert read_notes(data) == (f"{call(1)} x",)


def test_notes_that_no_relationship_names_are_beside_the_text():
    body = paragraph(run("a"), CALLED.format(1))
    data = word_file(body, note(1, run("lạ")), target="nowhere.xml")
    assert read_notes(data) == (f"{call(1)} ",)
    assert read_aside(data)[1] == ("lạ",)


def test_a_call_without_relationships_has_no_note():
    assert read_notes(word_file(paragraph(CALLED.format(1)))) == (f"{call(1)} ",)


def test_relationships_without_notes_name_none():
    members = open_package(word_file(paragraph(CALLED.format(1)), note(1, run("lạ"))))
    links = members["word/_rels/document.xml.rels"].decode()
    members["word/_rels/document.xml.rels"] = links.replace("/footnotes", "/styles").encode()
    assert read_notes(close_package(members)) == (f"{call(1)} ",)


def test_a_note_called_twice_stands_twice():
    data = word_file(paragraph(CALLED.format(1), CALLED.format(1)), note(1, run(" x")))
    assert read_notes(data) == (f"{call(1)} x", f"{call(2)} x")


def test_a_note_that_nothing_calls_is_beside_the_text():
    data = word_file(paragraph(run("a"), CALLED.format(1)), note(1, run("x")) + note(2, run("lạ")))
    assert read_notes(data) == (f"{call(1)} x",)
    assert read_aside(data)[1] == ("lạ",)


def test_a_note_of_figures_alone_that_nothing_calls_is_beside_the_text():
    assert read_aside(word_file(paragraph(run("a")), note(1, run("2026"))))[1] == ("2026",)


def test_a_note_that_only_a_hidden_run_calls_is_beside_the_text():
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    data = word_file(paragraph(run("a"), hidden), note(1, run("lạ")))
    assert read_paragraphs(data) == ("a",)
    assert read_notes(data) == ()
    assert read_aside(data)[1] == ("lạ",)


def test_a_note_that_a_header_calls_is_beside_the_text():
    header = f"<w:hdr {SPACE}>{paragraph(CALLED.format(1))}</w:hdr>"
    data = word_file(paragraph(run("a")), note(1, run("lạ")), word_header1=header)
    assert read_notes(data) == ()
    assert read_aside(data)[1] == ("lạ",)


@pytest.mark.parametrize(
    "properties", ["<w:vanish/>", '<w:sz w:val="2"/>', '<w:color w:val="ffffff"/>']
)
def test_hidden_words_of_a_note_are_beside_the_text(properties):
    data = word_file(paragraph(CALLED.format(1)), note(1, run("thấy") + run("giấu", properties)))
    assert read_notes(data) == (f"{call(1)} thấy",)
    assert read_aside(data)[1] == ("giấu",)


def test_words_of_a_separator_are_beside_the_text():
    separator = note(-1, run("lạ"), kind="separator")
    data = word_file(paragraph(CALLED.format(1)), separator + note(1, run("x")))
    assert read_aside(data)[1] == ("lạ",)


def test_a_second_note_of_the_same_id_is_beside_the_text():
    data = word_file(paragraph(CALLED.format(1)), note(1, run("x")) + note(1, run("lạ")))
    assert read_notes(data) == (f"{call(1)} x",)
    assert read_aside(data)[1] == ("lạ",)


def test_a_call_inside_a_note_is_seen():
    data = word_file(paragraph(CALLED.format(1)), note(1, run("x") + CALLED.format(2)))
    assert read_notes(data) == (f"{call(1)} x{call(1)}",)


def test_more_calls_than_there_are_characters_for_do_no_harm():
    many = LAST_CALL - FIRST_CALL + 3
    (text,) = read_paragraphs(word_file(paragraph(CALLED.format(1) * many)))
    assert len(text) == many
    assert set(text[-3:]) == {chr(LAST_CALL)}


def test_broken_notes_are_refused():
    members = open_package(word_file(paragraph(CALLED.format(1)), note(1, run("x"))))
    members["word/footnotes.xml"] = b"<broken"
    with pytest.raises(BrokenWordFileError, match="footnotes"):
        read_notes(close_package(members))


def data_table(*rows, style="data-table"):
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>" for cells in rows
    )
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>{lines}</w:tbl>'


def test_a_row_of_a_data_table_is_one_line_and_its_empty_cells_are_left_out():
    row = (paragraph(run("một")), paragraph(), paragraph(run("hai")) + paragraph(run("ba")))
    data = word_file(data_table(row, (paragraph(CALLED.format(1)), paragraph())))
    assert read_paragraphs(data) == ("một hai ba", call(1))


def test_rows_inside_a_control_are_rows_too_and_deleted_ones_none():
    row = f"<w:tr><w:tc>{paragraph(run('một'))}</w:tc><w:tc>{paragraph(run('hai'))}</w:tc></w:tr>"
    table = data_table().replace(
        "</w:tblPr>", f"</w:tblPr><w:sdt>{row}</w:sdt><w:del>{row}</w:del>"
    )
    assert read_paragraphs(word_file(table)) == ("một hai",)


def test_a_row_of_any_other_table_is_read_cell_by_cell():
    row = (paragraph(run("một")), paragraph(run("hai")))
    assert read_paragraphs(word_file(data_table(row, style="TableGrid"))) == ("một", "hai")


def test_headers_come_before_footers_and_both_before_the_rest_line_by_line():
    data = word_file(
        paragraph(run("a")),
        word_aFooter=f"<w:ftr {SPACE}>{paragraph(run('chân'))}{paragraph(run('hai'))}</w:ftr>",
        word_zHeader=f"<w:hdr {SPACE}>{paragraph(run('đầu'))}</w:hdr>",
        word_comments=f"<w:comments {SPACE}>{paragraph(run('ghi'))}</w:comments>",
    )
    assert read_aside(data)[1] == ("đầu", "chân", "hai", "ghi")


def test_text_beside_is_composed():
    decomposed = unicodedata.normalize("NFD", "Ủy ban")
    header = f"<w:hdr {SPACE}>{paragraph(run(decomposed))}</w:hdr>"
    assert read_aside(word_file(paragraph(run("a")), word_header1=header))[1] == ("Ủy ban",)


@pytest.mark.parametrize("document", [NOTICE, EXTRACT], ids=["notice", "extract"])
def test_a_note_added_to_a_finished_file_is_seen(document):
    members = open_package(render(document))
    notes = members["word/footnotes.xml"].decode()
    added = notes.replace("</w:footnotes>", note(9, run("của đơn vị khác")) + "</w:footnotes>")
    members["word/footnotes.xml"] = added.encode()
    assert read_aside(close_package(members))[1] == ("của đơn vị khác",)


def test_the_words_of_a_note_are_never_run_as_a_template():
    text = "{{ 7*7 }} {% raw %} & <w:p/>"
    called = RichText.of((Run("Một việc."), Footnote((Run(text, bold=True),))))
    body = (Paragraph("body", called),)
    data = render(dataclasses.replace(NOTICE, body=body, annexes=()))
    assert read_notes(data) == (f"{call(1)} {text}",)


@pytest.mark.parametrize(
    ("size", "seen"), [("x", True), ("", False), ("11.5", False), ("12", True)]
)
def test_letters_count_as_hidden_below_6_points_whatever_stands_for_their_size(size, seen):
    data = word_file(paragraph(run("chữ", f'<w:sz w:val="{size}"/>')))
    assert read_paragraphs(data) == (("chữ",) if seen else ())


def test_who_wrote_a_file_is_beside_the_text():
    core = "<cp xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>Ai đó</dc:creator></cp>"
    assert read_aside(word_file(paragraph(run("a")), docProps_core=core))[1] == ("Ai đó",)
