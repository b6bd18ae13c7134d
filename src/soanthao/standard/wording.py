"""Fixed words of a document: how each is written, and beside it the pattern that reads it.

Takes and gives plain values. What is still open in a draft is written as a run of no-break spaces
of fixed length, so that a blank neither shrinks nor ends a line.

Source: Phụ lục I of Nghị định 30/2020/NĐ-CP; clauses stand with the functions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from types import MappingProxyType
from typing import Final

NBSP: Final = "\u00a0"
BLANK_NUMBER: Final = NBSP * 10
"""An open number; wide enough to write one in by hand."""
BLANK_DAY: Final = NBSP * 6
"""An open day or month."""

NATIONAL_NAME: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATIONAL_NAME_READ: Final = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM")
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
MOTTO_READ: Final = re.compile(r"Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc", re.IGNORECASE)
PARTY_READ: Final = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM")
"""Stands in the place of Quốc hiệu on documents of the Party, which follow rules of their own."""
END: Final = "./."
"""What the body of every document ends with (Phụ lục III)."""
DRAFT: Final = "DỰ THẢO"
"""Draft mark of a document whose draft names none."""
ANNEX: Final = "Phụ lục"
"""First word of an annex's number (III.1.b)."""
ANNEX_READ: Final = re.compile(
    r"(?P<number>Phụ lục(?:\s+(?:số\s+)?(?:[IVX]+|\d{1,2}))?)\s*[.:]?", re.IGNORECASE
)
ANNEX_REFERENCE_READ: Final = re.compile(r"\(?\s*(?:Ban hành )?kèm theo\b.*", re.IGNORECASE)
OMITTED: Final = "(...)"
"""Stands where words of the original are left out."""
SIGNED: Final = "(Đã ký)"
SIGNED_READ: Final = re.compile(r"\(?\s*đã ký\s*\)?", re.IGNORECASE)
"""Stands for the signature in a copy of a signed document (Mẫu 3.1)."""
EXTRACT: Final = "TRÍCH SAO"
"""Hình thức sao of an extract (P.II, II.1)."""

URGENCY: Final[Mapping[str, str]] = MappingProxyType(
    {"khan": "KHẨN", "thuong-khan": "THƯỢNG KHẨN", "hoa-toc": "HỎA TỐC"}
)
"""Words of ô 10b by key of ``notice.urgency`` (III.2.b)."""
URGENCY_READ: Final = re.compile(r"(?:THƯỢNG )?KHẨN|H(?:ỎA|OẢ) TỐC")


# Số, ký hiệu (II.3)

_NUMBER: Final = r"(?P<number>\d+)?\s*/\s*(?P<symbol>[^\W\d_]\w*(?:\s?[-&]\s?\w+)*)"
NUMBER: Final = re.compile(_NUMBER)
NUMBER_LINE: Final = re.compile(r"Số\s*:\s*" + _NUMBER)
NUMBER_LINE_READ: Final = re.compile(
    r"Số\s*:?\s*(?P<number>[\d\s.…_]*)\s*(?P<party>[/-])\s*"
    r"(?P<symbol>[^\W\d_]\w*(?:(?:\s?[-&/]\s?|\.)\w+)*)"
)
"""As others write it: dots for an open number, the hyphen of the Party (``Số 12-TB/TU``)."""


def number(value: int | None, symbol: str) -> str:
    """Write a number, ``07/TB-UBND``; an open one is blank."""
    return f"{BLANK_NUMBER if value is None else f'{value:02d}'}/{symbol}"


def read_number(text: str) -> tuple[int | None, str] | None:
    """Read what :func:`number` writes; None if it is none."""
    return _number(NUMBER.fullmatch(text.strip()))


def number_line(value: int | None, symbol: str) -> str:
    """Write ô 3, ``Số: 125/TB-UBND``."""
    return f"Số: {number(value, symbol)}"


def read_number_line(text: str) -> tuple[int | None, str] | None:
    """Read what :func:`number_line` writes; None if it is none."""
    return _number(NUMBER_LINE.fullmatch(text.strip()))


def _number(match: re.Match[str] | None) -> tuple[int | None, str] | None:
    if match is None:
        return None
    digits = match["number"]
    return (int(digits) if digits else None), match["symbol"]


# Địa danh, thời gian (II.4)

