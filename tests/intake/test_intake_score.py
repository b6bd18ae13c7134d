"""The scorer calls right, flagged and silently wrong what is so: on a draft written by hand."""

from __future__ import annotations

import pytest
from intake_expected import digest, read
from intake_score import FLAGGED, RIGHT, SILENT, score

from soanthao.draft.load import load

AGENCY = """\
schema: soanthao/agency/1
name: Ủy ban nhân dân huyện A
short: UBND huyện
header: [ỦY BAN NHÂN DÂN, HUYỆN A]
place: A
symbols: {notice: TB-UBND, letter: UBND-VP}
head: Chủ tịch UBND huyện
office: Văn phòng
signatories: {cvp: {authority: [TL. CHỦ TỊCH], position: CHÁNH VĂN PHÒNG, name: Lò Văn Mẫu}}
units:
  - {id: phong-a, name: Phòng A}
  - {id: phong-b, name: Phòng B}
  - {id: xa-a, name: Xã A, groups: [xa]}
  - {id: xa-b, name: Xã B, groups: [xa]}
groups: [{id: xa, name: các xã}]
"""
DRAFT = """\
schema: soanthao/conclusion/1
notice: {number: 7, subject: Kết luận hội nghị, issued: 2026-05}
meeting: {name: Hội nghị, held: 2026-05-26}
signature: cvp
numbering: ["1.", "a)"]
recipients: [{heading: Nơi nhận, lines: ["Các xã", "Lưu: VT"]}]
body:
  - Lời mở đầu.
  - text: Nhiệm vụ của Phòng A
    to: [phong-a]
    lead: true
    items:
      - text: "Rà soát hồ sơ trước ngày 20/6/2026."
        due: <2026-06-20
      - text: "Hướng dẫn các xã; phối hợp Phòng B báo cáo hằng tháng."
        guided: [xa]
        parts:
          - quote: "phối hợp Phòng B báo cáo hằng tháng."
            with: [phong-b]
            due: {every: month, day: 5}
  - text: Ghi nhận kết quả.
    order: false
  - text: Các đơn vị báo cáo.
    no_due: không nêu
"""
HEADING = "Nhiệm vụ của Phòng A"
FIRST, SECOND = (
    "Rà soát hồ sơ trước ngày 20/6/2026.",
    ("Hướng dẫn các xã; phối hợp Phòng B báo cáo hằng tháng."),
)


def expectation(*changed):
    lines = [
        ["source", "none.docx"],
        ["notice", "number", "07"],
        ["notice", "issued", "2026-05"],
        ["notice", "authority", "TL.CHỦ TỊCH"],
        ["notice", "signer", digest("Lò Văn Mẫu")],
        ["notice", "held", "2026-05-26"],
        ["paragraph", digest("Lời mở đầu.")],
        ["item", "1.", "0", digest(HEADING), "phong-a", "", "", "lead"],
        ["item", "a)", "1", digest(FIRST), ".", "", "", "yes", "<2026-06-20"],
        ["item", "b)", "1", digest(SECOND), ".", "", "xa", "yes"],
        ["part", "3", "0" * 16, ".", "phong-b", "", "{every: month, day: 5}"],
        ["item", "2.", "0", digest("Ghi nhận kết quả."), ".", "", "", "no"],
        ["item", "3.", "0", digest("Các đơn vị báo cáo."), "?", "", "", "yes"],
        ["recipient", "Nơi nhận", digest("Các xã")],
        ["recipient", "Nơi nhận", digest("Lưu: VT")],
    ]
    for at, new in changed:
        lines[at] = new
    return "".join("\t".join(line) + "\n" for line in lines)


@pytest.fixture
def judged(tmp_path):
    def judge(*changed, draft=DRAFT, flagged=()):
        (tmp_path / "agency.yaml").write_text(AGENCY, "utf-8")
        (tmp_path / "conclusion.yaml").write_text(draft, "utf-8")
        (tmp_path / "one.tsv").write_text(expectation(*changed), "utf-8")
        read_back = load(tmp_path / "conclusion.yaml")
        return score(read(tmp_path / "one.tsv"), read_back, draft, frozenset(flagged))

    return judge


UNCLEAR = ("    no_due: không nêu", "    # ? giao ai\n    no_due: không nêu")


def test_what_is_equal_is_right_and_an_unclear_order_counts_when_it_is_flagged(judged):
    found = judged(draft=DRAFT.replace(*UNCLEAR))
    assert (found.wrong, found.of(RIGHT, "roles")) == ([], 4)


def test_an_unclear_order_that_nothing_flags_is_silently_wrong(judged):
    assert judged().of(SILENT) == 1


def test_a_finding_at_the_place_of_the_text_is_a_flag(judged):
    assert judged(flagged=[digest("Các đơn vị báo cáo.")]).wrong == []


