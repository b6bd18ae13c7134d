"""Corrected lines as values of the file: old nodes with what is new in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from soanthao.draft.edit_values import Changed, Fresh, plain
from soanthao.draft.nodes import Fields, Listing, Node, Scalar
from soanthao.findings import Finding, Severity
from soanthao.intake.align import respan
from soanthao.intake.changes import Change
from soanthao.services.updating_duties import moved_part
from soanthao.services.updating_lines import OldLine
from soanthao.services.updating_orders import put_key, role_keys
from soanthao.services.updating_tree import NewLine


@dataclass(slots=True)
class Values:
    """Makes the values; *changes* and *findings* grow where quotes do not stay."""

    path: str
    changes: list[Change]
    findings: list[Finding]

    def of(self, line: NewLine) -> object:
        """Return what *line* and all below it say."""
        children = [self.of(each) for each in line.children]
        old, text = line.old, line.text.marked_up()
        if old is not None and not isinstance(old.node, Scalar):
            return self._kept(line, old, children, text)
        if not line.is_item:
            if old is None:
                return Fresh(text, line.comment)
            return old.node if line.text == old.text else Changed(old.node, text, line.comment)
        values: dict[str, object] = {"text": text}
        if not line.marker or line.written:
            values["marker"] = line.marker
        if line.given and line.piece_of is not None:
            values["parts"] = self._given(line, line.piece_of)
        if children:
            values["items"] = children
        return Fresh(values, line.comment or "? đoạn thành mục: chưa ghi giao ai")

    def _given(self, line: NewLine, old: OldLine) -> list[object]:
        """Return the parts of the split line *old* that go with its piece *line*."""
        parts = old.item.parts if old.item else ()
        nodes = _parts_of(old.node)
        found: list[object] = []
        for index in line.given:
            value = moved_part(parts[index], nodes[index], old, line.force)
            if value is not None:
                found.append(value)
        return found

    def _kept(self, line: NewLine, old: OldLine, children: list[object], text: str) -> object:
        """Return an item that was there, with all its keys."""
        node = old.node
        if not isinstance(node, Fields):
            return node
        values: dict[str, object] = {key: each for key, (_, each) in node.entries.items()}
        if line.text != old.text:
            values["text"] = text
            self._parts(values, old, line)
        values = self._with_duties(values, old, line, node)
        if line.written or (line.marker != old.marker and (not line.marker or node.has("marker"))):
            values = put_key(values, node, "marker", line.marker)
        was = node.at("items") if node.has("items") else None
        before = list(was.items) if isinstance(was, Listing) else []
        if not children:
            values.pop("items", None)
        elif not _are(children, before):
            values["items"] = children
        same = all(values.get(key) is each for key, (_, each) in node.entries.items())
        if same and not line.comment and len(values) == len(node.entries):
            return node
        return Changed(node, values, line.comment)

    @staticmethod
    def _with_duties(
        values: dict[str, object], old: OldLine, line: NewLine, node: Fields
    ) -> dict[str, object]:
        """Return *values* with whom the item is ordered to where that must be said anew."""
        keys: dict[str, object] = {}
        if line.joined is not None:
            keys |= line.joined.keys
            has_parts = isinstance(values.get("parts"), Listing | list)
            inner = _elements(values["parts"]) if has_parts else []
            told = [*line.joined.before, *inner, *line.joined.behind]
            if line.joined.has_parts:
                keys["parts"] = told
        if old.item is not None and line.own is not None:
            keys |= role_keys(old.item.roles, line.own)
        for key, value in keys.items():
            values = put_key(values, node, key, value)
        return values

    def _parts(self, values: dict[str, object], old: OldLine, line: NewLine) -> None:
        """Let quotes follow their words; one that does not fit any more is an error."""
        parts = values.get("parts")
        if not isinstance(parts, Listing):
            return
        fresh: list[object] = []
        for index, part in enumerate(parts.items):
            if index in line.given:
                continue
            fresh.append(part)
            if not isinstance(part, Fields):
                continue
            quote = part.at("quote")
            pieces = list(quote.items) if isinstance(quote, Listing) else [quote]
            now = [self._quote(each, old, line) for each in pieces]
            if _are(now, pieces):
                continue
            kept = {key: each for key, (_, each) in part.entries.items()}
            fresh[-1] = Changed(part, {**kept, "quote": now if len(now) > 1 else now[0]})
        if fresh:
            values["parts"] = fresh
        else:
            values.pop("parts")

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
            place = node.source.place(node.start)
            self.findings.append(Finding("N605", message, self.path, *place, Severity.ERROR))
            return node
        self.changes.append(Change("sửa", f"quote của {old.named}", said, moved))
        return moved


def _are(one: Sequence[object], other: Sequence[object]) -> bool:
    """Tell whether two lists hold the very same values."""
    return len(one) == len(other) and all(
        mine is theirs for mine, theirs in zip(one, other, strict=True)
    )


def _elements(value: object) -> list[object]:
    if isinstance(value, Listing):
        return list(value.items)
    return list(value) if isinstance(value, Sequence) and not isinstance(value, Mapping) else []


def _parts_of(node: Node) -> list[Node]:
    parts = node.at("parts") if isinstance(node, Fields) and node.has("parts") else None
    return list(parts.items) if isinstance(parts, Listing) else []
