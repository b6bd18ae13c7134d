"""Above the body: quốc hiệu, cơ quan, số, địa danh, tên loại, trích yếu, kính gửi."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.notice.notice import Urgency
from soanthao.notice.number import PartialDate
from soanthao.recognition import faults
from soanthao.recognition.lines import SHORT, Line, found, is_bold, is_caps, is_rule, quoted
from soanthao.recognition.markers import find
from soanthao.recognition.unfold import title
from soanthao.standard import wording
from soanthao.standard.kinds import Kind

MOST: Final = 40
"""Lines; a title that stands further down is none of the document's own."""
_DRAFT: Final = re.compile(r"\(?\s*(?:bản\s+)?dự thảo.{0,30}", re.IGNORECASE)
_JOINED_TITLE: Final = re.compile(r"THÔNG BÁO[\s:]+(?=[^\W\d_])")
"""In capitals, and so not the first words of a sentence."""
_SLASHED: Final = re.compile(
    r"(?P<place>[^\W\d_][^,;:/]*),\s*ngày\s*(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
)
"""Địa danh and date as the decree does not write them."""
_NAME_PIECE: Final = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI(?: CHỦ)?|(?:CHỦ )?NGHĨA VIỆT NAM")
"""Quốc hiệu in two lines."""
_GENERAL: Final = re.compile(r"(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG) NHÂN DÂN|UBND|HĐND")
"""An organ's name that its place must follow."""
_CIRCULATION: Final = re.compile(r"XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ")
_OPENING: Final = re.compile(
    r"(?:(?:Sáng|Chiều|Tối|Trong)?\s*ngày\s+\d|Từ ngày|Sau khi|Căn cứ|Thực hiện|Vừa qua"
    r"|Trong các ngày|Trên cơ sở)",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|TP|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|KHU VỰC)\b"
)
_PLACE_LAST: Final = re.compile(
    r"(?<!\w)(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\Z"
)
"""A name that its place must follow."""
_ORGAN: Final = re.compile(
    r"(?:VĂN PHÒNG|SỞ|PHÒNG|BAN|CHI CỤC|CỤC|VỤ|TRUNG TÂM|HỘI ĐỒNG|ỦY BAN"
    r"|UỶ BAN|UBND|TRƯỜNG|VIỆN|CÔNG AN|BỘ|THANH TRA|TỔNG CỤC|CHI NHÁNH|HỘI|LIÊN ĐOÀN|TỔ)\b"
)


