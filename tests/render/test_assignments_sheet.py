"""The bảng phân công as a document: a landscape page, one table, nobody signs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from plain_notice import LUC_NAM
from soanthao.draft.load import load
from soanthao.notice.assignment_table import assignment_table
from soanthao.notice.document import Document, PrintedTable
from soanthao.notice.notice import Notice
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.render.assignments_sheet import assignments_sheet
from soanthao.standard import nd30
from soanthao.standard.metrics import text_width
from strategies_notice import notices


def sheet_of(notice: Notice) -> Document:
    return assignments_sheet(notice, assignment_table(notice)).document


@pytest.fixture(scope="module")
def notice() -> Notice:
    return load(LUC_NAM).notice


@pytest.fixture(scope="module")
def issued(notice: Notice) -> Notice:
    return replace(notice, number=DocumentNumber(125, "TB-UBND"), issued=PartialDate(2020, 5, 28))


def test_the_head_is_the_notices_and_the_title_says_what_it_is(issued: Notice):
    lines = sheet_of(issued).stream()
    assert lines[:4] == (
        "ỦY BAN NHÂN DÂN",
        "HUYỆN LỤC NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    )
    assert lines[4] == "BẢNG PHÂN CÔNG NHIỆM VỤ"
    assert lines[5].startswith("Thực hiện Thông báo số 125/TB-UBND ngày 28/5/2020 của UBND huyện")
    assert lines[6] == (
        "TT Nội dung Chủ trì Phối hợp (và được hướng dẫn) Thời hạn Sản phẩm Mục Thông báo Ghi chú"
    )
    assert lines[7].startswith("1 Thực hiện nghiêm túc, đầy đủ các nội dung kết luận")


def test_nobody_signs_and_nobody_receives_it(issued: Notice):
    document = sheet_of(issued)
    assert (document.authority, document.signer, document.recipients) == ((), "", ())
    assert (document.number, document.place_date, document.urgency) == ("", "", "")
    assert document.stream()[-1].startswith("Bổ sung trong công văn: báo cáo tiến độ, kết quả")


def test_a_notice_without_number_makes_it_a_draft(notice: Notice, issued: Notice):
    assert sheet_of(replace(notice, draft="Dự thảo lần 2")).draft == "DỰ THẢO LẦN 2"
    assert sheet_of(notice).draft == "DỰ THẢO"
    assert sheet_of(issued).draft == ""


def test_the_title_of_the_file_names_the_notice(issued: Notice):
    assert sheet_of(issued).title.startswith("BẢNG PHÂN CÔNG NHIỆM VỤ: Thực hiện Thông báo số 125/")


def test_the_table_is_as_wide_as_the_turned_page(notice: Notice):
    (table,) = sheet_of(notice).body
    assert isinstance(table, PrintedTable)
    width = nd30.PAGE.turned().text_width
    assert width - len(table.widths) < sum(table.widths) <= width


def test_no_word_is_wider_than_its_column(notice: Notice):
    (table,) = sheet_of(notice).body
    assert isinstance(table, PrintedTable)
    rows = ((table.columns, "table-heading"), *((row, "table-cell") for row in table.rows))
    for cells, name in rows:
        size = nd30.component(name).size.house
        for cell, width in zip(cells, table.widths, strict=True):
            room = width - 2 * nd30.CELL_PADDING[1]
            words = [(word, run.bold) for run in cell.runs for word in run.text.split()]
            for word, bold in words:
                assert text_width(word, size, bold or name == "table-heading") <= room, word


def test_the_line_below_the_agency_is_that_of_a_wider_column(notice: Notice):
    long = replace(notice.letterhead, header=("ỦY BAN NHÂN DÂN HUYỆN LỤC NAM",))
    document = sheet_of(replace(notice, letterhead=long))
    component = nd30.component("agency")
    width = text_width(long.header[0], component.size.house, component.bold)
    assert nd30.head_columns()[0] < width < nd30.head_columns(nd30.PAGE.turned())[0]
    assert document.agency_rule == nd30.rule("agency-rule").length(width)


@given(notices())
@settings(max_examples=20)
def test_only_the_table_holds_orders(notice: Notice):
    sheet = assignments_sheet(notice, assignment_table(notice))
    around = replace(sheet.document, body=()).stream()
    assert sheet.fixed == frozenset(around)
    assert len(sheet.document.stream()) == len(around) + 1 + len(assignment_table(notice).rows)
