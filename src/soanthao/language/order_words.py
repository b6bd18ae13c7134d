"""Words with which orders and assessments are said, in the spelling of :mod:`name_words`."""

from __future__ import annotations

import re
from typing import Final

from soanthao.language.name_words import Words

_PAIRS: Final = """
rà soát|tổng hợp|tham mưu|xây dựng|hoàn thành|hoàn thiện|hoàn chỉnh|triển khai|tổ chức|tập trung
khẩn trương|tiếp tục|tiếp thu|tiếp nhận|chủ trì|chủ động|phối hợp|phối với|hướng dẫn|đôn đốc
kiểm tra|giám sát|thực hiện|báo cáo|đề xuất|nghiên cứu|cân đối|bố trí|thẩm định|phê duyệt|cập nhật
chỉ đạo|đẩy nhanh|đẩy mạnh|tăng cường|nâng cao|thường xuyên|kịp thời|theo dõi|ban hành|công bố
công khai|thông báo|vận động|tuyên truyền|xử lý|giải quyết|làm tốt|làm rõ|làm việc|chuẩn bị
phát động|phát huy|niêm yết|cung cấp|cung ứng|quản lý|rút kinh|có trách|có văn|có giải|có phương
có kế|có biện|có báo|chịu trách|nghiêm túc|nghiêm cấm|quan tâm|đảm bảo|bảo đảm|ưu tiên|trực tiếp
xem xét|xác định|xác minh|khảo sát|đối thoại|khắc phục|tháo gỡ|thúc đẩy|quyết liệt|kiên quyết
tích cực|duy trì|mở rộng|mở đợt|huy động|đa dạng|đổi mới|phấn đấu|chấn chỉnh|siết chặt|ngăn chặn
phòng ngừa|củng cố|kiện toàn|đào tạo|bồi dưỡng|lựa chọn|đánh giá|phân tích|phân công|phân bổ
giải ngân|thanh toán|quyết toán|thu hồi|thu hút|rút ngắn|cắt giảm|chấm dứt|không để|không được
xác lập|lập danh|lập dự|lập hồ|lập kế|lập lịch|lấy ý|thành lập|thể hiện|thể chế|hỗ trợ|giúp đỡ
khai thác|khai trương|khởi công|thi công|nạo vét|vận hành|kết nối|chia sẻ|chuẩn hóa|số hóa
trao đổi|thống kê|cử cán|đăng ký|đăng tải|nhân rộng|bổ sung|điều chỉnh|sửa đổi|thay thế|bàn giao
ứng dụng|tạo điều|giữ vững|gắn với|chú trọng|lưu ý|tránh để|khuyến khích|thanh tra|tuần tra
điều tra|ra quân|cho ý|quán triệt|tự chấm|tận dụng|khơi thông|trực ban|ứng trực|sơ kết|tổng kết
gửi báo|trình ủy|trình hội|trình cấp|trình chủ|chi trả|bồi thường|thu gom|tiêm phòng|nêu cao|xin ý
đề cao|có mặt|tạm dừng|đình chỉ|giải tỏa|trình phê|trực thuộc|căn cứ|chấp hành|kiểm điểm|tháo dỡ
di dời|cưỡng chế|kiểm đếm|kiểm kê|đo đạc|trích đo|cắm mốc|xử phạt|truy thu|đối chiếu|cấp phép
sắp xếp|điều động|tuyển dụng|tập huấn|hoàn trả|ký kết|giải trình|trả lời|vào cuộc|khoanh vùng
tiêu hủy|phân loại|phân luồng|tích hợp|đồng bộ dữ|cử đầu|cử người|sửa chữa|duy tu|bảo trì|lắp đặt
"""
_SINGLE: Final = frozenset(("cần", "phải", "sớm", "lập", "trình", "nghiêm", "cân", "gửi"))
_VERBS: Final = frozenset(
    tuple(pair.split()) for line in _PAIRS.split("\n") for pair in line.split("|") if pair
)

GUIDING: Final = frozenset(
    (
        ("hướng", "dẫn"),
        ("đôn", "đốc"),
        ("kiểm", "tra"),
        ("giám", "sát"),
        ("chỉ", "đạo"),
        ("nhắc", "nhở"),
        ("yêu", "cầu"),
    )
)
"""Verbs whose object must act (được hướng dẫn, đôn đốc)."""

