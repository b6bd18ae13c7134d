"""What the decree says of the printed page, measured on the page (Phụ lục I of ND30)."""

import itertools
from dataclasses import replace

import pytest
from pdf_documents import DRAFT, LETTER, NOTICE, SUBJECT, paragraph, printer, with_body
from pdf_measures import Sheets, middle, width

from soanthao.notice.document import PrintedBlock
from soanthao.pdf.compare import first_difference
from soanthao.pdf.reader import read_pages, read_text
from soanthao.standard import wording

LONG = "Các cơ quan, đơn vị tập trung thực hiện nhiệm vụ được giao, bảo đảm tiến độ và chất lượng. "
LEFT, RIGHT, TOP, BOTTOM = 30, 195, 20, 277
ACROSS = (LEFT + RIGHT) / 2


@pytest.fixture(scope="module")
def notice():
    return Sheets(printer().print(NOTICE).data)


@pytest.fixture(scope="module")
def draft():
    return Sheets(printer().print(DRAFT).data)


@pytest.fixture(scope="module")
def letter():
    return Sheets(printer().print(LETTER).data)


@pytest.fixture(scope="module")
def several():
    names = ["Phòng Tài chính – KH", "Chi cục Thuế", "Ủy ban nhân dân xã Chu Điện"]
    return Sheets(printer().print(replace(LETTER, addressees=wording.addressees(names))).data)


@pytest.fixture(scope="module")
def long():
    body = [paragraph(f"{at}. {LONG * 6}".strip()) for at in range(1, 12)]
    return Sheets(printer().print(with_body(NOTICE, *body, NOTICE.body[-1])).data)


# The sheet (I.1–I.3, I.7)


def test_the_sheet_is_a4(long):
    assert all(
        size == (pytest.approx(210, abs=0.01), pytest.approx(297, abs=0.01)) for size in long.sizes
    )


def test_nothing_but_the_page_number_stands_in_the_margins(long):
    for glyph in long.glyphs:
        in_text = glyph.left >= LEFT - 0.2 and glyph.right <= RIGHT + 0.2 and glyph.baseline > TOP
        assert (in_text and glyph.baseline < BOTTOM) or (glyph.page > 1 and glyph.char.isdigit())


def test_the_first_page_has_no_number(long):
    assert min(glyph.baseline for glyph in long.glyphs if glyph.page == 1) > TOP


def test_later_pages_have_their_number_in_the_middle_of_the_top_margin(long):
    assert len(long.sizes) == 3
    for page in (2, 3):
        number = [glyph for glyph in long.glyphs if glyph.page == page and glyph.baseline < TOP]
        assert "".join(glyph.char for glyph in number) == str(page)
        assert middle(number) == pytest.approx(ACROSS, abs=0.2)
        assert 5 < number[0].baseline < TOP - 3
        assert (number[0].size, number[0].bold, number[0].italic) == (13, False, False)


# Every component: size, weight, slope, colour

HEADING, ITEM = (each.text.plain for each in NOTICE.body[1:3])


@pytest.mark.parametrize(
    ("text", "sizes", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
        ("TỈNH BẮC GIANG", (12, 13), False, False),
        ("ỦY BAN NHÂN DÂN", (12, 13), True, False),
        ("HUYỆN LỤC NAM", (12, 13), True, False),
        (NOTICE.number, (13, 13), False, False),
        (NOTICE.place_date, (13, 14), False, True),
        ("THÔNG BÁO", (13, 14), True, False),
        (SUBJECT, (13, 14), True, False),
        (NOTICE.body[0].text.plain, (13, 14), False, False),
        (HEADING, (13, 14), True, False),
        ("xây dựng", (13, 14), False, False),
        ("quy chế hoạt động", (13, 14), False, True),
        ("20/6/2020", (13, 14), True, False),
        (NOTICE.body[-1].text.plain, (13, 14), False, False),
        ("Nơi nhận:", (12, 12), True, True),
        ("Bản điện tử:", (12, 12), True, True),
        ("- Lưu: VT.", (11, 11), False, False),
        ("TL. CHỦ TỊCH", (13, 14), True, False),
        ("CHÁNH VĂN PHÒNG", (13, 14), True, False),
        ("Nguyễn Văn A", (13, 14), True, False),
    ],
)
def test_a_component_of_a_notice_is_written_as_the_decree_says(notice, text, sizes, bold, italic):
    low, high = sizes
    for glyph in notice.find(text):
        assert low <= glyph.size <= high
        assert (glyph.bold, glyph.italic, glyph.color) == (bold, italic, (0, 0, 0))


