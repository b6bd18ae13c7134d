"""Where paragraphs end in PDF files of others."""

from __future__ import annotations

import pytest
from pdf_typeset import LEFT, RIGHT, TOP, Line, column, typeset

from soanthao.notice.source import Source
from soanthao.pdf.source import read_source

FULL = "Yêu cầu các cơ quan rà soát, tổng hợp và báo cáo Ủy ban nhân dân tỉnh, xem xét|"
REST = "trong tháng 6 năm 2025, không để chậm trễ."
BODY = (FULL * 2 + REST, FULL + REST, FULL + REST)
NEARLY = "Yêu cầu các cơ quan rà soát, tổng hợp, báo cáo Ủy ban nhân dân tỉnh biết rõ."


def read(*pages: list[Line]) -> Source:
    return read_source(typeset(*pages), "tb.pdf")


def texts(source: Source) -> list[str]:
    return [each.plain for each in source.paragraphs()]


def said(*paragraphs: str) -> list[str]:
    return [each.replace("|", " ") for each in paragraphs]


def ragged(*paragraphs: str) -> list[Line]:
    lines = column(*paragraphs)
    return [Line(each.text, each.left, each.top) for each in lines]


@pytest.mark.parametrize("below", ["2. Giao Sở Nội vụ rà soát.", "Nghiêm túc thực hiện."])
def test_a_line_that_ends_before_the_edge_ends_its_paragraph_where_others_are_justified(below):
    lines = column(*BODY)
    last = Line(NEARLY, LEFT, lines[-1].top + 15, RIGHT - 5)
    source = read([*lines, last, Line(below, LEFT, last.top + 15)])
    assert texts(source) == [*said(*BODY), NEARLY, below]
    assert source.findings == ()


def test_a_full_line_that_ends_a_sentence_is_doubted_where_nothing_tells():
    full = "Yêu cầu các cơ quan rà soát, tổng hợp và báo cáo Ủy ban nhân dân tỉnh, xem xét."
    below = "Văn phòng tổng hợp."
    source = read(ragged(*BODY, full, below))
    assert texts(source)[-1] == f"{full} {below}"
    assert [(each.code, each.where) for each in source.findings] == [("N144", "trang 1, đoạn 4")]
    assert "Văn phòng tổng hợp." in source.findings[0].message


def test_a_word_that_does_not_fit_goes_on_however_wide_its_letters_are():
    wide = (
        "Yêu cầu các cơ quan thực hiện theo Kết luận của Tỉnh ủy, trong đó nêu số|"
        "25-KLMMMM/TUBMMMM trong các văn bản."
    )
    assert texts(read(ragged(*BODY, wide))) == said(*BODY, wide)


def test_a_bold_heading_that_is_full_ends_at_its_item():
    bold = "font-weight:bold"
    lines = column(*BODY)
    top = lines[-1].top + 15
    heading = Line(
        "II. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM TRONG THỜI GIAN TỚI CỦA TỈNH",
        LEFT,
        top,
        RIGHT,
        style=bold,
    )
    item = Line("1. Giao Sở Nội vụ rà soát hồ sơ.", LEFT, top + 15)
    assert texts(read([*lines, heading, item]))[-2:] == [heading.text, item.text]


def test_the_end_of_the_document_ends_its_paragraph():
    full = "Văn phòng thông báo để các cơ quan biết, phối hợp và tổ chức thực hiện trên đây./."
    source = read(ragged(*BODY, full, "Phụ trách: Tổ giúp việc."))
    assert texts(source)[-2:] == [full, "Phụ trách: Tổ giúp việc."]


def indented(*paragraphs: tuple[float, float, str], pitch: float = 15) -> list[Line]:
    """Return left-aligned paragraphs: left edge of the first line, of the others, text."""
    lines: list[Line] = []
    for first, left, text in paragraphs:
        for at, part in enumerate(text.split("|")):
            lines.append(Line(part, left if at else first, TOP + pitch * len(lines)))
    return lines


BLOCK = "{} Giao Sở Tài chính rà soát, tổng hợp và báo cáo kết quả thực hiện trước ngày|"
MORE = "05 tháng 7 năm 2025; đồng thời thông tin, tuyên truyền để Nhân dân hiểu rõ hơn|và làm."


def test_lines_of_a_paragraph_that_is_all_indented_are_one():
    items = [(100.0, 100.0, BLOCK.format(f"{letter})") + MORE) for letter in "abc"]
    lead = [(85.0, 85.0, text) for text in BODY]
    source = read(indented(*lead, *items, *lead))
    assert texts(source) == said(*BODY, *(text for *_, text in items), *BODY)


def test_an_item_that_hangs_begins_below_a_full_line_that_is_further_right():
    item = "{} Giao Sở Tài chính rà soát, tổng hợp và báo cáo kết quả thực hiện{}|trong tháng."
    full = "- Giao Sở Tài chính rà soát, tổng hợp và báo cáo kết quả mới thế ạ."
    ends = (" mới", " mới", "", "")
    items = [(85.0, 105.0, item.format(f"{a})", end)) for a, end in zip("abcd", ends, strict=True)]
    whole = [*items, (105.0, 125.0, full), *items]
    assert texts(read(indented(*whole))) == said(*(text for *_, text in whole))


def test_the_lines_of_a_short_text_are_one_although_those_of_its_title_stand_closer():
    title = [Line("THÔNG BÁO", 270, 60), Line("Kết luận cuộc họp", 250, 75)]
    title += [Line("về tiến độ các dự án", 245, 90), Line("trên địa bàn tỉnh", 255, 105)]
    wide = [
        Line(line.text, line.left, 140 + 1.5 * (line.top - TOP), line.right)
        for line in column(*BODY)
    ]
    assert texts(read([*title, *wide]))[-3:] == said(*BODY)


def test_a_figure_that_closes_brackets_is_no_marker():
    item = "a) Giao Công an tỉnh cập nhật hồ sơ vào cơ sở dữ liệu về dân cư (Đề án mới|06), xong."
    lead = [(85.0, 85.0, text) for text in BODY]
    assert texts(read(indented(*lead, (100.0, 100.0, item))))[-1] == item.replace("|", " ")
