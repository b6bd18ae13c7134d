"""Whatever is changed by hand in a register, its files or its anchor is found and named.

Who does it here knows the tables, and takes the triggers away first.
"""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Integer, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from workspace import NAMES

from soanthao.cli.main import run
from soanthao.errors import ConflictError, DamagedRegisterError
from soanthao.findings import Severity
from soanthao.register.event import canonical, digest
from soanthao.register.rows import event_of, event_row
from soanthao.register.tables import COUNTERS, ENTRIES, EVENTS, EVERY, HEAD, LINES
from soanthao.services.reserving import ReserveRequest, reserve

REASON = "Sửa nơi nhận"
RETURNED = 26
"""The event that sent a letter back: seven steps of the notice, six of each letter before it."""
LAST = 29
"""Two letters were issued after it, and a number was kept."""


def went_on(place):
    """Two letters are issued, one comes back with its number, and a number is kept."""
    place.do("return", place.letter("cong-an"), "hang", reason=REASON)
    place.do("issue", place.letters)
    until = date.fromisoformat("2026-12-31")
    reserve(place.desk("thu"), ReserveRequest("TB", "Họp khẩn", until))


@pytest.fixture
def place(office):
    return office("issue", "number", more=went_on)


class Hand:
    """Somebody with the password of the database."""

    def __init__(self, place):
        self.engine = place.desk("bay").ledger.engine
        self.dialect = self.engine.dialect.name

    def do(self, *statements):
        """Carry *statements* out, the record's triggers away."""
        with self.engine.begin() as connection:
            if self.dialect == "postgresql":
                connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
            else:
                for what in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS events_stay_{what}"))
            for each in statements:
                assert connection.execute(each).rowcount, str(each)

    def rows(self, table):
        """The rows of *table* in the order of their keys."""
        with self.engine.connect() as connection:
            found = connection.execute(select(table).order_by(*table.primary_key.columns))
            return [dict(row._mapping) for row in found]

    def everything(self):
        return {table: self.rows(table) for table in EVERY}

    def put_back(self, rows):
        """Let every table hold *rows* and nothing else."""
        self.do(delete(EVENTS), delete(HEAD))
        with self.engine.begin() as connection:
            for table, held in rows.items():
                connection.execute(delete(table))
                if held:
                    connection.execute(insert(table), held)


@pytest.fixture
def hand(place):
    return Hand(place)


def at(table, row):
    """The condition that picks *row* of *table*."""
    return [column == row[column.name] for column in table.primary_key.columns]


def messages(place, *codes):
    """What an audit says under *codes*; under every one where none is named."""
    found = place.audit().findings
    assert {each.code for each in found if each.severity is not Severity.ERROR} <= {"G335"}
    return [each.message for each in found if not codes or each.code in codes]


def one(place, *codes):
    (message,) = messages(place, *codes)
    return message


def test_a_register_that_nobody_touched_is_clean(place):
    found = place.audit()
    assert (found.findings, found.orphans) == ((), ())
    assert [each.action for each in place.events()[RETURNED - 1 :]] == [
        *("return", "issue", "issue", "reserve")
    ]
    assert (found.events, found.entries, found.numbers) == (LAST, 4, 5)
    assert run(["register", "verify", "--workspace", str(place.home)]) == 0


# Files.


def every_file(place):
    """Each file that the record names: (digest, what the finding must call it)."""
    for entry in place.entries().values():
        yield entry.values, entry
        for _, digest_ in (*entry.approved, *entry.final):
            yield digest_, entry


