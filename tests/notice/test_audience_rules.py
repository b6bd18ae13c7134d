"""Who reads which letter, rule by rule (``per: audience``), and whom nơi nhận names as a group."""

from dataclasses import replace

import pytest

from plain_notice import issued_with
from soanthao.notice import markup
from soanthao.notice.assignment import assign
from soanthao.notice.item import Annex, Item, Part, Roles, Row, Table
from soanthao.notice.letter import Letter, letters
from soanthao.notice.markup import RichText
from soanthao.notice.notice import LetterOptions, Notice, ReportBack
from soanthao.notice.unit import Directory, Group, Unit
from soanthao.render.letter_sheet import letter_sheet
from soanthao.render.plan import known, letter_expectation
from soanthao.render.proof import prove

UNITS = (
    Unit("phong-a", "Phòng A"),
    Unit("xa-1", "UBND xã Một", addressee="Ủy ban nhân dân xã Một"),
    Unit("xa-2", "UBND xã Hai"),
    Unit("xa-3", "UBND xã Ba"),
    Unit("tt-4", "UBND thị trấn Bốn"),
    Unit("thue", "Thuế cơ sở", verb="đề nghị"),
    Unit("toa", "Tòa án", verb="đề nghị"),
    Unit("ban", "Ban Quản lý"),
)
GROUPS = (
    Group("xa", "UBND các xã", members=("xa-1", "xa-2", "xa-3")),
    Group("doi", "Các xã đồi", members=("xa-2", "xa-3")),
    Group("xa-tt", "UBND các xã, thị trấn", members=("xa", "tt-4"), addressee="Ủy ban xã"),
    Group("nganh", "các cơ quan ngành dọc", members=("thue", "toa")),
    Group("bien", "các đơn vị biên chế", members=("xa-1", "xa-2", "thue")),
    Group("moi", "các cơ quan", members=("phong-a", "xa-tt", "nganh"), general=True),
)


@pytest.fixture(scope="module")
def base() -> Notice:
    """The Lục Nam notice, issued, with a small directory and no body."""
    return issued_with(
        UNITS,
        GROUPS,
        letters=LetterOptions(per="audience"),
    )


def item(id_: str, text: str, **roles: tuple[str, ...]) -> Item:
    return Item(id_, markup.parse(text), f"{id_}.", roles=Roles(**roles))


def with_body(base: Notice, *body: Item, **options) -> Notice:
    return replace(base, body=tuple(body), letters=replace(base.letters, **options))


def made(notice: Notice) -> dict[str, Letter]:
    return {letter.id: letter for letter in letters(notice, assign(notice))}


def read_by(notice: Notice) -> dict[str, list[str]]:
    return {id_: [unit.id for unit in letter.units] for id_, letter in made(notice).items()}


def body_of(notice: Notice, letter: str) -> list[str]:
    return [block.text.plain for block in letter_sheet(notice, made(notice)[letter]).document.body]


def lines_of(notice: Notice, letter: str) -> list[str]:
    sheet = letter_sheet(notice, made(notice)[letter]).document
    return [
        line.removeprefix("- ").rstrip(";.")
        for line in sheet.recipients[0].lines
        if "(p/h)" in line or "(để biết)" in line
    ]


# Groups


@pytest.mark.parametrize("role", ["to", "with_", "guided"])
def test_an_order_to_a_group_goes_to_the_group(base, role):
    roles = {"to": ("phong-a",)} | {role: ("xa",)}
    notice = with_body(base, item("1", "Việc.", **roles))
    assert read_by(notice)["xa"] == ["xa-1", "xa-2", "xa-3"]
    assert made(notice)["xa"].group == GROUPS[0]


