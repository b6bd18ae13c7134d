"""Every component of §1.2 of the decree's table, measured on the pages of all four forms.

Sizes, weights, capitals and alignments come from ``tests/data/nd30_rows.tsv``, typed from the
decree; order and place from its drawing (phần IV), whose left and right halves are columns here.
"""

import csv
import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from pdf_documents import LETTER, NOTICE, paragraph, printer
from pdf_measures import Sheets, middle, width
from pdf_rich import ADDRESS, ASSIGNMENTS, COPY, ELECTRONIC, MARK, PAPER, annex, table

from soanthao.notice.document import PrintedBlock, call
from soanthao.pdf.reader import read_pages
from soanthao.standard import nd30, wording

with (Path(__file__).parents[1] / "data" / "nd30_rows.tsv").open(encoding="utf-8") as lines:
    LAW = {row["name"]: row for row in csv.DictReader(lines, delimiter="\t")}
LEFT, RIGHT, TOP, BOTTOM = 30.0, 195.0, 20.0, 277.0
PT = 25.4 / 72
LONG = "Các cơ quan, đơn vị tập trung thực hiện nhiệm vụ được giao, bảo đảm chất lượng. "
ANNEX_TEXT = paragraph(f"Phần của phụ lục. {LONG * 25}".strip())
ANNEXES = (
    annex("Phụ lục I", ANNEX_TEXT, ANNEX_TEXT, title="DANH MỤC NHIỆM VỤ"),
    annex("Phụ lục II", table(2), title="BIỂU MẪU BÁO CÁO"),
)
NOTED = paragraph("Nội dung được chú thích^[Chú thích đầu, *nghiêng* và **đậm**.] ở đây.")
DOCUMENTS = {
    "notice": replace(
        NOTICE,
        urgency="KHẨN",
        draft="DỰ THẢO LẦN 2",
        body=(*NOTICE.body[:3], NOTED, table(), NOTICE.body[-1]),
        annexes=ANNEXES,
    ),
    "letter": replace(LETTER, address=ADDRESS, body=(paragraph(LONG * 45), LETTER.body[-1])),
    "paper": PAPER,
    "electronic": ELECTRONIC,
    "assignments": ASSIGNMENTS,
}


@pytest.fixture(scope="module")
def sheets():
    """The measured pages by the name of the document."""
    return {name: Sheets(printer().print(each).data) for name, each in DOCUMENTS.items()}


HEAD = [
    ("agency", "HUYỆN LỤC NAM"),
    ("national-name", wording.NATIONAL_NAME),
    ("motto", wording.MOTTO),
    ("place-date", NOTICE.place_date),
]
TITLE = [("parent-agency", "TỈNH BẮC GIANG"), ("number", NOTICE.number), ("subject", "Kết luận")]
FOOT = [
    ("recipients-heading", "Nơi nhận:"),
    ("recipients", "- TT. Huyện ủy, HĐND huyện;"),
    ("authority", "CHÁNH VĂN PHÒNG"),
    ("signer", "Nguyễn Văn A"),
]
BODY = [("body", NOTICE.body[0].text.plain), ("closing", NOTICE.body[-1].text.plain)]
COPIED = [
    ("agency", COPY.agency),
    ("copy-kind", COPY.kind),
    ("number", COPY.number),
    ("place-date", COPY.place_date),
    ("recipients", COPY.recipients.lines[0]),
    ("authority", COPY.authority[0]),
    ("signer", COPY.signer),
]
COMPONENTS = {
    "notice": [
        *(*HEAD, *TITLE, *BODY, *FOOT),
        ("kind", "THÔNG BÁO"),
        ("heading", NOTICE.body[1].text.plain),
        ("urgency", "KHẨN"),
        ("annex-number", "Phụ lục I"),
        ("annex-number", "Phụ lục II"),
        ("annex-title", "DANH MỤC NHIỆM VỤ"),
        ("annex-reference", ANNEXES[0].reference),
        ("body", "Phần của phụ lục."),
    ],
    "letter": [
        *(*HEAD, *FOOT, BODY[1]),
        ("number", LETTER.number),
        ("letter-subject", LETTER.subject),
        ("addressee", LETTER.addressees[0]),
        ("address-footer", ADDRESS[0]),
        ("address-footer", ADDRESS[1]),
    ],
    "paper": [*HEAD, *TITLE, ("kind", "THÔNG BÁO"), *BODY, *FOOT, *COPIED],
    "electronic": [*HEAD, *TITLE, ("kind", "THÔNG BÁO"), *BODY, *FOOT, ("copy-signature", MARK)],
    "assignments": [*HEAD, *TITLE[:2], ("kind", "BẢNG PHÂN CÔNG"), ("subject", "Thực hiện")],
}
MEASURED = [(form, name, text) for form, rows in COMPONENTS.items() for name, text in rows]