def test_a_changed_byte_in_any_file_is_found_and_named(place):
    store = place.desk("bay").ledger.store
    whose = dict(every_file(place))
    # Values of the notice and the letters; a notice and two letters, approved and final.
    assert len(whose) == 2 + 2 * 3
    for digest_, entry in whose.items():
        path = store.path(digest_)
        data = path.read_bytes()
        path.chmod(0o600)
        for at_ in (0, len(data) // 2, len(data) - 1):
            path.write_bytes(data[:at_] + bytes([data[at_] ^ 1]) + data[at_ + 1 :])
            said = one(place)
            assert f"“{path}” trong kho của sổ đã bị thay đổi" in said
            assert entry.path in said
            if entry.final and digest_ == dict(entry.final)["docx"]:
                assert f"số {entry.printed_number}" in said
        path.write_bytes(data)
    assert messages(place) == []


def test_a_missing_file_is_found_and_named(place):
    store = place.desk("bay").ledger.store
    letter = place.entries()["letters/phong-kinh-te"]
    path = store.path(dict(letter.final)["docx"])
    path.unlink()
    said = one(place, "G341")
    assert "số 01/UBND-VP gửi Phòng Kinh tế (hop/conclusion.yaml)" in said
    assert f"thiếu tệp “{path}”" in said


def test_a_file_with_another_documents_content_is_found(place):
    store = place.desk("bay").ledger.store
    one_, other = (
        place.entries()[f"letters/{unit}"] for unit in ("phong-kinh-te", "phong-van-hoa")
    )
    path = store.path(dict(one_.final)["docx"])
    path.chmod(0o600)
    path.write_bytes(place.file(other))
    assert "số 01/UBND-VP" in one(place, "G341")


def test_no_damaged_file_is_issued(office):
    place = office("number")
    path = place.desk("bay").ledger.store.path(dict(place.entries()["notice"].final)["docx"])
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")
    before = place.events()
    with pytest.raises(DamagedRegisterError, match="đã bị thay đổi"):
        place.do("issue", place.notice)
    assert place.events() == before
    assert not (place.path.parent / "issued").exists()


# Rows, one column at a time.


def other(column, value):
    """Another value that *column* can hold."""
    if isinstance(column.type, Integer):
        return 7 if value is None else value + 40
    return "2027-01-01" if value is None else f"{value}1"


def named(table, row):
    """What a clerk calls *row*."""
    if table is ENTRIES:
        return f"Văn bản {row['id']} ({row['path']}, {row['name']})"
    if table is LINES:
        return f"Số {row['number']:02d}/{row['symbol']} năm {row['year']}"
    return f"Bộ đếm của dãy “{row['series']}” năm {row['year']}"


COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in (ENTRIES, LINES, COUNTERS)
    for column in table.columns
]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_row_that_was_edited_by_hand_is_named_with_its_column(place, hand, table, column):
    # The second of each: the first letter, the kept number, the counter of letters.
    row = hand.rows(table)[1]
    value = other(column, row[column.name])
    hand.do(update(table).where(*at(table, row)).values({column: value}))
    said = messages(place)
    if column.primary_key:
        # To the register it is another row: one is gone, one is there that nobody wrote.
        gone, extra = said
        assert gone == f"{named(table, row)} đã bị xóa khỏi sổ."
        assert extra == f"{named(table, row | {column.name: value})} không do bước nào ghi vào."
        return
    empty = {None: "không có", "": "để trống"}
    before = empty.get(row[column.name], f"ghi “{row[column.name]}”")
    assert said == [
        f"{named(table, row)} đã bị sửa tay ({column.name}: nhật ký {before}, sổ ghi “{value}”)."
    ]
    assert run(["register", "verify", "--workspace", str(place.home)]) == 1


EVENT = [pytest.param(column, id=column.name) for column in EVENTS.columns]


@pytest.mark.parametrize("column", EVENT)
def test_an_entry_of_the_record_that_was_edited_is_named(place, hand, column):
    row = hand.rows(EVENTS)[RETURNED - 1]
    value = other(column, row[column.name])
    hand.do(update(EVENTS).where(EVENTS.c.seq == RETURNED).values({column: value}))
    said = "\n".join(messages(place))
    assert re.search(rf"\b[Mm]ục {RETURNED}\b", said)
    if column.name not in ("seq", "hash"):
        assert "đã bị sửa: mã băm không khớp" in said
        assert "trả lại" in said or column.name == "action"
    assert run(["register", "verify", "--workspace", str(place.home)]) == 1


def test_what_an_entry_of_the_record_holds_is_sealed(place, hand):
    payload = place.events()[0].payload
    assert payload.count("Phạm Thu Hằng") == 1
    changed = payload.replace("Phạm Thu Hằng", "Vũ Đa Năng")
    hand.do(update(EVENTS).where(EVENTS.c.seq == 1).values(payload=changed))
    assert messages(place) == [f"Mục 1 ({NAMES['soan']}: trình) đã bị sửa: mã băm không khớp."]


