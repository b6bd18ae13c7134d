"""How a foreign Word file looks, paragraph by paragraph as :mod:`soanthao.word.source` counts them.

Both come out of one reading of the file, so that a text and its look never part: text boxes and
cells included, tracked changes accepted, hidden text left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final
from unicodedata import is_normalized, normalize

from soanthao.notice.source import Source
from soanthao.word.look_columns import Columns, Table
from soanthao.word.look_drawings import DrawingReader
from soanthao.word.look_layout import LayoutReader, frame_room
from soanthao.word.look_letters import LetterReader
from soanthao.word.look_lines import Entry, around, is_text, lines_of, tallness
from soanthao.word.look_model import (
    BesideLook,
    CellLook,
    LayoutLook,
    LineLook,
    ParagraphLook,
    RunLook,
    WordLook,
)
from soanthao.word.look_sections import SectionReader
from soanthao.word.look_tables import TableReader, row_height
from soanthao.word.look_units import length, switch, value
from soanthao.word.reader import W
from soanthao.word.revisions import Mode
from soanthao.word.source import Met, Reading, read_all
from soanthao.word.source_model import BREAK, BoxOrigin, CellOrigin, Origin, RawParagraph, Span
from soanthao.word.source_symbols import is_symbol_font

_BLANK: Final = 0.25
"""Width of a blank of Times New Roman as a share of its size."""


def read_look(data: bytes, name: str = "", *, revisions: Mode = "accept") -> WordLook:
    """Return how the Word file *data* looks.

    Raises:
        BrokenWordFileError: it is no Word file, has a password, or is not safe to read.
        MissingToolError: it is a ``.doc`` and LibreOffice is not installed.
    """
    return read_source_with_look(data, name, revisions=revisions)[1]


def read_source_with_look(
    data: bytes, name: str = "", *, revisions: Mode = "accept"
) -> tuple[Source, WordLook]:
    """Return what the Word file *data* prints, and how.

    Raises:
        BrokenWordFileError: it is no Word file, has a password, or is not safe to read.
        MissingToolError: it is a ``.doc`` and LibreOffice is not installed.
    """
    reading = read_all(data, name, revisions)
    look = _Looking.of(reading).look(reading.met, name)
    return reading.source, replace(look, decomposed=tuple(_decomposed(reading.met)))


def _decomposed(met: Iterable[Met]) -> Iterator[int]:
    """Yield the numbers of paragraphs whose letters are not composed (NFC) in the file."""
    for each in met:
        spans = (part.text for part in each.raw.parts if isinstance(part, Span))
        if each.printed and not all(is_normalized("NFC", text) for text in spans):
            yield each.place.paragraph


@dataclass(slots=True)
class _Looking:
    """One file on the way to its look."""

    letters: LetterReader
    layouts: LayoutReader
    tables: TableReader
    drawings: DrawingReader
    columns: Columns
    beside: tuple[BesideLook, ...]
    upper: dict[int, Origin] = field(default_factory=dict)
    lower: dict[int, Origin] = field(default_factory=dict)
    broken: dict[int, int] = field(default_factory=dict)
    paragraphs: list[ParagraphLook] = field(default_factory=list)
    looked: set[int] = field(default_factory=set)
    entries: dict[tuple[int, bool], list[Entry]] = field(default_factory=dict)
    insides: dict[tuple[int, bool], CellOrigin | BoxOrigin | None] = field(default_factory=dict)
    texts: dict[tuple[int, int, int], list[int]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading) -> _Looking:
        """Return the readers of a file's look."""
        styles, settings = reading.styles, reading.parts.of_type("settings")
        letters = LetterReader(styles)
        layouts = LayoutReader(styles, letters)
        if settings is not None:
            fixed = switch(settings.find(f"{W}compat/{W}doNotUseHTMLParagraphAutoSpacing"))
            layouts.fixed = bool(fixed)
            stop = length(value(settings.find(f"{W}defaultTabStop")))
            layouts.default_stop = stop if stop and stop > 0 else layouts.default_stop
        tables = TableReader(styles, layouts)
        sections = SectionReader(reading.parts, letters, layouts)
        columns = Columns(sections.read(), tables)
        drawings = DrawingReader(styles, letters)
        return cls(letters, layouts, tables, drawings, columns, tuple(sections.beside))

    def look(self, met: Iterable[Met], name: str) -> WordLook:
        """Return the look of all paragraphs of a story."""
        groups = [list(pieces) for _, pieces in groupby(met, key=lambda each: id(each.raw.origin))]
        self._neighbours([each[0].raw.origin for each in groups])
        for pieces in groups:
            origin = pieces[0].raw.origin
            if origin is not None:
                self._paragraph(pieces, origin)
        lines = [line for key in self.entries for line in self._lines(key)]
        lines += self.columns.cell_lines(self.paragraphs)
        lines.sort(key=lambda line: max(line.above or 0, line.anchor))
        return WordLook(
            self.columns.sections,
            tuple(self.paragraphs),
            self.beside,
            tuple(lines),
            self.tables.looks(),
            name,
        )

    def _lines(self, key: tuple[int, bool]) -> Iterator[LineLook]:
        """Yield the lines of one column; a cell goes on in the one below it."""
        inside = self.insides[key]
        for line in lines_of(self.entries[key], self._in_table):
            if not isinstance(inside, CellOrigin) or self.tables.ruled(inside):
                yield line
                continue
            upper, lower = (self._texts(inside, inside.row + step) for step in (-1, 1))
            yield replace(
                line,
                above=upper[-1] if line.above == 0 and upper else line.above,
                below=lower[0] if line.below == 0 and lower else line.below,
            )

    def _in_table(self, table: int, x: float, up: float) -> tuple[int | None, int | None]:
        """Return the texts above and below a point of a table: *x* from its left, *up* from below.

        Its rows are followed from the bottom; each is as high as its highest cell.
        """
        rows: dict[int, list[tuple[CellOrigin, list[Entry]]]] = {}
        for key, entries in self.entries.items():
            inside = self.insides[key]
            if isinstance(inside, CellOrigin) and id(inside.table) == table:
                rows.setdefault(inside.row, []).append((inside, entries))
        for row in sorted(rows, reverse=True):
            talls = [tallness(each) for _, entries in rows[row] for each in entries]
            if None in talls:
                return None, None
            tall = max(sum(filter(None, map(tallness, entries))) for _, entries in rows[row])
            tall = max(tall, row_height(rows[row][0][0].tr))
            if up <= tall:
                for cell, entries in rows[row]:
                    left, right = self.tables.edges(cell)
                    if left <= x < right:
                        return around(entries, tall - up)
                return None, None
            up -= tall
        return None, None

    def _texts(self, cell: CellOrigin, row: int) -> list[int]:
        """Return the numbers of the paragraphs in another row of the column of *cell*."""
        return self.texts.get((id(cell.table), row, cell.column), [])

    def _neighbours(self, origins: Iterable[Origin | None]) -> None:
        """Note the paragraphs right above and below each other in one column."""
        last: dict[int, Origin | None] = {}
        tables: dict[int, int] = {}
        for origin in origins:
            if origin is None:
                continue
            inside = origin.inside
            if isinstance(inside, CellOrigin):
                last[id(inside.outer)] = None
                tables[id(inside.outer)] = id(inside.table)
            above = last.get(id(inside))
            if above is not None:
                self.upper[id(origin)], self.lower[id(above)] = above, origin
            elif id(inside) in last:
                self.broken[id(origin)] = tables.get(id(inside), 0)
            last[id(inside)] = origin

    def _paragraph(self, pieces: Sequence[Met], origin: Origin) -> None:
        """Look at one paragraph of the file, in the pieces that line breaks make of it."""
        style = self.layouts.styles.paragraph_style(origin.properties)
        room, cell, table = self.columns.place(origin)
        layout = self._layout(origin, style, table, room)
        mark = None if origin.properties is None else origin.properties.find(f"{W}rPr")
        letters = self.letters.look(mark, "", style, table)
        drawn = tuple(each for p in origin.elements for each in self.drawings.lines(p))
        drawn = drawn if id(origin) not in self.looked else ()
        self.looked.add(id(origin))
        key = (id(origin.inside), pieces[0].raw.beside)
        column = self.entries.setdefault(key, [])
        self.insides[key] = origin.inside
        for at, met in enumerate(pieces):
            first, last = at == 0, at == len(pieces) - 1
            entry = Entry(
                number=met.place.paragraph if met.printed else 0,
                text=met.settled.text.plain,
                runs=_joined(self._runs(met, origin, style, table)),
                layout=_piece(layout, met.raw, first=first, last=last),
                mark=letters,
                whole=first,
                ends=last,
                room=room,
                drawn=drawn if first else (),
                broken=first and id(origin) in self.broken,
                after=self.broken.get(id(origin), 0),
            )
            if met.printed:
                self._print(entry, met, origin, cell, _empties(column, entry))
            column.append(entry)

    def _print(
        self, entry: Entry, met: Met, origin: Origin, cell: CellLook | None, empty: int
    ) -> None:
        """Add a paragraph that has text."""
        inside = origin.inside
        if isinstance(inside, CellOrigin):
            self.tables.meet(inside, entry.number)
            if is_text(entry):
                at = (id(inside.table), inside.row, inside.column)
                self.texts.setdefault(at, []).append(entry.number)
        counted = entry.whole and origin.marker is not None
        style = self.layouts.styles.paragraph_style(origin.properties)
        self.paragraphs.append(
            ParagraphLook(
                place=met.place,
                plain=entry.text,
                runs=entry.runs,
                layout=entry.layout,
                cell=cell,
                box=isinstance(origin.inside, BoxOrigin),
                section=origin.section,
                style=self._style_name(style),
                marker=origin.marker.text if counted and origin.marker else "",
                begins=self._begins(entry, met, origin, style),
                tabs="\t" in "".join(text for text, _ in met.settled.written).strip(),
                tabbed=met.raw.beside,
                piece=not entry.whole,
                empty_above=empty,
            )
        )

    def _layout(self, origin: Origin, style: str, table: Table, room: float | None) -> LayoutLook:
        said = self.layouts.said(origin.properties, style, table)
        frame = said.get("frame")
        layout = self.layouts.built(said, room if frame is None else frame_room(frame))
        if not said.get("contextual"):
            return layout
        upper, lower = self.upper.get(id(origin)), self.lower.get(id(origin))
        alike = [
            each is not None and self.layouts.styles.paragraph_style(each.properties) == style
            for each in (upper, lower)
        ]
        return replace(
            layout,
            before=0.0 if alike[0] else layout.before,
            after=0.0 if alike[1] else layout.after,
        )

    def _begins(self, entry: Entry, met: Met, origin: Origin, style: str) -> float | None:
        """Return where the first letter of a paragraph stands (17.3.1.37, 17.15.1.25).

        A tab goes to the next stop: one that is set, the edge that a first line hangs from, or one
        of Word's own at equal distances.
        """
        layout = entry.layout
        if layout.alignment not in {"left", "justify"} or not entry.runs:
            return None
        at = layout.left + layout.first
        blanks = list(_leading(met.settled.written))
        stops = self.layouts.stops(origin.properties, style) if blanks else []
        for char, size in blanks:
            if char != "\t":
                at += _BLANK * size * (char != BREAK)
                continue
            stop = next((each for each in stops if each[0] > at), None)
            hanging = layout.left if layout.first < 0 and at < layout.left else None
            if stop is not None and (hanging is None or stop[0] < hanging):
                if stop[1] not in {"left", "start", "num"}:
                    return None
                at = stop[0]
            elif hanging is not None:
                at = hanging
            else:
                width = self.layouts.default_stop
                at = (at // width + 1) * width
        return round(at, 2)

    def _runs(self, met: Met, origin: Origin, style: str, table: Table) -> Iterator[RunLook]:
        """Yield the runs of a paragraph's plain text."""
        written = met.settled.written
        for owner, text in _owned(met.settled.text.plain, [each for each, _ in written]):
            span = written[owner][1]
            properties, above = None, None
            if span.run is not None:
                properties = span.run.find(f"{W}rPr")
            elif origin.marker is not None and owner == 0:
                own = origin.properties
                properties = None if own is None else own.find(f"{W}rPr")
                above = origin.marker.level.letters
            look = self.letters.look(properties, text, style, table, above)
            if is_symbol_font(span.format.font) and look.fonts != (span.format.font,):
                look = replace(look, fonts=(span.format.font,))
            yield RunLook(text, look)

    def _style_name(self, identifier: str) -> str:
        if identifier not in self.names:
            chain = self.layouts.styles.chain("paragraph", identifier)
            self.names[identifier] = value(chain[-1].find(f"{W}name")) if chain else ""
        return self.names[identifier]


def _leading(written: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, float]]:
    """Yield the blanks that a text begins with, and their sizes."""
    for text, span in written:
        for char in text:
            if not char.isspace():
                return
            yield char, span.format.size


