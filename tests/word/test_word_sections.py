"""Templates that are not the program's own: other pages, headers, notes of their own."""

import dataclasses
import io
import re
from collections import Counter

import docx
import pytest
from lxml import etree
from word_documents import EXTRACT, LETTER, NOTICE, render

from soanthao.errors import TemplateError
from soanthao.standard import metrics, wording
from soanthao.standard.length import pt
from soanthao.word.aside import read_aside
from soanthao.word.merge import compile_template
from soanthao.word.package import close_package, open_package
from soanthao.word.reader import W, read_notes, read_paragraphs
from soanthao.word.stamp import stamp

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN, LINKS = "word/document.xml", "word/_rels/document.xml.rels"
MARKED = dataclasses.replace(NOTICE, copy_mark="TRÍCH SAO; A", address=LETTER.address)
PLAIN = dataclasses.replace(NOTICE, annexes=())
HEADER = (
    '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:p><w:r><w:t>Biểu trưng</w:t></w:r></w:p></w:hdr>"
)
PAGE = re.compile(r"<w:sectPr>(?=<w:headerReference).*?</w:sectPr>", re.S)


def changed(**parts):
    """Return the notice's template with changed parts; a value of None takes one away."""
    members = open_package(stamp("notice"))
    for name, change in parts.items():
        if change is None:
            del members[name]
        else:
            members[name] = change(members.get(name, b"").decode()).encode()
    return close_package(members)


def filled(document, **parts):
    return compile_template(changed(**parts), "cua-toi.docx").render(document)


def sections(data):
    return list(etree.fromstring(open_package(data)[MAIN]).iter(f"{W}sectPr"))


def first(data):
    """Return for each section the part of its first page's header, or None."""
    members = open_package(data)
    links = {each.get("Id"): each.get("Target") for each in etree.fromstring(members[LINKS])}
    found = []
    for section in sections(data):
        ids = [
            each.get(f"{R}id")
            for each in section.findall(f"{W}headerReference")
            if each.get(f"{W}type") == "first"
        ]
        assert len(ids) < 2
        found.append(links[ids[0]].removeprefix("/word/") if ids else None)
    return found


def reads(document, data):
    assert [" ".join(each.split()) for each in read_paragraphs(data)] == [
        " ".join(each.split()) for each in document.stream()
    ]
    assert read_notes(data) == document.notes()


def sound(data):
    """Hold that Word can open the file: no link twice, no type twice, every link's part there."""
    members = open_package(data)
    links = etree.fromstring(members[LINKS])
    assert max(Counter(each.get("Id") for each in links).values()) == 1
    types = etree.fromstring(members["[Content_Types].xml"])
    typed = Counter(each.get("PartName") or each.get("Extension") for each in types)
    assert max(typed.values()) == 1
    linked = Counter((each.get("Type"), each.get("Target").split("/")[-1]) for each in links)
    assert max(linked.values()) == 1
    for each in links:
        target = each.get("Target")
        name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        assert name in members
        assert any(kind.get("PartName") == f"/{name}" for kind in types)
    known = {each.get("Id") for each in links}
    assert {each.get(f"{R}id") for each in etree.fromstring(members[MAIN]).iter()} <= known | {None}
    docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("document", [NOTICE, MARKED, PLAIN, EXTRACT], ids=["n", "m", "p", "e"])
def test_a_finished_file_is_sound(document):
    sound(render(document))


@pytest.mark.parametrize("document", [PLAIN, MARKED, NOTICE], ids=["plain", "marked", "annexes"])
def test_a_template_without_a_page_is_filled_all_the_same(document):
    data = filled(document, **{MAIN: lambda xml: PAGE.sub("", xml)})
    reads(document, data)
    assert [" ".join(each.split()) for each in read_aside(data)[1]] == list(document.beside())
    sound(data)


@pytest.mark.parametrize("document", [PLAIN, MARKED, NOTICE], ids=["plain", "marked", "annexes"])
def test_a_first_page_without_a_header_of_its_own_gets_one_only_where_it_is_needed(document):
    bare = {MAIN: lambda xml: xml.replace("<w:titlePg/>", "")}
    titled = [each.find(f"{W}titlePg") is not None for each in sections(filled(document, **bare))]
    assert titled == [document is not PLAIN] * max(1, 1 + len(document.annexes))


def test_annexes_count_from_1_in_a_template_that_counts_on():
    data = filled(NOTICE, **{MAIN: lambda xml: xml.replace('<w:pgNumType w:start="1"/>', "")})
    for section in sections(data):
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"
        names = [etree.QName(child).localname for child in section]
        order = ["headerReference", "footerReference", "pgSz", "pgMar", "pgNumType", "titlePg"]
        assert [name for name in order if name in names] == list(dict.fromkeys(names))


