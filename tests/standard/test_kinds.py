import pytest

from soanthao.standard import kinds

# Phụ lục III, phần I, typed from the decree.
LAW = [
    "NQ",
    "QĐ",
    "CT",
    "QC",
    "QyĐ",
    "TC",
    "TB",
    "HD",
    "CTr",
    "KH",
    "PA",
    "ĐA",
    "DA",
    "BC",
    "BB",
    "TTr",
    "HĐ",
    "CĐ",
    "BGN",
    "BTT",
    "GUQ",
    "GM",
    "GGT",
    "GNP",
    "PG",
    "PC",
    "PB",
]


def test_there_are_29_kinds_of_which_two_have_no_abbreviation():
    assert len(kinds.KINDS) == 29
    assert [kind.abbreviation for kind in kinds.KINDS if kind.abbreviation] == LAW
    assert {k.name for k in kinds.KINDS if not k.abbreviation} == {"Công văn", "Thư công"}


@pytest.mark.parametrize("abbreviation", LAW)
def test_every_abbreviation_finds_its_kind(abbreviation):
    kind = kinds.kind(abbreviation)
    assert kind is not None
    assert kind.abbreviation == abbreviation


@pytest.mark.parametrize("wrong", ["tb", "QYĐ", "CTR", "TTR", "CV", "GN", "TTh", "QCh", "DAn", ""])
def test_case_and_spelling_count(wrong):
    assert kinds.kind(wrong) is None


def test_a_decision_is_no_regulation():
    assert kinds.kind("QĐ") != kinds.kind("QyĐ")


def test_copies_have_their_own_abbreviations():
    assert [copy.abbreviation for copy in kinds.COPIES] == ["SY", "TrS", "SL"]
    assert kinds.copy_kind("TrS") is kinds.COPIES[1]
    assert kinds.copy_kind("TRS") is None
    assert kinds.kind("TrS") is None


def test_title_is_the_name_in_capitals():
    kind = kinds.kind("TB")
    assert kind is not None
    assert kind.title == "THÔNG BÁO"
