"""The rules of the letters one by one, from the chief clerk's table and the two-file contract."""

from dataclasses import replace
from datetime import date, time

import pytest

from plain_notice import LUC_NAM
from soanthao.draft.load import load
from soanthao.notice import markup
from soanthao.notice.assignment import assign
from soanthao.notice.citation import places
from soanthao.notice.deadline import (
    AtEvent,
    Before,
    Interval,
    OnOrBefore,
    Recurring,
    Relative,
    Soft,
    Vague,
    Within,
)
from soanthao.notice.deadline_words import in_words
from soanthao.notice.frames import closing_mark_at, committee_short, lower_first
from soanthao.notice.item import Item, Part, Roles, Row, Table
from soanthao.notice.letter import letters
from soanthao.notice.letterhead import Letterhead, Signatory, Symbols
from soanthao.notice.markup import RichText
from soanthao.notice.notice import LetterOptions, Notice, ReportBack
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.notice.orders import merged, pieces
from soanthao.notice.unit import Directory, Group, Unit
from soanthao.notice.voice import Voice, voice
from soanthao.render.context import notice_sheet
from soanthao.render.letter_sheet import letter_sheet
from soanthao.render.plan import known, letter_expectation, notice_expectation
from soanthao.render.proof import prove
from soanthao.standard import wording

UNITS = (
    Unit("phong-a", "Phòng A", aliases=("PA",)),
    Unit("phong-b", "Phòng B"),
    Unit("thue", "Thuế cơ sở", verb="đề nghị", addressee="Thuế cơ sở 3"),
    Unit("toa", "Tòa án", verb="đề nghị"),
)
GROUPS = (
    Group("phong", "các phòng", members=("phong-a", "phong-b")),
    Group("tat-ca", "các cơ quan", members=("phong", "thue"), general=True),
)


@pytest.fixture(scope="module")
def base() -> Notice:
    """The Lục Nam notice, issued, with a small directory and no body."""
    notice = load(LUC_NAM).notice
    agency = replace(notice.agency, directory=Directory(UNITS, GROUPS))
    return replace(
        notice,
        agency=agency,
        number=DocumentNumber(125, "TB-UBND"),
        issued=PartialDate(2020, 5, 28),
        letters=LetterOptions(),
    )


def item(id_: str, marker: str, text: str, to=(), items=(), parts=(), **more) -> Item:
    roles = more.pop("roles", Roles(to=tuple(to)))
    return Item(
        id_, markup.parse(text), marker, roles=roles, items=tuple(items), parts=tuple(parts), **more
    )


def with_body(base: Notice, *body, **options) -> Notice:
    return replace(base, body=tuple(body), letters=replace(base.letters, **options))


def sheet_of(notice: Notice, unit: str):
    made = letters(notice, assign(notice))
    letter = next(each for each in made if each.id == unit)
    return letter_sheet(notice, letter).document


def body_of(notice: Notice, unit: str) -> list[str]:
    return [paragraph.text.plain for paragraph in sheet_of(notice, unit).body]


def signed(*authority: str, position: str) -> Signatory:
    return Signatory(authority, position, "Nguyễn Văn Thử")


# Who speaks


@pytest.mark.parametrize(
    ("signatory", "speaks"),
    [
        (signed("TL. CHỦ TỊCH", position="CHÁNH VĂN PHÒNG"), Voice.CONVEYS_BY_ORDER),
        (signed("TUQ. CHỦ TỊCH", position="CHÁNH VĂN PHÒNG"), Voice.CONVEYS_BY_ORDER),
        (
            signed("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", position="PHÓ CHÁNH VĂN PHÒNG"),
            Voice.CONVEYS_BY_ORDER,
        ),
        (signed(position="CHỦ TỊCH"), Voice.CHAIR),
        (signed(position="Q. CHỦ TỊCH"), Voice.CHAIR),
        (signed("KT. CHỦ TỊCH", position="PHÓ CHỦ TỊCH"), Voice.CHAIR),
        (signed("TM. ỦY BAN NHÂN DÂN", position="CHỦ TỊCH"), Voice.COMMITTEE),
        (
            signed("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", position="PHÓ CHỦ TỊCH"),
            Voice.COMMITTEE,
        ),
        (signed(position="CHÁNH VĂN PHÒNG"), Voice.OFFICE),
        (signed("KT. CHÁNH VĂN PHÒNG", position="PHÓ CHÁNH VĂN PHÒNG"), Voice.OFFICE),
    ],
)
def test_the_signatorys_authority_says_who_speaks(base, signatory, speaks):
    assert voice(signatory, base.agency) is speaks


OPENINGS = {
    "TL. CHỦ TỊCH": "thừa lệnh Chủ tịch UBND huyện, Văn phòng HĐND&UBND huyện thông báo nội dung "
    "Chủ tịch UBND huyện giao Phòng A thực hiện như sau:",
    "KT. CHỦ TỊCH": "Chủ tịch UBND huyện giao Phòng A thực hiện nội dung sau:",
    "TM. ỦY BAN NHÂN DÂN": "UBND huyện giao Phòng A thực hiện nội dung sau:",
    "": "Văn phòng HĐND&UBND huyện thông báo nội dung Chủ tịch UBND huyện giao Phòng A thực hiện "
    "như sau:",
}


