"""What is printed can be read back, to the last character, over wild documents."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_documents import DRAFT, LETTER, NOTICE, documents, printer

from soanthao.pdf.compare import first_difference
from soanthao.pdf.reader import read_pages, read_text


def difference(document):
    expected = "\n".join(document.stream())
    return first_difference(expected, read_text(printer().print(document).data))


def test_a_notice_comes_back():
    assert difference(NOTICE) is None


def test_a_draft_comes_back():
    assert difference(DRAFT) is None


def test_a_letter_comes_back():
    assert difference(LETTER) is None


@settings(max_examples=30)
@given(documents())
def test_every_document_comes_back(document):
    assert difference(document) is None


@settings(max_examples=10)
@given(documents(max_paragraphs=40, max_words=120))
def test_every_long_document_comes_back(document):
    assert difference(document) is None


@settings(max_examples=10)
@given(documents(), st.data())
def test_a_change_of_one_character_is_found(document, data):
    expected = "\n".join(document.stream())
    text = read_text(printer().print(document).data)
    visible = [at for at, char in enumerate(text) if not char.isspace()]
    for _ in range(5):
        at = data.draw(st.sampled_from(visible))
        assert first_difference(expected, text[:at] + text[at + 1 :]) is not None
        assert first_difference(expected, text[:at] + "≠" + text[at:]) is not None
        assert first_difference(expected, text[:at] + "≠" + text[at + 1 :]) is not None


@settings(max_examples=10)
@given(documents(max_paragraphs=30))
def test_the_count_of_pages_is_that_of_the_file(document):
    printed = printer().print(document)
    assert printed.pages == len(read_pages(printed.data))
