"""Notices whose every order has words of its own, and the files that a notice becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from hypothesis import strategies as st

from soanthao.notice.assignment import Assignment, assign
from soanthao.notice.item import Element, Item, Part, Row, Table
from soanthao.notice.letter import Letter, letters
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.notice.notice import LetterForm, Notice, Per
from soanthao.render import plan
from soanthao.render.context import Sheet, notice_sheet
from soanthao.render.extract_sheet import extract_sheet
from soanthao.render.known import Known, KnownItem
from soanthao.render.letter_sheet import letter_sheet
from soanthao.render.proof import Expectation, Key, Proof, prove
from soanthao.standard import wording
from strategies_notice import notices

TAG: Final = re.compile(r"Q[A-Z]{2}Q")
"""Marks words that stand nowhere else, see :func:`distinct`."""


@dataclass(frozen=True)
class Sent:
    """One letter with all that its proof needs."""

    notice: Notice
    assignment: Assignment
    letter: Letter
    sheet: Sheet
    known: Known
    expected: Expectation

    @property
    def stream(self) -> list[str]:
        return list(self.sheet.document.stream())

    @property
    def notes(self) -> list[str]:
        return list(self.sheet.document.notes())

    def prove(self, paragraphs: list[str], notes: list[str] | None = None) -> Proof:
        read = self.notes if notes is None else notes
        return prove(self.known, self.expected, "thu.docx", paragraphs, read)


@dataclass(frozen=True)
class Spot:
    """Where a letter says an order, a lead-in or a line of a table.

    Attributes:
        at: index of the paragraph.
        parts: the parts that it holds; none where it is whole.
    """

    at: int
    item: KnownItem
    parts: frozenset[int]

    @property
    def keys(self) -> set[Key]:
        """What the proof calls it."""
        return {(self.item.named, part) for part in self.parts or {None}}


def spots(letter: Sent) -> list[Spot]:
    """Return all such paragraphs of a clear letter, told by the words that only they have."""
    found = []
    for at, paragraph in enumerate(letter.stream):
        tags = set(TAG.findall(paragraph))
        for item in letter.known.items:
            if tags & set(TAG.findall(item.text)) and paragraph not in letter.sheet.fixed:
                whole = TAG.findall(item.text)[-1] in tags
                within = frozenset(
                    index
                    for index, spans in enumerate(item.parts)
                    if all(set(TAG.findall(item.text[a:b])) <= tags for a, b in spans)
                )
                found.append(Spot(at, item, frozenset() if whole else within))
    return found


def notice_proof(notice: Notice) -> Proof:
    """Prove the notice's own text."""
    sheet = notice_sheet(notice)
    expected = plan.notice_expectation(notice, sheet)
    document = sheet.document
    return prove(plan.known(notice), expected, "notice.docx", document.stream(), document.notes())


def sent(notice: Notice) -> list[Sent]:
    """Return every letter of *notice*."""
    assignment = assign(notice)
    known = plan.known(notice)
    expectations = plan.Expectations(notice, assignment)
    made = []
    for letter in letters(notice, assignment):
        sheet = (extract_sheet if plan.is_extract(notice) else letter_sheet)(notice, letter)
        expected = expectations.letter(letter, sheet)
        made.append(Sent(notice, assignment, letter, sheet, known, expected))
    return made


def distinct(notice: Notice) -> Notice:
    """Return *notice* with words in every item and every part that stand nowhere else."""
    names = _names()

    def tagged(item: Item) -> Item:
        text, parts = item.text, []
        for part in item.parts:
            start = len(text.plain) + 1
            text += RichText.plainly(f" theo danh mục riêng mang dấu {next(names)},")
            parts.append(Part((*part.spans, (start, len(text.plain) - 1)), part.roles, part.follow))
        text += RichText.plainly(f" như bảng kê chi tiết mang dấu {next(names)}.")
        children = tuple(tagged(child) for child in item.items)
        table = ruled(item.table) if item.table else None
        return replace(item, text=noted(text), parts=tuple(parts), items=children, table=table)

    def noted(text: RichText) -> RichText:
        notes = (
            Footnote((Run(f"Chú thích riêng mang dấu {next(names)}"),))
            if isinstance(piece, Footnote)
            else piece
            for piece in text.pieces
        )
        return RichText.of(notes)

    def ruled(table: Table) -> Table:
        tag = RichText.plainly(f"Cột của bảng mang dấu {next(names)}")
        rows = tuple(
            replace(row, cells=(*map(noted, row.cells), told(next(names)))) for row in table.rows
        )
        return replace(table, columns=(*map(noted, table.columns), tag), rows=rows)

    def told(tag: str) -> RichText:
        return RichText.plainly(f"Hàng của bảng mang dấu {tag}")

    def marked(element: Element) -> Element:
        if isinstance(element, Item):
            return tagged(element)
        return ruled(element) if isinstance(element, Table) else noted(element)

    *body, closing = map(marked, notice.body)
    annexes = tuple(replace(annex, body=tuple(map(marked, annex.body))) for annex in notice.annexes)
    return replace(notice, body=(*body, tagged(NOBODYS), closing), annexes=annexes)


NOBODYS = Item(
    "nobodys",
    RichText.plainly("Đánh giá chung của hội nghị; kết quả nửa đầu năm được ghi nhận,")
    + RichText.of((Footnote((Run("Báo cáo"),)),)),
    marker="9.",
    parts=(Part(((0, 28),)), Part(((29, 60),))),
    table=Table(
        (RichText.plainly("Việc của người khác"),),
        (
            Row((RichText.plainly("Kết quả sáu tháng của đơn vị khác"),), "nobodys/r1"),
            Row((RichText.plainly("Số liệu chung của cả hội nghị"),)),
        ),
    ),
)
"""An item that no letter holds, so that there is always one to smuggle in."""


def _names() -> Iterator[str]:
    letters_ = "BCDFGHJKLMNPQRSTVWXZ"
    for first in letters_:
        for second in letters_:
            yield f"Q{first}{second}Q"


FORMS: tuple[tuple[LetterForm, Per], ...] = (
    ("cong-van", "unit"),
    ("cong-van", "audience"),
    ("trich-sao", "unit"),
    ("trich-sao-dien-tu", "audience"),
)


def any_notices() -> st.SearchStrategy[Notice]:
    """Return notices whose letters have any form."""
    return st.sampled_from(FORMS).flatmap(lambda each: notices(form=each[0], per=each[1], most=2))


@st.composite
def wild_letters(draw: st.DrawFn) -> Sent:
    """Return a letter of a wild notice; its orders may read alike."""
    made = draw(any_notices().map(sent).filter(bool))
    return draw(st.sampled_from(made))


@st.composite
def clear_letters(draw: st.DrawFn, form: LetterForm | None = None) -> Sent:
    """Return a letter of a notice whose orders cannot be taken for each other."""
    wild = (notices(form=form, most=2) if form else any_notices()).filter(_speaks_clearly)
    made = draw(wild.map(distinct).map(sent).filter(bool))
    return draw(st.sampled_from(made))


def _speaks_clearly(notice: Notice) -> bool:
    """Tell whether no two paragraphs of *notice* say the same, nor what a trích sao leaves out."""
    texts = [each.plain.strip() for each in notice.elements() if isinstance(each, RichText)]
    return wording.OMITTED not in texts and len(texts) == len(set(texts))
