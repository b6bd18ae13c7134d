"""Rows of the head and of tables stand where our PDF has them."""

import dataclasses

import pytest
from word_documents import ASSIGNMENTS, NOTICE, render
from word_formats import Formats, W

from soanthao.standard import nd30

WORKING_PAPER = dataclasses.replace(ASSIGNMENTS, number="", place_date="")


def head_rows(document):
    return Formats(render(document)).part().find(f".//{W}tbl").findall(f"{W}tr")


def before(row, name):
    """Points above the paragraph of the style *name* in *row*, None without such a paragraph."""
    for paragraph in row.iter(f"{W}p"):
        if paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == name:
            spacing = paragraph.find(f"{W}pPr/{W}spacing")
            return None if spacing is None else int(spacing.get(f"{W}before")) / 20
    return None


def test_a_head_without_number_place_and_marks_has_no_second_row():
    assert len(head_rows(WORKING_PAPER)) == 1


@pytest.mark.parametrize("name", ["number", "place_date", "urgency", "draft"])
def test_each_of_them_makes_the_second_row(name):
    value = getattr(dataclasses.replace(NOTICE, draft="DỰ THẢO"), name)
    assert value
    assert len(head_rows(dataclasses.replace(WORKING_PAPER, **{name: value}))) == 2


def test_a_draft_mark_alone_stands_as_far_below_the_head_as_a_number():
    alone = head_rows(dataclasses.replace(WORKING_PAPER, draft="DỰ THẢO"))[1]
    own = nd30.component("draft-mark").space_before.house.pt
    assert before(alone, "draft-mark") == nd30.HEAD_GAP.pt + own
    below = head_rows(dataclasses.replace(NOTICE, draft="DỰ THẢO"))[1]
    assert before(below, "draft-mark") is None


def test_only_the_heading_row_of_a_table_stands_in_the_middle_of_its_cells():
    table = Formats(render(WORKING_PAPER)).part().findall(f".//{W}tbl")[1]
    for row in table.findall(f"{W}tr"):
        aligned = {
            None if each is None else each.get(f"{W}val")
            for each in (cell.find(f"{W}tcPr/{W}vAlign") for cell in row.findall(f"{W}tc"))
        }
        is_heading = row.find(f"{W}trPr/{W}tblHeader") is not None
        assert aligned == ({"center"} if is_heading else {None})


@pytest.mark.parametrize("document", [NOTICE, WORKING_PAPER], ids=["with notes", "without"])
def test_a_hair_above_the_head_keeps_libreoffice_from_an_empty_line_there(document):
    first = Formats(render(document)).part().find(f"{W}body")[0]
    if not document.notes():
        assert first.tag == f"{W}tbl"
        return
    assert first.tag == f"{W}p"
    spacing = first.find(f"{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("20", "exact")