@pytest.mark.parametrize(
    ("text", "low", "high"), [(LETTER.subject, 12, 13), (LETTER.addressees[0], 13, 14)]
)
def test_a_component_of_a_letter_is_written_as_the_decree_says(letter, text, low, high):
    for glyph in letter.find(text):
        assert low <= glyph.size <= high
        assert not glyph.bold
        assert not glyph.italic


def test_sizes_move_together(notice):
    sizes = [
        notice.find(text)[0].size
        for text in (wording.NATIONAL_NAME, wording.MOTTO, NOTICE.place_date)
    ]
    assert sizes in ([12, 13, 13], [13, 14, 14])


# The head (ô 1–4)


def test_the_national_name_is_one_line(notice):
    assert len({glyph.baseline for glyph in notice.find(wording.NATIONAL_NAME)}) == 1


def test_the_line_below_the_motto_is_as_long_as_its_text(notice):
    motto = notice.find(wording.MOTTO)
    line = notice.below(motto)
    assert line.width == pytest.approx(width(motto), rel=0.02)
    assert line.left == pytest.approx(motto[0].left, abs=0.5)


def test_the_line_below_the_agency_is_a_third_to_a_half_of_its_text(notice):
    agency = notice.find("ỦY BAN NHÂN DÂN HUYỆN LỤC NAM")
    line = notice.below(agency)
    assert 1 / 3 <= line.width / width(agency) <= 1 / 2
    assert (line.left + line.right) / 2 == pytest.approx(
        middle(notice.find("HUYỆN LỤC NAM")), abs=0.3
    )


def test_the_line_below_the_subject_is_a_third_to_a_half_of_its_text(notice):
    subject = notice.find(SUBJECT)
    line = notice.below(subject)
    assert 1 / 3 <= line.width / width(subject) <= 1 / 2
    assert (line.left + line.right) / 2 == pytest.approx(ACROSS, abs=0.3)


@pytest.mark.parametrize("document", ["notice", "draft", "letter"])
def test_number_and_place_date_share_a_base_line(document, request):
    sheets = request.getfixturevalue(document)
    number, place = sheets.find("Số:")[0], sheets.find("Lục Nam, ngày")[0]
    assert number.baseline == pytest.approx(place.baseline, abs=0.05)
    assert number.right < place.left


def test_the_first_lines_of_both_columns_are_level(notice):
    assert notice.find("TỈNH BẮC GIANG")[0].baseline == pytest.approx(
        notice.find(wording.NATIONAL_NAME)[0].baseline, abs=0.05
    )


def test_the_head_is_centred_column_by_column(notice):
    left = [middle(notice.find(text)) for text in (*NOTICE.parent, *NOTICE.header, NOTICE.number)]
    right = [
        middle(notice.find(text))
        for text in (wording.NATIONAL_NAME, wording.MOTTO, NOTICE.place_date)
    ]
    assert left == pytest.approx([left[0]] * 4, abs=0.3)
    assert right == pytest.approx([right[0]] * 3, abs=0.3)
    assert left[0] < ACROSS < right[0]


def test_an_open_number_keeps_its_room(draft):
    label, symbol = draft.find("Số:"), draft.find("/TB-UBND")
    ems = (symbol[0].left - label[-1].right) / (13 * 25.4 / 72)
    assert ems == pytest.approx(11 * 0.25, abs=0.02)