ASSESSING: Final = frozenset(
    (
        *("đã", "còn", "chưa", "đang", "mới", "vẫn", "là", "được", "bị", "đạt", "rất", "khá"),
        *("luôn", "cơ", "có", "chậm", "cũng", "đều", "thống", "nhất", "đồng"),
    )
)
"""Words behind a subject that tell how things stand."""
NO_PREDICATE: Final = frozenset(
    (
        *("với", "tại", "ở", "trong", "ngoài", "của", "về", "do", "bởi", "khi", "nếu", "thì"),
        *("từ", "sau", "trước", "trên", "theo", "để", "cho", "đến", "như", "&", "(", "/"),
        *("qua", "thuộc", "cùng", "nhiều", "một", "hoặc", "nơi", "rằng"),
    )
)
"""Words behind a subject that are no verb."""

NOT_ORDERING: Final = re.compile(
    r"(?:thống nhất|nhất trí|đồng ý|chấp thuận|cơ bản|ghi nhận|biểu dương|đánh giá cao|hoan nghênh"
    r"|tuy nhiên|bên cạnh|đến nay|hiện nay|hiện tại|thời gian qua|trong (?:tháng|quý|năm|những"
    r"|thời gian qua|\d)|nhìn chung|mặc dù|tính đến|qua |kết quả|sau khi nghe|khen ngợi|cảm ơn"
    r"|trân trọng|năm \d|tháng \d|ngày \d|phê bình|nghiêm khắc phê bình|tham dự|cùng dự|dự họp"
    r"|thành phần|trên đây là|thừa lệnh|thừa ủy quyền)",
    re.IGNORECASE,
)
"""How an assessment or a decision begins."""
IN_TIME: Final = re.compile(
    r"(?:trong |đến |hết |từ |vào |đầu |cuối )?(?:tháng|quý|năm|tuần|ngày) [^,;:]*,\s*",
    re.IGNORECASE,
)
"""A time before the subject: what he did by then, or must do."""
URGING: Final = re.compile(
    r"(?:phải|cần|khẩn trương|tập trung|có trách nhiệm|nghiêm túc|chủ động|quyết liệt)\b"
)
TOLD_BY_NUMBERS: Final = re.compile(
    r"\d ?(?:%|vụ|tỷ|triệu|hồ sơ|lượt|trường hợp|đối tượng|cuộc|buổi|người)\b|so với|tăng|giảm"
)
BLAMING: Final = re.compile(r"(?:nghiêm khắc )?(?:phê bình|nhắc nhở|kiểm điểm)\b", re.IGNORECASE)
"""How a clause begins that names those of whom the next one asks something."""
STANDING: Final = re.compile(
    r"\b(?:đã|còn|chưa|vẫn|đạt|được coi|chậm(?! nhất)|tăng so|giảm so|bằng \d|có nhiều"
    r"|chuyển biến)\b"
)
ASKING: Final = re.compile(r"(?:\A|[,;]|\bvà|đồng thời) ?(?:yêu cầu|đề nghị)\b", re.IGNORECASE)
"""What turns an assessment into an order to those assessed."""
BINDING: Final = re.compile(r"\b(?:phải|cần|không được|nghiêm cấm|yêu cầu)\b")
MUST: Final = re.compile(
    r"\b(?:phải|không được|nghiêm cấm)\b|, (?:cần|khẩn trương|tập trung|nghiêm túc)\b"
)
"""What no assessment says."""
HEADING: Final = re.compile(
    r"(?:về |đối với |công tác |một số |nhiệm vụ|các nhiệm vụ|nội dung|lĩnh vực |trách nhiệm )",
    re.IGNORECASE,
)
INTRODUCING: Final = re.compile(
    r"(?:nhiệm vụ|nội dung|công việc|giải pháp|việc|vấn đề)[^.;:]*"
    r"\b(?:sau(?: đây)?|như sau)\s*:\s*\Z"
)
"""An end that only announces what stands below."""
CONTINUING: Final = re.compile(
    r"(?:báo cáo|trình|gửi|hoàn thành|thời gian|xong trước|kết quả|hoàn thiện hồ sơ(?:,| để)? trình"
    r"|tổng hợp, báo cáo|tổng hợp, trình)",
    re.IGNORECASE,
)
"""How a clause begins that only finishes the one before it."""
CONNECTING: Final = re.compile(
    r"\s*(?:(?:[*+\-–]|\(?[a-zđ]\)|\(?[ivx]+\)|\(?\d+\)|\d+\.)\s+"
    r"|(?:đồng thời|trong đó|ngoài ra|bên cạnh đó|theo đó|do vậy|do đó|vì vậy|song song|mặt khác"
    r"|riêng|trước mắt|trên cơ sở đó|về phía"
    r"|trong quá trình (?:triển khai |tổ chức )?thực hiện)\b[,:]?\s*)",
    re.IGNORECASE,
)
ORDERER: Final = re.compile(
    r"(?:đồng chí|chủ tịch|phó chủ tịch|ubnd|ủy ban nhân dân|thường trực|lãnh đạo|hội nghị"
    r"|cuộc họp|bí thư|ban thường vụ)\b[^,;:]*\Z",
    re.IGNORECASE,
)
"""Who stands before the verb of an order without being ordered himself."""
DECIDING: Final = re.compile(
    r"(?:cơ bản )?(?:thống nhất|nhất trí|đồng ý|chấp thuận|quyết định)"
    r"(?: chủ trương| về việc| việc| với việc)?\s*\Z",
    re.IGNORECASE,
)
"""What stands before the verb of an order that is a decision."""
PERMITTING: Final = re.compile(
    r"(?:cơ bản )?(?:thống nhất|nhất trí|đồng ý|chấp thuận|cho phép)(?: về)?(?: chủ trương)?"
    r"(?: (?:cho phép|cho|để|việc))? ",
    re.IGNORECASE,
)
"""What stands before who may now do something: told, or ordered?"""
TOLD: Final = re.compile(
    r"(?i:(?:\A|.*\b(?:có|ban hành)\s+)(?:các )?(?:bộ luật|luật|nghị định|nghị quyết|quyết định"
    r"|thông tư|chỉ thị|công văn|công điện|pháp lệnh|thông báo|văn bản|kế hoạch))"
    r" (?:số|này|trên|đó|của|về|phê duyệt|[A-ZĐ\d])[^;:]*[^,;:]\Z"
)
"""What stands before ``giao`` where a document gave the order: that is told, not ordered."""
DEPUTY: Final = re.compile(
    r"(?:(?:các )?đồng chí )?phó (?:chủ tịch|bí thư|thủ tướng)"
    r"(?: (?:thường trực )?(?:ubnd|hđnd|ủy ban nhân dân)(?: (?:tỉnh|huyện|xã|thành phố|phường))?)?",
    re.IGNORECASE,
)
"""A deputy of who gives the orders."""
RATED: Final = re.compile(r"\b(?:tốt|chậm|kém|thấp|yếu)\s*(?=[,.;]|\Z)")
"""How well something is done, where it is said last."""
NOT_BEFORE_GIVING: Final = frozenset(
    (
        *(
            "thừa",
            "bàn",
            "chuyển",
            "được",
            "đã",
            "phân",
            "tạm",
            "từng",
            "theo",
            "các",
            "những",
            "vốn",
        ),
        *("của", "sự", "có", "không", "chưa", "đơn", "văn", "nội", "dung", "dự", "toán", "hoạch"),
    )
)


