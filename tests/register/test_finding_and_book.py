"""What a clerk looks for is found; the book says what was done; the leader gets a slip."""

import json
from datetime import date

import pytest
from workspace import NAMES

from soanthao.cli.main import run
from soanthao.errors import InvalidInputError
from soanthao.pdf.reader import read_text
from soanthao.register.entry import State
from soanthao.render.register_file import prove_register_workbook
from soanthao.services.desk import open_register
from soanthao.services.register_export import ExportRequest, make_book, write
from soanthao.services.register_list import Query, find, show, write_out
from soanthao.services.reserving import ReserveRequest, reserve
from soanthao.word.reader import read_paragraphs

YEAR = ExportRequest(date.fromisoformat("2026-01-01"), date.fromisoformat("2026-12-31"))


def day(text):
    return date.fromisoformat(text)


@pytest.fixture
def shelf(office):
    """Notice 01 issued, letters 01 to 03 numbered, the second void, TB 02 kept."""
    place = office("issue", "number")
    place.do("cancel", place.letter("phong-van-hoa"), "thu", reason="In nhầm")
    request = ReserveRequest("TB", "Chờ họp Thường trực", day("2026-12-31"))
    reserve(place.desk("thu"), request)
    return place


def found(place, **said):
    office_, ledger = open_register(place.home)
    return [
        (each.line.number if each.line else None, each.entry.name if each.entry else None)
        for each in find(office_, ledger, Query(**said))
    ]


NOTICE, FARM = (1, "notice"), (1, "letters/phong-kinh-te")
CULTURE, POLICE = (2, "letters/phong-van-hoa"), (3, "letters/cong-an")
KEPT = (2, None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, {NOTICE, FARM, CULTURE, POLICE, KEPT}),
        ({"kept": False}, {NOTICE, FARM, CULTURE, POLICE}),
        ({"number": 2}, {CULTURE, KEPT}),
        ({"unit": "cong-an"}, {NOTICE, POLICE}),
        ({"unit": "Công an xã"}, {NOTICE, POLICE}),
        ({"state": "issued"}, {NOTICE}),
        ({"state": "đã hủy"}, {CULTURE}),
        ({"words": "giao ban", "kept": False}, {NOTICE, FARM, CULTURE, POLICE}),
        ({"words": "GIAO bàn", "kept": False}, set()),
        ({"words": "cong an", "number": 3}, {POLICE}),
        ({"words": "công an", "number": 3}, {POLICE}),
        ({"words": "thường trực"}, {KEPT}),
        ({"first": day("2026-11-26")}, set()),
        ({"last": day("2026-11-24")}, set()),
        ({"first": day("2026-11-25"), "last": day("2026-11-25"), "state": "issued"}, {NOTICE}),
    ],
)
def test_what_a_clerk_remembers_finds_the_document(shelf, said, expected):
    assert set(found(shelf, **said)) == expected


def test_what_is_sorted_by_words_is_in_vietnamese_order(shelf):
    names = [name for _, name in found(shelf, sort="addressee", kept=False)]
    assert names == [
        *("notice", "letters/cong-an", "letters/phong-kinh-te", "letters/phong-van-hoa")
    ]


@pytest.mark.parametrize("said", [{"state": "xong"}, {"unit": "Sở Ngoại vụ"}])
def test_a_state_or_a_unit_that_there_is_none_of_is_told(shelf, said):
    with pytest.raises(InvalidInputError, match=next(iter(said.values()))):
        found(shelf, **said)


def test_documents_on_their_way_are_found_without_a_number(office):
    place = office("form")
    assert found(place) == [(None, "notice")]
    assert found(place, number=1) == []


def test_the_history_tells_who_did_what(shelf, tmp_path):
    office_, ledger = open_register(shelf.home)
    (notice,) = show(office_, ledger, shelf.path, False, ())
    assert [(each.action, each.name) for each in notice.events] == [
        ("submit", NAMES["soan"]),
        ("check-content", NAMES["truong"]),
        ("check-form", NAMES["thuc"]),
        ("approve", NAMES["hang"]),
        *((step, NAMES["thu"]) for step in ("sign", "number", "issue")),
    ]
    (copy,) = write_out(ledger, (notice,), tmp_path)
    assert copy == tmp_path / "notice.docx"
    assert copy.read_bytes() == shelf.file(notice.entry)
    (letter,) = show(office_, ledger, shelf.path, True, ("phong-van-hoa",))
    assert letter.entry.state is State.CANCELLED
    assert letter.events[-1].reason == "In nhầm"


