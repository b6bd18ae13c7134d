"""The two files to start from (``soanthao new``): commented, without faults."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_AGENCY: Final = """\
# agency.yaml: cơ quan ban hành và danh bạ đơn vị. Một tệp dùng chung cho mọi cuộc họp.
# Dòng bắt đầu bằng dấu # là ghi chú, không in. Chữ có dấu hai chấm, dấu # hoặc dấu phẩy trong
# ngoặc thì đặt trong dấu nháy, hoặc viết xuống dòng sau “>-”.
schema: soanthao/agency/1
name: "Ủy ban nhân dân xã Hòa Bình"
short: "UBND xã"
# Các dòng ô 2: cơ quan chủ quản in thường (có thể bỏ), cơ quan ban hành in đậm.
# parent: ["ỦY BAN NHÂN DÂN TỈNH A"]
header: ["ỦY BAN NHÂN DÂN", "XÃ HÒA BÌNH"]
place: "Hòa Bình"
# code: H00.00.00
symbols: {notice: "TB-UBND", letter: "UBND-VP", extract: "TrS-UBND"}
office: "Văn phòng HĐND&UBND xã"
# Ghi sau “Lưu:” trong công văn.
filed: "VT, VP"
# Các dòng nơi nhận của công văn, sau “Như trên”.
recipients:
  - "Chủ tịch, các PCT UBND xã (b/c)"
head: "Chủ tịch UBND xã"

# Người ký: mã, rồi quyền hạn (TM., KT., TL., TUQ.), chức vụ, họ tên; from, until nếu có thời hạn.
signatories:
  chanh-van-phong:
    authority: ["TL. CHỦ TỊCH"]
    position: "CHÁNH VĂN PHÒNG"
    name: "Nguyễn Văn A"

# Đơn vị: mã chỉ gồm chữ thường không dấu, số và dấu gạch nối.
units:
  - {id: phong-kinh-te, name: "Phòng Kinh tế", groups: [phong]}
  - {id: phong-van-hoa-xa-hoi, name: "Phòng Văn hóa - Xã hội", groups: [phong]}
  # verb: đề nghị dùng cho đơn vị không trực thuộc.
  - {id: cong-an, name: "Công an xã", verb: đề nghị}

# Nhóm: thành viên ghi ở members, hoặc đơn vị tự ghi groups. general: true là nhóm “tất cả”.
groups:
  - {id: phong, name: "Các phòng chuyên môn"}
  - id: toan-xa
    name: "Các cơ quan, đơn vị"
    members: [phong, cong-an]
    general: true
"""

_CONCLUSION: Final = """\
# conclusion.yaml: kết luận của một cuộc họp. Chữ viết xuống dòng sau “>-” giữ nguyên mọi dấu câu.
# Đánh dấu trong chữ: **đậm**, *nghiêng*, ^[chú thích]; muốn in chính dấu đó thì thêm \\ phía trước.
schema: soanthao/conclusion/1
notice:
  # Để trống khi chưa có số; ngày chưa rõ thì ghi 2026-03 hoặc 2026.
  number:
  issued: 2026-03
  subject: >-
    Kết luận cuộc họp giao ban tháng 3 năm 2026
meeting:
  name: >-
    Hội nghị giao ban tháng 3 năm 2026
  held: 2026-03-26
  chair: "Chủ tịch UBND xã"
  place: "Trụ sở UBND xã"
# Ký hiệu theo tầng.
numbering: ["1.", "a)", "-", "+"]

body:
  # Một đoạn văn.
  - >-
    Ngày 26/3/2026, Chủ tịch UBND xã chủ trì Hội nghị giao ban tháng 3 năm 2026. Sau khi nghe
    báo cáo và ý kiến của các đại biểu, Chủ tịch UBND xã kết luận như sau:
  # Một mục: to là chủ trì, with là phối hợp, guided là được hướng dẫn, đôn đốc, copy là để biết.
  - text: >-
      Phòng Kinh tế chủ trì, phối hợp với Công an xã rà soát các điểm tập kết vật liệu xây dựng,
      báo cáo trước ngày **20/4/2026**.
    to: [phong-kinh-te]
    with: [cong-an]
    due: <2026-04-20
    product: >-
      Báo cáo rà soát
  # Mục dẫn (lead) có các mục con; đơn vị của mục con ghi ở từng mục.
  - text: >-
      Một số nhiệm vụ cụ thể:
    lead: true
    items:
      - text: >-
          Phòng Văn hóa - Xã hội xây dựng kế hoạch hè; hướng dẫn các đơn vị đăng ký.
        to: [phong-van-hoa-xa-hoi]
        due: 2026-05
        # Việc thứ hai trong cùng đoạn chữ: trích nguyên văn.
        parts:
          - quote: >-
              hướng dẫn các đơn vị đăng ký
            no_due: "không nêu thời hạn"
      - text: >-
          Các cơ quan, đơn vị thực hiện nghiêm kỷ luật, kỷ cương hành chính.
        to: [toan-xa]
        no_due: "thường xuyên"
  - >-
    Trên đây là kết luận của Chủ tịch UBND xã tại Hội nghị giao ban tháng 3 năm 2026, Văn phòng
    HĐND&UBND xã thông báo để các cơ quan, đơn vị biết, thực hiện./.

# Chương trình tự in “- ” đầu dòng và dấu câu cuối dòng.
recipients:
  - heading: "Nơi nhận"
    lines:
      - "Thường trực Đảng ủy, HĐND xã"
      - text: >-
          Các cơ quan, đơn vị
        units: [toan-xa]
      - "Lưu: VT"
signature: chanh-van-phong

# Công văn gửi từng đơn vị: form là cong-van, trich-sao, trich-sao-dien-tu hoặc none.
letters:
  form: cong-van
  report: {to: "Văn phòng HĐND&UBND xã", by: 2026-04-25}
"""

_FILES: Final = MappingProxyType({"conclusion.yaml": _CONCLUSION, "agency.yaml": _AGENCY})


def starter() -> Mapping[str, str]:
    """Return file name → text of the files that ``soanthao new`` writes."""
    return _FILES
