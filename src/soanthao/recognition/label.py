"""Every paragraph of a source with the name of its component."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soanthao.notice.source import Source, SourceParagraph, SourceTable
from soanthao.recognition.lines import Line
from soanthao.recognition.nodes import Node
from soanthao.recognition.sheet import Sheet, component_of, lay_out


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph, or the piece of one that is a component of its own.

    Attributes:
        component: a name of the table ``standard.nd30``; ``rule`` for a line drawn in characters,
            ``other`` for what is not recognised.
        marker: of an item, as printed; empty elsewhere.
        depth: of an item, 0-based.
    """

    paragraph: SourceParagraph
    component: str
    marker: str = ""
    depth: int = 0


def label(source: Source) -> tuple[Labelled, ...]:
    """Return every paragraph of *source* in reading order with its component.

    A paragraph that holds several components (a header typed into one cell) comes in pieces; a
    line that only goes on with the one above it is labelled as that one.
    """
    return labelled(lay_out(source))


def labelled(sheet: Sheet) -> tuple[Labelled, ...]:
    """Return the labels of a laid-out source."""
    labels: list[Labelled] = [
        Labelled(line.paragraph, name) for line, name in sheet.head.lines if line.table is None
    ]
    labels.extend(_body(sheet.body, sheet.nodes))
    labels.extend(Labelled(line.paragraph, name) for line, name in sheet.foot.lines)
    for line in sheet.unplaced:
        labels.extend(_other(line))
    for annex in sheet.annexes:
        labels.append(Labelled(annex.number.paragraph, "annex-number"))
        titles = [line for line in annex.title if line.place != annex.number.place]
        labels.extend(Labelled(line.paragraph, "annex-title") for line in titles)
        labels.extend(Labelled(line.paragraph, "annex-reference") for line in annex.reference)
        labels.extend(_body(annex.lines, annex.nodes))
    return tuple(labels)


def _other(line: Line) -> Iterator[Labelled]:
    if line.table is None:
        yield Labelled(line.paragraph, "other")
    else:
        yield from _table(line.table)


def _table(table: SourceTable) -> Iterator[Labelled]:
    for at, row in enumerate(table.rows):
        for cell in row:
            for paragraph in cell.paragraphs:
                yield Labelled(paragraph, "table-cell" if at else "table-heading")


def _body(lines: Sequence[Line], nodes: Sequence[Node]) -> Iterator[Labelled]:
    known: dict[int, Node] = {}
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        known.update((id(line), node) for line in (node.line, *node.joined))
        waiting.extend(node.children)
    for line in lines:
        if line.table is not None:
            yield from _table(line.table)
            continue
        node = known[id(line)]
        first = node.line is line
        marker = node.found.text if first and node.found and node.marked else ""
        yield Labelled(line.paragraph, component_of(node), marker, node.depth)
