"""Coverage rests in the tests that are named, and every name is that of a test."""

import re
from pathlib import Path

import coverage
import pytest

from unmeasured import FILES, TESTS, is_unmeasured

HERE = Path(__file__).parent
NAMES = [(file, name) for file, names in TESTS.items() for name in names]


def source(file: str) -> str:
    """Return the text of the one test file of this name."""
    (path,) = HERE.rglob(file)
    return path.read_text("utf-8")


@pytest.mark.parametrize("file", sorted(FILES))
def test_an_unmeasured_file_is_there(file):
    assert "\ndef test_" in source(file)


@pytest.mark.parametrize(("file", "name"), sorted(NAMES))
def test_an_unmeasured_test_is_there(file, name):
    assert re.search(rf"^def {name}\(", source(file), re.MULTILINE)


def test_no_test_is_named_twice():
    assert FILES.isdisjoint(TESTS)


def test_other_tests_are_measured():
    file, name = NAMES[0]
    assert is_unmeasured(file, name)
    assert not is_unmeasured(file, f"{name}_too")
    assert not is_unmeasured("test_docs.py", name)
    assert all(is_unmeasured(each, "test_of_any_name") for each in FILES)


def test_coverage_rests_here():
    assert coverage.Coverage.current() is None


def test_coverage_does_not_rest_here(pytestconfig):
    asked = bool(pytestconfig.getoption("cov_source", None))
    assert (coverage.Coverage.current() is not None) == asked
