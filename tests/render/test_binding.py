"""All letters in one PDF: what the bound file calls itself."""

import io
from functools import cache

import pikepdf

from plain_notice import LUC_NAM
from soanthao.pdf.printer import Printer
from soanthao.render.binding import bind
from soanthao.services.planning import make_plan


@cache
def one_page() -> bytes:
    job = make_plan(LUC_NAM).jobs[1]
    return Printer(job.templates.root).print(job.document, job.source).data


def test_the_bound_file_has_a_title():
    bound = bind("letters.pdf", [("UBND xã Một", one_page()), ("UBND xã Hai", one_page())])
    with pikepdf.open(io.BytesIO(bound.data)) as pdf:
        assert pdf.docinfo["/Title"] == "Các văn bản gửi đơn vị"


def test_the_same_letters_give_the_same_bytes():
    letters = [("UBND xã Một", one_page())]
    assert bind("letters.pdf", letters) == bind("letters.pdf", letters)


def test_the_bound_file_is_fit_for_the_archive_and_carries_no_source():
    bound = bind("letters.pdf", [("UBND xã Một", one_page()), ("UBND xã Hai", one_page())])

    assert bound.proof.holds
    with pikepdf.open(io.BytesIO(bound.data)) as pdf:
        assert not list(pdf.attachments)