@pytest.mark.parametrize("authority", OPENINGS)
def test_the_opening_speaks_with_the_signatorys_voice(base, authority):
    who = signed(*filter(None, [authority]), position="CHÁNH VĂN PHÒNG")
    notice = with_body(base, item("1", "1.", "Làm việc.", ["phong-a"]), signature=who)
    first = body_of(notice, "phong-a")[0]
    assert first.startswith("Thực hiện Thông báo số 125/TB-UBND ngày 28/5/2020 của UBND huyện ")
    assert first.endswith("(sau đây gọi là Thông báo), " + OPENINGS[authority])


def test_several_orders_are_announced_in_the_plural_and_numbered_through(base):
    notice = with_body(
        base, item("1", "1.", "Việc một.", ["phong-a"]), item("2", "2.", "Việc hai.", ["phong-a"])
    )
    opening, first, second, *_ = body_of(notice, "phong-a")
    assert "thông báo các nội dung Chủ tịch" in opening
    assert (first, second) == (
        "1. Việc một (mục 1 Thông báo).",
        "2. Việc hai (mục 2 Thông báo).",
    )


@pytest.mark.parametrize(
    ("text", "unit", "verb"),
    [
        ("Giao Phòng A làm.", "phong-a", "giao Phòng A thực hiện"),
        ("Đề nghị Phòng A làm.", "phong-a", "đề nghị Phòng A thực hiện"),
        ("Đề nghị PA làm.", "phong-a", "đề nghị Phòng A thực hiện"),
        ("Đề nghị của Phòng A được xem xét.", "phong-a", "giao Phòng A thực hiện"),
        ("Giao Thuế cơ sở làm.", "thue", "giao Thuế cơ sở thực hiện"),
        ("Thuế cơ sở làm.", "thue", "đề nghị Thuế cơ sở thực hiện"),
        ("Đề nghị Phòng AB làm.", "phong-a", "giao Phòng A thực hiện"),
        ("Bàn giao Thuế cơ sở hồ sơ.", "thue", "đề nghị Thuế cơ sở thực hiện"),
        ("Chuyển giao Thuế cơ sở hồ sơ.", "thue", "đề nghị Thuế cơ sở thực hiện"),
        ("Đề nghị Thuế cơ sở, Tòa án và Phòng A làm.", "phong-a", "đề nghị Phòng A thực hiện"),
        ("Giao Phòng B, Thuế cơ sở làm.", "thue", "giao Thuế cơ sở thực hiện"),
        ("Đề nghị Phòng B họp, Phòng A làm.", "phong-a", "giao Phòng A thực hiện"),
        ("Đề nghị Phòng AB, Phòng A làm.", "phong-a", "giao Phòng A thực hiện"),
    ],
)
def test_the_verb_before_the_name_wins_over_the_units_own(base, text, unit, verb):
    notice = with_body(base, item("1", "1.", text, [unit]))
    assert verb in body_of(notice, unit)[0]


# Around the orders


def test_a_unit_that_is_only_asked_is_thanked_and_not_told_to_report(base):
    notice = with_body(
        base,
        item("1", "1.", "Việc chung.", ["tat-ca"]),
        item("2", "2.", "Dự báo thu.", roles=Roles(to=("phong-a",), with_=("thue",))),
        report=ReportBack("Văn phòng HĐND&UBND huyện", OnOrBefore(date(2020, 6, 25))),
    )
    opening, order, last = body_of(notice, "thue")
    assert opening.endswith("đề nghị Thuế cơ sở phối hợp thực hiện như sau:")
    assert order == "Dự báo thu (mục 2 Thông báo)."
    assert last == "Trân trọng đề nghị Thuế cơ sở quan tâm, phối hợp./."
    assert sheet_of(notice, "thue").addressees == ("Kính gửi: Thuế cơ sở 3",)


def test_coordinating_units_stand_in_the_leads_recipients_and_get_their_own_letter(base):
    notice = with_body(
        base, item("1", "1.", "Dự báo.", roles=Roles(to=("phong-a",), with_=("thue",)))
    )
    lines = sheet_of(notice, "phong-a").recipients[0].lines
    assert lines[0] == "- Như trên;"
    assert lines[-2:] == ("- Thuế cơ sở (p/h);", "- Lưu: VT, VP.")
    assert "- Thuế cơ sở (p/h);" not in sheet_of(notice, "thue").recipients[0].lines


def test_a_unit_that_is_only_told_gets_no_letter_but_a_line(base):
    notice = with_body(base, item("1", "1.", "Làm.", roles=Roles(to=("phong-a",), copy=("toa",))))
    made = letters(notice, assign(notice))
    assert [letter.id for letter in made] == ["phong-a"]
    assert "- Tòa án (để biết);" in sheet_of(notice, "phong-a").recipients[0].lines


def test_who_a_part_tells_is_named_by_the_one_in_charge_of_the_part(base):
    part = Part(((0, 7),), Roles(to=("phong-a",), copy=("toa",)))
    notice = with_body(base, item("1", "1.", "Phòng A làm thay.", ["phong-b"], parts=[part]))
    assert "- Tòa án (để biết);" in sheet_of(notice, "phong-a").recipients[0].lines
    assert "- Tòa án (để biết);" not in sheet_of(notice, "phong-b").recipients[0].lines


