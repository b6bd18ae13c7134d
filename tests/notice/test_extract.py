"""What a trích sao prints, rule by rule; “(...)” where something is left out."""

from __future__ import annotations

from datetime import date

from soanthao.notice import markup
from soanthao.notice.assignment import Pair, Role, assign
from soanthao.notice.extract import Cut, CutTable, Entry, extract, widened
from soanthao.notice.item import Annex, Element, Item, Part, Roles, Row, Table
from soanthao.notice.letterhead import Agency, Letterhead, Signatory
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Meeting, Notice
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.notice.unit import Directory, Group, Unit

DAY = date(2020, 5, 26)
UNITS = (Unit("a", "Phòng A"), Unit("b", "Phòng B"), Unit("c", "Phòng C"))
GROUPS = (
    Group("ab", "Các phòng", members=("a", "b")),
    Group("chung", "các cơ quan", members=("a", "b", "c"), general=True),
)
OPENING = markup.parse("Ngày 26/5/2020, huyện họp. Sau khi nghe, kết luận như sau:")
ORDERING = markup.parse("Yêu cầu các phòng thực hiện:")
CLOSING = markup.parse("Trên đây là kết luận./.")


def notice(*body: Element, annexes: tuple[Annex, ...] = ()) -> Notice:
    letterhead = Letterhead((), ("UBND HUYỆN A",), "A")
    return Notice(
        agency=Agency("UBND huyện A", "UBND huyện", letterhead, directory=Directory(UNITS, GROUPS)),
        letterhead=letterhead,
        kind="TB",
        number=DocumentNumber(125, "TB-UBND"),
        issued=PartialDate(2020, 5, 28),
        subject="Kết luận",
        validity_day=DAY,
        meeting=Meeting("Hội nghị", (DAY,)),
        body=body,
        recipients=(),
        signature=Signatory((), "CHỦ TỊCH", "Nguyễn Văn Thử"),
        annexes=annexes,
    )


def item(id: str, text: str, *to: str, items=(), parts=(), marker: str = "", **more) -> Item:
    roles = more.pop("roles", Roles(to=to))
    return Item(
        id,
        markup.parse(text),
        marker or f"{id}.",
        roles=roles,
        items=tuple(items),
        parts=tuple(parts),
        **more,
    )


def part(text: str, *quotes: str, to=(), guided=()) -> Part:
    spans = tuple((text.index(each), text.index(each) + len(each)) for each in quotes)
    return Part(spans, Roles(to=tuple(to), guided=tuple(guided)))


def held(whole: Notice, *units: str, general: bool = False) -> list[Pair]:
    return [
        pair for pair in assign(whole).pairs if pair.unit in units and (general or not pair.general)
    ]


def cut(whole: Notice, *units: str, general: bool = False) -> tuple[Entry, ...]:
    return extract(whole, held(whole, *units, general=general)).body


def printed(whole: Notice, *units: str, general: bool = False) -> list[str]:
    return shown(cut(whole, *units, general=general))


def shown(entries: tuple[Entry, ...]) -> list[str]:
    lines: list[str] = []
    for entry in entries:
        if isinstance(entry, CutTable):
            lines += [
                " | ".join(cell.plain for cell in row.cells) if row else "(...)"
                for row in entry.rows
            ]
        else:
            lines.append(f"{entry.marker} {entry.text.plain}".strip())
    return lines


# What stands around the orders


def test_the_opening_and_the_closing_paragraph_are_printed_and_what_is_between_is_marked() -> None:
    whole = notice(OPENING, RichText.plainly("Đánh giá."), item("1", "Việc.", "a"), CLOSING)
    assert printed(whole, "b") == [OPENING.plain, "(...)", CLOSING.plain]


def test_the_paragraph_that_introduces_a_printed_order_is_printed() -> None:
    whole = notice(
        OPENING,
        RichText.plainly("Đánh giá."),
        ORDERING,
        item("1", "Việc một.", "b"),
        item("2", "Việc hai.", "a"),
        RichText.plainly("Ngoài ra:"),
        item("3", "Việc ba.", "b"),
        CLOSING,
    )
    assert printed(whole, "a") == [
        *(OPENING.plain, "(...)", ORDERING.plain, "(...)"),
        *("2. Việc hai.", "(...)", CLOSING.plain),
    ]


