"""Joined, split and moved items: whose order is it now?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from corrected_notices import press, put

from soanthao.draft.load import load
from soanthao.notice.assignment import roles_in_force
from soanthao.notice.document import Paragraph
from soanthao.notice.markup import parse
from soanthao.render.context import notice_sheet
from soanthao.services.updating import plan_update, write_update


def update(folder, body: str, lines: list[str]):
    """Write a draft with *body*, let Word have *lines* between its paragraphs; update it."""
    path = put(folder, f"  - Mở đầu cuộc họp.\n{body}  - Trên đây là kết luận./.\n")
    document = notice_sheet(load(path).notice).document
    printed = [Paragraph("body", parse(line)) for line in lines]
    changed = replace(document, body=(document.body[0], *printed, document.body[-1]))
    corrected = folder / "sửa.docx"
    corrected.write_bytes(press().render(changed))
    found = plan_update(path, corrected)
    write_update(found)
    return found


def orders(folder) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Return id, words, units in charge and reason of every order of the draft."""
    notice = load(folder / "conclusion.yaml").notice
    force = roles_in_force(notice)
    told = []
    for item in notice.items():
        if item.orders:
            to = force[(item.id, None)].to
            told.append((item.id, item.text.plain, to, item.follow.no_due))
        for at, part in enumerate(item.parts):
            words = " ".join(item.text.plain[slice(*span)] for span in part.spans)
            told.append((f"{item.id}#{at}", words, force[(item.id, at)].to, part.follow.no_due))
    return told


def codes(found) -> list[str]:
    return [each.code for each in found.findings]


ONE = "Phòng Kinh tế rà soát các chợ"
TWO = "Công an xã kiểm tra trật tự"
TWO_ITEMS = f"""\
  - {{text: {ONE}, to: [phong-kinh-te], with: [mttq], no_due: một}}
  - text: {TWO}
    to: [cong-an]
    guided: [toan-xa]
    no_due: hai
    product: báo cáo
    watch: Văn phòng
"""


def test_items_joined_by_the_leader_become_parts_that_keep_both_orders(tmp_path):
    found = update(tmp_path, TWO_ITEMS, [f"1. {ONE}; {TWO}"])
    assert orders(tmp_path) == [
        ("1#0", ONE, ("phong-kinh-te",), "một"),
        ("1#1", TWO, ("cong-an",), "hai"),
    ]
    (item,) = load(tmp_path / "conclusion.yaml").notice.items()
    assert item.roles.with_ == ("mttq",)
    assert item.parts[0].roles.with_ == ()
    assert item.parts[1].roles.guided == ("toan-xa",)
    assert (item.parts[1].follow.product, item.follow.watch) == ("báo cáo", "Văn phòng")
    assert codes(found) == ["N603"]


def test_items_joined_the_other_way_round_keep_both_orders(tmp_path):
    update(tmp_path, TWO_ITEMS, [f"1. {TWO}; {ONE}"])
    assert {each[1:] for each in orders(tmp_path)} == {
        (ONE, ("phong-kinh-te",), "một"),
        (TWO, ("cong-an",), "hai"),
    }


def test_joined_items_with_one_and_the_same_order_need_no_parts(tmp_path):
    body = f"  - {{text: {ONE}, to: [cong-an], no_due: một}}\n" * 1
    body += f"  - {{text: {TWO}, to: [cong-an], no_due: một}}\n"
    update(tmp_path, body, [f"1. {ONE}; {TWO}"])
    assert orders(tmp_path) == [("1", f"{ONE}; {TWO}", ("cong-an",), "một")]


def test_an_order_joined_to_an_item_that_orders_nobody_stays(tmp_path):
    body = f"  - {{text: {ONE}, order: false}}\n"
    body += f"  - {{text: {TWO}, to: [cong-an], no_due: hai}}\n"
    update(tmp_path, body, [f"1. {ONE}; {TWO}"])
    assert orders(tmp_path) == [("1", f"{ONE}; {TWO}", ("cong-an",), "hai")]


