"""Who receives what: every rule by name, the Lục Nam notice, and wild notices against an oracle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from oracle_assignment import oracle_pairs, orders_of
from plain_notice import expected_lines, expected_pairs, luc_nam
from soanthao.notice.assignment import Assignment, Pair, Role, assign, expand
from soanthao.notice.item import Annex, Element, Item, Part, Roles, Row, Table
from soanthao.notice.letterhead import Agency, Letterhead, Signatory
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Meeting, Notice
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.notice.unit import ALL, Directory, Group, Unit
from strategies_notice import notices

DAY = date(2020, 5, 26)
TEXT = RichText.plainly("Rà soát, tổng hợp; báo cáo.")
SPANS = ((0, 7),)

DIRECTORY = Directory(
    units=(
        Unit("van-phong", "Văn phòng"),
        Unit("thue", "Chi cục Thuế"),
        Unit("xa-a", "UBND xã A", groups=("xa",)),
        Unit("xa-b", "UBND xã B", groups=("xa",)),
        Unit("thi-tran", "UBND thị trấn"),
        Unit("xa-cu", "UBND xã Cũ", groups=("xa",), valid_until=DAY - timedelta(1)),
        Unit("xa-moi", "UBND xã Mới", groups=("xa",), valid_from=DAY + timedelta(1)),
    ),
    groups=(
        Group("toan-huyen", "toàn huyện", members=("van-phong", "xa-thi-tran"), general=True),
        Group("xa-thi-tran", "các xã, thị trấn", members=("xa", "thi-tran", "xa-a")),
        Group("xa", "các xã"),
        Group("moi-noi", "mọi nơi", members=("thue", "toan-huyen")),
    ),
)


def notice(*body: Element, annexes: tuple[Annex, ...] = ()) -> Notice:
    letterhead = Letterhead((), ("HUYỆN A",), "A")
    return Notice(
        agency=Agency("UBND huyện A", "UBND huyện", letterhead, directory=DIRECTORY),
        letterhead=letterhead,
        kind="TB",
        number=DocumentNumber(None, "TB-UBND"),
        issued=PartialDate(2020, 5),
        subject="Kết luận",
        validity_day=DAY,
        meeting=Meeting(),
        body=body,
        recipients=(),
        signature=Signatory((), "CHỦ TỊCH", "Lê Mẫu"),
        annexes=annexes,
    )


def item(id: str = "1", *children: Item, parts: tuple[Roles, ...] = (), **roles: str) -> Item:
    return Item(
        id,
        TEXT,
        roles=held(**roles),
        items=children,
        parts=tuple(Part(SPANS, of_part) for of_part in parts),
    )


def held(to: str = "", with_: str = "", guided: str = "", copy: str = "") -> Roles:
    return Roles(*(tuple(ids.split()) for ids in (to, with_, guided, copy)))


def lines(*body: Element) -> list[str]:
    """Return the pairs in short: ``1 xa-a to``, ``1#0`` for a part, ``*`` for a general order."""
    return [short(pair) for pair in assign(notice(*body)).pairs]


def short(pair: Pair) -> str:
    part = "" if pair.part is None else f"#{pair.part}"
    return f"{pair.item}{part} {pair.unit} {pair.role}{'*' * pair.general}"


def table(*roles: Roles | None) -> Table:
    rows = (
        Row((TEXT,)) if one is None else Row((TEXT,), f"r{n}", one) for n, one in enumerate(roles)
    )
    return Table((TEXT,), tuple(rows))


@given(notices())
def test_the_pairs_are_those_of_the_oracle(wild: Notice):
    pairs = assign(wild).pairs
    found = [(pair.item, pair.part, pair.unit, str(pair.role), pair.general) for pair in pairs]
    assert set(found) == oracle_pairs(wild)
    assert len(set(found)) == len(found)