PLACE_DATE: Final = re.compile(
    r"(?P<place>\S.*?),\s*ngày\s*(?P<day>\d{1,2})?\s*tháng\s*(?P<month>\d{1,2})?\s*"
    r"năm\s*(?P<year>\d{4})"
)
PLACE_DATE_READ: Final = re.compile(
    r"(?P<place>[^\W\d_][^,;:/]*),\s*ngày\s*(?P<day>[\d.…_]*)\s*tháng\s*(?P<month>[\d.…_]*)\s*"
    r"năm\s*(?P<year>[\d.…_]*)"
)
"""As others write it: dots for what is open."""
PlaceDate = tuple[str, int, int | None, int | None]
"""Place, year, month, day."""


def day(value: int) -> str:
    """Write the day of a month: a zero before those below 10."""
    return f"{value:02d}"


def month(value: int) -> str:
    """Write a month: a zero before 1 and 2 only."""
    return f"{value:02d}" if value < 3 else str(value)


def place_date(place: str, year: int, month_: int | None = None, day_: int | None = None) -> str:
    """Write ô 4, ``Lục Nam, ngày 05 tháng 6 năm 2020``; an open day or month is blank."""
    return f"{place}, {date_in_words(year, month_, day_)}"


def date_in_words(year: int, month_: int | None = None, day_: int | None = None) -> str:
    """Write ``ngày 05 tháng 6 năm 2020``; an open day or month is blank."""
    days = BLANK_DAY if day_ is None else f" {day(day_)} "
    months = BLANK_DAY if month_ is None else f" {month(month_)} "
    return f"ngày{days}tháng{months}năm {year}"


def read_place_date(text: str) -> PlaceDate | None:
    """Read what :func:`place_date` writes, a padded month too; None if it is none."""
    match = PLACE_DATE.fullmatch(text.strip())
    if match is None:
        return None
    months, days = (int(match[name]) if match[name] else None for name in ("month", "day"))
    return match["place"], int(match["year"]), months, days


# Dates of running text

RUNNING_DATE: Final = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")


def running_date(value: date) -> str:
    """Write a date inside a sentence: ``28/5/2020``, ``09/4/2020``, ``05/01/2026``."""
    return f"{day(value.day)}/{month(value.month)}/{value.year}"


def running_month(year: int, month_: int) -> str:
    """Write a month inside a sentence: ``6/2020``, ``01/2026``."""
    return f"{month(month_)}/{year}"


def read_running_date(text: str) -> date | None:
    """Read what :func:`running_date` writes; None if it is none, or no day of the calendar."""
    match = RUNNING_DATE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


# Trích yếu của công văn (II.5.b)

LETTER_SUBJECT: Final = re.compile(r"V/v:?\s+(?P<subject>.+)")


_TYPED_SUBJECT: Final = re.compile(r"\AV/v[\s:]+", re.IGNORECASE)


def letter_subject(subject: str) -> str:
    """Write ô 5b, ``V/v …``; whoever typed the V/v as well has it once."""
    return f"V/v {_TYPED_SUBJECT.sub('', subject)}"


def read_letter_subject(text: str) -> str | None:
    """Read what :func:`letter_subject` writes; None if it is none."""
    match = LETTER_SUBJECT.fullmatch(text.strip())
    return None if match is None else match["subject"]


# Kính gửi, Nơi nhận, Lưu (II.9.d)

ADDRESSEE: Final = re.compile(r"Kính gửi\s*:\s*(?P<name>.*)")
RECIPIENTS: Final = "Nơi nhận"
RECIPIENTS_READ: Final = re.compile(r"(?P<heading>Nơi nhận)\s*:?", re.IGNORECASE)
ENCLOSED: Final = "Như trên"
"""First line of nơi nhận where there is a Kính gửi."""
FILED: Final = re.compile(r"(?:-\s*)?Lưu\s*:\s*(?P<where>.+?)\.?")
_MARKS: Final = ";.,:"


def addressees(names: Sequence[str]) -> tuple[str, ...]:
    """Write ô 9a: one name on the line of Kính gửi, several on dashed lines below it."""
    if len(names) == 1:
        return (f"Kính gửi: {names[0]}",)
    return ("Kính gửi:", *recipient_lines(names))


def read_addressees(lines: Sequence[str]) -> tuple[str, ...] | None:
    """Read what :func:`addressees` writes; None if it is none."""
    match = ADDRESSEE.fullmatch(lines[0].strip()) if lines else None
    if match is None:
        return None
    if match["name"]:
        return (match["name"],)
    return tuple(line.strip().removeprefix("-").strip().rstrip(_MARKS) for line in lines[1:])


