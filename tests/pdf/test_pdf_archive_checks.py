"""PDF/A-3a (ISO 19005-3), as far as it can be seen without a validator: checked, not validated.

What stands here is read from the standard, with pikepdf and fontTools and nothing of ours.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfua
import pytest
from pdf_documents import DRAFT, LETTER, NOTICE, paragraph, printer
from pdf_rich import ADDRESSED, ASSIGNMENTS, ELECTRONIC, PAPER, rich_document

from archived import CHECKS, NOT_SAID, NS, described, elements, opened
from soanthao.pdf.archive_checks import flaws
from soanthao.pdf.attached import Attached
from soanthao.pdf.binder import bind

SOURCE = Attached(
    "letter.yaml", "schema: soanthao/letter/1\nkính gửi: ế\n".encode(), date(2020, 5, 28)
)
DOCUMENTS = {
    "notice": NOTICE,
    "draft": DRAFT,
    "letter": LETTER,
    "letter-with-address": ADDRESSED,
    "letter-bold-and-italic": replace(
        LETTER, body=(*LETTER.body, paragraph("**đậm** *nghiêng* ***cả hai***^[chú *thích*]"))
    ),
    "extract-on-paper": PAPER,
    "extract-electronic": ELECTRONIC,
    "assignments": ASSIGNMENTS,
    "tables-notes-annexes": rich_document(3),
}


@pytest.fixture(scope="module", params=DOCUMENTS, ids=str)
def made(request):
    """One document of each kind, with its source."""
    return DOCUMENTS[request.param], printer().print(DOCUMENTS[request.param], SOURCE).data


@pytest.fixture
def pdf(made):
    with opened(made[1]) as found:
        yield found


@pytest.mark.parametrize("check", CHECKS)
def test_a_document_is_fit_for_the_archive(pdf, check):
    check(pdf)


def test_properties_and_xmp_say_the_same_and_nothing_else(made, pdf):
    document, _ = made
    found = described(pdf)

    assert dict(pdf.docinfo).keys() == {"/Title", "/Producer"}
    assert str(pdf.docinfo["/Title"]) == document.title == found[f"{{{NS['dc']}}}title"]
    assert str(pdf.docinfo["/Producer"]) == found[f"{{{NS['pdf']}}}Producer"]
    assert len([key for key in found if "about" not in key]) == 4


def test_the_source_is_attached_as_the_source(pdf):
    assert list(pdf.attachments) == ["letter.yaml"]
    file = pdf.attachments["letter.yaml"]
    (associated,) = pdf.Root.AF

    assert associated == file.obj
    assert file.obj.AFRelationship == "/Source"
    assert str(file.obj.F) == str(file.obj.UF) == "letter.yaml"
    stream = file.obj.EF.F
    assert stream.read_bytes() == SOURCE.data
    assert stream.Subtype == "/application/yaml"
    assert int(stream.Params.Size) == len(SOURCE.data)
    assert bytes(stream.Params.CheckSum) == hashlib.md5(SOURCE.data).digest()
    assert str(stream.Params.ModDate) == str(stream.Params.CreationDate) == "D:20200528000000Z"


@pytest.fixture(scope="module")
def bound():
    """Several documents in one file, tables, notes and annexes among them."""
    names = ("letter", "tables-notes-annexes", "letter-bold-and-italic", "assignments")
    letters = [(name, printer().print(DOCUMENTS[name], SOURCE).data) for name in names]
    return bind(letters, "Các văn bản <gửi> & đơn vị")


def test_documents_bound_into_one_file_are_fit_for_the_archive_too(bound):
    assert flaws(bound) == ()
    document = replace(LETTER, title="Các văn bản <gửi> & đơn vị")
    with opened(bound) as pdf:
        assert dict(pdf.docinfo).keys() == {"/Title"}
        assert described(pdf)[f"{{{NS['dc']}}}title"].strip() == document.title
        for check in CHECKS:
            check(pdf)
        assert not list(pdf.attachments)


def test_tags_of_a_bound_file_name_pages_that_are_in_it(bound):
    with opened(bound) as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        found = list(elements(pdf.Root.StructTreeRoot))
        assert {each.Pg.objgen for _, each in found if "/Pg" in each} == pages
        names = [str(each.ID) for _, each in found if "/ID" in each]
        assert names
        assert len(names) == len(set(names))
        for _, each in found:
            if "/A" in each and "/Headers" in each.A:
                assert {str(name) for name in each.A.Headers} <= set(names)


def test_without_a_source_nothing_is_attached():
    with opened(printer().print(LETTER).data) as pdf:
        assert not list(pdf.attachments)
        assert "/AF" not in pdf.Root


@pytest.mark.parametrize(
    ("program", "arguments", "expected"),
    [
        ("qpdf", ("--check",), "No syntax or stream encoding errors found"),
        ("pdfsig", (), "does not contain any signatures"),
        ("pdfinfo", (), "Tagged:          yes"),
    ],
)
def test_other_programs_find_no_fault(made, tmp_path, program, arguments, expected):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    path = tmp_path / "a.pdf"
    path.write_bytes(made[1])
    run = subprocess.run([program, *arguments, path], capture_output=True, text=True, check=False)

    assert expected in run.stdout + run.stderr


def test_a_checker_of_tags_finds_no_fault(made, bound, tmp_path):
    for data in (made[1], bound):
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        found = {(each.rule_id, each.message) for each in pdfua.validate(path).findings}

        assert {each for each in found if each[0] not in NOT_SAID} == set()


SCRIPT = """
import hashlib, sys
sys.path[:0] = [{tests!r}]
from datetime import date
from pdf_documents import LETTER, printer
from soanthao.pdf.archive_checks import flaws
from soanthao.pdf.attached import Attached
from soanthao.pdf.binder import bind
data = printer().print(LETTER, Attached("letter.yaml", b"a: 1", date(2020, 5, 28))).data
print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_bytes_in_every_process():
    here = printer().print(LETTER, Attached("letter.yaml", b"a: 1", date(2020, 5, 28))).data
    script = SCRIPT.format(tests=str(Path(__file__).parent))
    environment = os.environ | {"TZ": "America/Adak", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == hashlib.sha256(here).hexdigest()