@pytest.mark.parametrize(("form", "name", "text"), MEASURED)
def test_a_component_is_written_as_the_decree_says(sheets, form, name, text):
    law, red = LAW[name], (255, 0, 0)
    for glyph in sheets[form].find(text):
        assert float(law["low"]) <= glyph.size <= float(law["high"])
        assert (glyph.bold, glyph.italic) == (law["bold"] == "yes", law["italic"] == "yes")
        assert glyph.color == (red if name == "urgency" else (0, 0, 0))
    assert law["caps"] == "no" or text == text.upper()


def test_every_component_of_the_decree_that_is_printed_is_measured():
    unused = {"grounds", "part-number", "part-title", "article", "circulation", "drafter-code"}
    assert {name for _, name, _ in MEASURED} | unused | {"page-number"} == set(LAW)


# Alignment: in the middle of its column, from margin to margin, or flush

HALVES = {
    "notice": nd30.head_columns(),
    "letter": nd30.head_columns(),
    "paper": nd30.head_columns(),
    "electronic": nd30.head_columns(),
    "assignments": nd30.head_columns(nd30.PAGE.turned()),
}
SIDES = {
    **dict.fromkeys(("parent-agency", "agency", "number", "letter-subject"), "left"),
    **dict.fromkeys(("national-name", "motto", "place-date"), "right"),
    **dict.fromkeys(("authority", "signer"), "foot"),
}


def centre(form: str, name: str, text: str) -> float:
    """Where the middle of a centred component should be."""
    if form == "paper" and (name, text) in COPIED:
        first, second = (length.mm for length in nd30.copy_columns())
        return LEFT + (first / 2 if name in ("agency", "number") else first + second / 2)
    first, second = (length.mm for length in HALVES[form])
    side = SIDES.get(name)
    if side == "foot":
        first, second = (length.mm for length in nd30.foot_columns())
    return LEFT + {None: (first + second) / 2, "left": first / 2}.get(side, first + second / 2)


@pytest.mark.parametrize(
    ("form", "name", "text"),
    [row for row in MEASURED if LAW[row[1]]["align"] == "center" and row[1] != "urgency"],
)
def test_a_centred_component_stands_in_the_middle_of_its_column(sheets, form, name, text):
    found = sheets[form].find(text)
    row = sheets[form].glyphs if name == "subject" else found
    line = [g for g in row if (g.page, g.baseline) == (found[0].page, found[0].baseline)]
    assert middle(line) == pytest.approx(centre(form, name, text), abs=0.6)


@pytest.mark.parametrize(
    ("form", "name", "text"),
    [row for row in MEASURED if row[1] in ("recipients", "recipients-heading")],
)
def test_the_recipients_stand_flush_left(sheets, form, name, text):
    assert sheets[form].find(text)[0].left == pytest.approx(LEFT, abs=0.3)


def test_the_body_stands_from_margin_to_margin(sheets):
    rows = {}
    for glyph in sheets["letter"].find(LONG * 20):
        rows.setdefault(glyph.baseline, []).append(glyph)
    first, *others = [row for _, row in sorted(rows.items())]
    assert first[0].left == pytest.approx(LEFT + 12.7, abs=0.1)
    for row in others[:-1]:
        assert (row[0].left, row[-1].right) == pytest.approx((LEFT, RIGHT), abs=0.3)


