"""The bảng phân công nhiệm vụ: every order of a notice once, and what the chair must look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from plain_notice import LUC_NAM, expected_rows, load_plainly, luc_nam
from soanthao.draft.load import load
from soanthao.notice import markup
from soanthao.notice.assignment import assign
from soanthao.notice.assignment_table import AssignmentRow, assignment_table
from soanthao.notice.deadline import AtEvent, OnOrBefore, Soft, Vague, Within
from soanthao.notice.item import Annex, Element, Follow, Item, Part, Roles, Row, Table
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.notice.notice import LetterOptions, Notice, ReportBack
from soanthao.notice.number import DocumentNumber, PartialDate
from strategies_notice import notices

SETTLED = Follow(no_due="thường xuyên")
SOMEBODY = Roles(to=("phong-tckh",))


@pytest.fixture(scope="module")
def drafted() -> Notice:
    return load(LUC_NAM).notice


def text(words: str) -> RichText:
    return markup.parse(words)


def order(id: str = "1", words: str = "Rà soát.", **more: Any) -> Item:
    given_ = {"marker": f"{id}.", "roles": SOMEBODY, "follow": SETTLED} | more
    return Item(id=id, text=text(words), **given_)


def rows_of(*body: Element, **changes: Any) -> tuple[AssignmentRow, ...]:
    return assignment_table(replace(luc_nam(), body=body, **changes)).rows


def own_words(draft: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the words of every item and part of a draft by id and part, markup removed."""
    found: dict[tuple[str, str], str] = {}

    def walk(items: list[Any], above: str) -> None:
        marked = [item for item in items if not isinstance(item, str)]
        for at, item in enumerate(marked, start=1):
            id = f"{above}.{at}" if above else str(at)
            found[id, ""] = markup.parse(item["text"]).plain
            for index, part in enumerate(item.get("parts", ())):
                quote = part["quote"]
                words = quote if isinstance(quote, str) else " (...) ".join(quote)
                found[id, str(index)] = words
            walk(item.get("items", []), id)

    walk(draft["body"], "")
    return found


def test_the_table_of_luc_nam_is_the_chief_clerks(drafted: Notice):
    printed = [
        {
            "tt": "" if row.number is None else str(row.number),
            "item": row.item,
            "part": "" if row.part is None else str(row.part),
            "lead": row.lead,
            "joining": row.joining,
            "due": row.due,
            "product": row.product,
            "citation": row.citation,
            "doubts": row.remarks.plain,
        }
        for row in assignment_table(drafted).rows
    ]
    assert printed == expected_rows("luc-nam-assignments.tsv")


def test_every_order_of_luc_nam_stands_there_in_its_own_words(drafted: Notice):
    words = own_words(load_plainly(LUC_NAM))
    *orders, added = assignment_table(drafted).rows
    for row in orders:
        part = "" if row.part is None else str(row.part)
        assert row.text.plain == words[row.item, part]
    assert added.text.plain == (
        "Bổ sung trong công văn: báo cáo tiến độ, kết quả về UBND huyện (qua Văn phòng "
        "HĐND&UBND huyện) chậm nhất ngày 25/6/2020"
    )


def test_the_doubts_of_luc_nam_are_marked_and_bold(drafted: Notice):
    marked = {row.number for row in assignment_table(drafted).rows if row.is_doubt}
    by_hand = {row["tt"] for row in expected_rows("luc-nam-assignments.tsv") if row["doubts"]}
    assert {str(number or "") for number in marked} == by_hand
    for row in assignment_table(drafted).rows:
        assert all(run.bold for run in row.remarks.runs) or not row.is_doubt


def test_the_heading_row_names_the_notice(drafted: Notice):
    assert assignment_table(drafted).columns == (
        "TT",
        "Nội dung",
        "Chủ trì",
        "Phối hợp (và được hướng dẫn)",
        "Thời hạn",
        "Sản phẩm",
        "Mục Thông báo",
        "Ghi chú",
    )


def test_the_table_says_which_notice_it_belongs_to(drafted: Notice):
    issued = replace(
        drafted, number=DocumentNumber(125, "TB-UBND"), issued=PartialDate(2020, 5, 28)
    )
    assert assignment_table(issued).subject == (
        "Thực hiện Thông báo số 125/TB-UBND ngày 28/5/2020 của UBND huyện Lục Nam về kết luận Hội "
        "nghị giao ban với Thủ trưởng các cơ quan chuyên môn của huyện và Chủ tịch UBND các xã, "
        "thị trấn tháng 5 năm 2020"
    )
    assert assignment_table(issued).draft == ""


