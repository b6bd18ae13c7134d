"""All keys of both files are read and held; the contract's own excerpt among them."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from soanthao.clock import VIETNAM
from soanthao.draft.load import find_agency, load, load_agency
from soanthao.draft.new import starter
from soanthao.errors import InvalidInputError
from soanthao.findings import Finding, Severity
from soanthao.notice.deadline import (
    AtEvent,
    Before,
    Interval,
    OnOrBefore,
    Recurring,
    Relative,
    Soft,
    Vague,
    Within,
)
from soanthao.notice.item import Item, Roles, Table
from soanthao.notice.letterhead import Signatory, Symbols
from soanthao.notice.notice import Per, RecipientBlock, RecipientLine, ReportBack
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.notice.person import Part, Person
from soanthao.notice.register_scheme import RegisterScheme
from soanthao.notice.unit import Group, Unit

AGENCY = """\
schema: soanthao/agency/1
name: Ủy ban nhân dân huyện Lục Nam
short: UBND huyện
parent: [UBND TỈNH BẮC GIANG]
header: [ỦY BAN NHÂN DÂN, HUYỆN LỤC NAM]
place: Lục Nam
code: H02.29
symbols: {notice: TB-UBND, letter: UBND-VP, extract: TrS-UBND}
office: Văn phòng HĐND&UBND huyện
filed: VT, VP
recipients: ["Chủ tịch, các PCT UBND huyện (b/c)", "Lãnh đạo VP, CVVP"]
head: Chủ tịch UBND huyện
issuers:
  van-phong:
    parent: UBND HUYỆN LỤC NAM
    header: [VĂN PHÒNG, HĐND&UBND]
    symbols: {notice: TB-VP}
signatories:
  cvp:
    authority: [TL. CHỦ TỊCH]
    position: CHÁNH VĂN PHÒNG
    name: Trần Văn B
    from: 2020-01-01
    until: 2021-12-31
  pcvp: {authority: TL. CHỦ TỊCH, position: PHÓ CHÁNH VĂN PHÒNG, name: Lê Thị C}
units:
  - id: chi-cuc-thue
    name: Chi cục Thuế huyện
    aliases: [Chi cục Thuế, CCT]
    groups: [ngoai-huyen]
    verb: đề nghị
    addressee: Chi cục Thuế huyện Lục Nam
    email: cct@example.vn
    code: G12.34
    from: 2004-01-01
    until: 2025-06-30
    successor: xa-a
  - {id: xa-a, name: 'A&B <"x">'}
groups:
  - {id: ngoai-huyen, name: Cơ quan ngành dọc}
  - id: toan-huyen
    name: Các cơ quan, đơn vị
    aliases: [toàn huyện]
    addressee: Các cơ quan, đơn vị, UBND các xã
    members: [ngoai-huyen, xa-a]
    general: true
wording: {closing: "Yêu cầu {unit} làm{report}./."}
templates: mau
pdf_engine: typst
register: {own: CV}
people: {an: {name: Nguyễn An, parts: [Soạn thảo, van-thu, văn thư]}}
"""

CONCLUSION = """\
schema: soanthao/conclusion/1
notice:
  kind: KL
  symbol: TB-HU
  issuer: van-phong
  number: 05
  issued: 2020-05-28
  subject: >-
    Kết luận   Hội nghị
    giao ban
  urgency: thuong-khan
meeting:
  name: Hội nghị giao ban
  held: [2020-05-26, 2020-05-25]
  chair: Chủ tịch UBND huyện
  place: Hội trường lớn
numbering: ["I.", "1.", "-"]
body:
  - >-
    Mở đầu **đậm** ^[chú thích].
  - text: Phần chung
    heading: true
    order: false
    items:
      - text: Rà soát hồ sơ. Đôn đốc các xã; hướng dẫn xã A.
        to: [chi-cuc-thue]
        with: [xa-a]
        guided: [toan-huyen]
        copy: [all]
        due: [2020-06-20, <2020-06-30]
        parts:
          - quote: [Rà soát, hướng dẫn xã A]
            to: [xa-a]
            with: [chi-cuc-thue]
            guided: [all]
            copy: [toan-huyen]
            no_due: không nêu
            product: danh sách
            report_to: UBND huyện
            open: theo chức năng
            note: hỏi lại
        product: báo cáo
        report_to: Chủ tịch
        watch: phòng TH
        open: các cơ quan liên quan
        note: cần xem
        id: ra-soat
        table:
          columns: [TT, "*Nội dung*"]
          rows:
            - [1, ""]
            - {cells: [2, b], to: [xa-a], with: [xa-a], guided: [xa-a], copy: [xa-a], due: 2020}
          widths: [1, 2.5]
          caption: Bảng **1**
      - {text: Không số, marker: "", lead: true, no_due: thường xuyên}
  - table: {columns: [a], rows: [{cells: [b], no_due: x}]}
