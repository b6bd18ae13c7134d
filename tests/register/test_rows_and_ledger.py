"""Values come back from rows as they were; a transaction is whole or nothing; the record stays."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, exc, select, update

from soanthao.errors import CannotWriteError, ConflictError, DamagedRegisterError, MissingToolError
from soanthao.register import database as door
from soanthao.register import schema
from soanthao.register.entry import Entry, Number, State
from soanthao.register.event import Actor, Event, canonical, digest
from soanthao.register.ledger import Left, Place, open_ledger
from soanthao.register.numbers import Counter, Family, Line
from soanthao.register.rows import (
    counter_of,
    counter_row,
    entry_of,
    entry_row,
    event_of,
    event_row,
    line_of,
    line_row,
)
from soanthao.register.store import Store, remove_dead
from soanthao.register.tables import EVENTS

WORDS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"))
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
SMALL = st.integers(1, 100_000)
FAMILIES = st.builds(Family, WORDS, WORDS, WORDS)
PAIRS = st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
ENTRIES = st.builds(
    Entry,
    **{each.name: WORDS for each in fields(Entry) if each.type == "str"},
    id=SMALL,
    generation=SMALL,
    version=SMALL,
    held=st.none() | DAYS,
    recipients=LISTS,
    units=LISTS,
    medium=st.sampled_from(["giay", "dien-tu"]),
    state=st.sampled_from(State),
    approved=PAIRS,
    final=PAIRS,
    signed_on=st.none() | DAYS,
    number=st.none() | st.builds(Number, WORDS, SMALL, SMALL, WORDS, DAYS),
    issued_on=st.none() | DAYS,
    dispatched=st.none() | DAYS,
    copies=st.none() | SMALL,
)
LINES = st.builds(
    Line,
    FAMILIES,
    SMALL,
    SMALL,
    WORDS,
    DAYS,
    SMALL,
    st.sampled_from(["taken", "void", "reserved", "lapsed", "lost"]),
    WORDS,
    WORDS,
    st.none() | DAYS,
)
COUNTERS = st.builds(Counter, FAMILIES, SMALL, SMALL, st.none() | DAYS, st.booleans())
EVENT = st.builds(Event, SMALL, WORDS, WORDS, WORDS, WORDS, SMALL, WORDS, WORDS, WORDS, WORDS)


def through_json(row):
    """A row as an event and a backup hold it."""
    return json.loads(canonical(row))


@given(ENTRIES)
def test_an_entry_comes_back(entry):
    assert entry_of(through_json(entry_row(entry))) == entry


@given(LINES)
def test_a_line_comes_back(line):
    assert line_of(through_json(line_row(line))) == line


@given(COUNTERS)
def test_a_counter_comes_back(counter):
    assert counter_of(through_json(counter_row(counter))) == counter


@given(EVENT)
def test_an_event_comes_back(event):
    assert event_of(through_json(event_row(event))) == event


@given(EVENT, st.sampled_from([each.name for each in fields(Event) if each.name != "hash"]))
def test_a_hash_is_of_everything_that_an_event_says(event, name):
    value = getattr(event, name)
    other = replace(event, **{name: value + 1 if isinstance(value, int) else f"{value}."})
    assert digest(event) == digest(replace(event, hash="x")) != digest(other)


FAMILY = Family("UBND", "", "TB")
CLERK = Actor("thu", "Đỗ Văn Thư")


@pytest.fixture
def ledger(database, tmp_path, request):
    url = f"sqlite+pysqlite:///{tmp_path / 'so.sqlite'}"
    if database == "postgresql":
        url = request.getfixturevalue("postgres_database")
    return open_ledger(Place(url, tmp_path / "kho", tmp_path / "neo.jsonl"))


def fresh(writer, name="notice"):
    return Entry("a", name, "notice", "TB", "TB-UBND", "Kết luận", id=writer.new_id())


def test_what_fails_leaves_nothing(ledger, clock):
    def half_done():
        with ledger.writing(clock) as writer:
            counters = (Counter(FAMILY, 2026, 1),)
            writer.record(CLERK, "submit", Left(fresh(writer), counters=counters))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    with ledger.reading() as reader:
        assert (reader.head()[0], reader.entries(), reader.counters()) == (0, (), ())
    assert not ledger.place.anchor.exists()


def test_a_reader_sees_one_moment(ledger, clock):
    with ledger.reading() as reader:
        assert reader.entries() == ()
        with ledger.writing(clock) as writer:
            writer.record(CLERK, "submit", Left(fresh(writer)))
        assert reader.entries() == ()
    with ledger.reading() as reader:
        assert len(reader.entries()) == 1


def test_one_document_has_one_living_number(ledger, clock):
    day = date(2026, 11, 25)
    with ledger.writing(clock) as writer:
        writer.record(CLERK, "submit", Left(fresh(writer)))
    lines = tuple(Line(FAMILY, 2026, each, "TB-UBND", day, 1) for each in (1, 2))
    with pytest.raises(CannotWriteError), ledger.writing(clock) as writer:
        writer.record(CLERK, "number", Left(lines=lines))
    with ledger.reading() as reader:
        assert reader.lines() == ()


def test_a_document_that_is_already_there_is_not_put_in_twice(ledger, clock):
    with ledger.writing(clock) as writer:
        writer.record(CLERK, "submit", Left(fresh(writer)))
    with pytest.raises(CannotWriteError), ledger.writing(clock) as writer:
        writer.record(CLERK, "submit", Left(fresh(writer)))


@pytest.mark.parametrize("spoil", [update(EVENTS).values(reason="x"), delete(EVENTS)])
def test_the_record_refuses_to_be_changed_or_shortened(ledger, clock, spoil):
    with ledger.writing(clock) as writer:
        writer.record(CLERK, "submit", Left(fresh(writer)))
    with pytest.raises(exc.DBAPIError, match="append-only"), ledger.engine.begin() as connection:
        connection.execute(spoil)
    with ledger.reading() as reader:
        assert len(tuple(reader.events())) == 1


def test_who_saw_an_older_version_has_a_conflict(ledger, clock):
    with ledger.writing(clock) as writer:
        entry = fresh(writer)
        writer.record(CLERK, "submit", Left(entry))
    with ledger.writing(clock) as writer:
        writer.record(CLERK, "check-content", Left(replace(entry, version=1)))
    with (
        pytest.raises(ConflictError, match=r"Đỗ Văn Thư đã kiểm tra nội dung lúc 08:30:00"),
        ledger.writing(clock) as writer,
    ):
        writer.current(entry)


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("mysql://u:geheim@h/d", ConflictError),
        ("???", ConflictError),
    ],
)
def test_another_kind_of_database_is_refused_without_its_password(url, error):
    with pytest.raises(error) as caught:
        door.connect(url)
    assert "geheim" not in str(caught.value)


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path):
    url = "postgresql://u:geheim@127.0.0.1:1/d"
    with pytest.raises(CannotWriteError, match="Không nối được") as caught:
        open_ledger(Place(url, tmp_path / "kho", tmp_path / "neo.jsonl"))
    assert "geheim" not in str(caught.value)


def test_without_psycopg_the_clerk_is_told_what_to_install(monkeypatch):
    def missing(*_, **__):
        raise ModuleNotFoundError("psycopg")

    monkeypatch.setattr(door, "create_engine", missing)
    with pytest.raises(MissingToolError, match=r"soanthao\[postgresql\]"):
        door.connect("postgresql://u@h/d")


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "so.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(DamagedRegisterError, match="soanthao restore"):
        open_ledger(Place(door.sqlite_url(path), tmp_path / "kho", tmp_path / "neo.jsonl"))


def test_a_database_of_a_newer_program_is_refused(ledger):
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ConflictError, match="nâng cấp soanthao"):
        schema.prepare(ledger.engine)
    with ledger.engine.begin() as connection:
        assert connection.execute(select(EVENTS)).all() == []


def test_the_store_keeps_the_same_bytes_once_and_checks_what_it_reads(tmp_path):
    store = Store(tmp_path)
    digest_ = store.put(b"abc")
    assert store.put(b"abc") == digest_
    assert [*store.digests()] == [digest_]
    assert store.get(digest_) == b"abc"
    store.path(digest_).chmod(0o644)
    store.path(digest_).write_bytes(b"abd")
    with pytest.raises(DamagedRegisterError, match="đã bị thay đổi"):
        store.get(digest_)
    # Storing the right bytes again mends the file.
    assert store.put(b"abc") == digest_
    assert store.get(digest_) == b"abc"
    with pytest.raises(DamagedRegisterError, match="thiếu tệp"):
        store.get("0" * 64)


def test_what_a_killed_run_left_goes_once_it_is_old(tmp_path):
    store = Store(tmp_path)
    path = store.path(store.put(b"abc"))
    dead = path.with_name(f".{path.name}.soanthao-1-00000000")
    dead.write_bytes(b"ab")
    born = dead.stat().st_mtime
    assert remove_dead(tmp_path, born - 1) == 0
    assert remove_dead(tmp_path, born + 1) == 1
    assert [*store.digests()] == [path.name]
