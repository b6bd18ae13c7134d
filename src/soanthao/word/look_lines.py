"""Every horizontal line that can be seen between or below the paragraphs of one column.

Paragraph borders run from indent to indent (17.3.1.7); neighbours with the same borders and
indents are one box, whose inner edges are not drawn. A shape hangs at a paragraph and stands below
or above a text only by its distance from that paragraph's top, which is followed line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from soanthao.standard import metrics, nd30
from soanthao.standard.length import Length, pt
from soanthao.word.look_drawings import Drawn
from soanthao.word.look_model import BorderLook, LayoutLook, LetterLook, LineLook, RunLook

TYPED: Final = re.compile(r"[-_—–=~‗¯.\s]*[-_—–=~‗¯]{3}[-_—–=~‗¯.\s]*")
_ENDS: Final = re.compile(r"(?<=\S)\s*([-_—–=]{3,})\s*$")
_FAR: Final = 20.0
"""Points; what is further from every edge stands where the paragraphs of its column do not tell."""
_MOST: Final = 60
"""Paragraphs; no shape hangs further from where it stands."""
_STYLES: Final = {"single": "solid", "thick": "solid", "words": "solid"}
_WORN: Final = {"_": "solid", "—": "solid", "–": "dashed", "-": "dashed", "=": "double"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of one column, with text or without.

    Attributes:
        number: 0 without text.
        mark: letters of its end, which say how high it is when it is empty.
        whole: the first piece of a paragraph that line breaks part, or all of it.
        ends: the last piece, or all of it.
        room: width of its column.
        drawn: what hangs at it.
        broken: a table stands between it and the paragraph above; *after* is its ``id``.
    """

    number: int
    text: str
    runs: tuple[RunLook, ...]
    layout: LayoutLook
    mark: LetterLook
    whole: bool = True
    ends: bool = True
    room: float | None = None
    drawn: tuple[Drawn, ...] = ()
    broken: bool = False
    after: int = 0


TableAbove = Callable[[int, float, float], tuple[int | None, int | None]]
"""The texts above and below a point of a table: its ``id``, points from its left edge, points
above its bottom."""


def lines_of(entries: Sequence[Entry], above: TableAbove | None = None) -> Iterator[LineLook]:
    """Yield the lines of one column in order.

    *above* tells what stands where a shape hangs that reaches into the table above.
    """
    column = _Column(entries)
    for at, entry in enumerate(entries):
        texts = _Texts(column.above[at], column.below[at])
        yield from _borders(entries, at, texts)
        for drawn in entry.drawn:
            yield _drawn(column, at, texts, drawn, above)
        yield from _typed(entry, texts)
        yield from _underlined(entry)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Numbers of the paragraphs with text around one; 0 for none, and across a table.

    Lines typed as characters are no texts.
    """

    above: int
    below: int


class _Column:
    """The paragraphs of a column, and for each the texts around it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries: Final = entries
        self.above: Final[list[int]] = []
        last = 0
        for entry in entries:
            last = 0 if entry.broken else last
            self.above.append(last)
            last = entry.number if is_text(entry) else last
        self.below: Final[list[int]] = [0] * len(entries)
        following = 0
        for at in range(len(entries) - 1, -1, -1):
            self.below[at] = following
            following = entries[at].number if is_text(entries[at]) else following
            following = 0 if entries[at].broken else following


def is_text(entry: Entry) -> bool:
    """Tell whether *entry* has words, and is no line typed as characters."""
    return entry.number > 0 and not TYPED.fullmatch(entry.text)


def _borders(entries: Sequence[Entry], at: int, texts: _Texts) -> Iterator[LineLook]:
    entry = entries[at]
    sides = {each.side: each for each in entry.layout.borders}
    if {"left", "right"} <= sides.keys():
        return
    number = entry.number if is_text(entry) else 0
    follows = at > 0 and _shared(entries[at - 1], entry)
    goes_on = at + 1 < len(entries) and _shared(entry, entries[at + 1])
    top, bottom = sides.get("top"), sides.get("bottom")
    if top and entry.whole and not follows:
        yield _border(entry, top, texts.above, number or texts.below)
    if bottom and entry.ends and not goes_on:
        yield _border(entry, bottom, number or texts.above, texts.below)
    between = sides.get("between")
    if between and entry.ends and goes_on:
        yield _border(entry, between, number or texts.above, texts.below)


