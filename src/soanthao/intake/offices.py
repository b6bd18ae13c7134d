"""Offices as decrees and practice name them: where such a name ends in running text (tên cơ quan).

A directory is proposed from running text, which does not say where a name ends: ``Sở Nông nghiệp
và Môi trường cấp phép``, ``Phòng Kinh tế, Hạ tầng và Đô thị, Công an phường``. Names that every
province, district, commune or ministry has end where this table says.
"""

from __future__ import annotations

import re
from typing import Final

from soanthao.language.syllables import LOWER, UPPER

_FIELDS: Final = """
Nội vụ|Tư pháp|Tài chính|Công Thương|Xây dựng|Nông nghiệp và Môi trường|Khoa học và Công nghệ
Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Du lịch|Giáo dục và Đào tạo|Y tế
Dân tộc và Tôn giáo|Ngoại vụ|An toàn thực phẩm|Quy hoạch - Kiến trúc|Kế hoạch và Đầu tư
Giao thông vận tải|Tài nguyên và Môi trường|Nông nghiệp và Phát triển nông thôn|Nông nghiệp và PTNT
Lao động - Thương binh và Xã hội|Lao động, Thương binh và Xã hội|Thông tin và Truyền thông
"""
_MINISTRIES: Final = "Quốc phòng|Công an|Ngoại giao"
_ROOMS: Final = """
Tài chính - Kế hoạch|Văn hóa và Thông tin|Kinh tế và Hạ tầng|Kinh tế|Quản lý đô thị|Dân tộc
Văn hóa, Khoa học và Thông tin|Kinh tế, Hạ tầng và Đô thị|Văn hóa - Xã hội|Kinh tế - Hạ tầng
"""
_BRANCHES: Final = """
Quản lý thị trường|Kiểm lâm|Thủy lợi|Chăn nuôi và Thú y|Trồng trọt và Bảo vệ thực vật|Thủy sản
Bảo vệ môi trường|Quản lý đất đai|Phát triển nông thôn|Dân số|An toàn vệ sinh thực phẩm
"""
_CENTRES: Final = """
Phục vụ hành chính công|Phát triển quỹ đất|Kiểm soát bệnh tật|Khuyến nông|Xúc tiến đầu tư
Văn hóa, Thông tin và Thể thao|Văn hóa - Thông tin và Thể thao|Dịch vụ nông nghiệp|Chính trị
Văn hóa, Thể thao và Truyền thông|Dịch vụ tổng hợp|Dịch vụ việc làm|Cung ứng dịch vụ công
Giáo dục nghề nghiệp - Giáo dục thường xuyên|Dịch vụ kỹ thuật nông nghiệp
"""
_PROJECTS: Final = "giao thông|dân dụng và công nghiệp|nông nghiệp và phát triển nông thôn"
_OTHERS: Final = """
Văn phòng Chính phủ|Văn phòng Tỉnh ủy|Văn phòng Thành ủy|Văn phòng Huyện ủy|Văn phòng Đảng ủy
Ban Tổ chức Tỉnh ủy|Ban Tuyên giáo và Dân vận Tỉnh ủy|Ban Nội chính Tỉnh ủy
Ủy ban Kiểm tra Tỉnh ủy|Thanh tra Chính phủ|Ngân hàng Nhà nước Việt Nam
"""
_OF_LEVEL: Final = """
Văn phòng UBND|Văn phòng HĐND và UBND|Văn phòng HĐND&UBND|Văn phòng Ủy ban nhân dân|Công an
Văn phòng Đăng ký đất đai|Văn phòng Đoàn ĐBQH và HĐND|Thanh tra|Thuế|Chi cục Thuế|Thống kê
Bộ Chỉ huy Quân sự|Bộ CHQS|Ban Chỉ huy Quân sự|Ban CHQS|Bộ Chỉ huy Bộ đội Biên phòng
Ủy ban Mặt trận Tổ quốc Việt Nam|Ủy ban MTTQ Việt Nam|Liên đoàn Lao động|Hội Nông dân
Hội Cựu chiến binh|Hội Liên hiệp Phụ nữ|Hội LHPN|Kho bạc Nhà nước|Bảo hiểm xã hội|Điện lực
Ngân hàng Nhà nước|Ngân hàng Chính sách xã hội|Chi cục Hải quan|Hạt Kiểm lâm|Bệnh viện Đa khoa
Tòa án nhân dân|Viện Kiểm sát nhân dân|Đài Phát thanh và Truyền hình|Trạm Y tế|Đảng ủy|Đảng ủy UBND
Ban Quản lý Khu kinh tế|Ban Quản lý các khu công nghiệp|Ban Quản lý dự án đầu tư xây dựng
Bảo hiểm Xã hội|Quỹ Đầu tư phát triển|UBND|Ủy ban nhân dân|Trung tâm Y tế|Đoàn Thanh niên
"""
"""Names that only say who is meant with the level or place behind them."""
_TAIL: Final = (
    r"(?: (?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|khu vực)(?!\w| hội)"
    rf"(?: (?:[{UPPER}][{LOWER}]*|[IVX]+|\d{{1,2}}(?![\w/.])))*)"
)


def _spelled(table: str, kind: str = "") -> list[str]:
    names = (name.strip() for line in table.split("\n") for name in line.split("|"))
    return [f"{kind} {name}".strip() for name in names if name]


def _pattern(names: list[str]) -> str:
    """Return names as a pattern, the longest first, ``-`` and ``&`` in any of their writings."""
    found = (re.escape(name) for name in sorted(names, key=len, reverse=True))
    spelled = (name.replace(r"\ \-\ ", r"\s*[-–]\s*").replace(r"\&", r"\s*&\s*") for name in found)
    return "|".join(name.replace(r"\ và\ ", r"(?:\ và\ |\s*&\s*)") for name in spelled)


_WHOLE: Final = [
    *_spelled(_FIELDS, "Sở"),
    *_spelled(_FIELDS, "Bộ"),
    *_spelled(_MINISTRIES, "Bộ"),
    *_spelled(_FIELDS, "Phòng"),
    *_spelled(_ROOMS, "Phòng"),
    *_spelled(_BRANCHES, "Chi cục"),
    *_spelled(_CENTRES, "Trung tâm"),
    *_spelled(_PROJECTS, "Ban Quản lý dự án đầu tư xây dựng các công trình"),
    *_spelled(_OTHERS),
]
_STANDARD: Final = re.compile(
    rf"(?:(?:{_pattern(_WHOLE)})(?!\w){_TAIL}?|(?:{_pattern(_spelled(_OF_LEVEL))}){_TAIL})(?!\w)"
)


def standard_name(text: str, start: int) -> str:
    """Return the whole name of an office at offset *start*, its level included; empty if none."""
    match = _STANDARD.match(text, start)
    return match[0] if match else ""


def is_field(words: str) -> bool:
    """Tell whether *words* are what a Sở or a Phòng is for, as a list leaves the kind out."""
    return words in _ALL_FIELDS


_ALL_FIELDS: Final = frozenset((*_spelled(_FIELDS), *_spelled(_ROOMS)))
