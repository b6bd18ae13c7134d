"""What readers and recognition doubt stands at its line of the draft, as a clerk looks for it."""

from __future__ import annotations

from pathlib import Path

from soanthao.findings import Finding, Severity
from soanthao.intake.placing import placed
from soanthao.notice.markup import RichText
from soanthao.notice.source import Place, SourceParagraph
from soanthao.recognition.outline import Outline, OutlineItem
from soanthao.services.importing import import_notice

TEXT = """\
UBND TỈNH LÂM ĐỒNG
VĂN PHÒNG

Số: 12/TB-VP

Lâm Đồng, ngày 05 tháng 11 năm 2026

THÔNG BÁO

Kết luận cuộc họp

Ngày 03/11/2026, Chủ tịch UBND tỉnh chủ trì cuộc họp và kết luận như sau:

1. Sở Tài chính bố trí vốn trước ngày 20/11/2026.

2. Sở Y tế báo cáo trước ngày 20/11/2026.

Mục 5. Sở Nội vụ thẩm định trước ngày 20/11/2026.

Thông báo để các đơn vị biết, thực hiện./.

Nơi nhận:

- Lưu: VT, TH.

CHÁNH VĂN PHÒNG

Lê Văn An
"""


def test_what_looks_like_an_item_is_doubted_at_its_line(tmp_path: Path):
    notice = tmp_path / "notice.txt"
    notice.write_text(TEXT, "utf-8")
    report = import_notice(notice)
    assert "N219" in {finding.code for finding in report.findings}
    lines = report.written[0].read_text("utf-8").split("\n")
    (at,) = [number for number, line in enumerate(lines) if "# ? N219" in line]
    below = next(line for line in lines[at:] if not line.lstrip().startswith("#"))
    following = "\n".join(lines[at : at + 6])
    assert below.lstrip().startswith("- text:")
    assert "Sở Nội vụ thẩm định" in following


def test_findings_are_at_the_element_that_holds_their_paragraph():
    def paragraph(number: int) -> SourceParagraph:
        return SourceParagraph(RichText.plainly("chữ"), Place(1, number))

    child = OutlineItem("a)", RichText.plainly("con"), Place(1, 9), 1)
    item = OutlineItem("1.", RichText.plainly("mục"), Place(1, 7), items=(child,))
    outline = Outline("notice", body=(paragraph(5), item))
    told = [
        Finding("N1", "a", severity=severity, where=where)
        for severity, where in (
            (Severity.WARNING, "trang 1, đoạn 8"),
            (Severity.ERROR, "đoạn 12"),
            (Severity.WARNING, "đoạn 2"),
            (Severity.WARNING, "cả văn bản"),
            (Severity.INFO, "đoạn 7"),
        )
    ]
    assert [doubt.path for doubt in placed(outline, told)] == [
        ("body", 1),
        ("body", 1, "items", 0),
        ("notice",),
        (),
    ]