NOMINAL: Final = re.compile(
    r"(?:giải ngân|thu hút|chi trả|đào tạo|thi công|tuyên truyền|thu hồi|kiểm tra)"
    r"[^,;]*\b(?:đạt|còn|đã|chưa|mới|bằng)\b",
    re.IGNORECASE,
)
"""A verb at the head of a clause that tells how things stand."""

_TO_GIVE: Final = (("có", "ý"), ("có", "hướng"), ("có", "đề"), ("có", "công"))
"""Nouns that are given, by who was asked or on order."""
_LIMITING: Final = frozenset(("bị", "được", "đang", "có", "chậm"))
"""Words behind a subject that tell which one it is, or how it stands."""
_NOUNS: Final = frozenset(
    (
        *("việc", "công", "tác", "được", "sự", "trong", "để", "về", "với", "của", "bị", "các"),
        *("những", "nội", "dung", "cho", "và", "&", ",", "quá", "trình", "bằng", "từ", "là"),
    )
)
"""Words before a verb that make it a noun or part of what is told."""
_INSPECTED: Final = (("tỉnh",), ("huyện",), ("thành",), ("sở",), ("bộ",), ("chính",))
"""Words behind ``Thanh tra`` that make it an office."""
_OF_NAME: Final = frozenset(("phòng", "vụ", "ban", "sở", "trung", "văn", "khoa", "tổ"))
"""How an office is named that bears two fields."""
_NEVER_NAMES: Final = frozenset(
    tuple(pair.split())
    for pair in (
        *("chủ trì", "chủ động", "phối hợp", "chịu trách", "có trách", "tiếp tục", "khẩn trương"),
        *("báo cáo", "thường xuyên", "kịp thời", "hoàn thành", "đôn đốc", "rà soát", "tham mưu"),
    )
)
"""Verbs that no office is named by, whatever letter they begin with."""
_GIVING_VERBS: Final = (
    *(("giao",), ("yêu", "cầu"), ("đề", "nghị"), ("phân", "công"), ("ủy", "quyền")),
)
_GIVING: Final = tuple(verb[:1] for verb in _GIVING_VERBS)


