"""A document as the tags of a template see it: calls numbered, lengths in twips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import count
from typing import Final

from soanthao.notice.document import Block, Document, Paragraph, PrintedTable
from soanthao.notice.markup import Footnote, RichText
from soanthao.standard import metrics, nd30, wording
from soanthao.standard.length import Length

_LENGTHS: Final = (
    "agency_rule_twips",
    "copy_rule_twips",
    "motto_rule_twips",
    "subject_rule_twips",
    "urgency_twips",
)
NAMES: Final = frozenset({field.name for field in fields(Document)} | {*_LENGTHS, "has_notes"})
"""What a tag may name: the document's fields, lengths in twips, whether it calls notes."""


@dataclass(frozen=True, slots=True)
class PieceView:
    """Characters of one format; or the call of note number *note*, which is 0 elsewhere.

    *plain* tells that there is nothing else to ask, as is so for most.
    """

    text: str
    bold: bool = False
    italic: bool = False
    note: int = 0
    plain: bool = False


Pieces = tuple[PieceView, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell, the width of its column; *keeps* it on the page of what follows the table."""

    pieces: Pieces
    twips: int
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph of the body, or a table: then *component* is ``table``.

    Attributes:
        pieces: of a paragraph.
        caption, columns, rows: of a table.
        twips: width of a table.
    """

    component: str
    pieces: Pieces = ()
    caption: Pieces = ()
    columns: tuple[CellView, ...] = ()
    rows: tuple[tuple[CellView, ...], ...] = ()
    twips: int = 0


@dataclass(frozen=True, slots=True)
class AnnexView:
    """An annex, as its section prints it."""

    number: str
    title: str
    reference: str
    body: tuple[BlockView, ...]


def context(document: Document) -> dict[str, object]:
    """Return what the tags may name (:data:`NAMES`); body and annexes as views."""
    values = {field.name: getattr(document, field.name) for field in fields(document)}
    calls = count(1)
    copy, last = document.copy, len(document.annexes) - 1
    return values | {
        "body": tuple(_blocks(document.body, calls)),
        "annexes": tuple(
            AnnexView(
                each.number,
                each.title,
                each.reference,
                tuple(_blocks(_closed(each.body) if copy and at == last else each.body, calls)),
            )
            for at, each in enumerate(document.annexes)
        ),
        "has_notes": bool(document.notes()),
        "agency_rule_twips": document.agency_rule.twips,
        "copy_rule_twips": 0 if copy is None else copy.agency_rule.twips,
        "motto_rule_twips": _motto_width().twips,
        "subject_rule_twips": document.subject_rule.twips,
        "urgency_twips": _urgency_width(document.urgency).twips,
    }


def _closed(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return *body*; a paragraph that ends it stays with the block of a copy below it."""
    if body and isinstance(body[-1], Paragraph) and body[-1].component == "body":
        return (*body[:-1], Paragraph("closing", body[-1].text))
    return body


def _blocks(blocks: tuple[Block, ...], calls: Iterator[int]) -> Iterator[BlockView]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield BlockView(block.component, _pieces(block.text, calls))
        else:
            yield _table(block, calls, is_last=block is blocks[-1])


def _table(table: PrintedTable, calls: Iterator[int], *, is_last: bool) -> BlockView:
    """Return *table*; the last row of the last block stays with the signature."""
    widths = tuple(width.twips for width in table.widths)
    caption = _pieces(table.caption, calls)
    columns = _cells(table.columns, widths, calls)
    end = len(table.rows) - 1
    rows = tuple(
        _cells(row, widths, calls, keeps=is_last and at == end) for at, row in enumerate(table.rows)
    )
    return BlockView("table", (), caption, columns, rows, sum(widths))


def _cells(
    texts: Iterable[RichText], widths: tuple[int, ...], calls: Iterator[int], *, keeps: bool = False
) -> tuple[CellView, ...]:
    return tuple(
        CellView(_pieces(text, calls), width, keeps)
        for text, width in zip(texts, widths, strict=True)
    )


def _pieces(text: RichText, calls: Iterator[int]) -> Pieces:
    return tuple(
        PieceView("", note=next(calls))
        if isinstance(piece, Footnote)
        else PieceView(piece.text, piece.bold, piece.italic, plain=not (piece.bold or piece.italic))
        for piece in text.pieces
    )


def _motto_width() -> Length:
    row = nd30.component("motto")
    width = metrics.text_width(wording.MOTTO, row.size.house, row.bold)
    return nd30.rule("motto-rule").length(width)


def _urgency_width(words: str) -> Length:
    boxes = {wording.URGENCY[key]: width for key, (width, _) in nd30.URGENCY_BOXES.items()}
    return boxes.get(words, max(boxes.values()))
