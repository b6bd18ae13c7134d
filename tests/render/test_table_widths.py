"""Columns share the width out as the draft says, yet break no word that has room."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.notice.item import Row, Table
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.pdf import reader as pdf_reader
from soanthao.pdf.printer import Printer
from soanthao.render import templates
from soanthao.render.body import column_widths, printed_table
from soanthao.services.planning import make_plan
from soanthao.standard import metrics, nd30
from soanthao.standard.length import Length

DRAFT = Path(__file__).resolve().parents[2] / "drafts/luc-nam/2020-05/conclusion.yaml"
WIDTH = nd30.PAGE.text_width
SIZE = nd30.component("table-heading").size.house
LONG_WORD = "0204.888.888/123-NQ/HU"


def table(columns, *rows, widths=()):
    plain = RichText.plainly
    return Table(tuple(map(plain, columns)), tuple(Row(tuple(map(plain, r))) for r in rows), widths)


def room(width):
    return width - 2 * nd30.CELL_PADDING[1]


def word_width(text):
    return metrics.text_width(text, SIZE, bold=True)


def test_widths_with_room_are_the_shares_of_the_draft():
    shares = column_widths(table(("Một", "Hai"), widths=(1.0, 3.0)), WIDTH)
    assert shares == (WIDTH // 4, WIDTH * 3 // 4)


def test_a_share_too_small_for_a_word_takes_from_the_others():
    narrow, wide = column_widths(
        table(("Số", "Nội dung"), (LONG_WORD, "giao"), widths=(1.0, 99.0)), WIDTH
    )
    assert room(narrow) >= word_width(LONG_WORD)
    assert WIDTH - 1 <= narrow + wide <= WIDTH


def test_what_a_raised_column_takes_may_make_another_one_too_narrow():
    first, second, _ = column_widths(
        table((LONG_WORD, LONG_WORD, "x"), widths=(0.01, 0.3, 0.69)), WIDTH
    )
    assert min(room(first), room(second)) >= word_width(LONG_WORD)


def test_a_table_without_room_for_its_words_keeps_the_shares_of_the_draft():
    word = "x" * 200
    assert column_widths(table((word, word), widths=(1.0, 3.0)), WIDTH) == (
        WIDTH // 4,
        WIDTH * 3 // 4,
    )


def test_the_call_of_a_note_has_room_beside_its_word():
    word, note = RichText.plainly(LONG_WORD), RichText.of((Footnote((Run("x"),)),))
    columns = (word + note, RichText.plainly("x" * 10))
    called, _ = column_widths(Table(columns, (), widths=(1.0, 9.0)), WIDTH)
    bare, _ = column_widths(Table((word, columns[1]), (), widths=(1.0, 9.0)), WIDTH)
    assert called - bare >= metrics.text_width("99", Length(SIZE * 65 // 100), bold=True)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.floats(0.01, 100)), min_size=1, max_size=4),
)
def test_no_column_is_narrower_than_its_longest_word(columns):
    words = ["m" * length for length, _ in columns]
    widths = column_widths(table(words, widths=tuple(share for _, share in columns)), WIDTH)
    sides = 2 * nd30.CELL_PADDING[1] + nd30.FULL_RULE + nd30.WORD_ROOM
    needed = [word_width(word) + sides for word in words]
    assert sum(widths) <= WIDTH
    if sum(needed) <= WIDTH:
        assert all(width >= need for width, need in zip(widths, needed, strict=True))


@pytest.mark.parametrize("widths", [(1.0, 99.0), (99.0, 1.0)])
def test_a_printed_column_breaks_no_word(widths):
    document = make_plan(DRAFT).jobs[0].document
    content = table(("Cột", "Cột"), (LONG_WORD, LONG_WORD), widths=widths)
    body = (printed_table(content, content.rows), document.body[-1])
    chosen = templates.choose(None)
    printed = Printer(chosen.root, chosen.office).print(replace(document, body=body))
    assert f"{LONG_WORD} {LONG_WORD}" in " ".join(
        " ".join(pdf_reader.read_pages(printed.data)).split()
    )


def rightmost_line(data):
    """Return how far to the right, in points, page 1 draws a line: the line itself at most."""
    with pdfium.PdfDocument(data) as document:
        drawn = document[0].get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_PATH])
        return max(each.get_bounds()[2] for each in drawn)


def test_a_word_too_long_for_the_page_does_not_carry_a_table_over_its_edge():
    document = make_plan(DRAFT).jobs[0].document
    content = table(("Cột", "Cột"), ("m" * 80, "giao"), widths=(1.0, 1.0))
    body = (printed_table(content, content.rows), document.body[-1])
    chosen = templates.choose(None)
    printed = Printer(chosen.root, chosen.office).print(replace(document, body=body))
    edge = nd30.PAGE.width.house.pt - nd30.PAGE.right.house.pt
    assert rightmost_line(printed.data) < edge + 3 * nd30.FULL_RULE.pt
