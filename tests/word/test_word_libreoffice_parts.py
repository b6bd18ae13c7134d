"""What LibreOffice makes of tables, notes, annexes, copies and of what stands beside the text."""

import dataclasses
import re

import pytest
from test_word_libreoffice import Printed
from word_documents import (
    ASSIGNMENTS,
    CLOSING,
    COMPLETE,
    COPY,
    ELECTRONIC,
    EXTRACT,
    LETTER,
    LONG,
    NOTICE,
    ORDER,
    paragraph,
    render,
)

from soanthao.notice.document import FIRST_CALL, LAST_CALL
from soanthao.standard import metrics, nd30, wording

CHAIN = (
    "TUQ. CHỦ TỊCH",
    "TL. GIÁM ĐỐC",
    "KT. CHÁNH VĂN PHÒNG",
    "Q. PHÓ CHÁNH VĂN PHÒNG",
    "TRƯỞNG PHÒNG",
)


def orders(count):
    return tuple(paragraph(f"{at}. {ORDER}") for at in range(1, count + 1))


COPIES = {
    f"copy{count}": dataclasses.replace(EXTRACT, body=(*orders(count), CLOSING))
    for count in range(2, 10)
}
ANNEXED = {
    f"annexed{count}": dataclasses.replace(
        EXTRACT,
        annexes=(NOTICE.annexes[0], dataclasses.replace(NOTICE.annexes[1], body=orders(count))),
    )
    for count in range(2, 8)
}
CALLS = {
    f"calls{count}": dataclasses.replace(
        NOTICE, annexes=(), body=(*[paragraph("Một dòng.")] * count, *orders(12), CLOSING)
    )
    for count in range(6)
}
BOTH = dataclasses.replace(
    EXTRACT, annexes=NOTICE.annexes, address=LETTER.address, copy_mark=ELECTRONIC.copy_mark
)
CHAINED = dataclasses.replace(LETTER, authority=CHAIN, body=(paragraph("Một việc."), CLOSING))
SHEETS = {**COMPLETE, **COPIES, **ANNEXED, **CALLS, "both": BOTH, "chain": CHAINED}


@pytest.fixture(scope="module")
def printed(libreoffice_pdfs):
    """All sheets through LibreOffice at once, by name."""
    paths = libreoffice_pdfs({name: render(document) for name, document in SHEETS.items()})
    opened = {name: Printed(path) for name, path in paths.items()}
    yield opened
    for each in opened.values():
        each.close()


def squashed(text):
    return "".join(text.split())


def with_digits(text):
    """Return *text* with a figure for each call, as it is printed."""
    return "".join(
        str(ord(char) - FIRST_CALL + 1) if FIRST_CALL <= ord(char) <= LAST_CALL else char
        for char in text
    )


def taken_off(pages, document):
    """Return the pages' text without numbers, notes, repeated rows and what stands beside."""
    kept = [squashed(re.sub(r"\A\s*\d+\s*\r?\n", "", page)) for page in pages]
    for text in (*map(with_digits, document.notes()), *document.beside()):
        found = [at for at, page in enumerate(kept) if squashed(text) in page]
        assert found, text
        before, _, after = kept[found[0]].rpartition(squashed(text))
        kept[found[0]] = before + after
    for row in map(squashed, document.heading_rows()):
        seen = False
        for at, page in enumerate(kept):
            if seen and page.startswith(row):
                kept[at] = page.removeprefix(row)
            seen = seen or row in page
    return "".join(kept)


@pytest.mark.parametrize("name", SHEETS)
def test_libreoffice_prints_the_same_text_in_the_same_order(printed, name):
    document = dataclasses.replace(SHEETS[name])
    plain_heading = [with_digits(row) for row in document.heading_rows()]
    assert plain_heading == list(document.heading_rows())
    expected = squashed("".join(map(with_digits, document.stream())))
    assert taken_off(printed[name].texts(), document) == expected


def called_at(document):
    """Yield for each call a pattern of the letters before it and its figure."""
    for line in document.stream():
        for at, char in enumerate(line):
            if FIRST_CALL <= ord(char) <= LAST_CALL:
                before = squashed(with_digits(line[:at]))[-20:]
                yield re.compile(re.escape(before + with_digits(char)) + r"(?!\d)")


@pytest.mark.parametrize("name", [name for name in SHEETS if SHEETS[name].notes()])
def test_each_note_stands_on_the_page_of_its_call(printed, name):
    pages = [squashed(page) for page in printed[name].texts()]
    notes = list(map(squashed, map(with_digits, SHEETS[name].notes())))
    calls = list(called_at(SHEETS[name]))
    assert len(calls) == len(notes)
    for note, call in zip(notes, calls, strict=True):
        (called,) = (at for at, page in enumerate(pages) if call.search(page))
        assert note in pages[called]


def test_calls_were_tried_near_the_end_of_a_page(printed):
    firsts = {len(re.findall("Giao Sở", printed[name].texts()[0])) for name in CALLS}
    assert len(firsts) > 1
    assert min(len(printed[name].texts()) for name in CALLS) > 1


@pytest.mark.parametrize(
    ("name", "table"), [("notice", LONG), ("assignments", ASSIGNMENTS.body[0])]
)
def test_no_page_breaks_a_row_and_each_repeats_the_heading(printed, name, table):
    pages = [squashed(page) for page in printed[name].texts()]
    heading = squashed("".join(text.plain for text in table.columns))
    with_rows = set()
    for row in table.rows:
        words = squashed("".join(text.plain for text in row))
        holding = [at for at, page in enumerate(pages) if words in page]
        assert holding, words
        with_rows |= set(holding)
    assert len(with_rows) > 1
    assert {at for at, page in enumerate(pages) if heading in page} == with_rows


