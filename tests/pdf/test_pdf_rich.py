"""Notes, tables, annexes and signatures over generated documents, told from the printed pages."""

import itertools
import re
from dataclasses import replace

import pytest
from pdf_documents import NOTICE, TEMPLATES, paragraph, printer, with_body
from pdf_rich import ADDRESSED, PAPER, rich_document, table

from soanthao.errors import InternalError
from soanthao.notice.document import PrintedTable, call
from soanthao.pdf.aside import read_aside
from soanthao.pdf.compare import first_difference
from soanthao.pdf.paging import flow
from soanthao.pdf.printer import Printer
from soanthao.pdf.reader import read_pages

SUITE = range(14)
TORTURE = (*range(14, 24), *range(1000, 1300))
_CALLS = re.compile("[\ue000-\uf8ff]")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(SUITE, id="suite"),
        pytest.param(TORTURE, id="torture", marks=pytest.mark.torture),
    ],
)
def printed(request):
    """Documents and their pages."""
    documents = [rich_document(seed) for seed in request.param]
    return [(each, read_pages(printer().print(each).data)) for each in documents]


def squashed(text: str) -> str:
    return "".join(_CALLS.sub("", text).split())


def page_of(pages, text: str) -> int:
    """The one page that says *text*, whatever its blanks."""
    (number,) = (at for at, page in enumerate(pages) if squashed(text) in squashed(page))
    return number


def tables(document):
    blocks = (*document.body, *(block for annex in document.annexes for block in annex.body))
    return [block for block in blocks if isinstance(block, PrintedTable)]


def test_no_note_stands_off_the_page_of_its_call(printed):
    off = total = 0
    for document, pages in printed:
        for number in range(1, len(document.notes()) + 1):
            total += 1
            called = next(at for at, page in enumerate(pages) if call(number) in page)
            off += f"\n{call(number)} Chú_{number}." not in pages[called]
    assert off == 0, f"{off} of {total} notes stand off the page of their call"
    assert total > 5 * len(printed), f"only {total} notes"


def test_everything_is_read_back(printed):
    for document, pages in printed:
        found = flow(
            pages, document.stream(), document.notes(), document.beside(), document.heading_rows()
        )
        assert first_difference("\n".join(document.stream()), found.text) is None
        assert (found.notes, found.beside) == (document.notes(), document.beside())


def test_no_row_of_a_table_is_broken(printed):
    rows = 0
    for document, pages in printed:
        for row in itertools.chain.from_iterable(each.rows for each in tables(document)):
            page = squashed(pages[page_of(pages, row[0].plain)])
            assert all(squashed(cell.plain) in page for cell in row)
            rows += 1
    assert rows > 5 * len(printed), f"only {rows} rows"


def test_the_heading_row_stands_above_the_rows_of_every_page(printed):
    for document, pages in printed:
        for each in tables(document):
            heading = squashed("".join(cell.plain for cell in each.columns))
            for number in {page_of(pages, row[0].plain) for row in each.rows}:
                assert squashed(pages[number]).count(heading) == 1


def test_a_caption_stays_with_the_first_row(printed):
    for document, pages in printed:
        for each in tables(document):
            if each.caption.pieces:
                first = page_of(pages, each.rows[0][0].plain)
                assert squashed(each.caption.plain) in squashed(pages[first])


def test_a_heading_stays_with_what_follows(printed):
    for document, pages in printed:
        for block, following in itertools.pairwise(document.body):
            if not isinstance(block, PrintedTable) and block.component == "heading":
                name = (
                    (following.caption.plain or following.columns[0].plain)
                    if isinstance(following, PrintedTable)
                    else following.text.plain
                )
                page = squashed(pages[page_of(pages, block.text.plain)])
                assert squashed(name.split()[0]) in page


def test_the_signature_block_is_whole_and_stays_with_the_end_of_the_text(printed):
    for document, pages in printed:
        stream = document.stream()
        end = next(at for at, line in enumerate(stream) if line.startswith("Kết_thúc"))
        stop = next((at for at, line in enumerate(stream) if line == "Phụ lục I"), len(stream))
        foot = squashed("".join(stream[end + 1 : stop]))
        assert f"hết./.{foot}" in squashed(pages[page_of(pages, "hết./.")])


def test_every_annex_begins_a_page(printed):
    for document, pages in printed:
        for annex in document.annexes:
            head = squashed(annex.number + annex.title + annex.reference)
            assert sum(squashed(page).startswith(head) for page in pages) == 1


# A table that ends a body, and notes that are too long


@pytest.mark.parametrize("base", [NOTICE, PAPER], ids=["notice", "extract"])
def test_a_signature_takes_the_last_row_of_a_table_along(base):
    for rows in (21, 22, 25, 28, 29):
        pages = read_pages(printer().print(replace(base, body=(table(rows),))).data)
        assert squashed(f"UBND xã số {rows} Nơi nhận: - TT. Huyện ủy") in squashed(pages[-1])


def test_a_heading_with_a_note_never_ends_a_page():
    note = "Chú thích của đề mục. " * 12
    ends = set()
    for lines in range(18, 30):
        fill = "Việc cần làm trong tháng này và tháng sau, theo kế hoạch của huyện đã đề ra. "
        document = with_body(
            NOTICE,
            paragraph((fill * lines).strip()),
            paragraph(f"Đề mục^[{note.strip()}]", "heading"),
            paragraph(f"Theo sau. {fill * 3}".strip(), "closing"),
        )
        pages = read_pages(printer().print(document).data)
        (number,) = (at for at, page in enumerate(pages) if "Đề mục" in page)
        assert "Theo sau." in pages[number]
        ends.add(number)
    assert ends == {0, 1}


def test_a_note_longer_than_a_page_is_refused_rather_than_misplaced():
    long = "Chú thích dài hơn một trang giấy. " * 400
    document = with_body(NOTICE, paragraph(f"Một^[{long.strip()}] hai.", "closing"))
    with pytest.raises(InternalError, match="rút ngắn chú thích") as raised:
        printer().print(document)
    assert all(cause in str(raised.value) for cause in ("tiêu đề", "chữ ký"))


def test_a_document_without_notes_and_tables_is_laid_out_once(monkeypatch):
    own = Printer(TEMPLATES)
    rendered = []
    render = own._render
    monkeypatch.setattr(own, "_render", lambda *args: rendered.append(1) or render(*args))
    own.print(ADDRESSED)
    own.print(PAPER)
    assert len(rendered) == 2


def test_a_text_may_be_nothing_but_a_note():
    document = with_body(NOTICE, paragraph("^[Chú một mình.]"), NOTICE.body[-1])
    found = flow(
        read_pages(printer().print(document).data), document.stream(), document.notes(), (), ()
    )
    assert first_difference("\n".join(document.stream()), found.text) is None
    assert found.notes == document.notes()


def test_notes_leave_nothing_beside_the_pages():
    document = next(each for each in map(rich_document, SUITE) if each.notes() and each.annexes)
    assert read_aside(printer().print(document).data) == (document.title, ())


@pytest.mark.parametrize("word", ["II.1", "II.1;", "TT.12", "(II.1)"])
def test_a_short_citation_stays_on_one_line(word):
    said = f"Theo mục {word} của kết luận. "
    document = with_body(
        NOTICE, *(paragraph(f"{'x' * width} {said * 20}".strip()) for width in range(1, 12))
    )
    text = "\n".join(read_pages(printer().print(document).data))
    assert text.count(word) == 220
