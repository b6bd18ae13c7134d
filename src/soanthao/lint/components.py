"""Rules that are rows of the decree's table: how each component must look in a Word file.

Nothing here knows a number: what is allowed comes from ``standard.nd30``, the table that stamps our
own templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.codes import NUMBERS, Aspect, code
from soanthao.lint.piece import Piece
from soanthao.lint.printed import Printed
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, Check, Remark, Rule, Spot
from soanthao.standard import metrics, nd30
from soanthao.standard.length import mm, pt
from soanthao.standard.nd30 import Component
from soanthao.word.look_model import LineSpacing

_SAME: Final = 0.26
"""Points by which two sizes may differ and be one: half of Word's smallest step."""
_NEAR: Final = mm(0.6).pt
"""Points by which a typed indent may miss 1 cm or 1,27 cm."""
_OFF_CENTRE: Final = mm(3).pt
"""Points by which a text that blanks bring to the middle may miss it."""
INDENTS: Final = (mm(10).pt, mm(12.7).pt)
"""The first lines that II.6.e knows."""
FLOWING: Final = frozenset(("grounds", "body", "heading", "closing", "article"))
EMPHASISED: Final = frozenset(("body", "closing", "grounds", "article", "heading", "footnote"))
"""Components in which words may be emphasised."""
_ALIGNED: Final = {"left": "sát lề trái", "center": "canh giữa", "right": "sát lề phải"}
_ALIGNED_BOTH: Final = "canh đều hai lề"
_MOST_SHOWN: Final = 4
"""Places that a remark about many paragraphs names."""

_Fault = tuple[str, str]
"""What is, and what should be; both as a clerk reads them."""
_Measure = Callable[[Piece, Component, Printed], _Fault | None]


def _size(piece: Piece, row: Component, _: Printed) -> _Fault | None:
    low, high = row.size.low, row.size.high
    if low is None or high is None:
        return None
    wrong = [
        run.letters.size
        for run in piece.runs
        if any(map(str.isalnum, run.text))  # a dash that Word counts has a size of its own
        and not run.letters.script
        and not low.pt - _SAME <= run.letters.size <= high.pt + _SAME
    ]
    if not wrong:
        return None
    return f"cỡ chữ {_number(wrong[0])}", f"cỡ chữ {_range(low.pt, high.pt)}"


def _style(piece: Piece, row: Component, _: Printed) -> _Fault | None:
    letters = [
        run.letters
        for run in piece.runs
        if any(map(str.isalnum, run.text)) and not run.letters.script
    ]
    bold, italic = ({getattr(each, name) for each in letters} for name in ("bold", "italic"))
    free = row.name in EMPHASISED
    faults = []
    for is_wanted, seen, yes, no in (
        (row.bold, bold, "đậm", "không đậm"),
        (row.italic, italic, "nghiêng", "đứng"),
    ):
        if is_wanted and False in seen:
            faults.append((no, yes))
        elif not is_wanted and True in seen and not free:
            faults.append((yes, no))
    if not faults:
        return None
    found, expected = (", ".join(words) for words in zip(*faults, strict=True))
    return f"kiểu chữ {found}", f"kiểu chữ {expected}"


def _caps(piece: Piece, row: Component, _: Printed) -> _Fault | None:
    shown = "".join(
        run.text.upper() if run.letters.caps else run.text
        for run in piece.runs
        if not run.letters.small_caps
    )
    words = [word for word in shown.split() if any(char.isalpha() for char in word)]
    if row.caps and shown != shown.upper():
        return "chữ thường", "chữ in hoa"
    is_shouted = len(words) > 1 and shown == shown.upper()
    if not row.caps and is_shouted and row.name not in EMPHASISED | {"number", "recipients"}:
        return "chữ in hoa", "chữ in thường"
    return None


def _alignment(piece: Piece, row: Component, _: Printed) -> _Fault | None:
    paragraph = piece.paragraph
    found = piece.layout.alignment
    is_placed = paragraph.tabbed or paragraph.box or piece.layout.frame or _by_tabs(piece, row)
    if found is None or not piece.whole or is_placed:
        return None
    if row.name in FLOWING:
        if piece.cell is not None or found == "justify":
            return None
        return _ALIGNED.get(found, found), _ALIGNED_BOTH
    if row.align == "left":
        return None if found in ("left", "justify") else (_ALIGNED[found], _ALIGNED["left"])
    if row.name in ("addressee", "copy-signature") or found == row.align or _is_centred(piece, row):
        return None
    return _ALIGNED.get(found, _ALIGNED_BOTH), _ALIGNED.get(row.align, row.align)


