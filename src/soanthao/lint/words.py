"""Rules about words and letters: what is mistyped, doubled, left over or written in two ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from soanthao.findings import Severity
from soanthao.language import syllables
from soanthao.language.syllables import LOWER, UPPER
from soanthao.lint.reading import Reading
from soanthao.lint.rule import ANNEX_I, Check, Remark, Rule, Spot

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "C402",
        "Dấu thanh đặt thống nhất một kiểu trong cả văn bản",
        Severity.INFO,
        right="ủy ban, hòa giải",
        wrong="ủy ban, hoà giải",
    ),
    Rule(
        "C403",
        "Chữ viết bằng mã Unicode dựng sẵn, không có ký tự lạ, ký tự ẩn",
        Severity.ERROR,
        ANNEX_I + "I.4",
        right="Ủy ban nhân dân",
        wrong="Ủy ban nh\u0430n dân (một chữ của bảng chữ cái khác)",
    ),
    Rule(
        "C404",
        "Không lặp từ",
        Severity.WARNING,
        right="giao các đơn vị",
        wrong="giao các các đơn vị",
    ),
    Rule(
        "C405",
        "Mỗi chữ là một âm tiết viết được trong tiếng Việt",
        Severity.WARNING,
        right="các ngành",
        wrong="các nghành",
    ),
    Rule(
        "C406",
        "Không nhầm từ gần âm",
        Severity.WARNING,
        right="kiềm chế tai nạn",
        wrong="kiểm chế tai nạn",
    ),
    Rule(
        "C407",
        "Tên bệnh viết COVID-19",
        Severity.INFO,
        right="dịch bệnh COVID-19",
        wrong="dịch bệnh Covid-19",
    ),
    Rule(
        "C408",
        "Dấu gạch nối giữa các từ viết một kiểu trong cả văn bản",
        Severity.INFO,
        right="kinh tế - xã hội; PCTT - TKCN",
        wrong="kinh tế - xã hội; PCTT – TKCN",
    ),
    Rule(
        "C409",
        "Dấu câu liền chữ trước, cách chữ sau một khoảng trắng",
        Severity.WARNING,
        right="đường giao thông, điện",
        wrong="đường giao thông ,điện",
    ),
    Rule(
        "C410",
        "Ngoặc đơn, ngoặc kép có mở có đóng",
        Severity.WARNING,
        right="(đợt 1)",
        wrong="(đợt 1",
    ),
    Rule(
        "C411",
        "Không còn chỗ trống của mẫu",
        Severity.ERROR,
        right="trước ngày 20/6/2026",
        wrong="trước ngày …/…/2026",
    ),
)

_PARTICLES: Final = """
    các những và hoặc của với cho được để trong tại về là theo phải đã sẽ đang không có do bằng trên
    dưới khi nếu thì mà này đó nhưng cần ngay mọi mỗi trước