def test_a_group_is_called_by_its_name_and_addressed_by_its_addressee(base):
    notice = with_body(base, item("1", "Việc.", to=("xa-tt",)))
    assert letter_sheet(notice, made(notice)["xa-tt"]).document.addressees == (
        "Kính gửi: Ủy ban xã",
    )
    assert "giao UBND các xã, thị trấn thực hiện" in body_of(notice, "xa-tt")[0]
    assert body_of(notice, "xa-tt")[-1] == "Yêu cầu UBND các xã, thị trấn tổ chức thực hiện./."


def test_a_groups_plural_is_lowered_inside_a_sentence(base):
    notice = with_body(base, item("1", "Việc.", to=("doi",)))
    assert "giao các xã đồi thực hiện" in body_of(notice, "doi")[0]


def test_a_smaller_group_folds_into_a_larger_one_that_gets_a_letter_too(base):
    notice = with_body(base, item("1", "Việc.", to=("xa-tt",)), item("2", "Đồi.", to=("doi",)))
    assert read_by(notice) == {"xa-tt": ["xa-1", "xa-2", "xa-3", "tt-4"]}
    assert [(p.item, p.unit) for p in made(notice)["xa-tt"].pairs if p.item == "2"] == [
        ("2", "xa-2"),
        ("2", "xa-3"),
    ]


def test_groups_that_only_overlap_get_letters_of_their_own(base):
    directory = Directory(UNITS, (*GROUPS, Group("le", "các xã lẻ", members=("xa-1", "xa-3"))))
    notice = with_body(base, item("1", "Việc.", to=("doi",)), item("2", "Lẻ.", to=("le",)))
    notice = replace(notice, agency=replace(notice.agency, directory=directory))
    assert read_by(notice) == {"le": ["xa-1", "xa-3"], "doi": ["xa-2", "xa-3"]}


def test_of_equal_groups_the_first_of_the_directory_takes_the_other_in(base):
    twin = Group("doi-2", "các xã vùng đồi", members=("xa-3", "xa-2"))
    directory = Directory(UNITS, (*GROUPS, twin))
    notice = with_body(base, item("1", "Việc.", to=("doi-2",)), item("2", "Đồi.", to=("doi",)))
    notice = replace(notice, agency=replace(notice.agency, directory=directory))
    assert list(made(notice)) == ["doi"]
    assert len(made(notice)["doi"].pairs) == 4


def test_a_block_that_holds_a_folded_groups_orders_alone_names_that_group(base):
    notice = with_body(
        base,
        item("1", "Các xã, thị trấn rà soát.", to=("xa-tt",)),
        item("2", "Phòng A làm.", to=("phong-a",), with_=("doi",)),
        item("3", "Phòng A đo.", to=("phong-a",), with_=("xa-2",)),
    )
    assert list(made(notice)) == ["phong-a", "xa-tt", "xa-2"]
    body = body_of(notice, "xa-tt")
    assert "giao UBND các xã, thị trấn thực hiện như sau:" in body[0]
    assert body[2].endswith("; các xã đồi phối hợp thực hiện nội dung sau (mục 2 Thông báo):")
    mixed = with_body(
        base,
        *notice.body,
        item("4", "Phòng A họp.", to=("phong-a",), with_=("xa-tt",)),
    )
    assert "; UBND các xã, thị trấn phối hợp thực hiện các nội dung sau" in "".join(
        body_of(mixed, "xa-tt")
    )


def test_no_group_folds_into_everybody(base):
    notice = with_body(
        base,
        item("1", "Chung.", to=("moi",)),
        item("2", "Đồi.", to=("doi",)),
        general="verbatim",
    )
    assert read_by(notice)["doi"] == ["xa-2", "xa-3"]
    assert "2" not in {pair.item for pair in made(notice)["moi"].pairs}


def test_a_group_stands_before_the_units_that_begin_with_the_same_one(base):
    notice = with_body(
        base,
        item("1", "Một.", to=("xa-1",)),
        item("2", "Hai.", to=("phong-a",)),
        item("3", "Ba.", to=("xa",)),
    )
    assert list(made(notice)) == ["phong-a", "xa", "xa-1"]


# Units


