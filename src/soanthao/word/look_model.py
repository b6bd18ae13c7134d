"""How a Word file looks, as frozen values: what a reader with a ruler would see.

Lengths are points. What the file does not settle is None, never a guess. Numbers of paragraphs are
those of :class:`soanthao.notice.source.Place`; 0 is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from soanthao.notice.source import Alignment, Place

LineKind = Literal["border", "cell", "drawn", "characters", "underline"]
"""Of a paragraph, of a cell; a shape; typed dashes; underlined letters."""
BLACK = "000000"


@dataclass(frozen=True, slots=True)
class LetterLook:
    """How letters print.

    Attributes:
        fonts: that Word takes for the characters, by their class, sorted; of blanks only where
            there is nothing else.
        underline: ``single``, ``double``, ``dotted`` …; empty for none.
        color: ``RRGGBB``; automatic letters are black; None for a theme's colour that the file
            does not settle.
        highlight: ``yellow``, or ``RRGGBB`` behind the letters; empty for none.
        spacing: points between characters beyond the usual.
        scale: width of characters in percent.
        raised: points above the base line.
        script: ``superscript``, ``subscript`` or empty.
    """

    fonts: tuple[str, ...] = ()
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: str = ""
    strike: bool = False
    caps: bool = False
    small_caps: bool = False
    color: str | None = BLACK
    highlight: str = ""
    spacing: float = 0.0
    scale: float = 100.0
    raised: float = 0.0
    script: str = ""


PLAIN = LetterLook()


@dataclass(frozen=True, slots=True)
class RunLook:
    """Characters of one look."""

    text: str
    letters: LetterLook


@dataclass(frozen=True, slots=True)
class LineSpacing:
    """From base line to base line: a multiple of the font's line, or points."""

    kind: Literal["multiple", "exact", "least"] = "multiple"
    value: float = 1.0


@dataclass(frozen=True, slots=True)
class BorderLook:
    """A border that can be seen.

    Attributes:
        style: ``single``, ``double``, ``dashed``, ``dotted`` …, as Word names it.
        weight: thickness of one stroke.
        space: from the text.
        color: ``RRGGBB``; None where it is a theme's.
    """

    side: Literal["top", "bottom", "left", "right", "between"]
    style: str
    weight: float
    space: float = 0.0
    color: str | None = BLACK


@dataclass(frozen=True, slots=True)
class LayoutLook:
    """How a paragraph stands.

    Attributes:
        left, right: from the edges of its column to lines 2 and following.
        first: by which line 1 stands further right; negative hangs.
        before, after: room that Word leaves, 0 inside a paragraph that line breaks part, and
            between neighbours of one style that ask for none.
        auto_before, auto_after: the room is Word's own for web pages.
        width: of its lines, indents taken off; None if the column's is not known.
        outline: level 1 to 9; 0 for body text.
        frame: it stands in a frame beside the flow.
    """

    alignment: Alignment | None = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    auto_before: bool = False
    auto_after: bool = False
    line: LineSpacing = LineSpacing()
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    borders: tuple[BorderLook, ...] = ()
    width: float | None = None
    outline: int = 0
    frame: bool = False


@dataclass(frozen=True, slots=True)
class CellLook:
    """The cell that a paragraph stands in.

    Attributes:
        table: index of the table in :attr:`WordLook.tables`.
        row, column: 0-based; of a cell that spans, the first.
        width: of the cell, margins included; None where the file does not say.
        left, right: its margins.
        upright: ``top``, ``center``, ``bottom``.
    """

    table: int
    row: int
    column: int
    span: int = 1
    width: float | None = None
    left: float = 0.0
    right: float = 0.0
    upright: str = "top"
    borders: tuple[BorderLook, ...] = ()

    @property
    def room(self) -> float | None:
        """The width between its margins."""
        return None if self.width is None else self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """A paragraph that has text, or the piece of one that line breaks part.

    Attributes:
        plain: as :attr:`soanthao.notice.source.SourceParagraph.plain`.
        runs: of the same text, in order.
        style: name of its paragraph style.
        marker: that Word counts, and part of *plain*; empty if it is typed, or none.
        begins: from the left edge of its column to its first letter, blanks and tabs before it
            counted; None where it is centred, right-aligned, or the file does not settle it.
        tabs: tabs stand between its words, so that its alignment is none of each of them.
        tabbed: it stands to the right of others in its line, by tabs or blanks.
        piece: it goes on in a paragraph that begins above, behind a line break.
        empty_above: paragraphs without text right above it in the same cell or column.
    """

    place: Place
    plain: str
    runs: tuple[RunLook, ...]
    layout: LayoutLook
    cell: CellLook | None = None
    box: bool = False
    section: int = 0
    style: str = ""
    marker: str = ""
    begins: float | None = None
    tabs: bool = False
    tabbed: bool = False
    piece: bool = False
    empty_above: int = 0

    @property
    def counted(self) -> bool:
        """Whether its marker is Word's own and not typed."""
        return bool(self.marker)

    @property
    def number(self) -> int:
        """Its number in the file."""
        return self.place.paragraph


