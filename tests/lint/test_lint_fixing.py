"""What is certain is mended: the changed files of the mutation test, and again nothing to mend."""

import re

import pytest
from test_lint_mutations import CASES, changed, right  # noqa: F401 - a fixture

from soanthao.lint.policy import DECREE
from soanthao.services.mending import fixed
from soanthao.word.source import read_source

ASKED = {
    *("T002", "T110", "T113", "T133", "T139", "T147", "T200", "T203", "T213", "T219", "T623"),
    *("T800", "T961", "T963", "T965", "T966", "T967"),
}
"""Rules of format whose faults a person must mend: words, capitals, lines, what is missing."""
WORDS = {"C409"}
"""Rules about words whose faults are mended."""
FEW = {"page": 4, "fonts": 1, "sizes": 2, "styles": 2, "alignment": 2, "colors": 1, "layout": 3}
FEW |= {"head": 4, "foot": 4, "words": 4, "capitals": 1, "lines": 1}


def is_mended(codes):
    return all(code in WORDS or (code[0] == "T" and code not in ASKED) for code in codes)


def is_lines_only(case):
    """A line that a person must draw anew: the same code is a consequence of sizes elsewhere."""
    return "đường kẻ" in case["name"] or "in hoa" in case["name"]


def cases():
    seen = {}
    for group, case in CASES:
        seen[group] = seen.get(group, 0) + 1
        slow = () if seen[group] <= FEW[group] else (pytest.mark.torture,)
        yield pytest.param(case, id=case["name"], marks=slow)


def letters(data):
    text = " ".join(each.plain for each in read_source(data).paragraphs())
    return re.sub(r"[\W_]|(?<!\d)0+(?=\d)", "", text)


@pytest.mark.parametrize("case", list(cases()))
def test_what_is_certain_is_mended_and_no_word_changes(case, right, tmp_path):  # noqa: F811
    data, path = changed(right, case), tmp_path / "notice.docx"
    new, done, left = fixed(data, path, DECREE, path)
    found = {each.code for each in left}
    assert letters(new) == letters(data)
    if is_mended(set(case["codes"]) - {"T119"}) and not is_lines_only(case):
        assert found == set()
        assert {each.code for each in done} == set(case["codes"])
    else:
        assert found == set(case["codes"])
        assert (done, new) == ((), data)
    assert fixed(new, path, DECREE, path)[:2] == (new, ())
