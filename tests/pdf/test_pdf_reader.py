import io
import unicodedata

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_documents import NOTICE, paragraph, printer, with_body

from soanthao.errors import ErrorKind, SoanthaoError
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


def test_a_number_that_ends_a_page_is_taken_off_once():
    assert read_pages(showing("Một", "Mục\n2\n2")) == ("Một", "Mục\n2")


def test_a_number_at_the_head_is_taken_off_where_none_is_at_the_foot():
    assert read_pages(showing("Một", "2\nMục")) == ("Một", "Mục")


def test_a_number_on_the_first_page_is_text():
    assert read_pages(showing("1\nMục\n1")) == ("1\nMục\n1",)


def test_another_number_is_text():
    assert read_pages(showing("Một", "3\nMục\n3")) == ("Một", "3\nMục\n3")


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
