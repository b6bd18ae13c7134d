import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pdf_documents import DRAFT, LETTER, NOTICE, paragraph, printer, with_body

from soanthao.errors import ErrorKind
from soanthao.pdf.aside import read_aside
from soanthao.pdf.binder import UnboundError, bind
from soanthao.pdf.fonts import checked_fonts
from soanthao.pdf.reader import read_pages

LONG = with_body(LETTER, *[paragraph("Thực hiện nhiệm vụ được giao. " * 60)] * 3, LETTER.body[-1])
TITLES = ("Xã Chu Điện", "Phòng “Tài chính” & KH", "Xã Đông Hưng")


@pytest.fixture(scope="module")
def letters():
    return [
        (title, printer().print(document).data)
        for title, document in zip(TITLES, (LETTER, LONG, DRAFT), strict=True)
    ]


@pytest.fixture(scope="module")
def bound(letters):
    return bind(iter(letters), "Công văn trình ký")


def test_all_pages_stand_in_one_file_in_order(letters, bound):
    pages = [page for _, data in letters for page in data_pages(data)]
    assert data_pages(bound) == pages
    assert len(pages) > len(letters)


def data_pages(data):
    """Pages without their numbers, which go on from one letter's page to the next."""
    return [page.replace("\n2", "").replace("\n3", "") for page in read_pages(data)]


def test_every_document_has_one_bookmark_at_its_first_page(letters, bound):
    with pikepdf.open(io.BytesIO(bound)) as pdf, pdf.open_outline() as outline:
        marks = [(item.title, item.children) for item in outline.root]
        starts = [pdf.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]
    firsts, count = [], 0
    for _, data in letters:
        firsts.append(count)
        count += len(read_pages(data))
    assert marks == [(title, []) for title in TITLES]
    assert starts == firsts


def test_the_file_has_its_own_title_and_nothing_beside_its_pages(bound):
    assert read_aside(bound) == ("Công văn trình ký", ())


def test_the_fonts_go_along(bound):
    assert checked_fonts(bound) == checked_fonts(printer().print(NOTICE).data)


def test_attachments_and_annotations_of_a_document_are_left_out(letters):
    with pikepdf.open(io.BytesIO(letters[0][1])) as pdf:
        pdf.attachments["bí mật.txt"] = b"x"
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0] * 4)
        pdf.pages[0].Annots = pdf.make_indirect([note])
        out = io.BytesIO()
        pdf.save(out)
    assert read_aside(out.getvalue())[1]
    assert read_aside(bind([("Một", out.getvalue())], "Tất cả")) == ("Tất cả", ())


def test_the_same_documents_give_the_same_bytes(letters, bound):
    assert bind(letters, "Công văn trình ký") == bound
    assert bind(reversed(letters), "Công văn trình ký") != bound


SCRIPT = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from pdf_documents import LETTER, NOTICE, printer
from soanthao.pdf.binder import bind
letters = [(each.title, printer().print(each).data) for each in (NOTICE, LETTER)]
print(hashlib.sha256(bind(letters, "Tất cả")).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_process():
    script = SCRIPT.format(tests=str(Path(__file__).parent))
    hashes = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    }
    assert len(hashes) == 1


@pytest.mark.parametrize("data", [b"", b"khong phai PDF", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_refused_by_its_title(letters, data):
    with pytest.raises(UnboundError, match="“Xã hỏng”") as caught:
        bind([*letters, ("Xã hỏng", data)], "a")
    assert caught.value.kind is ErrorKind.INVALID


def test_nothing_makes_no_file():
    with pytest.raises(UnboundError, match="Không có văn bản nào"):
        bind([], "a")


def test_a_pdf_without_tags_is_refused_by_its_title(letters):
    with pikepdf.open(io.BytesIO(letters[0][1])) as pdf:
        del pdf.Root.StructTreeRoot
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(UnboundError, match=r"“Xã không thẻ”.*PDF/A-3a"):
        bind([*letters, ("Xã không thẻ", out.getvalue())], "a")