annexes:
  - title: Danh mục
    body:
      - {text: Mục, to: [xa-a]}
      - table: {columns: [a], rows: [{cells: [b], to: [xa-a]}]}
recipients:
  - {heading: "Nơi nhận:", lines: ["Như trên", {text: Chi cục, units: [chi-cuc-thue]}]}
  - {heading: Bản điện tử, lines: ["Lưu: VT"]}
signature: cvp
letters:
  form: trich-sao-dien-tu
  per: audience
  subject: thực hiện kết luận
  symbol: UBND-TH
  issuer: van-phong
  issued: 2020-05-28T16:05:33
  numbers: {xa-a: 007}
  general: verbatim
  report: {to: Văn phòng, by: <2020-06-25}
  recipients: [a, b]
  signature: {position: CHỦ TỊCH, name: Đỗ D}
  only: [xa-a, toan-huyen]
  skip: [chi-cuc-thue]
""".replace("kind: KL", "kind: TB")


@pytest.fixture
def draft(tmp_path: Path) -> Any:
    (tmp_path / "agency.yaml").write_text(AGENCY, encoding="utf-8")
    (tmp_path / "conclusion.yaml").write_text(CONCLUSION, encoding="utf-8")
    return load(tmp_path / "conclusion.yaml")


@pytest.fixture
def notice(draft: Any) -> Any:
    return draft.notice


def test_every_key_of_the_agency_is_held(notice: Any) -> None:
    agency = notice.agency
    assert (agency.name, agency.short) == ("Ủy ban nhân dân huyện Lục Nam", "UBND huyện")
    assert agency.letterhead.parent == ("UBND TỈNH BẮC GIANG",)
    assert agency.letterhead.header == ("ỦY BAN NHÂN DÂN", "HUYỆN LỤC NAM")
    assert agency.letterhead.symbols == Symbols("TB-UBND", "UBND-VP", "TrS-UBND")
    assert agency.letterhead.place == "Lục Nam"
    assert (agency.code, agency.office, agency.filed) == (
        "H02.29", "Văn phòng HĐND&UBND huyện", "VT, VP",
    )  # fmt: skip
    assert agency.recipients == ("Chủ tịch, các PCT UBND huyện (b/c)", "Lãnh đạo VP, CVVP")
    assert agency.head == "Chủ tịch UBND huyện"
    assert agency.wording == {"closing": "Yêu cầu {unit} làm{report}./."}
    assert (agency.templates, agency.pdf_engine) == ("mau", "typst")
    assert agency.register == RegisterScheme(own=True, scheme="common", name="CV")
    assert agency.people == {"an": Person("an", "Nguyễn An", (Part.DRAFTER, Part.CLERK))}


def test_units_and_groups_are_held(notice: Any) -> None:
    directory = notice.agency.directory
    assert directory.units == (
        Unit(
            id="chi-cuc-thue",
            name="Chi cục Thuế huyện",
            aliases=("Chi cục Thuế", "CCT"),
            groups=("ngoai-huyen",),
            verb="đề nghị",
            addressee="Chi cục Thuế huyện Lục Nam",
            email="cct@example.vn",
            code="G12.34",
            valid_from=date(2004, 1, 1),
            valid_until=date(2025, 6, 30),
            successor="xa-a",
        ),
        Unit(id="xa-a", name='A&B <"x">'),
    )
    assert directory.groups[1] == Group(
        id="toan-huyen",
        name="Các cơ quan, đơn vị",
        aliases=("toàn huyện",),
        addressee="Các cơ quan, đơn vị, UBND các xã",
        members=("ngoai-huyen", "xa-a"),
        general=True,
    )


def test_signatories_are_held_with_their_terms(notice: Any) -> None:
    signed = Signatory(
        ("TL. CHỦ TỊCH",), "CHÁNH VĂN PHÒNG", "Trần Văn B", date(2020, 1, 1), date(2021, 12, 31)
    )
    assert notice.signature == signed
    assert notice.agency.signatories["cvp"] == signed
    assert notice.agency.signatories["pcvp"].authority == ("TL. CHỦ TỊCH",)


def test_the_issuer_s_letterhead_borrows_what_it_lacks(notice: Any) -> None:
    assert notice.letterhead.parent == ("UBND HUYỆN LỤC NAM",)
    assert notice.letterhead.header == ("VĂN PHÒNG", "HĐND&UBND")
    assert notice.letterhead.place == "Lục Nam"
    assert notice.letterhead.symbols == Symbols("TB-VP", "UBND-VP", "TrS-UBND")


def test_the_head_of_the_notice_is_held(notice: Any) -> None:
    assert notice.kind == "TB"
    assert notice.number == DocumentNumber(5, "TB-HU")
    assert notice.issued == PartialDate(2020, 5, 28)
    assert notice.subject == "Kết luận Hội nghị giao ban"
    assert notice.urgency == "thuong-khan"
    assert notice.validity_day == date(2020, 5, 28)
    assert notice.numbering == ("I.", "1.", "-")
    assert notice.draft == ""
    assert notice.is_final


def test_the_meeting_is_held(notice: Any) -> None:
    meeting = notice.meeting
    assert meeting.held == (date(2020, 5, 26), date(2020, 5, 25))
    assert (meeting.name, meeting.chair, meeting.place) == (
        "Hội nghị giao ban", "Chủ tịch UBND huyện", "Hội trường lớn",
    )  # fmt: skip


def test_an_item_holds_everything_that_was_written(notice: Any) -> None:
    outer = notice.body[1]
    assert (outer.heading, outer.order, outer.lead, outer.marker) == (True, False, False, "I.")
    item = outer.items[0]
    assert (item.id, item.marker, item.depth) == ("ra-soat", "1.", 1)
    assert item.roles == Roles(("chi-cuc-thue",), ("xa-a",), ("toan-huyen",), ("all",))
    assert item.follow.due == (OnOrBefore(date(2020, 6, 20)), Before(date(2020, 6, 30)))
    follow = item.follow
    assert (follow.product, follow.report_to, follow.watch, follow.open, follow.note) == (
        "báo cáo", "Chủ tịch", "phòng TH", "các cơ quan liên quan", "cần xem",
    )  # fmt: skip


def test_a_part_knows_where_its_pieces_stand(notice: Any) -> None:
    item = notice.body[1].items[0]
    (part,) = item.parts
    assert [item.text.plain[start:end] for start, end in part.spans] == [
        "Rà soát", "hướng dẫn xã A",
    ]  # fmt: skip
    assert part.roles == Roles(("xa-a",), ("chi-cuc-thue",), ("all",), ("toan-huyen",))
    follow = part.follow
    assert (follow.no_due, follow.product, follow.report_to, follow.open, follow.note) == (
        "không nêu", "danh sách", "UBND huyện", "theo chức năng", "hỏi lại",
    )  # fmt: skip


def test_tables_hold_cells_widths_and_rows_that_order(notice: Any) -> None:
    table = notice.body[1].items[0].table
    assert [cell.marked_up() for cell in table.columns] == ["TT", "*Nội dung*"]
    assert table.widths == (1.0, 2.5)
    assert table.caption.marked_up() == "Bảng **1**"
    first, second = table.rows
    assert [cell.plain for cell in first.cells] == ["1", ""]
    assert not first.is_order
    assert second.id == "1.1/r2"
    assert second.roles == Roles(("xa-a",), ("xa-a",), ("xa-a",), ("xa-a",))
    assert second.follow.due == (Within("year", 2020),)


def test_an_unmarked_lead_is_held(notice: Any) -> None:
    lead = notice.body[1].items[1]
    assert (lead.id, lead.marker, lead.lead, lead.follow.no_due) == (
        "1/1", "", True, "thường xuyên",
    )  # fmt: skip
    assert not lead.orders


def test_markup_and_footnotes_of_a_paragraph_are_held(notice: Any) -> None:
    assert notice.body[0].marked_up() == "Mở đầu **đậm** ^[chú thích]."


def test_tables_of_the_body_and_annexes_are_addressed(notice: Any) -> None:
    table = notice.body[2]
    assert isinstance(table, Table)
    assert table.rows[0].id == "/t1/r1"
    (annex,) = notice.annexes
    assert annex.title == "Danh mục"
    assert isinstance(annex.body[0], Item)
    assert annex.body[0].id == "pl1:1"
    assert annex.body[1].rows[0].id == "pl1:/t1/r1"


def test_recipients_are_held_without_the_heading_s_colon(notice: Any) -> None:
    assert notice.recipients == (
        RecipientBlock(
            "Nơi nhận", (RecipientLine("Như trên"), RecipientLine("Chi cục", ("chi-cuc-thue",)))
        ),
        RecipientBlock("Bản điện tử", (RecipientLine("Lưu: VT"),)),
    )


def test_every_key_of_the_letters_is_held(notice: Any) -> None:
    letters = notice.letters
    assert (letters.form, letters.per, letters.general) == (
        "trich-sao-dien-tu", "audience", "verbatim",
    )  # fmt: skip
    assert (letters.subject, letters.symbol, letters.issuer) == (
        "thực hiện kết luận", "UBND-TH", "van-phong",
    )  # fmt: skip
    assert letters.issued == datetime(2020, 5, 28, 16, 5, 33, tzinfo=VIETNAM)
    assert letters.numbers == {"xa-a": 7}
    assert letters.report == ReportBack("Văn phòng", Before(date(2020, 6, 25)))
    assert letters.recipients == ("a", "b")
    assert letters.signature == Signatory((), "CHỦ TỊCH", "Đỗ D")
    assert (letters.only, letters.skip) == (("xa-a", "toan-huyen"), ("chi-cuc-thue",))


def test_files_and_positions_are_held(draft: Any, tmp_path: Path) -> None:
    assert draft.conclusion.path == str(tmp_path / "conclusion.yaml")
    assert draft.conclusion.data == CONCLUSION.encode()
    assert len(draft.conclusion.sha256) == 64
    assert draft.agency.data == AGENCY.encode()
    assert draft.positions["ra-soat"] == (draft.conclusion.path, 25, 9)
    assert draft.positions["1.1/r2"] == (draft.conclusion.path, 52, 15)
    assert set(draft.positions) == {
        "1", "ra-soat", "1.1/r2", "1/1", "/t1/r1", "pl1:1", "pl1:/t1/r1",
    }  # fmt: skip


def test_what_a_trich_sao_does_not_print_is_said_and_stops_nothing(draft: Any) -> None:
    lines = CONCLUSION.splitlines()
    keys = [lines[each.line - 1][each.column - 1 :].split(":")[0] for each in draft.warnings]
    assert {each.code for each in draft.warnings} == {"Y536"}
    assert keys == ["subject", "report", "recipients"]


def deadlines_of(desk: Any, written: str) -> Any:
    desk.write(f"body:\n  - text: a\n    due: {written}\n")
    return load(desk.conclusion).notice.body[0].follow.due


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-06-20", OnOrBefore(date(2020, 6, 20))),
        ("<2020-06-20", Before(date(2020, 6, 20))),
        ('"< 2020-06-20"', Before(date(2020, 6, 20))),
        ("2020-06-20T14:00", OnOrBefore(date(2020, 6, 20), time(14))),
        ("<2020-06-20T14:30", Before(date(2020, 6, 20), time(14, 30))),
        ("2020-06", Within("month", 2020, 6)),
        ("2020-Q3", Within("quarter", 2020, 3)),
        ("2020-H1", Within("half-year", 2020, 1)),
        ("2020", Within("year", 2020, 1)),
        ("{event: họp, by: 2020-06}", AtEvent("họp", Within("month", 2020, 6))),
        ("{event: họp}", AtEvent("họp")),
        (
            "{every: 2-week, weekday: thứ sáu, time: 16:00, before: true}",
            Recurring("2-week", weekday=5, at=time(16), before=True),
        ),
        ("{every: week, weekday: Thứ 2}", Recurring("week", weekday=1)),
        ("{every: week, weekday: 7}", Recurring("week", weekday=7)),
        ("{every: week, weekday: chủ nhật, before: no}", Recurring("week", weekday=7)),
        ("{every: month, day: 25}", Recurring("month", day=25)),
        ("{every: quarter, month: 3, day: 20}", Recurring("quarter", day=20, month=3)),
        ("{every: half-year}", Recurring("half-year")),
        ("{every: year, month: 2, day: 29}", Recurring("year", day=29, month=2)),
        ("{within: 7, unit: day, after: ngày nhận}", Relative(7, "day", "ngày nhận")),
        (
            "{within: 07, unit: working-day, before: ngày họp}",
            Relative(7, "working-day", "ngày họp", before=True),
        ),
        ("{from: 2020-06-01, to: 2020-06-01}", Interval(date(2020, 6, 1), date(2020, 6, 1))),
        ("{vague: khẩn trương}", Vague("khẩn trương")),
        ("{by: 2026-06-30, soft: true}", Soft(OnOrBefore(date(2026, 6, 30)))),
        ("{by: 2026-06-30}", OnOrBefore(date(2026, 6, 30))),
        ("{by: 2026-06-30, soft: false}", OnOrBefore(date(2026, 6, 30))),
    ],
)
def test_every_form_of_deadline_is_read(desk: Any, written: str, expected: Any) -> None:
    assert deadlines_of(desk, written) == (expected,)


def test_several_deadlines_keep_their_order(desk: Any) -> None:
    assert deadlines_of(desk, "[{vague: sớm}, 2020-06]") == (
        Vague("sớm"), Within("month", 2020, 6),
    )  # fmt: skip


def test_defaults_are_those_of_the_contract(desk: Any) -> None:
    notice = load(desk.write()).notice
    assert (notice.kind, notice.number) == ("TB", DocumentNumber(None, "TB-UBND"))
    assert notice.numbering == ("1.", "a)", "-", "+")
    assert notice.issued is None
    assert (notice.letters.form, notice.letters.per) == ("cong-van", "unit")
    assert (notice.letters.general, notice.letters.recipients) == ("reference", None)
    assert notice.agency.pdf_engine == "weasyprint"
    assert notice.agency.register == RegisterScheme(own=False, scheme="per-kind")
    assert notice.agency.people == {}
    assert notice.agency.directory.units[0].verb == "giao"


def test_the_default_symbol_follows_the_kind(desk: Any) -> None:
    desk.write("notice: {subject: a, kind: KH}\n")
    assert load(desk.conclusion).notice.number.symbol == "KH-UBND"


def test_lines_of_recipients_alone_make_one_block(desk: Any) -> None:
    desk.write("recipients: [Như trên, {text: Xã A, units: [xa-a]}]\n")
    (block,) = load(desk.conclusion).notice.recipients
    assert block.heading == "Nơi nhận"
    assert [line.text for line in block.lines] == ["Như trên", "Xã A"]


def test_an_agency_may_stand_inside_the_conclusion(desk: Any) -> None:
    desk.write(
        "agency: {schema: soanthao/agency/1, name: Bên trong, short: a, header: [b], place: c,\n"
        "  head: d, symbols: {notice: TB-X, letter: X},\n"
        "  signatories: {cvp: {position: a, name: b}}}\n"
    )
    draft = load(desk.conclusion)
    assert draft.agency is None
    assert draft.notice.agency.name == "Bên trong"


def test_an_agency_may_be_named_by_path(desk: Any) -> None:
    desk.write("agency: khac/co-quan.yaml\n")
    (desk.folder / "khac").mkdir()
    named = desk.folder / "khac" / "co-quan.yaml"
    named.write_bytes(desk.agency.read_bytes().replace(b"UBND huy", b"Ban huy"))
    draft = load(desk.conclusion)
    assert draft.agency is not None
    assert draft.agency.path == str(named)
    assert draft.notice.agency.short == "Ban huyện"


def test_the_nearest_agency_above_is_found(desk: Any, monkeypatch: Any) -> None:
    desk.write()
    inner = desk.folder / "a" / "b"
    inner.mkdir(parents=True)
    assert find_agency(inner) == desk.agency
    monkeypatch.chdir(inner)
    assert find_agency(Path()) == Path("../../agency.yaml")
    (desk.folder / "a" / "agency.yaml").write_text("x", encoding="utf-8")
    assert find_agency(Path()) == Path("../agency.yaml")


def test_an_agency_is_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "agency.yaml"
    path.write_text(AGENCY, encoding="utf-8")
    assert load_agency(path).short == "UBND huyện"


def test_a_faulty_agency_read_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "agency.yaml"
    path.write_text(AGENCY.replace("verb: đề nghị", "verb: xin"), encoding="utf-8")
    with pytest.raises(InvalidInputError) as caught:
        load_agency(path)
    assert [each.code for each in caught.value.findings] == ["Y310"]


def test_the_draft_to_start_from_loads_without_faults_or_warnings(tmp_path: Path) -> None:
    for name, text in starter().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    draft = load(tmp_path / "conclusion.yaml")
    assert draft.warnings == ()
    assert [each.id for each in draft.notice.items()] == ["1", "2", "2.1", "2.2"]


def test_the_messages_offer_the_nearest_right_word(desk: Any) -> None:
    desk.write(
        "body:\n  - {text: a, too: [xa-a]}\n  - {text: b, to: [phong-noi-bu]}\n"
        "  - {text: c, to: [phòng nội vụ]}\n  - {text: d, to: [zzzzzz]}\n"
    )
    with pytest.raises(InvalidInputError) as caught:
        load(desk.conclusion)
    first, second, third, fourth = (each.message for each in caught.value.findings)
    assert "“to”" in first
    assert "“phong-noi-vu”" in second
    assert "“phong-noi-vu”" in third
    assert "có phải" not in fourth


def test_several_ids_without_brackets_are_told_to_take_them(desk: Any) -> None:
    desk.write("body:\n  - {text: a, to: 'xa-a, xa-b'}\n")
    with pytest.raises(InvalidInputError, match=r"Y501 .*\[xa-a, xa-b\]"):
        load(desk.conclusion)


def test_an_expired_unit_names_the_successor_that_exists_on_the_day(desk: Any) -> None:
    desk.write(
        "body:\n  - {text: a, to: [xa-a, xa-d]}\n",
        "units:\n"
        "  - {id: xa-a, name: a, until: 2019-01-01, successor: xa-b}\n"
        "  - {id: xa-b, name: b, until: 2020-01-01, successor: xa-c}\n"
        "  - {id: xa-c, name: c, from: 2020-01-01}\n"
        "  - {id: xa-d, name: d, until: 2019-01-01, successor: xa-e}\n"
        "  - {id: xa-e, name: e, until: 2019-01-01, successor: xa-d}\n",
    )
    with pytest.raises(InvalidInputError) as caught:
        load(desk.conclusion)
    first, second = (each.message for each in caught.value.findings)
    assert "kế thừa là “xa-c”" in first
    assert "2019-01-01" in first
    assert "kế thừa là “xa-e”" in second


def test_a_term_and_a_number_may_lie_on_their_very_limit(desk: Any) -> None:
    desk.write(
        "notice: {subject: a, number: 1, issued: 2020-05-26}\n",
        "signatories: {cvp: {position: a, name: b, from: 2020-05-26, until: 2020-05-26}}\n",
    )
    notice = load(desk.conclusion).notice
    assert notice.signature.valid_until == notice.validity_day
    assert notice.number.number == 1


def test_pieces_of_a_quote_may_touch(desk: Any) -> None:
    desk.write(
        "body:\n  - {text: rà soát hồ sơ, parts: [{quote: [rà, ' soát']}, {quote: rà soát}]}\n"
    )
    (item,) = load(desk.conclusion).notice.body
    # Quotes are squashed and stripped as all texts are.
    assert [part.spans for part in item.parts] == [((0, 2), (3, 7)), ((0, 7),)]


def test_touching_pieces_do_not_overlap(desk: Any) -> None:
    desk.write("body:\n  - {text: abcd, parts: [{quote: [cd, ab]}]}\n")
    (item,) = load(desk.conclusion).notice.body
    assert item.parts[0].spans == ((2, 4), (0, 2))


def test_the_chair_stands_in_for_a_head_that_is_missing(desk: Any) -> None:
    desk.write("meeting: {name: a, held: 2020-05-26, chair: Chủ tịch xã}\n", "head:\n")
    assert load(desk.conclusion).notice.agency.head == "Chủ tịch xã"
    desk.write("meeting: {name: a, held: 2020-05-26, chair: Chủ tịch xã}\n")
    assert load(desk.conclusion).notice.agency.head == "Chủ tịch UBND huyện"


def test_an_issuer_without_symbols_uses_those_of_the_agency(desk: Any) -> None:
    desk.write(
        "notice: {subject: a, issuer: vp}\n",
        "issuers: {vp: {header: [VĂN PHÒNG], place: B}}\n",
    )
    notice = load(desk.conclusion).notice
    assert notice.number.symbol == "TB-UBND"
    assert (notice.letterhead.header, notice.letterhead.place) == (("VĂN PHÒNG",), "B")


FOOT = "address: ['Số 1, phường A', 'Điện thoại: 02093.000.000']\n"


def test_the_address_lines_stand_in_the_letterhead(desk: Any) -> None:
    desk.write("", FOOT)
    letterhead = load(desk.conclusion).notice.letterhead
    assert letterhead.address == ("Số 1, phường A", "Điện thoại: 02093.000.000")


def test_an_agency_without_address_has_no_address_lines(desk: Any) -> None:
    desk.write()
    assert load(desk.conclusion).notice.letterhead.address == ()


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ("", ("Số 1, phường A", "Điện thoại: 02093.000.000")),
        (", address: Số 2", ("Số 2",)),
        (", address: [Số 2, phường B]", ("Số 2", "phường B")),
    ],
)
def test_an_issuer_shows_its_own_address_else_the_agency_s(
    desk: Any, own: str, shown: tuple[str, ...]
) -> None:
    desk.write(
        "notice: {subject: a, issuer: vp}\n", f"{FOOT}issuers: {{vp: {{header: [V]{own}}}}}\n"
    )
    assert load(desk.conclusion).notice.letterhead.address == shown


@pytest.mark.parametrize("quote", ["Rà soát vốn trước ngày 13/11", "vốn trước"])
def test_a_quote_runs_over_a_note_that_stands_behind_a_blank(desk: Any, quote: str) -> None:
    desk.write(
        "body:\n  - text: Rà soát vốn ^[Theo *kế hoạch*.] trước ngày **13/11**.\n"
        f"    to: [xa-a]\n    parts: [{{quote: {quote}}}]\n"
    )
    (item,) = load(desk.conclusion).notice.items()
    quoted = item.text.slice(*item.parts[0].spans[0])
    assert " ".join(quoted.plain.split()) == quote
    assert [note.plain for note in quoted.footnotes] == ["Theo kế hoạch."]


NUMBERED = """\
body:
  - text: Rà soát.
    to: [xa-a, xa-b]
    copy: [phong-noi-vu]
