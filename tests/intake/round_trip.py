"""Notices rendered by soanthao and imported again from their own files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from soanthao.draft.emit import emit
from soanthao.draft.load import load
from soanthao.notice.item import Element, Item, Table
from soanthao.notice.letterhead import Agency, Signatory
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.unit import Group, Unit
from soanthao.render import job, plan, templates
from soanthao.render.context import notice_sheet
from soanthao.services.importing import import_notice


def printed(notice: Notice) -> dict[str, object]:
    """Return everything that the sheet of *notice* says, layout left out."""
    document = notice_sheet(notice).document
    return {
        "stream": document.stream(),
        "notes": document.notes(),
        "tables": document.rows(),
        "beside": document.beside(),
        "header": (document.parent, document.header, document.number, document.place_date),
        "recipients": [(block.heading, block.lines) for block in document.recipients],
        "signature": (document.authority, document.signer),
        "marked": [*_marked(notice)],
    }


def _marked(notice: Notice) -> Iterator[tuple[str, str]]:
    """Yield marker and text of what prints one; a text that begins with a dash looks marked.

    The caption of a table is printed as any paragraph above it, and comes back as one.
    """
    for body in (notice.body, *(annex.body for annex in notice.annexes)):
        for element in body:
            for marker, text in _texts(element):
                first, _, rest = text.partition(" ")
                if marker or first == "-":
                    yield (marker, text) if marker else (first, rest)


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    """Yield marker and text of the paragraphs of *element*, table captions included."""
    if isinstance(element, RichText):
        yield "", element.plain
    if isinstance(element, Table):
        yield "", element.caption.plain
    if isinstance(element, Item):
        for item in element.walk():
            yield item.marker, item.text.plain
            if item.table is not None:
                yield "", item.table.caption.plain


def rendered(notice: Notice, into: Path) -> Iterator[Path]:
    """Yield the Word and the PDF file of *notice*, made as ``soanthao render`` makes them."""
    sheet = notice_sheet(notice)
    expected = plan.notice_expectation(notice, sheet)
    one = job.RenderJob(
        "notice",
        sheet.document,
        expected,
        plan.known(notice),
        job.FORMATS,
        templates.choose(None),
    )
    result = job.run(one)
    if result.failure is not None:
        raise AssertionError(result.failure)
    for format_, data in result.files():
        path = into / f"notice.{format_}"
        path.write_bytes(data)
        yield path


def imported(file: Path, agency: Path) -> Notice:
    """Return *file* as a notice, by way of the YAML that an import writes."""
    out = file.parent / f"from-{file.suffix[1:]}" / "conclusion.yaml"
    out.parent.mkdir()
    import_notice(file, out, agency)
    return load(out).notice


def agency_yaml(agency: Agency, signatory: Signatory) -> str:
    """Return *agency* as the directory that its clerk would have written."""
    head = agency.letterhead
    values: dict[str, Any] = {
        "schema": "soanthao/agency/1",
        "name": agency.name,
        "short": agency.short,
        "parent": list(head.parent),
        "header": list(head.header),
        "place": head.place,
        "symbols": {
            "notice": head.symbols.notice,
            "letter": head.symbols.letter,
            "extract": head.symbols.extract,
        },
        "office": agency.office,
        "filed": agency.filed,
        "recipients": list(agency.recipients),
        "head": agency.head,
        "signatories": {
            "nguoi-ky": {
                "authority": list(signatory.authority),
                "position": signatory.position,
                "name": signatory.name,
            }
        },
        "units": [_unit(unit) for unit in agency.directory.units],
        "groups": [_group(group) for group in agency.directory.groups],
    }
    if head.address:
        values["address"] = list(head.address)
    return emit(values, {})


def _unit(unit: Unit) -> dict[str, Any]:
    days = {"from": unit.valid_from, "until": unit.valid_until}
    return {
        "id": unit.id,
        "name": unit.name,
        "groups": list(unit.groups),
        "verb": unit.verb,
        "addressee": unit.called,
        **{key: day.isoformat() for key, day in days.items() if day},
    }


def _group(group: Group) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": group.id,
        "name": group.name,
        "members": list(group.members),
    }
    return {**values, "general": True} if group.general else values


def orders(notice: Notice) -> list[tuple[object, ...]]:
    """Return who is ordered to do what until when, item by item and part by part."""
    found: list[tuple[object, ...]] = []
    for item in notice.items():
        found.append((item.text.plain, item.lead, item.order, item.roles, item.follow.due))
        found.extend((part.spans, part.roles, part.follow.due) for part in item.parts)
    return found
