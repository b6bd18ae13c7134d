"""What libyaml says about broken YAML → what a clerk can do about it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

import yaml

from soanthao.draft.faults import Faults
from soanthao.draft.nodes import Scalar
from soanthao.draft.source import Source

_CODES: Final = MappingProxyType(
    {
        "mapping values are not allowed in this context": "Y121",
        "could not find expected ':'": "Y124",
        "found unexpected end of stream": "Y125",
        "found unknown escape character": "Y126",
        "did not find expected hexdecimal number": "Y126",
        "found invalid Unicode character escape code": "Y126",
        "found character that cannot start any token": "Y127",
        "did not find expected alphabetic or numeric character": "Y127",
        "did not find expected ',' or ']'": "Y128",
        "did not find expected ',' or '}'": "Y128",
        "did not find expected '-' indicator": "Y129",
        "did not find expected key": "Y129",
        "block sequence entries are not allowed in this context": "Y130",
    }
)
"""Problem of libyaml → our code; what is not listed is ``Y120``."""

_QUOTES: Final = frozenset("'\"")
_COMMENT: Final = re.compile(r"[ \t]+(#)")
_NEXT_LINE: Final = re.compile(r"[ \t]*(?:\r\n|\n|\r) *(#)")
_HOLDER: Final = re.compile(r"( *(?:- +)*)([\w-]+: +)?")
_INDENTATION: Final = re.compile(r"[ \t]*")
_OPENED: Final = frozenset({"Y124", "Y125", "Y128"})
"""Faults that are best shown where the key, quote or bracket begins."""


def report(
    source: Source, error: yaml.MarkedYAMLError, last: Scalar | None, faults: Faults
) -> None:
    """Note the one fault behind *error*; *last* is the last scalar that was read before it."""
    mark = error.problem_mark or error.context_mark
    index = min(mark.index if mark else 0, len(source.text))
    tab = _tab_before(source, index)
    if tab is not None:
        faults.add("Y123", source, tab)
        return
    cut = comment_behind(last)
    if cut is not None and last is not None and _next_line(source, last.end, index):
        faults.add("Y122", source, cut)
        return
    if last is not None and _behind_quotes(source, last, index):
        faults.add("Y132", source, index)
        return
    code = _CODES.get(error.problem or "", "Y120")
    if code in _OPENED and error.context_mark is not None:
        index = error.context_mark.index
    if code == "Y127" and error.context_mark is not None:
        index = _first_of_alias(source, error, index)
    faults.add(code, source, index, char=source.text[index : index + 1])


def comment_behind(scalar: Scalar | None) -> int | None:
    """Return where `` #`` cuts off the rest behind a plain *scalar*, or None.

    A line that begins with ``#`` cuts too where the text could go on: deeper than its key or dash.
    """
    if scalar is None or scalar.style or not scalar.value:
        return None
    source = scalar.source
    if same_line := _COMMENT.match(source.text, scalar.end):
        return same_line.start(1)
    next_line = _NEXT_LINE.match(source.text, scalar.end)
    if next_line is None:
        return None
    at = next_line.start(1)
    return at if at - source.line_start(at) > _holding_column(scalar) else None


def _holding_column(scalar: Scalar) -> int:
    """Return the column (0-based) beyond which a line still belongs to plain *scalar*."""
    before = scalar.source.text[scalar.source.line_start(scalar.start) : scalar.start]
    if not before.strip():
        return len(before) - 1
    holder = _HOLDER.fullmatch(before)
    if holder is None:
        return len(scalar.source.text)
    return len(holder[1]) if holder[2] else holder[1].rindex("-")


def _tab_before(source: Source, index: int) -> int | None:
    """Return the first tab in the indentation of the line at *index*, or None."""
    start = source.line_start(index)
    indentation = _INDENTATION.match(source.text, start)
    tab = source.text.find("\t", start, indentation.end() if indentation else start)
    return tab if tab >= 0 else None


def _next_line(source: Source, end: int, index: int) -> bool:
    """Tell whether *index* lies on the first line with content below the one at *end*."""
    return not source.text[source.line_end(end) : source.line_start(index)].strip()


def _behind_quotes(source: Source, last: Scalar, index: int) -> bool:
    """Tell whether something follows the closing quote of *last* on its line."""
    between = source.text[last.end : index]
    return (
        last.style in _QUOTES
        and last.end <= index
        and not between.strip(" \t")
        and (index < source.line_end(last.end))
    )


def _first_of_alias(source: Source, error: yaml.MarkedYAMLError, index: int) -> int:
    """Return where a text begins that libyaml takes for an alias (``*nghiêng*``)."""
    start = error.context_mark.index if error.context_mark else index
    return start if source.text[start : start + 1] in {"*", "&"} else index
