"""``soanthao update`` with a filled-in assignment table: who and when go back into the conclusion.

The table is believed where it says something certain about an order that it names without doubt;
all else stays as the draft has it and is told. Orders whose cells were not touched keep the roles
that the table prints for them, even where the item that they inherit from changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from soanthao.draft.edit import apply, open_tree
from soanthao.draft.load import Draft
from soanthao.draft.nodes import Fields, Listing
from soanthao.errors import InternalError, InvalidInputError
from soanthao.findings import Finding, Severity
from soanthao.intake.changes import Change
from soanthao.notice.assignment_table import AssignmentRow, assignment_table
from soanthao.notice.deadline import Deadline
from soanthao.notice.deadline_notation import notation
from soanthao.notice.deadline_words import in_words
from soanthao.notice.item import Roles
from soanthao.services.updating_age import Age
from soanthao.services.updating_cells import CellDoubtError, CellReader
from soanthao.services.updating_orders import (
    Keys,
    Order,
    orders_of,
    own_roles,
    role_keys,
    with_keys,
)
from soanthao.services.updating_rows import (
    Column,
    FilledCell,
    FilledRow,
    Matched,
    matched,
    same,
)

T = TypeVar("T")

_CALLED: Final[dict[Column, str]] = {
    "text": "Nội dung",
    "lead": "chủ trì",
    "joining": "phối hợp",
    "due": "thời hạn",
    "product": "Sản phẩm",
    "citation": "Mục",
    "remarks": "Ghi chú",
}
_INSTEAD: Final[dict[Column, str]] = {
    "text": "sửa câu chữ trong tệp Word của thông báo rồi chạy soanthao update với tệp đó",
    "product": "ghi vào product, report_to trong conclusion.yaml",
    "citation": "số mục do chương trình đánh",
    "remarks": "ghi vào watch, open, note trong conclusion.yaml",
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the table says of one order; None where it says nothing new."""

    lead: tuple[str, ...] | None = None
    joining: Roles | None = None
    due: tuple[Deadline, ...] | None = None

    def roles(self, before: Roles) -> Roles:
        to = before.to if self.lead is None else self.lead
        rest = before if self.joining is None else self.joining
        return Roles(to, rest.with_, rest.guided, rest.copy)


