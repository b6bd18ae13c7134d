"""Rules about numbers and letters of items (khoản, điểm); Phụ lục I, phần I, II.6.đ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.piece import Piece
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, Check, Remark, Rule, Spot

_CLAUSE: Final = ANNEX_I + "II.6.đ"

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "T971",
        "Khoản đánh số “1.”, điểm đánh chữ “a)”, mục đánh số La Mã “I.”",
        Severity.ERROR,
        _CLAUSE,
        "1. …; a) …",
        "1/ …; a. …",
    ),
    Rule(
        "T972",
        "Không đánh số ba cấp (1.1.1)",
        Severity.INFO,
        _CLAUSE,
        "điểm a khoản 1",
        "1.1.1. …",
    ),
    Rule(
        "T973",
        "Điểm theo thứ tự bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k …",
        Severity.WARNING,
        _CLAUSE,
        "d) …; đ) …; e) …",
        "d) …; e) …",
    ),
    Rule(
        "T974",
        "Số thứ tự liên tục",
        Severity.WARNING,
        _CLAUSE,
        "1. …; 2. …; 3. …",
        "1. …; 2. …; 4. …",
    ),
)

_ALPHABET: Final = "abcdđeghiklmnopqrstuvxy"
_LAWFUL: Final = re.compile(r"\d+\.|[IVXL]+\.|[a-zđ]\)|\d+(?:\.\d+)+\.?|[-–+*•]|[A-ZĐ]\.")
_WRONG: Final = re.compile(r"(?P<word>\d+|[IVXL]+|[a-zđ]|[A-ZĐ])\s?(?P<mark>[./):-]+)")
_DEEP: Final = re.compile(r"\d+\.\d+\.\d+(?:\.\d+)*\.?")
_NUMBER: Final = re.compile(r"(?P<above>(?:\d+\.)*)(?P<last>\d+)\.?")


def _items(reading: Reading) -> list[tuple[int, Piece]]:
    printed = reading.printed
    found = printed.of("body", "heading", "article") if printed is not None else ()
    return [(at, piece) for at, piece in found if piece.marker]


def _forms(reading: Reading) -> Iterator[Remark]:
    """Report each wrong form once: a document has them by the dozen."""
    told: set[str] = set()
    for at, piece in _items(reading):
        marker = piece.marker.strip()
        wrong = _WRONG.fullmatch(marker)
        if _LAWFUL.fullmatch(marker) or wrong is None:
            continue
        is_letter = wrong["word"].isalpha() and wrong["word"].islower()
        right = f"{wrong['word']}{')' if is_letter else '.'}"
        kind = ("a" if is_letter else "1") + wrong["mark"]
        if kind not in told:
            told.add(kind)
            message = f"“{marker}”: hãy đánh “{right}”."
            yield Remark("T971", message, Spot(at, 0, len(marker)), marker, right)


def _depths(reading: Reading) -> Iterator[Remark]:
    for at, piece in _items(reading):
        if _DEEP.fullmatch(piece.marker):
            message = f"“{piece.marker}”: Nghị định không có cấp này; nên dùng điểm a, b, c."
            yield Remark("T972", message, Spot(at, 0, len(piece.marker)), piece.marker)
            return


def _series(reading: Reading) -> Iterator[Remark]:
    """Follow each series below one item; a shallower item begins all deeper ones anew."""
    last: dict[int, str] = {}
    for at, piece in _items(reading):
        marker = piece.marker.strip()
        for depth in [each for each in last if each > piece.depth]:
            del last[depth]
        above = last.get(piece.depth)
        last[piece.depth] = marker
        if above is not None:
            yield from _step(above, marker, at)


def _step(above: str, marker: str, at: int) -> Iterator[Remark]:
    """Report a step that leaves something out."""
    one, two = above[0], marker[0]
    if above[1:] == marker[1:] == ")" and one in _ALPHABET and two.isalpha():
        wanted = _ALPHABET[min(_ALPHABET.index(one) + 1, len(_ALPHABET) - 1)]
        if two not in (wanted, "a"):
            message = f"sau điểm “{above}” là “{marker}”; theo bảng chữ cái là “{wanted})”."
            yield Remark("T973", message, Spot(at, 0, len(marker)), marker, f"{wanted})")
        return
    first, second = _NUMBER.fullmatch(above), _NUMBER.fullmatch(marker)
    if first is None or second is None or first["above"] != second["above"]:
        return
    wanted_number = int(first["last"]) + 1
    if int(second["last"]) not in (wanted_number, 1):
        message = f"sau mục “{above}” là “{marker}”; hãy xem lại số thứ tự."
        yield Remark("T974", message, Spot(at, 0, len(marker)), marker)


CHECKS: Final[tuple[Check, ...]] = (_forms, _depths, _series)
