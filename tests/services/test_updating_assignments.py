"""Who and when, filled in by colleagues, go back to their orders, and nowhere else."""

from __future__ import annotations

import io
import random
import shutil
from datetime import date, datetime, time
from pathlib import Path

import docx
import openpyxl
import pytest
from corrected_notices import put

from soanthao.draft.load import load
from soanthao.errors import InvalidInputError, SoanthaoError
from soanthao.notice.assignment_table import assignment_table
from soanthao.render import templates
from soanthao.render.assignments_sheet import assignments_sheet
from soanthao.services.updating import plan_update, write_update
from soanthao.sheet.package import BrokenWorkbookError
from soanthao.sheet.workbook import write
from soanthao.word import merge

DRAFTS = Path(__file__).resolve().parents[2] / "drafts"
NAMES = ("luc-nam/2020-05", "an-binh/2026-10", "xa-minh-son/2026-11")
BODY = """\
  - Chủ tịch kết luận như sau.
  # việc một
  - text: >-
      Rà soát các điểm chợ; kiểm tra trật tự và báo cáo.
    to: [phong-kinh-te]  # đã thống nhất
    due: 2026-06-30
    parts:
      - quote: kiểm tra trật tự
        to: [cong-an]
        no_due: theo ca trực
    items:
      - text: Lập danh sách hộ bán hàng
        with: [mttq]
        due: [2026-05, {event: phiên họp tháng 6, by: 2026-06}]
      - {text: Kẻ vạch chỗ ngồi, no_due: đang làm}
  - text: Lập bảng tổng hợp như sau
    to: [mttq]
    no_due: ba
    table:
      columns: [Việc, Nơi]
      rows:
        - [rà soát chợ, thôn Đông]
        - {cells: [sửa đường, thôn Tây], to: [mttq], no_due: bốn}  # đường
  - text: Rà soát sổ sách thu chi của thôn
  - Trên đây là kết luận của Chủ tịch./.
"""


@pytest.fixture
def desk(tmp_path):
    return put(tmp_path, BODY)


def workbook(path, change=lambda sheet: None):
    """Return the table of the draft at *path* as a workbook that *change* was done to."""
    book = openpyxl.load_workbook(io.BytesIO(write(assignment_table(load(path).notice))))
    change(book.active)
    filled = path.parent / "bang.xlsx"
    book.save(filled)
    return filled


def word(path, change=lambda table: None):
    """Return the table of the draft at *path* as a Word file that *change* was done to."""
    notice = load(path).notice
    press = merge.compile_template(*templates.word_source(templates.choose(None), "assignments"))
    printed = press.render(assignments_sheet(notice, assignment_table(notice)).document)
    document = docx.Document(io.BytesIO(printed))
    change(document.tables[-1])
    filled = path.parent / "bang.docx"
    document.save(filled)
    return filled


def row_of(sheet, code):
    return next(row for row in sheet.iter_rows(min_row=4) if row[8].value == code)


def filled(code, **cells):
    """Return a change: the row of *code* says *cells*."""
    at = {"text": 1, "lead": 2, "joining": 3, "due": 4, "product": 5, "remarks": 7}

    def change(sheet):
        row = row_of(sheet, code)
        for name, value in cells.items():
            row[at[name]].value = value

    return change


def updated(path, change):
    update = plan_update(path, workbook(path, change))
    write_update(update)
    return update


def codes(update):
    return [each.code for each in update.findings]


@pytest.mark.parametrize("make", [workbook, word])
@pytest.mark.parametrize("name", NAMES)
def test_what_comes_back_untouched_changes_nothing(tmp_path, make, name):
    folder = tmp_path / "d"
    shutil.copytree(DRAFTS / name.split("/")[0], folder)
    path = folder / name.split("/")[1] / "conclusion.yaml"
    update = plan_update(path, make(path))
    assert (update.after, update.changes, update.findings) == (update.before, (), ())


