"""Word files as offices make them: right ones stay unblamed, one fault gives its own code."""

import re

import pytest
import word_sources

from soanthao.lint.policy import DECREE
from soanthao.services.checking import check_file
from soanthao.standard import metrics
from soanthao.standard.length import pt

DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
    'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>'
)
SHEET = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" '
    'w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
NUMBERED = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
LEFT, RIGHT, PAGE = 172.0, 274.0, 467.75
MOTTO = "Độc lập - Tự do - Hạnh phúc"
OWN = "UBND XÃ MINH SƠN"


def run(text, size=14, letters=""):
    parts = {"\t": "<w:tab/>"}
    words = "".join(
        parts.get(each, f'<w:t xml:space="preserve">{each}</w:t>')
        for each in re.split(r"(\t)", text)
        if each
    )
    marks = "".join(f"<w:{each}/>" for each in letters)
    return f'<w:r><w:rPr>{marks}<w:sz w:val="{size * 2}"/></w:rPr>{words}</w:r>'


def para(text, size=14, letters="", layout='<w:jc w:val="center"/>', behind=""):
    words = run(text, size, letters) if text else ""
    return f"<w:p><w:pPr>{layout}</w:pPr>{words}{behind}</w:p>"


def body(text, letters=""):
    layout = '<w:spacing w:before="120"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>'
    return para(text, 14, letters, layout)


def left(text, size=11, letters="", more=""):
    return para(text, size, letters, more)


def table(*rows, widths=(3655, 5700)):
    cells = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{each or "<w:p/>"}</w:tc>'
            for wide, each in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    layout = '<w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{layout}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>"


def drawn(text, size, room, share=1.0, middle=None):
    long = share * metrics.text_width(text, pt(size), True).pt
    start = (room / 2 if middle is None else middle) - long / 2
    place = f'from="{start:.1f}pt,18pt" to="{start + long:.1f}pt,18pt"'
    return f'<w:r><w:pict><v:line style="position:absolute" {place}/></w:pict></w:r>'


def head(number, date="Minh Sơn, ngày 10 tháng 11 năm 2026", more=""):
    agency = para(OWN, 13, "b", behind=drawn(OWN, 13, LEFT, 0.4))
    name = para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b")
    motto = para(MOTTO, 14, "b", behind=drawn(MOTTO, 14, RIGHT))
    return table((agency, name + motto), (para(number, 13) + more, para(date, 14, "i")))


def tabbed_head(number, own=0.4, motto=1.0):
    stops = (
        '<w:tabs><w:tab w:val="center" w:pos="1700"/><w:tab w:val="center" w:pos="6500"/></w:tabs>'
    )
    lines = drawn(OWN, 13, PAGE, own, 85.0) * bool(own) + drawn(MOTTO, 14, PAGE, motto, 325.0)
    name = run("\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b")
    date = run("\tMinh Sơn, ngày 10 tháng 11 năm 2026", 14, "i")
    rows = (
        (run("\tUBND TỈNH BẮC NINH", 13), name),
        (run(f"\t{OWN}", 13, "b"), run(f"\t{MOTTO}", 14, "b") + lines),
        (run(f"\t{number}", 13), date),
    )
    return "".join(para("", layout=stops, behind=one + other) for one, other in rows)


def title(kind, subject):
    return para(kind, 14, "b") + para(subject, 14, "b", behind=drawn(subject, 14, PAGE, 0.4))


def foot(*recipients, sign="CHỦ TỊCH"):
    lines = "".join(each if each.startswith("<") else left(each) for each in recipients)
    signed = para(sign, 14, "b") + "<w:p/><w:p/>" + para("Phạm Thu Hằng", 14, "b")
    return table((left("Nơi nhận:", 12, "bi") + lines, signed), widths=(4600, 4755))


GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Theo đề nghị của Trưởng phòng Kinh tế.",
)
DECIDED = (
    "Điều 1. Thành lập Tổ công tác sản xuất vụ đông năm 2026.",
    "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.",
    "Điều 3. Trưởng phòng Kinh tế và các thôn chịu trách nhiệm thi hành Quyết định này./.",
)


