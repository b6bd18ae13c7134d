"""What a restore leaves behind: numbers that went out after the backup was made, pure.

Nobody can call a paper back. So each counter moves to where it was, and every number in between
becomes a line of status ``lost``. Three witnesses tell how far it went: the record that stands in
the database, the anchor, and the clerk who looks at the papers. The first knows the documents, the
second numbers and days, the third numbers only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal

from soanthao.register.anchor import Mark, living
from soanthao.register.backup import Contents
from soanthao.register.entry import label
from soanthao.register.event import GENESIS, Event, digest
from soanthao.register.numbers import Counter, Family, Line
from soanthao.register.rows import counter_of, entry_of, line_of

Standing = Literal["empty", "behind", "same", "further", "different"]
"""How a register in place stands to a backup: nothing is there; it goes on to the backup; it holds
the same; it goes on after it; it is another one, or its rows are not as its record left them."""
Year = tuple[Family, int]
_NEWEST: Final = 32
"""Marks of so many abandoned events may still be written by processes that were slow."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a clerk read off the papers: the last number of a series in a year."""

    family: Family
    year: int
    last: int


@dataclass(frozen=True, slots=True)
class Past:
    """What was done after a backup, as far as anybody knows.

    Attributes:
        standing: of the register in place.
        events: of its record that the backup does not hold, in order.
        marks: of the anchor that the backup does not hold, and that came after it.
        every: all marks of the anchor.
        complete: whether *events* are all that was done.
        known: whether anything tells how far the numbers went.
    """

    standing: Standing
    events: tuple[Event, ...] = ()
    marks: tuple[Mark, ...] = ()
    every: tuple[Mark, ...] = ()
    complete: bool = False
    known: bool = True

    @property
    def end(self) -> tuple[int, str]:
        """Seq and hash of the newest that is abandoned; of nothing: 0 and an empty text."""
        ends = [(each.seq, each.hash) for each in self.events[-1:]]
        ends += [(each.seq, each.hash) for each in self.marks]
        return max(ends, default=(0, ""))