def test_a_unit_with_a_letter_is_told_in_it_and_not_in_the_leads_recipients(base):
    notice = with_body(
        base,
        item("1", "1.", "Việc một.", ["phong-b"]),
        item("2", "2.", "Việc hai.", roles=Roles(to=("phong-a",), copy=("phong-b",))),
    )
    assert body_of(notice, "phong-b")[2] == (
        "Nội dung liên quan, thông báo để Phòng B biết: Việc hai (mục 2 Thông báo)."
    )
    assert not [x for x in sheet_of(notice, "phong-a").recipients[0].lines if "để biết" in x]


def test_several_things_to_know_are_dashed(base):
    told = Roles(to=("phong-a",), copy=("phong-b",))
    notice = with_body(
        base,
        item("1", "1.", "Việc một.", ["phong-b"]),
        item("2", "2.", "Việc hai.", roles=told),
        item("3", "3.", "Việc ba.", roles=told),
    )
    assert body_of(notice, "phong-b")[2:5] == [
        "Các nội dung liên quan, thông báo để Phòng B biết:",
        "- Việc hai (mục 2 Thông báo).",
        "- Việc ba (mục 3 Thông báo).",
    ]


def test_what_is_to_know_below_a_lead_in_is_not_drawn_into_the_sentence(base):
    told = item("2.1", "a)", "Việc hai.", roles=Roles(to=("phong-b",), copy=("phong-a",)))
    notice = with_body(
        base,
        item("1", "1.", "Việc một.", ["phong-a"]),
        item("2", "2.", "Về đất đai:", items=[told], order=False),
    )
    assert body_of(notice, "phong-a")[2:5] == [
        "Nội dung liên quan, thông báo để Phòng A biết:",
        "Về đất đai:",
        "- Việc hai (điểm a mục 2 Thông báo).",
    ]


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (Roles(to=("phong-b",), guided=("phong-a",)), "hướng dẫn, kiểm tra"),
        (Roles(to=("phong-b",), with_=("phong-a",)), "chủ trì"),
    ],
)
def test_a_second_block_has_its_sentence_and_cites_once_for_all(base, roles, words):
    inner = [item("2.1", "-", "Việc hai.", roles=roles), item("2.2", "-", "Việc ba.", roles=roles)]
    notice = with_body(
        base,
        item("1", "1.", "Việc một.", ["phong-a"]),
        item("2", "2.", "Một số nhiệm vụ:", items=inner, lead=True),
    )
    assert body_of(notice, "phong-a")[1:5] == [
        "1. Việc một (mục 1 Thông báo).",
        f"Các cơ quan được giao {words}; Phòng A phối hợp thực hiện các nội dung sau "
        "(mục 2 Thông báo):",
        "2. Việc hai.",
        "3. Việc ba.",
    ]


def test_a_second_block_whose_orders_stand_apart_cites_each(base):
    guided = Roles(to=("phong-b",), guided=("phong-a",))
    notice = with_body(
        base,
        item("1", "1.", "Việc một.", ["phong-a"]),
        item("2", "2.", "Việc hai.", roles=guided),
        item("3", "3.", "Việc ba.", roles=guided),
    )
    assert body_of(notice, "phong-a")[2:5] == [
        "Các cơ quan được giao hướng dẫn, kiểm tra; Phòng A phối hợp thực hiện các nội dung sau:",
        "2. Việc hai (mục 2 Thông báo).",
        "3. Việc ba (mục 3 Thông báo).",
    ]


def test_general_orders_are_referred_to_by_one_sentence(base):
    notice = with_body(
        base,
        item("1", "1.", "Việc một.", ["phong-a"]),
        item("2", "2.", "Chung hai.", ["tat-ca"], items=[item("2.1", "a)", "Con.")]),
        item("3", "3.", "Khác.", ["phong-b"], items=[item("3.1", "a)", "Chung.", ["tat-ca"])]),
        item("4", "4.", "Lời dẫn:", lead=True, items=[item("4.1", "-", "Chung.", ["tat-ca"])]),
        item("5", "5.", "Chung năm.", ["tat-ca"]),
    )
    assert (
        "Các nhiệm vụ giao chung thực hiện theo mục 2, điểm a mục 3, mục 5 và các nội dung giao "
        "chung tại mục 4 Thông báo." in body_of(notice, "phong-a")
    )


def test_a_single_general_order_is_named_in_the_singular(base):
    notice = with_body(
        base, item("1", "1.", "Việc.", ["phong-a"]), item("2", "2.", "Chung.", ["tat-ca"])
    )
    assert "Các nhiệm vụ giao chung thực hiện theo mục 2 Thông báo." in body_of(notice, "phong-a")


def test_a_part_ordered_to_everybody_is_named_by_whom_it_addresses(base):
    part = Part(((0, 5),), Roles(to=("tat-ca",)))
    notice = with_body(
        base,
        item("1", "1.", "Việc.", ["phong-a"]),
        item("2", "2.", "Chung và riêng.", ["phong-b"], parts=[part]),
    )
    assert (
        "Các nhiệm vụ giao chung thực hiện theo các nội dung giao các cơ quan tại mục 2 Thông báo."
        in body_of(notice, "phong-a")
    )


