import io
import unicodedata

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_documents import NOTICE, paragraph, printer, with_body

from soanthao.errors import ErrorKind, SoanthaoError
from soanthao.notice.document import call
from soanthao.pdf import engine, reader
from soanthao.pdf.reader import UnreadablePdfError, read_pages, read_text


@pytest.fixture(scope="module")
def long_pdf():
    body = [
        paragraph(f"{at}. Thực hiện nhiệm vụ thứ {at}. " + "Việc cần làm. " * 40) for at in range(9)
    ]
    return printer().print(with_body(NOTICE, *body, NOTICE.body[-1])).data


def locked(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="chủ", user="khách"))
    return out.getvalue()


def showing(*pages: str) -> bytes:
    """A PDF of pages that show these lines."""
    blocks = "".join(f'<pre style="break-after: page">{page}</pre>' for page in pages)
    return engine.weasyprint().HTML(string=f'<html lang="vi">{blocks}').write_pdf()


def numbered(*pages: str, place: str = "top-center", size: str = "A4") -> bytes:
    """A PDF of pages that show texts, page by page: what stands in a margin, ``|``, the text."""
    margin = "{ content: string(number); font-size: 13pt }"
    blocks = []
    for page in pages:
        number, _, text = page.rpartition("|")
        blocks.append(
            f"<div style=\"break-before: page; string-set: number '{number}'\">{text}</div>"
        )
    page_css = f"@page {{ size: {size}; margin: 20mm 15mm 20mm 30mm; @{place} {margin} }}"
    html = f'<html lang="vi"><style>{page_css}</style>{"".join(blocks)}'
    return engine.weasyprint().HTML(string=html).write_pdf()


def of_pages(count: int) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_the_number_of_a_page_is_taken_off(long_pdf):
    pages = read_pages(long_pdf)
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        lines = page.split("\n")
        assert str(number) not in (lines[0].strip(), lines[-1].strip())


def test_a_number_in_the_middle_of_the_top_margin_is_taken_off():
    assert read_pages(numbered("|Một", "2|2", "3|Ba")) == ("Một", "2", "Ba")


def test_a_number_is_taken_off_on_pages_that_lie_across():
    assert read_pages(numbered("|Một", "2|Hai", size="A4 landscape")) == ("Một", "Hai")


def test_a_number_on_the_first_page_is_text():
    assert read_pages(numbered("1|Một")) == ("Một\n1",)


def test_a_number_that_does_not_go_on_is_text():
    assert read_pages(numbered("|Một", "3|Hai", "2|Ba")) == ("Một", "Hai\n3", "Ba")


def test_numbers_begin_again_behind_a_page_without_one():
    pages = numbered(
        "|Một", "2|Hai", "3|Ba", "|Phụ lục I", "2|Bốn", "|Phụ lục II", "2|Năm", "3|Sáu"
    )
    assert read_pages(pages) == (
        *("Một", "Hai", "Ba", "Phụ lục I", "Bốn", "Phụ lục II", "Năm", "Sáu"),
    )


@pytest.mark.parametrize("place", ["top-left", "top-right", "bottom-center"])
def test_a_number_elsewhere_is_text(place):
    assert read_pages(numbered("|Một", "2|Hai", place=place)) == ("Một", "Hai\n2")


def test_a_number_with_words_is_text():
    assert read_pages(numbered("|Một", "2 trang|Hai")) == ("Một", "Hai\n2 trang")


# Calls of notes

SUP = '<sup style="font-size: 60%; vertical-align: 4pt; line-height: 0">{}</sup>'
ONE, TWO, THREE = (SUP.format(number) for number in (1, 2, 3))


def text_of(html: str) -> str:
    page = f'<html lang="vi"><body style="font: 14pt Liberation Serif">{html}'
    return read_text(engine.weasyprint().HTML(string=page).write_pdf())


def test_small_raised_figures_are_the_call_of_a_note():
    assert text_of(f"Một{ONE} hai{TWO}, ba") == f"Một{call(1)} hai{call(2)}, ba"


def test_figures_that_stand_beside_a_call_are_none():
    assert text_of(f"năm 2020{ONE} 15") == f"năm 2020{call(1)} 15"


def test_a_call_may_have_several_figures():
    calls = "".join(f"a{SUP.format(number)} " for number in range(1, 13))
    assert text_of(calls).split() == [f"a{call(number)}" for number in range(1, 13)]


