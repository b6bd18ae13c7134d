"""Rules about capital letters (viết hoa), Phụ lục II, as far as words alone decide them.

What the annex says and no rule here can see: names of persons and places beyond the usual shape,
titles tied to a person (V.3), books (V.10), Bác, Người, Đảng (V.4); see ``docs/rules.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from soanthao.findings import Severity
from soanthao.language.syllables import LOWER, UPPER
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_II, Check, Remark, Rule, Spot
from soanthao.standard import kinds

_TYPES: Final = "|".join(kind.name.lower() for kind in kinds.KINDS)
_PEOPLE: Final = "Điện Biên Phủ|Lê Lợi|Lê Lai|Trần Phú|Trần Hưng Đạo|Nguyễn Huệ|Quang Trung"
"""Persons and events that units are named after (III.1.b); such a name takes its word along."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A wrong writing, and the right one made of it.

    Attributes:
        inside: whether only what does not open a sentence is meant.
    """

    rule: Rule
    wrong: re.Pattern[str]
    right: Callable[[re.Match[str]], str]
    inside: bool = False


def _rule(check: int, title: str, clause: str, right: str, wrong: str) -> Rule:
    severity = Severity.WARNING if check in (4, 9, 19) else Severity.ERROR
    return Rule(f"H1{check:02}", title, severity, ANNEX_II + clause, right, wrong)


def _raised(match: re.Match[str]) -> str:
    """Raise the first letter of the group ``low``."""
    at = match.start("low") - match.start()
    return match[0][:at] + match[0][at].upper() + match[0][at + 1 :]


def _lowered(match: re.Match[str]) -> str:
    """Lower the first letter."""
    return match[0][0].lower() + match[0][1:]


def _titled(match: re.Match[str]) -> str:
    """Raise the first letter of every word."""
    return " ".join(word[0].upper() + word[1:] for word in match[0].split(" "))


_SENTENCE: Final = _rule(
    1, "Chữ cái đầu câu viết hoa", "I", "Đã hoàn thành. Tiếp tục", "Đã hoàn thành. tiếp tục"
)
_PERSON: Final = _rule(
    2,
    "Tên người viết hoa mọi âm tiết",
    "II.1",
    "đồng chí Giáp Văn Ôn",
    "đồng chí Giáp văn Ôn",
)
_UNIT: Final = _rule(
    4,
    "Danh từ chung chỉ đơn vị hành chính trước tên riêng viết thường",
    "III.1.a",
    "tại huyện Lục Nam",
    "tại Huyện Lục Nam",
)
_NUMBERED: Final = _rule(
    5,
    "Đơn vị hành chính gọi bằng số, tên người, tên sự kiện viết hoa cả danh từ chung",
    "III.1.b",
    "tại Quận 1",
    "tại quận 1",
)
_SPECIAL: Final = _rule(
    6,
    "Thủ đô Hà Nội và Thành phố Hồ Chí Minh viết hoa",
    "III.1.c",
    "tại Thành phố Hồ Chí Minh",
    "tại thành phố Hồ Chí Minh",
)
_REGION: Final = _rule(
    8,
    "Tên vùng gọi theo phương hướng viết hoa mọi âm tiết",
    "III.1.đ",
    "vùng Tây Nguyên",
    "vùng Tây nguyên",
)
_AGENCY: Final = _rule(
    9,
    "Tên cơ quan viết hoa từ chỉ loại hình và từ chỉ chức năng, lĩnh vực",
    "IV.1",
    "giao Ban Quản lý dự án",
    "giao Ban quản lý dự án",
)
_PEOPLE_STATE: Final = _rule(
    12, "Nhân dân, Nhà nước viết hoa", "V.1", "phục vụ Nhân dân", "phục vụ nhân dân"
)
_HONOUR: Final = _rule(
    13,
    "Danh hiệu viết hoa từng thành phần",
    "V.2",
    "Nghệ sĩ Nhân dân",
    "Nghệ sĩ nhân dân",
)
_HOLIDAY: Final = _rule(
    16,
    "Tên ngày lễ, ngày kỷ niệm viết hoa",
    "V.5",
    "ngày Quốc khánh 2-9",
    "ngày quốc khánh 2-9",
)
_DOCUMENT: Final = _rule(
    17,
    "Tên loại văn bản cụ thể viết hoa",
    "V.6",
    "theo Kế hoạch số 69/KH-UBND",
    "theo kế hoạch số 69/KH-UBND",
)
_ARTICLE: Final = _rule(
    18,
    "Viện dẫn: Phần, Chương, Điều viết hoa; khoản, điểm viết thường",
    "V.7",
    "điểm a khoản 2 Điều 103",
    "điểm a Khoản 2 điều 103",
)
_TET: Final = _rule(
    19, "Tên ngày tết viết “tết” thường", "V.8", "dịp tết Nguyên đán", "dịp Tết Nguyên Đán"
)
_WEEKDAY: Final = _rule(
    20,
    "Ngày trong tuần viết bằng chữ thì viết hoa chữ chỉ thứ tự",
    "V.8.c",
    "sáng thứ Hai hằng tuần",
    "sáng thứ hai hằng tuần",
)
_EVENT: Final = _rule(
    21,
    "Tên sự kiện lịch sử viết hoa, số viết bằng chữ",
    "V.9",
    "Cách mạng tháng Tám",
    "cách mạng tháng tám",
)
_DASHED: Final = Rule(
    "H123",
    "Nội dung sau dấu gạch đầu dòng viết hoa chữ đầu",
    Severity.INFO,
    ANNEX_II + "I",
    "- Hoàn thành hồ sơ",
    "- hoàn thành hồ sơ",
)
RULES: Final[tuple[Rule, ...]] = (
    _SENTENCE,
    _PERSON,
    _UNIT,
    _NUMBERED,
    _SPECIAL,
    _REGION,
    _AGENCY,
    _PEOPLE_STATE,
    _HONOUR,
    _HOLIDAY,
    _DOCUMENT,
    _ARTICLE,
    _TET,
    _WEEKDAY,
    _EVENT,
    _DASHED,
)

_FAMILY: Final = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Giáp|Trịnh|Đinh"
_MIDDLE: Final = "văn|thị|đình|hữu|đức|quang|minh|ngọc|xuân|thanh|công|duy|bá|trọng|viết|sỹ|thế"
_BODIES: Final = (
    "Ủy ban|Uỷ ban|Hội đồng|Tòa án|Toà án|Viện kiểm sát|Viện Kiểm sát|Công an|Quân đội|tín dụng|"
    "Hội thẩm|Kiểm sát|An ninh|Cảnh sát|dân quân|Tín dụng|quốc phòng toàn dân, an ninh"
)
"""Names in which *nhân dân* is written small, as in the decree itself."""
_FUNCTIONS: Final = {
    "Ban": "chỉ huy|chỉ đạo|quản lý|chấp hành|thường vụ|tổ chức|tuyên giáo|dân vận|nội chính|"
    "pháp chế|tiếp công dân|điều hành|giám sát",
    "Trung tâm": "phát triển|dịch vụ|y tế|văn hóa|phục vụ|kiểm soát|giáo dục|khuyến nông|"
    "hành chính|công nghệ|chính trị|xúc tiến|bảo trợ|quan trắc|kỹ thuật|quản lý|thông tin",
    "Văn phòng": "điều phối|đăng ký|điều hành",
    "Phòng": "kinh tế|nội vụ|tài chính|tư pháp|văn hóa|giáo dục|y tế|lao động|tài nguyên|"
    "nông nghiệp|quản lý|dân tộc|công thương",
    "Sở": "nội vụ|tài chính|tư pháp|xây dựng|y tế|công thương|ngoại giao|dân tộc|giáo dục|"
    "nông nghiệp|khoa học|văn hóa|tài nguyên|kế hoạch|giao thông|lao động|thông tin",
    "Bộ": "nội vụ|tài chính|tư pháp|xây dựng|y tế|công thương|ngoại giao|dân tộc|giáo dục|"
    "nông nghiệp|khoa học|văn hóa|quốc phòng|công an",
    "Chi cục": "thuế|thủy lợi|kiểm lâm|quản lý|thi hành|thống kê|hải quan|chăn nuôi|trồng trọt",
    "Trường": "tiểu học|trung học|mầm non|cao đẳng|đại học|chính trị",
    "Hội": "nông dân|cựu chiến binh|chữ thập đỏ|liên hiệp|khuyến học|người cao tuổi",
    "Kho bạc": "nhà nước",
    "Ngân hàng": "nhà nước|chính sách",
    "Bệnh viện": "đa khoa|y học",
    "Đoàn": "thanh niên",
}
"""Words of functions and fields behind a word of type, as names have them (IV.1.a)."""
_AGENCIES: Final = "|".join(
    f"{type_} (?:{names})" for type_, names in _FUNCTIONS.items() if type_ != "Ban"
)
_BOARDS: Final = (
    rf"Ban (?:{_FUNCTIONS['Ban']})(?: (?:phòng|quân sự|cải cách|chuyển đổi|giảm nghèo))?"
)


def _lifted(match: re.Match[str]) -> str:
    """Raise the first word of function or field, and what a board is for."""
    words = match[0].split(" ")
    at = 2 if words[0] in ("Trung", "Văn", "Chi", "Kho", "Ngân", "Bệnh") else 1
    for index in {at, 3 if words[0] == "Ban" else at}:
        if index < len(words):
            words[index] = words[index][0].upper() + words[index][1:]
    return " ".join(words)


def _form(
    rule: Rule,
    wrong: str,
    right: Callable[[re.Match[str]], str],
    *,
    inside: bool = False,
) -> _Form:
    return _Form(rule, re.compile(wrong), right, inside)


def _fixed(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _: text


_FORMS: Final[tuple[_Form, ...]] = (
    _form(_PERSON, rf"\b(?:{_FAMILY}) (?:{_MIDDLE})(?: [{LOWER}]+)? [{UPPER}][{LOWER}]+", _titled),
    _form(
        _PERSON,
        rf"\b(?:{_FAMILY}) (?:[{UPPER}][{LOWER}]+ )?(?:văn|thị|hữu|đức) [{UPPER}][{LOWER}]+",
        _titled,
    ),
    _form(
        _UNIT,
        rf"\b(?:Huyện|Tỉnh|Xã|Thị trấn|Thị xã) (?=[{UPPER}][{LOWER}])(?!{_PEOPLE})",
        _lowered,
        inside=True,
    ),
    _form(_NUMBERED, rf"\b(?P<low>quận|phường) (?:\d+|(?:{_PEOPLE})\b)", _raised),
    _form(_SPECIAL, r"\b(?P<low>thành phố) Hồ Chí Minh\b", _raised),
    _form(_SPECIAL, r"\b(?P<low>thủ đô) Hà Nội\b", _raised),
    _form(
        _REGION,
        r"\b(?:tây|Tây) nguyên\b(?! (?:liệu|nhân|tắc))|\btây Nguyên\b",
        _fixed("Tây Nguyên"),
    ),
    _form(_REGION, r"\b(?:Bắc|Nam|Trung|Đông Nam) bộ\b", _titled),
    _form(_REGION, r"\b(?:Tây|Đông) (?:bắc|nam)\b|\b(?:tây|đông) (?:Bắc|Nam)\b", _titled),
    _form(_AGENCY, rf"\b(?:{_AGENCIES})\b", _lifted),
    _form(_AGENCY, rf"\b(?:{_BOARDS})\b", _lifted),
    _form(
        _AGENCY,
        r"\b(?P<low>thường trực) (?:Huyện ủy|Tỉnh ủy|Thành ủy|Đảng ủy|HĐND|Hội đồng nhân dân)\b",
        _raised,
    ),
    _form(
        _PEOPLE_STATE,
        rf"(?<!\w)(?P<low>nhân dân)\b(?<!{' nhân dân)(?<!'.join(_BODIES.split('|'))} nhân dân)",
        _raised,
    ),
    _form(_PEOPLE_STATE, r"\b(?:Đảng và|Đảng,|của) (?P<low>nhà nước)\b(?! ngoài)", _raised),
    _form(
        _HONOUR,
        r"\b(?:Nghệ sĩ|Nghệ sỹ|Nhà giáo|Thầy thuốc|Nghệ nhân) (?P<low>nhân dân|ưu tú)\b",
        _raised,
    ),
    _form(_HOLIDAY, r"\bngày (?P<low>quốc khánh|quốc tế lao động)\b", _raised),
    _form(_HOLIDAY, r"\bQuốc tế (?P<low>lao động)\b", _raised),
    _form(_DOCUMENT, rf"\b(?P<low>{_TYPES}) số \d", _raised),
    _form(
        _ARTICLE,
        r"\b(?P<low>điều|chương|phần) (?:\d+|[IVX]+)"
        r"(?= (?:của )?(?:Luật|Nghị|Bộ|Quyết|Thông|Điều|Chương|Phần))",
        _raised,
    ),
    _form(_ARTICLE, r"\b(?:Khoản \d+|Điểm [a-zđ])(?=[ ,;)])", _lowered, inside=True),
    _form(_ARTICLE, r"(?:(?<=khoản \d )|(?<=khoản \d\d ))(?P<low>điều) \d+", _raised),
    _form(
        _TET,
        r"\b(?:Tết [Nn]guyên [Đđ]án|tết Nguyên Đán|tết nguyên đán)\b",
        _fixed("tết Nguyên đán"),
    ),
    _form(_TET, r"\b(?:Tết [Tt]rung [Tt]hu|tết trung thu)\b", _fixed("tết Trung thu")),
    _form(
        _WEEKDAY,
        r"\b(?:ngày|sáng|chiều|tối|vào) thứ (?P<low>hai|ba|tư|năm|sáu|bảy)\b"
        r"(?=,| ngày| hằng| hàng| tuần|[.;)]|$)",
        _raised,
    ),
    _form(_WEEKDAY, r"\b(?:sáng|chiều|tối|ngày|và) (?P<low>chủ nhật)\b", _raised),
    _form(
        _EVENT,
        r"\b(?:cách mạng tháng (?:tám|Tám|8)|Cách mạng tháng (?:tám|8))\b",
        _fixed("Cách mạng tháng Tám"),
    ),
)
_LOW_SENTENCE: Final = re.compile(rf"[{LOWER}\d)”%][.?!] (?P<low>[{LOWER}])[{LOWER}]*")
_SHORTENED: Final = re.compile(
    r"(?:^|\W)(?:TP|Tp|tr|TT|v\.v|ThS|TS|PGS|GS|Q|P|KT|TL|TM|\d{1,2})\.$"
)


def _forms(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for form in _FORMS:
            for match in form.wrong.finditer(passage.text):
                if form.inside and _opens(passage.text, match.start()):
                    continue
                found = match[0].rstrip()
                right = form.right(match).rstrip()
                if right != found:
                    yield _remark(form.rule, at, match.start(), found, right)


def _remark(rule: Rule, at: int, start: int, found: str, right: str) -> Remark:
    message = f"“{found}”: hãy viết “{right}”."
    return Remark(rule.code, message, Spot(at, start, start + len(found)), found, right)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or what follows a colon begins at *start*."""
    before = text[:start].rstrip(" “(")
    return not before or before[-1] in ".?!:;"