def begins_order(words: Words, at: int) -> bool:
    """Tell whether a verb that orders begin with stands at word *at*."""
    if at >= len(words) or _is_in_name(words, at):
        return False
    if words.said[at : at + 2] in _VERBS and not words.is_capital(at + 1):
        return True
    return words.said[at] in _SINGLE


def _is_in_name(words: Words, at: int) -> bool:
    """Tell whether a capital inside a sentence makes a verb part of a name: ``Phòng Xây dựng``."""
    if words.at(at, "thanh", "tra") and words.said[at + 2 : at + 3] in _INSPECTED:
        return True
    if at == 0 or not words.is_capital(at) or words.said[at : at + 2] in _NEVER_NAMES:
        return False
    if words.raw[at - 1] in ("-", "–") and at > 2 and words.raw[at - 2].isalpha():
        # “Phòng Hành chính - Tổng hợp”
        return any(words.said[each] in _OF_NAME for each in range(max(0, at - 5), at - 1))
    if not words.raw[at - 1].isalpha():
        return False
    return words.text[words.stops[at - 1] : words.starts[at]] == " "


def joins(words: Words, at: int) -> bool:
    """Tell whether it is said at word *at* that who stands before only coordinates."""
    if words.at(at, "("):
        at += 1
    if not words.at(at, "phối", "hợp"):
        return False
    return words.said[at + 2 : at + 3] not in (("với",), ("cùng",), ("chặt",))


def gives(words: Words, at: int) -> int:
    """Return how many words at *at* are a verb that gives an order to who follows; 0 if none."""
    if words.said[at : at + 1] not in _GIVING:
        return 0
    for verb in _GIVING_VERBS:
        if words.at(at, *verb):
            count = len(verb)
            for more in (("nhiệm", "vụ"), ("trách", "nhiệm"), ("cho",)):
                count += len(more) if words.at(at + count, *more) else 0
            return count
    return 0


def may_be_told(words: Words, at: int, stop: int) -> bool:
    """Tell whether ``được giao …``, ``có ý kiến …`` at word *at* may order: none says it is done.

    Args:
        words: of the text.
        at: index of the word behind the subject.
        stop: offset at which the clause ends.
    """
    is_such = words.at(at, "được", "giao") or words.said[at : at + 2] in _TO_GIVE
    said = words.text[words.starts[at] : stop]
    return is_such and STANDING.search(said) is None and " số " not in said


def tells_which(words: Words, at: int, last: int) -> bool:
    """Tell whether what is said at word *at* may only tell which units are ordered.

    ``UBND các xã bị thiệt hại khẩn trương thống kê``: no assessment, for it goes on with a verb.
    """
    if words.said[at] not in _LIMITING:
        return False
    said = words.text[words.starts[at] : words.stops[last - 1]]
    if STANDING.search(said) or " số " in said:
        return False
    later = range(at + 2, last)
    return any(begins_order(words, each) and words.said[each - 1] not in _NOUNS for each in later)
