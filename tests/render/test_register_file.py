"""The workbook of the book, and the proof that it says what the register says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from soanthao.notice.register_book import Book, BookLine, BookOf, book
from soanthao.render.register_file import prove_register_workbook, register_workbook
from soanthao.sheet.package import BrokenWorkbookError, close_package, open_package

LINES = tuple(
    BookLine(number, "chung", f"{number:02d}/TB-UBND", date=date(2020, 5, number), copies=number)
    for number in range(1, 6)
)


def made(lines: tuple[BookLine, ...] = LINES, anchor: str = "mục 8, mã băm 3f2a") -> Book:
    of = BookOf((), ("UBND huyện Lục Nam",))
    return book(of, (date(2020, 5, 1), date(2020, 5, 31)), lines, anchor)


def test_a_workbook_says_what_the_register_says():
    data, proof = register_workbook("so.xlsx", made())
    assert data
    assert proof.holds


@pytest.mark.parametrize(
    ("other", "where"),
    [
        (made(LINES[:-1]), "“Sổ đăng ký văn bản đi”, dòng 7"),
        (made((replace(LINES[0], remarks="Đã hủy"), *LINES[1:])), "dòng 3"),
        (made((*LINES[:3], replace(LINES[3], copies=5), LINES[4])), "dòng 6"),
    ],
)
def test_a_line_that_differs_is_named(other: Book, where: str):
    data, _ = register_workbook("so.xlsx", other)
    proof = prove_register_workbook("so.xlsx", made(), data)
    assert [flaw.file for flaw in proof.altered] == ["so.xlsx"] * len(proof.altered)
    assert any(where in flaw.detail for flaw in proof.altered), proof.listed()


def test_another_cover_is_seen():
    data, _ = register_workbook("so.xlsx", replace(made(), volume=2))
    (flaw,) = prove_register_workbook("so.xlsx", made(), data).altered
    assert "“Bìa”, dòng 6" in flaw.detail


def test_another_anchor_is_seen_on_both_sheets():
    data, _ = register_workbook("so.xlsx", made(anchor="mục 9, mã băm 3f2a"))
    assert len(prove_register_workbook("so.xlsx", made(), data).altered) == 2


def test_a_sheet_that_is_not_there_is_no_book():
    data, _ = register_workbook("so.xlsx", made())
    members = open_package(data)
    name = "xl/workbook.xml"
    members[name] = members[name].replace("văn bản đi".encode(), b"khac")
    proof = prove_register_workbook("so.xlsx", made(), close_package(members))
    assert any("“Sổ đăng ký văn bản đi”, dòng 1" in flaw.detail for flaw in proof.altered)


def test_a_formula_put_in_later_is_refused():
    data, _ = register_workbook("so.xlsx", made())
    members = open_package(data)
    name = "xl/worksheets/sheet2.xml"
    old = b"<v>5</v>"
    assert old in members[name]
    members[name] = members[name].replace(old, b"<f>4+1</f>" + old)
    with pytest.raises(BrokenWorkbookError, match="công thức"):
        prove_register_workbook("so.xlsx", made(), close_package(members))