def _sentences(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for match in _LOW_SENTENCE.finditer(passage.text):
            if _SHORTENED.search(passage.text[: match.start("low") - 1]):
                continue
            found = passage.text[match.start("low") : match.end()]
            yield _remark(_SENTENCE, at, match.start("low"), found, found.capitalize())


def _directory(reading: Reading) -> Iterator[Remark]:
    """Report a unit of the directory whose name stands in other capitals than there."""
    names = sorted((name for name in reading.names if " " in name), key=len, reverse=True)
    known = {name.casefold(): name for name in names if not name[0].islower()}
    if not known:
        return
    form = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")
    written = reading.names | {name[:1].upper() + name[1:] for name in reading.names}
    for at, passage in reading.prose():
        if passage.text.isupper():
            continue
        for match in form.finditer(passage.text):
            right = known[match[0].casefold()]
            lowered = right.startswith("Các ") and right[1:] == match[0][1:]
            if match[0] not in written and not lowered and not match[0].isupper():
                yield _remark(_AGENCY, at, match.start(), match[0], right)


def _dashed(reading: Reading) -> Iterator[Remark]:
    """Report once; offices differ, and a list of nouns is right in small letters."""
    small = [
        (at, passage)
        for at, passage in reading.of("body", "heading")
        if passage.marker in ("-", "+", "–") and passage.text[:1].islower()
    ]
    if small:
        at, passage = small[0]
        first = passage.text.split(" ", 1)[0]
        message = f"{len(small)} nội dung sau gạch đầu dòng bắt đầu bằng chữ thường; nên viết hoa."
        yield Remark("H123", message, Spot(at, 0, len(first)), first, first.capitalize())


CHECKS: Final[tuple[Check, ...]] = (_sentences, _forms, _directory, _dashed)
