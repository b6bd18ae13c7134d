"""A filled template says what the document says: strictly, verbatim, and nothing of another one."""

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from soanthao.errors import ErrorKind, InternalError, TemplateError
from soanthao.notice.document import Document, Paragraph, PrintedBlock
from soanthao.notice.markup import RichText, Run
from soanthao.standard import nd30, wording
from soanthao.standard.length import mm
from soanthao.word import merge
from soanthao.word.aside import read_aside
from soanthao.word.merge import compile_template
from soanthao.word.origin import add_origin
from soanthao.word.package import close_package, open_package
from soanthao.word.parts import add_parts
from soanthao.word.reader import is_data_table, read_notes, read_paragraphs
from soanthao.word.specimens import W, open_specimens, style_of
from strategies_document import FORMS, HOSTILE, documents, texts

TEMPLATES = Path(__file__).parents[2] / "templates" / "word"
DATA = {form: (TEMPLATES / f"{form}.docx").read_bytes() for form in FORMS}
COMPILED = {form: compile_template(data, f"{form}.docx") for form, data in DATA.items()}


NOTICE = Document(
    form="notice",
    title="Thông báo",
    parent=(),
    header=("ỦY BAN NHÂN DÂN", "HUYỆN LỤC NAM"),
    agency_rule=mm(20),
    number=wording.number_line(None, "TB-UBND"),
    place_date=wording.place_date("Lục Nam", 2020, 5),
    kind="THÔNG BÁO",
    subject="Kết luận Hội nghị giao ban",
    subject_rule=mm(30),
    urgency="",
    draft="",
    addressees=(),
    body=(
        Paragraph("body", RichText.plainly("1. Một việc.")),
        Paragraph("closing", RichText.plainly("Trên đây là kết luận./.")),
    ),
    recipients=(PrintedBlock("Nơi nhận:", ("- Lưu: VT.",)),),
    authority=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    signer="Nguyễn Tiến Dũng",
)
LETTER = dataclasses.replace(
    NOTICE, form="letter", kind="", subject="V/v thực hiện", addressees=("Kính gửi: UBND xã A",)
)


def render(document):
    return COMPILED[document.form].render(document)


def squashed(lines):
    return [" ".join(line.split()) for line in lines]


def body_of(data):
    return etree.fromstring(open_package(data)["word/document.xml"]).find(f"{W}body")


def styled(data, style):
    return body_of(data).xpath(
        f".//w:p[w:pPr/w:pStyle/@w:val='{style}']", namespaces={"w": W[1:-1]}
    )


def canonical(content):
    return etree.tostring(etree.fromstring(content), method="c14n")


def by_docxtpl(document):
    template = DocxTemplate(io.BytesIO(open_specimens(DATA[document.form])))
    template.render(merge.context(document), merge.ENVIRONMENT)
    buffer = io.BytesIO()
    template.save(buffer)
    return open_package(buffer.getvalue())


@given(documents())
def test_word_file_reads_as_the_document_streams(document):
    data = render(document)
    assert squashed(read_paragraphs(data)) == squashed(document.stream())
    assert squashed(read_notes(data)) == squashed(document.notes())


@settings(max_examples=30)
@given(documents())
def test_what_stands_beside_the_text_reads_as_the_document_says(document):
    title, texts = read_aside(render(document))
    assert title == document.title
    assert squashed(texts) == squashed(document.beside())


@settings(max_examples=30)
@given(documents(docxtpl_safe=True))
def test_compiled_template_equals_what_docxtpl_makes(document):
    """Notes and the first page's header and footer are not docxtpl's: see ``word.parts``."""
    ours, theirs = open_package(render(document)), by_docxtpl(document)
    add_parts(theirs, "word/document.xml", document)
    if document.form == "assignments":
        add_origin(theirs, document)
    assert sorted(ours) == sorted(theirs)
    for name, content in ours.items():
        if name in {"word/document.xml", "word/header1.xml"}:
            assert canonical(content) == canonical(theirs[name])
        elif name != merge.CORE:
            assert content == theirs[name], name


@settings(max_examples=25)
@given(documents(), documents())
def test_no_letter_holds_another_ones_text(one, other):
    first, second, third = render(one), render(other), render(one)
    assert first == third
    assert squashed(read_paragraphs(second)) == squashed(other.stream())