@pytest.mark.parametrize(
    ("at", "line", "kind"),
    [
        (1, ["notice", "number", "8"], "number"),
        (4, ["notice", "signer", digest("Lò Văn Khác")], "signatory"),
        (6, ["paragraph", digest("Lời khác.")], "items"),
        (7, ["item", "1.", "0", digest(HEADING), "phong-b", "", "", "lead"], "roles"),
        (8, ["item", "c)", "1", digest(FIRST), ".", "", "", "yes", "<2026-06-20"], "markers"),
        (8, ["item", "a)", "2", digest(FIRST), ".", "", "", "yes", "<2026-06-20"], "markers"),
        (8, ["item", "a)", "1", digest(FIRST), "phong-b", "", "", "yes", "<2026-06-20"], "roles"),
        (8, ["item", "a)", "1", digest(FIRST), ".", "", "", "yes", "2026-06-20"], "deadlines"),
        (8, ["item", "a)", "1", digest(FIRST), ".", "", "", "yes"], "deadlines"),
        (8, ["item", "a)", "1", digest(FIRST), ".", "", "", "no"], "order"),
        (9, ["item", "b)", "1", digest(SECOND), ".", "", "xa-a", "yes"], "roles"),
        (10, ["part", "3", "0" * 16, ".", "phong-a", "", "{every: month, day: 5}"], "parts"),
        (13, ["recipient", "Nơi nhận", digest("Phường")], "recipients"),
        (13, ["recipient", "Bản điện tử", digest("Các xã")], "recipients"),
    ],
)  # fmt: skip
def test_what_differs_is_silently_wrong_in_its_own_kind(judged, at, line, kind):
    found = judged((at, line), draft=DRAFT.replace(*UNCLEAR))
    assert found.of(SILENT, kind) >= 1


def test_a_question_above_an_item_is_not_one_about_the_item_before(judged):
    wrong = (11, ["item", "2.", "0", digest("Ghi nhận kết quả."), ".", "", "", "yes"])
    draft = DRAFT.replace("  - text: Các", "  # ? giao ai\n  - text: Các")
    found = judged(wrong, draft=draft)
    assert (found.of(SILENT, "order"), found.of(FLAGGED)) == (1, 0)


def test_what_differs_is_flagged_where_the_draft_carries_a_question_mark(judged):
    wrong = (8, ["item", "a)", "1", digest(FIRST), ".", "", "", "yes", "2026-06-20"])
    marked = DRAFT.replace("due: <2026-06-20", "due: <2026-06-20  # ? ngày nào")
    found = judged(wrong, draft=marked.replace(*UNCLEAR))
    assert (found.of(SILENT), found.of(FLAGGED, "deadlines")) == (0, 1)


def test_a_question_inside_the_signature_is_one_about_who_signs(judged):
    wrong = (4, ["notice", "signer", digest("Lò Văn Khác")])
    written = "signature:\n  authority: [TL. CHỦ TỊCH]\n  position: CHÁNH VĂN PHÒNG\n"
    written += "  # ? họ tên người ký\n  name: Lò Văn Mẫu"
    draft = DRAFT.replace(*UNCLEAR).replace("signature: cvp", written)
    assert judged(wrong, draft=draft).of(FLAGGED, "signatory") == 1


def test_units_inherited_from_a_flagged_item_are_flagged(judged):
    wrong = (8, ["item", "a)", "1", digest(FIRST), "phong-b", "", "", "yes", "<2026-06-20"])
    draft = DRAFT.replace(*UNCLEAR).replace("    to: [phong-a]", "    # ? ai\n    to: [phong-a]")
    found = judged(wrong, draft=draft)
    assert (found.of(SILENT), found.of(FLAGGED, "roles")) == (0, 1)


def test_a_header_that_the_notice_does_not_print_is_not_judged(judged):
    found = judged((1, ["notice", "header", ""]), draft=DRAFT.replace(*UNCLEAR))
    assert (found.wrong, found.of(RIGHT, "header")) == ([], 0)


def test_members_written_one_by_one_are_as_good_as_their_group(judged):
    draft = DRAFT.replace(*UNCLEAR).replace("guided: [xa]", "guided: [xa-b, xa-a]")
    assert judged(draft=draft).wrong == []


@pytest.mark.parametrize(("key", "silent"), [("order: false", 0), ("to: [phong-a]", 1)])
def test_an_opening_may_be_an_item_that_orders_nobody(judged, key, silent):
    opening = f'  - text: Lời mở đầu.\n    marker: ""\n    {key}\n'
    draft = DRAFT.replace(*UNCLEAR).replace("  - Lời mở đầu.\n", opening)
    assert judged(draft=draft).of(SILENT, "items") == silent


def test_a_heading_above_nothing_that_orders_may_be_a_lead_or_no_order(judged):
    wanted = (11, ["item", "2.", "0", digest("Ghi nhận kết quả."), ".", "", "", "lead"])
    assert judged(wanted, draft=DRAFT.replace(*UNCLEAR)).wrong == []


def test_a_heading_above_orders_is_a_lead_and_nothing_else(judged):
    draft = DRAFT.replace(*UNCLEAR).replace("lead: true", "order: false")
    assert judged(draft=draft).of(SILENT, "order") == 1


def test_vague_words_beside_a_day_are_left_to_the_drafter(judged):
    draft = DRAFT.replace(*UNCLEAR).replace("<2026-06-20", "[{vague: sớm}, <2026-06-20]")
    assert judged(draft=draft).wrong == []


def test_a_line_of_an_unknown_kind_is_no_expectation(tmp_path):
    (tmp_path / "x.tsv").write_text("items\t1.\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.tsv:1"):
        read(tmp_path / "x.tsv")