# Order and place (phần IV)


@pytest.mark.parametrize("form", DOCUMENTS)
def test_the_head_has_two_halves_on_common_lines(sheets, form):
    sheet, document = sheets[form], DOCUMENTS[form]
    number, place = sheet.find(document.number), sheet.find(document.place_date)
    agency, national = sheet.find(document.header[0]), sheet.find(wording.NATIONAL_NAME)
    first = sheet.find(document.parent[0]) if document.parent else agency
    assert number[0].baseline == pytest.approx(place[0].baseline, abs=0.05)
    assert first[0].baseline == pytest.approx(national[0].baseline, abs=0.05)
    for left, right in ((agency, national), (number, place)):
        assert max(glyph.right for glyph in left) < min(glyph.left for glyph in right)


ORDER = {
    "notice": [
        *(wording.NATIONAL_NAME, wording.MOTTO, NOTICE.number, "KHẨN", "DỰ THẢO LẦN 2"),
        *("THÔNG BÁO", "Kết luận", NOTICE.body[0].text.plain, NOTICE.body[-1].text.plain),
        *("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Nguyễn Văn A"),
    ],
    "letter": [LETTER.number, LETTER.subject, LETTER.addressees[0], LONG],
    "paper": [
        *("THÔNG BÁO", "Kết luận", "TL. CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn A", COPY.agency),
        *(COPY.number, COPY.authority[0], COPY.signer),
    ],
    "electronic": [MARK, wording.NATIONAL_NAME, "THÔNG BÁO", "(Đã ký)", "Nguyễn Văn A"],
    "assignments": [NOTICE.number, "BẢNG PHÂN CÔNG", ASSIGNMENTS.subject, "Nội dung công việc"],
}


@pytest.mark.parametrize("form", ORDER)
def test_the_components_stand_below_each_other_in_the_order_of_the_drawing(sheets, form):
    first = sheets[form].find(ORDER[form][0])[0].page
    found = [sheets[form].find(text) for text in ORDER[form]]
    assert all(glyph.page == first for glyphs in found for glyph in glyphs)
    tops = [min(glyph.baseline for glyph in glyphs) for glyphs in found]
    assert all(upper < lower for upper, lower in itertools.pairwise(tops))


@pytest.mark.parametrize("form", ["notice", "letter", "paper", "electronic"])
def test_recipients_and_authority_have_their_tops_level(sheets, form):
    left, right = sheets[form].find("Nơi nhận:")[0], sheets[form].find("TL. CHỦ TỊCH")[0]
    assert left.baseline == pytest.approx(right.baseline, abs=1)
    assert left.right < LEFT + (RIGHT - LEFT) / 2 < right.left


@pytest.mark.parametrize("form", ["notice", "letter", "paper", "electronic"])
def test_there_is_room_to_sign(sheets, form):
    above, below = sheets[form].find("CHÁNH VĂN PHÒNG"), sheets[form].find("Nguyễn Văn A")
    assert below[0].baseline - above[0].baseline >= 30


# Lines below ô 1, 2, 5a


@pytest.mark.parametrize("form", DOCUMENTS)
def test_the_lines_of_the_head_have_their_lengths(sheets, form):
    sheet, document = sheets[form], DOCUMENTS[form]
    motto, agency = sheet.find(wording.MOTTO), sheet.find(" ".join(document.header))
    assert sheet.below(motto).width == pytest.approx(width(motto), rel=0.02)
    assert 1 / 3 <= sheet.below(agency).width / width(agency) <= 1 / 2
    if document.subject_rule:
        subject = sheet.find(document.subject)
        assert 1 / 3 <= sheet.below(subject).width / width(subject) <= 1 / 2


# The block of a copy on paper (P.II, II.2; Mẫu 3.1)


