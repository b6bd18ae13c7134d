"""Every component of the decree in every form, measured by the format that Word would show.

What is expected is the decree's (``tests/data/nd30_rows.tsv``, Phụ lục I), not the program's table.
Paragraphs are found by their words, never by their style.
"""

import csv
import dataclasses
from pathlib import Path

import pytest
from lxml import etree
from word_documents import (
    ASSIGNMENTS,
    COMPLETE,
    COPY,
    ELECTRONIC,
    EXTRACT,
    LETTER,
    LONG,
    NOTICE,
    render,
)
from word_formats import Formats, W

from soanthao.notice.document import Paragraph, PrintedTable
from soanthao.notice.markup import RichText
from soanthao.standard import metrics, nd30, wording
from soanthao.standard.length import Length, mm, pt

DECREE = (Path(__file__).parents[1] / "data" / "nd30_rows.tsv").read_text(encoding="utf-8")
ROWS = {row["name"]: row for row in csv.DictReader(DECREE.splitlines(), delimiter="\t")}
FORMATS = {name: Formats(render(document)) for name, document in COMPLETE.items()}
FIRST_LINES = (10 / 25.4 * 72, 12.7 / 25.4 * 72)
"""1 cm and 1.27 cm (II.6.e)."""


def components(document):
    """Yield the decree's name and the words of every component that *document* prints."""
    yield from (("parent-agency", line) for line in document.parent)
    yield from (("agency", line) for line in document.header)
    yield from (("national-name", wording.NATIONAL_NAME), ("motto", wording.MOTTO))
    yield "number", document.number
    if document.form == "letter":
        yield "letter-subject", document.subject
    yield "urgency", document.urgency
    yield "place-date", document.place_date
    yield "kind", document.kind
    if document.form != "letter":
        yield "subject", document.subject
    for block in document.body:
        if isinstance(block, Paragraph):
            yield block.component, block.text.plain
    for block in document.recipients:
        yield "recipients-heading", block.heading
        yield from (("recipients", line) for line in block.lines)
    yield from (("authority", line) for line in document.authority)
    yield "signer", document.signer
    if document.copy:
        yield "agency", document.copy.agency
        yield "copy-kind", document.copy.kind
        yield "number", document.copy.number
        yield "place-date", document.copy.place_date
        yield "recipients-heading", document.copy.recipients.heading
        yield from (("recipients", line) for line in document.copy.recipients.lines)
        yield from (("authority", line) for line in document.copy.authority)
        yield "signer", document.copy.signer
    for annex in document.annexes:
        yield "annex-number", annex.number
        yield "annex-title", annex.title
        yield "annex-reference", annex.reference


CASES = [
    pytest.param(form, name, text, id=f"{form}-{name}-{text[:12]}")
    for form, document in COMPLETE.items()
    for name, text in components(document)
    if text
]


def found(form, text):
    """Return the format of the paragraphs that say *text*."""
    same = [each for each in FORMATS[form].paragraphs() if each.text == text]
    assert same, text
    return same


@pytest.mark.parametrize(("form", "name", "text"), CASES)
def test_component_has_the_format_of_the_decree(form, name, text):
    row = ROWS[name]
    for paragraph in found(form, text):
        assert float(row["low"]) <= min(run.size for run in paragraph.runs)
        assert max(run.size for run in paragraph.runs) <= float(row["high"])
        if name not in ("body", "closing"):
            assert {run.bold for run in paragraph.runs} == {row["bold"] == "yes"}
            assert {run.italic for run in paragraph.runs} == {row["italic"] == "yes"}
        assert paragraph.align == {"justify": "both"}.get(row["align"], row["align"])
        assert (text == text.upper()) or row["caps"] == "no"
        assert {run.font for run in paragraph.runs} == {"Times New Roman"}
        assert {run.color for run in paragraph.runs} == {
            "FF0000" if name == "urgency" else "000000"
        }


def test_kinh_gui_is_13_to_14_upright_its_names_below_one_another():
    heading, *names = (found("letter", line)[0] for line in LETTER.addressees)
    for paragraph in (heading, *names):
        (run,) = paragraph.runs
        assert 13 <= run.size <= 14
        assert (run.bold, run.italic) == (False, False)
    colon = heading.left + metrics.text_width("Kính gửi", pt(heading.runs[0].size)).pt
    for each in names:
        assert each.left + each.first_line == pytest.approx(colon, abs=0.1)
    assert heading.left > nd30.PAGE.text_width.pt * 0.2