@pytest.mark.parametrize("reason", ["", "Sửa nơi nhận", "Sửa nơi nhận."])
def test_every_letter_of_a_reason_counts(place, hand, reason):
    hand.do(update(EVENTS).where(EVENTS.c.seq == RETURNED).values(reason=reason))
    said = messages(place)
    if reason == REASON:
        assert said == []
    else:
        assert said == [f"Mục {RETURNED} ({NAMES['hang']}: trả lại) đã bị sửa: mã băm không khớp."]


@pytest.mark.parametrize("column", ["seq", "hash"])
def test_a_head_that_was_edited_is_found(place, hand, column):
    row = hand.rows(HEAD)[0]
    hand.do(update(HEAD).values({column: other(HEAD.c[column], row[column])}))
    assert one(place, "G304").startswith(f"Nhật ký kết thúc ở mục {LAST}, ")
    with pytest.raises(DBAPIError):
        hand.do(update(HEAD).values(id=2))


# Rows that go, come, and change places.


@pytest.mark.parametrize("table", [ENTRIES, LINES, COUNTERS], ids=lambda each: each.name)
def test_a_deleted_row_is_named(place, hand, table):
    for row in hand.rows(table):
        hand.do(delete(table).where(*at(table, row)))
        assert one(place) == f"{named(table, row)} đã bị xóa khỏi sổ."
        hand.do(insert(table).values(row))
    assert messages(place) == []


@pytest.mark.parametrize("table", [ENTRIES, LINES, COUNTERS], ids=lambda each: each.name)
def test_an_inserted_row_is_named(place, hand, table):
    new = {"ENTRIES": {"id": 99, "generation": 5}, "LINES": {"number": 9, "entry": 99}}
    row = hand.rows(table)[1] | new.get(table.name.upper(), {"year": 2027})
    hand.do(insert(table).values(row))
    assert one(place) == f"{named(table, row)} không do bước nào ghi vào."


@pytest.mark.parametrize("seq", [1, RETURNED, LAST])
def test_a_deleted_entry_of_the_record_is_named(place, hand, seq):
    hand.do(delete(EVENTS).where(EVENTS.c.seq == seq))
    said = messages(place)
    if seq == LAST:
        assert any(f"Dấu neo ghi sổ đã tới mục {LAST} " in each for each in said)
        assert any(f"sổ ghi điểm cuối là mục {LAST}" in each for each in said)
    else:
        assert f"Nhật ký mất mục {seq}." in said


def test_several_deleted_entries_are_named_together(place, hand):
    hand.do(delete(EVENTS).where(EVENTS.c.seq.between(11, 13)))
    assert "Nhật ký mất mục 11-13." in messages(place)


def test_an_inserted_entry_of_the_record_is_named(place, hand):
    row = hand.rows(EVENTS)[0] | {"seq": LAST + 1}
    hand.do(insert(EVENTS).values(row))
    said = messages(place)
    assert f"Mục {LAST + 1} không nối với mục trước: nhật ký đã bị viết lại từ đó." in said
    assert any(each.startswith(f"Mục {LAST + 1} (Lê Thị Soạn: trình) đã bị sửa") for each in said)
    assert any(f"sổ ghi điểm cuối là mục {LAST}" in each for each in said)


def test_a_deleted_head_is_told(place, hand):
    hand.do(delete(HEAD))
    with pytest.raises(DamagedRegisterError, match="mất dòng ghi điểm cuối"):
        place.audit()
    assert run(["register", "verify", "--workspace", str(place.home)]) != 0
    before = place.events()
    with pytest.raises(DamagedRegisterError):
        place.do("submit", place.letter("cong-an"))
    assert place.events() == before


def test_two_entries_of_the_record_that_changed_places_are_named(place, hand):
    one_, other_ = (hand.rows(EVENTS)[seq - 1] for seq in (20, 21))
    hand.do(
        *(delete(EVENTS).where(EVENTS.c.seq == seq) for seq in (20, 21)),
        insert(EVENTS).values(one_ | {"seq": 21}),
        insert(EVENTS).values(other_ | {"seq": 20}),
    )
    said = messages(place)
    for seq in (20, 21):
        assert any(each.startswith(f"Mục {seq} ") for each in said)


