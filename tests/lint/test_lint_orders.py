"""Rules about assignments on small drafts, each with one thing that is right or wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from soanthao.draft.load import load
from soanthao.lint.catalogue import ASSIGNMENT
from soanthao.lint.reading import of_notice
from soanthao.lint.review import review

CASES = yaml.safe_load((Path(__file__).parent / "cases/orders.yaml").read_text("utf-8"))
RUNS = [
    (code, index, kind)
    for code, kinds in CASES["rules"].items()
    for kind in ("right", "wrong")
    for index in range(len(kinds[kind]))
]


def remarks(case: dict, folder: Path) -> list:
    draft = {**CASES["draft"], **{key: value for key, value in case.items() if key != "found"}}
    path = folder / "conclusion.yaml"
    path.write_text(yaml.safe_dump(draft, allow_unicode=True, sort_keys=False), "utf-8")
    reading = of_notice(load(path).notice)
    seen = []
    for each in review(reading, ASSIGNMENT):
        spot = each.remark.spot
        key = reading.passages[spot.passage].key if spot else each.remark.key
        seen.append((each.rule.code, key, each.remark.found))
    return seen


def test_every_rule_about_assignments_has_cases():
    assert sorted(CASES["rules"]) == sorted(rule.code for rule in ASSIGNMENT.rules)


@pytest.mark.parametrize(("code", "index", "kind"), RUNS)
def test_a_draft_is_reviewed_as_a_clerk_would(code, index, kind, tmp_path):
    case = CASES["rules"][code][kind][index]
    seen = [f"{key} | {words}" for found, key, words in remarks(case, tmp_path) if found == code]
    assert seen == case.get("found", [])


def test_messages_are_vietnamese_sentences(tmp_path):
    for kinds in CASES["rules"].values():
        for case in kinds["wrong"]:
            draft = {**CASES["draft"], **{k: v for k, v in case.items() if k != "found"}}
            path = tmp_path / "conclusion.yaml"
            path.write_text(yaml.safe_dump(draft, allow_unicode=True, sort_keys=False), "utf-8")
            for each in review(of_notice(load(path).notice), ASSIGNMENT):
                assert re.search(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ]", each.remark.message)
                assert each.remark.message.endswith(".")
