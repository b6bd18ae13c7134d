"""Rows of tables as orders: each unit sees its own rows below the heading row, nobody else's."""

from dataclasses import replace

import pytest

from plain_notice import issued_with
from soanthao.notice import markup
from soanthao.notice.assignment import Role, assign
from soanthao.notice.document import Paragraph, PrintedTable
from soanthao.notice.item import Annex, Item, Part, Roles, Row, Table
from soanthao.notice.letter import letters
from soanthao.notice.notice import LetterOptions, Notice
from soanthao.notice.unit import Directory, Group, Unit
from soanthao.render.letter_sheet import letter_sheet

UNITS = (Unit("phong-a", "Phòng A"), Unit("phong-b", "Phòng B"), Unit("phong-c", "Phòng C"))
GROUPS = (
    Group("phong", "các phòng", members=("phong-a", "phong-b")),
    Group("tat-ca", "các cơ quan", members=("phong-a", "phong-b", "phong-c"), general=True),
)
COLUMNS = ("Đơn vị", "Chỉ tiêu")


@pytest.fixture(scope="module")
def base() -> Notice:
    """The Lục Nam notice, issued, with a small directory and no body."""
    return issued_with(
        UNITS,
        GROUPS,
        letters=LetterOptions(),
    )


def table(owner: str, *rows: tuple[str, Roles | None]) -> Table:
    """Return a table of rows ``name | name!``; one without roles orders nobody."""
    return Table(
        tuple(map(markup.parse, COLUMNS)),
        tuple(
            Row(
                (markup.parse(name), markup.parse(f"{name}!")),
                f"{owner}/r{at}" if roles is not None else "",
                roles or Roles(),
            )
            for at, (name, roles) in enumerate(rows, start=1)
        ),
        caption=markup.parse("Bảng giao"),
    )


def to(*units: str) -> Roles:
    return Roles(to=units)


def item(id_: str, marker: str, text: str, *units: str, **more) -> Item:
    return Item(id_, markup.parse(text), marker, roles=more.pop("roles", to(*units)), **more)


def with_body(base: Notice, *body, **options) -> Notice:
    return replace(base, body=tuple(body), letters=replace(base.letters, **options))


def printed(notice: Notice, unit: str) -> list[str]:
    """Return the orders of a letter line by line, a table's rows as ``| cell | cell |``."""
    letter = next(each for each in letters(notice, assign(notice)) if each.id == unit)
    lines = []
    for block in letter_sheet(notice, letter).document.body[1:-1]:
        if isinstance(block, Paragraph):
            lines.append(block.text.plain)
        else:
            assert block.caption.plain == "Bảng giao"
            assert [text.plain for text in block.columns] == list(COLUMNS)
            lines += [f"| {' | '.join(cell.plain for cell in row)} |" for row in block.rows]
    return lines


def carried(notice: Notice, unit: str) -> set[tuple[str, str]]:
    letter = next(each for each in letters(notice, assign(notice)) if each.id == unit)
    return {(pair.item, str(pair.role)) for pair in letter.pairs}


ROWS = (("Một", to("phong-a")), ("Hai", to("phong-b")), ("Ba", to("phong-a")))


def test_a_unit_sees_its_rows_below_the_items_text(base):
    notice = with_body(base, item("1", "1.", "Giao chỉ tiêu, như sau:", table=table("1", *ROWS)))
    assert printed(notice, "phong-a") == [
        "Giao chỉ tiêu, như sau (mục 1 Thông báo):",
        "| Một | Một! |",
        "| Ba | Ba! |",
    ]
    assert printed(notice, "phong-b")[1:] == ["| Hai | Hai! |"]
    assert carried(notice, "phong-a") == {("1/r1", "to"), ("1/r3", "to")}


@pytest.mark.parametrize(
    ("marker", "rows", "words"),
    [
        ("II.", ROWS, "Các nội dung nêu tại bảng (mục II Thông báo):"),
        ("II.", ROWS[:2], "Nội dung nêu tại bảng (mục II Thông báo):"),
        ("-", ROWS[:2], "Nội dung nêu tại bảng:"),
    ],
)
def test_a_lead_in_that_no_letter_repeats_gives_way_to_fixed_words(base, marker, rows, words):
    notice = with_body(base, item("1", marker, "Bảng:", lead=True, table=table("1", *rows)))
    assert printed(notice, "phong-a")[0] == words


