"""PDF/A-3a (ISO 19005-3), as far as it can be seen without a validator: checked, not validated.

What stands here is read from the standard, with pikepdf and fontTools and nothing of ours.
"""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfua
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pdf_documents import DRAFT, LETTER, NOTICE, paragraph, printer
from pdf_rich import ADDRESSED, ASSIGNMENTS, ELECTRONIC, PAPER, rich_document

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
NS = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}
BANNED_ACTIONS = {
    "/Launch",
    "/Sound",
    "/Movie",
    "/ResetForm",
    "/ImportData",
    "/JavaScript",
    "/Hide",
}
BANNED_ACTIONS |= {"/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/SubmitForm", "/URI"}
GROUPING = {"/Document", "/Part", "/Sect", "/Div", "/Art", "/BlockQuote", "/NonStruct", "/Aside"}
KNOWN_TAGS = GROUPING | {
    *("/P", "/H", "/H1", "/H2", "/Span", "/Note", "/Lbl", "/LBody", "/L", "/LI", "/Link"),
    *(
        "/Table",
        "/TR",
        "/TH",
        "/TD",
        "/THead",
        "/TBody",
        "/TFoot",
        "/Caption",
        "/Figure",
        "/Reference",
    ),
}


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.fixture(scope="module", params=DOCUMENTS, ids=str)
def made(request):
    """One document of each kind, with its source."""
    return DOCUMENTS[request.param], printer().print(DOCUMENTS[request.param], SOURCE).data


@pytest.fixture
def pdf(made):
    with opened(made[1]) as found:
        yield found


def described(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Return the XMP packet: attributes and texts by their names."""
    root = ET.fromstring(pdf.Root.Metadata.read_bytes())
    found = {}
    for each in root.iter(f"{{{NS['rdf']}}}Description"):
        found |= each.attrib
        for element in each:
            found[element.tag] = "".join(element.itertext())
    return found


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary)
        and each.get("/Type") == "/Font"
        and "/DescendantFonts" not in each
    ]


def elements(node: pikepdf.Object):
    """Yield the elements of the structure tree, in order, each with its parent."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield node, kid
            yield from elements(kid)


def test_calls_itself_pdf_a_3a(pdf):
    found = described(pdf)

    assert found[f"{{{NS['pdfaid']}}}part"] == "3"
    assert found[f"{{{NS['pdfaid']}}}conformance"] == "A"
    assert pdf.Root.Metadata.Type == "/Metadata"
    assert pdf.Root.Metadata.Subtype == "/XML"


def test_properties_and_xmp_say_the_same_and_nothing_else(made, pdf):
    document, _ = made
    found = described(pdf)

    assert dict(pdf.docinfo).keys() == {"/Title", "/Producer"}
    assert str(pdf.docinfo["/Title"]) == document.title == found[f"{{{NS['dc']}}}title"]
    assert str(pdf.docinfo["/Producer"]) == found[f"{{{NS['pdf']}}}Producer"]
    assert len([key for key in found if "about" not in key]) == 4


def test_colours_have_an_output_intent_with_its_profile(pdf):
    (intent,) = pdf.Root.OutputIntents

    assert intent.S == "/GTS_PDFA1"
    assert str(intent.OutputConditionIdentifier)
    assert intent.DestOutputProfile.N == 3
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_pages_are_painted_in_rgb_or_grey_without_transparency(pdf):
    for page in pdf.pages:
        assert "/Group" not in page
        operators = {str(operator) for _, operator in pikepdf.parse_content_stream(page)}
        assert operators.isdisjoint({"k", "K", "sh", "BX"})
        states = page.Resources.get("/ExtGState", {})
        for state in states.values():
            assert "/TR" not in state
            assert state.get("/SMask", "/None") == "/None"
            assert float(state.get("/ca", 1)) == float(state.get("/CA", 1)) == 1


def test_each_font_is_embedded_with_its_own_widths(pdf):
    found = fonts(pdf)

    assert found
    for font in found:
        face = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        scale = 1000 / face["head"].unitsPerEm
        for glyph, width in widths(font).items():
            true = face["hmtx"][face.getGlyphName(glyph)][0] * scale
            assert abs(width - true) <= 1, (font.BaseFont, glyph)


def widths(font: pikepdf.Object) -> dict[int, float]:
    """Return the widths of a composite font's glyphs: ``[first [w w w] first last w]``."""
    found, entries = {}, list(font.W)
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            found |= {first + at: float(width) for at, width in enumerate(second)}
        else:
            width = float(entries.pop(0))
            found |= dict.fromkeys(range(first, int(second) + 1), width)
    return found


def test_each_glyph_that_is_shown_has_a_letter(pdf):
    composite = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    composite = [each for each in composite if "/DescendantFonts" in each]

    assert len(composite) == len(fonts(pdf))
    for font in composite:
        letters = font.ToUnicode.read_bytes().decode("ascii")
        known = {
            int(line.split(">")[0].strip(" <"), 16)
            for line in letters.splitlines()
            if "> <" in line
        }
        shown = set(widths(font.DescendantFonts[0]))
        assert shown <= known | {0}
        assert font.Encoding == "/Identity-H"


def test_nothing_acts_by_itself_and_nothing_is_locked(pdf):
    assert not pdf.is_encrypted
    assert "/Encrypt" not in pdf.trailer
    assert pdf.Root.keys().isdisjoint(
        {"/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Perms"}
    )
    assert "/JavaScript" not in pdf.Root.get("/Names", {})
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            assert str(each.get("/S", "")) not in BANNED_ACTIONS
            assert "/XFA" not in each
            assert each.get("/Subtype") != "/PS"
            assert "/LZWDecode" not in str(each.get("/Filter", ""))


def test_an_annotation_would_be_printed_and_seen(pdf):
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert int(annotation.F) & 0b100
            assert not int(annotation.F) & 0b100011


def test_the_text_is_tagged_in_vietnamese(pdf):
    root = pdf.Root.StructTreeRoot
    tags = [str(element.S) for _, element in elements(root)]

    assert pdf.Root.MarkInfo.Marked is True
    assert str(pdf.Root.Lang) == "vi"
    assert root.Type == "/StructTreeRoot"
    assert {"/Document", "/P"} <= set(tags) <= KNOWN_TAGS
    assert all(parent == element.P for parent, element in elements(root))


def test_each_page_finds_its_tags(pdf):
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    by_page = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    for page in pdf.pages:
        parents = by_page[int(page.StructParents)]
        marked = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        assert marked == sorted(set(marked))
        assert all("/S" in parents[number] for number in marked)


def test_what_is_not_text_is_marked_as_such(pdf):
    for page in pdf.pages:
        open_, outside = 0, []
        for _, operator in pikepdf.parse_content_stream(page):
            open_ += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            if not open_ and str(operator) in {"Tj", "TJ", "Do", "S", "f", "f*"}:
                outside.append(str(operator))
        assert not outside


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
        test_calls_itself_pdf_a_3a(pdf)
        test_colours_have_an_output_intent_with_its_profile(pdf)
        test_the_text_is_tagged_in_vietnamese(pdf)
        test_each_page_finds_its_tags(pdf)
        test_what_is_not_text_is_marked_as_such(pdf)
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


NOT_SAID = {"UA-28-004"}
"""That it is PDF/UA; nobody has validated that either."""


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
