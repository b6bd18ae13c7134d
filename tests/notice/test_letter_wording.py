"""The fixed sentences, an office's own in their place, V/v and the address below."""

from dataclasses import replace

import pytest

from plain_notice import LUC_NAM
from soanthao.draft.load import load
from soanthao.notice import frames, markup, phrases
from soanthao.notice.assignment import assign
from soanthao.notice.item import Item, Roles
from soanthao.notice.letter import letters
from soanthao.notice.letterhead import Signatory
from soanthao.notice.notice import LetterOptions, Meeting, Notice, ReportBack
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.notice.unit import Directory, Group, Unit
from soanthao.render.letter_sheet import letter_sheet
from soanthao.standard import metrics, nd30

UNITS = (
    Unit("phong-a", "Phòng {head} A"),
    Unit("phong-b", "Phòng B"),
    Unit("thue", "Thuế", verb="đề nghị"),
)
GROUPS = (Group("moi", "các cơ quan", members=("phong-a", "phong-b"), general=True),)


@pytest.fixture(scope="module")
def base() -> Notice:
    """A notice that uses every fixed sentence of the letters."""
    notice = load(LUC_NAM).notice
    told = Roles(to=("phong-b",), copy=("phong-a",))
    guided = Roles(to=("phong-b",), guided=("phong-a",), with_=("thue",))
    body = (
        Item("1", markup.parse("Việc."), "1.", roles=Roles(to=("phong-a",))),
        Item("2", markup.parse("Hướng dẫn."), "2.", roles=guided),
        Item("3", markup.parse("Tin."), "3.", roles=told),
        Item("4", markup.parse("Chung."), "4.", roles=Roles(to=("moi",))),
    )
    return replace(
        notice,
        agency=replace(notice.agency, directory=Directory(UNITS, GROUPS)),
        number=DocumentNumber(125, "TB-UBND"),
        issued=PartialDate(2020, 5, 28),
        body=body,
        letters=LetterOptions(report=ReportBack("Phòng B")),
    )


def own(base: Notice, **sentences: str) -> Notice:
    return replace(base, agency=replace(base.agency, wording=sentences))


def body_of(notice: Notice, unit: str) -> list[str]:
    letter = next(each for each in letters(notice, assign(notice)) if each.id == unit)
    return [block.text.plain for block in letter_sheet(notice, letter).document.body]


def test_the_offices_own_sentences_take_the_place_of_the_houses(base):
    notice = own(
        base,
        opening="theo {notice} ({kind}), {agency} nhờ {office}, {head} {verb} {unit} {doing} "
        "{contents}:",
        joins="{unit} cùng {roles} {contents}{cited}:",
        told="báo {unit} {contents}:",
        general="Việc chung: {items}!",
        closing="Mong {unit} {doing}{report}./.",
        request="Kính mong {unit}./.",
    )
    opening, *rest = body_of(notice, "phong-a")
    assert opening.startswith("Theo Thông báo số 125/TB-UBND ngày 28/5/2020 của UBND huyện Lục Nam")
    assert opening.endswith(
        " (Thông báo), UBND huyện nhờ Văn phòng HĐND&UBND huyện, Chủ tịch UBND huyện giao "
        "Phòng {head} A thực hiện nội dung:"
    )
    assert rest == [
        "1. Việc (mục 1 Thông báo).",
        "Phòng {head} A cùng hướng dẫn, kiểm tra nội dung (mục 2 Thông báo):",
        "2. Hướng dẫn.",
        "Báo Phòng {head} A nội dung: Tin (mục 3 Thông báo).",
        "Việc chung: mục 4 Thông báo!",
        "Mong Phòng {head} A tổ chức thực hiện; báo cáo tiến độ, kết quả về Phòng B để tổng hợp, "
        "báo cáo Chủ tịch UBND huyện./.",
    ]
    assert body_of(notice, "thue")[-1] == "Kính mong Thuế./."


def test_a_sentence_without_the_shared_citation_leaves_it_to_the_orders(base):
    notice = own(base, joins="{unit} cùng làm:")
    assert body_of(notice, "phong-a")[2:4] == [
        "Phòng {head} A cùng làm:",
        "2. Hướng dẫn (mục 2 Thông báo).",
    ]


def test_what_the_office_leaves_unsaid_is_said_as_the_house_says_it(base):
    assert body_of(own(base, told="Báo {unit}:"), "phong-a")[-1].startswith("Yêu cầu Phòng")


def test_the_general_sentence_is_known_by_its_fixed_words(base):
    assert frames.general_prefix(base) == "Các nhiệm vụ giao chung thực hiện theo "
    assert frames.general_suffix(base) == "."
    notice = own(base, general="việc chung: {items}!")
    assert frames.general_prefix(notice) == "Việc chung: "
    assert frames.general_suffix(notice) == "!"


