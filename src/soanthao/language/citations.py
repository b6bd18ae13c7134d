"""Documents that a text cites (viện dẫn): ``Nghị quyết số 42/NQ-CP ngày 09/4/2020``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from soanthao.language.text import Folded


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """One cited document.

    Attributes:
        start: offset of its first character; *stop*, behind its last.
        kind: as printed, ``Nghị quyết``; empty where only the number stands.
        number: as printed, ``42``; ``15/2020`` of an act that is numbered by the year.
        symbol: ``NQ-CP``, ``QĐ-TTg``, ``NQ/HU``; empty of a law cited by name.
        date: its day; None where none is given, or none of the calendar.
        issuer: who issued it, ``Chính phủ``; of a law its name, ``Lâm nghiệp``.
    """

    start: int
    stop: int
    kind: str
    number: str
    symbol: str
    date: date | None
    issuer: str


_KINDS: Final = (
    "văn bản hợp nhất",
    "thông tư liên tịch",
    "nghị quyết liên tịch",
    "giấy chứng nhận",
    "giấy ủy quyền",
    "giấy giới thiệu",
    "giấy phép",
    "giấy mời",
    "thông báo kết luận",
    "nghị quyết",
    "nghị định",
    "quyết định",
    "quy định",
    "quy chế",
    "quy chuẩn",
    "chỉ thị",
    "thông tư",
    "thông báo",
    "thông cáo",
    "hướng dẫn",
    "chương trình",
    "kế hoạch",
    "phương án",
    "đề án",
    "dự án",
    "báo cáo",
    "biên bản",
    "tờ trình",
    "hợp đồng",
    "công văn",
    "công điện",
    "bản ghi nhớ",
    "bản thỏa thuận",
    "phiếu trình",
    "phiếu chuyển",
    "phiếu báo",
    "thư công",
    "kết luận thanh tra",
    "kết luận",
    "văn bản",
    "pháp lệnh",
    "bộ luật",
    "luật",
    "lệnh",
    "sắc lệnh",
    "hiến pháp",
    "phụ lục",
)
_CAPITAL: Final = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x1EFA))))
_WORD: Final = rf"[{_CAPITAL}][\wđ&]*"
_SYMBOL: Final = rf"{_WORD}(?:[-/&]{_WORD})*"
_MORE: Final = rf"(?:(?:\s+(?!số\b)[^\W\d_{_CAPITAL}]\w*){{1,2}}(?=\s+số\b))?"
"""What a kind is called besides: ``Chương trình hành động số``, ``Công điện khẩn số``."""
_KIND: Final = rf"(?:(?P<kind>(?i:{'|'.join(_KINDS)}){_MORE})\s+)?"
_NUMBERED: Final = re.compile(
    rf"{_KIND}(?:(?i:số)\s*:?\s*)?(?<![\w/-])"
    rf"(?:(?P<party>\d{{1,4}})\s?-\s?(?P<partysymbol>{_WORD}/{_SYMBOL})"
    rf"|(?P<number>\d{{1,5}}[a-dA-D]?(?:/(?:19|20)\d\d)?)\s?/\s?(?P<symbol>QH\d{{1,2}}|{_SYMBOL}))"
    r"(?![\w/])"
)
_DATED: Final = re.compile(
    r",?\s*\(?\s*(?i:ng[àa]y)\s+(?P<day>\d{1,2})"
    r"(?:\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
    r"|\s+tháng\s+(?P<month2>\d{1,2})\s+năm\s+(?P<year2>\d{4}))(?!\d)"
)
_LAW: Final = re.compile(
    rf"(?<!\w)(?P<kind>Luật|Bộ luật|Pháp lệnh|Hiến pháp)\s+"
    rf"(?P<name>[{_CAPITAL}]\w*(?:,?\s+\w+){{0,9}}?)(?:\s+năm\s+(?P<year>(?:19|20)\d\d))?"
    r"(?:\s+số\s+(?P<number>\d{1,3}/(?:19|20)\d\d)/(?P<symbol>QH\d{1,2}))?"
    rf"(?=\s*(?:$|[.;:,()]|\s(?:và|về|để|tại|theo|năm|quy\sđịnh|ngày|trong|số)\b))"
)
_PLAIN_DATED: Final = re.compile(rf"(?P<kind>(?i:{'|'.join(_KINDS)}))(?=,?\s*(?:ngày|\(ngày))")
_OF: Final = re.compile(r"\)?,?\s*của\s+(?P<words>[^.;:,()\"“”]+)")
_STOP: Final = re.compile(
    r"\s(?:về|để|tại|đến|trong|trước|sau|trên|theo|từ|kể|khi|được|đã|là|thì|nhằm|giao|cho|do|có|"
    r"gắn|"
    r"chưa|không|phải|cần|xong|chậm|muộn|sớm|hằng|hàng|yêu cầu|quy định|hướng dẫn|ban hành|tổ chức|"
    r"triển khai|thực hiện|hoàn thành|phê duyệt|thông qua|chỉ đạo|báo cáo|đề nghị|khẩn trương|"
    rf"kịp thời|định kỳ|tiếp tục|bảo đảm|đảm bảo|(?:và|hay|hoặc)(?= (?![{_CAPITAL}])\w))(?!\w)"
)
_MOST_WORDS: Final = 14


def read_citations(text: str) -> tuple[FoundCitation, ...]:
    """Return the documents that *text* cites, in order, without overlap.

    Args:
        text: plain text of one paragraph; offsets count its code points.
    """
    folded = Folded.of(text)
    return tuple(citation for citation, _ in _read_all(folded))


def citation_spans(folded: Folded) -> tuple[tuple[int, int], ...]:
    """Return where citations stand in the folded text: their dates belong to them."""
    return tuple(span for _, span in _read_all(folded))


def _read_all(folded: Folded) -> list[tuple[FoundCitation, tuple[int, int]]]:
    found: list[tuple[FoundCitation, tuple[int, int]]] = []
    taken = 0
    for match in sorted(
        (*_NUMBERED.finditer(folded.plain), *_LAW.finditer(folded.plain), *_dated(folded.plain)),
        key=lambda each: (each.start(), -each.end()),
    ):
        if match.start() >= taken and _is_document(match.groupdict()):
            citation, taken = _read(match, folded)
            found.append((citation, (match.start(), taken)))
    return found


def _is_document(groups: dict[str, str | None]) -> bool:
    """Whether a number without a kind is one: ``45/TB-UBND``, not the lot ``12/A3``."""
    symbol = groups.get("symbol")
    return bool(groups["kind"]) or symbol is None or bool(re.search(r"[-/]|^QH\d", symbol))


def _dated(plain: str) -> list[re.Match[str]]:
    """Find kinds with a day alone: ``Công văn ngày 20/5/2020 của Sở A``."""
    return [
        kind
        for kind in _PLAIN_DATED.finditer(plain)
        if (day := _DATED.match(plain, kind.end())) and _OF.match(plain, day.end())
    ]


def _read(match: re.Match[str], folded: Folded) -> tuple[FoundCitation, int]:
    groups = match.groupdict()
    stop = match.end()
    dated = _DATED.match(folded.plain, stop)
    if dated:
        stop = dated.end()
    issuer = groups.get("name") or ""
    named = None if issuer else _OF.match(folded.plain, stop)
    if named:
        issuer = _issuer(named["words"])
        stop = named.start("words") + len(issuer)
    start, end = folded.span(match.start(), stop)
    number = groups.get("party") or groups.get("number") or ""
    symbol = groups.get("partysymbol") or groups.get("symbol") or ""
    kind = groups["kind"] or ""
    return FoundCitation(start, end, kind, number, symbol, _day(dated), issuer), stop


def _issuer(words: str) -> str:
    """Cut what follows the issuer's name: ``UBND huyện về …`` → ``UBND huyện``."""
    end = _STOP.search(words)
    kept = words[: end.start()] if end else words
    return " ".join(kept.split()[:_MOST_WORDS])


def _day(dated: re.Match[str] | None) -> date | None:
    if dated is None:
        return None
    month, year = dated["month"] or dated["month2"], dated["year"] or dated["year2"]
    try:
        return date(int(year), int(month), int(dated["day"]))
    except ValueError:
        return None