def _owned(plain: str, written: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the pieces of *plain*, each with the index of the written text that it comes from.

    Blanks were joined, and letters composed, on the way from the written texts to the plain one.
    """
    composed = [normalize("NFC", text) for text in written]
    if "".join(composed) == plain:
        yield from ((index, text) for index, text in enumerate(composed) if text)
        return
    owners: list[int] = []
    blank: int | None = None
    for index, text in enumerate(composed):
        for char in text:
            if char.isspace():
                blank = index if blank is None else blank
                continue
            if owners and plain[len(owners) : len(owners) + 1] == " ":
                owners.append(index if blank is None else blank)
            owners.append(index)
            blank = None
    at = 0
    for owner, group in groupby(owners[: len(plain)]):
        size = sum(1 for _ in group)
        yield owner, plain[at : at + size]
        at += size


def _joined(runs: Iterable[RunLook]) -> tuple[RunLook, ...]:
    """Return *runs*, neighbours of one look as one."""
    grouped = groupby(runs, key=lambda run: run.letters)
    return tuple(RunLook("".join(run.text for run in group), look) for look, group in grouped)


def _piece(layout: LayoutLook, raw: RawParagraph, *, first: bool, last: bool) -> LayoutLook:
    """Return the layout of one piece of a paragraph that line breaks or tabs part."""
    if first and last and not raw.beside:
        return layout
    return replace(
        layout,
        alignment=None if raw.beside else layout.alignment,
        first=layout.first if first and not raw.beside else 0.0,
        before=layout.before if first else 0.0,
        after=layout.after if last else 0.0,
    )


def _empties(column: Sequence[Entry], entry: Entry) -> int:
    """Return how many paragraphs without text stand right above one."""
    if entry.broken:
        return 0
    empty = 0
    for each in reversed(column):
        if each.number:
            break
        empty += 1
        if each.broken:
            break
    return empty if entry.whole else 0
