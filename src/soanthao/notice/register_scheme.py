"""How an office counts its outgoing documents: which series of numbers each belongs to (dãy số)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from soanthao.standard.kinds import copy_kind

Scheme = Literal["common", "per-kind", "groups"]
"""One series for everything; one for each kind; one for each group of kinds (Điều 15.1)."""

COMMON: Final = "chung"
"""The series of whatever has no series of its own."""
COPY: Final = "ban-sao"
"""The series of copies: sao y, trích sao, sao lục."""
LETTER: Final = "cong-van"
"""Công văn, which have no abbreviation in Phụ lục III: as a kind, and as the series of it."""


@dataclass(frozen=True, slots=True)
class RegisterScheme:
    """How numbers are given (cách đánh số văn bản đi, Điều 15).

    Attributes:
        own: soanthao gives the numbers; else another system does (hệ thống quản lý văn bản) and
            they are only entered.
        scheme: how many series there are; the head of the office decides (Điều 15.1).
        name: what the office calls its one common series; empty under the other schemes.
        groups: name of a series → kinds in it: abbreviations of Phụ lục III, or :data:`LETTER`.
            No kind stands in two. Empty under the other schemes.
    """

    own: bool = False
    scheme: Scheme = "per-kind"
    name: str = ""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def series_of(self, kind: str) -> str:
        """Return the name of the series that counts documents of *kind*.

        A name does not follow :attr:`name`: an office that renames its book goes on counting.

        Args:
            kind: abbreviation of Phụ lục III; empty or :data:`LETTER` for công văn.
        """
        if copy_kind(kind):
            return COPY
        kind = kind or LETTER
        if self.scheme == "common":
            return COMMON
        if self.scheme == "per-kind":
            return kind
        return next((name for name, kinds in self.groups.items() if kind in kinds), COMMON)


EXTERNAL: Final = RegisterScheme()
"""What holds where an office says nothing: another system gives the numbers, kind by kind."""
