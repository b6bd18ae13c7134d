"""Corrections in Word flow back: every order stays with its item, and nowhere else."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from corrected_notices import (
    EDITS,
    correct,
    draft,
    lines_of,
    numbers,
    press,
    print_corrected,
    put,
    yaml_of,
)

from soanthao.draft.load import load
from soanthao.notice.assignment import roles_in_force
from soanthao.notice.document import Paragraph
from soanthao.notice.markup import parse
from soanthao.render.context import notice_sheet
from soanthao.services.updating import plan_update, write_update

FEW = [(edit, seed) for edit in EDITS for seed in range(3)]
MANY = [(edit, seed) for edit in EDITS for seed in range(3, 34)]


def duties(notice):
    """Return words and roles in force of every order, by the number that its reason holds."""
    force = roles_in_force(notice)
    found = {}
    for item in notice.items():
        whole = item.text.plain
        told = [((item.id, None), whole, item.follow)]
        for index, part in enumerate(item.parts):
            words = " ".join(whole[slice(*span)] for span in part.spans)
            told.append(((item.id, index), words, part.follow))
        for key, words, follow in told:
            number = re.fullmatch(r"lý do k(\d+)", follow.no_due)
            if number:
                assert int(number[1]) not in found
                found[int(number[1])] = (words, force[key])
    return found


def check(folder, edit: str, seed: int) -> None:
    """Correct one draft and compare with what the words of each item say."""
    items = draft(seed)
    path = put(folder, yaml_of(items, seed))
    before = path.read_text("utf-8")
    all_numbers = set().union(*(numbers(item) for item in items))
    gone = correct(items, edit, seed)
    lines = lines_of(items)
    corrected = folder / "sửa.docx"
    corrected.write_bytes(print_corrected(path, lines))
    ordered = duties(load(path).notice)
    update = plan_update(path, corrected)
    assert path.read_text("utf-8") == before
    write_update(update)
    after = path.read_text("utf-8")
    notice = load(path).notice
    kept = duties(notice)
    assert set(kept) == all_numbers - gone
    for number, (text, *roles) in kept.items():
        assert f"v{number}x" in text
        assert roles == list(ordered[number][1:])
    for item in notice.items():
        if not item.follow.no_due and not item.parts:
            assert not item.roles.to
    printed = [f"{each.marker} {each.text.plain}" for each in notice.items()]
    assert printed == lines
    if edit != "join":
        for number in kept:
            assert f"# ghi chú {number}." in after
    assert "# cuối cùng" in after


@pytest.mark.parametrize(("edit", "seed"), FEW)
def test_every_order_whose_item_still_exists_is_kept(tmp_path, edit, seed):
    check(tmp_path, edit, seed)


@pytest.mark.torture
@pytest.mark.parametrize(("edit", "seed"), MANY)
def test_two_hundred_corrections_keep_every_order(tmp_path, edit, seed):
    check(tmp_path, edit, seed)


ORDERS = """\
  - Chủ tịch kết luận như sau.
  - text: >-
      Phòng Kinh tế rà soát các điểm; Công an xã kiểm tra trật tự **ngay** và báo cáo.
    to: [phong-kinh-te]
    no_due: một
    parts:
      # của Công an
      - quote: Công an xã kiểm tra trật tự ngay
        to: [cong-an]
        no_due: hai
  - text: Lập bảng tổng hợp như sau
    to: [mttq]
    no_due: ba
    table:
      columns: [Việc, Nơi]
      rows:
        - [rà soát chợ, thôn Đông]
        - {cells: [sửa đường, thôn Tây], to: [mttq], no_due: bốn}  # đường
        - [trồng cây, thôn Nam]
  - text: Rà soát sổ sách thu chi của thôn
    to: [toan-xa]
    no_due: năm
  - Trên đây là kết luận của Chủ tịch./.
