"""Real notices in Word: what check says of them was judged by reading, finding by finding."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from soanthao.lint.policy import DECREE
from soanthao.services.checking import check_file

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
JUDGED = ROOT / "tests/expected/check/samples-judged.tsv"
PAGES = 14
"""Of the four notices together."""


def judged() -> list[dict[str, str]]:
    lines = [line for line in JUDGED.read_text("utf-8").splitlines() if line[:1] != "#"]
    return [*csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def test_less_than_one_finding_a_page_was_judged_wrong():
    verdicts = Counter(row["verdict"] for row in judged())
    assert set(verdicts) <= {"right", "wrong", "debatable"}
    assert verdicts["right"] > 30
    assert verdicts["wrong"] <= PAGES


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real notices are not here")
def test_nothing_is_found_in_them_that_was_not_judged():
    known = Counter((row["file"], row["code"], row["where"], row["message"]) for row in judged())
    seen = Counter(
        (path.name, each.code, each.where, each.message)
        for path in sorted(SAMPLES.glob("*.docx"))
        for each in check_file(path, DECREE)
    )
    assert seen == known
