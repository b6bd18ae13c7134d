"""`soanthao import`: what is written, where, and what is said about it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from plain_notice import ROOT
from soanthao.draft.load import load, load_agency
from soanthao.errors import ConflictError, InputMissingError, InvalidInputError
from soanthao.findings import Severity
from soanthao.intake import doubts as intake_doubts
from soanthao.notice.item import Item, Table
from soanthao.services.importing import import_notice

AGENCY = """\
schema: soanthao/agency/1
name: Ủy ban nhân dân xã Tân Hòa
short: UBND xã
header: [ỦY BAN NHÂN DÂN, XÃ TÂN HÒA]
place: Tân Hòa
symbols: {notice: TB-UBND, letter: UBND-VP}
office: Văn phòng HĐND và UBND xã
filed: VT
head: Chủ tịch UBND xã
signatories: {cvp: {authority: [TL. CHỦ TỊCH], position: CHÁNH VĂN PHÒNG, name: Lê Thị Thử}}
units:
  - {id: phong-kinh-te, name: Phòng Kinh tế}
  - {id: phong-vhxh, name: Phòng Văn hóa - Xã hội}
  - {id: cong-an, name: Công an xã}
"""
NOTICE = """\
ỦY BAN NHÂN DÂN

XÃ TÂN HÒA

Số: 12/TB-UBND

Tân Hòa, ngày 05 tháng 8 năm 2026

**THÔNG BÁO**

**Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban tháng 8 năm 2026**

Ngày 03/8/2026, tại trụ sở UBND xã, Chủ tịch UBND xã chủ trì cuộc họp giao ban tháng 8 năm 2026. \
Sau khi nghe báo cáo, Chủ tịch UBND xã kết luận như sau:

1. Giao Phòng Kinh tế chủ trì, phối hợp với Công an xã rà soát các điểm tập kết vật liệu, báo cáo \
trước ngày 20/8/2026.

2. Phòng Văn hóa - Xã hội:

a) Hoàn thành danh sách hộ nghèo trong tháng 8 năm 2026.

b) Khẩn trương sửa chữa nhà văn hóa xã.

3. Giao Phòng Nội vụ kiểm tra công trình trường học.

Chủ tịch UBND xã thông báo để các phòng biết, thực hiện./.

**Nơi nhận:**

- Thường trực Đảng ủy xã;

- Phòng Kinh tế;

- Lưu: VT.

**TL. CHỦ TỊCH**

**CHÁNH VĂN PHÒNG**

**Lê Thị Thử**
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "agency.yaml").write_text(AGENCY, "utf-8")
    (tmp_path / "notice.md").write_text(NOTICE, "utf-8")
    return tmp_path


def items(path: Path) -> dict[str, Item]:
    return {each.id: each for each in load(path).notice.items()}


def test_head_meeting_and_foot_become_values(office: Path):
    report = import_notice(office / "notice.md")

    notice = load(office / "conclusion.yaml").notice
    assert report.written == (office / "conclusion.yaml",)
    assert (notice.number.number, notice.number.symbol) == (12, "TB-UBND")
    assert str(notice.issued.complete if notice.issued else "") == "2026-08-05"
    assert notice.meeting.name == "Cuộc họp giao ban tháng 8 năm 2026"
    assert [str(day) for day in notice.meeting.held] == ["2026-08-03"]
    assert notice.meeting.chair == "Chủ tịch UBND xã"
    assert notice.meeting.place == "Trụ sở UBND xã"
    assert notice.signature == notice.agency.signatories["cvp"]
    lines = [(line.text, line.units) for line in notice.recipients[0].lines]
    assert lines == [
        ("Thường trực Đảng ủy xã", ()),
        ("Phòng Kinh tế", ("phong-kinh-te",)),
        ("Lưu: VT", ()),
    ]
    assert notice.numbering[:2] == ("1.", "a)")


def test_who_and_when_become_keys(office: Path):
    import_notice(office / "notice.md")

    found = items(office / "conclusion.yaml")
    assert (found["1"].roles.to, found["1"].roles.with_) == (("phong-kinh-te",), ("cong-an",))
    assert found["2"].roles.to == ("phong-vhxh",)
    assert found["2"].lead
    assert [len(each.follow.due) for each in found.values()] == [1, 0, 1, 1, 0]


def test_what_is_open_stands_above_its_item_and_on_the_screen(office: Path):
    report = import_notice(office / "notice.md")

    text = (office / "conclusion.yaml").read_text("utf-8")
    (unknown,) = (each for each in report.findings if each.code == "N301")
    assert "Phòng Nội vụ" in unknown.message
    above = text[: text.index("Giao Phòng Nội vụ")].rsplit("- ", 1)[0]
    assert "# ? N301" in above.splitlines()[-1] or "# ? N301" in above[-400:]
    assert NOTICE.splitlines()[unknown.line - 1].startswith("3. Giao Phòng Nội vụ")
    assert any(each.code == "N517" and "khẩn trương" in each.message for each in report.findings)


def test_nothing_is_written_over(office: Path):
    (office / "conclusion.yaml").write_text("của tôi", "utf-8")

    with pytest.raises(ConflictError, match="không ghi đè"):
        import_notice(office / "notice.md")

    assert (office / "conclusion.yaml").read_text("utf-8") == "của tôi"


