"""An old filled-in table over a newer draft takes nothing back that nobody wrote."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from corrected_notices import put
from test_updating_assignments import BODY, codes, filled, row_of, word, workbook

from soanthao.draft.load import load
from soanthao.notice.assignment_table import assignment_table
from soanthao.notice.table_origin import digest, is_row, printed_row, printed_rows, properties
from soanthao.services.updating import plan_update
from soanthao.sheet.workbook import write
from soanthao.word import aside
from soanthao.word.origin import PART, read_origin


@pytest.fixture
def desk(tmp_path):
    return put(tmp_path, BODY)


def later(path, *pairs: tuple[str, str]) -> None:
    """Let the clerk change the draft after the table was made."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def written_in_word(table):
    """Fill in the deadline of Word's second order."""
    table.rows[2].cells[4].text = "20/7/2026"


@pytest.mark.parametrize("make", [workbook, word])
def test_cells_that_nobody_touched_never_overwrite_a_newer_draft(desk, make):
    old = make(desk)
    later(desk, ("due: 2026-06-30", "due: 2026-08-31"), ("to: [phong-kinh-te]", "to: [mttq]"))
    update = plan_update(desk, old)
    assert update.after == update.before
    assert update.changes == ()
    assert codes(update) == ["N629"]


@pytest.mark.parametrize("make", [workbook, word])
def test_an_answer_is_taken_where_the_draft_still_says_what_was_printed(desk, make):
    def change(sheet):
        if make is workbook:
            filled("1#0", due="20/7/2026")(sheet)
        else:
            written_in_word(sheet)

    old = make(desk, change)
    later(desk, ("due: 2026-06-30", "due: 2026-08-31"))
    update = plan_update(desk, old)
    assert b"due: 2026-08-31" in update.after
    assert b"due: 2026-07-20" in update.after
    assert [each.where for each in update.changes] == [
        "thời hạn của việc 1#0 (mục 1, nội dung giao Phòng Kinh tế)"
    ]
    assert codes(update) == ["N629"]


def test_what_both_sides_changed_is_told_and_not_taken(desk):
    old = workbook(desk, filled("1", due="15/7/2026", lead="Công an xã"))
    later(desk, ("due: 2026-06-30", "due: 2026-08-31"))
    update = plan_update(desk, old)
    assert b"due: 2026-08-31" in update.after
    assert b"2026-07-15" not in update.after
    (conflict,) = [each for each in update.findings if each.code == "N630"]
    assert "15/7/2026" in conflict.message
    assert "31/8/2026" in conflict.message
    assert [each.where for each in update.changes][:1] == ["chủ trì của việc 1 (mục 1)"]


def test_both_sides_changed_alike_is_no_conflict(desk):
    old = workbook(desk, filled("1", due="chậm nhất ngày 31/8/2026"))
    later(desk, ("due: 2026-06-30", "due: 2026-08-31"))
    update = plan_update(desk, old)
    assert (update.after, codes(update)) == (update.before, ["N629"])


def test_an_order_inserted_meanwhile_does_not_shift_answers(desk):
    old = workbook(desk, filled("3", due="15/7/2026"))
    later(
        desk,
        ("  # việc một\n", "  - {text: Việc mới thêm, to: [mttq], no_due: gấp}\n  # việc một\n"),
    )
    update = plan_update(desk, old)
    assert [each.where for each in update.changes] == ["thời hạn của việc 4 (mục 4)"]
    assert (
        b"Vi\xe1\xbb\x87c m\xe1\xbb\x9bi th\xc3\xaam, to: [mttq], no_due: g\xe1\xba\xa5p"
        in update.after
    )


def test_a_table_that_does_not_say_from_which_draft_is_told(desk):
    book = openpyxl.load_workbook(io.BytesIO(write(assignment_table(load(desk).notice))))
    names = [each.name for each in book.custom_doc_props.props]
    for name in names:
        del book.custom_doc_props[name]
    row_of(book.active, "3")[4].value = "15/7/2026"
    old = desk.parent / "bang.xlsx"
    book.save(old)
    update = plan_update(desk, old)
    assert codes(update) == ["N629"]
    assert len(update.changes) == 1


def test_the_digests_hold_no_words_and_are_all_that_a_table_carries_unseen(desk):
    notice = load(desk).notice
    data = write(assignment_table(notice))
    assert data == write(assignment_table(notice))
    printed = word(desk).read_bytes()
    assert aside.read_aside(printed)[1] == ()
    content = zipfile.ZipFile(io.BytesIO(printed)).read(PART).decode()
    assert "kinh" not in content.casefold()
    assert len(read_origin(printed)) == len(assignment_table(notice).rows)


def test_only_digests_are_no_words():
    assert is_row(" ".join([digest("một")] * 8))
    for words in ("", "bảo mật", digest("một"), f"{' '.join([digest('x')] * 7)} bí mật!!"):
        assert not is_row(words)
    assert printed_rows([("soanthao-1", "x"), ("Company", " ".join([digest("x")] * 8))]) == ()


def test_rows_are_known_by_code_then_by_words_then_by_citation():
    rows = [
        ["1", "việc", "A", "", "mai", "", "mục 1", ""],
        ["2", "việc", "B", "", "", "", "mục 2", ""],
    ]
    known = printed_rows(properties(rows))
    assert printed_row(known, "", "việc", "mục 2") == known[1]
    assert printed_row(known, "", "việc", "mục 3") is None
    coded = printed_rows(properties([[*row, code] for row, code in zip(rows, "pq", strict=True)]))
    assert printed_row(coded, "q", "chữ khác", "") == coded[1]
