"""``people`` and ``register`` of agency.yaml: what they mean, and what a clerk is told."""

from __future__ import annotations

from typing import Any

import pytest

from soanthao.draft.load import load
from soanthao.errors import InvalidInputError
from soanthao.notice.letterhead import Agency
from soanthao.notice.person import Part, Person
from soanthao.notice.register_scheme import RegisterScheme


def agency_of(desk: Any, text: str) -> Agency:
    return load(desk.write(agency=text)).notice.agency


def told(desk: Any, text: str) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        load(desk.write(agency=text))
    return [finding.message for finding in caught.value.findings]


# Parts: decree 30/2020, Điều 10 drafting, 12.1 content, 12.2 form, 11 and 13 signing, 14-19 clerk.


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("soan-thao", Part.DRAFTER),
        ("Soạn thảo", Part.DRAFTER),
        ("soan thao", Part.DRAFTER),
        ("người soạn thảo", Part.DRAFTER),
        ("noi-dung", Part.CONTENT),
        ("kiểm tra nội dung", Part.CONTENT),
        ("the-thuc", Part.FORM),
        ("Người kiểm tra thể thức", Part.FORM),
        ("ky", Part.SIGNATORY),
        ("ký", Part.SIGNATORY),
        ("kí", Part.SIGNATORY),
        ("Người ký", Part.SIGNATORY),
        ("duyệt", Part.SIGNATORY),
        ("van-thu", Part.CLERK),
        ("văn thư", Part.CLERK),
        ("VĂN  THƯ", Part.CLERK),
        ("va\u0306n thư", Part.CLERK),
    ],
)
def test_a_part_is_known_by_its_id_and_by_its_words(desk: Any, written: str, part: Part):
    people = agency_of(desk, f'people: {{an: {{name: An, parts: ["{written}"]}}}}\n').people
    assert people["an"].parts == (part,)


def test_one_person_holds_several_parts_each_once_in_the_order_of_the_work(desk: Any):
    people = agency_of(
        desk,
        "people:\n  an: {name: Nguyễn An, parts: [van-thu, văn thư, soan-thao, Văn thư]}\n"
        "  binh: {name: Lê Bình}\n",
    ).people
    assert people == {
        "an": Person("an", "Nguyễn An", (Part.DRAFTER, Part.CLERK)),
        "binh": Person("binh", "Lê Bình", ()),
    }
    assert people["an"].holds(Part.CLERK)
    assert not people["an"].holds(Part.SIGNATORY)


def test_every_part_has_its_own_words_in_a_sentence():
    words = {part.called for part in Part}
    assert len(words) == len(Part)
    assert all(words)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("soan-thoa", "soan-thao"), ("thể thứ", "the-thuc"), ("van-thư ký", "van-thu")],
)
def test_a_part_that_is_misspelt_is_told_with_the_right_one(desk: Any, written: str, meant: str):
    (message,) = told(desk, f"people: {{an: {{name: An, parts: [{written}]}}}}\n")
    assert message == (
        f"Không có phần việc “{written}”; có phải “{meant}” không; được dùng: "
        "soan-thao, noi-dung, the-thuc, ky, van-thu."
    )


def test_the_spelling_with_tones_in_two_characters_is_only_a_note(desk: Any):
    draft = load(desk.write(agency='people: {an: {name: An, parts: ["va\u0306n thư"]}}\n'))
    assert {finding.code for finding in draft.warnings} <= {"Y209"}


# The register


@pytest.mark.parametrize(
    ("said", "scheme"),
    [
        ("external", RegisterScheme(own=False, scheme="per-kind")),
        ("{own: chung}", RegisterScheme(own=True, scheme="common", name="chung")),
        ("{own: Chung}", RegisterScheme(own=True, scheme="common", name="chung")),
        (
            "{own: Sổ công văn đi}",
            RegisterScheme(own=True, scheme="common", name="Sổ công văn đi"),
        ),
        ("{own: theo-loai}", RegisterScheme(own=True, scheme="per-kind")),
        ("{own: Theo loại}", RegisterScheme(own=True, scheme="per-kind")),
        ("{external: chung}", RegisterScheme(own=False, scheme="common", name="chung")),
        ("{external: theo-loai}", RegisterScheme(own=False, scheme="per-kind")),
        (
            "{own: {so-1: [QĐ, CT], so-2: [TB, công văn], chung: KH}}",
            RegisterScheme(
                own=True,
                scheme="groups",
                groups={"so-1": ("QĐ", "CT"), "so-2": ("TB", "cong-van"), "chung": ("KH",)},
            ),
        ),
        (
            "{external: {so-1: [cong-van]}}",
            RegisterScheme(own=False, scheme="groups", groups={"so-1": ("cong-van",)}),
        ),
    ],
)
def test_a_register_is_what_the_office_says(desk: Any, said: str, scheme: RegisterScheme):
    assert agency_of(desk, f"register: {said}\n").register == scheme


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            "{own: {so-1: [QD]}}",
            "Không có loại văn bản “QD”; có phải “QĐ” không; hãy dùng chữ viết tắt ở Phụ lục III "
            "Nghị định 30/2020/NĐ-CP, hoặc “cong-van” cho công văn.",
        ),
        (
            "{own: {so-1: [Thông báo]}}",
            "Không có loại văn bản “Thông báo”; có phải “TB” không; hãy dùng chữ viết tắt ở Phụ "
            "lục III Nghị định 30/2020/NĐ-CP, hoặc “cong-van” cho công văn.",
        ),
        (
            "\n  own:\n    so-1: [QĐ]\n    so-2: [QĐ]",
            "Loại văn bản “QĐ” đã có dãy số ở dòng 3; mỗi loại chỉ thuộc một dãy số, hãy bỏ một "
            "chỗ.",
        ),
        (
            "{own: {so-1: [TrS]}}",
            "Bản sao (SY, TrS, SL) luôn có dãy số riêng, nên “TrS” không thuộc nhóm nào; hãy bỏ "
            "đi.",
        ),
        (
            "{own: {ban-sao: [TB]}}",
            "Tên “ban-sao” dành riêng cho dãy số của bản sao; hãy đặt tên khác.",
        ),
        (
            "{own: chung, external: chung}",
            "Sổ đăng ký chỉ có một cách: “own” (soanthao cấp số) hoặc “external” (số cấp ở hệ "
            "thống khác); hãy bỏ một khóa.",
        ),
        (
            "{own: theo-loia}",
            "“theo-loia” gần giống “theo-loai” (mỗi loại văn bản một dãy số); hãy viết đúng "
            "“theo-loai”, hoặc đặt tên khác nếu đây là tên của dãy số chung.",
        ),
    ],
)
def test_a_clerk_is_told_what_is_wrong_and_what_to_write(desk: Any, said: str, message: str):
    assert told(desk, f"register: {said}\n") == [message]


def test_a_faulty_register_does_not_hide_other_faults(desk: Any):
    assert len(told(desk, "register: {own: {so-1: [X]}}\npeople: {an: {parts: [y]}}\n")) == 3