@pytest.mark.parametrize(("written", "mark"), [("", "DỰ THẢO"), ("Dự thảo lần 2", "Dự thảo lần 2")])
def test_a_notice_without_number_makes_the_table_a_draft(drafted: Notice, written, mark):
    assert assignment_table(replace(drafted, draft=written)).draft == mark


@given(notices())
def test_every_pair_stands_in_a_row_of_its_order_or_of_its_parts(notice: Notice):
    rows = {(row.item, row.part) for row in assignment_table(notice).rows}
    inheriting = {
        (item.id, index)
        for item in notice.items()
        for index, part in enumerate(item.parts)
        if not part.roles.to
    }
    for pair in assign(notice).pairs:
        by_parts = {key for key in rows & inheriting if key[0] == pair.item}
        assert (pair.item, pair.part) in rows or (pair.part is None and by_parts)


@given(notices())
def test_rows_are_numbered_through_and_no_order_stands_twice(notice: Notice):
    rows = [row for row in assignment_table(notice).rows if row.item]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert len({row.code for row in rows}) == len(rows)


@given(notices())
def test_a_row_has_a_cell_for_every_column(notice: Notice):
    table = assignment_table(notice)
    assert {len(row.cells()) for row in table.rows} <= {len(table.columns)}


def test_lead_ins_and_assessments_are_no_orders():
    body = order(lead=True, items=(order("1.1"), order("1.2", order=False)))
    assert [row.item for row in rows_of(text("Mở đầu:"), body)] == ["1.1"]


def test_a_part_of_a_lead_in_is_an_order():
    body = order(words="Yêu cầu rà soát:", lead=True, parts=(Part(((8, 15),), SOMEBODY, SETTLED),))
    assert [row.text.plain for row in rows_of(body)] == ["rà soát"]


def test_a_child_inherits_who_is_in_charge():
    body = order(items=(order("1.1", roles=Roles(with_=("phong-noi-vu",))),))
    inner = rows_of(body)[1]
    assert (inner.lead, inner.joining) == ("Phòng Tài chính – KH", "Phòng Nội vụ")


def test_groups_are_named_not_spelt_out():
    assert rows_of(order(roles=Roles(to=("toan-huyen",))))[0].lead == (
        "các cơ quan, đơn vị, UBND các xã, thị trấn"
    )


def test_names_stand_as_the_draft_orders_them():
    named = Roles(to=("xa-chu-dien", "phong-noi-vu"))
    assert rows_of(order(roles=named))[0].lead == "UBND xã Chu Điện; Phòng Nội vụ"


def test_each_role_is_told_apart_and_the_strongest_counts():
    roles = Roles(
        ("phong-tckh",),
        ("phong-noi-vu", "phong-tckh"),
        ("xa", "phong-noi-vu"),
        ("chi-cuc-thue", "xa", "phong-tckh"),
    )
    assert rows_of(order(roles=roles))[0].joining == (
        "Phòng Nội vụ; được hướng dẫn: UBND các xã; để biết: Chi cục Thuế huyện"
    )


def test_an_order_to_nobody_is_a_doubt():
    assert rows_of(order(roles=Roles()))[0].doubts == ("chưa có đơn vị chủ trì",)


def test_an_order_without_deadline_and_reason_is_a_doubt():
    row = rows_of(order(follow=Follow()))[0]
    assert (row.due, row.doubts) == ("không nêu", ("chưa có thời hạn",))


def test_a_reason_for_no_deadline_is_none():
    row = rows_of(order(follow=SETTLED))[0]
    assert (row.due, row.is_doubt) == ("(thường xuyên)", False)


def test_a_container_whose_children_all_have_a_deadline_needs_none():
    inner = order("1.2", follow=Follow(), items=(order("1.2.1"),))
    body = order(follow=Follow(), items=(order("1.1"), inner, order("1.3", order=False)))
    assert [(row.due, row.is_doubt) for row in rows_of(body)[:1]] == [("", False)]


