"""Each thing that the checks of an archive look at, broken once."""

import io
from datetime import date

import pikepdf
import pytest
from pdf_documents import LETTER, NOTICE, printer
from pikepdf import Array, Dictionary, Name, String

from soanthao.pdf.archive_checks import flaws
from soanthao.pdf.aside import read_aside
from soanthao.pdf.attached import Attached, as_made, read_attached
from soanthao.pdf.properties import properties
from soanthao.pdf.reader import UnreadablePdfError

MADE = (
    b"schema: soanthao/letter/1\nletter: a\nrendered:\n  soanthao: 1.0\n  fonts: Liberation Serif\n"
)
SOURCE = Attached("letter.yaml", MADE, date(2020, 5, 28))


@pytest.fixture(scope="module")
def sound():
    return printer().print(LETTER, SOURCE).data


def changed(data, change) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def xmp(old: str, new: str):
    def change(pdf):
        text = pdf.Root.Metadata.read_bytes().decode()
        assert old in text
        pdf.Root.Metadata.write(text.replace(old, new).encode())

    return change


def of_file(change):
    return lambda pdf: change(pdf.attachments["letter.yaml"].obj)


def annotated(flags: int):
    def change(pdf):
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0] * 4, F=flags)
        pdf.pages[0].Annots = pdf.make_indirect(Array([note]))

    return change


def put(key: str, value):
    return lambda pdf: pdf.Root.__setitem__(key, value)


def drop(key: str):
    return lambda pdf: pdf.Root.__delitem__(key)


def hidden_file(pdf):
    stream = pdf.make_stream(b"x", Type=Name.EmbeddedFile)
    return pdf.make_indirect(Dictionary(Type=Name.Filespec, EF=Dictionary(F=stream)))


def first_font(pdf):
    return next(
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and "/DescendantFonts" in each
    )


BROKEN = {
    "part": (xmp('pdfaid:part="3"', 'pdfaid:part="2"'), "không ghi là PDF/A-3a"),
    "level": (xmp('conformance="A"', 'conformance="B"'), "không ghi là PDF/A-3a"),
    "title": (lambda pdf: pdf.docinfo.__setitem__("/Title", "khác"), "tên tài liệu trong XMP"),
    "producer": (lambda pdf: pdf.docinfo.__setitem__("/Producer", "x"), "tên chương trình"),
    "no-xmp": (drop("/Metadata"), "không ghi là PDF/A-3a"),
    "unmarked": (drop("/MarkInfo"), "cây thẻ"),
    "marked-false": (put("/MarkInfo", Dictionary(Marked=False)), "cây thẻ"),
    "no-tree": (drop("/StructTreeRoot"), "cây thẻ"),
    "empty-tree": (put("/StructTreeRoot", Dictionary()), "cây thẻ"),
    "language": (put("/Lang", String("en")), "tiếng Việt"),
    "page": (lambda pdf: pdf.pages[0].__delitem__("/StructParents"), "trang không nằm"),
    "no-intent": (drop("/OutputIntents"), "hồ sơ màu"),
    "no-profile": (
        lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),
        "hồ sơ màu",
    ),
    "group": (
        lambda pdf: pdf.pages[0].__setitem__("/Group", Dictionary(S=Name.Transparency)),
        "trong suốt",
    ),
    "opens": (put("/OpenAction", Dictionary(S=Name.GoTo)), "tự chạy hoặc biểu mẫu /OpenAction"),
    "form": (put("/AcroForm", Dictionary(Fields=[])), "tự chạy hoặc biểu mẫu /AcroForm"),
    "script": (
        lambda pdf: pdf.Root.Names.__setitem__("/JavaScript", Dictionary(Names=[])),
        "tự chạy",
    ),
    "action": (
        lambda pdf: put("/Hidden", pdf.make_indirect(Dictionary(S=Name.Launch)))(pdf),
        "có lệnh /Launch",
    ),
    "no-letters": (lambda pdf: first_font(pdf).__delitem__("/ToUnicode"), "chép được thành chữ"),
    "unprinted": (annotated(0), "không in ra được"),
    "hidden": (annotated(0b110), "không in ra được"),
    "no-relation": (of_file(lambda file: file.__delitem__("/AFRelationship")), "thiếu loại"),
    "no-type": (of_file(lambda file: file.EF.F.__delitem__("/Subtype")), "thiếu loại"),
    "no-date": (of_file(lambda file: file.EF.F.Params.__delitem__("/ModDate")), "thiếu loại"),
    "only-associated": (lambda pdf: pdf.Root.AF.append(hidden_file(pdf)), "không tên"),
    "of-a-page": (
        lambda pdf: pdf.pages[0].__setitem__("/AF", Array([pdf.Root.AF[0]])),
        "không tên",
    ),
    "nowhere": (lambda pdf: put("/Hidden", hidden_file(pdf))(pdf), "không tên"),
    "loose": (drop("/AF"), "không gắn"),
    "twice": (lambda pdf: pdf.Root.AF.append(pdf.Root.AF[0]), "không gắn"),
}
BROKEN["alpha"] = (
    lambda pdf: put("/Hidden", pdf.make_indirect(Dictionary(Type=Name.ExtGState, ca=0.5)))(pdf),
    "trong suốt",
)
BROKEN["mask"] = (
    lambda pdf: put(
        "/Hidden", pdf.make_indirect(Dictionary(Type=Name.ExtGState, SMask=Dictionary()))
    )(pdf),
    "trong suốt",
)


