"""What an import must find, as the README.md of tests/expected/intake and …/unseen say it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path

from soanthao.notice.item import Roles

UNDECIDED = "?"
PROPOSED = "proposed"
"""In place of a directory: the import is to propose one."""


def digest(text: str) -> str:
    """Return the first 16 hex digits of sha256 of *text* in NFC with single blanks."""
    squashed = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return hashlib.sha256(squashed.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Order:
    """Who is ordered in a piece of text, and until when.

    Attributes:
        roles: in force, what is inherited included; groups stand as groups.
        undecided: somebody is named whom only a person can settle.
        due: notations of ``due``.
    """

    roles: Roles
    undecided: bool
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph, a table or an item of the body.

    Attributes:
        kind: ``paragraph``, ``table`` or ``item``.
        order: ``yes``, ``no`` or ``lead``; empty where the element is no item.
        own: whether units stand at the item itself.
    """

    kind: str
    digest: str
    marker: str = ""
    depth: int = 0
    order: str = ""
    own: bool = False
    whole: Order = Order(Roles(), False, ())
    parts: tuple[Order, ...] = ()


@dataclass(slots=True)
class Expected:
    """One notice as somebody read it.

    Attributes:
        names: where the directory is proposed, the names that an id stands for, casefolded.
    """

    name: str
    source: str = ""
    agency: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    recipients: list[tuple[str, str]] = field(default_factory=list)
    names: dict[str, frozenset[str]] = field(default_factory=dict)


def read(path: Path) -> Expected:
    """Read the expectations at *path*.

    Raises:
        ValueError: a line is of no known kind.
    """
    found = Expected(path.stem)
    above: list[tuple[int, bool, Roles]] = []
    items: list[int] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("# directory:"):
            found.agency = line.partition(":")[2].split()[0]
        if not line.strip() or line.startswith("#"):
            continue
        kind, *cells = line.split("\t")
        cells += [""] * (8 - len(cells))
        if kind == "source":
            found.source = cells[0]
        elif kind == "notice":
            found.fields[cells[0]] = cells[1].strip()
        elif kind == "recipient":
            found.recipients.append((cells[0].rstrip(":"), cells[1]))
        elif kind == "unit":
            found.names[cells[0]] = frozenset(cells[1].casefold().split(" | "))
        elif kind in {"paragraph", "table"}:
            found.elements.append(Element(kind, cells[0 if kind == "paragraph" else 1]))
        elif kind == "item":
            items.append(len(found.elements))
            found.elements.append(_item(cells, above))
        elif kind == "part":
            at = items[int(cells[0]) - 1]
            found.elements[at] = _with_part(found.elements[at], cells[2:6])
        else:
            raise ValueError(f"{path.name}:{number}: unknown kind of line {kind!r}")
    return found


def _item(cells: list[str], above: list[tuple[int, bool, Roles]]) -> Element:
    """Return the item of a line; *above* holds depth, being a lead without marker, and roles."""
    marker, depth, text, to, with_, guided, order, due = cells[:8]
    level = int(depth)
    while above and above[-1][0] >= level:
        below_lead = marker and above[-1][1] and above[-1][0] == level
        if below_lead:
            break
        above.pop()
    whole = _order(above[-1][2] if above else Roles(), to, with_, guided, due)
    above.append((level, not marker and order == "lead", whole.roles))
    return Element("item", text, marker, level, order, to not in {"", "."}, whole)


def _with_part(element: Element, cells: list[str]) -> Element:
    part = _order(element.whole.roles, *cells)
    return replace(element, parts=(*element.parts, part))


def _order(outer: Roles, to: str, with_: str, guided: str, due: str) -> Order:
    named = [_ids(to), _ids(with_), _ids(guided)]
    kept = [tuple(each for each in ids if each != UNDECIDED) for ids in named]
    own = Roles(kept[0], kept[1], kept[2])
    roles = own if named[0] else own.under(outer)
    days = tuple(each.strip() for each in due.split(" | ") if each.strip())
    return Order(roles, any(UNDECIDED in ids for ids in named), days)


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in cell.split(",") if each.strip() not in {"", "."})
