"""Paragraphs of headers, footers and notes, and the numbers of the page among them.

A number is a field ``PAGE`` (17.16.5.44) or ``w:pgNum``; it may stand in a text box, a frame or a
content control. Where tabs place it, the tab stops tell (17.3.1.37), or ``w:ptab`` (17.3.3.23).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final, Literal

from soanthao.notice.source import Alignment
from soanthao.word.look_layout import LayoutReader
from soanthao.word.look_letters import LetterReader
from soanthao.word.look_model import BesideLook, LetterLook, RunLook
from soanthao.word.look_units import EMU, attribute, length, local, number
from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.source_runs import MC, chosen

Pages = Literal["default", "first", "even"]
Beside = Literal["header", "footer", "footnote", "endnote"]
_PAGE: Final = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_SIDES: Final[dict[str, Alignment]] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "inside": "left",
    "outside": "right",
    "start": "left",
    "end": "right",
}
_CLOSE: Final = 15.0
"""Points by which a tab stop may miss the middle of the text."""
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def unseen(element: Element) -> bool:
    """Tell whether *element* is a second copy of what another branch shows."""
    for branch in element.iterancestors(f"{MC}Fallback"):
        if branch.getparent().find(f"{MC}Choice") is not None:
            return True
    return False


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A number of the page before the page that it is on is known."""

    letters: LetterLook
    text: str
    conditional: bool
    side: Alignment | None
    stop: tuple[float, str] | None
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
        at, kind = self.stop
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
class BesideLine:
    """One paragraph of a header on the way to its numbers."""

    letters: LetterReader
    layouts: LayoutReader
    paragraph: Element
    pieces: list[tuple[str, LetterLook]] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    found: list[tuple[LetterLook, bool, int]] = field(default_factory=list)
    relative: str = ""

    @property
    def text(self) -> str:
        """What it says; ``#`` for a number of the page, a tab as such."""
        return "".join(text for text, _ in self.pieces)

    def look(
        self, where: Beside, pages: Pages | Literal[""], section: int, width: float | None
    ) -> BesideLook:
        """Return how it looks in a column as wide as *width*."""
        properties = self.paragraph.find(f"{W}pPr")
        style = self.layouts.styles.paragraph_style(properties)
        said = self.layouts.said(properties, style)
        frame = _box(self.paragraph, said.get("frame"))
        return BesideLook(
            where,
            pages,
            section,
            self.text,
            tuple(
                RunLook("".join(text for text, _ in group), look)
                for look, group in groupby(self.pieces, key=itemgetter(1))
            ),
            self.layouts.built(said, width if frame is None else None),
            frame is not None,
        )

    def numbers(self) -> Iterator[PageNumber]:
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
            stops = self.layouts.stops(properties, style) if tabbed else []
            stop = stops[tabs - 1] if tabbed and tabs <= len(stops) else None
            side: Alignment | None = layout.alignment
            if self.relative:
                side, tabbed = _SIDES.get(self.relative), False
            elif before.strip() and "\t" in before:
                side = None
            elif side == "justify":
                side = "left"
            words = " ".join(self.text.split())
            yield PageNumber(look, words, conditional, side, stop, tabbed, box)

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
            self.pieces.append((text, self._letters(run.find(f"{W}rPr"), text)))
        elif not page.met:
            page.met = True
            self._meet(run.find(f"{W}rPr"))

    def _letters(self, properties: Element | None, text: str) -> LetterLook:
        style = self.layouts.styles.paragraph_style(self.paragraph.find(f"{W}pPr"))
        return self.letters.look(properties, text, style)

    def _meet(self, properties: Element | None) -> None:
        """Note a number of the page."""
        look = self._letters(properties, "1")
        conditional = any(not _PAGE.match(each.code) for each in self.fields)
        self.found.append((look, conditional, len(self.text)))
        self.pieces.append(("#", look))


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
