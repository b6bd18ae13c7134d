"""Changes spliced into an existing YAML file; all that is not changed stays byte for byte.

What the file is to say is given as plain values in which nodes of the file stand for themselves:
an element of a list that is a node keeps its lines and comments wherever it is put.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from soanthao.draft.edit_layout import Chunk, Layout, children
from soanthao.draft.edit_text import Splice, newline, replaced
from soanthao.draft.edit_values import (
    Changed,
    Fresh,
    has_nodes,
    is_list,
    is_tree,
    node_of,
    plain,
)
from soanthao.draft.emit import INDENT, Emitter, folded_comment, inline, key_of
from soanthao.draft.faults import Faults
from soanthao.draft.nodes import Fields, Listing, Node, Scalar
from soanthao.draft.tree import decode, read_tree
from soanthao.errors import InternalError, InvalidInputError

_MARK: Final = b"\xef\xbb\xbf"
_LINES: Final = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


def open_tree(name: str, data: bytes) -> Fields:
    """Return the tree of a conclusion.yaml or agency.yaml, to be changed by :func:`apply`.

    Raises:
        InvalidInputError: it is no YAML mapping, or breaks a limit of drafts.
    """
    faults = Faults()
    source = decode(name, data, faults)
    root = read_tree(source, faults) if source else None
    if root is not None and not isinstance(root, Fields):
        faults.add("Y306", root)
    if not isinstance(root, Fields) or faults.has_errors():
        raise InvalidInputError(faults.errors())
    return root


def can_edit(root: Fields) -> bool:
    """Tell whether the file names no value twice: what an alias stands for cannot be changed."""
    return not Layout(root).shared


def apply(data: bytes, root: Fields, wanted: Mapping[str, object]) -> bytes:
    """Return *data* saying what is *wanted*.

    Args:
        data: the file that *root* was read from.
        root: from :func:`open_tree`.
        wanted: all keys; values may be plain, nodes below *root*, :class:`Changed`,
            :class:`Fresh`. An empty list takes the place of no list in block style.

    Raises:
        InternalError: the changed file would not say what is wanted.
    """
    text = _Editor(Layout(root)).text_with(wanted)
    changed = (_MARK if data.startswith(_MARK) else b"") + text.encode("utf-8")
    try:
        says = plain(open_tree(root.source.path, changed))
    except InvalidInputError as error:
        raise InternalError(f"Tệp đã sửa không đọc lại được; chưa ghi gì. {error}") from error
    if says != plain(wanted):
        raise InternalError("Tệp đã sửa đọc lại không đúng như dự định; chưa ghi gì.")
    return changed


class _Editor:
    def __init__(self, layout: Layout) -> None:
        self.layout, self.text = layout, layout.source.text
        self.newline = newline(layout)
        self.emitter = Emitter(foreign=self._foreign)

    def text_with(self, wanted: Mapping[str, object]) -> str:
        splices = self.splices(self.layout.root, wanted)
        return self._cut(0, len(self.text), list(splices))

    def splices(self, node: Node, value: object) -> Iterator[Splice]:
        """Yield what makes *node* say *value*, in place."""
        if isinstance(value, Changed | Fresh):
            if value.comment:
                yield from self._comment(node, value.comment)
            value = value.value
        if value is node or (plain(value) == plain(node) and not has_nodes(value)):
            return
        if isinstance(node, Scalar) and not is_tree(value) and value is not None:
            yield from replaced(self.layout, node, str(value))
        elif isinstance(node, Fields) and isinstance(value, Mapping):
            yield from self._entries(node, value)
        elif isinstance(node, Listing) and is_list(value):
            yield from self._elements(node, list(value))
        else:
            yield self._rewritten(node, value)

    def _rewritten(self, node: Node, value: object) -> Splice:
        """Write *value* on one line in the place of something of another kind."""
        shown = "" if value is None else inline(plain(value))
        blank = " " if self.text[node.start - 1 : node.start] == ":" and shown else ""
        return node.start, self.layout.end(node), blank + shown

    def _cut(self, start: int, end: int, splices: list[Splice]) -> str:
        """Return the source from *start* to *end* with *splices* done."""
        pieces, at = [], start
        for low, high, text in sorted(splices, key=lambda each: each[:2]):
            pieces += [self.text[at:low], text]
            at = high
        return "".join([*pieces, self.text[at:end]])

    def _comment(self, node: Node, comment: str) -> Iterator[Splice]:
        """Put *comment* above the line on which the block that holds *node* stands."""
        line = self.layout.source.line_start(self._line_of(node))
        rest = self.text[line:]
        indent = len(rest) - len(rest.lstrip(" "))
        lines = folded_comment(" ".join(comment.split()), indent)
        text = "".join(each + self.newline for each in lines)
        if not self.text[:line].endswith(text):
            yield line, line, text

    def _line_of(self, node: Node) -> int:
        """Return a place on the first line of the outermost flow around *node*, or of its mark."""
        if id(node) in self.layout.homes:
            home, at = self.layout.homes[id(node)]
            if self.layout.holders[id(node)][1]:
                return self._outermost(home)
            return self.layout.elements(home)[at].mark
        return self._outermost(node)

    def _outermost(self, node: Node) -> int:
        best = node.start
        for each in self._around(self.layout.root, node.start):
            if self.layout.is_flow(each):
                return each.start
        return best

    def _around(self, outer: Node, at: int) -> Iterator[Node]:
        """Yield the nodes from *outer* down that hold the place *at*."""
        yield outer
        for each in children(outer):
            if each.start <= at < max(self.layout.end(each), each.start + 1):
                yield from self._around(each, at)

    def _entries(self, node: Fields, value: Mapping[str, object]) -> Iterator[Splice]:
        if self._must_unfold(node, value):
            column = self.layout.column(node.start)
            lines = [
                line for key, each in value.items() for line in self._entry_lines(key, each, column)
            ]
            yield node.start, self.layout.end(node), self._joined(lines).strip()
            return
        for key, (_, old) in node.entries.items():
            if key in value:
                yield from self._entry(node, key, old, value[key])
        removed = [key for key in node.entries if key not in value]
        if self.layout.is_flow(node):
            yield from self._flow_entries(node, value, removed)
            return
        chunks = dict(zip(node.entries, self.layout.entries(node), strict=True))
        yield from self._removed(list(chunks.items()), removed)
        yield from self._added(node, value, chunks)

    def _must_unfold(self, node: Fields, value: Mapping[str, object]) -> bool:
        """Tell whether a mapping in braces gets elements that have lines of their own."""
        if not self.layout.is_flow(node) or self.layout.holders[id(node)][1]:
            return False
        nodes = (node_of(one) for each in value.values() if is_list(each) for one in each)
        return any(
            id(one) in self.layout.homes and not self.layout.is_flow(self.layout.homes[id(one)][0])
            for one in nodes
        )

    def _entry(self, node: Fields, key: str, old: Node, value: object) -> Iterator[Splice]:
        """Yield what makes the entry *key* say *value*, in a block or a flow mapping."""
        told = value.value if isinstance(value, Changed | Fresh) else value
        alike = isinstance(old, Scalar) and not is_tree(told)
        alike = alike or (isinstance(old, Fields) and isinstance(told, Mapping))
        alike = alike or (isinstance(old, Listing) and is_list(told))
        if told is old or alike or self.layout.holders[id(old)][1] or told is None:
            yield from self.splices(old, value)
            return
        chunk = dict(zip(node.entries, self.layout.entries(node), strict=True))[key]
        column = self.layout.column(node.start)
        lines = self._entry_lines(key, value, column)
        lines[0] = lines[0][column:] if chunk.mark == chunk.head else lines[0]
        start = (
            chunk.mark if chunk.mark == chunk.head else self.layout.source.line_start(chunk.mark)
        )
        yield start, chunk.end, self._joined(lines)

    def _removed(self, chunks: list[tuple[str, Chunk]], removed: list[str]) -> Iterator[Splice]:
        for at, (key, chunk) in enumerate(chunks):
            if key not in removed:
                continue
            on_dash = chunk.mark == chunk.head and self.layout.column(chunk.mark) > 0
            on_dash = on_dash and bool(self.text[: chunk.mark].rstrip(" ").endswith("-"))
            if on_dash and at + 1 < len(chunks):
                yield chunk.mark, chunks[at + 1][1].mark, ""
            else:
                yield chunk.head, chunk.end, ""

    def _added(
        self, node: Fields, value: Mapping[str, object], chunks: Mapping[str, Chunk]
    ) -> Iterator[Splice]:
        """Yield new entries, each behind the one that stands before it in *value*."""
        column = self.layout.column(node.start)
        at = next(iter(chunks.values())).end
        for key, each in value.items():
            if key in chunks:
                at = chunks[key].end
                continue
            lines = self._entry_lines(key, each, column)
            if isinstance(each, Fresh | Changed) and each.comment:
                lines = [*folded_comment(each.comment, column), *lines]
            yield at, at, self._ended(at) + self._joined(lines)

    def _entry_lines(self, key: str, value: object, column: int) -> list[str]:
        told = value.value if isinstance(value, Fresh) else value
        return self.emitter.entry(key, told, column, ("", key))

    def _flow_entries(
        self, node: Fields, value: Mapping[str, object], removed: list[str]
    ) -> Iterator[Splice]:
        keys, ends = list(node.entries), [self.layout.end(each) for each in children(node)]
        for key in removed:
            at = keys.index(key)
            if at + 1 < len(keys):
                yield node.entries[key][0].start, node.entries[keys[at + 1]][0].start, ""
            else:
                kept = [end for one, end in zip(keys, ends, strict=True) if one not in removed]
                yield (max(kept, default=node.start + 1), ends[at], "")
        added = {key: each for key, each in value.items() if key not in node.entries}
        if added:
            shown = ", ".join(
                f"{key_of(key)}: {inline(plain(each))}" for key, each in added.items()
            )
            yield ends[-1], ends[-1], f", {shown}"

    def _elements(self, node: Listing, values: list[object]) -> Iterator[Splice]:
        values = self._known(node, values)
        nodes = [node_of(each) for each in values]
        if len(nodes) == len(node.items) and all(
            one is other for one, other in zip(nodes, node.items, strict=True)
        ):
            for each, old in zip(values, node.items, strict=True):
                yield from self.splices(old, each)
        elif self.layout.is_flow(node):
            yield self._flow_elements(node, values)
        else:
            chunks = self.layout.elements(node)
            lines = self._list_text(values, self.layout.column(node.start), node)
            first = chunks[0]
            if first.mark == first.head and self.layout.column(first.mark):
                lines = lines[self.layout.column(node.start) :]
            yield first.head, chunks[-1].end, lines

    def _known(self, node: Listing, values: list[object]) -> list[object]:
        """Return *values* with the plain ones that *node* holds already in their old places."""
        if any(node_of(each) is not None for each in values):
            return values
        if len(values) == len(node.items):
            return [Changed(old, each) for old, each in zip(node.items, values, strict=True)]
        old, new = ([repr(plain(each)) for each in side] for side in (node.items, values))
        known = list(values)
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            for offset in range(block.size):
                known[block.b + offset] = node.items[block.a + offset]
        return known

    def _flow_elements(self, node: Listing, values: list[object]) -> Splice:
        """Write a list in brackets anew; the separators of its elements stay with them."""
        ends = [self.layout.end(each) for each in node.items]
        start = node.items[0].start if node.items else node.start + 1
        stop = ends[-1] if ends else start
        if not values:
            return start, stop, ""
        starts = [each.start for each in node.items[1:]]
        between = [self.text[low:high] for low, high in zip(ends, starts, strict=False)]
        pieces: list[str] = []
        for each in values:
            old = node_of(each)
            home = self.layout.homes.get(id(old)) if old is not None else None
            if pieces:
                at = home[1] if home and home[0] is node else 0
                pieces.append(between[at - 1] if at else ", ")
            if old is not None and self.layout.holders[id(old)][1]:
                pieces.append(
                    self._cut(old.start, self.layout.end(old), [*self.splices(old, each)])
                )
            else:
                pieces.append(inline(plain(each)))
        return start, stop, "".join(pieces)

    def _list_text(self, values: Sequence[object], column: int, home: Listing | None) -> str:
        """Return the elements *values* as lines of a block list whose dashes stand at *column*."""
        pieces: list[str] = []
        chunks = self.layout.elements(home) if home else []
        kept = {id(node_of(each)) for each in values}
        gaps = self._gaps(home, chunks, kept)
        for each in values:
            old = node_of(each)
            own = self.layout.homes.get(id(old)) if old is not None else None
            if old is None or own is None:
                told, comment = each, ""
                if isinstance(each, Fresh | Changed):
                    told, comment = each.value, each.comment
                above = folded_comment(comment, column) if comment else []
                lines = self.emitter.element(told, column, ("items", 0))
                pieces.append(self._joined([*above, *lines]))
            elif own[0] is home:
                pieces.append(gaps.get(own[1], "") + self._moved(old, each, column))
            else:
                pieces.append(self._moved(old, each, column))
        return "".join(pieces) + gaps.get(len(chunks), "")

    def _gaps(self, home: Listing | None, chunks: list[Chunk], kept: set[int]) -> dict[int, str]:
        """Return what stands before each kept element and belongs to none."""
        gaps: dict[int, str] = {}
        if home is None:
            return gaps
        carried = ""
        for at, (each, chunk) in enumerate(zip(home.items, chunks, strict=True)):
            gap = self.text[chunk.gap : chunk.head]
            if id(each) in kept:
                gaps[at] = carried + gap
                carried = ""
            elif "#" in gap or not carried:
                carried += gap
        gaps[len(chunks)] = carried if "#" in carried else ""
        return gaps

    def _moved(self, old: Node, value: object, column: int) -> str:
        """Return the lines of an old element, its dash at *column*."""
        home, at = self.layout.homes[id(old)]
        splices = [*self.splices(old, value)]
        if self.layout.is_flow(home):
            text = self._cut(old.start, self.layout.end(old), splices)
            return f"{' ' * column}- {text}{self.newline}"
        chunk = self.layout.elements(home)[at]
        start = chunk.head
        text = self._cut(start, chunk.end, splices)
        own = self.layout.column(home.start)
        if chunk.head == chunk.mark and own:
            before = [each for each in splices if each[0] < start]
            text = (
                "".join(each[2] for each in before)
                + " " * own
                + self._cut(start, chunk.end, [each for each in splices if each[0] >= start])
            )
        if not text.endswith(("\n", "\r")):
            text += self.newline
        return self._shifted(text, column - own)

    def _shifted(self, text: str, delta: int) -> str:
        """Return *text* with every line *delta* columns further right."""
        if not delta:
            return text
        lines = []
        for line in _LINES.findall(text):
            body = line.lstrip(" ")
            if not body.strip():
                lines.append(line)
                continue
            lines.append(" " * max(len(line) - len(body) + delta, 0) + body)
        return "".join(lines)

    def _foreign(self, head: str, value: object, indent: int) -> list[str] | None:
        """Return the lines of an entry whose value holds nodes of the file."""
        if isinstance(value, Changed) and isinstance(value.node, Listing):
            value = value.value
        if isinstance(value, Listing):
            value = list(value.items)
        if is_list(value) and has_nodes(value) and value:
            text = self._list_text(list(value), indent, None)
            return [head, *text.splitlines()]
        if node_of(value) is not None:
            key = head.strip().removesuffix(":")
            return Emitter().entry(key, plain(value), indent - INDENT, ("", key))
        return None

    def _joined(self, lines: Sequence[str]) -> str:
        return "".join(line + self.newline for line in lines)

    def _ended(self, at: int) -> str:
        """Return the line break that a file lacks whose last line *at* is not ended."""
        lacks = at == len(self.text) and not self.text.endswith(("\n", "\r"))
        return self.newline if lacks else ""
