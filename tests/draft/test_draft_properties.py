"""What holds for every text and every mangled file."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from soanthao.draft.load import load
from soanthao.draft.new import starter
from soanthao.errors import InvalidInputError
from soanthao.notice.item import Item
from soanthao.notice.markup import RichText

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyắặấậếệốộớợứựýÁĐỀ0159&<>“”'\"\\:#*^[]{}-,.%@!|`?;/()…"
WORD = st.text(LETTERS, min_size=1, max_size=8)
TEXT = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
FORM = st.sampled_from(["NFC", "NFD"])


@contextmanager
def folder_with(conclusion: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "agency.yaml").write_text(starter()["agency.yaml"], encoding="utf-8")
        path = folder / "conclusion.yaml"
        path.write_bytes(conclusion.encode("utf-8", "surrogatepass"))
        yield path


def draft_of(written: str) -> str:
    return (
        "schema: soanthao/conclusion/1\nnotice: {subject: a, issued: 2026-03}\n"
        f"meeting: {{name: a}}\nsignature: chanh-van-phong\nbody:\n  - {written}\n"
    )


def read_back(written: str) -> RichText:
    with folder_with(draft_of(written)) as path:
        (element,) = load(path).notice.body
    assert isinstance(element, RichText)
    return element


def in_lines(markup: str, breaks: list[int]) -> str:
    words = markup.split(" ")
    return "".join(
        word + ("\n    " if index in breaks else " ") for index, word in enumerate(words)
    ).rstrip()


@given(TEXT, FORM, st.lists(st.integers(0, 10), max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_text_survives_as_a_folded_block(text: str, form: Any, breaks: list[int]) -> None:
    markup = RichText.plainly(text).marked_up()
    written = ">-\n    " + in_lines(unicodedata.normalize(form, markup), breaks)
    assert read_back(written).plain == unicodedata.normalize("NFC", text)


@given(TEXT, FORM, st.lists(st.integers(0, 10), max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_text_survives_in_single_quotes(text: str, form: Any, breaks: list[int]) -> None:
    markup = unicodedata.normalize(form, RichText.plainly(text).marked_up()).replace("'", "''")
    assert read_back(f"'{in_lines(markup, breaks)}'").plain == unicodedata.normalize("NFC", text)


@given(TEXT, FORM)
@settings(max_examples=150, deadline=None)
def test_any_text_survives_in_double_quotes(text: str, form: Any) -> None:
    markup = unicodedata.normalize(form, RichText.plainly(text).marked_up())
    quoted = markup.replace("\\", "\\\\").replace('"', '\\"')
    assert read_back(f'"{quoted}"').plain == unicodedata.normalize("NFC", text)


def loaded_or_refused(text: str) -> None:
    """Load *text*: a foreign exception fails the test; every finding points into its file."""
    with folder_with(text) as path:
        try:
            load(path)
        except InvalidInputError as error:
            found = error.findings
        else:
            return
    own = [each for each in found if each.path == str(path) and each.line]
    lines = re.split(r"\r\n|\n|\r", text)
    assert found
    for each in own:
        assert each.line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1


PIECES = st.sampled_from(
    [
        *":#-*&!|>'\"%@`{}[],\t\n ^\\<\u00ad\u200b\u202e\x07\x85\u2028\ufeff\r0ấ",
        *("\n\n", ": ", " #", "**", "- ", "*a", "&a ", "!!str ", "---\n", "? ", "<<: ", "\n  "),
        *("due: ", "items: ", "to: "),
    ]
)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_mangled_draft_never_crashes_the_reader(data: st.DataObject) -> None:
    text = starter()["conclusion.yaml"]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.sampled_from([0, 0, 1, 1, 2, 10, 80]))
        text = text[:start] + data.draw(PIECES) + text[start + gone :]
    loaded_or_refused(text)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_signs_at_all_never_crash_the_reader(text: str) -> None:
    loaded_or_refused("body:\n  - " + text)


SOME_KEYS = (
    *("text", "to", "due", "parts", "items", "table", "columns", "rows", "cells", "quote", "event"),
    *("by", "every", "id", "marker", "name", "units", "groups", "members", "heading", "lines"),
    *("notice", "number", "issued", "form", "own"),
)
VALUE = st.recursive(
    st.sampled_from(["a", "", "5", "2020-06", "true", "xa", "''", "**b", "2020-13-01"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]")
        | st.dictionaries(
            st.sampled_from(SOME_KEYS),
            inner,
            max_size=3,
        ).map(lambda each: "{" + ", ".join(f"{key}: {value}" for key, value in each.items()) + "}")
    ),
    max_leaves=8,
)
KEYS = (
    *("schema", "agency", "notice", "meeting", "numbering", "body", "annexes", "recipients"),
    *("signature", "letters"),
)


@given(st.sampled_from(KEYS), VALUE)
@settings(max_examples=120, deadline=None)
def test_any_value_under_any_key_is_read_or_refused(key: str, value: str) -> None:
    kept = [line for line in draft_of("a").split("\n") if not line.startswith(f"{key}:")]
    loaded_or_refused(f"{key}: {value}\n" + "\n".join(kept))


AGENCY_KEYS = (
    *("parent", "header", "symbols", "issuers", "signatories", "units", "groups", "wording"),
    *("register", "people"),
)


@given(st.sampled_from(AGENCY_KEYS), VALUE)
@settings(max_examples=120, deadline=None)
def test_any_value_in_an_agency_is_read_or_refused(key: str, value: str) -> None:
    inline = f"agency: {{schema: soanthao/agency/1, name: a, short: a, place: a, {key}: {value}}}\n"
    loaded_or_refused(inline + draft_of("a"))


def test_positions_point_to_the_items_in_the_file() -> None:
    text = starter()["conclusion.yaml"]
    with folder_with(text) as path:
        draft = load(path)
    lines = text.split("\n")
    items = {
        item.id: item
        for element in draft.notice.body
        if isinstance(element, Item)
        for item in element.walk()
    }
    assert set(draft.positions) == set(items)
    for id, (file, line, column) in draft.positions.items():
        assert file == str(path)
        assert lines[line - 1][column - 1 :].startswith("text: >-")
        assert items[id].text.plain.startswith(lines[line].strip())
