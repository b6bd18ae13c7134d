"""The anchor: what each line says, what a crash leaves of one, which lines count."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.errors import CannotWriteError, DamagedRegisterError
from soanthao.register import anchor
from soanthao.register.anchor import Mark, append, living, marks
from soanthao.register.event import Event, canonical, changed, digest
from soanthao.register.numbers import Counter, Family

TIME = "2026-11-25T08:30:00.000+07:00"
COUNTER = Counter(Family("UBND xã", "", "TB"), 2026, 7, date.fromisoformat("2026-11-25"))


def event(seq, hash_="ab"):
    return Event(seq, TIME, "number", "thu", "Đỗ Văn Thư", 1, "", "{}", "0" * 64, hash_)


def written(path, *seqs, abandons=0):
    for seq in seqs:
        append(path, event(seq), (COUNTER,), abandons)


def test_a_line_says_where_the_record_ended_and_what_was_counted(tmp_path):
    path = tmp_path / "ổ khác" / "neo.jsonl"
    written(path, 3)
    (line,) = path.read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "seq": 3,
        "hash": "ab",
        "time": TIME,
        "abandons": 0,
        "counters": [
            {
                **{"agency": "UBND xã", "issuer": "", "series": "TB", "year": 2026},
                **{"last": 7, "last_day": "2026-11-25", "external": 0},
            }
        ],
    }
    assert marks(path) == (Mark(3, "ab", TIME, (COUNTER,)),)


def test_no_file_is_no_mark(tmp_path):
    assert marks(tmp_path / "neo.jsonl") == ()
    assert anchor.last(tmp_path / "neo.jsonl") is None


@given(st.integers(0, 400), st.binary(max_size=3))
def test_wherever_a_crash_cuts_a_line_the_others_count_and_the_next_is_whole(
    tmp_path_factory, cut, rubbish
):
    path = tmp_path_factory.mktemp("neo") / "neo.jsonl"
    written(path, 1, 2)
    data = path.read_bytes()
    first = data.index(b"\n") + 1
    # Somewhere in the second line; what follows of it was never written, or is rubbish.
    path.write_bytes(data[: first + cut % (len(data) - first - 1)] + rubbish)
    assert [mark.seq for mark in marks(path)] == [1]
    written(path, 3)
    assert [mark.seq for mark in marks(path)] == [1, 3]
    assert anchor.last(path).seq == 3


@pytest.mark.parametrize(
    "line",
    [
        *("", "[]", "null", "7", '"seq"', "{}", '{"seq":1}'),
        '{"abandons":0,"counters":[{}],"hash":"a","seq":1,"time":""}',
        '{"abandons":0,"counters":7,"hash":"a","seq":1,"time":""}',
    ],
)
def test_a_line_that_is_none_is_passed_over(tmp_path, line):
    path = tmp_path / "neo.jsonl"
    written(path, 1)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    written(path, 2)
    assert [mark.seq for mark in marks(path)] == [1, 2]


def test_what_a_restore_abandoned_counts_no_more():
    every = [
        *(Mark(seq, "old", TIME) for seq in (1, 2, 3, 4)),
        Mark(3, "restored", TIME, abandons=3),
        Mark(4, "new", TIME),
    ]
    assert [(mark.seq, mark.hash) for mark in living(every)] == [
        (1, "old"),
        (2, "old"),
        (3, "restored"),
        (4, "new"),
    ]


@pytest.mark.parametrize("count", [1, 300, 600])
def test_the_end_of_a_long_file_tells_what_the_whole_of_it_tells(tmp_path, count):
    path = tmp_path / "neo.jsonl"
    written(path, *range(1, count + 1))
    assert anchor.last(path) == living(marks(path))[-1] == Mark(count, "ab", TIME, (COUNTER,))


def test_a_last_line_that_is_longer_than_the_end_that_is_read_is_read_whole(tmp_path):
    """Decades of many series: who was killed lets the next one write all counters down."""
    path = tmp_path / "neo.jsonl"
    every = [Counter(Family("UBND xã", "", f"TB-{at}"), 2026, 7) for at in range(900)]
    written(path, 1)
    append(path, event(2), every)
    assert len(path.read_bytes()) > 80_000
    assert anchor.last(path) == Mark(2, "ab", TIME, tuple(every))


@pytest.mark.parametrize("read", [marks, anchor.last])
def test_an_anchor_that_cannot_be_read_stops_the_work(tmp_path, read):
    with pytest.raises(DamagedRegisterError, match="dấu neo"):
        read(tmp_path)


def test_an_anchor_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "tệp").write_text("")
    with pytest.raises(CannotWriteError, match="không ghi được"):
        written(tmp_path / "tệp" / "neo.jsonl", 1)


# Events.


def test_a_hash_is_sha256_of_canonical_json_of_all_but_the_hash():
    """Worked out without the program's own means, as an auditor would."""
    held = {
        **{"seq": 1, "time": TIME, "action": "number", "person": "thu", "name": "Đỗ Văn Thư"},
        **{"entry": 1, "reason": "", "payload": "{}", "previous": "0" * 64},
    }
    text = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    wanted = hashlib.sha256(text.encode()).hexdigest()
    assert digest(event(1)) == digest(event(1, "other")) == wanted


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_the_same_values_are_one_text_in_whatever_order_they_came(value):
    backwards = dict(reversed(list(value.items())))
    assert canonical(value) == canonical(backwards)
    assert json.loads(canonical(value)) == value


def test_what_differs_between_two_rows_is_named():
    assert changed({"a": 1, "b": None, "c": ""}, {"a": 1, "b": "", "d": 0}) == ("b", "c", "d")
    assert changed({"a": 1}, {"a": 1}) == ()


def test_a_payload_that_is_no_object_holds_nothing():
    assert replace(event(1), payload="[1]").content == {}
