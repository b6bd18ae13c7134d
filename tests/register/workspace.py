"""A small office with one conclusion, and what its clerks do: enough for the whole workflow.

Three orders for three units, so there are three letters. A document in Word alone is made in some
ten milliseconds.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from soanthao import clock
from soanthao.register.audit import Audit, audit
from soanthao.register.entry import Entry
from soanthao.register.event import Event
from soanthao.register.numbers import Line
from soanthao.services.approving import approve
from soanthao.services.desk import DATABASE, FOLDER, Desk, office_of, open_desk
from soanthao.services.issuing import IssueRequest, issue
from soanthao.services.numbering import NumberRequest, number
from soanthao.services.signing import cancel, send_back, sign
from soanthao.services.stepping import Selection, StepReport
from soanthao.services.submitting import submit

AGENCY = """\
schema: soanthao/agency/1
name: Ủy ban nhân dân xã Minh Sơn
short: UBND xã
header: [ỦY BAN NHÂN DÂN, XÃ MINH SƠN]
place: Minh Sơn
symbols: {{notice: TB-UBND, letter: UBND-VP, extract: TrS-UBND}}
office: Văn phòng HĐND và UBND xã
filed: VT, VP
recipients: [Chủ tịch UBND xã (b/c)]
head: Chủ tịch UBND xã
signatories:
  chanh-van-phong:
    authority: [TL. CHỦ TỊCH]
    position: CHÁNH VĂN PHÒNG
    name: Phạm Thu Hằng
    from: 2025-07-01
units:
  - {{id: phong-kinh-te, name: Phòng Kinh tế}}
  - {{id: phong-van-hoa, name: Phòng Văn hóa - Xã hội}}
  - {{id: cong-an, name: Công an xã}}
people:
  soan: {{name: Lê Thị Soạn, parts: [soan-thao]}}
  truong: {{name: Trần Văn Trưởng, parts: [noi-dung]}}
  thuc: {{name: Ngô Thể Thức, parts: [the-thuc]}}
  hang: {{name: Phạm Thu Hằng, parts: [ky]}}
  thu: {{name: Đỗ Văn Thư, parts: [van-thu]}}
  tho: {{name: Hà Văn Thọ, parts: [van-thu]}}
  bay: {{name: Vũ Đa Năng, parts: [soan-thao, noi-dung, the-thuc, ky, van-thu]}}
register: {scheme}
"""
CONCLUSION = """\
schema: soanthao/conclusion/1
notice:
  number:
  issued:
  subject: >-
    Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban
meeting:
  name: Cuộc họp giao ban
  held: {held}
  chair: Chủ tịch UBND xã
numbering: ["1."]
body:
  - Chủ tịch UBND xã chủ trì cuộc họp giao ban và kết luận như sau.
  - text: Phòng Kinh tế rà soát diện tích gieo trồng trước ngày 22/6/2027.
    to: [phong-kinh-te]
    due: <2027-06-22
  - text: Phòng Văn hóa - Xã hội lập danh sách hộ nghèo trước ngày 24/6/2027.
    to: [phong-van-hoa]
    due: <2027-06-24
  - text: Công an xã kiểm tra các điểm đổ rác trước ngày 30/6/2027.
    to: [cong-an]
    due: <2027-06-30
  - Văn phòng thông báo để các phòng, đơn vị biết, thực hiện./.
recipients:
  - Chủ tịch UBND xã
  - text: Phòng Kinh tế, Phòng Văn hóa - Xã hội, Công an xã
    units: [phong-kinh-te, phong-van-hoa, cong-an]
  - "Lưu: VT, VP"
