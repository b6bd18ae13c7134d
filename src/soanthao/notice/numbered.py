"""What number and date may change in a document between its approval and its issue (Điều 15).

A document is approved and signed with a blank ô 3 and open day and month in ô 4, and printed again
when both are known. Only the lines that say them may differ then: ô 3, ô 4, and below the title of
each annex the line that repeats them (III.1.c). Of a trích sao these belong to the original, which
was issued before; there only the copy's own number, date or mark may differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from soanthao.notice.document import Block, CopyBlock, Document, PrintedAnnex
from soanthao.notice.markup import RichText
from soanthao.standard import wording

NUMBER: Final = "ô 3 (số, ký hiệu)"
PLACE_DATE: Final = "ô 4 (địa danh, ngày tháng)"
COPY_NUMBER: Final = "số của bản sao"
COPY_DATE: Final = "ngày tháng của bản sao"
COPY_MARK: Final = "ô 14 (dòng chữ của bản sao điện tử)"

_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "form": "loại mẫu",
        "title": "tên tài liệu trong thuộc tính tệp",
        "parent": "cơ quan chủ quản (ô 2)",
        "header": "cơ quan ban hành (ô 2)",
        "agency_rule": "đường kẻ dưới tên cơ quan (ô 2)",
        "number": NUMBER,
        "place_date": PLACE_DATE,
        "kind": "tên loại (ô 5a)",
        "subject": "trích yếu (ô 5)",
        "subject_rule": "đường kẻ dưới trích yếu (ô 5a)",
        "urgency": "dấu chỉ độ khẩn (ô 10b)",
        "draft": "dấu dự thảo",
        "addressees": "kính gửi (ô 9a)",
        "recipients": "nơi nhận (ô 9b)",
        "authority": "quyền hạn, chức vụ (ô 7a)",
        "signer": "họ tên người ký (ô 7b)",
        "signed": "chữ thay chữ ký",
        "copy": "khối của bản sao",
        "copy_mark": COPY_MARK,
        "address": "địa chỉ cuối trang (ô 13)",
        "cover": "bìa sổ",
    }
)
_BODY: Final = "nội dung (ô 6)"
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Change:
    """A line that says number or date.

    Attributes:
        place: Vietnamese, for the clerk.
        component: its row of the table, which is its Word style and its CSS class.
        before, after: what it says when it is approved, and when it is numbered.
    """

    place: str
    component: str
    before: str
    after: str


def changes(approved: Document, numbered: Document) -> tuple[Change, ...]:
    """Return the lines that may differ and do, as files print them: ô 14, then in reading order.

    A line that only one of the two has is none of them; :func:`faults` tells of it.
    """
    found = [Change(COPY_MARK, "copy-signature", approved.copy_mark, numbered.copy_mark)]
    if approved.form == "extract":
        old, new = approved.copy, numbered.copy
        if old is not None and new is not None:
            found += _lines(COPY_NUMBER, COPY_DATE, old, new)
    else:
        found = _lines(NUMBER, PLACE_DATE, approved, numbered)
        annexes = zip(approved.annexes, numbered.annexes, strict=False)
        for old_annex, new_annex in annexes:
            place = _reference_place(old_annex)
            found.append(Change(place, "annex-reference", old_annex.reference, new_annex.reference))
    return tuple(each for each in found if each.before and each.after != each.before)


def faults(approved: Document, numbered: Document) -> Iterator[str]:
    """Yield what *numbered* is that *approved* with number and date is not, place by place.

    Also what is no number or no date, or not written as the decree has it (II.3, II.4).
    """
    if approved.form == "extract":
        yield from _copy_faults(approved, numbered)
    else:
        yield from _number_faults(NUMBER, approved.number, numbered.number)
        yield from _date_faults(PLACE_DATE, approved.place_date, numbered.place_date)
        yield from _reference_faults(approved, numbered)
    if numbered.draft:
        yield f"dấu dự thảo “{numbered.draft}” còn trên bản có số; hãy bỏ dấu này"
    old, new = _without(approved), _without(numbered)
    for field in fields(Document):
        name, was, is_now = field.name, getattr(old, field.name), getattr(new, field.name)
        if was == is_now:
            continue
        if name == "body":
            yield from _body_faults(_BODY, was, is_now)
        elif name == "annexes":
            yield from _annex_faults(was, is_now)
        else:
            yield f"{_FIELDS.get(name, name)}: {unlike(_said(was), _said(is_now))}"


def unlike(was: str, is_now: str) -> str:
    """Say what should be there and what is, from shortly before the first difference."""
    at = next(
        (at for at, pair in enumerate(zip(was, is_now, strict=False)) if pair[0] != pair[1]),
        min(len(was), len(is_now)),
    )
    start = max(at - _SHOWN // 2, 0)
    dots = "…" if start else ""
    return f"phải là “{dots}{shortened(was[start:])}”, đọc thấy “{dots}{shortened(is_now[start:])}”"


def shortened(text: str) -> str:
    """Return as much of *text* as a sentence about it shows."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _lines(
    number: str, day: str, old: Document | CopyBlock, new: Document | CopyBlock
) -> list[Change]:
    return [
        Change(number, "number", old.number, new.number),
        Change(day, "place-date", old.place_date, new.place_date),
    ]