def test_two_calls_side_by_side_are_told_apart_by_their_order():
    assert text_of(f"Một{ONE}{TWO} hai{THREE}") == f"Một{call(1)}{call(2)} hai{call(3)}"


def test_a_call_that_comes_again_is_the_same_call():
    assert text_of(f"Một{ONE} hai{TWO}<p>{ONE} Chú") == f"Một{call(1)} hai{call(2)}\n{call(1)} Chú"


def test_a_call_may_stand_alone_on_its_line():
    assert text_of(f"Một<p>{ONE}<p>hai") == f"Một\n{call(1)}\nhai"


def test_a_blank_before_a_call_is_kept():
    assert text_of(f"Một {ONE} hai") == f"Một {call(1)} hai"


def test_a_typed_small_figure_is_no_call():
    assert text_of("100 m² và 5 m³") == "100 m² và 5 m³"


@pytest.mark.parametrize(
    "style", ["font-size: 60%", "vertical-align: 3pt", "font-size: 60%; vertical-align: -3pt"]
)
def test_figures_that_are_only_small_or_only_raised_are_none(style):
    assert text_of(f'Một<span style="{style}">1</span>').replace(" ", "") == "Một1"


@pytest.mark.parametrize("number", [0, 7000])
def test_figures_that_number_no_note_are_text(number):
    assert text_of(f"Một{SUP.format(number)}") == f"Một{number}"


def test_a_call_out_of_order_is_that_call():
    assert text_of(f"Một{SUP.format(35)}") == f"Một{call(35)}"


def test_lines_end_as_python_has_them(long_pdf):
    assert "\r" not in read_text(long_pdf)


def test_a_hyphen_at_a_lines_end_keeps_its_line_end():
    assert read_pages(showing("phòng-\nchống dịch\nkiểm-\ntra")) == (
        "phòng-\nchống dịch\nkiểm-\ntra",
    )


@pytest.mark.parametrize("mark", ["\ufffe", "\u0002"])
def test_a_marked_hyphen_is_a_hyphen(mark):
    assert reader._clean(f"phòng{mark}\nchống") == "phòng-\nchống"


def test_single_letters_below_each_other_are_lines():
    assert read_pages(showing("a\nb\nc", "Mục\nI\nI\nV")) == ("a\nb\nc", "Mục\nI\nI\nV")


def test_text_is_composed():
    text = "Tiếp tục thực hiện Nghị quyết"
    assert reader._clean(unicodedata.normalize("NFD", text)) == text


def test_pages_are_joined_by_line_ends(long_pdf):
    assert read_text(long_pdf) == "\n".join(read_pages(long_pdf))


def test_an_empty_page_has_no_text():
    assert read_pages(of_pages(2)) == ("", "")


@pytest.mark.parametrize(
    "data",
    [b"", b"khong phai PDF", b"%PDF-1.7\n%%EOF\n", "PK\u0003\u0004".encode()],
    ids=["empty", "text", "head only", "zip"],
)
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(UnreadablePdfError, match="Không đọc được tệp PDF") as caught:
        read_pages(data)
    assert isinstance(caught.value, SoanthaoError)
    assert caught.value.kind is ErrorKind.INVALID


def test_a_cut_off_pdf_is_refused_or_misses_text(long_pdf):
    with pytest.raises(UnreadablePdfError):
        read_pages(long_pdf[: len(long_pdf) // 8])


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_mangled_pdf_gives_text_or_our_error(long_pdf, data):
    start = data.draw(st.integers(0, len(long_pdf)))
    stop = data.draw(st.integers(start, min(len(long_pdf), start + 2000)))
    mangled = long_pdf[:start] + data.draw(st.binary(max_size=40)) + long_pdf[stop:]
    try:
        pages = read_pages(mangled)
    except UnreadablePdfError:
        pages = ()
    assert all(isinstance(page, str) for page in pages)


def test_a_locked_pdf_is_refused(long_pdf):
    with pytest.raises(UnreadablePdfError, match="bị khóa"):
        read_pages(locked(long_pdf))


def test_a_huge_file_is_refused_before_it_is_read():
    with pytest.raises(UnreadablePdfError, match="100000001 byte, quá giới hạn"):
        read_pages(bytes(reader.MAX_BYTES + 1))


def test_a_file_of_too_many_pages_is_refused():
    with pytest.raises(UnreadablePdfError, match="2001 trang"):
        read_pages(of_pages(reader.MAX_PAGES + 1))