def decision(grounds=GROUNDS, decided=DECIDED, letters="i", recipients=None):
    return (
        head("Số: 215/QĐ-UBND")
        + title("QUYẾT ĐỊNH", "Thành lập Tổ công tác sản xuất vụ đông")
        + para("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MINH SƠN", 14, "b")
        + "".join(body(each, letters) for each in grounds)
        + para("QUYẾT ĐỊNH:", 14, "b")
        + "".join(map(body, decided))
        + (foot("- Như Điều 3;", "- Lưu: VT, KT.") if recipients is None else recipients)
    )


TOLD = (
    "Trên đây là kết luận của Chủ tịch UBND xã, UBND xã thông báo để các đơn vị biết, thực hiện./."
)
OPENED = (
    "Ngày 09/11/2026, Chủ tịch UBND xã chủ trì cuộc họp triển khai nhiệm vụ tháng 11 năm 2026 và "
    "kết luận như sau:"
)


def notice(top=None, below=None):
    return (
        (top or head("Số: 47/TB-UBND"))
        + title("THÔNG BÁO", "Kết luận của Chủ tịch UBND xã tại cuộc họp tháng 11 năm 2026")
        + "".join(map(body, (OPENED, "1. Giao Phòng Kinh tế rà soát diện tích vụ đông.", TOLD)))
        + (below or foot("- Các thôn;", "- Lưu: VT, VP.", sign="TL. CHỦ TỊCH"))
    )


def letter(addressed):
    return (
        head("Số: 128/UBND-KT", more=para("V/v sản xuất vụ đông", 12))
        + addressed
        + body("UBND xã yêu cầu các đơn vị rà soát diện tích sản xuất vụ đông./.")
        + foot("- Như trên;", "- Lưu: VT, KT.")
    )


def names(*lines):
    indent = '<w:ind w:left="3420"/>'
    return left("Kính gửi:", 14, "", indent) + "".join(left(x, 14, "", indent) for x in lines)


def meeting():
    sides = (para("THƯ KÝ", 14, "b"), para("CHỦ TỌA", 14, "b"))
    signed = (para("Phạm Thu Hằng", 14, "b"), para("Lê Văn Bình", 14, "b"))
    return (
        head("Số: 12/BB-UBND", date="")
        + title("BIÊN BẢN", "Họp bàn kế hoạch sản xuất vụ đông")
        + body("Thời gian bắt đầu: 08 giờ 00 phút, ngày 09 tháng 11 năm 2026.")
        + body("Cuộc họp kết thúc vào 10 giờ 30 phút cùng ngày./.")
        + table(sides, signed, widths=(4600, 4755))
        + left("Nơi nhận:", 12, "bi")
        + left("- Các phòng;")
        + left("- Lưu: VT, Hồ sơ.")
    )


COUNTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
BY_WORD = foot(*(left(each, more=COUNTED) for each in ("Các thôn;", "Lưu: VT, VP.")))
CODED = foot("- Các thôn;", "- Lưu: VT, VP (03).", "PL.(30)", sign="TL. CHỦ TỊCH")
BESIDE = table(
    (left("Kính gửi:", 14), left("- Phòng Kinh tế;", 14) + left("- Công an xã.", 14)),
)

UNIT = '<w:jc w:val="right"/>'
SENT = '<w:ind w:left="2880"/>'
DATA = table((left("Nội dung", 13), left("Kết quả", 13)), (left("Thu", 13), left("12", 13)))


def other(number, kind, *content):
    return head(number) + title(kind, "Về sản xuất vụ đông") + "".join(content)