def full_lines(sheet, page: int):
    """The lines of *page* from margin to margin, by their tops."""
    return sorted(
        stroke.top
        for stroke in sheet.strokes
        if stroke.page == page and stroke.left <= LEFT + 0.2 and stroke.right >= RIGHT - 0.2
    )


def test_a_full_width_line_parts_the_copy_from_the_original(sheets):
    sheet = sheets["paper"]
    (line,) = full_lines(sheet, 1)
    assert sheet.find("Nguyễn Văn A")[0].baseline < line
    below = sheet.find(COPY.agency)[0].baseline - line
    assert 13 * PT < below < 13 * PT + 8
    agency = sheet.find(COPY.agency)
    assert sheet.below(agency).width == pytest.approx(COPY.agency_rule.mm, abs=0.3)


@pytest.mark.parametrize(
    ("end", "words"), [(paragraph("Hết phụ lục."), "Hết phụ lục."), (table(2), "UBND xã số 2")]
)
def test_the_line_stands_as_far_below_the_end_of_an_annex_as_word_sets_it(end, words):
    """Word adds the gap behind a paragraph or table, 6 points, to the 12 above the line."""
    sheet = Sheets(printer().print(replace(PAPER, annexes=(annex("Phụ lục", end),))).data)
    baseline = sheet.find(words)[0].baseline
    line = min(top for top in full_lines(sheet, 2) if top > baseline + 10 * PT)
    assert (6 + 12) * PT < line - baseline < (6 + 12 + 8) * PT


def test_the_block_of_a_copy_has_two_columns(sheets):
    sheet = sheets["paper"]
    copied = [sheet.find(text) for _, text in COPIED]
    agency, kind, number, place, recipients, authority, signer = copied
    for left, right in ((agency, kind), (number, place), (recipients, authority)):
        assert max(glyph.right for glyph in left) < min(glyph.left for glyph in right)
    assert len({glyph.baseline for glyph in agency}) == 1
    assert agency[0].baseline == pytest.approx(kind[0].baseline, abs=1)
    assert number[0].baseline == pytest.approx(place[0].baseline, abs=0.05)
    assert signer[0].baseline - sheet.find(COPY.authority[-1])[0].baseline >= 30


def test_the_copied_signature_is_told_by_words_between_title_and_name(sheets):
    for form in ("paper", "electronic"):
        signed = sheets[form].find("(Đã ký)")
        assert middle(signed) == pytest.approx(centre(form, "signer", "Nguyễn Văn A"), abs=0.3)
        assert all(glyph.size == 14 and not glyph.bold for glyph in signed)


# Ô 13 and ô 14


def test_the_copy_mark_stands_in_the_top_right_corner_of_page_one(sheets):
    mark = sheets["electronic"].find(MARK)
    assert max(glyph.right for glyph in mark) == pytest.approx(RIGHT, abs=0.3)
    assert all(5 < glyph.baseline < TOP - 3 and glyph.size == 10 for glyph in mark)
    assert min(glyph.left for glyph in mark) > (LEFT + RIGHT) / 2 - 30


def test_an_electronic_copy_has_no_full_width_line(sheets):
    assert full_lines(sheets["electronic"], 1) == []


def test_the_address_stands_at_the_foot_of_page_one_below_a_full_width_line(sheets):
    sheet = sheets["letter"]
    assert len(sheet.sizes) == 2
    (line,) = full_lines(sheet, 1)
    address = [sheet.find(text) for text in ADDRESS]
    assert all(glyph.page == 1 for glyphs in address for glyph in glyphs)
    assert line < address[0][0].baseline < address[1][0].baseline < BOTTOM
    assert BOTTOM - address[1][0].baseline < 2
    own = {id(glyph) for glyphs in address for glyph in glyphs}
    others = [glyph.baseline for glyph in sheet.glyphs if glyph.page == 1 and id(glyph) not in own]
    assert max(others) < line - 3
    assert full_lines(sheet, 2) == []