def recipients_heading(heading: str = RECIPIENTS) -> str:
    """Write the heading of a block of nơi nhận: ``Nơi nhận:``."""
    return f"{heading}:"


def recipient_lines(texts: Sequence[str]) -> tuple[str, ...]:
    """Write lines of a list: dash before, ``;`` behind, ``.`` behind the last.

    A text that ends with a mark of its own keeps it.
    """
    last = len(texts) - 1
    return tuple(
        f"- {text}" if text.endswith(tuple(_MARKS)) else f"- {text}{'.' if at == last else ';'}"
        for at, text in enumerate(texts)
    )


def filed(where: str) -> str:
    """Write the last entry of nơi nhận without dash and mark: ``Lưu: VT, VP``."""
    return f"Lưu: {where}"


def read_filed(text: str) -> str | None:
    """Read a line ``- Lưu: VT, VP.`` as ``VT, VP``; None if it is none."""
    match = FILED.fullmatch(text.strip())
    return None if match is None else match["where"]


# Thông tin chữ ký số của cơ quan trên bản sao điện tử (P.II, I.3; Mẫu 3.2)

COPY_MARK: Final = re.compile(
    r"(?P<kind>[^;]+); (?P<agency>[^;]+); (?P<day>[^;]+); (?P<time>[^;]+) \+07:00"
)


def copy_mark(agency: str, day_: str, clock: time | None) -> str:
    """Write ô 14 of an extract, ``TRÍCH SAO; UBND huyện A; 28/5/2020; 16:05:33 +07:00``.

    Args:
        agency: the copying agency, short.
        day_: day of its signature as written, blanks included.
        clock: time of its signature in Vietnam, to the second; an open one is blank.
    """
    at = ":".join([BLANK_DAY] * 3) if clock is None else f"{clock:%H:%M:%S}"
    return f"{EXTRACT}; {agency}; {day_}; {at} +07:00"


def read_copy_mark(text: str) -> tuple[str, str, time | None] | None:
    """Read what :func:`copy_mark` writes as its arguments; None if it is none."""
    match = COPY_MARK.fullmatch(text.strip())
    if match is None or match["kind"] != EXTRACT:
        return None
    if not match["time"].strip(f"{NBSP}:"):
        return match["agency"], match["day"], None
    try:
        return match["agency"], match["day"], time.fromisoformat(match["time"])
    except ValueError:
        return None


# Quyền hạn của người ký (II.7)

AUTHORITIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "TM.": "thay mặt tập thể",
        "Q.": "quyền cấp trưởng",
        "KT.": "ký thay người đứng đầu",
        "TL.": "ký thừa lệnh",
        "TUQ.": "ký thừa ủy quyền",
    }
)
"""Abbreviations before a title, and what they say."""
AUTHORITY: Final = re.compile(r"(?P<prefix>TM|Q|KT|TL|TUQ)\.\s*(?P<title>\S.*)")


def authority(prefix: str, title: str) -> str:
    """Write a line of ô 7a, ``TL. CHỦ TỊCH``; without *prefix* the title alone."""
    return f"{prefix} {title}" if prefix else title


def read_authority(text: str) -> tuple[str, str]:
    """Read what :func:`authority` writes: prefix (``TL.`` or empty) and title."""
    match = AUTHORITY.fullmatch(text.strip())
    return ("", text.strip()) if match is None else (f"{match['prefix']}.", match["title"])


POSITION_READ: Final = re.compile(
    r"(?:Q\. )?(?:PHÓ )?(?:TỔNG )?(?:(?:BỘ|THỨ|VỤ|CỤC|VIỆN|HIỆU|CHI CỤC|THANH TRA) TRƯỞNG"
    r"|TRƯỞNG (?:BAN|PHÒNG|ĐOÀN|TIỂU BAN|CÔNG AN|THANH TRA)|CHỦ TỊCH|CHỦ NHIỆM"
    r"|CHÁNH (?:VĂN PHÒNG|THANH TRA|ÁN)"
    r"|GIÁM ĐỐC|THỦ TƯỚNG|THỐNG ĐỐC|BÍ THƯ|KIỂM TOÁN TRƯỞNG|CHỈ HUY TRƯỞNG)(?!\w)"
)
"""Where a title (chức vụ) begins in a line of ô 7a that holds several."""
