"""A scalar written anew in the style in which it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from soanthao.draft.edit_layout import Layout
from soanthao.draft.emit import INDENT, WIDTH, folded, is_foldable, quoted, word
from soanthao.draft.nodes import Scalar

Splice = tuple[int, int, str]
"""Half-open interval of the source, and what takes its place."""

_NARROW: Final = 80
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_HEADER: Final = re.compile(r"[|>][^\r\n]*")
_PLAIN: Final = re.compile(r"(?![-?:](?:\s|$))[^\s,\[\]{}#&*!|>'\"%@`~=.]\S*(?: \S+)*")
_UNSAFE: Final = re.compile(r": | #|:$")
_FLOW: Final = re.compile(r"[,\[\]{}]|:[^\d]")


def newline(layout: Layout) -> str:
    """Return the line break of the file."""
    match = _LINE_END.search(layout.source.text)
    return match.group() if match else "\n"


def replaced(layout: Layout, node: Scalar, text: str) -> list[Splice]:
    """Return how *node* becomes *text*: a block stays a block, quotes stay quotes."""
    column, in_flow = layout.holders[id(node)]
    if node.style in {"|", ">"} and is_foldable(text):
        return [_block(layout, node, text)]
    if node.style in {"'", '"'} or in_flow or not is_foldable(text):
        return [_on_line(layout, node, text, column, in_flow=in_flow)]
    if node.absent or " " not in text:
        return [_on_line(layout, node, text, column, in_flow=in_flow)]
    if _is_plain(text):
        return [(node.start, node.end, _wrapped(layout, node, text, column))]
    return _made_block(layout, node, text, column)


def width_of(layout: Layout) -> int:
    """Return how wide the lines of the file are, within what is usual."""
    longest = max(map(len, layout.source.text.splitlines()), default=WIDTH)
    return min(WIDTH, max(longest, _NARROW))


def _block(layout: Layout, node: Scalar, text: str) -> Splice:
    """Fold *text* anew from the first line that changes."""
    source, end = layout.source.text, layout.end(node)
    header = _HEADER.match(source, node.start)
    start = layout.next_line(header.end() if header else node.start)
    lines = source[start:end].splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    width = max(map(len, lines)) if len(lines) > 1 else width_of(layout)
    words = text.split(" ")
    kept = _alike(lines[:-1], words)
    words = words[sum(len(line.split()) for line in lines[:kept]) :]
    turned = [" ".join(reversed(line.split())) for line in reversed(lines[kept:])]
    last = len(lines) - _alike(turned[:-1], words[::-1])
    words = words[: len(words) - sum(len(line.split()) for line in lines[last:])]
    fresh = folded(" ".join(words), indent, max(width, _NARROW))
    return start, end, newline(layout).join([*lines[:kept], *fresh, *lines[last:]])


def _alike(lines: Sequence[str], words: Sequence[str]) -> int:
    """Return how many of *lines* say just the first of *words*; one word at least is left."""
    count = at = 0
    for line in lines:
        own = line.split()
        if not own or list(words[at : at + len(own)]) != own or at + len(own) >= len(words):
            break
        count, at = count + 1, at + len(own)
    return count


def _on_line(layout: Layout, node: Scalar, text: str, column: int, *, in_flow: bool) -> Splice:
    end = layout.end(node)
    if node.absent and node.end == node.start:
        return node.start, node.end, f" {word(text)}"
    if not is_foldable(text):
        shown = quoted(text)
    elif not node.style and " " not in text:
        shown = word(text)
    elif node.style == '"':
        shown = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    elif node.style == "'":
        shown = "'" + text.replace("'", "''") + "'"
    elif in_flow and (not _is_plain(text) or _FLOW.search(text)):
        shown = quoted(text)
    else:
        shown = text
    if len(_LINE_END.findall(layout.source.text, node.start, end)) and is_foldable(text):
        shown = _lines(layout, node, shown, column)
    return node.start, end, shown


def _wrapped(layout: Layout, node: Scalar, text: str, column: int) -> str:
    if not _LINE_END.search(layout.source.text, node.start, node.end):
        return text
    return _lines(layout, node, text, column)


def _lines(layout: Layout, node: Scalar, shown: str, column: int) -> str:
    """Return *shown* over several lines, as *node* is written."""
    below = layout.next_line(node.start)
    rest = layout.source.text[below:]
    indent = max(len(rest) - len(rest.lstrip(" ")), column + 1)
    first = layout.column(node.start)
    lines = folded(shown, indent, width_of(layout))
    lines[0] = lines[0][indent:]
    if first + len(lines[0]) > width_of(layout) and " " in lines[0]:
        head, _, tail = lines[0].rpartition(" ")
        lines[0:1] = [head, " " * indent + tail]
    return newline(layout).join(lines)


def _made_block(layout: Layout, node: Scalar, text: str, column: int) -> list[Splice]:
    """Make a plain text a block; what stands behind it on its line stays behind the header."""
    lines = folded(text, column + INDENT, width_of(layout))
    eol = layout.source.line_end(node.end)
    below = newline(layout) + newline(layout).join(lines)
    return [(node.start, node.end, ">-"), (eol, eol, below)]


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and not _UNSAFE.search(text)
