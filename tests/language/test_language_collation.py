"""Lists in Vietnamese order, held against ICU (tests/expected/collation/vi-icu.txt)."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.language.collation import collation_key

FILE = Path(__file__).parents[1] / "expected" / "collation" / "vi-icu.txt"
ICU = [line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
LETTERS = "aàảãáạăằâầbdđeêghiklmnoôơuưxyAĐ 1290-/&,.()"


def test_every_word_stands_where_icu_puts_it():
    assert len(ICU) > 450
    shuffled = list(ICU)
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=collation_key) == ICU


@pytest.mark.parametrize(
    "ordered",
    [
        ("Bắc Giang", "Cao Bằng", "Dương", "Đà Nẵng", "Em"),
        ("an", "ăn", "ân"),
        ("ma", "mà", "mả", "mã", "má", "mạ"),
        ("bính an", "bình ân"),
        ("xã Bình", "xã Bình An", "xã Bìnha"),
        ("Tổ 2", "Tổ 10"),
        ("01/2020", "9/TB-UBND", "10/TB-UBND"),
        ("an", "An"),
        ("phòng A", "Phòng B"),
        ("", "a"),
    ],
)
def test_pairs_that_people_would_look_for(ordered: tuple[str, ...]):
    for one, other in pairwise(ordered):
        assert collation_key(one) < collation_key(other), (one, other)


@given(st.text(LETTERS, max_size=20))
def test_both_ways_to_write_a_letter_are_one(text: str):
    assert collation_key(normalize("NFD", text)) == collation_key(normalize("NFC", text))


@given(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=12))
def test_only_equal_texts_are_equal(one: str, other: str):
    assert (collation_key(one) == collation_key(other)) == (one == other)


@given(st.text(LETTERS, max_size=12), st.text(LETTERS, min_size=1, max_size=5))
def test_a_beginning_stands_before_what_begins_with_it(text: str, more: str):
    longer = f"{text} {more}"
    assert collation_key(text) < collation_key(longer)


@pytest.mark.parametrize("foreign", ["가", "中", "я"])
def test_letters_of_other_scripts_stand_behind_ours(foreign: str):
    assert collation_key("Zz") < collation_key(foreign)


@given(st.text(max_size=12))
def test_every_text_has_a_place(text: str):
    assert collation_key(text) == collation_key(text)
    assert sorted([text, "a", "z"], key=collation_key)