def test_a_file_that_is_not_there_or_of_no_known_kind_is_refused(office: Path):
    (office / "notice.odt").write_bytes(b"PK")

    with pytest.raises(InputMissingError, match="Không tìm thấy"):
        import_notice(office / "none.md")
    with pytest.raises(InvalidInputError, match="N501"):
        import_notice(office / "notice.odt")
    with pytest.raises(InvalidInputError, match="N502"):
        import_notice(_folder(office / "folder.md"))
    assert not (office / "conclusion.yaml").exists()


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_a_directory_that_is_not_above_is_named_in_the_draft(office: Path, tmp_path: Path):
    elsewhere = tmp_path / "danh-ba" / "co-quan.yaml"
    elsewhere.parent.mkdir()
    shutil.move(office / "agency.yaml", elsewhere)
    out = office / "cuoc-hop" / "conclusion.yaml"
    out.parent.mkdir()

    report = import_notice(office / "notice.md", out, elsewhere)

    # No agency.yaml lies above, so the draft must say where its own is.
    assert report.written == (out,)
    assert "agency:" in out.read_text("utf-8")
    assert load(out).notice.agency.short == "UBND xã"


def test_without_a_directory_one_is_proposed_and_nothing_invented(office: Path):
    (office / "agency.yaml").unlink()

    report = import_notice(office / "notice.md")

    assert report.written == (office / "conclusion.yaml", office / "agency.yaml")
    assert "N531" in {each.code for each in report.findings}
    agency = load_agency(office / "agency.yaml")
    assert agency.letterhead.header == ("ỦY BAN NHÂN DÂN", "XÃ TÂN HÒA")
    assert agency.name == "Ủy ban nhân dân xã Tân Hòa"
    names = {unit.name for unit in agency.directory.units}
    assert {"Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Công an xã", "Phòng Nội vụ"} <= names
    assert all(name.casefold() in NOTICE.casefold() for name in names)
    assert load(office / "conclusion.yaml").notice.signature.name == "Lê Thị Thử"


def test_an_official_letter_is_written_and_said_to_be_no_notice(office: Path):
    letter = NOTICE.replace("**THÔNG BÁO**", "V/v rà soát hộ nghèo").replace(
        "**Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban tháng 8 năm 2026**",
        "Kính gửi: Phòng Kinh tế",
    )
    (office / "letter.md").write_text(letter, "utf-8")

    report = import_notice(office / "letter.md")

    assert report.written[0].exists()
    assert not report.holds
    assert "N201" in {each.code for each in report.findings if each.severity is Severity.ERROR}


def test_a_row_that_names_who_is_in_charge_is_an_order(office: Path):
    table = """\
| TT | Nội dung | Chủ trì | Phối hợp | Thời hạn |
| --- | --- | --- | --- | --- |
| 1 | Rà soát | Phòng Kinh tế | Công an xã | 20/8/2026 |
| 2 | Tổng hợp | Phòng Tư pháp | | 25/8/2026 |
"""
    changed = NOTICE.replace("3. Giao Phòng Nội vụ kiểm tra công trình trường học.", table)
    (office / "notice.md").write_text(changed, "utf-8")

    report = import_notice(office / "notice.md")

    notice = load(office / "conclusion.yaml").notice
    tables = [each for each in notice.body if isinstance(each, Table)]
    tables += [each.table for each in notice.items() if each.table is not None]
    (found,) = tables
    assert (found.rows[0].roles.to, found.rows[0].roles.with_) == (("phong-kinh-te",), ("cong-an",))
    assert len(found.rows[0].follow.due) == 1
    assert not found.rows[1].is_order
    assert any(each.code == "N515" and "Phòng Tư pháp" in each.message for each in report.findings)


def test_an_unnumbered_order_becomes_an_item_without_marker(office: Path):
    changed = NOTICE.replace("1. Giao Phòng Kinh tế", "Giao Phòng Kinh tế")
    (office / "notice.md").write_text(changed, "utf-8")

    import_notice(office / "notice.md")

    found = [each for each in load(office / "conclusion.yaml").notice.items() if not each.marker]
    assert [each.roles.to for each in found] == [("phong-kinh-te",)]


def test_every_code_is_explained():
    docs = (ROOT / "docs" / "errors.md").read_text("utf-8")
    codes = set(re.findall(r'"(N5\d\d)"', Path(intake_doubts.__file__).read_text("utf-8")))

    assert codes
    assert {code for code in codes if f"### {code} " not in docs} == set()


def test_what_cannot_be_quoted_is_left_to_the_clerk(office: Path):
    twice = "Phòng Kinh tế rà soát; yêu cầu Công an xã phối hợp; yêu cầu Công an xã phối hợp."
    changed = NOTICE.replace("3. Giao Phòng Nội vụ kiểm tra công trình trường học.", f"3. {twice}")
    (office / "notice.md").write_text(changed, "utf-8")

    report = import_notice(office / "notice.md")

    assert report.holds
    assert items(office / "conclusion.yaml")["3"].text.plain == twice


def test_a_numbered_notice_is_no_draft(office: Path):
    (office / "notice.md").write_text(
        NOTICE.replace("Tân Hòa, ngày", "DỰ THẢO\n\nTân Hòa, ngày"), "utf-8"
    )

    import_notice(office / "notice.md")

    notice = load(office / "conclusion.yaml").notice
    assert (notice.number.number, notice.draft) == (12, "")