@pytest.mark.parametrize("general", ["verbatim", "none"])
def test_general_orders_are_carried_or_left_out_where_the_draft_says_so(base, general):
    notice = with_body(
        base,
        item("1", "1.", "Việc.", ["phong-a"]),
        item("2", "2.", "Chung.", ["tat-ca"]),
        general=general,
    )
    made = [letter.id for letter in letters(notice, assign(notice))]
    told = "2. Chung (mục 2 Thông báo)." in body_of(notice, "phong-a")
    assert not [line for line in body_of(notice, "phong-a") if "nhiệm vụ giao chung" in line]
    assert (made, told) == (
        (["phong-a", "phong-b", "thue"], True) if general == "verbatim" else (["phong-a"], False)
    )


@pytest.mark.parametrize(
    ("report", "last"),
    [
        (None, "Yêu cầu Phòng A tổ chức thực hiện./."),
        (
            ReportBack("Văn phòng HĐND&UBND huyện", OnOrBefore(date(2020, 6, 25))),
            "Yêu cầu Phòng A tổ chức thực hiện; báo cáo tiến độ, kết quả về UBND huyện (qua Văn "
            "phòng HĐND&UBND huyện) chậm nhất ngày 25/6/2020 để tổng hợp, báo cáo Chủ tịch UBND "
            "huyện./.",
        ),
        (
            ReportBack("Chủ tịch UBND huyện"),
            "Yêu cầu Phòng A tổ chức thực hiện; báo cáo tiến độ, kết quả về Chủ tịch UBND huyện./.",
        ),
        (
            ReportBack("Phòng B"),
            "Yêu cầu Phòng A tổ chức thực hiện; báo cáo tiến độ, kết quả về Phòng B để tổng hợp, "
            "báo cáo Chủ tịch UBND huyện./.",
        ),
    ],
)
def test_the_last_sentence_asks_to_act_and_to_report(base, report, last):
    notice = with_body(base, item("1", "1.", "Việc.", ["phong-a"]), report=report)
    assert body_of(notice, "phong-a")[-1] == last


def test_a_unit_that_is_only_guided_is_asked_to_cooperate(base):
    notice = with_body(
        base, item("1", "1.", "Hướng dẫn.", roles=Roles(to=("phong-b",), guided=("phong-a",)))
    )
    assert body_of(notice, "phong-a")[-1] == "Yêu cầu Phòng A phối hợp thực hiện./."


# The orders themselves


def test_lead_ins_are_repeated_once_and_lead_items_never(base):
    inner = [
        item("1.1.1", "-", "Việc một.", ["phong-a"]),
        item("1.1.2", "-", "Việc khác.", ["phong-b"]),
        item("1.1.3", "-", "Việc hai.", ["phong-a"]),
    ]
    middle = item("1.1", "a)", "Về đất đai:", items=inner, order=False)
    notice = with_body(base, item("1", "1.", "Nhiệm vụ:", items=[middle], lead=True))
    assert body_of(notice, "phong-a")[1:4] == [
        "Về đất đai:",
        "1. Việc một (điểm a mục 1 Thông báo).",
        "2. Việc hai (điểm a mục 1 Thông báo).",
    ]


def test_children_of_an_order_keep_their_markers_and_carry_no_citation(base):
    inner = [item("1.1", "a)", "Con một;"), item("1.2", "b)", "Con hai.", ["phong-b"])]
    notice = with_body(base, item("1", "1.", "Việc, trong đó:", ["phong-a"], items=inner))
    assert body_of(notice, "phong-a")[1:3] == [
        "Việc, trong đó (mục 1 Thông báo):",
        "a) Con một.",
    ]


def test_a_child_that_is_held_in_part_introduces_its_own_children_in_one_line(base):
    inner = item("1.1.1", "-", "Cháu.", ["phong-a"])
    part = Part(((0, 6),), Roles(to=("phong-a",)))
    child = item("1.1", "a)", "Mảnh 1; của B:", ["phong-b"], items=[inner], parts=[part])
    notice = with_body(base, item("1", "1.", "Việc:", ["phong-a"], items=[child]))
    assert body_of(notice, "phong-a")[1:-1] == [
        "Việc (mục 1 Thông báo):",
        "a) Mảnh 1; của B:",
        "- Cháu.",
    ]


def test_marks_between_two_parts_of_one_unit_stay(base):
    text = "Phòng A báo cáo; Phòng A trình phương án; Phòng B họp."
    quotes = ("Phòng A báo cáo", "Phòng A trình phương án")
    parts = [Part((span(text, each),), Roles(to=("phong-a",))) for each in quotes]
    notice = with_body(base, item("1", "1.", text, ["phong-b"], parts=parts))
    (line,) = body_of(notice, "phong-a")[1:-1]
    assert line.startswith("Phòng A báo cáo; Phòng A trình phương án (mục 1 Thông báo, ")
    letter = next(each for each in letters(notice, assign(notice)) if each.id == "phong-a")
    sheet = letter_sheet(notice, letter)
    expected = letter_expectation(notice, assign(notice), letter, sheet)
    assert prove(known(notice), expected, "tệp", sheet.document.stream()).holds


