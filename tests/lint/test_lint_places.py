"""Where components stand beside each other, and what is said of annexes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from soanthao.lint.catalogue import FORMAT
from soanthao.lint.piece import Piece
from soanthao.lint.printed import of_word
from soanthao.lint.review import review
from soanthao.notice.source import Place
from soanthao.recognition.outline import Outline
from soanthao.word.look_model import CellLook, LayoutLook, ParagraphLook, WordLook


def piece(component: str, text: str, cell: CellLook | None = None) -> Piece:
    return Piece(component, text, ParagraphLook(Place(1, 1), text, (), LayoutLook(), cell), 0, ())


def found(code: str, *pieces: Piece) -> list[str]:
    reading = of_word(Outline("other"), pieces, WordLook())
    return [each.remark.found for each in review(reading, FORMAT) if each.rule.code == code]


@pytest.mark.parametrize(
    ("left", "right"),
    [("agency", "national-name"), ("number", "place-date"), ("recipients-heading", "authority")],
)
def test_what_belongs_to_the_left_is_told_where_it_stands_to_the_right(left, right):
    one, two = CellLook(0, 0, 0), CellLook(0, 0, 1)
    assert found("T012", piece(left, "a", one), piece(right, "b", two)) == []
    assert found("T012", piece(left, "a", two), piece(right, "b", one)) == ["sai vị trí"]


def test_number_and_place_stand_in_one_row():
    lower = CellLook(0, 2, 1)
    pieces = piece("number", "Số: 15/TB-UBND", CellLook(0, 1, 0)), piece("place-date", "a", lower)
    assert found("T012", *pieces) == ["lệch hàng"]


def test_two_annexes_are_counted_in_roman_numbers():
    roman = [piece("annex-number", text) for text in ("Phụ lục I", "Phụ lục II")]
    assert found("T818", *roman) == []
    arabic = [piece("annex-number", text) for text in ("Phụ lục 1", "Phụ lục 2")]
    assert found("T818", *arabic) == ["Phụ lục 1", "Phụ lục 2"]
    assert found("T818", piece("annex-number", "Phụ lục 1")) == []


def test_the_text_speaks_of_its_annex():
    annex = piece("annex-number", "Phụ lục")
    assert found("T819", piece("body", "Danh mục tại Phụ lục kèm theo."), annex) == []
    assert found("T819", piece("body", "Danh mục kèm theo."), annex) == ["Phụ lục"]


def items(*markers: str) -> list[Piece]:
    return [
        replace(piece("body", f"{each} Việc"), marker=each, depth=each.count(".") > 1)
        for each in markers
    ]


@pytest.mark.parametrize(
    ("code", "markers", "told"),
    [
        ("T971", ("1.", "2.", "a)", "b)", "I.", "-", "+", "1.1.", "A."), []),
        ("T971", ("1/", "2/", "3/"), ["1/"]),
        ("T971", ("a.", "b."), ["a."]),
        ("T971", ("1)", "a/"), ["1)", "a/"]),
        ("T972", ("1.1.", "1.2."), []),
        ("T972", ("1.1.1.", "1.1.2."), ["1.1.1."]),
        ("T973", ("c)", "d)", "đ)", "e)", "g)", "h)", "i)", "k)", "l)"), []),
        ("T973", ("d)", "e)"), ["e)"]),
        ("T973", ("e)", "f)"), ["f)"]),
        ("T974", ("1.", "2.", "1.", "2."), []),
        ("T974", ("5.", "7."), ["7."]),
    ],
)
def test_numbers_and_letters_of_items(code, markers, told):
    assert found(code, *items(*markers)) == told
