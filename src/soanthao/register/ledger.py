"""The register itself: reads on a snapshot; writes one after the other, each whole or not at all.

A write is an event and the rows that it leaves behind, in one transaction. The commit is the only
point at which something becomes true; files are stored before it, copies are made after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Connection, Engine, Select, Table, and_, func, insert, select, update

from soanthao.errors import CannotWriteError, ConflictError, DamagedRegisterError
from soanthao.findings import Finding, Severity
from soanthao.register import anchor, database, schema
from soanthao.register.entry import Entry, did, label
from soanthao.register.event import RESTORE, Actor, Event, canonical, digest
from soanthao.register.numbers import Counter, Family, Line
from soanthao.register.rows import (
    counter_of,
    counter_row,
    entry_of,
    entry_row,
    event_of,
    event_row,
    line_of,
    line_row,
)
from soanthao.register.store import Store
from soanthao.register.tables import COUNTERS, ENTRIES, EVENTS, HEAD, LINES


@dataclass(frozen=True, slots=True)
class Place:
    """Where a register lies.

    Attributes:
        url: of its database.
        store: folder of its files.
        anchor: the anchor file.
    """

    url: str
    store: Path
    anchor: Path


Kind = Literal["entry", "lines", "counters"]
"""What events leave: the keys of their payload."""
_TABLES: Final[Mapping[str, Table]] = {"entry": ENTRIES, "lines": LINES, "counters": COUNTERS}


class Reader:
    """What a register says, on one snapshot."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, query: Select[Any]) -> Iterator[dict[str, Any]]:
        for row in self._connection.execute(query):
            yield dict(row._mapping)

    def _first(self, query: Select[Any]) -> dict[str, Any] | None:
        return next(self._rows(query.limit(1)), None)

    def raw(self, kind: Kind) -> tuple[dict[str, Any], ...]:
        """Return the rows of a table as they stand there, readable or not."""
        return tuple(self._rows(select(_TABLES[kind])))

    def entries(self, agency: str | None = None) -> tuple[Entry, ...]:
        """Return every document, or those of *agency*, in the order in which they came."""
        query = select(ENTRIES).order_by(ENTRIES.c.id)
        if agency is not None:
            query = query.where(ENTRIES.c.agency == agency)
        return tuple(map(entry_of, self._rows(query)))

    def entry(self, id: int) -> Entry | None:
        """Return the document with *id*."""
        row = self._first(select(ENTRIES).where(ENTRIES.c.id == id))
        return None if row is None else entry_of(row)

    def find(self, agency: str, path: str, name: str) -> Entry | None:
        """Return the newest generation of a document."""
        query = (
            select(ENTRIES)
            .where(ENTRIES.c.agency == agency, ENTRIES.c.path == path, ENTRIES.c.name == name)
            .order_by(ENTRIES.c.generation.desc())
        )
        row = self._first(query)
        return None if row is None else entry_of(row)

    def package(self, agency: str, path: str) -> tuple[Entry, ...]:
        """Return the newest generation of each document of one conclusion."""
        query = (
            select(ENTRIES)
            .where(ENTRIES.c.agency == agency, ENTRIES.c.path == path)
            .order_by(ENTRIES.c.id)
        )
        return tuple({each.name: each for each in map(entry_of, self._rows(query))}.values())

    def counters(self, family: Family | None = None) -> tuple[Counter, ...]:
        """Return the years of *family*, or every counter."""
        query = select(COUNTERS).order_by(*COUNTERS.primary_key.columns)
        if family is not None:
            query = query.where(*_of_family(COUNTERS, family))
        return tuple(map(counter_of, self._rows(query)))

    def lines(self, family: Family | None = None, year: int | None = None) -> tuple[Line, ...]:
        """Return the lines of the book, of *family* and *year* where these are given."""
        query = select(LINES).order_by(*LINES.primary_key.columns)
        if family is not None:
            query = query.where(*_of_family(LINES, family))
        if year is not None:
            query = query.where(LINES.c.year == year)
        return tuple(map(line_of, self._rows(query)))

    def events(self, entry: int | None = None) -> Iterator[Event]:
        """Return the record, or what concerns one document, in order."""
        query = select(EVENTS).order_by(EVENTS.c.seq)
        if entry is not None:
            query = query.where(EVENTS.c.entry == entry)
        return map(event_of, self._rows(query))

    def what_happened(self, entry: Entry) -> str:
        """Return a sentence on the last step of *entry*: who, what, when, why."""
        last = max(self.events(entry.id), key=lambda event: event.seq, default=None)
        if last is None:
            return f"{label(entry)} không còn trong sổ."
        moment = datetime.fromisoformat(last.time)
        why = f", lý do: {last.reason}" if last.reason else ""
        return (
            f"{label(entry)} vừa có thay đổi: {last.name} đã {did(last.action)} lúc "
            f"{moment:%H:%M:%S} ngày {moment:%d/%m/%Y}{why}; nay {entry.state.called}. Hãy xem lại "
            "rồi chạy lại lệnh."
        )

    def event(self, seq: int) -> Event | None:
        """Return the event number *seq*."""
        row = self._first(select(EVENTS).where(EVENTS.c.seq == seq))
        return None if row is None else event_of(row)

    def holds(self, seq: int, hash: str) -> bool:
        """Tell whether the event number *seq* is the one with *hash*."""
        event = self.event(seq)
        return event is not None and event.hash == hash

    def restores(self) -> tuple[Event, ...]:
        """Return the events that restored a backup, in order."""
        query = select(EVENTS).where(EVENTS.c.action == RESTORE).order_by(EVENTS.c.seq)
        return tuple(map(event_of, self._rows(query)))

    def head(self) -> tuple[int, str]:
        """Return seq and hash of the last event; of none: 0 and the hash of zeros.

        Raises:
            DamagedRegisterError: the row of the head is gone.
        """
        row = self._connection.execute(select(HEAD.c.seq, HEAD.c.hash)).first()
        if row is None:
            raise DamagedRegisterError(
                "Sổ mất dòng ghi điểm cuối của nhật ký; hãy khôi phục bản sao lưu: soanthao "
                "restore."
            )
        return row[0], row[1]


