"""Two clerks at one document: one wins, the other learns who did what and when (Điều 15, 18)."""

from collections.abc import Iterator

import pytest
from clerks import Act, Clerks
from workspace import NAMES

from soanthao.errors import ConflictError
from soanthao.register.entry import State
from soanthao.register.ledger import Ledger
from soanthao.services.numbering import NumberRequest, number
from soanthao.services.stepping import Selection
from soanthao.word.reader import read_paragraphs

ROUNDS = 3
"""Of each pair, on each database."""
BAY = "Vũ Đa Năng"
REASON = "Sửa lại thời hạn"
DONE = {"submit": "trình", "content": "kiểm tra nội dung", "form": "kiểm tra thể thức"}
DONE |= {"approve": "duyệt", "sign": "ghi nhận chữ ký", "number": "cấp số", "issue": "phát hành"}
DONE |= {"return": "trả lại", "cancel": "hủy"}


@pytest.fixture(scope="module")
def clerks() -> Iterator[Clerks]:
    both = Clerks()
    yield both
    both.close()


def said_with(step):
    return {"reason": REASON} if step in ("return", "cancel") else {}


def act(person, step, *chosen):
    return Act(person, step, chosen, said_with(step))


SAME = [
    # From which state, and the person besides Vũ Đa Năng who may take the same step.
    (None, "submit", "soan"),
    ("submit", "submit", "soan"),
    ("submit", "content", "truong"),
    ("form", "approve", "hang"),
    ("approve", "sign", "thu"),
    ("form", "return", "hang"),
    ("sign", "number", "thu"),
    ("number", "issue", "thu"),
    ("number", "cancel", "thu"),
]


@pytest.mark.parametrize(("upto", "step", "person"), SAME)
def test_of_two_who_do_the_same_at_once_one_wins(office, clerks, upto, step, person):
    for _ in range(ROUNDS):
        place = office(upto) if upto else office()
        count = len(place.events())
        found = clerks.act(place, act(person, step, place.notice), act("bay", step, place.notice))
        if step == "submit" and not any(each.error for each in found):
            # Whoever came later had seen the other's: submitting again is allowed.
            assert len(place.events()) == count + 2
            continue
        if step == "content" and not any(each.error for each in found):
            # Vũ Đa Năng, who holds every part, came later and took the next check.
            assert place.events()[-1].action == "check-form"
            continue
        (loser,) = [each for each in found if each.error]
        (winner,) = [each for each in found if not each.error]
        assert loser.error == "ConflictError"
        tells(loser.message, winner)
        (event,) = place.events()[count:]
        assert event.name == name(winner)
        assert place.audit().findings == ()


def name(outcome):
    return NAMES.get(outcome.act.person, BAY)


def tells(message, winner):
    """The loser learns who did what and when."""
    why = f", lý do: {REASON}" if said_with(winner.act.step) else ""
    moment = winner.moment.strftime("lúc %H:%M:%S ngày %d/%m/%Y")
    assert f"{name(winner)} đã {DONE[winner.act.step]} {moment}{why};" in message


AGAINST = [
    # Who acts first may leave a state in which the other's step is still allowed.
    ("form", ("hang", "approve"), ("bay", "return")),
    ("sign", ("thu", "number"), ("bay", "return")),
    ("sign", ("thu", "number"), ("bay", "cancel")),
    ("number", ("thu", "issue"), ("bay", "cancel")),
    ("number", ("thu", "issue"), ("bay", "return")),
]


@pytest.mark.parametrize(("upto", "one", "other"), AGAINST)
def test_of_two_who_pull_in_two_directions_nothing_is_half_done(office, clerks, upto, one, other):
    for _ in range(ROUNDS):
        place = office(upto)
        count = len(place.events())
        found = clerks.act(place, *(act(*each, place.notice) for each in (one, other)))
        winners = [each for each in found if not each.error]
        events = place.events()[count:]
        # The record holds exactly the steps that were reported as done.
        assert sorted(each.name for each in events) == sorted(map(name, winners))
        if len(winners) == 2:
            # Both, one after the other: the second saw what the first had done.
            assert (upto, [each.action for each in events]) in [
                ("form", ["approve", "return"]),
                ("sign", ["number", "return"]),
                ("sign", ["number", "cancel"]),
            ]
        else:
            (loser,) = [each for each in found if each.error]
            assert loser.error == "ConflictError"
            if loser.act.step == "cancel" and upto == "sign":
                # It looked before there was a number: nothing to cancel, and it says so.
                assert "không hủy được" in loser.message
            else:
                tells(loser.message, winners[0])
        (entry,) = place.entries().values()
        living = [each for each in place.lines() if each.status == "taken"]
        assert len(living) == (entry.state in (State.NUMBERED, State.ISSUED))
        assert place.audit().findings == ()


