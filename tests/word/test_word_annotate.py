"""Comments on a Word file: at the right words, nothing else changed, the same bytes each time."""

import io

import docx
import pytest
from word_sources import p, run, word_file

from soanthao.word.annotate import Comment, annotate
from soanthao.word.editing import forbidden
from soanthao.word.ground import Ground
from soanthao.word.look import read_look
from soanthao.word.package import open_package
from soanthao.word.source import read_all, read_source

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
ROOT_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
MAIN = (
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
)


def whole(body, **parts):
    """A file that python-docx opens, too."""
    from soanthao.word.package import close_package

    members = open_package(word_file(body, **parts))
    types = TYPES.replace("></Types>", f">{MAIN}</Types>")
    return close_package(
        {"[Content_Types].xml": types.encode(), "_rels/.rels": ROOT_RELS.encode(), **members}
    )


def hung(data):
    """The words on which each comment hangs, by what it says."""
    told = {}
    for finding in read_source(data).findings:
        if finding.code == "N102":
            text = finding.message.removeprefix("nhận xét của người sửa: ")
            said, _, words = text.partition(", ở chữ ")
            told[said.strip("“”")] = words.strip("“”")
    return told


BODY = p(run("Giao Sở "), run("Tài chính", "<w:b/>"), run(" báo cáo")) + p(run("Hai đoạn"))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (5, 7, "Sở"),
        (8, 17, "Tài chính"),
        (6, 10, "ở Tà"),
        (0, 4, "Giao"),
        (17, 18, "h b"),
        (0, 0, "Giao Sở Tài chính báo cáo"),
        (18, 99, "báo cáo"),
    ],
)
def test_a_comment_hangs_on_its_words_and_nothing_else_changes(start, end, words):
    data = whole(BODY)
    new = annotate(data, [Comment("sai", 1, start, end)])
    assert hung(new) == {"sai": words}
    assert read_source(new).blocks == read_source(data).blocks
    assert read_look(new) == read_look(data)


def test_comments_may_lie_over_each_other():
    data = whole(BODY)
    new = annotate(
        data,
        [
            Comment("a", 1, 5, 17),
            Comment("b", 1, 8, 11),
            Comment("c", 1, 5, 17),
            Comment("d", 2, 0, 3),
            Comment("e", 1, 0, 6),
        ],
    )
    expected = {"a": "Sở Tài chính", "b": "Tài", "c": "Sở Tài chính", "d": "Hai", "e": "Giao S"}
    assert hung(new) == expected
    assert read_source(new).blocks == read_source(data).blocks


def test_what_is_about_the_whole_document_hangs_on_the_first_paragraph():
    assert hung(annotate(whole(BODY), [Comment("lề")])) == {"lề": "Giao Sở Tài chính báo cáo"}


def test_equal_input_gives_equal_bytes_and_no_clock():
    data = whole(BODY)
    one, two = (annotate(data, [Comment("sai", 1, 5, 7)]) for _ in range(2))
    assert one == two
    assert b"w:date" not in open_package(one)["word/comments.xml"]


def test_word_libraries_list_the_comments_and_whose_they_are():
    document = docx.Document(io.BytesIO(annotate(whole(BODY), [Comment("một\nhai", 1, 0, 4)])))
    (comment,) = document.comments
    assert (comment.author, comment.initials, comment.text) == ("soanthao", "ST", "một\nhai")


def test_comments_of_the_leader_stay_and_ids_are_unique():
    marks = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    call = '<w:r><w:commentReference w:id="7"/></w:r>'
    said = '<w:comment w:id="7" w:author="LĐ"><w:p><w:r><w:t>xem lại</w:t></w:r></w:p></w:comment>'
    data = whole(p(marks[0], run("Giao Sở"), marks[1], call, run(" Y tế")), comments=said)
    new = annotate(data, [Comment("sai", 1, 5, 11), Comment("thiếu", 1, 0, 4)])
    assert hung(new) == {"xem lại": "Giao Sở", "sai": "Sở Y t", "thiếu": "Giao"}
    comments = open_package(new)["word/comments.xml"].decode()
    assert [f'w:id="{n}"' in comments for n in (7, 8, 9)] == [True] * 3


def test_blanks_fields_breaks_and_tabs_are_met_on_the_way():
    body = p(
        run("  Một   "),
        "<w:r><w:tab/><w:t>hai </w:t><w:br/><w:t>ba</w:t></w:r>",
        '<w:hyperlink><w:r><w:t xml:space="preserve"> bốn năm</w:t></w:r></w:hyperlink>',
    )
    data = whole(body)
    (paragraph,) = read_source(data).paragraphs()
    at = paragraph.plain.index("hai")
    new = annotate(data, [Comment("x", 1, at, at + 6), Comment("y", 1, at + 11, at + 14)])
    assert hung(new) == {"x": "hai ba", "y": "năm"}
    assert read_source(new).blocks == read_source(data).blocks


def test_a_decomposed_letter_keeps_its_accents():
    data = whole(p(run("Giao Sở Y tế".replace("ở", "o\u031b\u0309"))))
    new = annotate(data, [Comment("x", 1, 5, 7)])
    assert hung(new) == {"x": "Sở"}
    assert read_source(new).blocks == read_source(data).blocks


def test_in_a_text_box_the_paragraph_around_it_takes_the_comment():
    inner = p(run("trong hộp"))
    box = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    data = whole(p(run("ngoài"), box))
    assert (
        b"commentRange"
        not in open_package(annotate(data, [Comment("x", 2, 0, 5)]))["word/document.xml"].split(
            b"txbxContent"
        )[1]
    )


def test_letters_of_an_old_font_have_no_ground_and_the_paragraph_is_meant():
    font = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    data = whole(p(run("b", font), run(" Giao việc")))
    assert Ground.of(read_all(data)).lines[1].marks is None
    assert hung(annotate(data, [Comment("x", 1, 2, 6)]))["x"].endswith("Giao việc")


@pytest.mark.parametrize(
    ("code", "body", "parts"),
    [
        ("", BODY, {}),
        ("", BODY, {"settings": '<w:documentProtection w:edit="forms" w:enforcement="0"/>'}),
        ("N701", p(f"<w:ins>{run('thêm')}</w:ins>"), {}),
        ("N701", p("<w:r><w:rPr><w:b/><w:rPrChange/></w:rPr><w:t>a</w:t></w:r>"), {}),
        (
            "N702",
            BODY,
            {"settings": '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'},
        ),
        ("N702", BODY, {"settings": '<w:writeProtection w:recommended="1"/>'}),
    ],
)
def test_what_must_not_be_written_anew(code, body, parts):
    assert forbidden(whole(body, **parts)) == code


def test_a_signed_or_strict_file_must_not_be_written_anew():
    from soanthao.word.package import close_package

    members = open_package(whole(BODY))
    assert forbidden(close_package({**members, "_xmlsignatures/sig1.xml": b"<a/>"})) == "N703"
    strict = members["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert forbidden(close_package({**members, "word/document.xml": strict})) == "N704"