def test_two_documents_that_changed_numbers_are_named(place, hand):
    (first, second) = hand.rows(LINES)[2:4]
    hand.do(
        update(LINES).where(*at(LINES, first)).values(entry=0),
        update(LINES).where(*at(LINES, second)).values(entry=first["entry"]),
        update(LINES).where(*at(LINES, first)).values(entry=second["entry"]),
    )
    said = messages(place, "G313")
    assert [each.split(" đã ")[0] for each in said] == [named(LINES, first), named(LINES, second)]
    assert all("entry: nhật ký ghi “" in each for each in said)


# A past written anew, so well that the database agrees with itself.


def undone(place, hand, act):
    """Let *act* happen and everything that it left in the database go again."""
    before = hand.everything()
    act()
    hand.put_back(before)


def test_a_last_step_that_was_taken_back_without_a_trace_misses_its_anchor(place, hand):
    letter = place.letter("cong-an")
    undone(place, hand, lambda: place.do("submit", letter))
    assert len(place.events()) == LAST
    said = one(place)
    assert said.startswith(f"Dấu neo ghi sổ đã tới mục {LAST + 1} lúc 2026-11-25T08:30:00")
    assert f"sổ chỉ tới mục {LAST}" in said
    assert run(["register", "verify", "--workspace", str(place.home)]) == 1
    # And nothing is written on it: no number twice.
    with pytest.raises(ConflictError, match=rf"không khớp dấu neo \(mục {LAST + 1}"):
        place.do("submit", letter)
    assert len(place.events()) == LAST


def test_a_number_that_was_taken_back_without_a_trace_is_not_given_again(office):
    place = office("sign")
    hand = Hand(place)
    undone(place, hand, lambda: place.do("number", place.notice))
    assert place.lines() == ()
    with pytest.raises(ConflictError, match="nên chưa cấp số nào"):
        place.do("number", place.notice)
    assert place.lines() == ()


def rewritten(hand, reason, since=RETURNED):
    """Let the record say that the letter came back for another *reason*, hashes and all."""
    rows = hand.rows(EVENTS)
    fresh, previous = [], rows[since - 2]["hash"]
    for row in rows[since - 1 :]:
        event = replace(event_of(row), previous=previous)
        if event.seq == since:
            content = event.content
            content["lines"][0]["reason"] = reason
            event = replace(event, reason=reason, payload=canonical(content))
        event = replace(event, hash=digest(event))
        fresh.append(event_row(event))
        previous = event.hash
    hand.do(
        delete(EVENTS).where(EVENTS.c.seq >= since),
        insert(EVENTS).values(fresh),
        update(HEAD).values(hash=previous),
        update(LINES).where(LINES.c.status == "void").values(reason=reason),
    )


def test_a_chain_that_was_written_anew_does_not_meet_its_anchor(place, hand):
    time = place.events()[RETURNED - 1].time
    printed = place.events()[RETURNED - 1].hash
    rewritten(hand, "Theo ý kiến lãnh đạo")
    # The database agrees with itself: only what lies outside tells.
    assert {each.code for each in place.audit().findings} == {"G332"}
    said = messages(place)
    assert said[0] == f"Mục {RETURNED} khác với dấu neo ghi lúc {time}: sổ đã bị viết lại."
    assert [re.match(r"Mục (\d+)", each)[1] for each in said] == ["26", "28", "29"]
    code = run(["register", "verify", "--workspace", str(place.home), "--head", printed])
    assert code == 1
    with pytest.raises(ConflictError, match="không khớp dấu neo"):
        place.do("submit", place.letter("cong-an"))


def test_a_printed_head_finds_what_the_anchor_was_made_to_agree_with(place, hand, capsys):
    head = place.events()[-1].hash
    rewritten(hand, "Theo ý kiến lãnh đạo")
    with place.anchor.open("w", encoding="utf-8") as file:
        for each in place.events():
            file.write(
                canonical(
                    {
                        **{"seq": each.seq, "hash": each.hash, "time": each.time},
                        **{"counters": [], "abandons": 0},
                    }
                )
                + "\n"
            )
    assert messages(place) == []
    assert run(["register", "verify", "--workspace", str(place.home), "--head", head]) == 1
    assert head in capsys.readouterr().err


