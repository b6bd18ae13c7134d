"""The whole way of a notice and its letters, on both databases: states, numbers, files, the record.

Who may do what, when is the table of ``expected/register/steps.tsv``; here every row of it is taken
in a real register, and what is not in it is refused there.
"""

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from workspace import CHAIN, EXTERNAL, NAMES, OWN, UNITS, WHO, Kind

from soanthao.errors import (
    BlockedError,
    ConflictError,
    InputMissingError,
    InvalidInputError,
    SoanthaoError,
)
from soanthao.files import sha256
from soanthao.notice.person import Part
from soanthao.pdf.reader import read_text
from soanthao.services.numbering import NumberRequest, number
from soanthao.services.stepping import Selection
from soanthao.word.reader import read_paragraphs

STEPS = Path(__file__).parents[1] / "expected" / "register" / "steps.tsv"
STATES = dict(
    zip(
        CHAIN,
        (
            "submitted",
            "content-checked",
            "form-checked",
            "approved",
            "signed",
            "numbered",
            "issued",
        ),
        strict=True,
    )
)
ACTIONS = ("submit", "check-content", "check-form", "approve", "sign", "number", "issue")
ELECTRONIC = ("submit", "content", "form", "approve", "number", "sign", "issue")
"""Điều 15.3: the office may number before the signature."""
KINDS = [
    Kind(OWN, "cong-van", "giay"),
    Kind(OWN, "trich-sao", "giay"),
    Kind(OWN, "trich-sao-dien-tu", "dien-tu"),
    Kind(EXTERNAL, "cong-van", "dien-tu"),
    Kind(EXTERNAL, "trich-sao", "giay"),
]
GAP = "\xa0"
"""What a blank number and a blank date are printed with."""


def told(kind):
    return f"{kind.scheme.strip('{}').replace(': ', '-')}, {kind.form}, {kind.medium}"


def numbers_of(kind, letters):
    """The numbers that a package gets: 01 … of the own series, or those that were entered."""
    if kind.scheme == OWN:
        return ["01", "02", "03"] if letters else ["01"]
    return ["201", "202", "203"] if letters else ["125"]


def symbol_of(kind, letters):
    if not letters:
        return "TB-UBND"
    return "UBND-VP" if kind.form == "cong-van" else "TrS-UBND"


def walked(office, chosen, kind):
    """Walk all steps and return, after each, (state, version, printed number) of each document."""
    stations = []
    for step in ELECTRONIC if kind.medium == "dien-tu" else CHAIN:
        said = {}
        if step == "number" and kind.scheme == EXTERNAL:
            said = {"number": 201 if chosen.letters else 125}
        report = office.do(step, chosen, **said)
        assert report.findings == ()
        stations.append(
            [(each.state.value, each.version, each.printed_number) for each in report.entries]
        )
    return stations


@pytest.mark.parametrize("kind", KINDS, ids=told)
def test_a_notice_and_its_letters_go_from_draft_to_issued(office, kind):
    place = office(kind=kind)
    for chosen, count in ((place.notice, 1), (place.letters, 3)):
        symbol = symbol_of(kind, chosen.letters)
        numbers = [f"{each}/{symbol}" for each in numbers_of(kind, chosen.letters)]
        none = [""] * count
        electronic = kind.medium == "dien-tu"
        states = [STATES[step] for step in CHAIN]
        # Where the number comes first, the signature leaves the state as it is.
        states[4] = "numbered" if electronic else "signed"
        printed = [none] * (4 if electronic else 5) + [numbers] * (3 if electronic else 2)
        assert walked(place, chosen, kind) == [
            [(state, version, number) for number in numbers_here]
            for version, (state, numbers_here) in enumerate(zip(states, printed, strict=True), 1)
        ]
    found = place.audit()
    assert (found.findings, found.orphans) == ((), ())
    assert (found.entries, found.numbers) == (4, 4)
    # Values of the notice and of the letters; each document as it was approved and as it is issued.
    assert found.files == 10