@pytest.mark.parametrize(
    "below",
    [
        (order("1.1"), order("1.2", follow=Follow())),
        (order("1.1", order=False),),
        (order("1.1", lead=True, items=(order("1.1.1", follow=Follow()),)),),
    ],
)
def test_a_container_with_an_open_child_has_no_deadline(below):
    assert rows_of(order(follow=Follow(), items=below))[0].doubts == ("chưa có thời hạn",)


def test_parts_and_table_rows_settle_their_item_too():
    part = Part(((0, 2),), Roles(to=("phong-noi-vu",)), SETTLED)
    table = Table((text("Việc"),), (Row((text("a"),), "1/r1", follow=SETTLED), Row((text("b"),))))
    first, *others = rows_of(order(follow=Follow(), parts=(part,), table=table))
    assert (first.due, first.is_doubt) == ("", False)
    assert [row.item for row in others] == ["1", "1/r1"]


@pytest.mark.parametrize(
    ("due", "words", "doubts"),
    [
        ((Vague("sớm"),), "sớm", ("thời hạn chưa rõ ngày",)),
        ((AtEvent("phiên họp tới"),), "tại phiên họp tới", ("thời hạn chưa rõ ngày",)),
        (
            (Vague("khẩn trương"), Vague("sớm")),
            "khẩn trương; sớm",
            ("thời hạn chưa rõ ngày",),
        ),
        (
            (Vague("khẩn trương"), Within("month", 2020, 6)),
            "khẩn trương; trong tháng 6/2020",
            (),
        ),
        ((AtEvent("phiên họp", Within("year", 2020)),), "tại phiên họp (trong năm 2020)", ()),
        (
            (Soft(OnOrBefore(date(2020, 6, 30))),),
            "phấn đấu chậm nhất ngày 30/6/2020",
            (),
        ),
    ],
)
def test_a_deadline_without_a_day_is_a_doubt(due, words, doubts):
    row = rows_of(order(follow=Follow(due=due)))[0]
    assert (row.due, row.doubts) == (words, doubts)


def test_who_follows_up_is_told_but_is_no_doubt():
    row = rows_of(order(follow=replace(SETTLED, watch="Văn phòng")))[0]
    assert (row.remarks.plain, row.is_doubt) == ("theo dõi: Văn phòng", False)


def test_doubts_stand_behind_who_follows_up_and_whole_sentences_need_no_mark():
    follow = Follow(watch="Văn phòng", open="theo ngành.", note="Hỏi lại.")
    assert rows_of(order(follow=follow))[0].remarks == RichText(
        (
            Run("theo dõi: Văn phòng; "),
            Run("chưa có thời hạn; mở: theo ngành. Hỏi lại.", bold=True),
        )
    )


def test_the_product_and_who_gets_the_report_share_a_cell():
    follow = replace(SETTLED, product="Kế hoạch", report_to="UBND tỉnh")
    assert rows_of(order(follow=follow))[0].product == "Kế hoạch; báo cáo UBND tỉnh"


def test_notes_of_the_notice_are_left_out_and_format_stays():
    words = RichText((Run("trước ngày "), Run("20/6", bold=True), Footnote((Run("chú thích"),))))
    row = rows_of(replace(order(), text=words))[0]
    assert row.text == RichText((Run("trước ngày "), Run("20/6", bold=True)))


def parts(*pieces: str, words: str, to: str = "") -> tuple[Part, ...]:
    found = [(words.index(piece), words.index(piece) + len(piece)) for piece in pieces]
    first, *others = (Part((span,), follow=SETTLED) for span in found)
    return (first, *(replace(part, roles=Roles(to=(to,) if to else ())) for part in others))


SAID = "Phòng rà soát, đồng thời kiểm tra; báo cáo."


def test_an_item_that_its_parts_say_in_full_has_no_row_of_its_own():
    all_parts = parts("Phòng rà soát", "kiểm tra", "báo cáo.", words=SAID)
    rows = rows_of(order(words=SAID, follow=Follow(), parts=all_parts))
    assert [row.code for row in rows] == ["1#0", "1#1", "1#2"]


