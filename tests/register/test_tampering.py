"""Whatever somebody changes behind the program's back, `register verify` finds and names it.

The triggers that keep the record are dropped first: whoever means it does that too.
"""

import json
import stat
from dataclasses import replace

import pytest
from sqlalchemy import text, update

from soanthao.cli.main import run
from soanthao.errors import ConflictError
from soanthao.findings import Severity
from soanthao.register import database as house_database
from soanthao.register.audit import audit
from soanthao.register.event import canonical, digest
from soanthao.register.rows import event_row
from soanthao.register.tables import COUNTERS, ENTRIES, EVENTS, HEAD, LINES

EDITED = [
    *((ENTRIES, column.name) for column in ENTRIES.columns),
    *((LINES, column.name) for column in LINES.columns),
    *((COUNTERS, column.name) for column in COUNTERS.columns),
]
NUMBERS = {"id", "generation", "version", "number_year", "number", "copies", "year", "entry"}
NUMBERS |= {"last", "external", "seq"}


@pytest.fixture
def issued(office):
    """A workspace whose notice is issued, its letters numbered, one number kept in vain."""
    return office("issue", "number")


def tamper(place, *statements):
    """Run *statements* on the database of *place* as somebody with its password."""
    engine = place.desk("bay").ledger.engine
    with engine.begin() as connection:
        postgresql = engine.dialect.name == "postgresql"
        if postgresql:
            connection.execute(text("ALTER TABLE events DISABLE TRIGGER events_stay"))
        else:
            for what in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER events_stay_{what}"))
        for statement in statements:
            done = connection.execute(statement)
            assert done.rowcount != 0, statement
        if postgresql:
            # The database is lent to other tests.
            connection.execute(text("ALTER TABLE events ENABLE TRIGGER events_stay"))


def grave(place):
    return [each for each in place.audit().findings if each.severity is Severity.ERROR]


def messages(place):
    return "\n".join(f"{each.code} {each.message}" for each in grave(place))


def other(column, value):
    """Return another value for a column of text or of whole numbers."""
    return (value or 0) + 7 if column in NUMBERS else f"{value or ''}x"


def test_a_register_that_nobody_touched_has_no_finding(issued):
    found = issued.audit()
    assert found.findings == ()
    assert (found.entries, found.numbers) == (4, 4)
    assert found.files == len(set(issued.desk("bay").ledger.store.digests()))
    assert found.orphans == ()
    assert found.head == (found.events, issued.events()[-1].hash)


@pytest.mark.parametrize(
    ("table", "column"), EDITED, ids=[f"{table.name}.{column}" for table, column in EDITED]
)
def test_a_row_edited_by_hand_is_named_with_its_column(issued, table, column):
    key = {each.name for each in table.primary_key.columns}
    engine = issued.desk("bay").ledger.engine
    with house_database.reading(engine) as connection:
        first = connection.execute(table.select().order_by(*table.primary_key.columns)).first()
    row = dict(first._mapping)
    value = other(column, row[column])
    where = [table.c[name] == row[name] for name in key]
    tamper(issued, update(table).where(*where).values({column: value}))
    said = messages(issued)
    if column in key:
        assert "G311" in said
        assert "G312" in said
    else:
        assert "G313" in said
        assert f"{column}: " in said
        assert repr(value) in said
    assert named(table, row) in said


def named(table, row):
    if table is ENTRIES:
        return f"Văn bản {row['id']} ({row['path']}, {row['name']})"
    if table is LINES:
        return f"Số {row['number']:02d}/{row['symbol']}"
    return f"dãy “{row['series']}”"


@pytest.mark.parametrize("table", [ENTRIES, LINES, COUNTERS], ids=lambda each: each.name)
def test_a_deleted_line_is_named(issued, table):
    engine = issued.desk("bay").ledger.engine
    with house_database.reading(engine) as connection:
        rows = connection.execute(table.select().order_by(*table.primary_key.columns)).all()
    row = dict(rows[-1]._mapping)
    where = [column == row[column.name] for column in table.primary_key.columns]
    tamper(issued, table.delete().where(*where))
    said = messages(issued)
    assert "G311" in said
    assert named(table, row) in said


def test_a_line_put_in_by_hand_is_named(issued):
    with house_database.reading(issued.desk("bay").ledger.engine) as connection:
        row = dict(connection.execute(LINES.select()).first()._mapping)
    row |= {"number": 99, "status": "void"}
    tamper(issued, LINES.insert().values(row))
    assert f"G312 Số 99/{row['symbol']} năm 2026 không do bước nào ghi vào." in messages(issued)


@pytest.mark.parametrize(
    "column", ["time", "action", "person", "name", "entry", "reason", "payload", "previous", "hash"]
)
def test_an_edited_event_is_named(issued, column):
    event = issued.events()[4]
    value = other(column, getattr(event, column))
    if column == "payload":
        value = event.payload.replace("Chủ tịch", "Phó Chủ tịch")
    tamper(issued, update(EVENTS).where(EVENTS.c.seq == 5).values({column: value}))
    said = messages(issued)
    assert "Mục 5 " in said or "Mục 6 " in said
    assert any(code in said for code in ("G302", "G303"))


