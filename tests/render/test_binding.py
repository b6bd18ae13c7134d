"""All letters in one PDF: what the bound file calls itself."""

import io

import pikepdf

from soanthao.render.binding import bind


def one_page() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def test_the_bound_file_has_a_title():
    bound = bind("letters.pdf", [("UBND xã Một", one_page()), ("UBND xã Hai", one_page())])
    with pikepdf.open(io.BytesIO(bound.data)) as pdf:
        assert pdf.docinfo["/Title"] == "Các văn bản gửi đơn vị"


def test_the_same_letters_give_the_same_bytes():
    letters = [("UBND xã Một", one_page())]
    assert bind("letters.pdf", letters) == bind("letters.pdf", letters)
