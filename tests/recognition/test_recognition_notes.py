"""Notes that are called where conclusion.yaml has no place for them."""

from written_source import source

from soanthao.recognition import recognise

NOTICE = """\
| UBND XÃ AN LÂM | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc |
| Số: 4/TB-UBND | An Lâm, ngày 14 tháng 10 năm 2024 |
THÔNG BÁO
Kết luận của Chủ tịch^[Đồng chí Nguyễn Văn A.] tại phiên họp tháng 10
Sau khi nghe báo cáo^[Báo cáo số 5.], Chủ tịch kết luận như sau:
1. Giao Phòng Kinh tế rà soát.
"""


def test_notes_above_the_body_are_told():
    found = [each for each in recognise(source(NOTICE)).findings if each.code == "N218"]
    assert [each.line for each in found] == [4]
    assert "Đồng chí Nguyễn Văn A." in found[0].message
