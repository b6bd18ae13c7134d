"""The rule about who signs for whom: the lines of ô 7a agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.piece import Piece
from soanthao.lint.printed import Printed
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, Check, Remark, Rule, Spot
from soanthao.standard import wording

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "T969",
        "Dưới “KT.” là cấp phó của chức vụ ấy; dưới “TL.”, “TUQ.” không phải chính chức vụ ấy",
        Severity.ERROR,
        ANNEX_I + "II.7.a",
        "KT. CHỦ TỊCH, dưới đó PHÓ CHỦ TỊCH",
        "KT. CHỦ TỊCH, dưới đó CHỦ TỊCH",
    ),
)


def _chains(reading: Reading) -> Iterator[Remark]:
    printed = reading.printed
    for chain in _blocks(printed) if printed is not None else ():
        for (_, above), (at, below) in pairwise(chain):
            prefix, title = wording.read_authority(above.text.upper())
            said = wording.read_authority(below.text.upper())[1]
            fault = _fault(prefix, title, said)
            if fault:
                message = f"dưới “{above.text}” là “{below.text}”; {fault}."
                yield Remark("T969", message, Spot(at, 0, len(below.text)), below.text)


def _blocks(printed: Printed) -> Iterator[list[tuple[int, Piece]]]:
    """Yield the lines above each signature."""
    block: list[tuple[int, Piece]] = []
    for at, piece in enumerate(printed.pieces):
        if piece.component == "authority":
            block.append((at, piece))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _fault(prefix: str, title: str, below: str) -> str:
    if prefix == "KT." and below != f"PHÓ {title}" and not below.startswith(_DEPUTIES):
        return f"ký thay (KT.) thì phải là cấp phó: “PHÓ {title}”"
    if prefix in ("TL.", "TUQ.") and below == title:
        return "ký thừa lệnh, thừa ủy quyền thì phải là người khác"
    return ""


_DEPUTIES: Final = ("PHÓ ", "THỨ TRƯỞNG", "ỦY VIÊN", "UỶ VIÊN")
"""How titles of deputies begin."""

CHECKS: Final[tuple[Check, ...]] = (_chains,)