def test_the_last_line_of_an_order_closes_what_went_on_in_the_notice(base):
    below = [item("2.1", "a)", "Con một;"), item("2.2", "b)", "Con hai;")]
    notice = with_body(
        base,
        item("1", "1.", "Việc một;", ["phong-a"]),
        item("2", "2.", "Việc hai:", ["phong-a"], items=below),
        item("3", "3.", "Việc ba,", ["phong-a"]),
    )
    assert body_of(notice, "phong-a")[1:-1] == [
        "1. Việc một (mục 1 Thông báo).",
        "2. Việc hai (mục 2 Thông báo):",
        "a) Con một;",
        "b) Con hai.",
        "3. Việc ba (mục 3 Thông báo).",
    ]
    (letter,) = letters(notice, assign(notice))
    sheet = letter_sheet(notice, letter)
    expected = letter_expectation(notice, assign(notice), letter, sheet)
    assert prove(known(notice), expected, "tệp", sheet.document.stream()).holds


def test_the_dot_of_and_so_on_is_the_words_own(base):
    notice = with_body(base, item("1", "1.", "Xem Kế hoạch 12, v.v.", ["phong-a"]))
    assert body_of(notice, "phong-a")[1] == "Xem Kế hoạch 12, v.v. (mục 1 Thông báo)."
    (letter,) = letters(notice, assign(notice))
    sheet = letter_sheet(notice, letter)
    expected = letter_expectation(notice, assign(notice), letter, sheet)
    assert prove(known(notice), expected, "tệp", sheet.document.stream()).holds


def test_whoever_concluded_gives_and_the_office_conveys_by_order_of_the_chair(base):
    meeting = replace(base.meeting, chair="Phó Chủ tịch UBND huyện")
    notice = with_body(base, item("1", "1.", "Việc.", ["phong-a"]))
    opening = body_of(replace(notice, meeting=meeting), "phong-a")[0]
    assert "thừa lệnh Chủ tịch UBND huyện, Văn phòng HĐND&UBND huyện thông báo nội dung" in opening
    assert "thông báo nội dung Phó Chủ tịch UBND huyện giao Phòng A" in opening


def test_a_preview_bears_neither_number_nor_day(base):
    notice = with_body(
        replace(base, number=replace(base.number, number=None)),
        item("1", "1.", "Việc.", ["phong-a"]),
        numbers={"phong-a": 7},
        issued=PartialDate(2020, 6, 1),
    )
    document = sheet_of(notice, "phong-a")
    assert document.number == f"Số: {wording.BLANK_NUMBER}/UBND-VP"
    assert f"ngày{wording.BLANK_DAY}" in document.place_date
    final = replace(notice, number=base.number)
    assert sheet_of(final, "phong-a").number == "Số: 07/UBND-VP"
    assert sheet_of(final, "phong-a").place_date.endswith("ngày 01 tháng 6 năm 2020")


SECRET = "Phòng B lập phương án thu hồi đất. Trước mắt, các đơn vị thực hiện ngay:"


def span(text: str, quote: str) -> tuple[int, int]:
    return text.index(quote), text.index(quote) + len(quote)


def test_only_the_last_sentence_of_an_order_of_others_introduces_what_hangs_on_it(base):
    inner = item("1.1", "-", "Việc của A.", ["phong-a"])
    notice = with_body(base, item("1", "1.", SECRET, ["phong-b"], items=[inner]))
    assert body_of(notice, "phong-a")[1:-1] == [
        "Trước mắt, các đơn vị thực hiện ngay:",
        "Việc của A (mục 1 Thông báo).",
    ]
    assert SECRET.removesuffix(":") in body_of(notice, "phong-b")[1]


def test_only_the_last_sentence_stands_between_an_order_and_what_is_below_another_one(base):
    inner = item("1.1.1", "+", "Cháu.", ["phong-a"])
    child = item("1.1", "-", SECRET, ["phong-b"], items=[inner])
    notice = with_body(base, item("1", "1.", "Việc:", ["phong-a"], items=[child]))
    assert body_of(notice, "phong-a")[1:-1] == [
        "Việc (mục 1 Thông báo):",
        "- Trước mắt, các đơn vị thực hiện ngay:",
        "+ Cháu.",
    ]


def test_only_the_last_sentence_stands_above_the_rows_of_an_order_of_others(base):
    rows = (Row((RichText.plainly("Ô một"),), "1/r1", Roles(to=("phong-a",))),)
    table = Table((RichText.plainly("Việc"),), rows)
    notice = with_body(base, item("1", "1.", SECRET, ["phong-b"], table=table))
    line = sheet_of(notice, "phong-a").body[1]
    assert line.text.plain == "Trước mắt, các đơn vị thực hiện ngay (mục 1 Thông báo):"