@pytest.mark.parametrize(
    ("key", "text", "found"),
    [
        ("request", "Kính mong {unit}./.", []),
        ("request", "Kính mong./.", [("missing", 0, "unit")]),
        ("request", "{unit} {doing}", [("unknown", 7, "doing")]),
        ("request", "{unit} {unit.name}", [("brace", 7, "{"), ("brace", 17, "}")]),
        ("request", "{unit} {0} {}", [("brace", 11, "{"), ("brace", 12, "}"), ("unknown", 7, "0")]),
        ("request", "{unit}}", [("brace", 6, "}")]),
        ("closing", "{unit} làm.", [("missing", 0, "report")]),
        ("general", " {items}.", [("bare", 0, "")]),
        ("general", "Theo {items}.", []),
        ("general", "Theo.", [("missing", 0, "items")]),
        ("opening", "Làm.", [("missing", 0, "notice"), ("missing", 0, "unit")]),
        ("joins", "Cùng làm.", [("missing", 0, "unit")]),
        ("told", "Báo.", [("missing", 0, "unit")]),
    ],
)
def test_what_is_wrong_with_a_sentence_is_found(key, text, found):
    assert [(flaw.kind, flaw.offset, flaw.name) for flaw in phrases.flaws(key, text)] == found


@pytest.mark.parametrize("key", phrases.DEFAULTS)
def test_the_houses_own_sentences_are_sound(key):
    assert list(phrases.flaws(key, phrases.DEFAULTS[key])) == []
    assert phrases.REQUIRED[key] <= phrases.PLACEHOLDERS[key]


@pytest.mark.parametrize("authority", ["TL. CHỦ TỊCH", "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", ""])
def test_an_offices_opening_is_that_of_every_voice(base, authority):
    who = Signatory(tuple(filter(None, [authority])), "CHÁNH VĂN PHÒNG", "Nguyễn Văn Thử")
    notice = replace(
        own(base, opening="Theo {notice}, mời {unit}:"),
        letters=replace(base.letters, signature=who),
    )
    assert body_of(notice, "phong-a")[0].endswith(", mời Phòng {head} A:")


# V/v


def subject_of(notice: Notice) -> str:
    letter = letters(notice, assign(notice))[0]
    return letter_sheet(notice, letter).document.subject


def lines(text: str) -> int:
    row = nd30.component("letter-subject")
    return metrics.line_count(text, row.size.house, row.bold, nd30.head_columns()[0])


def test_a_subject_of_three_lines_names_the_chair(base):
    subject = subject_of(base)
    assert subject == (
        "V/v thực hiện kết luận của Chủ tịch UBND huyện tại Hội nghị giao ban tháng 5 năm 2020"
    )
    assert lines(subject) == 3


def test_a_subject_that_would_take_more_than_three_lines_does_without_the_chair(base):
    name = "Hội nghị sơ kết công tác 6 tháng đầu năm 2020"
    notice = replace(base, meeting=Meeting(name, chair="Phó Chủ tịch Thường trực UBND huyện"))
    assert lines(f"V/v thực hiện kết luận của {notice.meeting.chair} tại {name}") == 4
    assert subject_of(notice) == f"V/v thực hiện kết luận tại {name}"


LONG_NAME = " ".join(["Hội nghị tổng kết"] * 12)


@pytest.mark.parametrize("name", ["", LONG_NAME])
def test_a_subject_that_takes_more_than_three_lines_with_the_meeting_names_the_chair(base, name):
    notice = replace(base, meeting=Meeting(name), subject=f"Kết luận {LONG_NAME}")
    assert subject_of(notice) == "V/v thực hiện kết luận của Chủ tịch UBND huyện"


def test_no_word_of_a_longer_meeting_is_cut(base):
    agency = replace(base.agency, head="")
    notice = replace(base, agency=agency, meeting=Meeting(LONG_NAME))
    assert subject_of(notice).endswith(f" tại {LONG_NAME}")


def test_the_offices_own_subject_is_printed_as_written(base):
    subject = " ".join(["đấu giá quyền sử dụng đất"] * 8)
    notice = replace(base, letters=replace(base.letters, subject=subject))
    assert subject_of(notice) == f"V/v {subject}"


@pytest.mark.parametrize("typed", ["V/v đấu giá đất", "v/v: đấu giá đất", "đấu giá đất"])
def test_whoever_types_the_v_as_well_has_it_once(base, typed):
    notice = replace(base, letters=replace(base.letters, subject=typed))
    assert subject_of(notice) == "V/v đấu giá đất"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Cuộc họp nghe báo cáo", "cuộc họp nghe báo cáo"),
        ("Buổi làm việc tại xã", "buổi làm việc tại xã"),
        ("Hội nghị giao ban", "Hội nghị giao ban"),
    ],
)
def test_a_kind_of_meeting_is_no_name_within_a_sentence(base, name, said):
    assert subject_of(replace(base, meeting=Meeting(name))).endswith(f" tại {said}")


# Ô 13


def test_the_address_stands_at_the_foot_of_the_letterhead_that_is_used(base):
    head = replace(base.agency.letterhead, address=("Thị trấn Đồi Ngô", "ĐT: 0204 000 000"))
    other = replace(head, address=("Văn phòng",))
    agency = replace(base.agency, letterhead=head, issuers={"vp": other})
    notice = replace(base, agency=agency)
    letter = letters(notice, assign(notice))[0]
    assert letter_sheet(notice, letter).document.address == head.address
    office = replace(notice, letters=replace(base.letters, issuer="vp"))
    assert letter_sheet(office, letter).document.address == ("Văn phòng",)
