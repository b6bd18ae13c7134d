"""Rules about a document against itself: title, opening and close tell of one meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from soanthao.findings import Severity
from soanthao.language.syllables import LOWER, UPPER
from soanthao.lint.citing import cited_in
from soanthao.lint.reading import Passage, Reading
from soanthao.lint.rule import Check, Remark, Rule, Spot

TWO_TIERS: Final = date(2025, 7, 1)
"""From this day there is no district (Luật Tổ chức chính quyền địa phương số 72/2025/QH15)."""
_MERGED: Final = date(2025, 3, 1)
"""From this day the ministries and departments merged at the end of 2024 are gone."""

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "C501",
        "Trích yếu và đoạn mở đầu nêu cùng một người, cùng một chức vụ",
        Severity.ERROR,
        right="Kết luận của Chủ tịch UBND tỉnh Lê Văn An | đồng chí Lê Văn An chủ trì",
        wrong="Kết luận của Chủ tịch UBND tỉnh Lê Văn An | đồng chí Lê Văn Bình chủ trì",
    ),
    Rule(
        "C502",
        "Trích yếu, đoạn mở đầu và đoạn kết nêu cùng một ngày, tháng",
        Severity.ERROR,
        right="giao ban tháng 5 năm 2026 | kết luận giao ban tháng 5 năm 2026",
        wrong="giao ban tháng 5 năm 2026 | kết luận giao ban tháng 4 năm 2026",
    ),
    Rule(
        "C503",
        "Trích yếu và đoạn mở đầu nêu cùng một cuộc họp",
        Severity.WARNING,
        right="Kết luận tại buổi làm việc | chủ trì buổi làm việc",
        wrong="Kết luận tại buổi làm việc | chủ trì Hội nghị",
    ),
    Rule(
        "C504",
        "Đoạn mở đầu và đoạn kết nêu đúng cơ quan ban hành",
        Severity.WARNING,
        right="ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG | UBND tỉnh Lâm Đồng thông báo",
        wrong="ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG | UBND tỉnh Bắc Giang thông báo",
    ),
    Rule(
        "C505",
        "Không giao việc cho cấp huyện sau ngày 01/7/2025",
        Severity.WARNING,
        "Luật số 72/2025/QH15",
        "UBND các xã, phường, đặc khu",
        "UBND các huyện, thị trấn",
        since=TWO_TIERS,
    ),
    Rule(
        "C506",
        "Gọi cơ quan bằng tên sau sắp xếp",
        Severity.WARNING,
        right="Sở Nông nghiệp và Môi trường",
        wrong="Sở Tài nguyên và Môi trường",
        since=_MERGED,
    ),
)

_FAMILIES: Final = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Giáp|Đinh|Trịnh|Mai|"
    "Đào|Lương|Tô|Cao|Hà|Tạ|Thân|Lưu|Đoàn|Chu|Tống|Vi|Nông|Triệu|Quách|Kiều|Thái"
)
_PERSON: Final = re.compile(
    rf"\b(?:{_FAMILIES})(?: [{UPPER}][{LOWER}]+){{1,3}}(?![{LOWER}])(?! [{UPPER}])"
)
_POSITION: Final = re.compile(
    r"(?:(?:Quyền|Phó) )?(?:Chủ tịch|Thủ tướng|Bộ trưởng|Giám đốc|Chánh Văn phòng|Trưởng ban)"
    r"|Thứ trưởng"
)
_MONTH: Final = re.compile(r"tháng (?P<m>\d{1,2})(?:/| năm )(?P<y>\d{4})")
_DAY: Final = re.compile(
    r"(?<![\d/])(?P<d>\d{1,2})(?:/(?P<m>\d{1,2})/| tháng (?P<m2>\d{1,2}) năm )(?P<y>\d{4})"
)
_MEETINGS: Final = (
    ("hội nghị", re.compile(r"(?i)hội nghị|giao ban")),
    ("cuộc họp", re.compile(r"(?i)(?<!nghị )(?:cuộc |phiên |buổi )?họp\b|giao ban")),
    ("buổi làm việc", re.compile(r"(?i)buổi làm việc|làm việc với|làm việc tại")),
    ("buổi tiếp công dân", re.compile(r"(?i)tiếp công dân|tiếp dân")),
    ("chuyến kiểm tra", re.compile(r"(?i)kiểm tra|khảo sát")),
)
_PLACES: Final = re.compile(
    rf"\b(?P<kind>tỉnh|thành phố|huyện|xã|phường) (?P<name>(?:[{UPPER}][{LOWER}]+ ?)+)"
)
_OF_LEVEL: Final = re.compile(
    r"(?:Chủ tịch|Giám đốc|Bí thư|Trưởng|Chánh|Thường vụ)(?: [^\s,.;]+){0,3} "
    r"(?:tỉnh|thành phố|huyện|xã|phường)$"
)
"""Behind a title of the level a person is named: *Chủ tịch UBND tỉnh Lê Văn An*."""
_DISTRICT: Final = re.compile(
    r"\b(?:UBND |các |cấp )?(?:huyện|thị trấn|thị xã)\b(?! đảo| ủy)(?![^,;.()]{0,30}\bcũ\b)"
)
_OLD_NAMES: Final = {
    "Sở Tài nguyên và Môi trường": "Sở Nông nghiệp và Môi trường",
    "Sở Nông nghiệp và Phát triển nông thôn": "Sở Nông nghiệp và Môi trường",
    "Sở Kế hoạch và Đầu tư": "Sở Tài chính",
    "Sở Giao thông vận tải": "Sở Xây dựng",
    "Sở Lao động - Thương binh và Xã hội": "Sở Nội vụ",
    "Sở Thông tin và Truyền thông": "Sở Khoa học và Công nghệ",
    "Bộ Tài nguyên và Môi trường": "Bộ Nông nghiệp và Môi trường",
    "Bộ Nông nghiệp và Phát triển nông thôn": "Bộ Nông nghiệp và Môi trường",
    "Bộ Kế hoạch và Đầu tư": "Bộ Tài chính",
    "Bộ Giao thông vận tải": "Bộ Xây dựng",
    "Bộ Lao động - Thương binh và Xã hội": "Bộ Nội vụ",
    "Bộ Thông tin và Truyền thông": "Bộ Khoa học và Công nghệ",
}
_OLD: Final = re.compile("|".join(map(re.escape, _OLD_NAMES)))


def _title(reading: Reading) -> Passage | None:
    return next((passage for _, passage in reading.of("subject")), None)


def _opening(reading: Reading) -> tuple[int, Passage] | None:
    """Return the first paragraph of the body, where it is none of the items."""
    first = next(reading.of("body", "heading", "closing"), None)
    return None if first is None or first[1].marker else first


def _closing(reading: Reading) -> tuple[int, Passage] | None:
    return next(iter([*reading.of("closing")][-1:]), None)


def _persons(reading: Reading) -> Iterator[Remark]:
    title, opening = _title(reading), _opening(reading)
    if title is None or opening is None:
        return
    at, passage = opening
    named = _PERSON.search(title.text)
    if named is None:
        return
    others = [*_PERSON.finditer(passage.text)]
    same = next((each for each in others if each[0] == named[0]), None)
    if same is None and others:
        other = others[0]
        message = f"trích yếu nêu “{named[0]}”, đoạn mở đầu nêu “{other[0]}”; hãy xem lại."
        yield Remark("C501", message, Spot(at, *other.span()), other[0], named[0])
    elif same is not None:
        one, two = _position(title.text, named), _position(passage.text, same)
        if one and two and one != two:
            told = f"“{one}”, đoạn mở đầu ghi “{two}”"
            message = f"trích yếu ghi {named[0]} là {told}; hãy xem lại."
            yield Remark("C501", message, Spot(at, *same.span()), same[0])


def _position(text: str, person: re.Match[str]) -> str:
    """Return the title that stands before a person's name, or between commas behind it."""
    before = [*_POSITION.finditer(text, max(0, person.start() - 60), person.start())]
    if before:
        return before[-1][0]
    behind = re.compile(r",? ?(?:-|–|,) ?").match(text, person.end())
    named = _POSITION.match(text, behind.end()) if behind else None
    return named[0] if named else ""


