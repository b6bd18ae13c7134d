"""Notices whose every order has words of its own, and the files that a notice becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from soanthao.notice.assignment import Assignment, assign
from soanthao.notice.item import Item, Part
from soanthao.notice.letter import Letter, letters
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.render import plan
from soanthao.render.context import Sheet, notice_sheet
from soanthao.render.known import Known
from soanthao.render.letter_sheet import letter_sheet
from soanthao.render.proof import Expectation, Proof, prove
from strategies_notice import notices


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

    def prove(self, paragraphs: list[str]) -> Proof:
        return prove(self.known, self.expected, "thu.docx", paragraphs)


def notice_proof(notice: Notice) -> Proof:
    """Prove the notice's own text."""
    sheet = notice_sheet(notice)
    expected = plan.notice_expectation(notice, sheet)
    return prove(plan.known(notice), expected, "notice.docx", sheet.document.stream())


def sent(notice: Notice) -> list[Sent]:
    """Return every letter of *notice*."""
    assignment = assign(notice)
    known = plan.known(notice)
    made = []
    for letter in letters(notice, assignment):
        sheet = letter_sheet(notice, letter)
        expected = plan.letter_expectation(notice, assignment, letter, sheet)
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
        return replace(item, text=text, parts=tuple(parts), items=children)

    *body, closing = (tagged(each) if isinstance(each, Item) else each for each in notice.body)
    return replace(notice, body=(*body, tagged(NOBODYS), closing))


NOBODYS = Item(
    "nobodys",
    RichText.plainly("Đánh giá chung của hội nghị; kết quả nửa đầu năm được ghi nhận,"),
    marker="9.",
    parts=(Part(((0, 28),)), Part(((29, 60),))),
)
"""An item that no letter holds, so that there is always one to smuggle in."""


def _names() -> Iterator[str]:
    letters_ = "BCDFGHJKLMNPQRSTVWXZ"
    for first in letters_:
        for second in letters_:
            yield f"Q{first}{second}Q"


@st.composite
def wild_letters(draw: st.DrawFn) -> Sent:
    """Return a letter of a wild notice; its orders may read alike."""
    made = draw(notices(printable=True).map(sent).filter(bool))
    return draw(st.sampled_from(made))


@st.composite
def clear_letters(draw: st.DrawFn) -> Sent:
    """Return a letter of a notice whose orders cannot be taken for each other."""
    made = draw(notices(printable=True).map(distinct).map(sent).filter(bool))
    return draw(st.sampled_from(made))
