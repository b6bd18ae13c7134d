"""Corners of editing: lists that begin on a dash, files without an end, comments in brackets."""

from __future__ import annotations

import pytest

from soanthao.draft.edit import apply, can_edit, open_tree
from soanthao.draft.edit_values import Changed, Fresh
from soanthao.draft.nodes import Fields, Listing
from soanthao.errors import InternalError


def edited(text: str, build) -> str:
    data = text.encode()
    root = open_tree("x", data)
    return apply(data, root, {**same(root), **build(root)}).decode()


def same(node: Fields) -> dict:
    return {key: value for key, (_, value) in node.entries.items()}


def items(root: Fields, key: str) -> list:
    listing = root.at(key)
    assert isinstance(listing, Listing)
    return list(listing.items)


def test_a_row_that_begins_on_the_dash_of_its_list_is_changed_in_place():
    text = "rows:\n  - - a  # một\n    - b\n  - - c\n    - d\n"

    def build(root):
        first, second = items(root, "rows")
        a, b = first.items
        return {"rows": [Changed(first, [b, a, "new"]), second]}

    assert (
        edited(text, build)
        == "rows:\n  - - b\n    - a  # một\n    - >-\n      new\n  - - c\n    - d\n"
    )


def test_elements_before_the_first_one_of_a_nested_list():
    text = "rows:\n  - - a\n    - b\n"

    def build(root):
        (row,) = items(root, "rows")
        return {"rows": [Changed(row, ["new", *row.items])]}

    assert edited(text, build) == "rows:\n  - - >-\n      new\n    - a\n    - b\n"


def test_the_last_element_of_a_file_without_end_moves_on_a_line_of_its_own():
    text = "body:\n  - một\n  # của hai\n  - hai"

    def build(root):
        one, two = items(root, "body")
        return {"body": [two, one]}

    assert edited(text, build) == "body:\n  # của hai\n  - hai\n  - một\n"


def test_a_doubt_about_something_in_brackets_stands_above_its_line():
    text = "body:\n  - {text: một, items: [{text: hai}, {text: ba}]}\nkey: x\n"

    def build(root):
        (outer,) = items(root, "body")
        inner = outer.at("items")
        two, three = inner.items
        fresh = Changed(three, {**same(three), "text": "bốn"}, "? xem lại")
        return {"body": [Changed(outer, {**same(outer), "items": Changed(inner, [two, fresh])})]}

    assert edited(text, build) == (
        "body:\n  # ? xem lại\n  - {text: một, items: [{text: hai}, {text: bốn}]}\nkey: x\n"
    )


def test_a_doubt_about_a_key_stands_above_it():
    text = "a:\n  # của số\n  number: 1\n  day: 2\n"

    def build(root):
        inner = root.at("a")
        number = inner.at("number")
        return {"a": Changed(inner, {**same(inner), "number": Changed(number, "3", "? số mới")})}

    assert edited(text, build) == "a:\n  # của số\n  # ? số mới\n  number: 3\n  day: 2\n"


def test_a_new_key_may_bring_its_doubt():
    told = edited("a:\n  b: 1\nc: 2\n", lambda root: {"d": Fresh("ba bốn", "? xem lại")})
    assert told == 'a:\n  b: 1\nc: 2\n# ? xem lại\nd: "ba bốn"\n'


def test_a_list_given_to_another_item_keeps_its_lines_and_comments():
    parts = "    parts:\n      # lời\n      - quote: x\n        to: [a]  # hai\n"
    text = f"body:\n  - text: một\n{parts}  - text: hai\n"

    def build(root):
        one, two = items(root, "body")
        return {
            "body": [
                Changed(one, {"text": one.at("text")}),
                Changed(two, {**same(two), "parts": one.at("parts")}),
            ]
        }

    assert edited(text, build) == (f"body:\n  - text: một\n  - text: hai\n{parts}")


def test_what_could_not_be_read_again_is_never_given():
    deep: object = "x"
    for _ in range(200):
        deep = [deep]
    root = open_tree("x", b"a: 1\n")
    with pytest.raises(InternalError, match="đọc lại"):
        apply(b"a: 1\n", root, {"a": deep})


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_breaks_and_the_mark_of_the_file_stay(newline, mark):
    text = mark + newline.join(["a: 1", "body:", "  - >-", "    một hai", "  # b", "  - ba", ""])

    def build(root):
        one, two = items(root, "body")
        return {"body": [two, Changed(one, "một ba", "? xem"), Fresh("bốn", "mới")]}

    told = edited(text, build)
    assert told.startswith(f"{mark}a: 1{newline}body:{newline}  # b{newline}  - ba{newline}")
    assert told.count("\n") == told.count(newline)
    assert "một ba" in told


def test_anchors_tags_and_aliases_are_known():
    for text in ("a: &x 1\nb: *x\n", "a: &x [1]\n", "a: {b: &y 2}\n"):
        assert not can_edit(open_tree("x", text.encode()))
    for text in ('a: "&x"\n', "a: R&D b\n", "a: x !y\n", "a: [x & y, '*z']\n"):
        assert can_edit(open_tree("x", text.encode()))


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: một hai\n", "ba: bốn", "a: >-\n  ba: bốn\n"),
        ("a: một hai # lời\n", "x #y", "a: >- # lời\n  x #y\n"),
        ("a: [một, hai]\n", ["một", "x, y"], 'a: [một, "x, y"]\n'),
        ("a: 'một'\n", "nó's", "a: 'nó''s'\n"),
        ('a: "một"\n', 'nói "hai" \\', 'a: "nói \\"hai\\" \\\\"\n'),
        ("a: {b: một}\n", {"b": "x: y"}, 'a: {b: "x: y"}\n'),
        ("a: |\n  một\n  hai\n", "một ba", "a: |\n  một\n  ba\n"),
        ("a:\n", "một", "a: một\n"),
    ],
)
def test_each_style_takes_what_it_can_hold(before, value, after):
    assert edited(before, lambda root: {"a": value}) == after