def test_what_is_printed_has_no_flaw(sound):
    assert flaws(sound) == ()
    assert read_aside(sound, SOURCE) == (LETTER.title, ())


@pytest.mark.parametrize(("change", "flaw"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_named(sound, change, flaw):
    assert flaw in " ".join(flaws(changed(sound, change)))


def test_a_locked_file_is_named(sound):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user=""))

    assert "tệp bị khóa" in flaws(out.getvalue())


@pytest.mark.parametrize("ask", [flaws, read_attached])
def test_what_is_no_pdf_is_refused(ask):
    with pytest.raises(UnreadablePdfError):
        ask(b"khong phai PDF")


def test_a_structure_of_another_kind_is_refused(sound):
    with pytest.raises(UnreadablePdfError):
        flaws(changed(sound, put("/OutputIntents", Array([Array([])]))))


@pytest.mark.parametrize("ask", [read_attached, read_aside])
def test_a_file_of_another_kind_is_refused(sound, ask):
    def change(file):
        file.EF.F = Array([])
        file.EF.Params = Array([])

    broken = changed(sound, put("/Metadata", Array([])))
    broken = changed(broken, of_file(change))
    with pytest.raises(UnreadablePdfError):
        ask(broken)


# Nothing hides in the XMP packet


@pytest.mark.parametrize(
    ("old", "new", "hidden"),
    [
        ("</rdf:RDF>", "<!-- giấu --></rdf:RDF>", "phần lạ"),
        ("</rdf:RDF>", "<?giấu?></rdf:RDF>", "phần lạ"),
        ("<x:xmpmeta", "<!DOCTYPE x [<!ENTITY a 'b'>]><x:xmpmeta", "phần lạ"),
        ("</rdf:RDF>", "<giấu/></rdf:RDF>", "phần lạ giấu"),
        ("</rdf:RDF>", "giấu</rdf:RDF>", "giấu"),
        ("</rdf:Alt>", "<rdf:li>giấu</rdf:li></rdf:Alt>", "giấu"),
        ('pdfaid:part="3"', 'pdfaid:part="3" rdf:giấu="x"', "giấu: x"),
        ('rdf:about=""', 'rdf:about="giấu"', "giấu"),
        ('xml:lang="x-default"', 'xml:lang="giấu"', "giấu"),
        ('pdf:Producer="', 'pdfaid:part="giấu" pdf:Producer="', "giấu"),
        ("</rdf:RDF>", "", "không đọc được"),
        ("</rdf:RDF>", " " * 100_000 + "</rdf:RDF>", "phần lạ"),
    ],
)
def test_what_hides_in_the_xmp_packet_is_seen(sound, old, new, hidden):
    _, texts = read_aside(changed(sound, xmp(old, new)), SOURCE)

    assert hidden in " ".join(texts)


def test_a_file_without_xmp_says_nothing():
    with pikepdf.new() as pdf:
        assert properties(pdf).part == properties(pdf).title == ""


# What is attached


def test_the_source_is_read_back(sound):
    assert read_attached(sound) == (SOURCE,)
    assert read_attached(printer().print(NOTICE).data) == ()


@pytest.mark.parametrize(
    "other",
    [
        None,
        Attached("conclusion.yaml", MADE, SOURCE.day),
        Attached("letter.yaml", MADE + b"#", SOURCE.day),
        Attached("letter.yaml", MADE, date(2020, 5, 29)),
    ],
)
def test_any_other_file_than_the_source_is_something_else(sound, other):
    assert read_aside(sound, other)[1] == ("tệp kèm letter.yaml",)


@pytest.mark.parametrize(
    "change",
    [
        of_file(lambda file: file.__setitem__("/AFRelationship", Name.Data)),
        of_file(lambda file: file.__setitem__("/Desc", String("giấu"))),
        of_file(lambda file: file.__setitem__("/Giau", String("giấu"))),
        of_file(lambda file: file.__setitem__("/UF", String("khác.yaml"))),
        of_file(lambda file: file.EF.F.__setitem__("/Subtype", Name("/text/plain"))),
        of_file(lambda file: file.EF.F.__delitem__("/Params")),
        of_file(lambda file: file.EF.F.Params.__setitem__("/ModDate", String("D:2020"))),
        of_file(
            lambda file: file.EF.F.Params.__setitem__("/CreationDate", String("D:20200529000000Z"))
        ),
        lambda pdf: pdf.attachments.__setitem__("bí mật.txt", b"x"),
    ],
)
def test_a_source_that_is_attached_otherwise_is_something_else(sound, change):
    assert read_aside(changed(sound, change), SOURCE)[1]


@pytest.mark.parametrize("month", ["13", "00"])
def test_a_day_that_is_none_is_no_source(sound, month):
    def change(file):
        for key in ("/ModDate", "/CreationDate"):
            file.EF.F.Params[key] = String(f"D:2020{month}28000000Z")

    assert read_attached(changed(sound, of_file(change))) == ()


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        (MADE.replace(b"1.0", b"2.0"), True),
        (MADE.replace(b"letter: a", b"letter: b"), False),
        (b"letter: a\n", False),
    ],
)
def test_another_version_may_have_made_the_same_source(sound, wanted, is_found):
    asked = Attached("letter.yaml", wanted, SOURCE.day)

    assert as_made(asked, sound) == (SOURCE if is_found else asked)
    assert as_made(None, sound) is None


def test_nothing_else_may_stand_where_the_version_stands():
    more = Attached("letter.yaml", MADE + b"giau:\n  a: b\n", SOURCE.day)

    assert as_made(SOURCE, printer().print(LETTER, more).data) == SOURCE
