"""From a scalar's value back to its source: where every character of the value stands.

YAML folds lines, doubles quotes and escapes; what stays is the order of the characters that are
not blank. So value and source are walked side by side. Where they do not agree (a form that is not
understood here) the caller gets None and points to the start of the scalar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.draft.nodes import Scalar

_BLANK: Final = frozenset(" \t\n\r")
_HEADER: Final = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)?")
_SIMPLE: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_STAND_IN: Final = "\ufffd"
"""What stands in the value for a character that libyaml would refuse."""

_WIDTHS: Final = {"x": 2, "u": 4, "U": 8}


def offsets(scalar: Scalar) -> list[int] | None:
    """Return the source index of each character of the value, or None if they do not agree."""
    tokens = iter(list(_tokens(scalar)))
    pending = next(tokens, None)
    found: list[int] = []
    for char in scalar.value:
        if char in _BLANK:
            found.append(pending[1] if pending else scalar.end)
            if pending and pending[0] in _BLANK:
                pending = next(tokens, None)
            continue
        while pending and pending[0] in _BLANK:
            pending = next(tokens, None)
        if pending is None or char not in {pending[0], _STAND_IN}:
            return None
        found.append(pending[1])
        pending = next(tokens, None)
    return found


def _tokens(scalar: Scalar) -> Iterator[tuple[str, int]]:
    """Yield the characters that the source stands for, each with its index."""
    text, start, end = scalar.source.text, scalar.start, scalar.end
    if scalar.style in {"|", ">"}:
        header = _HEADER.match(text, start)
        start = header.end() if header else start
    elif scalar.style:
        start, end = start + 1, end - 1
    if scalar.style == '"':
        yield from _double_quoted(text, start, end)
        return
    at = start
    while at < end:
        yield text[at], at
        at += 2 if scalar.style == "'" and text.startswith("''", at) else 1


def _double_quoted(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    at = start
    while at < end:
        char = text[at]
        follower = text[at + 1 : at + 2]
        if char != "\\":
            yield char, at
            at += 1
        elif follower in _WIDTHS:
            width = _WIDTHS[follower]
            yield chr(int(text[at + 2 : at + 2 + width], 16)), at
            at += 2 + width
        else:
            if follower in _SIMPLE:
                yield _SIMPLE[follower], at
            at += 2
