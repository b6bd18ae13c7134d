"""Nơi nhận of a corrected notice: lines whose words changed, lines added and taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from soanthao.draft.edit_values import Changed, plain
from soanthao.draft.nodes import Fields, Listing, Node
from soanthao.findings import Finding, Severity
from soanthao.intake.align import likeness
from soanthao.intake.changes import Change
from soanthao.notice.document import PrintedBlock

_DASH: Final = re.compile(r"^[-–—]\s*")
_MARKS: Final = (";", ".", ",", ":")
_LIKE: Final = 0.5
"""Share of common words from which on a line is the one that stood there."""


def bare(line: str) -> str:
    """Return *line* without its dash and the mark that ends it."""
    return _DASH.sub("", " ".join(line.split()), count=1).rstrip(";.")


@dataclass(slots=True)
class Recipients:
    """One update of nơi nhận; *changes* and *findings* grow."""

    changes: list[Change]
    findings: list[Finding] = field(default_factory=list)

    def value(
        self, node: object, printed: Sequence[PrintedBlock], now: Sequence[str]
    ) -> object | None:
        """Return what *node* says now that Word has the lines *now*; None where not certain."""
        blocks = _blocks(printed, now)
        if blocks is None or not isinstance(node, Listing) or not node.items:
            return None
        holders = [each for each in node.items if isinstance(each, Fields) and each.has("lines")]
        if not holders:
            lists: list[Node] = [node]
        elif len(holders) == len(node.items):
            lists = [each.at("lines") for each in holders]
        else:
            return None
        fits = len(lists) == len(printed) and all(
            isinstance(each, Listing) and len(each.items) == len(block.lines)
            for each, block in zip(lists, printed, strict=True)
        )
        if not fits:
            return None
        fresh = [
            self._lines(each, block.lines, lines)
            for each, block, lines in zip(lists, printed, blocks, strict=True)
            if isinstance(each, Listing)
        ]
        if all(one is other for one, other in zip(fresh, lists, strict=True)):
            return node
        if not holders:
            return fresh[0]
        return Changed(
            node,
            [
                each if lines is old else Changed(each, {**_entries(each), "lines": lines})
                for each, lines, old in zip(holders, fresh, lists, strict=True)
            ],
        )

    def _lines(self, node: Listing, printed: Sequence[str], now: Sequence[str]) -> object:
        """Return what the list *node* of one block says."""
        known = [bare(line) for line in printed]
        # A line without a dash may go on from the one above it: nobody can tell.
        certain = [line for line in now if _DASH.match(line) or bare(line) in known]
        may_remove = len(certain) == len(now)
        told = [bare(line) for line in certain]
        if known == told:
            return node
        values: list[object] = []
        codes = SequenceMatcher(None, known, told, autojunk=False).get_opcodes()
        for kind, low, high, start, stop in codes:
            if kind == "equal":
                values.extend(node.items[low:high])
            else:
                olds = list(zip(node.items[low:high], printed[low:high], strict=True))
                values.extend(self._replaced(olds, certain[start:stop], may_remove=may_remove))
        return Changed(node, values) if values else node

    def _replaced(
        self, olds: Sequence[tuple[Node, str]], news: Sequence[str], *, may_remove: bool
    ) -> Iterator[object]:
        """Yield the lines *news* that stand where *olds* stood."""
        left = list(olds)
        for line in news:
            alike = next((each for each in left if _alike(each[1], line)), None)
            if alike is None:
                self.changes.append(Change("thêm", "nơi nhận", "", bare(line)))
                yield bare(line)
                continue
            for each in left[: left.index(alike)]:
                yield from self._gone(each, may_remove=may_remove)
            left = left[left.index(alike) + 1 :]
            yield self._changed(alike[0], line)
        for each in left:
            yield from self._gone(each, may_remove=may_remove)

    def _gone(self, old: tuple[Node, str], *, may_remove: bool) -> Iterator[Node]:
        node, line = old
        if may_remove:
            self.changes.append(Change("xóa", "nơi nhận", bare(line)))
        else:
            yield node

    def _changed(self, node: Node, line: str) -> Changed:
        entries = _entries(node)
        text = str(plain(entries["text"] if entries else node))
        told = _DASH.sub("", " ".join(line.split()), count=1)
        told = told if text.endswith(_MARKS) else told.rstrip(";.")
        self.changes.append(Change("sửa", "nơi nhận", text, told))
        if "units" in entries:
            message = (
                f"Nơi nhận “{text}” đã sửa thành “{told}”, units vẫn là {plain(entries['units'])}; "
                "hãy xem lại."
            )
            path, place = node.source.path, node.source.place(node.start)
            self.findings.append(Finding("N610", message, path, *place, Severity.WARNING))
        return Changed(node, {**entries, "text": told} if entries else told)


def _alike(old: str, new: str) -> bool:
    return likeness(Counter(bare(old).split()), Counter(bare(new).split())) >= _LIKE


def _blocks(printed: Sequence[PrintedBlock], now: Sequence[str]) -> list[list[str]] | None:
    """Return the lines *now* below each heading; None where headings are not all there."""
    headings = [" ".join(block.heading.split()) for block in printed]
    found: list[list[str]] = []
    for line in (" ".join(each.split()) for each in now):
        if len(found) < len(headings) and line == headings[len(found)]:
            found.append([])
        elif found and line:
            found[-1].append(line)
    return found if headings and len(found) == len(headings) else None


def _entries(node: object) -> dict[str, object]:
    return (
        {key: each for key, (_, each) in node.entries.items()} if isinstance(node, Fields) else {}
    )
