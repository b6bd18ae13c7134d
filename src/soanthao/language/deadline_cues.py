"""Words around a time that tell whether it is a deadline: orders, the past, forecasts."""

from __future__ import annotations

import re
from typing import Final

_VERBS: Final = (
    "báo cáo|tổng hợp|gửi|nộp|trình|tham mưu|đề xuất|hoàn thành|hoàn thiện|hoàn tất|hoàn chỉnh|"
    "thực hiện|triển khai|tổ chức|ban hành|phê duyệt|thẩm định|bàn giao|khởi công|khánh thành|"
    "giải ngân|chi trả|kiểm tra|rà soát|xây dựng|đưa|xử lý|giải quyết|công bố|công khai|lập|"
    "đánh giá|"
    "sơ kết|tổng kết|họp|giao ban|cập nhật|theo dõi|đôn đốc|hướng dẫn|thông báo|cung cấp|phối hợp|"
    "chủ trì|bố trí|phân bổ|thống nhất|xem xét|ký|đăng ký|khắc phục|tháo gỡ|chấn chỉnh|tập trung|"
    "đẩy nhanh|thi công|phát sóng|thành lập|kiện toàn|lấy ý kiến|xin ý kiến|cho ý kiến|góp ý|"
    "trả lời|"
    "phát động|tuyên truyền|vận động|thu hồi|di dời|giải phóng|nghiệm thu|quyết toán|đấu giá|"
    "đấu thầu|"
    "lựa chọn|nghiên cứu|chuẩn bị|bổ sung|điều chỉnh|tiếp thu|chỉnh sửa|sửa đổi|thông qua|bảo đảm|"
    "đảm bảo|tuyển dụng|mua sắm|cấp|đầu tư|sửa chữa|nâng cấp|cải tạo|khôi phục|kết thúc|chấm dứt|"
    "duy trì|phân công|kiểm điểm|làm việc|tiếp|giám sát|thanh tra|đối thoại|quán triệt|ổn định|"
    "tiến hành|tăng cường|quyết định|chuyển|đề nghị|kiến nghị|phản ánh|xác định|xác minh|công nhận|"
    "hỗ trợ|thống kê|kê khai|niêm yết|ra quân|vận hành|khai giảng|bàn|đăng tải|tích hợp|kết nối|"
    "thu gom|tiêu hủy|thu|chi|nộp ngân sách|phát hành|gia hạn|cho chủ trương|chỉ đạo|đưa vào|có"
)
ORDER: Final = re.compile(
    rf"(?<!\w)(?:{_VERBS}|xong|phải|yêu cầu|giao|khẩn trương|phấn đấu|có trách nhiệm|cần)(?!\w)"
)
"""A verb of what officials are told to do."""
ACT: Final = re.compile(
    rf"(?:[,:(]? ?(?:phải |cần |đề nghị |tiếp tục |chủ động |chỉ đạo |tập trung |và |hãy )*)?"
    rf"(?:{_VERBS})(?!\w)"
)
"""Such a verb where it is asked for at once."""
PAST: Final = re.compile(
    r"(?<!\w)(?:đã|mặc dù|chịu ảnh hưởng|so với|cùng kỳ|tình hình|lũy kế|luỹ kế|vừa qua|ghi nhận|"
    r"kết quả (?:thực hiện|đạt|giải ngân|thu)|đạt được|còn (?:chậm|thấp|hạn chế|tồn|\d)|xảy ra|"
    r"phát sinh|"
    r"có nhiều chuyển biến|tăng trưởng|ước đạt|(?:toàn|trên địa bàn) \w+ có \d)(?!\w)"
)
"""Words of a report on what was done."""
FORECAST: Final = re.compile(r"(?<!\w)(?:dự kiến|dự báo|ước tính|ước thực hiện)(?!\w)[^;.:]{0,90}$")
"""A forecast governs what follows it (8.1, row 56)."""
STRIVE: Final = re.compile(r"(?<!\w)phấn đấu(?!\w)(?P<between>[^;.:]{0,140})$")
REPORTS: Final = re.compile(r",[^,]*(?<!\w)(?:báo cáo|gửi|trình|nộp|tổng hợp)(?!\w)")
"""Another order behind a comma: the word before it no longer governs the day."""


def is_ordered(before: str, behind: str) -> bool:
    """Whether something is told to be done in the sentence around a time."""
    return bool(ORDER.search(before[-160:]) or ORDER.search(behind[:120]))
