"""Holds an imported draft against what somebody read: right, wrong and silent, or flagged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from intake_expected import Element, Expected, Order, digest

from soanthao.draft.load import Draft
from soanthao.notice.deadline import Deadline
from soanthao.notice.deadline_notation import notation
from soanthao.notice.item import Item, Roles, Table
from soanthao.notice.markup import RichText
from soanthao.notice.number import PartialDate
from soanthao.notice.unit import Directory

RIGHT, SILENT, FLAGGED = "right", "wrong and silent", "flagged"
KINDS = (
    "number", "symbol", "place", "date", "kind", "header", "subject", "meeting", "signatory",
    "recipients", "items", "markers", "order", "roles", "parts", "deadlines",
)  # fmt: skip
_MARK = re.compile(r"#\s*\?")
_VAGUE = "{vague:"
_FIELDS = {
    "number": "number", "symbol": "symbol", "place": "place", "issued": "date", "kind": "kind",
    "subject": "subject", "parent": "header", "header": "header", "authority": "signatory",
    "position": "signatory", "signer": "signatory", "held": "meeting", "chair": "meeting",
    "numbering": "markers",
}  # fmt: skip
_HEAD = {"parent", "header"}
"""A notice printed without one takes it from the directory; nothing is to be judged."""
_KEYS = {
    "number": "notice.number", "symbol": "notice.symbol", "place": "notice",
    "issued": "notice.issued", "kind": "notice.kind", "subject": "notice.subject",
    "parent": "notice", "header": "notice",
    "authority": "signature", "position": "signature", "signer": "signature",
    "held": "meeting.held", "chair": "meeting.chair", "numbering": "numbering",
}  # fmt: skip


@dataclass(slots=True)
class Score:
    """How many values of each kind were right, wrong and silent, or flagged."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, kind: str, is_right: bool, is_flagged: bool, what: str) -> None:
        """Count one value of *kind*; *what* says what came instead of what."""
        verdict = RIGHT if is_right else FLAGGED if is_flagged else SILENT
        self.counts[kind, verdict] += 1
        if not is_right:
            self.wrong.append(f"{verdict}: {kind}: {what}")

    def of(self, verdict: str, kind: str = "") -> int:
        """Return how many values (of *kind*) had *verdict*."""
        return sum(n for (k, v), n in self.counts.items() if v == verdict and kind in ("", k))


@dataclass(frozen=True, slots=True)
class Seen:
    """An element of the imported body.

    Attributes:
        roles: in force, what is inherited included.
        giver: line of the item whose ``to`` holds.
    """

    kind: str
    digest: str
    line: int
    start: str
    item: Item | None = None
    roles: Roles = Roles()
    giver: int = 0


def score(
    expected: Expected,
    draft: Draft,
    text: str,
    flagged: frozenset[str],
    unsure: frozenset[str] = frozenset(),
) -> Score:
    """Count what is right in *draft*.

    Args:
        expected: as somebody read it.
        draft: as read from the file that the import wrote.
        text: of that file, for its ``# ?``.
        flagged: digests of paragraphs at whose place a finding was reported.
        unsure: names that a proposed directory marks as perhaps cut off or too long.
    """
    marks = _Marks(draft, text)
    result = Score()
    _fields(expected, draft, marks, result)
    _recipients(expected, draft, marks, result)
    directory = _Named(draft.notice.agency.directory, expected.names, unsure)
    _body(expected, draft, marks, flagged, directory, result)
    return result


class _Marks:
    """Which stretches of the file carry ``# ?``."""

    def __init__(self, draft: Draft, text: str) -> None:
        lines = text.splitlines()
        self._at = [_said_of(n, lines) for n, line in enumerate(lines, 1) if _MARK.search(line)]
        places = (*draft.positions.values(), *draft.keys.values())
        mine = Path(draft.conclusion.path).name
        here = {line for path, line, _ in places if path.endswith(mine)}
        self._starts = sorted(here | {len(lines) + 1})
        self._keys = {k: at for k, (path, at, _) in draft.keys.items() if path.endswith(mine)}

    def key(self, name: str) -> bool:
        """Tell whether key *name* or something in it is marked; else what contains it."""
        while name:
            if name in self._keys:
                inner = () if name == "notice" else (f"{name}.", f"{name}:")
                lines = [at for key, at in self._keys.items() if key.startswith(inner)]
                return any(self.from_line(at) for at in (self._keys[name], *lines))
            name = name.rpartition(".")[0]
        return False

    def from_line(self, line: int) -> bool:
        """Tell whether a mark stands between the place at *line* and the next place."""
        stop = next((each for each in self._starts if each > line), line + 1)
        return any(line <= at < stop for at in self._at)

    def line(self, key: str) -> int:
        return self._keys.get(key, 0)


def _said_of(number: int, lines: Sequence[str]) -> int:
    """Return the line that a mark on line *number* is about: a whole-line comment, what follows."""
    while number < len(lines) and lines[number - 1].lstrip().startswith("#"):
        number += 1
    return number


