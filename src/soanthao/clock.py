"""The one door of time: Vietnam's (+07:00). The core never asks; services and doors may."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

VIETNAM: Final = timezone(timedelta(hours=7), "+07:00")


def now() -> datetime:
    """Return the present moment in Vietnam."""
    return datetime.now(VIETNAM)


def today() -> date:
    """Return the present day in Vietnam."""
    return now().date()