def test_a_new_lead_and_day_stay_with_their_order_and_what_inherits_keeps_its_units(desk):
    before = desk.read_text("utf-8")
    update = updated(desk, filled("1", lead="Công an xã", due="15/7/2026"))
    expected = (
        before.replace(
            "to: [phong-kinh-te]  # đã thống nhất\n    due: 2026-06-30",
            "to: [cong-an]  # đã thống nhất\n    due: 2026-07-15",
        )
        .replace("        with: [mttq]", "        to: [phong-kinh-te]\n        with: [mttq]")
        .replace("no_due: đang làm}", "no_due: đang làm, to: [phong-kinh-te]}")
    )
    assert desk.read_text("utf-8") == expected
    assert codes(update) == ["N626", "N626"]
    assert [(each.where, each.new) for each in update.changes] == [
        ("chủ trì của việc 1 (mục 1)", "Công an xã"),
        ("thời hạn của việc 1 (mục 1)", "chậm nhất ngày 15/7/2026"),
        ("đơn vị của việc 1.1", "phong-kinh-te, mttq"),
        ("đơn vị của việc 1.2", "phong-kinh-te"),
    ]


@pytest.mark.parametrize(
    ("code", "cells", "old", "new"),
    [
        ("3", {"lead": "Phòng Kinh tế"}, "của thôn\n", "của thôn\n    to: [phong-kinh-te]\n"),
        (
            "1#0",
            {"lead": "công an xã;\nPhòng Kinh tế"},
            "to: [cong-an]",
            "to: [cong-an, phong-kinh-te]",
        ),
        ("1#0", {"lead": "Phòng Kinh tế và Công an xã"}, "[cong-an]", "[phong-kinh-te, cong-an]"),
        (
            "1.1",
            {"lead": "Các phòng chuyên môn"},
            "        with: [mttq]",
            "        to: [phong]\n        with: [mttq]",
        ),
        (
            "1.1",
            {"joining": "Ủy ban MTTQ Việt Nam xã, Công an xã"},
            "with: [mttq]",
            "with: [mttq, cong-an]",
        ),
        (
            "1.1",
            {"joining": "Công an xã; để biết: Ủy ban MTTQ Việt Nam xã"},
            "with: [mttq]",
            "with: [cong-an]\n        copy: [mttq]",
        ),
        (
            "1.1",
            {"due": "trong tháng 5/2026"},
            "[2026-05, {event: phiên họp tháng 6, by: 2026-06}]",
            "[2026-05]",
        ),
        (
            "1.1",
            {"due": "tại phiên họp tháng 6 (trong tháng 6/2026); 03/6/2026"},
            "[2026-05, {event: phiên họp tháng 6, by: 2026-06}]",
            "[{event: phiên họp tháng 6, by: 2026-06}, 2026-06-03]",
        ),
        ("1.2", {"due": date(2026, 7, 1)}, "no_due: đang làm", "due: 2026-07-01"),
        ("2/r2", {"lead": "Công an xã"}, "thôn Tây], to: [mttq]", "thôn Tây], to: [cong-an]"),
        (
            "1.2",
            {"due": datetime.combine(date(2026, 7, 1), time(14))},
            "no_due: đang làm",
            "due: 2026-07-01T14:00",
        ),
        ("3", {"due": "trước ngày 3/7/2026"}, "của thôn\n", "của thôn\n    due: <2026-07-03\n"),
        (
            "3",
            {"due": "chậm nhất ngày 20 hằng tháng"},
            "của thôn\n",
            "của thôn\n    due: {every: month, day: 20}\n",
        ),
    ],
)
def test_a_filled_in_cell_changes_the_key_that_it_is_about(desk, code, cells, old, new):
    before = desk.read_text("utf-8")
    assert before.count(old) == 1
    update = updated(desk, filled(code, **cells))
    assert desk.read_text("utf-8") == before.replace(old, new)
    assert codes(update) == []
    assert len(update.changes) == 1


