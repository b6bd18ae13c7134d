"""The record of what was done (nhật ký): events, each of which holds the hash of the one before.

Whoever changes an event must change all that follow; whoever rewrites all of them cannot change
the anchor, which lies outside the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

GENESIS: Final = "0" * 64
"""What the first event holds in the place of a hash."""
RESTORE: Final = "restore"
"""The action of an event that says that a backup was restored. Its note holds ``backup`` and
``abandoned`` (seq and hash where each ends), ``abandons`` (from which seq marks of the anchor no
longer count; 0: none) and ``marks`` (hashes of the newest of them)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: id and name of a person in agency.yaml."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done.

    Attributes:
        seq: from 1, without a gap.
        time: ISO 8601 with +07:00, to the millisecond.
        action: a step of an entry, or ``reserve``, ``start``, ``restore``, ….
        person, name: who.
        entry: id of the document; 0 where there is none.
        reason: why, in the person's own words.
        payload: canonical JSON: the rows of the database as the event left them, under ``entry``,
            ``lines``, ``counters``, and under ``note`` what the person was shown or overrode.
        previous: hash of the event before.
        hash: of this one.
    """

    seq: int
    time: str
    action: str
    person: str
    name: str
    entry: int
    reason: str
    payload: str
    previous: str
    hash: str = ""

    @property
    def content(self) -> dict[str, Any]:
        """The payload as values."""
        loaded = json.loads(self.payload)
        return loaded if isinstance(loaded, dict) else {}


def canonical(value: object) -> str:
    """Return *value* as the one JSON text that stands for it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(event: Event) -> str:
    """Return the hash of *event* over all of it but the hash itself."""
    held = {name: getattr(event, name) for name in Event.__dataclass_fields__ if name != "hash"}
    return hashlib.sha256(canonical(held).encode("utf-8", "surrogatepass")).hexdigest()


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys whose values differ, in order."""
    return tuple(key for key in sorted({*before, *after}) if before.get(key) != after.get(key))
