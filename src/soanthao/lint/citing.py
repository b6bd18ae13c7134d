"""Rules about documents that are cited (viện dẫn); Phụ lục I, phần I, II.6.b."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from soanthao.findings import Severity
from soanthao.language.citations import FoundCitation, read_citations
from soanthao.lint.reading import Passage, Reading
from soanthao.lint.rule import ANNEX_I, ANNEX_III, Check, Remark, Rule, Spot
from soanthao.standard import kinds

cited_in: Final = lru_cache(maxsize=1_024)(read_citations)
"""The documents that a text cites; six checks ask the same of each text of a document."""

_CLAUSE: Final = ANNEX_I + "II.6.b"

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "C101",
        "Viện dẫn văn bản có chữ “số” trước số, ký hiệu",
        Severity.ERROR,
        _CLAUSE,
        "Quyết định số 22/2013/QĐ-TTg",
        "Quyết định 22/2013/QĐ-TTg",
    ),
    Rule(
        "C102",
        "Viện dẫn lần đầu ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành và trích yếu",
        Severity.WARNING,
        _CLAUSE,
        "Kế hoạch số 69/KH-UBND ngày 10/4/2020 của UBND huyện về thu gom rác thải",
        "Kế hoạch số 69/KH-UBND ngày 10/4/2020",
    ),
    Rule(
        "C103",
        "Một văn bản được viện dẫn với một trích yếu",
        Severity.WARNING,
        _CLAUSE,
        "Kế hoạch số 69/KH-UBND về thu gom rác thải; Kế hoạch số 69/KH-UBND",
        "Kế hoạch số 69/KH-UBND về thu gom rác thải; Kế hoạch số 69/KH-UBND về phòng, chống dịch",
    ),
    Rule(
        "C104",
        "Tên loại và ký hiệu của văn bản viện dẫn khớp nhau, viết đúng chữ viết tắt",
        Severity.ERROR,
        ANNEX_III + "phần I",
        "Quy định số 05/QyĐ-UBND",
        "Quy định số 05/QYĐ-UBND",
    ),
    Rule(
        "C105",
        "Sau chữ “số” trong câu không có dấu hai chấm",
        Severity.WARNING,
        right="Kế hoạch số 69/KH-UBND",
        wrong="Kế hoạch số: 69/KH-UBND",
    ),
    Rule(
        "C106",
        "Viện dẫn lần sau chỉ ghi tên loại, số, ký hiệu",
        Severity.INFO,
        _CLAUSE,
        "Kế hoạch số 69/KH-UBND ngày 10/4/2020; thực hiện Kế hoạch số 69/KH-UBND",
        "Kế hoạch số 69/KH-UBND ngày 10/4/2020; theo Kế hoạch số 69/KH-UBND ngày 10/4/2020",
    ),
    Rule(
        "C109",
        "Văn bản viện dẫn không ban hành sau văn bản viện dẫn nó",
        Severity.WARNING,
        right="Nghị quyết số 42/NQ-CP ngày 09/4/2020",
        wrong="Nghị quyết số 42/NQ-CP ngày 09/4/2099",
    ),
)

_BY_NAME: Final = frozenset(("luật", "bộ luật", "pháp lệnh", "hiến pháp"))
"""Cited by name alone, without number and issuer."""
_SUBJECT: Final = re.compile(
    r"\)?,? ?(?:về việc |về |v/v |quy định |ban hành |phê duyệt |hướng dẫn |sửa đổi|“)"
)
_ABOUT: Final = re.compile(r"\)?,? ?(?:về việc|về|v/v) (?P<words>[^.;()“”]+)")
_BESIDE: Final = re.compile(r"[,;]? ?(?:và )?")
_WITHOUT: Final = re.compile(r"^[^\d\W][^\d]*? (?=\d)")
_COLON: Final = re.compile(r"\bsố ?: ?\d[^\s,;).]*")
_NUMBER: Final = re.compile(r"\d.*", re.DOTALL)
_NEVER: Final = frozenset(("CV",))
"""Groups that no symbol begins with: a công văn has no abbreviation of its kind."""
_ABBREVIATIONS: Final = {
    kind.abbreviation.casefold(): kind.abbreviation for kind in kinds.KINDS if kind.abbreviation
}
_OF_KIND: Final = {kind.name.casefold(): kind.abbreviation for kind in kinds.KINDS}
_TABLES: Final = ("table-heading", "table-cell", "table-caption", "subject", "letter-subject")
"""Where a citation is short by custom."""


@dataclass(frozen=True, slots=True)
class _Cited:
    """A numbered document cited in a passage.

    Attributes:
        about: words of its trích yếu where it has one of its own.
        named: whether trích yếu stands behind it, or behind the document that it is coordinated
            with (*A của B, C của D về …*).
    """

    at: int
    passage: Passage
    found: FoundCitation
    about: str
    named: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.found.number, self.found.symbol

    @property
    def words(self) -> str:
        return self.passage.text[self.found.start : self.found.stop]


def _cited(reading: Reading) -> Iterator[_Cited]:
    for at, passage in reading.prose():
        every = [each for each in cited_in(passage.text) if each.number]
        named = False
        beside = ""
        backwards: list[_Cited] = []
        for index in range(len(every) - 1, -1, -1):
            found = every[index]
            rest = passage.text[found.stop :]
            about = _ABOUT.match(rest)
            following = every[index + 1].start if index + 1 < len(every) else None
            beside = "" if following is None else passage.text[found.stop : following]
            joined = following is not None and _BESIDE.fullmatch(beside) is not None
            named = _SUBJECT.match(rest) is not None or (joined and named)
            words = " ".join(about["words"].split()) if about else ""
            backwards.append(_Cited(at, passage, found, words, named))
        yield from reversed(backwards)


def _without_so(reading: Reading) -> Iterator[Remark]:
    for cited in _cited(reading):
        kind = cited.found.kind
        if not kind or kind.casefold() in _BY_NAME:
            continue
        between = _WITHOUT.match(cited.words)
        if between and between[0].strip().casefold() == kind.casefold():
            start = cited.found.start
            stop = _end_of_number(cited)
            found = cited.passage.text[start:stop]
            right = f"{kind} số {found[len(kind) :].lstrip()}"
            yield Remark(
                "C101",
                f"“{found}” thiếu chữ “số”; hãy viết “{right}”.",
                Spot(cited.at, start, stop),
                found,
                right,
            )


def _end_of_number(cited: _Cited) -> int:
    """Return where number and symbol of a citation end."""
    at = cited.passage.text.index(cited.found.symbol, cited.found.start)
    return at + len(cited.found.symbol)


def _colons(reading: Reading) -> Iterator[Remark]:
    for at, passage in reading.prose():
        for match in _COLON.finditer(passage.text):
            right = re.sub(r"số ?: ?", "số ", match[0])
            message = f"“{match[0]}”: trong câu hãy viết “{right}”."
            yield Remark("C105", message, Spot(at, *match.span()), match[0], right)


def _mentions(reading: Reading) -> Iterator[Remark]:
    """What a first mention lacks, what a later one has too much, what contradicts the first."""
    first: dict[tuple[str, str], _Cited] = {}
    told: set[tuple[str, str]] = set()
    for cited in _cited(reading):
        if cited.passage.component in _TABLES:
            continue
        known = first.setdefault(cited.key, cited)
        if known is cited:
            yield from _incomplete(cited)
            continue
        if cited.about and known.about and not _alike(cited.about, known.about):
            yield _other_subject(cited, known)
        if cited.found.date and cited.key not in told:
            told.add(cited.key)
            yield _dated_again(cited)


def _incomplete(cited: _Cited) -> Iterator[Remark]:
    if cited.found.kind.casefold() in _BY_NAME:
        return
    missing = [
        word
        for word, there in (
            ("ngày", cited.found.date is not None),
            ("cơ quan ban hành", bool(cited.found.issuer)),
            ("trích yếu", cited.named),
        )
        if not there
    ]
    if missing:
        told = " và ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
        yield Remark(
            "C102",
            f"“{cited.words}” được viện dẫn lần đầu mà thiếu {told}.",
            Spot(cited.at, cited.found.start, cited.found.stop),
            cited.words,
        )


def _other_subject(cited: _Cited, known: _Cited) -> Remark:
    stop = _end_of_number(cited)
    found = cited.passage.text[cited.found.start : stop]
    return Remark(
        "C103",
        f"“{found}” ở đây là “về {_short(cited.about)}”, ở lần dẫn trước là “về "
        f"{_short(known.about)}”; hãy xem lại số hoặc trích yếu.",
        Spot(cited.at, cited.found.start, stop),
        found,
    )


def _dated_again(cited: _Cited) -> Remark:
    start = cited.passage.text.index(cited.found.number, cited.found.start)
    dated = re.compile(r"\D*?\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )\d{4}")
    behind = dated.match(cited.passage.text, _end_of_number(cited))
    stop = behind.end() if behind else cited.found.stop
    found = cited.passage.text[start:stop]
    right = cited.passage.text[start : _end_of_number(cited)]
    return Remark(
        "C106",
        f"“{found}” đã được viện dẫn ở trên; từ lần hai chỉ cần “số {right}”.",
        Spot(cited.at, start, stop),
        found,
        right,
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def _alike(one: str, other: str) -> bool:
    """Whether two subjects share most of the words of the shorter one's beginning."""
    first, second = (words.casefold().split()[:12] for words in (one, other))
    length = min(len(first), len(second))
    same = len(set(first[:length]) & set(second[:length]))
    return same * 2 >= len(set(first[:length]))