def test_an_opening_that_is_not_a_paragraph_and_a_body_without_a_closing_are_marked() -> None:
    whole = notice(item("1", "Một.", "b"), item("2", "Hai.", "a"), item("3", "Ba.", "b"))
    assert printed(whole, "a") == ["(...)", "2. Hai.", "(...)"]


def test_nothing_is_marked_where_nothing_is_left_out() -> None:
    whole = notice(OPENING, item("1", "Một.", "a"), item("2", "Hai.", "a"), CLOSING)
    assert "(...)" not in printed(whole, "a")


def test_one_mark_stands_for_all_that_is_left_out_in_one_place() -> None:
    below = (item("1.1", "Một.", "a"), item("1.2", "Hai.", "b"))
    whole = notice(OPENING, item("1", "Việc:", items=below), item("2", "Ba.", "b"), CLOSING)
    assert printed(whole, "a") == [OPENING.plain, "1. Việc:", "1.1. Một.", "(...)", CLOSING.plain]


# Orders and what they hang on


def test_a_whole_order_is_printed_with_the_children_that_the_unit_holds() -> None:
    below = (
        item("1.1", "Một.", marker="-"),
        item("1.2", "Hai.", "b", marker="-"),
        item("1.3", "Ba.", marker="-"),
    )
    whole = notice(OPENING, item("1", "Việc, trong đó:", "a", items=below), CLOSING)
    assert printed(whole, "a")[1:-1] == ["1. Việc, trong đó:", "- Một.", "(...)", "- Ba."]


def test_lead_ins_are_kept_and_headings_stay_headings() -> None:
    deep = item("1.1.1", "Việc.", "a")
    lead = item("1.1", "Nhiệm vụ cụ thể:", lead=True, items=[deep])
    whole = notice(OPENING, item("1", "NHIỆM VỤ", heading=True, order=False, items=[lead]), CLOSING)
    assert printed(whole, "a")[1:-1] == ["1. NHIỆM VỤ", "1.1. Nhiệm vụ cụ thể:", "1.1.1. Việc."]
    assert [isinstance(each, Cut) and each.heading for each in cut(whole, "a")] == [
        *(False, True, False, False, False)
    ]


def test_general_orders_are_printed_only_where_they_are_asked_for() -> None:
    whole = notice(OPENING, item("1", "Chung.", "chung"), item("2", "Riêng.", "a"), CLOSING)
    assert printed(whole, "a")[1:-1] == ["(...)", "2. Riêng."]
    assert printed(whole, "a", general=True)[1:-1] == ["1. Chung.", "2. Riêng."]


def test_the_units_of_one_extract_have_their_orders_together() -> None:
    whole = notice(OPENING, item("1", "Một.", "a"), item("2", "Hai.", "b"), CLOSING)
    assert printed(whole, "a", "b")[1:-1] == ["1. Một.", "2. Hai."]


def test_a_line_says_what_it_carries() -> None:
    text = "Phòng A rà soát. Phòng B kiểm tra."
    whole = notice(
        OPENING,
        item("1", "Cụ thể:", lead=True, items=[item("1.1", text, "c", parts=[
            part(text, "Phòng B kiểm tra.", to=["b"])])]),
        item("2", "Việc.", "b"),
    )  # fmt: skip
    carried = [each for each in cut(whole, "b") if isinstance(each, Cut)]
    assert [(each.item, each.pairs, each.is_whole) for each in carried] == [
        ("", (), True),
        ("1", (), True),
        ("1.1", (Pair("1.1", 0, "b", Role.TO),), False),
        ("2", (Pair("2", None, "b", Role.TO),), True),
    ]


SECRET = "Phòng B lập phương án thu hồi đất. Trước mắt, các đơn vị thực hiện ngay:"