def test_rows_are_numbered_among_the_orders_with_their_frame(base):
    notice = with_body(
        base,
        item("1", "1.", "Việc.", "phong-a"),
        item("2", "2.", "Bảng:", lead=True, table=table("2", *ROWS[:2])),
    )
    assert printed(notice, "phong-a") == [
        "1. Việc (mục 1 Thông báo).",
        "2. Nội dung nêu tại bảng (mục 2 Thông báo):",
        "| Một | Một! |",
    ]


def test_a_table_of_the_body_has_the_fixed_words_alone(base):
    notice = with_body(base, table("/t1", *ROWS[:2]))
    assert printed(notice, "phong-a") == ["Nội dung nêu tại bảng:", "| Một | Một! |"]


@pytest.mark.parametrize(("count", "name"), [(1, "Phụ lục"), (2, "Phụ lục I")])
def test_a_table_of_an_annex_is_cited_by_the_annex(base, count, name):
    annexes = [Annex("MỘT", (table("pl1:/t1", *ROWS[:2]),)), Annex("HAI", ())]
    notice = replace(with_body(base), annexes=tuple(annexes[:count]))
    assert printed(notice, "phong-a")[0] == f"Nội dung nêu tại bảng ({name} Thông báo):"


def test_an_item_of_an_annex_is_cited_with_it(base):
    annexes = (Annex("MỘT", ()), Annex("HAI", (item("pl2:1", "1.", "Việc.", "phong-a"),)))
    notice = replace(with_body(base), annexes=annexes)
    assert printed(notice, "phong-a") == ["Việc (mục 1 Phụ lục II Thông báo)."]


def test_who_holds_the_item_sees_the_rows_that_order_nobody_and_its_own(base):
    rows = (("Chung", None), ("Hai", to("phong-b")), ("Một", Roles()), ("Ba", to("phong-a")))
    notice = with_body(base, item("1", "1.", "Việc:", "phong-a", table=table("1", *rows)))
    assert printed(notice, "phong-a") == [
        "Việc (mục 1 Thông báo):",
        "| Chung | Chung! |",
        "| Một | Một! |",
        "| Ba | Ba! |",
    ]
    assert carried(notice, "phong-a") == {("1", "to")}
    assert printed(notice, "phong-b") == ["Việc (mục 1 Thông báo):", "| Hai | Hai! |"]


def test_a_row_held_in_another_role_stands_in_the_block_of_that_role(base):
    roles = Roles(to=("phong-b",), guided=("phong-a",))
    rows = (("Một", to("phong-a")), ("Hai", None))
    notice = with_body(base, item("1", "1.", "Hướng dẫn:", roles=roles, table=table("1", *rows)))
    assert printed(notice, "phong-a") == [
        "1. Hướng dẫn (mục 1 Thông báo):",
        "| Một | Một! |",
        "Các cơ quan được giao hướng dẫn, kiểm tra; Phòng A phối hợp thực hiện nội dung sau "
        "(mục 1 Thông báo):",
        "2. Hướng dẫn:",
        "| Hai | Hai! |",
    ]


def test_a_table_of_which_all_rows_are_others_is_not_printed(base):
    rows = (("Hai", to("phong-b")), ("Ba", to("phong-c")))
    notice = with_body(base, item("1", "1.", "Việc.", "phong-a", table=table("1", *rows)))
    assert printed(notice, "phong-a") == ["Việc (mục 1 Thông báo)."]


def test_the_table_of_an_item_that_is_only_a_lead_in_is_not_printed(base):
    inner = item("1.1", "a)", "Việc.", "phong-a")
    outer = item("1", "1.", "Về đất đai:", items=(inner,), order=False)
    notice = with_body(base, replace(outer, table=table("1", ("Chung", None), *ROWS[1:2])))
    assert printed(notice, "phong-a") == ["Về đất đai:", "Việc (điểm a mục 1 Thông báo)."]


def test_an_item_that_stands_above_its_rows_is_no_lead_in_again(base):
    inner = item("1.1", "a)", "Việc.", "phong-a")
    outer = item("1", "1.", "Về đất đai:", items=(inner,), table=table("1", *ROWS[:2]))
    notice = with_body(base, outer)
    assert printed(notice, "phong-a") == [
        "1. Về đất đai (mục 1 Thông báo):",
        "| Một | Một! |",
        "2. Việc (điểm a mục 1 Thông báo).",
    ]


