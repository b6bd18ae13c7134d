"""Number and date of a document (số, ký hiệu; thời gian ban hành), whole or still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date whose day, or day and month, may still be open (``2020-05``, ``2020``)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return *day* as a date with nothing open."""
        return cls(day.year, day.month, day.day)

    @property
    def complete(self) -> date | None:
        """The day, once nothing is open."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def first_day(self) -> date:
        """The first day of the open period."""
        return date(self.year, self.month or 1, self.day or 1)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """``07/TB-VPCP``: serial number of the year (None while there is none) and symbol."""

    number: int | None
    symbol: str