def test_units_with_the_same_orders_share_a_letter_that_names_them_all(base):
    notice = with_body(base, item("1", "Việc.", to=("xa-1", "xa-2", "xa-3")))
    (letter,) = made(notice).values()
    document = letter_sheet(notice, letter).document
    assert letter.id == "xa-1"
    assert document.addressees == (
        "Kính gửi:",
        "- Ủy ban nhân dân xã Một;",
        "- UBND xã Hai;",
        "- UBND xã Ba.",
    )
    assert "giao UBND xã Một, UBND xã Hai và UBND xã Ba thực hiện" in body_of(notice, "xa-1")[0]


@pytest.mark.parametrize(
    "other",
    [
        {"to": ("xa-1",)},
        {"to": ("phong-a",), "with_": ("xa-1",)},
        {"to": ("phong-a",), "copy": ("xa-1",)},
    ],
)
def test_units_with_one_order_more_or_something_to_know_do_not_share(base, other):
    notice = with_body(base, item("1", "Việc.", to=("xa-1", "xa-2")), item("2", "Khác.", **other))
    assert {"xa-1", "xa-2"} <= made(notice).keys()


def test_units_in_different_roles_do_not_share(base):
    notice = with_body(base, item("1", "Việc.", to=("xa-1",), guided=("xa-2",)))
    assert list(made(notice)) == ["xa-1", "xa-2"]


def test_units_that_are_addressed_with_other_verbs_do_not_share(base):
    notice = with_body(base, item("1", "Việc.", to=("xa-1", "thue")))
    assert list(made(notice)) == ["xa-1", "thue"]


def test_units_of_which_one_alone_is_reminded_of_something_do_not_share(base):
    notice = with_body(
        base, item("1", "Việc.", to=("xa-1", "phong-a")), item("2", "Nhóm.", to=("xa",))
    )
    assert list(made(notice)) == ["phong-a", "xa", "xa-1"]


def test_an_order_that_the_groups_letter_carries_is_not_repeated_for_a_named_unit(base):
    notice = with_body(
        base,
        item("1", "Việc.", to=("xa", "xa-1")),
        item("2", "Hai.", to=("xa",), with_=("xa-1",)),
    )
    assert list(made(notice)) == ["xa"]
    assert {pair.unit for pair in made(notice)["xa"].pairs} == {"xa-1", "xa-2", "xa-3"}


def test_a_named_unit_in_a_stronger_role_gets_its_own_letter(base):
    notice = with_body(base, item("1", "Việc.", to=("xa-1",), with_=("xa",)))
    assert list(made(notice)) == ["xa", "xa-1"]
    assert {pair.unit for pair in made(notice)["xa"].pairs} == {"xa-2", "xa-3"}
    assert [str(pair.role) for pair in made(notice)["xa-1"].pairs] == ["to"]


def test_an_order_to_two_groups_goes_to_the_larger_one(base):
    notice = with_body(base, item("1", "Việc.", to=("doi", "xa")), item("2", "Đồi.", to=("doi",)))
    assert list(made(notice)) == ["xa"]
    assert {p.unit for p in made(notice)["xa"].pairs if p.item == "1"} == {"xa-1", "xa-2", "xa-3"}


def test_of_two_groups_that_overlap_the_larger_one_is_addressed(base):
    three = Group("ba", "ba đơn vị", members=("xa-1", "xa-2", "tt-4"))
    notice = with_body(base, item("1", "Việc.", to=("doi", "ba")))
    directory = Directory(UNITS, (*GROUPS, three))
    notice = replace(notice, agency=replace(notice.agency, directory=directory))
    assert {p.unit for p in made(notice)["ba"].pairs} == {"xa-1", "xa-2", "tt-4"}
    assert {p.unit for p in made(notice)["doi"].pairs} == {"xa-3"}


