"""Rules about the sheet: paper, margins, font, number of the page, sizes that move together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.piece import Piece
from soanthao.lint.printed import Printed
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, Check, Remark, Rule, Spot
from soanthao.standard import metrics, nd30
from soanthao.standard.length import Allowed, Length, pt
from soanthao.word.look_model import PageNumberLook, RunLook, SectionLook

_NUMBER: Final = nd30.component("page-number")

_TOGETHER, _SIZES = nd30.SIZES_TOGETHER


def _mm(points: float) -> str:
    return f"{round(points / 72 * 25.4, 1):g}".replace(".", ",")


def _interval(allowed: Allowed[Length], unit: str = " mm") -> str:
    """Return what is allowed, as ``20–25 mm``."""
    low, high = allowed.low or allowed.house, allowed.high or allowed.house
    if unit == " mm":
        return f"{_mm(low.pt)}–{_mm(high.pt)} mm"
    return f"{low.pt:g}–{high.pt:g}"


_PAPER_NAME: Final = f"{_mm(nd30.PAGE.width.house.pt)} x {_mm(nd30.PAGE.height.house.pt)} mm"
_SIZE_SETS: Final = " hoặc ".join("–".join(f"{size:g}" for size in each) for each in _SIZES)
_NUMBER_SIZE: Final = _interval(_NUMBER.size, "")

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "T001",
        f"Khổ giấy A4 ({_PAPER_NAME})",
        Severity.ERROR,
        ANNEX_I + "I.1",
        right="A4",
        wrong="Letter, 215,9 x 279,4 mm",
    ),
    Rule(
        "T002",
        "Trình bày theo chiều dài trang; chiều rộng chỉ khi có bảng biểu",
        Severity.ERROR,
        ANNEX_I + "I.2",
        right="trang dọc",
        wrong="trang ngang không có bảng",
    ),
    Rule(
        "T003",
        f"Lề trên {_interval(nd30.PAGE.top)}, lề dưới {_interval(nd30.PAGE.bottom)}, "
        f"lề trái {_interval(nd30.PAGE.left)}, lề phải {_interval(nd30.PAGE.right)}",
        Severity.ERROR,
        ANNEX_I + "I.3",
        right="lề trái 30 mm",
        wrong="lề trái 25 mm",
    ),
    Rule(
        "T004",
        f"Phông chữ {nd30.FONT}",
        Severity.ERROR,
        ANNEX_I + "I.4",
        right="Times New Roman",
        wrong="Arial",
    ),
    Rule(
        "T006",
        f"Cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh tăng, giảm cùng nhau: {_SIZE_SETS}",
        Severity.ERROR,
        "Phụ lục I, phần V",
        right="13–14–14",
        wrong="13–14–13",
    ),
    Rule(
        "T008",
        "Chữ viết bằng bảng mã Unicode dựng sẵn (TCVN 6909:2001)",
        Severity.ERROR,
        ANNEX_I + "I.4",
        "mỗi chữ có dấu là một ký tự",
        "chữ và dấu gõ rời (Unicode tổ hợp)",
    ),
    Rule(
        "T800",
        "Văn bản nhiều trang có số trang",
        Severity.ERROR,
        ANNEX_I + "I.7",
        right="số trang ở giữa lề trên",
        wrong="ba trang không có số trang",
    ),
    Rule(
        "T801",
        f"Số trang cỡ chữ {_NUMBER_SIZE}",
        Severity.ERROR,
        ANNEX_I + "I.7",
        right="13",
        wrong="11",
    ),
    Rule(
        "T802",
        "Số trang kiểu chữ đứng, số Ả Rập",
        Severity.ERROR,
        ANNEX_I + "I.7",
        right="2",
        wrong="ii",
    ),
    Rule(
        "T804",
        "Số trang canh giữa trong phần lề trên",
        Severity.ERROR,
        ANNEX_I + "I.7",
        right="giữa lề trên",
        wrong="góc phải chân trang",
    ),
    Rule(
        "T809",
        "Không hiển thị số trang thứ nhất",
        Severity.ERROR,
        ANNEX_I + "I.7",
        right="trang 1 không có số",
        wrong="trang 1 ghi 1",
    ),
)

_MARGIN: Final = 1.5
"""Points by which a margin may miss: half a millimetre."""
_PAPER: Final = 3.0
_SURELY: Final = 1.02
"""Pages from which on a text is sure not to fit on one; its lines are only reckoned."""


def _papers(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    for number, section in enumerate(printed.look.sections if printed else ()):
        short, long = sorted((section.width, section.height))
        page = nd30.PAGE
        right = abs(short - page.width.house.pt) <= _PAPER
        if not (right and abs(long - page.height.house.pt) <= _PAPER):
            found = f"{_mm(section.width)} x {_mm(section.height)} mm"
            message = f"khổ giấy {found}{_section(number, printed)}; phải là A4, {_PAPER_NAME}."
            yield Remark("T001", message, found=found, expected=_PAPER_NAME)
        if printed and section.width > section.height and not _has_table(printed, number):
            message = f"trang nằm ngang mà không có bảng{_section(number, printed)}; hãy để dọc."
            yield Remark("T002", message, found="ngang", expected="dọc")


def _section(number: int, printed: Printed | None) -> str:
    many = printed is not None and len(printed.look.sections) > 1
    return f" (phần {number + 1} của tệp)" if many else ""


def _has_table(printed: Printed, section: int) -> bool:
    return any(
        each.component in ("table-heading", "table-cell") and each.paragraph.section == section
        for each in printed.pieces
    )


def _margins(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    for number, section in enumerate(printed.look.sections if printed else ()):
        for name, found, allowed in sides(section):
            low, high = allowed.low, allowed.high
            if low is None or high is None:
                continue
            if not low.pt - _MARGIN <= found <= high.pt + _MARGIN:
                lawful = _interval(allowed)
                told = f"{name} {_mm(found)} mm"
                message = f"{told}{_section(number, printed)}; phải từ {lawful}."
                yield Remark("T003", message, found=told, expected=lawful)


def sides(section: SectionLook) -> Iterator[tuple[str, float, Allowed[Length]]]:
    """Yield the margins; those of a page on its side may have turned with it."""
    page = nd30.PAGE
    upright = (
        ("lề trên", section.top, page.top),
        ("lề dưới", section.bottom, page.bottom),
        ("lề trái", section.left + section.gutter, page.left),
        ("lề phải", section.right, page.right),
    )
    turned = (
        ("lề trên", section.top, page.left),
        ("lề dưới", section.bottom, page.right),
        ("lề trái", section.left + section.gutter, page.bottom),
        ("lề phải", section.right, page.top),
    )
    is_turned = section.width > section.height and all(map(is_inside, turned))
    yield from turned if is_turned else upright


def is_inside(side: tuple[str, float, Allowed[Length]]) -> bool:
    """Tell whether a margin is one that the decree allows."""
    _, found, allowed = side
    low, high = allowed.low, allowed.high
    return low is None or high is None or low.pt - _MARGIN <= found <= high.pt + _MARGIN


def _fonts(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None:
        return
    seen: dict[str, list[int]] = {}
    for at, piece in enumerate(printed.pieces):
        for font in wrong_fonts(piece.runs):
            seen.setdefault(font, []).append(at)
    for font, places in seen.items():
        where = f" ({len(places)} đoạn)" if len(places) > 1 else ""
        message = f"phông chữ {font}{where}; phải là {nd30.FONT}."
        yield Remark("T004", message, Spot(places[0]), font, nd30.FONT)
    for beside in printed.look.beside:
        for font in wrong_fonts(beside.runs):
            if font not in seen:
                seen[font] = []
                message = f"phông chữ {font} ở đầu trang, chân trang hoặc chú thích; phải là "
                yield Remark("T004", f"{message}{nd30.FONT}.", found=font, expected=nd30.FONT)


def wrong_fonts(runs: tuple[RunLook, ...]) -> Iterator[str]:
    """Yield the fonts of letters and digits that are not the decree's; signs have their own."""
    fonts = (f for run in runs if any(map(str.isalnum, run.text)) for f in run.letters.fonts)
    yield from dict.fromkeys(font for font in fonts if font != nd30.FONT)


