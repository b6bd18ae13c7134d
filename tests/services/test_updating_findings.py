"""What an update tells stands at its true line, in the order of lines; numbers typed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_updating_duties import codes, orders, update

from soanthao.draft.load import load
from soanthao.intake.changes import Change
from soanthao.services.updating import Update

ITEMS = """\
  - {text: rà soát các chợ trên địa bàn, to: [phong-kinh-te], no_due: một}
  - {text: lập danh sách hộ kinh doanh, to: [cong-an], no_due: hai}
  - {text: kiểm tra trật tự ban đêm, to: [mttq], no_due: ba}
  - {text: báo cáo kết quả hằng tuần, to: [toan-xa], no_due: bốn}
"""


def lines_of(folder: Path, found: Update) -> list[str]:
    """Return the lines of the written draft that its findings stand at."""
    written = (folder / "conclusion.yaml").read_text("utf-8").splitlines()
    return [written[each.line - 1] for each in found.findings_after()]


def test_a_number_that_nobody_touched_is_told_at_its_line(tmp_path):
    lines = [
        "2. lập danh sách hộ kinh doanh",
        "3. kiểm tra trật tự ban đêm",
        "4. báo cáo kết quả hằng tuần",
    ]
    found = update(tmp_path, ITEMS, lines)
    assert codes(found) == ["N604", "N611"]
    assert "lập danh sách hộ kinh doanh" in lines_of(tmp_path, found)[1]
    assert "marker" not in (tmp_path / "conclusion.yaml").read_text("utf-8")


def test_a_number_that_the_leader_typed_is_written(tmp_path):
    lines = [
        "1. rà soát các chợ trên địa bàn",
        "2. lập danh sách hộ kinh doanh",
        "5. kiểm tra trật tự ban đêm",
        "6. báo cáo kết quả hằng tuần",
    ]
    found = update(tmp_path, ITEMS, lines)
    assert [each.marker for each in load(found.path).notice.items()] == ["1.", "2.", "5.", "6."]
    assert found.after.count(b"marker: ") == 1
    assert codes(found) == []
    assert [str(each) for each in found.changes] == [
        "sửa số của mục 3: [-3.-] {+5.+}",
        "sửa số của mục 4: [-4.-] {+6.+}",
    ]


def test_a_number_of_another_form_stays_the_number_of_its_item(tmp_path):
    lines = [
        "1. rà soát các chợ trên địa bàn",
        "1a. lập danh sách hộ kinh doanh",
        "2. kiểm tra trật tự ban đêm",
        "3. báo cáo kết quả hằng tuần",
    ]
    found = update(tmp_path, ITEMS, lines)
    items = list(load(found.path).notice.items())
    assert [each.marker for each in items] == ["1.", "1a.", "2.", "3."]
    assert items[1].text.plain == "lập danh sách hộ kinh doanh"
    assert [each[2] for each in orders(tmp_path)] == [
        ("phong-kinh-te",),
        ("cong-an",),
        ("mttq",),
        ("toan-xa",),
    ]


def test_a_dash_that_word_corrected_by_itself_is_told_and_not_taken(tmp_path):
    body = """\
  - text: "Các đơn vị:"
    to: [toan-xa]
    no_due: một
    items:
      - text: rà soát các chợ trên địa bàn
        no_due: hai
        items:
          - {text: chợ ở các thôn phía tây, no_due: ba}
"""
    lines = ["1. Các đơn vị:", "a) rà soát các chợ trên địa bàn", "– chợ ở các thôn phía tây"]
    found = update(tmp_path, body, lines)
    assert [each.marker for each in load(found.path).notice.items()] == ["1.", "a)", "-"]
    assert codes(found) == ["N611"]
    assert "– → -" in found.findings[0].message


def test_findings_stand_in_the_order_of_lines_and_at_them(tmp_path):
    lines = [
        "1. rà soát các chợ trên địa bàn trước ngày 20/6/2026",
        "2. kiểm tra trật tự ban đêm",
        "3. Công an báo cáo kết quả hằng tuần",
    ]
    found = update(tmp_path, ITEMS, lines)
    told = [each.line for each in found.findings]
    assert told == sorted(told)
    assert 0 not in told
    assert codes(found) == ["N612", "N604", "N612"]
    before = found.before.decode().splitlines()
    assert "lập danh sách" in before[found.findings[1].line - 1]
    for line, doubted in zip(lines_of(tmp_path, found)[::2], ("rà soát", "báo cáo"), strict=True):
        # A doubt that is put above an item stands at its line.
        assert line.lstrip().startswith("# ? trong Word đã sửa") or doubted in line


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("rà **soát** chợ", "rà soát **chợ**", "sửa x: rà [-**soát** chợ-] {+soát **chợ**+}"),
        ("rà soát chợ", "rà *soát* chợ", "sửa x: rà [-soát-] {+*soát*+} chợ"),
        ("rà **soát** chợ", "rà **soát** các chợ", "sửa x: rà soát {+các+} chợ"),
    ],
)
def test_bold_and_italic_show_their_marks_where_only_they_changed(old, new, told):
    from soanthao.notice.markup import parse

    assert str(Change.between("x", parse(old), parse(new))) == told


def test_a_change_of_format_alone_is_shown_and_written(tmp_path):
    body = "  - {text: rà soát các chợ, to: [cong-an], no_due: một}\n"
    found = update(tmp_path, body, ["1. rà soát **các chợ**"])
    assert [str(each) for each in found.changes] == [
        "sửa mục 1: rà soát [-các chợ-] {+**các chợ**+}"
    ]
    assert b"**c\xc3\xa1c ch\xe1\xbb\xa3**" in found.after