def test_pages_of_each_annex_count_from_1_and_their_first_has_no_number(printed):
    numbers = [re.match(r"\A\s*(\d+)\s*\r?\n", page) for page in printed["notice"].texts()]
    shown = [int(number[1]) if number else None for number in numbers]
    starts = [at for at, number in enumerate(shown) if number is None]
    assert len(starts) == 1 + len(NOTICE.annexes)
    counted = [
        None if at in starts else at - max(each for each in starts if each <= at) + 1
        for at in range(len(shown))
    ]
    assert shown == counted
    assert {1, 2, 3} - set(shown) == {1}


def test_an_annex_begins_on_a_page_of_its_own_and_no_page_is_empty(printed):
    pages = [squashed(page) for page in printed["notice"].texts()]
    for annex in NOTICE.annexes:
        (start,) = (at for at, page in enumerate(pages) if squashed(annex.title) in page)
        assert pages[start].startswith(squashed(annex.number + annex.title))
    assert all(len(page) > 10 for page in pages)


@pytest.mark.parametrize("name", [*COPIES, *ANNEXED])
def test_the_block_of_a_copy_stays_on_one_page(printed, name):
    pages = [squashed(page) for page in printed[name].texts()]
    block = squashed(
        "".join((COPY.agency, COPY.kind, COPY.number, COPY.place_date, COPY.recipients.heading))
    )
    (start,) = (at for at, page in enumerate(pages) if block in page)
    assert squashed(COPY.signer) in pages[start]


def test_copies_were_tried_on_pages_of_every_filling(printed):
    assert {len(printed[name].texts()) for name in COPIES} >= {1, 2}
    counts = [len(printed[name].texts()) for name in ANNEXED]
    assert counts[-1] == counts[0] + 1


@pytest.mark.parametrize("name", ANNEXED)
def test_the_block_of_a_copy_stands_on_a_page_of_the_last_annex_below_its_end(printed, name):
    first, *others = printed[name].texts()[::-1]
    above, found, _ = squashed(first).partition(squashed(COPY.agency))
    assert found
    assert "".join(above).rstrip("0123456789")
    assert not any(COPY.agency in page for page in others)
    number = re.match(r"\A\s*(\d+)\s*\r?\n", first)
    starts = [at for at, page in enumerate(others, start=1) if NOTICE.annexes[1].title in page]
    assert (int(number[1]) if number else None) == (1 + starts[0] if starts else None)


def test_line_above_the_block_of_a_copy_is_as_wide_as_the_text(printed):
    pdf = printed["extract"]
    page = nd30.PAGE
    (line,) = [line for line in pdf.lines(0) if line[2] - line[0] > page.text_width.pt * 0.9]
    assert line[0] == pytest.approx(page.left.house.pt, abs=1)
    assert line[2] - line[0] == pytest.approx(page.text_width.pt, abs=2)
    assert pdf.box(0, EXTRACT.signer)[3] < line[1] < pdf.box(0, COPY.kind)[1]


def test_copy_mark_stands_in_the_top_right_corner_of_page_1_only(printed):
    pdf = printed["electronic"]
    left, top, _, bottom = pdf.box(0, "TRÍCH SAO; UBND")
    assert 0 < top < bottom < nd30.PAGE.top.house.pt
    assert left > nd30.PAGE.width.house.pt / 2
    end = pdf.box(0, "+07:00")[2]
    assert end == pytest.approx((nd30.PAGE.width.house - nd30.PAGE.right.house) / 12_700, abs=2)
    assert bottom - top < metrics.LINE_HEIGHT * 10
    assert sum("TRÍCH SAO;" in page for page in printed["both"].texts()) == 1


def test_address_stands_at_the_foot_of_page_1_only_below_a_line_as_wide_as_the_text(printed):
    pdf = printed["letter"]
    page = nd30.PAGE
    _, top, _, bottom = pdf.box(0, "0204.000.000")
    end = (page.height.house - page.bottom.house) / 12_700
    assert end - 20 < bottom <= end + 1
    lines = [line for line in pdf.lines(0) if line[2] - line[0] > page.text_width.pt * 0.95]
    under = [line for line in lines if 0 < pdf.box(0, "Hùng V")[1] - line[1] < 12]
    assert len(under) == 1
    assert under[0][2] - under[0][0] == pytest.approx(page.text_width.pt, abs=2)
    assert top > under[0][1]
    for name in ("letter", "both"):
        assert sum("Hùng Vương" in text for text in printed[name].texts()) == 1


def test_pages_of_the_assignments_lie_on_their_side(printed):
    for page in printed["assignments"].document:
        width, height = page.get_size()
        assert (width, height) == (
            pytest.approx(nd30.PAGE.height.house.pt, abs=1),
            pytest.approx(nd30.PAGE.width.house.pt, abs=1),
        )


def test_a_chain_of_five_lines_stands_above_the_name_in_order(printed):
    pdf = printed["chain"]
    page = next(at for at, text in enumerate(pdf.texts()) if CHAIN[0] in text)
    tops = [pdf.box(page, line)[1] for line in CHAIN]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(CHAIN)
    assert pdf.box(page, LETTER.signer)[1] > tops[-1]


def test_parent_stands_above_the_agency_and_two_lines_of_it_close_together(printed):
    pdf = printed["notice"]
    assert pdf.box(0, NOTICE.parent[0])[3] <= pdf.box(0, NOTICE.header[0])[1] + 2
    first, second = (printed["letter"].box(0, line) for line in LETTER.header)
    assert 0 < second[1] - first[1] < 20
    assert (first[0] + first[2]) / 2 == pytest.approx((second[0] + second[2]) / 2, abs=2)
    assert printed["letter"].box(0, wording.NATIONAL_NAME)[0] > first[2]