def test_the_record_says_who_did_what_when_and_in_what_order(office, clock):
    place = office()
    for at, step in enumerate(CHAIN):
        clock.set("2026-11-25", f"09:0{at}:00")
        place.do(step, place.notice)
    record = [(each.seq, each.time, each.action, each.person, each.name) for each in place.events()]
    assert record == [
        (at + 1, f"2026-11-25T09:0{at}:00.000+07:00", action, WHO[step], NAMES[WHO[step]])
        for at, (step, action) in enumerate(zip(CHAIN, ACTIONS, strict=True))
    ]


def paragraphs(data):
    return list(read_paragraphs(data))


def differing(before, after):
    """Return the pairs of paragraphs that differ; the others are equal, one by one."""
    assert len(before) == len(after)
    return [(one, other) for one, other in zip(before, after, strict=True) if one != other]


def signed_at(data):
    """The day and time that the head of an electronic extract's first page says."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        head = package.read("word/firstHeader.xml").decode()
    return re.search(r"TRÍCH SAO; UBND xã Minh Sơn; ([^<]*)", head)[1]


@pytest.mark.parametrize("kind", KINDS, ids=told)
def test_the_issued_files_say_number_and_date_and_differ_in_nothing_else(office, kind):
    place = office("issue", "issue", kind=kind)
    notice, *letters = place.entries().values()
    (cited,) = numbers_of(kind, letters=False)
    blank = [(f"Số: {GAP * 10}/TB-UBND", f"Số: {cited}/TB-UBND")]
    before, after = (paragraphs(place.file(notice, final=final)) for final in (False, True))
    (number, date) = differing(before, after)
    assert [number] == blank
    assert re.fullmatch(rf"Minh Sơn, ngày{GAP}+tháng{GAP}+năm[ {GAP}]+2026", date[0])
    assert date[1] == "Minh Sơn, ngày 25 tháng 11 năm 2026"
    assert [each.name for each in letters] == [f"letters/{unit}" for unit in UNITS]
    for letter, value in zip(letters, numbers_of(kind, letters=True), strict=True):
        before, after = (paragraphs(place.file(letter, final=final)) for final in (False, True))
        changed = differing(before, after)
        if kind.form == "trich-sao-dien-tu":
            # It prints no number: the agency's signature block says the time instead.
            assert changed == []
            assert signed_at(place.file(letter)) == "25/11/2026; 08:30:00 +07:00"
            continue
        symbol = symbol_of(kind, letters=True)
        assert changed[0] == (f"Số: {GAP * 10}/{symbol}", f"Số: {value}/{symbol}")
        assert [each for _, each in changed[1:]] == ["Minh Sơn, ngày 25 tháng 11 năm 2026"]
        if kind.form == "cong-van":
            (line,) = [each for each in after if each.startswith("Thực hiện Thông báo")]
            assert f"Thông báo số {cited}/TB-UBND ngày 25/11/2026 " in line
        else:
            assert f"Số: {cited}/TB-UBND" in after


def test_a_pdf_says_the_same_as_word(office):
    kind = Kind(formats=("docx", "pdf"))
    place = office("issue", kind=kind)
    (notice,) = place.entries().values()
    assert [name for name, _ in notice.approved] == [name for name, _ in notice.final]
    assert {name for name, _ in notice.final} == {"docx", "pdf"}
    blank, text = (read_text(place.file(notice, "pdf", final=final)) for final in (False, True))
    assert "Số: 01/TB-UBND" in text
    assert "ngày 25 tháng 11 năm 2026" in text
    assert "Số: 01/TB-UBND" not in blank

    def rest(page):
        lines = (each for each in page.splitlines() if each.strip())
        return [each for each in lines if not re.search(r"Số:|Minh Sơn, ngày", each)]

    assert rest(text) == rest(blank)
    assert len(rest(text)) > 10


def test_the_digests_of_the_register_are_those_of_the_files_and_copies_lie_beside(office):
    place = office("issue", "issue")
    for name, entry in place.entries().items():
        for final, folder in ((False, "signing"), (True, "issued")):
            data = place.file(entry, final=final)
            digest = dict(entry.final if final else entry.approved)["docx"]
            assert sha256(data) == digest
            assert (place.path.parent / folder / f"{name}.docx").read_bytes() == data
            held = place.desk("bay").ledger.store.path(digest)
            assert held.stat().st_mode & 0o222 == 0


# Who, and in what order.


def may():
    """From (state, step) on paper to the parts that may take it."""
    with STEPS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {
        (row["state"], row["step"]): set(row["parts"].split(","))
        for row in rows
        if row["medium"] == "any"
    }


MAY = may()
PARTS = {"soan": "soan-thao", "truong": "noi-dung", "thuc": "the-thuc", "hang": "ky"}
PARTS |= {"thu": "van-thu"}
CHECKING = {"submitted": "check-content", "content-checked": "check-form"}
CHECKING |= {"form-checked": "approve"}
COMMANDS = ("submit", "approve", "sign", "number", "issue", "return", "cancel")


def step_of(state, command):
    """The step that a command means: approve is the next of three."""
    return CHECKING.get(state, "approve") if command == "approve" else command


def said_with(command):
    return {"reason": "thử"} if command in ("return", "cancel") else {}


def unchanged(place, before):
    assert (place.entries(), place.lines(), place.events()) == before


def all_of(place):
    return place.entries(), place.lines(), place.events()


@pytest.mark.parametrize("upto", [None, *CHAIN], ids=str)
def test_whoever_lacks_the_part_and_whatever_is_not_its_turn_is_refused(office, upto):
    place = office(upto) if upto else office()
    state = STATES[upto] if upto else "new"
    before = all_of(place)
    refused = 0
    for command in COMMANDS:
        parts = MAY.get((state, step_of(state, command)), set())
        for person, part in PARTS.items():
            if part in parts:
                continue
            with pytest.raises(SoanthaoError) as raised:
                place.do(command, place.notice, person, **said_with(command))
            refused += 1
            if parts:
                # It is the step's turn, and somebody else's.
                assert type(raised.value) is ConflictError
                assert all(Part(each).called in str(raised.value) for each in parts)
                assert "--as" in str(raised.value)
            elif state == "new" and command != "submit":
                assert type(raised.value) is InputMissingError
                assert "soanthao submit" in str(raised.value)
            else:
                assert type(raised.value) is ConflictError
                # Where it stands; who did the last step, and when.
                (entry,) = place.entries().values()
                last = place.events()[-1]
                assert entry.state.called in str(raised.value)
                assert f"{last.name} đã " in str(raised.value)
                assert "lúc 08:30:00 ngày 25/11/2026" in str(raised.value)
        # One who holds every part is stopped by the order alone.
        if not parts:
            with pytest.raises((ConflictError, InputMissingError)):
                place.do(command, place.notice, "bay", **said_with(command))
    assert refused >= 26
    unchanged(place, before)


def test_one_person_may_hold_all_parts(office):
    place = office()
    for step in CHAIN:
        place.do(step, place.notice, "bay")
    assert place.entries()["notice"].state.value == "issued"
    assert {each.name for each in place.events()} == {"Vũ Đa Năng"}
    assert place.audit().findings == ()


def test_nobody_acts_without_a_name_that_agency_yaml_knows(office):
    place = office()
    with pytest.raises(InputMissingError, match=r"“la”; có: soan \(Lê Thị Soạn\)"):
        place.desk("la")
    with pytest.raises(InvalidInputError, match="--as"):
        place.desk(None)
    agency = place.home / "agency.yaml"
    text = re.sub(r"(?s)people:.*(?=register:)", "", agency.read_text("utf-8"))
    agency.write_text(text, "utf-8")
    place.desks.clear()
    with pytest.raises(InvalidInputError, match=r"people.*soan-thao, noi-dung"):
        place.desk("soan")
    assert not (place.home / "hop" / "issued").exists()


@pytest.mark.parametrize("command", ["return", "cancel"])
@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_way_back_asks_for_a_reason(office, command, reason):
    place = office("number")
    before = all_of(place)
    with pytest.raises(InvalidInputError, match="--reason"):
        place.do(command, place.notice, reason=reason)
    unchanged(place, before)


# What was submitted is what is checked, approved and issued (Điều 11.2).

OLD, NEW = "rà soát diện tích gieo trồng", "rà soát diện tích cây vụ Đông"


@pytest.mark.parametrize("upto", ["submit", "content", "form"])
def test_a_file_that_was_changed_after_it_was_submitted_must_be_submitted_again(office, upto):
    place = office(upto)
    following = CHAIN[CHAIN.index(upto) + 1]
    before = all_of(place)
    place.edit(OLD, NEW)
    with pytest.raises(ConflictError, match=r"đã được sửa sau khi trình .*trình lại"):
        place.do(following, place.notice)
    unchanged(place, before)
    place.edit(NEW, OLD)
    place.edit("schema: soanthao/conclusion/1", "# ghi chú\nschema: soanthao/conclusion/1")
    report = place.do(following, place.notice)
    assert report.entries[0].state.value == STATES[following]


@pytest.mark.parametrize("upto", ["submit", "content", "form"])
def test_what_is_submitted_again_begins_again_with_its_new_words(office, upto):
    place = office(upto)
    first = place.entries()["notice"]
    place.edit(OLD, NEW)
    place.edit("tại cuộc họp giao ban\n", "tại cuộc họp giao ban tháng 11\n")
    again = place.do("submit", place.notice).entries[0]
    assert (again.id, again.generation, again.state.value) == (first.id, 1, "submitted")
    assert again.version == first.version + 1
    assert again.values != first.values
    assert again.subject.endswith("giao ban tháng 11")
    place.walk(place.notice, first="content")
    assert any(NEW in each for each in paragraphs(place.file(place.entries()["notice"])))
    assert place.audit().findings == ()


def test_what_is_approved_is_issued_whatever_becomes_of_the_working_file(office):
    place = office("approve")
    place.edit(OLD, NEW)
    place.walk(place.notice, first="sign")
    text = "\n".join(paragraphs(place.file(place.entries()["notice"])))
    assert OLD in text
    assert NEW not in text


def test_a_file_that_is_gone_stops_nothing_that_was_submitted(office):
    place = office("submit")
    place.path.unlink()
    place.walk(place.notice, first="content")
    assert place.entries()["notice"].state.value == "issued"


def own_templates(place):
    """Give the office templates of its own, beside agency.yaml; return the notice's."""
    from word_office import office_docx

    folder = place.home / "mau"
    folder.mkdir()
    agency = place.home / "agency.yaml"
    agency.write_text(agency.read_text("utf-8") + "templates: mau\n", "utf-8")
    place.desks.clear()
    path = folder / "notice.docx"
    path.write_bytes(office_docx("notice"))
    return path


