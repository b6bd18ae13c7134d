"""agency.yaml: the read shape → who we are and whom we direct, checked (danh bạ)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from soanthao.draft.faults import Faults, hint, shortened
from soanthao.draft.groups import check_groups
from soanthao.draft.leaves import ID, kept
from soanthao.draft.nodes import Fields, Listing, Placed, is_absent, values
from soanthao.draft.own_words import resolve_wording
from soanthao.draft.register_scheme import resolve_register
from soanthao.draft.schema_agency import (
    AgencyShape,
    GroupShape,
    IssuerShape,
    PersonShape,
    SignatoryShape,
    SymbolsShape,
    UnitShape,
)
from soanthao.draft.text import Prose
from soanthao.language.nearest import nearest
from soanthao.notice.letterhead import Agency, Letterhead, Signatory, Symbols
from soanthao.notice.person import Part, Person
from soanthao.notice.unit import ALL, Directory, Group, Unit, Verb


@dataclass(frozen=True, slots=True)
class ReadAgency:
    """An agency with what later checks need to stay silent about consequences.

    Attributes:
        complete: False where some unit or group has no readable id, so that an unknown id may
            be theirs.
        issuers, signatories: every id that was written, sound or not.
        faulty: groups of which a fault is noted already.
    """

    agency: Agency
    shape: AgencyShape
    complete: bool
    issuers: frozenset[str]
    signatories: frozenset[str]
    faulty: frozenset[str]

    def known(self) -> Iterator[str]:
        """Yield every id that a role may name."""
        directory = self.agency.directory
        yield from (unit.id for unit in directory.units)
        yield from (group.id for group in directory.groups)
        yield ALL


def text_of(prose: Prose | None) -> str:
    """Return the text, empty where there is none."""
    return prose.value if prose else ""


def lines_of(lines: tuple[Prose | None, ...]) -> tuple[str, ...]:
    """Return the texts of a list of lines, empty ones left out."""
    return tuple(line.value for line in kept(lines) if line.value)


def resolve_agency(shape: AgencyShape, faults: Faults) -> ReadAgency:
    """Return the agency of *shape*; what is faulty in it is noted and left out."""
    directory, complete = _directory(shape, faults)
    for key in ("issuers", "signatories", "people"):
        if shape.has(key):
            _check_keys(shape.node.at(key), faults)
    agency = Agency(
        name=text_of(shape.name),
        short=text_of(shape.short),
        letterhead=_letterhead(shape, None),
        office=text_of(shape.office),
        filed=text_of(shape.filed),
        recipients=lines_of(shape.recipients),
        head=text_of(shape.head),
        code=text_of(shape.code),
        issuers={id: _letterhead(issuer, shape) for id, issuer in shape.issuers.items() if issuer},
        signatories={id: signatory(each, faults) for id, each in shape.signatories.items() if each},
        directory=directory,
        wording=resolve_wording(shape.wording, faults),
        templates=text_of(shape.templates),
        pdf_engine="typst"
        if shape.pdf_engine and shape.pdf_engine.value == "typst"
        else "weasyprint",
        register=resolve_register(shape, faults),
        people={id: _person(id, each, faults) for id, each in shape.people.items() if each},
    )
    return ReadAgency(
        agency,
        shape,
        complete,
        frozenset(_written(shape, "issuers")),
        frozenset(_written(shape, "signatories")),
        check_groups(directory, kept(shape.groups), faults),
    )


def signatory(shape: SignatoryShape, faults: Faults) -> Signatory:
    """Return the signatory of *shape*."""
    check_span(shape, faults)
    return Signatory(
        authority=lines_of(shape.authority),
        position=text_of(shape.position),
        name=text_of(shape.name),
        valid_from=shape.from_.value if shape.from_ else None,
        valid_until=shape.until.value if shape.until else None,
    )


def check_span(shape: SignatoryShape | UnitShape, faults: Faults) -> None:
    """Note an ``until`` before its ``from``."""
    if shape.from_ and shape.until and shape.until.value < shape.from_.value:
        faults.add("Y408", shape.until.node, until=shape.until.value, start=shape.from_.value)


def _written(shape: AgencyShape, key: str) -> Iterable[str]:
    node = shape.node.at(key)
    return node.entries if key in shape.node.entries and isinstance(node, Fields) else ()


def _check_keys(node: object, faults: Faults) -> None:
    if isinstance(node, Fields):
        for key, (place, _) in node.entries.items():
            if not ID.fullmatch(key):
                faults.add("Y307", place, text=shortened(key))


def _letterhead(shape: AgencyShape | IssuerShape, default: AgencyShape | None) -> Letterhead:
    own = _symbols(shape.symbols)
    house = _symbols(default.symbols) if default else Symbols()
    return Letterhead(
        parent=lines_of(shape.parent),
        header=lines_of(shape.header),
        place=text_of(shape.place) or (text_of(default.place) if default else ""),
        symbols=Symbols(
            own.notice or house.notice, own.letter or house.letter, own.extract or house.extract
        ),
        address=lines_of(shape.address) or (lines_of(default.address) if default else ()),
    )


def _symbols(shape: SymbolsShape | None) -> Symbols:
    if shape is None:
        return Symbols()
    return Symbols(text_of(shape.notice), text_of(shape.letter), text_of(shape.extract))


def _person(id: str, shape: PersonShape, faults: Faults) -> Person:
    if "parts" in shape.node.entries:
        node = shape.node.at("parts")
        if is_absent(node):
            faults.add("Y303", shape.node.key("parts"), key="parts")
        elif isinstance(node, Listing) and not node.items:
            faults.add("Y317", node)
    held = set(values(kept(shape.parts)))
    return Person(id, text_of(shape.name), tuple(part for part in Part if part in held))


def _directory(shape: AgencyShape, faults: Faults) -> tuple[Directory, bool]:
    units, groups = kept(shape.units), kept(shape.groups)
    complete = len(units) == _count(shape, "units") and len(groups) == _count(shape, "groups")
    seen: dict[str, Placed[str]] = {}
    sound: list[UnitShape | GroupShape] = []
    every: tuple[UnitShape | GroupShape, ...] = (*units, *groups)
    for each in every:
        if each.id is None:
            complete = False
        elif each.id.value == ALL:
            faults.add("Y402", each.id.node)
        elif each.id.value in seen:
            first = seen[each.id.value].node
            line, _ = first.source.place(first.start)
            faults.add("Y401", each.id.node, id=each.id.value, line=line)
        else:
            seen[each.id.value] = each.id
            sound.append(each)
    directory = Directory(
        tuple(_unit(each) for each in sound if isinstance(each, UnitShape)),
        tuple(_group(each) for each in sound if isinstance(each, GroupShape)),
    )
    _check_references(sound, directory, complete, faults)
    return directory, complete


def _count(shape: AgencyShape, key: str) -> int:
    node = shape.node.at(key)
    if not shape.has(key):
        return 0
    return len(node.items) if hasattr(node, "items") else -1


def _unit(shape: UnitShape) -> Unit:
    verb = shape.verb.value if shape.verb else "giao"
    return Unit(
        id=shape.id.value if shape.id else "",
        name=text_of(shape.name),
        aliases=lines_of(shape.aliases),
        groups=values(kept(shape.groups)),
        verb=cast("Verb", verb),
        addressee=text_of(shape.addressee),
        email=text_of(shape.email),
        code=text_of(shape.code),
        valid_from=shape.from_.value if shape.from_ else None,
        valid_until=shape.until.value if shape.until else None,
        successor=shape.successor.value if shape.successor else "",
    )


def _group(shape: GroupShape) -> Group:
    return Group(
        id=shape.id.value if shape.id else "",
        name=text_of(shape.name),
        aliases=lines_of(shape.aliases),
        addressee=text_of(shape.addressee),
        members=values(kept(shape.members)),
        general=bool(shape.general and shape.general.value),
    )


def _check_references(
    shapes: list[UnitShape | GroupShape], directory: Directory, complete: bool, faults: Faults
) -> None:
    """Note what names a unit or group that does not exist, and spans that end before they start."""
    unit_ids = [unit.id for unit in directory.units]
    group_ids = [group.id for group in directory.groups]

    def check(code: str, named: Placed[str], choices: list[str]) -> None:
        if complete and named.value not in choices and named.value != ALL:
            near = hint(nearest(named.value, choices), choices)
            faults.add(code, named.node, id=shortened(named.value), hint=near)

    for shape in shapes:
        if isinstance(shape, GroupShape):
            for member in kept(shape.members):
                check("Y403", member, [*unit_ids, *group_ids])
            continue
        check_span(shape, faults)
        for joined in kept(shape.groups):
            check("Y404", joined, group_ids)
        if shape.successor:
            check("Y405", shape.successor, unit_ids)