@pytest.mark.parametrize("form", ["notice", "letter"])
def test_a_word_of_one_letter_is_nowhere_in_the_next(form):
    secret = dataclasses.replace(
        NOTICE,
        form=form,
        title="Bímật",
        draft="Bímật",
        signer="Bímật",
        body=(Paragraph("body", RichText.plainly("Bímật")),),
    )
    plain = dataclasses.replace(NOTICE, form=form)
    render(secret)
    for content in open_package(render(plain)).values():
        assert "Bímật".encode() not in content


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("document", [NOTICE, LETTER], ids=["notice", "letter"])
def test_hostile_text_survives_verbatim_everywhere(document, text):
    filled = dataclasses.replace(
        document,
        title=text,
        parent=(text,),
        header=(text, text),
        number=text,
        place_date=text,
        kind=text if document.form == "notice" else "",
        subject=text,
        draft=text,
        addressees=(text, text, text) if document.form == "letter" else (),
        body=tuple(
            Paragraph(name, RichText.plainly(text)) for name in ("body", "heading", "closing")
        ),
        recipients=(PrintedBlock(text, (text,)),),
        authority=(text,),
        signer=text,
    )
    data = render(filled)
    assert read_paragraphs(data) == filled.stream()
    core = etree.fromstring(open_package(data)[merge.CORE])
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == text


def test_ampersand_of_hdnd_and_ubnd_is_not_lost():
    text = "Văn phòng HĐND&UBND huyện thông báo"
    filled = dataclasses.replace(NOTICE, body=(Paragraph("closing", RichText.plainly(text)),))
    assert text in read_paragraphs(render(filled))


@settings(max_examples=30)
@given(documents())
def test_no_empty_paragraph_is_left_but_lines_gaps_and_ends(document):
    root = body_of(render(document))
    tables = [table for table in root.iter(f"{W}tbl") if is_data_table(table)]
    for table in tables:
        assert table.getnext().tag == f"{W}p"
        for paragraph in table.findall(f".//{W}p"):
            paragraph.getparent().remove(paragraph)
    empty = [each for each in root.iter(f"{W}p") if not "".join(each.itertext()).strip()]
    styles = [style_of(each) for each in empty if style_of(each)]
    allowed = ["agency-rule", "motto-rule"]
    allowed += ["subject-rule"] if document.form != "letter" and document.subject else []
    has_foot = document.recipients or document.authority or document.signed or document.signer
    allowed += ["recipients"] if has_foot and not document.recipients else []
    allowed += ["signer"] if has_foot and not document.signer else []
    allowed += ["full-rule", "agency-rule"] if document.copy else []
    assert styles == allowed
    ends = max(1, len(document.annexes) + (document.copy is not None))
    above = 1 if document.notes() else 0
    assert len(empty) == above + len(styles) + len(tables) + ends


def test_an_empty_foot_leaves_no_table():
    bare = dataclasses.replace(NOTICE, recipients=(), authority=(), signer="")
    assert len(body_of(render(bare)).findall(f"{W}tbl")) == 1
    assert len(body_of(render(NOTICE)).findall(f"{W}tbl")) == 2


@settings(max_examples=20)
@given(documents())
def test_every_cell_ends_with_a_paragraph(document):
    for cell in body_of(render(document)).iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"


RUNS = [
    Run("thường "),
    Run("đậm", bold=True),
    Run("nghiêng", italic=True),
    Run("cả hai", True, True),
]


def run_styles(data, component):
    (paragraph,) = styled(data, component)
    return [
        (
            "".join(run.itertext()),
            getattr(run.find(f"{W}rPr/{W}rStyle"), "attrib", {}).get(f"{W}val"),
        )
        for run in paragraph.findall(f"{W}r")
        if "".join(run.itertext())
    ]


def test_bold_and_italic_are_character_styles():
    document = dataclasses.replace(NOTICE, body=(Paragraph("body", RichText.of(RUNS)),))
    assert run_styles(render(document), "body") == [
        ("thường ", None),
        ("đậm", "bold"),
        ("nghiêng", "italic"),
        ("cả hai", "bold-italic"),
    ]


def test_a_bold_run_does_not_toggle_a_bold_heading_off():
    document = dataclasses.replace(NOTICE, body=(Paragraph("heading", RichText.of(RUNS)),))
    assert run_styles(render(document), "heading") == [
        ("thường ", None),
        ("đậm", None),
        ("nghiêng", "italic"),
        ("cả hai", "italic"),
    ]


@pytest.mark.parametrize(
    ("style", "column"),
    [
        ("agency-rule", nd30.head_columns()[0].twips),
        ("subject-rule", nd30.PAGE.text_width.twips),
    ],
)
@pytest.mark.parametrize("length", [0, 10, 33.3, 60])
def test_lines_are_as_long_as_the_document_says_and_centred(style, column, length):
    document = dataclasses.replace(NOTICE, agency_rule=mm(length), subject_rule=mm(length))
    (paragraph,) = styled(render(document), style)
    indent = paragraph.find(f"{W}pPr/{W}ind")
    left, right = (int(indent.get(f"{W}{side}")) for side in ("left", "right"))
    assert left == right
    assert abs(column - left - right - mm(length).twips) <= 1