def test_a_group_that_is_partly_everybody_is_named_one_by_one(base):
    mixed = Group("lan", "nhóm lẫn", members=("tt-4", "moi"))
    directory = Directory(UNITS, (*GROUPS, mixed))
    notice = with_body(base, item("1", "Việc.", to=("lan",)))
    notice = replace(notice, agency=replace(notice.agency, directory=directory))
    assert read_by(notice) == {"lan": ["tt-4"]}
    assert made(notice)["lan"].group is None


def test_a_group_that_is_told_what_everybody_does_is_written_to_as_a_group(base):
    notice = with_body(base, item("1", "Việc.", to=("moi",), copy=("xa",)))
    assert read_by(notice) == {"xa": ["xa-1", "xa-2", "xa-3"]}
    assert {str(pair.role) for pair in made(notice)["xa"].pairs} == {"to"}


def test_units_of_which_one_is_no_part_of_everybody_do_not_share(base):
    notice = with_body(
        base, item("1", "Việc.", to=("phong-a", "ban")), item("2", "Chung.", to=("moi",))
    )
    assert read_by(notice) == {"phong-a": ["phong-a"], "ban": ["ban"]}


# Other verbs


def test_members_that_are_asked_get_a_letter_of_their_own(base):
    notice = with_body(base, item("1", "Việc.", to=("bien",)))
    assert read_by(notice) == {"bien": ["xa-1", "xa-2"], "thue": ["thue"]}
    assert made(notice)["bien"].group is not None
    assert "đề nghị Thuế cơ sở thực hiện" in body_of(notice, "thue")[0]


def test_all_members_that_are_asked_share_one(base):
    directory = Directory(
        UNITS, (*GROUPS, Group("het", "các đơn vị", members=("xa", "thue", "toa")))
    )
    notice = with_body(base, item("1", "Việc.", to=("het",)))
    notice = replace(notice, agency=replace(notice.agency, directory=directory))
    assert read_by(notice) == {"het": ["xa-1", "xa-2", "xa-3"], "thue": ["thue", "toa"]}


def test_a_group_that_is_only_asked_is_asked_as_a_group(base):
    notice = with_body(base, item("1", "Việc.", to=("nganh",)))
    assert read_by(notice) == {"nganh": ["thue", "toa"]}
    assert body_of(notice, "nganh")[-1] == (
        "Trân trọng đề nghị các cơ quan ngành dọc quan tâm, phối hợp./."
    )


def test_of_two_groups_the_one_that_asks_speaks_for_a_unit_that_is_asked(base):
    notice = with_body(base, item("1", "Việc.", to=("bien", "nganh")))
    assert read_by(notice) == {"bien": ["xa-1", "xa-2"], "nganh": ["thue", "toa"]}


def test_where_verbs_are_even_the_group_is_ordered(base):
    directory = Directory(UNITS, (Group("doi", "hai bên", members=("xa-1", "thue")),))
    notice = with_body(base, item("1", "Việc.", to=("doi",)))
    notice = replace(notice, agency=replace(notice.agency, directory=directory))
    assert read_by(notice) == {"doi": ["xa-1"], "thue": ["thue"]}


def test_asked_members_of_a_folded_group_are_still_written_to(base):
    directory = Directory(
        UNITS, (*GROUPS, Group("het", "tất cả", members=("phong-a", "xa-tt", "nganh")))
    )
    notice = with_body(base, item("1", "Hai.", to=("nganh",)), item("2", "Hết.", to=("het",)))
    notice = replace(notice, agency=replace(notice.agency, directory=directory))
    letters_ = made(notice)
    assert [unit.id for unit in letters_["het"].units] == [
        "phong-a",
        "xa-1",
        "xa-2",
        "xa-3",
        "tt-4",
    ]
    assert {p.item for p in letters_["nganh"].pairs} == {"1"}
    assert {p.item for p in letters_["thue"].pairs} == {"2"}
    assert [unit.id for unit in letters_["thue"].units] == ["thue", "toa"]


# Only and skip


