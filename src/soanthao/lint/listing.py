"""Rules about lists of the decree that end with ``;`` and ``.``: căn cứ, Kính gửi."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.piece import Piece
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, Check, Remark, Rule, Spot

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "T309",
        "Mỗi căn cứ kết thúc bằng dấu chấm phẩy; căn cứ cuối cùng bằng dấu chấm",
        Severity.ERROR,
        ANNEX_I + "II.6.a",
        "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;",
        "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024,",
    ),
    Rule(
        "T409",
        "Kính gửi từ hai nơi trở lên: mỗi nơi một dòng, có gạch đầu dòng, kết thúc bằng dấu chấm "
        "phẩy; dòng cuối bằng dấu chấm",
        Severity.ERROR,
        ANNEX_I + "II.9.d",
        "- Sở Tài chính;",
        "- Sở Tài chính,",
    ),
)

_DASHES: Final = "-–—+•"
_Entry = tuple[int, Piece]


def _grounds(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    found = list(printed.of("grounds")) if printed else []
    for (at, piece), wanted in zip(found, _marks(len(found)), strict=True):
        if not piece.text.endswith(wanted):
            words = " ".join(piece.text.split()[-4:])
            message = f"căn cứ “… {words}” phải kết thúc bằng “{wanted}”."
            yield Remark("T309", message, Spot(at), piece.text[-1:], wanted)


def _marks(count: int) -> tuple[str, ...]:
    return (*(";" for _ in range(count - 1)), *("." for _ in range(min(count, 1))))


def _addressees(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    entries = _entries(list(printed.of("addressee"))) if printed else []
    for (first, last), wanted in zip(entries, _marks(len(entries)), strict=True):
        at, piece = first
        if not piece.text.startswith("- "):
            message = f"Kính gửi: “{piece.text}” phải bắt đầu bằng “- ”."
            yield Remark("T409", message, Spot(at, 0, len(piece.text)), piece.text[:2], "- ")
        elif not last[1].text.endswith(wanted):
            message = f"Kính gửi: “{last[1].text}” phải kết thúc bằng “{wanted}”."
            yield Remark("T409", message, Spot(last[0]), last[1].text[-1:], wanted)


def _entries(lines: Sequence[_Entry]) -> list[tuple[_Entry, _Entry]]:
    """Return the first and the last line of each name that begins with a dash."""
    entries: list[tuple[_Entry, _Entry]] = []
    for line in lines:
        if line[1].text[:1] in _DASHES:
            entries.append((line, line))
        elif entries:
            entries[-1] = (entries[-1][0], line)
    return entries


CHECKS: Final[tuple[Check, ...]] = (_grounds, _addressees)
