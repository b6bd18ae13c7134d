"""YAML text → tree of nodes with places; every limit is checked on the events, before building.

PyYAML's C parser gives the events one by one and needs no recursion: neither 100,000 brackets nor
an alias bomb cost more than the events up to the first one that breaks a limit.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml

from soanthao.draft import syntax
from soanthao.draft.faults import Faults
from soanthao.draft.nodes import Fields, Listing, Node, Scalar, is_absent
from soanthao.draft.source import MAX_BYTES, Source, without_mark

MAX_DEPTH: Final = 50
MAX_ALIASES: Final = 20
MAX_NODES: Final = 50_000
"""A hundred times what the largest notice and directory of ours hold together."""

MAX_TEXT: Final = 100_000
"""Characters of one text: some thirty pages without a paragraph."""

_UNREADABLE: Final = frozenset(
    [
        *map(chr, range(0x20)),
        *map(chr, range(0x7F, 0xA0)),
        "\u2028",
        "\u2029",
        "\ufeff",
        "\ufffe",
        "\uffff",
    ]
) - {"\t", "\n", "\r"}
_STAND_IN: Final = "\ufffd"


def decode(path: str, data: bytes, faults: Faults, rank: int = 0) -> Source | None:
    """Return the text of *data*; None if it is no text, with the reason in *faults*."""
    if len(data) > MAX_BYTES:
        faults.add("Y101", Source(path, "", rank), -1)
        return None
    body = without_mark(data)
    nul = body.find(b"\0")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start if nul < 0 else min(nul, error.start)
        source = Source(path, body[:start].decode("utf-8") + _STAND_IN, rank)
        code = "Y103" if start == error.start else "Y102"
        faults.add(code, source, len(source.text) - 1, byte=f"0x{body[start]:02X}")
        return None
    source = Source(path, text, rank)
    if nul >= 0:
        faults.add("Y102", source, text.index("\0"))
        return None
    return source


def read_tree(source: Source, faults: Faults) -> Node | None:
    """Return the one document of *source*; None if it cannot be read, or is empty."""
    reader = _Reader(source, faults)
    try:
        for event in yaml.parse(_readable(source, faults), Loader=yaml.CSafeLoader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        syntax.report(source, error, reader.last, faults)
        return None
    except _Stop:
        return None
    if reader.root is None or is_absent(reader.root):
        faults.add("Y104", source, 0)
        return None
    return reader.root


def _readable(source: Source, faults: Faults) -> str:
    """Return the text with what libyaml refuses, or takes for line breaks, replaced."""
    if _UNREADABLE.isdisjoint(source.text):
        return source.text
    chars = list(source.text)
    for index, char in enumerate(chars):
        if char in _UNREADABLE:
            faults.add("Y202", source, index, name=f"U+{ord(char):04X}")
            chars[index] = _STAND_IN
    return "".join(chars)


class _Stop(Exception):  # noqa: N818 - not an error: the faults are already noted
    """Nothing behind this place can be read."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    node: Listing | Fields
    key: Scalar | None = None
    skipped: bool = False
    """Whether the value that comes belongs to a key that cannot be kept."""


