"""The flow out of page texts made by hand: what layout adds goes, everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.notice.document import call
from soanthao.pdf.compare import first_difference
from soanthao.pdf.paging import Flow, flow

ONE, TWO, THREE = call(1), call(2), call(3)
HEADING = "STT Nội dung Đơn vị"


def read(pages, stream, notes=(), beside=(), heading_rows=(), rows=()) -> Flow:
    return flow(pages, stream, notes, beside, heading_rows, rows)


def agrees(found: Flow, stream, notes=(), beside=()) -> bool:
    difference = first_difference("\n".join(stream), found.text)
    return (difference, found.notes, found.beside) == (None, tuple(notes), tuple(beside))


# Notes


def test_pages_without_anything_added_are_their_own_flow():
    stream = ("Một hai ba bốn", "năm sáu")
    assert read(["Một hai\nba", "bốn\nnăm sáu"], stream).text == "Một hai\nba\nbốn\nnăm sáu"


def test_the_notes_at_the_foot_of_a_page_are_taken_off():
    stream, notes = (f"Một{ONE} hai{TWO} ba", "bốn"), (f"{ONE} Chú một.", f"{TWO} Chú hai.")
    pages = [f"Một{ONE}\nhai{TWO}\n{ONE} Chú\nmột.\n{TWO} Chú hai.", "ba\nbốn"]
    found = read(pages, stream, notes)
    assert found.text == f"Một{ONE}\nhai{TWO}\nba\nbốn"
    assert agrees(found, stream, notes)


def test_each_page_has_its_own_notes():
    stream, notes = (f"Một{ONE} hai", f"ba{TWO} bốn"), (f"{ONE} Chú một.", f"{TWO} Chú hai.")
    pages = [f"Một{ONE}\n{ONE} Chú một.", f"hai\nba{TWO} bốn\n{TWO} Chú hai."]
    assert agrees(read(pages, stream, notes), stream, notes)


def test_a_note_may_go_on_at_the_foot_of_the_next_pages():
    stream = (f"Một{ONE} hai ba bốn", f"năm{TWO} sáu")
    notes = (f"{ONE} Chú thích rất dài kéo sang ba trang.", f"{TWO} Chú hai.")
    pages = [
        f"Một{ONE}\n{ONE} Chú thích",
        "hai ba\nrất dài\nkéo sang",
        f"bốn\nnăm{TWO} sáu\nba trang.\n{TWO} Chú hai.",
    ]
    assert agrees(read(pages, stream, notes), stream, notes)


def test_a_note_that_goes_on_like_the_text_is_told_from_it():
    stream = (f"Một{ONE} hai ba bốn năm", "sáu")
    notes = (f"{ONE} Chú thích ba bốn mươi.",)
    pages = [f"Một{ONE} hai\n{ONE} Chú thích", "ba bốn\nba bốn mươi.", "năm\nsáu"]
    assert agrees(read(pages, stream, notes), stream, notes)
    pages = [f"Một{ONE} hai\n{ONE} Chú thích", "ba bốn mươi.", "ba bốn năm\nsáu"]
    assert agrees(read(pages, stream, notes), stream, notes)


def test_a_note_may_be_marked_by_a_plain_figure():
    stream, notes = (f"Một{ONE} hai{TWO} ba",), (f"{ONE} Chú một.", f"{TWO} Chú hai.")
    pages = [f"Một{ONE} hai{TWO} ba\n1 Chú một.\n2 Chú hai."]
    assert agrees(read(pages, stream, notes), stream, notes)
    assert not agrees(read([pages[0].replace("2 Chú", "3 Chú")], stream, notes), stream, notes)


def test_a_word_may_be_cut_by_a_page_end_above_notes():
    long = "a" * 20
    stream, notes = (f"Một{ONE} {long}",), (f"{ONE} Chú một.",)
    pages = [f"Một{ONE}\n{long[:9]}\n{ONE} Chú một.", long[9:]]
    assert agrees(read(pages, stream, notes), stream, notes)


def test_a_note_with_another_word_stays_in_the_text():
    stream, notes = (f"Một{ONE} hai",), (f"{ONE} Chú một.",)
    found = read([f"Một{ONE} hai\n{ONE} Chú hai."], stream, notes)
    assert found.notes == ()
    assert "Chú hai." in found.text
    assert not agrees(found, stream, notes)


def test_words_behind_a_note_keep_it_in_the_text():
    stream, notes = (f"Một{ONE} hai",), (f"{ONE} Chú một.",)
    found = read([f"Một{ONE} hai\n{ONE} Chú một. Thêm"], stream, notes)
    assert found.notes == ()
    assert "Thêm" in found.text


def test_a_note_that_stops_short_is_not_found():
    stream, notes = (f"Một{ONE} hai",), (f"{ONE} Chú một dài.",)
    found = read([f"Một{ONE} hai\n{ONE} Chú một"], stream, notes)
    assert found.notes == ()
    assert not agrees(found, stream, notes)


def test_notes_in_another_order_stay_in_the_text():
    stream = (f"Một{ONE} hai{TWO}",)
    notes = (f"{ONE} Chú một.", f"{TWO} Chú hai.")
    found = read([f"Một{ONE} hai{TWO}\n{TWO} Chú hai.\n{ONE} Chú một."], stream, notes)
    assert not agrees(found, stream, notes)
    assert "Chú hai." in found.text


def test_a_note_that_nobody_expects_stays_in_the_text():
    found = read([f"Một{ONE}\n{ONE} Chú một."], (f"Một{ONE}",))
    assert found.text == f"Một{ONE}\n{ONE} Chú một."


def test_notes_are_found_below_a_text_that_differs():
    stream = (f"Một{ONE} hai ba", f"bốn{TWO} năm")
    notes = (f"{ONE} Chú một.", f"{TWO} Chú hai.")
    pages = [f"Một{ONE} khác\n{ONE} Chú một.", f"ba\nbốn{TWO} năm\n{TWO} Chú hai."]
    found = read(pages, stream, notes)
    assert found.notes == notes
    assert found.text == f"Một{ONE} khác\nba\nbốn{TWO} năm"


# Heading rows


ROWS = ("1 Một UBND xã", "2 Hai UBND xã", "3 Ba UBND xã")


def test_a_repeated_heading_row_is_taken_off():
    stream = ("Bảng", HEADING, *ROWS, "Hết")
    pages = [
        "Bảng\nSTT\nNội dung\nĐơn vị\n1 Một\nUBND xã",
        "STT\nNội dung\nĐơn vị\n2 Hai\nUBND xã",
        f"{HEADING}\n3 Ba UBND xã\nHết",
    ]
    assert agrees(read(pages, stream, heading_rows=[HEADING]), stream)


def test_a_repeated_heading_row_repeats_its_calls():
    stream, notes = (f"STT Nội{ONE} dung Đơn vị{TWO}", *ROWS), (f"{ONE} Chú.", f"{TWO} Hai.")
    row = f"STT Nội{ONE} dung\nĐơn vị{TWO}"
    pages = [f"{row}\n1 Một UBND xã\n{ONE} Chú.\n{TWO} Hai.", f"{row}\n2 Hai UBND xã\n3 Ba UBND xã"]
    assert agrees(read(pages, stream, notes, heading_rows=[HEADING]), stream, notes)


def test_every_table_has_its_own_heading_row():
    stream = ("A B", "1 2", "3 4", "Giữa", "C D", "5 6", "7 8")
    pages = ["A B\n1 2", "A B\n3 4\nGiữa\nC D\n5 6", "C D\n7 8"]
    assert agrees(read(pages, stream, heading_rows=["A B", "C D"]), stream)


def test_a_row_that_says_what_the_heading_says_is_kept():
    stream = ("A B", "1 2", "A B", "3 4")
    assert agrees(read(["A B\n1 2", "A B\nA B\n3 4"], stream, heading_rows=["A B"]), stream)
    assert agrees(read(["A B\n1 2", "A B\n3 4"], stream, heading_rows=["A B"]), stream)


def test_a_heading_row_in_front_of_its_table_stays():
    stream = ("Một", "hai", "A B", "1 2")
    found = read(["Một", "A B\nhai\nA B\n1 2"], stream, heading_rows=["A B"])
    assert not agrees(found, stream)


def test_the_beginning_of_a_heading_row_is_text():
    stream = ("A B", "1 2", "A BC", "3 4")
    assert agrees(read(["A B\n1 2", "A BC\n3 4"], stream, heading_rows=["A B"]), stream)


def test_a_heading_row_below_a_text_that_differs_is_taken_off():
    stream = ("A B", "1 2", "3 4", "5 6")
    found = read(["A B\n1 khác", "A B\n3 4", "A B\n5 6"], stream, heading_rows=["A B"])
    assert found.text == "A B\n1 khác\n3 4\n5 6"


def test_a_heading_row_behind_the_end_of_its_table_stays():
    stream, rows = ("A B", "1 2", "3 4", "Hết"), (("A", "B"), ("1", "2"), ("3", "4"))
    extra = ["A B\n1 2\n3 4", "A B\nHết"]
    found = read(extra, stream, heading_rows=["A B"], rows=rows)
    assert found.text == "A B\n1 2\n3 4\nA B\nHết"
    repeated = ["A B\n1 2", "A B\n3 4\nHết"]
    assert agrees(read(repeated, stream, heading_rows=["A B"], rows=rows), stream)


def test_a_heading_row_between_tables_of_the_same_columns_stands_once():
    stream = ("A B", "1 2", "A B", "3 4", "5 6", "Hết")
    rows = (("A", "B"), ("1", "2"), ("A", "B"), ("3", "4"), ("5", "6"))
    for page, is_said in (("A B\n3 4", True), ("A B\nA B\n3 4", False), ("3 4", False)):
        pages = ["A B\n1 2", page, "A B\n5 6\nHết"]
        found = read(pages, stream, heading_rows=["A B", "A B"], rows=rows)
        assert agrees(found, stream) == is_said


# Broken rows


ROW = (("A", "B"), ("một hai ba bốn", "năm sáu bảy tám"))
BROKEN = ("A B", "một hai ba bốn năm sáu bảy tám", "Hết")


def test_a_broken_row_is_put_together():
    pages = ["A B\nmột hai\nnăm sáu", "A B\nba bốn\nbảy tám\nHết"]
    found = read(pages, BROKEN, heading_rows=["A B"], rows=ROW)
    assert found.text == "A B\nmột hai\nba bốn\nnăm sáu\nbảy tám\nHết"


@pytest.mark.parametrize(
    "pages",
    [
        ["A B\nmột hai\nnăm sáu bảy tám", "A B\nba bốn\nHết"],
        ["A B\nmột hai\nnăm sáu", "ba bốn\nbảy tám\nHết"],
        ["A B\nmột\nnăm", "A B\nhai\nsáu", "A B\nba bốn\nbảy tám", "Hết"],
        ["A B\nmột hai ba bốn\nnăm sáu", "A B\nbảy tám\nHết"],
    ],
)
def test_a_row_may_be_broken_in_any_of_its_cells(pages):
    assert agrees(read(pages, BROKEN, heading_rows=["A B"], rows=ROW), BROKEN)


@pytest.mark.parametrize(
    "pages",
    [
        ["A B\nmột hai\nnăm sáu", "A B\nbảy tám\nba bốn\nHết"],
        ["A B\nmột hai\nnăm sáu", "A B\nba bốn\nbảy\nHết"],
        ["A B\nmột hai\nnăm sáu", "A B\nba khác\nbảy tám\nHết"],
        ["A B\nmột hai\nnăm sáu", "Hết"],
        ["A B\nmột hai\nnăm sáu"],
        ["A B\nmột hai\nnăm sáu thêm", "A B\nba bốn\nbảy tám\nHết"],
        ["A B\nnăm sáu\nmột hai", "A B\nba bốn\nbảy tám\nHết"],
        ["A B\nmột hai\nnăm sáu", "A B\nba bốn\nbảy tám\nthêm\nHết"],
    ],
)
def test_a_broken_row_that_says_something_else_stays_as_it_stands(pages):
    found = read(pages, BROKEN, heading_rows=["A B"], rows=ROW)
    assert not agrees(found, BROKEN)
    said = "".join("\n".join(pages).split())
    assert len("".join(found.text.split())) >= len(said) - len("AB")


def test_cells_of_equal_words_are_told_apart_by_the_next_page():
    cells = ("x x x x a", "x x x b")
    stream, rows = ("A B", " ".join(cells), "Hết"), (("A", "B"), cells)
    for last, is_said in (("a\nx x\nb", True), ("x x\na\nb", True), ("x\na\nx\nb", False)):
        pages = ["A B\nx x\nx x\nx", f"A B\n{last}\nHết"]
        assert agrees(read(pages, stream, heading_rows=["A B"], rows=rows), stream) == is_said


def test_notes_of_a_broken_row_are_expected_where_they_are_called():
    cells = (f"một{ONE} hai ba{TWO} bốn", f"năm{THREE} sáu bảy tám")
    stream, rows = ("A B", " ".join(cells), "Hết"), (("A", "B"), cells)
    notes = (f"{ONE} Chú một.", f"{TWO} Chú hai.", f"{THREE} Chú ba.")
    above = f"A B\nmột{ONE} hai\nnăm{THREE} sáu"
    below = f"A B\nba{TWO} bốn\nbảy tám\nHết\n{TWO} Chú hai."
    for feet, is_said in (((0, 2), True), ((2, 0), False), ((0, 1), False)):
        pages = ["\n".join((above, *(notes[foot] for foot in feet))), below]
        found = read(pages, stream, notes, heading_rows=["A B"], rows=rows)
        assert agrees(found, stream, notes) == is_said


def test_a_note_of_a_broken_row_may_go_on_below_the_next_page():
    cells = (f"một hai ba{TWO} bốn", f"năm{THREE} sáu bảy tám")
    stream, rows = (f"Một{ONE}", "A B", " ".join(cells), "Hết"), (("A", "B"), cells)
    notes = (f"{ONE} Chú một.", f"{TWO} Chú hai.", f"{THREE} Chú ba dài.")
    pages = [
        f"Một{ONE}\nA B\nmột hai\nnăm{THREE} sáu\n{ONE} Chú một.\n{THREE} Chú",
        f"A B\nba{TWO} bốn\nbảy tám\nHết\nba dài.\n{TWO} Chú hai.",
    ]
    assert agrees(read(pages, stream, notes, heading_rows=["A B"], rows=rows), stream, notes)


# Beside the text


MARK, ADDRESS = "TRÍCH SAO; UBND xã; 28/5/2020", ("Địa chỉ: xã", "Điện thoại: 1")


@pytest.mark.parametrize(
    "page",
    [
        "TRÍCH SAO; UBND xã;\n28/5/2020\nĐịa chỉ: xã\nĐiện thoại: 1\nMột\nhai",
        "TRÍCH SAO; UBND xã; 28/5/2020\nMột\nhai\nĐịa chỉ: xã\nĐiện thoại: 1",
        "Một\nhai\nTRÍCH SAO; UBND xã; 28/5/2020\nĐịa chỉ:\nxã\nĐiện thoại: 1",
    ],
    ids=["first", "first and last", "last"],
)
def test_what_stands_beside_the_first_page_is_taken_off(page):
    beside = (MARK, *ADDRESS)
    assert agrees(
        read([page, "ba"], ("Một hai", "ba"), beside=beside), ("Một hai", "ba"), (), beside
    )


def test_notes_may_stand_above_the_address():
    stream, notes = (f"Một{ONE} hai",), (f"{ONE} Chú.",)
    found = read([f"Một{ONE}\nhai\n{ONE} Chú.\nĐịa chỉ: xã\nĐiện thoại: 1"], stream, notes, ADDRESS)
    assert agrees(found, stream, notes, ADDRESS)


def test_another_address_stays_in_the_text():
    found = read(["Một\nĐịa chỉ: xã\nĐiện thoại: 2"], ("Một",), beside=ADDRESS)
    assert found.beside == ()
    assert found.text == "Một\nĐịa chỉ: xã\nĐiện thoại: 2"


def test_what_stands_beside_a_later_page_is_text():
    found = read(
        ["Một\nĐịa chỉ: xã\nĐiện thoại: 1", "hai\nĐiện thoại: 1"], ("Một", "hai"), (), ADDRESS
    )
    assert found.text == "Một\nhai\nĐiện thoại: 1"


def test_a_mark_that_is_missing_is_not_found():
    assert read(["Một"], ("Một",), beside=(MARK,)).beside == ()


# Whatever is changed is seen

STREAM = ("Mở đầu", "A B", f"1{ONE} hai", "3 bốn", f"Kết thúc{TWO} ở đây")
NOTES = (f"{ONE} Chú thích một kéo dài.", f"{TWO} Chú hai.")
PAGES = (
    f"{MARK}\nMở đầu\nA B\n1{ONE} hai\n{ONE} Chú thích",
    f"A B\n3 bốn\nKết thúc{TWO} ở\nmột kéo dài.\n{TWO} Chú hai.",
    "đây",
)


def test_all_of_it_together_is_taken_off():
    found = read(PAGES, STREAM, NOTES, (MARK,), ("A B",))
    assert agrees(found, STREAM, NOTES, (MARK,))


@given(st.integers(0, 2), st.data())
def test_a_change_of_one_character_is_seen(number, data):
    page = PAGES[number]
    visible = [at for at, char in enumerate(page) if not char.isspace()]
    at = data.draw(st.sampled_from(visible))
    changed = data.draw(
        st.sampled_from(
            [
                page[:at] + page[at + 1 :],
                f"{page[:at]}≠{page[at:]}",
                f"{page[:at]}≠{page[at + 1 :]}",
            ]
        )
    )
    pages = [*PAGES[:number], changed, *PAGES[number + 1 :]]
    assert not agrees(read(pages, STREAM, NOTES, (MARK,), ("A B",)), STREAM, NOTES, (MARK,))


@given(st.sampled_from([1, 2]), st.data())
def test_a_line_that_is_lost_is_seen(number, data):
    lines = PAGES[number].split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    is_heading = lines[at] == "A B"
    pages = [*PAGES[:number], "\n".join(lines[:at] + lines[at + 1 :]), *PAGES[number + 1 :]]
    found = agrees(read(pages, STREAM, NOTES, (MARK,), ("A B",)), STREAM, NOTES, (MARK,))
    assert found == is_heading


def test_the_cost_grows_with_the_pages():
    import time

    def cost(count: int) -> float:
        stream = tuple(f"{at} Nội dung thực hiện" for at in range(count * 40))
        pages = ["\n".join(stream[low : low + 40]) for low in range(0, len(stream), 40)]
        start = time.process_time()
        assert agrees(read(pages, stream), stream)
        return time.process_time() - start

    cost(1)
    assert cost(160) < 24 * cost(20)
