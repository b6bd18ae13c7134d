"""The bảng phân công as a workbook: the same words, nothing runs, the same bytes every time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from soanthao.draft.load import load
from soanthao.errors import ErrorKind, InternalError
from soanthao.notice.assignment_table import AssignmentRow, AssignmentTable, assignment_table
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.sheet import writing
from soanthao.sheet.reader import read
from soanthao.sheet.workbook import lines, write
from soanthao.sheet.writing import WorkbookLimitError
from soanthao.standard import nd30
from soanthao.standard.length import Length, mm, pt
from soanthao.standard.metrics import line_count, text_width
from strategies_notice import notices

LUC_NAM = Path(__file__).parents[2] / "drafts" / "luc-nam" / "2020-05" / "conclusion.yaml"
COLUMNS = ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Mục", "Ghi chú")
HEADING = 4


def row(number: int = 1, text: str = "Rà soát.", **more: object) -> AssignmentRow:
    given_ = {"lead": "Phòng A&B", "joining": "", "due": "sớm", "product": "", "citation": "mục 1"}
    words = RichText.plainly(text)
    return AssignmentRow(number, str(number), None, words, **(given_ | more))  # type: ignore[arg-type]


def table(*rows: AssignmentRow, subject: str = "Thực hiện Thông báo") -> AssignmentTable:
    return AssignmentTable(subject, "Dự thảo", COLUMNS, rows or (row(),))


@pytest.fixture(scope="module")
def luc_nam() -> AssignmentTable:
    return assignment_table(load(LUC_NAM).notice)


@pytest.fixture(scope="module")
def written(luc_nam):
    return load_workbook(io.BytesIO(write(luc_nam)))


@pytest.fixture
def sheet(written):
    return written.worksheets[0]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_workbook_of_luc_nam_says_what_the_table_says(luc_nam: AssignmentTable):
    rows = read(write(luc_nam))
    assert rows[0][0] == "BẢNG PHÂN CÔNG NHIỆM VỤ"
    assert rows[1][0] == luc_nam.subject
    assert rows[2][0] == "DỰ THẢO"
    assert rows[3] == (*luc_nam.columns, "Mã")
    assert len(rows) == 4 + 31
    assert [each[-1] for each in rows[-4:]] == ["7.8", "7.9", "7.10", ""]
    assert rows[3 + 13][0] == "13"
    assert rows[3 + 13][-1] == "7.1#1"


def test_a_final_table_has_no_row_for_a_draft_mark():
    rows = lines(replace(table(), draft=""))
    assert [each[0] for each in rows[:3]] == [
        "BẢNG PHÂN CÔNG NHIỆM VỤ",
        "Thực hiện Thông báo",
        "TT",
    ]


@given(notices())
@settings(max_examples=20)
def test_every_table_comes_back_word_for_word(notice: Notice):
    made = assignment_table(notice)
    assert read(write(made)) == lines(made)


@given(st.text(st.sampled_from("_x0045Fa =+-@<&>\"'  ư")))
@settings(max_examples=20)
def test_strange_words_come_back_word_for_word(words: str):
    made = table(row(text=words))
    assert read(write(made)) == lines(made)


@pytest.mark.parametrize(
    "words",
    [
        '=HYPERLINK("http://a.vn","Bấm")',
        "=1+1",
        "+84 204",
        "-1+2",
        "- gạch đầu dòng",
        "@SUM(A1)",
        "#N/A",
    ],
)
def test_words_that_look_like_a_formula_stay_words(words: str):
    data = write(table(row(text=words, lead=words)))
    assert not re.search(rb"<f[ >/]", members(data)["xl/worksheets/sheet1.xml"])
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    cell = sheet.cell(HEADING + 1, 2)
    assert (cell.value, cell.data_type) == (words, "s")
    assert bool(cell.quotePrefix) is words.startswith(("=", "+", "-", "@"))


def test_what_excel_reads_as_a_code_of_a_character_is_escaped():
    data = write(table(row(text="mẫu _x0041_")))
    assert b"_x005F_x0041_" in members(data)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("char", ["\x00", "\x07", "\t", "\n", "\x7f", "\ufffe"])
def test_control_characters_are_refused(char: str):
    with pytest.raises(InternalError, match=f"U\\+{ord(char):04X}"):
        write(table(row(due=f"a{char}b")))


def test_a_text_longer_than_a_cell_is_refused_with_its_first_words():
    with pytest.raises(WorkbookLimitError, match=r"Rà soát rà soát.*32767") as caught:
        write(table(row(text="Rà soát " + "rà soát " * 4096)))
    assert caught.value.kind is ErrorKind.INVALID


def test_a_text_as_long_as_a_cell_comes_back():
    made = table(row(text=("rà soát " * 4096)[: writing.MAX_CELL - 1] + "."))
    assert read(write(made)) == lines(made)


MAKE = (
    "import sys, hashlib; from pathlib import Path; from soanthao.draft.load import load;"
    "from soanthao.notice.assignment_table import assignment_table;"
    "from soanthao.sheet.workbook import write;"
    "data = write(assignment_table(load(Path(sys.argv[1])).notice));"
    "print(hashlib.sha256(data).hexdigest())"
)


def test_the_same_bytes_in_another_process_at_another_time(luc_nam: AssignmentTable, monkeypatch):
    here = sha256(write(luc_nam)).hexdigest()
    # A zip counts in steps of two seconds.
    time.sleep(2.1)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    command = [sys.executable, "-c", MAKE, str(LUC_NAM)]
    there = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert there == here


def test_nothing_of_the_machine_stands_in_the_file(luc_nam: AssignmentTable):
    core = members(write(luc_nam))["docProps/core.xml"].decode()
    assert "openpyxl" not in core
    assert core.count("2020-03-05T00:00:00Z") == 2
    assert ">BẢNG PHÂN CÔNG NHIỆM VỤ: Thực hiện Thông báo" in core
    assert ">vi-VN</dc:language>" in core


def test_the_heading_row_stays_in_sight_and_on_every_page(sheet):
    assert sheet.freeze_panes == f"A{HEADING + 1}"
    assert sheet.print_title_rows == f"${HEADING}:${HEADING}"
    assert sheet.auto_filter.ref == f"A{HEADING}:I{HEADING + 31}"


def test_it_prints_on_a4_on_its_side_as_wide_as_the_page_without_the_codes(sheet):
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
    assert sheet.print_area == f"'Phân công nhiệm vụ'!$A$1:$H${HEADING + 31}"
    margins = [getattr(sheet.page_margins, side) for side in ("top", "bottom", "left", "right")]
    assert margins == pytest.approx([each / 25.4 for each in (20, 20, 30, 15)])


def test_pages_after_the_first_are_numbered(sheet):
    assert sheet.HeaderFooter.differentFirst
    header = sheet.oddHeader.center
    assert (header.text, header.font, header.size) == ("&P", "Times New Roman,Regular", 13)
    assert not sheet.firstHeader.center.text


def test_nothing_is_hidden(written):
    assert [each.sheet_state for each in written.worksheets] == ["visible"]
    (sheet,) = written.worksheets
    dimensions = (*sheet.column_dimensions.values(), *sheet.row_dimensions.values())
    assert not any(each.hidden for each in dimensions)


def test_the_table_is_written_in_times_new_roman_12_with_lines(sheet):
    for cells in sheet.iter_rows(min_row=HEADING, max_col=9):
        for cell in cells:
            assert (cell.font.name, cell.font.size) == ("Times New Roman", 12)
            assert cell.alignment.wrap_text
            border = cell.border
            sides = (border.left, border.right, border.top, border.bottom)
            assert {side.style for side in sides} == {"thin"}
    assert all(cell.font.bold for cell in sheet[HEADING])


def test_doubts_are_filled_and_bold_and_nothing_else_is(sheet, luc_nam: AssignmentTable):
    for number, each in enumerate(luc_nam.rows, start=HEADING + 1):
        filled = [cell.column for cell in sheet[number] if cell.fill.fill_type == "solid"]
        bold = [cell.column for cell in sheet[number] if cell.font.bold]
        assert filled == bold == ([8] if each.is_doubt else [])
        colors = {cell.fill.fgColor.rgb for cell in sheet[number] if cell.column in filled}
        assert colors <= {"00FFF2CC"}


def test_numbers_of_rows_sort_as_numbers(sheet):
    assert [sheet.cell(HEADING + at, 1).value for at in (1, 2, 30)] == [1, 2, 30]


def test_deadlines_and_codes_stay_text_when_somebody_edits_them(sheet):
    kept = {cell.column for cell in sheet[HEADING + 1] if cell.number_format == "@"}
    assert kept == {5, 9}


def test_the_titles_span_the_printed_columns(sheet):
    merged = sorted(str(each) for each in sheet.merged_cells.ranges)
    assert merged == ["A1:H1", "A2:H2", "A3:H3"]


def test_a_short_table_has_the_columns_of_the_printed_one():
    sheet = load_workbook(io.BytesIO(write(table()))).worksheets[0]
    widths = [sheet.column_dimensions[name].width for name in "ABCDEFGH"]
    shares = [width / sum(widths) for width in widths]
    expected = [width / sum(nd30.ASSIGNMENT_COLUMNS) for width in nd30.ASSIGNMENT_COLUMNS]
    assert shares == pytest.approx(expected, abs=0.001)


def test_rows_are_as_high_as_their_text_and_may_grow(sheet, luc_nam: AssignmentTable):
    content = lines(luc_nam)[HEADING - 1 :]
    for number, texts in enumerate(content, start=HEADING):
        most = max(
            line_count(text, pt(12), number == HEADING, width)
            for text, width in zip(texts, nd30.ASSIGNMENT_COLUMNS, strict=False)
        )
        assert sheet.row_dimensions[number].height >= most * 12 * 1.15
    raw = members(write(luc_nam))["xl/worksheets/sheet1.xml"].decode()
    assert raw.count("customHeight") == HEADING - 1


def test_the_longest_order_widens_its_column_so_that_no_row_is_cut_off():
    sheet = load_workbook(io.BytesIO(write(table(row(text="rà soát " * 400))))).worksheets[0]
    assert sheet.row_dimensions[HEADING + 1].height <= 409
    unit = mm(25.4) * 8 / 96
    assert Length(round(sheet.column_dimensions["B"].width * unit)) > nd30.ASSIGNMENT_COLUMNS[1]


def test_no_column_breaks_a_word():
    sheet = load_workbook(
        io.BytesIO(write(table(row(lead="Văn phòng HĐND&UBND huyện"))))
    ).worksheets[0]
    unit = mm(25.4) * 8 / 96
    assert sheet.column_dimensions["C"].width * unit > text_width("HĐND&UBND", pt(12), True) + pt(4)


def test_no_column_is_wider_than_excel_allows():
    sheet = load_workbook(io.BytesIO(write(table(row(text="rà soát " * 4000))))).worksheets[0]
    assert sheet.column_dimensions["B"].width == 255