@pytest.mark.parametrize(
    ("action", "code"),
    [("issue", "G305"), ("number", "G305"), ("cancel", "G305")],
)
def test_a_step_that_no_rule_allows_is_named_even_with_right_hashes(place, hand, action, code):
    """The return of a letter becomes something else; its rows stay."""
    rows = hand.rows(EVENTS)
    fresh, previous = [], rows[RETURNED - 2]["hash"]
    for row in rows[RETURNED - 1 :]:
        event = replace(event_of(row), previous=previous)
        if event.seq == RETURNED:
            event = replace(event, action=action)
        event = replace(event, hash=digest(event))
        fresh.append(event_row(event))
        previous = event.hash
    hand.do(
        delete(EVENTS).where(EVENTS.c.seq >= RETURNED),
        insert(EVENTS).values(fresh),
        update(HEAD).values(hash=previous),
    )
    (said,) = [each for each in place.audit().findings if each.code == code]
    assert said.message.startswith(f"Mục {RETURNED} ({NAMES['hang']}: ")


# The anchor itself, and what stands beside the register.


def test_a_changed_anchor_is_found(place):
    lines = place.anchor.read_text("utf-8").splitlines()
    mark = json.loads(lines[-1])
    mark["hash"] = "f" * 64
    place.anchor.write_text("\n".join([*lines[:-1], canonical(mark)]) + "\n", "utf-8")
    assert one(place).startswith(f"Mục {LAST} khác với dấu neo")


def test_what_a_crash_cut_off_the_anchor_is_passed_over(place):
    text_ = place.anchor.read_text("utf-8")
    place.anchor.write_text(text_ + '{"abandons":0,"coun', "utf-8")
    assert messages(place) == []
    place.do("submit", place.letter("cong-an"))
    assert place.audit().findings == ()
    assert json.loads(place.anchor.read_text("utf-8").splitlines()[-1])["seq"] == LAST + 1


def test_an_anchor_that_is_gone_is_told_and_begins_again(place, capsys):
    place.anchor.unlink()
    (said,) = place.audit().findings
    assert (said.code, said.severity) == ("G334", Severity.WARNING)
    assert f"“{place.anchor}”" in said.message
    assert f"sổ đã có {LAST} mục" in said.message
    assert "--head" in said.message
    # Nothing proves that the register was touched: who asks is told, and the command succeeds.
    assert run(["register", "verify", "--workspace", str(place.home)]) == 0
    assert "G334" in capsys.readouterr().err
    place.do("submit", place.letter("cong-an"))
    assert place.audit().findings == ()


def test_an_anchor_that_was_cut_is_told(place):
    lines = place.anchor.read_text("utf-8").splitlines(keepends=True)
    # The last line is of the number that was kept, the one before of the letters' issue.
    place.anchor.write_text("".join(lines[:-2]), "utf-8")
    (said,) = place.audit().findings
    assert (said.code, said.severity) == ("G335", Severity.WARNING)
    assert f"Dấu neo dừng ở mục {RETURNED}, sổ đã tới mục {LAST}" in said.message
    place.do("submit", place.letter("cong-an"))
    assert place.audit().findings == ()


def test_a_register_without_an_entry_needs_no_anchor(office):
    assert office().audit().findings == ()


def test_a_file_that_nothing_names_is_told_and_is_no_fault(place):
    digest_ = place.desk("bay").ledger.store.put(b"left by a run that was killed")
    found = place.audit()
    assert (found.findings, found.orphans) == ((), (digest_,))


def test_the_command_says_what_it_found_where_a_clerk_reads(place, hand, capsys):
    hand.do(update(LINES).where(LINES.c.status == "void").values(reason=""))
    assert run(["register", "verify", "--workspace", str(place.home)]) == 1
    out, err = capsys.readouterr()
    assert "G313 Số 03/UBND-VP năm 2026 đã bị sửa tay" in err
    assert "1 phát hiện" in out
    assert f"Sổ kết thúc ở mục {LAST}" in out
    run(["register", "verify", "--workspace", str(place.home), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in told["findings"]] == ["G313"]
    assert told["head"]["seq"] == LAST
