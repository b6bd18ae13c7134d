"""The rule about the last line of nơi nhận: what the office keeps (lưu)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, Check, Remark, Rule, Spot

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "T961",
        "Dòng cuối của nơi nhận là “Lưu: VT, <đơn vị soạn thảo>”",
        Severity.ERROR,
        ANNEX_I + "II.9.d",
        "- Lưu: VT, TH.",
        "- Lưu: VT.",
    ),
)

_KEPT: Final = re.compile(r"^-? ?Lưu\b")
_COLONLESS: Final = re.compile(r"Lưu +VT\b")
_UNIT: Final = re.compile(r"Lưu ?: ?VT ?[,;] ?\w")


def _kept(reading: Reading) -> Iterator[Remark]:
    """A copy keeps ``Lưu: VT`` alone (Mẫu 3.1)."""
    lines = [*reading.of("recipients")]
    if not lines:
        return
    kept = [(at, passage) for at, passage in lines if _KEPT.match(passage.text)]
    if not kept:
        message = "nơi nhận không có dòng “Lưu”; hãy thêm dòng cuối “Lưu: VT, <đơn vị soạn thảo>”."
        yield Remark("T961", message, expected="Lưu: VT, <đơn vị soạn thảo>")
        return
    at, passage = kept[-1]
    told = []
    if at != lines[-1][0]:
        told.append("không ở cuối nơi nhận")
    if _COLONLESS.search(passage.text):
        told.append("thiếu dấu hai chấm sau “Lưu”")
    elif not _UNIT.search(passage.text) and not any(reading.of("copy-kind")):
        told.append("thiếu đơn vị soạn thảo")
    if told:
        message = f"dòng “{passage.text}” {' và '.join(told)}."
        yield Remark("T961", message, Spot(at, 0, len(passage.text)), passage.text)


CHECKS: Final[tuple[Check, ...]] = (_kept,)