def test_a_line_longer_than_its_column_fills_it():
    document = dataclasses.replace(NOTICE, agency_rule=mm(400))
    (paragraph,) = styled(render(document), "agency-rule")
    assert paragraph.find(f"{W}pPr/{W}ind").get(f"{W}left") == "0"


@pytest.mark.parametrize(("key", "width"), [("hoa-toc", 30), ("thuong-khan", 40), ("khan", 20)])
def test_urgency_box_has_the_width_of_its_words(key, width):
    document = dataclasses.replace(LETTER, urgency=wording.URGENCY[key])
    (paragraph,) = styled(render(document), "urgency")
    indent = paragraph.find(f"{W}pPr/{W}ind")
    left = nd30.head_columns()[0].twips
    assert left - int(indent.get(f"{W}right")) == mm(width).twips


def test_no_urgency_leaves_no_box():
    assert styled(render(LETTER), "urgency") == []


def test_properties_hold_title_language_fixed_dates_and_nobody():
    core = etree.fromstring(open_package(render(NOTICE))[merge.CORE])
    found = {etree.QName(each).localname: each.text for each in core}
    assert found == {
        "title": "Thông báo",
        "language": "vi-VN",
        "created": "2020-03-05T00:00:00Z",
        "modified": "2020-03-05T00:00:00Z",
    }


@pytest.mark.parametrize("char", ["\t", "\n", "\a", "\f", "\r", "\x00", "\x7f", "\ufffe", "\ud800"])
@pytest.mark.parametrize("field", ["title", "number", "signer", "body", "recipients"])
def test_control_characters_are_refused(field, char):
    text = f"một{char}hai"
    value = {
        "body": (Paragraph("body", RichText.plainly(text)),),
        "recipients": (PrintedBlock("Nơi nhận:", (text,)),),
    }.get(field, text)
    with pytest.raises(InternalError, match=f"U\\+{ord(char):04X}"):
        render(dataclasses.replace(NOTICE, **{field: value}))


def with_text(old, new):
    members = open_package(DATA["notice"])
    xml = members["word/document.xml"].decode()
    assert old in xml
    members["word/document.xml"] = xml.replace(old, new).encode()
    return close_package(members)


def paragraph_of(data, text):
    """Return the 1-based number of the paragraph of the template that holds *text*."""
    found = ["".join(each.itertext()) for each in body_of(data).iter(f"{W}p")]
    return found.index(text) + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ number }}", "{{ number }"),
        ("{{ number }}", "{{ number | no_filter }}"),
        ("{{ number }}", "{% if number is no_test %}x{% endif %}"),
        ("{{ number }}", "{{ number }} {%p if number %}"),
        ("{{ number }}", "{{ sigmer }}"),
        ("{{ kind }}", "{{ kind.( }}"),
        ("{%p for line in authority %}", "{%p for lime authority %}"),
    ],
)
def test_a_broken_tag_is_reported_with_part_paragraph_and_nearby_text(old, new):
    data = with_text(old, new)
    with pytest.raises(TemplateError) as caught:
        compile_template(data, "cua-toi.docx")
    message = str(caught.value)
    assert "cua-toi.docx" in message
    assert "word/document.xml" in message
    assert f"đoạn {paragraph_of(data, new)}, gần “{new}”" in message
    assert caught.value.kind is ErrorKind.TEMPLATE


def test_a_tag_that_opens_in_a_cell_and_closes_elsewhere_is_a_fault_of_the_template():
    members = open_package(DATA["notice"])
    xml = members["word/document.xml"].decode()
    xml = xml.replace("{{ number }}", "{% if draft %}").replace("{{ kind }}", "{% endif %}")
    members["word/document.xml"] = xml.encode()
    template = compile_template(close_package(members), "cua-toi.docx")
    with pytest.raises(TemplateError, match="không còn là tệp Word"):
        template.render(NOTICE)


@pytest.mark.parametrize("tag", ["{{ title }}", "{% if title %}"])
def test_a_tag_in_the_header_is_refused_as_it_would_not_be_filled(tag):
    members = open_package(DATA["notice"])
    xml = members["word/header1.xml"].decode()
    members["word/header1.xml"] = xml.replace(">2<", f">{tag}<").encode()
    with pytest.raises(TemplateError, match=r"word/header1\.xml") as caught:
        compile_template(close_package(members), "cua-toi.docx")
    assert tag in str(caught.value)


@pytest.mark.parametrize("tag", ["{{ lipsum() }}", "{{ range(9) }}", "{{ signer | random }}"])
def test_templates_have_no_dice(tag):
    with pytest.raises(TemplateError, match="đoạn"):
        compile_template(with_text("{{ signer }}", tag), "cua-toi.docx")


