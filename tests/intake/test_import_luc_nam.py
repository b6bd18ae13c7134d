"""The text of the Lục Nam notice imported, and laid beside the draft made by hand."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from plain_notice import ROOT
from soanthao.draft.load import Draft, load
from soanthao.notice.item import Item
from soanthao.notice.markup import RichText
from soanthao.services.importing import ImportReport, import_notice

sys.path.insert(0, str(ROOT / "benchmarks"))
import luc_nam

TEXT = ROOT / "tests" / "data" / "luc-nam-2020-05.md"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, Path]:
    out = tmp_path_factory.mktemp("import") / "conclusion.yaml"
    shutil.copyfile(ROOT / "drafts" / "luc-nam" / "agency.yaml", out.parent / "agency.yaml")
    return import_notice(TEXT, out), out


@pytest.fixture(scope="module")
def draft(imported: tuple[ImportReport, Path]) -> Draft:
    return load(imported[1])


@pytest.fixture(scope="module")
def by_hand() -> Draft:
    return load(ROOT / "drafts" / "luc-nam" / "2020-05" / "conclusion.yaml")


def test_the_draft_loads_as_it_was_written(imported: tuple[ImportReport, Path]):
    report, _ = imported

    assert report.holds
    assert report.items == 22


def test_every_difference_from_the_draft_made_by_hand_is_flagged():
    count, found = luc_nam.differences()

    assert count == 22
    assert [each.id for each in found if not each.is_flagged] == []
    # All of them hang on item 3, which the chief clerk gave to the communes against the words.
    assert {each.id.partition(".")[0] for each in found} <= {"3"}


def test_head_and_foot_are_those_of_the_draft_made_by_hand(draft: Draft, by_hand: Draft):
    assert draft.notice.subject == by_hand.notice.subject
    assert draft.notice.issued == by_hand.notice.issued
    assert draft.notice.number == by_hand.notice.number
    assert draft.notice.signature == by_hand.notice.signature
    assert draft.notice.meeting.held == by_hand.notice.meeting.held
    assert draft.notice.meeting.chair == by_hand.notice.meeting.chair
    for block, wanted in zip(draft.notice.recipients, by_hand.notice.recipients, strict=True):
        assert block.heading == wanted.heading
        for line, right in zip(block.lines, wanted.lines, strict=True):
            assert line.text == right.text
            assert set(line.units) <= set(right.units)


def texts(draft: Draft) -> list[tuple[str, RichText]]:
    told: list[tuple[str, RichText]] = []
    for element in draft.notice.body:
        if isinstance(element, Item):
            told += [(item.marker, item.text) for item in element.walk()]
        elif isinstance(element, RichText):
            told.append(("", element))
    return told


def test_the_body_is_printed_as_the_draft_made_by_hand(draft: Draft, by_hand: Draft):
    assert texts(draft) == texts(by_hand)


def test_every_letter_of_the_source_is_in_the_draft(draft: Draft):
    body = "".join(marker + text.plain for marker, text in texts(draft))
    source = TEXT.read_text("utf-8")
    start, end = source.index("Ngày 26/5/2020"), source.index("**Nơi nhận")
    wanted = re.sub(r"[\s*\\]", "", source[start:end])

    assert re.sub(r"\s", "", body) == wanted


def test_every_open_question_stands_in_the_file(imported: tuple[ImportReport, Path]):
    report, out = imported
    text = re.sub(r"\n\s*# ", " ", out.read_text("utf-8"))

    for finding in report.findings:
        if finding.code[:3] in {"N30", "N31", "N40", "N41", "N51", "N52"}:
            assert f"? {finding.code} {finding.message}" in text
