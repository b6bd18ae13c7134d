"""A filled-in table over a draft that went on: which cells did a colleague write, which the draft?

The table carries what it printed (:mod:`soanthao.notice.table_origin`). A cell that still says so
was not touched, whatever the draft says now; one that was touched is taken only where the draft
still says what was printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from soanthao.findings import Finding, Severity
from soanthao.notice.assignment_table import AssignmentRow, AssignmentTable
from soanthao.notice.markup import RichText
from soanthao.notice.table_origin import (
    PrintedRow,
    digest,
    printed_row,
    printed_rows,
    properties,
)
from soanthao.services.updating_rows import Column, Matched, same

State = Literal["filled", "untouched", "conflict"]

_TAKEN: Final[tuple[Column, ...]] = ("lead", "joining", "due")
_NO_CODE: Final = digest("")


@dataclass(frozen=True, slots=True)
class Age:
    """What a table printed when it was made; *origin* is empty where its file does not say."""

    origin: Sequence[PrintedRow] = ()

    def of(self, column: Column, pair: Matched, text: str) -> State:
        """Return who wrote *text* into the cell of *column*, which differs from the draft."""
        if not self.origin:
            return "filled"
        row, order = pair.row, pair.order
        words, citation = row.says("text"), row.says("citation")
        base = printed_row(self.origin, row.says("code").strip(), words, citation)
        if base is None:
            base = printed_row(self.origin, order.code, order.text.plain, order.citation)
        printed: str = getattr(base, column) if base is not None else ""
        if printed == digest(text):
            return "untouched"
        return "filled" if printed == digest(_printed(order, column)) else "conflict"

    def told(
        self, table: AssignmentTable, pairs: Sequence[Matched], path: str
    ) -> Iterator[Finding]:
        """Yield that the draft changed after the table was made, or that nobody knows."""
        if not self.origin:
            if any(_differs(pair) for pair in pairs):
                message = (
                    "Bảng không ghi được in từ bản dự thảo nào: ô nào khác dự thảo đều coi là mới "
                    "điền; nếu dự thảo đã sửa sau khi in bảng thì hãy xem kỹ từng thay đổi."
                )
                yield Finding("N629", message, path, where="cả bảng", severity=Severity.INFO)
            return
        rows = ([*(cell.plain for cell in row.cells()), row.code] for row in table.rows)
        now = set(printed_rows(properties(rows)))
        if all(each.code == _NO_CODE for each in self.origin):
            now = {replace(each, code=_NO_CODE) for each in now}
        gone = len({*self.origin} - now)
        if gone or len(now) > len({*self.origin}):
            message = (
                f"Dự thảo đã đổi sau khi in bảng này ({gone} việc khác trước): ô không ai điền thì "
                "giữ như dự thảo, ô mà cả hai bên cùng đổi thì nêu riêng."
            )
            yield Finding("N629", message, path, where="cả bảng", severity=Severity.WARNING)


def _printed(order: AssignmentRow, column: Column) -> str:
    """Return what the table prints of *order* today."""
    said: str | RichText = getattr(order, column)
    return said.plain if isinstance(said, RichText) else said


def _differs(pair: Matched) -> bool:
    """Tell whether a cell that is taken differs from the draft."""
    cells = pair.row.cells
    return any(
        column in cells and not same(cells[column].text, getattr(pair.order, column))
        for column in _TAKEN
    )