def test_a_group_of_which_some_are_left_out_is_named_one_by_one(base):
    notice = with_body(base, item("1", "Việc.", to=("xa",)), skip=("xa-2",))
    (letter,) = made(notice).values()
    assert (letter.id, letter.group) == ("xa", None)
    assert letter.name == "UBND xã Một và UBND xã Ba"
    assert {pair.unit for pair in letter.pairs} == {"xa-1", "xa-3"}


def test_a_group_of_which_all_are_wanted_stays_a_group(base):
    notice = with_body(base, item("1", "Việc.", to=("xa",)), item("2", "A.", to=("phong-a",)))
    chosen = with_body(notice, *notice.body, only=("xa-1", "doi"))
    assert [letter.group for letter in made(chosen).values()] == [GROUPS[0]]


def test_a_letter_to_several_units_keeps_those_that_are_wanted(base):
    notice = with_body(base, item("1", "Việc.", to=("xa-1", "xa-2", "xa-3")), only=("xa-2", "tt-4"))
    assert read_by(notice) == {"xa-2": ["xa-2"]}


def test_one_of_several_readers_may_be_the_one_that_is_reported_to(base):
    report = ReportBack("UBND xã Hai")
    body = (item("1", "Việc.", to=("xa-1", "xa-2")), item("2", "Riêng.", to=("phong-a",)))
    together = with_body(base, *body, report=report)
    assert "kết quả về UBND xã Hai" in body_of(together, "xa-1")[-1]
    alone = with_body(together, *together.body, only=("xa-2",))
    assert "kết quả về" not in body_of(alone, "xa-2")[-1]


# The general sentence


def general_of(notice: Notice, letter: str) -> list[str]:
    prefix = "Các nhiệm vụ giao chung thực hiện theo "
    return [line.removeprefix(prefix) for line in body_of(notice, letter) if prefix in line]


def test_a_units_own_letter_names_what_its_groups_letter_orders(base):
    part = Part(((0, 4),), Roles(guided=("xa",)))
    dashed = Item("4.1", RichText.plainly("Gạch."), "-", roles=Roles(to=("xa",)))
    notice = with_body(
        base,
        replace(item("1", "Việc nhóm.", to=("xa",)), items=(Item("1.1", RichText(), "a)"),)),
        item("2", "Chung.", to=("moi",)),
        replace(item("3", "Phòng làm.", to=("phong-a",)), parts=(part,)),
        replace(item("4", "Lời dẫn:"), lead=True, items=(dashed,)),
        item("5", "Riêng.", to=("xa-1",)),
    )
    assert general_of(notice, "xa-1") == [
        "các mục 1, 2, các nội dung giao UBND các xã tại mục 3 và các nội dung giao UBND các xã "
        "tại mục 4 Thông báo."
    ]
    assert general_of(notice, "xa") == ["mục 2 Thông báo."]


def test_points_and_items_of_an_annex_are_counted_together_in_the_notices_order(base):
    points = tuple(
        Item(f"1.{at}", RichText.plainly(f"Điểm {marker}"), marker, roles=Roles(to=who))
        for at, (marker, who) in enumerate(
            (("a)", ("phong-a",)), ("b)", ("xa",)), ("c)", ("xa",)), ("đ)", ("xa",))), start=1
        )
    )
    annex = tuple(item(f"pl1:{at}", f"Việc {at}.", to=("xa",)) for at in (1, 2))
    notice = with_body(
        base,
        item("1", "Riêng.", to=("xa-2",)),
        replace(item("2", "Gồm:"), lead=True, items=points),
        item("3", "Ba.", to=("xa",)),
        item("4", "Bốn.", to=("xa",)),
    )
    marked = tuple(replace(each, marker=f"{at}.") for at, each in enumerate(annex, start=1))
    notice = replace(notice, annexes=(Annex("Danh mục", marked),))
    (said,) = general_of(notice, "xa-2")
    assert said == ("các điểm b, c, đ mục 2, các mục 3, 4 và các mục 1, 2 Phụ lục Thông báo.")
    letter = made(notice)["xa-2"]
    sheet = letter_sheet(notice, letter)
    expected = letter_expectation(notice, assign(notice), letter, sheet)
    stream = sheet.document.stream()
    assert prove(known(notice), expected, "tệp", stream).holds
    for said_, heard, missed in (
        ("điểm b, c", "điểm c", "điểm b mục 2"),
        (", đ mục", " mục", "điểm đ mục 2"),
        ("các mục 3, 4", "mục 4", "mục 3"),
        ("các mục 1, 2", "mục 1", "mục 2 Phụ lục"),
    ):
        spoiled = [line.replace(said_, heard) if said in line else line for line in stream]
        (flaw,) = prove(known(notice), expected, "tệp", spoiled).missing
        assert flaw.detail == f"thiếu dẫn chiếu nhiệm vụ chung “{missed}”"