letters: {{{more}numbers: {{{numbers}}}}}
"""


OFFICE = """\
head: Chủ tịch UBND xã
office: Văn phòng
symbols: {letter: UBND-VP}
issuers:
  vp: {header: [VĂN PHÒNG], place: A, symbols: {notice: TB-VP, letter: VP-TH}}
signatories:
  cvp: {position: CHÁNH VĂN PHÒNG, name: Nguyễn Văn Thử}
  ct: {position: CHỦ TỊCH, name: Lê Mẫu}
"""


@pytest.mark.parametrize(
    ("letters", "issuer"),
    [
        ("", "vp"),
        ("letters: {form: cong-van}\n", "vp"),
        ("letters: {signature: ct}\n", ""),
        ("letters: {signature: ct, issuer: vp}\n", "vp"),
    ],
)
def test_who_issues_and_signs_the_notice_issues_and_signs_its_letters(
    desk: Any, letters: str, issuer: str
) -> None:
    text = "notice: {number: 1, issued: 2026-11-20, issuer: vp, subject: Kết luận}\n"
    body = "body: [{text: Rà soát., to: [xa-a]}]\nsignature: cvp\n"
    desk.write(f"{text}{body}{letters}", OFFICE)
    assert load(desk.conclusion).notice.letters.issuer == issuer


def unborne(path: Path, per: Per | None = None) -> list[Finding]:
    return [each for each in load(path, per).warnings if each.code == "Y537"]


@pytest.mark.parametrize(
    ("more", "numbers", "said"),
    [
        ("", "xa-a: 1, xa-b: 2", []),
        ("only: [xa-b], ", "xa-a: 1, xa-b: 2", []),
        ("skip: [xa-a], ", "xa-a: 1", []),
        ("form: none, ", "", []),
        ("", "xa-a: 1, phong-noi-vu: 12", [("phong-noi-vu", "12", "xa-a, xa-b")]),
        ("", "all: 7", [("all", "7", "xa-a, xa-b")]),
        ("form: none, ", "xa-a: 3", [("xa-a", "3", "")]),
        ("per: audience, ", "xa-a: 1", []),
        ("per: audience, ", "xa-a: 1, xa-b: 2", [("xa-b", "2", "có phải “xa-a” không")]),
    ],
)
def test_a_number_that_no_letter_bears_is_said(
    desk: Any, more: str, numbers: str, said: list[tuple[str, str, str]]
) -> None:
    path = desk.write(NUMBERED.format(more=more, numbers=numbers))
    warnings = unborne(path)
    assert [(each.code, each.severity) for each in warnings] == [
        ("Y537", Severity.WARNING) for _ in said
    ]
    for warning, (id, number, near) in zip(warnings, said, strict=True):
        assert f"“{id}”" in warning.message
        assert f"số {number} " in warning.message
        assert near in warning.message
        line = path.read_text("utf-8").splitlines()[warning.line - 1]
        assert line[warning.column - 1 :].startswith(f"{id}: {number}")


LONG_SUBJECT = "thực hiện kết luận về đấu giá quyền sử dụng đất tại các khu dân cư mới trên địa bàn"


@pytest.mark.parametrize(
    ("subject", "codes"),
    [(LONG_SUBJECT, []), (f"{LONG_SUBJECT} huyện Lục Nam trong năm 2020", ["Y538"])],
)
def test_a_subject_of_more_than_three_lines_is_said(
    desk: Any, subject: str, codes: list[str]
) -> None:
    text = NUMBERED.format(more=f"subject: {subject}, ", numbers="")
    path = desk.write(text)
    warnings = load(path).warnings
    assert [each.code for each in warnings] == codes
    for each in warnings:
        assert "4 dòng" in each.message
        line = path.read_text("utf-8").splitlines()[each.line - 1]
        assert line[each.column - 1 :].startswith(subject)


def test_numbers_are_held_against_the_letters_that_the_command_line_asks_for(desk: Any) -> None:
    desk.write(NUMBERED.format(more="", numbers="xa-a: 1, xa-b: 2"))
    assert unborne(desk.conclusion) == []
    (warning,) = unborne(desk.conclusion, "audience")
    assert "“xa-b”" in warning.message


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("numbers: {xa-a: 1}, issued: 2026-11-20", ["Y539", "Y539"]),
        ("issued: 2026-11", []),
        ("form: none, issued: 2026-11-20", []),
    ],
)
def test_what_previews_do_not_print_is_said(desk: Any, more: str, codes: list[str]) -> None:
    desk.write(f"body: [{{text: Rà soát., to: [xa-a]}}]\nletters: {{{more}}}\n")
    assert [each.code for each in load(desk.conclusion).warnings] == codes


GROUPED = """\
units: [{id: xa-a, name: Xã A, groups: [xa]}, {id: xa-b, name: Xã B, groups: [xa]}]
groups: [{id: xa, name: UBND các xã}]
"""


@pytest.mark.parametrize(("per", "codes"), [("audience", []), ("unit", ["Y537"])])
def test_a_group_bears_a_number_where_it_has_a_letter(
    desk: Any, per: str, codes: list[str]
) -> None:
    body = "body: [{text: Rà soát., to: [xa]}]\n"
    desk.write(f"{body}letters: {{per: {per}, numbers: {{xa: 4}}}}\n", GROUPED)
    assert [each.code for each in unborne(desk.conclusion)] == codes


def test_who_shares_a_letter_is_led_to_the_id_that_it_bears(desk: Any) -> None:
    body = "body: [{text: Rà soát., to: [xa-a, phong-noi-vu]}]\n"
    desk.write(f"{body}letters: {{per: audience, numbers: {{xa-a: 4}}}}\n")
    (warning,) = unborne(desk.conclusion)
    assert "có phải “phong-noi-vu” không" in warning.message
