"""Our own drafts, rendered and read back: the outline says what the draft says."""

from pathlib import Path

import pytest

from soanthao.draft.load import load
from soanthao.notice.document import Paragraph
from soanthao.notice.item import Item
from soanthao.notice.source import SourceParagraph
from soanthao.recognition import recognise
from soanthao.recognition.outline import OutlineItem
from soanthao.render.context import notice_sheet
from soanthao.render.templates import choose, word_source
from soanthao.word.merge import compile_template
from soanthao.word.source import read_source

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = sorted((ROOT / "drafts").glob("*/*/conclusion.yaml"))


@pytest.fixture(scope="module", params=DRAFTS, ids=lambda path: path.parts[-3])
def pair(request):
    notice = load(request.param).notice
    document = notice_sheet(notice).document
    template, _ = word_source(choose(), "notice")
    data = compile_template(template, "notice").render(document)
    return notice, document, recognise(read_source(data, "notice.docx"))


def items(elements, kind):
    return [each for element in elements if isinstance(element, kind) for each in element.walk()]


def marked(elements, kind):
    return [
        (each.marker, each.text.plain, each.heading)
        for each in items(elements, kind)
        if each.marker
    ]


def paragraphs(body):
    for element in body:
        if isinstance(element, OutlineItem):
            yield from (f"{each.marker} {each.text.plain}".strip() for each in element.walk())
        elif isinstance(element, SourceParagraph):
            yield element.plain


def test_every_marked_item_comes_back_with_text_and_heading(pair):
    notice, _, outline = pair
    assert marked(outline.body, OutlineItem) == marked(notice.body, Item)


def test_every_paragraph_stands_where_it_was_printed(pair):
    _, document, outline = pair
    printed = [
        block.text.plain if isinstance(block, Paragraph) else block.caption.plain
        for block in document.body
    ]
    assert list(paragraphs(outline.body)) == [each for each in printed if each]


def test_the_numbering_is_the_one_of_the_draft(pair):
    notice, _, outline = pair
    used = 1 + max(each.depth for each in items(outline.body, OutlineItem) if each.marker)
    assert outline.numbering == notice.numbering[:used]


def test_the_head_comes_back(pair):
    notice, document, outline = pair
    assert (outline.form, outline.kind, outline.subject) == ("notice", notice.kind, notice.subject)
    assert (outline.parent, outline.header) == (document.parent, document.header)
    assert (outline.number, outline.symbol) == (notice.number.number, notice.number.symbol)
    assert (outline.place, outline.issued) == (notice.letterhead.place, notice.issued)
    assert (outline.urgency, outline.draft) == (notice.urgency, notice.draft.upper())


def test_the_foot_comes_back(pair):
    _, document, outline = pair
    read = [
        (f"{each.heading}:", tuple(f"- {line.plain}" for line in each.lines))
        for each in outline.recipients
    ]
    assert read == [(each.heading, each.lines) for each in document.recipients]
    assert (*outline.authority, outline.position) == document.authority
    assert outline.signer == document.signer


def test_annexes_come_back(pair):
    _, document, outline = pair
    assert [(each.number, each.title) for each in outline.annexes] == [
        (each.number, each.title) for each in document.annexes
    ]


def test_nothing_is_doubted_but_what_the_draft_jumps(pair):
    _, _, outline = pair
    assert {each.code for each in outline.findings} <= {"N212"}