def test_only_the_last_sentence_of_an_order_of_others_introduces_what_hangs_on_it() -> None:
    inner = item("1.1", "Việc của A.", "a")
    whole = notice(OPENING, item("1", SECRET, "b", items=[inner]), CLOSING)
    assert printed(whole, "a")[1:-1] == [
        "1. (...) Trước mắt, các đơn vị thực hiện ngay:",
        "1.1. Việc của A.",
    ]
    assert [each.is_whole for each in cut(whole, "a")[1:3] if isinstance(each, Cut)] == [
        *(False, True)
    ]
    assert printed(whole, "b")[1:-1] == [f"1. {SECRET}", "(...)"]


def test_a_part_stands_in_one_paragraph_with_the_sentence_that_introduces() -> None:
    text = f"Phòng A rà soát; lập hồ sơ. {SECRET}"
    parts = [part(text, "Phòng A rà soát", to=["a"])]
    inner = item("1.1", "Việc của A.", "a")
    whole = notice(OPENING, item("1", text, "b", items=[inner], parts=parts), CLOSING)
    assert printed(whole, "a")[1:-1] == [
        "1. Phòng A rà soát; lập hồ sơ. (...) Trước mắt, các đơn vị thực hiện ngay:",
        "1.1. Việc của A.",
    ]


def test_a_lead_in_with_an_order_in_it_introduces_by_its_last_sentence() -> None:
    text = "VỀ AN NINH. Phòng B điều tra vụ việc. Yêu cầu các đơn vị thực hiện:"
    parts = [part(text, "Phòng B điều tra vụ việc.", to=["b"])]
    below = [item("1.1", "Việc.", "a")]
    lead = item("1", text, lead=True, items=below, parts=parts)
    assert printed(notice(OPENING, lead, CLOSING), "a")[1:-1] == [
        "1. (...) Yêu cầu các đơn vị thực hiện:",
        "1.1. Việc.",
    ]


def test_marks_between_two_pieces_are_no_words_left_out() -> None:
    text = "Phòng B rà soát; báo cáo, đề xuất. Phòng C họp."
    parts = [part(text, "Phòng B rà soát", "báo cáo", to=["b"])]
    whole = notice(OPENING, item("1", text, "c", parts=parts), CLOSING)
    assert printed(whole, "b")[1] == "1. Phòng B rà soát; báo cáo, đề xuất. (...)"


def test_an_item_that_is_no_order_introduces_whole() -> None:
    lead = item("1", "Về đất đai. Nhiệm vụ:", lead=True, items=[item("1.1", "Việc.", "a")])
    assert printed(notice(OPENING, lead, CLOSING), "a")[1] == "1. Về đất đai. Nhiệm vụ:"


# Parts stand in whole sentences


TEXT = "Phòng A: Rà soát các điểm; đôn đốc các xã. Chủ trì, phối hợp với Phòng B báo cáo. Kiểm tra."


def line_of(*parts: Part) -> str:
    whole = notice(OPENING, item("1", TEXT, "c", parts=parts), CLOSING)
    return printed(whole, "b")[1]


def test_a_part_at_the_beginning_is_followed_by_the_mark() -> None:
    assert line_of(part(TEXT, "đôn đốc các xã", to=["b"])) == (
        "1. Phòng A: Rà soát các điểm; đôn đốc các xã. (...)"
    )


def test_a_part_in_the_middle_stands_between_marks() -> None:
    assert line_of(part(TEXT, "phối hợp với Phòng B", to=["b"])) == (
        "1. (...) Chủ trì, phối hợp với Phòng B báo cáo. (...)"
    )


def test_a_part_at_the_end_stands_behind_the_mark() -> None:
    assert line_of(part(TEXT, "Kiểm tra", to=["b"])) == "1. (...) Kiểm tra."


def test_the_subject_of_a_quote_stays_as_it_is_and_its_last_piece_grows() -> None:
    assert line_of(part(TEXT, "Phòng A:", "phối hợp với Phòng B", to=["b"])) == (
        "1. Phòng A: (...) Chủ trì, phối hợp với Phòng B báo cáo. (...)"
    )