@dataclass(slots=True)
class Head:
    """What stands above the body, and the component of each of its lines."""

    lines: list[tuple[Line, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    kind: Kind | None = None
    party: bool = False
    letter: bool = False
    copied: bool = False
    number: int | None = None
    symbol: str = ""
    place: str = ""
    issued: PartialDate | None = None
    urgency: Urgency | None = None
    draft: str = ""
    parent: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    subject: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)


def read_head(lines: Sequence[Line]) -> Head:
    """Return what is above the body of *lines*; what follows is in ``rest``."""
    head = Head()
    at = _title(lines)
    top = at if at is not None else _untitled(lines)
    agency = _top(head, lines[:top])
    _agency(head, agency)
    if at is not None:
        head.kind = title(lines[at].plain) or title(lines[at].plain[:9])
        head.lines.append((lines[at], "kind"))
        if title(lines[at].plain) is None:
            _split_title(head, lines[at])
        top = _subject(head, lines, at + 1)
    top = _addressed(head, lines, top)
    head.rest = list(lines[top:])
    head.findings.extend(_noted(line) for line, _ in head.lines if line.paragraph.text.footnotes)
    return head


def _noted(line: Line) -> Finding:
    """Return what is told of notes called above the body, where no key takes them."""
    notes = "; ".join(note.plain for note in line.paragraph.text.footnotes)
    message = f"Chú thích “{notes}” gọi ở phần đầu không được chép; hãy đưa vào phần thân."
    return found(faults.NOTES, message, line.place)


def _title(lines: Sequence[Line]) -> int | None:
    for at, line in enumerate(lines[:MOST]):
        plain = line.plain
        if line.table is None and (title(plain) or _joined_title(plain)):
            return at
        if len(plain) > 400:
            return None
    return None


def _joined_title(plain: str) -> bool:
    return bool(_JOINED_TITLE.match(plain)) and len(plain) < SHORT


def _split_title(head: Head, line: Line) -> None:
    head.lines.pop()
    head.lines.append((line.cut(0, 9), "kind"))
    rest = line.cut(9, len(line.paragraph.plain))
    head.lines.append((rest, "subject"))
    head.subject.append(rest.plain)
    message = f"Tên loại và trích yếu chung một dòng {quoted(line.plain)}; đã tách sau “THÔNG BÁO”."
    head.findings.append(found(faults.SPLIT, message, line.place, Severity.INFO))


def _untitled(lines: Sequence[Line]) -> int:
    """Return where the body begins if no title tells."""
    last = 0
    for at, line in enumerate(lines[:MOST]):
        if line.table is not None or len(line.plain) > 400 or _OPENING.match(line.plain):
            break
        if _sure(line.plain):
            last = at + 1
        if wording.ADDRESSEE.match(line.plain):
            return at
    return last


def _sure(plain: str) -> bool:
    marks = (
        wording.NATIONAL_NAME_READ,
        wording.PARTY_READ,
        wording.MOTTO_READ,
        wording.NUMBER_LINE_READ,
        wording.PLACE_DATE_READ,
    )
    return is_rule(plain) or plain.startswith("V/v") or any(mark.fullmatch(plain) for mark in marks)


def _top(head: Head, lines: Sequence[Line]) -> list[Line]:
    """Read the lines above the title; return those of the agency."""
    agency: list[Line] = []
    about: int | None = None
    for line in lines:
        component = _component(head, line)
        if component == "letter-subject":
            about = line.column
        elif component:
            about = None if component != "rule" else about
        elif about == line.column and about is not None:
            component = "letter-subject"
            head.subject.append(line.plain)
        elif is_caps(line.plain) and not head.symbol and len(line.plain) < 150:
            component = "agency"
            agency.append(line)
        elif line.table is None:
            component = "other"
            message = f"Chưa rõ dòng này ở phần đầu là gì: {quoted(line.plain)}."
            head.findings.append(found(faults.UNPLACED, message, line.place))
        head.lines.append((line, component))
    return agency


def _component(head: Head, line: Line) -> str:  # noqa: PLR0911 — one line a component
    plain = line.plain
    if is_rule(plain):
        return "rule"
    if wording.NATIONAL_NAME_READ.fullmatch(plain):
        return "national-name"
    if _NAME_PIECE.fullmatch(plain):
        return "national-name"
    if wording.MOTTO_READ.fullmatch(plain):
        return "motto"
    if wording.PARTY_READ.fullmatch(plain):
        head.party = True
        return "national-name"
    if plain.startswith("Số") and "/" in plain and len(plain) < 60:
        _number(head, line)
        return "number"
    if wording.PLACE_DATE_READ.fullmatch(plain) or _SLASHED.fullmatch(plain):
        _date(head, line)
        return "place-date"
    if plain.casefold().startswith("v/v"):
        head.letter = True
        head.subject.append(wording.read_letter_subject(plain) or plain[3:].strip())
        return "letter-subject"
    if wording.URGENCY_READ.fullmatch(plain):
        words = {"KHẨN": "khan", "THƯỢNG KHẨN": "thuong-khan"}
        head.urgency = words.get(plain, "hoa-toc")  # type: ignore[assignment]
        return "urgency"
    if wording.read_copy_mark(plain):
        head.copied = True
        return "copy-signature"
    if _DRAFT.fullmatch(plain):
        head.draft = plain
        return "draft-mark"
    return "circulation" if _CIRCULATION.fullmatch(plain) else ""


def _number(head: Head, line: Line) -> None:
    match = wording.NUMBER_LINE_READ.fullmatch(line.plain)
    digits = re.sub(r"[\s.…_]", "", match["number"]) if match else ""
    if match is None or len(digits) > 6:
        message = f"Không đọc được số, ký hiệu {quoted(line.plain)}; hãy ghi lại bằng tay."
        head.findings.append(found(faults.NUMBER, message, line.place, Severity.ERROR))
        return
    head.number = int(digits) if digits else None
    head.symbol = re.sub(r"\s", "", match["symbol"])
    head.party = head.party or match["party"] == "-"


def _date(head: Head, line: Line) -> None:
    match = wording.PLACE_DATE_READ.fullmatch(line.plain) or _SLASHED.fullmatch(line.plain)
    if match is None:
        return
    head.place = match["place"].strip()
    day, month, year = (re.sub(r"[.…_]", "", match[name]) for name in ("day", "month", "year"))
    try:
        head.issued = PartialDate(
            int(year), int(month) if month else None, int(day) if day and month else None
        )
        readable = not (day and not month)
    except ValueError:
        readable = False
    if not readable:
        message = (
            f"Ngày ban hành {quoted(line.plain)} không có trên lịch hoặc chưa đủ; hãy ghi lại."
        )
        head.findings.append(found(faults.DATE, message, line.place, Severity.ERROR))


def _whole_names(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each name of an agency: several where a narrow column broke it."""
    names: list[list[Line]] = []
    for line in lines:
        above = names[-1][-1] if names else None
        goes_on = above and (len(line.plain.split()) == 1 or _PLACE_LAST.search(above.plain))
        alike = above and is_bold(line.paragraph.text) == is_bold(above.paragraph.text)
        if goes_on and alike:
            names[-1].append(line)
        else:
            names.append([line])
    return names


def _agency(head: Head, lines: Sequence[Line]) -> None:
    names = _whole_names(lines)
    texts = [" ".join(line.plain for line in name) for name in names]
    bold = [is_bold(name[0].paragraph.text) for name in names]
    own = 0
    if any(bold) and not bold[0]:
        own = bold.index(True)
        if _PLACE.match(texts[own]) and _GENERAL.fullmatch(texts[own - 1]):
            own -= 1
    else:
        for at in range(len(texts) - 1, 0, -1):
            if _ORGAN.match(texts[at]) and not _PLACE.match(texts[at]) and _ORGAN.match(texts[0]):
                own = at
                break
        unsure = len(texts) > 1 and own == 0 and not all(_PLACE.match(text) for text in texts[1:])
        if unsure:
            message = "Chưa rõ dòng nào là cơ quan chủ quản; coi tất cả là tên cơ quan ban hành."
            head.findings.append(found(faults.HEADER, message, lines[0].place))
    head.parent, head.header = texts[:own], texts[own:]
    parents = {id(line) for name in names[:own] for line in name}
    head.lines = [
        (line, "parent-agency" if id(line) in parents else component)
        for line, component in head.lines
    ]


def _subject(head: Head, lines: Sequence[Line], at: int) -> int:
    first: Line | None = None
    while at < len(lines) and lines[at].table is None:
        line = lines[at]
        if is_rule(line.plain):
            head.lines.append((line, "rule"))
        elif first is not None and _is_caption(first, lines[at : at + 2]):
            break
        elif _is_subject(first, line, bool(head.subject)):
            first = first or line
            head.subject.append(line.plain)
            head.lines.append((line, "subject"))
        else:
            break
        at += 1
    if not head.subject:
        place = lines[at].place if at < len(lines) else lines[-1].place
        message = "Không thấy trích yếu dưới tên loại; hãy ghi vào notice.subject."
        head.findings.append(found(faults.SUBJECT, message, place))
    return at


def _is_caption(first: Line, lines: Sequence[Line]) -> bool:
    """Tell whether the first of *lines* is of the table below it, smaller than *first* above."""
    look = lines[0].paragraph.look
    is_above = len(lines) > 1 and lines[1].table is not None
    return is_above and look.gap and look.size < first.paragraph.look.size


def _is_subject(first: Line | None, line: Line, begun: bool) -> bool:
    plain = line.plain
    if len(plain) > 600 or wording.ADDRESSEE.match(plain) or find(plain):
        return False
    bold, look = is_bold(line.paragraph.text), line.paragraph.look.alignment
    if _OPENING.match(plain) and not bold and look != "center":
        return False
    if first is None:
        return not begun or bold or is_caps(plain) or look == "center"
    started = first.paragraph.look.alignment
    if started == "center" and look:
        return look == "center"
    if is_bold(first.paragraph.text) or is_caps(first.plain):
        return (bold and not plain.endswith((".", ":"))) or (
            is_caps(first.plain) and is_caps(plain)
        )
    return not plain.endswith((".", ":", ";", "/")) and (plain[:1].islower() or len(plain) < 90)


def _addressed(head: Head, lines: Sequence[Line], at: int) -> int:
    match = wording.ADDRESSEE.fullmatch(lines[at].plain) if at < len(lines) else None
    if match is None:
        return at
    head.lines.append((lines[at], "addressee"))
    if match["name"].strip(" -"):
        head.addressees.append(match["name"].lstrip("- ").rstrip(" ;,."))
    at += 1
    while (
        at < len(lines) and lines[at].plain[:1] in "-–" and lines[at].plain and not lines[at].table
    ):
        head.addressees.append(lines[at].plain.lstrip("-–+ ").rstrip(" ;,."))
        head.lines.append((lines[at], "addressee"))
        at += 1
    return at