def test_a_sentence_that_is_an_order_of_others_introduces_nothing(base):
    text = "Các xã thực hiện chỉ tiêu trong bảng. Phòng B kiểm tra, xử phạt."
    rows = (Row((RichText.plainly("Ô một"),), "1/r1", Roles(to=("phong-a",))),)
    table = Table((RichText.plainly("Việc"),), rows)
    part = Part((span(text, "Phòng B kiểm tra, xử phạt."),), Roles(to=("phong-b",)))
    notice = with_body(base, item("1", "1.", text, parts=[part], table=table))
    line = sheet_of(notice, "phong-a").body[1]
    assert line.text.plain == "Các xã thực hiện chỉ tiêu trong bảng (mục 1 Thông báo)."


def test_a_part_and_what_it_introduces_are_one_order_in_which_each_word_stands_once(base):
    text = f"Phòng A rà soát hồ sơ. {SECRET}"
    inner = item("1.1", "-", "Việc của A.", ["phong-a"])
    part = Part((span(text, "Phòng A rà soát hồ sơ"),), Roles(to=("phong-a",)))
    notice = with_body(base, item("1", "1.", text, ["phong-b"], items=[inner], parts=[part]))
    assert body_of(notice, "phong-a")[1:-1] == [
        "Phòng A rà soát hồ sơ (...) Trước mắt, các đơn vị thực hiện ngay "
        "(mục 1 Thông báo, nội dung giao Phòng B):",
        "- Việc của A.",
    ]


def test_a_part_of_an_item_that_letters_leave_out_stands_alone(base):
    text = "Phòng A rà soát. Nhiệm vụ:"
    inner = item("1.1", "-", "Việc.", ["phong-a"])
    part = Part((span(text, "Phòng A rà soát"),), Roles(to=("phong-a",)))
    notice = with_body(base, item("1", "1.", text, lead=True, items=[inner], parts=[part]))
    assert body_of(notice, "phong-a")[1:-1] == [
        "1. Phòng A rà soát (mục 1 Thông báo).",
        "2. Việc (mục 1 Thông báo).",
    ]


def test_pieces_of_one_item_make_one_paragraph_raised_and_closed(base):
    text = "Phòng B làm; yêu cầu Phòng A báo cáo, giữ kín; cuối cùng"
    first, last = text.index("yêu cầu"), text.index("cuối")
    parts = [
        Part(((first, first + len("yêu cầu Phòng A báo cáo")),), Roles(to=("phong-a",))),
        Part(((last, len(text)),), Roles(to=("phong-a",))),
    ]
    notice = with_body(base, item("1", "1.", text, ["phong-b"], parts=parts))
    assert body_of(notice, "phong-a")[1] == (
        "Yêu cầu Phòng A báo cáo (...) cuối cùng (mục 1 Thông báo, nội dung giao Phòng B)."
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Việc.", "Việc (mục 1 Thông báo)."),
        ("Việc;", "Việc (mục 1 Thông báo)."),
        ("Việc...", "Việc (mục 1 Thông báo)..."),
        ("Việc", "Việc (mục 1 Thông báo)."),
        ("Việc./.", "Việc (mục 1 Thông báo)."),
        ("Việc **gấp.**", "Việc gấp (mục 1 Thông báo)."),
    ],
)
def test_the_citation_stands_before_the_closing_mark(base, text, printed):
    notice = with_body(base, item("1", "1.", text, ["phong-a"]))
    assert body_of(notice, "phong-a")[1] == printed


def test_bold_words_stay_bold_and_the_citation_is_plain(base):
    notice = with_body(base, item("1", "1.", "Trước **20/6/2020**.", ["phong-a"]))
    runs = sheet_of(notice, "phong-a").body[1].text.runs
    assert [(run.text, run.bold) for run in runs] == [
        ("Trước ", False),
        ("20/6/2020", True),
        (" (mục 1 Thông báo).", False),
    ]


def test_spans_are_merged_into_intervals_that_do_not_touch():
    assert merged([(5, 9), (0, 3), (2, 5), (11, 12)]) == ((0, 9), (11, 12))
    text = RichText.plainly("một hai ba bốn")
    whole = Item("1", text)
    assert pieces(whole, [(0, 3), (4, 7)]).plain == "một hai"
    assert pieces(whole, [(0, 3), (8, 10)]).plain == "một (...) ba"


def test_roman_arabic_and_lettered_levels_are_cited_as_the_decree_names_them(base):
    deep = item("1.2.1", "a)", "Sâu.", ["phong-a"], items=[item("1.2.1.1", "-", "Gạch.")])
    chain = item("1", "II.", "Phần:", items=[item("1.2", "2.", "Mục:", items=[deep])])
    composed = item("2", "1.", "X", items=[item("2.1", "1.1.", "Y.", ["phong-a"])])
    where = places(with_body(base, chain, composed))
    assert where["1.2.1"].citation == "điểm a mục II.2"
    assert where["1.2.1.1"].citation == "điểm a mục II.2"
    assert where["2.1"].citation == "mục 1.1"
    assert where["1.2.1.1"].owners == ("phong-a",)


