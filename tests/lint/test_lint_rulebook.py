"""Table, rules and docs agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from soanthao.findings import Severity
from soanthao.lint.catalogue import EVERY, FORMAT
from soanthao.lint.codes import NUMBERS
from soanthao.lint.policy import Change, Policy
from soanthao.lint.profiles import PROFILES
from soanthao.lint.rulebook import rulebook
from soanthao.standard import nd30

PAGE = Path(__file__).parents[2] / "docs/rules.md"


def test_the_page_is_what_the_rules_say():
    assert PAGE.read_text("utf-8") == rulebook()


@pytest.mark.parametrize("rule", EVERY.rules, ids=lambda rule: rule.code)
def test_a_rule_says_what_holds_with_an_example_of_each(rule):
    assert rule.title
    assert rule.right
    assert rule.wrong
    assert rule.right != rule.wrong
    if rule.code[0] in "TH":
        assert rule.clause, "a rule of format or capitals has its clause"


def test_every_row_that_the_decree_knows_has_a_rule_of_its_size():
    lawful = {row.name for row in nd30.COMPONENTS if row.cite and row.size.low is not None}
    assert lawful - {"page-number"} == set(NUMBERS) & lawful
    sizes = {rule.code: rule for rule in FORMAT.rules if rule.code.endswith("1")}
    for name in lawful & set(NUMBERS):
        row = nd30.component(name)
        assert f"{row.size.low.pt:g}" in sizes[f"T{NUMBERS[name]}1"].title


def test_profiles_change_rules_that_there_are_and_say_why():
    for policy in PROFILES.values():
        for code, change in policy.changes.items():
            assert code in EVERY.by_code
            assert change.reason


def test_an_office_switches_a_rule_off_or_changes_its_level():
    rule = EVERY.by_code["C401"]
    assert Policy().severity(rule) is Severity.WARNING
    assert Policy({"C401": Change("off", "quen")}).severity(rule) is None
    assert Policy({"C401": Change("error", "quen")}).severity(rule) is Severity.ERROR
