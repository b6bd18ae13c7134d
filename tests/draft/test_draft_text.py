"""Where a text's value and its source cannot be walked side by side, its start is the place."""

from __future__ import annotations

import pytest

from soanthao.draft.faults import Faults
from soanthao.draft.nodes import Scalar
from soanthao.draft.scalar import offsets
from soanthao.draft.source import Source
from soanthao.draft.text import read_text


def scalar(text: str, value: str, style: str = "'") -> Scalar:
    return Scalar(Source("a.yaml", text), 2, len(text), value, style)


def found(node: Scalar) -> list[tuple[str, int, int]]:
    faults = Faults()
    read_text(node, faults, marked_up=True)
    return [(each.code, each.line, each.column) for each in faults.errors()]


@pytest.mark.parametrize("value", ["khác", "một hai", "mộ"])
def test_a_value_that_is_not_in_its_source_has_no_offsets(value: str) -> None:
    agrees = value == "mộ"
    assert (offsets(scalar("- 'một'", value)) is not None) is agrees


def test_faults_of_such_a_value_are_shown_at_its_start() -> None:
    assert found(scalar("- 'một'", "x\n\ny **z\u200b")) == [("Y201", 1, 3), ("Y204", 1, 3)]


def test_such_a_value_without_a_blank_line_has_none() -> None:
    assert found(scalar("- 'một'", "x\ny")) == []


def test_letters_that_compose_in_other_ways_are_composed_as_a_whole() -> None:
    faults = Faults()
    prose = read_text(scalar("- '\u1112\u1161\u11ab'", "\u1112\u1161\u11ab"), faults)
    assert prose.value == "\ud55c"
    assert prose.sound


def test_every_character_of_a_value_has_its_place_in_the_source() -> None:
    text = "- 'Ông ''A''\n  đi'"
    found = offsets(scalar(text, "Ông 'A' đi"))
    assert found is not None
    assert [text[at] for at in found] == [*"Ông 'A'", "\n", *"đi"]


def test_a_place_behind_the_last_line_is_still_on_it() -> None:
    source = Source("a.yaml", "a\r\nbc")
    assert source.place(5) == (2, 3)
    assert (source.line_start(4), source.line_end(0), source.line_end(3)) == (3, 1, 5)
