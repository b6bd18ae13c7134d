"""The assignment table becomes a document: landscape, one table, nobody signs it."""

from __future__ import annotations

from dataclasses import replace

from soanthao.notice.assignment_table import KIND, AssignmentTable
from soanthao.notice.item import Row, Table
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.render.body import printed_table
from soanthao.render.context import Sheet, bare, fixed_lines, rule_length
from soanthao.standard import nd30


def assignments_sheet(notice: Notice, table: AssignmentTable) -> Sheet:
    """Return *table* of *notice* as a document (bảng phân công nhiệm vụ).

    It is a working paper, not a numbered document: without number, place and date, nơi nhận and
    signature.
    """
    width = nd30.PAGE.turned().text_width
    rows = tuple(Row(row.cells()) for row in table.rows)
    columns = tuple(map(RichText.plainly, table.columns))
    size = nd30.component("assignment-heading").size.house
    printed = printed_table(Table(columns, rows, nd30.ASSIGNMENT_COLUMNS), rows, width, size)
    document = replace(
        bare("assignments", notice.letterhead, notice.signature, None),
        title=f"{KIND}: {table.subject}",
        kind=KIND,
        subject=table.subject,
        subject_rule=rule_length("subject-rule", (table.subject,), width),
        draft=table.draft.upper(),
        body=(printed,),
        authority=(),
        signer="",
    )
    return Sheet(document, fixed_lines(document, ()))
