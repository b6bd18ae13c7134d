"""A phiếu trình becomes a document: the form of a notice, without number and nơi nhận."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from soanthao.notice.document import Block, BodyComponent, Paragraph, PrintedTable
from soanthao.notice.item import Row, Table
from soanthao.notice.letterhead import Letterhead
from soanthao.notice.markup import RichText, Run
from soanthao.notice.submission import KIND, Submission
from soanthao.render.body import closed, printed_table
from soanthao.render.context import Sheet, bare, place_date, rule_length
from soanthao.standard import nd30, wording
from soanthao.standard.metrics import text_width

_FACTS: Final = ("Nội dung", "Thông tin")
_CHECKS: Final = ("Việc kiểm tra", "Người kiểm tra", "Ngày", "Ý kiến")
_OPINION: Final = ("Ghi ý kiến, ngày tháng và ký",)
_FACT_SHARES: Final = (1, 2)
_CHECK_SHARES: Final = (3, 3, 2, 3)
_LINES: Final = 5
"""Lines for the leader to write on."""
_DOT: Final = "."
_END_MARKS: Final = (".", "!", "?", "…")


def submission_sheet(letterhead: Letterhead, submission: Submission) -> Sheet:
    """Return *submission* under the head of the agency that *letterhead* describes."""
    document = replace(
        bare("notice", letterhead, submission.signatory, None),
        title=f"{KIND}: {submission.subject}",
        kind=KIND,
        subject=submission.subject,
        subject_rule=rule_length("subject-rule", (submission.subject,), nd30.PAGE.text_width),
        place_date=place_date(letterhead, None, submission.year),
        body=tuple(closed(_body(submission))),
    )
    return Sheet(document, frozenset(document.stream()))


def _body(submission: Submission) -> Iterator[Block]:
    yield _paragraph(wording.addressees((submission.leader,))[0], "heading")
    yield _paragraph(f"Đơn vị trình: {_sentence(submission.unit)}")
    yield _paragraph("1. Tóm tắt nội dung trình", "heading")
    yield _table(_FACTS, submission.facts, _FACT_SHARES)
    yield _paragraph("2. Ý kiến kiểm tra trước khi ký", "heading")
    yield _table(_CHECKS, (check.cells() for check in submission.checks), _CHECK_SHARES)
    yield _paragraph("3. Những điểm cần lưu ý", "heading")
    for remark in submission.remarks:
        yield _paragraph(f"- {_sentence(remark)}")
    if not submission.remarks:
        yield _paragraph("Không có.")
    if submission.due:
        due = (Run("4. Thời hạn ban hành:", bold=True), Run(f" {_sentence(submission.due)}"))
        yield Paragraph("body", RichText.of(due))
    number = 5 if submission.due else 4
    yield _paragraph(f"{number}. Ý kiến của lãnh đạo", "heading")
    yield _table(_OPINION, [(_dots(),)] * _LINES, (1,))
    yield _paragraph(f"Kính trình {submission.leader} xem xét, quyết định{wording.END}")


def _paragraph(text: str, component: BodyComponent = "body") -> Paragraph:
    return Paragraph(component, RichText.plainly(text))


def _table(
    columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], shares: tuple[int, ...]
) -> PrintedTable:
    cells = tuple(Row(tuple(map(RichText.plainly, row))) for row in rows)
    return printed_table(Table(tuple(map(RichText.plainly, columns)), cells, shares), cells)


def _dots() -> str:
    """Return a line of dots as wide as a cell across the page, a little less."""
    size = nd30.component("table-cell").size.house
    room = nd30.PAGE.text_width - 4 * nd30.CELL_PADDING[1]
    return _DOT * (room // text_width(_DOT, size))


def _sentence(text: str) -> str:
    return text if text.endswith(_END_MARKS) else f"{text}."
