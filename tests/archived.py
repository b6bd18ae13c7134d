"""What PDF/A-3a demands of a file, asked of any PDF: each check fails where the file is not so."""

import io
import xml.etree.ElementTree as ET

import pikepdf
from fontTools.ttLib import TTFont

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


def calls_itself_pdf_a_3a(pdf: pikepdf.Pdf) -> None:
    found = described(pdf)

    assert found[f"{{{NS['pdfaid']}}}part"] == "3"
    assert found[f"{{{NS['pdfaid']}}}conformance"] == "A"
    assert pdf.Root.Metadata.Type == "/Metadata"
    assert pdf.Root.Metadata.Subtype == "/XML"


def colours_have_an_output_intent_with_its_profile(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents

    assert intent.S == "/GTS_PDFA1"
    assert str(intent.OutputConditionIdentifier)
    assert intent.DestOutputProfile.N == 3
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def pages_are_painted_in_rgb_or_grey_without_transparency(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        assert "/Group" not in page
        operators = {str(operator) for _, operator in pikepdf.parse_content_stream(page)}
        assert operators.isdisjoint({"k", "K", "sh", "BX"})
        states = page.Resources.get("/ExtGState", {})
        for state in states.values():
            assert "/TR" not in state
            assert state.get("/SMask", "/None") == "/None"
            assert float(state.get("/ca", 1)) == float(state.get("/CA", 1)) == 1


def each_font_is_embedded_with_its_own_widths(pdf: pikepdf.Pdf) -> None:
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


def each_glyph_that_is_shown_has_a_letter(pdf: pikepdf.Pdf) -> None:
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


def nothing_acts_by_itself_and_nothing_is_locked(pdf: pikepdf.Pdf) -> None:
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


def an_annotation_would_be_printed_and_seen(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            assert int(annotation.F) & 0b100
            assert not int(annotation.F) & 0b100011


def the_text_is_tagged_in_vietnamese(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot
    tags = [str(element.S) for _, element in elements(root)]

    assert pdf.Root.MarkInfo.Marked is True
    assert str(pdf.Root.Lang) == "vi"
    assert root.Type == "/StructTreeRoot"
    assert {"/Document", "/P"} <= set(tags) <= KNOWN_TAGS
    assert all(parent == element.P for parent, element in elements(root))


def each_page_finds_its_tags(pdf: pikepdf.Pdf) -> None:
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


def what_is_not_text_is_marked_as_such(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        open_, outside = 0, []
        for _, operator in pikepdf.parse_content_stream(page):
            open_ += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            if not open_ and str(operator) in {"Tj", "TJ", "Do", "S", "f", "f*"}:
                outside.append(str(operator))
        assert not outside


CHECKS = (
    calls_itself_pdf_a_3a,
    colours_have_an_output_intent_with_its_profile,
    pages_are_painted_in_rgb_or_grey_without_transparency,
    each_font_is_embedded_with_its_own_widths,
    each_glyph_that_is_shown_has_a_letter,
    nothing_acts_by_itself_and_nothing_is_locked,
    an_annotation_would_be_printed_and_seen,
    the_text_is_tagged_in_vietnamese,
    each_page_finds_its_tags,
    what_is_not_text_is_marked_as_such,
)
"""Each takes an open PDF."""

NOT_SAID = {"UA-28-004"}
"""That it is PDF/UA; nobody has validated that either."""
