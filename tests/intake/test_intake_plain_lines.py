"""Lines of text files as offices copy them: wrapped, numbered by pages, with signs unseen."""

from __future__ import annotations

import textwrap

import pytest

from soanthao.intake.plain import read_source
from soanthao.notice.source import Source

OPENING = (
    "Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp về tiến độ các dự án trọng điểm, "
    "Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:"
)
PLAIN = "Yêu cầu các cơ quan rà soát, tổng hợp kết quả thực hiện và báo cáo Ủy ban nhân dân tỉnh"


def read(text: str) -> Source:
    return read_source(text.encode(), "tb.txt")


def texts(text: str) -> list[str]:
    return [each.plain for each in read(text).paragraphs()]


def codes(text: str) -> list[str]:
    return [each.code for each in read(text).findings]


def wrapped(text: str, width: int, indent: str = "") -> str:
    lines = textwrap.wrap(
        text, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines)


@pytest.mark.parametrize("width", [72, 80, 100])
@pytest.mark.parametrize("indent", ["", "    "])
@pytest.mark.parametrize(
    "item",
    [
        f"- {PLAIN}, trước ngày 30/6/2025;",
        f"1. {PLAIN} số tiền 1.250.000.000 đồng từ nguồn ngân sách tỉnh;",
        f"a) {PLAIN}; đồng thời thông tin, tuyên truyền để Nhân dân hiểu, đồng thuận.",
        f"- {PLAIN} theo Đề án (Đề án 06), chậm nhất ngày 15 tháng 7 năm 2025;",
    ],
)
def test_what_was_wrapped_is_one_wherever_the_line_ends(item, indent, width):
    for shift in range(0, 40, 3):
        shifted = item.replace("tổng hợp", f"tổng hợp {'x' * shift}".strip())
        whole = [OPENING, shifted, f"2. {PLAIN}.", f"3. {PLAIN}."]
        assert texts("\n".join(wrapped(each, width, indent) for each in whole)) == whole


def test_an_indented_line_begins_a_paragraph_below_one_that_is_full():
    full = "Yêu cầu các cơ quan rà soát, tổng hợp, báo cáo Ủy ban nhân dân tỉnh biết rõ."
    lines = [wrapped(f"{PLAIN} và {full}", 80, "    "), f"    {PLAIN[:60]}."]
    read_ = texts("\n".join([wrapped(OPENING, 80, "    "), *lines]))
    assert read_ == [OPENING, f"{PLAIN} và {full}", f"{PLAIN[:60]}."]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\r"])
def test_any_sign_that_ends_lines_does(end):
    assert texts(f"1. Giao Sở A.{end}2. Giao Sở B.") == ["1. Giao Sở A.", "2. Giao Sở B."]


def test_signs_that_nobody_sees_are_dropped_and_told():
    text = "1. Giao \u200bSở A tỉ\u00adnh\u2060 X\ufeff."
    assert texts(text) == ["1. Giao Sở A tỉnh X."]
    assert codes(text) == ["N110"]


@pytest.mark.parametrize("number", ["\n\n2\n\n", "\n\f2\n", "\nTrang 2/4\n", "\n\n- 2 -\n\n"])
def test_a_page_number_in_a_sentence_is_dropped_and_told(number):
    text = f"{OPENING}\n\n1. {PLAIN}{number}trước ngày 30/6/2025."
    assert texts(text) == [OPENING, f"1. {PLAIN} trước ngày 30/6/2025."]
    assert [each.why for each in read(text).dropped] == ["số trang"]
    assert "N136" in codes(text)


def test_a_number_a_page_away_is_a_page_number():
    page = "\n".join(f"{at}. {PLAIN}." for at in range(1, 12))
    assert "2" not in texts(f"{OPENING}\n{page}\n2\n12. {PLAIN}.")


def test_figures_of_a_table_that_was_copied_are_kept_and_told():
    text = f"{OPENING}\nSTT\nViệc\n1\nRà soát\n2\nBáo cáo"
    assert texts(text)[1:] == ["STT", "Việc", "1", "Rà soát", "2", "Báo cáo"]
    assert codes(text) == ["N136", "N136"]