signature: chanh-van-phong
letters: {{form: {form}}}
"""
OWN, EXTERNAL = "{own: theo-loai}", "external"
UNITS = ("phong-kinh-te", "phong-van-hoa", "cong-an")
"""The ids of the letters, in the order of the notice."""
NAMES = {
    "soan": "Lê Thị Soạn",
    "truong": "Trần Văn Trưởng",
    "thuc": "Ngô Thể Thức",
    "hang": "Phạm Thu Hằng",
    "thu": "Đỗ Văn Thư",
    "tho": "Hà Văn Thọ",
}
"""Persons with one part each; ``bay`` holds all of them."""
DAY = date.fromisoformat("2026-11-25")
"""What the clock of the tests says at first: a Wednesday, two days after the meeting."""
CHAIN = ("submit", "content", "form", "approve", "sign", "number", "issue")
WHO = dict(zip(CHAIN, ("soan", "truong", "thuc", "hang", "thu", "thu", "thu"), strict=True))
"""Who takes which step."""


class Clock:
    """Time as a test wants it; what services ask stands still until it is set."""

    def __init__(self) -> None:
        self.moment = datetime(DAY.year, DAY.month, DAY.day, 8, 30, tzinfo=clock.VIETNAM)

    def __call__(self) -> datetime:
        return self.moment

    def set(self, day: str, at: str = "08:30:00") -> None:
        """Let it be *day* (ISO 8601), *at* this time, in Vietnam."""
        self.moment = datetime.fromisoformat(f"{day}T{at}+07:00")


@dataclass(frozen=True)
class Kind:
    """What sort of office and documents: a key of the archive of walked workspaces."""

    scheme: str = OWN
    form: str = "cong-van"
    medium: str = "giay"
    formats: tuple[str, ...] = ("docx",)
    held: str = "2026-11-23"


PLAIN = Kind()
"""Own numbers, letters, paper, Word alone."""


@dataclass(frozen=True)
class Workspace:
    """A folder with agency.yaml, soanthao.toml and conclusions; what is done in it is real.

    Attributes:
        url: of PostgreSQL; empty: SQLite inside the folder.
        desks: by person; opened once, as a web app would hold them.
    """

    home: Path
    kind: Kind = PLAIN
    url: str = ""
    desks: dict[str | None, Desk] = field(default_factory=dict, repr=False, compare=False)

    @property
    def path(self) -> Path:
        """The conclusion."""
        return self.home / "hop" / "conclusion.yaml"

    @property
    def notice(self) -> Selection:
        """The notice."""
        return Selection(self.path)

    @property
    def letters(self) -> Selection:
        """All letters."""
        return Selection(self.path, letters=True)

    def letter(self, *units: str) -> Selection:
        """The letters to *units*."""
        return Selection(self.path, letters=True, units=units)

    def write(self) -> Workspace:
        """Write the files of the office and its first conclusion."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.desks.clear()
        (self.home / "agency.yaml").write_text(AGENCY.format(scheme=self.kind.scheme), "utf-8")
        self.settle()
        self.conclude(self.path)
        return self

    def settle(self) -> None:
        """Write soanthao.toml."""
        formats = ", ".join(f'"{each}"' for each in self.kind.formats)
        lines = ["[register]", f"formats = [{formats}]", f'medium = "{self.kind.medium}"']
        if self.url:
            lines.append(f'url = "{self.url}"')
        (self.home / "soanthao.toml").write_text("\n".join(lines) + "\n", "utf-8")

    def conclude(self, path: Path) -> Path:
        """Write a conclusion at *path*."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = CONCLUSION.format(held=self.kind.held, form=self.kind.form)
        path.write_text(text, "utf-8")
        return path

    def edit(self, old: str, new: str, path: Path | None = None) -> None:
        """Change the working file: *old*, which stands there once, becomes *new*."""
        path = path or self.path
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (old, text)
        path.write_text(text.replace(old, new), "utf-8")

    def desk(self, person: str | None) -> Desk:
        """The register, opened by *person*."""
        if person not in self.desks:
            self.desks[person] = open_desk(self.home, person)
        return self.desks[person]

    def do(self, step: str, chosen: Selection, person: str = "", **said: Any) -> StepReport:
        """Let *person*, or who usually does it, take a step of :data:`CHAIN` and beside it."""
        desk = self.desk(person or WHO.get(step, "thu"))
        return _STEPS.get(step, _approve)(desk, chosen, **said)

    def walk(self, chosen: Selection, to: str = "issue", first: str = "submit") -> StepReport:
        """Take all steps of the chain from *first* up to *to*."""
        report = None
        for step in CHAIN[CHAIN.index(first) : CHAIN.index(to) + 1]:
            said: dict[str, Any] = {}
            if step == "number" and self.kind.scheme == EXTERNAL:
                said = {"number": 201 if chosen.letters else 125}
            report = self.do(step, chosen, **said)
        assert report is not None
        return report

    def entries(self) -> dict[str, Entry]:
        """The documents of the conclusion by their names, newest generations."""
        desk = self.desk("bay")
        with desk.ledger.reading() as reader:
            found = reader.package(desk.office.key, "hop/conclusion.yaml")
        return {each.name: each for each in found}

    def lines(self) -> tuple[Line, ...]:
        """The lines of the book."""
        with self.desk("bay").ledger.reading() as reader:
            return reader.lines()

    def events(self) -> tuple[Event, ...]:
        """The record."""
        with self.desk("bay").ledger.reading() as reader:
            return tuple(reader.events())

    def audit(self) -> Audit:
        """What ``register verify`` finds."""
        return audit(self.desk("bay").ledger)

    def file(self, entry: Entry, format_: str = "docx", *, final: bool = True) -> bytes:
        """The issued (or the approved) file of *entry*, out of the store."""
        held = dict(entry.final if final else entry.approved)
        return self.desk("bay").ledger.store.get(held[format_])

    @property
    def register(self) -> Path:
        """The SQLite file of the register, if it lies in one."""
        return self.home / FOLDER / DATABASE

    @property
    def anchor(self) -> Path:
        """The anchor file."""
        return office_of(self.home).place.anchor

    def copied(self, home: Path, url: str = "") -> Workspace:
        """A copy of the folder at *home*, its register in the database at *url* if one is given."""
        shutil.copytree(self.home, home, ignore=shutil.ignore_patterns("so.sqlite*" if url else ""))
        other = replace(self, home=home, url=url, desks={})
        other.settle()
        return other


def _approve(desk: Desk, chosen: Selection, **said: Any) -> StepReport:
    return approve(desk, chosen, **said)


def _number(desk: Desk, chosen: Selection, **said: Any) -> StepReport:
    report = number(desk, NumberRequest(chosen, **said))
    assert report is not None
    return report


def _issue(desk: Desk, chosen: Selection, **said: Any) -> StepReport:
    return issue(desk, IssueRequest(chosen, **said))


_STEPS: dict[str, Callable[..., StepReport]] = {
    "submit": submit,
    "sign": sign,
    "number": _number,
    "issue": _issue,
    "return": send_back,
    "cancel": cancel,
}
