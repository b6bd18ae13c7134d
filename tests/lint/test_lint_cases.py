"""Every rule of content on texts that a clerk can review: right ones and wrong ones.

A file of ``cases/`` is named after its rule. ``right`` lists texts (or mappings) in which the rule
sees nothing; ``wrong`` lists mappings with what is ``found``, word for word, in order, and where
the rule knows it what is ``expected``. A text is one paragraph of a body; a mapping may hold the
fields of a Reading, and ``passages`` as ``[component, text]`` or ``[component, text, marker]``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from soanthao.lint.catalogue import CONTENT
from soanthao.lint.reading import Passage, Reading
from soanthao.lint.review import review
from soanthao.notice.notice import Meeting
from soanthao.notice.number import PartialDate

FILES = sorted((Path(__file__).parent / "cases").glob("[CHT]*.yaml"))
CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FILES}

COMPONENTS = {"C412": "recipients", "T961": "recipients"}
"""What the examples of a rule are, where they are no body."""

SCENES = frozenset(("C207", "C501", "C502", "C503", "C504"))
"""Rules whose examples tell of more than one text."""


def reading(case: object) -> Reading:
    if isinstance(case, str):
        return Reading((Passage(case, "body"),), day=date(2026, 11, 2))
    fields = {key: value for key, value in case.items() if key not in ("found", "expected")}
    if "text" in fields:
        passages = [Passage(fields.pop("text"), "body")]
    else:
        passages = [Passage(each[1], each[0], *each[2:]) for each in fields.pop("passages")]
    if isinstance(fields.get("issued"), date):
        fields["issued"] = PartialDate.of(fields["issued"])
    if "meeting" in fields:
        told = fields["meeting"]
        fields["meeting"] = Meeting(**{**told, "held": tuple(told.get("held", ()))})
    for name in ("names", "parent", "header", "authority"):
        if name in fields:
            fields[name] = (frozenset if name == "names" else tuple)(fields[name])
    return Reading(tuple(passages), **{"day": date(2026, 11, 2), **fields})


def seen(code: str, case: object) -> list:
    return [each.remark for each in review(reading(case), CONTENT) if each.rule.code == code]


def test_every_rule_of_content_has_cases_and_every_case_a_rule():
    assert sorted(CASES) == sorted(rule.code for rule in CONTENT.rules)
    for code, cases in CASES.items():
        assert cases["right"], code
        assert cases["wrong"], code


@pytest.mark.parametrize("code", CASES)
def test_right_texts_give_no_remark(code):
    for case in CASES[code]["right"]:
        assert [remark.message for remark in seen(code, case)] == [], case


@pytest.mark.parametrize("code", CASES)
def test_wrong_texts_are_found_word_for_word(code):
    for case in CASES[code]["wrong"]:
        remarks = seen(code, case)
        assert [remark.found for remark in remarks] == case["found"], case
        if "expected" in case:
            assert [remark.expected for remark in remarks] == case["expected"], case


@pytest.mark.parametrize("code", CASES)
def test_a_remark_points_at_the_words_that_it_found(code):
    for case in CASES[code]["wrong"]:
        read = reading(case)
        for remark in seen(code, case):
            if remark.spot is not None and remark.spot.end > remark.spot.start:
                text = read.passages[remark.spot.passage].text
                assert text[remark.spot.start : remark.spot.end] == remark.found, case


def example(rule, text: str) -> dict:
    component = COMPONENTS.get(rule.code, "body")
    dash = "-" if text.startswith("- ") else ""
    return {"passages": [[component, text.removeprefix("- "), dash]]}


@pytest.mark.parametrize(
    "rule", [each for each in CONTENT.rules if each.code not in SCENES], ids=lambda rule: rule.code
)
def test_the_examples_of_a_rule_hold(rule):
    assert seen(rule.code, example(rule, rule.right)) == []
    assert seen(rule.code, example(rule, rule.wrong))
