"""A notice without any number: its orders are found in its paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from soanthao.services.importing import import_notice

NOTICE = """\
UBND XÃ HẢI SƠN

Số: 12/TB-UBND

Hải Sơn, ngày 05 tháng 8 năm 2026

**THÔNG BÁO**

**Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban tháng 8 năm 2026**

Ngày 03/8/2026, Chủ tịch UBND xã chủ trì cuộc họp giao ban tháng 8 năm 2026.

Giao Phòng Kinh tế hoàn thành hồ sơ quy hoạch trước ngày 20/8/2026.

Công tác thu ngân sách có nhiều chuyển biến.

Văn phòng UBND xã thông báo để các đơn vị biết, thực hiện./.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Lê Thị Mẫu
"""


def test_a_paragraph_that_orders_is_an_item_although_nothing_is_numbered(tmp_path: Path):
    source, out = tmp_path / "tb.md", tmp_path / "conclusion.yaml"
    source.write_text(NOTICE, "utf-8")
    import_notice(source, out)
    _, order, praise, closing = yaml.safe_load(out.read_text("utf-8"))["body"]
    assert (order["marker"], order["to"], order["due"]) == ("", ["phong-kinh-te"], "<2026-08-20")
    assert (type(praise), type(closing)) == (str, str)


CLOSINGS = [
    ("Giao Phòng Kinh tế báo cáo trước ngày 30/8/2026.", ["phong-kinh-te"], "<2026-08-30"),
    ("Yêu cầu Phòng Kinh tế nghiêm túc thực hiện./.", ["phong-kinh-te"], None),
    ("Trên đây là kết luận của Chủ tịch UBND xã; giao Phòng Kinh tế thông báo để các thôn biết, "
     "thực hiện./.", ["phong-kinh-te"], None),
    ("Yêu cầu các đơn vị báo cáo kết quả trước ngày 30/8/2026./.", None, "<2026-08-30"),
]  # fmt: skip
NO_ORDERS = [
    "Văn phòng UBND xã thông báo để Phòng Kinh tế và các đơn vị biết, thực hiện./.",
    "Văn phòng UBND xã truyền đạt kết luận của Chủ tịch UBND xã để Phòng Kinh tế thực hiện./.",
    "Trên đây là kết luận của Chủ tịch UBND xã./.",
]


def imported(tmp_path: Path, last: str, items: str = "") -> tuple[list, str]:
    above, _, foot = NOTICE.partition("Giao Phòng Kinh tế hoàn thành")
    source, out = tmp_path / "tb.md", tmp_path / "conclusion.yaml"
    foot = "\n\nNơi nhận:" + foot.split("Nơi nhận:")[1]
    source.write_text(f"{above}{items}{last}{foot}", "utf-8")
    import_notice(source, out)
    text = out.read_text("utf-8")
    return yaml.safe_load(text)["body"], text


@pytest.mark.parametrize("items", ["", "1. Giao Phòng Kinh tế rà soát quy hoạch.\n\n"])
@pytest.mark.parametrize(("last", "to", "due"), CLOSINGS)
def test_the_last_paragraph_keeps_its_order(tmp_path: Path, last: str, to, due, items: str):
    body, text = imported(tmp_path, last, items)
    assert (body[-1]["marker"], body[-1].get("to"), body[-1].get("due")) == ("", to, due)
    assert to or "# ? N512" in text


@pytest.mark.parametrize("last", NO_ORDERS)
def test_a_sentence_that_only_closes_orders_nobody(tmp_path: Path, last: str):
    body, _ = imported(tmp_path, last, "1. Giao Phòng Kinh tế rà soát quy hoạch.\n\n")
    assert body[-1].strip() == last
