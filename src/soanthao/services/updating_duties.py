"""Orders of lines that were joined or split: each keeps its units, its deadline and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from soanthao.draft.edit_values import plain
from soanthao.draft.nodes import Fields, Listing, Node
from soanthao.intake.align import likeness, respan
from soanthao.language.deadlines import Reference, read_deadlines
from soanthao.language.lexicon import Lexicon
from soanthao.notice.item import Follow, Item, Part, Roles
from soanthao.notice.notice import Notice
from soanthao.services.updating_lines import OldLine
from soanthao.services.updating_orders import own_roles, role_keys

ROLE_KEYS: Final = ("to", "with", "guided", "copy")
_FOLLOW_KEYS: Final = ("due", "no_due", "product", "report_to", "open", "note")
"""What an order says beside its units; a part may say the same."""
_LONG: Final = 60
"""Characters of a text that is repeated in a doubt."""
_SAME_WORDS: Final = 0.8
"""Share of common words from which on a joined line may be quoted."""


@dataclass(slots=True)
class Joined:
    """What an item says once others were joined to it.

    Attributes:
        keys: new values by key; None takes the key away.
        parts: to stand before and behind the parts that it has.
        lost: what could not be kept, for the clerk.
        force: the roles that it has then.
        is_mixed: whether its words cannot be told apart, so that each part quotes all of them.
    """

    force: Roles = Roles()
    keys: dict[str, object] = field(default_factory=dict)
    before: list[object] = field(default_factory=list)
    behind: list[object] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    is_mixed: bool = False

    @property
    def has_parts(self) -> bool:
        """Whether orders became parts with quotes."""
        return bool(self.before or self.behind)


def base_of(was: Sequence[OldLine]) -> OldLine:
    """Return the line whose keys a join keeps: the first item, else the first paragraph."""
    return next((each for each in was if each.item is not None), was[0])


def joined(was: Sequence[OldLine], text: str) -> Joined:
    """Return how the item of :func:`base_of` keeps the orders of all lines *was* in *text*."""
    base = base_of(was)
    told = Joined(base.in_force)
    if base.item is None or not isinstance(base.node, Fields):
        return told
    others = [each for each in was if each is not base]
    _tables(base, others, told)
    bearing = [each for each in was if _bears(each)]
    if all(_says(each) == _says(bearing[0]) for each in bearing):
        if bearing and base not in bearing:
            _handed_over(base, bearing[0], (was, text), told)
        return told
    was = next((each for each in (was, was[::-1]) if _quotes(each, text)), was)
    quotes = _quotes(was, text)
    if quotes is None:
        # Their words are mixed: nobody loses an order, everybody has the whole text.
        quotes, told.is_mixed = {id(each): text for each in was}, True
    elif _bears(base):
        told.keys["order"] = False
        if not _in_parts(base.item):
            told.before.append({"quote": quotes[id(base)], **_taken(base.node, told.keys)})
    for each in others:
        told.behind.extend(_parts_of(each, base, quotes[id(each)], (was, text), told))
    return told


def _bears(line: OldLine) -> bool:
    """Tell whether *line* orders something itself."""
    item = line.item
    if item is None:
        return False
    own = item.orders and (line.in_force != Roles() or item.follow != Follow())
    return own or bool(item.parts)


def _says(line: OldLine) -> object:
    """Return all that *line* orders; that of lines with parts is equal to nothing else."""
    item = line.item
    return (line.in_force, item.follow) if item and not item.parts else line


def _tables(base: OldLine, others: Sequence[OldLine], told: Joined) -> None:
    """Let the only table stay; tell the rows of others."""
    tables = [
        (each, each.node.at("table"))
        for each in others
        if isinstance(each.node, Fields) and each.node.has("table")
    ]
    if base.item is not None and base.item.table is None and tables:
        told.keys["table"] = tables.pop(0)[1]
    told.lost.extend(f"bảng của {each.named}: {shown(plain(node))}" for each, node in tables)


def _handed_over(
    base: OldLine, owner: OldLine, new: tuple[Sequence[OldLine], str], told: Joined
) -> None:
    """Let *base*, which orders nothing, say what *owner* ordered."""
    if not isinstance(owner.node, Fields) or base.item is None or owner.item is None:
        return
    told.keys |= {key: None for key in ("lead", "order") if _has(base.node, key)}
    fresh = own_roles(owner.in_force, owner.item.roles, _outer(base))
    told.keys |= role_keys(base.item.roles, fresh)
    told.force = owner.in_force
    keys = (*_FOLLOW_KEYS, "watch")
    told.keys |= {key: owner.node.at(key) for key in keys if owner.node.has(key)}
    told.behind.extend(_moved_parts(owner, owner.in_force, new, told))


def _outer(line: OldLine) -> Roles:
    return line.parent.in_force if line.parent is not None else Roles()


def _has(node: Node, key: str) -> bool:
    return isinstance(node, Fields) and node.has(key)


def _in_parts(item: Item) -> bool:
    """Tell whether the parts of *item* say all that it orders."""
    return item.follow == Follow() and any(not part.roles.to for part in item.parts)


def _taken(node: Fields, keys: dict[str, object]) -> dict[str, object]:
    """Return what the item *node* says beside its units, and take it away from there."""
    found = {key: node.at(key) for key in _FOLLOW_KEYS if node.has(key)}
    keys |= dict.fromkeys(found)
    return dict(found)


def _parts_of(
    line: OldLine, base: OldLine, quote: str, new: tuple[Sequence[OldLine], str], told: Joined
) -> Iterator[dict[str, object]]:
    """Yield the orders of *line* as parts of the item that *base* becomes."""
    item, node = line.item, line.node
    if item is None or not isinstance(node, Fields) or not _bears(line):
        return
    if node.has("watch"):
        if _has(base.node, "watch") or "watch" in told.keys:
            told.lost.append(f"watch của {line.named}: {plain(node.at('watch'))}")
        else:
            told.keys["watch"] = node.at("watch")
    if item.orders and not _in_parts(item):
        follow = {key: node.at(key) for key in _FOLLOW_KEYS if node.has(key)}
        roles = _explicit(line.in_force, item.roles, base.in_force)
        if roles is None:
            told.lost.append(f"{line.named} chưa giao ai, nay theo {base.named}")
        yield {"quote": quote, **(roles or {}), **follow}
    yield from _moved_parts(line, base.in_force, new, told)


def _moved_parts(
    line: OldLine, outer: Roles, new: tuple[Sequence[OldLine], str], told: Joined
) -> Iterator[dict[str, object]]:
    """Yield the parts of *line* to stand in an item in which *outer* is in force."""
    node, parts = line.node, line.item.parts if line.item else ()
    listing = node.at("parts") if isinstance(node, Fields) and node.has("parts") else None
    nodes = listing.items if isinstance(listing, Listing) else []
    for part, each in zip(parts, nodes, strict=True):
        value = _part(part, each, line, outer, new)
        if value is None:
            told.lost.append(f"parts của {line.named}: {shown(plain(each))}")
        else:
            yield value


def _part(
    part: Part, node: Node, line: OldLine, outer: Roles, new: tuple[Sequence[OldLine], str]
) -> dict[str, object] | None:
    """Return a part of *line* inside *outer*; None where its quote has no certain place."""
    if not isinstance(node, Fields):
        return None
    was, text = new
    offset = len(" ".join(each.text.plain for each in was[: was.index(line)]))
    offset += bool(offset)
    whole = " ".join(each.text.plain for each in was)
    pieces = [_once(whole, text, (offset + start, offset + stop)) for start, stop in part.spans]
    roles = _explicit(part.roles.under(line.in_force), part.roles, outer)
    if not all(pieces) or roles is None:
        return None
    follow = {key: node.at(key) for key in _FOLLOW_KEYS if node.has(key)}
    return {"quote": pieces if len(pieces) > 1 else pieces[0], **roles, **follow}


def _explicit(wanted: Roles, own: Roles, outer: Roles) -> dict[str, object] | None:
    """Return the keys that put *wanted* in force inside *outer*; None where none can."""
    fresh = own_roles(wanted, own, outer)
    return role_keys(Roles(), fresh) if fresh.under(outer) == wanted else None


def _quotes(was: Sequence[OldLine], text: str) -> dict[int, str] | None:
    """Return the words of each line *was* in *text*, by its ``id``; None where not certain."""
    whole, at, last = " ".join(each.text.plain for each in was), 0, 0
    found: dict[int, str] = {}
    for each in was:
        said = each.text.plain
        quote = _once(whole, text, (at, at + len(said)))
        at += len(said) + 1
        alike = likeness(Counter(said.split()), Counter(quote.split())) >= _SAME_WORDS
        start = text.find(quote)
        if not quote or not alike or start < last:
            return None
        found[id(each)], last = quote, start + len(quote)
    return found


def _once(old: str, new: str, span: tuple[int, int]) -> str:
    """Return what the words of *old* in *span* are in *new*; empty where not certain."""
    place = respan(old, new, span)
    said = new[slice(*place)].strip(" ,;") if place else ""
    return said if said and new.count(said) == 1 else ""


def keeper(old: OldLine, pieces: Sequence[str], notice: Notice) -> int:
    """Return which of the *pieces* of a split line carries its order; the first if none tells."""
    item = old.item
    if item is None:
        return 0
    names = Lexicon.of(notice.agency.directory, notice.validity_day)
    wanted = set(old.in_force.to)
    naming = [
        at
        for at, text in enumerate(pieces)
        if any(wanted & {*each.ids} for each in names.find(text))
    ]
    reference = Reference(notice.issued, notice.meeting.held)
    timed = [
        at
        for at, text in enumerate(pieces)
        if any(each.deadline in item.follow.due for each in read_deadlines(text, reference))
    ]
    both = [at for at in naming if at in timed]
    for found in (both, naming if not both else (), timed if not naming else ()):
        if len(found) == 1:
            return found[0]
    return 0


def parts_by_piece(old: OldLine, pieces: Sequence[str], keeping: int) -> dict[int, int]:
    """Return which other piece of a split line each part belongs to, by the part's index."""
    listing = old.node.at("parts") if isinstance(old.node, Fields) else None
    found: dict[int, int] = {}
    for index, part in enumerate(listing.items if isinstance(listing, Listing) else ()):
        quote = plain(part.at("quote")) if isinstance(part, Fields) else None
        quotes = [str(each) for each in quote] if isinstance(quote, list) else [str(quote)]
        holding = [
            at for at, text in enumerate(pieces) if all(text.count(each) == 1 for each in quotes)
        ]
        if len(holding) == 1 and holding[0] != keeping:
            found[index] = holding[0]
    return found


