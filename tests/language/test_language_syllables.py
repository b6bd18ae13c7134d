"""Syllables that can be written in Vietnamese, and those that cannot."""

from __future__ import annotations

from itertools import product
from unicodedata import normalize

import pytest

from soanthao.language.syllables import is_syllable, tone_place, words

WRITTEN = """
    nghiêm nghiệm nghị ngành nghề gì giêng giếng giữ giải gỉ quy quyết quốc quân quản quýt quờ quẹt
    khuya khuỷu khuếch khoảng khoắng ngoằn ngoèo thuở huơ xoong goòng yêu yết yểm ỉu ủy uỷ hòa
    hoà thuê tuệ duyên xuyên chuyển tuần xuất phường ương ướp rượu hươu người mười chưa chùa ký kỹ
    kiểm kế kẻ cá công của ghi ghế gà gốc nghĩ ngủ đất ăn ấp ế ốc oách oanh oăm quắt quặng quỳnh
    huỳnh tuýp pin phích xích
"""
NOT_WRITTEN = """
    thưc kêt viêc đat hoàhn ngiêm nghành kông cế gế ngề ghà nghà quuyết tuyêt iên đưọwc
    phườg xữlý thựch trừơngg hướg đượcc hoànn ãếch jì zì wạc fường iếc
"""


@pytest.mark.parametrize("word", WRITTEN.split())
def test_a_syllable_of_real_words_can_be_written(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.capitalize())
    assert is_syllable(normalize("NFD", word))


@pytest.mark.parametrize("word", NOT_WRITTEN.split())
def test_a_mistyped_syllable_cannot_be_written(word: str) -> None:
    assert not is_syllable(word)


def test_a_syllable_that_is_stopped_has_one_of_two_tones() -> None:
    for rime, tone in product(("at", "ac", "ap", "ach"), ("", "\u0300", "\u0309", "\u0303")):
        assert not is_syllable(normalize("NFC", f"l{rime[0]}{tone}{rime[1:]}"))
    assert all(is_syllable(word) for word in ("lát", "lạt", "lách", "lạch"))


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("hòa", "old"),
        ("hoà", "new"),
        ("Hoả", "new"),
        ("ủy", "old"),
        ("UỶ", "new"),
        ("thúy", "old"),
        ("khỏe", "old"),
        ("khoẻ", "new"),
        ("quý", None),
        ("hoạt", None),
        ("toàn", None),
        ("hoa", None),
        ("của", None),
        ("ý", None),
    ],
)
def test_the_place_of_a_tone_mark_is_told_where_both_are_written(
    word: str, place: str | None
) -> None:
    assert tone_place(word) == place


def test_words_are_runs_of_letters_with_their_offsets() -> None:
    assert words("Số 12/TB-UBND, ngày") == [(0, "Số"), (6, "TB"), (9, "UBND"), (15, "ngày")]