def _shared(upper: Entry, lower: Entry) -> bool:
    """Tell whether neighbours are drawn as one box."""
    mine, its = upper.layout, lower.layout
    alike = (mine.borders, mine.left, mine.right) == (its.borders, its.left, its.right)
    return alike and not lower.broken


def _border(entry: Entry, border: BorderLook, above: int, below: int) -> LineLook:
    layout = entry.layout
    hang = min(layout.first, 0.0)
    return LineLook(
        kind="border",
        above=above,
        below=below,
        anchor=entry.number,
        length=None if layout.width is None else round(layout.width - hang, 2),
        thickness=border.weight,
        style=_STYLES.get(border.style, border.style),
        color=border.color,
        left=round(layout.left + hang, 2),
        room=entry.room,
    )


def _typed(entry: Entry, texts: _Texts) -> Iterator[LineLook]:
    """Yield a line of dashes: a paragraph of its own, or the end of one."""
    if not entry.number:
        return
    whole = TYPED.fullmatch(entry.text)
    end = None if whole else _ENDS.search(entry.text)
    if not whole and end is None:
        return
    found = typed_line(entry.runs, entry.text.strip() if end is None else end[1])
    yield replace(
        found,
        above=texts.above if whole else entry.number,
        below=texts.below,
        anchor=entry.number,
        left=_left(entry.layout, found.length) if whole else None,
        room=entry.room,
    )


def typed_line(runs: Sequence[RunLook], words: str) -> LineLook:
    """Return the line that *words*, dashes at the end of *runs*, are."""
    return LineLook(
        kind="characters",
        length=_width(runs, words),
        style=_WORN.get(words[0], "solid"),
        color=runs[-1].letters.color if runs else None,
    )


def _underlined(entry: Entry) -> Iterator[LineLook]:
    """Yield the line below underlined letters."""
    runs = [run for run in entry.runs if run.letters.underline and run.text.strip()]
    if not runs or TYPED.fullmatch(entry.text):
        return
    widths = [_width((run,), run.text) for run in runs]
    name = runs[0].letters.underline
    yield LineLook(
        kind="underline",
        above=entry.number,
        anchor=entry.number,
        below=None,
        length=None if None in widths else round(sum(filter(None, widths)), 2),
        style=_STYLES.get(name, name),
        color=runs[0].letters.color,
        room=entry.room,
    )


def _width(runs: Sequence[RunLook], words: str) -> float | None:
    """Return how wide *words* are; None in a font whose widths are not known."""
    if not runs or any(run.letters.fonts != (nd30.FONT,) for run in runs):
        return None
    look = runs[-1].letters
    if look.spacing or look.scale != 100 or look.script:
        return None
    return round(Length(metrics.text_width(words, pt(look.size), look.bold)).pt, 2)


def _left(layout: LayoutLook, wide: float | None) -> float | None:
    """Return where something as wide as *wide* begins in its line."""
    if layout.alignment in {"left", "justify"}:
        return layout.left + layout.first
    if wide is None or layout.width is None:
        return None
    free = layout.width - wide - layout.first
    return round(
        layout.left + layout.first + (free / 2 if layout.alignment == "center" else free), 2
    )


def _drawn(
    column: _Column, at: int, texts: _Texts, drawn: Drawn, table: TableAbove | None
) -> LineLook:
    entry = column.entries[at]
    look = LineLook(
        kind="drawn",
        anchor=entry.number,
        length=drawn.length,
        thickness=drawn.thickness,
        style=drawn.style,
        color=drawn.color,
        left=_drawn_left(entry, drawn),
        room=entry.room,
        offset=drawn.down,
    )
    if drawn.inline:
        own = entry.number if is_text(entry) else 0
        return replace(look, above=None if own else texts.above, below=texts.below)
    if drawn.down is None or _outside(look):
        return look
    over = None if table is None or not look.length else _over(column, at, drawn.down)
    if over is None or table is None or look.left is None:
        above, below = _around(column, at, drawn.down)
    else:
        above, below = table(over[0].after, look.left + (look.length or 0.0) / 2, over[1])
    return replace(look, above=above, below=below)


