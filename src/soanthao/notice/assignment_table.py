"""The assignment table (bảng phân công nhiệm vụ): every order of a notice, one row each.

For the chair and the head of the office, who check who gets what before anything is signed. Rows
stand in the order of the notice, names in a cell in the order in which the draft names them: the
first is the one in charge. Groups are called by their name and never spelt out. Drafters' notes
are printed here, so the table never leaves the office.

An item that its parts say in full has no row of its own. Notes at the foot of the notice (chú
thích) are left out of the orders' words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from soanthao.notice import frames
from soanthao.notice.citation import places
from soanthao.notice.deadline import AtEvent, Deadline, Vague
from soanthao.notice.deadline_words import in_words
from soanthao.notice.item import Follow, Item, Part, Roles, Table
from soanthao.notice.markup import RichText, Run
from soanthao.notice.notice import Notice
from soanthao.notice.orders import merged, pieces
from soanthao.notice.unit import Directory
from soanthao.standard import wording

KIND: Final = "BẢNG PHÂN CÔNG NHIỆM VỤ"

_BETWEEN: Final = "; "
"""Between names, whose own parts commas separate, and between answers of one cell."""
_SENTENCE_ENDS: Final = (".", "!", "?", "…")
NO_LEAD: Final = "chưa có đơn vị chủ trì"
NO_DEADLINE: Final = "chưa có thời hạn"
"""Doubts of a row that ask for what is missing."""
_VAGUE: Final = "thời hạn chưa rõ ngày"
_NOT_STATED: Final = "không nêu"
_ADDED: Final = "bổ sung trong công văn, không có trong {notice}"
_ADDRESSEES: Final = "các đơn vị được giao trong công văn"
_COUNTING: Final = frozenset({"TT", "STT", "SỐ TT"})
"""Headings of a column that only counts."""
_WORD: Final = re.compile(r"\w+")
_JOINING_WORDS: Final = frozenset({"đồng", "thời", "và", "cùng", "với", "đó", "bên", "cạnh"})
"""Words that may stand between the parts of an item without being an order themselves."""


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One order and who answers for it, in words.

    Attributes:
        number: TT, 1-based; None for what the letters add, which is no order of the notice.
        item: id of the item or table row; empty for what the letters add.
        part: index into the item's parts, None for the whole.
        text: the order's own words; pieces of a part joined by ``(...)``.
        lead: who is in charge (chủ trì).
        joining: who coordinates, is guided, is told.
        due: deadlines in words, or the reason for none in brackets.
        product: what must come out, and to whom it is reported.
        citation: ``điểm a mục II.2``, ``Phụ lục I``; empty where nothing has a number.
        watch: who follows up.
        doubts: what the chair should look at, each a clause.
    """

    number: int | None
    item: str
    part: int | None
    text: RichText
    lead: str
    joining: str
    due: str
    product: str
    citation: str
    watch: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def is_doubt(self) -> bool:
        """Whether the chair should look at it."""
        return bool(self.doubts)

    @property
    def code(self) -> str:
        """The exact address, ``7.3#1`` for part 1 of item 7.3; no id holds a ``#``."""
        return self.item if self.part is None else f"{self.item}#{self.part}"

    @property
    def remarks(self) -> RichText:
        """Ghi chú: who follows up, then the doubts, bold."""
        watch = f"theo dõi: {self.watch}" if self.watch else ""
        if not self.doubts:
            return RichText.plainly(watch)
        before = f"{watch}{_BETWEEN}" if watch else ""
        return RichText.of((Run(before), Run(_in_a_row(self.doubts), bold=True)))

    def cells(self) -> tuple[RichText, ...]:
        """Return the row as it prints, one text for each of the table's columns."""
        plain = (self.lead, self.joining, self.due, self.product, self.citation)
        number = "" if self.number is None else str(self.number)
        return (
            RichText.plainly(number),
            self.text,
            *map(RichText.plainly, plain),
            self.remarks,
        )


