"""A group below a heading that names only some of its units, and a lead-in above the items."""

from __future__ import annotations

from pathlib import Path

import pytest

from soanthao.services.importing import import_notice

AGENCY = """\
schema: soanthao/agency/1
name: Ủy ban nhân dân tỉnh Hải Sơn
short: UBND tỉnh
header: [ỦY BAN NHÂN DÂN, TỈNH HẢI SƠN]
place: Hải Sơn
symbols: {notice: TB-UBND, letter: UBND-VP}
office: Văn phòng UBND tỉnh
filed: VT
head: Chủ tịch UBND tỉnh
signatories: {cvp: {authority: [TL. CHỦ TỊCH], position: CHÁNH VĂN PHÒNG, name: Lê Thị Thử}}
groups:
  - {id: xa, name: UBND các xã, aliases: [các xã]}
units:
  - {id: so-xay-dung, name: Sở Xây dựng}
  - {id: xa-an-phu, name: UBND xã An Phú, groups: [xa]}
  - {id: xa-tan-lap, name: UBND xã Tân Lập, groups: [xa]}
  - {id: xa-suoi-cat, name: UBND xã Suối Cát, groups: [xa]}
"""
NOTICE = """\
ỦY BAN NHÂN DÂN

TỈNH HẢI SƠN

Số: 12/TB-UBND

Hải Sơn, ngày 05 tháng 8 năm 2026

**THÔNG BÁO**

**Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban tháng 8 năm 2026**

Ngày 03/8/2026, Chủ tịch UBND tỉnh chủ trì cuộc họp giao ban tháng 8 năm 2026 và kết luận như sau:

{lead}1. Giao UBND các xã{named}:

a) Hoàn thành hồ sơ quy hoạch.

b) Chủ tịch UBND các xã chỉ đạo lấy ý kiến Nhân dân.

**TL. CHỦ TỊCH**

**CHÁNH VĂN PHÒNG**

**Lê Thị Thử**
"""


def said(folder: Path, named: str, lead: str = "") -> list[str]:
    """Return the codes and words of what is said about a notice."""
    (folder / "agency.yaml").write_text(AGENCY, "utf-8")
    (folder / "notice.md").write_text(NOTICE.format(named=named, lead=lead), "utf-8")
    return [f"{each.code} {each.message}" for each in import_notice(folder / "notice.md").findings]


def test_a_group_below_a_heading_with_some_of_its_units_is_a_doubt(tmp_path: Path):
    found = [each for each in said(tmp_path, ": An Phú, Tân Lập") if each.startswith("N305")]

    assert len(found) == 1
    assert "UBND xã An Phú, UBND xã Tân Lập" in found[0]


@pytest.mark.parametrize("named", ["", ": An Phú, Tân Lập, Suối Cát"])
def test_a_group_below_all_of_its_units_is_no_doubt(tmp_path: Path, named: str):
    assert not [each for each in said(tmp_path, named) if each.startswith("N305")]


def test_what_is_open_in_a_lead_in_is_said_at_the_lead_in(tmp_path: Path):
    lead = "Yêu cầu UBND các xã, đơn vị được giao vốn tập trung các nhiệm vụ sau:\n\n"

    found = [each for each in said(tmp_path, "", lead) if each.startswith("N305")]

    assert len(found) == 1
    assert "đơn vị" in found[0]
