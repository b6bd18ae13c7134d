"""Sentences with what a chief clerk reads in them, and the directories they are read against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from soanthao.notice.unit import Directory, Group, Unit

FOLDER: Final = Path(__file__).with_name("assignees")
ROLES: Final = ("to", "with", "guided", "copy")


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence and its reading.

    Attributes:
        roles: role → ids, of the whole text.
        parts: the roles of each part and the quoted pieces, joined by `` (...) ``.
        doubts: code and the words at which it stands.
        flags: ``open``, ``heading``, ``subject=none``.
    """

    directory: str
    kind: str
    text: str
    roles: dict[str, frozenset[str]]
    parts: tuple[tuple[dict[str, frozenset[str]], str], ...]
    doubts: tuple[tuple[str, str], ...]
    flags: frozenset[str]


def directories() -> dict[str, tuple[Directory, date]]:
    """Read ``directories.txt``."""
    found: dict[str, tuple[Directory, date]] = {}
    for block in (FOLDER / "directories.txt").read_text("utf-8").strip().split("\n\n"):
        head, *lines = block.splitlines()
        key, day = head.strip("[]").split()
        units, groups = [], []
        for line in lines:
            cells = [cell.strip() for cell in line.split("|")] + ["", "", ""]
            aliases = tuple(each.strip() for each in cells[2].split(";") if each.strip())
            if cells[0].startswith("group "):
                id, members = cells[0].removeprefix("group "), tuple(cells[3].split())
                groups.append(Group(id, cells[1], aliases, members=members))
                continue
            until, _, successor = cells[3].partition(" ")
            last = date.fromisoformat(until) if until else None
            units.append(
                Unit(cells[0], cells[1], aliases, valid_until=last, successor=successor.strip())
            )
        found[key] = Directory(tuple(units), tuple(groups)), date.fromisoformat(day)
    return found


def cases() -> list[Case]:
    """Read every case, in the order of the files."""
    found = []
    for name in ("province", "district", "commune"):
        text = (FOLDER / f"{name}.txt").read_text("utf-8").strip()
        found += [read_case(block) for block in re.split(r"\n\n+", text)]
    return found


def read_case(block: str) -> Case:
    """Read one case: what is expected, the text, its parts and doubts."""
    head, text, *rest = block.splitlines()
    directory, kind, *words = head.split()
    parts, doubts = [], []
    for line in rest:
        if line.startswith("> "):
            roles, quote = line.removeprefix("> ").split(" | ")
            parts.append((_roles(roles.split()), quote))
        else:
            code, said = line.removeprefix("! ").split(" ", 1)
            doubts.append((code, said))
    flags = frozenset(word for word in words if word.partition("=")[0] not in ROLES)
    return Case(directory, kind, text, _roles(words), tuple(parts), tuple(doubts), flags)


def _roles(words: list[str]) -> dict[str, frozenset[str]]:
    roles = {role: frozenset[str]() for role in ROLES}
    for word in words:
        role, _, ids = word.partition("=")
        if role in roles:
            roles[role] = frozenset(ids.split(","))
    return roles