def _outside(line: LineLook) -> bool:
    """Tell whether the middle of a line is beside its column, where other texts stand."""
    off = line.off_centre
    return off is not None and line.room is not None and abs(off) > line.room / 2


def _drawn_left(entry: Entry, drawn: Drawn) -> float | None:
    if drawn.inline:
        return _left(entry.layout, drawn.length)
    if drawn.across not in {"column", "margin"} or (
        drawn.across == "margin" and entry.room is None
    ):
        return None
    if not drawn.align:
        return drawn.left
    if drawn.length is None or entry.room is None:
        return None
    free = entry.room - drawn.length
    return round({"left": 0.0, "center": free / 2, "right": free}.get(drawn.align, 0.0), 2)


def around(entries: Sequence[Entry], down: float) -> tuple[int | None, int | None]:
    """Return the texts above and below what stands *down* below the top of a column."""
    return _around(_Column(entries), 0, down)


def _over(column: _Column, at: int, down: float) -> tuple[Entry, float] | None:
    """Return the paragraph below a table into which *down* reaches, and how far."""
    start, height = at, 0.0
    while start and not column.entries[start].broken:
        start -= 1
        tall = tallness(column.entries[start])
        if tall is None or at - start > _MOST:
            return None
        height -= tall
    reaches = column.entries[start].broken and down < height
    return (column.entries[start], height - down) if reaches else None


def _around(column: _Column, at: int, down: float) -> tuple[int | None, int | None]:
    """Return the texts above and below what stands *down* below the top of a paragraph.

    The edges between lines of text are followed from that paragraph on, up or down; the nearest
    edge is where the line belongs.
    """
    edges = _edges(column, at, down)
    if not edges:
        return None, None
    edge, above, below = min(edges, key=lambda each: abs(each[0] - down))
    return (above, below) if abs(edge - down) <= _FAR else (None, None)


def _edges(column: _Column, at: int, down: float) -> list[tuple[float, int, int]]:
    """Return the edges around the distance *down*: where, and what stands above and below.

    They end where the height of a paragraph is not known, and at a table.
    """
    entries, start, height = column.entries, at, 0.0
    while height > down and start and not entries[start].broken and at - start < _MOST:
        start -= 1
        tall = tallness(entries[start])
        if tall is None:
            return []
        height -= tall
    edges: list[tuple[float, int, int]] = []
    for index in range(start, min(len(entries), at + _MOST)):
        entry = entries[index]
        lines, each = _line_count(entry), _line_height(entry)
        beyond = height > down + 2 * _FAR or (entry.broken and index > start)
        if lines is None or each is None or (edges and beyond):
            break
        above, below = column.above[index], column.below[index]
        own = entry.number if is_text(entry) else 0
        top = height + entry.layout.before
        edges.append((top, above, own or below))
        edges += [(top + each * line, own, own) for line in range(1, lines) if own]
        height = top + each * lines + entry.layout.after
        edges.append((top + each * lines, own or above, below))
    return edges


def tallness(entry: Entry) -> float | None:
    """Return how high a paragraph is, room above and below included; None if it is not known."""
    lines, each = _line_count(entry), _line_height(entry)
    if lines is None or each is None:
        return None
    return entry.layout.before + lines * each + entry.layout.after


def _line_count(entry: Entry) -> int | None:
    """Return how many lines a paragraph takes; None where its column is not known."""
    if not entry.text:
        return 1
    look = entry.runs[0].letters if entry.runs else entry.mark
    wide = metrics.text_width(entry.text, pt(look.size), look.bold)
    if entry.layout.width is None or entry.layout.width <= 0:
        return 1 if Length(wide).pt < 150 else None
    return metrics.line_count(entry.text, pt(look.size), look.bold, pt(entry.layout.width))


def _line_height(entry: Entry) -> float | None:
    size = max((run.letters.size for run in entry.runs), default=entry.mark.size)
    single = size * metrics.LINE_HEIGHT
    line = entry.layout.line
    if line.kind == "exact":
        return line.value
    return max(single, line.value) if line.kind == "least" else single * line.value