def test_a_document_is_numbered_by_the_templates_that_it_was_approved_by(office):
    place = office()
    template = own_templates(place)
    place.walk(place.notice, "form")
    with pytest.raises(BlockedError) as raised:
        place.do("approve", place.notice)
    # What the rules of format see in the frozen Word file blocks like any other error.
    assert {each.where for each in raised.value.findings} == {"Thông báo (hop/conclusion.yaml)"}
    assert {"T202", "T212"} <= {each.code for each in raised.value.findings}
    place.do("approve", place.notice, override="Mẫu của cơ quan")
    place.do("sign", place.notice)
    data = template.read_bytes()
    before = all_of(place)
    # A comment at the end of a zip changes no word and every digest.
    template.write_bytes(data[:-2] + b"\x01\x00x")
    with pytest.raises(ConflictError, match=r"Mẫu in đã đổi sau khi duyệt .*soanthao return"):
        place.do("number", place.notice)
    unchanged(place, before)
    template.write_bytes(data)
    assert place.do("number", place.notice).entries[0].printed_number == "01/TB-UBND"


def test_a_document_is_numbered_in_the_formats_that_it_was_approved_in(office):
    place = office("sign")
    before = all_of(place)
    settings = place.home / "soanthao.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('["docx"]', '["docx", "pdf"]'), "utf-8")
    place.desks.clear()
    with pytest.raises(ConflictError, match=r"duyệt với các loại tệp docx, nay"):
        place.do("number", place.notice)
    unchanged(place, before)


