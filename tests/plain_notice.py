"""The Lục Nam notice as a value, read without the project's own reader of drafts.

Only what the assignment needs: ids, texts, roles, parts, the directory. A second, simpler reading
against which the real one is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from soanthao.notice import markup
from soanthao.notice.item import Item, Part, Roles
from soanthao.notice.letterhead import Agency, Letterhead, Signatory
from soanthao.notice.notice import Meeting, Notice
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.notice.unit import Directory, Group, Unit

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = ROOT / "tests" / "expected"
LUC_NAM = ROOT / "drafts" / "luc-nam" / "2020-05" / "conclusion.yaml"


def load_plainly(path: Path) -> dict[str, Any]:
    """Return the YAML file with every scalar as text."""
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


def expected_lines(name: str) -> list[str]:
    """Return the lines of an expectation."""
    return (EXPECTED / name).read_text(encoding="utf-8").splitlines()


def expected_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a tab-separated expectation."""
    head, *lines = expected_lines(name)
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def expected_pairs() -> set[tuple[str, int | None, str, str, bool]]:
    """Return the pairs that the chief clerk wrote down, groups spelled out."""
    communes, offices = (
        expected_lines("luc-nam-communes.txt"),
        expected_lines("luc-nam-offices.txt"),
    )
    groups = {"xa": communes[:-1], "xa-thi-tran": communes, "toan-huyen": offices + communes}
    return {
        (
            row["item"],
            int(row["part"]) if row["part"] else None,
            unit,
            row["role"],
            row["general"] == "yes",
        )
        for row in expected_rows("luc-nam-pairs.tsv")
        for unit in groups.get(row["unit"], [row["unit"]])
    }


def issued_with(units: tuple[Unit, ...], groups: tuple[Group, ...], **changes: Any) -> Notice:
    """Return the notice of Lục Nam, issued, with a directory of one's own and *changes*."""
    from soanthao.draft.load import load

    notice = load(LUC_NAM).notice
    return replace(
        notice,
        agency=replace(notice.agency, directory=Directory(units, groups)),
        number=DocumentNumber(125, "TB-UBND"),
        issued=PartialDate(2020, 5, 28),
        **changes,
    )


def luc_nam() -> Notice:
    """Return the notice of May 2020."""
    draft = load_plainly(LUC_NAM)
    directory = _directory(load_plainly(LUC_NAM.parents[1] / "agency.yaml"))
    letterhead = Letterhead((), ("ỦY BAN NHÂN DÂN", "HUYỆN LỤC NAM"), "Lục Nam")
    held = date.fromisoformat(draft["meeting"]["held"])
    return Notice(
        agency=Agency(
            "Ủy ban nhân dân huyện Lục Nam", "UBND huyện", letterhead, directory=directory
        ),
        letterhead=letterhead,
        kind="TB",
        number=DocumentNumber(None, "TB-UBND"),
        issued=PartialDate(2020, 5),
        subject=draft["notice"]["subject"],
        validity_day=held,
        meeting=Meeting(draft["meeting"]["name"], (held,), draft["meeting"]["chair"]),
        body=tuple(_body(draft["body"], draft["numbering"])),
        recipients=(),
        signature=Signatory(("TL. CHỦ TỊCH",), "CHÁNH VĂN PHÒNG", "Nguyễn Tiến Dũng"),
        numbering=tuple(draft["numbering"]),
    )


def _directory(agency: dict[str, Any]) -> Directory:
    units = (
        Unit(
            id=unit["id"],
            name=unit["name"],
            groups=tuple(unit.get("groups", ())),
            verb=unit.get("verb", "giao"),
            valid_until=date.fromisoformat(unit["until"]),
        )
        for unit in agency["units"]
    )
    groups = (
        Group(
            id=group["id"],
            name=group["name"],
            members=tuple(group.get("members", ())),
            general=group.get("general") == "true",
        )
        for group in agency["groups"]
    )
    return Directory(tuple(units), tuple(groups))


def _body(elements: list[Any], numbering: list[str]) -> Iterator[markup.RichText | Item]:
    at = 0
    for element in elements:
        if isinstance(element, str):
            yield markup.parse(element)
        else:
            at += 1
            yield _item(element, numbering, str(at), 0)


def _item(item: dict[str, Any], numbering: list[str], id: str, depth: int) -> Item:
    text = markup.parse(item["text"])
    children = enumerate(item.get("items", ()), start=1)
    return Item(
        id=id,
        text=text,
        marker=id + "." if depth == 0 else numbering[depth],
        depth=depth,
        lead="lead" in item,
        roles=_roles(item),
        parts=tuple(_part(part, text.plain) for part in item.get("parts", ())),
        items=tuple(_item(child, numbering, f"{id}.{n}", depth + 1) for n, child in children),
    )


def _part(part: dict[str, Any], plain: str) -> Part:
    pieces = [part["quote"]] if isinstance(part["quote"], str) else part["quote"]
    starts = (plain.index(piece) for piece in pieces)
    spans = ((start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True))
    return Part(tuple(spans), _roles(part))


def _roles(order: dict[str, Any]) -> Roles:
    return Roles(*(tuple(order.get(role, ())) for role in ("to", "with", "guided", "copy")))