"""


@pytest.fixture
def desk(tmp_path):
    return put(tmp_path, ORDERS)


def updated(path, change):
    """Update the draft at *path* with what *change* makes of the printed blocks."""
    document = notice_sheet(load(path).notice).document
    blocks = change(list(document.body))
    corrected = path.parent / "sửa.docx"
    corrected.write_bytes(press().render(replace(document, body=tuple(blocks))))
    update = plan_update(path, corrected)
    write_update(update)
    return update


def said(at, text):
    """Return a change: the block at *at* says *text*."""

    def change(blocks):
        blocks[at] = replace(blocks[at], text=parse(text))
        return blocks

    return change


def test_what_is_printed_and_read_back_changes_nothing(desk):
    update = updated(desk, lambda blocks: blocks)
    assert update.changes == update.findings == ()
    assert update.before == update.after


def test_a_quote_follows_its_words_and_markup_is_taken_over(desk):
    text = "1. Phòng Kinh tế rà soát các điểm; Công an xã *kiểm tra* an ninh **ngay** và báo cáo."
    update = updated(desk, said(1, text))
    item = next(load(desk).notice.items())
    start, end = item.parts[0].spans[0]
    assert item.text.plain[start:end] == "Công an xã kiểm tra an ninh ngay"
    assert item.text.marked_up() == text.removeprefix("1. ")
    assert [each.where for each in update.changes] == ["mục 1", "quote của mục 1"]
    assert {each.code for each in update.findings} <= {"N612"}
    assert "# của Công an" in desk.read_text("utf-8")


def test_a_quote_whose_words_are_gone_is_an_error_at_its_line(desk):
    update = updated(desk, said(1, "1. Phòng Kinh tế rà soát các điểm; và báo cáo ngay hôm nay."))
    (finding, *_) = [each for each in update.findings_after() if each.code == "N605"]
    line = desk.read_text("utf-8").splitlines()[finding.line - 1]
    assert line.lstrip().startswith("- quote: Công an xã")
    assert update.has_errors


def test_a_note_is_taken_over(desk):
    updated(desk, said(3 + 1, "3. Rà soát sổ sách^[Năm 2025.] thu chi của thôn"))
    assert "Rà soát sổ sách^[Năm 2025.] thu chi" in desk.read_text("utf-8")


def test_a_table_changes_cell_by_cell_and_rows_keep_their_orders(desk):
    def change(blocks):
        table = blocks[3]
        one, two, three = table.rows
        rows = (three, one, (two[0], parse("thôn Tây và Bắc")), (parse("họp dân"), parse("xã")))
        blocks[3] = replace(table, rows=rows)
        return blocks

    updated(desk, change)
    table = [*load(desk).notice.items()][1].table
    cells = [[cell.plain for cell in row.cells] for row in table.rows]
    assert cells == [
        ["trồng cây", "thôn Nam"],
        ["rà soát chợ", "thôn Đông"],
        ["sửa đường", "thôn Tây và Bắc"],
        ["họp dân", "xã"],
    ]
    assert [row.roles.to for row in table.rows] == [(), (), ("mttq",), ()]
    assert "# đường" in desk.read_text("utf-8")


def test_a_table_that_vanished_is_told(desk):
    def change(blocks):
        del blocks[3]
        return blocks

    assert "N609" in {each.code for each in updated(desk, change).findings}


def test_joined_items_tell_both_orders_in_a_doubt(desk):
    def change(blocks):
        joined = blocks[2].text + parse(" Rà soát sổ sách thu chi của thôn")
        blocks[2] = replace(blocks[2], text=joined)
        del blocks[4]
        return blocks

    update = updated(desk, change)
    text = " ".join(desk.read_text("utf-8").replace("#", " ").split())
    assert "? gộp từ nhiều mục" in text
    assert "mục 3 giao to: [toan-xa]; no_due: năm" in text
    assert {"N603"} <= {each.code for each in update.findings}


def test_a_paragraph_without_number_is_new_text_and_no_order(desk):
    def change(blocks):
        return [*blocks[:1], Paragraph("body", parse("Cuộc họp thống nhất nội dung.")), *blocks[1:]]

    updated(desk, change)
    assert load(desk).notice.body[1].plain == "Cuộc họp thống nhất nội dung."
    assert len([*load(desk).notice.items()]) == 3


def test_numbers_that_word_does_not_have_are_told_once(desk):
    def change(blocks):
        del blocks[1]
        return blocks

    findings = updated(desk, change).findings
    assert [each.code for each in findings] == ["N604", "N611"]
    assert "2. → 1., 3. → 2." in findings[1].message


def test_a_number_taken_off_is_an_item_without_number(desk):
    updated(desk, said(4, "Rà soát sổ sách thu chi của thôn"))
    assert [each.marker for each in load(desk).notice.items()] == ["1.", "2.", ""]
    assert [*load(desk).notice.items()][2].roles.to == ("toan-xa",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3. Rà soát sổ sách thu chi của thôn trước ngày 30/6/2026", "ngày tháng"),
        ("3. Công an rà soát sổ sách thu chi của thôn", "tên đơn vị"),
        ("3. Rà soát sổ mua bán của thôn", "nhiều chữ"),
    ],
)
def test_an_order_that_may_be_stale_is_told_and_kept(desk, text, told):
    update = updated(desk, said(4, text))
    (finding,) = update.findings
    assert finding.code == "N612"
    assert told in finding.message
    assert "# ? trong Word đã sửa" in desk.read_text("utf-8")
    assert [*load(desk).notice.items()][2].roles.to == ("toan-xa",)


def test_the_body_of_an_annex_is_taken_over(tmp_path):
    path = put(tmp_path, ORDERS)
    annex = """annexes:
  - title: Danh mục việc
    body:
      - Danh mục kèm theo
      # việc một
      - text: Sửa cầu qua suối
        to: [mttq]
        no_due: sáu
