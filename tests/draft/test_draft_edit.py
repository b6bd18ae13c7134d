"""Changes to a YAML file leave everything else in it as it is, byte for byte."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soanthao.draft.edit import apply, can_edit, open_tree
from soanthao.draft.edit_values import Changed, Fresh, plain
from soanthao.draft.nodes import Fields, Listing, Scalar
from soanthao.errors import InternalError, InvalidInputError

FILE = """\
# đầu tệp
schema: x   # cùng dòng
number:
body:
  # mở đầu
  - >-
    Một hai ba
    bốn năm.

  # của mục 1
  - text: >-   # lời
      Rà soát: việc #1,
      báo cáo.
    to: [a, b]  # hai đơn vị
    # due: để sau
  # rời

  - text: "Mục \\"hai\\""
    items:
    - {text: con một, to: [a]}
    - text: 'con hai'
      # của due
      due: <2020-06-20
  - {text: ba bốn, items: [ {text: "x, y"}, {text: z} ]}
  - bốn năm
lines: [ "a b", c ]  # hết
"""


def changed(text: str, build) -> str:
    data = text.encode()
    root = open_tree("x", data)
    return apply(data, root, build(root)).decode()


def body(root: Fields) -> list:
    listing = root.entries["body"][1]
    assert isinstance(listing, Listing)
    return list(listing.items)


def same(root: Fields) -> dict:
    return {key: value for key, (_, value) in root.entries.items()}


def with_(node, **values):
    kept = {key: value for key, (_, value) in node.entries.items()}
    return Changed(node, {**kept, **values})


def test_nothing_changed_is_the_same_file():
    assert changed(FILE, same) == FILE


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_text_changes_in_its_style_and_nothing_else(end, mark):
    def build(root):
        elements = body(root)
        elements[1] = with_(elements[1], text="Rà soát: việc #2, báo cáo.")
        elements[4] = Changed(elements[4], "bốn: năm")
        return {**same(root), "body": elements, "number": "12"}

    wanted = FILE.replace("#1", "#2").replace("- bốn năm", "- >-\n    bốn: năm")
    wanted = wanted.replace("number:", "number: 12")
    text = mark + FILE.replace("\n", end)
    assert changed(text, build) == mark + wanted.replace("\n", end)


def test_a_deleted_element_takes_its_own_comments_and_no_others():
    def build(root):
        elements = body(root)
        return {**same(root), "body": [elements[0], *elements[2:]]}

    start, end = FILE.index("  # của mục 1"), FILE.index("  # rời")
    assert changed(FILE, build) == FILE[:start] + FILE[end:]


def test_a_moved_element_takes_its_comments_along():
    def build(root):
        first, one, two, three, four = body(root)
        return {**same(root), "body": [first, two, one, three, four]}

    text = changed(FILE, build)
    start, end = FILE.index("  # của mục 1"), FILE.index("  # rời")
    assert FILE[start:end] in text
    assert text.index("# của mục 1") > text.index("con hai")
    assert sorted(text.splitlines()) == sorted(FILE.splitlines())


def test_new_elements_stand_where_they_are_put_with_their_doubt():
    def build(root):
        first, *rest = body(root)
        new = Fresh({"text": "Việc mới: #3"}, "? chưa rõ giao ai")
        return {**same(root), "body": [first, new, *rest]}

    new = "  # ? chưa rõ giao ai\n  - text: >-\n      Việc mới: #3\n"
    at = FILE.index("\n  # của mục 1")
    assert changed(FILE, build) == FILE[:at] + new + FILE[at:]


def test_a_child_moves_out_of_its_parent_with_its_lines():
    def build(root):
        first, one, two, *rest = body(root)
        child = two.entries["items"][1].items[1]
        keys = {"text": two.entries["text"][1]}
        return {**same(root), "body": [first, one, Changed(two, keys), child, *rest]}

    moved = "  - text: 'con hai'\n    # của due\n    due: <2020-06-20\n"
    start = FILE.index("    items:\n")
    end = FILE.index("  - {text: ba bốn")
    wanted = FILE[:start] + moved + FILE[end:]
    assert changed(FILE, build) == wanted


def test_lists_and_mappings_in_brackets_stay_in_brackets():
    def build(root):
        elements = body(root)
        inner = elements[3].entries["items"][1]
        items = [*inner.items, {"text": "mới, lạ"}]
        elements[3] = with_(elements[3], items=Changed(inner, items), due="2020")
        return {**same(root), "body": elements, "lines": ["a b", "d e", "c"]}

    wanted = FILE.replace("{text: z} ]}", '{text: z}, {text: "mới, lạ"} ], due: 2020}')
    wanted = wanted.replace('"a b", c', '"a b", "d e", c')
    assert changed(FILE, build) == wanted


def test_a_file_with_aliases_is_not_edited():
    assert not can_edit(open_tree("x", b"a: &x [1]\nb: *x\n"))
    assert can_edit(open_tree("x", b"a: [1]\nb: [1]\n"))


TEXTS = st.lists(
    st.sampled_from(["một:", "#hai", "ba", "-", "'bốn'", '"năm"', "\\*", "[sáu", "]", "{", "a, b"]),
    min_size=1,
).map(" ".join)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_changes_the_rest_keeps_its_comments(data):
    def build(root):
        elements = body(root)
        chosen = data.draw(st.lists(st.sampled_from(elements), min_size=1, unique_by=id))
        values: list[object] = []
        for each in chosen:
            if isinstance(each, Fields) and data.draw(st.booleans()):
                values.append(with_(each, text=data.draw(TEXTS), note=data.draw(TEXTS)))
            else:
                values.append(each)
            if data.draw(st.booleans()):
                values.append(data.draw(TEXTS))
        kept.extend(chosen)
        return {**same(root), "body": values}

    kept: list = []
    text = changed(FILE, build)
    for comment in ("# đầu tệp", "# cùng dòng", "# rời", "# hết"):
        assert text.count(comment) == 1
    ones = [id(each) for each in kept]
    root = open_tree("x", text.encode())
    assert len(body(root)) >= len(ones)
    assert plain(root.entries["lines"][1]) == ["a b", "c"]


def test_the_starter_is_changed_in_one_line():
    path = Path(__file__).parents[2] / "drafts/luc-nam/2020-05/conclusion.yaml"
    text = path.read_text("utf-8")

    def build(root):
        notice = root.entries["notice"][1]
        return {**same(root), "notice": with_(notice, number="130", issued="2020-05-28")}

    wanted = text.replace("  number:\n", "  number: 130\n", 1)
    assert changed(text, build) == wanted.replace("issued: 2020-05\n", "issued: 2020-05-28\n", 1)


ROOT = Path(__file__).parents[2]
DRAFTS = sorted((ROOT / "drafts").glob("*/*/conclusion.yaml"))
WORDS = ("khác:", "#5", "“mới”", "- gạch", "\\*sao", "x" * 90, "[a]", "a: b")


def shaken(node, rng: random.Random, pool: list) -> object:
    """Return an item or paragraph with random changes in it; children may come from *pool*."""
    if isinstance(node, Scalar):
        return Changed(node, " ".join(rng.sample(WORDS, 3))) if rng.random() < 0.2 else node
    values: dict[str, object] = {key: each for key, (_, each) in node.entries.items()}
    if "text" in values and rng.random() < 0.3:
        old = str(plain(values["text"])).split()
        old[rng.randrange(len(old))] = rng.choice(WORDS)
        values["text"] = " ".join(old)
    if rng.random() < 0.2:
        values["note"] = " ".join(rng.sample(WORDS, 2))
    if rng.random() < 0.1 and "due" in values:
        del values["due"]
    children = list(values["items"].items) if "items" in values else []
    children = mixed(children, rng, pool)
    if children:
        values["items"] = children
    else:
        values.pop("items", None)
    return Changed(node, values, "? xem lại" if rng.random() < 0.1 else "")


def mixed(elements: list, rng: random.Random, pool: list) -> list:
    """Return *elements* in another order, some in *pool* instead, some from there."""
    kept = []
    for each in elements:
        if isinstance(each, Fields) and rng.random() < 0.15:
            pool.append(each)
        elif rng.random() > 0.1:
            kept.append(shaken(each, rng, pool))
    if rng.random() < 0.2:
        rng.shuffle(kept)
    if pool and rng.random() < 0.5:
        kept.insert(rng.randint(0, len(kept)), pool.pop())
    if rng.random() < 0.2:
        new = Fresh({"text": " ".join(rng.sample(WORDS, 3)), "to": ["a"]}, "? mới")
        kept.insert(rng.randint(0, len(kept)), new)
    return kept


def shake(text: str, seed: int) -> None:
    """Change a whole draft at random; apply itself compares what it says then."""
    rng = random.Random(seed)
    data = text.encode()
    root = open_tree("x", data)
    values = mixed(list(root.entries["body"][1].items), rng, []) or ["một"]
    after = apply(data, root, {**same(root), "body": Changed(root.entries["body"][1], values)})
    head = text[: text.index("\nbody:")]
    assert after.decode().startswith(head)
    assert after.decode().endswith(text[text.index("\nsignature:") :])


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parts[-3])
@pytest.mark.parametrize("seed", range(2))
def test_random_changes_of_whole_drafts_say_what_is_wanted(path, seed):
    shake(path.read_text("utf-8"), seed)


@pytest.mark.torture
@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parts[-3])
@pytest.mark.parametrize("seed", range(2, 26))
def test_seventy_random_changes_say_what_is_wanted(path, seed):
    shake(path.read_text("utf-8"), seed)


def test_a_doubt_inside_braces_stands_above_their_line_once():
    def build(root):
        elements = body(root)
        inner = elements[3].entries["items"][1]
        first = with_(inner.items[0], text="x mới")
        doubted = Changed(first.node, first.value, "? xem lại")
        elements[3] = with_(elements[3], items=[doubted, inner.items[1]])
        return {**same(root), "body": elements}

    wanted = FILE.replace("  - {text: ba", "  # ? xem lại\n  - {text: ba").replace("x, y", "x mới")
    assert changed(FILE, build) == wanted
    again = wanted.replace('text: "x mới"', 'text: "x nữa"')
    assert changed(again, build) == wanted


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("a: x\n", ["y", "z"], "a: [y, z]\n"),
        ("a: [x]\n", "y", "a: y\n"),
        ("a:\n  b: c\nd: e\n", None, "a:\n  \nd: e\n"),
        ("a:\n", "một hai", 'a: "một hai"\n'),
        ("a: 'một\n  hai'\n", "một 'ba", "a: 'một ''ba'\n"),
        ('a: "một\n  hai"\n', 'một "ba"', 'a: "một \\"ba\\""\n'),
        ("a: một\n  hai\n", "một ba bốn", "a: một ba bốn\n"),
        ("a: một hai", "một: ba", "a: >-\n  một: ba"),
        ("a: |-\n  một\n  hai\nb: c\n", "một ba", "a: |-\n  một\n  ba\nb: c\n"),
        ("a: >-\n  một hai\n", "một\x07hai", 'a: "một\\x07hai"\n'),
        ("{a: x, b: c}\n", "y, z", '{a: "y, z", b: c}\n'),
        ("a: {b: c, d: e}\n", {"d": "e"}, "a: {d: e}\n"),
        ("a: {b: c, d: e}\n", {"b": "c"}, "a: {b: c}\n"),
        ("a: [x, y]\n", [], "a: []\n"),
        ("a: []\n", ["x"], "a: [x]\n"),
        ("- a\n", None, None),
    ],
)
def test_a_value_of_another_kind_takes_its_place(old, value, new):
    if new is None:
        with pytest.raises(InvalidInputError):
            open_tree("x", old.encode())
        return
    assert changed(old, lambda root: {**same(root), "a": value}) == new


def test_the_first_entry_behind_a_dash_is_removed_and_a_new_key_follows_a_last_line():
    text = "body:\n  - marker: x\n    text: y"

    def build(root):
        (item,) = body(root)
        return {"body": [Changed(item, {"text": item.entries["text"][1], "to": ["a"]})]}

    assert changed(text, build) == "body:\n  - text: y\n    to: [a]\n"


def test_what_would_not_say_what_is_wanted_is_refused():
    root = open_tree("x", b"a: &n x\nb: *n\n")
    with pytest.raises(InternalError):
        apply(b"a: &n x\nb: *n\n", root, {"a": "y", "b": "z"})
