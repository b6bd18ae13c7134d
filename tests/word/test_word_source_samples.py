"""Real notices, and notices of our own templates, are read word for word."""

import sys
import time
import unicodedata
import zipfile
from pathlib import Path

import pytest
import word_documents
from hypothesis import given, settings
from lxml import etree

from soanthao.notice.document import Document, call
from soanthao.notice.markup import Footnote
from soanthao.notice.source import SourceTable
from soanthao.word.source import read_source
from strategies_document import documents

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
REAL = sorted(path.name for path in SAMPLES.glob("*.docx")) or ["none"]
TRACED = 10 if sys.gettrace() else 1
"""Lines that are counted for coverage take longer."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squash(text):
    return "".join(unicodedata.normalize("NFC", text).split())


def by_brute_force(path):
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for fallback in root.iter(
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    ):
        fallback.clear()
    for paragraph in root.iter(f"{W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        if text.strip():
            yield squash(text)


@pytest.mark.samples
@pytest.mark.parametrize("name", REAL)
def test_a_real_notice_says_what_its_xml_says(name):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip("the real notices are not here")
    source = read_source(path.read_bytes(), name)
    assert [squash(each.plain) for each in source.paragraphs()] == list(by_brute_force(path))


@pytest.mark.samples
@pytest.mark.parametrize("name", REAL)
def test_a_real_notice_is_read_in_time_and_its_header_is_a_table(name):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip("the real notices are not here")
    data = path.read_bytes()
    times = []
    for _ in range(3):
        begin = time.process_time()
        source = read_source(data)
        times.append(time.process_time() - begin)
    assert min(times) < 0.15 * TRACED
    tables = [block for block in source.blocks if isinstance(block, SourceTable)]
    assert len(tables) == 2
    assert source.blocks[0] is tables[0]
    assert {each.why for each in source.dropped} == {"số trang"}


def streamed(source):
    """Yield every paragraph with calls, the rows of tables of the text as one line."""
    number = 0
    for each in source.paragraphs():
        text = ""
        for piece in each.text.pieces:
            if isinstance(piece, Footnote):
                number += 1
                text += call(number)
            else:
                text += piece.text
        yield text


def same(document: Document):
    source = read_source(word_documents.render(document))
    assert squash("".join(streamed(source))) == squash("".join(document.stream()))
    return source


@pytest.mark.parametrize("name", sorted(word_documents.COMPLETE))
def test_a_document_of_our_templates_is_read_back(name):
    document = word_documents.COMPLETE[name]
    source = same(document)
    notes = [piece.plain for each in source.paragraphs() for piece in each.text.footnotes]
    assert [squash(note) for note in notes] == [squash(note[2:]) for note in document.notes()]


@settings(max_examples=15)
@given(documents(docxtpl_safe=True))
def test_any_document_of_our_templates_is_read_back(document):
    source = same(document)
    assert not any(each.code == "N107" for each in source.findings)
    for each in source.paragraphs():
        assert each.plain == " ".join(each.plain.split())


def test_a_body_keeps_its_bold_and_italic():
    read = {each.text.marked_up() for each in same(word_documents.NOTICE).paragraphs()}
    assert any(each.endswith(word_documents.ORDER) for each in read)
