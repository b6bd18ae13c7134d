"""From a character of a printed text back to the line and column of the draft that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from soanthao.draft.nodes import Fields, Listing, Node, Scalar
from soanthao.draft.scalar import offsets
from soanthao.draft.text import composed, squashed
from soanthao.notice.markup import ESCAPABLE

_ANNEX: Final = re.compile(r"pl(\d+):(body:\d+)")
_RECIPIENT: Final = re.compile(r"recipients:(\d+)/(\d+)")
_ELEMENT: Final = re.compile(r"([a-z_.]+)(?::(\d+))?")


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Where the texts of one draft stand.

    Attributes:
        root: the conclusion; None where there is none.
        nodes: items and rows by id.
    """

    root: Fields | None = None
    nodes: Mapping[str, Node] = field(default_factory=dict)

    def place(self, key: str, offset: int = 0) -> tuple[str, int, int] | None:
        """Return file, line and column of a character of the plain text at *key*.

        *key* is the id of an item or row, or an address: ``notice.subject``, ``body:3``,
        ``pl1:body:0``, ``recipients:1/0`` (block and line). A text that is written in a way that
        cannot be followed gives its beginning; an unknown key gives None.
        """
        node = self.nodes.get(key) or self._at(key)
        if node is None:
            return None
        if isinstance(node, Fields) and node.has("text"):
            node = node.at("text")
        at = node.start
        if isinstance(node, Scalar):
            kept = [*_plain(node)]
            at = kept[offset] if offset < len(kept) else at
        return node.source.path, *node.source.place(at)

    def _at(self, key: str) -> Node | None:
        """Return the node at an address."""
        annex = _ANNEX.fullmatch(key)
        if annex is not None:
            holder = _element(self.root, "annexes", int(annex[1]) - 1)
            return _walk(holder, annex[2]) if isinstance(holder, Fields) else None
        line = _RECIPIENT.fullmatch(key)
        if line is not None:
            return _recipient(self.root, int(line[1]), int(line[2]))
        return _walk(self.root, key)


def _recipient(root: Node | None, block: int, line: int) -> Node | None:
    """Return a line of nơi nhận, which is a list of blocks or of lines."""
    held = _element(root, "recipients", block)
    if isinstance(held, Fields) and "lines" in held.entries:
        return _element(held, "lines", line)
    return _element(root, "recipients", line)


def _walk(node: Node | None, key: str) -> Node | None:
    address = _ELEMENT.fullmatch(key)
    if address is None:
        return None
    *above, last = address[1].split(".")
    for name in above:
        node = node.at(name) if isinstance(node, Fields) and name in node.entries else None
    return _value(node, last) if address[2] is None else _element(node, last, int(address[2]))


def _value(node: Node | None, name: str) -> Node | None:
    """Return the value of a key; the key's own place where the value has no text."""
    if not isinstance(node, Fields) or name not in node.entries:
        return None
    key, value = node.entries[name]
    return value if isinstance(value, Scalar) else key


def _element(node: Node | None, name: str, index: int) -> Node | None:
    if not isinstance(node, Fields):
        return None
    listed = node.at(name)
    is_there = isinstance(listed, Listing) and index < len(listed.items)
    return listed.items[index] if is_there and isinstance(listed, Listing) else None


def _plain(node: Scalar) -> Iterator[int]:
    """Yield where each character of the plain text stands: markup and notes are passed over."""
    found = offsets(node)
    if found is None:
        return
    value, kept = squashed(*composed(node.value, found))
    at = 0
    while at < len(value):
        if value[at] == "\\" and value[at + 1 : at + 2] in ESCAPABLE:
            yield kept[at + 1]
            at += 2
        elif value.startswith("^[", at):
            at = _behind_note(value, at)
        else:
            if value[at] != "*":
                yield kept[at]
            at += 1


def _behind_note(value: str, at: int) -> int:
    """Return where the text goes on behind a note that begins at *at*."""
    while at < len(value) and value[at] != "]":
        at += 2 if value[at] == "\\" else 1
    return at + 1