@pytest.mark.parametrize(
    ("code", "cells", "finding", "told"),
    [
        ("1", {"lead": "Phòng Kinh te"}, "N623", "có phải Phòng Kinh tế?"),
        ("1", {"lead": "Phòng Kinh tế; Sở Lạ"}, "N623", "“Sở Lạ”"),
        ("1", {"lead": "ông Ba"}, "N623", "“ông Ba”"),
        ("1", {"lead": ";"}, "N623", "không có tên đơn vị nào"),
        ("1", {"joining": "để biết: "}, "N623", "không có tên đơn vị nào"),
        ("1", {"lead": None}, "N625", "trước là “Phòng Kinh tế”"),
        ("1", {"due": "  "}, "N625", "giữ như cũ"),
        ("1", {"due": "không"}, "N624", "no_due"),
        ("1", {"due": "(đang chờ)"}, "N624", "không đọc được"),
        ("1", {"due": "31/6/2026"}, "N624", "không có trong lịch"),
        ("1", {"due": "30/6/2026 nếu kịp"}, "N624", "nếu kịp"),
        ("1", {"due": ";"}, "N624", "không có thời hạn nào"),
        ("1", {"due": "khẩn trương"}, "N624", "no_due"),
        ("1", {"due": "30/6"}, "N624", "không đọc được"),
        ("1", {"product": "sổ"}, "N627", "cột Sản phẩm"),
        ("1", {"remarks": "đã họp"}, "N627", "cột Ghi chú"),
        ("1", {"text": "Rà soát các điểm chợ; kiểm tra an ninh và báo cáo."}, "N627", "Word"),
        ("1", {"text": "Việc khác hẳn."}, "N621", "Việc khác hẳn"),
        ("1", {"text": "Lập danh sách hộ bán hàng"}, "N622", "1, 1.1"),
        ("", {"due": "30/6/2026"}, "N627", "letters.report"),
    ],
)
def test_what_is_not_certain_is_told_at_its_cell_and_not_taken(desk, code, cells, finding, told):
    def change(sheet):
        filled(code or None, **cells)(sheet)

    update = plan_update(desk, workbook(desk, change))
    assert update.after == update.before
    assert update.changes == ()
    (one,) = update.findings
    assert (one.code, one.where[:2]) == (finding, "ô ")
    assert told in one.message


def test_rows_and_columns_may_be_moved_inserted_and_deleted(desk):
    def change(sheet):
        filled("1#0", lead="Phòng Kinh tế")(sheet)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        title, below = rows[:4], rows[4:]
        moved = [*title, *sorted(below[:5], key=lambda row: str(row[1]), reverse=True)]
        sheet.delete_rows(5, len(below))
        for at, row in enumerate(moved, start=1):
            for column, text in enumerate(row, start=1):
                if at > 4:
                    sheet.cell(at, column).value = text
        sheet.insert_cols(3)
        sheet.insert_rows(5)
        sheet.column_dimensions["B"].hidden = True

    before = desk.read_text("utf-8")
    update = updated(desk, change)
    assert codes(update) == []
    assert desk.read_text("utf-8") == before.replace("to: [cong-an]", "to: [phong-kinh-te]")


def test_a_row_that_stands_twice_or_is_new_gives_nothing(desk):
    def change(sheet):
        row = [cell.value for cell in row_of(sheet, "3")]
        sheet.append([*row[:2], "Công an xã", *row[3:]])
        sheet.append(["9", "Việc mới", "Công an xã"])

    update = plan_update(desk, workbook(desk, change))
    assert update.after == update.before
    assert sorted(codes(update)) == ["N621", "N622", "N622"]


def test_a_column_that_colleagues_added_is_told(desk):
    update = plan_update(desk, workbook(desk, lambda sheet: setattr(sheet["J5"], "value", "gấp")))
    assert [(each.code, each.where) for each in update.findings] == [("N627", "ô J5")]


def test_a_word_table_is_filled_in_by_paragraphs(desk):
    def change(table):
        cell = table.rows[2].cells[2]
        cell.text = "Công an xã"
        cell.add_paragraph("Phòng Kinh tế")
        table.rows[7].cells[4].text = "trong quý III/2026"
        table.rows[1].cells[2].text = "Ai đó"

    before = desk.read_text("utf-8")
    update = plan_update(desk, word(desk, change))
    write_update(update)
    expected = before.replace("to: [cong-an]", "to: [cong-an, phong-kinh-te]")
    expected = expected.replace("của thôn\n", "của thôn\n    due: 2026-Q3\n")
    assert desk.read_text("utf-8") == expected
    assert [(each.code, each.where) for each in update.findings] == [("N623", "hàng 2, cột 3")]