def _fields(expected: Expected, draft: Draft, marks: _Marks, result: Score) -> None:
    notice = draft.notice
    head, signs = notice.letterhead, notice.signature
    found: dict[str, str] = {
        "number": "" if notice.number.number is None else str(notice.number.number),
        "symbol": notice.number.symbol,
        "place": head.place,
        "issued": _open(notice.issued),
        "kind": notice.kind,
        "subject": digest(notice.subject),
        "parent": " / ".join(head.parent),
        "header": " / ".join(head.header),
        "authority": " / ".join(signs.authority),
        "position": signs.position,
        "signer": digest(signs.name),
        "numbering": " ".join(notice.numbering),
        "held": ",".join(day.isoformat() for day in notice.meeting.held),
        "chair": notice.meeting.chair,
    }
    for name, wanted in expected.fields.items():
        if name in found and (wanted or name not in _HEAD or expected.fields.get("header")):
            same = _folded(found[name]) == _folded(wanted)
            what = f"{name}: {found[name]!r} for {wanted!r}"
            result.note(_FIELDS[name], same, marks.key(_KEYS[name]), what)


def _folded(text: str) -> str:
    """Return *text* without what printers leave to taste: ``07`` and ``7``, ``TL.CHỦ TỊCH``."""
    return re.sub(r"\.\s*", ".", text.lstrip("0")).strip()


def _open(day: PartialDate | None) -> str:
    if day is None:
        return ""
    parts = (
        f"{day.year:04d}",
        f"{day.month:02d}" if day.month else "",
        f"{day.day:02d}" if day.day else "",
    )
    return "-".join(each for each in parts if each)


def _recipients(expected: Expected, draft: Draft, marks: _Marks, result: Score) -> None:
    found = [
        (block.heading.rstrip(":"), digest(re.sub(r"^[-–]\s*|\s*[;.]$", "", line.text)))
        for block in draft.notice.recipients
        for line in block.lines
    ]
    flagged = marks.key("recipients")
    for tag, i, j, k, m in SequenceMatcher(None, expected.recipients, found, False).get_opcodes():
        for _ in range(max(j - i, m - k)):
            what = f"line {i + 1} of nơi nhận: {tag} {expected.recipients[i:j]} {found[k:m]}"
            result.note("recipients", tag == "equal", flagged, what)


def _body(
    expected: Expected,
    draft: Draft,
    marks: _Marks,
    flagged: frozenset[str],
    directory: _Named,
    result: Score,
) -> None:
    seen = list(_seen(draft, marks))
    wanted = [each.digest for each in expected.elements]
    found = [each.digest for each in seen]
    for tag, i, j, k, m in SequenceMatcher(None, wanted, found, False).get_opcodes():
        if tag == "equal":
            for one, other in zip(expected.elements[i:j], seen[k:m], strict=True):
                is_flagged = marks.from_line(other.line) or other.digest in flagged
                above = is_flagged or marks.from_line(other.giver)
                _Judge(directory, result, is_flagged, above).judge(one, other)
            continue
        for one in expected.elements[i:j]:
            what = f"{one.marker or one.kind} {one.digest} is not in the draft"
            result.note("items", False, one.digest in flagged, what)
        for other in seen[k:m]:
            is_flagged = marks.from_line(other.line) or other.digest in flagged
            what = f"{other.kind} at line {other.line} nobody expected: {other.start}"
            result.note("items", False, is_flagged, what)


def _seen(draft: Draft, marks: _Marks) -> Iterator[Seen]:
    for at, element in enumerate(draft.notice.elements()):
        if isinstance(element, Item):
            yield from _items(element, Roles(), 0, draft)
        elif isinstance(element, Table):
            yield _table(element, marks.line(f"body:{at}"))
        else:
            line = marks.line(f"body:{at}")
            yield Seen("paragraph", digest(element.plain), line, element.plain[:40])


def _items(item: Item, outer: Roles, giver: int, draft: Draft) -> Iterator[Seen]:
    roles = item.roles.under(outer)
    line = draft.positions.get(item.id, ("", 0, 0))[1]
    giver = line if item.roles.to else giver
    start = f"{item.marker} {item.text.plain[:40]}"
    yield Seen("item", digest(item.text.plain), line, start, item, roles, giver)
    if item.table:
        yield _table(item.table, line)
    for child in item.items:
        yield from _items(child, roles, giver, draft)


def _table(table: Table, line: int) -> Seen:
    rows: Sequence[Sequence[RichText]] = [table.columns, *(row.cells for row in table.rows)]
    cells = " ".join(cell.plain for row in rows for cell in row)
    return Seen("table", digest(cells), line, cells[:40])


