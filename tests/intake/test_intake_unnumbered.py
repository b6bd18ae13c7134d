"""A notice without any number: its orders are found in its paragraphs."""

from __future__ import annotations

from pathlib import Path

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