"""
"""Words that no compound begins or ends with; others are rightly doubled: *thi công công trình*."""
_DOUBLED: Final = re.compile(
    rf"(?i)\b(?P<one>{'|'.join(_PARTICLES.split())}) (?P=one)\b"
    r"|\b(?P<two>[^\W\d_]+ [^\W\d_]+) (?P=two)\b"
)
_CONFUSED: Final = {
    "bổ xung": "bổ sung",
    "chuẩn đoán": "chẩn đoán",
    "chỉnh chu": "chỉn chu",
    "cọ sát": "cọ xát",
    "đề suất": "đề xuất",
    "đột suất": "đột xuất",
    "kiểm chế": "kiềm chế",
    "khẩn chương": "khẩn trương",
    "năng xuất": "năng suất",
    "sản suất": "sản xuất",
    "sáng lạng": "xán lạn",
    "sát nhập": "sáp nhập",
    "sơ xuất": "sơ suất",
    "suất sắc": "xuất sắc",
    "thăm quan": "tham quan",
    "tháo gở": "tháo gỡ",
    "trách nghiệm": "trách nhiệm",
    "triễn khai": "triển khai",
    "tựu chung": "tựu trung",
    "vướng mắt": "vướng mắc",
    "xử dụng": "sử dụng",
    "xúc tích": "súc tích",
    "xuất xắc": "xuất sắc",
}
"""Pairs of syllables that are no word, and the word of notices that sounds like them."""
_CONFUSED_FORM: Final = re.compile(rf"(?i)\b(?:{'|'.join(_CONFUSED)})\b")
_SPELT: Final = (("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("k", "c"), ("c", "k"))
"""Onsets that are one sound written by the vowel behind them."""
_COVID: Final = re.compile(r"(?i)\bcovid(?:[ -]?19)?\b")
_DASHED: Final = re.compile(r"\w+ [–—] \w+")
_ROUTE: Final = re.compile(rf"[{UPPER}][{LOWER}]+ [–—] [{UPPER}][{LOWER}]+")
"""Between two places a long dash is right: *Bảo Lộc – Liên Khương*."""
_HYPHENED: Final = re.compile(r"\w - \w")
_BLANKS: Final = (
    (re.compile(r"(?<=[^\s.]) +(?=[,;:!?)]|\.(?:\s|$))"), ""),
    (re.compile(r"(?<=[(“]) +(?=\w)"), ""),
    (re.compile(r"[,;:](?=[^\W\d_])"), None),
    (re.compile(rf"(?<=[{LOWER}])\.(?=[{UPPER}][{LOWER}])"), None),
)
"""Where a blank is too many, or where a mark lacks the one behind it."""
_ADDRESS: Final = re.compile(r"\S*(?:@|://|www\.|\.vn\b)\S*")
_LISTED: Final = re.compile(r"(?<![\w(])(?:[a-zđ]|\d{1,2}|[ivx]+)\)")
"""``a)`` of an enumeration inside a sentence."""
_PAIRS: Final = {")": "(", "”": "“", "]": "["}
_BLANK_FORM: Final = re.compile(
    r"\[[\s.…_]*\]|_{3,}|\.{5,}|…{2,}|\bx{3,}\b|(?:…|\.{3,})\s*/|/\s*(?:…|\.{3,})"
    r"|\b(?:ngày|tháng|số) (?:…|\.{3,})"
)
_FOREIGN: Final = ("CYRILLIC", "GREEK")
_HIDDEN: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def _mixed_tone_marks(reading: Reading) -> Iterator[Remark]:
    """Report once, at the first word of the rarer way."""
    found: dict[str, list[tuple[Spot, str]]] = {"old": [], "new": []}
    for at, passage in reading.of():
        if passage.component == "national-name":
            continue  # the decree itself prints it both ways
        for start, word in syllables.words(passage.text):
            if way := syllables.tone_place(word):
                found[way].append((Spot(at, start, start + len(word)), word))
    rarer, other = sorted(found.values(), key=len)
    if rarer:
        spot, word = rarer[0]
        yield Remark(
            "C402",
            f"dấu thanh đặt hai kiểu: “{word}” ({len(rarer)} chỗ) và “{other[0][1]}” "
            f"({len(other)} chỗ); hãy dùng một kiểu.",
            spot,
            word,
        )


def _strange_characters(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.of():
        for word in re.finditer(r"\S+", passage.text):
            strange = [char for char in word[0] if _is_strange(char, word[0])]
            if strange or unicodedata.normalize("NFC", word[0]) != word[0]:
                named = ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(strange))
                told = f"có ký tự lạ ({named})" if strange else "viết bằng mã tổ hợp"
                yield Remark(
                    "C403",
                    f"“{word[0]}” {told}; hãy gõ lại bằng bảng mã Unicode dựng sẵn.",
                    Spot(at, *word.span()),
                    word[0],
                )


def _is_strange(char: str, word: str) -> bool:
    """Whether *char* is invisible, private, or of another alphabet among Latin letters."""
    if char in _HIDDEN or unicodedata.category(char) in ("Co", "Cn", "Cc"):
        return True
    mixed = any(other.isascii() and other.isalpha() for other in word)
    return mixed and unicodedata.name(char, "").startswith(_FOREIGN)


def _doubled_words(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for match in _DOUBLED.finditer(passage.text):
            once = match["one"] or match["two"]
            message = f"“{match[0]}”: viết hai lần; hãy bỏ một."
            yield Remark("C404", message, Spot(at, *match.span()), match[0], once)


def _no_syllables(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        every = syllables.words(passage.text)
        for index, (start, word) in enumerate(every):
            if _may_be_foreign(passage.text, start, word, every[index + 1 : index + 2]):
                continue
            if not syllables.is_syllable(word):
                better = _respelt(word)
                advice = f"; hãy viết “{better}”." if better else "; hãy xem lại."
                yield Remark(
                    "C405",
                    f"“{word}” không phải âm tiết tiếng Việt{advice}",
                    Spot(at, start, start + len(word)),
                    word,
                    better,
                )


def _may_be_foreign(text: str, start: int, word: str, following: list[tuple[int, str]]) -> bool:
    """Whether *word* is an abbreviation, part of a name (Đắk Lắk) or of another language."""
    if len(word) < 2 or not syllables.has_vietnamese_letter(word) or not word[1:].islower():
        return True
    around = text[start - 1 : start] + text[start + len(word) : start + len(word) + 1]
    if "-" in around or "'" in around or "’" in around or any(c.isdigit() for c in around):
        return True
    if word[0].islower():
        return False
    opens = not text[:start].rstrip() or text[:start].rstrip()[-1] in ".?!:;"
    return not opens or bool(following and following[0][1][0].isupper())


def _respelt(word: str) -> str:
    """Return *word* with the onset that its vowel asks for; empty where that is no cure."""
    for wrong, right in _SPELT:
        if word.casefold().startswith(wrong):
            better = right + word[len(wrong) :]
            if syllables.is_syllable(better):
                return better.capitalize() if word[0].isupper() else better
    return ""


def _confused_words(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for match in _CONFUSED_FORM.finditer(passage.text):
            right = _CONFUSED[match[0].casefold()]
            better = right[0].upper() + right[1:] if match[0][0].isupper() else right
            yield Remark(
                "C406",
                f"“{match[0]}”: có lẽ là “{better}”; hãy xem lại.",
                Spot(at, *match.span()),
                match[0],
                better,
            )


def _covid(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for match in _COVID.finditer(passage.text):
            if match[0] not in ("COVID-19", "COVID"):
                message = f"“{match[0]}”: tên bệnh viết “COVID-19”."
                yield Remark("C407", message, Spot(at, *match.span()), match[0], "COVID-19")
                return


def _dashes(reading: Reading) -> Iterator[Remark]:
    """Report once, where the other dash is used too."""
    if not any(_HYPHENED.search(passage.text) for _, passage in reading.prose()):
        return
    for at, passage in reading.prose():
        for match in _DASHED.finditer(passage.text):
            if _ROUTE.fullmatch(match[0]):
                continue
            right = re.sub("[–—]", "-", match[0])
            message = f"“{match[0]}” dùng gạch dài, chỗ khác dùng gạch ngắn; hãy viết “{right}”."
            yield Remark("C408", message, Spot(at, *match.span()), match[0], right)
            return


def _blanks(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        addresses = [each.span() for each in _ADDRESS.finditer(passage.text)]
        for form, better in _BLANKS:
            for match in form.finditer(passage.text):
                if any(start <= match.start() < stop for start, stop in addresses):
                    continue
                around = passage.text[max(0, match.start() - 12) : match.end() + 12]
                told = "thừa khoảng trắng" if better == "" else "thiếu khoảng trắng sau dấu câu"
                yield Remark(
                    "C409",
                    f"{told} ở “{around}”.",
                    Spot(at, *match.span()),
                    match[0],
                    replacement=match[0] + " " if better is None else better,
                )


def _brackets(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        listed = {each.end() - 1 for each in _LISTED.finditer(passage.text)}
        open_: list[tuple[int, str]] = []
        lost: list[tuple[int, str]] = []
        for index, char in enumerate(passage.text):
            if char in _PAIRS.values():
                open_.append((index, char))
            elif char in _PAIRS and open_ and open_[-1][1] == _PAIRS[char]:
                open_.pop()
            elif char in _PAIRS and index not in listed:
                lost.append((index, char))
        for index, char in sorted(open_ + lost):
            told = "chưa đóng" if char in _PAIRS.values() else "không có chỗ mở"
            message = f"dấu “{char}” {told}; hãy viết cho đủ cặp."
            yield Remark("C410", message, Spot(at, index, index + 1), char)


def _left_blank(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for match in _BLANK_FORM.finditer(passage.text):
            message = f"“{match[0]}” là chỗ trống của mẫu; hãy điền hoặc bỏ."
            yield Remark("C411", message, Spot(at, *match.span()), match[0])


CHECKS: Final[tuple[Check, ...]] = (
    _mixed_tone_marks,
    _strange_characters,
    _doubled_words,
    _no_syllables,
    _confused_words,
    _covid,
    _dashes,
    _blanks,
    _brackets,
    _left_blank,
)
