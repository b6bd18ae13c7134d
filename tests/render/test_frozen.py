"""A numbered document differs from the approved one in number and date, and in nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from frozen_pairs import Pair, letter_pairs, made, notice_pair, proven

from soanthao.notice.document import Document, Paragraph
from soanthao.notice.markup import RichText, Run
from soanthao.render.frozen import prove_same
from soanthao.standard.length import mm

FORMATS = ("docx", "pdf")
DRAFTS = ("luc-nam", "an-binh", "xa-minh-son")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", DRAFTS)
def test_a_notice_differs_in_nothing_else(name: str, format_: str):
    assert proven(notice_pair(name), format_).listed() == ""


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("luc-nam", "cong-van"),
        ("an-binh", "cong-van"),
        ("an-binh", "trich-sao"),
        ("an-binh", "trich-sao-dien-tu"),
        ("xa-minh-son", "trich-sao"),
        ("xa-minh-son", "trich-sao-dien-tu"),
    ],
)
def test_its_letters_differ_in_nothing_else(name: str, form: str, format_: str):
    pairs = letter_pairs(name, form)
    for id_ in [*pairs][:3]:
        assert proven(pairs[id_], format_).listed() == "", id_


@pytest.mark.torture
@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("form", ["cong-van", "trich-sao", "trich-sao-dien-tu"])
@pytest.mark.parametrize("name", DRAFTS)
def test_every_letter_differs_in_nothing_else(name: str, form: str, format_: str):
    for id_, pair in letter_pairs(name, form).items():
        assert proven(pair, format_).listed() == "", id_


@pytest.fixture(scope="module")
def letter() -> Pair:
    return letter_pairs("luc-nam")["xa-chu-dien"]


@pytest.fixture(scope="module")
def notice() -> Pair:
    return notice_pair("an-binh")


@pytest.fixture(scope="module")
def extract() -> Pair:
    return next(iter(letter_pairs("xa-minh-son", "trich-sao").values()))


@pytest.fixture(scope="module")
def electronic() -> Pair:
    return next(iter(letter_pairs("xa-minh-son", "trich-sao-dien-tu").values()))


# What the values of another document do: the file is made of them, the model stays honest.


def other_word(document: Document) -> Document:
    first = document.body[0]
    assert isinstance(first, Paragraph)
    words = RichText.plainly(first.text.plain.replace("Thực hiện", "Thực hành"))
    return replace(document, body=(replace(first, text=words), *document.body[1:]))


def without_paragraph(document: Document) -> Document:
    return replace(document, body=(document.body[0], *document.body[2:]))


def one_paragraph_more(document: Document) -> Document:
    more = Paragraph("body", RichText.plainly("Giao thêm một việc."))
    return replace(document, body=(*document.body[:1], more, *document.body[1:]))


def bold(document: Document) -> Document:
    first = document.body[0]
    assert isinstance(first, Paragraph)
    text = RichText.of((Run(first.text.plain, bold=True),))
    return replace(document, body=(replace(first, text=text), *document.body[1:]))


def other_recipients(document: Document) -> Document:
    block = document.recipients[0]
    lines = (block.lines[0], "- Thanh tra huyện;", *block.lines[1:])
    return replace(document, recipients=(replace(block, lines=lines),))


def number_in_the_body(document: Document) -> Document:
    """Return *document* where a paragraph says ô 3 too: it is no place for a number."""
    more = Paragraph("body", RichText.plainly(document.number))
    return replace(document, body=(*document.body[:1], more, *document.body[1:]))


VALUES: dict[str, tuple[Callable[[Document], Document], str, str]] = {
    "a word": (other_word, "Thực hiện", "trang 1"),
    "a paragraph less": (without_paragraph, "thiếu đoạn", "trang 1"),
    "a paragraph more": (one_paragraph_more, "thừa đoạn", "trang 1"),
    "bold": (bold, "định dạng", "trang 1: hình"),
    "recipients": (other_recipients, "Thanh tra huyện", "Thanh tra"),
    "signer": (lambda it: replace(it, signer="Nguyễn Văn Khác"), "Nguyễn Văn Khác", "Khác"),
    "subject": (lambda it: replace(it, subject=f"{it.subject} nhé"), " nhé", "nhé"),
    "title": (lambda it: replace(it, title=f"{it.title}."), "tên tài liệu", "tên tài liệu"),
    "ô 2": (lambda it: replace(it, agency_rule=mm(5)), "định dạng", "trang 1: hình"),
    "another number": (
        lambda it: replace(it, number=it.number.replace("1308", "1309")),
        "1309",
        "1309",
    ),
    "another day": (
        lambda it: replace(it, place_date=it.place_date.replace("29", "30")),
        "ngày 30",
        "ngày 30",
    ),
    "another place": (
        lambda it: replace(it, place_date=it.place_date.replace("Lục Nam", "Lục Ngạn")),
        "Lục Ngạn",
        "Lục Ngạn",
    ),
    "no number": (lambda it: replace(it, number="Số: /UBND-VP"), "ô 3", "1308"),
    "draft mark": (lambda it: replace(it, draft="DỰ THẢO"), "DỰ THẢO", "DỰ THẢO"),
    "urgency": (lambda it: replace(it, urgency="KHẨN"), "KHẨN", "KHẨN"),
    "ô 13": (lambda it: replace(it, address=("Số 1 phố A",)), "firstFooter", "Số 1 phố A"),
    "ô 14": (lambda it: replace(it, copy_mark="TRÍCH SAO"), "firstHeader", "TRÍCH SAO"),
    "number again": (number_in_the_body, "thừa đoạn", "1308"),
}


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", VALUES)
def test_a_file_of_another_document_is_found_and_named(letter: Pair, name: str, format_: str):
    change, word, pdf = VALUES[name]
    changed = change(letter.numbered)
    assert changed != letter.numbered
    proof = proven(letter, format_, made(changed, format_))
    assert not proof.holds
    assert (word if format_ == "docx" else pdf) in proof.listed()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", [name for name in VALUES if name not in ("another number",)])
def test_another_model_is_found_although_its_file_agrees(letter: Pair, name: str, format_: str):
    """The model is asked first: an honest file of changed values is no excuse."""
    changed = VALUES[name][0](letter.numbered)
    if name == "another day":
        changed = replace(letter.numbered, place_date="Lục Nam, ngày 31 tháng 6 năm 2020")
    before, after = made(letter.approved, format_), made(changed, format_)
    proof = prove_same(letter.approved, changed, format_, before, after, "x")
    assert not proof.holds


@pytest.mark.parametrize("format_", FORMATS)
def test_the_approved_file_itself_is_not_numbered(letter: Pair, format_: str):
    proof = proven(letter, format_, made(letter.approved, format_))
    assert "ô 3" in proof.listed()
    assert "ô 4" in proof.listed()


@pytest.mark.parametrize("format_", FORMATS)
def test_number_and_date_that_changed_places_are_found(letter: Pair, format_: str):
    swapped = replace(
        letter.numbered, number=letter.numbered.place_date, place_date=letter.numbered.number
    )
    assert not proven(letter, format_, made(swapped, format_)).holds


@pytest.mark.parametrize("format_", FORMATS)
def test_other_lines_that_read_like_a_blank_number_stay(letter: Pair, format_: str):
    """Only ô 3 is filled in: what an agency is called, whatever it is, is not."""
    pair = Pair(
        *(
            replace(each, header=(letter.approved.number,))
            for each in (letter.approved, letter.numbered)
        )
    )
    if format_ == "docx":
        assert proven(pair, format_).listed() == ""
    wrong = replace(pair.numbered, header=(letter.numbered.number,))
    assert not proven(pair, format_, made(wrong, format_)).holds


@pytest.mark.parametrize("format_", FORMATS)
def test_an_approved_file_without_the_line_is_found(letter: Pair, electronic: Pair, format_: str):
    for pair, name in ((letter, "number"), (electronic, "copy_mark")):
        bare = made(replace(pair.approved, **{name: ""}), format_)
        after = made(pair.numbered, format_)
        told = prove_same(pair.approved, pair.numbered, format_, bare, after, "x").listed()
        assert "trong bản đã duyệt" in told


@pytest.mark.parametrize("format_", FORMATS)
def test_a_reference_of_an_annex_with_another_number_is_found(notice: Pair, format_: str):
    annexes = notice.numbered.annexes
    other = replace(annexes[0], reference=annexes[0].reference.replace("125/", "126/"))
    changed = replace(notice.numbered, annexes=(other, *annexes[1:]))
    assert "126/" in proven(notice, format_, made(changed, format_)).listed()


@pytest.mark.parametrize("format_", FORMATS)
def test_an_annex_less_is_found(notice: Pair, format_: str):
    changed = replace(notice.numbered, annexes=notice.numbered.annexes[:1])
    told = proven(notice, format_, made(changed, format_)).listed()
    assert ("trang" if format_ == "pdf" else "thiếu đoạn") in told


@pytest.mark.parametrize("format_", FORMATS)
def test_the_number_of_what_is_copied_stays(extract: Pair, format_: str):
    changed = replace(extract.numbered, number="Số: 126/TB-UBND")
    assert "126" in proven(extract, format_, made(changed, format_)).listed()


@pytest.mark.parametrize("format_", FORMATS)
def test_an_electronic_copy_with_another_time_is_found(electronic: Pair, format_: str):
    mark = electronic.numbered.copy_mark.replace("16:05:33", "16:05:34")
    changed = replace(electronic.numbered, copy_mark=mark)
    assert "16:05:34" in proven(electronic, format_, made(changed, format_)).listed()


def test_a_draft_mark_that_goes_is_proven_in_word_and_refused_in_a_pdf(notice: Pair):
    marked = Pair(replace(notice.approved, draft="DỰ THẢO LẦN 2"), notice.numbered)
    assert proven(marked, "docx").listed() == ""
    assert "dấu dự thảo" in proven(marked, "pdf").listed()


def test_a_line_that_breaks_otherwise_when_it_is_filled_is_named_as_the_cause(notice: Pair):
    """A blank is wider than figures; where only one of them fits, all below moves."""

    def long(document: Document) -> Document:
        number = document.number.replace("TB-UBND", "TB-VPĐĐBQH&HĐND")
        annexes = tuple(
            replace(each, reference=each.reference.replace("TB-UBND", "TB-VPĐĐBQH&HĐND"))
            for each in document.annexes
        )
        return replace(document, number=number, annexes=annexes)

    pair = Pair(long(notice.approved), long(notice.numbered))
    assert proven(pair, "docx").listed() == ""
    told = proven(pair, "pdf").altered[0].detail
    assert told.startswith("ô 3 (số, ký hiệu): bản đã duyệt in thành 2 dòng, bản có số 1 dòng")
