"""Tables of a corrected body, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from soanthao.draft.edit_values import Changed, plain
from soanthao.draft.emit import inline
from soanthao.draft.nodes import Fields, Listing, Node
from soanthao.findings import Finding, Severity
from soanthao.intake.align import align, likeness
from soanthao.intake.changes import Change, stale
from soanthao.notice.item import Table
from soanthao.notice.markup import Piece, RichText, Run
from soanthao.notice.source import SourceCell, SourceTable
from soanthao.services.updating_duties import shown
from soanthao.services.updating_lines import looks, squashed

_LIKE: Final = 0.4
"""Share of common words below which tables are not paired by their order."""


def changed_tables(
    old: Sequence[tuple[Table, Fields]],
    new: Sequence[SourceTable],
    path: str,
    changes: list[Change],
    findings: list[Finding],
) -> dict[int, object]:
    """Return by ``id`` of a table's node what it says now."""
    replaced: dict[int, object] = {}
    rows = [
        [said for row in table.rows if any(said := [_text(cell) for cell in row])] for table in new
    ]
    told = changes, findings
    pairs = list(zip(range(len(old)), range(len(new)), strict=False))
    mine = [Counter(_words(_cells(table)).split()) for table, _ in old]
    theirs = [Counter(_words(each).split()) for each in rows]
    alike = all(likeness(mine[here], theirs[there]) >= _LIKE for here, there in pairs)
    if len(old) != len(new) or not (alike or len(old) == 1):
        found = align([_words(_cells(table)) for table, _ in old], [_words(each) for each in rows])
        pairs = [(match.old[0], match.new[0]) for match in found.matches if match.old]
        _counted(old, rows, pairs, path, findings)
    for here, there in pairs:
        (table, node), name = old[here], f"bảng {here + 1}"
        value = _changed(table, node, rows[there], name, told)
        if value is not None:
            replaced[id(node)] = value
    return replaced


def _counted(
    old: Sequence[tuple[Table, Fields]],
    new: Sequence[Sequence[Sequence[RichText]]],
    pairs: Sequence[tuple[int, int]],
    path: str,
    findings: list[Finding],
) -> None:
    """Tell which tables are gone and which are new, and what to write."""
    paired = {here for here, _ in pairs}, {there for _, there in pairs}
    for at, (_, node) in enumerate(old):
        if at not in paired[0]:
            message = f"Không thấy bảng {at + 1} trong Word, vẫn sẽ in; nếu bỏ thì xóa table này."
            place = node.source.place(node.start)
            findings.append(Finding("N609", message, path, *place, Severity.WARNING))
    start = old[0][1] if old else None
    for at, rows in enumerate(new):
        if at not in paired[1]:
            written = {
                "columns": [cell.marked_up() for cell in rows[0]],
                "rows": [[cell.marked_up() for cell in row] for row in rows[1:]],
            }
            message = (
                f"Bảng thứ {at + 1} trong Word là bảng mới, chưa đưa vào; hãy tự ghi ở chỗ của nó: "
                f"table: {inline(written)}"
            )
            place = start.source.place(start.start) if start is not None else (1, 1)
            findings.append(Finding("N609", message, path, *place, Severity.WARNING))


def _cells(table: Table) -> list[list[RichText]]:
    return [list(table.columns), *(list(row.cells) for row in table.rows)]


def _words(rows: Sequence[Sequence[RichText]]) -> str:
    return " | ".join(cell.plain for row in rows for cell in row)


def _changed(
    table: Table,
    node: Fields,
    now: Sequence[Sequence[RichText]],
    where: str,
    told: tuple[list[Change], list[Finding]],
) -> Changed | None:
    changes, findings = told
    heading, *rows = now
    keys = [" | ".join(cell.plain for cell in row.cells) for row in table.rows]
    lines = [" | ".join(cell.plain for cell in row) for row in rows]
    head = " | ".join(cell.plain for cell in table.columns)
    head_now = " | ".join(cell.plain for cell in heading)
    same = [[looks(cell) for cell in row.cells] for row in table.rows] == [
        [looks(cell) for cell in row] for row in rows
    ]
    if same and head == head_now:
        return None
    values: dict[str, object] = {key: each for key, (_, each) in node.entries.items()}
    if head != head_now:
        changes.append(Change("sửa", f"tên cột của {where}", head, head_now))
        values["columns"] = [cell.marked_up() for cell in heading]
    listing = node.at("rows")
    nodes = list(listing.items) if isinstance(listing, Listing) else []
    telling = _Rows(table, nodes, where, changes, findings)
    found = align(keys, lines)
    fresh: list[object] = []
    for match in found.matches:
        for number, at in enumerate(match.new):
            old = match.old[0] if match.old and not number else None
            fresh.append(_row(nodes[old] if old is not None else None, rows[at]))
            telling.became(old, rows[at])
        for at in match.old[1:]:
            telling.gone(at)
    for at in found.deleted:
        telling.gone(at)
    for here, there in found.unsure:
        telling.unsure(here, lines[there])
    values["rows"] = fresh
    return Changed(node, values)


