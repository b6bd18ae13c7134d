"""Kinds of administrative documents and of copies, with their abbreviations.

Source: Điều 7 and Phụ lục III, phần I of Nghị định 30/2020/NĐ-CP. Abbreviations are compared as
written: ``QĐ`` is a decision and ``QyĐ`` a regulation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document (loại văn bản) or of copy (hình thức sao).

    Attributes:
        name: as running text writes it: ``Thông báo``.
        abbreviation: ``TB``; empty for công văn and thư công, which have none.
    """

    name: str
    abbreviation: str

    @property
    def title(self) -> str:
        """The kind as ô 5a prints it: ``THÔNG BÁO``."""
        return self.name.upper()


KINDS: Final[tuple[Kind, ...]] = (
    Kind("Nghị quyết", "NQ"),
    Kind("Quyết định", "QĐ"),
    Kind("Chỉ thị", "CT"),
    Kind("Quy chế", "QC"),
    Kind("Quy định", "QyĐ"),
    Kind("Thông cáo", "TC"),
    Kind("Thông báo", "TB"),
    Kind("Hướng dẫn", "HD"),
    Kind("Chương trình", "CTr"),
    Kind("Kế hoạch", "KH"),
    Kind("Phương án", "PA"),
    Kind("Đề án", "ĐA"),
    Kind("Dự án", "DA"),
    Kind("Báo cáo", "BC"),
    Kind("Biên bản", "BB"),
    Kind("Tờ trình", "TTr"),
    Kind("Hợp đồng", "HĐ"),
    Kind("Công văn", ""),
    Kind("Công điện", "CĐ"),
    Kind("Bản ghi nhớ", "BGN"),
    Kind("Bản thỏa thuận", "BTT"),
    Kind("Giấy uỷ quyền", "GUQ"),
    Kind("Giấy mời", "GM"),
    Kind("Giấy giới thiệu", "GGT"),
    Kind("Giấy nghỉ phép", "GNP"),
    Kind("Phiếu gửi", "PG"),
    Kind("Phiếu chuyển", "PC"),
    Kind("Phiếu báo", "PB"),
    Kind("Thư công", ""),
)
"""The 29 kinds of Điều 7, in its order."""

COPIES: Final[tuple[Kind, ...]] = (
    Kind("Sao y", "SY"),
    Kind("Trích sao", "TrS"),
    Kind("Sao lục", "SL"),
)
"""The three kinds of copies (Điều 25; Phụ lục III, phần I)."""

_KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {kind.abbreviation: kind for kind in KINDS if kind.abbreviation}
)
_COPIES: Final[Mapping[str, Kind]] = MappingProxyType({kind.abbreviation: kind for kind in COPIES})


def kind(abbreviation: str) -> Kind | None:
    """Return the kind of document with *abbreviation*, letter case included, or None."""
    return _KINDS.get(abbreviation)


def copy_kind(abbreviation: str) -> Kind | None:
    """Return the kind of copy with *abbreviation*, letter case included, or None."""
    return _COPIES.get(abbreviation)