def test_a_unit_past_its_time_is_told_with_its_successor(desk):
    agency = desk.parent / "agency.yaml"
    old = '  - {id: cong-an, name: "Công an xã"}\n'
    text = agency.read_text("utf-8")
    more = '  - {id: cu, name: "Ban Công an cũ", until: 2020-01-01, successor: cong-an}\n'
    agency.write_text(text.replace(old, old + more), "utf-8")
    update = plan_update(desk, workbook(desk, filled("3", lead="Ban Công an cũ")))
    assert codes(update) == ["N623"]
    assert "nay là Công an xã" in update.findings[0].message


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.torture) for seed in range(3, 9))]
)
def test_random_answers_change_just_their_own_orders(tmp_path, seed):
    rng = random.Random(seed)
    folder = tmp_path / "d"
    name, day = NAMES[seed % 3].split("/")
    shutil.copytree(DRAFTS / name, folder)
    path = folder / day / "conclusion.yaml"
    notice = load(path).notice
    units = [each for each in notice.agency.directory.units if each.valid_on(notice.validity_day)]
    rows = [row for row in assignment_table(notice).rows if row.code]
    answers = {
        row.code: {
            "lead": rng.choice(units).name,
            "due": f"chậm nhất ngày {rng.randint(10, 28)}/12/2027",
        }
        for row in rng.sample(rows, 5)
    }

    def change(sheet):
        for code, cells in answers.items():
            filled(code, **cells)(sheet)

    update = updated(path, change)
    expected = {row.code: (row.lead, row.due) for row in rows}
    expected |= {code: (cells["lead"], cells["due"]) for code, cells in answers.items()}
    after = [row for row in assignment_table(load(path).notice).rows if row.code]
    told = {each.message.split(" ")[4] for each in update.findings if each.code == "N628"}
    assert {row.code for row in after} - expected.keys() == told
    after = [row for row in after if row.code in expected]
    assert {row.code: (row.lead, row.due) for row in after} == expected
    kept = {row.code: (row.text, row.product) for row in rows}
    assert {row.code: (row.text, row.product) for row in after} == kept
    comments = [
        line for line in path.read_text("utf-8").splitlines() if line.strip().startswith("#")
    ]
    source = (DRAFTS / name / day / "conclusion.yaml").read_text("utf-8")
    assert comments == [line for line in source.splitlines() if line.strip().startswith("#")]


def test_another_table_and_other_files_are_refused(desk, tmp_path):
    def strange(sheet):
        for row in sheet.iter_rows(min_row=5):
            row[1].value = row[8].value = "x"

    with pytest.raises(InvalidInputError, match="N620"):
        plan_update(desk, workbook(desk, strange))
    with pytest.raises(InvalidInputError, match="N620"):
        plan_update(desk, workbook(desk, lambda sheet: sheet.delete_cols(3)))
    with pytest.raises(BrokenWorkbookError, match="công thức"):
        plan_update(desk, workbook(desk, filled("1", due="=1+1")))
    for name in ("a.xls", "a.xlsm", "A.XLSX"):
        (tmp_path / name).write_bytes(b"khong phai Excel")
        with pytest.raises(SoanthaoError, match=r"\.xlsx"):
            plan_update(desk, tmp_path / name)


