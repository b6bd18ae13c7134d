"""Rules about the lines below Tiêu ngữ, the agency's name and trích yếu (đường kẻ ngang)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.codes import NUMBERS
from soanthao.lint.piece import Piece
from soanthao.lint.printed import Printed
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, Check, Remark, Rule, Spot
from soanthao.standard import metrics, nd30
from soanthao.standard.length import pt
from soanthao.word.look_model import LineLook

_SLACK: Final = 0.12
"""Share of the text by which the length of a line drawn by hand may miss."""
_OFF_CENTRE: Final = 9.0
"""Points by which its middle may miss the column's: three millimetres."""
_NO_LINES: Final = {"underline": "là chữ gạch chân", "characters": "gõ bằng ký tự"}


def _code(rule: nd30.Rule) -> str:
    return f"T{NUMBERS[rule.below]}9"


def _asked(rule: nd30.Rule) -> str:
    low, high = rule.share.low, rule.share.high
    if low == high:
        return "dài bằng dòng chữ"
    return "dài từ 1/3 đến 1/2 dòng chữ, cân đối"


def _rules() -> Iterator[Rule]:
    for rule in nd30.RULES:
        row = nd30.component(rule.below)
        title = f"Dưới {row.term[0].lower()}{row.term[1:]} có đường kẻ nét liền, {_asked(rule)}"
        yield Rule(
            _code(rule),
            title,
            Severity.ERROR,
            ANNEX_I + rule.cite,
            "đường kẻ nét liền, cân đối",
            "chữ gạch chân",
        )


RULES: Final[tuple[Rule, ...]] = tuple(_rules())


def _lines(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    if printed is None:
        return
    for rule in nd30.RULES:
        for group in _groups(printed, rule.below):
            yield from _below(rule, group, printed)


def _groups(printed: Printed, component: str) -> Iterator[list[tuple[int, Piece]]]:
    """Yield the runs of neighbouring pieces of a component: a name may take several lines."""
    group: list[tuple[int, Piece]] = []
    for at, piece in printed.of(component):
        if group and at != group[-1][0] + 1:
            yield group
            group = []
        group.append((at, piece))
    if group:
        yield group


def _below(rule: nd30.Rule, group: list[tuple[int, Piece]], printed: Printed) -> Iterator[Remark]:
    at, _ = group[-1]
    term = nd30.component(rule.below).term
    lines = [line for _, each in group for line in each.lines]
    lines = lines or _typed(printed, at)
    if not lines:
        if printed.look.unsettled:
            return  # one of them may stand here
        message = f"dưới {term} không có đường kẻ; phải có đường kẻ nét liền, {_asked(rule)}."
        yield Remark(_code(rule), message, Spot(at), "không có đường kẻ", _asked(rule))
        return
    line = next((each for each in lines if each.kind not in ("underline", "characters")), lines[0])
    fault = _fault(line, rule, [each for _, each in group])
    if fault:
        message = f"đường kẻ dưới {term} {fault}; phải là nét liền, {_asked(rule)}."
        yield Remark(_code(rule), message, Spot(at), fault, _asked(rule))


def _typed(printed: Printed, at: int) -> list[LineLook]:
    """Return a line of dashes that stands as a paragraph of its own below a piece."""
    below = printed.pieces[at + 1 : at + 2]
    return [LineLook("characters") for each in below if each.component == "rule"]


def _fault(line: LineLook, rule: nd30.Rule, pieces: list[Piece]) -> str:
    if line.kind in _NO_LINES:
        return _NO_LINES[line.kind]
    if line.style not in ("solid", "single"):
        return "không phải nét liền"
    is_centred = pieces[-1].alignment == "center" and not pieces[-1].layout.frame
    off = line.off_centre if is_centred else None  # else the middle of the text is not known
    if off is not None and abs(off) > _OFF_CENTRE:
        return "không cân đối"
    low, high = rule.share.low, rule.share.high
    width = max(_width(piece, line) for piece in pieces)
    if line.length is None or low is None or high is None or not width:
        return ""
    share = line.length / width
    if low - _SLACK <= share <= high + _SLACK:
        return ""
    return f"quá {'ngắn' if share < low else 'dài'}, {share:.0%} dòng chữ"


def _width(piece: Piece, line: LineLook) -> float:
    """Return the width of a line of the name, or of the column where it fills it."""
    width = sum(
        metrics.text_width(
            run.text.upper() if run.letters.caps else run.text,
            pt(run.letters.size),
            run.letters.bold,
        ).pt
        for run in piece.runs
    )
    room = piece.layout.width if piece.layout.frame else line.room
    room = room or piece.layout.width or width
    return min(width, room)


CHECKS: Final[tuple[Check, ...]] = (_lines,)
