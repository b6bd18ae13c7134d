"""The registry's desk (bàn văn thư): whose register, where it lies, who is acting.

Every command of the workflow begins here. The agency is the one of the conclusion; its register
lies beside agency.yaml unless soanthao.toml says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from soanthao import clock, settings
from soanthao.draft.load import find_agency, load, load_agency
from soanthao.errors import InputMissingError, InvalidInputError
from soanthao.findings import Finding
from soanthao.notice.letterhead import Agency
from soanthao.notice.person import Part, Person
from soanthao.register import database
from soanthao.register.entry import Entry
from soanthao.register.event import Actor
from soanthao.register.ledger import Ledger, Place, open_ledger
from soanthao.register.numbers import Family
from soanthao.register.store import remove_dead
from soanthao.settings import RegisterSettings

FOLDER: Final = "so-van-ban"
"""Where the embedded database, the files and the anchor lie, beside agency.yaml."""
DATABASE: Final = "so.sqlite"
STORE: Final = "kho"
ANCHOR: Final = "dau-neo.jsonl"
_DEAD_SECONDS: Final = 86_400


@dataclass(frozen=True, slots=True)
class Office:
    """An agency and where its register lies.

    Attributes:
        home: folder of agency.yaml; paths of documents begin there.
    """

    agency: Agency
    home: Path
    settings: RegisterSettings
    place: Place

    @property
    def key(self) -> str:
        """What the register calls the agency: its code, else its name."""
        return self.agency.code or self.agency.name

    @property
    def folder(self) -> Path:
        """The folder of the register."""
        return _folder(self.home, self.settings)

    @property
    def templates(self) -> Path | None:
        """Folder of the office's own templates."""
        folder = self.agency.templates
        return self.home / folder if folder else None

    def family(self, entry: Entry) -> Family:
        """Return the series that counts *entry*."""
        kind = "TrS" if entry.form.startswith("trich-sao") else entry.kind
        return Family(self.key, entry.issuer, self.agency.register.series_of(kind))


@dataclass(frozen=True, slots=True)
class Desk:
    """An open register, and who works at it."""

    office: Office
    ledger: Ledger
    person: Person

    @property
    def actor(self) -> Actor:
        """The person, as the record names who acts."""
        return Actor(self.person.id, self.person.name)

    def moment(self) -> datetime:
        """Return what the clock says."""
        return clock.now()


def office_of(where: Path) -> Office:
    """Return the office of the conclusion, the agency.yaml or the folder at *where*.

    Raises:
        InputMissingError: no agency.yaml is near.
        InvalidInputError: it holds faults, or the settings do.
    """
    agency, home = _agency(where)
    chosen = settings.load(home).register
    folder = _folder(home, chosen)
    url = chosen.url or database.sqlite_url((folder / DATABASE).resolve())
    anchor = chosen.anchor or folder / ANCHOR
    return Office(agency, home, chosen, Place(url, folder / STORE, anchor))


def open_desk(where: Path, person: str | None) -> Desk:
    """Open the register of the office at *where* for *person*.

    Args:
        where: the conclusion, the agency.yaml or a folder.
        person: id of who acts; None takes the only one there is.

    Raises:
        InvalidInputError: agency.yaml names nobody, or nobody was chosen.
        InputMissingError: it does not name *person*.
        ConflictError, CannotWriteError, DamagedRegisterError, MissingToolError: the register.
    """
    office = office_of(where)
    who = person_of(office, person)
    ledger = open_ledger(office.place)
    remove_dead(office.place.store, clock.now().timestamp() - _DEAD_SECONDS)
    return Desk(office, ledger, who)


def open_register(where: Path) -> tuple[Office, Ledger]:
    """Open the register of the office at *where* for whoever only reads.

    Raises:
        InputMissingError: there is none yet.
        ConflictError, CannotWriteError, DamagedRegisterError, MissingToolError: the register.
    """
    office = office_of(where)
    if office.settings.url is None and not (office.folder / DATABASE).is_file():
        raise InputMissingError(
            f"Chưa có sổ ở “{office.folder}”; sổ được lập khi trình văn bản đầu tiên: soanthao "
            "submit conclusion.yaml."
        )
    return office, open_ledger(office.place)


def _agency(where: Path) -> tuple[Agency, Path]:
    """Return the agency and its folder."""
    if where.is_dir():
        found = find_agency(where)
    elif where.name.startswith("agency."):
        found = where
    else:
        draft = load(where, numbered_later=True)
        if draft.agency is None:
            return draft.notice.agency, where.parent
        return draft.notice.agency, Path(draft.agency.path).parent
    if found is None:
        raise InputMissingError(
            f"Không tìm thấy agency.yaml ở “{where}” hay thư mục bên trên; hãy chạy lệnh trong thư "
            "mục làm việc của cơ quan."
        )
    return load_agency(found), found.parent


def _folder(home: Path, chosen: RegisterSettings) -> Path:
    return chosen.folder or home / FOLDER


def person_of(office: Office, wanted: str | None) -> Person:
    """Return who acts: the person with the id *wanted*, or the only one there is.

    Raises:
        InvalidInputError: agency.yaml names nobody, or nobody was chosen.
        InputMissingError: it does not name *wanted*.
    """
    people = office.agency.people
    if not people:
        message = (
            "Chưa khai ai tham gia quy trình; hãy thêm people vào agency.yaml: mỗi người một mã, "
            f"name và parts ({', '.join(part.value for part in Part)})."
        )
        raise InvalidInputError((Finding("D102", message, str(office.home / "agency.yaml"), 1, 1),))
    known = ", ".join(f"{each.id} ({each.name})" for each in people.values())
    if wanted is None and len(people) == 1:
        return next(iter(people.values()))
    if wanted is None:
        message = f"Ai đang làm việc này? Hãy thêm --as MÃ; có: {known}."
        raise InvalidInputError((Finding("D103", message),))
    if wanted not in people:
        raise InputMissingError(f"agency.yaml không có người “{wanted}”; có: {known}.")
    return people[wanted]
