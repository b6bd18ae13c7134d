"""The word that was meant."""

from __future__ import annotations

from soanthao.language.nearest import folded, nearest


def test_a_slip_finds_its_word() -> None:
    assert nearest("phong-noivu", ["phong-noi-vu", "phong-tu-phap"]) == "phong-noi-vu"


def test_accents_count_little() -> None:
    assert nearest("khẩn", ["thuong-khan", "khan", "hoa-toc"]) == "khan"


def test_accents_decide_between_words_that_are_alike_without_them() -> None:
    assert nearest("TTR", ["TTr", "TTrs"]) == "TTr"
    assert nearest("đề nghi", ["giao", "đề nghị"]) == "đề nghị"


def test_what_is_unlike_every_word_finds_none() -> None:
    assert nearest("xyzzy", ["phong-noi-vu", "to", "due"]) is None


def test_a_word_that_is_a_little_alike_is_not_offered() -> None:
    assert nearest("chanh", ["phong", "ban"]) is None


def test_no_choices_no_word() -> None:
    assert nearest("a", []) is None


def test_ties_go_to_the_first() -> None:
    assert nearest("xa-c", ["xa-a", "xa-b"]) == "xa-a"
    assert nearest("xa-c", ["xa-b", "xa-a"]) == "xa-b"


def test_decomposed_letters_are_the_same_letters() -> None:
    assert nearest("giao\u0323", ["giao", "giạo"]) == nearest("giaọ", ["giao", "giạo"])


def test_folding_takes_off_every_accent_and_the_stroke() -> None:
    assert folded("Đường Tuyệt MẬT") == "duong tuyet mat"
