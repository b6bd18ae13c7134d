"""Every character of a printed text leads back to its own place in the draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from soanthao.draft.load import load
from soanthao.lint.reading import of_notice

ROOT = Path(__file__).parents[2]
DRAFTS = sorted(ROOT.glob("drafts/*/*/conclusion.yaml"))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parts[-3])
def test_each_character_of_each_passage_stands_where_it_is_said_to(path):
    draft = load(path)
    lines = path.read_text("utf-8").split("\n")
    followed = 0
    for passage in of_notice(draft.notice).passages:
        if passage.component in ("footnote", "table-cell", "table-heading", "table-caption"):
            assert draft.spots.place(passage.key) is not None, passage
            continue
        for offset, char in enumerate(passage.text):
            place = draft.spots.place(passage.key, offset)
            assert place is not None, passage
            if passage.component == "annex-title" or char == " ":
                continue
            name, line, column = place
            assert name == str(path)
            assert lines[line - 1][column - 1] == char, (passage.key, offset)
            followed += 1
    assert followed > 1_000


def test_an_unknown_key_has_no_place():
    draft = load(DRAFTS[0])
    assert draft.spots.place("no.such") is None
    assert draft.spots.place("pl9:body:0") is None
    assert draft.spots.place("body:999") is None


def test_a_key_without_a_text_of_its_own_is_where_it_is_written():
    draft = load(next(path for path in DRAFTS if "luc-nam" in path.parts))
    name, line, column = draft.spots.place("letters.report")
    text = Path(name).read_text("utf-8").split("\n")[line - 1]
    assert text[column - 1 :].startswith("report:")
