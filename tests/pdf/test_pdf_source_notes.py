"""Calls of notes that stand side by side."""

from __future__ import annotations

import pytest

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
