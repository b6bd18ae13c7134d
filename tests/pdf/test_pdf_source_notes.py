"""Calls of notes that stand side by side, and notes that are called nowhere."""

from __future__ import annotations

import pytest

from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.notice.source import Place, SourceParagraph
from soanthao.pdf import source
from soanthao.pdf.source_notes import split_calls


@pytest.mark.parametrize(
    ("figures", "seen", "numbers"),
    [
        ("23", {1}, (2, 3)),
        ("23", {21, 22}, (23,)),
        ("12", set(), (1, 2)),
        ("12", {10, 11}, (12,)),
        ("91011", {8}, (9, 10, 11)),
        ("45", {1}, (45,)),
    ],
)
def test_figures_are_several_calls_only_where_these_count_up(figures, seen, numbers):
    assert split_calls(figures, seen) == numbers


def test_a_note_that_is_called_nowhere_is_kept_aside_and_told():
    note, other = RichText.plainly("Lời một"), RichText.plainly("Lời hai")
    called = RichText((Run("Chữ"), Footnote(note.runs)))
    reading = source._Reading(blocks=[SourceParagraph(called)], notes={1: note, 2: other})
    lost = list(source._without_call(reading, {2: Place(page=3)}))
    assert [(each.text, each.place.page) for each in lost] == [("Lời hai", 3)]
    (told,) = reading.findings
    assert (told.code, told.where) == ("N134", "trang 3")
    assert "Lời hai" in told.message
