"""Values of the register as flat rows, for the database, the record and backups alike.

A row holds text, whole numbers and nothing else: days as ISO 8601, lists as canonical JSON. So a
row reads the same in SQLite, in PostgreSQL and in an event, and can be compared with either.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, cast

from soanthao.register.entry import Entry, Number, State
from soanthao.register.event import Event, canonical
from soanthao.register.numbers import Counter, Family, Line, Status

Row = dict[str, Any]

_PLAIN: Final = (
    *("id", "path", "name", "generation", "agency", "issuer", "form", "kind", "symbol", "subject"),
    *("urgency", "signer", "addressee", "medium", "version", "values", "templates", "copies"),
    *("keeper", "receipt", "remarks"),
)
_DAYS: Final = ("held", "signed_on", "issued_on", "dispatched")
_LISTS: Final = ("recipients", "units", "approved", "final")
_RENAMED: Final = {"values": "values_digest"}
"""Names that a database keeps for itself."""


def entry_row(entry: Entry) -> Row:
    """Return *entry* as a row."""
    row: Row = {_RENAMED.get(name, name): getattr(entry, name) for name in _PLAIN}
    row |= {name: _iso(getattr(entry, name)) for name in _DAYS}
    row |= {name: canonical(getattr(entry, name)) for name in _LISTS}
    number = entry.number
    return row | {
        "state": entry.state.value,
        "number_series": number.series if number else None,
        "number_year": number.year if number else None,
        "number": number.number if number else None,
        "number_symbol": number.symbol if number else None,
        "number_day": _iso(number.day) if number else None,
    }


def entry_of(row: Mapping[str, Any]) -> Entry:
    """Return the entry that *row* holds.

    Raises:
        ValueError, KeyError, TypeError: it holds none.
    """
    number = None
    if row["number"] is not None:
        number = Number(
            row["number_series"],
            row["number_year"],
            row["number"],
            row["number_symbol"],
            date.fromisoformat(row["number_day"]),
        )
    plain: Row = {name: row[_RENAMED.get(name, name)] for name in _PLAIN}
    days: Row = {name: _day(row[name]) for name in _DAYS}
    lists: Row = {name: _tuple(json.loads(row[name])) for name in _LISTS}
    return Entry(**plain, **days, **lists, state=State(row["state"]), number=number)


def line_row(line: Line) -> Row:
    """Return *line* as a row."""
    return {
        **_family_row(line.family),
        "year": line.year,
        "number": line.number,
        "symbol": line.symbol,
        "day": line.day.isoformat(),
        "entry": line.entry,
        "status": line.status,
        "person": line.person,
        "reason": line.reason,
        "expires": _iso(line.expires),
    }


def line_of(row: Mapping[str, Any]) -> Line:
    """Return the line that *row* holds.

    Raises:
        ValueError, KeyError, TypeError: it holds none.
    """
    return Line(
        _family(row),
        row["year"],
        row["number"],
        row["symbol"],
        date.fromisoformat(row["day"]),
        row["entry"],
        cast("Status", row["status"]),
        row["person"],
        row["reason"],
        _day(row["expires"]),
    )


def counter_row(counter: Counter) -> Row:
    """Return *counter* as a row."""
    return {
        **_family_row(counter.family),
        "year": counter.year,
        "last": counter.last,
        "last_day": _iso(counter.last_date),
        "external": int(counter.external),
    }


def counter_of(row: Mapping[str, Any]) -> Counter:
    """Return the counter that *row* holds.

    Raises:
        ValueError, KeyError, TypeError: it holds none.
    """
    day = _day(row["last_day"])
    return Counter(_family(row), row["year"], row["last"], day, bool(row["external"]))


def event_row(event: Event) -> Row:
    """Return *event* as a row."""
    return {name: getattr(event, name) for name in Event.__dataclass_fields__}


def event_of(row: Mapping[str, Any]) -> Event:
    """Return the event that *row* holds."""
    return Event(**{name: row[name] for name in Event.__dataclass_fields__})


def _family_row(family: Family) -> Row:
    return {"agency": family.agency, "issuer": family.issuer, "series": family.series}


def _family(row: Mapping[str, Any]) -> Family:
    return Family(row["agency"], row["issuer"], row["series"])


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _tuple(value: object) -> object:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
