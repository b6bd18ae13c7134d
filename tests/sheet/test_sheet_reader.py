"""Workbooks that come back from an office, and files that only look like one."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from soanthao.errors import ErrorKind
from soanthao.notice.assignment_table import AssignmentRow, AssignmentTable
from soanthao.notice.markup import RichText
from soanthao.sheet import package, reader
from soanthao.sheet.package import BrokenWorkbookError, close_package, open_package
from soanthao.sheet.reader import read
from soanthao.sheet.workbook import SHEET, write

COLUMNS = ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Mục", "Ghi chú")
ROW = AssignmentRow(1, "1", None, RichText.plainly("Rà soát"), "Phòng A", "", "sớm", "", "mục 1")
DATA = write(AssignmentTable("Thực hiện Thông báo", "", COLUMNS, (ROW,)))
SHEET_PART = "xl/worksheets/sheet1.xml"


def saved(*rows: tuple[object, ...], title: str = "Sheet") -> bytes:
    book = Workbook()
    book.worksheets[0].title = title
    for row in rows:
        book.worksheets[0].append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(name: str, old: bytes, new: bytes, data: bytes = DATA) -> bytes:
    members = open_package(data)
    assert old in members[name]
    return close_package(members | {name: members[name].replace(old, new, 1)})


def zipped(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def test_rows_are_equally_long_and_end_with_the_last_word():
    data = saved(("a", None, "c", None), ("", "b"), (None, None, None), ("",))
    assert read(data) == (("a", "", "c"), ("", "b", ""))


def test_an_empty_sheet_has_no_rows():
    assert read(saved()) == ()


def test_what_excel_made_of_words_becomes_words_again():
    data = saved((datetime.fromisoformat("2020-06-20"), date(2020, 5, 28), 7, 7.0, 7.5, True))
    assert read(data) == (("20/6/2020", "28/5/2020", "7", "7", "7.5", "True"),)
    assert read(saved((time(14, 0),))) == (("14:00:00",),)


@pytest.mark.parametrize("written", [b"7.0", b"7", b"0.7e1"])
def test_a_whole_number_has_no_decimals(written: bytes):
    data = changed(SHEET_PART, b"<v>1</v>", b"<v>" + written + b"</v>")
    assert read(data)[-1][0] == "7"


def test_the_sheet_of_the_table_is_read_wherever_it_stands():
    book = Workbook()
    book.worksheets[0].append(("ghi chép riêng",))
    book.create_sheet(SHEET).append(("bảng",))
    buffer = io.BytesIO()
    book.save(buffer)
    assert read(buffer.getvalue()) == (("bảng",),)


def test_shared_strings_as_excel_writes_them_are_read():
    members = open_package(DATA)
    sheet = members[SHEET_PART].decode()
    order = re.compile(r't="inlineStr"><is><t>R[^<]*so[^<]*t</t></is>')
    assert len(order.findall(sheet)) == 1
    sheet = order.sub('t="s"><v>0</v>', sheet)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{main}"><si><r><t>Rà </t></r><r><t>xét</t></r></si></sst>'
    kinds = members["[Content_Types].xml"].decode()
    kind = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    )
    members |= {
        SHEET_PART: sheet.encode(),
        "xl/sharedStrings.xml": strings.encode(),
        "[Content_Types].xml": kinds.replace("</Types>", f"{kind}</Types>").encode(),
    }
    assert read(close_package(members))[-1][1] == "Rà xét"


def test_a_formula_is_refused_with_its_cell():
    with pytest.raises(BrokenWorkbookError, match="Ô B2 là công thức") as caught:
        read(saved(("a",), ("b", "=1+1")))
    assert caught.value.kind is ErrorKind.INVALID


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(reader, "MAX_ROWS", 3)
    assert len(read(saved(*[("a",)] * 3))) == 3
    with pytest.raises(BrokenWorkbookError, match="hơn 3 dòng"):
        read(saved(*[("a",)] * 4))


def test_a_row_far_away_is_refused_without_waiting_for_it():
    with pytest.raises(BrokenWorkbookError, match=r"hơn 10000 dòng"):
        read(changed(SHEET_PART, b'<row r="4"', b'<row r="1048576"'))


def test_what_stands_far_to_the_right_is_no_part_of_the_table(monkeypatch):
    monkeypatch.setattr(reader, "MAX_COLUMNS", 3)
    assert read(saved(("a", "b", "c", "d"))) == (("a", "b", "c"),)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", "bảng".encode()])
def test_what_is_no_zip_is_refused(data: bytes):
    with pytest.raises(BrokenWorkbookError, match=r"không phải là tệp Excel"):
        read(data)


def test_a_zip_that_is_no_workbook_is_refused():
    with pytest.raises(BrokenWorkbookError, match=r"không phải là tệp Excel"):
        read(zipped(("a.xml", b"<a/>")))


@pytest.mark.parametrize("name", sorted(open_package(DATA)))
def test_a_workbook_that_lacks_a_part_is_read_or_refused(name: str):
    members = open_package(DATA)
    del members[name]
    try:
        assert len(read(close_package(members))) == 4
    except BrokenWorkbookError as error:
        assert error.kind is ErrorKind.INVALID  # noqa: PT017 - either way is right


@pytest.mark.parametrize("name", ["xl/workbook.xml", SHEET_PART])
def test_a_document_type_is_refused(name: str):
    bomb = b'<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;">]><'
    with pytest.raises(BrokenWorkbookError, match="DOCTYPE"):
        read(changed(name, b"<", bomb))


def test_a_part_that_is_no_xml_is_refused():
    with pytest.raises(BrokenWorkbookError, match=r"sheet1.xml” không đọc được"):
        read(changed(SHEET_PART, b"</worksheet>", b""))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused():
    with pytest.raises(BrokenWorkbookError, match="hai bản"):
        read(zipped(("a.xml", b"<a/>"), ("a.xml", b"<b/>")))


def test_a_strange_compression_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", b"<a/>")
    with pytest.raises(BrokenWorkbookError, match="nén lạ"):
        read(buffer.getvalue())


@pytest.mark.parametrize(
    ("limit", "value"),
    [("MAX_MEMBERS", 2), ("MAX_MEMBER_BYTES", 2**20 - 1), ("MAX_TOTAL_BYTES", 3 * 2**20 - 1)],
)
def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch, limit: str, value: int):
    bomb = zipped(*((f"{at}.bin", b"\0" * 2**20) for at in range(3)))
    assert len(bomb) < 10_000
    assert len(open_package(bomb)) == 3
    monkeypatch.setattr(package, limit, value)
    with pytest.raises(BrokenWorkbookError, match="quá lớn"):
        open_package(bomb)


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_a_damaged_file_is_read_or_refused(at: int, flip: int):
    data = bytearray(DATA)
    data[at] ^= flip
    try:
        rows = read(bytes(data))
    except BrokenWorkbookError:
        return
    assert all(isinstance(text, str) for row in rows for text in row)


VALUES = st.sampled_from(('t="n"', 't="d"', 't="b"', 't="e"', 't="s"', 't="zzz"', "t=''"))


@given(VALUES, st.sampled_from(("<v>1</v>", "<v>1e999</v>", "<v>a</v>", "<v/>", "<is/>")))
def test_a_cell_of_any_kind_is_read_or_refused(kind: str, value: str):
    old = b't="inlineStr"><is><t>TT</t></is>'
    try:
        rows = read(changed(SHEET_PART, old, f"{kind}>{value}".encode()))
    except BrokenWorkbookError:
        return
    assert len(rows) == 4


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.bin", fullmatch=True), st.binary(max_size=99)))
def test_members_come_back_in_their_order(members: dict[str, bytes]):
    assert list(open_package(close_package(members)).items()) == list(members.items())
