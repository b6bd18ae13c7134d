"""Sentences of administrative prose: where a trích sao may cut."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plain_notice import luc_nam
from soanthao.notice.sentence import introducing, sentences, widened

WHOLE = (
    "Họp tại TP. Bắc Giang chiều nay.",
    "Do TX. Việt Yên và TT. Đồi Ngô thực hiện.",
    "Giao ThS. Nguyễn Văn Thử, TS. Trần Thị Nghiệm, PGS. Lê Mẫu phụ trách.",
    "Mời GS.TS. Nguyễn Văn Thử dự họp.",
    "Giao BS. Lan, KS. Hùng kiểm tra.",
    "Trình PCT. Nguyễn Văn Thử ký.",
    "Trình KT. Chủ tịch, TL. Chủ tịch, TM. Ủy ban ký.",
    "Trồng lúa, ngô, v.v. theo kế hoạch.",
    "Gặp đ/c. Nguyễn Văn Thử tại khu B. Nam Sơn.",
    "1. Rà soát các điểm tồn lưu",
    "1.2. Rà soát các điểm tồn lưu",
    "II. Tình hình chung",
    "Thực hiện như sau: 1. Rà soát; 2. Báo cáo.",
    "Họp ngày 30. 6. 2020 tại huyện.",
    "Rà soát; Báo cáo; Kiểm tra.",
    "Làm việc với các đơn vị (...) Phòng Nội vụ báo cáo.",
    "[...] Phòng Nội vụ báo cáo.",
    "... Phòng Nội vụ báo cáo.",
    "Các xã (Chu Điện. Lục Sơn) báo cáo.",
    "Các xã (gồm (Chu Điện). Lục Sơn) báo cáo.",
    "Nói “Rà soát. Báo cáo. Kiểm tra” là chưa rõ.",
    "Quyết định số 22/2013/QĐ-TTg của Thủ tướng",
    "Thu 31,277/31.410 tỷ đồng, bằng 99.6 %.",
    "Tỷ lệ đạt 27.5% dự toán",
    "Trên đây là kết luận./.",
    "hoàn thành. rồi báo cáo.",
)
"""Texts that are one sentence."""

CUT = (
    "Rà soát các điểm.| Báo cáo huyện.",
    "Đã làm chưa?| Chưa!| Vì sao…| Do thiếu vốn.",
    "Kế hoạch của UBND tỉnh...| Trong quá trình thực hiện phải đảm bảo công khai.",
    "Thực hiện trong năm 2020.| Tiếp tục rà soát.",
    "Phòng, chống dịch Covid-19.| Tiếp tục rà soát.",
    "Theo quy định tại khoản 2.| Giao Phòng Nội vụ.",
    "Xong trước 30/6.| 25 xã, thị trấn báo cáo.",
    "Có các khó khăn.| “Xã Chu Điện” là ví dụ.",
    "Rà soát các điểm.| (Có danh sách kèm theo)",
    "Nói “rà soát các điểm.”| Phòng Nội vụ báo cáo.",
    'Nói "rà soát".| Phòng Nội vụ báo cáo.',
    "Rà soát (cả các xã).| Phòng Nội vụ báo cáo.",
    "Trồng lúa, ngô, v.v.| Phòng Nội vụ báo cáo.",
    "Mua máy của CNTT.| Giao Phòng Nội vụ.",
    "1. Rà soát các điểm.| 2. Báo cáo huyện.",
    "Theo (mục a.| Phòng Nội vụ báo cáo.",
    "Nói “theo (mục a”.| Theo điểm b) thì báo cáo.",
    "Theo kế hoạch của xã A...| Tiếp tục rà soát.",
    "a) Rà soát (cả các xã).| Báo cáo.",
    "Rà soát.|\u00a0Đôn đốc.",
    "Rà soát các điểm.| Ưu tiên các xã.| Ý kiến khác: không.",
)
"""Texts that are cut at the bars."""


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == ((0, len(text)),)


@pytest.mark.parametrize("marked", CUT)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[low:high] for low, high in sentences(text)] == [
        piece.strip() for piece in marked.split("|")
    ]


def test_a_blank_text_has_no_sentence() -> None:
    assert sentences("") == ()
    assert sentences("  \u00a0 ") == ()


def test_a_piece_grows_to_its_sentence() -> None:
    text = "Rà soát các điểm. Báo cáo huyện; đôn đốc các xã. Kiểm tra."
    low = text.index("đôn đốc")
    start, stop = widened(text, (low, low + len("đôn đốc")))
    assert text[start:stop] == "Báo cáo huyện; đôn đốc các xã."


def test_a_piece_over_two_sentences_grows_to_both() -> None:
    text = "Rà soát các điểm. Báo cáo huyện. Kiểm tra."
    assert widened(text, (5, 22)) == (0, text.index(" Kiểm"))


def test_a_piece_that_is_its_sentence_does_not_grow_into_the_next() -> None:
    text = "Rà soát. Báo cáo. Kiểm tra."
    low = text.index("Báo")
    assert widened(text, (low, low + len("Báo cáo."))) == (low, low + len("Báo cáo."))


def test_a_piece_of_blanks_stays() -> None:
    assert widened("Rà soát.  Báo cáo.", (9, 10)) == (9, 10)


def test_the_sentences_of_the_notice_are_those_that_a_clerk_counts() -> None:
    counted = {item.id: len(sentences(item.text.plain)) for item in luc_nam().items()}
    several = {id: count for id, count in counted.items() if count > 1}
    assert several == {"1": 3, "4": 3, "5": 2, "6": 2, "7.2": 2, "7.4": 3, "7.5": 2}


PIECES = st.sampled_from(
    (
        *(" ", " ", "a", "Đ", "7", ".", ".", "…", "?", ";", "("),
        *(")", "“", "”", '"', "TP", "30. 6. "),
    )
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
def test_sentences_stand_in_order_and_leave_out_only_blanks(text: str) -> None:
    spans = sentences(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert all(low < high and text[low:high] == text[low:high].strip() for low, high in spans)
    between = zip(edges[::2], edges[1::2], strict=True)
    assert not any(text[low:high].strip() for low, high in between)


@given(TEXTS, st.integers(0, 39), st.integers(1, 20))
def test_a_grown_piece_holds_the_piece_and_begins_and_ends_with_a_sentence(
    text: str, start: int, length: int
) -> None:
    stop = min(start + length, len(text))
    if not text[start:stop].strip():
        return
    low, high = widened(text, (start, stop))
    assert low <= start < stop <= high
    spans = sentences(text)
    assert text[low:high].strip() in {text[a:b] for a, _ in spans for _, b in spans if a < b}


@pytest.mark.parametrize("piece", ["A. ", "(", "(”", "Rà soát. ", "30. 6. 2020 ", "(a. B) "])
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    sentences(text)
    assert time.process_time() - began < 5


# What introduces

WHOLE_AGAIN = "Làm. Sở A đo. Làm. Sở A đo."


@pytest.mark.parametrize(
    ("text", "parts", "words"),
    [
        ("Giao các sở thực hiện:", [], "Giao các sở thực hiện:"),
        ("Sở A lập kế hoạch. Các xã thực hiện:", [], "Các xã thực hiện:"),
        ("Sở A lập kế hoạch. Các xã thực hiện:", ["Các xã thực hiện:"], "Các xã thực hiện:"),
        ("Theo bảng sau. Sở A kiểm tra.", [], "Sở A kiểm tra."),
        ("Theo bảng sau. Sở A kiểm tra.", ["Sở A kiểm tra"], "Theo bảng sau."),
        ("Theo bảng. Sở A kiểm tra. Sở B đo.", ["A kiểm", "Sở B đo"], "Theo bảng."),
        ("Sở A kiểm tra. Sở B đo.", ["Sở A kiểm tra", "Sở B đo"], "Sở B đo."),
        ("Sở A đo. Làm ngay. Sở B đo. Làm ngay.", [], "Sở B đo. Làm ngay."),
        ("Làm ngay. Làm ngay.", [], "Làm ngay. Làm ngay."),
        ("Theo bảng. Theo bảng. Sở A đo.", ["Sở A đo"], "Theo bảng. Theo bảng."),
        ("Làm. Sở A đo. Làm. Sở A đo.", ["Sở A đo. Làm. Sở A đo"], WHOLE_AGAIN),
        ("", [], ""),
    ],
)
def test_the_last_sentence_introduces_unless_it_is_an_order_that_ends_there(text, parts, words):
    spans = [(text.index(each), text.index(each) + len(each)) for each in parts]
    low, high = introducing(text, spans)
    assert text[low:high] == words