def test_an_order_joined_to_a_paragraph_keeps_its_keys(tmp_path):
    body = f"  - {ONE}\n  - {{text: {TWO}, to: [cong-an], no_due: hai}}\n"
    update(tmp_path, body, [f"1. {ONE}; {TWO}"])
    assert orders(tmp_path) == [("1", f"{ONE}; {TWO}", ("cong-an",), "hai")]


def test_parts_of_joined_items_stay_with_their_words(tmp_path):
    body = f"""\
  - {{text: {ONE}, to: [phong-kinh-te], no_due: một}}
  - text: {TWO}; Mặt trận vận động nhân dân cùng làm
    to: [cong-an]
    parts:
      - {{quote: {TWO}, no_due: hai}}
      - {{quote: Mặt trận vận động nhân dân, to: [mttq], no_due: ba}}
"""
    update(tmp_path, body, [f"1. {ONE}; {TWO}; Mặt trận vận động nhân dân cùng làm"])
    assert orders(tmp_path) == [
        ("1#0", ONE, ("phong-kinh-te",), "một"),
        ("1#1", TWO, ("cong-an",), "hai"),
        ("1#2", "Mặt trận vận động nhân dân", ("mttq",), "ba"),
    ]


def test_what_a_joined_item_inherited_is_written_at_its_part(tmp_path):
    body = f"""\
  - {{text: {ONE}, to: [phong-kinh-te], no_due: một}}
  - text: "Công an xã:"
    to: [cong-an]
    lead: true
    items:
      - {{text: kiểm tra trật tự ở các thôn, no_due: hai}}
      - {{text: báo cáo ngay khi có vụ việc, no_due: ba}}
"""
    lines = [
        f"1. {ONE}; kiểm tra trật tự ở các thôn",
        "2. Công an xã:",
        "a) báo cáo ngay khi có vụ việc",
    ]
    update(tmp_path, body, lines)
    assert {each[1:] for each in orders(tmp_path)} == {
        (ONE, ("phong-kinh-te",), "một"),
        ("kiểm tra trật tự ở các thôn", ("cong-an",), "hai"),
        ("báo cáo ngay khi có vụ việc", ("cong-an",), "ba"),
    }


def test_joined_items_whose_words_are_mixed_both_keep_the_whole(tmp_path):
    mixed = "Phòng Kinh tế và Công an xã rà soát các chợ, kiểm tra trật tự"
    found = update(tmp_path, TWO_ITEMS, [f"1. {mixed}"])
    assert orders(tmp_path) == [
        ("1", mixed, ("phong-kinh-te",), "một"),
        ("1#0", mixed, ("cong-an",), "hai"),
    ]
    assert any("mỗi việc đều trích cả đoạn" in each.message for each in found.findings)


def test_the_only_table_of_joined_items_stays_with_its_orders(tmp_path):
    body = f"""\
  - {{text: {ONE}, to: [phong-kinh-te], no_due: một}}
  - text: {TWO}
    to: [cong-an]
    no_due: hai
    table:
      columns: [Việc, Nơi]
      rows:
        - {{cells: [sửa đường, thôn Tây], to: [mttq], no_due: bốn}}
"""
    update(tmp_path, body, [f"1. {ONE}; {TWO}"])
    (item,) = load(tmp_path / "conclusion.yaml").notice.items()
    assert item.table is not None
    assert item.table.rows[0].roles.to == ("mttq",)


@pytest.mark.parametrize("first", [True, False])
def test_a_split_keeps_the_order_on_the_piece_that_carries_its_words(tmp_path, first):
    words = ["Thống nhất chủ trương xây dựng chợ", "Giao Phòng Kinh tế lập hồ sơ"]
    if first:
        words.reverse()
    body = f"  - {{text: {'. '.join(words)}, to: [phong-kinh-te], no_due: một}}\n"
    found = update(tmp_path, body, [f"1. {words[0]}", f"2. {words[1]}"])
    kept = [each for each in orders(tmp_path) if each[2]]
    (one,) = kept
    assert one[1] == "Giao Phòng Kinh tế lập hồ sơ"
    assert codes(found) == ["N602"]
    assert "# ? tách từ mục 1" in (tmp_path / "conclusion.yaml").read_text("utf-8")


