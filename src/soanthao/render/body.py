"""The body of a notice as blocks to print: paragraphs, items behind their markers, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from soanthao.notice.document import Block, BodyComponent, Paragraph, PrintedTable
from soanthao.notice.item import Element, Item, Row, Table
from soanthao.notice.markup import Footnote, RichText
from soanthao.standard import metrics, nd30
from soanthao.standard.length import Length

_MOST: Final = 0.6
"""Share of the width beyond which more text gives a column no more room."""
_SIDES: Final = 2 * nd30.CELL_PADDING[1] + nd30.FULL_RULE + nd30.WORD_ROOM
"""What a column needs beside its words: padding, half the line on either side, a little room."""

_SIZE: Final = nd30.component("table-heading").size.house

_CALL: Final = "00"
"""As wide as the raised digits of any call."""


def printed_body(elements: Iterable[Element]) -> Iterator[Block]:
    """Yield *elements* as they print, an item before its table and its children."""
    for element in elements:
        if isinstance(element, RichText):
            yield Paragraph("body", element)
        elif isinstance(element, Table):
            yield printed_table(element, element.rows)
        else:
            yield from _item(element)


def printed_table(
    table: Table, rows: Iterable[Row], width: Length = nd30.PAGE.text_width, size: Length = _SIZE
) -> PrintedTable:
    """Return *table* with only *rows*, as wide as *width*; *size* is that of its heading row.

    Columns keep the widths of the whole table, whichever rows are printed.
    """
    widths = column_widths(table, width, size)
    cells = tuple(row.cells for row in rows)
    return PrintedTable(table.caption, table.columns, cells, widths)


def column_widths(table: Table, width: Length, size: Length = _SIZE) -> tuple[Length, ...]:
    """Return the widths of the columns: as the draft shares *width* out, else by the text.

    No column is narrower than its longest word, unless the whole table has no room for its words:
    a column whose share is too small takes from the others. Without given shares the rest is
    shared out by how long the texts are.
    """
    lines = (table.columns, *(row.cells for row in table.rows))
    columns = [
        [_shown(line[at]) for line in lines if at < len(line)] for at in range(len(lines[0]))
    ]
    # Bold, as the heading row is; a little too wide does no harm.
    least = [
        max(metrics.longest_word(text, size, bold=True) for text in column) + _SIDES
        for column in columns
    ]
    if table.widths:
        return _shared_out(width, table.widths, least)
    most = round(width * _MOST)
    wanted = [
        max(
            low,
            min(most, max(metrics.text_width(text, size, bold=True) for text in column) + _SIDES),
        )
        for low, column in zip(least, columns, strict=True)
    ]
    if sum(least) >= width:
        return tuple(Length(width * low // sum(least)) for low in least)
    spare, wish = width - sum(least), sum(wanted) - sum(least)
    return tuple(
        Length(low + (spare * (want - low) // wish if wish else spare // len(least)))
        for low, want in zip(least, wanted, strict=True)
    )


def _shared_out(width: Length, shares: Sequence[float], least: Sequence[int]) -> tuple[Length, ...]:
    """Return *width* by *shares*; columns too narrow for it get their *least*, where that fits."""
    raised: set[int] = set()
    while True:
        room = width - sum(least[at] for at in raised)
        total = sum(share for at, share in enumerate(shares) if at not in raised)
        widths = tuple(
            Length(least[at] if at in raised else int(room * share / total))
            for at, share in enumerate(shares)
        )
        narrow = {at for at, given in enumerate(widths) if given < least[at]}
        if not narrow or sum(least) > width:
            return widths
        raised |= narrow


def marked(marker: str, text: RichText) -> RichText:
    """Return *text* behind its marker, where it has one."""
    return RichText.plainly(f"{marker} ") + text if marker else text


def closed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield *blocks*; a paragraph that is the last one stays with the signature block."""
    held: Block | None = None
    for block in blocks:
        if held is not None:
            yield held
        held = block
    if isinstance(held, Paragraph) and held.component == "body":
        yield Paragraph("closing", held.text)
    elif held is not None:
        yield held


def _item(item: Item) -> Iterator[Block]:
    component: BodyComponent = "heading" if item.heading else "body"
    yield Paragraph(component, marked(item.marker, item.text))
    if item.table is not None:
        yield printed_table(item.table, item.table.rows)
    for child in item.items:
        yield from _item(child)


def _shown(text: RichText) -> str:
    """Return *text* with room for the calls of its notes, which cling to the words before them."""
    return "".join(_CALL if isinstance(piece, Footnote) else piece.text for piece in text.pieces)