def test_kinh_gui_to_one_is_centred():
    one = dataclasses.replace(LETTER, addressees=("Kính gửi: Ủy ban nhân dân xã B",))
    (paragraph,) = (
        each for each in Formats(render(one)).paragraphs() if each.text == one.addressees[0]
    )
    assert paragraph.align == "center"


@pytest.mark.parametrize("form", COMPLETE)
def test_paragraphs_of_the_body_are_indented_apart_and_no_more_than_one_and_a_half_lines(form):
    texts = [block for block in COMPLETE[form].body if isinstance(block, Paragraph)]
    for block in texts:
        (paragraph,) = set(found(form, block.text.plain)[:1])
        assert paragraph.first_line in (pytest.approx(each, abs=0.05) for each in FIRST_LINES)
        assert max(paragraph.before, paragraph.after) >= 6
        assert 1 <= paragraph.spacing <= 1.5
    assert bool(texts) == (form != "assignments")


def test_v_v_stands_6_points_below_the_number():
    (paragraph,) = found("letter", LETTER.subject)
    assert paragraph.before == 6


def marked(text):
    return [(run.text, run.bold, run.italic) for run in text.runs]


@pytest.mark.parametrize("form", ["notice", "letter", "extract", "electronic"])
def test_bold_and_italic_words_of_a_sentence_are_those_of_the_draft(form):
    for block in COMPLETE[form].body:
        if isinstance(block, Paragraph) and block.component != "heading":
            for paragraph in found(form, block.text.plain):
                runs = [(run.text, run.bold, run.italic) for run in paragraph.runs]
                assert joined(runs) == marked(block.text)


def joined(runs):
    """Join neighbours of one format, as a call may stand between them."""
    kept = []
    for text, bold, italic in runs:
        if kept and kept[-1][1:] == (bold, italic):
            kept[-1] = (kept[-1][0] + text, bold, italic)
        else:
            kept.append((text, bold, italic))
    return kept


