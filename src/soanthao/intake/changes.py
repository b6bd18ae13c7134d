"""What a correction changed, as a clerk reads it: item by item, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

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
