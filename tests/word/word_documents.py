"""One complete document of each form, invented, with every component that applies."""

import dataclasses

from soanthao.notice import markup
from soanthao.notice.document import (
    CopyBlock,
    Document,
    Paragraph,
    PrintedAnnex,
    PrintedBlock,
    PrintedTable,
)
from soanthao.standard import nd30, wording
from soanthao.standard.length import Length, mm
from soanthao.word.merge import compile_template
from soanthao.word.stamp import FORMS, stamp

COMPILED = {form: compile_template(stamp(form), f"{form}.docx") for form in FORMS}


def render(document):
    return COMPILED[document.form].render(document)


def paragraph(text, component="body"):
    return Paragraph(component, markup.parse(text))


def table(caption, columns, rows, shares, page=nd30.PAGE):
    """A table as wide as the text of *page*, its columns by *shares*."""
    width, total = page.text_width, sum(shares)
    return PrintedTable(
        markup.parse(caption),
        tuple(map(markup.parse, columns)),
        tuple(tuple(map(markup.parse, row)) for row in rows),
        tuple(Length(width * share // total) for share in shares),
    )


ORDER = (
    "Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với UBND các xã, phường rà soát, tổng "
    "hợp, báo cáo kết quả trước ngày **25/6/2026**^[Điều chỉnh theo *Công văn* số 12/UBND-NN của "
    "**UBND** tỉnh.] để xin ý kiến tại phiên họp tháng 6."
)
PLAIN_ORDER = ORDER.split("^[", maxsplit=1)[0] + ORDER.split("]")[1]
PLAN = table(
    "Bảng 1. Tiến độ từng xã",
    ("TT", "Đơn vị", "Việc^[Theo kế hoạch của *từng* xã.]", "Thời hạn"),
    [
        (str(at), f"Xã số {at}", "Thu gom, xử lý rác thải *tồn lưu* trên địa bàn", "**30/6/2026**")
        for at in range(1, 5)
    ],
    (10, 40, 80, 35),
)
LONG = table(
    "Bảng dài",
    ("TT", "Nội dung", "Ghi chú"),
    [
        (
            str(at),
            f"Hàng {at}: " + "rà soát, tổng hợp, báo cáo kết quả thực hiện nhiệm vụ được giao " * 3,
            "",
        )
        for at in range(1, 31)
    ],
    (12, 110, 43),
)
CLOSING = paragraph("Trên đây là kết luận, thông báo để các cơ quan biết, thực hiện./.", "closing")
NOTICE = Document(
    form="notice",
    title="Thông báo: Kết luận Hội nghị giao ban",
    parent=("UBND TỈNH A",),
    header=("VĂN PHÒNG",),
    agency_rule=mm(12),
    number=wording.number_line(7, "TB-VP"),
    place_date=wording.place_date("A", 2026, 6, 5),
    kind="THÔNG BÁO",
    subject="Kết luận của Chủ tịch UBND tỉnh tại Hội nghị giao ban tháng 6 năm 2026",
    subject_rule=mm(60),
    urgency=wording.URGENCY["khan"],
    draft="DỰ THẢO LẦN 2",
    addressees=(),
    body=(
        paragraph("I. NHẬN XÉT CHUNG", "heading"),
        paragraph(f"1. {ORDER}"),
        PLAN,
        paragraph("II. NHIỆM VỤ", "heading"),
        paragraph("a) Việc *thứ hai*, **gấp**, ***rất gấp***."),
        CLOSING,
    ),
    recipients=(
        PrintedBlock("Nơi nhận:", ("- Như trên;", "- Lưu: VT, TH.")),
        PrintedBlock("Bản điện tử:", ("- Các sở, ban, ngành;", "- UBND các xã, phường.")),
    ),
    authority=("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    signer="Trần Văn Bình",
    annexes=(
        PrintedAnnex(
            "Phụ lục I",
            "DANH SÁCH CÁC XÃ",
            "(Kèm theo Thông báo số 07/TB-VP ngày 05 tháng 6 năm 2026 của Văn phòng UBND tỉnh A)",
            (paragraph("Các xã phải báo cáo^[Cả phường.]:"), LONG),
        ),
        PrintedAnnex(
            "Phụ lục II",
            "MẪU BÁO CÁO",
            "(Kèm theo Thông báo số 07/TB-VP ngày 05 tháng 6 năm 2026 của Văn phòng UBND tỉnh A)",
            tuple(paragraph(f"{at}. {PLAIN_ORDER}") for at in range(1, 15)),
        ),
    ),
)
LETTER = dataclasses.replace(
    NOTICE,
    form="letter",
    parent=(),
    header=("ỦY BAN NHÂN DÂN", "TỈNH A"),
    agency_rule=mm(17),
    kind="",
    subject="V/v thực hiện kết luận của Chủ tịch UBND tỉnh",
    addressees=wording.addressees(["Ủy ban nhân dân xã B", "Ủy ban nhân dân xã C"]),
    annexes=(),
    address=("Số 1, đường Hùng Vương, phường D, tỉnh A", "Điện thoại: 0204.000.000; vp@a.gov.vn"),
)
COPY = CopyBlock(
    agency="ỦY BAN NHÂN DÂN TỈNH A",
    agency_rule=mm(25),
    kind=wording.EXTRACT,
    number=wording.number_line(12, "TrS-UBND"),
    place_date=wording.place_date("A", 2026, 6, 9),
    recipients=PrintedBlock("Nơi nhận:", ("- UBND xã B;", "- Lưu: VT.")),
    authority=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    signer="Lê Thị Chi",
)
EXTRACT = dataclasses.replace(
    NOTICE,
    form="extract",
    urgency="",
    draft="",
    body=(
        paragraph(wording.OMITTED),
        paragraph(f"1. {ORDER}"),
        paragraph(wording.OMITTED),
        CLOSING,
    ),
    signed=wording.SIGNED,
    annexes=(),
    copy=COPY,
)
ELECTRONIC = dataclasses.replace(
    EXTRACT, copy=None, copy_mark="TRÍCH SAO; UBND tỉnh A; 05/6/2026; 16:05:33 +07:00"
)
ASSIGNMENTS = dataclasses.replace(
    NOTICE,
    form="assignments",
    urgency="",
    draft="",
    kind="BẢNG PHÂN CÔNG NHIỆM VỤ",
    body=(
        table(
            "",
            ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Mục", "Ghi chú"),
            [
                (str(at), PLAIN_ORDER, "Sở A", "UBND xã B", "25/6/2026", "Báo cáo", f"mục {at}", "")
                for at in range(1, 13)
            ],
            (12, 90, 30, 30, 25, 25, 20, 20),
            nd30.PAGE.turned(),
        ),
    ),
    recipients=(),
    authority=(),
    signer="",
    annexes=(),
)
COMPLETE = {
    "notice": NOTICE,
    "letter": LETTER,
    "extract": EXTRACT,
    "electronic": ELECTRONIC,
    "assignments": ASSIGNMENTS,
}