def test_a_folded_groups_orders_are_those_of_the_larger_group(base):
    part = Part(((0, 4),), Roles(to=("doi",)))
    notice = with_body(
        base,
        item("1", "Tất cả.", to=("xa",)),
        replace(item("2", "Phòng làm.", to=("phong-a",)), parts=(part,)),
        item("3", "Riêng.", to=("xa-2",)),
    )
    assert general_of(notice, "xa-2") == [
        "mục 1 và các nội dung giao UBND các xã tại mục 2 Thông báo."
    ]


def test_orders_of_a_group_without_any_number_are_those_of_the_notice(base):
    bare = Item("/1", RichText.plainly("Không số."), "", roles=Roles(to=("doi",)))
    notice = with_body(base, bare, item("1", "Riêng.", to=("xa-2",)))
    assert general_of(notice, "xa-2") == ["các nội dung giao các xã đồi của Thông báo."]


@pytest.mark.parametrize("options", [{"general": "none"}, {"form": "trich-sao"}])
def test_nothing_is_referred_to_where_nothing_may_be_added(base, options):
    notice = with_body(
        base,
        item("1", "Nhóm.", to=("xa",)),
        item("2", "Chung.", to=("moi",)),
        item("3", "Riêng.", to=("xa-1",)),
        **options,
    )
    assert [letter.referred for letter in made(notice).values()] == [(), ()]


def test_a_unit_that_is_only_asked_is_referred_to_nothing(base):
    notice = with_body(
        base,
        item("1", "Nhóm.", to=("nganh",)),
        item("2", "Chung.", to=("moi",)),
        item("3", "Riêng.", to=("thue",)),
    )
    assert [letter.referred for letter in made(notice).values()] == [(), ()]


# Nơi nhận


@pytest.mark.parametrize("per", ["unit", "audience"])
def test_a_group_that_coordinates_is_named_as_a_group(base, per):
    notice = with_body(base, item("1", "Việc.", to=("phong-a",), with_=("doi", "tt-4")), per=per)
    assert lines_of(notice, "phong-a") == ["Các xã đồi (p/h)", "UBND thị trấn Bốn (p/h)"]


@pytest.mark.parametrize("per", ["unit", "audience"])
def test_a_group_of_which_one_is_the_reader_is_named_one_by_one(base, per):
    notice = with_body(base, item("1", "Việc.", to=("xa-1",), with_=("xa",)), per=per)
    assert lines_of(notice, "xa-1") == ["UBND xã Hai (p/h)", "UBND xã Ba (p/h)"]


def test_a_group_named_again_for_another_order_is_named_once_and_takes_its_members_in(base):
    notice = with_body(
        base,
        item("1", "Một.", to=("phong-a",), with_=("xa-2",)),
        item("2", "Hai.", to=("phong-a",), with_=("doi",)),
        item("3", "Ba.", to=("phong-a",), with_=("xa",)),
        item("4", "Bốn.", to=("phong-a",), with_=("xa",)),
    )
    assert lines_of(notice, "phong-a") == ["UBND các xã (p/h)"]


