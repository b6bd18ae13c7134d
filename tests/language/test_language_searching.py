"""Words looked for with and without tone marks."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from soanthao.language.searching import folded, matches

SUBJECT = "Thông báo Kết luận về giải phóng mặt bằng, hòa giải ở xã Đông Phú (125/TB-UBND)"


@pytest.mark.parametrize(
    "query",
    [
        "giai phong",
        "GIAI PHONG",
        "phong giai",
        "mat bang thong bao",
        "dong phu",
        "giải phóng",
        "Giải Phóng",
        "phóng giải",
        "Đông Phú",
        "hoà giải",
        "hòa giải",
        "hoa giai",
        "125",
        "125/TB-UBND",
        "tb-ubnd",
        "giả",
        "thong b",
        "",
        "  ",
        normalize("NFD", "giải phóng"),
    ],
)
def test_found(query: str):
    assert matches(query, SUBJECT)
    assert matches(query, normalize("NFD", SUBJECT))


@pytest.mark.parametrize(
    "query",
    [
        "giái phóng",
        "giai phóng",
        "Dông Phú",
        "hoá giải",
        "hóa giải",
        "hoạ giải",
        "iai phong",
        "iải phóng",
        "hong",
        "giai phong xuan",
        "25",
        "bằn gmặt",
        "ủy ban",
    ],
)
def test_not_found(query: str):
    assert not matches(query, SUBJECT)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("Uỷ ban", "Ủy ban"), ("quí", "quý"),
     ("kì", "kỳ"), ("HOÀ BÌNH", "Hòa Bình")],
)  # fmt: skip
def test_both_ways_to_place_a_tone_are_found(one: str, other: str):
    assert matches(one, other)
    assert matches(other, one)


def test_a_mark_anywhere_asks_for_exactly_these_words():
    assert matches("an toàn", "bảo đảm an toàn")
    assert not matches("an toàn", "bảo đảm ân toàn")
    assert matches("an toan", "bảo đảm ân toàn")


def test_folded_has_small_letters_without_marks():
    assert folded("Đường Ủy ban") == "duong uy ban"
    assert folded(normalize("NFD", "Đường Ủy ban")) == "duong uy ban"


WORDS = st.lists(
    st.sampled_from(
        ["Thông", "báo", "giải", "phóng", "mặt", "bằng", "hòa", "thuỷ", "Đông", "xã", "HĐND&UBND"]
    ),
    min_size=1,
    max_size=6,
)


@given(WORDS, st.randoms(use_true_random=False))
def test_words_in_any_order_and_any_case_are_found(words: list[str], random):
    text = " ".join(words)
    random.shuffle(words)
    chosen = words[: random.randint(1, len(words))]
    assert matches(" ".join(chosen), text)
    assert matches(" ".join(chosen).upper(), text)
    assert matches(folded(" ".join(chosen)), text)


@given(WORDS, WORDS)
def test_what_marks_find_is_found_without_them(query: list[str], text: list[str]):
    if matches(" ".join(query), " ".join(text)):
        assert matches(folded(" ".join(query)), " ".join(text))


@given(WORDS, WORDS)
def test_a_word_that_is_not_there_is_never_found(query: list[str], text: list[str]):
    assume(not set(query) <= set(text))
    assert not matches(" ".join(query), " ".join(text))


@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_breaks_it(query: str, text: str):
    assert matches(query, text) in {True, False}
    assert matches(text, text)
