"""What is to be mended in a Word file: one value for one thing that is to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of a paragraph become others."""

    paragraph: int
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Letters:
    """How characters of a paragraph print; None stays as it is."""

    paragraph: int
    start: int
    end: int
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: str | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paragraph stands; *first* also brings its other lines to the margin."""

    paragraph: int
    alignment: str | None = None
    first: float | None = None
    before: float | None = None
    line: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section's paper and margins in points, its numbers, its first page."""

    number: int
    paper: tuple[float, float] | None = None
    margins: tuple[tuple[str, float], ...] = ()
    decimal: bool = False
    title_page: bool = False


@dataclass(frozen=True, slots=True)
class PageNumber:
    """How the number of the page prints."""

    where: Literal["header", "footer"]
    size: float | None = None
    upright: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """The font of headers, footers and notes."""

    font: str


Repair = Words | Letters | Layout | Section | PageNumber | Beside