def _by_tabs(piece: Piece, row: Component) -> bool:
    """Whether tabs place a text whose row is centred; the file does not settle where."""
    is_plain = piece.layout.alignment in ("left", "justify")
    return row.align == "center" and is_plain and piece.paragraph.begins is None


def _is_centred(piece: Piece, row: Component) -> bool:
    """Whether blanks or tabs before a text bring it to the middle, where the eye wants it."""
    begins, width = piece.paragraph.begins, piece.layout.width
    is_moved = begins is not None and begins > piece.layout.left + piece.layout.first + _SAME
    if row.align != "center" or begins is None or not is_moved or not width:
        return False
    text = sum(
        metrics.text_width(run.text, pt(run.letters.size), run.letters.bold).pt
        for run in piece.runs
    )
    return abs(begins + text / 2 - width / 2) <= _OFF_CENTRE


def _color(piece: Piece, row: Component, _: Printed) -> _Fault | None:
    wanted = row.color.removeprefix("#").upper()
    for run in piece.runs:
        if run.text.strip() and run.letters.color not in (None, wanted):
            named = "đen" if wanted == "000000" else "đỏ tươi"
            return f"màu chữ #{run.letters.color}", f"màu chữ {named}"
    return None


def _indent(piece: Piece, row: Component, _: Printed) -> _Fault | None:
    layout = piece.layout
    is_placed = piece.cell is not None or piece.paragraph.piece or layout.alignment == "center"
    if row.name not in FLOWING or is_placed or piece.paragraph.box:
        return None
    begins = piece.paragraph.begins
    first = layout.left + layout.first if begins is None else begins
    if not any(abs(first - each) <= _NEAR for each in INDENTS):
        return f"lùi đầu dòng {_cm(first)}", "lùi đầu dòng 1 cm hoặc 1,27 cm"
    if abs(layout.left) > _NEAR:
        return f"thụt cả đoạn {_cm(layout.left)}", "các dòng sau sát lề trái"
    return None


def _gap(piece: Piece, row: Component, printed: Printed) -> _Fault | None:
    low = row.space_after.low
    if row.name not in FLOWING or low is None or piece.cell is not None or piece.paragraph.piece:
        return None
    above = text_above(piece, printed)
    if above is None or piece.paragraph.empty_above:
        return None
    room = above.layout.after + piece.layout.before
    if room < low.pt - _SAME and not (above.layout.auto_after or piece.layout.auto_before):
        return f"cách đoạn trên {_number(room)}pt", f"tối thiểu {_number(low.pt)}pt"
    return None


def text_above(piece: Piece, printed: Printed) -> Piece | None:
    """Return the paragraph of flowing text right above a piece."""
    at = printed.pieces.index(piece)
    above = printed.pieces[at - 1] if at else None
    if above is None or above.component not in FLOWING or above.cell is not None:
        return None
    return None if above.paragraph is piece.paragraph else above


def _line(piece: Piece, row: Component, _: Printed) -> _Fault | None:
    low, high = row.line_spacing.low, row.line_spacing.high
    if row.name not in FLOWING or low is None or high is None or piece.cell is not None:
        return None
    found = piece.layout.line
    lines = in_lines(found, max(piece.sizes, default=0.0))
    if lines is None or low - 0.02 <= lines <= high + 0.02:
        return None
    if found.kind == "multiple":
        told = f"giãn dòng {_number(found.value)}"
    else:
        told = f"giãn dòng {_number(found.value)}pt"
    return told, "giãn dòng từ đơn (1,0) đến 1,5 dòng"


def in_lines(spacing: LineSpacing, size: float) -> float | None:
    """Return the distance of lines in single lines of *size* points."""
    if spacing.kind == "multiple":
        return spacing.value
    if not size:
        return None
    lines = spacing.value / (size * metrics.LINE_HEIGHT)
    return max(lines, 1.0) if spacing.kind == "least" else lines


MEASURES: Final[dict[Aspect, tuple[_Measure, str]]] = {
    "size": (_size, "Cỡ chữ"),
    "style": (_style, "Kiểu chữ"),
    "caps": (_caps, "Chữ in hoa, in thường"),
    "alignment": (_alignment, "Vị trí"),
    "color": (_color, "Màu chữ"),
    "indent": (_indent, "Lùi đầu dòng"),
    "gap": (_gap, "Khoảng cách giữa các đoạn"),
    "line": (_line, "Khoảng cách giữa các dòng"),
}
_WARNED: Final = frozenset((("annex-number", "caps"),))
"""What practice does otherwise than the law (nd30: Phụ lục): a warning."""


