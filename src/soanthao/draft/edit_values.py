"""What a file is to say: plain values in which nodes of the file stand for themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from soanthao.draft.nodes import Fields, Listing, Node, Scalar


@dataclass(frozen=True, slots=True)
class Changed:
    """A node of the file that is to say something else.

    Attributes:
        value: a text, or a mapping or list in which nodes stand for themselves.
        comment: a line that is put above it; without ``# ``.
    """

    node: Node
    value: object
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new value with a *comment* above it."""

    value: object
    comment: str


def plain(value: object) -> object:  # noqa: PLR0911 - one kind of value, one line
    """Return what *value* says: texts with single blanks, None where nothing is written."""
    if isinstance(value, Changed | Fresh):
        return plain(value.value)
    if isinstance(value, Scalar):
        return None if value.absent else " ".join(value.value.split())
    if isinstance(value, Listing):
        return [plain(each) for each in value.items]
    if isinstance(value, Fields):
        return {key: plain(each) for key, (_, each) in value.entries.items()}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else " ".join(str(value).split())


def node_of(value: object) -> Node | None:
    """Return the node that *value* is, or changes."""
    if isinstance(value, Changed):
        return value.node
    return value if isinstance(value, Scalar | Listing | Fields) else None


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    """Tell whether *value* is a list of values."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def is_tree(value: object) -> bool:
    """Tell whether *value* holds other values."""
    return isinstance(value, Mapping | Listing | Fields) or is_list(value)


def has_nodes(value: object) -> bool:
    """Tell whether a node of the file, or a comment to put there, stands in *value*."""
    if isinstance(value, Changed | Fresh) or node_of(value) is not None:
        return True
    if isinstance(value, Mapping):
        return any(has_nodes(each) for each in value.values())
    return is_list(value) and any(has_nodes(each) for each in value)