def test_parts_of_one_item_are_one_paragraph_with_each_word_once() -> None:
    first = part(TEXT, "Phòng A:", "phối hợp với Phòng B", to=["b"])
    assert line_of(first, part(TEXT, "Phòng A:", "Kiểm tra.", to=["b"])) == (
        "1. Phòng A: (...) Chủ trì, phối hợp với Phòng B báo cáo. Kiểm tra."
    )


def test_parts_that_fill_their_item_leave_nothing_out() -> None:
    parts = [part(TEXT, piece, to=["b"]) for piece in ("Rà soát", "Chủ trì", "Kiểm tra")]
    whole = notice(item("1", TEXT, "c", parts=parts))
    (entry,) = cut(whole, "b")
    assert isinstance(entry, Cut)
    assert entry.text.plain == TEXT
    assert entry.is_whole


def test_where_a_part_is_printed_is_known_to_the_proof() -> None:
    one = item("1", TEXT, parts=[part(TEXT, "Phòng A:", "phối hợp với Phòng B")])
    spans = widened(one, 0)
    assert [TEXT[low:high] for low, high in spans] == [
        "Phòng A:",
        "Chủ trì, phối hợp với Phòng B báo cáo.",
    ]


def test_a_subject_inside_the_sentence_of_the_last_piece_is_not_printed_twice() -> None:
    one = item("1", TEXT, parts=[part(TEXT, "Phòng A:", "đôn đốc các xã")])
    assert [TEXT[low:high] for low, high in widened(one, 0)] == [
        "Phòng A: Rà soát các điểm; đôn đốc các xã."
    ]


def test_the_last_piece_as_listed_grows_wherever_it_stands() -> None:
    one = item("1", TEXT, parts=[part(TEXT, "Kiểm tra.", "đôn đốc các xã")])
    assert [TEXT[low:high] for low, high in widened(one, 0)] == [
        "Phòng A: Rà soát các điểm; đôn đốc các xã.",
        "Kiểm tra.",
    ]


def test_the_sentence_before_an_order_at_the_end_introduces_a_printed_child() -> None:
    parts = [part(TEXT, "Kiểm tra.", to=["b"])]
    whole = notice(item("1", TEXT, "c", parts=parts, items=[item("1.1", "Việc.", "b")]))
    assert printed(whole, "b") == [
        "1. (...) Chủ trì, phối hợp với Phòng B báo cáo. Kiểm tra.",
        "1.1. Việc.",
    ]


def test_below_a_part_children_of_others_are_marked() -> None:
    parts = [part(TEXT, "Kiểm tra.", to=["b"])]
    whole = notice(item("1", TEXT, "c", parts=parts, items=[item("1.1", "Việc.")]))
    assert printed(whole, "b") == ["1. (...) Kiểm tra.", "(...)"]


# Format and notes travel with their words


def test_formats_and_notes_travel_with_the_words_that_are_printed() -> None:
    text = "Phòng A họp^[một]. **Phòng B** báo cáo^[hai]. Hết^[ba]."
    plain = markup.parse(text).plain
    whole = notice(item("1", text, "c", parts=[part(plain, "báo cáo", to=["b"])]))
    (entry,) = cut(whole, "b")
    assert isinstance(entry, Cut)
    assert entry.text == markup.parse("(...) **Phòng B** báo cáo^[hai]. (...)")


# Tables


def row(id: str, *cells: str, to=(), copy=()) -> Row:
    return Row(tuple(map(RichText.plainly, cells)), id, Roles(to=tuple(to), copy=tuple(copy)))


COLUMNS = (RichText.plainly("TT"), RichText.plainly("Nội dung"))


def test_of_a_table_of_orders_the_units_rows_are_printed_and_the_rest_is_marked_in_place() -> None:
    rows = (
        row("/t1/r1", "1", "Việc một", to=["a"]),
        row("", "", "Cộng"),
        row("/t1/r3", "2", "Việc hai", to=["b"]),
        row("/t1/r4", "3", "Việc ba", to=["ab"]),
    )
    whole = notice(OPENING, ORDERING, Table(COLUMNS, rows), CLOSING)
    entries = cut(whole, "b")
    below = ["(...)", "2 | Việc hai", "3 | Việc ba"]
    assert shown(entries) == [OPENING.plain, ORDERING.plain, *below, CLOSING.plain]
    table = entries[2]
    assert isinstance(table, CutTable)
    assert [pair.item for pair in table.pairs] == ["/t1/r3", "/t1/r4"]