class _Named:
    """Which units an id stands for, on either side."""

    def __init__(
        self, directory: Directory, names: Mapping[str, frozenset[str]], unsure: frozenset[str]
    ) -> None:
        """*names*: of expected ids, where the directory was proposed and its ids are its own."""
        self._directory, self._names = directory, names
        self.unsure = frozenset(f"“{name}”" for name in unsure)

    def wanted(self, id: str) -> set[str]:
        """Return the units of an expected *id*: those of its group, or itself."""
        return {id} if self._names else self._members(id)

    def found(self, id: str) -> set[str]:
        """Return the same of an *id* of the draft, in the ids of the expectation."""
        return {self._known(each) for each in self._members(id)}

    def _known(self, id: str) -> str:
        unit = self._directory.unit(id)
        if not self._names or unit is None:
            return id
        called = {name.casefold() for name in (unit.name, *unit.aliases)}
        same = (known for known, names in self._names.items() if names & called)
        return next(same, f"“{unit.name}”")

    def _members(self, id: str) -> set[str]:
        if self._directory.group(id) is None:
            return {id}
        return set().union(*(self._members(each) for each in self._directory.members(id)))


class _Judge:
    """Compares one element that both sides have."""

    def __init__(self, directory: _Named, result: Score, flagged: bool, above: bool) -> None:
        """*above*: the item is flagged, or the one that it inherits its units from."""
        self._directory, self._result = directory, result
        self._flagged, self._above = flagged, above

    def judge(self, wanted: Element, found: Seen) -> None:
        """Note what is right and what is not."""
        item = found.item
        is_loose = not wanted.marker and wanted.order == "no"
        orders_nobody = item is not None and not item.marker and not item.orders
        as_good = (is_loose and found.kind == "paragraph") or (
            orders_nobody and wanted.kind == "paragraph"
        )
        same = found.kind == wanted.kind or as_good
        self._note("items", same, found, f"a {found.kind} for a {wanted.kind}")
        if item is None or wanted.kind != "item":
            return
        depth_same = not wanted.marker or item.depth == wanted.depth
        what = f"{item.marker!r} at depth {item.depth} for {wanted.marker!r} at {wanted.depth}"
        self._note("markers", item.marker == wanted.marker and depth_same, found, what)
        order = "lead" if item.lead else "yes" if item.order else "no"
        heads_nothing = {order, wanted.order} == {"lead", "no"} and not wanted.own
        as_good = heads_nothing and not any(each.orders for each in item.walk())
        self._note("order", order == wanted.order or as_good, found, f"{order} for {wanted.order}")
        if wanted.order == "no":
            return
        if wanted.order == "yes" or wanted.own:
            self._roles(wanted, item, found)
        self._deadlines(wanted, item, found)

    def _roles(self, wanted: Element, item: Item, found: Seen) -> None:
        parts = [part.roles.under(found.roles) for part in item.parts]
        named = self._directory
        got = _pairs([found.roles, *parts], named.found)
        orders: tuple[Order, ...] = (wanted.whole, *wanted.parts)
        want = _pairs([each.roles for each in orders], named.wanted)
        shown = f"{sorted(got - want)} too many, {sorted(want - got)} missing"
        if any(unit in named.unsure for _, unit in got - want):
            # Its name is wrong, and marked so where it stands.
            self._result.note("roles", False, True, f"line {found.line} {found.start!r}: {shown}")
        elif any(each.undecided for each in orders):
            self._note("roles", want <= got and self._above, found, f"must be flagged; {shown}")
        else:
            self._note("roles", got == want, found, shown)
        have = [_pairs([each], named.found) for each in parts]
        for each in wanted.parts:
            pairs = _pairs([each.roles], named.wanted)
            self._note("parts", pairs in have, found, f"no part with {sorted(pairs)}")

    def _deadlines(self, wanted: Element, item: Item, found: Seen) -> None:
        want = {each for order in (wanted.whole, *wanted.parts) for each in order.due}
        follows = (item.follow, *(part.follow for part in item.parts))
        got = {_written(each) for follow in follows for each in follow.due}
        if not want and not got:
            return
        dated = {each for each in want if not each.startswith(_VAGUE)}
        got_dated = {each for each in got if not each.startswith(_VAGUE)}
        is_right = got_dated == dated and (bool(dated) or not want or got != set())
        self._note("deadlines", is_right, found, f"{sorted(got)} for {sorted(want)}")

    def _note(self, kind: str, is_right: bool, found: Seen, what: str) -> None:
        flagged = self._above if kind in {"roles", "parts"} else self._flagged
        self._result.note(kind, is_right, flagged, f"line {found.line} {found.start!r}: {what}")


def _pairs(roles: Sequence[Roles], units_of: Callable[[str], set[str]]) -> set[tuple[str, str]]:
    """Return (role, unit), each unit in its strongest role of one text."""
    pairs: set[tuple[str, str]] = set()
    for each in roles:
        taken: set[str] = set()
        for role, ids in (("to", each.to), ("with", each.with_), ("guided", each.guided)):
            units = set().union(*(units_of(id) for id in ids)) - taken
            pairs |= {(role, unit) for unit in units}
            taken |= units
    return pairs


def _written(deadline: Deadline) -> str:
    """Return *deadline* on one line: ``{every: month, day: 5}``."""
    value = notation(deadline)
    if isinstance(value, str):
        return value
    write: Callable[[object], str] = lambda v: str(v).lower() if isinstance(v, bool) else str(v)  # noqa: E731
    return "{" + ", ".join(f"{key}: {write(each)}" for key, each in value.items()) + "}"