def test_an_open_day_and_month_keep_their_room(draft):
    day, month = draft.find("ngày"), draft.find("tháng")
    year = draft.find("năm 2020")
    for before, behind in ((day, month), (month, year)):
        assert behind[0].left - before[-1].right >= 0.25 * 6 * 14 * 25.4 / 72 - 0.1


# Urgency and draft mark below ô 3 (III.2.b)


@pytest.mark.parametrize(("word", "across"), [("KHẨN", 20), ("THƯỢNG KHẨN", 40), ("HỎA TỐC", 30)])
def test_the_urgency_stands_in_a_red_box_of_its_size(word, across):
    sheets = Sheets(printer().print(replace(NOTICE, urgency=word)).data)
    written = sheets.find(word)
    box = next(each for each in sheets.strokes if each.top < written[0].baseline < each.bottom)
    assert box.width == pytest.approx(across, abs=0.5)
    assert box.bottom - box.top == pytest.approx(8, abs=0.5)
    assert {glyph.color for glyph in written} == {(255, 0, 0)}
    assert all(glyph.bold and 13 <= glyph.size <= 14 for glyph in written)
    assert middle(written) == pytest.approx((box.left + box.right) / 2, abs=0.3)


def test_urgency_and_draft_mark_stand_below_the_number(draft):
    number, urgency, mark = (draft.find(text) for text in ("Số:", DRAFT.urgency, DRAFT.draft))
    assert number[0].baseline < urgency[0].baseline < mark[0].baseline
    # Phần IV draws ô 10b at the left edge; the mark, which no law places, stays under the number.
    assert middle(urgency) < middle(mark)


# Title, V/v, Kính gửi (ô 5, 9a)


def test_the_title_is_centred(notice):
    assert middle(notice.find("THÔNG BÁO")) == pytest.approx(ACROSS, abs=0.3)
    for line in {glyph.baseline for glyph in notice.find(SUBJECT)}:
        row = [glyph for glyph in notice.find(SUBJECT) if glyph.baseline == line]
        assert middle(row) == pytest.approx(ACROSS, abs=0.6)


def test_the_subject_of_a_letter_stands_below_its_number(letter):
    number, subject = letter.find(LETTER.number), letter.find(LETTER.subject)
    first = [glyph for glyph in subject if glyph.baseline == subject[0].baseline]
    assert middle(first) == pytest.approx(middle(number), abs=0.6)
    assert subject[0].baseline - number[0].baseline >= 6 * 25.4 / 72 + 12 * 25.4 / 72
    assert max(glyph.right for glyph in subject) < letter.find("Lục Nam, ngày")[0].left


def test_one_addressee_is_centred_on_the_line_of_kinh_gui(letter):
    assert middle(letter.find(LETTER.addressees[0])) == pytest.approx(ACROSS, abs=0.3)


def test_several_addressees_have_their_dashes_below_the_colon(several):
    colon = several.find("Kính gửi:")[-1]
    dashes = [several.find(f"- {name}")[0] for name in ("Phòng Tài chính", "Chi cục", "Ủy ban nh")]
    assert [dash.left for dash in dashes] == pytest.approx([colon.left] * 3, abs=0.3)
    assert colon.baseline < dashes[0].baseline < dashes[1].baseline < dashes[2].baseline


# The body (ô 6)


def test_a_paragraph_is_indented_and_justified(long):
    rows = {}
    for glyph in long.find("1. " + LONG * 6):
        rows.setdefault(glyph.baseline, []).append(glyph)
    first, *others = rows.values()
    assert first[0].left == pytest.approx(LEFT + 12.7, abs=0.1)
    assert [row[0].left for row in others] == pytest.approx([LEFT] * len(others), abs=0.3)
    assert [row[-1].right for row in (first, *others[:-1])] == pytest.approx(
        [RIGHT] * len(others), abs=0.2
    )


