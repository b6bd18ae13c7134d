"""The sheet of a trích sao: the notice's own head and foot, and what the copy itself adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from plain_notice import LUC_NAM, issued_with
from soanthao.clock import VIETNAM
from soanthao.draft.load import load
from soanthao.notice import markup
from soanthao.notice.assignment import assign
from soanthao.notice.document import Document, PrintedTable
from soanthao.notice.item import Annex, Item, Roles, Row, Table
from soanthao.notice.letter import letters
from soanthao.notice.letterhead import Letterhead, Signatory, Symbols
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.number import PartialDate
from soanthao.notice.unit import Group, Unit
from soanthao.render.context import Sheet, notice_sheet
from soanthao.render.extract_sheet import extract_sheet
from soanthao.render.plan import known, letter_expectation
from soanthao.render.proof import prove
from soanthao.standard import wording

UNITS = (Unit("phong-a", "Phòng A"), Unit("phong-b", "Phòng B"), Unit("phong-c", "Phòng C"))
GROUPS = (Group("phong", "các phòng", members=("phong-a", "phong-b", "phong-c")),)


@pytest.fixture(scope="module")
def base() -> Notice:
    """The Lục Nam notice, issued, with three units, one order of Phòng A and one of Phòng B."""
    return issued_with(
        UNITS,
        GROUPS,
        body=(
            RichText.plainly("Huyện họp^[một] như sau:"),
            order("1", "Việc một.", "phong-a"),
            order("2", "Việc hai.", "phong-b"),
            RichText.plainly("Trên đây là kết luận./."),
        ),
        letters=replace(load(LUC_NAM).notice.letters, form="trich-sao"),
    )


def order(id: str, text: str, *to: str, **more) -> Item:
    return Item(id, markup.parse(text), f"{id.rpartition(':')[2]}.", roles=Roles(to=to), **more)


def with_letters(notice: Notice, **options) -> Notice:
    return replace(notice, letters=replace(notice.letters, **options))


def sheet_of(notice: Notice, id: str = "phong-a") -> Sheet:
    made = letters(notice, assign(notice))
    return extract_sheet(notice, next(each for each in made if each.id == id))


def document_of(notice: Notice, id: str = "phong-a") -> Document:
    return sheet_of(notice, id).document


# The copy's own block


def test_an_open_number_and_date_of_the_copy_are_blanks(base: Notice) -> None:
    copy = document_of(base).copy
    assert copy is not None
    assert copy.number == f"Số: {wording.BLANK_NUMBER}/TrS-UBND"
    assert copy.place_date == wording.place_date("Lục Nam", 2020)


def test_the_copy_has_its_own_number_date_symbol_and_signatory(base: Notice) -> None:
    signed = Signatory(("KT. Chánh Văn phòng",), "Phó Chánh Văn phòng", "Trần Thị Nghiệm")
    copy = document_of(
        with_letters(
            base,
            numbers={"phong-a": 3, "phong-b": 4},
            issued=PartialDate(2020, 6, 1),
            symbol="TrS-VP",
            signature=signed,
        )
    ).copy
    assert copy is not None
    assert copy.number == "Số: 03/TrS-VP"
    assert copy.place_date == "Lục Nam, ngày 01 tháng 6 năm 2020"
    assert copy.authority == ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert copy.signer == "Trần Thị Nghiệm"


def test_the_original_keeps_its_own_signatory(base: Notice) -> None:
    signed = Signatory((), "CHỦ TỊCH", "Trần Thị Nghiệm")
    document = document_of(with_letters(base, signature=signed))
    assert (*document.authority, document.signed, document.signer) == (
        *("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "(Đã ký)", "Nguyễn Tiến Dũng"),
    )


def test_an_office_that_issues_copies_under_its_own_name(base: Notice) -> None:
    office = Letterhead(("UBND HUYỆN",), ("VĂN PHÒNG",), "Đồi Ngô", Symbols(extract="TrS-VP"))
    issuing = replace(base, agency=replace(base.agency, issuers={"van-phong": office}))
    copy = document_of(with_letters(issuing, issuer="van-phong")).copy
    assert copy is not None
    assert copy.agency == "VĂN PHÒNG HĐND&UBND HUYỆN"
    assert copy.number.endswith("/TrS-VP")
    assert copy.place_date.startswith("Đồi Ngô, ")


def test_an_issuer_of_an_agency_without_an_office_is_called_by_the_agency(base: Notice) -> None:
    office = Letterhead((), ("VĂN PHÒNG",), "Đồi Ngô")
    agency = replace(base.agency, issuers={"van-phong": office}, office="")
    copy = document_of(with_letters(replace(base, agency=agency), issuer="van-phong")).copy
    assert copy is not None
    assert copy.agency == "ỦY BAN NHÂN DÂN HUYỆN LỤC NAM"


def test_the_line_below_the_agency_is_no_longer_than_half_of_it(base: Notice) -> None:
    copy = document_of(base).copy
    assert copy is not None
    assert 0 < copy.agency_rule < document_of(base).subject_rule


def test_the_copy_goes_to_its_units_and_to_van_thu(base: Notice) -> None:
    copy = document_of(base).copy
    assert copy is not None
    assert copy.recipients.heading == "Nơi nhận:"
    assert copy.recipients.lines == ("- Phòng A;", "- Lưu: VT.")


def test_a_copy_to_several_units_names_each(base: Notice) -> None:
    both = replace(base, body=(*base.body[:1], order("1", "Việc.", "phong-a", "phong-b")))
    copy = document_of(with_letters(both, per="audience")).copy
    assert copy is not None
    assert copy.recipients.lines == ("- Phòng A;", "- Phòng B;", "- Lưu: VT.")


def test_a_copy_to_a_group_names_the_group(base: Notice) -> None:
    grouped = replace(base, body=(*base.body[:1], order("1", "Việc.", "phong")))
    copy = document_of(with_letters(grouped, per="audience"), "phong").copy
    assert copy is not None
    assert copy.recipients.lines == ("- Các phòng;", "- Lưu: VT.")


def test_a_copy_names_nobody_who_coordinates_or_is_to_know(base: Notice) -> None:
    roles = Roles(("phong-a",), with_=("phong-b",), copy=("phong-c",))
    shared = replace(base, body=(*base.body[:1], Item("1", RichText.plainly("Việc."), roles=roles)))
    (letter, _) = letters(shared, assign(shared))
    assert (letter.coordinating, letter.informed) == ((), ())


@pytest.mark.parametrize("given", [0, 1, 2])
def test_the_block_of_a_copy_on_paper_stands_right_behind_the_end_of_what_is_copied(
    base: Notice, given: int
) -> None:
    """P.II, II.2: also behind the annexes, or nobody would sign for them."""
    annexes = tuple(
        Annex(f"Danh mục {at}", (order(f"pl{at}:1", f"Việc của phụ lục {at}.", "phong-a"),))
        for at in (1, 2)[:given]
    )
    document = document_of(replace(base, annexes=annexes))
    assert document.copy is not None
    lines = document.stream()
    block = lines.index(document.copy.agency)
    above = f"1. Việc của phụ lục {given}." if given else document.signer
    assert lines[block - 1] == above
    assert lines[-1] == document.copy.signer
    assert lines.index(document.signer) < block


# The electronic copy


def mark_of(notice: Notice, issued: PartialDate | datetime | None) -> str:
    electronic = with_letters(notice, form="trich-sao-dien-tu", issued=issued)
    document = document_of(electronic)
    assert document.copy is None
    return document.copy_mark


def test_the_mark_names_agency_day_and_time(base: Notice) -> None:
    at = datetime.combine(date(2020, 6, 1), time(8, 5), VIETNAM)
    assert mark_of(base, at) == "TRÍCH SAO; UBND huyện Lục Nam; 01/6/2020; 08:05:00 +07:00"


BLANK = wording.BLANK_DAY


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        (None, f"{BLANK}/{BLANK}/2020"),
        (PartialDate(2021), f"{BLANK}/{BLANK}/2021"),
        (PartialDate(2020, 6), f"{BLANK}/6/2020"),
        (PartialDate(2020, 6, 1), "01/6/2020"),
    ],
)
def test_what_is_open_in_the_mark_is_blank(
    base: Notice, issued: PartialDate | None, day: str
) -> None:
    mark = mark_of(base, issued)
    assert mark == f"TRÍCH SAO; UBND huyện Lục Nam; {day}; {BLANK}:{BLANK}:{BLANK} +07:00"


def test_a_copy_on_paper_prints_the_day_alone(base: Notice) -> None:
    at = datetime.combine(date(2020, 6, 1), time(8, 5), VIETNAM)
    document = document_of(with_letters(base, issued=at))
    assert document.copy_mark == ""
    assert document.copy is not None
    assert document.copy.place_date == "Lục Nam, ngày 01 tháng 6 năm 2020"


# The original


def test_urgency_is_copied_and_a_draft_mark_is_not(base: Notice) -> None:
    document = document_of(replace(base, urgency="khan", draft="Dự thảo lần 2"))
    assert (document.urgency, document.draft) == ("KHẨN", "")


def test_only_the_annex_of_the_unit_is_copied_with_its_number_title_and_reference(
    base: Notice,
) -> None:
    annexes = (
        Annex("Danh mục một", (order("pl1:1", "Việc ba.", "phong-b"),)),
        Annex("Danh mục hai", (order("pl2:1", "Việc bốn.", "phong-a"),)),
    )
    whole = replace(base, annexes=annexes)
    (annex,) = document_of(whole).annexes
    original = notice_sheet(whole).document.annexes[1]
    assert annex == original
    assert annex.number == "Phụ lục II"
    assert {annex.number, annex.title, annex.reference} <= sheet_of(whole).fixed
    assert "1. Việc bốn." not in sheet_of(whole).fixed


def test_a_table_keeps_caption_heading_row_and_widths(base: Notice) -> None:
    rows = (
        Row((RichText.plainly("1"), RichText.plainly("Một")), "3/r1", Roles(to=("phong-a",))),
        Row((RichText.plainly("2"), RichText.plainly("Hai hai hai")), "3/r2"),
    )
    columns = (RichText.plainly("TT"), RichText.plainly("Việc"))
    table = Table(columns, rows, caption=RichText.plainly("Bảng 1"))
    whole = replace(base, body=(*base.body, order("3", "Gồm:", "phong-b", table=table)))
    sheet = sheet_of(whole)
    (printed,) = (each for each in sheet.document.body if isinstance(each, PrintedTable))
    (original,) = (
        each for each in notice_sheet(whole).document.body if isinstance(each, PrintedTable)
    )
    mark = (RichText(), RichText.plainly("(...)"))
    assert printed == replace(original, rows=(original.rows[0], mark))
    assert {"Bảng 1", "TT Việc", "(...)"} <= sheet.fixed
    assert not {"3. Gồm:", "1 Một"} & sheet.fixed


def test_notes_are_counted_through_the_copy(base: Notice) -> None:
    noted = replace(
        base,
        body=(
            markup.parse("Huyện họp:"),
            order("1", "Việc một^[chỉ B].", "phong-b"),
            order("2", "Việc hai^[chỉ A].", "phong-a"),
            markup.parse("Hết^[cuối]./."),
        ),
    )
    notes = document_of(noted).notes()
    assert [note[2:] for note in notes] == ["chỉ A", "cuối"]


def test_a_mark_of_what_is_left_out_needs_no_note_of_a_paragraph_that_reads_like_it(
    base: Notice,
) -> None:
    opening = markup.parse("(...)^[một]")
    notice = replace(base, body=(opening, *base.body[1:]))
    (first, *_) = made = letters(notice, assign(notice))
    sheet = extract_sheet(notice, first)
    expected = letter_expectation(notice, assign(notice), first, sheet)
    stream, notes = sheet.document.stream(), sheet.document.notes()
    assert len(made) == 2
    assert stream.count("(...)") == 1
    assert prove(known(notice), expected, "tệp", stream, notes).holds
    assert not prove(known(notice), expected, "tệp", stream, ()).holds


def test_the_title_of_a_copy_to_several_names_them_all(base: Notice) -> None:
    both = replace(base, body=(*base.body[:1], order("1", "Việc.", "phong-a", "phong-b")))
    title = document_of(with_letters(both, per="audience")).title
    assert title == f"TRÍCH SAO: {base.subject} - Phòng A và Phòng B"
