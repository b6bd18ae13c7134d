"""Documents as they are approved, without number and date, and as they are numbered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from plain_notice import ROOT
from soanthao.draft.load import load
from soanthao.notice.assignment import assign
from soanthao.notice.document import Document
from soanthao.notice.letter import Letter, letters
from soanthao.notice.notice import LetterForm, Notice
from soanthao.notice.number import PartialDate
from soanthao.pdf.printer import Printer
from soanthao.render import templates
from soanthao.render.context import Sheet, notice_sheet
from soanthao.render.expectation import Proof
from soanthao.render.extract_sheet import extract_sheet
from soanthao.render.frozen import prove_same
from soanthao.render.letter_sheet import letter_sheet
from soanthao.word import merge

DRAFTS = {
    "luc-nam": "luc-nam/2020-05",
    "an-binh": "an-binh/2026-10",
    "xa-minh-son": "xa-minh-son/2026-11",
}
NUMBER = 125
LETTER = 1308


@dataclass(frozen=True)
class Pair:
    """A document as it was approved and as it is numbered."""

    approved: Document
    numbered: Document

    def files(self, format_: str) -> tuple[bytes, bytes]:
        return made(self.approved, format_), made(self.numbered, format_)


@cache
def draft(name: str) -> Notice:
    """Return the notice of a draft of the project."""
    return load(ROOT / "drafts" / DRAFTS[name] / "conclusion.yaml").notice


def _issued(notice: Notice, day: int = 28) -> PartialDate:
    return PartialDate(notice.validity_day.year, notice.validity_day.month, day)


def open_notice(name: str) -> Notice:
    """Return the notice before it has a number; the year alone is printed."""
    notice = draft(name)
    year = PartialDate(notice.validity_day.year)
    return replace(notice, number=replace(notice.number, number=None), issued=year, draft="")


def final_notice(name: str) -> Notice:
    """Return the notice with number and date."""
    notice = draft(name)
    number = replace(notice.number, number=NUMBER)
    return replace(notice, number=number, issued=_issued(notice), draft="")


def notice_pair(name: str) -> Pair:
    """Return the notice of a draft before and after."""
    return Pair(notice_sheet(open_notice(name)).document, notice_sheet(final_notice(name)).document)


def letter_pairs(name: str, form: LetterForm = "cong-van") -> dict[str, Pair]:
    """Return the letters of a draft of *form*, by id."""
    notice = final_notice(name)
    day = _issued(notice, 29)
    stamped = datetime(day.year, day.month or 1, 29, 16, 5, 33)  # noqa: DTZ001 - printed as it is
    options = replace(notice.letters, form=form, issued=None, numbers={})
    notice = replace(notice, letters=options)
    make: Callable[[Notice, Letter], Sheet] = letter_sheet if form == "cong-van" else extract_sheet
    pairs = {}
    for letter in letters(notice, assign(notice)):
        issued = stamped if form == "trich-sao-dien-tu" else day
        options = replace(notice.letters, issued=issued, numbers={letter.id: LETTER})
        after = make(replace(notice, letters=options), letter).document
        pairs[letter.id] = Pair(make(notice, letter).document, after)
    return pairs


@cache
def press() -> Printer:
    """Return the program's own printer."""
    return Printer(templates.templates_root())


@cache
def word(form: str) -> merge.CompiledTemplate:
    """Return the program's own Word template."""
    return merge.compile_template(
        templates.word_template(templates.templates_root(), form), f"{form}.docx"
    )


@cache
def made(document: Document, format_: str) -> bytes:
    """Return the file of *document*."""
    if format_ == "docx":
        return word(document.form).render(document)
    return press().print(document).data


def proven(pair: Pair, format_: str, after: bytes | None = None) -> Proof:
    """Return the proof of *pair*, its own numbered file or *after*."""
    before, honest = pair.files(format_)
    after = honest if after is None else after
    return prove_same(pair.approved, pair.numbered, format_, before, after, f"x.{format_}")