# Back, again, and never the same number twice.


@pytest.mark.parametrize("upto", CHAIN[:-1])
def test_from_every_state_before_issue_there_is_a_way_back_and_again_to_the_end(office, upto):
    place = office(upto)
    person = "hang"
    report = place.do("return", place.notice, person, reason="Sửa  lại\nthời hạn")
    (entry,) = report.entries
    assert entry.state.value == "returned"
    assert (entry.number, entry.approved, entry.signed_on, entry.final) == (None, (), None, ())
    last = place.events()[-1]
    assert (last.action, last.reason, last.person) == ("return", "Sửa lại thời hạn", person)
    again = place.walk(place.notice).entries[0]
    assert (again.id, again.generation, again.state.value) == (entry.id, 1, "issued")
    # A number that was given stays in the book, and is given to nobody else.
    book = [(each.number, each.status, each.reason, each.entry) for each in place.lines()]
    if upto == "number":
        assert book == [(1, "void", "Sửa lại thời hạn", entry.id), (2, "taken", "", entry.id)]
        assert again.printed_number == "02/TB-UBND"
    else:
        assert book == [(1, "taken", "", entry.id)]
    assert place.audit().findings == ()


def test_a_cancelled_document_keeps_its_line_and_a_new_one_comes_after_it(office):
    place = office("number")
    cancelled = place.do("cancel", place.notice, reason="Sai thẩm quyền").entries[0]
    assert (cancelled.state.value, cancelled.remarks) == ("cancelled", "Sai thẩm quyền")
    assert cancelled.printed_number == "01/TB-UBND"
    assert [(each.number, each.status, each.reason) for each in place.lines()] == [
        (1, "void", "Sai thẩm quyền")
    ]
    again = place.walk(place.notice).entries[0]
    assert (again.generation, again.printed_number) == (2, "02/TB-UBND")
    assert again.id != cancelled.id
    ledger = place.desk("bay").ledger
    with ledger.reading() as reader:
        assert reader.entry(cancelled.id) == cancelled
    assert place.audit().findings == ()