def column_of(element):
    """Return the width of the cell or text area that holds *element*, in points."""
    for cell in element.iterancestors(f"{W}tc"):
        return int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) / 20
    section = element.getroottree().getroot().find(f"{W}body/{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    sides = sum(int(margins.get(f"{W}{side}")) for side in ("left", "right"))
    return (int(size.get(f"{W}w")) - sides) / 20


def line_below(paragraph):
    """Return length, distance from the left and from the right of the line below, in points."""
    line = paragraph.element.getnext()
    style = line.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    (border,) = FORMATS["notice"].styles[style].find(f"{W}pPr/{W}pBdr")
    assert border.get(f"{W}val") == "single"
    assert not "".join(line.itertext())
    indent = line.find(f"{W}pPr/{W}ind")
    left, right = (
        0 if indent is None else int(indent.get(f"{W}{side}")) / 20 for side in ("left", "right")
    )
    return column_of(line) - left - right, left, right


def width_of(text, size, *, bold):
    return metrics.text_width(text, pt(size), bold=bold).pt


@pytest.mark.parametrize("form", COMPLETE)
def test_line_below_the_motto_is_as_long_as_the_motto(form):
    (motto,) = found(form, wording.MOTTO)
    length, left, right = line_below(motto)
    assert left > 0
    assert length == pytest.approx(width_of(wording.MOTTO, motto.runs[0].size, bold=True), abs=0.2)
    assert left == right


@pytest.mark.parametrize("form", COMPLETE)
def test_line_below_the_agency_is_a_third_to_a_half_of_its_words(form):
    text = COMPLETE[form].header[-1]
    agency = found(form, text)[0]
    length, left, right = line_below(agency)
    words = max(width_of(line, 13, bold=True) for line in COMPLETE[form].header)
    assert words / 3 <= length <= words / 2
    assert left == right


@pytest.mark.parametrize("form", ["notice", "extract", "electronic", "assignments"])
def test_line_below_the_subject_is_a_third_to_a_half_of_its_words(form):
    (subject,) = found(form, COMPLETE[form].subject)
    length, left, right = line_below(subject)
    words = width_of(subject.text, subject.runs[0].size, bold=True)
    assert words / 3 <= length <= words / 2
    assert left == right


def test_line_below_the_agency_of_a_copy_is_a_third_to_a_half_of_its_words():
    (agency,) = found("extract", COPY.agency)
    length, left, right = line_below(agency)
    words = width_of(agency.text, agency.runs[0].size, bold=True)
    assert words / 3 <= length <= words / 2
    assert left == right


def test_a_copy_on_paper_stands_below_a_line_as_wide_as_the_text():
    root = FORMATS["extract"].part()
    tables = root.findall(f"{W}body/{W}tbl")
    line = tables[-1].getprevious()
    indent = line.find(f"{W}pPr/{W}ind")
    assert indent is None
    style = line.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    (border,) = FORMATS["extract"].styles[style].find(f"{W}pPr/{W}pBdr")
    assert border.get(f"{W}val") == "single"
    assert line.getprevious() is tables[-2]


@pytest.mark.parametrize("form", ["notice", "letter", "electronic"])
def test_only_a_copy_on_paper_has_such_a_line(form):
    document = etree.tostring(FORMATS[form].part())
    assert b"full-rule" not in document


def places(form, text):
    """Return row and column of the cell that says *text*, the row by its number in the file."""
    (paragraph, *_) = found(form, text)
    cell = next(paragraph.element.iterancestors(f"{W}tc"))
    row = cell.getparent()
    rows = list(row.getroottree().getroot().iter(f"{W}tr"))
    return rows.index(row), row.findall(f"{W}tc").index(cell)


@pytest.mark.parametrize("form", COMPLETE)
def test_head_stands_as_the_drawing_of_the_decree_has_it(form):
    document = COMPLETE[form]
    agency, nation = places(form, document.header[-1]), places(form, wording.NATIONAL_NAME)
    number, place = places(form, document.number), places(form, document.place_date)
    assert (agency[0], nation[0], number[0], place[0]) == (0, 0, 1, 1)
    assert (agency[1], nation[1], number[1], place[1]) == (0, 1, 0, 1)


@pytest.mark.parametrize("form", ["notice", "letter", "extract", "electronic"])
def test_noi_nhan_stands_left_of_the_signature_in_one_unbroken_row(form):
    document = COMPLETE[form]
    recipients = places(form, document.recipients[0].heading)
    authority, signer = places(form, document.authority[0]), places(form, document.signer)
    assert recipients[0] == authority[0] == signer[0]
    assert (recipients[1], authority[1], signer[1]) == (0, 1, 1)
    row = next(found(form, document.signer)[0].element.iterancestors(f"{W}tr"))
    assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_a_copy_stands_as_mau_3_1_has_it_and_stays_on_one_page():
    agency, kind = places("extract", COPY.agency), places("extract", COPY.kind)
    number, place = places("extract", COPY.number), places("extract", COPY.place_date)
    recipients, signer = places("extract", COPY.recipients.lines[0]), places("extract", COPY.signer)
    assert [each[1] for each in (agency, kind, number, place)] == [0, 1, 0, 1]
    assert agency[0] == kind[0] == number[0] - 1 == place[0] - 1
    assert (recipients, signer) == ((number[0] + 1, 0), (number[0] + 1, 1))
    for text in (COPY.agency, COPY.kind, COPY.number, COPY.place_date):
        assert found("extract", text)[0].keeps_next
    row = next(found("extract", COPY.signer)[0].element.iterancestors(f"{W}tr"))
    assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_the_block_of_a_copy_stays_with_the_signature_of_the_original():
    """LibreOffice keeps no table with what follows it, Word does."""
    row = next(found("extract", EXTRACT.signer)[0].element.iterancestors(f"{W}tr"))
    paragraphs = (FORMATS["extract"].paragraph(each) for each in row.iter(f"{W}p"))
    assert all(each.keeps_next for each in paragraphs)
    line = next(row.iterancestors(f"{W}tbl")).getnext()
    assert FORMATS["extract"].paragraph(line).keeps_next


ANNEXED = dataclasses.replace(EXTRACT, annexes=NOTICE.annexes)


def line_of_the_copy(formats):
    """Return the paragraph of the full-width line."""
    root = formats.part()
    (line,) = root.xpath("//w:p[w:pPr/w:pStyle/@w:val='full-rule']", namespaces={"w": W[1:-1]})
    return line


def test_the_block_of_a_copy_ends_the_last_annex_in_its_section():
    formats = Formats(render(ANNEXED))
    *_, line, block, end, section = formats.part().find(f"{W}body")
    assert line is line_of_the_copy(formats)
    assert COPY.signer in "".join(block.itertext())
    assert (end.tag, "".join(end.itertext()), section.tag) == (f"{W}p", "", f"{W}sectPr")
    above = formats.paragraph(line.getprevious())
    assert above.text == ANNEXED.annexes[-1].body[-1].text.plain
    breaks = formats.part().findall(f".//{W}p/{W}pPr/{W}sectPr")
    assert len(breaks) == len(ANNEXED.annexes)


def test_the_end_of_the_last_annex_stays_with_the_block_of_a_copy_and_that_of_no_other():
    end = (Paragraph("body", RichText.plainly("Hết.")),)
    annexes = tuple(dataclasses.replace(each, body=end) for each in ANNEXED.annexes)
    for document, kept in ((ANNEXED, [False, True]), (ELECTRONIC, [False, False])):
        formats = Formats(render(dataclasses.replace(document, annexes=annexes)))
        ends = [each for each in formats.paragraphs() if each.text == "Hết."]
        assert [each.keeps_next for each in ends] == kept
        assert all(each.first_line in FIRST_LINES for each in ends)


def test_a_table_that_ends_the_last_annex_stays_with_the_block_of_a_copy():
    (annex,) = (dataclasses.replace(each, body=(LONG,)) for each in ANNEXED.annexes[:1])
    formats = Formats(render(dataclasses.replace(ANNEXED, annexes=(annex,))))
    gap = line_of_the_copy(formats).getprevious()
    assert formats.paragraph(gap).keeps_next
    last = gap.getprevious().findall(f"{W}tr")[-1]
    assert all(formats.paragraph(each).keeps_next for each in last.iter(f"{W}p"))


def test_the_signature_of_the_original_is_not_drawn_over_to_the_block_behind_the_annexes():
    formats = Formats(render(ANNEXED))
    (signer,) = (each for each in formats.paragraphs() if each.text == EXTRACT.signer)
    behind = next(signer.element.iterancestors(f"{W}tbl")).getnext()
    assert behind.find(f"{W}pPr/{W}sectPr") is not None
    assert not formats.paragraph(behind).keeps_next


def test_a_document_without_number_and_with_a_draft_mark_begins_its_cell_with_the_mark():
    bare = dataclasses.replace(ASSIGNMENTS, number="", place_date="", draft="DỰ THẢO")
    formats = Formats(render(bare))
    (mark,) = (each for each in formats.paragraphs() if each.text == bare.draft)
    assert mark.element.getprevious().tag == f"{W}tcPr"
    nothing = Formats(render(dataclasses.replace(bare, draft="")))
    for cell in nothing.part().iter(f"{W}tc"):
        assert cell.findall(f"{W}p")


def test_room_to_sign_is_30_mm_with_and_without_da_ky():
    (signer,) = found("notice", NOTICE.signer)
    assert signer.before >= mm(30).pt
    (copied,) = found("extract", EXTRACT.signer)
    (signed,) = found("extract", EXTRACT.signed)
    line = metrics.LINE_HEIGHT * signed.runs[0].size
    assert signed.before + line + copied.before >= mm(30).pt
    assert (signed.align, signed.runs[0].bold, signed.runs[0].italic) == ("center", False, False)


def test_copy_mark_stands_top_right_of_page_1_in_10_points():
    formats = FORMATS["electronic"]
    (mark,) = formats.paragraphs("word/firstHeader.xml")
    row = ROWS["copy-signature"]
    assert mark.text == ELECTRONIC.copy_mark
    assert (mark.runs[0].size, mark.align) == (float(row["low"]), row["align"])
    assert (mark.runs[0].bold, mark.runs[0].italic) == (False, False)
    assert references(formats)[0]["first", "header"] == "word/firstHeader.xml"


def test_address_stands_at_the_foot_of_page_1_below_a_line_as_wide_as_the_text():
    formats = FORMATS["letter"]
    row = ROWS["address-footer"]
    lines = formats.paragraphs("word/firstFooter.xml")
    assert tuple(line.text for line in lines) == LETTER.address
    for line in lines:
        assert float(row["low"]) <= line.runs[0].size <= float(row["high"])
        assert line.align == row["align"]
    rule = formats.part("word/firstFooter.xml")[0]
    assert rule.find(f"{W}pPr/{W}ind") is None
    (border,) = formats.styles[rule.find(f"{W}pPr/{W}pStyle").get(f"{W}val")].find(
        f"{W}pPr/{W}pBdr"
    )
    assert (border.tag, border.get(f"{W}val")) == (f"{W}top", "single")
    assert references(formats)[0]["first", "footer"] == "word/firstFooter.xml"


@pytest.mark.parametrize("form", COMPLETE)
def test_page_number_is_13_to_14_centred_and_not_on_the_first_page(form):
    formats = FORMATS[form]
    row = ROWS["page-number"]
    for section in references(formats):
        (number,) = formats.paragraphs(section["default", "header"])
        assert float(row["low"]) <= number.runs[0].size <= float(row["high"])
        assert number.align == row["align"]
        first = section.get(("first", "header"))
        assert first is None or "PAGE" not in formats.members[first].decode()
    assert all(each.find(f"{W}titlePg") is not None for each in sections(formats))


REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sections(formats):
    return list(formats.part().iter(f"{W}sectPr"))


def references(formats):
    """Return for each section the parts of its headers and footers."""
    links = {
        each.get("Id"): "word/" + each.get("Target").removeprefix("/word/")
        for each in formats.part("word/_rels/document.xml.rels")
    }
    found = []
    for section in sections(formats):
        parts = {}
        for kind in ("header", "footer"):
            for each in section.findall(f"{W}{kind}Reference"):
                parts[each.get(f"{W}type"), kind] = links[each.get(REFERENCE)]
        found.append(parts)
    return found


def test_each_annex_is_a_section_of_its_own_that_counts_from_1():
    formats = FORMATS["notice"]
    assert len(sections(formats)) == 1 + len(NOTICE.annexes)
    for section in sections(formats):
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert section.find(f"{W}type") is None
    for section in references(formats)[1:]:
        assert formats.paragraphs(section["first", "header"]) == []
        assert formats.paragraphs(section["first", "footer"]) == []


def test_box_13_and_box_14_stand_on_the_first_page_of_the_document_and_on_none_of_an_annex():
    both = dataclasses.replace(EXTRACT, annexes=NOTICE.annexes, address=LETTER.address)
    formats = Formats(render(dataclasses.replace(both, copy_mark="TRÍCH SAO; A")))
    document, *annexes = references(formats)
    assert document["first", "header"] == "word/firstHeader.xml"
    assert document["first", "footer"] == "word/firstFooter.xml"
    assert len(annexes) == 2
    for annex in annexes:
        assert formats.paragraphs(annex["first", "header"]) == []
        assert formats.paragraphs(annex["first", "footer"]) == []


MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
"""Lowest and highest in millimetres (I.3)."""


@pytest.mark.parametrize("form", COMPLETE)
def test_every_section_has_the_page_of_the_decree(form):
    for section in sections(FORMATS[form]):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        measured = [Length(int(size.get(f"{W}{side}")) * 635).mm for side in "wh"]
        wanted = [297, 210] if form == "assignments" else [210, 297]
        assert measured == pytest.approx(wanted, abs=0.1)
        assert (size.get(f"{W}orient") == "landscape") == (form == "assignments")
        for side, (low, high) in MARGINS.items():
            margin = Length(int(margins.get(f"{W}{side}")) * 635).mm
            assert low - 0.1 <= margin <= high + 0.1


def data_tables(form):
    return [
        (block, element)
        for block, element in zip(
            (
                block
                for body in (COMPLETE[form].body, *(each.body for each in COMPLETE[form].annexes))
                for block in body
                if isinstance(block, PrintedTable)
            ),
            (
                table
                for table in FORMATS[form].part().iter(f"{W}tbl")
                if table.find(f"{W}tblPr/{W}tblStyle") is not None
            ),
            strict=True,
        )
    ]


@pytest.mark.parametrize("form", ["notice", "letter", "assignments"])
def test_a_table_has_its_widths_repeats_its_heading_and_breaks_no_row(form):
    tables = data_tables(form)
    assert tables
    for block, table in tables:
        widths = [width.twips for width in block.widths]
        grid = [int(each.get(f"{W}w")) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert grid == widths
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        rows = table.findall(f"{W}tr")
        assert len(rows) == 1 + len(block.rows)
        headings = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert headings == [True] + [False] * len(block.rows)
        for row in rows:
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            cells = [int(each.get(f"{W}w")) for each in row.findall(f"{W}tc/{W}tcPr/{W}tcW")]
            assert cells == widths


@pytest.mark.parametrize("form", ["notice", "letter", "assignments"])
def test_cells_hold_their_words_in_their_formats(form):
    formats = FORMATS[form]
    for block, table in data_tables(form):
        lines = [block.columns, *block.rows]
        for texts, row in zip(lines, table.findall(f"{W}tr"), strict=True):
            for text, cell in zip(texts, row.findall(f"{W}tc"), strict=True):
                (paragraph,) = (formats.paragraph(each) for each in cell.findall(f"{W}p"))
                runs = joined((run.text, run.bold, run.italic) for run in paragraph.runs)
                if texts is block.columns:
                    assert [run[:1] for run in runs] == [(text.plain,)]
                    assert {run[1] for run in runs} == {True}
                    assert paragraph.align == "center"
                else:
                    assert runs == marked(text)
                    assert paragraph.align == "left"
                assert all(run.size <= 14 for run in paragraph.runs)


def test_a_caption_stays_with_its_table_and_a_heading_row_with_the_first_row():
    for block, table in data_tables("notice"):
        (caption,) = found("notice", block.caption.plain)
        assert caption.element.getnext() is not None
        assert caption.keeps_next
        assert caption.runs[0].bold
        cells = table.find(f"{W}tr").iter(f"{W}p")
        assert all(FORMATS["notice"].paragraph(each).keeps_next for each in cells)


def test_the_last_row_of_a_body_that_ends_with_a_table_stays_with_the_signature():
    block = next(each for each in NOTICE.body if isinstance(each, PrintedTable))
    formats = Formats(render(dataclasses.replace(NOTICE, body=(block,), annexes=())))
    rows = formats.part().xpath("//w:tbl[w:tblPr/w:tblStyle]/w:tr", namespaces={"w": W[1:-1]})
    kept = [all(formats.paragraph(each).keeps_next for each in row.iter(f"{W}p")) for row in rows]
    assert kept == [True, *[False] * (len(rows) - 2), True]
    gap = next(rows[0].iterancestors(f"{W}tbl")).getnext()
    assert formats.paragraph(gap).keeps_next
    height = int(gap.find(f"{W}pPr/{W}spacing").get(f"{W}line")) / 20
    assert height == nd30.TABLE_GAP.pt


def test_notes_are_real_ones_smaller_than_the_text_with_a_raised_number():
    formats = FORMATS["notice"]
    notes = formats.part("word/footnotes.xml").findall(f"{W}footnote")
    assert [note.get(f"{W}id") for note in notes] == ["-1", "0", "1", "2", "3"]
    assert [note.get(f"{W}type") for note in notes[:3]] == [
        "separator",
        "continuationSeparator",
        None,
    ]
    calls = [each.get(f"{W}id") for each in formats.part().iter(f"{W}footnoteReference")]
    assert calls == ["1", "2", "3"]
    for note in notes[2:]:
        (paragraph,) = (formats.paragraph(each) for each in note.findall(f"{W}p"))
        assert {run.size for run in paragraph.runs} == {11.0}
        number = note.find(f".//{W}footnoteRef").getparent()
        style = number.find(f"{W}rPr/{W}rStyle").get(f"{W}val")
        raised = formats.styles[style].find(f"{W}rPr/{W}vertAlign")
        assert raised.get(f"{W}val") == "superscript"


def test_bold_and_italic_words_of_a_note_are_those_of_the_draft():
    formats = FORMATS["notice"]
    first = formats.part("word/footnotes.xml").findall(f"{W}footnote")[2]
    paragraph = formats.paragraph(first.find(f"{W}p"))
    (note,) = NOTICE.body[1].text.footnotes
    runs = [(run.text, run.bold, run.italic) for run in paragraph.runs if run.text != " "]
    assert joined(runs) == [(run.text, run.bold, run.italic) for run in note.runs]


@pytest.mark.parametrize("form", ["assignments"])
def test_a_document_without_notes_has_no_part_for_them(form):
    assert not [name for name in FORMATS[form].members if "footnotes" in name]
    assert b"footnote" not in FORMATS[form].members["[Content_Types].xml"]


def test_the_settings_name_the_separators_as_word_writes_them():
    settings = FORMATS["notice"].part("word/settings.xml")
    named = settings.find(f"{W}footnotePr").findall(f"{W}footnote")
    assert [each.get(f"{W}id") for each in named] == ["-1", "0"]
    names = [etree.QName(each).localname for each in settings]
    assert names.index("footnotePr") < names.index("compat")
    assert FORMATS["assignments"].part("word/settings.xml").find(f"{W}footnotePr") is None
