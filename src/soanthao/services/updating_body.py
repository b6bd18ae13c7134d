"""A corrected body over the nodes of the draft: each order stays with its item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from soanthao.draft.edit_values import Changed, Fresh, plain
from soanthao.draft.nodes import Fields, Listing, Node, Scalar
from soanthao.findings import Finding, Severity
from soanthao.intake.align import Match, align, respan
from soanthao.intake.changes import Change, stale
from soanthao.notice.markup import RichText
from soanthao.services.updating_lines import Markers, OldLine, settled, smoothed, squashed

_ORDER_KEYS: Final = ("to", "with", "guided", "copy", "due", "no_due", "parts", "table")


@dataclass(slots=True)
class NewLine:
    """A line of the corrected body.

    Attributes:
        old: the line that it was, the first of them where it is a join.
        joined: the further ones.
        under: the line that contains it.
    """

    text: RichText
    marker: str
    depth: int
    old: OldLine | None = None
    joined: tuple[OldLine, ...] = ()
    doubt: str = ""
    under: NewLine | None = None
    children: list[NewLine] = field(default_factory=list)

    @property
    def is_item(self) -> bool:
        """Whether it is no bare paragraph."""
        item = self.old is not None and self.old.item is not None
        return item or bool(self.marker) or self.under is not None


@dataclass(slots=True)
class Body:
    """What one body becomes: values for its list, changes and findings.

    Attributes:
        path: of the draft, for findings.
    """

    path: str
    markers: Markers
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def values(self, old: Sequence[OldLine], texts: Sequence[RichText]) -> list[object]:
        """Return the elements that say *texts*, without tables."""
        split = [self.markers.split(text.plain) for text in texts]
        keys = [self.markers.split(line.printed)[2] for line in old]
        found = align(keys, [rest for _, _, rest in split])
        lines: list[NewLine] = []
        for match in found.matches:
            lines.extend(self._lines(match, old, texts))
        lines = [
            line
            for _, line in sorted(
                zip(self._order(found.matches), lines, strict=True), key=lambda pair: pair[0]
            )
        ]
        for at in found.deleted:
            self._deleted(old[at])
        for here, there in found.unsure:
            self._unsure(old[here], texts[there].plain)
        return [self._value(line) for line in self._tree(lines)]

    @staticmethod
    def _order(matches: Sequence[Match]) -> list[int]:
        return [at for match in matches for at in match.new]

    def _lines(
        self, match: Match, old: Sequence[OldLine], texts: Sequence[RichText]
    ) -> Iterator[NewLine]:
        was = [old[at] for at in match.old]
        for number, at in enumerate(match.new):
            first = was[0] if was and not number else None
            line = self._line(texts[at], first)
            line.joined = tuple(was[1:]) if not number else ()
            yield line
            self._told(match, was, line, number)

    def _line(self, text: RichText, old: OldLine | None) -> NewLine:
        text = squashed(text)
        whole = text.plain
        marker, depth, rest = self.markers.split(whole)
        if old is not None:
            if old.marker and whole.startswith(f"{old.marker} "):
                marker, depth = old.marker, old.item.depth if old.item else 0
            elif not old.marker and self.markers.split(old.text.plain)[0]:
                marker, depth = "", -1
        text = text.slice(len(whole) - len(rest), len(whole)) if marker else text
        if old is not None:
            heading = bool(old.item and old.item.heading)
            text = settled(old.text, smoothed(text, heading=heading), heading=heading)
        return NewLine(text, marker, depth, old)

    def _told(self, match: Match, was: list[OldLine], line: NewLine, number: int) -> None:
        """Say what happened to a line; one that is not certain gets a doubt."""
        if match.kind == "new":
            self.changes.append(Change("thêm", line.marker or "đoạn", "", line.text.plain))
            if line.marker:
                line.doubt = "? mục mới thêm trong Word: chưa ghi giao ai, thời hạn nào"
            return
        old = was[0]
        if match.kind == "split":
            self._split(old, line, number)
        elif match.kind == "joined":
            told = " + ".join(each.named for each in was)
            before = " ".join(each.text.plain for each in was)
            self.changes.append(Change("gộp", told, before, line.text.plain))
            line.doubt = self._joined_doubt(was)
            self._find("N603", old.node, f"Đã gộp {told}; hãy xem lại việc giao ở mục này.")
        elif line.text != old.text:
            self.changes.append(Change("sửa", old.named, old.text.plain, line.text.plain))
            self._stale(old, line)
        if match.moved and not number:
            self.changes.append(Change("chuyển", old.named, line.text.plain, line.text.plain))

    def _stale(self, old: OldLine, line: NewLine) -> None:
        """Doubt who and when where the words that say so may be those that changed."""
        if old.item is None or not old.item.order:
            return
        told = stale(Change("sửa", "", old.text.plain, line.text.plain))
        if told:
            self._find("N612", old.node, f"{old.named}: đã sửa {told}; hãy xem lại việc giao.")
            line.doubt = f"? trong Word đã sửa {told}: xem lại việc giao của mục này"

    def _split(self, old: OldLine, line: NewLine, number: int) -> None:
        if not number:
            self.changes.append(Change("tách", old.named, old.text.plain, line.text.plain))
            message = f"Đã tách {old.named}: việc giao giữ ở phần đầu, hãy ghi cho các phần sau."
            self._find("N602", old.node, message)
            return
        self.changes.append(Change("tách", f"{old.named} (phần sau)", "", line.text.plain))
        line.doubt = (
            f"? tách từ {old.named}: chưa ghi giao ai; mục cũ giao {_orders(old) or 'không ai'}"
        )

    @staticmethod
    def _joined_doubt(was: Sequence[OldLine]) -> str:
        told = "; ".join(f"{each.named} giao {_orders(each) or 'không ai'}" for each in was)
        return f"? gộp từ nhiều mục, chỉ giữ việc giao của mục đầu: {told}"

    def _deleted(self, old: OldLine) -> None:
        self.changes.append(Change("xóa", old.named, old.text.plain, ""))
        orders = _orders(old)
        if orders:
            self._find("N604", old.node, f"{old.named} đã bị xóa, cùng việc giao {orders}.")

    def _unsure(self, old: OldLine, text: str) -> None:
        self._find(
            "N601",
            old.node,
            f"Không chắc {old.named} nay là “{text[:60]}”; hãy xem lại việc giao của mục này.",
        )

    def _find(self, code: str, node: Node, message: str, *, error: bool = False) -> None:
        line, column = node.source.place(node.start)
        severity = Severity.ERROR if error else Severity.WARNING
        self.findings.append(Finding(code, message, self.path, line, column, severity))

    def _tree(self, lines: Sequence[NewLine]) -> list[NewLine]:
        """Return the top of *lines*, each below the line that contains it."""
        top: list[NewLine] = []
        stack: list[NewLine] = []
        for at, line in enumerate(lines):
            level = self._level(line, stack, lines[at + 1 :])
            del stack[level:]
            line.under = stack[-1] if stack else None
            (stack[-1].children if stack else top).append(line)
            if line.is_item:
                stack.append(line)
        return top

    def _level(self, line: NewLine, stack: list[NewLine], rest: Sequence[NewLine]) -> int:
        """Return below how many lines of *stack* the line stands."""
        levels = [
            at
            for at in range(len(stack) + 1)
            if sum(bool(each.marker) for each in stack[:at]) == line.depth
        ]
        if line.old is not None and (line.old.item is None) and not line.marker:
            return 0
        parent = line.old.parent if line.old is not None else None
        own = next((at + 1 for at, each in enumerate(stack) if each.old is parent), 0)
        own = own if parent is not None else 0
        if line.marker:
            if line.old is not None and own in levels:
                return own
            beside = [at for at in levels if at < len(stack) and stack[at].marker]
            return (beside or levels or [len(stack)])[-1]
        if line.old is not None:
            return own if parent is None or own else len(stack)
        following = next((each for each in rest if each.marker), None)
        if following is None or following.depth <= 0:
            return 0
        inside = [
            at
            for at in range(1, len(stack) + 1)
            if sum(bool(each.marker) for each in stack[:at]) == following.depth
        ]
        return inside[0] if inside else 0

    def _value(self, line: NewLine) -> object:
        children = [self._value(each) for each in line.children]
        old = line.old
        text = line.text.marked_up()
        if old is None or isinstance(old.node, Scalar):
            if not line.is_item and old is None:
                return Fresh(text, line.doubt)
            if not line.is_item and old is not None:
                same = line.text == old.text
                return old.node if same else Changed(old.node, text, line.doubt)
            values: dict[str, object] = {"text": text}
            if not line.marker:
                values["marker"] = ""
            if children:
                values["items"] = children
            return Fresh(values, line.doubt or "? đoạn thành mục: chưa ghi giao ai")
        return self._kept(line, old, children, text)

    def _kept(self, line: NewLine, old: OldLine, children: list[object], text: str) -> object:
        """Return an item that was there, with all its keys."""
        node = old.node
        if not isinstance(node, Fields):
            return node
        values: dict[str, object] = {key: each for key, (_, each) in node.entries.items()}
        if line.text != old.text:
            values["text"] = text
            self._parts(values, old, line)
        if line.marker != old.marker and (not line.marker or node.has("marker")):
            values["marker"] = line.marker
        was = node.at("items") if node.has("items") else None
        before = list(was.items) if isinstance(was, Listing) else []
        if not children:
            values.pop("items", None)
        elif len(children) != len(before) or any(
            one is not other for one, other in zip(children, before, strict=True)
        ):
            values["items"] = children
        same = all(values.get(key) is each for key, (_, each) in node.entries.items())
        if same and not line.doubt and len(values) == len(node.entries):
            return node
        return Changed(node, values, line.doubt)

    def _parts(self, values: dict[str, object], old: OldLine, line: NewLine) -> None:
        """Let quotes follow their words; one that does not fit any more is an error."""
        parts = values.get("parts")
        if not isinstance(parts, Listing):
            return
        fresh: list[object] = []
        for part in parts.items:
            fresh.append(part)
            if not isinstance(part, Fields):
                continue
            quote = part.at("quote")
            pieces = list(quote.items) if isinstance(quote, Listing) else [quote]
            now = [self._quote(each, old, line) for each in pieces]
            if all(one is each for one, each in zip(now, pieces, strict=True)):
                continue
            kept = {key: each for key, (_, each) in part.entries.items()}
            fresh[-1] = Changed(part, {**kept, "quote": now if len(now) > 1 else now[0]})
        values["parts"] = fresh

    def _quote(self, node: Node, old: OldLine, line: NewLine) -> object:
        said, new = str(plain(node)), line.text.plain
        if new.count(said) == 1:
            return node
        start = old.text.plain.find(said)
        span = respan(old.text.plain, new, (start, start + len(said))) if start >= 0 else None
        moved = new[slice(*span)] if span else ""
        if not moved or new.count(moved) != 1:
            message = (
                f"Phần trích “{said[:60]}” không còn đúng một lần trong mục; hãy sửa lại quote."
            )
            self._find("N605", node, message, error=True)
            return node
        self.changes.append(Change("sửa", f"quote của {old.named}", said, moved))
        return moved


def _orders(old: OldLine) -> str:
    """Return the orders of a line as they are written."""
    if not isinstance(old.node, Fields):
        return ""
    kept = [(key, plain(old.node.at(key))) for key in _ORDER_KEYS if old.node.has(key)]
    return "; ".join(f"{key}: {_shown(each)}" for key, each in kept)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_shown(each)}" for key, each in value.items()) + "}"
    return str(value)