def test_rows_stand_below_the_lead_ins_of_their_item(base):
    inner = item("1.1", "a)", "Giao:", table=table("1.1", *ROWS[:2]))
    notice = with_body(base, item("1", "1.", "Về đất đai:", items=(inner,), order=False))
    assert printed(notice, "phong-a") == [
        "Về đất đai:",
        "Giao (điểm a mục 1 Thông báo):",
        "| Một | Một! |",
    ]


def test_who_holds_a_part_of_the_item_gets_the_rows_below_the_sentence_of_both(base):
    part = Part(((0, 8),), to("phong-a"))
    held = item("1", "1.", "Phòng A; và khác:", "phong-b", parts=(part,))
    notice = with_body(base, replace(held, table=table("1", *ROWS[:1])))
    assert printed(notice, "phong-a") == [
        "Phòng A; và khác (mục 1 Thông báo, nội dung giao Phòng B):",
        "| Một | Một! |",
    ]


def test_tables_of_children_follow_their_own_lines(base):
    held = item("1.1", "a)", "Con:", table=table("1.1", ("Chung", None)))
    other = item("1.2", "b)", "Của B:", "phong-b", table=table("1.2", *ROWS[:2]))
    lead = item("1.3", "c)", "Dẫn:", lead=True, table=table("1.3", *ROWS[2:]))
    notice = with_body(base, item("1", "1.", "Việc:", "phong-a", items=(held, other, lead)))
    assert printed(notice, "phong-a") == [
        "Việc (mục 1 Thông báo):",
        "a) Con:",
        "| Chung | Chung! |",
        "b) Của B:",
        "| Một | Một! |",
        "| Ba | Ba! |",
    ]


def test_a_row_to_know_is_told(base):
    rows = (("Một", Roles(to=("phong-b",), copy=("phong-a",))),)
    notice = with_body(
        base,
        item("1", "1.", "Việc.", "phong-a"),
        item("2", "2.", "Dẫn:", lead=True, table=table("2", *rows)),
        item("3", "3.", "Giao:", table=table("3", *rows)),
    )
    assert printed(notice, "phong-a")[1:] == [
        "Các nội dung liên quan, thông báo để Phòng A biết:",
        "- Nội dung nêu tại bảng (mục 2 Thông báo):",
        "| Một | Một! |",
        "- Giao (mục 3 Thông báo):",
        "| Một | Một! |",
    ]


def test_a_single_row_to_know_stands_below_the_words_or_behind_its_items_text(base):
    rows = (("Một", Roles(to=("phong-b",), copy=("phong-a",))),)
    first = item("1", "1.", "Việc.", "phong-a")
    framed = with_body(base, first, item("2", "2.", "Dẫn:", lead=True, table=table("2", *rows)))
    assert printed(framed, "phong-a")[1:4] == [
        "Nội dung liên quan, thông báo để Phòng A biết:",
        "- Nội dung nêu tại bảng (mục 2 Thông báo):",
        "| Một | Một! |",
    ]
    behind = with_body(base, first, item("2", "2.", "Giao:", table=table("2", *rows)))
    assert printed(behind, "phong-a")[1:3] == [
        "Nội dung liên quan, thông báo để Phòng A biết: Giao (mục 2 Thông báo):",
        "| Một | Một! |",
    ]


def test_a_row_to_everybody_is_named_by_where_it_stands(base):
    rows = (("Chung", to("tat-ca")),)
    notice = with_body(
        base,
        item("1", "1.", "Việc.", "phong-a"),
        item("2", "2.", "Giao:", table=table("2", *rows)),
    )
    assert printed(notice, "phong-a")[-1] == (
        "Các nhiệm vụ giao chung thực hiện theo các nội dung giao chung tại mục 2 Thông báo."
    )


def test_a_groups_letter_holds_the_rows_of_the_group(base):
    rows = (("Nhóm", to("phong")), ("Riêng", to("phong-a")), ("Ba", to("phong-c")))
    notice = with_body(base, item("1", "1.", "Giao:", table=table("1", *rows)), per="audience")
    assert printed(notice, "phong") == ["Giao (mục 1 Thông báo):", "| Nhóm | Nhóm! |"]
    assert printed(notice, "phong-a")[:2] == ["Giao (mục 1 Thông báo):", "| Riêng | Riêng! |"]
    assert printed(notice, "phong-a")[2] == (
        "Các nhiệm vụ giao chung thực hiện theo các nội dung giao các phòng tại mục 1 Thông báo."
    )