def test_a_group_that_is_only_to_know_is_told_by_one_line(base):
    notice = with_body(
        base,
        item("1", "Việc.", to=("phong-a",), copy=("doi",)),
        item("2", "Hai.", to=("phong-a",), copy=("xa-2",)),
    )
    assert lines_of(notice, "phong-a") == ["Các xã đồi (để biết)"]
    ((_, pairs),) = made(notice)["phong-a"].informed
    assert {(p.item, p.unit) for p in pairs} == {("1", "xa-2"), ("1", "xa-3"), ("2", "xa-2")}


def test_a_group_of_which_one_has_a_letter_of_its_own_is_told_one_by_one(base):
    notice = with_body(
        base,
        item("1", "Việc.", to=("phong-a",), copy=("xa",)),
        item("2", "Hai.", to=("xa-2",)),
    )
    assert lines_of(notice, "phong-a") == ["UBND xã Một (để biết)", "UBND xã Ba (để biết)"]
    assert body_of(notice, "xa-2")[2].endswith("biết: Việc (mục 1 Thông báo).")


def test_who_has_only_its_groups_letter_is_told_by_a_line(base):
    notice = with_body(
        base,
        item("1", "Việc.", to=("phong-a",), copy=("xa-2",)),
        item("2", "Nhóm.", to=("xa",)),
    )
    assert lines_of(notice, "phong-a") == ["UBND xã Hai (để biết)"]
    by_unit = with_body(notice, *notice.body, per="unit")
    assert lines_of(by_unit, "phong-a") == []


def test_one_line_tells_all_that_a_unit_is_to_know(base):
    notice = with_body(
        base,
        item("1", "Đồi.", to=("phong-a",), copy=("doi",)),
        item("2", "Hai.", to=("phong-a",), copy=("xa-2",)),
        item("3", "Ba.", to=("phong-a",), copy=("xa",)),
        item("4", "Bốn.", to=("phong-a",), copy=("tt-4",)),
        item("5", "Năm.", to=("phong-a",), copy=("tt-4",)),
    )
    told = dict(made(notice)["phong-a"].informed)
    assert {p.item for p in told["UBND các xã"]} == {"1", "2", "3"}
    assert {p.item for p in told["UBND thị trấn Bốn"]} == {"4", "5"}


def test_everybody_is_not_named_in_noi_nhan(base):
    notice = with_body(base, item("1", "Việc.", to=("phong-a",), with_=("moi",)))
    assert lines_of(notice, "phong-a") == []


def test_whom_a_row_of_the_body_tells_is_named_by_the_one_in_charge_of_the_row(base):
    cells = (RichText.plainly("Ô"),)
    row = Row(cells, "/t1/r1", Roles(to=("phong-a",), copy=("xa-1",)))
    notice = with_body(base, Table(cells, (row,)), item("1", "Việc.", to=("tt-4",)))
    assert lines_of(notice, "phong-a") == ["UBND xã Một (để biết)"]


def test_readers_are_not_named_among_those_to_know(base):
    told = Part(((0, 4),), Roles(copy=("xa-2",)))
    notice = with_body(
        base, replace(item("1", "Việc chung.", to=("xa-1", "xa-2")), order=False, parts=(told,))
    )
    assert [letter.informed for letter in made(notice).values()] == [()]


def test_whom_a_row_tells_is_named_by_the_one_in_charge_of_its_item(base):
    cells = (RichText.plainly("Ô"),)
    rows = (
        Row(cells, "1/r1", Roles(with_=("xa-1",))),
        Row(cells, "1/r2", Roles(to=("xa-3",), with_=("xa-2",))),
    )
    notice = with_body(base, replace(item("1", "Việc:", to=("phong-a",)), table=Table(cells, rows)))
    assert lines_of(notice, "phong-a") == ["UBND xã Một (p/h)"]
    assert lines_of(notice, "xa-3") == ["UBND xã Hai (p/h)"]
