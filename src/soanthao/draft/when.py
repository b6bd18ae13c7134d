"""Deadlines as the draft writes them (``due``) → values of ``notice.deadline``."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal, cast

from soanthao.draft.faults import Faults
from soanthao.draft.leaves import kept
from soanthao.draft.nodes import Placed
from soanthao.draft.points import Point
from soanthao.draft.schema import DueShape
from soanthao.notice.deadline import (
    AtEvent,
    Deadline,
    Every,
    Interval,
    Recurring,
    Relative,
    Soft,
    Vague,
)

Written = Placed[Point] | DueShape | None

_FORMS: Final = MappingProxyType(
    {
        "event": frozenset({"by"}),
        "every": frozenset({"weekday", "day", "month", "time", "before"}),
        "within": frozenset({"unit", "after", "before"}),
        "from": frozenset({"to"}),
        "vague": frozenset[str](),
        "by": frozenset({"soft"}),
    }
)
"""The key that tells a form → the further keys of that form; first match wins."""

_DAY_KEYS: Final = MappingProxyType(
    {
        "week": frozenset({"weekday"}),
        "2-week": frozenset({"weekday"}),
        "month": frozenset({"weekday", "day"}),
        "quarter": frozenset({"day", "month"}),
        "half-year": frozenset({"day", "month"}),
        "year": frozenset({"day", "month"}),
    }
)
_MONTHS: Final = MappingProxyType({"quarter": 3, "half-year": 6, "year": 12})
_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YES: Final = frozenset({"true", "yes", "on", "có"})
_NO: Final = frozenset({"false", "no", "off", "không"})


def deadlines(written: tuple[Written, ...], faults: Faults) -> tuple[Deadline, ...]:
    """Return the sound deadlines of one ``due``."""
    return kept(tuple(deadline(each, faults) for each in written))


def deadline(written: Written, faults: Faults) -> Deadline | None:
    """Return one deadline; None if it is faulty."""
    if written is None:
        return None
    if isinstance(written, Placed):
        return written.value
    form = next((key for key in _FORMS if key in written.node.entries), None)
    if form is None:
        faults.add("Y520", written.node)
        return None
    sound, keys = True, type(written).keys()
    for key in written.node.entries:
        if key != form and key in keys and key not in _FORMS[form]:
            faults.add("Y521", written.node.key(key), form=form, key=key)
            sound = False
    read = _READERS[form](written, faults)
    return read if sound else None


def _lacks(written: DueShape, form: str, key: str, faults: Faults) -> None:
    """Note that *key* is missing, unless what was written there is faulty already."""
    if not written.has(key):
        faults.add("Y522", written.node, form=form, key=key)


def _event(written: DueShape, faults: Faults) -> Deadline | None:
    if written.event is None:
        _lacks(written, "event", "event", faults)
        return None
    return AtEvent(written.event.value, written.by.value if written.by else None)


def _vague(written: DueShape, faults: Faults) -> Deadline | None:
    if written.vague is None:
        _lacks(written, "vague", "vague", faults)
        return None
    return Vague(written.vague.value)


def _by(written: DueShape, faults: Faults) -> Deadline | None:
    if written.by is None:
        _lacks(written, "by", "by", faults)
        return None
    return Soft(written.by.value) if written.soft and written.soft.value else written.by.value


def _from(written: DueShape, faults: Faults) -> Deadline | None:
    if written.from_ is None or written.to is None:
        for key in ("from", "to"):
            _lacks(written, "from", key, faults)
        return None
    start, end = written.from_.value, written.to.value
    if end < start:
        faults.add("Y523", written.to.node, start=start, end=end)
        return None
    return Interval(start, end)


def _within(written: DueShape, faults: Faults) -> Deadline | None:
    for key in ("within", "unit"):
        _lacks(written, "within", key, faults)
    anchor = written.before or written.after
    if not (written.has("before") or written.has("after")):
        _lacks(written, "within", "after", faults)
    elif written.has("before") and written.has("after"):
        faults.add("Y521", written.node.key("after"), form="within … before", key="after")
        return None
    if written.within is None or written.unit is None or anchor is None:
        return None
    unit = cast("Literal['day', 'working-day']", written.unit.value)
    return Relative(written.within.value, unit, anchor.value, before=written.before is not None)


def _every(written: DueShape, faults: Faults) -> Deadline | None:
    before = _flag(written, faults)
    if written.every is None:
        _lacks(written, "every", "every", faults)
        return None
    every = written.every.value
    for key in ("weekday", "day", "month"):
        if written.has(key) and key not in _DAY_KEYS[every]:
            faults.add("Y521", written.node.key(key), form=f"every: {every}", key=key)
            return None
    day, month = written.day, written.month
    if month and month.value > _MONTHS[every]:
        high = f" đến {_MONTHS[every]}"
        faults.add("Y308", month.node, text=month.value, low=1, high=high)
        return None
    if every == "year" and day and month and day.value > _LONGEST[month.value - 1]:
        faults.add("Y533", day.node, day=day.value, month=month.value)
        return None
    return Recurring(
        cast("Every", every),
        weekday=written.weekday.value if written.weekday else None,
        day=day.value if day else None,
        month=month.value if month else None,
        at=written.time.value if written.time else None,
        before=before,
    )


def _flag(written: DueShape, faults: Faults) -> bool:
    """Read ``before`` as true or false, which it is in this form only."""
    if written.before is None:
        return False
    text = written.before.value.lower()
    if text not in _YES | _NO:
        faults.add("Y309", written.before.node, text=written.before.value)
    return text in _YES


_READERS: Final = MappingProxyType(
    {
        "event": _event,
        "every": _every,
        "within": _within,
        "from": _from,
        "vague": _vague,
        "by": _by,
    }
)