def test_a_loop_that_is_not_closed_is_a_broken_template():
    data = with_text("{%p endfor %}", "")
    with pytest.raises(TemplateError, match=r"notice\.docx"):
        compile_template(data, "notice.docx")


def test_an_attribute_that_no_document_has_is_reported_when_it_is_filled():
    data = with_text("{{ block.heading }}", "{{ block.hedaing }}")
    template = compile_template(data, "cua-toi.docx")
    with pytest.raises(TemplateError) as caught:
        template.render(NOTICE)
    assert f"đoạn {paragraph_of(data, '{{ block.hedaing }}')}" in str(caught.value)
    assert "hedaing" in str(caught.value)


@pytest.mark.parametrize(
    "tag", ["{{ signer.__class__.__mro__ }}", "{{ signer / 2 }}", "{{ 1 / 0 }}"]
)
def test_what_a_template_may_not_do_is_its_fault(tag):
    template = compile_template(with_text("{{ signer }}", tag), "cua-toi.docx")
    with pytest.raises(TemplateError, match="đoạn"):
        template.render(NOTICE)


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", DATA["notice"][:900]])
def test_what_is_no_word_file_is_a_broken_template(data):
    with pytest.raises(TemplateError, match="cua-toi"):
        compile_template(data, "cua-toi.docx")


@pytest.mark.parametrize("body", ["", "<w:body/>"])
def test_a_template_without_a_body_is_broken(body):
    members = open_package(DATA["notice"])
    xml = f'<w:document xmlns:w="{W[1:-1]}">{body}</w:document>'
    members["word/document.xml"] = xml.encode()
    with pytest.raises(TemplateError, match="cua-toi"):
        compile_template(close_package(members), "cua-toi.docx")


def test_braces_that_a_template_writes_as_text_are_printed():
    data = with_text("{{ signer }}", "{_{ signer }_} {_% %_}")
    printed = read_paragraphs(compile_template(data, "m").render(NOTICE))
    assert "{{ signer }} {% %}" in printed


def test_tags_that_word_cut_into_runs_still_work():
    cut = '{{</w:t></w:r><w:r><w:t xml:space="preserve"> signer </w:t></w:r><w:r><w:t>}}'
    printed = read_paragraphs(compile_template(with_text("{{ signer }}", cut), "m").render(NOTICE))
    assert NOTICE.signer in printed


def test_a_template_without_specimen_indents_or_widths_is_filled_all_the_same():
    members = open_package(DATA["notice"])
    root = etree.fromstring(members["word/document.xml"])
    space = {"w": W[1:-1]}
    (line,) = root.xpath("//w:p[w:pPr/w:pStyle/@w:val='agency-rule']/w:pPr/w:ind", namespaces=space)
    line.getparent().remove(line)
    for each in root.xpath("//w:sectPr/w:pgMar | //w:tcPr/w:tcW", namespaces=space):
        each.getparent().remove(each)
    members["word/document.xml"] = etree.tostring(root)
    data = compile_template(close_package(members), "m").render(NOTICE)
    assert squashed(read_paragraphs(data)) == squashed(NOTICE.stream())
    (line,) = styled(data, "subject-rule")
    indent = int(line.find(f"{W}pPr/{W}ind").get(f"{W}left"))
    assert abs(nd30.PAGE.text_width.twips - 2 * indent - mm(30).twips) <= 1


def test_a_column_of_relative_width_counts_as_the_text_area():
    data = with_text('<w:tcW w:w="3648" w:type="dxa"/>', '<w:tcW w:w="39%" w:type="pct"/>')
    (line,) = styled(compile_template(data, "m").render(NOTICE), "agency-rule")
    indent = int(line.find(f"{W}pPr/{W}ind").get(f"{W}left"))
    assert abs(nd30.PAGE.text_width.twips - 2 * indent - NOTICE.agency_rule.twips) <= 1


def test_a_template_without_properties_gets_none():
    members = open_package(DATA["notice"])
    del members[merge.CORE]
    filled = compile_template(close_package(members), "m").render(NOTICE)
    assert merge.CORE not in open_package(filled)


@settings(max_examples=10)
@given(texts(), st.integers(0, 10**6))
def test_equal_documents_give_equal_bytes(text, length):
    document = dataclasses.replace(NOTICE, subject=text, subject_rule=mm(length / 10**5))
    again = dataclasses.replace(document)
    assert render(document) == compile_template(DATA["notice"], "m").render(again)


def test_zip_has_no_name_twice_and_no_time_of_day():
    with zipfile.ZipFile(io.BytesIO(render(NOTICE))) as archive:
        entries = archive.infolist()
    assert len({entry.filename for entry in entries}) == len(entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
