"""``soanthao units``: whom the agency directs, and what a name stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from soanthao.draft.load import find_agency, load_agency
from soanthao.errors import InputMissingError
from soanthao.language.nearest import nearest
from soanthao.notice.assignment import expand
from soanthao.notice.unit import ALL, Directory, Group, Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit or a group, and the units that it stands for on the day."""

    id: str
    name: str
    aliases: tuple[str, ...]
    is_group: bool
    is_general: bool
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a name means: the entry, or the nearest id where nobody has that name."""

    asked: str
    entry: Entry | None
    nearest: str | None = None


def list_directory(day: date, agency: Path | None = None) -> tuple[Entry, ...]:
    """Return every unit and group of the agency in force, as of *day*.

    Args:
        day: units are resolved as they exist on it.
        agency: an agency.yaml; None is the nearest one in the working folder or above.
    """
    directory = _directory(agency)
    everything: tuple[Unit | Group, ...] = (*directory.units, *directory.groups)
    return tuple(_entry(directory, each, day) for each in everything)


def resolve(names: tuple[str, ...], day: date, agency: Path | None = None) -> tuple[Answer, ...]:
    """Return what each of *names* (id, name or alias, any letter case) stands for on *day*."""
    directory = _directory(agency)
    built_in = (directory.group(ALL),)
    everything = [
        each for each in (*directory.units, *directory.groups, *built_in) if each is not None
    ]
    by_name: dict[str, Unit | Group] = {}
    for each in everything:
        for known in (each.id, each.name, *each.aliases):
            by_name.setdefault(known.casefold(), each)
    answers = []
    for name in names:
        found = by_name.get(name.casefold())
        if found is not None:
            answers.append(Answer(name, _entry(directory, found, day)))
        else:
            near = nearest(name.casefold(), by_name)
            answers.append(Answer(name, None, by_name[near].id if near else None))
    return tuple(answers)


def _directory(agency: Path | None) -> Directory:
    path = agency or find_agency(Path.cwd())
    if path is None:
        raise InputMissingError(
            "Không thấy agency.yaml ở thư mục này hay thư mục cha; hãy vào thư mục của cơ quan "
            "hoặc chỉ rõ bằng --agency."
        )
    return load_agency(path).directory


def _entry(directory: Directory, each: Unit | Group, day: date) -> Entry:
    return Entry(
        each.id,
        each.name,
        each.aliases,
        isinstance(each, Group),
        isinstance(each, Group) and each.general,
        tuple(expand(directory, (each.id,), day)),
    )
