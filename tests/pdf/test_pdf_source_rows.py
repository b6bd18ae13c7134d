"""Ruled tables of others: rows over the ends of pages, merged cells, underlined words."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import pikepdf
import pytest
from pdf_typeset import Box, Line, column, typeset

from soanthao.notice.source import Source, SourceTable
from soanthao.pdf.source import read_source

EDGES = (85, 125, 330, 430, 539)
HEAD = ("STT", "Việc", "Cơ quan", "Hạn")
TOP, ROW = 400, 50
ABOVE = column(
    "Yêu cầu các cơ quan rà soát, tổng hợp và báo cáo Ủy ban nhân dân tỉnh, xem xét|xong."
)
Cells = Sequence[str]


def table(
    *rows: Cells, top: float = TOP, open_: Sequence[tuple[int, int]] = ()
) -> list[Line | Box]:
    """Return *rows*; ``|`` breaks lines of a cell; below the cells *open_* there is no rule."""
    parts: list[Line | Box] = []
    bottom = top + ROW * len(rows)
    parts += [Box(edge, top, edge, bottom) for edge in EDGES]
    parts += [Box(EDGES[0], top, EDGES[-1], top)]
    for at, row in enumerate(rows):
        for column_, cell in enumerate(row):
            left, right = EDGES[column_ : column_ + 2]
            low = top + ROW * (at + 1)
            if (at, column_) not in open_:
                parts.append(Box(left, low, right, low))
            lines = cell.split("|") if cell else []
            parts += [
                Line(text, left + 5, top + ROW * at + 4 + 14 * number, size=12)
                for number, text in enumerate(lines)
            ]
    return parts


def read(*pages: Sequence[Line | Box]) -> Source:
    return read_source(typeset(*pages), "tb.pdf")


def rows(source: Source) -> list[list[str]]:
    (found,) = (block for block in source.blocks if isinstance(block, SourceTable))
    return [[cell.plain for cell in row] for row in found.rows]


def codes(source: Source) -> list[str]:
    return [each.code for each in source.findings]


ONE = ("1", "Rà soát hồ sơ dự án.", "Sở Nội vụ", "30/6")
TWO = ("2", "Báo cáo kết quả thực hiện|trong tháng và đề xuất", "Sở Tài chính", "30/7")


def test_a_row_that_the_end_of_a_page_broke_is_one():
    rest = ("", "biện pháp xử lý.", "", "")
    three = ("3", "Tổng hợp.", "Sở Y tế", "Hằng tuần")
    source = read([*ABOVE, *table(HEAD, ONE, TWO)], table(rest, three, top=60))
    joined = "Báo cáo kết quả thực hiện trong tháng và đề xuất biện pháp xử lý."
    assert rows(source) == [[*HEAD], [*ONE], ["2", joined, "Sở Tài chính", "30/7"], [*three]]
    assert codes(source) == []


def test_the_heading_rows_are_dropped_before_a_broken_row_is_joined():
    numbers = ("(1)", "(2)", "(3)", "(4)")
    rest = ("", "biện pháp xử lý.", "", "")
    first = [*ABOVE, *table(HEAD, numbers, ONE, TWO)]
    source = read(first, table(HEAD, numbers, rest, ONE, top=60))
    assert [row[0] for row in rows(source)] == ["STT", "(1)", "1", "2", "1"]
    assert [each.why for each in source.dropped] == ["hàng tiêu đề bảng lặp lại"] * 2


@pytest.mark.parametrize("rest", ["- Đề xuất biện pháp.", "Km15 và các đoạn khác."])
def test_a_row_without_its_number_is_joined_and_doubted(rest):
    source = read([*ABOVE, *table(HEAD, ONE, TWO)], table(("", rest, "", ""), ONE, top=60))
    assert rows(source)[2][1].endswith(rest)
    assert [(each.code, each.where) for each in source.findings] == [("N145", "trang 1, đoạn 10")]


def test_a_numbered_row_is_a_row_of_its_own():
    source = read([*ABOVE, *table(HEAD, ONE, TWO)], table(("3", "và việc khác", "", ""), top=60))
    assert [row[0] for row in rows(source)] == ["STT", "1", "2", "3"]


def test_a_row_that_lacks_a_cell_in_a_table_without_numbers_is_doubted():
    named = [("Sở|A", *row[1:]) for row in (ONE, TWO)]
    source = read([*ABOVE, *table(*named)], table(("", "Rà soát.", "Sở Y tế", "Tháng 5"), top=60))
    assert len(rows(source)) == 3
    assert codes(source) == ["N145"]


def test_the_text_of_a_merged_cell_stands_in_its_first_row():
    middle = ("2", "Tổng hợp.", "Sở Nội vụ", "30/7")
    others = [("1", "Rà soát.", "", "30/6"), ("3", "Báo cáo.", "", "30/8")]
    parts = table(HEAD, others[0], middle, others[1], open_=[(1, 2), (2, 2)])
    source = read([*ABOVE, *parts])
    assert [row[2] for row in rows(source)] == ["Cơ quan", "Sở Nội vụ", "", ""]
    assert codes(source) == ["N148"]


def test_a_line_below_a_word_parts_no_rows():
    low = TOP + ROW + 17
    source = read([*ABOVE, *table(HEAD, TWO), Box(130, low, 240, low)])
    assert [row[0] for row in rows(source)] == ["STT", "2"]


def test_columns_without_rules_are_told():
    words = [
        Line(text, left, 300 + 30 * at)
        for at in range(3)
        for left, text in ((85, f"{at}"), (125, "Rà soát hồ sơ"), (330, "Sở Nội vụ"))
    ]
    source = read([*ABOVE, *words])
    assert codes(source) == ["N147"]


def test_a_row_of_data_that_says_the_same_is_no_heading():
    source = read([*ABOVE, *table(HEAD, ONE, ONE)], table(HEAD, ONE, TWO, top=60))
    assert [row[0] for row in rows(source)] == ["STT", "1", "1", "1", "2"]


BOXES = [
    f"{x} {742 - ROW * at} {end - x} {ROW} re" for at in (1, 2, 3) for x, end in pairwise(EDGES)
]
LINES = [f"{EDGES[0]} {742 - ROW * at} m {EDGES[-1]} {742 - ROW * at} l" for at in range(4)]
LINES += [f"{x} 742 m {x} {742 - ROW * 3} l" for x in EDGES]


@pytest.mark.parametrize(
    "drawn",
    [
        " ".join(f"{box} S" for box in BOXES),
        " ".join([*BOXES, "S"]),
        " ".join([*LINES, "S"]),
    ],
    ids=["boxes", "one path of boxes", "one path of lines"],
)
def test_a_table_is_told_however_its_borders_are_drawn(drawn):
    words = [part for part in table(HEAD, ONE, TWO, top=100) if isinstance(part, Line)]
    above = column("Yêu cầu các cơ quan rà soát, tổng hợp.")
    with pikepdf.open(io.BytesIO(typeset([*above, *words]))) as document:
        page = document.pages[0]
        text = page.Contents.read_bytes()
        page.Contents = document.make_stream(b"q " + text + b" Q q " + drawn.encode() + b" Q")
        buffer = io.BytesIO()
        document.save(buffer)
    said = " ".join(TWO[1].split("|"))
    assert rows(read_source(buffer.getvalue())) == [[*HEAD], [*ONE], [TWO[0], said, *TWO[2:]]]