def test_what_is_issued_neither_comes_back_nor_is_cancelled(office):
    place = office("issue")
    before = all_of(place)
    for command in ("return", "cancel", "submit"):
        with pytest.raises(ConflictError, match="đã phát hành"):
            place.do(command, place.notice, "bay", **said_with(command))
    unchanged(place, before)


# Letters.


@pytest.mark.parametrize("upto", [None, "submit", "approve", "number"])
def test_letters_wait_for_the_issued_notice_whose_number_they_cite(office, upto):
    place = office(upto) if upto else office()
    before = all_of(place)
    with pytest.raises(ConflictError, match="chỉ trình được sau khi thông báo đã phát hành"):
        place.do("submit", place.letters)
    unchanged(place, before)


def test_letters_follow_the_words_of_the_issued_notice(office):
    place = office("issue")
    before = all_of(place)
    place.edit(OLD, NEW)
    with pytest.raises(ConflictError, match=r"không còn đúng lời Thông báo số 01/TB-UBND"):
        place.do("submit", place.letters)
    unchanged(place, before)
    place.edit(NEW, OLD)
    assert len(place.do("submit", place.letters).entries) == 3


def test_one_letter_comes_back_while_the_others_go_on(office):
    place = office("issue", "approve")
    place.do("return", place.letter("cong-an"), "hang", reason="Sửa nơi nhận")
    assert [each.name for each in place.do("sign", place.letters).entries] == [
        "letters/phong-kinh-te",
        "letters/phong-van-hoa",
    ]
    place.walk(place.letters, first="number")
    place.do("submit", place.letters)
    late = place.walk(place.letter("cong-an"), first="content").entries[0]
    assert late.printed_number == "03/UBND-VP"
    found = {name: each.printed_number for name, each in place.entries().items()}
    assert found == {
        "notice": "01/TB-UBND",
        "letters/phong-kinh-te": "01/UBND-VP",
        "letters/phong-van-hoa": "02/UBND-VP",
        "letters/cong-an": "03/UBND-VP",
    }
    assert {each.state.value for each in place.entries().values()} == {"issued"}
    assert place.audit().findings == ()


