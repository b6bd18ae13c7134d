"""Sections as Word lays them out, and where the number of the page stands.

ISO/IEC 29500-1: 17.10.1 (a header that a section does not name is the one of the section before),
17.10.6 (``titlePg``: the first page has its own, blank where there is none), 17.10.1 (even pages,
a setting of the file), 17.6.12 (numbers restart), 17.16.5.44 (field ``PAGE``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from soanthao.notice.source import Alignment
from soanthao.word.look_layout import LayoutReader
from soanthao.word.look_letters import LetterReader
from soanthao.word.look_model import LetterLook, PageNumberLook, SectionLook
from soanthao.word.look_units import EMU, attribute, integer, length, local, number, switch, value
from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.source_parts import Parts, R
from soanthao.word.source_runs import MC, chosen

Where = Literal["header", "footer"]
Pages = Literal["default", "first", "even"]
_PAGE: Final = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_WHERE: Final[dict[str, Where]] = {
    f"{W}headerReference": "header",
    f"{W}footerReference": "footer",
}
_PAGES: Final[dict[str, Pages]] = {"default": "default", "first": "first", "even": "even"}
_SIDES: Final[dict[str, Alignment]] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "inside": "left",
    "outside": "right",
    "start": "left",
    "end": "right",
}
_LETTER: Final = (612.0, 792.0)
"""What Word takes where a section names no size."""
_CLOSE: Final = 15.0
"""Points by which a tab stop may miss the middle of the text."""
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@dataclass(slots=True)
class SectionReader:
    """Reads the sections of a file."""

    parts: Parts
    letters: LetterReader
    layouts: LayoutReader
    _numbers: dict[str, list[_Number]] = field(default_factory=dict)

    def read(self) -> tuple[SectionLook, ...]:
        """Return the sections in order; one of Word's own where the file names none."""
        even_odd = bool(self._setting("evenAndOddHeaders"))
        named: dict[tuple[Where, Pages], str] = {}
        found: list[SectionLook] = []
        for section in sections(self.parts.body):
            named = named | dict(_references(section))
            found.append(self._section(section, dict(named), even_odd=even_odd))
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
        if identifier not in self._numbers:
            root = self.parts.referenced(identifier)
            self._numbers[identifier] = [] if root is None else list(self._find(root))
        for each in self._numbers[identifier]:
            yield PageNumberLook(
                where,
                pages,
                each.alignment(width),
                each.letters,
                each.text,
                each.boxed,
                each.conditional,
            )

    def _find(self, root: Element) -> Iterator[_Number]:
        for paragraph in root.iter(f"{W}p"):
            if not _unseen(paragraph):
                line = _Line(self.letters, self.layouts, paragraph)
                line.read(paragraph)
                yield from line.numbers()


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


