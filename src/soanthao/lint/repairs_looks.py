"""How the letters, paragraphs and pages of a Word file are mended: to the nearest lawful value."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from soanthao.language.encodings import encoding_of
from soanthao.lint import components, page
from soanthao.lint.codes import NUMBERS, Aspect, code
from soanthao.lint.piece import Piece
from soanthao.lint.printed import Printed
from soanthao.standard import nd30
from soanthao.standard.length import Allowed, Length, mm
from soanthao.standard.nd30 import Component
from soanthao.word.look_model import RunLook, SectionLook
from soanthao.word.repair_model import Beside, Layout, Letters, PageNumber, Repair, Section
from soanthao.word.source_symbols import is_symbol_font

_ROWS: Final = {row.name: row for row in nd30.COMPONENTS if row.name in NUMBERS}
_LETTER: Final = (612.0, 792.0)
"""The paper that Word takes where nobody says which."""
_SAME: Final = 3.0
_NEAR: Final = 1.0
_BLOCK: Final = mm(30).pt
"""What stands further in is a column or a block of its own."""
_NUMBER: Final = nd30.component("page-number")
_MARGINS: Final = {"lề trên": "top", "lề dưới": "bottom", "lề trái": "left", "lề phải": "right"}
_FACES: Final = {" Bold": (True, None), " Italic": (None, True), " Bold Italic": (True, True)}
"""Faces that some machines name like fonts of their own."""


def looks(printed: Printed, codes: Collection[str]) -> Iterator[Repair]:
    """Yield the repairs of components that *codes* were found for."""
    for piece in printed.pieces:
        row = _ROWS.get(piece.component)
        for aspect in components.MEASURES if row is not None else ():
            if row is None or code(row.name, aspect) not in codes:
                continue
            if components.fault(piece, row, aspect, printed) is not None:
                yield from _mended(piece, row, aspect, printed)
    if "T004" in codes:
        for piece in printed.pieces:
            yield from _fonts(piece)
        wrong = [font for each in printed.look.beside for font in page.wrong_fonts(each.runs)]
        if wrong and all(map(_is_plain, wrong)):
            yield Beside(nd30.FONT)
    if "T006" in codes:
        yield from _together(printed)


def _mended(piece: Piece, row: Component, aspect: Aspect, printed: Printed) -> Iterator[Repair]:
    if aspect == "size":
        yield from _sizes(piece, row)
    elif aspect == "style":
        yield from _styles(piece, row)
    elif aspect == "color":
        start, end = _span(piece)
        color = row.color.removeprefix("#").upper()
        yield Letters(piece.place.paragraph, start, end, color=color)
    elif not piece.paragraph.piece and not piece.paragraph.tabbed and piece.whole:
        yield from _layout(piece, row, aspect, printed)


def _span(piece: Piece) -> tuple[int, int]:
    return piece.start, piece.start + len(piece.text)


def _parts(piece: Piece) -> Iterator[tuple[int, int, RunLook]]:
    """Yield the runs of a piece with their offsets in its paragraph."""
    at = piece.start
    for run in piece.runs:
        yield at, at + len(run.text), run
        at += len(run.text)


def _nearest(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _sizes(piece: Piece, row: Component) -> Iterator[Letters]:
    low, high = row.size.low, row.size.high
    for start, end, run in _parts(piece):
        size = run.letters.size
        if low is None or high is None or not run.text.strip() or run.letters.script:
            continue
        if not low.pt <= size <= high.pt:
            yield Letters(piece.place.paragraph, start, end, _nearest(size, low.pt, high.pt))


def _styles(piece: Piece, row: Component) -> Iterator[Letters]:
    free = row.name in components.EMPHASISED
    for start, end, run in _parts(piece):
        if not run.text.strip() or run.letters.script:
            continue
        bold = row.bold if (row.bold or not free) and run.letters.bold != row.bold else None
        italic = row.italic if (row.italic or not free) else None
        italic = italic if run.letters.italic != row.italic else None
        if bold is not None or italic is not None:
            yield Letters(piece.place.paragraph, start, end, bold=bold, italic=italic)


def _layout(piece: Piece, row: Component, aspect: Aspect, printed: Printed) -> Iterator[Layout]:
    number, layout = piece.place.paragraph, piece.layout
    if aspect == "alignment":
        flows = row.name in components.FLOWING
        # What stands in the middle or on the right may be a title that nobody has recognised.
        if not _is_typed(piece) and not (flows and layout.alignment != "left"):
            yield Layout(number, alignment="justify" if flows else row.align)
    elif aspect == "indent":
        # A tab in front is an indent, too: which of the two to take away is not sure.
        if not _is_typed(piece) and layout.left <= _BLOCK:
            first = layout.left + layout.first
            yield Layout(number, first=min(components.INDENTS, key=lambda each: abs(each - first)))
    elif aspect == "gap":
        above, low = components.text_above(piece, printed), row.space_after.low
        if above is not None and low is not None:
            yield Layout(number, before=max(low.pt - above.layout.after, 0.0))
    elif aspect == "line":
        lines = components.in_lines(layout.line, max(piece.sizes, default=0.0))
        low_, high = row.line_spacing.low, row.line_spacing.high
        if lines is not None and low_ is not None and high is not None:
            yield Layout(number, line=_nearest(lines, low_, high))


def _is_typed(piece: Piece) -> bool:
    """Whether blanks or tabs in front of the text move it."""
    layout, begins = piece.layout, piece.paragraph.begins
    return begins is not None and abs(begins - (layout.left + layout.first)) > _NEAR


def _fonts(piece: Piece) -> Iterator[Letters]:
    for start, end, run in _parts(piece):
        wrong = list(page.wrong_fonts((run,)))
        if not wrong or not all(map(_is_plain, wrong)):
            continue
        bold = italic = None
        for font in wrong:
            bold, italic = _FACES.get(font.removeprefix(nd30.FONT), (bold, italic))
        yield Letters(piece.place.paragraph, start, end, bold=bold, italic=italic, font=nd30.FONT)


def _is_plain(font: str) -> bool:
    """Whether the letters of *font* stay what they are in another."""
    return encoding_of(font) is None and not is_symbol_font(font)


def _together(printed: Printed) -> Iterator[Letters]:
    """Yield what brings the sizes of the head to the nearest row of the table."""
    names, rows = nd30.SIZES_TOGETHER
    firsts = [next((piece for _, piece in printed.of(name)), None) for name in names]
    pieces = [each for each in firsts if each is not None]
    if len(pieces) < len(names) or any(len(each.sizes) != 1 for each in pieces):
        return
    sizes = [each.sizes[0] for each in pieces]
    moves = sorted(rows, key=lambda row: _moved(sizes, row))
    if _moved(sizes, moves[0]) == _moved(sizes, moves[1]):
        return
    for piece, size in zip(pieces, moves[0], strict=True):
        if piece.sizes[0] != size:
            yield Letters(piece.place.paragraph, *_span(piece), size)


def _moved(sizes: list[float], row: tuple[float, ...]) -> int:
    return sum(one != two for one, two in zip(sizes, row, strict=True))


def pages(printed: Printed, codes: Collection[str]) -> Iterator[Repair]:
    """Yield the repairs of paper, margins and the number of the page."""
    for number, section in enumerate(printed.look.sections):
        if "T001" in codes and _is_letter(section):
            paper = (nd30.PAGE.width.house.pt, nd30.PAGE.height.house.pt)
            yield Section(number, paper=paper)
        margins = tuple(_margins(section)) if "T003" in codes else ()
        if margins:
            yield Section(number, margins=margins)
        if "T802" in codes and section.number_format != "decimal":
            yield Section(number, decimal=True)
    if "T809" in codes and _can_hide(printed):
        yield Section(0, title_page=True)
    yield from _numbers(printed, codes)


def _is_letter(section: SectionLook) -> bool:
    return all(
        abs(one - two) <= _SAME
        for one, two in zip((section.width, section.height), _LETTER, strict=True)
    )


def _margins(section: SectionLook) -> Iterator[tuple[str, float]]:
    for name, found, allowed in page.sides(section):
        if not page.is_inside((name, found, allowed)):
            side = _MARGINS[name]
            gutter = section.gutter if side == "left" else 0.0
            yield side, _within(found, allowed) - gutter


def _within(found: float, allowed: Allowed[Length]) -> float:
    low, high = allowed.low or allowed.house, allowed.high or allowed.house
    return _nearest(found, low.pt, high.pt)


def _can_hide(printed: Printed) -> bool:
    """Whether nothing but the number of the page goes when the first page has its own header."""
    first = printed.look.sections[0]
    others = (
        each.text
        for each in printed.look.beside
        if each.where in ("header", "footer") and each.section == 0
    )
    words = any(any(map(str.isalpha, text)) for text in others)
    return not first.title_page and not first.even_odd and not words


def _numbers(printed: Printed, codes: Collection[str]) -> Iterator[PageNumber]:
    low, high = _NUMBER.size.low, _NUMBER.size.high
    for section in printed.look.sections:
        for number in section.numbers:
            size = number.letters.size
            wrong = "T801" in codes and low and high and not low.pt <= size <= high.pt
            upright = "T802" in codes and (number.letters.bold or number.letters.italic)
            aside = number.where == "header" and number.alignment not in (None, "center")
            centred = "T804" in codes and aside and not number.boxed
            if wrong or upright or centred:
                nearest = _nearest(size, low.pt, high.pt) if wrong and low and high else None
                yield PageNumber(number.where, nearest, bool(upright), bool(centred))
