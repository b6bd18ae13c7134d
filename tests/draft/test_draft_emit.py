"""Plain values written as YAML read back as they were, in the layout of a clerk's draft."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soanthao.draft import dump
from soanthao.draft.emit import WIDTH, emit
from soanthao.draft.load import load
from soanthao.draft.new import starter

PIECES = (
    *(
        "- ",
        ": ",
        " #",
        "'",
        '"',
        "\\",
        "\\*",
        "**",
        "^[",
        "]",
        "{",
        "}",
        "[",
        ",",
        "&",
        "*",
        "!",
        "|",
    ),
    *(
        ">",
        "%",
        "@",
        "`",
        "?",
        "~",
        "null",
        "---",
        "...",
        " ",
        "  ",
        "\n",
        "\t",
        "\xa0",
        "\x85",
        "=",
    ),
    *("\u2028", "\ufeff", "\x07", "Phòng A&B", "rà soát", "20/6/2020.", "đ", "x" * 130),
    *("<2020-06-20", "05", "no", "1.", "a)"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(
    st.characters(exclude_categories=("Cs",)), max_size=40
)
KEYS = st.sampled_from(("text", "to", "items", "body", "due", "u1", "1", "parts", "note"))
VALUES = st.recursive(
    st.none() | TEXTS | st.integers(0, 999) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


def as_read(value: object) -> Any:
    """Return *value* as a reader of drafts has it: every scalar is text."""
    if isinstance(value, dict):
        return {key: as_read(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_read(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None else str(value)


def paths(value: object, above: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    return [above, *(place for key, each in inner for place in paths(each, (*above, key)))]


@given(DOCUMENTS)
@settings(max_examples=80)
def test_whatever_is_written_reads_back_as_it_was(values):
    assert dump.read("x", emit(values).encode()) == as_read(values)


@given(DOCUMENTS, st.data())
@settings(max_examples=40)
def test_comments_change_no_value_and_stand_each_once(values, data):
    chosen = data.draw(st.lists(st.sampled_from(paths(values)), max_size=4, unique=True))
    comments = {path: f"? ghi chú{number}." for number, path in enumerate(chosen)}
    text = emit(values, comments)
    assert dump.read("x", text.encode()) == as_read(values)
    lines = [line.strip() for line in text.splitlines()]
    for comment in comments.values():
        assert lines.count(f"# {comment}") == 1


@settings(max_examples=30)
@given(st.lists(st.sampled_from(("rà", "soát:", "#3", "20/6/2020.", "y" * 120)), min_size=1))
def test_a_text_is_folded_between_words_and_no_line_is_too_long(words):
    text = " ".join(words)
    lines = emit({"body": [{"text": text}]}).splitlines()
    assert lines[:2] == ["body:", "  - text: >-"]
    assert [word for line in lines[2:] for word in line.split()] == words
    assert all(line.startswith("      ") and line[6] != " " for line in lines[2:])
    assert all(len(line) <= WIDTH or len(line.split()) == 1 for line in lines[2:])


EXPECTED = """\
# Nhập từ tệp Word.
schema: soanthao/conclusion/1
notice:
  number:
  issued: 2020-05
  subject: >-
    Kết luận Hội nghị giao ban với Thủ trưởng các cơ quan chuyên môn của huyện tháng 5 năm 2020
meeting:
  name: "Hội nghị giao ban: tháng 5"
numbering: ["1.", "a)", "-"]
body:
  - >-
    Chủ tịch UBND huyện kết luận:
  # ? chưa rõ giao ai
  - text: >-
      Rà soát.
    to: [phong-noi-vu, xa]
    due:
      - <2020-06-20
      - {event: "phiên họp tháng 6", by: 2020-06}
    items:
      - text: >-
          Báo cáo.
        # ? hai đơn vị
        with: [toan-huyen]
recipients:
  - {heading: "Nơi nhận", lines: ["Lưu: VT"]}
signature: chanh-van-phong
"""


def test_a_draft_looks_as_a_clerk_writes_it():
    subject = (
        "Kết luận Hội nghị giao ban với Thủ trưởng các cơ quan chuyên môn của huyện "
        "tháng 5 năm 2020"
    )
    due = ["<2020-06-20", {"event": "phiên họp tháng 6", "by": "2020-06"}]
    child = {"text": "Báo cáo.", "with": ["toan-huyen"]}
    item = {"text": "Rà soát.", "to": ["phong-noi-vu", "xa"], "due": due, "items": [child]}
    values = {
        "schema": "soanthao/conclusion/1",
        "notice": {"number": None, "issued": "2020-05", "subject": subject},
        "meeting": {"name": "Hội nghị giao ban: tháng 5"},
        "numbering": ["1.", "a)", "-"],
        "body": ["Chủ tịch UBND huyện kết luận:", item],
        "recipients": [{"heading": "Nơi nhận", "lines": ["Lưu: VT"]}],
        "signature": "chanh-van-phong",
    }
    comments = {
        (): "Nhập từ tệp Word.",
        ("body", 1, "text"): "? chưa rõ giao ai",
        ("body", 1, "items", 0, "with"): "? hai đơn vị",
    }
    assert emit(values, comments) == EXPECTED


@pytest.mark.parametrize("name", ["conclusion.yaml", "agency.yaml"])
def test_a_starter_written_anew_is_the_same_draft(tmp_path, name):
    for file, text in starter().items():
        again = emit(dump.read(file, text.encode())) if file == name else text
        (tmp_path / file).write_text(again, "utf-8")
        (tmp_path / "old" / file).parent.mkdir(exist_ok=True)
        (tmp_path / "old" / file).write_text(text, "utf-8")
    assert (
        load(tmp_path / "conclusion.yaml").notice == load(tmp_path / "old/conclusion.yaml").notice
    )
