"""The trích sao of the Lục Nam notice, word for word as they were written down by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from plain_notice import EXPECTED, LUC_NAM, expected_lines
from soanthao.draft.load import load
from soanthao.notice.assignment import Role, assign
from soanthao.notice.document import Document, Paragraph
from soanthao.notice.letter import Letter, letters
from soanthao.notice.notice import LetterForm, Notice
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.render.context import Sheet, notice_sheet
from soanthao.render.extract_sheet import extract_sheet

BODIES = sorted(
    path.stem.removesuffix("-body") for path in (EXPECTED / "extracts").glob("*-body.txt")
)
ISSUED: dict[LetterForm, PartialDate | datetime] = {
    "trich-sao": PartialDate(2020, 5, 28),
    "trich-sao-dien-tu": datetime.combine(date(2020, 5, 28), time(16, 5, 33)),
}


def issued(form: LetterForm) -> Notice:
    notice = load(LUC_NAM).notice
    return replace(
        notice,
        number=DocumentNumber(125, "TB-UBND"),
        issued=PartialDate(2020, 5, 28),
        letters=replace(
            notice.letters, form=form, issued=ISSUED[form], numbers={"xa-truong-son": 12}
        ),
    )


def letter_to(notice: Notice, unit: str) -> Letter:
    return next(each for each in letters(notice, assign(notice)) if each.id == unit)


def sheet_for(form: LetterForm, unit: str) -> Sheet:
    notice = issued(form)
    return extract_sheet(notice, letter_to(notice, unit))


@pytest.fixture(scope="module")
def paper() -> Document:
    return sheet_for("trich-sao", "xa-truong-son").document


@pytest.fixture(scope="module")
def electronic() -> Document:
    return sheet_for("trich-sao-dien-tu", "xa-truong-son").document


def plain(document: Document) -> list[str]:
    return [block.text.plain for block in document.body if isinstance(block, Paragraph)]


def test_the_extract_on_paper_reads_as_it_was_written_by_hand(paper: Document):
    assert list(paper.stream()) == expected_lines("extracts/xa-truong-son-paper.txt")
    assert paper.beside() == ()


def test_the_electronic_extract_has_no_copy_block_but_a_mark(electronic: Document):
    assert list(electronic.stream()) == expected_lines("extracts/xa-truong-son-electronic.txt")
    assert list(electronic.beside()) == expected_lines("extracts/xa-truong-son-electronic-mark.txt")


def test_four_more_bodies_were_written_by_hand():
    assert len(BODIES) == 4


@pytest.mark.parametrize("unit", BODIES)
def test_a_body_reads_as_it_was_written_by_hand(unit: str):
    document = sheet_for("trich-sao", unit).document
    assert plain(document) == expected_lines(f"extracts/{unit}-body.txt")


def test_every_unit_with_a_duty_has_an_extract_and_none_is_empty():
    notice = issued("trich-sao")
    made = letters(notice, assign(notice))
    assert {letter.id for letter in made} == set(expected_lines("luc-nam-letters.txt"))
    assert all(
        len(extract_sheet(notice, letter).document.body) > len(("opening", "(...)", "closing"))
        for letter in made
    )


def test_the_head_and_the_foot_are_those_of_the_notice(paper: Document):
    notice = notice_sheet(issued("trich-sao")).document
    same = {"form": "notice", "title": notice.title, "body": notice.body, "signed": ""}
    assert replace(paper, copy=None, **same) == notice


def test_bold_deadlines_stay_bold_in_an_extract(paper: Document):
    blocks = [block for block in paper.body if isinstance(block, Paragraph)]
    bold = [run.text for block in blocks for run in block.text.runs if run.bold]
    assert bold == ["20/6/2020", "30/6/2020", "30/8/2020", "30/11/2020", "30/6/2020"]


def test_the_properties_name_only_the_addressee(paper: Document):
    assert paper.title == f"TRÍCH SAO: {paper.subject} - UBND xã Trường Sơn"


def test_the_last_paragraph_stays_with_the_signature(paper: Document):
    components = [block.component for block in paper.body if isinstance(block, Paragraph)]
    assert components == ["body"] * (len(components) - 1) + ["closing"]


def test_the_frames_of_an_extract_are_all_but_its_orders_and_their_lead_ins():
    sheet = sheet_for("trich-sao", "xa-truong-son")
    others = [line for line in sheet.document.stream() if line not in sheet.fixed]
    marks = ("3. Đẩy", "- Hoàn", "- Thực", "+ Thực", "+ Hoàn", "+ Tổ", "7. Một", "- Phòng Lao")
    starts = (*marks, "- Phòng Tài", "- Phòng Kinh", "- UBND xã Trường Sơn khẩn")
    assert len(others) == len(starts)
    assert all(line.startswith(start) for line, start in zip(others, starts, strict=True))


def test_by_audience_the_communes_share_what_they_all_hold():
    notice = issued("trich-sao")
    grouped = replace(notice, letters=replace(notice.letters, per="audience"))
    document = extract_sheet(grouped, letter_to(grouped, "xa-thi-tran")).document
    own = expected_lines("extracts/xa-truong-son-paper.txt")
    start = next(at for at, line in enumerate(own) if line.startswith("Ngày 26/5/2020"))
    end = next(at for at, line in enumerate(own) if line.startswith("- UBND xã Trường Sơn"))
    closing = next(line for line in own if line.startswith("Trên đây là kết luận"))
    assert plain(document) == [*own[start:end], closing]
    assert document.copy is not None
    assert document.copy.recipients.lines == ("- UBND các xã, thị trấn;", "- Lưu: VT.")


def test_by_audience_13_extracts_carry_every_order_that_is_not_general():
    notice = issued("trich-sao")
    grouped = replace(notice, letters=replace(notice.letters, per="audience"))
    made = letters(grouped, assign(grouped))
    assert len(made) == 13
    carried = {pair for letter in made for pair in letter.pairs}
    duties = [pair for pair in assign(grouped).pairs if not pair.general]
    assert {pair for pair in duties if pair.role is not Role.COPY} <= carried
