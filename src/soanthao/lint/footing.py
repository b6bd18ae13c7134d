"""Rules about the foot: ``./.``, nơi nhận, who signs by what power, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.heading import kind_of
from soanthao.lint.piece import Piece
from soanthao.lint.printed import Printed
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, ANNEX_III, Check, Remark, Rule, Spot
from soanthao.standard import wording

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "T962",
        "Mỗi nơi nhận bắt đầu bằng gạch đầu dòng, kết thúc bằng dấu chấm phẩy; dòng cuối bằng dấu "
        "chấm",
        Severity.ERROR,
        ANNEX_I + "II.9.d",
        "- UBND các xã;",
        "- UBND các xã,",
    ),
    Rule(
        "T963",
        "Văn bản có Kính gửi thì nơi nhận bắt đầu bằng “Như trên”; không có Kính gửi thì không ghi",
        Severity.ERROR,
        ANNEX_I + "II.9.d",
        "- Như trên;",
        "- Như kính gửi;",
    ),
    Rule(
        "T964",
        "Quyền hạn ghi TM., Q., KT., TL., TUQ. có dấu chấm và cách chữ",
        Severity.ERROR,
        ANNEX_I + "II.7.a",
        "TL. CHỦ TỊCH",
        "T/L CHỦ TỊCH",
    ),
    Rule(
        "T965",
        "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu",
        Severity.ERROR,
        ANNEX_I + "II.7.c",
        "Nguyễn Văn An",
        "TS. Nguyễn Văn An",
    ),
    Rule(
        "T966",
        f"Nội dung kết thúc bằng “{wording.END}”, một lần",
        Severity.ERROR,
        ANNEX_III + "các mẫu",
        "biết, thực hiện./.",
        "biết, thực hiện.",
    ),
    Rule(
        "T967",
        "Tên cơ quan, ký hiệu và người ký khớp nhau",
        Severity.WARNING,
        ANNEX_I + "II.3, II.7",
        "ỦY BAN NHÂN DÂN, TB-UBND, TL. CHỦ TỊCH",
        "VĂN PHÒNG, TB-UBND, TL. CHỦ TỊCH",
    ),
    Rule(
        "T968",
        "Ghi “Nơi nhận:” có dấu hai chấm",
        Severity.ERROR,
        ANNEX_I + "II.9.d",
        "Nơi nhận:",
        "Nơi nhận",
    ),
    Rule(
        "T818",
        "Có từ hai phụ lục thì đánh số La Mã",
        Severity.ERROR,
        ANNEX_I + "III.1.a",
        "Phụ lục II",
        "Phụ lục 2",
    ),
    Rule(
        "T819",
        "Trong văn bản có chỉ dẫn về phụ lục kèm theo",
        Severity.WARNING,
        ANNEX_I + "III.1.a",
        "(chi tiết tại Phụ lục kèm theo)",
        "phụ lục không được nhắc đến",
    ),
)

CONTINUES: Final = ("-–—+•", ";.,:")
"""A line of nơi nhận begins an entry if it begins so, or the line above ends so."""
_POWER: Final = re.compile(r"(?P<prefix>T/M|K/T|T/L|TUQ|TM|KT|TL|Q)(?P<mark>\.? ?)(?=[A-ZĐÀ-Ỹ])")
_TITLED: Final = re.compile(
    r"(?:(?:PGS|GS|TSKH|TS|ThS|Ths|THS|BS|BSCK\w*|KS|CN|LS|NGƯT|NGND|NSND|NSƯT|TTND|TTƯT)\b\.?,? ?"
    r"|(?:Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Giáo sư|Phó Giáo sư|Bác sĩ|Kỹ sư|Cử nhân|Luật sư) )+"
)
_FLOWING: Final = frozenset(("body", "heading", "closing", "grounds", "article"))
_AS_ABOVE: Final = re.compile(r"(?i)-? ?như (?P<what>trên|kính gửi)")
_ARABIC: Final = re.compile(r"(?i)phụ lục (?:số )?\d+")
_ANNEX: Final = re.compile(r"(?i)phụ lục")


def _marks(reading: Reading) -> Iterator[Remark]:
    """Report the first line of each block that is not marked as the others should be."""
    printed = reading.printed
    for block in _blocks(printed) if printed else ():
        for number, (at, piece) in enumerate(block):
            is_last = number == len(block) - 1
            wanted = "." if is_last else ";"
            fault = _fault(piece.text, wanted)
            if fault:
                message = f"nơi nhận “{piece.text}” {fault}."
                spot = Spot(at, 0, len(piece.text))
                yield Remark("T962", message, spot, piece.text, _lawful(piece.text, wanted))


def _blocks(printed: Printed) -> Iterator[list[tuple[int, Piece]]]:
    """Yield the lines of nơi nhận below each heading."""
    block: list[tuple[int, Piece]] = []
    for at, piece in enumerate(printed.pieces):
        if piece.component == "recipients":
            block.append((at, piece))
        elif block:
            yield _whole(block)
            block = []
    if block:
        yield _whole(block)


def _whole(block: list[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """Return the entries of a block; a line that goes on with the one above is none."""
    return [
        each
        for n, each in enumerate(block)
        if not n or each[1].text[:1] in CONTINUES[0] or block[n - 1][1].text[-1:] in CONTINUES[1]
    ]


def _fault(text: str, wanted: str) -> str:
    if not text.startswith("- "):
        return "phải bắt đầu bằng “- ”"
    if not text.endswith(wanted):
        return f"phải kết thúc bằng “{wanted}”"
    return ""


def _lawful(text: str, wanted: str) -> str:
    return f"- {text.lstrip('-–—+• ').rstrip(';,. ')}{wanted}"


def _as_above(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None:
        return
    lines = printed.of("recipients")
    said = [(at, piece) for at, piece in lines if _AS_ABOVE.match(piece.text)]
    has_addressee = any(True for _ in printed.of("addressee"))
    for at, piece in said:
        match = _AS_ABOVE.match(piece.text)
        if not has_addressee:
            message = f"văn bản không có “Kính gửi”, nơi nhận không ghi “{piece.text}”."
            yield Remark("T963", message, Spot(at, 0, len(piece.text)), piece.text)
        elif match is not None and match["what"].casefold() != "trên":
            message = f"“{piece.text}”: phải ghi “- Như trên;”."
            yield Remark("T963", message, Spot(at, 0, len(piece.text)), piece.text, "- Như trên;")
    if has_addressee and not said and lines:
        message = "nơi nhận của văn bản có “Kính gửi” phải bắt đầu bằng “- Như trên;”."
        yield Remark("T963", message, Spot(next(iter(lines))[0]), expected="- Như trên;")


def _heads(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    for at, piece in printed.of("recipients-heading") if printed else ():
        if not piece.text.endswith(":"):
            message = f"“{piece.text}”: phải ghi “{piece.text.rstrip(' .;')}:”."
            spot = Spot(at, 0, len(piece.text))
            yield Remark("T968", message, spot, piece.text, f"{piece.text.rstrip(' .;')}:")


def _powers(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None:
        return
    for at, piece in printed.of("authority"):
        match = _POWER.match(piece.text)
        if match and (match["mark"] != ". " or "/" in match["prefix"]):
            prefix = match["prefix"].replace("/", "")
            right = f"{prefix}. {piece.text[match.end() :]}"
            message = f"“{piece.text}”: phải ghi “{right}”."
            yield Remark("T964", message, Spot(at, 0, len(piece.text)), piece.text, right)
    for at, piece in printed.of("signer"):
        match = _TITLED.match(piece.text)
        if match:
            right = piece.text[match.end() :]
            message = f"“{piece.text}”: trước họ tên không ghi “{match[0].strip()}”."
            yield Remark("T965", message, Spot(at, *match.span()), match[0].strip(), right)


def _ends(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None:
        return
    if printed.outline.form not in ("notice", "letter", "extract") and not kind_of(printed):
        return
    text = [(at, each) for at, each in enumerate(_before_annexes(printed))]
    flowing = [(at, each) for at, each in text if each.component in _FLOWING]
    foot = next((at for at, each in text if each.component == "recipients-heading"), len(text))
    body = [(at, each) for at, each in flowing if at < foot]
    if not body:
        return
    at, last = body[-1]
    is_table = any(each.component == "table-cell" for _, each in text[at:foot])
    if not last.text.endswith(wording.END) and not is_table:
        words = " ".join(last.text.split()[-4:])
        message = f"đoạn cuối kết thúc “… {words}”; phải kết thúc bằng “{wording.END}”."
        yield Remark("T966", message, Spot(at), words, wording.END)
    for at, piece in body:
        count = piece.text.count(wording.END)
        if count > 1 or (count and piece is not last):
            message = f"“{wording.END}” chỉ đứng một lần, ở cuối nội dung."
            yield Remark("T966", message, Spot(at), wording.END)


def _before_annexes(printed: Printed) -> tuple[Piece, ...]:
    ends = [at for at, each in enumerate(printed.pieces) if each.component == "annex-number"]
    return printed.pieces[: ends[0]] if ends else printed.pieces


def _agreement(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None or not reading.symbol or not reading.header:
        return
    by_office = reading.header[-1].upper().startswith("VĂN PHÒNG")
    groups = re.split(r"[-/]", reading.symbol)
    of_office = reading.kind != "" and groups[-1].startswith("VP")
    of_committee = reading.kind != "" and groups[-1] == "UBND"
    ordered = bool(reading.authority) and reading.authority[0].startswith("TL.")
    head = " ".join(reading.header)
    told = ""
    if by_office and of_committee:
        told = f"tên cơ quan là “{head}” mà ký hiệu là “{reading.symbol}”"
    elif of_office and not by_office:
        told = f"ký hiệu là “{reading.symbol}” mà tên cơ quan là “{head}”"
    elif by_office and ordered:
        told = f"tên cơ quan là “{head}” mà người ký ghi “{reading.authority[0]}”"
    elif of_committee and not reading.authority and "VĂN PHÒNG" in reading.position:
        told = f"ký hiệu là “{reading.symbol}” mà {reading.position} không ghi “TL. CHỦ TỊCH”"
    if told:
        yield Remark("T967", f"{told}; hãy xem lại.", found=told)


def _annexes(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    numbers = printed.of("annex-number") if printed else ()
    found = list(numbers)
    for at, piece in found:
        if len(found) > 1 and _ARABIC.fullmatch(piece.text.strip(" .:")):
            message = f"“{piece.text}”: có nhiều phụ lục thì đánh số La Mã, như “Phụ lục I”."
            yield Remark("T818", message, Spot(at, 0, len(piece.text)), piece.text)
    if found and printed is not None:
        body = [each for each in _before_annexes(printed) if each.component in _FLOWING]
        if body and not any(_ANNEX.search(each.text) for each in body):
            message = "nội dung văn bản không nhắc đến phụ lục kèm theo."
            yield Remark("T819", message, Spot(found[0][0]), found[0][1].text)


CHECKS: Final[tuple[Check, ...]] = (
    _marks,
    _as_above,
    _heads,
    _powers,
    _ends,
    _agreement,
    _annexes,
)
