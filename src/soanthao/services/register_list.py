"""``soanthao register list``, ``show``: found by what a clerk remembers of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from soanthao import files
from soanthao.errors import CannotWriteError, InvalidInputError
from soanthao.findings import Finding
from soanthao.language.collation import collation_key
from soanthao.language.searching import matches
from soanthao.notice.unit import Directory
from soanthao.register.entry import Entry, State, kind_name
from soanthao.register.event import Event
from soanthao.register.ledger import Ledger, Reader
from soanthao.register.numbers import Line
from soanthao.services.desk import Office
from soanthao.services.entries import chosen

Sort = Literal["number", "subject", "addressee"]
SORTS: Final[tuple[Sort, ...]] = ("number", "subject", "addressee")


@dataclass(frozen=True, slots=True)
class Query:
    """What a clerk remembers; whatever is not given holds for all.

    Attributes:
        first, last: days of the documents, both included.
        unit: id, name or other name of a unit that receives the document.
        words: of subject, addressee, signer or nơi nhận, with tone marks or without.
        kept: also numbers that are only reserved.
        sort: by number as they were given, or by subject or addressee in Vietnamese order.
    """

    first: date | None = None
    last: date | None = None
    number: int | None = None
    unit: str = ""
    state: str = ""
    words: str = ""
    kept: bool = True
    sort: Sort = "number"


@dataclass(frozen=True, slots=True)
class Found:
    """A document, with its line in the book where it has one; or a number kept for one."""

    entry: Entry | None
    line: Line | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A document and everything that was done with it."""

    entry: Entry
    events: tuple[Event, ...]


def find(office: Office, ledger: Ledger, query: Query) -> tuple[Found, ...]:
    """Return what fits *query*: numbered documents by number, then those on their way.

    Raises:
        InvalidInputError: a state or a unit that there is none of.
    """
    state = _state(query.state)
    units = _units(office.agency.directory, query.unit)
    with ledger.reading() as reader:
        found = tuple(
            each
            for each in _every(reader, office)
            if _fits(each, query, state) and (not units or _reaches(each, units))
        )
    return found if query.sort == "number" else tuple(sorted(found, key=_order(query.sort)))


def show(
    office: Office, ledger: Ledger, path: Path, letters: bool, units: tuple[str, ...]
) -> tuple[Shown, ...]:
    """Return documents of the conclusion at *path* with their history.

    Raises:
        InputMissingError: the register knows none.
    """
    with ledger.reading() as reader:
        entries = chosen(reader, office, path, letters, units)
        return tuple(Shown(each, tuple(reader.events(each.id))) for each in entries)


def write_out(ledger: Ledger, shown: tuple[Shown, ...], folder: Path) -> tuple[Path, ...]:
    """Write the files of documents into *folder*: the final ones, else the approved ones.

    Raises:
        DamagedRegisterError: the store has lost or changed one.
        CannotWriteError: the folder cannot be written.
    """
    written = []
    for each in shown:
        for format_, digest in each.entry.final or each.entry.approved:
            path = folder / f"{each.entry.name}.{format_}"
            try:
                files.write_file(path, ledger.store.get(digest))
            except files.StorageError as error:
                raise CannotWriteError(str(error)) from error
            written.append(path)
    return tuple(written)


def _every(reader: Reader, office: Office) -> Iterator[Found]:
    """Yield the lines of the book with their documents, then documents without a line."""
    entries = {each.id: each for each in reader.entries(office.key)}
    numbered = set()
    lines = [line for line in reader.lines() if line.family.agency == office.key]
    for line in sorted(lines, key=lambda each: (each.day, each.family.series, each.number)):
        entry = entries.get(line.entry)
        if line.status == "taken":
            numbered.add(line.entry)
        yield Found(entry, line)
    for id, entry in entries.items():
        if id not in numbered and entry.state is not State.CANCELLED:
            yield Found(entry, None)


def _fits(found: Found, query: Query, state: State | None) -> bool:
    entry, line = found.entry, found.line
    if line is None:
        if query.number is not None or query.first is not None or query.last is not None:
            return False
    elif (
        (query.number is not None and line.number != query.number)
        or (query.first is not None and line.day < query.first)
        or (query.last is not None and line.day > query.last)
    ):
        return False
    if state is not None and (entry is None or entry.state is not state):
        return False
    if entry is None:
        return query.kept and (not query.words or matches(query.words, line.reason if line else ""))
    return not query.words or matches(query.words, _text(entry))


def _order(sort: Sort) -> Callable[[Found], tuple[bool, object]]:
    """Return the key that sorts by a text in Vietnamese order; numbers without document last."""

    def key(found: Found) -> tuple[bool, object]:
        entry = found.entry
        text = "" if entry is None else entry.subject if sort == "subject" else entry.addressee
        return entry is None, collation_key(text)

    return key


def _text(entry: Entry) -> str:
    """Return everything of a document that words are looked for in."""
    return " ".join(
        (
            entry.printed_number,
            kind_name(entry),
            entry.subject,
            entry.addressee,
            entry.signer,
            *entry.recipients,
        )
    )


def _reaches(found: Found, units: frozenset[str]) -> bool:
    return found.entry is not None and bool(units & set(found.entry.units))


def _state(text: str) -> State | None:
    if not text:
        return None
    for state in State:
        if text in {state.value, state.called}:
            return state
    states = (state for state in State if state is not State.NEW)
    known = ", ".join(f"{state.called} ({state.value})" for state in states)
    message = f"Không có trạng thái “{text}”; hãy chọn: {known}."
    raise InvalidInputError((Finding("D107", message),))


def _units(directory: Directory, text: str) -> frozenset[str]:
    """Return the units that *text* names: by id, by name, by group."""
    if not text:
        return frozenset()
    for group in directory.groups:
        if text in {group.id, group.name, *group.aliases}:
            return frozenset(
                unit.id
                for unit in directory.units
                if unit.id in group.members or group.id in unit.groups
            )
    named = frozenset(
        unit.id
        for unit in directory.units
        if text == unit.id or any(matches(text, name) for name in (unit.name, *unit.aliases))
    )
    if not named:
        message = f"Danh bạ không có đơn vị “{text}”; hãy xem soanthao units."
        raise InvalidInputError((Finding("D108", message),))
    return named
