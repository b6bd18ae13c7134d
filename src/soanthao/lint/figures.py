"""Rules about figures: how they are written, and whether those side by side agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.reading import Reading
from soanthao.lint.rule import Check, Remark, Rule, Spot

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "C301",
        "Dấu phẩy ngăn phần thập phân, dấu chấm ngăn hàng nghìn, thống nhất cả văn bản",
        Severity.WARNING,
        right="thu 129.241 triệu đồng, bằng 27,5%",
        wrong="thu 129,241 triệu đồng, bằng 27,5%",
    ),
    Rule(
        "C302",
        "Tỷ lệ phần trăm khớp với hai số liệu đứng cạnh",
        Severity.WARNING,
        right="giải ngân 45/60 tỷ đồng (đạt 75%)",
        wrong="giải ngân 45/60 tỷ đồng (đạt 85%)",
    ),
)

_UNITS: Final = (
    r"triệu|nghìn|đồng|người|hộ|ha\b|km\b|m2|m²|m3|m³|tấn|lượt|hồ sơ|trường hợp|dự án|điểm|%"
)
_DECIMAL: Final = re.compile(r"(?<![\d.,/])\d+,\d{1,2}(?![\d,])|\d,\d{3} tỷ")
_AMBIGUOUS: Final = re.compile(rf"(?<![\d.,/])(?P<all>\d{{1,3}},\d{{3}})(?![\d,.]) ?(?:{_UNITS})")
_COMMA_GROUPS: Final = re.compile(r"(?<![\d.,])(?P<all>\d{1,3}(?:,\d{3}){2,})(?!\d)")
_POINT: Final = re.compile(rf"(?<![\d.,/-])(?P<all>\d+\.\d{{1,2}})(?![\d.,/]) ?(?:tỷ|{_UNITS})")
_NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SHARE: Final = re.compile(
    rf"(?<![\d.,/])(?P<part>{_NUMBER}) ?/ ?(?P<whole>{_NUMBER})(?![\d/.-])[^\d();.]{{0,40}}"
    rf"[(,] ?(?:đạt|bằng|tương ứng|tương đương|chiếm|tỷ lệ)?(?: tỷ lệ)? ?(?P<share>{_NUMBER}) ?%"
)
_MONTHS: Final = re.compile(r"(?i)(?:tháng|ngày|năm|số|quý|khóa) $")


def _marks(reading: Reading) -> Iterator[Remark]:
    """Report what a reader who knows 27,5 % would read otherwise than it is meant."""
    commas = any(_DECIMAL.search(passage.text) for _, passage in reading.prose())
    for at, passage in reading.prose():
        for form, wanted in ((_COMMA_GROUPS, True), (_AMBIGUOUS, commas), (_POINT, commas)):
            for match in form.finditer(passage.text) if wanted else ():
                found = match["all"]
                yield Remark("C301", _advice(found), Spot(at, *match.span("all")), found)


def _advice(found: str) -> str:
    if "," not in found:
        return f"“{found}”: phần thập phân hãy viết sau dấu phẩy, “{found.replace('.', ',')}”."
    if found.count(",") > 1:
        return f"“{found}”: hàng nghìn hãy ngăn bằng dấu chấm, “{found.replace(',', '.')}”."
    return (
        f"“{found}” không rõ dấu phẩy ngăn hàng nghìn hay phần thập phân; nếu là hàng nghìn, hãy "
        f"viết “{found.replace(',', '.')}”."
    )


def _shares(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for match in _SHARE.finditer(passage.text):
            if _MONTHS.search(passage.text[: match.start()]):
                continue
            part, whole, share = (_value(match[name]) for name in ("part", "whole", "share"))
            if not whole or not 0 < part <= whole * 10:
                continue
            worked_out = part / whole * 100
            decimals = len(match["share"].partition(",")[2])
            if abs(worked_out - share) > 10**-decimals:
                right = f"{worked_out:.{max(decimals, 1)}f}".replace(".", ",")
                start, stop = match.span("share")
                yield Remark(
                    "C302",
                    f"{match['part']}/{match['whole']} là {right}%, không phải {match['share']}%; "
                    "hãy xem lại số liệu.",
                    Spot(at, start, stop),
                    match["share"],
                    right,
                )


def _value(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


CHECKS: Final[tuple[Check, ...]] = (_marks, _shares)
