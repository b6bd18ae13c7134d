"""The letters of the Lục Nam notice, as a leader would sign them, word for word.

The notice is taken as issued (125/TB-UBND, 28/5/2020). The expected letters were written by hand
before the program that writes them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plain_notice import (
    EXPECTED,
    LUC_NAM,
    expected_lines,
    expected_pairs,
    expected_rows,
    load_plainly,
    luc_nam,
)
from soanthao.draft.load import load
from soanthao.notice.assignment import assign
from soanthao.notice.deadline import AtEvent, Before, Deadline, Vague, Within
from soanthao.notice.document import Document
from soanthao.notice.item import Item
from soanthao.notice.letter import letters
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.render.context import notice_sheet
from soanthao.render.letter_sheet import letter_sheet

BY_HAND = sorted(path.stem for path in (EXPECTED / "letters").glob("*.txt"))


@pytest.fixture(scope="module")
def drafted() -> Notice:
    return load(LUC_NAM).notice


@pytest.fixture(scope="module")
def issued(drafted: Notice) -> Notice:
    return replace(drafted, number=DocumentNumber(125, "TB-UBND"), issued=PartialDate(2020, 5, 28))


@pytest.fixture(scope="module")
def documents(issued: Notice) -> dict[str, Document]:
    made = letters(issued, assign(issued))
    return {letter.id: letter_sheet(issued, letter).document for letter in made}


def framed(unit: str, place: str) -> list[str]:
    rows = expected_rows("luc-nam-frames.tsv")
    return [row["line"] for row in rows if (row["unit"], row["place"]) == (unit, place)]


def test_the_project_reads_the_draft_as_the_plain_reader_does(drafted: Notice):
    plain = luc_nam()
    assert [bare(item) for item in drafted.items()] == [bare(item) for item in plain.items()]
    assert [one for one in drafted.body if isinstance(one, RichText)] == [
        one for one in plain.body if isinstance(one, RichText)
    ]
    assert drafted.validity_day == plain.validity_day


def test_the_example_is_read_without_a_warning():
    assert load(LUC_NAM).warnings == ()


def test_the_deadlines_are_read_as_the_values_that_they_mean(drafted: Notice):
    june = Within("month", 2020, 6)
    read: dict[tuple[str, int | None], tuple[Deadline, ...]] = {}
    for item in drafted.items():
        read[item.id, None] = item.follow.due
        read.update({(item.id, n): part.follow.due for n, part in enumerate(item.parts)})
    assert {at: due for at, due in read.items() if due} == {
        ("3.1", None): (Before(date(2020, 6, 20)),),
        ("3.2.1", None): (Before(date(2020, 6, 30)),),
        ("3.2.2", None): (Before(date(2020, 8, 30)),),
        ("3.2.3", None): (Before(date(2020, 11, 30)),),
        ("7.1", 0): (Before(date(2020, 6, 15)),),
        ("7.1", 1): (Vague("sớm"),),
        ("7.3", 0): (Vague("sớm, theo Kế hoạch của huyện"),),
        ("7.4", 2): (AtEvent("phiên giao ban tháng 6/2020", june),),
        ("7.6", None): (Vague("khẩn trương"), june),
        ("7.7", 0): (Vague("sớm"),),
        ("7.8", None): (Before(date(2020, 6, 30)),),
        ("7.9", None): (AtEvent("phiên họp tháng 6/2020", june),),
        ("7.10", None): (Before(date(2020, 7, 30)),),
    }


def bare(item: Item) -> tuple[object, ...]:
    """Return what both readers know of an item."""
    parts = [(part.spans, part.roles) for part in item.parts]
    return (item.id, item.marker, item.depth, item.text, item.lead, item.roles, parts)


def test_the_pairs_of_the_draft_are_those_that_the_chief_clerk_wrote_down(drafted: Notice):
    pairs = assign(drafted).pairs
    found = [(pair.item, pair.part, pair.unit, str(pair.role), pair.general) for pair in pairs]
    assert len(found) == len(set(found))
    assert set(found) == expected_pairs()


def test_33_units_receive_a_letter(documents: dict[str, Document]):
    assert len(documents) == 33
    assert set(documents) == set(expected_lines("luc-nam-letters.txt"))


def test_five_letters_were_written_by_hand():
    assert len(BY_HAND) == 5


@pytest.mark.parametrize("unit", BY_HAND)
def test_a_letter_reads_as_a_leader_signs_it(unit: str, documents: dict[str, Document]):
    written = [paragraph.text.plain for paragraph in documents[unit].body]
    assert written == expected_lines(f"letters/{unit}.txt")


@pytest.mark.parametrize("unit", BY_HAND)
def test_a_letter_has_the_frame_of_a_cong_van(unit: str, documents: dict[str, Document]):
    document = documents[unit]
    assert [document.subject] == framed(unit, "subject")
    assert list(document.addressees) == framed(unit, "addressee")
    (block,) = document.recipients
    assert block.heading == "Nơi nhận:"
    assert list(block.lines) == framed(unit, "recipient")
    assert document.header == ("ỦY BAN NHÂN DÂN", "HUYỆN LỤC NAM")
    assert document.parent == ()
    assert document.authority == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
    assert document.signer == "Nguyễn Tiến Dũng"
    assert document.number.endswith("/UBND-VP")
    assert " ".join(document.place_date.split()) == "Lục Nam, ngày tháng năm 2020"
    assert document.draft == ""


def test_only_units_of_the_whole_district_are_reminded_of_its_general_orders(
    documents: dict[str, Document],
):
    sentence = "Các nhiệm vụ giao chung thực hiện theo các mục 1, 2, 4, 5, 6 Thông báo."
    reminded = {
        unit
        for unit, document in documents.items()
        if any(paragraph.text.plain == sentence for paragraph in document.body)
    }
    assert reminded == set(documents) - {"chi-cuc-thue"}


def test_bold_deadlines_stay_bold_in_a_letter(documents: dict[str, Document]):
    bold = [
        run.text
        for paragraph in documents["xa-chu-dien"].body
        for run in paragraph.text.runs
        if run.bold
    ]
    assert bold == ["20/6/2020", "30/6/2020", "30/8/2020", "30/11/2020", "6/2020"]


def test_the_letters_of_an_unnumbered_notice_are_previews(drafted: Notice):
    made = letters(drafted, assign(drafted))
    marks = {letter_sheet(drafted, letter).document.draft for letter in made}
    assert marks == {"DỰ THẢO"}


def test_the_notice_prints_every_paragraph_of_the_original_in_order(issued: Notice):
    document = notice_sheet(issued).document
    original = (EXPECTED / "luc-nam-text.txt").read_text(encoding="utf-8").replace("*", "")
    body = original.splitlines()[4:-11]
    assert body[-1].startswith("Trên đây là kết luận")
    assert [paragraph.text.plain for paragraph in document.body] == body
    printed = [line for block in document.recipients for line in (block.heading, *block.lines)]
    assert printed == original.splitlines()[-11:-3]
    assert [*document.authority, document.signer] == original.splitlines()[-3:]
    assert document.subject == load_plainly(LUC_NAM)["notice"]["subject"]