def test_a_table_without_a_row_of_the_unit_is_marked_alone() -> None:
    table = Table(COLUMNS, (row("/t1/r1", "1", "Việc một", to=["a"]),))
    assert printed(notice(OPENING, ORDERING, table, CLOSING), "b") == [
        *(OPENING.plain, "(...)", CLOSING.plain)
    ]


def test_a_whole_order_is_printed_with_those_rows_of_its_table_that_are_not_others_alone() -> None:
    rows = (
        row("", "1", "số liệu"),
        row("1/r2", "2", "của cả mục"),
        row("1/r3", "3", "của B", to=["b"]),
        row("1/r4", "4", "của A và B", to=["b"], copy=["ab"]),
        row("1/r5", "5", "của các phòng", to=["ab"]),
    )
    whole = notice(item("1", "Việc:", "a", table=Table(COLUMNS, rows)), item("2", "Hai.", "a"))
    assert printed(whole, "a") == [
        "1. Việc:",
        *("1 | số liệu", "2 | của cả mục", "(...)", "4 | của A và B", "5 | của các phòng"),
        "2. Hai.",
    ]


def test_a_general_row_is_printed_only_where_it_is_asked_for() -> None:
    rows = (row("1/r1", "1", "chung", to=["chung"]), row("1/r2", "2", "của A", to=["a"]))
    whole = notice(item("1", "Việc:", "b", table=Table(COLUMNS, rows)))
    assert printed(whole, "a") == ["1. Việc:", "(...)", "2 | của A"]
    assert printed(whole, "a", general=True) == ["1. Việc:", "1 | chung", "2 | của A"]


def test_the_item_above_a_printed_row_introduces_it() -> None:
    table = Table(COLUMNS, (row("1/r1", "1", "của A"), row("1/r2", "2", "của B", to=["b"])))
    whole = notice(item("1", "Việc:", "a", table=table))
    assert printed(whole, "b") == ["1. Việc:", "(...)", "2 | của B"]


def test_a_whole_order_keeps_a_table_of_headings_only() -> None:
    whole = notice(item("1", "Mẫu bảng:", "a", table=Table(COLUMNS, ())))
    assert [type(entry) for entry in cut(whole, "a")] == [Cut, CutTable]


def test_a_table_of_headings_only_is_left_out_where_nobody_holds_it() -> None:
    whole = notice(OPENING, Table(COLUMNS, ()), item("1", "Việc.", "a"), CLOSING)
    assert printed(whole, "a") == [OPENING.plain, "(...)", "1. Việc.", CLOSING.plain]


# Annexes


def test_only_annexes_with_an_order_of_the_unit_are_printed_under_their_own_number() -> None:
    annexes = (
        Annex("Danh mục", (RichText.plainly("Lời."), item("pl1:1", "Một.", "a", marker="1."))),
        Annex(
            "Phân công",
            (
                RichText.plainly("Căn cứ."),
                RichText.plainly("Gồm:"),
                item("pl2:1", "Hai.", "b", marker="1."),
                item("pl2:2", "Ba.", "a", marker="2."),
                RichText.plainly("Hết."),
            ),
        ),
    )
    whole = notice(OPENING, CLOSING, annexes=annexes)
    made = extract(whole, held(whole, "b"))
    assert shown(made.body) == [OPENING.plain, CLOSING.plain]
    assert [(each.number, each.annex.title) for each in made.annexes] == [(2, "Phân công")]
    assert shown(made.annexes[0].body) == ["(...)", "Gồm:", "1. Hai.", "(...)"]


def test_who_holds_nothing_gets_no_annex() -> None:
    whole = notice(OPENING, CLOSING, annexes=(Annex("Rỗng", ()), Annex("Lời", (OPENING,))))
    assert extract(whole, []).annexes == ()
