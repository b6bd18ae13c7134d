"""Tables of a corrected body, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from soanthao.draft.edit_values import Changed, plain
from soanthao.draft.nodes import Fields, Listing, Node
from soanthao.findings import Finding, Severity
from soanthao.intake.align import align
from soanthao.intake.changes import Change, stale
from soanthao.notice.item import Table
from soanthao.notice.markup import RichText
from soanthao.notice.source import SourceCell, SourceTable
from soanthao.services.updating_lines import squashed


def changed_tables(
    old: Sequence[tuple[Table, Fields]],
    new: Sequence[SourceTable],
    path: str,
    changes: list[Change],
    findings: list[Finding],
) -> dict[int, object]:
    """Return by ``id`` of a table's node what it says now; tables pair in their order."""
    if len(old) != len(new):
        message = (
            f"Trong Word có {len(new)} bảng, bản cũ có {len(old)}: chưa đưa bảng nào vào; hãy tự "
            "sửa."
        )
        findings.append(Finding("N609", message, path, severity=Severity.WARNING))
        return {}
    replaced: dict[int, object] = {}
    for number, ((table, node), now) in enumerate(zip(old, new, strict=True), start=1):
        value = _changed(table, node, now, f"bảng {number}", (changes, findings))
        if value is not None:
            replaced[id(node)] = value
    return replaced


def _changed(
    table: Table,
    node: Fields,
    now: SourceTable,
    where: str,
    told: tuple[list[Change], list[Finding]],
) -> Changed | None:
    changes, findings = told
    heading, *rows = [[_text(cell) for cell in row] for row in now.rows]
    keys = [" | ".join(cell.plain for cell in row.cells) for row in table.rows]
    lines = [" | ".join(cell.plain for cell in row) for row in rows]
    head = " | ".join(cell.plain for cell in table.columns)
    head_now = " | ".join(cell.plain for cell in heading)
    if keys == lines and head == head_now:
        return None
    values: dict[str, object] = {key: each for key, (_, each) in node.entries.items()}
    if head != head_now:
        changes.append(Change("sửa", f"tên cột của {where}", head, head_now))
        values["columns"] = [cell.marked_up() for cell in heading]
    listing = node.at("rows")
    nodes = list(listing.items) if isinstance(listing, Listing) else []
    fresh: list[object] = []
    found = align(keys, lines)
    for match in found.matches:
        for number, at in enumerate(match.new):
            old = match.old[0] if match.old and not number else None
            fresh.append(_row(nodes[old] if old is not None else None, rows[at]))
            before = keys[old] if old is not None else ""
            if old is not None and table.rows[old].is_order and before != lines[at]:
                findings.append(_stale_row(nodes[old], before, lines[at], where))
            if before != lines[at]:
                changes.append(
                    Change("sửa" if before else "thêm", f"hàng của {where}", before, lines[at])
                )
    changes.extend(Change("xóa", f"hàng của {where}", keys[at]) for at in found.deleted)
    values["rows"] = fresh
    return Changed(node, values)


def _stale_row(node: Node, before: str, after: str, where: str) -> Finding:
    line, column = node.source.place(node.start)
    told = stale(Change("sửa", "", before, after)) or "chữ"
    message = f"Hàng giao việc của {where}: đã sửa {told}; hãy xem lại việc giao."
    return Finding("N612", message, node.source.path, line, column, Severity.WARNING)


def _row(node: Node | None, cells: Sequence[RichText]) -> object:
    texts = [cell.marked_up() or None for cell in cells]
    if node is None:
        return texts
    written = node.at("cells") if isinstance(node, Fields) else node
    if plain(written) == plain(texts) or not isinstance(written, Listing):
        return node
    if isinstance(node, Fields):
        entries: dict[str, object] = {key: each for key, (_, each) in node.entries.items()}
        return Changed(node, {**entries, "cells": texts})
    return Changed(node, texts)


def _text(cell: SourceCell) -> RichText:
    text = RichText()
    for paragraph in cell.paragraphs:
        text = text + RichText.plainly(" ") + paragraph.text if text.pieces else paragraph.text
    return squashed(text)
