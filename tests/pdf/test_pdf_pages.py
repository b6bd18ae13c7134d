"""Where pages end, over generated documents: no signature alone, no heading at an end."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_documents import AS_FOUND, LETTER, NOTICE, paragraph, printer, with_body
from pdf_rich import PAPER, annex, table

from soanthao.notice.document import Document
from soanthao.pdf.reader import read_pages

WORDS = [
    "các",
    "cơ",
    "quan,",
    "đơn",
    "vị",
    "tập",
    "trung",
    "thực",
    "hiện",
    "nhiệm",
    "vụ",
    "được",
    "giao",
    "theo",
    "đúng",
    "tiến",
    "độ",
    "đề",
    "ra;",
]


def prose(words: int) -> str:
    return " ".join((WORDS * (words // len(WORDS) + 1))[:words])


@st.composite
def bodies(draw) -> Document:
    """A body of headings and paragraphs that are told apart by their numbers."""
    body = []
    for at in range(draw(st.integers(0, 30))):
        heading = draw(st.booleans())
        words = draw(st.integers(1, 30)) if heading else draw(st.integers(1, 160))
        name = "Đề mục" if heading else "Đoạn"
        body.append(
            paragraph(f"{name} {at}: {prose(words)} {at}", "heading" if heading else "body")
        )
    closing = paragraph(f"Đoạn cuối: {prose(draw(st.integers(1, 120)))}./.", "closing")
    return with_body(draw(st.sampled_from([NOTICE, LETTER])), *body, closing)


def squashed(text: str) -> str:
    return "".join(text.split())


@settings(AS_FOUND, max_examples=12)
@given(bodies())
def test_the_signature_block_is_whole_and_never_alone(document):
    last = squashed(read_pages(printer().print(document).data)[-1])
    stream = document.stream()
    foot = squashed("".join(stream[stream.index(document.body[-1].text.plain) + 1 :]))
    body = last.removesuffix(foot)
    assert len(body) < len(last)
    assert len(body) >= len(WORDS[0])
    assert body.endswith("./.")


@settings(AS_FOUND, max_examples=12)
@given(bodies())
def test_a_heading_never_ends_a_page(document):
    pages = [squashed(page) for page in read_pages(printer().print(document).data)]
    for each in document.body:
        if each.component == "heading":
            assert not any(page.endswith(squashed(each.text.plain)) for page in pages)


@settings(AS_FOUND, max_examples=12)
@given(bodies())
def test_no_page_is_empty(document):
    assert all(page.strip() for page in read_pages(printer().print(document).data))


@st.composite
def copies(draw) -> Document:
    """A trích sao on paper with one or two annexes, the last of which ends as it will."""
    end = draw(
        st.one_of(
            st.integers(1, 400).map(lambda words: paragraph(f"Hết: {prose(words)}./.")),
            st.integers(1, 40).map(table),
            st.just(paragraph("Chỉ một tiêu đề", "heading")),
        )
    )
    above = draw(st.integers(0, 25))
    last = annex("Phụ lục II", *(paragraph(f"Đoạn {at}: {prose(20)}") for at in range(above)), end)
    first = annex("Phụ lục I", paragraph("Phần của phụ lục một."))
    return replace(PAPER, annexes=draw(st.sampled_from([(last,), (first, last)])))


def not_alone(document: Document) -> bool:
    """Hold that the block of the copy is whole, on the last page; tell whether text is above it."""
    pages = [squashed(page) for page in read_pages(printer().print(document).data)]
    stream = document.stream()
    block = squashed("".join(stream[stream.index(document.copy.agency) :]))
    for note in document.notes():
        pages[-1] = pages[-1].removesuffix(squashed(note))
    assert pages[-1].endswith(block)
    assert not any(squashed(document.copy.number) in page for page in pages[:-1])
    above = pages[-1].removesuffix(block)
    for row in document.heading_rows():
        above = above.removeprefix(squashed(row))
    return above != ""


@settings(AS_FOUND, max_examples=12)
@given(copies())
def test_the_block_of_a_copy_is_whole_and_never_alone_behind_the_last_annex(document):
    assert not_alone(document)


NOTE = f"^[Chú thích: {prose(40)}.]"


@pytest.mark.parametrize(
    "body",
    [
        (paragraph("Đoạn."), paragraph("Đoạn."), table(20)),
        (paragraph("Đoạn."), paragraph("Đoạn."), table(29)),
        (paragraph(f"Đoạn{NOTE}."), table(24)),
        (*[paragraph(f"Đoạn. {prose(30)}")] * 10, paragraph(f"Hết{NOTE}.")),
        (paragraph(f"Đoạn. {prose(20)}"),) * 12,
    ],
    ids=["table", "longer-table", "note-and-table", "note", "paragraphs"],
)
def test_what_fills_the_page_does_not_leave_the_block_of_a_copy_alone(body):
    assert not_alone(replace(PAPER, annexes=(annex("Phụ lục", *body),)))


def test_the_block_of_a_copy_takes_no_page_of_its_own_where_it_fits_below_the_annex():
    annexes = (annex("Phụ lục I", paragraph("Một.")), annex("Phụ lục II", paragraph("Hai.")))
    for count in (1, 2):
        document = replace(PAPER, annexes=annexes[:count])
        pages = [squashed(page) for page in read_pages(printer().print(document).data)]
        assert len(pages) == 1 + count
        assert squashed(document.copy.agency) in pages[-1]
        assert pages[-1].startswith(squashed(annexes[count - 1].number))
        assert pages[0].endswith(squashed(document.signer))
