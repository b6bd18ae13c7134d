"""Who and when, filled in by colleagues, go back into the keys of their orders, and nowhere else."""

from __future__ import annotations

import io
import shutil
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
    return next(row for row in sheet.iter_rows() if row[8].value == code)


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


def test_a_new_lead_and_day_change_two_places_and_nothing_else(desk):
    before = desk.read_text("utf-8")
    update = updated(desk, filled("1", lead="Công an xã", due="chậm nhất ngày 15/7/2026"))
    expected = before.replace(
        "to: [phong-kinh-te]  # đã thống nhất\n    due: 2026-06-30",
        "to: [cong-an]  # đã thống nhất\n    due: 2026-07-15",
    )
    kept = expected.replace(
        "hộ bán hàng\n        with: [mttq]",
        "hộ bán hàng\n        to: [phong-kinh-te]\n        with: [mttq]",
    ).replace("{text: Kẻ vạch chỗ ngồi,", "{text: Kẻ vạch chỗ ngồi, to: [phong-kinh-te],")
    after = desk.read_text("utf-8")
    assert [each.where for each in update.changes][:2] == [
        "chủ trì của việc 1 (mục 1)",
        "thời hạn của việc 1 (mục 1)",
    ]
    assert codes(update) == ["N626", "N626"]
    assert sorted(after) == sorted(kept)