def test_letters_are_chosen_by_unit_and_one_that_is_not_there_is_named(office):
    place = office("issue")
    assert [each.name for each in place.do("submit", place.letter("cong-an")).entries] == [
        "letters/cong-an"
    ]
    with pytest.raises(InputMissingError, match="tram-y-te"):
        place.do("submit", place.letter("tram-y-te"))
    with pytest.raises(InputMissingError, match="phong-kinh-te"):
        place.do("content", place.letter("phong-kinh-te"))
    # The others, which were not submitted yet; then none is left.
    assert len(place.do("submit", place.letters).entries) == 2
    with pytest.raises(ConflictError, match="--unit"):
        place.do("submit", place.letters)


# What the gates see.

FAULT = "trước ngày …/…/2027"
"""A gap that a template left: an error of ``check`` (C411)."""


def test_an_error_blocks_every_check_and_whoever_overrides_it_is_on_record(office):
    place = office()
    place.edit("Văn phòng thông báo để", f"Hoàn thành {FAULT}. Văn phòng thông báo để")
    place.do("submit", place.notice)
    for step in ("content", "form", "approve"):
        before = all_of(place)
        with pytest.raises(BlockedError, match=r"--override") as raised:
            place.do(step, place.notice)
        assert "C411" in {each.code for each in raised.value.findings}
        with pytest.raises(BlockedError):
            place.do(step, place.notice, override="  ")
        unchanged(place, before)
        report = place.do(step, place.notice, override=" Nguyên văn kết luận ")
        assert "C411" in {each.code for each in report.findings}
        note = place.events()[-1].content["note"]
        assert note["override"] == "Nguyên văn kết luận"
        assert any("C411" in each for each in note["findings"])
    assert place.entries()["notice"].state.value == "approved"


def test_doubts_are_told_and_stop_nothing(office):
    place = office()
    place.edit("22/6/2027", "20/6/2027")
    place.edit("<2027-06-22", "<2027-06-20")
    place.do("submit", place.notice)
    report = place.do("content", place.notice)
    # 19 June 2027 is a Saturday.
    assert {each.code for each in report.findings} == {"C204"}
    assert "override" not in place.events()[-1].content["note"]


def test_days_that_come_too_late_are_told_with_their_codes(office, clock):
    place = office("approve")
    clock.set("2026-12-01")
    assert place.do("sign", place.notice).findings == ()
    clock.set("2026-12-03")
    # The meeting was on 23 November: eight working days. Signed on Tuesday, due on Wednesday.
    assert {each.code for each in place.do("number", place.notice).findings} == {"G101", "G102"}
    report = place.do("issue", place.notice)
    assert {each.code for each in report.findings} == {"G103"}
    assert any("G103" in each for each in place.events()[-1].content["note"]["findings"])


