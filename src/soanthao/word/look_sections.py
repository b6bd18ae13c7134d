"""Sections as Word lays them out, and where the number of the page stands.

ISO/IEC 29500-1: 17.10.5 (a header that a section does not name is the one of the section before),
17.10.6 (``titlePg``: the first page has its own, blank where there is none), 17.10.1 (even pages,
a setting of the file), 17.6.12 (numbers restart), 17.16.5.44 (field ``PAGE``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from soanthao.word.look_beside import Beside, BesideLine, Pages, unseen
from soanthao.word.look_layout import LayoutReader
from soanthao.word.look_letters import LetterReader
from soanthao.word.look_lines import Entry, lines_of
from soanthao.word.look_model import PLAIN, BesideLook, PageNumberLook, SectionLook
from soanthao.word.look_units import attribute, integer, length, local, switch, value
from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.source_parts import Parts, R

Where = Literal["header", "footer"]
_WHERE: Final[dict[str, Where]] = {
    f"{W}headerReference": "header",
    f"{W}footerReference": "footer",
}
_PAGES: Final[dict[str, Pages]] = {"default": "default", "first": "first", "even": "even"}
_LETTER: Final = (612.0, 792.0)
"""What Word takes where a section names no size."""


@dataclass(slots=True)
class SectionReader:
    """Reads the sections of a file."""

    parts: Parts
    letters: LetterReader
    layouts: LayoutReader
    beside: list[BesideLook] = field(default_factory=list)
    _read: dict[str, list[BesideLine]] = field(default_factory=dict)
    _told: set[tuple[str, Pages]] = field(default_factory=set)

    def read(self) -> tuple[SectionLook, ...]:
        """Return the sections in order; one of Word's own where the file names none."""
        even_odd = bool(self._setting("evenAndOddHeaders"))
        named: dict[tuple[Where, Pages], str] = {}
        found: list[SectionLook] = []
        for section in sections(self.parts.body):
            named = named | dict(_references(section))
            found.append(self._section(section, dict(named), even_odd=even_odd))
            self._stand_beside(found[-1], named, len(found) - 1)
        for kind in ("footnote", "endnote"):
            self._notes(kind)
        return tuple(found) or (SectionLook(*_LETTER, False, 72.0, 72.0, 72.0, 72.0),)

    def _setting(self, name: str) -> bool | None:
        settings = self.parts.of_type("settings")
        return None if settings is None else switch(settings.find(f"{W}{name}"))

    def _section(
        self, section: Element, named: dict[tuple[Where, Pages], str], *, even_odd: bool
    ) -> SectionLook:
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        numbers, columns = section.find(f"{W}pgNumType"), section.find(f"{W}cols")
        grid = section.find(f"{W}docGrid")
        width = length(attribute(size, "w")) or _LETTER[0]
        height = length(attribute(size, "h")) or _LETTER[1]

        def margin(name: str, otherwise: float) -> float:
            found = length(attribute(margins, name))
            return otherwise if found is None else abs(found)

        title_page = bool(switch(section.find(f"{W}titlePg")))
        start = integer(attribute(numbers, "start"))
        shown = [
            each
            for (where, pages), identifier in named.items()
            if (pages != "first" or title_page) and (pages != "even" or even_odd)
            for each in self._shown(
                identifier, where, pages, width - margin("left", 72.0) - margin("right", 72.0)
            )
        ]
        gridded = (attribute(grid, "type") or "default") != "default"
        return SectionLook(
            width=width,
            height=height,
            landscape=attribute(size, "orient") == "landscape" or width > height,
            top=margin("top", 72.0),
            bottom=margin("bottom", 72.0),
            left=margin("left", 72.0),
            right=margin("right", 72.0),
            gutter=margin("gutter", 0.0),
            header=margin("header", 36.0),
            footer=margin("footer", 36.0),
            kind=value(section.find(f"{W}type")) or "nextPage",
            title_page=title_page,
            even_odd=even_odd,
            number_start=start,
            number_format=attribute(numbers, "fmt") or "decimal",
            columns=max(integer(attribute(columns, "num")) or 1, 1),
            grid=(length(attribute(grid, "linePitch")) or 0.0) if gridded else 0.0,
            numbers=tuple(shown),
            first_page_number=_on_first(shown, title_page, even_odd and start in {0, 2}),
        )

    def _shown(
        self, identifier: str, where: Where, pages: Pages, width: float
    ) -> Iterator[PageNumberLook]:
        for line in self._lines(identifier):
            for each in line.numbers():
                yield PageNumberLook(
                    where,
                    pages,
                    each.alignment(width),
                    each.letters,
                    each.text,
                    each.boxed,
                    each.conditional,
                )

    def _lines(self, identifier: str) -> list[BesideLine]:
        if identifier not in self._read:
            root = self.parts.referenced(identifier)
            self._read[identifier] = [] if root is None else self._read_lines(root)
        return self._read[identifier]

    def _read_lines(self, root: Element) -> list[BesideLine]:
        found: list[BesideLine] = []
        for paragraph in root.iter(f"{W}p"):
            if not unseen(paragraph):
                found.append(BesideLine(self.letters, self.layouts, paragraph))
                found[-1].read(paragraph)
        return found

    def _stand_beside(
        self, section: SectionLook, named: dict[tuple[Where, Pages], str], at: int
    ) -> None:
        """Note the headers and footers that *section* is the first to show."""
        for (where, pages), identifier in named.items():
            told = (identifier, pages) in self._told
            shown = section.title_page if pages == "first" else section.even_odd
            if told or not (pages == "default" or shown):
                continue
            self._told.add((identifier, pages))
            self.beside += _beside(self._lines(identifier), (where, pages, at), section.text_width)

    def _notes(self, kind: Literal["footnote", "endnote"]) -> None:
        root = self.parts.of_type(f"{kind}s")
        for note in () if root is None else root.iterfind(f"{W}{kind}"):
            if attribute(note, "type") in {None, "normal"}:
                self.beside += _beside(self._read_lines(note), (kind, "", 0), None)


def _beside(
    lines: list[BesideLine], where: tuple[Beside, Pages | Literal[""], int], width: float | None
) -> Iterator[BesideLook]:
    """Yield the paragraphs with text among *lines*, each with the lines around it."""
    looks = [line.look(*where, width) for line in lines]
    numbers = [at if look.text.strip() else 0 for at, look in enumerate(looks, start=1)]
    entries = [
        Entry(number, look.text, look.runs, look.layout, PLAIN, room=width)
        for number, look in zip(numbers, looks, strict=True)
    ]
    drawn = list(lines_of(entries))
    for number, look in zip(numbers, looks, strict=True):
        if number:
            around = (each for each in drawn if number in {each.above, each.below})
            yield replace(look, lines=tuple(around), number=number)


def sections(body: Element) -> list[Element]:
    """Return the ``w:sectPr`` of a document in order, former ones of tracked changes left out."""
    found = body.iter(f"{W}sectPr")
    return [each for each in found if local(each.getparent()) != "sectPrChange"]


def _references(section: Element) -> Iterator[tuple[tuple[Where, Pages], str]]:
    for child in section:
        where = _WHERE.get(child.tag)
        pages = _PAGES.get(attribute(child, "type") or "default")
        if where is not None and pages is not None:
            yield (where, pages), child.get(f"{R}id") or ""


def _on_first(shown: list[PageNumberLook], title_page: bool, even: bool) -> bool | None:
    pages = "first" if title_page else "even" if even else "default"
    here = [each for each in shown if each.pages == pages]
    if here and all(each.conditional for each in here):
        return None
    return bool(here)