@given(notices())
def test_the_pairs_stand_in_the_notices_order_the_strongest_role_first(wild: Notice):
    places = {(order.id, order.part): n for n, order in enumerate(orders_of(wild))}
    ranks = list(Role)
    at = [(places[pair.item, pair.part], ranks.index(pair.role)) for pair in assign(wild).pairs]
    assert at == sorted(at)


def test_the_luc_nam_pairs_are_those_that_the_chief_clerk_wrote_down():
    pairs = assign(luc_nam()).pairs
    found = [(pair.item, pair.part, pair.unit, str(pair.role), pair.general) for pair in pairs]
    assert len(found) == len(set(found))
    assert set(found) == expected_pairs()


def test_the_oracle_reads_luc_nam_as_the_chief_clerk_does():
    assert oracle_pairs(luc_nam()) == expected_pairs()


def test_33_units_of_luc_nam_have_a_duty_of_their_own():
    duties = {
        pair.unit
        for pair in assign(luc_nam()).pairs
        if not pair.general and pair.role is not Role.COPY
    }
    assert duties == set(expected_lines("luc-nam-letters.txt"))


def test_a_group_reaches_its_members_of_the_day_in_the_directorys_order():
    assert lines(item(to="xa")) == ["1 xa-a to", "1 xa-b to"]


def test_a_group_in_a_group_reaches_a_shared_unit_once():
    assert lines(item(to="xa-thi-tran xa-b")) == ["1 xa-a to", "1 xa-b to", "1 thi-tran to"]


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (DAY - timedelta(1), ["xa-a", "xa-b", "xa-cu"]),
        (DAY, ["xa-a", "xa-b"]),
        (DAY + timedelta(1), ["xa-a", "xa-b", "xa-moi"]),
    ],
)
def test_the_first_and_the_last_day_of_a_unit_count(day: date, there: list[str]):
    assert list(expand(DIRECTORY, ["xa"], day)) == there


def test_a_unit_of_another_day_is_not_reached_through_the_group_of_all():
    assert lines(item(copy=ALL)) == [
        "1 van-phong copy*",
        "1 thue copy*",
        "1 xa-a copy*",
        "1 xa-b copy*",
        "1 thi-tran copy*",
    ]


def test_an_expansion_keeps_the_order_of_the_names_and_knows_who_is_named_generally():
    assert list(expand(DIRECTORY, ["thi-tran", "toan-huyen", "xa-b"], DAY).items()) == [
        ("thi-tran", False),
        ("van-phong", True),
        ("xa-a", True),
        ("xa-b", False),
    ]


def test_an_id_that_nobody_bears_reaches_nobody():
    assert expand(DIRECTORY, ["khong-co", "xa-a"], DAY) == {"xa-a": False}


def test_a_loop_of_groups_comes_to_an_end():
    round_and_round = Directory(
        (Unit("u", "U"),),
        (Group("g", "G", members=("h", "u")), Group("h", "H", members=("g",))),
    )
    assert expand(round_and_round, ["h"], DAY) == {"u": False}


@pytest.mark.parametrize(
    ("roles", "strongest"),
    [
        (held(to="thue", with_="thue", guided="thue", copy="thue"), "to"),
        (held(with_="thue", guided="thue", copy="thue"), "with"),
        (held(guided="thue", copy="thue"), "guided"),
        (held(copy="thue"), "copy"),
    ],
)
def test_a_unit_in_several_roles_has_the_strongest(roles: Roles, strongest: str):
    assert lines(Item("1", TEXT, roles=roles)) == [f"1 thue {strongest}"]


def test_the_roles_of_one_item_come_strongest_first():
    every = item(to="thi-tran", with_="xa-b", guided="xa-a", copy="thue")
    assert lines(every) == ["1 thi-tran to", "1 xa-b with", "1 xa-a guided", "1 thue copy"]


def test_an_item_without_anybody_in_charge_inherits_all_four_roles_and_adds_its_own():
    child = item("1.1", with_="van-phong", guided="thi-tran", copy="xa-cu")
    outer = item("1", child, to="thue", with_="xa-a", guided="xa-b")
    assert lines(outer)[3:] == [
        "1.1 thue to",
        "1.1 xa-a with",
        "1.1 van-phong with",
        "1.1 xa-b guided",
        "1.1 thi-tran guided",
        "1.1 xa-cu copy",
    ]


