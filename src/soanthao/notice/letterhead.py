"""Who issues and who signs: agency, letterhead (ô 2, 3, 4), signatories (ô 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from soanthao.notice.person import Person
from soanthao.notice.register_scheme import EXTERNAL, RegisterScheme
from soanthao.notice.unit import Directory


@dataclass(frozen=True, slots=True)
class Symbols:
    """Symbols by kind of document (ký hiệu): ``TB-UBND``, ``UBND-VP``, ``TrS-UBND``."""

    notice: str = ""
    letter: str = ""
    extract: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of a document.

    Attributes:
        parent: lines of the body above (cơ quan chủ quản), plain; may be empty.
        header: lines of the issuer itself, bold.
        place: địa danh of ô 4.
        address: lines of ô 13, which a công văn may show at the foot of its first page.
    """

    parent: tuple[str, ...]
    header: tuple[str, ...]
    place: str
    symbols: Symbols = Symbols()
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, and by what authority (quyền hạn, chức vụ, họ tên).

    Attributes:
        authority: lines above the position: ``TL. CHỦ TỊCH``; empty for one's own power.
        position: ``CHÁNH VĂN PHÒNG``.
    """

    authority: tuple[str, ...]
    position: str
    name: str
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines above the signature, in print order."""
        return (*self.authority, self.position)


@dataclass(frozen=True, slots=True)
class Agency:
    """We (cơ quan ban hành), as agency.yaml describes us.

    Attributes:
        short: the name as running text uses it: ``UBND huyện``.
        filed: what stands behind ``Lưu:`` in letters: ``VT, VP``.
        recipients: the lines of each letter's nơi nhận after ``Như trên``.
        head: chức danh of the chair: ``Chủ tịch UBND huyện``.
        issuers: further letterheads by id, for an agency whose Văn phòng also issues.
        register: who gives the numbers, and in which series.
        people: id → who has parts in the workflow.
    """

    name: str
    short: str
    letterhead: Letterhead
    office: str = ""
    filed: str = ""
    recipients: tuple[str, ...] = ()
    head: str = ""
    code: str = ""
    issuers: Mapping[str, Letterhead] = field(default_factory=dict)
    signatories: Mapping[str, Signatory] = field(default_factory=dict)
    directory: Directory = Directory()
    wording: Mapping[str, str] = field(default_factory=dict)
    templates: str = ""
    pdf_engine: Literal["weasyprint", "typst"] = "weasyprint"
    register: RegisterScheme = EXTERNAL
    people: Mapping[str, Person] = field(default_factory=dict)