def test_an_article_is_cited_by_its_name_and_what_stands_below_it_as_clauses(base):
    deep = item("1.1.1", "a)", "Sâu.", ["phong-a"])
    clause = item("1.1", "2.", "Khoản.", ["phong-a"], items=[deep])
    notice = with_body(base, item("1", "Điều 5.", "Việc.", ["phong-a"], items=[clause]))
    where = places(notice)
    assert where["1"].citation == "Điều 5"
    assert where["1.1"].citation == "khoản 2 Điều 5"
    assert where["1.1.1"].citation == "điểm a khoản 2 Điều 5"
    assert body_of(notice, "phong-a")[1] == "Việc (Điều 5 Thông báo)."
    sheet = notice_sheet(notice)
    expected = notice_expectation(notice, sheet)
    assert prove(known(notice), expected, "notice", sheet.document.stream()).holds


@pytest.mark.parametrize("mark", [";", ",", ":"])
def test_a_full_stop_takes_the_place_of_a_mark_that_leaves_a_piece_open(base, mark):
    text = f"Phòng B làm; Phòng A báo cáo{mark} rồi thôi."
    start = text.index("Phòng A")
    part = Part(((start, text.index(" rồi")),), Roles(to=("phong-a",)))
    notice = with_body(base, item("1", "1.", text, ["phong-b"], parts=[part]))
    assert body_of(notice, "phong-a")[1] == (
        "Phòng A báo cáo (mục 1 Thông báo, nội dung giao Phòng B)."
    )
    made = letters(notice, assign(notice))
    letter = next(each for each in made if each.id == "phong-a")
    sheet = letter_sheet(notice, letter)
    expected = letter_expectation(notice, assign(notice), letter, sheet)
    assert prove(known(notice), expected, "thư", sheet.document.stream()).holds


def test_what_a_unit_is_only_told_does_not_change_how_it_is_addressed(base):
    told = Roles(to=("phong-b",), copy=("phong-a",))
    notice = with_body(
        base,
        item("1", "1.", "Việc một.", ["phong-a"]),
        item("2", "2.", "Phòng B xem xét đề nghị Phòng A đã nêu.", roles=told),
    )
    assert "giao Phòng A thực hiện như sau:" in body_of(notice, "phong-a")[0]


def test_a_unit_does_not_report_to_itself(base):
    report = ReportBack("Phòng A", OnOrBefore(date(2020, 6, 25)))
    notice = with_body(base, item("1", "1.", "Việc.", ["phong-a", "phong-b"]), report=report)
    assert body_of(notice, "phong-a")[-1] == "Yêu cầu Phòng A tổ chức thực hiện./."
    assert "kết quả về Phòng A" in body_of(notice, "phong-b")[-1]


def test_general_orders_without_any_number_are_those_of_the_notice(base):
    notice = with_body(
        base,
        item("1", "1.", "Việc.", ["phong-a"]),
        item("2", "2.", "Chung.", ["tat-ca"]),
        item("/1", "", "Chung không số.", ["tat-ca"]),
    )
    assert (
        "Các nhiệm vụ giao chung thực hiện theo mục 2 và các nội dung giao chung của Thông báo."
        in body_of(notice, "phong-a")
    )


# Options, previews, heads


def test_only_and_skip_choose_the_letters(base):
    body = (item("1", "1.", "A.", ["phong-a"]), item("2", "2.", "B.", ["phong-b", "thue"]))

    def ids(**options) -> list[str]:
        notice = with_body(base, *body, **options)
        return [letter.id for letter in letters(notice, assign(notice))]

    assert ids(only=("phong",)) == ["phong-a", "phong-b"]
    assert ids(skip=("phong-a",)) == ["phong-b", "thue"]
    assert ids(form="none") == []


def test_the_letters_own_number_date_symbol_subject_and_signatory_are_printed(base):
    head = Letterhead(("UBND huyện Lục Nam",), ("Văn phòng",), "Đồi Ngô", Symbols(letter="VP-TH"))
    agency = replace(base.agency, issuers={"vp": head})
    notice = with_body(
        replace(base, agency=agency),
        item("1", "1.", "Việc.", ["phong-a"]),
        numbers={"phong-a": 7},
        issued=PartialDate(2020, 6, 2),
        issuer="vp",
        subject="đấu giá đất",
        signature=signed(position="Chánh Văn phòng"),
        recipients=("Lưu ý",),
    )
    document = sheet_of(notice, "phong-a")
    assert (document.parent, document.header) == (("UBND HUYỆN LỤC NAM",), ("VĂN PHÒNG",))
    assert document.number == "Số: 07/VP-TH"
    assert document.place_date == "Đồi Ngô, ngày 02 tháng 6 năm 2020"
    assert document.subject == "V/v đấu giá đất"
    assert document.authority == ("CHÁNH VĂN PHÒNG",)
    assert document.recipients[0].lines == ("- Như trên;", "- Lưu ý;", "- Lưu: VT, VP.")
    assert document.draft == ""


def test_a_preview_keeps_blanks_in_the_citation_and_bears_the_draft_mark(base):
    notice = replace(
        with_body(base, item("1", "1.", "Việc.", ["phong-a"])),
        number=DocumentNumber(None, "TB-UBND"),
        issued=PartialDate(2020, 5),
    )
    document = sheet_of(notice, "phong-a")
    opening = document.body[0].text.plain
    blank = f"số {wording.BLANK_NUMBER}/TB-UBND ngày {wording.BLANK_DAY}/5/2020 của"
    assert blank in opening
    assert document.draft == "DỰ THẢO"
    assert sheet_of(replace(notice, draft="Dự thảo lần 2"), "phong-a").draft == "DỰ THẢO LẦN 2"
    open_year = replace(notice, issued=None)
    assert f"ngày {wording.BLANK_DAY}/{wording.BLANK_DAY}/2020" in body_of(open_year, "phong-a")[0]


