"""The lines of a draft beside its nodes, and markers taken off lines as they print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from soanthao.draft.nodes import Fields, Listing, Node
from soanthao.notice.item import Element, Item, Roles, Table
from soanthao.notice.markup import Footnote, Piece, RichText, Run

_COUNTER: Final = re.compile(r"01|1|(?<!\w)[aAIi](?=[.)])")
_FOREIGN: Final = re.compile(
    r"(\(?(?:\d{1,3}|[a-zđA-ZĐ]|[IVXivx]{1,5})[a-zđ]?(?:\.\d{1,3})*[.):]{1,2}|[-–—\u2212+*•])"
    r"(?: +|(?=[^\s\d]))"
)
_SHAPES: Final = {
    "01": r"\d{1,3}",
    "1": r"\d{1,3}",
    "a": "[a-zđ]{1,2}",
    "A": "[A-ZĐ]",
    "I": "[IVXLC]{1,6}",
    "i": "[ivxlc]{1,6}",
}


@dataclass(frozen=True, slots=True, eq=False)
class OldLine:
    """A paragraph or item of the draft.

    Attributes:
        node: what says it.
        item: None for a paragraph.
        parent: the item that contains it.
    """

    node: Node
    text: RichText
    item: Item | None = None
    parent: OldLine | None = None

    @property
    def marker(self) -> str:
        """The marker as printed."""
        return self.item.marker if self.item else ""

    @property
    def has_marker(self) -> bool:
        """Whether its marker is written in the draft."""
        return isinstance(self.node, Fields) and self.node.has("marker")

    @property
    def in_force(self) -> Roles:
        """Whom it is ordered to, inheritance included."""
        outer = self.parent.in_force if self.parent else Roles()
        return self.item.roles.under(outer) if self.item else outer

    @property
    def printed(self) -> str:
        """The line as it prints."""
        return f"{self.marker} {self.text.plain}".strip()

    @property
    def named(self) -> str:
        """How a clerk knows it."""
        return f"mục {self.item.id}" if self.item else "đoạn"


def old_lines(body: Sequence[Element], node: Listing) -> Iterator[OldLine]:
    """Yield the paragraphs and items of *body* in print order."""
    for element, each in zip(body, node.items, strict=True):
        if isinstance(element, RichText):
            yield OldLine(each, element)
        elif isinstance(element, Item):
            yield from _items(element, each, None)


def old_tables(body: Sequence[Element], node: Listing) -> Iterator[tuple[Table, Fields]]:
    """Yield the tables of *body* in print order with their nodes."""
    for element, each in zip(body, node.items, strict=True):
        yield from _tables(element, each)


def _items(item: Item, node: Node, parent: OldLine | None) -> Iterator[OldLine]:
    line = OldLine(node, item.text, item, parent)
    yield line
    for child, below in zip(item.items, children_of(node), strict=True):
        yield from _items(child, below, line)


def _tables(element: Element, node: Node) -> Iterator[tuple[Table, Fields]]:
    if isinstance(element, RichText) or not isinstance(node, Fields):
        return
    table = element if isinstance(element, Table) else element.table
    inner = node.at("table")
    if table is not None and isinstance(inner, Fields):
        yield table, inner
    if isinstance(element, Item):
        for child, below in zip(element.items, children_of(node), strict=True):
            yield from _tables(child, below)


def children_of(node: Node) -> list[Node]:
    """Return the nodes of the children of an item."""
    items = node.at("items") if isinstance(node, Fields) and node.has("items") else None
    return list(items.items) if isinstance(items, Listing) else []


@dataclass(frozen=True, slots=True)
class Markers:
    """The markers that lines of one draft may begin with."""

    numbering: tuple[str, ...]
    own: tuple[tuple[str, int], ...] = ()
    """Markers that items of the draft have, with their depth."""

    def split(self, text: str) -> tuple[str, int, str]:
        """Return marker, depth and rest of a line; an empty marker and -1 where it has none."""
        first, _, rest = text.partition(" ")
        if rest:
            for depth, series in enumerate(self.numbering):
                if re.fullmatch(_pattern(series), first):
                    return first, depth, rest
            for marker, depth in self.own:
                if marker and text.startswith(f"{marker} "):
                    return marker, depth, text[len(marker) + 1 :]
        return "", -1, text

    def loose(self, text: str) -> tuple[str, str]:
        """Return what looks like a marker of any series, with or without a blank, and the rest."""
        found = _FOREIGN.match(text)
        return (found[1], text[found.end() :]) if found else ("", text)


def _pattern(series: str) -> str:
    """Return a pattern of all markers of a series."""
    fixed = [re.escape(each) for each in _COUNTER.split(series)]
    shapes = [_SHAPES[each] for each in _COUNTER.findall(series)]
    return "".join(part for pair in zip(fixed, [*shapes, ""], strict=True) for part in pair)


def smoothed(text: RichText, *, heading: bool) -> RichText:
    """Return *text* without the bold that a heading gives to all of it."""
    if not heading:
        return text
    return RichText.of(
        Run(piece.text, bold=False, italic=piece.italic) if isinstance(piece, Run) else piece
        for piece in text.pieces
    )


def squashed(text: RichText) -> RichText:
    """Return *text* with plain single blanks, as a draft holds it."""
    pieces: list[Piece] = []
    for piece in text.pieces:
        if isinstance(piece, Footnote):
            pieces.append(Footnote(squashed(RichText.of(piece.runs)).runs))
        else:
            pieces.append(Run(re.sub(r"\s+", " ", piece.text), piece.bold, piece.italic))
    return RichText.of(pieces)


def settled(old: RichText, new: RichText, *, heading: bool) -> RichText:
    """Return *old* where *new* looks just the same on paper, else *new*.

    Blanks look the same bold or not, and a *heading* is bold throughout.
    """
    return old if looks(old, heading=heading) == looks(new, heading=heading) else new


def looks(text: RichText, *, heading: bool = False) -> list[object]:
    """Return the characters of *text* with the format that is seen, and its notes."""
    seen: list[object] = []
    for piece in smoothed(text, heading=heading).pieces:
        if isinstance(piece, Footnote):
            seen.append(looks(RichText.of(piece.runs), heading=False))
        else:
            bold, italic = piece.bold, piece.italic
            seen.extend(char if char == " " else (char, bold, italic) for char in piece.text)
    return seen