@pytest.mark.parametrize(
    "change",
    [
        {"follow": replace(SETTLED, note="Hỏi lại.")},
        {"parts": parts("Phòng rà soát", "kiểm tra", words=SAID)},
        {"parts": tuple(replace(part, roles=SOMEBODY) for part in parts(SAID, words=SAID))},
    ],
    ids=["own answers", "words left over", "nobody inherits"],
)
def test_an_item_that_says_more_than_its_parts_has_its_row(change):
    all_parts = parts("Phòng rà soát", "kiểm tra", "báo cáo.", words=SAID)
    whole = order(words=SAID, follow=Follow(), parts=all_parts)
    assert rows_of(replace(whole, **change))[0].code == "1"


def test_a_part_for_somebody_else_says_whose_item_it_is():
    given_away = parts("Phòng rà soát", "kiểm tra; báo cáo.", words=SAID, to="phong-noi-vu")
    rows = rows_of(order(words=SAID, follow=Follow(), parts=given_away))
    assert [row.citation for row in rows] == ["mục 1", "mục 1, nội dung giao Phòng Tài chính – KH"]


def test_whose_item_it_is_stands_alone_where_nothing_has_a_number():
    given_away = parts("Phòng rà soát", "kiểm tra; báo cáo.", words=SAID, to="phong-noi-vu")
    rows = rows_of(order(words=SAID, marker="", follow=Follow(), parts=given_away))
    assert [row.citation for row in rows] == ["", "nội dung giao Phòng Tài chính – KH"]


def test_a_table_row_is_an_order_in_the_words_of_its_cells():
    cells = (text("1"), text("Rà soát **ngay**"), text(""), text("30/6/2026^[chú thích]"))
    table = Table((text("Mốc"),) * 4, (Row(cells, "/t1/r1", SOMEBODY, SETTLED), Row(cells)))
    (row,) = rows_of(table)
    assert row.text == RichText((Run("1; Rà soát "), Run("ngay", bold=True), Run("; 30/6/2026")))
    assert (row.item, row.lead, row.citation) == ("/t1/r1", "Phòng Tài chính – KH", "")


@pytest.mark.parametrize("heading", ["TT", "Stt", "Số TT", " STT "])
def test_a_first_column_that_only_counts_is_no_part_of_the_order(heading):
    cells = (text("1"), text("Rà soát"), text("30/6/2026"))
    columns = (text(heading), text("Việc"), text("Thời hạn"))
    (row,) = rows_of(Table(columns, (Row(cells, "/t1/r1", SOMEBODY, SETTLED),)))
    assert row.text.plain == "Rà soát; 30/6/2026"


def test_a_table_of_nothing_but_figures_keeps_them():
    table = Table((text("TT"),), (Row((text("1"),), "/t1/r1", SOMEBODY, SETTLED),))
    assert [row.text.plain for row in rows_of(table)] == ["1"]


def test_a_table_row_inherits_and_is_cited_with_its_item():
    table = Table((text("Việc"),), (Row((text("Rà soát"),), "2/r1", follow=SETTLED),))
    row = rows_of(order("2", table=table))[1]
    assert (row.lead, row.citation) == ("Phòng Tài chính – KH", "mục 2")


def test_orders_of_annexes_are_cited_with_their_annex():
    table = Table((text("Việc"),), (Row((text("Rà soát"),), "pl2:/t1/r1", SOMEBODY, SETTLED),))
    annexes = (
        Annex("a", (order("pl1:1", marker="1."), order("pl1:/1", marker=""))),
        Annex("b", (text("Kèm theo:"), table)),
    )
    rows = rows_of(annexes=annexes)
    assert [row.citation for row in rows] == ["mục 1 Phụ lục I", "Phụ lục I", "Phụ lục II"]


def test_letters_that_add_nothing_add_no_row():
    report = ReportBack("Phòng Nội vụ", OnOrBefore(date(2020, 6, 25)))
    for options in (LetterOptions(), LetterOptions("trich-sao", report=report)):
        assert len(rows_of(order(), letters=options)) == 1


def test_what_the_letters_add_is_no_order_of_the_notice():
    added = rows_of(order(), letters=LetterOptions(report=ReportBack("Phòng Nội vụ")))[1]
    assert (added.number, added.code, added.due) == (None, "", "")
    assert added.text.plain == "Bổ sung trong công văn: báo cáo tiến độ, kết quả về Phòng Nội vụ"
    assert added.doubts == ("bổ sung trong công văn, không có trong Thông báo",)
