"""Opening paragraphs as offices write them give the days of the meeting and who chaired it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from soanthao.intake.chair import chair_of
from soanthao.intake.held import held_on
from soanthao.notice.number import PartialDate

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "meetings.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["opening"][:60] for case in CASES])
def test_an_opening_tells_when_and_who(case):
    issued = case.get("issued")
    held = held_on(case["opening"], PartialDate.of(issued) if issued else None)
    chair = chair_of(case["opening"], case.get("head", ""))
    assert (list(held.days), chair.title) == (case["held"], case["chair"])
    doubted = {"N523": held.doubt or not held.days, "N524": chair.doubt or not chair.title}
    assert [code for code, doubt in doubted.items() if doubt] == case.get("doubt", [])