@dataclass(slots=True)
class Assigning:
    """One update from a table.

    Attributes:
        corrected: the table's file.
        reloaded: gives the draft of a changed conclusion, or raises what is wrong with it.
        later: findings at the lines of the changed conclusion.
        age: what the table printed when it was made.
    """

    draft: Draft
    root: Fields
    corrected: Path
    reloaded: Callable[[Draft, bytes], Draft]
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    later: list[Finding] = field(default_factory=list)
    age: Age = field(default_factory=Age)

    def after(self, rows: tuple[FilledRow, ...]) -> bytes:
        """Return the conclusion saying what *rows* say; tell changes and findings.

        Raises:
            InvalidInputError: no row is an order of the draft.
            InternalError: the changed conclusion would say something else.
        """
        table = assignment_table(self.draft.notice)
        pairs = matched(rows, table, str(self.corrected), self.findings, self.age.origin)
        if not any(pair.order.code for pair in pairs):
            raise InvalidInputError((self._stranger(), *self.findings))
        self.findings.extend(self.age.told(table, pairs, str(self.corrected)))
        orders = list(orders_of(self.draft.notice, self.root))
        by_code = {order.code: order for order in orders}
        reader = CellReader(self.draft.notice)
        wanted = {
            pair.order.code: self._wanted(pair, by_code.get(pair.order.code), reader)
            for pair in pairs
        }
        keys, roles = self._keys(orders, wanted, {row.code for row in table.rows})
        if not keys:
            return self.draft.conclusion.data
        values = {key: with_keys(each, keys) for key, (_, each) in self.root.entries.items()}
        after = apply(self.draft.conclusion.data, self.root, values)
        self._check(after, orders, roles, wanted)
        return after

    def _stranger(self) -> Finding:
        message = (
            f"Không hàng nào là việc của {self.draft.conclusion.path}: bảng này của thông báo khác "
            "hoặc của bản dự thảo đã sửa nhiều; hãy chạy soanthao render và điền vào bảng mới."
        )
        return Finding("N620", message, str(self.corrected), where="cả tệp")

    def _tell(self, code: str, message: str, where: str) -> None:
        path = str(self.corrected)
        self.findings.append(Finding(code, message, path, where=where, severity=Severity.WARNING))

    def _wanted(self, pair: Matched, order: Order | None, reader: CellReader) -> _Wanted:
        """Return what the row says anew of its order."""
        self._untaken(pair, takes=order is not None)
        if order is None:
            return _Wanted()
        due = order.follow.due
        return _Wanted(
            self._said("lead", pair, reader.units, reader.called),
            self._said("joining", pair, reader.joining, None),
            self._said("due", pair, lambda text: reader.deadlines(text, due), _in_words),
        )

    def _said(
        self,
        column: Column,
        pair: Matched,
        read: Callable[[str], T],
        show: Callable[[T], str] | None,
    ) -> T | None:
        """Return what *read* makes of a cell that changed; None where nothing is to be taken."""
        cell, before = pair.row.cells.get(column), getattr(pair.order, column)
        if cell is None or same(cell.text, before) or not self._is_filled(column, pair, cell):
            return None
        called, named = _CALLED[column], _named(pair.order)
        if not cell.text.strip():
            message = f"Ô {called} của {named} để trống, trước là “{before}”; giữ như cũ."
            self._tell("N625", message, cell.where)
            return None
        try:
            value = read(cell.text)
        except CellDoubtError as doubt:
            code = "N624" if column == "due" else "N623"
            advice = (
                "ghi ngày đầy đủ, hoặc ghi lý do vào no_due trong conclusion.yaml"
                if column == "due"
                else "ghi đúng tên, tên khác hoặc tên nhóm trong agency.yaml"
            )
            message = f"{called} của {named}: {doubt}; chưa lấy gì từ ô này, hãy {advice}."
            self._tell(code, message, cell.where)
            return None
        after = show(value) if show else _flat(cell.text)
        if not same(after, before):
            self.changes.append(Change("sửa", f"{called} của {named}", before, after))
        return value

    def _is_filled(self, column: Column, pair: Matched, cell: FilledCell) -> bool:
        """Tell whether a colleague wrote *cell*, and nobody the draft meanwhile."""
        state = self.age.of(column, pair, cell.text)
        if state == "conflict":
            before: str = getattr(pair.order, column)
            message = (
                f"{_CALLED[column]} của {_named(pair.order)}: bảng ghi “{_flat(cell.text)}”, còn "
                f"dự thảo đã đổi sau khi in bảng, nay là “{before}”; giữ như dự thảo, hãy hỏi lại "
                "rồi tự sửa."
            )
            self._tell("N630", message, cell.where)
        return state == "filled"

    def _untaken(self, pair: Matched, *, takes: bool) -> None:
        """Tell what was written where nothing is taken from."""
        row, printed = pair.row, pair.order
        before: dict[Column, str] = {
            "text": printed.text.plain,
            "product": printed.product,
            "citation": printed.citation,
            "remarks": printed.remarks.plain,
        }
        if not takes:
            before |= {"lead": printed.lead, "joining": printed.joining, "due": printed.due}
        for column, old in before.items():
            cell = row.cells.get(column)
            if cell is None or same(cell.text, old):
                continue
            if self.age.of(column, pair, cell.text) != "untouched":
                instead = _INSTEAD.get(column, "ghi vào letters.report trong conclusion.yaml")
                message = (
                    f"Không lấy “{_flat(cell.text)[:80]}” từ cột {_CALLED[column]}: {instead}."
                )
                self._tell("N627", message, cell.where)
        for cell in row.others:
            self._tell("N627", f"Không lấy “{_flat(cell.text)[:80]}” từ cột thêm.", cell.where)

    def _keys(
        self, orders: list[Order], wanted: dict[str, _Wanted], printed: set[str]
    ) -> tuple[dict[int, Keys], dict[str, Roles]]:
        """Return the new keys by the ``id`` of their nodes, and the roles then in force."""
        keys: dict[int, Keys] = {}
        before: dict[str, Roles] = {}
        after: dict[str, Roles] = {}
        for order in orders:
            outer = order.outer.code if order.outer else ""
            before[order.code] = order.roles.under(before.get(outer, Roles()))
            above = after.get(outer, Roles())
            after[order.code] = order.roles.under(above)
            if order.code not in printed:
                continue
            told = wanted.get(order.code, _Wanted())
            # Nobody was in charge: what the item above says now holds here too.
            base = before[order.code] if before[order.code].to else after[order.code]
            fresh = own_roles(told.roles(base), order.roles, above)
            if fresh.under(above) != told.roles(base):
                self._refuse(order)
                fresh = order.roles
            after[order.code] = fresh.under(above)
            own = role_keys(order.roles, fresh) | _due_keys(order, told.due)
            if own:
                keys[id(order.node)] = own
            if fresh != order.roles and after[order.code] == before[order.code]:
                self._tell_kept(order, fresh)
            elif fresh == order.roles and after[order.code] != before[order.code]:
                self._tell_inherited(order, after[order.code])
        return keys, after

    def _refuse(self, order: Order) -> None:
        """Take back what was told of coordinating units that need somebody in charge."""
        where = f"{_CALLED['joining']} của việc {order.code}"
        self.changes = [each for each in self.changes if each.where.split(" (")[0] != where]
        message = (
            f"Phối hợp của việc {order.code}: việc này thừa hưởng đơn vị phối hợp mà chưa có chủ "
            "trì, nên chưa bớt được; hãy ghi cả chủ trì."
        )
        self._tell("N623", message, _CALLED["joining"])

    def _tell_inherited(self, order: Order, now: Roles) -> None:
        """Tell that an order nobody was in charge of now has the units of the item above."""
        line, column = order.node.source.place(order.node.start)
        ids = ", ".join((*now.to, *now.with_, *now.guided, *now.copy))
        message = (
            f"Việc {order.code} chưa có chủ trì, nay thừa hưởng từ mục trên ({ids}); nếu không "
            "đúng thì ghi to riêng cho việc này."
        )
        path = order.node.source.path
        self.findings.append(Finding("N626", message, path, line, column, Severity.WARNING))
        self.changes.append(Change("thêm", f"đơn vị của việc {order.code}", "", ids))

    def _tell_kept(self, order: Order, fresh: Roles) -> None:
        """Tell that an order now says itself what it inherited."""
        line, column = order.node.source.place(order.node.start)
        ids = ", ".join((*fresh.to, *fresh.with_, *fresh.guided, *fresh.copy))
        message = (
            f"Việc {order.code} trước thừa hưởng từ mục trên, mà mục trên đã đổi; giữ đơn vị như "
            f"trong bảng và ghi riêng ở đây ({ids}). Nếu cũng đổi theo thì xóa các khóa này."
        )
        path = order.node.source.path
        self.findings.append(Finding("N626", message, path, line, column, Severity.WARNING))
        self.changes.append(Change("thêm", f"đơn vị của việc {order.code}", "", ids))

    def _check(
        self,
        after: bytes,
        orders: list[Order],
        roles: dict[str, Roles],
        wanted: dict[str, _Wanted],
    ) -> None:
        """Prove by reading it again that *after* says what it should, of every order."""
        path = self.draft.conclusion.path
        try:
            changed = self.reloaded(self.draft, after)
        except InvalidInputError as error:
            self.later.extend(error.findings)
            return
        notice = changed.notice
        self._tell_uncovered(changed)
        said = dict(_in_force(list(orders_of(notice, open_tree(path, after)))))
        for order in orders:
            due = wanted.get(order.code, _Wanted()).due
            expected = roles[order.code], order.follow.due if due is None else due
            if said.get(order.code) != expected:
                raise InternalError(
                    f"Việc {order.code} sau khi sửa đọc lại không đúng như dự định; chưa ghi gì."
                )

    def _tell_uncovered(self, changed: Draft) -> None:
        """Tell which items are orders of their own now that no part is ordered to their units."""
        printed = {row.code for row in assignment_table(self.draft.notice).rows}
        for row in assignment_table(changed.notice).rows:
            if row.code not in printed:
                message = (
                    f"Nay có thêm {_named(row)}, giao {row.lead or 'chưa ai'}: các phần (parts) "
                    "đều giao cho đơn vị khác, mục thì chưa; hãy xem lại to của mục."
                )
                place = changed.positions.get(row.item, (changed.conclusion.path, 1, 1))
                self.later.append(Finding("N628", message, *place, Severity.WARNING))