def test_a_section_of_the_template_that_runs_on_begins_a_page_in_annexes():
    running = {MAIN: lambda xml: xml.replace("<w:pgSz", '<w:type w:val="continuous"/><w:pgSz')}
    assert all(each.find(f"{W}type") is None for each in sections(filled(NOTICE, **running)))


OWN = {
    "word/logo.xml": lambda _: HEADER,
    LINKS: lambda xml: xml.replace(
        "</Relationships>",
        '<Relationship Id="logo" Target="logo.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/header"/></Relationships>',
    ),
    "[Content_Types].xml": lambda xml: xml.replace(
        "</Types>",
        '<Override PartName="/word/logo.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.header+xml"/></Types>',
    ),
    MAIN: lambda xml: xml.replace(
        "<w:headerReference", '<w:headerReference w:type="first" r:id="logo"/><w:headerReference', 1
    ),
}


def test_the_first_header_of_an_office_stays_where_the_document_has_none_and_is_none_of_annexes():
    assert first(filled(PLAIN, **OWN)) == ["logo.xml"]
    assert first(filled(NOTICE, **OWN)) == ["logo.xml", "blankHeader.xml", "blankHeader.xml"]
    marked = filled(MARKED, **OWN)
    assert first(marked) == ["firstHeader.xml", "blankHeader.xml", "blankHeader.xml"]
    for document in (PLAIN, NOTICE, MARKED):
        sound(filled(document, **OWN))


def test_an_office_may_draw_the_national_name_in_a_cell_of_another_width_and_its_line_follows():
    half = {MAIN: lambda xml: re.sub(r'w:w="5706"', 'w:w="8000"', xml)}
    root = etree.fromstring(open_package(filled(PLAIN, **half))[MAIN])
    (line,) = root.xpath("//w:p[w:pPr/w:pStyle/@w:val='motto-rule']", namespaces={"w": W[1:-1]})
    indent = line.find(f"{W}pPr/{W}ind")
    motto = metrics.text_width(wording.MOTTO, pt(14), bold=True).twips
    left, right = (int(indent.get(f"{W}{side}")) for side in ("left", "right"))
    assert left == right
    assert 8000 - left - right == pytest.approx(motto, abs=2)


def test_a_finished_file_with_tags_again_is_a_template():
    members = open_package(render(MARKED))
    own = open_package(stamp("notice"))
    members[MAIN] = own[MAIN]
    again = compile_template(close_package(members), "cu.docx").render(MARKED)
    reads(MARKED, again)
    sound(again)


NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote></w:footnotes>"
)
WITH_NOTES = {
    "word/ghi-chu.xml": lambda _: NOTES,
    LINKS: lambda xml: xml.replace(
        "</Relationships>",
        '<Relationship Id="notes" Target="ghi-chu.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/footnotes"/></Relationships>',
    ),
    "[Content_Types].xml": lambda xml: xml.replace(
        "</Types>",
        '<Override PartName="/word/ghi-chu.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.footnotes+xml"/></Types>',
    ),
    "word/settings.xml": lambda xml: xml.replace(
        "<w:compat>",
        '<w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr><w:compat>',
    ),
}


def test_separators_that_word_wrote_into_the_template_make_room_for_the_notes():
    data = filled(NOTICE, **WITH_NOTES)
    reads(NOTICE, data)
    sound(data)
    members = open_package(data)
    assert "word/footnotes.xml" not in members
    settings = etree.fromstring(members["word/settings.xml"])
    named = [each.get(f"{W}id") for each in settings.iter(f"{W}footnote")]
    assert named == ["-1", "0"]


def test_they_stay_as_they_are_where_the_document_has_no_notes():
    bare = dataclasses.replace(PLAIN, body=PLAIN.body[:1])
    members = open_package(filled(bare, **WITH_NOTES))
    assert members["word/ghi-chu.xml"].decode() == NOTES


@pytest.mark.parametrize("target", ["/word/ghi-chu.xml", "ghi-chu.xml"])
def test_their_part_may_be_named_from_the_root(target):
    links = WITH_NOTES[LINKS]
    parts = {**WITH_NOTES, LINKS: lambda xml: links(xml).replace('"ghi-chu.xml"', f'"{target}"')}
    reads(NOTICE, filled(NOTICE, **parts))


