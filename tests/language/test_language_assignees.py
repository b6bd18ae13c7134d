"""Who is ordered to do what: invented sentences as a chief clerk reads them."""

from __future__ import annotations

from typing import Any

import pytest
from assignee_cases import ROLES, Case, cases, directories

from soanthao.language.assignees import Lexicon, Mention, Reading, read_orders

CASES = cases()
LEXICONS = {key: Lexicon.of(listed, day) for key, (listed, day) in directories().items()}


def reading(case: Case) -> Reading:
    return read_orders(case.text, LEXICONS[case.directory], heading="heading" in case.flags)


def ids(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return frozenset(id for mention in mentions for id in mention.ids)


def roles_of(value: Any) -> dict[str, frozenset[str]]:
    names = {"with": "with_"}
    return {role: ids(getattr(value, names.get(role, role))) for role in ROLES}


def quoted(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " (...) ".join(text[start:stop] for start, stop in spans)


def test_there_are_more_than_200_sentences() -> None:
    assert len(CASES) > 200
    assert len({case.text for case in CASES}) > 200


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_a_sentence_is_read_as_a_clerk_reads_it(case: Case) -> None:
    found = reading(case)
    parts = [(roles_of(part), quoted(case.text, part.spans)) for part in found.parts]
    assert (found.kind, roles_of(found), parts) == (case.kind, case.roles, list(case.parts))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_what_is_uncertain_is_said_and_nothing_else(case: Case) -> None:
    found = reading(case)
    said = {(doubt.code, case.text[doubt.start : doubt.stop]) for doubt in found.doubts}
    expected = set(case.doubts)
    missed = {
        (code, words)
        for code, words in expected
        if not any(code == other and words in text for other, text in said)
    }
    assert not missed, said
    assert {code for code, _ in said} == {code for code, _ in expected}, found.doubts


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.kind != "none"],
    ids=lambda case: case.text[:60],
)
def test_words_of_an_open_group_are_kept_and_a_missing_subject_is_said(case: Case) -> None:
    found = reading(case)
    assert bool(found.open) == ("open" in case.flags), found.open
    assert (found.subject == "none") == ("subject=none" in case.flags), found.subject
