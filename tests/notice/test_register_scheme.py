"""Which series of numbers a document belongs to (Điều 15): by kind, under each scheme."""

from __future__ import annotations

import pickle

import pytest

from soanthao.notice.letterhead import Agency, Letterhead
from soanthao.notice.register_scheme import RegisterScheme
from soanthao.standard.kinds import COPIES, KINDS

COMMON = RegisterScheme(own=True, scheme="common", name="Sổ văn bản đi")
PER_KIND = RegisterScheme(own=True, scheme="per-kind")
GROUPS = RegisterScheme(
    own=True, scheme="groups", groups={"so-1": ("QĐ", "CT"), "so-2": ("TB", "cong-van")}
)
SCHEMES = (COMMON, PER_KIND, GROUPS)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda each: each.scheme)
@pytest.mark.parametrize("copy", [kind.abbreviation for kind in COPIES])
def test_copies_share_one_series_of_their_own(scheme: RegisterScheme, copy: str):
    assert scheme.series_of(copy) == "ban-sao"


@pytest.mark.parametrize("kind", [*(kind.abbreviation for kind in KINDS), "cong-van", "KL"])
def test_one_series_holds_every_document_whatever_its_name(kind: str):
    assert COMMON.series_of(kind) == "chung"


@pytest.mark.parametrize("kind", [kind.abbreviation for kind in KINDS if kind.abbreviation])
def test_each_kind_has_its_series_named_by_its_abbreviation(kind: str):
    assert PER_KIND.series_of(kind) == kind


def test_no_two_kinds_share_a_series_of_each_kind():
    names = [PER_KIND.series_of(kind.abbreviation) for kind in KINDS if kind.abbreviation]
    assert len({*names, "ban-sao", "cong-van"}) == len(names) + 2


@pytest.mark.parametrize(
    ("scheme", "series"),
    [(COMMON, "chung"), (PER_KIND, "cong-van"), (GROUPS, "so-2")],
    ids=["common", "per-kind", "groups"],
)
@pytest.mark.parametrize("written", ["", "cong-van"])
def test_a_letter_has_no_abbreviation_and_a_series(scheme: RegisterScheme, series: str, written):
    assert scheme.series_of(written) == series


@pytest.mark.parametrize(
    ("kind", "series"),
    [("QĐ", "so-1"), ("CT", "so-1"), ("TB", "so-2"), ("KH", "chung"), ("QyĐ", "chung")],
)
def test_what_no_group_names_belongs_to_the_common_series(kind: str, series: str):
    assert GROUPS.series_of(kind) == series


def test_letters_that_no_group_names_belong_to_the_common_series():
    scheme = RegisterScheme(own=True, scheme="groups", groups={"so-1": ("QĐ",)})
    assert {scheme.series_of(written) for written in ("", "cong-van")} == {"chung"}


def test_an_agency_that_says_nothing_has_its_numbers_from_elsewhere():
    scheme = Agency("UBND xã A", "UBND xã", Letterhead((), (), "A")).register
    assert (scheme.own, scheme.series_of("TB"), scheme.series_of("")) == (False, "TB", "cong-van")


def test_a_scheme_travels_to_another_process():
    assert pickle.loads(pickle.dumps(GROUPS)) == GROUPS