@pytest.mark.parametrize(
    ("day", "code"),
    [("2025-06-30", "G105"), ("2025-07-01", None), ("2026-11-25", None)],
)
def test_whoever_does_not_hold_the_office_does_not_sign(office, day, code):
    place = office("approve")
    signed_on = date.fromisoformat(day)
    if code is not None:
        with pytest.raises(BlockedError, match="Phạm Thu Hằng không giữ chức") as raised:
            place.do("sign", place.notice, day=signed_on)
        assert [each.code for each in raised.value.findings] == [code]
    said = {"override": "Theo quyết định điều động"} if code else {}
    entry = place.do("sign", place.notice, day=signed_on, **said).entries[0]
    assert entry.signed_on == signed_on
    assert place.events()[-1].content.get("note", {}).get("override") == said.get("override")


def test_nobody_signs_tomorrow(office):
    place = office("approve")
    with pytest.raises(ConflictError, match=r"26/11/2026 còn ở phía trước"):
        place.do("sign", place.notice, day=date.fromisoformat("2026-11-26"))


def test_a_dispatch_before_the_documents_day_is_refused(office):
    place = office("number")
    with pytest.raises(ConflictError, match="--dispatched"):
        place.do("issue", place.notice, dispatched=date.fromisoformat("2026-11-24"))
    report = place.do(
        "issue",
        place.notice,
        copies=12,
        receipt="Bưu điện",
        dispatched=date.fromisoformat("2026-11-26"),
    )
    (entry,) = report.entries
    assert (entry.copies, entry.keeper, entry.receipt) == (12, "VT, VP", "Bưu điện")
    assert (entry.issued_on.isoformat(), entry.dispatched.isoformat()) == (
        "2026-11-25",
        "2026-11-26",
    )


# Numbers that another system gives.


def test_a_number_of_another_system_is_entered_once_and_never_twice(office):
    place = office("sign", kind=Kind(EXTERNAL))
    with pytest.raises(InvalidInputError, match="--number và --date"):
        place.do("number", place.notice)
    place.do("number", place.notice, number=125)
    other = place.conclude(place.home / "khac" / "conclusion.yaml")
    place.walk(Selection(other), "sign")
    with pytest.raises(ConflictError) as raised:
        place.do("number", Selection(other), number=125)
    assert "Số 125 năm 2026 của dãy “TB” đã dùng" in str(raised.value)
    assert "Thông báo số 125/TB-UBND (hop/conclusion.yaml)" in str(raised.value)
    assert "25/11/2026" in str(raised.value)


def test_numbers_of_letters_are_entered_one_by_one_or_as_a_block(office):
    place = office("issue", "sign", kind=Kind(EXTERNAL))
    before = all_of(place)
    with pytest.raises(ConflictError, match="Số 301"):
        place.do("number", place.letters, numbers=dict.fromkeys(UNITS, 301))
    with pytest.raises(InvalidInputError, match="gửi Công an xã"):
        place.do("number", place.letters, numbers={UNITS[0]: 301, UNITS[1]: 302})
    unchanged(place, before)
    place.do("number", place.letter("cong-an"), numbers={"cong-an": 310})
    report = place.do("number", place.letters, number=304)
    assert [each.printed_number for each in report.entries] == ["304/UBND-VP", "305/UBND-VP"]
    assert [each.number for each in place.lines()] == [125, 304, 305, 310]
    assert place.audit().findings == ()


def test_a_block_is_shown_before_it_is_taken_and_may_be_declined(office):
    place = office("issue", "sign")
    before, shown = all_of(place), []
    desk = place.desk("thu")
    answer = number(desk, NumberRequest(place.letters), lambda block: bool(shown.append(block)))
    assert answer is None
    assert [(list(each.numbers.values()), each.day.isoformat()) for each in shown] == [
        ([1, 2, 3], "2026-11-25")
    ]
    unchanged(place, before)


# After the commit.


def test_a_file_in_the_place_of_the_copies_folder_is_a_warning_and_the_issue_stands(office):
    place = office("number")
    (place.path.parent / "issued").write_text("không phải thư mục", "utf-8")
    report = place.do("issue", place.notice)
    assert {each.code for each in report.findings} == {"G202"}
    assert "--out" in str(report.findings[0])
    assert place.entries()["notice"].state.value == "issued"
    assert place.audit().findings == ()