def _in_force(orders: list[Order]) -> Iterator[tuple[str, tuple[Roles, tuple[Deadline, ...]]]]:
    found: dict[str, Roles] = {}
    for order in orders:
        outer = found.get(order.outer.code, Roles()) if order.outer else Roles()
        found[order.code] = order.roles.under(outer)
        yield order.code, (found[order.code], order.follow.due)


def _due_keys(order: Order, due: tuple[Deadline, ...] | None) -> Keys:
    if due is None or due == order.follow.due:
        return {}
    written = order.node.at("due") if isinstance(order.node, Fields) else order.node
    nodes = written.items if isinstance(written, Listing) else []
    kept: dict[Deadline, object] = dict(zip(order.follow.due, nodes, strict=False))
    values = [kept.get(each, notation(each)) for each in due]
    is_list = len(values) > 1 or bool(nodes)
    gone: Keys = {"no_due": None} if order.follow.no_due else {}
    return {"due": values if is_list else values[0], **gone}


def _in_words(due: tuple[Deadline, ...]) -> str:
    return "; ".join(map(in_words, due))


def _named(row: AssignmentRow) -> str:
    return f"việc {row.code}" + (f" ({row.citation})" if row.citation else "")


def _flat(text: str) -> str:
    return " ".join(text.split())
