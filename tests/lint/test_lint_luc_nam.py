"""Luc Nam, May 2020, reviewed: exactly what was written down by reading, nothing beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from soanthao.draft.load import load
from soanthao.lint.catalogue import ASSIGNMENT, CONTENT
from soanthao.lint.policy import DECREE
from soanthao.lint.profiles import PROFILES
from soanthao.lint.reading import of_notice
from soanthao.lint.review import review

ROOT = Path(__file__).parents[2]
EXPECTED = ROOT / "tests/expected/check/luc-nam-content.tsv"
DRAFT = ROOT / "drafts/luc-nam/2020-05/conclusion.yaml"


def expected() -> list[tuple[str, str, str]]:
    lines = [line for line in EXPECTED.read_text("utf-8").splitlines() if line[:1] != "#"]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["code"], row["key"], row["words"]) for row in rows]


@pytest.fixture(scope="module")
def reading():
    return of_notice(load(DRAFT).notice)


def found(reading, policy) -> list[tuple[str, str, str]]:
    seen = []
    for each in review(reading, CONTENT + ASSIGNMENT, policy):
        spot, remark = each.remark.spot, each.remark
        key = reading.passages[spot.passage].key if spot else remark.key
        seen.append((remark.code, key, remark.found))
    return seen


def test_the_findings_are_those_that_readers_wrote_down(reading):
    waiting = expected()
    for code, key, words in found(reading, DECREE):
        match = next(
            (
                each
                for each in waiting
                if each[:2] == (code, key) and (each[2] in words or words in each[2])
            ),
            None,
        )
        assert match is not None, (code, key, words)
        waiting.remove(match)
    assert waiting == []


def test_the_habit_of_the_province_is_no_finding_where_its_profile_is_chosen(reading):
    codes = {code for code, _, _ in found(reading, DECREE)}
    assert codes - {code for code, _, _ in found(reading, PROFILES["bac-giang"])} == {"T961"}