def test_an_item_with_somebody_in_charge_inherits_nothing():
    outer = item(
        "1", item("1.1", to="van-phong"), to="thue", with_="xa-a", guided="xa-b", copy="thi-tran"
    )
    assert lines(outer)[4:] == ["1.1 van-phong to"]


def test_what_is_inherited_travels_through_every_level():
    outer = item("1", item("1.1", item("1.1.1")), to="thue", copy="xa-a")
    assert lines(outer)[-2:] == ["1.1.1 thue to", "1.1.1 xa-a copy"]


def test_a_sibling_inherits_nothing_from_its_neighbour():
    assert lines(item("1", to="thue"), item("2", copy="xa-a")) == ["1 thue to", "2 xa-a copy"]


def test_a_paragraph_orders_nobody():
    assert lines(TEXT, item(to="thue"), TEXT) == ["1 thue to"]


def test_a_part_inherits_like_a_child_and_leaves_out_who_has_the_whole():
    order = item(to="thue", copy="xa-a", parts=(held(guided="xa-b"),))
    assert lines(order) == ["1 thue to", "1 xa-a copy", "1#0 xa-b guided"]


def test_a_part_with_somebody_in_charge_inherits_nothing():
    order = item(to="thue", with_="xa-a", parts=(held(to="xa-b"),))
    assert lines(order) == ["1 thue to", "1 xa-a with", "1#0 xa-b to"]


@pytest.mark.parametrize(
    ("on_the_item", "on_the_part", "kept"),
    [
        (held(to="thue"), held(to="thue"), False),
        (held(to="thue"), held(with_="thue"), False),
        (held(to="xa-a", with_="thue"), held(to="thue"), True),
        (held(with_="thue"), held(guided="thue"), False),
        (held(guided="thue"), held(with_="thue"), True),
        (held(guided="thue"), held(guided="thue"), False),
        (held(copy="thue"), held(guided="thue"), True),
        (held(copy="thue"), held(copy="thue"), False),
    ],
)
def test_a_part_reaches_only_who_does_not_hold_the_whole_as_strongly(
    on_the_item: Roles, on_the_part: Roles, kept: bool
):
    order = Item("1", TEXT, roles=on_the_item, parts=(Part(SPANS, on_the_part),))
    assert any(line.startswith("1#0 thue") for line in lines(order)) is kept


def test_parts_are_counted_from_nought_in_the_order_of_the_draft():
    order = item(to="thue", parts=(held(copy="xa-a"), held(), held(copy="xa-b")))
    assert lines(order) == ["1 thue to", "1#0 xa-a copy", "1#2 xa-b copy"]


def test_a_part_says_nothing_about_its_sibling_parts_and_children():
    order = item("1", item("1.1"), to="thue", parts=(held(copy="xa-a"), held(guided="xa-b")))
    assert lines(order) == ["1 thue to", "1#0 xa-a copy", "1#1 xa-b guided", "1.1 thue to"]


@pytest.mark.parametrize("kind", [{"lead": True}, {"order": False}], ids=["lead", "assessment"])
def test_what_orders_nothing_is_no_pair_but_hands_its_roles_on(kind: dict[str, bool]):
    silent = replace(item("1", item("1.1"), to="thue"), **kind)
    assert lines(silent) == ["1.1 thue to"]


@pytest.mark.parametrize("kind", [{"lead": True}, {"order": False}], ids=["lead", "assessment"])
def test_a_part_of_what_orders_nothing_is_an_order_of_its_own_right(kind: dict[str, bool]):
    silent = replace(item(to="thue", parts=(held(copy="xa-a"),)), **kind)
    assert lines(silent) == ["1#0 thue to", "1#0 xa-a copy"]


def test_a_row_of_a_table_in_the_body_inherits_nothing():
    assert lines(table(held(copy="xa-a"), None, held(to="thue"))) == ["r0 xa-a copy", "r2 thue to"]


