"""Rules about the words of the head: Quốc hiệu, số, ký hiệu, địa danh, tên loại, Kính gửi."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.codes import NUMBERS, code
from soanthao.lint.piece import Piece
from soanthao.lint.printed import Printed
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, ANNEX_III, Check, Remark, Rule, Spot
from soanthao.standard import kinds, nd30, wording

_REQUIRED: Final = (
    *("national-name", "motto", "agency", "number", "place-date"),
    *("recipients-heading", "recipients", "authority", "signer"),
)
"""Components of every document of the decree (Điều 8), beside what says its kind."""

RULES: Final[tuple[Rule, ...]] = (
    *(
        Rule(
            code(name, "presence"),
            f"Văn bản có {nd30.component(name).term[0].lower()}{nd30.component(name).term[1:]}",
            Severity.ERROR,
            ANNEX_I + nd30.component(name).cite,
            "có",
            "không có",
        )
        for name in _REQUIRED
    ),
    Rule(
        "T200",
        "Văn bản có tên loại và trích yếu; công văn có trích yếu",
        Severity.ERROR,
        ANNEX_I + "II.5",
        right="THÔNG BÁO, dưới đó là trích yếu",
        wrong="THÔNG BÁO không có trích yếu",
    ),
    Rule(
        "T012",
        "Thành phần thể thức đúng vị trí: cơ quan bên trái Quốc hiệu; số ngang địa danh; nơi nhận "
        "bên trái người ký",
        Severity.ERROR,
        "Phụ lục I, phần IV",
        right="số, ký hiệu ngang hàng với địa danh",
        wrong="địa danh dưới số, ký hiệu một hàng",
    ),
    Rule(
        "T108",
        f"Quốc hiệu ghi “{wording.NATIONAL_NAME}”",
        Severity.ERROR,
        ANNEX_I + "II.1.a",
        right="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        wrong="CỘNG HÒA XHCN VIỆT NAM",
    ),
    Rule(
        "T118",
        f"Tiêu ngữ ghi “{wording.MOTTO}”, gạch nối có cách chữ",
        Severity.ERROR,
        ANNEX_I + "II.1.b",
        right="Độc lập - Tự do - Hạnh phúc",
        wrong="Độc lập – Tự do – Hạnh phúc",
    ),
    Rule(
        "T147",
        "Ký hiệu có chữ viết tắt đúng của tên loại; công văn không có chữ viết tắt tên loại",
        Severity.ERROR,
        ANNEX_III + "phần I",
        "Số: 15/TB-UBND",
        "Số: 15/QĐ-UBND ở một thông báo",
    ),
    Rule(
        "T148",
        "Số ghi “Số: 05/TB-UBND”: có dấu hai chấm, số dưới 10 có số 0, không cách chữ",
        Severity.ERROR,
        ANNEX_I + "II.3",
        "Số: 05/TB-UBND",
        "Số 5 / TB - UBND",
    ),
    Rule(
        "T158",
        "Ngày dưới 10 và tháng 1, 2 có số 0; sau địa danh có dấu phẩy",
        Severity.ERROR,
        ANNEX_I + "II.4.b",
        "Hà Nội, ngày 05 tháng 6 năm 2026",
        "Hà Nội, ngày 5 tháng 06 năm 2026",
    ),
    Rule(
        "T228",
        "Trích yếu công văn bắt đầu bằng “V/v”",
        Severity.ERROR,
        ANNEX_I + "II.5.b",
        "V/v báo cáo kết quả",
        "Về việc báo cáo kết quả",
    ),
    Rule(
        "T408",
        "Sau “Kính gửi” có dấu hai chấm",
        Severity.ERROR,
        ANNEX_I + "II.9.d",
        "Kính gửi: Sở Tài chính",
        "Kính gửi Sở Tài chính",
    ),
)

_DASHES: Final = re.compile(r"Độc lập - Tự do - Hạnh phúc")
LAWFUL_NUMBER: Final = re.compile(r"Số: (?:\d{2,})? ?/[A-ZĐ]\w*(?:[-&/.][A-ZĐ\d]\w*)*")
_UNASKED: Final = frozenset({"place-date", "authority", "signer"})
"""What a record of a meeting does not have; its two signers stand side by side (Mẫu 1.9)."""
_OWN_FORMS: Final = frozenset({"HĐ", "BGN", "BTT", "GUQ", "GGT", "GNP", "PG", "PC", "PB"})
_TITLES: Final = frozenset(
    kind.title for kind in kinds.KINDS if kind.abbreviation and kind.abbreviation not in _OWN_FORMS
)
_KINDS: Final = frozenset(kind.abbreviation for kind in kinds.KINDS if kind.abbreviation)
_OPEN: Final = "……__"


def _presence(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None or not _is_document(printed):
        return
    there = {piece.component for piece in printed.pieces}
    unasked = _UNASKED if kind_of(printed) == "BIÊN BẢN" else frozenset()
    for name in _REQUIRED:
        if name not in there and name not in unasked:
            term = nd30.component(name).term
            message = f"không thấy {term[0].lower()}{term[1:]} (ô {nd30.component(name).box})."
            yield Remark(code(name, "presence"), message, expected=term)
    if not there & {"kind", "letter-subject", "addressee", "subject"}:
        yield Remark("T200", "không thấy tên loại, trích yếu (ô 5).", expected="tên loại")
    elif "kind" in there and "subject" not in there:
        yield Remark("T200", "dưới tên loại không thấy trích yếu (ô 5a).", expected="trích yếu")


def _is_document(printed: Printed) -> bool:
    """Whether the file is a document of the decree at all, and not a table or an annex alone."""
    is_known = printed.outline.form in ("notice", "letter", "extract", "invitation")
    return is_known or (kind_of(printed) != "" and any(printed.of("national-name", "motto")))


def kind_of(printed: Printed) -> str:
    """Return the title of a kind that has the components of every document; empty for none.

    Contracts and papers for one person have forms of their own.
    """
    title = _first(printed, "kind")
    said = title[1].text.upper() if title else ""
    return said if said in _TITLES and printed.outline.form == "other" else ""


def _places(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None:
        return
    for left, right in (
        (("parent-agency", "agency"), "national-name"),
        (("number",), "place-date"),
        (("recipients-heading",), "authority"),
    ):
        one, two = _first(printed, *left), _first(printed, right)
        if one is None or two is None:
            continue
        (at, first), (_, second) = one, two
        if first.cell is None or second.cell is None or first.cell.table != second.cell.table:
            continue
        terms = [nd30.component(name).term for name in (first.component, right)]
        if first.cell.column >= second.cell.column:
            message = f"{terms[0]} phải ở bên trái {terms[1]}."
            yield Remark("T012", message, Spot(at), "sai vị trí")
        elif first.cell.row != second.cell.row:
            message = f"{terms[0]} phải ngang hàng với {terms[1]}."
            yield Remark("T012", message, Spot(at), "lệch hàng")


def _first(printed: Printed, *components: str) -> tuple[int, Piece] | None:
    return next(iter(printed.of(*components)), None)


def _fixed(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    for at, piece in printed.of("national-name", "motto") if printed else ():
        is_name = piece.component == "national-name"
        form = wording.NATIONAL_NAME_READ if is_name else _DASHES
        right = wording.NATIONAL_NAME if is_name else wording.MOTTO
        # Capitals are a rule of their own.
        if not re.fullmatch(form.pattern, piece.text, re.IGNORECASE):
            number = f"T{NUMBERS[piece.component]}8"
            message = f"“{piece.text}”: phải ghi “{right}”."
            yield Remark(number, message, Spot(at, 0, len(piece.text)), piece.text, right)


def _numbers(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    for at, piece in printed.of("number") if printed else ():
        if piece.text.strip(_OPEN) and not LAWFUL_NUMBER.fullmatch(_without_dots(piece.text)):
            right = _lawful_number(piece.text)
            message = f"“{piece.text}”: phải ghi “{right}”."
            yield Remark("T148", message, Spot(at, 0, len(piece.text)), piece.text, right)


def _without_dots(text: str) -> str:
    """Return a number line without the dots that some type where the number is open."""
    return re.sub(r"(?<=:)[\s.…_]+(?=/)", " ", text)


def _lawful_number(text: str) -> str:
    match = wording.NUMBER_LINE_READ.search(text)
    if match is None:
        return "Số: …/TB-UBND"
    digits = re.sub(r"\D", "", match["number"])
    symbol = re.sub(r"\s*([-/&.])\s*", r"\1", match["symbol"])
    return f"Số: {digits.zfill(2) if digits else '…'}/{symbol}"


def _symbols(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    first = _first(printed, "number") if printed else None
    match = wording.NUMBER_LINE_READ.search(first[1].text) if first else None
    if printed is None or first is None or match is None:
        return
    group = re.split(r"[-/]", match["symbol"].replace(" ", ""))[0]
    at, _ = first
    spot = Spot(at, *match.span("symbol"))
    title = _first(printed, "kind")
    if title is not None:
        wanted = next((kind for kind in kinds.KINDS if kind.title == title[1].text.upper()), None)
        if wanted is not None and wanted.abbreviation and group != wanted.abbreviation:
            message = (
                f"ký hiệu “{match['symbol']}” không phải của {wanted.name.lower()}; phải bắt đầu "
                f"bằng “{wanted.abbreviation}-”."
            )
            yield Remark("T147", message, spot, group, wanted.abbreviation)
    elif printed.outline.form == "letter" and (group in _KINDS or group == "CV"):
        message = (
            f"ký hiệu công văn không có chữ viết tắt tên loại “{group}”; ghi tên cơ quan rồi đơn "
            "vị soạn thảo, như “UBND-TH”."
        )
        yield Remark("T147", message, spot, group)


def _place_dates(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    for at, piece in printed.of("place-date") if printed else ():
        match = wording.PLACE_DATE_READ.fullmatch(piece.text)
        if match is None:
            message = f"“{piece.text}”: phải ghi “Địa danh, ngày … tháng … năm …”."
            yield Remark("T158", message, Spot(at, 0, len(piece.text)), piece.text)
            continue
        for name, write in (("day", wording.day), ("month", wording.month)):
            said = match[name].strip()
            if said.isdigit() and said != write(int(said)):
                right = write(int(said))
                word = "ngày" if name == "day" else "tháng"
                start, stop = match.span(name)
                message = f"“{word} {said}”: phải ghi “{word} {right}”."
                yield Remark("T158", message, Spot(at, start, stop), said, right, right)


def _letters(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None:
        return
    first = _first(printed, "letter-subject")
    if first is not None and not first[1].text.startswith("V/v "):
        at, piece = first
        words = " ".join(piece.text.split()[:3])
        message = f"trích yếu công văn “{words} …” phải bắt đầu bằng “V/v ”."
        yield Remark("T228", message, Spot(at), words, "V/v")
    for at, piece in printed.of("addressee"):
        if piece.text.casefold().startswith("kính gửi") and ":" not in piece.text[:12]:
            message = "sau “Kính gửi” phải có dấu hai chấm."
            yield Remark("T408", message, Spot(at, 0, 8), piece.text[:8], "Kính gửi:")


CHECKS: Final[tuple[Check, ...]] = (
    _presence,
    _places,
    _fixed,
    _numbers,
    _symbols,
    _place_dates,
    _letters,
)