def _dates(reading: Reading) -> Iterator[Remark]:
    title, opening, closing = _title(reading), _opening(reading), _closing(reading)
    if title is not None and closing is not None:
        yield from _months(title, closing)
    if opening is None:
        return
    at, passage = opening
    first = _DAY.search(passage.text)
    if first is None or first.start() > 40:
        return
    said = _DAY.search(title.text) if title is not None else None
    held = reading.meeting.held if reading.meeting else ()
    day = _day(first)
    if said is not None and day != _day(said):
        message = f"trích yếu ghi ngày {said[0]}, đoạn mở đầu ghi ngày {first[0]}; hãy xem lại."
        yield Remark("C502", message, Spot(at, *first.span()), first[0], said[0])
    elif held and day is not None and day not in held:
        right = f"{held[0].day:02}/{held[0].month}/{held[0].year}"
        message = f"đoạn mở đầu ghi ngày {first[0]}, cuộc họp ngày {right}; hãy xem lại."
        yield Remark("C502", message, Spot(at, *first.span()), first[0], right)


def _months(title: Passage, closing: tuple[int, Passage]) -> Iterator[Remark]:
    at, passage = closing
    one, two = _MONTH.search(title.text), _MONTH.search(passage.text)
    if one and two and (int(one["m"]), one["y"]) != (int(two["m"]), two["y"]):
        message = f"trích yếu ghi {one[0]}, đoạn kết ghi {two[0]}; hãy xem lại."
        yield Remark("C502", message, Spot(at, *two.span()), two[0], one[0])


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"] or match["m2"]), int(match["d"]))
    except ValueError:
        return None