@dataclass(slots=True)
class _Rows:
    """Tells what becomes of the rows of one table."""

    table: Table
    nodes: Sequence[Node]
    where: str
    changes: list[Change]
    findings: list[Finding]

    def became(self, old: int | None, now: Sequence[RichText]) -> None:
        """Tell that row *old*, or a new one, says *now*."""
        where, after = f"hàng của {self.where}", _in_a_row(now)
        if old is None:
            self.changes.append(Change("thêm", where, "", after.plain))
            if any(row.is_order for row in self.table.rows):
                message = (
                    f"Hàng mới của {self.where} “{after.plain[:60]}” chưa giao ai; nếu giao thì "
                    "viết {cells: […], to: […], due: …}."
                )
                self._find("N609", self.nodes[0], message)
            return
        row = self.table.rows[old]
        before = _in_a_row(row.cells)
        if looks(before) == looks(after):
            return
        self.changes.append(Change.between(where, before, after))
        if row.is_order and before.plain != after.plain:
            told = stale(Change("sửa", "", before.plain, after.plain)) or "chữ"
            message = f"Hàng giao việc của {self.where}: đã sửa {told}; hãy xem lại việc giao."
            self._find("N612", self.nodes[old], message)

    def gone(self, old: int) -> None:
        """Tell that row *old* is gone, and what it ordered."""
        row, node = self.table.rows[old], self.nodes[old]
        said = _in_a_row(row.cells).plain
        self.changes.append(Change("xóa", f"hàng của {self.where}", said))
        if row.is_order and isinstance(node, Fields):
            kept = {key: plain(each) for key, (_, each) in node.entries.items() if key != "cells"}
            message = (
                f"Hàng “{said[:60]}” của {self.where} đã bị xóa, cùng việc giao {shown(kept)}."
            )
            self._find("N604", node, message)

    def unsure(self, old: int, text: str) -> None:
        """Tell that row *old* may be the one that says *text*."""
        if self.table.rows[old].is_order:
            message = f"Không chắc hàng này của {self.where} nay là “{text[:60]}”; hãy xem lại."
            self._find("N601", self.nodes[old], message)

    def _find(self, code: str, node: Node, message: str) -> None:
        place = node.source.place(node.start)
        self.findings.append(Finding(code, message, node.source.path, *place, Severity.WARNING))


def _in_a_row(cells: Sequence[RichText]) -> RichText:
    """Return the cells of a row as one text."""
    pieces: list[Piece] = []
    for cell in cells:
        pieces += [*([Run(" | ")] if pieces else []), *cell.pieces]
    return RichText.of(pieces)


def _row(node: Node | None, cells: Sequence[RichText]) -> object:
    texts = [cell.marked_up() for cell in cells]
    if node is None:
        return texts
    written = node.at("cells") if isinstance(node, Fields) else node
    if _said(written) == texts or not isinstance(written, Listing):
        return node
    if isinstance(node, Fields):
        entries: dict[str, object] = {key: each for key, (_, each) in node.entries.items()}
        return Changed(node, {**entries, "cells": texts})
    return Changed(node, texts)


def _said(node: Node) -> list[str]:
    """Return what the cells of a row say; an empty one is written in two ways."""
    cells = node.items if isinstance(node, Listing) else []
    return [str(plain(each) or "") for each in cells]


def _text(cell: SourceCell) -> RichText:
    text = RichText()
    for paragraph in cell.paragraphs:
        text = text + RichText.plainly(" ") + paragraph.text if text.pieces else paragraph.text
    return squashed(text)
