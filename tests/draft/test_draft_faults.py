"""Every fault of the two files: found, once, at its place, with a code that docs explain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from soanthao.draft.faults import MESSAGES
from soanthao.draft.load import load
from soanthao.errors import InvalidInputError

CASES = Path(__file__).parent / "cases"
DOCS = Path(__file__).parents[2] / "docs" / "errors.md"
OTHERWISE_RAISED = {
    *(
        "Y101",
        "Y102",
        "Y103",
        "Y106",
        "Y108",
        "Y113",
        "Y114",
        "Y115",
        "Y116",
        "Y416",
        "Y417",
        "Y209",
        "Y525",
        "Y536",
        "Y537",
        "Y538",
        "Y539",
    ),
}
"""Codes whose cases are bytes, folders or too long to be written down: see the other tests."""


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for name, case in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            yield pytest.param(case, id=f"{file.stem}-{name}")


def found(path: Path) -> list[str]:
    try:
        load(path)
    except InvalidInputError as error:
        return [
            f"{'agency:' if Path(each.path).name == 'agency.yaml' else ''}"
            f"{each.code}:{each.line}:{each.column}"
            for each in error.findings
        ]
    return []


@pytest.mark.parametrize("case", list(cases()))
def test_a_case_has_exactly_its_faults(case: dict[str, Any], desk: Any) -> None:
    path = desk.write(
        case.get("conclusion", ""), case.get("agency", ""), whole=case.get("whole", False)
    )
    assert found(path) == case["faults"]


def test_every_code_is_raised_by_some_case() -> None:
    raised = {
        fault.removeprefix("agency:").partition(":")[0]
        for param in cases()
        for fault in param.values[0]["faults"]
    }
    assert set(MESSAGES) - raised == OTHERWISE_RAISED


def test_every_code_is_explained_to_the_clerk() -> None:
    headings = {
        line.removeprefix("### ").partition(" ")[0]
        for line in DOCS.read_text(encoding="utf-8").splitlines()
        if line.startswith("### Y")
    }
    assert headings == set(MESSAGES)
