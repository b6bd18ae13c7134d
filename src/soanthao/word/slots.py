"""The slots (chỗ điền) of an office's own Word template: what a clerk may write, what it prints.

A clerk draws the page in Word and writes ``{{ noi_dung }}`` where the program is to put something.
Names are Vietnamese without accents, so that they can be typed on any keyboard and read out over
the phone. A *block* stands alone in its paragraph and becomes what ``blocks`` prints there; an
*inline* slot stands in a paragraph of the template and keeps the format it is written in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from soanthao.notice.document import Document, Form
from soanthao.standard import wording

_ALL: Final[frozenset[Form]] = frozenset({"notice", "letter", "extract", "assignments"})
_LETTER: Final[frozenset[Form]] = frozenset({"letter"})
_EXTRACT: Final[frozenset[Form]] = frozenset({"extract"})
_NAMED: Final = _ALL - _LETTER
_HEAD: Final = ("parent", "header", "national", "number", "urgency", "draft", "place_date")
_SIGNATURE: Final = ("authority", "signed", "signer")
_OF_ASSIGNMENTS: Final = frozenset({"header", "national", "draft", "kind", "subject", "body"})
"""What every bảng phân công prints; it bears no number and nobody signs it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that the program fills.

    Attributes:
        name: as it is written between the braces.
        meaning: Vietnamese, for the clerk.
        box: numbers of the ô in the decree's drawing; empty where it has none.
        piece: for a block its name in ``blocks``; for an inline slot the tag that prints it.
        fields: what of a :class:`~soanthao.notice.document.Document` it prints; ``national`` is
            the fixed ô 1.
        forms: the templates in which it may stand.
        said: words that it prints itself and that must not be typed before it.
    """

    name: str
    meaning: str
    box: str
    piece: str
    fields: tuple[str, ...]
    forms: frozenset[Form] = _ALL
    said: tuple[str, ...] = ()

    @property
    def block(self) -> bool:
        """Whether it must stand alone in its paragraph."""
        return not self.piece.startswith("{{")

    def printed(self, document: Document) -> tuple[str, ...]:
        """Return the lines it prints of *document*, as :meth:`Document.stream` has them."""
        if "annexes" in self.fields:
            # Calls are numbered through: those of the body come first.
            body = len(_lines(document, ("body",)))
            return _lines(document, ("body", *self.fields))[body:]
        return _lines(document, self.fields)


SLOTS: Final = (
    Slot(
        "phan_dau",
        "cả phần đầu: hai cột cơ quan và Quốc hiệu, số, dấu khẩn, ngày tháng",
        "1, 2, 3, 4, 10b",
        "letterhead",
        _HEAD,
        _NAMED,
    ),
    Slot(
        "phan_dau",
        "cả phần đầu: hai cột cơ quan và Quốc hiệu, số, trích yếu, dấu khẩn, ngày tháng",
        "1, 2, 3, 4, 5b, 10b",
        "letterhead",
        (*_HEAD, "subject"),
        _LETTER,
    ),
    Slot(
        "co_quan",
        "tên cơ quan chủ quản (nếu có), tên cơ quan ban hành và đường kẻ ở dưới",
        "2",
        "agency",
        ("parent", "header"),
    ),
    Slot("quoc_hieu", "Quốc hiệu, Tiêu ngữ và đường kẻ ở dưới", "1", "national", ("national",)),
    Slot(
        "so_ky_hieu", "số, ký hiệu, cả chữ “Số:”", "3", "{{ number }}", ("number",), said=("Số:",)
    ),
    Slot(
        "dia_danh_ngay_thang",
        "địa danh và thời gian, cả chữ “ngày”, “tháng”, “năm”",
        "4",
        "{{ place_date }}",
        ("place_date",),
    ),
    Slot(
        "trich_yeu",
        "trích yếu công văn, cả chữ “V/v”",
        "5b",
        "{{ subject }}",
        ("subject",),
        _LETTER,
        ("V/v", "Về việc"),
    ),
    Slot("do_khan", "dấu độ khẩn; văn bản thường thì không in gì", "10b", "urgency", ("urgency",)),
    Slot("du_thao", "chữ DỰ THẢO; khi đã có số, ngày thì không in gì", "", "draft", ("draft",)),
    Slot(
        "tieu_de",
        "tên loại, trích yếu và đường kẻ ở dưới",
        "5a",
        "title",
        ("kind", "subject"),
        _NAMED,
    ),
    Slot(
        "ten_loai",
        "tên loại văn bản, ví dụ THÔNG BÁO",
        "5a",
        "{{ kind }}",
        ("kind",),
        _NAMED,
    ),
    Slot(
        "trich_yeu",
        "trích yếu, không có chữ “V/v”",
        "5a",
        "{{ subject }}",
        ("subject",),
        _NAMED,
    ),
    Slot(
        "kinh_gui",
        "cả chữ “Kính gửi:” và nơi nhận đích danh, một hay nhiều dòng",
        "9a",
        "addressees",
        ("addressees",),
        _LETTER,
        ("Kính gửi:",),
    ),
    Slot(
        "noi_dung",
        "nội dung: mọi đoạn, mục, bảng, chú thích",
        "6",
        "body",
        ("body",),
    ),
    Slot(
        "phan_cuoi",
        "cả phần cuối: hai cột nơi nhận và chữ ký",
        "7a, 7b, 7c, 9b",
        "foot",
        ("recipients", *_SIGNATURE),
    ),
    Slot(
        "noi_nhan",
        "cả chữ “Nơi nhận:” và danh sách, một hay nhiều khối",
        "9b",
        "recipients",
        ("recipients",),
        said=("Nơi nhận:",),
    ),
    Slot(
        "chu_ky",
        "quyền hạn, chức vụ, chỗ để ký, họ tên người ký",
        "7a, 7b, 7c",
        "signature",
        _SIGNATURE,
    ),
    Slot("phu_luc", "các phụ lục, mỗi phụ lục sang trang mới", "", "annexes", ("annexes",)),
    Slot(
        "ban_sao",
        "đường kẻ và khối của bản sao giấy: cơ quan sao, hình thức sao, số, người ký sao",
        "",
        "copy",
        ("copy",),
        _EXTRACT,
    ),
)
"""Every slot, in the order of a page; where two have one name, each has forms of its own."""

_EMPTY: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "parent": (),
        "header": (),
        "number": "",
        "place_date": "",
        "kind": "",
        "subject": "",
        "urgency": "",
        "draft": "",
        "addressees": (),
        "body": (),
        "recipients": (),
        "authority": (),
        "signed": "",
        "signer": "",
        "copy": None,
        "annexes": (),
    }
)


def slots(form: Form) -> Mapping[str, Slot]:
    """Return the slots that a template of *form* may hold, by name, in the order of a page."""
    return {slot.name: slot for slot in SLOTS if form in slot.forms}


def lacking(form: Form, fields: frozenset[str]) -> tuple[Slot, ...]:
    """Return the slots that a template of *form* is without if it prints *fields*.

    A whole (``phan_dau``, ``phan_cuoi``, ``tieu_de``) is never named, but what it holds.
    """
    usable = slots(form).values()
    every = {field for slot in usable for field in slot.fields}
    return tuple(
        slot
        for slot in usable
        if set(slot.fields) & (every - fields)
        and not any(set(each.fields) < set(slot.fields) for each in usable)
    )


def needed(form: Form, fields: frozenset[str]) -> tuple[Slot, ...]:
    """Return the slots that a template of *form* must still get if it prints *fields*."""
    without = lacking(form, fields)
    if form == "assignments":
        return tuple(slot for slot in without if set(slot.fields) & _OF_ASSIGNMENTS)
    return without


def _lines(document: Document, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of *document*'s stream that *fields* alone give."""
    others = {name: empty for name, empty in _EMPTY.items() if name not in fields}
    alone = replace(document, **others)
    stream = alone.stream()
    at = sum(1 for line in (*alone.parent, *alone.header) if line)
    national = (wording.NATIONAL_NAME, wording.MOTTO)
    if "national" in fields or stream[at : at + 2] != national:
        return stream
    return stream[:at] + stream[at + 2 :]