@dataclass(slots=True)
class _Written:
    """What one transaction has written: for the anchor."""

    event: Event | None = None
    counters: dict[tuple[Family, int], Counter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Left:
    """What an event leaves behind.

    Attributes:
        entry, lines, counters: as they are afterwards.
        note: whatever else is to be remembered; JSON.
    """

    entry: Entry | None = None
    lines: tuple[Line, ...] = ()
    counters: tuple[Counter, ...] = ()
    note: Mapping[str, Any] = field(default_factory=dict)


class Writer(Reader):
    """Writes events and the rows that they leave, while everybody else waits."""

    def __init__(self, connection: Connection, moment: datetime) -> None:
        super().__init__(connection)
        self.moment = moment
        self.written = _Written()

    def current(self, entry: Entry) -> Entry:
        """Return *entry* as it stands, if it still stands where the caller saw it.

        Raises:
            ConflictError: somebody was quicker; the message says who did what and when.
        """
        stands = self.entry(entry.id) if entry.id else None
        if stands is None or stands.version != entry.version:
            raise ConflictError(self.what_happened(stands or entry))
        return stands

    def new_id(self) -> int:
        """Return the id of the next new document."""
        last = self._connection.execute(select(func.max(ENTRIES.c.id))).scalar()
        return (last or 0) + 1

    def record(self, actor: Actor, action: str, left: Left, reason: str = "") -> Event:
        """Append an event and leave its rows.

        Args:
            actor: who.
            action: what; a :class:`~soanthao.register.entry.Step` where a document takes one.
            left: the rows as they are afterwards.
            reason: why, in the person's own words.
        """
        payload: dict[str, Any] = {}
        entry = left.entry
        if entry is not None:
            payload["entry"] = self._put(ENTRIES, entry_row(entry))
        if left.lines:
            payload["lines"] = [self._put(LINES, line_row(line)) for line in left.lines]
        if left.counters:
            payload["counters"] = [self._put(COUNTERS, counter_row(each)) for each in left.counters]
        if left.note:
            payload["note"] = dict(left.note)
        seq, previous = self.head()
        event = Event(
            seq=seq + 1,
            time=self.moment.isoformat(timespec="milliseconds"),
            action=str(action),
            person=actor.id,
            name=actor.name,
            entry=0 if entry is None else entry.id,
            reason=reason,
            payload=canonical(payload),
            previous=previous,
        )
        event = replace(event, hash=digest(event))
        self._connection.execute(insert(EVENTS).values(event_row(event)))
        self._connection.execute(update(HEAD).values(seq=event.seq, hash=event.hash))
        self.written.event = event
        self.written.counters |= {(each.family, each.year): each for each in left.counters}
        return event

    def _put(self, table: Table, row: dict[str, Any]) -> dict[str, Any]:
        key = and_(*(column == row[column.name] for column in table.primary_key.columns))
        done = self._connection.execute(update(table).where(key).values(row))
        if done.rowcount == 0:
            self._connection.execute(insert(table).values(row))
        return row


@dataclass(slots=True)
class Ledger:
    """A register that is open.

    Attributes:
        warnings: what went wrong after a commit and took nothing back.
    """

    place: Place
    engine: Engine
    store: Store
    warnings: list[Finding] = field(default_factory=list)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Give what the register says now.

        Raises:
            CannotWriteError, DamagedRegisterError: the database.
        """
        with database.reading(self.engine) as connection:
            yield Reader(connection)

    @contextmanager
    def writing(self, now: Callable[[], datetime]) -> Iterator[Writer]:
        """Give a writer; what it has recorded is true when this ends without an error.

        Args:
            now: asked for the time once the lock is held, so that times follow the record.

        Raises:
            ConflictError: the database was set back behind its anchor.
            CannotWriteError, DamagedRegisterError: the database.
        """
        with database.writing(self.engine) as connection:
            writer = Writer(connection, now())
            if self.check_anchor(writer, anchor.last(self.place.anchor)) < writer.head()[0]:
                # Who was killed after a commit has told the anchor nothing of its numbers.
                every = writer.counters()
                writer.written.counters |= {(each.family, each.year): each for each in every}
            yield writer
        self.mark(writer.written.event, writer.written.counters.values())

    def check_anchor(self, reader: Reader, mark: anchor.Mark | None) -> int:
        """Raise unless the record reaches as far as its anchor, and holds what that says.

        Args:
            reader: of a snapshot that is not older than *mark*.
            mark: the last of the anchor; None where there is none.

        Returns:
            How far the anchor reaches: a seq.

        Raises:
            ConflictError: it does not.
        """
        if mark is None:
            return 0
        if reader.holds(mark.seq, mark.hash):
            return mark.seq
        missing = anchor.cut_off(anchor.marks(self.place.anchor), reader.restores())
        if missing is None:
            raise ConflictError(
                f"Sổ trong cơ sở dữ liệu không khớp dấu neo (mục {mark.seq}, ghi lúc "
                f"{mark.time}): sổ đã bị lùi lại hoặc bị sửa, nên chưa cấp số nào. Hãy chạy "
                "soanthao register verify; nếu vừa chép lại bản cũ, dùng soanthao restore."
            )
        self.mark(reader.event(missing.seq), missing.counters, missing.abandons)
        return missing.seq

    def mark(self, event: Event | None, counters: Iterable[Counter], abandons: int = 0) -> None:
        """Write the anchor; what is committed stays, so a failure is a warning."""
        if event is None:
            return
        try:
            anchor.append(self.place.anchor, event, counters, abandons)
        except CannotWriteError as error:
            message = f"Chưa ghi được dấu neo của sổ. {error}"
            self.warnings.append(Finding("G201", message, severity=Severity.WARNING))


def open_ledger(place: Place) -> Ledger:
    """Open the register at *place*, making or migrating its database where that is needed.

    Raises:
        ConflictError: the database is of a newer soanthao.
        CannotWriteError, DamagedRegisterError, MissingToolError: the database.
    """
    engine = database.connect(place.url)
    if engine.url.get_backend_name() == "sqlite" and engine.url.database:
        database.storable(Path(engine.url.database).parent)
    schema.prepare(engine)
    return Ledger(place, engine, Store(place.store))


def _of_family(table: Table, family: Family) -> tuple[Any, ...]:
    return (
        table.c.agency == family.agency,
        table.c.issuer == family.issuer,
        table.c.series == family.series,
    )