def test_a_row_of_a_table_in_an_item_inherits_and_is_left_out_like_a_part():
    order = replace(
        item("1", item("1.1"), to="thue", copy="xa-a", parts=(held(guided="xa-b"),)),
        table=table(held(guided="xa-a thi-tran"), None, held(to="xa-b")),
    )
    assert lines(order) == [
        "1 thue to",
        "1 xa-a copy",
        "1#0 xa-b guided",
        "r0 xa-a guided",
        "r0 thi-tran guided",
        "r2 xa-b to",
        "1.1 thue to",
        "1.1 xa-a copy",
    ]


def test_a_row_in_an_item_that_orders_nothing_reaches_everybody_that_it_inherits():
    silent = replace(item(to="thue"), order=False, table=table(held(copy="xa-a")))
    assert lines(silent) == ["r0 thue to", "r0 xa-a copy"]


def test_only_a_general_group_makes_a_general_order():
    assert lines(item(to="toan-huyen", with_="thue")) == [
        "1 van-phong to*",
        "1 xa-a to*",
        "1 xa-b to*",
        "1 thi-tran to*",
        "1 thue with",
    ]


def test_a_general_group_inside_a_plain_one_stays_general():
    assert lines(item(copy="moi-noi"))[:2] == ["1 thue copy", "1 van-phong copy*"]


def test_a_plain_group_inside_a_general_one_is_plain_when_it_is_named_itself():
    assert lines(item(to="xa")) == ["1 xa-a to", "1 xa-b to"]


def test_who_is_named_beside_the_general_group_has_a_specific_order():
    assert "1 xa-b to" in lines(item(to="toan-huyen xa-b"))
    assert "1 xa-b to" in lines(item(to="xa-b toan-huyen"))


def test_who_is_named_in_a_weaker_role_than_the_general_one_has_the_stronger_specifically():
    assert lines(item(to="toan-huyen", copy="xa-b"))[2] == "1 xa-b to"


def test_who_is_one_of_everybody_in_two_roles_still_has_a_general_order():
    assert lines(item(to="toan-huyen", copy="toan-huyen all"))[1] == "1 xa-a to*"


def test_who_is_named_above_a_general_order_below_keeps_nothing_of_it():
    outer = item("1", item("1.1", to="toan-huyen"), to="xa-a")
    assert "1.1 xa-a to*" in lines(outer)


def test_a_named_part_reaches_a_unit_that_holds_the_whole_only_as_one_of_everybody():
    order = item(to="toan-huyen", parts=(held(guided="xa-b"),))
    assert lines(order)[4:] == ["1#0 xa-b to"]


def test_a_part_for_everybody_is_left_out_where_the_whole_is_for_everybody():
    order = item(to="toan-huyen", parts=(held(to="toan-huyen"),))
    assert len(lines(order)) == 4


def test_a_part_for_everybody_is_left_out_where_the_whole_names_the_unit():
    order = item(to="xa-b", parts=(held(to="toan-huyen"),))
    assert lines(order) == ["1 xa-b to", "1#0 van-phong to*", "1#0 xa-a to*", "1#0 thi-tran to*"]


def test_the_items_of_an_annex_follow_those_of_the_body():
    both = notice(item("1", to="thue"), annexes=(Annex("PL", (item("pl1:1", copy="xa-a"),)),))
    assert [short(pair) for pair in assign(both).pairs] == ["1 thue to", "pl1:1 xa-a copy"]


def test_the_orders_of_one_unit_keep_the_notices_order():
    both = assign(notice(item("2", to="xa-a thue"), item("1", copy="xa-a")))
    assert both.of("xa-a") == (
        Pair("2", None, "xa-a", Role.TO),
        Pair("1", None, "xa-a", Role.COPY),
    )
    assert both.of("van-phong") == ()


def test_a_notice_without_orders_assigns_nothing():
    assert assign(notice(TEXT)) == Assignment(())