def _applies(row: Component, aspect: Aspect) -> bool:
    if row.name not in NUMBERS:
        return False
    if aspect in ("indent", "gap", "line"):
        return row.name in FLOWING
    if aspect == "style":
        return row.bold or row.italic or row.name not in EMPHASISED
    if aspect == "alignment":
        return row.name not in ("addressee", "copy-signature")
    if aspect == "caps":
        return row.caps or row.name not in EMPHASISED | {"number", "recipients"}
    return aspect != "size" or row.size.low is not None


def _rules() -> Iterator[Rule]:
    for row in nd30.COMPONENTS:
        for aspect, (_, title) in MEASURES.items():
            if _applies(row, aspect):
                is_warned = (row.name, aspect) in _WARNED
                yield Rule(
                    code(row.name, aspect),
                    f"{title} của {row.term[0].lower()}{row.term[1:]}: {_lawful(row, aspect)}",
                    Severity.WARNING if is_warned else Severity.ERROR,
                    f"{ANNEX_I}{row.cite}" if not row.cite.startswith("P.II") else _part_two(row),
                    _lawful(row, aspect),
                    _unlawful(row, aspect),
                )


def _part_two(row: Component) -> str:
    return f"Phụ lục I, phần II, {row.cite.removeprefix('P.II, ')}"


def _lawful(row: Component, aspect: Aspect) -> str:
    """Return what the decree asks of an aspect, in words."""
    if aspect == "size" and row.size.low is not None and row.size.high is not None:
        return _range(row.size.low.pt, row.size.high.pt)
    if aspect == "style":
        return f"{'đậm' if row.bold else 'không đậm'}, {'nghiêng' if row.italic else 'đứng'}"
    if aspect == "gap" and row.space_after.low is not None:
        return f"tối thiểu {_number(row.space_after.low.pt)}pt"
    return {
        "caps": "in hoa" if row.caps else "in thường",
        "alignment": _ALIGNED.get(row.align, _ALIGNED_BOTH),
        "color": "đen" if row.color == nd30.BLACK else "đỏ tươi",
        "indent": "1 cm hoặc 1,27 cm",
    }.get(aspect, "từ dòng đơn đến 1,5 dòng")


def _unlawful(row: Component, aspect: Aspect) -> str:
    """Return an example of what breaks the rule."""
    if aspect == "size" and row.size.high is not None:
        return _number(row.size.high.pt + 2)
    if aspect == "style":
        return f"{'không đậm' if row.bold else 'đậm'}, {'đứng' if row.italic else 'nghiêng'}"
    if aspect == "gap" and row.space_after.low is not None:
        return f"{_number(row.space_after.low.pt / 2)}pt"
    return {
        "caps": "in thường" if row.caps else "in hoa",
        "alignment": _ALIGNED["left" if row.align != "left" else "center"],
        "color": "xanh",
        "indent": "1,5 cm",
    }.get(aspect, "2 dòng")


def _looks(reading: Reading) -> Iterator[Remark]:
    """Report each deviation of each component once, with the paragraphs that have it."""
    printed = reading.printed
    if printed is None:
        return
    rows = {row.name: row for row in nd30.COMPONENTS if row.name in NUMBERS}
    found: dict[tuple[str, _Fault], list[int]] = {}
    for at, piece in enumerate(printed.pieces):
        row = rows.get(piece.component)
        if row is None:
            continue
        for aspect in MEASURES:
            seen = fault(piece, row, aspect, printed)
            if seen is not None:
                found.setdefault((code(row.name, aspect), seen), []).append(at)
    for (name, seen), places in found.items():
        yield _remark(name, seen, places, printed)


def fault(piece: Piece, row: Component, aspect: Aspect, printed: Printed) -> _Fault | None:
    """Return what an aspect of *piece* is and what it should be; None where it is right."""
    measure, _ = MEASURES[aspect]
    return measure(piece, row, printed) if _applies(row, aspect) else None


def _remark(name: str, seen: _Fault, places: Sequence[int], printed: Printed) -> Remark:
    found, expected = seen
    row = nd30.component(printed.pieces[places[0]].component)
    where = ""
    if len(places) > 1:
        numbers = dict.fromkeys(printed.pieces[at].place.paragraph for at in places)
        shown = ", ".join(map(str, list(numbers)[:_MOST_SHOWN]))
        more = ", …" if len(numbers) > _MOST_SHOWN else ""
        where = f" ({len(numbers)} đoạn: {shown}{more})"
    message = f"{row.term}: {found}{where}; phải là {expected}."
    return Remark(name, message, Spot(places[0]), found, expected)


def _number(value: float) -> str:
    return f"{round(value, 2):g}".replace(".", ",")


def _range(low: float, high: float) -> str:
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _cm(points: float) -> str:
    return f"{_number(points / 72 * 2.54)} cm"


RULES: Final[tuple[Rule, ...]] = tuple(_rules())
CHECKS: Final[tuple[Check, ...]] = (_looks,)