def _unseen(element: Element) -> bool:
    """Tell whether *element* is a second copy of what another branch shows."""
    for branch in element.iterancestors(f"{MC}Fallback"):
        if branch.getparent().find(f"{MC}Choice") is not None:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of the page before the page that it is on is known."""

    letters: LetterLook
    text: str
    conditional: bool
    side: Alignment | None
    stop: tuple[str, float] | None
    tabbed: bool
    box: _Box | None

    @property
    def boxed(self) -> bool:
        """Whether it stands beside the flow."""
        return self.box is not None

    def alignment(self, width: float) -> Alignment | None:
        """Return where it stands on a page whose text is as wide as *width*."""
        if self.box is not None:
            return self.box.alignment(self.side, width)
        if not self.tabbed:
            return self.side
        if self.stop is None:
            return None
        kind, at = self.stop
        if kind == "center":
            return "center" if abs(at - width / 2) <= _CLOSE else None
        return "right" if kind == "right" and abs(at - width) <= _CLOSE else None


@dataclass(frozen=True, slots=True)
class _Box:
    """The text box or frame that a number stands in."""

    named: str
    width: float | None

    def alignment(self, side: Alignment | None, width: float) -> Alignment | None:
        """Return where text of *side* stands that is in the box."""
        if self.width is not None and self.width > width - 2 * _CLOSE:
            return side
        return _SIDES.get(self.named)


@dataclass(slots=True)
class _Line:
    """One paragraph of a header on the way to its numbers."""

    letters: LetterReader
    layouts: LayoutReader
    paragraph: Element
    text: str = ""
    fields: list[_Field] = field(default_factory=list)
    found: list[tuple[LetterLook, bool, int]] = field(default_factory=list)
    relative: str = ""

    def numbers(self) -> Iterator[_Number]:
        """Yield the numbers that were met."""
        if not self.found:
            return
        properties = self.paragraph.find(f"{W}pPr")
        style = self.layouts.styles.paragraph_style(properties)
        said = self.layouts.said(properties, style)
        layout = self.layouts.built(said, None)
        box = _box(self.paragraph, said.get("frame"))
        for look, conditional, at in self.found:
            before = self.text[:at]
            tabs = 0 if before.strip() else before.count("\t")
            tabbed = bool(tabs) and layout.alignment in {"left", "justify"}
            stops = self._stops(properties, style) if tabbed else []
            stop = stops[tabs - 1] if tabbed and tabs <= len(stops) else None
            side: Alignment | None = layout.alignment
            if self.relative:
                side, tabbed = _SIDES.get(self.relative), False
            elif before.strip() and "\t" in before:
                side = None
            elif side == "justify":
                side = "left"
            words = " ".join(self.text.split())
            yield _Number(look, words, conditional, side, stop, tabbed, box)

    def _stops(self, properties: Element | None, style: str) -> list[tuple[str, float]]:
        """Return the tab stops from left to right; those of styles stay unless cleared."""
        stops: dict[float, str] = {}
        chain = [each.find(f"{W}pPr") for each in self.layouts.styles.chain("paragraph", style)]
        for each in (*chain, properties):
            for tab in () if each is None else each.iterfind(f"{W}tabs/{W}tab"):
                at, kind = length(attribute(tab, "pos")), value(tab)
                if at is not None and kind == "clear":
                    stops.pop(at, None)
                elif at is not None and kind != "bar":
                    stops[at] = kind
        return [(stops[at], at) for at in sorted(stops)]

    def read(self, parent: Element) -> None:
        """Read what *parent* contains."""
        for child in parent:
            name = local(child)
            if self.layouts.styles.revisions.why_gone(child) or name in {
                "pPr",
                "rPr",
                "p",
                "sdtPr",
            }:
                continue
            if name == "AlternateContent":
                self.read(chosen(child))
            elif name == "fldSimple":
                self.fields.append(_Field(attribute(child, "instr") or "", True))
                self._result(child)
                self.fields.pop()
            elif name == "r":
                self._run(child)
            elif name not in {"drawing", "pict", "object"}:
                self.read(child)

    def _result(self, simple: Element) -> None:
        run = next(simple.iter(f"{W}r"), None)
        if _PAGE.match(self.fields[-1].code):
            self._meet(None if run is None else run.find(f"{W}rPr"))
        else:
            self.read(simple)

    def _run(self, run: Element) -> None:
        for child in run:
            name = local(child)
            if name == "fldChar":
                self._mark(attribute(child, "fldCharType") or "", run)
            elif name == "instrText" and self.fields and not self.fields[-1].result:
                self.fields[-1].code += child.text or ""
            elif name == "t":
                self._words(child.text or "", run)
            elif name == "tab":
                self._words("\t", run)
            elif name == "ptab":
                self.relative = attribute(child, "alignment") or ""
            elif name == "pgNum":
                self._meet(run.find(f"{W}rPr"))
            elif name == "AlternateContent":
                self._run(chosen(child))

    def _mark(self, kind: str, run: Element) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if _PAGE.match(ended.code) and not ended.met:
                self._meet(run.find(f"{W}rPr"))

    def _words(self, text: str, run: Element) -> None:
        if any(not each.result for each in self.fields):
            return
        page = next((each for each in self.fields if _PAGE.match(each.code)), None)
        if page is None:
            self.text += text
        elif not page.met:
            page.met = True
            self._meet(run.find(f"{W}rPr"))

    def _meet(self, properties: Element | None) -> None:
        style = self.layouts.styles.paragraph_style(self.paragraph.find(f"{W}pPr"))
        look = self.letters.look(properties, "1", style)
        conditional = any(not _PAGE.match(each.code) for each in self.fields)
        self.found.append((look, conditional, len(self.text)))
        self.text += "#"


@dataclass(slots=True)
class _Field:
    """A field that is open."""

    code: str = ""
    result: bool = False
    met: bool = False


def _box(paragraph: Element, frame: Element | None) -> _Box | None:
    if frame is not None:
        return _Box(attribute(frame, "xAlign") or "", length(attribute(frame, "w")))
    content = next(paragraph.iterancestors(f"{W}txbxContent"), None)
    if content is None:
        return None
    for anchor in content.iterancestors(f"{_WP}anchor"):
        align = anchor.find(f"{_WP}positionH/{_WP}align")
        extent = anchor.find(f"{_WP}extent")
        wide = None if extent is None else number(extent.get("cx"))
        named = "" if align is None else (align.text or "").strip()
        return _Box(named, None if wide is None else wide / EMU)
    for shape in content.iterancestors():
        style = dict(
            each.strip().partition(":")[::2] for each in (shape.get("style") or "").split(";")
        )
        if style.get("position"):
            return _Box(style.get("mso-position-horizontal", ""), length(style.get("width"), 1))
    return _Box("", None)