@dataclass(frozen=True, slots=True)
class LineLook:
    """A horizontal line that can be seen.

    Attributes:
        above, below: numbers of the paragraphs with text right above and below it in the same
            cell or column; 0 where there is none; None where the file does not settle it.
        anchor: number of the paragraph that carries it; 0 if that has no text.
        length: None where the file does not settle it.
        style: ``solid``, ``dashed``, ``dotted``, ``double`` …
        left: from the left edge of the column or cell's text to the line.
        room: width of that column; with *left* and *length* it tells whether the line is centred.
        offset: of a shape: from the top of the paragraph that carries it.
    """

    kind: LineKind
    above: int | None = None
    below: int | None = None
    anchor: int = 0
    length: float | None = None
    thickness: float | None = None
    style: str = "solid"
    color: str | None = BLACK
    left: float | None = None
    room: float | None = None
    offset: float | None = None

    @property
    def off_centre(self) -> float | None:
        """How far its middle is to the right of the column's middle."""
        if self.left is None or self.length is None or self.room is None:
            return None
        return self.left + self.length / 2 - self.room / 2


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table.

    Attributes:
        first, last: numbers of its first and last paragraph with text.
        width: None where only its words decide.
        alignment: of the table on the page.
        indent: from the left edge of the text.
        grid: widths of its columns as Word last laid them out.
        borders: of the table as such, those of single cells left aside.
        ruled: lines can be seen between its cells.
        heading_rows: rows at the top that Word repeats on every page.
        breaking_rows: 0-based, which a page may break.
        style: name of its table style.
        nested: it stands inside another table's cell.
    """

    first: int
    last: int
    rows: int
    width: float | None = None
    alignment: str = "left"
    indent: float = 0.0
    grid: tuple[float, ...] = ()
    borders: tuple[BorderLook, ...] = ()
    ruled: bool = False
    heading_rows: int = 0
    breaking_rows: tuple[int, ...] = ()
    style: str = ""
    nested: bool = False


@dataclass(frozen=True, slots=True)
class PageNumberLook:
    """A number of the page, in a header or footer.

    Attributes:
        where: ``header`` or ``footer``.
        pages: ``default``, ``first`` or ``even``.
        alignment: None where tabs or a text box place it and the file does not settle how.
        text: of its line, ``#`` for the number.
        boxed: it stands in a text box or frame.
        conditional: it stands inside another field (``IF``), so not on every page.
    """

    where: Literal["header", "footer"]
    pages: Literal["default", "first", "even"]
    alignment: Alignment | None
    letters: LetterLook
    text: str
    boxed: bool = False
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class BesideLook:
    """A paragraph with text in a header, a footer or a note.

    Attributes:
        where: ``header``, ``footer``, ``footnote`` or ``endnote``.
        pages: of a header or footer: ``default``, ``first`` or ``even``; else empty.
        section: the first one that shows it, 0-based; of a note 0.
        text: ``#`` for the number of the page.
        boxed: it stands in a text box or frame.
        number: among the paragraphs of its header, footer or note, 1-based.
        lines: right above and below it, by those numbers; shapes left aside.
    """

    where: Literal["header", "footer", "footnote", "endnote"]
    pages: Literal["default", "first", "even", ""]
    section: int
    text: str
    runs: tuple[RunLook, ...]
    layout: LayoutLook
    boxed: bool = False
    number: int = 0
    lines: tuple[LineLook, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionLook:
    """A section of the document.

    Attributes:
        kind: how it begins: ``nextPage``, ``continuous`` …
        gutter: added to the left margin.
        header, footer: distance from the edge of the paper.
        title_page: its first page has headers of its own.
        even_odd: even pages have (a setting of the whole file).
        number_start: where its page numbers restart; None where they go on.
        number_format: ``decimal``, ``lowerRoman`` …
        columns: of text.
        grid: points of a line of the grid that text is laid on; 0 for none.
        numbers: of the page, those inherited from sections before included.
        first_page_number: whether its first page shows its number; None if a field decides.
    """

    width: float
    height: float
    landscape: bool
    top: float
    bottom: float
    left: float
    right: float
    gutter: float = 0.0
    header: float = 36.0
    footer: float = 36.0
    kind: str = "nextPage"
    title_page: bool = False
    even_odd: bool = False
    number_start: int | None = None
    number_format: str = "decimal"
    columns: int = 1
    grid: float = 0.0
    numbers: tuple[PageNumberLook, ...] = ()
    first_page_number: bool | None = False

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right - self.gutter


@dataclass(frozen=True)
class WordLook:
    """Everything that Word would show of a file, as far as the file settles it.

    Attributes:
        paragraphs: those of the text, as :class:`soanthao.notice.source.Source` counts them.
        beside: those in headers, footers and notes.
        decomposed: numbers of paragraphs with letters that are put together of several signs.
    """

    sections: tuple[SectionLook, ...] = ()
    paragraphs: tuple[ParagraphLook, ...] = ()
    beside: tuple[BesideLook, ...] = ()
    lines: tuple[LineLook, ...] = ()
    tables: tuple[TableLook, ...] = ()
    name: str = field(default="")
    decomposed: tuple[int, ...] = ()

    @cached_property
    def _by_number(self) -> dict[int, ParagraphLook]:
        return {each.number: each for each in self.paragraphs}

    def paragraph(self, number: int) -> ParagraphLook | None:
        """Return the paragraph of a number; None if there is none."""
        return self._by_number.get(number)

    def below(self, number: int) -> Iterator[LineLook]:
        """Yield the lines right below the paragraph *number*."""
        return (each for each in self.lines if each.above == number)

    @property
    def unsettled(self) -> tuple[LineLook, ...]:
        """The drawn lines of which the file does not tell below which text they stand.

        Whoever misses a line must look here before saying that there is none.
        """
        return tuple(each for each in self.lines if each.above is None)
