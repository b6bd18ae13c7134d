"""Lengths, and the intervals that the decree allows them: whole EMU, so that nothing is rounded.

914,400 EMU are an inch; a point is 12,700, a twip (Word's unit, 1/20 pt) 635, a millimetre 36,000.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

_EMU_PER_MM: Final = 36_000
_EMU_PER_PT: Final = 12_700
_EMU_PER_TWIP: Final = 635
_EMU_PER_HALF_POINT: Final = 6_350


class Length(int):
    """A length in EMU; ``str()`` is CSS: ``13pt`` where half points are whole, else ``20mm``.

    Arithmetic gives plain ``int`` EMU, as it does for any subclass of ``int``.
    """

    __slots__ = ()

    @property
    def mm(self) -> float:
        """The length in millimetres."""
        return int(self) / _EMU_PER_MM

    @property
    def pt(self) -> float:
        """The length in points."""
        return int(self) / _EMU_PER_PT

    @property
    def twips(self) -> int:
        """The length in twentieths of a point, as Word's indents and spacing want it."""
        return round(int(self) / _EMU_PER_TWIP)

    @property
    def half_points(self) -> int:
        """The length in half points, as Word's font sizes want it."""
        return round(int(self) / _EMU_PER_HALF_POINT)

    def __str__(self) -> str:
        if int(self) % _EMU_PER_HALF_POINT == 0:
            return f"{self.pt:g}pt"
        return f"{round(self.mm, 5):.9g}mm"

    def __repr__(self) -> str:
        return f"Length({int(self)})"


def mm(value: float) -> Length:
    """Return *value* millimetres."""
    return Length(round(value * _EMU_PER_MM))


def pt(value: float) -> Length:
    """Return *value* points."""
    return Length(round(value * _EMU_PER_PT))


_Value = TypeVar("_Value", Length, float)


@dataclass(frozen=True, slots=True)
class Allowed(Generic[_Value]):
    """What the decree allows, both ends included, and the value of this house within it.

    Attributes:
        low: None where the decree sets no lower bound.
        high: None where it sets no upper bound.
    """

    low: _Value | None
    high: _Value | None
    house: _Value

    def __post_init__(self) -> None:
        if not self.allows(self.house):
            raise ValueError(f"house value {self.house} is outside {self.low}–{self.high}")

    def allows(self, value: _Value) -> bool:
        """Tell whether the decree allows *value*."""
        above = self.low is None or self.low <= value
        return above and (self.high is None or value <= self.high)