"""
    path.write_text(
        path.read_text("utf-8").replace("recipients:", f"{annex}recipients:", 1), "utf-8"
    )
    document = notice_sheet(load(path).notice).document
    body = list(document.annexes[0].body)
    body[1] = replace(body[1], text=parse("1. Sửa cầu treo qua suối"))
    body.append(Paragraph("body", parse("2. Làm hàng rào mới")))
    changed = replace(document, annexes=(replace(document.annexes[0], body=tuple(body)),))
    corrected = tmp_path / "sửa.docx"
    corrected.write_bytes(press().render(changed))
    update = plan_update(path, corrected)
    write_update(update)
    assert update.findings == ()
    (annex_now,) = load(path).notice.annexes
    assert [item.text.plain for item in annex_now.body[1:]] == [
        "Sửa cầu treo qua suối",
        "Làm hàng rào mới",
    ]
    assert annex_now.body[1].roles.to == ("mttq",)
    assert "# việc một" in path.read_text("utf-8")


def test_what_looks_the_same_on_paper_is_the_same(tmp_path):
    body = "  - Mở đầu.\n  - {text: Việc **đậm** rõ, heading: true, no_due: một}\n  - Hết./.\n"
    path = put(tmp_path, body)
    update = updated(path, said(2, "Hết./."))
    assert update.changes == ()
    assert update.before == update.after


def check_several(folder, seed: int) -> None:
    """Do some edits on one draft: what goes is told, what stays is ordered as it was."""
    rng = random.Random(seed * 7 + 1)
    items = draft(seed)
    path = put(folder, yaml_of(items, seed))
    ordered = duties(load(path).notice)
    edits = [rng.choice(EDITS) for _ in range(rng.randint(2, 4))]
    gone = set()
    for number, edit in enumerate(edits):
        gone |= correct(items, edit, seed * 31 + number)
    corrected = folder / "sửa.docx"
    corrected.write_bytes(print_corrected(path, lines_of(items)))
    update = plan_update(path, corrected)
    kept = duties(load(path, data=update.after).notice)
    told = " ".join(each.message for each in update.findings)
    for number, (text, *roles) in kept.items():
        assert f"v{number}x" in text
        assert roles == list(ordered[number][1:])
    lost = set(ordered) - set(kept)
    words = " ".join(lines_of(items))
    for number in lost:
        # Half of an item that was split may be deleted: then nothing of it is left to order.
        assert number in gone or len(re.findall(rf"\bv{number}x", words)) <= 4
        assert re.search(rf"lý do k{number}\b", told)


@pytest.mark.parametrize("seed", range(1000, 1006))
def test_several_corrections_at_once_lose_no_order(tmp_path, seed):
    check_several(tmp_path, seed)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(1006, 1066))
def test_sixty_drafts_corrected_at_several_places(tmp_path, seed):
    check_several(tmp_path, seed)
