"""What was written by hand about the project's drafts, read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = Path(__file__).with_name("expected")
DRAFTS = {
    "an-binh": ROOT / "drafts" / "an-binh" / "2026-10" / "conclusion.yaml",
    "xa-minh-son": ROOT / "drafts" / "xa-minh-son" / "2026-11" / "conclusion.yaml",
}


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a tab-separated expectation."""
    head, *lines = (EXPECTED / name).read_text("utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def members(name: str, id: str) -> Iterator[str]:
    """Yield the units behind a unit or a group, by the list that was written by hand."""
    groups = {row["group"]: row["units"].split() for row in rows(f"{name}-groups.tsv")}
    for member in groups.get(id, [id]):
        if member in groups:
            yield from members(name, member)
        else:
            yield member