def test_an_address_of_several_lines_never_meets_the_text():
    address = (*ADDRESS, "Mã định danh: H02.13; cổng thông tin điện tử của huyện Lục Nam. " * 4)
    document = replace(DOCUMENTS["letter"], address=address)
    sheet = Sheets(printer().print(document).data)
    (line,) = full_lines(sheet, 1)
    below = [glyph for glyph in sheet.glyphs if glyph.page == 1 and glyph.baseline > line]
    written = "".join("".join(address).split())
    assert "".join(glyph.char for glyph in below) == written
    assert max(glyph.baseline for glyph in below) < BOTTOM


# Annexes (III.1)


def test_every_annex_begins_a_page_with_number_title_and_reference(sheets):
    sheet = sheets["notice"]
    pages = []
    for each in ANNEXES:
        number, title = sheet.find(each.number), sheet.find(each.title)
        reference = [glyph for glyph in sheet.find(each.reference) if glyph.page == title[0].page]
        assert TOP < number[0].baseline < TOP + 8
        assert title[0].baseline - number[0].baseline == pytest.approx(14 * 1.15 * PT, abs=0.1)
        assert not reference or title[0].baseline < reference[0].baseline
        pages.append(number[0].page)
    assert pages == [2, 4]


def numbers(sheet) -> list[str]:
    """What stands in the top margin of each page."""
    return [
        "".join(glyph.char for glyph in sheet.glyphs if glyph.page == page and glyph.baseline < TOP)
        for page in range(1, len(sheet.sizes) + 1)
    ]


def test_pages_of_an_annex_count_from_one_and_the_first_number_is_not_shown(sheets):
    assert numbers(sheets["notice"]) == ["", "", "2", ""]


def test_annexes_follow_documents_of_several_pages():
    pages = [paragraph(LONG * 45)] * 2
    long = tuple(annex(f"Phụ lục {number}", *pages) for number in ("I", "II", "III"))
    sheet = Sheets(
        printer().print(replace(NOTICE, body=(*pages, NOTICE.body[-1]), annexes=long)).data
    )
    parts = "".join(number or "1" for number in numbers(sheet))
    assert parts.replace("1", " 1").split() == [parts[: parts.index("1", 1)]] + ["123"] * 3
    assert parts.startswith("12")


# The page number (I.7) and the sheet


@pytest.mark.parametrize(
    ("form", "page", "across"),
    [("notice", 3, 112.5), ("letter", 2, 112.5), ("assignments", 2, 156)],
)
def test_the_page_number_stands_in_the_middle_of_the_top_margin(sheets, form, page, across):
    law = LAW["page-number"]
    number = [g for g in sheets[form].glyphs if g.page == page and g.baseline < TOP]
    assert "".join(glyph.char for glyph in number) == "2"
    assert middle(number) == pytest.approx(across, abs=0.2)
    assert float(law["low"]) <= number[0].size <= float(law["high"])
    assert not number[0].bold


@pytest.mark.parametrize("form", DOCUMENTS)
def test_only_the_table_lies_across(sheets, form):
    wanted = (297, 210) if form == "assignments" else (210, 297)
    assert all(size == pytest.approx(wanted, abs=0.01) for size in sheets[form].sizes)


def test_a_bang_phan_cong_has_no_foot(sheets):
    assert "Nơinhận" not in sheets["assignments"].text
    last = sheets["assignments"].glyphs[-1]
    assert last.page == len(sheets["assignments"].sizes)


def test_a_foot_of_recipients_alone_is_printed():
    document = replace(NOTICE, authority=(), signer="")
    assert Sheets(printer().print(document).data).find("Nơi nhận:")
    bare = replace(document, recipients=())
    assert "Nơinhận" not in Sheets(printer().print(bare).data).text
    other = replace(document, recipients=(PrintedBlock("Bản điện tử:", ()),))
    assert Sheets(printer().print(other).data).find("Bản điện tử:")


# Tables and notes