@dataclass(frozen=True, slots=True)
class AssignmentTable:
    """The whole table.

    Attributes:
        subject: which notice it belongs to.
        draft: draft mark while that notice has no number or complete date; empty afterwards.
        columns: the heading row.
    """

    subject: str
    draft: str
    columns: tuple[str, ...]
    rows: tuple[AssignmentRow, ...]


def assignment_table(notice: Notice) -> AssignmentTable:
    """Return the table of *notice*: its orders, then what the letters add to them."""
    called = frames.short_name(notice)
    columns = (
        "TT",
        "Nội dung",
        "Chủ trì",
        "Phối hợp (và được hướng dẫn)",
        "Thời hạn",
        "Sản phẩm",
        f"Mục {called}",
        "Ghi chú",
    )
    rows = [*_Walk(notice).rows(), *_added(notice, called)]
    draft = "" if notice.is_final else (notice.draft or wording.DRAFT)
    return AssignmentTable(f"Thực hiện {frames.full_citation(notice)}", draft, columns, tuple(rows))


class _Walk:
    """One walk over a notice that numbers its orders."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self._directory = notice.agency.directory
        self._places = places(notice)
        self._number = 0

    def rows(self) -> Iterator[AssignmentRow]:
        for element in self._notice.elements():
            if isinstance(element, Item):
                yield from self._item(element, Roles())
            elif isinstance(element, Table):
                yield from self._table(element, Roles())

    def _item(self, item: Item, outer: Roles) -> Iterator[AssignmentRow]:
        roles = item.roles.under(outer)
        where = self._where(item.id)
        if item.orders and not _said_by_parts(item):
            key, text = (item.id, None), _unnoted(item.text)
            yield self._row(key, text, roles, _Answers.of(item), where)
        for index, part in enumerate(item.parts):
            text = _unnoted(pieces(item, part.spans))
            inner, cited = part.roles.under(roles), where + self._given_away(item, part)
            answers = _Answers(part.follow)
            yield self._row((item.id, index), text, inner, answers, cited.removeprefix(", "))
        if item.table is not None:
            yield from self._table(item.table, roles)
        for child in item.items:
            yield from self._item(child, roles)

    def _table(self, table: Table, outer: Roles) -> Iterator[AssignmentRow]:
        for row in table.rows:
            if row.is_order:
                text = _cells_in_a_row(row.cells[_counts(table) :])
                inner, where = row.roles.under(outer), self._where(row.id)
                yield self._row((row.id, None), text, inner, _Answers(row.follow), where)

    def _row(
        self,
        key: tuple[str, int | None],
        text: RichText,
        roles: Roles,
        answers: _Answers,
        where: str,
    ) -> AssignmentRow:
        self._number += 1
        follow = answers.follow
        return AssignmentRow(
            self._number,
            *key,
            text,
            lead=_names(self._directory, roles.to),
            joining=_joining(self._directory, roles),
            due=answers.due,
            product=_product(follow),
            citation=where,
            watch=follow.watch,
            doubts=tuple(filter(None, ("" if roles.to else NO_LEAD, *answers.doubts))),
        )

    def _where(self, id: str) -> str:
        """Return how an order is cited; one without any number of its own by its annex."""
        place = self._places[id]
        return place.citation or place.annex

    def _given_away(self, item: Item, part: Part) -> str:
        """Say whom the item is ordered to, where a part is ordered to somebody else."""
        place = self._places[item.id]
        if not place.owners or part.roles.to in ((), place.owners):
            return ""
        return frames.owned_by(self._notice, place)


@dataclass(frozen=True, slots=True)
class _Answers:
    """What is known of one order beside its words.

    Attributes:
        settled: whether everything below the order has a deadline or a reason for none.
    """

    follow: Follow
    settled: bool = False

    @classmethod
    def of(cls, item: Item) -> _Answers:
        """Return the answers of a whole item, below which further orders may stand."""
        return cls(item.follow, _is_settled(item))

    @property
    def due(self) -> str:
        """Thời hạn: in words, or the reason for having none."""
        if self.follow.due:
            return _BETWEEN.join(map(in_words, self.follow.due))
        if self.follow.no_due:
            return f"({self.follow.no_due})"
        return "" if self.settled else _NOT_STATED

    @property
    def doubts(self) -> Iterator[str]:
        """What the chair should look at, apart from who is in charge."""
        if self.follow.due and all(map(_is_vague, self.follow.due)):
            yield _VAGUE
        elif self.due == _NOT_STATED:
            yield NO_DEADLINE
        yield f"mở: {self.follow.open}" if self.follow.open else ""
        yield self.follow.note


def _added(notice: Notice, called: str) -> Iterator[AssignmentRow]:
    """Yield the report-back that a công văn adds: an order that nobody gave in the meeting."""
    report = notice.letters.report
    if report is None or notice.letters.form != "cong-van":
        return
    yield AssignmentRow(
        None,
        "",
        None,
        RichText.plainly(f"Bổ sung trong công văn: {frames.reporting(notice)}"),
        lead=_ADDRESSEES,
        joining="",
        due=in_words(report.by) if report.by else "",
        product=frames.REPORT,
        citation="",
        doubts=(_ADDED.format(notice=called),),
    )


def _said_by_parts(item: Item) -> bool:
    """Tell whether the parts say all that the item orders, to those whom it is ordered to."""
    if item.follow != Follow() or not any(not part.roles.to for part in item.parts):
        return False
    left_out = list(item.text.plain)
    for start, stop in merged(span for part in item.parts for span in part.spans):
        left_out[start:stop] = " " * (stop - start)
    return set(_WORD.findall("".join(left_out).lower())) <= _JOINING_WORDS


def _is_settled(item: Item) -> bool:
    below = list(_settled_below(item))
    return bool(below) and all(below)


def _settled_below(item: Item) -> Iterator[bool]:
    """Yield of each order that stands in *item* whether it has a deadline or a reason."""
    yield from (_has_deadline(part.follow) for part in item.parts)
    if item.table is not None:
        yield from (_has_deadline(row.follow) for row in item.table.rows if row.is_order)
    for child in item.items:
        if child.orders:
            yield _has_deadline(child.follow) or _is_settled(child)
        else:
            yield from _settled_below(child)


def _has_deadline(follow: Follow) -> bool:
    return bool(follow.due or follow.no_due)


def _is_vague(deadline: Deadline) -> bool:
    """Tell whether no day can be found for *deadline*, whatever happens."""
    return isinstance(deadline, Vague) or (isinstance(deadline, AtEvent) and deadline.by is None)


def _names(directory: Directory, ids: Iterable[str]) -> str:
    found = (directory.unit(id) or directory.group(id) for id in ids)
    return _BETWEEN.join(each.name for each in found if each is not None)


def _joining(directory: Directory, roles: Roles) -> str:
    """Return who else has a part in an order; who is named twice has the strongest role."""
    named = set(roles.to)
    cells = []
    for label, ids in (
        ("", roles.with_),
        ("được hướng dẫn: ", roles.guided),
        ("để biết: ", roles.copy),
    ):
        fresh = [id for id in ids if id not in named]
        named.update(fresh)
        if fresh:
            cells.append(label + _names(directory, fresh))
    return _BETWEEN.join(cells)


def _product(follow: Follow) -> str:
    report = f"báo cáo {follow.report_to}" if follow.report_to else ""
    return _BETWEEN.join(filter(None, (follow.product, report)))


def _unnoted(text: RichText) -> RichText:
    return RichText.of(text.runs)


def _counts(table: Table) -> bool:
    """Tell whether the first of several columns only counts the rows."""
    heading = table.columns[0].plain.strip().upper() if len(table.columns) > 1 else ""
    return heading in _COUNTING


def _cells_in_a_row(cells: Iterable[RichText]) -> RichText:
    text = RichText()
    for cell in map(_unnoted, cells):
        if text.plain and cell.plain:
            text += RichText.plainly(_BETWEEN)
        text += cell
    return text


def _in_a_row(clauses: Iterable[str]) -> str:
    """Join *clauses*, of which some are whole sentences, into one text."""
    text = ""
    for clause in clauses:
        between = " " if text.endswith(_SENTENCE_ENDS) else _BETWEEN
        text += (between if text else "") + clause
    return text