def moved_part(part: Part, node: Node, old: OldLine, outer: Roles) -> dict[str, object] | None:
    """Return a part of a split line, to stand in another item inside *outer*."""
    roles = _explicit(part.roles.under(old.in_force), part.roles, outer)
    if not isinstance(node, Fields) or roles is None:
        return None
    rest = {key: each for key, (_, each) in node.entries.items() if key not in ROLE_KEYS}
    return {"quote": rest.pop("quote"), **roles, **rest}


_ORDER_KEYS: Final = (*ROLE_KEYS, *_FOLLOW_KEYS, "watch", "parts", "table")


def orders_of_line(line: OldLine) -> str:
    """Return the orders of a line as they are written, what it inherits included."""
    if not isinstance(line.node, Fields) or line.item is None:
        return ""
    kept = [(key, plain(line.node.at(key))) for key in _ORDER_KEYS if line.node.has(key)]
    told = "; ".join(f"{key}: {shown(each)}" for key, each in kept)
    if line.item.roles.to or line.in_force == line.item.roles:
        return told
    inherited = "; ".join(
        f"{key}: {shown(ids)}" for key, ids in role_keys(Roles(), line.in_force).items()
    )
    return f"{told}; theo mục trên {inherited}" if told else f"theo mục trên {inherited}"


def shown(value: object) -> str:
    """Return plain values on one line."""
    if isinstance(value, list):
        return "[" + ", ".join(map(shown, value)) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {shown(each)}" for key, each in value.items()) + "}"
    text = str(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
