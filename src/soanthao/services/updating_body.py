"""A corrected body over the nodes of the draft: each order stays with its item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from soanthao.draft.nodes import Node
from soanthao.findings import Finding, Severity
from soanthao.intake.align import Match, align
from soanthao.intake.changes import Change, stale
from soanthao.language.lexicon import Lexicon
from soanthao.notice.item import Roles
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.services.updating_duties import (
    base_of,
    joined,
    keeper,
    orders_of_line,
    parts_by_piece,
)
from soanthao.services.updating_lines import Markers, OldLine, settled, smoothed, squashed
from soanthao.services.updating_tree import NewLine, inherit, number, tree
from soanthao.services.updating_values import Values

_CERTAIN_DASHES = frozenset("–—\N{MINUS SIGN}•")


@dataclass(slots=True)
class Body:
    """What one body becomes: values for its list, changes and findings.

    Attributes:
        path: of the draft, for findings.
    """

    path: str
    notice: Notice
    markers: Markers
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    start: tuple[int, int] = (1, 1)
    """Where the body stands in the draft."""
    known: int = 0
    found: int = 0
    """How many lines there were, and how many of them are there still."""
    lines: list[NewLine] = field(default_factory=list)
    """The items that there are now, in print order."""
    became: dict[int, OldLine] = field(default_factory=dict)
    """Which old line a corrected text is, by the ``id`` of the text."""

    def values(self, old: Sequence[OldLine], texts: Sequence[RichText]) -> list[object]:
        """Return the elements that say *texts*, without tables."""
        split = [self.markers.split(text.plain) for text in texts]
        keys = [self.markers.split(line.printed)[2] for line in old]
        found = align(keys, [rest for _, _, rest in split])
        self.known += len(old)
        self.found += len(old) - len(found.deleted)
        if old:
            self.start = old[0].node.source.place(old[0].node.start)
        placed: dict[int, NewLine] = {}
        for match in found.matches:
            lines = self._lines(match, old, texts)
            placed.update(zip(match.new, lines, strict=True))
            self.became |= {id(texts[at]): old[match.old[0]] for at in match.new if match.old}
        for at in found.deleted:
            self._deleted(old[at])
        for here, there in found.unsure:
            self._unsure(old[here], texts[there].plain)
        top = tree([placed[at] for at in sorted(placed)])
        for line in top:
            inherit(line)
        for line in (each for first in top for each in first.walk()):
            self._told_place(line)
            self._told_roles(line)
        self.lines.extend(each for first in top for each in first.walk() if each.is_item)
        number(top, self.markers.numbering)
        self._told_numbers(top)
        writing = Values(self.path, self.changes, self.findings)
        return [writing.of(line) for line in top]

    def _lines(
        self, match: Match, old: Sequence[OldLine], texts: Sequence[RichText]
    ) -> list[NewLine]:
        was = [old[at] for at in match.old]
        if match.kind == "split":
            return list(self._split(was[0], [texts[at] for at in match.new]))
        line = self._line(texts[match.new[0]], base_of(was) if was else None)
        self._told(match, was, line)
        return [line]

    def _line(self, text: RichText, old: OldLine | None) -> NewLine:
        text = squashed(text)
        whole = text.plain
        marker, depth, rest = self.markers.split(whole)
        if old is not None:
            if old.marker and whole.startswith(f"{old.marker} "):
                marker, depth = old.marker, old.item.depth if old.item else 0
                rest = whole[len(marker) + 1 :]
            elif not old.marker and self.markers.split(old.text.plain)[0]:
                marker, depth = "", -1
            elif not marker:
                marker, depth, rest = self._foreign(whole, old)
        text = text.slice(len(whole) - len(rest), len(whole)) if marker else text
        if old is not None:
            heading = bool(old.item and old.item.heading)
            text = settled(old.text, smoothed(text, heading=heading), heading=heading)
        return NewLine(text, marker, depth, old)

    def _foreign(self, whole: str, old: OldLine) -> tuple[str, int, str]:
        """Return marker, depth and rest where the marker of *old* was typed in another form."""
        if old.item is None or not old.marker:
            return "", -1, whole
        first, rest = self.markers.loose(whole)
        if not first:
            return "", -1, whole
        if rest.split()[:1] != old.text.plain.split()[:1]:
            return "", -1, whole
        dash = first in _CERTAIN_DASHES and old.marker == "-"
        return (old.marker if dash else first), old.item.depth, rest

    def _told(self, match: Match, was: list[OldLine], line: NewLine) -> None:
        """Say what happened to a line; one that is not certain gets a doubt."""
        if match.kind == "new":
            self.changes.append(Change("thêm", line.marker or "đoạn", "", line.text.plain))
            if not line.marker and self._names_units(line.text.plain):
                message = (
                    f"Đoạn mới “{line.text.plain[:60]}” có tên đơn vị; nếu là việc giao thì viết "
                    "thành mục, có to."
                )
                self.findings.append(self._at_body("N614", message))
                line.doubts.append("đoạn mới có tên đơn vị: nếu là việc giao thì viết thành mục")
            if line.marker:
                line.doubts.append("mục mới thêm trong Word: chưa ghi giao ai, thời hạn nào")
            return
        old = was[0]
        if match.kind == "joined":
            self._joined(was, line)
        elif line.text != old.text:
            self.changes.append(Change.between(old.named, old.text, line.text))
            self._stale(old, line)
        if match.moved:
            self.changes.append(Change("chuyển", old.named, line.text.plain, line.text.plain))

    def _names_units(self, text: str) -> bool:
        names = Lexicon.of(self.notice.agency.directory, self.notice.validity_day)
        return any(each.ids for each in names.find(text))

    def _at_body(self, code: str, message: str) -> Finding:
        return Finding(code, message, self.path, *self.start, Severity.WARNING)

    def _stale(self, old: OldLine, line: NewLine) -> None:
        """Doubt who and when where the words that say so may be those that changed."""
        if old.item is None or not old.item.order:
            return
        told = stale(Change("sửa", "", old.text.plain, line.text.plain))
        if told:
            self._find("N612", old.node, f"{old.named}: đã sửa {told}; hãy xem lại việc giao.")
            line.doubts.append(f"trong Word đã sửa {told}: xem lại việc giao của mục này")

    def _joined(self, was: list[OldLine], line: NewLine) -> None:
        """Keep the orders of all lines that were joined, as parts where they differ."""
        told = " + ".join(each.named for each in was)
        before = " ".join(each.text.plain for each in was)
        self.changes.append(Change("gộp", told, before, line.text.plain))
        line.was, line.joined = tuple(was), joined(was, line.text.plain)
        node = line.old.node if line.old else was[0].node
        kept = "việc giao của từng mục nay ở parts" if line.joined.has_parts else ""
        if line.joined.is_mixed:
            kept = "chữ của các mục đã trộn nên mỗi việc đều trích cả đoạn, hãy sửa quote"
        lost = line.joined.lost and f"không giữ được: {'; '.join(line.joined.lost)}"
        said = [each for each in (kept, lost) if each]
        message = f"Đã gộp {told}; {'; '.join([*said, 'hãy xem lại việc giao ở mục này'])}."
        self._find("N603", node, message)
        orders = "; ".join(
            f"{each.named} giao {orders_of_line(each) or 'không ai'}" for each in was
        )
        line.doubts.append(f"gộp từ nhiều mục, xem lại việc giao: {orders}")

    def _split(self, old: OldLine, texts: Sequence[RichText]) -> Iterator[NewLine]:
        """Yield the pieces; the order stays with the one that carries its words."""
        pieces = [squashed(text).plain for text in texts]
        keeping = keeper(old, pieces, self.notice)
        given = parts_by_piece(old, pieces, keeping)
        for at, text in enumerate(texts):
            line = self._line(text, old if at == keeping else None)
            where = old.named if at == 0 else f"{old.named} (phần {at + 1})"
            before = old.text.plain if at == 0 else ""
            self.changes.append(Change("tách", where, before, line.text.plain))
            line.given = tuple(index for index, to in given.items() if to == at)
            if at == keeping:
                line.given = tuple(given)
            elif old.item is not None:
                line.piece_of = old
                orders = orders_of_line(old) or "không ai"
                line.doubts.append(f"tách từ {old.named}: xem lại giao ai; mục cũ giao {orders}")
            yield line
        if old.item is None:
            return
        message = (
            f"Đã tách {old.named}: việc giao giữ ở phần {keeping + 1} “{pieces[keeping][:40]}”, "
            "hãy xem lại các phần kia."
        )
        self._find("N602", old.node, message)

    def _deleted(self, old: OldLine) -> None:
        self.changes.append(Change("xóa", old.named, old.text.plain, ""))
        orders = orders_of_line(old)
        if orders:
            self._find("N604", old.node, f"{old.named} đã bị xóa, cùng việc giao {orders}.")

    def _unsure(self, old: OldLine, text: str) -> None:
        self._find(
            "N601",
            old.node,
            f"Không chắc {old.named} nay là “{text[:60]}”; hãy xem lại việc giao của mục này.",
        )

    def _told_place(self, line: NewLine) -> None:
        """Show an item that stands below another one without having moved among the lines."""
        old, above = line.old, line.under
        if old is None or old.item is None or line.was or line.piece_of:
            return
        olds = (above.was or (above.old,)) if above else (None,)
        told = any(each.kind == "chuyển" and each.where == old.named for each in self.changes)
        if old.parent not in olds and not told:
            text = line.text.plain
            self.changes.append(Change("chuyển", old.named, text, text))

    def _told_roles(self, line: NewLine) -> None:
        """Tell where an item says itself, or inherits, what it did not before."""
        old, above = line.old, line.under
        if old is None or old.item is None:
            if line.doubts and line.marker and line.force.to:
                ids = _ids(line.force)
                line.doubts.append(f"nay theo mục trên giao {ids}")
            return
        wanted = line.joined.force if line.joined else old.in_force
        named = above.old.named if above and above.old else "mục khác"
        if line.force != wanted:
            now = f"{old.named} nay nằm dưới {named}, thừa hưởng {_ids(line.force)}"
            self._find("N613", old.node, f"{now}; trước giao {_ids(wanted) or 'không ai'}.")
            line.doubts.append(f"nay nằm dưới {named} nên thừa hưởng {_ids(line.force)}")
        elif line.own != old.item.roles and not line.joined:
            place = f"nay nằm dưới {named}" if above else "nay không nằm dưới mục nào"
            kept = f"giữ đơn vị như cũ, ghi riêng ở đây ({_ids(wanted)})"
            advice = "nếu giao theo mục trên thì xóa các khóa đó"
            self._find("N613", old.node, f"{old.named} {place}: {kept}; {advice}.")
            line.doubts.append(f"{place}: {kept}")

    def _told_numbers(self, top: Sequence[NewLine]) -> None:
        """Show the numbers that the leader typed, those that go on from them included."""
        typed = False
        for line in (each for first in top for each in first.walk()):
            typed = typed or line.written
            old = line.old
            if typed and old is not None and old.marker and old.marker != line.marker:
                self.changes.append(Change("sửa", f"số của {old.named}", old.marker, line.marker))

    def _find(self, code: str, node: Node, message: str) -> None:
        place = node.source.place(node.start)
        self.findings.append(Finding(code, message, self.path, *place, Severity.WARNING))


def _ids(roles: Roles) -> str:
    return ", ".join((*roles.to, *roles.with_, *roles.guided, *roles.copy))
