"""Who chaired a meeting (chức danh), from the paragraphs that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_TITLE: Final = re.compile(
    r"(?:(?:Quyền|Phó)\s+)*(?:Tổng\s+)?(?:Chủ tịch|Thủ tướng|Bí thư|Giám đốc|Chủ nhiệm|Thống đốc"
    r"|Chánh (?:Văn phòng|Thanh tra)|(?:Bộ|Thứ|Vụ|Cục|Chi cục|Viện|Hiệu) trưởng|Trưởng)(?!\w)"
)
_CHAIRING: Final = "chủ trì|chủ tọa|làm [Tt]rưởng đoàn"
_ACTING: Final = (
    "tổ chức|kết luận|làm việc|họp|đi|đến|tiếp|kiểm tra|khảo sát|thị sát|dẫn đầu|có buổi|có cuộc"
    "|dự và|có ý kiến|thống nhất|cho ý kiến|chỉ đạo"
)
_BEFORE: Final = r"[\s,]*(?:(?:đã|cũng|trực tiếp|thay mặt\s[^,;.:]{1,40})\s+)*"
_CALLED: Final = re.compile(
    r"(?:chủ trì|chủ tọa)(?:\s+(?:cuộc họp|hội nghị|phiên họp|buổi làm việc|buổi họp))?"
    r"\s*(?:của|:|là|-|–)\s",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[,;.:()]|\s[-–]\s")
_NO_TITLE: Final = re.compile(
    r"(?<!\w)(?:báo cáo|trình bày|phát biểu|nghe|tại|về|các|theo|giao|yêu cầu|đề nghị|tham dự|dự|có"
    r"|để|và|thông báo|cho|được|với|trong|từ|do|khi)(?!\w)"
)
_WITH: Final = re.compile(r"\s+cùng\s")
_MOST_WORDS: Final = 16
_BESIDE: Final = re.compile(r"\s*[-–,]\s*(?:đồng chí |ông |bà )?")
_OFTEN: Final = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý"
_SELDOM: Final = (
    "Đoàn Trịnh Đinh Đào Mai Tô Trương Lâm Hà Cao Châu Chu Tạ Thái Thạch Lương Lưu Vương Tống Kiều"
    " Lò Lục Lã Quách Tăng Triệu Từ Vi Văn Nông Hứa Giáp Doãn Diệp Đàm Đậu Khổng Khuất Mạc Nghiêm"
    " Phùng Phí Tôn Ung Bạch Bế Cầm Cù Điêu Lại Lầu Sùng Thào Vàng Giàng Quàng Tòng Lường Tẩn Sầm"
    " Thẩm Thiều Ninh Hàn Ma La Nhữ Mẫn Khúc"
)
_FREQUENT: Final = frozenset(_OFTEN.split())
"""Surnames that nine of ten people bear, and hardly a place."""
_SURNAMES: Final = _FREQUENT | frozenset(_SELDOM.split())
_PLACES: Final = frozenset({"tỉnh", "huyện", "xã", "phường", "quận", "phố", "trấn", "khu"})
_MIDDLE: Final = frozenset({"Văn", "Thị"})
"""Middle names: before them stands the surname, whatever it is."""
_CITY: Final = ("Hồ", "Chí", "Minh")


@dataclass(frozen=True, slots=True)
class Chair:
    """The chức danh of whoever chairs; *doubt* if it may hold more than that."""

    title: str = ""
    doubt: bool = False


def chair_of(text: str, head: str = "") -> Chair:
    """Return who chairs, without the name of the person; an empty title if that is unsaid.

    *head* is the chức danh of who leads the office, as the directory writes it.
    """
    found = [*_called(text), *_acting(text, _CHAIRING), *_acting(text, _ACTING)]
    if not found:
        return Chair(head if head and head in text else "")
    title = found[0]
    for known in (f"Phó {head}", head):
        if head and re.match(rf"{re.escape(known)}(?!\w)", title):
            return Chair(known)
    words = title.split()
    kept, sure = _without_name(words)
    return Chair(" ".join(kept), not sure)


def _called(text: str) -> Iterator[str]:
    """Yield the title behind ``chủ trì của``, the last of those that one person bears."""
    for called in _CALLED.finditer(text):
        rest = text[called.end() :]
        first = _TITLE.search(rest[: _sentence(rest)])
        if first is None or _NO_TITLE.search(rest[: first.start()]):
            continue
        at = first.start()
        while True:
            end = _ENDS.search(rest, at)
            stop = end.start() if end else len(rest)
            following = _TITLE.match(rest, end.end() + 1) if end and end[0] == "," else None
            if following is None or len(rest[at:stop].split()) > _MOST_WORDS:
                break
            at = following.start()
        phrase = rest[at:stop]
        cut = re.search(rf"\s(?:{_CHAIRING}|{_ACTING})(?!\w)", phrase)
        yield phrase[: cut.start()] if cut else phrase


def _sentence(text: str) -> int:
    end = re.search(r"[.;:](?:\s|$)", text)
    return end.start() if end else len(text)


def _acting(text: str, verbs: str) -> Iterator[str]:
    """Yield each title that does what *verbs* say."""
    acts = re.compile(rf"{_BEFORE}(?:{verbs})(?!\w)")
    for title in _TITLE.finditer(text):
        rest = text[title.start() :]
        end = _ENDS.search(rest)
        verb = acts.search(rest, len(title[0]))
        if end and verb and end.start() < verb.start():
            named = _named(rest, end.start())
            verb = acts.match(rest, named) if named else None
            stop = end.start()
        else:
            stop = verb.start() if verb else 0
        phrase = _WITH.split(rest[:stop])[0]
        if verb and len(phrase.split()) <= _MOST_WORDS and not _NO_TITLE.search(phrase):
            yield phrase.strip()


def _named(text: str, at: int) -> int:
    """Return where the name of a person ends that stands beside a title; 0 if there is none."""
    beside = _BESIDE.match(text, at)
    words = list(re.finditer(r"\S+", text[beside.end() :]))[:6] if beside else []
    kept = 0
    while kept < len(words) and _is_part(words[kept][0]):
        kept += 1
    known = beside is not None and _is_name([each[0] for each in words[:kept]])
    return beside.end() + words[kept - 1].end() if beside and known else 0


def _without_name(words: Sequence[str]) -> tuple[Sequence[str], bool]:
    """Return *words* without the name of a person at their end, and whether that is certain."""
    first = len(words)
    while first > 1 and _is_part(words[first - 1]):
        first -= 1
    run = words[first:]
    placed = words[first - 1] in _PLACES
    if placed and len(run) == 2:
        return words, True
    starts = [at for at in range(len(run)) if _is_name(run[at:])]
    frequent = [at for at in starts if run[at] in _FREQUENT]
    middle = [at - 1 for at in range(1, len(run) - 1) if run[at] in _MIDDLE]
    if middle and not frequent:
        return words[: first + middle[0]], True
    if starts:
        return words[: first + (frequent or starts)[0]], True
    return words, len(run) < (3 if placed else 2) or tuple(run) == _CITY


def _is_part(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _is_name(words: Sequence[str]) -> bool:
    """Tell whether *words* are the name of a person."""
    known = 1 < len(words) < 6 and words[0] in _SURNAMES and tuple(words) != _CITY
    return known and all(map(_is_part, words))