def test_the_subject_is_made_from_the_meeting_and_else_from_the_notice(base):
    notice = with_body(base, item("1", "1.", "Việc.", ["phong-a"]))
    meeting = replace(notice.meeting, name="")
    nameless = replace(notice, meeting=meeting, subject="Kết luận Hội nghị giao ban")
    chairless = replace(
        notice,
        meeting=replace(notice.meeting, chair=""),
        agency=replace(notice.agency, head=""),
    )
    assert sheet_of(nameless, "phong-a").subject == "V/v thực hiện kết luận Hội nghị giao ban"
    assert sheet_of(chairless, "phong-a").subject == (
        "V/v thực hiện kết luận tại Hội nghị giao ban tháng 5 năm 2020"
    )


def test_urgency_and_draft_mark_are_printed_on_the_notice(base):
    notice = replace(with_body(base, item("1", "1.", "Việc.")), urgency="khan", draft="Dự thảo 1")
    document = notice_sheet(notice).document
    assert (document.urgency, document.draft) == ("KHẨN", "DỰ THẢO 1")


def test_headings_are_headings_and_the_last_paragraph_stays_with_the_signature(base):
    notice = with_body(
        base, item("1", "I.", "ĐÁNH GIÁ", heading=True), item("2", "II.", "Nhiệm vụ.")
    )
    body = notice_sheet(notice).document.body
    assert [(each.component, each.text.plain) for each in body] == [
        ("heading", "I. ĐÁNH GIÁ"),
        ("closing", "II. Nhiệm vụ."),
    ]


# Words


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (OnOrBefore(date(2020, 6, 25)), "chậm nhất ngày 25/6/2020"),
        (OnOrBefore(date(2026, 1, 5), time(14)), "chậm nhất 14 giờ ngày 05/01/2026"),
        (Before(date(2020, 6, 20)), "trước ngày 20/6/2020"),
        (Before(date(2020, 6, 20), time(16, 30)), "trước 16 giờ 30 ngày 20/6/2020"),
        (Within("month", 2020, 6), "trong tháng 6/2020"),
        (Within("month", 2026, 2), "trong tháng 02/2026"),
        (Within("quarter", 2026, 3), "trong quý III/2026"),
        (Within("half-year", 2026, 1), "trong 6 tháng đầu năm 2026"),
        (Within("half-year", 2026, 2), "trong 6 tháng cuối năm 2026"),
        (Within("year", 2026), "trong năm 2026"),
        (AtEvent("phiên họp tháng 6/2020"), "tại phiên họp tháng 6/2020"),
        (AtEvent("kỳ họp", Within("month", 2020, 7)), "tại kỳ họp (trong tháng 7/2020)"),
        (Recurring("month", day=20, before=True), "trước ngày 20 hằng tháng"),
        (Recurring("month", day=5), "chậm nhất ngày 05 hằng tháng"),
        (Recurring("week", weekday=5, at=time(16)), "chậm nhất 16 giờ ngày thứ Sáu hằng tuần"),
        (Recurring("year", day=15, month=12, before=True), "trước ngày 15 tháng 12 hằng năm"),
        (Recurring("quarter", month=2), "chậm nhất tháng thứ 2 hằng quý"),
        (Recurring("half-year"), "6 tháng một lần"),
        (Recurring("2-week"), "hai tuần một lần"),
        (
            Recurring("half-year", day=15, month=6),
            "6 tháng một lần, chậm nhất ngày 15 tháng thứ 6",
        ),
        (Recurring("2-week", weekday=5, before=True), "hai tuần một lần, trước ngày thứ Sáu"),
        (
            Relative(7, "working-day", "ngày nhận được văn bản"),
            "trong thời hạn 07 ngày làm việc kể từ ngày nhận được văn bản",
        ),
        (Relative(3, "day", "ngày họp", before=True), "trước ngày họp 03 ngày"),
        (
            Interval(date(2020, 6, 1), date(2020, 6, 30)),
            "từ ngày 01/6/2020 đến hết ngày 30/6/2020",
        ),
        (Vague("khẩn trương"), "khẩn trương"),
        (Soft(OnOrBefore(date(2026, 6, 30))), "phấn đấu chậm nhất ngày 30/6/2026"),
    ],
)
def test_a_deadline_is_written_as_official_texts_write_it(deadline, words):
    assert in_words(deadline) == words


def test_small_words():
    assert lower_first("Kết luận Hội nghị") == "kết luận Hội nghị"
    assert lower_first("UBND huyện họp") == "UBND huyện họp"
    assert committee_short("Ủy ban nhân dân huyện Lục Nam") == "UBND huyện Lục Nam"
    assert closing_mark_at("Hết./.") == 3
    assert closing_mark_at("Hết") == 3
