"""How offices abbreviate in names; ``và``, ``-``, ``–`` and ``&`` are all written ``&`` here."""

from __future__ import annotations

import re
from typing import Final

_TABLE: Final = """
UBND = ủy ban nhân dân
HĐND = hội đồng nhân dân
UBMTTQ = ủy ban mặt trận tổ quốc
MTTQ = mặt trận tổ quốc
TAND = tòa án nhân dân
VKSND = viện kiểm sát nhân dân
KSND = kiểm sát nhân dân
BCH = ban chỉ huy
CHQS = chỉ huy quân sự
BQL = ban quản lý
BQLDA = ban quản lý dự án
QLDA = quản lý dự án
ĐTXD = đầu tư xây dựng
BHXH = bảo hiểm xã hội
KBNN = kho bạc nhà nước
LĐLĐ = liên đoàn lao động
CCB = cựu chiến binh
LHPN = liên hiệp phụ nữ
THADS = thi hành án dân sự
PTQĐ = phát triển quỹ đất
TTPTQĐ = trung tâm phát triển quỹ đất
TTPVHCC = trung tâm phục vụ hành chính công
PVHCC = phục vụ hành chính công
PTNT = phát triển nông thôn
CCN = cụm công nghiệp
KCN = khu công nghiệp
KKT = khu kinh tế
THCS = trung học cơ sở
THPT = trung học phổ thông
TNCS = thanh niên cộng sản
PTTH = phát thanh & truyền hình
PT & TH = phát thanh & truyền hình
TC = tài chính
NV = nội vụ
XD = xây dựng
YT = y tế
CT = công thương
KT = kinh tế
KH = kế hoạch
GTVT = giao thông vận tải
KH & ĐT = kế hoạch & đầu tư
KHĐT = kế hoạch & đầu tư
KH & CN = khoa học & công nghệ
KHCN = khoa học & công nghệ
TC & KH = tài chính & kế hoạch
TCKH = tài chính & kế hoạch
KT & HT = kinh tế & hạ tầng
KTHT = kinh tế & hạ tầng
NN & PTNT = nông nghiệp & phát triển nông thôn
NNPTNT = nông nghiệp & phát triển nông thôn
NN & MT = nông nghiệp & môi trường
NNMT = nông nghiệp & môi trường
TN & MT = tài nguyên & môi trường
TNMT = tài nguyên & môi trường
GD & ĐT = giáo dục & đào tạo
GDĐT = giáo dục & đào tạo
LĐ & TB & XH = lao động & thương binh & xã hội
LĐTB & XH = lao động & thương binh & xã hội
LĐTBXH = lao động & thương binh & xã hội
TB & XH = thương binh & xã hội
VH & TT = văn hóa & thông tin
VHTT = văn hóa & thông tin
VH & XH = văn hóa & xã hội
VHXH = văn hóa & xã hội
VH , TT & DL = văn hóa , thể thao & du lịch
VH & TT & DL = văn hóa , thể thao & du lịch
VHTT & DL = văn hóa , thể thao & du lịch
VHTTDL = văn hóa , thể thao & du lịch
TT & TT = thông tin & truyền thông
TTTT = thông tin & truyền thông
DT & TG = dân tộc & tôn giáo
DTTG = dân tộc & tôn giáo
"""

SPELLED_OUT: Final[dict[tuple[str, ...], tuple[str, ...]]] = {
    tuple(short.casefold().split()): tuple(long.split())
    for short, long in re.findall(r"^(.+?) = (.+)$", _TABLE, re.MULTILINE)
}
"""Words of an abbreviation in small letters → the words that it stands for."""