def test_two_who_number_different_documents_at_once_get_different_numbers(office, clerks):
    place = office()
    paths = [place.home / f"hop-{at}" / "conclusion.yaml" for at in range(6)]
    chosen = [Selection(place.conclude(path)) for path in paths]
    for each in chosen:
        place.walk(each, "sign")
    found = clerks.act(place, act("thu", "number", *chosen[:3]), act("tho", "number", *chosen[3:]))
    assert [each.message for each in found] == ["", ""]
    given = [value for each in found for value in each.numbers]
    assert sorted(given) == [f"{value:02d}/TB-UBND" for value in range(1, 7)]
    # Each clerk's own come in the order in which they were asked for.
    assert all(list(each.numbers) == sorted(each.numbers) for each in found)
    assert place.audit().findings == ()


# The same, without luck: the other acts after the first has looked and before she writes.


@pytest.fixture
def between(monkeypatch):
    """Return what lets something happen just before the next writer gets the lock."""
    waiting = []
    writing = Ledger.writing

    def slow(self, now):
        while waiting:
            waiting.pop()()
        return writing(self, now)

    monkeypatch.setattr(Ledger, "writing", slow)
    return waiting.append


STARTED = [
    # State, her step, his step.
    (None, "submit", "submit"),
    ("submit", "submit", "submit"),
    ("submit", "submit", "return"),
    ("submit", "content", "content"),
    ("submit", "content", "submit"),
    ("content", "form", "return"),
    ("form", "approve", "approve"),
    ("form", "approve", "return"),
    ("form", "approve", "submit"),
    ("form", "return", "approve"),
    ("approve", "sign", "sign"),
    ("approve", "sign", "return"),
    ("sign", "number", "number"),
    ("sign", "number", "return"),
    ("sign", "return", "number"),
    ("number", "issue", "issue"),
    ("number", "issue", "cancel"),
    ("number", "issue", "return"),
    ("number", "cancel", "issue"),
    ("number", "cancel", "cancel"),
    ("number", "return", "issue"),
]


@pytest.mark.parametrize(("upto", "hers", "his"), STARTED)
def test_who_was_slower_changes_nothing_and_learns_what_happened(
    office, clock, between, upto, hers, his
):
    place = office(upto) if upto else office()
    left = []

    def he_acts():
        clock.set("2026-11-25", "10:11:12")
        place.do(his, place.notice, "bay", **said_with(his))
        left.append((place.entries(), place.lines(), place.events()))
        clock.set("2026-11-25", "10:11:13")

    desks = {"return": "hang", "cancel": "thu"}
    place.desk("bay")
    between(he_acts)
    with pytest.raises(ConflictError) as raised:
        place.do(hers, place.notice, desks.get(hers, ""), **said_with(hers))
    why = f", lý do: {REASON}" if his in desks else ""
    told = f"{BAY} đã {DONE[his]} lúc 10:11:12 ngày 25/11/2026{why};"
    assert told in str(raised.value)
    assert [(place.entries(), place.lines(), place.events())] == left
    assert place.audit().findings == ()


def test_of_two_who_follow_a_cancelled_document_one_makes_the_new_one(office, clock, between):
    place = office("number")
    place.do("cancel", place.notice, reason="Sai thẩm quyền")

    def he_acts():
        clock.set("2026-11-25", "10:11:12")
        place.do("submit", place.notice, "bay")

    between(he_acts)
    with pytest.raises(ConflictError, match=rf"{BAY} đã trình lúc 10:11:12 ngày 25/11/2026;"):
        place.do("submit", place.notice)
    (entry,) = place.entries().values()
    assert (entry.generation, entry.version) == (2, 1)


def test_who_loses_a_number_to_another_document_gets_the_next_one(office, between):
    place = office("sign")
    other = Selection(place.conclude(place.home / "khac" / "conclusion.yaml"))
    place.edit("họp giao ban\nmeeting", "họp về đất đai\nmeeting", other.path)
    place.walk(other, "sign")
    between(lambda: place.do("number", other, "tho"))
    (entry,) = place.do("number", place.notice).entries
    assert entry.printed_number == "02/TB-UBND"
    # It was made again for the number that it got: its file says so.
    assert "Số: 02/TB-UBND" in read_paragraphs(place.file(entry))
    assert [each.number for each in place.lines()] == [1, 2]
    found = place.audit()
    assert found.findings == ()
    # What was made for the number that was lost is named by nobody.
    assert len(found.orphans) == 1


def test_a_block_that_was_confirmed_is_taken_as_it_was_shown_or_not_at_all(office, between):
    place = office("sign")
    other = Selection(place.conclude(place.home / "khac" / "conclusion.yaml"))
    place.walk(other, "sign")
    between(lambda: place.do("number", other, "tho"))
    with pytest.raises(ConflictError, match=r"đã lấy số 01; .* 02-02, .*Chưa cấp số nào"):
        number(place.desk("thu"), NumberRequest(place.notice, firm=True))
    assert place.entries()["notice"].state is State.SIGNED
    assert [each.number for each in place.lines()] == [1]
