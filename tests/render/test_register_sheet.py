"""The book of outgoing documents as PDF: cover, ten columns, every line, an anchor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from soanthao.errors import ErrorKind
from soanthao.notice.document import PrintedTable
from soanthao.notice.register_book import COLUMNS, Book, BookLine, BookOf, book
from soanthao.pdf.reader import read_pages
from soanthao.render import job, templates
from soanthao.render.plain_job import plain_job
from soanthao.render.register_sheet import MAX_LINES, BookLimitError, register_sheet
from soanthao.standard import nd30
from soanthao.standard.metrics import text_width
from strategies_document import HOSTILE

YEAR = (date(2020, 1, 1), date(2020, 12, 31))
OF = BookOf(("Ủy ban nhân dân tỉnh Bắc Giang",), ("Ủy ban nhân dân huyện Lục Nam",))
ANCHOR = "mục 812, mã băm 3f2a9c5e"
HEADING = " ".join(COLUMNS) + " (1) (2) (3) (4) (5) (6) (7) (8) (9) (10)"


def line(number: int, **more: object) -> BookLine:
    given_ = {
        "date": YEAR[0] + timedelta(days=number % 365),
        "kind_subject": f"Thông báo Kết luận phiên họp thứ {number}",
        "signer": "Nguyễn Văn A",
        "recipients": ("TT. Huyện ủy", "Phòng Nội vụ"),
        "keeper": "VT",
        "copies": number,
    }
    return BookLine(number, "chung", f"{number:02d}/TB-UBND", **(given_ | more))  # type: ignore[arg-type]


def made(*lines: BookLine, anchor: str = ANCHOR) -> Book:
    return book(OF, YEAR, lines, anchor)


def run(made_: Book, name: str = "so-dang-ky"):
    return job.run(plain_job(name, register_sheet(made_), templates.choose()))


@pytest.fixture(scope="module")
def printed():
    """A book of 40 lines, printed and proven."""
    result = run(made(*(line(number) for number in range(1, 41))))
    assert result.failure is None
    return result


def test_a_book_prints_as_pdf_and_is_proven(printed):
    assert printed.proof.holds, printed.proof.listed()
    assert printed.docx == b""
    assert printed.pages is not None
    assert printed.pages > 2


def test_the_cover_is_a_page_of_its_own_as_the_decree_has_it(printed):
    cover = read_pages(printed.pdf)[0].split("\n")
    assert [text for text in cover if text] == [
        "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG",
        "ỦY BAN NHÂN DÂN HUYỆN LỤC NAM",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Năm: 2020",
        "Từ ngày 01/01/2020 đến ngày 31/12/2020",
        "Từ số 01 đến số 40",
        "Quyển số: 01",
        f"Đối chiếu với bản ghi của sổ: {ANCHOR}",
    ]


def test_the_heading_rows_stand_on_every_page_with_lines(printed):
    for page in read_pages(printed.pdf)[1:-1]:
        flat = " ".join(page.split())
        assert flat.startswith(HEADING)


def test_the_last_page_counts_the_lines_and_names_the_head_of_the_record(printed):
    last = " ".join(read_pages(printed.pdf)[-1].split())
    assert last.endswith(f"Sổ này có 40 dòng đăng ký. Đối chiếu với bản ghi của sổ: {ANCHOR}")


def test_pages_lie_across_and_are_numbered_but_for_the_cover(printed):
    with pypdfium2.PdfDocument(printed.pdf) as document:
        sizes = {tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in document}
        ends = [page.get_textpage().get_text_range().split()[-1] for page in document]
    assert sizes == {(297, 210)}
    assert ends[0] == ANCHOR.rsplit(maxsplit=1)[-1]
    assert ends[1:] == [str(number) for number in range(2, len(ends) + 1)]


def test_the_same_book_gives_the_same_bytes(printed):
    again = run(made(*(line(number) for number in reversed(range(1, 41)))))
    assert again.pdf == printed.pdf


def test_another_book_is_not_what_the_file_says(printed):
    other = made(*(line(number) for number in range(1, 40)), line(40, remarks="Đã hủy"))
    expected = plain_job("so", register_sheet(other), templates.choose()).expectation
    known = plain_job("so", register_sheet(other), templates.choose()).known
    assert not job.prove_pdf(known, expected, "so.pdf", printed.pdf).holds


def test_an_empty_period_prints_and_says_so():
    result = run(made())
    assert result.failure is None
    assert result.proof.holds, result.proof.listed()
    text = " ".join(" ".join(read_pages(result.pdf)).split())
    assert f"{HEADING} Không có văn bản Sổ này không có văn bản." in text
    assert "Từ số ..... đến số ....." in text


def test_without_a_record_there_is_no_anchor():
    stream = register_sheet(made(line(1), anchor="")).document.stream()
    assert not any("Đối chiếu" in text for text in stream)


def test_a_line_higher_than_a_page_goes_on_on_the_next():
    units = tuple(f"Ủy ban nhân dân xã thứ {number}" for number in range(120))
    result = run(made(line(1), line(2, recipients=units), line(3)))
    assert result.failure is None
    assert result.proof.holds, result.proof.listed()


def test_no_word_is_wider_than_its_column():
    (table, *_) = register_sheet(made(line(125, dispatched=date(2020, 12, 31)))).document.body
    assert isinstance(table, PrintedTable)
    assert sum(table.widths) <= nd30.PAGE.turned().text_width
    rows = ((table.columns, nd30.REGISTER_HEADING), (table.rows[0], nd30.REGISTER_CELL))
    for cells, row in rows:
        for cell, width in zip(cells, table.widths, strict=True):
            for word in cell.plain.split():
                room = width - 2 * nd30.CELL_PADDING[1]
                assert text_width(word, row.size.house, row.bold) <= room, word


def test_a_book_too_long_for_one_volume_is_refused_with_what_to_do():
    many = made(*(line(number) for number in range(1, MAX_LINES + 2)))
    with pytest.raises(BookLimitError, match=r"2001 dòng.*2000.*từng quyển") as caught:
        register_sheet(many)
    assert caught.value.kind is ErrorKind.INVALID


WORDS = st.lists(
    st.sampled_from(
        ["Kết luận", "HĐND&UBND", "“giải phóng”", "12/QĐ-UB,", "=1+1", "<b>", "{{x}}", "Ở"]
    ),
    max_size=12,
).map(" ".join)


@given(
    st.lists(
        st.builds(
            BookLine,
            number=st.integers(1, 9_999),
            series=st.sampled_from(["chung", "TrS"]),
            number_symbol=st.sampled_from(["01/TB-UBND", "1234/TrS-UBND", "126"]),
            date=st.none() | st.dates(*YEAR),
            kind_subject=WORDS,
            signer=WORDS,
            recipients=st.lists(WORDS.filter(bool), max_size=4).map(tuple),
            keeper=WORDS,
            copies=st.none() | st.integers(0, 9_999),
            dispatched=st.none() | st.dates(*YEAR),
            remarks=WORDS,
        ),
        max_size=30,
    )
)
@settings(max_examples=10, phases=(Phase.generate,))
def test_every_book_comes_back_word_for_word(lines: list[BookLine]):
    result = run(made(*lines))
    assert result.failure is None
    assert result.proof.holds, result.proof.listed()


@pytest.mark.torture
def test_a_thousand_lines_print():
    result = run(made(*(line(number) for number in range(1, 1_001))))
    assert result.failure is None
    assert result.proof.holds


def test_words_with_signs_of_html_are_words():
    result = run(made(line(1, kind_subject=" ".join(HOSTILE), signer="<A&B>")))
    assert result.failure is None
    assert result.proof.holds, result.proof.listed()


def test_the_book_names_its_days_in_the_files_properties():
    title = register_sheet(replace(made(line(1)))).document.title
    assert title == (
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI: Ủy ban nhân dân huyện Lục Nam, "
        "từ ngày 01/01/2020 đến ngày 31/12/2020"
    )