def test_a_split_tells_by_the_deadline_where_no_unit_is_named(tmp_path):
    words = ["Thống nhất chủ trương xây dựng chợ", "Lập hồ sơ xong trước ngày 20/6/2026"]
    body = f'  - {{text: "{". ".join(words)}", to: [phong-kinh-te], due: <2026-06-20}}\n'
    update(tmp_path, body, [f"1. {words[0]}", f"2. {words[1]}"])
    (one,) = [each for each in orders(tmp_path) if each[2]]
    assert one[1] == words[1]


def test_a_part_goes_with_the_piece_that_holds_its_quote(tmp_path):
    body = f"""\
  - text: {ONE}; {TWO}
    to: [phong-kinh-te]
    parts:
      - {{quote: {ONE}, no_due: một}}
      # của Công an
      - {{quote: {TWO}, to: [cong-an], no_due: hai}}
"""
    found = update(tmp_path, body, [f"1. {ONE}", f"2. {TWO}"])
    told = [each for each in orders(tmp_path) if "#" in each[0]]
    assert told == [
        ("1#0", ONE, ("phong-kinh-te",), "một"),
        ("2#0", TWO, ("cong-an",), "hai"),
    ]
    assert "N605" not in codes(found)


BELOW = """\
  - text: "Phòng Kinh tế:"
    to: [phong-kinh-te]
    lead: true
    items:
      - {text: rà soát các chợ trên địa bàn, no_due: một}
      - {text: lập danh sách hộ kinh doanh, no_due: hai}
  - text: "Công an xã:"
    to: [cong-an]
    lead: true
    items:
      - {text: kiểm tra trật tự ban đêm, no_due: ba}
"""


def test_an_item_pasted_below_another_parent_keeps_its_units(tmp_path):
    lines = [
        "1. Phòng Kinh tế:",
        "a) lập danh sách hộ kinh doanh",
        "2. Công an xã:",
        "a) kiểm tra trật tự ban đêm",
        "b) rà soát các chợ trên địa bàn",
    ]
    found = update(tmp_path, BELOW, lines)
    force = {each[1]: each[2] for each in orders(tmp_path)}
    assert force["rà soát các chợ trên địa bàn"] == ("phong-kinh-te",)
    assert force["kiểm tra trật tự ban đêm"] == ("cong-an",)
    assert "N613" in codes(found)
    assert "nay nằm dưới mục 2" in (tmp_path / "conclusion.yaml").read_text("utf-8")


def test_children_of_a_deleted_item_keep_its_units(tmp_path):
    lines = [
        "1. rà soát các chợ trên địa bàn",
        "2. lập danh sách hộ kinh doanh",
        "3. Công an xã:",
        "a) kiểm tra trật tự ban đêm",
    ]
    update(tmp_path, BELOW, lines)
    force = {each[1]: each[2] for each in orders(tmp_path)}
    assert force["rà soát các chợ trên địa bàn"] == ("phong-kinh-te",)
    assert force["lập danh sách hộ kinh doanh"] == ("phong-kinh-te",)


def test_an_order_of_nobody_below_a_parent_with_units_is_told(tmp_path):
    body = f"  - {{text: {ONE}, to: [phong-kinh-te], no_due: một}}\n"
    body += "  - {text: chấn chỉnh ngay việc này, no_due: hai}\n"
    found = update(tmp_path, body, [f"1. {ONE}", "a) chấn chỉnh ngay việc này"])
    (finding,) = [each for each in found.findings if each.code == "N613"]
    assert "phong-kinh-te" in finding.message
    assert "# ? nay nằm dưới mục 1" in (tmp_path / "conclusion.yaml").read_text("utf-8")


def test_a_new_item_says_whom_it_inherits(tmp_path):
    lines = [
        "1. Phòng Kinh tế:",
        "a) rà soát các chợ trên địa bàn",
        "b) lập danh sách hộ kinh doanh",
        "c) mua sắm thiết bị phòng cháy mới",
        "2. Công an xã:",
        "a) kiểm tra trật tự ban đêm",
    ]
    update(tmp_path, BELOW, lines)
    text = " ".join((tmp_path / "conclusion.yaml").read_text("utf-8").replace("#", "").split())
    assert "nay theo mục trên giao phong-kinh-te" in text
