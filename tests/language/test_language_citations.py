"""Cited documents: what is read of them, and that nothing else is taken for one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soanthao.language.citations import read_citations

CASES = [
    (
        "Nghị quyết số 18-NQ/HU ngày 24/3/2020 của Ban Thường vụ Huyện ủy về thu gom rác thải",
        ("Nghị quyết", "18", "NQ/HU", date(2020, 3, 24), "Ban Thường vụ Huyện ủy"),
    ),
    (
        "Kế hoạch số 25/KH-UBND ngày 10 tháng 4 năm 2020 của UBND huyện, trong đó",
        ("Kế hoạch", "25", "KH-UBND", date(2020, 4, 10), "UBND huyện"),
    ),
    (
        "Quyết định 22/2013/QĐ-TTg của Thủ tướng Chính phủ chưa được hỗ trợ",
        ("Quyết định", "22/2013", "QĐ-TTg", None, "Thủ tướng Chính phủ"),
    ),
    ("Luật số 50/2014/QH13", ("Luật", "50/2014", "QH13", None, "")),
    ("Luật Đất đai và các văn bản hướng dẫn", ("Luật", "", "", None, "Đất đai")),
    (
        "Công văn số 1099/VPCP-CĐS ngày 02/3/2020",
        ("Công văn", "1099", "VPCP-CĐS", date(2020, 3, 2), ""),
    ),
    (
        "Công văn ngày 20/5/2020 của Sở Xây dựng và Sở Tài chính về việc",
        ("Công văn", "", "", date(2020, 5, 20), "Sở Xây dựng và Sở Tài chính"),
    ),
    ("Kết luận thanh tra số 84/KL-TTr", ("Kết luận thanh tra", "84", "KL-TTr", None, "")),
    ("văn bản số 12/UBND-NN ngày 31/2/2020", ("văn bản", "12", "UBND-NN", None, "")),
    ("(số 45/TB-UBND ngày 20/5/2020)", ("", "45", "TB-UBND", date(2020, 5, 20), "")),
]


@pytest.mark.parametrize(("text", "parts"), CASES, ids=[case[0][:40] for case in CASES])
def test_a_cited_document_is_read_part_by_part(text, parts):
    (found,) = read_citations(text)
    assert (found.kind, found.number, found.symbol, found.date, found.issuer) == parts


SECOND = Path(__file__).resolve().parents[1] / "expected" / "intake" / "citation-second.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in SECOND.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def documents(written):
    """Return the documents of one reading; ``*`` is an issuer that may be left out."""
    return [[part.strip() for part in each.split(";")] for each in written.split(" | ") if written]


@pytest.mark.parametrize(("written", "text"), ROWS, ids=[row[1][:60] for row in ROWS])
def test_documents_are_found_as_they_were_read_by_hand(written, text):
    read = [
        [each.kind, each.number, each.symbol, str(each.date or ""), each.issuer]
        for each in read_citations(text)
    ]
    ways = [documents(way.strip()) for way in written.split(" || ")]
    open_issuers = [
        [
            [*each[:4], "*"] if wanted[4] == "*" else each
            for each, wanted in zip(read, way, strict=True)
        ]
        for way in ways
        if len(way) == len(read)
    ]
    assert any(each in ways for each in open_issuers)


def test_documents_of_one_sentence_are_told_apart():
    text = (
        "Thực hiện Chỉ thị số 03/CT-UBND ngày 28/4/2020 của Chủ tịch UBND huyện, Nghị quyết số "
        "42/NQ-CP ngày 09/4/2020 của Chính phủ; Thông báo số 7/TB-UBND"
    )
    shown = [text[each.start : each.stop] for each in read_citations(text)]
    assert shown == [
        "Chỉ thị số 03/CT-UBND ngày 28/4/2020 của Chủ tịch UBND huyện",
        "Nghị quyết số 42/NQ-CP ngày 09/4/2020 của Chính phủ",
        "Thông báo số 7/TB-UBND",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "trong tháng 6/2020",
        "đạt 31,27/31,41 tỷ đồng",
        "5/10 xã; quý II/2026",
        "từ Km78+00 đến Km81+500",
        "hoàn thành kế hoạch trước ngày 20/6/2020",
        "báo cáo ngày 20/6/2020",
        "trạm 110kV/22kV",
    ],
)
def test_numbers_that_only_look_like_one_are_none(text):
    assert read_citations(text) == ()


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "Nghị quyết",
                "số",
                "5/QĐ-UBND",
                "12-NQ/TU",
                "ngày",
                "31/2/2020",
                "của",
                "UBND huyện",
                "và",
                "Luật",
                "Đất đai",
                "(",
                ")",
                ",",
                ".",
            ]
        ),
        max_size=20,
    ).map(" ".join)
)
def test_any_text_is_read_without_overlap_and_inside_itself(text):
    last = 0
    for each in read_citations(text):
        assert last <= each.start < each.stop <= len(text)
        last = each.stop
