"""What number and date may change: ô 3, ô 4 and the lines that repeat them (Điều 15, III.1)."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from soanthao.notice import numbered
from soanthao.notice.document import (
    CopyBlock,
    Document,
    Paragraph,
    PrintedAnnex,
    PrintedBlock,
)
from soanthao.notice.markup import RichText
from soanthao.notice.numbered import Change, changes, faults
from soanthao.standard.length import Length, mm

DAY = "\u00a0" * 6
NUMBER = "\u00a0" * 10
ANNEX = PrintedAnnex(
    "Phụ lục",
    "DANH MỤC",
    f"(Kèm theo Thông báo số {NUMBER}/TB-UBND ngày{DAY}tháng{DAY}năm 2026 của UBND tỉnh An Bình)",
    (Paragraph("body", RichText.plainly("Một dòng.")),),
)
APPROVED = Document(
    form="notice",
    title="THÔNG BÁO: Kết luận",
    parent=(),
    header=("ỦY BAN NHÂN DÂN",),
    agency_rule=mm(20),
    number=f"Số: {NUMBER}/TB-UBND",
    place_date=f"An Bình, ngày{DAY}tháng{DAY}năm 2026",
    kind="THÔNG BÁO",
    subject="Kết luận",
    subject_rule=mm(30),
    urgency="",
    draft="",
    addressees=(),
    body=(
        Paragraph("body", RichText.plainly("Giao Sở Tài chính.")),
        Paragraph("closing", RichText.plainly("Thực hiện./.")),
    ),
    recipients=(PrintedBlock("Nơi nhận:", ("- Lưu: VT.",)),),
    authority=("CHỦ TỊCH",),
    signer="Nguyễn Văn An",
    annexes=(ANNEX,),
)
NUMBERED = replace(
    APPROVED,
    number="Số: 125/TB-UBND",
    place_date="An Bình, ngày 05 tháng 11 năm 2026",
    annexes=(
        replace(
            ANNEX,
            reference="(Kèm theo Thông báo số 125/TB-UBND ngày 05 tháng 11 năm 2026 của UBND tỉnh "
            "An Bình)",
        ),
    ),
)
COPY = CopyBlock(
    agency="UBND XÃ",
    agency_rule=Length(0),
    kind="TRÍCH SAO",
    number=f"Số: {NUMBER}/TrS-UBND",
    place_date=f"Minh Sơn, ngày{DAY}tháng{DAY}năm 2026",
    recipients=PrintedBlock("Nơi nhận:", ("- Lưu: VT.",)),
    authority=("CHỦ TỊCH",),
    signer="Trần Thị Bình",
)
COPIED = replace(COPY, number="Số: 07/TrS-UBND", place_date="Minh Sơn, ngày 06 tháng 11 năm 2026")
ON_PAPER = replace(NUMBERED, form="extract", signed="(Đã ký)", copy=COPY)
ELECTRONIC = replace(
    ON_PAPER,
    copy=None,
    copy_mark=f"TRÍCH SAO; UBND xã Minh Sơn; {DAY}/{DAY}/2026; {DAY}:{DAY}:{DAY} +07:00",
)
MARKED = "TRÍCH SAO; UBND xã Minh Sơn; 06/11/2026; 16:05:33 +07:00"


def told(approved: Document, numbered: Document) -> str:
    return "\n".join(faults(approved, numbered))


def test_a_notice_changes_in_number_date_and_the_lines_that_repeat_them():
    assert [each.component for each in changes(APPROVED, NUMBERED)] == [
        "number",
        "place-date",
        "annex-reference",
    ]
    assert changes(APPROVED, NUMBERED)[0] == Change(
        "ô 3 (số, ký hiệu)", "number", APPROVED.number, NUMBERED.number
    )
    assert told(APPROVED, NUMBERED) == ""


def test_an_annex_of_an_electronic_document_may_stay_unfilled():
    unfilled = replace(NUMBERED, annexes=APPROVED.annexes)
    assert told(APPROVED, unfilled) == ""
    assert [each.component for each in changes(APPROVED, unfilled)] == ["number", "place-date"]


def test_a_copy_on_paper_changes_in_its_own_block_alone():
    after = replace(ON_PAPER, copy=COPIED)
    assert told(ON_PAPER, after) == ""
    assert [(each.component, each.after) for each in changes(ON_PAPER, after)] == [
        ("number", COPIED.number),
        ("place-date", COPIED.place_date),
    ]


def test_an_electronic_copy_changes_in_its_mark_alone():
    after = replace(ELECTRONIC, copy_mark=MARKED)
    assert told(ELECTRONIC, after) == ""
    assert [each.component for each in changes(ELECTRONIC, after)] == ["copy-signature"]


@pytest.mark.parametrize("name", ["number", "place_date"])
def test_what_a_copy_copies_keeps_its_own_number_and_date(name):
    after = replace(ON_PAPER, copy=COPIED)
    after = replace(after, **{name: getattr(NUMBERED, name).replace("5", "6")})
    assert "ô 3" in told(ON_PAPER, after) or "ô 4" in told(ON_PAPER, after)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"number": "Số: 125/TB-VP"}, "ô 3 (số, ký hiệu): ký hiệu"),
        ({"number": "Số: 125/TB-UBND "}, "ô 3 (số, ký hiệu): ký hiệu"),
        ({"number": "Số 125/TB-UBND"}, "ô 3 (số, ký hiệu): không đọc được"),
        ({"number": "Số: 5/TB-UBND"}, "ô 3 (số, ký hiệu): không đọc được"),
        ({"number": APPROVED.number}, "ô 3 (số, ký hiệu): chưa có số"),
        ({"place_date": "Bình An, ngày 05 tháng 11 năm 2026"}, "ô 4 (địa danh, ngày tháng): địa"),
        ({"place_date": "An Bình, ngày 5 tháng 11 năm 2026"}, "ô 4 (địa danh, ngày tháng): không"),
        ({"place_date": "An Bình, ngày 31 tháng 11 năm 2026"}, "ô 4 (địa danh, ngày tháng): không"),
        ({"place_date": APPROVED.place_date}, "ô 4 (địa danh, ngày tháng): chưa đủ ngày"),
        ({"draft": "DỰ THẢO"}, "dấu dự thảo"),
        ({"title": "THÔNG BÁO: Khác"}, "tên tài liệu"),
        ({"signer": "Nguyễn Văn Anh"}, "họ tên người ký (ô 7b)"),
        ({"authority": ("KT. CHỦ TỊCH",)}, "quyền hạn, chức vụ (ô 7a)"),
        ({"subject": "Kết luận khác"}, "trích yếu (ô 5)"),
        ({"recipients": ()}, "nơi nhận (ô 9b)"),
        ({"annexes": ()}, "phụ lục"),
        ({"body": APPROVED.body[1:]}, "nội dung (ô 6)"),
        ({"body": (APPROVED.body[1], APPROVED.body[0])}, "nội dung (ô 6), đoạn 1"),
        ({"form": "letter"}, "loại mẫu"),
    ],
)
def test_anything_else_is_named(change, expected):
    assert expected in told(APPROVED, replace(NUMBERED, **change))


def test_a_change_of_format_alone_is_named_with_its_paragraph():
    bold = Paragraph("body", RichText.of((replace(APPROVED.body[0].text.runs[0], bold=True),)))
    after = replace(NUMBERED, body=(bold, APPROVED.body[1]))
    assert "nội dung (ô 6), đoạn 1" in told(APPROVED, after)
    assert "định dạng" in told(APPROVED, after)


def test_a_line_that_repeats_another_number_is_named():
    other = replace(
        NUMBERED.annexes[0], reference=NUMBERED.annexes[0].reference.replace("5/", "6/")
    )
    assert "Phụ lục, dòng “Kèm theo”" in told(APPROVED, replace(NUMBERED, annexes=(other,)))


def test_words_of_an_annex_are_named_with_the_annex():
    other = replace(NUMBERED.annexes[0], body=(Paragraph("body", RichText.plainly("Hai dòng.")),))
    assert "Phụ lục, đoạn 1" in told(APPROVED, replace(NUMBERED, annexes=(other,)))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"number": "Số: 07/SY-UBND"}, "số của bản sao: ký hiệu"),
        ({"signer": "Trần Thị Ba"}, "khối của bản sao"),
        ({"kind": "SAO Y"}, "khối của bản sao"),
        ({"place_date": COPY.place_date}, "ngày tháng của bản sao: chưa đủ ngày"),
    ],
)
def test_what_else_changes_in_the_block_of_a_copy_is_named(change, expected):
    assert expected in told(ON_PAPER, replace(ON_PAPER, copy=replace(COPIED, **change)))


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (MARKED.replace("Minh Sơn", "Sơn Minh"), "tên cơ quan"),
        (MARKED.replace("06/11", "31/11"), "ngày giờ"),
        (MARKED.replace("16:05:33", ":".join([DAY] * 3)), "ngày giờ"),
        (f"{MARKED} ", "ngày giờ"),
        ("TRÍCH SAO", "không đọc được"),
        ("", "không đọc được"),
    ],
)
def test_a_mark_of_a_copy_that_says_more_or_less_is_named(mark, expected):
    assert expected in told(ELECTRONIC, replace(ELECTRONIC, copy_mark=mark))


def test_every_field_of_a_document_has_a_name_that_a_clerk_knows():
    named = {field.name for field in fields(Document)} - {"body", "annexes"}
    assert named == numbered._FIELDS.keys()


def test_a_draft_mark_may_go():
    assert told(replace(APPROVED, draft="DỰ THẢO"), NUMBERED) == ""
