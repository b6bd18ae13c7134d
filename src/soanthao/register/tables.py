"""The tables of the register, as the newest migration leaves them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

METADATA: Final = MetaData()

HEAD: Final = Table(
    "head",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("id = 1", name="one_head"),
)
"""One row: where the record ends. Who writes holds it locked, so that all writers queue here."""

EVENTS: Final = Table(
    "events",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("time", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("entry", Integer, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

_TEXTS: Final = (
    *("path", "name", "agency", "issuer", "form", "kind", "symbol", "subject", "urgency"),
    *("signer", "addressee", "medium", "state", "values_digest", "templates", "keeper"),
    *("receipt", "remarks", "recipients", "units", "approved", "final"),
)
_MAYBE: Final = (
    *("held", "signed_on", "issued_on", "dispatched"),
    *("number_series", "number_symbol", "number_day"),
)

ENTRIES: Final = Table(
    "entries",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("generation", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in _TEXTS),
    *(Column(name, Text) for name in _MAYBE),
    Column("number_year", Integer),
    Column("number", Integer),
    Column("copies", Integer),
    UniqueConstraint("agency", "path", "name", "generation", name="one_entry"),
    CheckConstraint("number IS NULL OR number > 0", name="entry_number"),
)

COUNTERS: Final = Table(
    "counters",
    METADATA,
    Column("agency", Text),
    Column("issuer", Text),
    Column("series", Text),
    Column("year", Integer),
    Column("last", Integer, nullable=False),
    Column("last_day", Text),
    Column("external", Integer, nullable=False),
    PrimaryKeyConstraint("agency", "issuer", "series", "year"),
)

LINES: Final = Table(
    "lines",
    METADATA,
    Column("agency", Text),
    Column("issuer", Text),
    Column("series", Text),
    Column("year", Integer),
    Column("number", Integer),
    Column("symbol", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("expires", Text),
    PrimaryKeyConstraint("agency", "issuer", "series", "year", "number"),
    CheckConstraint("number > 0", name="line_number"),
)
_TAKEN: Final = text("status = 'taken'")
Index("one_number", LINES.c.entry, unique=True, sqlite_where=_TAKEN, postgresql_where=_TAKEN)
"""A document has one living number at most; it may have had others, now void."""

EVERY: Final = (HEAD, EVENTS, ENTRIES, COUNTERS, LINES)
"""In the order of a backup."""
