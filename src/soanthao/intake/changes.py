"""What a correction changed, as a clerk reads it: item by item, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from soanthao.notice.markup import RichText

_WHEN: Final = re.compile(
    r"\d|\b(?:ngày|tuần|tháng|quý|năm|hạn|khẩn|ngay|sớm|trước|sau|định kỳ|hằng|hàng)\b",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r"\b(?:phòng|ban|sở|xã|phường|thôn|đơn vị|cơ quan|giao)\b")
_ALIKE: Final = 0.8
"""Share of common words below which an order is rather another one."""

ChangeKind = Literal["sửa", "thêm", "xóa", "chuyển", "tách", "gộp"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        where: what is changed: ``mục 7.3``, ``trích yếu``.
        old, new: its words before and after; empty where there are none.
    """

    kind: ChangeKind
    where: str
    old: str = ""
    new: str = ""

    @classmethod
    def between(cls, where: str, old: RichText, new: RichText) -> Change:
        """Return what changed from *old* to *new*; with marks where kept words are set otherwise.

        Bold and italic that only go with changed words are not shown: the words are.
        """
        plain = cls("sửa", where, old.plain, new.plain)
        marked = cls("sửa", where, old.marked_up(), new.marked_up())
        return plain if plain.kept == marked.kept and old.plain != new.plain else marked

    @property
    def kept(self) -> int:
        """How many words stayed."""
        return sum(len(text.split()) for mark, text in self.words() if mark == " ")

    def words(self) -> tuple[tuple[str, str], ...]:
        """Return the words in order, each behind ``-`` (gone), ``+`` (new) or a blank (kept)."""
        old, new = self.old.split(), self.new.split()
        pieces: list[tuple[str, str]] = []
        for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if old[a:b] == new[c:d]:
                pieces.append((" ", " ".join(old[a:b])))
                continue
            if a < b:
                pieces.append(("-", " ".join(old[a:b])))
            if c < d:
                pieces.append(("+", " ".join(new[c:d])))
        return tuple(pieces)

    def __str__(self) -> str:
        marks = {"-": "[-{}-]", "+": "{{+{}+}}", " ": "{}"}
        told = " ".join(marks[mark].format(text) for mark, text in self.words())
        return f"{self.kind} {self.where}: {told}"


def stale(change: Change) -> str:
    """Return what in the words that changed may make an order stale; empty where nothing does."""
    words = change.words()
    changed = " ".join(text for mark, text in words if mark != " ")
    told = []
    if _WHO.search(changed) or any(word[0].isupper() for word in changed.split()):
        told.append("tên đơn vị hoặc lời giao")
    if _WHEN.search(changed):
        told.append("ngày tháng, con số")
    if not told and 2 * change.kept < _ALIKE * (len(change.old.split()) + len(change.new.split())):
        told.append("nhiều chữ")
    return ", ".join(told)
