"""Generated notices become all their documents, in Word and PDF, and every one is proven."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from generated import OF_EACH_FORM, each_draft, render_and_prove
from render_damages import FORMS, Per

from soanthao.notice.item import Row, Table
from soanthao.notice.markup import RichText
from soanthao.notice.notice import LetterForm, Notice
from soanthao.render import job

FEW, LOT, LOTS = 2, 25, 5
"""Drafts of each of the four forms: in the suite; in the torture, in lots (500 in all)."""
ENOUGH = 10
"""How many of the 500 drafts hold each of the things that a draft may hold, at the least."""


def holdings(notice: Notice) -> Iterator[str]:
    """Yield the name of everything unusual that *notice* holds."""
    items = tuple(notice.items())
    tables = [each.table for each in items if each.table]
    tables += [each for each in notice.elements() if isinstance(each, Table)]
    rows = [row for table in tables for row in table.rows]
    parts = [(item, span) for item in items for part in item.parts for span in part.spans]
    paragraphs = [each for each in notice.elements() if isinstance(each, RichText)]
    held = {
        "tables": tables,
        "tables in items": any(item.table for item in items),
        "captions": any(table.caption.plain for table in tables),
        "widths": any(table.widths for table in tables),
        "rows that order": any(row.is_order for row in rows),
        "notes in items": any(item.text.footnotes for item in items),
        "notes in parts": any(item.text.slice(*span).footnotes for item, span in parts),
        "notes in cells": any(map(_is_noted, rows)),
        "notes in paragraphs": any(text.footnotes for text in paragraphs),
        "annexes": notice.annexes,
        "two annexes": len(notice.annexes) > 1,
        "sections": any(item.marker == "I." for item in items),
        "items without marker": not all(item.marker for item in items),
        "headings": any(item.heading for item in items),
        "lead-ins": any(item.lead for item in items),
        "urgency": notice.urgency,
        "draft mark": notice.draft,
        "address": notice.letterhead.address,
        "further recipients": len(notice.recipients) > 1,
        **{f"signature of {n}": len(notice.signature.lines) == n for n in (1, 2, 3)},
    }
    yield from (name for name, is_held in held.items() if is_held)


def _is_noted(row: Row) -> bool:
    return any(cell.footnotes for cell in row.cells)


KINDS = 22
"""Of what :func:`holdings` names."""


def proven(form: LetterForm, per: Per, count: int, lot: int = 0) -> Counter[str]:
    """Return what *count* generated drafts held, and how many files were made and proven."""
    done: Counter[str] = Counter()

    def prove(notice: Notice) -> None:
        made = list(render_and_prove(notice))
        done.update(("drafts", *holdings(notice)))
        done["files"] += len(job.FORMATS) * len(made)
        done["letters"] += len(made) - 2

    each_draft(form, per, count, prove, lot)
    return done


@OF_EACH_FORM
def test_a_few_generated_drafts_render_and_prove(form: LetterForm, per: Per):
    done = proven(form, per, FEW)
    assert done["drafts"] == FEW
    assert done["files"] >= 2 * len(job.FORMATS) * FEW


@pytest.mark.torture
@OF_EACH_FORM
@pytest.mark.parametrize("lot", range(1, LOTS + 1))
def test_500_generated_drafts_render_and_prove(form: LetterForm, per: Per, lot: int, capsys):
    done = proven(form, per, LOT, lot)
    with capsys.disabled():
        sys.stdout.write(f"\n{form}, {per}, {lot}: {dict(sorted(done.items()))}\n")
    assert done["drafts"] == LOT
    assert done["files"] >= 2 * len(job.FORMATS) * LOT


@pytest.mark.torture
def test_the_500_generated_drafts_hold_whatever_a_draft_may_hold(capsys):
    held: Counter[str] = Counter()
    for form, per in FORMS:
        for lot in range(1, LOTS + 1):
            each_draft(form, per, LOT, lambda notice: held.update(holdings(notice)), lot)
    with capsys.disabled():
        sys.stdout.write(f"\n{dict(sorted(held.items()))}\n")
    assert len(held) == KINDS
    assert min(held.values()) >= ENOUGH, held