def lines(place, request=YEAR):
    office_, ledger = open_register(place.home)
    return make_book(office_, ledger, request, day("2026-11-25"))


def test_the_book_says_what_was_done_with_each_number(shelf):
    made = lines(shelf)
    notice, kept, farm, culture, police = (
        next(each for each in made.lines if (each.series, each.number) == key)
        for key in [("TB", 1), ("TB", 2), ("công văn", 1), ("công văn", 2), ("công văn", 3)]
    )
    assert len(made.lines) == 5
    assert notice.cells() == (
        "01/TB-UBND",
        "25/11/2026",
        "Thông báo Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban",
        "Phạm Thu Hằng",
        "Chủ tịch UBND xã; Phòng Kinh tế, Phòng Văn hóa - Xã hội, Công an xã",
        "VT, VP",
        "",
        "25/11/2026",
        "",
        "",
    )
    assert kept.remarks == "Số giữ đến 31/12/2026: Chờ họp Thường trực"
    assert culture.remarks == "Đã hủy: In nhầm"
    assert (culture.dispatched, culture.keeper) == (None, "")
    assert (farm.recipients[0], police.recipients[0]) == ("Phòng Kinh tế", "Công an xã")
    seq, hash_ = shelf.audit().head
    assert made.anchor.replace(" ", "") == f"mục{seq},mãbăm{hash_}"


def test_what_the_clerk_told_at_the_issue_stands_in_its_columns(office):
    place = office("number")
    said = {"copies": 12, "keeper": "VT", "dispatched": day("2026-11-26"), "receipt": "Đỗ Thư"}
    place.do("issue", place.notice, **said)
    (line,) = lines(place).lines
    assert line.cells()[5:9] == ("VT", "12", "26/11/2026", "Đỗ Thư")


def test_a_part_of_the_book_and_one_series(shelf):
    assert len(lines(shelf, ExportRequest(YEAR.first, YEAR.last, "TB")).lines) == 2
    assert lines(shelf, ExportRequest(YEAR.first, day("2026-11-24"))).lines == ()
    with pytest.raises(InvalidInputError, match="một năm"):
        lines(shelf, ExportRequest(YEAR.first, day("2027-01-01")))


def test_the_book_is_written_for_excel_and_for_paper(shelf, tmp_path):
    made = lines(shelf)
    office_, _ = open_register(shelf.home)
    sheet, page = write(office_, made, tmp_path)
    assert prove_register_workbook(sheet.name, made, sheet.read_bytes()).holds
    text = " ".join(read_text(page.read_bytes()).split())
    for each in ("SỔ ĐĂNG KÝ VĂN BẢN ĐI", "01/TB-UBND", "Đã hủy: In nhầm", "Từ số 01"):
        assert each in text
    again = tmp_path / "again"
    assert [each.read_bytes() for each in write(office_, made, again)] == [
        each.read_bytes() for each in (sheet, page)
    ]


def test_the_leader_gets_a_slip_with_what_was_checked(office):
    place = office("content")
    report = place.do("form", place.notice)
    (slip,) = report.copies
    assert slip.name == "phieu-trinh.docx"
    text = "\n".join(read_paragraphs(slip.read_bytes()))
    for each in (
        "PHIẾU TRÌNH",
        "Về việc ban hành Thông báo kết luận của Chủ tịch UBND xã tại cuộc họp giao ban",
        NAMES["truong"],
        NAMES["thuc"],
        NAMES["soan"],
        # Five working days after Monday 23 November; the 24th is a holiday since 2026.
        "01/12/2026",
    ):
        assert each in text, each


def test_the_commands_of_the_register(shelf, tmp_path, capsys):
    where = ["--workspace", str(shelf.home)]
    assert run(["register", "list", *where, "--words", "cong an", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert any(each["entry"]["name"] == "letters/cong-an" for each in rows)
    assert run(["register", "show", str(shelf.path), "--out", str(tmp_path / "ra")]) == 0
    assert "phát hành" in capsys.readouterr().out
    assert (tmp_path / "ra" / "notice.docx").is_file()
    period = ["--from", "1/1/2026", "--to", "31/12/2026"]
    out = ["--out", str(tmp_path / "so")]
    assert run(["register", "export", *where, *period, *out, "--format", "xlsx"]) == 0
    assert (tmp_path / "so" / "so-dang-ky-van-ban-di-2026.xlsx").is_file()
    printed = capsys.readouterr().out.split("mã băm ")[1].strip()
    assert run(["register", "verify", *where, "--head", printed]) == 0
    assert run(["register", "verify", *where, "--head", "0" * 64]) == 1
    assert "sổ giấy" in capsys.readouterr().err