def _meetings(reading: Reading) -> Iterator[Remark]:
    title, opening = _title(reading), _opening(reading)
    if title is None or opening is None:
        return
    at, passage = opening
    one = {name for name, form in _MEETINGS if form.search(title.text)}
    two = {name for name, form in _MEETINGS if form.search(passage.text)}
    if one and two and not one & two:
        told = f"trích yếu nêu {_listed(one)}, đoạn mở đầu nêu {_listed(two)}"
        form = next(form for name, form in _MEETINGS if name in two)
        match = form.search(passage.text)
        found = match[0] if match else ""
        spot = Spot(at, *match.span()) if match else Spot(at)
        yield Remark("C503", f"{told}; hãy xem lại.", spot, found)


def _listed(names: set[str]) -> str:
    return " và ".join(name for name, _ in _MEETINGS if name in names)


def _agencies(reading: Reading) -> Iterator[Remark]:
    head = " ".join((*reading.parent, *reading.header)).casefold()
    for each in (_opening(reading), _closing(reading)):
        if each is None or not head:
            continue
        at, passage = each
        places = [*_PLACES.finditer(passage.text)]
        for kind in ("tỉnh", "thành phố", "huyện", "xã", "phường"):
            named = [place for place in places if place["kind"] == kind]
            ours = [place for place in named if place[0].strip().casefold() in head]
            named = [place for place in named if not _is_person(passage.text, place)]
            if f"{kind} " in head and named and not ours:
                found = named[0][0].strip()
                message = f"“{found}” không phải tên ở phần đầu văn bản; hãy xem lại."
                start = named[0].start()
                yield Remark("C504", message, Spot(at, start, start + len(found)), found)
                return


def _is_person(text: str, place: re.Match[str]) -> bool:
    return _OF_LEVEL.search(text[: place.start()] + place["kind"]) is not None


def _districts(reading: Reading) -> Iterator[Remark]:
    """Report once with their count; who quotes an old document names its issuer rightly."""
    found = [
        (at, match)
        for at, passage in reading.of("subject", "body", "heading", "table-cell", "recipients")
        for match in _DISTRICT.finditer(passage.text)
        if not any(each.start <= match.start() < each.stop for each in cited_in(passage.text))
    ]
    if found:
        at, match = found[0]
        message = (
            f"“{match[0]}” ({len(found)} chỗ): từ 01/7/2025 không còn cấp huyện; hãy giao cho xã, "
            "phường, đặc khu hoặc cơ quan của tỉnh."
        )
        yield Remark("C505", message, Spot(at, *match.span()), match[0])


def _old_names(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.of("subject", "body", "heading", "table-cell", "recipients"):
        for match in _OLD.finditer(passage.text):
            if match[0] in reading.names:
                continue
            right = _OLD_NAMES[match[0]]
            message = f"“{match[0]}” đã sắp xếp; nay là “{right}”."
            yield Remark("C506", message, Spot(at, *match.span()), match[0], right)


CHECKS: Final[tuple[Check, ...]] = (
    _persons,
    _dates,
    _meetings,
    _agencies,
    _districts,
    _old_names,
)