def _symbols(reading: Reading) -> Iterator[Remark]:
    for cited in _cited(reading):
        group = re.split(r"[-/]", cited.found.symbol)[0]
        right = _ABBREVIATIONS.get(group.casefold())
        of_kind = _OF_KIND.get(cited.found.kind.casefold())
        stop = _end_of_number(cited)
        found = cited.passage.text[cited.found.start : stop]
        if group in _NEVER:
            told = "ký hiệu công văn không có “CV”, chỉ có tên cơ quan và đơn vị soạn thảo"
        elif right and right != group and not group.islower():
            told = f"chữ viết tắt đúng là “{right}”, không phải “{group}”"
        elif right and of_kind is not None and of_kind != right:
            told = f"“{group}” không phải ký hiệu của {cited.found.kind.lower()}"
        else:
            continue
        message = f"“{found}”: {told}; hãy xem lại."
        yield Remark("C104", message, Spot(cited.at, cited.found.start, stop), found)


def _from_the_future(reading: Reading) -> Iterator[Remark]:
    day = _latest(reading)
    if day is None:
        return
    for cited in _cited(reading):
        if cited.found.date and cited.found.date > day:
            yield Remark(
                "C109",
                f"“{cited.words}” có ngày sau ngày của văn bản này; hãy xem lại ngày.",
                Spot(cited.at, cited.found.start, cited.found.stop),
                cited.words,
            )


def _latest(reading: Reading) -> date | None:
    """Return the last day on which the document can be issued, as far as it says."""
    if reading.issued is not None:
        whole = reading.issued.complete
        return whole if whole is not None else reading.day
    return reading.day


CHECKS: Final[tuple[Check, ...]] = (
    _without_so,
    _colons,
    _mentions,
    _symbols,
    _from_the_future,
)
