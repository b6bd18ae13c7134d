"""A YAML file as a tree that remembers where everything stands; every scalar is still text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from soanthao.draft.source import Source

_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A text, a number, a date …: the field that holds it decides.

    Attributes:
        style: ``""`` plain, ``'``, ``"``, ``|`` or ``>``.
        start, end: half-open interval of the source, quotes and header included.
    """

    source: Source
    start: int
    end: int
    value: str
    style: str = ""

    @property
    def absent(self) -> bool:
        """Whether nothing was written, not even quotes; programs write ``null`` for that."""
        return not self.style and self.value in _NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A list (danh sách)."""

    source: Source
    start: int
    end: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """Keys and values (khóa: giá trị), each key once."""

    source: Source
    start: int
    end: int
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    def has(self, key: str) -> bool:
        """Tell whether *key* was written with a value."""
        return key in self.entries and not is_absent(self.entries[key][1])

    def key(self, key: str) -> Node:
        """Return the place of *key*, or of the whole where it is not written."""
        return self.entries[key][0] if key in self.entries else self

    def at(self, key: str) -> Node:
        """Return the value of *key*, or the whole where it is not written."""
        return self.entries[key][1] if key in self.entries else self


Node = Scalar | Listing | Fields


@dataclass(frozen=True, slots=True, eq=False)
class Placed(Generic[T]):
    """A value and the node from which it was read."""

    value: T
    node: Node


def is_absent(node: Node) -> bool:
    """Tell whether *node* is an empty plain scalar: a key or dash without a value."""
    return isinstance(node, Scalar) and node.absent


def values(placed: tuple[Placed[T], ...]) -> tuple[T, ...]:
    """Return the bare values."""
    return tuple(each.value for each in placed)