def _composed(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    numbers = printed.look.decomposed if printed is not None else ()
    for at, passage in enumerate(reading.passages if numbers else ()):
        if passage.place.paragraph in numbers:
            where = f" ({len(numbers)} đoạn)" if len(numbers) > 1 else ""
            message = f"chữ viết bằng Unicode tổ hợp{where}; hãy chuyển sang Unicode dựng sẵn."
            yield Remark("T008", message, Spot(at), "tổ hợp", "dựng sẵn")
            return


def _together(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None:
        return
    heads = [_first(printed, name) for name in _TOGETHER]
    known = [each for each in heads if each is not None]
    if len(known) < len(heads):
        return
    rows = [nd30.component(piece.component) for _, piece in known]
    sizes = [piece.sizes[0] if len(piece.sizes) == 1 else 0.0 for _, piece in known]
    lawful = all(
        row.size.low and row.size.high and row.size.low.pt <= size <= row.size.high.pt
        for row, size in zip(rows, sizes, strict=True)
    )
    if lawful and tuple(sizes) not in _SIZES:
        found = "–".join(f"{size:g}" for size in sizes)
        message = (
            f"cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh là {found}; phải là 12–13–13 hoặc 13–14–14."
        )
        yield Remark("T006", message, Spot(known[0][0]), found, "13–14–14")


def _first(printed: Printed, component: str) -> tuple[int, Piece] | None:
    return next(iter(printed.of(component)), None)


def _page_numbers(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None or not printed.look.sections:
        return
    numbers = [number for section in printed.look.sections for number in section.numbers]
    shown = [number for number in numbers if number.pages != "first"]
    if not shown:
        if _is_long(printed):
            message = "văn bản nhiều trang mà không có số trang; hãy chèn ở giữa lề trên."
            yield Remark("T800", message, expected="số trang ở giữa lề trên")
        return
    for number in dict.fromkeys(shown):
        yield from _page_number(number)
    first = printed.look.sections[0]
    if first.first_page_number:
        message = "trang đầu có số trang; hãy chọn “Different First Page” và bỏ số ở trang đầu."
        yield Remark("T809", message, found="trang 1 có số")
    if any(section.number_format != "decimal" for section in printed.look.sections):
        message = "số trang không phải số Ả Rập; hãy chọn kiểu 1, 2, 3."
        yield Remark("T802", message, found="không phải số Ả Rập", expected="số Ả Rập")


def _is_long(printed: Printed) -> bool:
    """Whether the file must take more than a page: it says so, or its lines do not fit on one."""
    if max((piece.place.page for piece in printed.pieces), default=0) > 1:
        return True
    section = printed.look.sections[0]
    room = section.height - section.top - section.bottom
    return _height(printed) > room * _SURELY


def _height(printed: Printed) -> float:
    """Return how high all text is in points, cells of one row side by side."""
    flow = 0.0
    cells: dict[tuple[int, int], dict[int, float]] = {}
    for piece in printed.pieces:
        cell = piece.cell
        if cell is None:
            flow += _height_of(piece)
        else:
            row = cells.setdefault((cell.table, cell.row), {})
            row[cell.column] = row.get(cell.column, 0.0) + _height_of(piece)
    return flow + sum(max(row.values()) for row in cells.values())


def _height_of(piece: Piece) -> float:
    layout, size = piece.layout, max(piece.sizes, default=0.0)
    width = sum(
        metrics.text_width(run.text, pt(run.letters.size), run.letters.bold).pt
        for run in piece.runs
    )
    lines = math.ceil((width + max(layout.first, 0.0)) / layout.width) if layout.width else 1
    line = layout.line
    high = line.value if line.kind != "multiple" else line.value * size * metrics.LINE_HEIGHT
    return max(lines, 1) * high + layout.before + layout.after


def _page_number(number: PageNumberLook) -> Iterator[Remark]:
    letters = number.letters
    low, high = _NUMBER.size.low, _NUMBER.size.high
    if low and high and not low.pt - 0.26 <= letters.size <= high.pt + 0.26:
        found = f"cỡ chữ {letters.size:g}"
        message = f"số trang: {found}; phải là cỡ chữ {_NUMBER_SIZE}."
        yield Remark("T801", message, found=found, expected=f"cỡ chữ {_NUMBER_SIZE}")
    if letters.italic or letters.bold:
        message = "số trang: kiểu chữ đậm hoặc nghiêng; phải là kiểu chữ đứng."
        yield Remark("T802", message, found="đậm hoặc nghiêng", expected="đứng")
    placed = number.alignment in (None, "center")
    if number.where != "header" or not placed:
        found = "ở chân trang" if number.where == "footer" else "không ở giữa"
        message = f"số trang {found}; phải canh giữa trong phần lề trên."
        yield Remark("T804", message, found=found, expected="giữa lề trên")


CHECKS: Final[tuple[Check, ...]] = (_papers, _margins, _fonts, _composed, _together, _page_numbers)
