"""Deadlines in the column of a table: read as cells write them, told where they are doubtful."""

from __future__ import annotations

import yaml

from soanthao.services.importing import import_notice

ROWS = (
    ("Lập hồ sơ quy hoạch", "Đến 31/8/2026"),
    ("Ra quân làm thủy lợi", "Từ 10/8 đến 15/8/2026"),
    ("Nạo vét kênh mương", "31/9/2026"),
    ("Rà soát hộ nghèo", "Lần 2, năm học sau 01"),
    ("Tuyên truyền", "Thường xuyên"),
)
NOTICE = """\
UBND XÃ HẢI SƠN

Số: 12/TB-UBND

Hải Sơn, ngày 05 tháng 8 năm 2026

**THÔNG BÁO**

**Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban tháng 8 năm 2026**

Ngày 03/8/2026, Chủ tịch UBND xã chủ trì cuộc họp giao ban tháng 8 năm 2026.

1. Giao các đơn vị thực hiện các nhiệm vụ sau:

| Nhiệm vụ | Chủ trì | Thời hạn |
|---|---|---|
{rows}

2. Giao Phòng Kinh tế theo dõi, đôn đốc.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Lê Thị Mẫu
"""


def test_what_is_doubtful_in_a_cell_is_told(tmp_path):
    source, out = tmp_path / "tb.md", tmp_path / "conclusion.yaml"
    rows = "\n".join(f"| {what} | Phòng Kinh tế | {when} |" for what, when in ROWS)
    source.write_text(NOTICE.format(rows=rows), "utf-8")
    import_notice(source, out)
    written = out.read_text("utf-8")
    read = [
        row
        for row in table_of(yaml.load(written, yaml.BaseLoader)["body"])
        if isinstance(row, dict)
    ]
    assert [row.get("due") for row in read] == [
        "2026-08-31",
        {"from": "2026-08-10", "to": "2026-08-15"},
        None,
        None,
        None,
    ]
    told = [line.split("# ? ", 1)[1] for line in written.splitlines() if "# ? " in line]
    assert [line[:4] for line in told if "31/9/2026" in line] == ["N403"]
    assert [line[:4] for line in told if "Lần 2" in line] == ["N409"]
    assert not [line for line in told if "Thường xuyên" in line]


def table_of(values):
    """Return the rows of the first table among *values* and what stands in them."""
    for value in values:
        if isinstance(value, dict) and "table" in value:
            return value["table"]["rows"]
        if isinstance(value, dict) and (rows := table_of(value.get("items", ()))):
            return rows
    return ()