def test_a_table_keeps_the_widths_of_the_whole_one(base):
    whole = table("1", *ROWS)
    notice = with_body(base, item("1", "1.", "Giao:", table=replace(whole, widths=(1, 3))))
    letter = letters(notice, assign(notice))[0]
    (made,) = [
        block
        for block in letter_sheet(notice, letter).document.body
        if isinstance(block, PrintedTable)
    ]
    assert made.widths[1] == pytest.approx(3 * made.widths[0], abs=10)


def test_rows_count_as_orders_of_the_assignment(base):
    notice = with_body(base, item("1", "1.", "Giao:", table=table("1", *ROWS)))
    pairs = [pair for letter in letters(notice, assign(notice)) for pair in letter.pairs]
    assert {(pair.item, pair.unit, pair.role) for pair in pairs} == {
        ("1/r1", "phong-a", Role.TO),
        ("1/r2", "phong-b", Role.TO),
        ("1/r3", "phong-a", Role.TO),
    }


def test_a_row_of_one_who_holds_but_a_part_stays_out_of_the_others_letter(base):
    both = (*GROUPS, Group("het", "mọi phòng", members=("phong-a", "phong-b", "phong-c")))
    part = Part(((0, 4),), to("het"))
    rows = (("Riêng", to("phong-c")), ("Chung", None))
    held = item("1", "1.", "Việc chung:", "phong", parts=(part,), table=table("1", *rows))
    notice = with_body(base, held, per="audience")
    notice = replace(notice, agency=replace(notice.agency, directory=Directory(UNITS, both)))
    assert printed(notice, "het") == ["Việc chung (mục 1 Thông báo):", "| Chung | Chung! |"]
    assert "| Riêng | Riêng! |" in printed(notice, "phong-c")


def test_a_row_to_everybody_is_not_named_beside_its_item(base):
    rows = (("Chung", to("tat-ca")),)
    roles = Roles(to=("phong-b",), guided=("tat-ca",))
    notice = with_body(
        base,
        item("1", "1.", "Việc.", "phong-c"),
        item("2", "2.", "Giao:", roles=roles, table=table("2", *rows)),
    )
    assert printed(notice, "phong-c")[-1] == (
        "Các nhiệm vụ giao chung thực hiện theo mục 2 Thông báo."
    )


# Notes


def test_a_note_stays_with_its_piece_and_with_no_other(base):
    text = "Phòng A làm^[chú thích một]; Phòng B ghi^[chú thích hai] sổ."
    plain = markup.parse(text).plain
    split = plain.index(";")
    parts = (Part(((0, split),), to("phong-a")), Part(((split + 2, len(plain)),), to("phong-b")))
    notice = with_body(base, item("1", "1.", text, parts=parts, order=False))

    def notes(unit: str) -> tuple[str, ...]:
        letter = next(each for each in letters(notice, assign(notice)) if each.id == unit)
        return letter_sheet(notice, letter).document.notes()

    assert [note[2:] for note in notes("phong-a")] == ["chú thích một"]
    assert [note[2:] for note in notes("phong-b")] == ["chú thích hai"]


def test_a_note_at_the_end_stays_where_the_citation_comes_before_the_closing_mark(base):
    notice = with_body(base, item("1", "1.", "Việc gấp.^[chú thích]", "phong-a"))
    letter = letters(notice, assign(notice))[0]
    document = letter_sheet(notice, letter).document
    assert "Việc gấp (mục 1 Thông báo).\ue001" in document.stream()
    assert [note[2:] for note in document.notes()] == ["chú thích"]


def test_a_note_goes_along_where_the_end_of_the_document_becomes_a_full_stop(base):
    notice = with_body(base, item("1", "1.", "Việc^[chú thích]./.", "phong-a"))
    letter = letters(notice, assign(notice))[0]
    assert "Việc\ue001 (mục 1 Thông báo)." in letter_sheet(notice, letter).document.stream()


def test_a_note_behind_the_mark_that_a_full_stop_replaces_is_kept(base):
    text = "Phòng A làm;^[chú thích] Phòng B ghi."
    notice = with_body(
        base,
        item("1", "1.", text, order=False, parts=(Part(((0, 12),), to("phong-a")),)),
    )
    letter = letters(notice, assign(notice))[0]
    assert [note[2:] for note in letter_sheet(notice, letter).document.notes()] == ["chú thích"]