def test_settings_without_compatibility_or_none_at_all_do_no_harm():
    settings = {"word/settings.xml": lambda xml: re.sub("<w:compat>.*</w:compat>", "", xml)}
    reads(NOTICE, filled(NOTICE, **settings))
    reads(NOTICE, filled(NOTICE, **{"word/settings.xml": None}))


def test_a_template_without_relationships_gets_those_it_needs():
    bare = {LINKS: None, MAIN: lambda xml: re.sub("<w:headerReference[^>]*/>", "", xml)}
    data = filled(MARKED, **bare)
    reads(MARKED, data)
    assert [" ".join(each.split()) for each in read_aside(data)[1]][:2] == [
        MARKED.copy_mark,
        MARKED.address[0],
    ]


def test_a_note_of_the_template_itself_is_refused_with_the_words_near_it():
    own = {
        MAIN: lambda xml: xml.replace(
            "{{ kind }}</w:t></w:r>",
            '{{ kind }}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>',
        )
    }
    with pytest.raises(TemplateError, match="chú thích riêng") as caught:
        compile_template(changed(**own), "cua-toi.docx")
    assert "{{ kind }}" in str(caught.value)


def test_a_call_that_an_office_wrote_itself_stays_text():
    own = {MAIN: lambda xml: xml.replace("{{ piece.note }}", "chú thích {{ piece.note }}")}
    data = filled(PLAIN, **own)
    assert read_notes(data) == ()
    assert any("chú thích 1" in line for line in read_paragraphs(data))


def test_a_data_table_that_an_office_filled_itself_keeps_its_columns():
    own = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="data-table"/></w:tblPr><w:tblGrid><w:gridCol w:w="99"/>'
        "</w:tblGrid><w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>riêng</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl><w:sectPr"
    )
    at = {MAIN: lambda xml: own.join(xml.rsplit("<w:sectPr", 1))}
    data = filled(PLAIN, **at)
    assert read_paragraphs(data)[-1] == "riêng"
    grids = etree.fromstring(open_package(data)[MAIN]).findall(f".//{W}tblGrid")
    assert [each.get(f"{W}w") for each in grids[-1]] == ["99"]


def test_columns_that_an_office_added_by_hand_give_way_to_those_of_the_document():
    grid = re.compile(r'(<w:tblStyle w:val="data-table"/>.*?<w:gridCol )', re.S)
    own = {MAIN: lambda xml: grid.sub(r'\1w:w="9"/><w:gridCol ', xml)}
    data = filled(PLAIN, **own)
    table = etree.fromstring(open_package(data)[MAIN]).xpath(
        "//w:tbl[w:tblPr/w:tblStyle]", namespaces={"w": W[1:-1]}
    )[0]
    assert len(table.findall(f"{W}tblGrid/{W}gridCol")) == len(PLAIN.body[2].columns)


def test_a_table_without_columns_is_left_as_it_is():
    grid = re.compile(r'(<w:tblStyle w:val="data-table"/>.*?<w:tblGrid>)<w:gridCol [^>]*/>', re.S)
    assert read_paragraphs(filled(PLAIN, **{MAIN: lambda xml: grid.sub(r"\1", xml)}))


@pytest.mark.parametrize("value", ["x", "", "nan", "inf"])
def test_a_page_without_a_number_for_its_width_is_refused_in_words(value):
    own = {MAIN: lambda xml: re.sub(r'(<w:pgSz w:w=")\d+', rf"\g<1>{value}", xml)}
    with pytest.raises(TemplateError, match=f"số đo “{value}”"):
        compile_template(changed(**own), "cua-toi.docx")


def test_a_width_with_a_fraction_is_read_as_some_programs_write_it():
    own = {MAIN: lambda xml: re.sub(r'(<w:pgSz w:w="\d+)', r"\1.0", xml)}
    reads(PLAIN, filled(PLAIN, **own))


def test_a_text_that_stands_in_a_folder_of_its_own_finds_its_parts():
    members = open_package(stamp("notice"))
    moved = {
        name.replace("word/document", "van-ban/document")
        .replace("word/_rels/document", "van-ban/_rels/document"): content
        for name, content in members.items()
    }  # fmt: skip
    for name in ("_rels/.rels", "[Content_Types].xml"):
        moved[name] = moved[name].replace(b"word/document.xml", b"van-ban/document.xml")
    links = "van-ban/_rels/document.xml.rels"
    moved[links] = re.sub(rb'Target="(\w)', rb'Target="/word/\1', moved[links])
    data = compile_template(close_package(moved), "m").render(MARKED)
    reads(MARKED, data)
    targets = [each.get("Target") for each in etree.fromstring(open_package(data)[links])]
    assert {"footnotes.xml", "/word/firstHeader.xml"} <= set(targets)
