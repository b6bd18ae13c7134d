"""Lines inside one paragraph, and columns made of tabs, are read as they look."""

import pytest
from word_sources import p, read, run

from soanthao.notice.source import SourceTable

BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"
CENTRED = '<w:jc w:val="center"/>'


def lines(*texts, properties=""):
    runs = (run(text) + BREAK for text in texts)
    body = p(*runs, properties=properties)
    return [each.plain for each in read(body).paragraphs()]


@pytest.mark.parametrize(
    "texts",
    [
        ("1. Phòng A rà soát", "2. Phòng B báo cáo"),
        ("- TT. Huyện ủy", "- Lưu: VT."),
        ("THÔNG BÁO", "Kết luận của Chủ tịch"),
        ("Thực hiện xong.", "Các xã báo cáo"),
        ("PHÓ CHỦ TỊCH", "Lê Thị Mẫu"),
        ("Giao Phòng A:", "a) Rà soát", "b) Báo cáo"),
    ],
)
def test_a_line_that_begins_something_new_is_a_paragraph(texts):
    assert lines(*texts) == list(texts)


def test_a_break_inside_a_sentence_is_a_blank():
    assert lines("Giao Phòng A rà soát các", "dự án trên địa bàn") == [
        "Giao Phòng A rà soát các dự án trên địa bàn"
    ]


def test_an_empty_line_parts_what_stands_around_it():
    assert lines("Giám đốc", "", "", "Lê Thị Mẫu") == ["Giám đốc", "Lê Thị Mẫu"]


def test_in_the_middle_every_line_is_a_paragraph():
    texts = ["ỦY BAN NHÂN DÂN", "XÃ MINH ĐỨC"]
    assert lines(*texts, properties=CENTRED) == texts


def test_a_note_stays_in_its_line():
    called = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{p(run("ghi"))}</w:footnote>'
    source = read(p(run("Một."), called, BREAK, run("Hai.")), footnotes=notes)
    first, second = source.paragraphs()
    assert (len(first.text.pieces), first.plain, len(second.text.pieces)) == (2, "Một.", 1)


def foot(*rows):
    body = "".join(
        p(*(TAB * 4 if text == "|" else run(text) for text in row)) for row in (("Họp.",), *rows)
    )
    return read(body).blocks


def test_recipients_and_a_signature_beside_them_are_told_apart():
    _, table, rest = foot(
        ("Nơi nhận:", "|", "KT. CHỦ TỊCH"),
        ("- Các phòng;", "|", "PHÓ CHỦ TỊCH"),
        ("- Các xã;",),
        ("- Lưu: VT.", "|", "(đã ký)"),
        ("|", "Lê Thị Mẫu"),
        ("PHỤ LỤC",),
    )
    assert isinstance(table, SourceTable)
    assert [[each.plain for each in cell.paragraphs] for cell in table.rows[0]] == [
        ["Nơi nhận:", "- Các phòng;", "- Các xã;", "- Lưu: VT."],
        ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(đã ký)", "Lê Thị Mẫu"],
    ]
    assert rest.plain == "PHỤ LỤC"


def test_blanks_make_columns_as_tabs_do():
    _, table = foot(("Nơi nhận:          CHỦ TỊCH",), ("- Lưu: VT.          Lê Thị Mẫu",))
    assert [cell.plain for cell in table.rows[0]] == [
        "Nơi nhận: - Lưu: VT.",
        "CHỦ TỊCH Lê Thị Mẫu",
    ]


def test_recipients_alone_are_paragraphs():
    assert len(foot(("Nơi nhận:",), ("- Các phòng;",))) == 3