def test_the_words_of_a_table_are_written_as_its_rows_say(sheets):
    for name, text, bold, italic in (
        ("table-caption", "Bảng 1. Nhiệm vụ", True, False),
        ("table-heading", "Nội dung công việc", True, False),
        ("table-cell", "UBND xã số 2", False, False),
        ("table-cell", "thứ 2", False, True),
        ("table-cell", "phần đậm", True, False),
    ):
        for glyph in sheets["notice"].find(text):
            assert glyph.size == nd30.component(name).size.house.pt
            assert (glyph.bold, glyph.italic) == (bold, italic)


@pytest.mark.parametrize("form", ["notice", "assignments"])
def test_every_cell_has_lines_around_it_and_the_widths_of_the_document(sheets, form):
    sheet = sheets[form]
    block = next(each for each in DOCUMENTS[form].body if hasattr(each, "widths"))
    edges = [LEFT]
    for length in block.widths:
        edges.append(edges[-1] + length.mm)
    heading = [sheet.find(cell.plain) for cell in block.columns]
    for cell, (low, high) in zip(heading, itertools.pairwise(edges), strict=True):
        assert low < cell[0].left < cell[-1].right < high
        assert middle(cell) == pytest.approx((low + high) / 2, abs=0.3)
    drawn = [x for stroke in sheet.strokes for x in (stroke.left, stroke.right)]
    for edge in edges:
        assert min(abs(x - edge) for x in drawn) < 0.3
    first = sheet.find(block.rows[0][1].plain)
    assert first[0].left == pytest.approx(edges[1] + nd30.CELL_PADDING[1].mm, abs=0.3)


def test_a_note_stands_below_a_line_at_the_foot_of_its_page(sheets):
    sheet = sheets["notice"]
    note, text = sheet.find("Chú thích đầu,"), sheet.find("được chú thích")
    line = next(top for top in full_lines(sheet, 1) if top < note[0].baseline)
    assert note[0].page == text[0].page == 1
    others = [g.baseline for g in sheet.glyphs if g.page == 1 and g.baseline < line]
    assert max(others) < line - 1
    assert note[0].size == nd30.component("footnote").size.house.pt
    assert BOTTOM - note[0].baseline < 3
    assert sheet.find("nghiêng")[0].italic
    assert sheet.find("đậm.")[0].bold


def test_calls_and_marks_of_notes_are_small_raised_figures(sheets):
    sheet = sheets["notice"]
    text, note = sheet.find("được chú thích")[-1], sheet.find("Chú thích đầu,")[0]
    call = sheet.glyphs[sheet.glyphs.index(text) + 1]
    mark = sheet.glyphs[sheet.glyphs.index(note) - 1]
    for figure, base in ((call, text), (mark, note)):
        assert figure.char == "1"
        assert figure.size == pytest.approx(nd30.CALL_SIZE * base.size, abs=0.05)
        raised = (base.baseline - figure.baseline) / PT
        assert raised == pytest.approx(nd30.CALL_RAISE * base.size, abs=0.1)


def test_notes_of_a_heading_are_upright_and_light():
    document = replace(
        NOTICE, body=(paragraph("**I. Đề mục^[Chú của đề mục.] đậm**", "heading"), NOTICE.body[-1])
    )
    sheet = Sheets(printer().print(document).data)
    note = sheet.find("Chú của đề mục.")
    assert not any(glyph.bold or glyph.italic for glyph in note)
    call = sheet.glyphs[sheet.glyphs.index(sheet.find("Đề mục")[-1]) + 1]
    assert (call.char, call.bold) == ("1", False)


def test_two_calls_side_by_side_stand_a_little_apart():
    document = replace(NOTICE, body=(paragraph("Một^[Chú.]^[Hai.] từ", "closing"),))
    data = printer().print(document).data
    first, second = Sheets(data).find("Một12")[3:5]
    assert second.left - first.right == pytest.approx(nd30.CALL_GAP.mm, abs=0.02)
    assert f"Một{call(1)}{call(2)} từ" in read_pages(data)[0]