@pytest.mark.parametrize(("seq", "code"), [(1, "G301"), (6, "G301"), (-1, "G304")])
def test_a_deleted_event_is_named(issued, seq, code):
    last = len(issued.events())
    seq = last if seq == -1 else seq
    tamper(issued, EVENTS.delete().where(EVENTS.c.seq == seq))
    said = messages(issued)
    assert code in said
    assert f"mục {seq}" in said or f"mục {last - 1}" in said


def test_the_last_event_taken_back_with_all_that_it_left_is_found_by_the_anchor(issued):
    events = issued.events()
    last, before = events[-1], events[-2]
    rows = [each for each in events[:-1] if each.entry == last.entry][-1].content
    lines = [each["number"] for each in last.content["lines"]]
    series = last.content["lines"][0]["series"]
    tamper(
        issued,
        EVENTS.delete().where(EVENTS.c.seq == last.seq),
        update(HEAD).values(seq=before.seq, hash=before.hash),
        update(ENTRIES).where(ENTRIES.c.id == last.entry).values(rows["entry"]),
        LINES.delete().where(LINES.c.series == series, LINES.c.number == lines[0]),
    )
    found = grave(issued)
    assert [each.code for each in found] == ["G331"]
    assert f"mục {last.seq}" in found[0].message
    with pytest.raises(ConflictError, match="dấu neo"):
        issued.do("issue", issued.letters)


def rewritten(events, seq, reason):
    """Return *events* with another reason at *seq*, every hash after it worked out anew."""
    previous, written = "0" * 64, []
    for event in events:
        told = replace(
            event, previous=previous, reason=reason if event.seq == seq else event.reason
        )
        told = replace(told, hash=digest(told))
        previous = told.hash
        written.append(told)
    return written


def test_a_past_that_is_written_anew_is_found_by_the_anchor_and_by_the_printed_book(issued):
    events = issued.events()
    printed = events[-1].hash
    anew = rewritten(events, 3, "khác")
    tamper(
        issued,
        *(update(EVENTS).where(EVENTS.c.seq == each.seq).values(event_row(each)) for each in anew),
        update(HEAD).values(hash=anew[-1].hash),
    )
    found = grave(issued)
    assert {each.code for each in found} == {"G332"}
    assert any("đã bị viết lại" in each.message for each in found)
    with pytest.raises(ConflictError, match="dấu neo"):
        issued.do("issue", issued.letters)
    # Who also writes the anchor anew is found by the head that the printed book shows.
    marks = [json.loads(line) for line in issued.anchor.read_text("utf-8").splitlines()]
    hashes = {each.seq: each.hash for each in anew}
    issued.anchor.write_text(
        "".join(canonical({**mark, "hash": hashes[mark["seq"]]}) + "\n" for mark in marks), "utf-8"
    )
    assert grave(issued) == []
    told = audit(issued.desk("bay").ledger, printed=printed).findings
    assert [each.code for each in told] == ["G333"]
    assert printed in told[0].message


def test_a_step_that_no_rule_allows_is_named_though_every_hash_is_right(issued):
    """Somebody lets a document be issued straight from the draft, consistently."""
    events = list(issued.events())
    first = next(at for at, each in enumerate(events) if each.action == "check-content")
    content = events[first].content
    content["entry"]["state"] = "issued"
    events[first] = replace(events[first], action="issue", payload=canonical(content))
    anew = rewritten(events, 0, "")
    tamper(
        issued,
        *(update(EVENTS).where(EVENTS.c.seq == each.seq).values(event_row(each)) for each in anew),
        update(HEAD).values(hash=anew[-1].hash),
    )
    assert f"G305 Mục {first + 1} " in messages(issued)


def stored(place, entry, format_="docx"):
    return place.desk("bay").ledger.store.path(dict(entry.final)[format_])


def test_a_changed_byte_in_an_issued_file_is_named(issued):
    entry = issued.entries()["notice"]
    path = stored(issued, entry)
    assert stat.S_IMODE(path.stat().st_mode) & 0o222 == 0, "the file is read-only"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    (found,) = grave(issued)
    assert found.code == "G341"
    assert f"số {entry.printed_number}" in found.message
    assert "đã bị thay đổi" in found.message


def test_a_missing_issued_file_is_named(issued):
    entry = issued.entries()["notice"]
    stored(issued, entry).unlink()
    (found,) = grave(issued)
    assert found.code == "G341"
    assert f"số {entry.printed_number}" in found.message
    assert "thiếu tệp" in found.message


def test_an_anchor_that_is_gone_says_nothing_and_begins_again(issued):
    issued.anchor.unlink()
    assert grave(issued) == []
    issued.do("issue", issued.letters)
    assert issued.anchor.is_file()
    assert grave(issued) == []


def test_a_file_that_no_event_names_is_told_and_is_no_fault(issued):
    issued.desk("bay").ledger.store.put(b"left by a run that was killed")
    found = issued.audit()
    assert found.findings == ()
    assert len(found.orphans) == 1


def test_the_command_ends_with_1_and_names_what_was_changed(issued, capsys):
    assert run(["register", "verify", "--workspace", str(issued.home)]) == 0
    tamper(issued, update(LINES).where(LINES.c.number == 1).values(reason="sửa tay"))
    capsys.readouterr()
    assert run(["register", "verify", "--workspace", str(issued.home)]) == 1
    assert "đã bị sửa tay" in capsys.readouterr().err