@dataclass(frozen=True, slots=True)
class Moved:
    """What a restore leaves beside the rows of the backup.

    Attributes:
        lines: numbers that are lost.
        counters: moved to where the numbers went.
        entered: of series that another system counts: how far the numbers had been entered.
    """

    lines: tuple[Line, ...] = ()
    counters: tuple[Counter, ...] = ()
    entered: tuple[Counter, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What no longer counts.

    Attributes:
        abandons: first seq of the anchor that does not; 0: all does.
        note: of the event: see :data:`~soanthao.register.event.RESTORE`.
    """

    abandons: int
    note: Mapping[str, Any]


def past(held: Contents, place: Contents | None, every: Sequence[Mark]) -> Past:
    """Return what was done after a backup.

    Args:
        held: the backup.
        place: the register in place; None where its database cannot be read.
        every: the marks of the anchor.
    """
    standing = _standing(held, place)
    events = () if place is None else _beyond(held, place)
    marks = _later(held, every)
    sound = place is not None and not place.faults
    hashes = {each.hash for each in events}
    complete = sound and all(each.hash in hashes for each in marks)
    reaches = bool(marks) or any(held.head == (each.seq, each.hash) for each in every)
    is_living = sound and standing in {"same", "further", "different"}
    nothing = held.head[0] == 0 and not every
    return Past(standing, events, marks, tuple(every), complete, is_living or reaches or nothing)


def unstated(
    held: Contents, past: Past, stated: Iterable[Stated], year: int
) -> tuple[Counter, ...]:
    """Return the counters whose further way only a clerk can tell, and none has told.

    Args:
        held: the backup.
        past: what was done after it.
        stated: what the clerk told.
        year: of today.
    """
    if past.known:
        return ()
    newest: dict[Family, Counter] = {}
    for counter in map(counter_of, held.rows["counters"]):
        if not counter.external and counter.year >= newest.get(counter.family, counter).year:
            newest[counter.family] = counter
    told = {(each.family, each.year) for each in stated}
    return tuple(
        counter if at == counter.year else Counter(counter.family, at)
        for counter in newest.values()
        for at in range(counter.year, max(counter.year, year) + 1)
        if (counter.family, at) not in told
    )


def moved(held: Contents, past: Past, stated: Iterable[Stated], reason: str, today: date) -> Moved:
    """Return the lost numbers and the counters after them.

    Args:
        held: the backup.
        past: what was done after it.
        stated: what the clerk told.
        reason: of the restore; each lost line bears it.
        today: day of numbers of which only the clerk knows.
    """
    years = _years(held, past, stated, today)
    made = [each.moved(past.complete, reason) for _, each in sorted(years.items(), key=_in_order)]
    return Moved(
        tuple(line for each in made for line in each.lines),
        tuple(counter for each in made for counter in each.counters),
        tuple(counter for each in made for counter in each.entered),
    )


def left_behind(held: Contents, past: Past) -> LeftBehind:
    """Return which marks of the anchor no longer count, and what the event remembers."""
    seq, hash_ = held.head
    there = [each for each in living(past.every) if not held.holds(each.seq, each.hash)]
    firsts = [each.seq for each in there] + [each.seq for each in past.events[:1]]
    newest = [each.hash for each in there[-1:]] + [each.hash for each in past.events[-_NEWEST:]]
    abandons = min((seq + 1, *firsts)) if firsts else 0
    end = past.end
    return LeftBehind(
        abandons,
        {
            "backup": {"seq": seq, "hash": hash_},
            "abandoned": {"seq": end[0], "hash": end[1]},
            "abandons": abandons,
            "marks": list(dict.fromkeys(newest)),
        },
    )


@dataclass(slots=True)
class _Year:
    """A year of a family: what the backup has of it, and what the witnesses say.

    Attributes:
        base: the counter of the backup.
        lines: of the backup, by number.
        known: lines that the record in place gave after the backup, and whose they were.
        points: how far the witnesses saw the counter, and on which day.
        stated: how far the clerk says that it went.
        touched: whether anchor or clerk saw it move, or one of its numbers used, after the backup.
    """

    base: Counter
    lines: dict[int, Line] = field(default_factory=dict)
    known: dict[int, tuple[Line, str]] = field(default_factory=dict)
    points: list[Counter] = field(default_factory=list)
    stated: int = 0
    touched: bool = False

    def moved(self, complete: bool, reason: str) -> Moved:
        """Return what is lost of this year, and its counter afterwards."""
        every = (self.base, *self.points)
        days = [each.last_date for each in every if each.last_date is not None]
        days += [line.day for line, _ in self.known.values()]
        counter = replace(
            self.base,
            last=max(each.last for each in every),
            last_date=max(days, default=None),
            external=any(each.external for each in every),
        )
        counters = () if counter == self.base else (counter,)
        if counter.external:
            # Those numbers are not ours to lose: they are entered again.
            return Moved(counters=counters, entered=counters)
        return Moved(tuple(self._lost(complete, counter.last, reason)), counters)

    def _lost(self, complete: bool, last: int, reason: str) -> Iterator[Line]:
        kept = {each.number for each in self.lines.values() if each.status == "reserved"}
        fresh = range(self.base.last + 1, last + 1)
        for number in sorted({*kept, *self.known, *fresh}):
            line, (given, whose) = self.lines.get(number), self.known.get(number, (None, ""))
            if line is not None and line.status != "reserved":
                continue
            if given is not None:
                why = f"{reason}; số này của {whose}" if whose else reason
                why = given.reason if given.status == "lost" else why
                yield replace(given, entry=0, status="lost", reason=why)
            elif complete and number > self.stated:
                # The record in place would hold it.
                continue
            elif line is not None:
                if self.touched:
                    yield replace(line, status="lost", reason=reason)
            elif (day := self._day(number)) is not None:
                base = self.base
                yield Line(base.family, base.year, number, "", day, status="lost", reason=reason)

    def _day(self, number: int) -> date | None:
        """Return the day on which *number* was first seen; None: the series began after it."""
        last = self.base.last_date
        for each in sorted(self.points, key=lambda each: each.last):
            if each.last_date is not None:
                last = max(last or each.last_date, each.last_date)
            if each.last >= number:
                break
        return last


def _years(
    held: Contents, past: Past, stated: Iterable[Stated], today: date
) -> Mapping[Year, _Year]:
    found: dict[Year, _Year] = {}

    def of(family: Family, year: int) -> _Year:
        return found.setdefault((family, year), _Year(Counter(family, year)))

    for counter in map(counter_of, held.rows["counters"]):
        of(counter.family, counter.year).base = counter
    for line in map(line_of, held.rows["lines"]):
        of(line.family, line.year).lines[line.number] = line
    whose: dict[int, str] = {}
    for content in (each.content for each in past.events):
        if row := content.get("entry"):
            whose[row["id"]] = label(entry_of(row))
        for line in map(line_of, content.get("lines", ())):
            of(line.family, line.year).known[line.number] = (line, whose.get(line.entry, ""))
        for counter in map(counter_of, content.get("counters", ())):
            of(counter.family, counter.year).points.append(counter)
    for mark in past.every:
        for counter in mark.counters:
            of(counter.family, counter.year).points.append(counter)
    for counter in (counter for mark in past.marks for counter in mark.counters):
        of(counter.family, counter.year).touched = True
    for each in stated:
        year = of(each.family, each.year)
        day = year.base.last_date or _within(each.year, today)
        year.points.append(replace(year.base, last=each.last, last_date=day))
        year.stated = each.last
        year.touched |= each.last > year.base.last
    return found


def _within(year: int, today: date) -> date:
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))


def _standing(held: Contents, place: Contents | None) -> Standing:
    if place is None or place.faults:
        return "different"
    if place.head == held.head:
        return "same"
    if place.head[0] == 0:
        return "empty"
    if held.holds(*place.head):
        return "behind"
    return "further" if place.holds(*held.head) else "different"


def _beyond(held: Contents, place: Contents) -> tuple[Event, ...]:
    """Return the events of the register in place that the backup lacks, as far as they are sound.

    What somebody changed, and all that stands on it, says nothing about numbers.
    """
    found: list[Event] = []
    for at, each in enumerate(place.events):
        previous = place.events[at - 1].hash if at else GENESIS
        if each.seq != at + 1 or each.previous != previous or digest(each) != each.hash:
            break
        if found or not held.holds(each.seq, each.hash):
            found.append(each)
    return tuple(found)


def _later(held: Contents, every: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks that came after the backup: processes may have written them in any order."""
    inside = [at for at, each in enumerate(every) if held.holds(each.seq, each.hash)]
    end = max(inside, default=-1)
    return tuple(
        each
        for at, each in enumerate(every)
        if at not in inside and (at > end or each.seq > held.head[0])
    )


def _in_order(pair: tuple[Year, _Year]) -> tuple[str, str, str, int]:
    (family, year), _ = pair
    return family.agency, family.issuer, family.series, year
