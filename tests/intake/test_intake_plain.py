"""Text files are read as they would be printed, and no character is lost."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.intake.plain import UnreadableTextError, read_source
from soanthao.notice.source import Place, SourceTable

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
LONG = "Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp, Chủ tịch kết luận như sau:"


def read(text):
    return read_source(text.encode(), "tb.md")


def texts(text):
    return [each.text.marked_up() for each in read(text).paragraphs()]


def codes(text):
    return [finding.code for finding in read(text).findings]


def test_a_sentence_broken_by_a_page_end_is_one_paragraph():
    assert texts("- Sở A làm xong trước\n\nngày **30/6/2020**.") == [
        "- Sở A làm xong trước ngày **30/6/2020**."
    ]


def test_a_joint_is_told():
    assert codes("- Sở A làm xong trước\n\nngày 30/6/2020.") == ["N135"]


@pytest.mark.parametrize("below", ["1. Giao Sở A", "a) Giao Sở A", "- Giao Sở A", "II. Việc"])
def test_a_marker_begins_a_paragraph(below):
    assert texts(f"Giao các sở làm\n\n{below}") == ["Giao các sở làm", below]


def test_a_line_that_only_looks_like_an_item_goes_on():
    assert texts(f"{LONG}\nTheo quy định tại Khoản\n3 - Điều 61 Luật Lâm nghiệp.")[1] == (
        "Theo quy định tại Khoản 3 - Điều 61 Luật Lâm nghiệp."
    )


def test_lines_of_the_header_stay_apart():
    lines = ["Số: 12/TB-UBND", "Xuân Lâm, ngày 05 tháng 6 năm 2025", "**THÔNG BÁO**"]
    assert texts("\n\n".join(lines)) == lines


def test_bold_goes_over_a_hard_line_break():
    assert texts("**TL. CHỦ TỊCH  \nCHÁNH VĂN PHÒNG**") == [
        "**TL. CHỦ TỊCH**",
        "**CHÁNH VĂN PHÒNG**",
    ]


def test_lines_wrapped_by_hand_are_joined():
    lines = [
        "Sở Tài chính rà soát các nguồn vốn. Sở",
        "Nội vụ theo dõi việc chấm công hằng tuần",
        "và báo cáo Ủy ban nhân dân xã mỗi quý.",
    ]
    assert texts("\n".join(lines)) == [" ".join(lines)]


def test_marks_without_a_partner_stay():
    source = read("Giao **Sở A chủ trì.")
    assert [each.plain for each in source.blocks] == ["Giao **Sở A chủ trì."]
    assert [each.code for each in source.findings] == ["N133"]


def test_an_escaped_mark_is_a_character():
    assert [each.plain for each in read(r"Giá 5 \* 3 và a_b_c").blocks] == ["Giá 5 * 3 và a_b_c"]


def test_underscores_are_italic():
    assert texts("Giao _Sở A_ chủ trì.") == ["Giao *Sở A* chủ trì."]


def test_a_heading_is_bold():
    assert texts("## I. Đánh giá chung") == ["**I. Đánh giá chung**"]


def test_a_header_written_as_a_pipe_row_keeps_its_columns():
    (table,) = read(
        "| UBND XÃ AN LÂM ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
        "  --------- |\n| --- | --- |\n| Số: 4/TB-UBND | *An Lâm, ngày 14 tháng 10 năm 2024 * |"
    ).blocks
    assert isinstance(table, SourceTable)
    assert [[[p.text.marked_up() for p in c.paragraphs] for c in row] for row in table.rows] == [
        [
            ["UBND XÃ AN LÂM"],
            ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        ],
        [["Số: 4/TB-UBND"], ["*An Lâm, ngày 14 tháng 10 năm 2024*"]],
    ]


def test_recipients_in_one_cell_are_lines():
    text = "| *Nơi nhận:* - Sở A; - Lưu: VT. | CHỦ TỊCH     Lê Văn B |\n| --- | --- |"
    assert texts(text) == ["*Nơi nhận:*", "- Sở A;", "- Lưu: VT.", "CHỦ TỊCH", "Lê Văn B"]


def test_notes_stand_where_they_are_called():
    source = read("Dự họp[^1] có Sở A.\n\n[^1]: Vắng: Sở B.")
    assert [each.text.marked_up() for each in source.paragraphs()] == [
        "Dự họp^[Vắng: Sở B.] có Sở A."
    ]


def test_a_call_without_its_note_and_a_note_without_its_call_are_told():
    source = read("Dự họp[^1] có Sở A.\n\n[^2]: Vắng: Sở B.")
    assert [each.code for each in source.findings] == ["N134", "N134"]
    assert [each.text for each in source.dropped] == ["[^2]: Vắng: Sở B."]


def test_comments_are_dropped_and_told():
    source = read("Giao Sở A.<!-- hỏi lại\nanh B -->")
    assert [each.text for each in source.dropped] == ["<!-- hỏi lại\nanh B -->"]
    assert [each.code for each in source.findings] == ["N132"]


def test_a_place_is_line_and_column():
    assert [each.place for each in read("\n\n  Giao Sở A.").paragraphs()] == [
        Place(line=3, column=3)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_are_read(encoding):
    source = read_source("Giao Sở A.\r\n\r\nHết.".encode(encoding))
    assert [each.plain for each in source.paragraphs()] == ["Giao Sở A.", "Hết."]


def test_decomposed_letters_are_composed_and_told():
    assert codes("Giao So\u031b\u0309 A.") == ["N130"]


def test_letters_of_old_fonts_are_told():
    text = "ñy ban nh©n d©n huyÖn th«ng b¸o kÕt luËn cña Chñ tÞch t¹i héi nghÞ giao ban th¸ng n¨m"  # noqa: RUF001
    assert "N131" in codes(text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"So Tai chinh\n\xf1y", "dòng 2"),
        (b"PK\x03\x04\x00\x00", "NUL"),
        (b" \n\n", "không có chữ nào"),
        (b"a" * 10_000_001, "quá giới hạn"),
    ],
)
def test_what_is_no_text_is_refused(data, said):
    with pytest.raises(UnreadableTextError, match=said):
        read_source(data, "tb.txt")


def visible(text):
    return Counter(char for char in text if not char.isspace())


def all_of(source):
    notes = [note.plain for each in source.paragraphs() for note in each.text.footnotes]
    kept = [*(each.plain for each in source.paragraphs()), *notes]
    return visible("".join((*kept, *(each.text for each in source.dropped))))


PLAIN = st.text("aăđ AĐ.;:,-+1()/–“”\u00a0\n", max_size=200)


@given(PLAIN)
def test_every_character_without_markup_is_kept(text):
    text = f"Giao Sở A.\n\n{text}"
    assert all_of(read(text)) == visible(text)


@given(st.text("ađ .;*_\\-#|[^1]:<>!\n", max_size=120))
def test_nothing_is_invented_and_only_markup_is_taken(text):
    text = f"Giao Sở A.\n\n{text}"
    found = all_of(read(text))
    assert found - visible(text) == Counter()
    assert set(visible(text) - found) <= set("*_\\#|[^1]:-")


@pytest.mark.parametrize("name", ["luc-nam-2020-05.txt", "vpcp-2024-467-thi-truong-cac-bon.txt"])
def test_every_character_of_a_sample_is_kept(name):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"0 of 1 samples: {name} is not here")
    text = path.read_text(encoding="utf-8")
    found = all_of(read(text))
    assert found - visible(text) == Counter()
    assert set(visible(text) - found) <= set("*|-")


@pytest.mark.parametrize("marker", ["2/", "2-", "2)", "b/", "b-", "II/", "•", "–"])
def test_a_marker_of_any_sign_begins_a_paragraph(marker):
    assert texts(f"Các trường Tiểu học\n{marker} hoàn thành") == [
        "Các trường Tiểu học",
        f"{marker} hoàn thành",
    ]


@pytest.mark.parametrize("line", ["30/11/2025 là hạn cuối", "3 - Điều 61 của Luật"])
def test_a_date_or_a_number_with_a_dash_apart_begins_nothing(line):
    assert texts(f"{LONG}\nCác đơn vị làm xong trước ngày theo khoản\n{line}")[-1].endswith(line)


def test_a_short_last_line_ends_its_paragraph_although_the_paragraph_is_long():
    full = "Chủ tịch yêu cầu các đơn vị khẩn trương rà soát hồ sơ dự án tồn đọng"
    read_ = texts(f"{full} và\n{full} nay\ncòn lại.\nGiao Sở A báo cáo.\n{full} cũ\n")
    assert read_ == [f"{full} và {full} nay còn lại.", "Giao Sở A báo cáo.", f"{full} cũ"]


def test_a_joint_behind_a_full_stop_is_told():
    full = "Chủ tịch yêu cầu các đơn vị khẩn trương rà soát hồ sơ dự án tồn đọng"
    found = read(f"{full} và\n{full} cũ.\n{full} nay\n").findings
    assert [(each.code, each.line) for each in found] == [("N135", 3)]


@pytest.mark.parametrize("gap", ["\t", "\t\t ", " " * 12])
def test_recipients_and_a_signature_beside_them_are_told_apart(gap):
    source = read(
        f"{LONG}\nNơi nhận:{gap}KT. CHỦ TỊCH\n- Các phòng;{gap}PHÓ CHỦ TỊCH\n\n- Các xã;\n"
        f"- Lưu: VT.{gap}(đã ký)\n{gap}Lê Thị Mẫu\nPHỤ LỤC\n"
    )
    table, rest = source.blocks[1:]
    assert isinstance(table, SourceTable)
    assert [[each.plain for each in cell.paragraphs] for cell in table.rows[0]] == [
        ["Nơi nhận:", "- Các phòng;", "- Các xã;", "- Lưu: VT."],
        ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(đã ký)", "Lê Thị Mẫu"],
    ]
    assert rest.plain == "PHỤ LỤC"