def test_lines_stand_between_single_and_one_and_a_half(long):
    rows = sorted({glyph.baseline for glyph in long.find("1. " + LONG * 6)})
    single = 14 * 25.4 / 72 * 1.15
    for upper, lower in itertools.pairwise(rows):
        assert single - 0.05 <= lower - upper <= 1.5 * single


def test_paragraphs_are_six_points_apart(long):
    last = max(glyph.baseline for glyph in long.find("1. " + LONG * 6))
    first, second = sorted({glyph.baseline for glyph in long.find("2. " + LONG * 6)})[:2]
    assert (first - last) - (second - first) == pytest.approx(6 * 25.4 / 72, abs=0.05)


def test_a_blank_keeps_its_width_in_a_justified_line():
    text = f"{LONG}số{wording.BLANK_NUMBER}/TB-UBND {LONG * 2}".strip()
    sheets = Sheets(printer().print(with_body(NOTICE, paragraph(text, "closing"))).data)
    before, behind = sheets.find("số/TB-UBND")[1:3]
    assert before.baseline == behind.baseline
    assert behind.left - before.right == pytest.approx(10 * 0.25 * 14 * 25.4 / 72, abs=0.1)
    assert max(g.right for g in sheets.glyphs if g.baseline == before.baseline) == pytest.approx(
        RIGHT, abs=0.2
    )


def test_a_number_of_two_formats_is_not_broken():
    body = [paragraph(f"{'m ' * at}**1.**500.000", "closing") for at in range(20, 60)]
    sheets = Sheets(printer().print(with_body(NOTICE, *body)).data)
    at = 0
    for _ in body:
        at = sheets.text.index("1.500.000", at + 1)
        number = sheets.glyphs[at : at + len("1.500.000")]
        assert len({glyph.baseline for glyph in number}) == 1
        assert [glyph.bold for glyph in number] == [True] * 2 + [False] * 7


# The foot (ô 7, 9b)


@pytest.mark.parametrize("document", ["notice", "letter", "long"])
def test_there_is_room_to_sign(document, request):
    sheets = request.getfixturevalue(document)
    position, signer = sheets.find("CHÁNH VĂN PHÒNG"), sheets.find("Nguyễn Văn A")
    assert position[0].page == signer[0].page
    assert signer[0].baseline - position[0].baseline - signer[0].size * 25.4 / 72 >= 30
    assert middle(position) == pytest.approx(middle(signer), abs=0.3)


def test_recipients_and_signature_begin_level(notice):
    heading, authority = notice.find("Nơi nhận:")[0], notice.find("TL. CHỦ TỊCH")[0]
    assert heading.baseline == pytest.approx(authority.baseline, abs=1)
    assert heading.left == pytest.approx(LEFT, abs=0.2)
    assert authority.left > ACROSS


def test_recipients_stand_flush_left(notice):
    for line in ("- TT. Huyện ủy", "- Lưu: VT.", "- UBND các xã, thị trấn."):
        assert notice.find(line)[0].left == pytest.approx(LEFT, abs=0.1)


def test_a_foot_longer_than_a_page_is_read_in_order():
    lines = tuple(f"- Đơn vị nhận thứ {at};" for at in range(90))
    document = replace(NOTICE, recipients=(PrintedBlock("Nơi nhận:", lines),))
    data = printer().print(document).data
    assert first_difference("\n".join(document.stream()), read_text(data)) is None
    assert "- Đơn vị nhận thứ 89;\nTL. CHỦ TỊCH" in read_pages(data)[-1]


def test_a_long_foot_still_stands_on_one_page():
    lines = tuple(f"- Đơn vị nhận thứ {at};" for at in range(40))
    document = replace(NOTICE, recipients=(PrintedBlock("Nơi nhận:", lines),))
    sheets = Sheets(printer().print(document).data)
    first, last = sheets.find(lines[0])[0], sheets.find(lines[-1])[0]
    authority = sheets.find("TL. CHỦ TỊCH")[0]
    assert first.page == last.page == authority.page
    assert authority.baseline < last.baseline