def test_what_the_draft_may_not_say_is_an_error(desk):
    agency = desk.parent / "agency.yaml"
    text = agency.read_text("utf-8")
    more = '  - {id: rong, name: "Tổ không người", members: [cu]}\n'
    gone = '  - {id: cu, name: "Ban cũ", until: 2020-01-01, successor: cong-an}\n'
    text = text.replace("groups:\n", f"groups:\n{more}", 1)
    agency.write_text(text.replace("units:\n", f"units:\n{gone}", 1), "utf-8")
    update = plan_update(desk, workbook(desk, filled("3", lead="Tổ không người")))
    assert update.has_errors
    (fault,) = update.findings_after()
    assert fault.code == "Y504"
    line = update.after.decode().splitlines()[fault.line - 1]
    assert line[fault.column - 1 :].startswith("rong")
    assert "“rong”" in update.findings[0].message


def test_a_part_taken_from_the_units_of_its_item_leaves_the_item_an_order(tmp_path):
    body = """\
  - text: Phòng Kinh tế rà soát chợ
    to: [phong-kinh-te]
    parts:
      - {quote: Phòng Kinh tế rà soát chợ, no_due: một}
"""
    path = put(tmp_path, body)
    update = updated(path, filled("1#0", lead="Công an xã"))
    assert codes(update) == ["N628"]
    assert [row.lead for row in assignment_table(load(path).notice).rows if row.code] == [
        "Phòng Kinh tế",
        "Công an xã",
    ]


def test_orders_of_annexes_and_of_tables_without_an_item_are_reached(tmp_path):
    table = """\
  - table:
      columns: [Việc, Nơi]
      rows:
        - {cells: [đắp đê, thôn Bắc], to: [mttq], no_due: sáu}
"""
    path = put(tmp_path, table)
    annex = table.replace("đắp đê", "xây cống").replace("  - table", "      - table")
    annex = annex.replace("\n  ", "\n      ")
    text = path.read_text("utf-8")
    annexes = f"annexes:\n  - title: Danh mục\n    body:\n{annex}"
    path.write_text(text.replace("recipients:", f"{annexes}recipients:", 1), "utf-8")
    update = updated(path, filled("pl1:/t1/r1", lead="Công an xã"))
    assert codes(update) == []
    assert "{cells: [xây cống, thôn Bắc], to: [cong-an], no_due: sáu}" in path.read_text("utf-8")
    assert "{cells: [đắp đê, thôn Bắc], to: [mttq], no_due: sáu}" in path.read_text("utf-8")


NOBODY = """\
  - text: Rà soát chợ
    with: [mttq]
    items:
      - {text: Kẻ vạch}
      - {text: Lập danh sách, with: [cong-an]}
"""


def test_who_had_nobody_in_charge_inherits_and_is_told(tmp_path):
    path = put(tmp_path, NOBODY)
    before = path.read_text("utf-8")
    update = updated(path, filled("1", lead="Phòng Kinh tế"))
    expected = before.replace("Rà soát chợ\n", "Rà soát chợ\n    to: [phong-kinh-te]\n")
    assert path.read_text("utf-8") == expected
    assert codes(update) == ["N626", "N626"]
    assert [each.new for each in update.changes][1:] == [
        "phong-kinh-te, mttq",
        "phong-kinh-te, mttq, cong-an",
    ]


def test_inherited_units_cannot_be_taken_away_where_nobody_is_in_charge(tmp_path):
    path = put(tmp_path, NOBODY)
    update = plan_update(path, workbook(path, filled("1.2", joining="Công an xã")))
    assert (update.after, update.changes) == (update.before, ())
    assert codes(update) == ["N623"]


def test_without_codes_equal_words_are_told_apart_by_their_number(tmp_path):
    body = "  - {text: Báo cáo ngay, to: [mttq]}\n  - {text: Báo cáo ngay, to: [cong-an]}\n"
    path = put(tmp_path, body)
    before = path.read_text("utf-8")

    def change(sheet):
        filled("2", lead="Phòng Kinh tế")(sheet)
        sheet.delete_cols(9)

    updated(path, change)
    assert path.read_text("utf-8") == before.replace("[cong-an]", "[phong-kinh-te]")

    def without_numbers(sheet):
        filled("2", lead="Công an xã")(sheet)
        sheet.delete_cols(9)
        sheet.delete_cols(7)

    with pytest.raises(InvalidInputError, match="N622"):
        plan_update(path, workbook(path, without_numbers))
