"""Imports the text of the Lục Nam notice and lays it beside the draft made by hand.

Usage: python benchmarks/luc_nam.py. Prints a row for every item in which the two differ, and
whether the import flagged it; exit 1 if a difference is not flagged.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from soanthao.draft.load import Draft, load
from soanthao.notice.assignment import expand
from soanthao.notice.deadline import Vague
from soanthao.notice.deadline_notation import notation
from soanthao.notice.item import Follow, Item, Roles
from soanthao.services.importing import import_notice

ROOT = Path(__file__).resolve().parents[1]
TEXT = ROOT / "tests" / "data" / "luc-nam-2020-05.md"
OFFICE = ROOT / "drafts" / "luc-nam"

Told = tuple[str, ...]
"""Sorted, readable facts about one item: ``to phong-tckh``, ``due <2020-06-20``."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item of which the import says something else than the hand-made draft."""

    id: str
    by_hand: Told
    imported: Told
    is_flagged: bool


def differences() -> tuple[int, list[Difference]]:
    """Return the number of items compared, and every difference in print order."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "conclusion.yaml"
        shutil.copyfile(OFFICE / "agency.yaml", Path(name) / "agency.yaml")
        import_notice(TEXT, out)
        imported, by_hand = load(out), load(OFFICE / "2020-05" / "conclusion.yaml")
        flags = flagged(imported, out.read_text("utf-8"))
    wanted, got = facts(by_hand), facts(imported)
    found = [
        Difference(id, wanted.get(id, ()), got.get(id, ()), bool(flags & _inherited(id)))
        for id in dict.fromkeys((*wanted, *got))
        if wanted.get(id) != got.get(id)
    ]
    return len(wanted), found


def _inherited(id: str) -> set[str]:
    """Return *id* and the items from which it may have its roles: a doubt there is one here."""
    steps = id.split(".")
    return {".".join(steps[:count]) for count in range(1, len(steps) + 1)}


def facts(draft: Draft) -> dict[str, Told]:
    """Return what every item says about who and when, inherited roles included."""
    told: dict[str, Told] = {}
    for element in draft.notice.body:
        if isinstance(element, Item):
            told.update(_facts(element, Roles(), draft))
    return told


def _facts(item: Item, outer: Roles, draft: Draft) -> Iterator[tuple[str, Told]]:
    roles = item.roles.under(outer)
    if item.orders:
        orders = [(roles, item.follow)]
        orders += [(part.roles.under(roles), part.follow) for part in item.parts]
        own = {fact for each, follow in orders for fact in _told(each, follow, draft)}
        yield item.id, tuple(sorted(own))
    else:
        yield item.id, ("no order",)
    for child in item.items:
        yield from _facts(child, roles, draft)


def _told(roles: Roles, follow: Follow, draft: Draft) -> Iterator[str]:
    """Yield who has which role, and who must be ready by when; parts count as what they say."""
    notice = draft.notice
    directory, day = notice.agency.directory, notice.validity_day
    for name, ids in (("to", roles.to), ("with", roles.with_), ("guided", roles.guided)):
        yield from (f"{name} {id}" for id in expand(directory, ids, day))
    for each in follow.due:
        if not isinstance(each, Vague):
            yield from (f"due {notation(each)} {id}" for id in expand(directory, roles.to, day))


def flagged(draft: Draft, text: str) -> set[str]:
    """Return the ids of the items that carry ``# ?``, above them or inside."""
    lines = text.splitlines()
    starts = sorted((line, id) for id, (_, line, _) in draft.positions.items())
    found = set()
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith("# ? "):
            below = next((at for at in range(number, len(lines)) if "# " not in lines[at][:80]), 0)
            above = [id for start, id in starts if start <= below + 1]
            found.update(above[-1:])
    return found


def _only(told: Told, other: Told) -> str:
    """Return what *told* has more, the units of one role counted where they are many."""
    more: dict[str, list[str]] = {}
    for fact in sorted(set(told) - set(other)):
        role, _, value = fact.rpartition(" ")
        more.setdefault(role if role else fact, []).append(value)
    shown = [
        f"{role} {len(ids)} đơn vị" if len(ids) > 3 else f"{role} {', '.join(ids)}"
        for role, ids in more.items()
    ]
    return "; ".join(shown) or "–"


def main() -> int:
    """Print the table; 1 where a difference is silent."""
    count, found = differences()
    rows = ["| mục | nhập tay | import | có “# ?” |", "|---|---|---|---|"]
    for each in found:
        only_hand = _only(each.by_hand, each.imported)
        only_import = _only(each.imported, each.by_hand)
        rows.append(f"| {each.id} | {only_hand} | {only_import} | {each.is_flagged} |")
    silent = sum(not each.is_flagged for each in found)
    rows.append(
        f"\n{count} items, {count - len(found)} equal, {len(found)} differ, {silent} silent"
    )
    sys.stdout.writelines(f"{row}\n" for row in rows)
    return int(bool(silent))


if __name__ == "__main__":
    sys.exit(main())
