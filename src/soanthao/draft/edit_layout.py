"""Where the parts of a YAML file stand: ends, holders, and the lines that belong to an element.

Comments belong to what they stand directly above, or on whose line they stand; a comment that is
indented deeper than the dash or key below it belongs to what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from soanthao.draft.nodes import Fields, Listing, Node, Scalar
from soanthao.draft.source import Source

_BLOCK: Final = frozenset("|>")
_CLOSING: Final = re.compile(r"(?:[\s,]|#[^\r\n]*)*[\]}]")
_COMMENT: Final = re.compile(r"[ \t]*#")
_BLANK: Final = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_NAMED: Final = re.compile(r"(?:^|[\s,\[{])[&!][^\s,\[\]{}]*[ \t]+$")
"""An anchor or a tag in front of a value on its line."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one element of a block list, or of one entry of a block mapping.

    Attributes:
        gap: where blank lines and loose comments before it start; they belong to nobody.
        head: where its own comments start, else its line.
        mark: its dash or key.
        end: behind its last line's break, its trailing comments included.
    """

    gap: int
    head: int
    mark: int
    end: int


@dataclass(slots=True)
class Layout:
    """The places of the tree below *root*."""

    root: Node
    holders: dict[int, tuple[int, bool]] = field(default_factory=dict)
    """id of a node → column (0-based) of the dash or key that holds it; whether it is in flow."""
    homes: dict[int, tuple[Listing, int]] = field(default_factory=dict)
    """id of an element → its list and its index there."""
    shared: bool = False
    """Whether a node stands at two places (an alias), or has an anchor."""

    def __post_init__(self) -> None:
        self._walk(self.root, (-1, False))

    @property
    def source(self) -> Source:
        """The file."""
        return self.root.source

    def column(self, index: int) -> int:
        """Return the 0-based column of *index*."""
        return index - self.source.line_start(index)

    def is_flow(self, node: Node) -> bool:
        """Tell whether *node* is a list or mapping in brackets."""
        return not isinstance(node, Scalar) and self.source.text[node.start] in "[{"

    def end(self, node: Node) -> int:
        """Return where the content of *node* ends, its line's rest left out."""
        text = self.source.text
        if isinstance(node, Scalar):
            if node.style in _BLOCK and node.style:
                return node.start + len(text[node.start : node.end].rstrip())
            return node.end
        inner = [node.start + 1, *(self.end(each) for each in children(node))]
        if not self.is_flow(node):
            return inner[-1]
        closing = _CLOSING.match(text, inner[-1])
        return closing.end() if closing else inner[-1]

    def elements(self, node: Listing) -> list[Chunk]:
        """Return the lines of each element of a block list."""
        column = self.column(node.start)
        marks = [node.start]
        for before, _ in zip(node.items, node.items[1:], strict=False):
            marks.append(self._next_mark(self.end(before)))
        return self._chunks(node, marks, column)

    def entries(self, node: Fields) -> list[Chunk]:
        """Return the lines of each entry of a block mapping."""
        marks = [key.start for key, _ in node.entries.values()]
        return self._chunks(node, marks, self.column(node.start))

    def next_line(self, index: int) -> int:
        """Return where the line behind that of *index* starts, or the end of the file."""
        text, end = self.source.text, self.source.line_end(index)
        return end + (2 if text.startswith("\r\n", end) else text[end : end + 1] != "")

    def _chunks(self, node: Listing | Fields, marks: list[int], column: int) -> list[Chunk]:
        chunks: list[Chunk] = []
        gap = self.source.line_start(marks[0])
        for each, mark in zip(children(node), marks, strict=True):
            line = self.source.line_start(mark)
            first = not chunks
            if self.source.text[line:mark].strip():
                gap = head = mark
            else:
                head = self._head(line, gap, first=first)
            end = self._tail(self.next_line(max(self.end(each), mark)), column)
            chunks.append(Chunk(head if first else gap, head, mark, end))
            gap = end
        return chunks

    def _head(self, line: int, gap: int, *, first: bool) -> int:
        """Return where the comments directly above *line* start, not above *gap*."""
        text = self.source.text
        while line > (0 if first else gap):
            above = self.source.line_start(line - 1)
            if text[line - 2 : line] == "\r\n":
                above = self.source.line_start(line - 2)
            if not _COMMENT.match(text, above):
                break
            if first and above == 0:
                break
            line = above
        return line

    def _tail(self, line: int, column: int) -> int:
        """Return the end of the comments below that are indented deeper than *column*."""
        text, end = self.source.text, line
        while line < len(text):
            comment = _COMMENT.match(text, line)
            if comment and comment.end() - 1 - line > column:
                end = self.next_line(line)
            elif not _BLANK.match(text, line):
                break
            line = self.next_line(line)
        return end

    def _next_mark(self, index: int) -> int:
        """Return the first dash on the lines below *index*."""
        text, line = self.source.text, self.next_line(index)
        while line < len(text) and (_COMMENT.match(text, line) or _BLANK.match(text, line)):
            line = self.next_line(line)
        return line + len(text[line:]) - len(text[line:].lstrip(" "))

    def _is_named(self, node: Node) -> bool:
        """Tell whether *node* has an anchor or a tag, or is an alias."""
        text, start = self.source.text, node.start
        if text[start : start + 1] in {"&", "!"}:
            return True
        is_plain = isinstance(node, Scalar) and not node.style and not node.absent
        if is_plain and text[start : start + 1] == "*":
            return True
        return bool(_NAMED.search(text[self.source.line_start(start) : start]))

    def _walk(self, node: Node, holder: tuple[int, bool]) -> None:
        if id(node) in self.holders or self._is_named(node):
            self.shared = True
        if id(node) in self.holders:
            return
        self.holders[id(node)] = holder
        flow = holder[1] or self.is_flow(node)
        column = self.column(node.start)
        for at, each in enumerate(children(node)):
            if isinstance(node, Listing):
                self.homes[id(each)] = node, at
            self._walk(each, (column, flow))


def children(node: Node) -> Iterator[Node]:
    """Yield the elements of a list, the values of a mapping."""
    if isinstance(node, Listing):
        yield from node.items
    elif isinstance(node, Fields):
        yield from (value for _, value in node.entries.values())
