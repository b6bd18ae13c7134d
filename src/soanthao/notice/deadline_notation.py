"""Deadlines as conclusion.yaml writes them: ``<2020-06-20``, ``2020-Q3``, ``{every: month, …}``."""

from __future__ import annotations

from functools import singledispatch

from soanthao.notice.deadline import (
    AtEvent,
    Before,
    Deadline,
    Interval,
    OnOrBefore,
    Recurring,
    Relative,
    Soft,
    Vague,
    Within,
)

Notation = str | dict[str, object]
"""A scalar, or a mapping whose keys stand in the order of the contract."""

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "chủ nhật")


@singledispatch
def notation(deadline: Deadline) -> Notation:
    """Return *deadline* as the value of ``due`` that reads as it."""
    raise TypeError(f"no notation for {type(deadline).__name__}")


@notation.register
def _(deadline: OnOrBefore) -> Notation:
    clock = f"T{deadline.at:%H:%M}" if deadline.at else ""
    return f"{deadline.day.isoformat()}{clock}"


@notation.register
def _(deadline: Before) -> Notation:
    clock = f"T{deadline.at:%H:%M}" if deadline.at else ""
    return f"<{deadline.day.isoformat()}{clock}"


@notation.register
def _(deadline: Within) -> Notation:
    period = {
        "month": f"-{deadline.index:02d}",
        "quarter": f"-Q{deadline.index}",
        "half-year": f"-H{deadline.index}",
        "year": "",
    }
    return f"{deadline.year:04d}{period[deadline.unit]}"


@notation.register
def _(deadline: AtEvent) -> Notation:
    by = {"by": notation(deadline.by)} if deadline.by else {}
    return {"event": deadline.event, **by}


@notation.register
def _(deadline: Recurring) -> Notation:
    known: dict[str, object] = {"every": deadline.every}
    if deadline.weekday is not None:
        known["weekday"] = _WEEKDAYS[deadline.weekday - 1]
    if deadline.day is not None:
        known["day"] = deadline.day
    if deadline.month is not None:
        known["month"] = deadline.month
    if deadline.at is not None:
        known["time"] = f"{deadline.at:%H:%M}"
    if deadline.before:
        known["before"] = True
    return known


@notation.register
def _(deadline: Relative) -> Notation:
    anchor = "before" if deadline.before else "after"
    return {"within": deadline.count, "unit": deadline.unit, anchor: deadline.anchor}


@notation.register
def _(deadline: Interval) -> Notation:
    return {"from": deadline.start.isoformat(), "to": deadline.end.isoformat()}


@notation.register
def _(deadline: Vague) -> Notation:
    return {"vague": deadline.words}


@notation.register
def _(deadline: Soft) -> Notation:
    return {"by": notation(deadline.by), "soft": True}
