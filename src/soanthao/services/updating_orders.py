"""The orders of a draft beside their nodes, and the keys that say who answers for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from soanthao.draft.edit_values import Changed
from soanthao.draft.nodes import Fields, Listing, Node, Scalar
from soanthao.notice.item import Element, Follow, Item, Roles, Table
from soanthao.notice.notice import Notice
from soanthao.services.updating_lines import children_of

_ORDER: Final = (
    *("text", "quote", "cells", "marker", "heading", "lead", "order"),
    *("to", "with", "guided", "copy", "due", "no_due"),
    *("product", "report_to", "watch", "open", "note", "parts", "table", "items"),
)
"""The keys before which none of the following is put."""

Keys = dict[str, object]
"""New values by key; None takes the key away."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """An item, part or table row of the draft.

    Attributes:
        code: as in the assignment table.
        outer: whose roles it inherits.
    """

    code: str
    node: Node
    roles: Roles
    follow: Follow
    outer: Order | None


def orders_of(notice: Notice, root: Fields) -> Iterator[Order]:
    """Yield all orders, and the items that only contain some, in print order."""
    yield from _body(notice.body, root.at("body"))
    annexes = root.at("annexes")
    if isinstance(annexes, Listing):
        for annex, node in zip(notice.annexes, annexes.items, strict=True):
            if isinstance(node, Fields):
                yield from _body(annex.body, node.at("body"))


def _body(body: tuple[Element, ...], listing: Node) -> Iterator[Order]:
    nodes = listing.items if isinstance(listing, Listing) else []
    for element, node in zip(body, nodes, strict=True):
        if isinstance(element, Item):
            yield from _item(element, node, None)
        elif isinstance(element, Table) and isinstance(node, Fields):
            yield from _rows(element, node.at("table"), None)


def _item(item: Item, node: Node, outer: Order | None) -> Iterator[Order]:
    own = Order(item.id, node, item.roles, item.follow, outer)
    yield own
    if isinstance(node, Fields):
        for index, (part, each) in enumerate(zip(item.parts, _listed(node, "parts"), strict=True)):
            yield Order(f"{item.id}#{index}", each, part.roles, part.follow, own)
        if item.table is not None:
            yield from _rows(item.table, node.at("table"), own)
    for child, below in zip(item.items, children_of(node), strict=True):
        yield from _item(child, below, own)


def _rows(table: Table, node: Node, outer: Order | None) -> Iterator[Order]:
    nodes = _listed(node, "rows") if isinstance(node, Fields) else []
    for row, each in zip(table.rows, nodes, strict=True):
        if row.is_order:
            yield Order(row.id, each, row.roles, row.follow, outer)


def _listed(node: Fields, key: str) -> list[Node]:
    found = node.at(key)
    return found.items if isinstance(found, Listing) else []


def own_roles(wanted: Roles, own: Roles, outer: Roles) -> Roles:
    """Return what an order must say itself so that *wanted* is in force inside *outer*.

    As little as can be: what it inherits is not repeated unless something of it must go.
    """
    if own.under(outer) == wanted:
        return own
    if not own.to:
        more = Roles(
            (),
            tuple(id for id in wanted.with_ if id not in outer.with_),
            tuple(id for id in wanted.guided if id not in outer.guided),
            tuple(id for id in wanted.copy if id not in outer.copy),
        )
        if more.under(outer) == wanted:
            return more
    return wanted


def role_keys(own: Roles, fresh: Roles) -> Keys:
    """Return the keys that make *own* roles the *fresh* ones."""
    pairs = (
        ("to", own.to, fresh.to),
        ("with", own.with_, fresh.with_),
        ("guided", own.guided, fresh.guided),
        ("copy", own.copy, fresh.copy),
    )
    return {key: list(new) or None for key, old, new in pairs if old != new}


def with_keys(value: Node, keys: Mapping[int, Keys]) -> object:
    """Return *value* with new *keys*, which are given by the ``id`` of their nodes."""
    if isinstance(value, Listing):
        inner = [with_keys(each, keys) for each in value.items]
        same = all(one is other for one, other in zip(inner, value.items, strict=True))
        return value if same else Changed(value, inner)
    if not isinstance(value, Fields):
        return value
    entries: dict[str, object] = {
        key: with_keys(each, keys) for key, (_, each) in value.entries.items()
    }
    same = all(entries[key] is each for key, (_, each) in value.entries.items())
    own = keys.get(id(value), {})
    if same and not own:
        return value
    for key, each in own.items():
        entries = put_key(entries, value, key, each)
    return Changed(value, entries)


def put_key(entries: dict[str, object], node: Fields, key: str, value: object) -> dict[str, object]:
    """Return *entries* of *node* with a new *value* in its usual place; None takes it away."""
    if value is None:
        return {name: each for name, each in entries.items() if name != key}
    single = isinstance(value, list) and len(value) == 1
    if key in entries:
        scalar = single and isinstance(node.at(key), Scalar)
        told = value[0] if scalar and isinstance(value, list) else value
        return {name: told if name == key else each for name, each in entries.items()}
    before = set(_ORDER[: _ORDER.index(key)])
    last = max((at for at, name in enumerate(entries) if name in before), default=-1)
    pairs = list(entries.items())
    pairs.insert(last + 1, (key, value))
    return dict(pairs)