def _without(document: Document) -> Document:
    """Return *document* without what number and date may change."""
    if document.form == "extract":
        copy = document.copy and replace(document.copy, number="", place_date="")
        return replace(document, copy=copy, copy_mark="")
    annexes = tuple(replace(annex, reference="") for annex in document.annexes)
    return replace(document, number="", place_date="", draft="", annexes=annexes)


def _copy_faults(approved: Document, numbered: Document) -> Iterator[str]:
    old, new = approved.copy, numbered.copy
    if old is not None and new is not None:
        yield from _number_faults(COPY_NUMBER, old.number, new.number)
        yield from _date_faults(COPY_DATE, old.place_date, new.place_date)
    if approved.copy_mark or numbered.copy_mark:
        yield from _mark_faults(approved.copy_mark, numbered.copy_mark)


def _number_faults(place: str, before: str, after: str) -> Iterator[str]:
    was, is_now = _number(before), _number(after)
    if was is None or is_now is None:
        yield f"{place}: không đọc được “{before if was is None else after}”"
    elif was[1] != is_now[1]:
        yield f"{place}: ký hiệu {unlike(was[1], is_now[1])}"
    elif is_now[0] is None:
        yield f"{place}: chưa có số, đọc thấy “{after}”"


def _date_faults(place: str, before: str, after: str) -> Iterator[str]:
    was, is_now = _place_date(before), _place_date(after)
    if was is None or is_now is None:
        yield f"{place}: không đọc được “{before if was is None else after}”"
    elif was[0] != is_now[0]:
        yield f"{place}: địa danh {unlike(was[0], is_now[0])}"
    elif is_now[2] is None or is_now[3] is None:
        yield f"{place}: chưa đủ ngày, tháng, đọc thấy “{after}”"


def _reference_faults(approved: Document, numbered: Document) -> Iterator[str]:
    """Yield the lines of annexes that repeat another number or date; unfilled ones may stay so."""
    if _place_date(approved.place_date) is None or _place_date(numbered.place_date) is None:
        return
    was, is_now = _repeated(approved), _repeated(numbered)
    for old, new in zip(approved.annexes, numbered.annexes, strict=False):
        filled = old.reference.replace(was, is_now)
        if new.reference not in (filled, old.reference):
            yield f"{_reference_place(old)}: {unlike(filled, new.reference)}"


def _repeated(document: Document) -> str:
    """Return number and date of *document* as a line of an annex repeats them."""
    number = document.number.removeprefix("Số: ")
    day = document.place_date.rpartition(", ")[2]
    return f" số {number} {day} của "


def _mark_faults(before: str, after: str) -> Iterator[str]:
    was, is_now = wording.read_copy_mark(before), wording.read_copy_mark(after)
    if was is None or is_now is None:
        yield f"{COPY_MARK}: không đọc được “{before if was is None else after}”"
    elif was[0] != is_now[0]:
        yield f"{COPY_MARK}: tên cơ quan {unlike(was[0], is_now[0])}"
    elif (
        is_now[2] is None
        or wording.read_running_date(is_now[1]) is None
        or wording.copy_mark(*is_now) != after
    ):
        yield f"{COPY_MARK}: chưa đủ ngày giờ, đọc thấy “{after}”"


def _annex_faults(
    before: tuple[PrintedAnnex, ...], after: tuple[PrintedAnnex, ...]
) -> Iterator[str]:
    if len(before) != len(after):
        yield f"phụ lục: bản đã duyệt có {len(before)}, bản có số có {len(after)}"
    for old, new in zip(before, after, strict=False):
        for was, is_now in ((old.number, new.number), (old.title, new.title)):
            if was != is_now:
                yield f"{old.number}: {unlike(was, is_now)}"
        yield from _body_faults(old.number, old.body, new.body)


def _body_faults(where: str, before: tuple[Block, ...], after: tuple[Block, ...]) -> Iterator[str]:
    """Yield the first block that differs; behind one that was taken out all the others do."""
    for at in range(max(len(before), len(after))):
        was, is_now = before[at : at + 1], after[at : at + 1]
        if was != is_now:
            old, new = _said(was), _said(is_now)
            what = unlike(old, new) if old != new else f"định dạng khác ở “{shortened(old)}”"
            yield f"{where}, đoạn {at + 1}: {what}"
            return


def _number(text: str) -> tuple[int | None, str] | None:
    """Read ô 3 exactly as it is written (II.3); None if it is not."""
    head, _, symbol = text.partition("/")
    digits = head.removeprefix("Số: ")
    value = int(digits) if digits.isascii() and digits.isdigit() else None
    return (value, symbol) if symbol and wording.number_line(value, symbol) == text else None


def _place_date(text: str) -> wording.PlaceDate | None:
    """Read ô 4 exactly as it is written (II.4), a day of the calendar; None if it is not."""
    read = wording.read_place_date(text)
    if read is None or wording.place_date(*read) != text:
        return None
    _, year, month, day = read
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return read


def _reference_place(annex: PrintedAnnex) -> str:
    return f"{annex.number}, dòng “Kèm theo”"


def _said(value: object) -> str:
    """Return the words of a field or a block in one line."""
    if isinstance(value, tuple):
        return "; ".join(filter(None, map(_said, value)))
    if isinstance(value, RichText):
        return value.plain
    if is_dataclass(value) and not isinstance(value, type):
        return _said(tuple(getattr(value, field.name) for field in fields(value)))
    return "" if value is None else str(value)