TELEGRAM = other(
    "Số: 03/CĐ-UBND",
    "CÔNG ĐIỆN",
    para("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MINH SƠN điện:"),
    left("- Trưởng các thôn;", 14, "", SENT) + left("- Trưởng Công an xã.", 14, "", SENT),
    body("Chủ tịch UBND xã yêu cầu các thôn kiểm tra đê điều./."),
    foot("- Như trên;", "- Lưu: VT, KT."),
)
INVITATION = other(
    "Số: 09/GM-UBND",
    "GIẤY MỜI",
    para("ỦY BAN NHÂN DÂN XÃ MINH SƠN TRÂN TRỌNG KÍNH MỜI:", 14, "b"),
    body("Các đồng chí trưởng thôn dự họp tại Hội trường UBND xã./."),
    foot("- Các thôn;", "- Lưu: VT, VP."),
)
REPORT = other(
    "Số: 310/BC-UBND",
    "BÁO CÁO",
    body("UBND xã báo cáo kết quả như sau:"),
    para("Đơn vị tính: triệu đồng", 13, "i", UNIT),
    DATA,
    left("Ghi chú: Số liệu đến hết tháng 10.", 13, "i"),
    body("Trên đây là báo cáo của UBND xã./."),
    foot("- Các thôn;", "- Lưu: VT, VP."),
)
ROWS = table(
    (para("UBND TỈNH BẮC NINH", 13), para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b")),
    (
        para(OWN, 13, "b", behind=drawn(OWN, 13, LEFT, 0.4)),
        para(MOTTO, 14, "b", behind=drawn(MOTTO, 14, RIGHT)),
    ),
    (para("Số: 47/TB-UBND", 13), para("Minh Sơn, ngày 10 tháng 11 năm 2026", 14, "i")),
)

RIGHT_FILES = {
    "công điện": TELEGRAM,
    "giấy mời, lời mời in hoa": INVITATION,
    "báo cáo có bảng, đơn vị tính, ghi chú": REPORT,
    "phần đầu ba hàng": notice(ROWS),
    "quyết định": decision(),
    "quyết định có một căn cứ": decision(grounds=[GROUNDS[0].replace(";", ".")]),
    "thông báo, phần đầu trong bảng": notice(),
    "thông báo, phần đầu bằng tab": notice(tabbed_head("Số: 47/TB-UBND")),
    "nơi nhận do Word đánh dấu": notice(below=BY_WORD.replace(">CHỦ", ">TL. CHỦ")),
    "có ký hiệu người soạn thảo": notice(below=CODED),
    "Kính gửi trong bảng": letter(BESIDE),
    "Kính gửi nhiều nơi": letter(names("- Phòng Kinh tế;", "- Công an xã.")),
    "biên bản": meeting(),
}
SENT_TO = para("Kính gửi: Phòng Kinh tế", 14)
FAULTS = {
    "Quốc hiệu viết tắt": (
        notice().replace("XÃ HỘI CHỦ NGHĨA", "XHCN"),
        {"T108"},
    ),
    "công văn ghi Về việc": (letter(SENT_TO).replace("V/v", "Về việc"), {"T228"}),
    "Kính gửi không có hai chấm": (letter(SENT_TO.replace("gửi:", "gửi")), {"T408"}),
    "căn cứ chữ đứng": (decision(letters=""), {"T302"}),
    "căn cứ kết thúc sai": (
        decision(grounds=[GROUNDS[0].replace(";", ","), GROUNDS[1].replace(".", ";")]),
        {"T309"},
    ),
    "quyết định không có ./.": (
        decision(decided=[each.replace("./.", ".") for each in DECIDED]),
        {"T966"},
    ),
    "quyết định không có nơi nhận": (
        decision(recipients=para("CHỦ TỊCH", 14, "b") + para("Phạm Thu Hằng", 14, "b")),
        {"T500", "T510"},
    ),
    "địa danh không có dấu phẩy": (
        notice(head("Số: 47/TB-UBND", "Minh Sơn ngày 10 tháng 11 năm 2026")),
        {"T158"},
    ),
    "Kính gửi kết thúc sai": (letter(names("- Phòng Kinh tế,", "- Công an xã;")), {"T409"}),
    "tab, đường kẻ Tiêu ngữ ngắn": (notice(tabbed_head("Số: 47/TB-UBND", motto=0.4)), {"T119"}),
    "tab, thiếu đường kẻ cơ quan": (notice(tabbed_head("Số: 47/TB-UBND", own=0)), {"T139"}),
}


def format_codes(content, folder):
    path = folder / "vb.docx"
    path.write_bytes(word_sources.word_file(content + SHEET, styles=DEFAULTS, numbering=NUMBERED))
    return {each.code for each in check_file(path, DECREE) if each.code.startswith("T")}


@pytest.mark.parametrize("name", RIGHT_FILES)
def test_a_right_file_is_not_blamed(name, tmp_path):
    assert format_codes(RIGHT_FILES[name], tmp_path) == set()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_gives_its_own_code(name, tmp_path):
    content, codes = FAULTS[name]
    assert format_codes(content, tmp_path) == codes


def test_a_file_in_which_nothing_is_recognised_says_so(tmp_path):
    for content in ("", para("MEMORANDUM", 14, "b") + body("To all staff.")):
        assert format_codes(content, tmp_path) == {"T000"}