@dataclass(slots=True)
class _Reader:
    source: Source
    faults: Faults
    root: Node | None = None
    last: Scalar | None = None
    anchors: dict[str, Node | None] = field(default_factory=dict)
    nodes: int = 0
    aliases: int = 0
    documents: int = 0
    stack: list[_Open] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    with_alias: set[int] = field(default_factory=set)

    def take(self, event: yaml.Event) -> None:
        start, end = _span(event)
        self._limit(event, start)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.faults.add("Y105", self.source, start)
                raise _Stop
        elif isinstance(event, yaml.ScalarEvent):
            self._check_tag(event.tag, start)
            scalar = Scalar(self.source, start, end, event.value, event.style or "")
            self.last = scalar
            self._name(event.anchor, scalar)
            self._place(self._bare(scalar) if event.anchor or event.tag else scalar)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor or "", start)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._check_tag(event.tag, start)
            self._open(event, start, end)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            closed, name = self.stack.pop().node, self.names.pop()
            self._name(name, closed)

    def _limit(self, event: yaml.Event, start: int) -> None:
        """Stop at a tree that is too large, or a text that is too long, to be a draft."""
        self.nodes += isinstance(event, yaml.NodeEvent)
        if self.nodes > MAX_NODES:
            self.faults.add("Y114", self.source, start, limit=MAX_NODES)
            raise _Stop
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > MAX_TEXT:
            self.faults.add("Y115", self.source, start, limit=MAX_TEXT)
            raise _Stop

    def _open(self, event: yaml.CollectionStartEvent, start: int, end: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.faults.add("Y106", self.source, start, limit=MAX_DEPTH)
            raise _Stop
        kind = Listing if isinstance(event, yaml.SequenceStartEvent) else Fields
        node = kind(self.source, start, end)
        if event.anchor:
            self.anchors[event.anchor] = None
        self._place(node)
        self.stack.append(_Open(node))
        self.names.append(event.anchor)

    def _bare(self, scalar: Scalar) -> Scalar:
        """Return *scalar* with its start behind anchor and tag."""
        text, at = self.source.text, scalar.start
        while at < scalar.end and text[at] in "&!":
            while at < scalar.end and not text[at].isspace():
                at += 1
            while at < scalar.end and text[at].isspace():
                at += 1
        return Scalar(scalar.source, at, scalar.end, scalar.value, scalar.style)

    def _check_tag(self, tag: str | None, start: int) -> None:
        if tag is not None:
            self.faults.add("Y107", self.source, start, tag=tag)

    def _name(self, anchor: str | None, node: Node) -> None:
        if anchor:
            self.anchors[anchor] = self._bare(node) if isinstance(node, Scalar) else node

    def _alias(self, name: str, start: int) -> None:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            self.faults.add("Y108", self.source, start, limit=MAX_ALIASES)
            raise _Stop
        if name not in self.anchors:
            self.faults.add("Y109", self.source, start, name=name)
            raise _Stop
        node = self.anchors[name]
        if node is None or id(node) in self.with_alias:
            self.faults.add("Y110", self.source, start, name=name)
            raise _Stop
        if len(self.stack) + _height(node) > MAX_DEPTH:
            self.faults.add("Y106", self.source, start, limit=MAX_DEPTH)
            raise _Stop
        self.with_alias.update(id(each.node) for each in self.stack)
        self._place(node)

    def _place(self, node: Node) -> None:
        """Put *node* where the reading stands: as root, item, key or value."""
        if not self.stack:
            self.root = node
            return
        outer = self.stack[-1]
        if isinstance(outer.node, Listing):
            outer.node.items.append(node)
        elif outer.skipped:
            outer.skipped = False
        elif outer.key is None:
            self._key(outer, outer.node, node)
        else:
            outer.node.entries[outer.key.value] = (outer.key, node)
            outer.key = None

    def _key(self, outer: _Open, fields: Fields, node: Node) -> None:
        if not isinstance(node, Scalar) or not node.value.strip():
            self.faults.add("Y111", self.source, node.start)
            outer.skipped = True
            return
        name = unicodedata.normalize("NFC", " ".join(node.value.split()))
        if name in fields.entries:
            line, _ = self.source.place(fields.entries[name][0].start)
            self.faults.add("Y112", self.source, node.start, key=name, line=line)
            outer.skipped = True
            return
        outer.key = Scalar(node.source, node.start, node.end, name, node.style)


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return start.index if start else 0, end.index if end else 0


def _height(node: Node) -> int:
    return max(_heights(node, 1))


def _heights(node: Node, depth: int) -> Iterator[int]:
    yield depth
    below = node.items if isinstance(node, Listing) else []
    if isinstance(node, Fields):
        below = [value for _, value in node.entries.values()]
    for each in below:
        yield from _heights(each, depth + 1)


def check_composed(source: Source, faults: Faults) -> None:
    """Warn once, at the first place, that the file is not in composed Unicode (NFC)."""
    if unicodedata.is_normalized("NFC", source.text):
        return
    at = bisect_left(
        range(len(source.text)),
        x=True,
        key=lambda end: not unicodedata.is_normalized("NFC", source.text[: end + 1]),
    )
    while at > 0 and unicodedata.combining(source.text[at]):
        at -= 1
    faults.warn("Y209", source, at)
