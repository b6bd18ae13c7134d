"""Components joined with their looks: on our own documents, on a header that somebody typed."""

import dataclasses
from itertools import groupby

import pytest
from word_documents import COMPLETE, paragraph, render
from word_sources import p, run, word_file

from soanthao.lint.pieces import pieces
from soanthao.standard import metrics, nd30, wording
from soanthao.word.look import read_source_with_look

BESIDE = {"page-number", "address-footer", "copy-signature", "footnote"}
"""What stands at the edge of a page, not among the text."""
UNPRINTED = {"part-number", "part-title", "article", "circulation", "drafter-code"}
"""What our documents never hold."""
UNNAMED = {"assignment-heading", "assignment-cell"}
"""Cells of a table like any other to whoever reads it; the law knows no size for them."""


def found_in(document):
    return pieces(*read_source_with_look(render(document), "tb.docx"))


DOCUMENTS = {name: found_in(document) for name, document in COMPLETE.items()}
NOTICE = COMPLETE["notice"]
GROUNDS = found_in(
    dataclasses.replace(
        NOTICE, body=(paragraph("Căn cứ Luật Đất đai;", "body"), *NOTICE.body), annexes=()
    )
)


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_every_piece_of_our_documents_is_named_as_it_was_printed(name):
    """Our templates name a paragraph's style after its component."""
    same = {"assignment-heading": "table-heading", "assignment-cell": "table-cell"}
    for piece in DOCUMENTS[name]:
        style = piece.paragraph.style
        assert piece.component == same.get(style, style), piece.text


@pytest.mark.parametrize(
    "row",
    [row for row in nd30.COMPONENTS if row.name not in BESIDE | UNPRINTED | UNNAMED],
    ids=lambda row: row.name,
)
def test_every_component_has_exactly_the_values_of_the_table(row):
    of_all = [*DOCUMENTS.values(), GROUNDS]
    here = [piece for each in of_all for piece in each if piece.component == row.name]
    assert here
    for piece in here:
        assert piece.whole
        assert piece.fonts == {nd30.FONT}
        if (row.name, piece.paragraph.style) in {("grounds", "body")}:
            continue  # a draft has no style for it: what a rule must see
        sizes = (row.size.house.pt,)
        cell = piece.component in {"table-heading", "table-cell"}
        assert piece.sizes == sizes or (cell and piece.sizes == (11.0,))
        colors = {run.letters.color for run in piece.runs}
        assert colors == {row.color.removeprefix("#")}
        if row.name not in {"body", "table-cell"}:
            assert (piece.all_bold, piece.all_italic) == (row.bold, row.italic)
        if row.name == "addressee":
            continue  # which the number of addressees lays out
        assert piece.layout.alignment == row.align
        assert piece.layout.first == pytest.approx(row.first_line.pt, abs=0.05)
        assert piece.layout.line.kind == "multiple"
        assert piece.layout.line.value == pytest.approx(row.line_spacing.house, abs=0.01)
        assert piece.layout.after == pytest.approx(row.space_after.house.pt, abs=0.05)


def test_the_list_of_what_is_left_out_is_not_longer_than_it_must_be():
    seen = {piece.component for each in DOCUMENTS.values() for piece in each}
    seen |= {piece.component for piece in GROUNDS}
    assert {row.name for row in nd30.COMPONENTS} - seen == BESIDE | UNPRINTED | UNNAMED


@pytest.mark.parametrize("rule", nd30.RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize("name", ["notice", "letter", "extract", "electronic"])
def test_lines_below_components_are_as_long_as_the_law_wants(rule, name):
    grouped = groupby(DOCUMENTS[name], key=lambda piece: piece.component)
    here = [list(each)[-1] for component, each in grouped if component == rule.below]
    for piece in here:  # of an agency in two lines the last
        (line,) = piece.lines
        assert line.thickness == rule.weight.pt
        assert abs(line.off_centre) < 0.1
    if rule.name == "motto-rule":
        row = nd30.component("motto")
        wide = metrics.text_width(wording.MOTTO, row.size.house, row.bold)
        assert [piece.lines[0].length for piece in here] == [pytest.approx(wide.pt, abs=0.2)]


def test_other_pieces_have_no_lines():
    for each in DOCUMENTS.values():
        lined = {piece.component for piece in each if piece.lines}
        assert lined <= {rule.below for rule in nd30.RULES}


def test_a_header_typed_into_one_paragraph_comes_in_pieces_with_their_own_letters():
    body = p(
        run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ", '<w:b/><w:sz w:val="26"/>'),
        run("Độc lập - Tự do - Hạnh phúc ", '<w:b/><w:sz w:val="28"/>'),
        run("Số: 12/TB-UBND", '<w:sz w:val="26"/>'),
    )
    body += p(run("THÔNG BÁO", '<w:b/><w:sz w:val="28"/>'))
    found = pieces(*read_source_with_look(word_file(body)))
    assert [(each.component, each.text, each.sizes, each.all_bold) for each in found[:3]] == [
        ("national-name", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (13.0,), True),
        ("motto", "Độc lập - Tự do - Hạnh phúc", (14.0,), True),
        ("number", "Số: 12/TB-UBND", (13.0,), False),
    ]
    assert [each.whole for each in found] == [False, False, False, True]
    assert [each.start for each in found] == [0, 35, 63, 0]


def test_a_piece_that_a_tab_places_has_no_alignment():
    body = p(run("Số: 12/TB-UBND"), "<w:r><w:tab/></w:r>", run("A, ngày 05 tháng 6 năm 2026"))
    body += p(run("THÔNG BÁO"), properties='<w:jc w:val="center"/>')
    found = pieces(*read_source_with_look(word_file(body)))
    assert [(each.component, each.alignment) for each in found] == [
        ("number", None),
        ("place-date", None),
        ("kind", "center"),
    ]


def test_equal_pieces_of_one_paragraph_are_told_apart():
    body = p(run("TỈNH A ___ Độc lập - Tự do - Hạnh phúc ___ Số: 12/TB-UBND"))
    body += p(run("THÔNG BÁO"))
    found = pieces(*read_source_with_look(word_file(body)))
    assert [(e.text, e.start) for e in found if e.component == "rule"] == [("___", 7), ("___", 39)]
    lined = [(each.component, len(each.lines)) for each in found]
    assert lined == [
        ("agency", 1),
        ("rule", 0),
        ("motto", 1),
        ("rule", 0),
        ("number", 0),
        ("kind", 0),
    ]


def test_markers_are_typed_or_counted():
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = p(run("Giao Sở A làm."), properties=listed) + p(run("2. Giao Sở B làm."))
    found = pieces(*read_source_with_look(word_file(body, numbering=numbering)))
    assert [(each.marker, each.counted) for each in found] == [("1.", True), ("2.", False)]


def test_a_signature_beside_recipients_by_tabs_has_no_alignment():
    body = p(run("Nội dung kết luận của cuộc họp./."))
    body += p(run("Nơi nhận:\tTL. CHỦ TỊCH").replace("\t", "</w:t><w:tab/><w:t>"))
    found = pieces(*read_source_with_look(word_file(body)))
    known = {each.text: each for each in found}
    assert known["TL. CHỦ TỊCH"].paragraph.tabbed
    assert known["TL. CHỦ TỊCH"].layout.alignment is None
    assert known["Nơi nhận:"].layout.alignment == "left"


def test_emphasis_does_not_part_a_piece():
    body = [piece for piece in DOCUMENTS["notice"] if piece.text.startswith("a) Việc")]
    assert [[run.letters.bold for run in piece.runs] for piece in body] == [
        [False, False, False, True, False, True, False]
    ]
