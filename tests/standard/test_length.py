from hypothesis import given
from hypothesis import strategies as st

from soanthao.standard.length import Allowed, Length, mm, pt


def test_one_inch_is_72_points_and_25_4_millimetres():
    assert pt(72) == mm(25.4) == Length(914_400)


def test_word_units_of_14_points():
    assert (pt(14).half_points, pt(14).twips) == (28, 280)


def test_a_length_writes_itself_as_css():
    assert [str(each) for each in (pt(13), pt(12.5), mm(20), mm(12.75), Length(0))] == [
        "13pt",
        "12.5pt",
        "20mm",
        "12.75mm",
        "0pt",
    ]
    assert f"{mm(8)}" == "8mm"


def test_repr_shows_emu():
    assert repr(mm(1)) == "Length(36000)"


@given(st.integers(0, 10_000_000))
def test_css_keeps_a_length_to_the_tenth_of_a_micrometre(emu):
    text = str(Length(emu))
    back = pt(float(text[:-2])) if text.endswith("pt") else mm(float(text[:-2]))
    assert abs(back - emu) <= 2


@given(st.floats(0, 500))
def test_millimetres_and_points_come_back(value):
    assert abs(mm(value).mm - value) < 0.0001
    assert abs(pt(value).pt - value) < 0.0001


def test_allowed_includes_both_ends_and_may_be_open():
    closed, open_ = Allowed(pt(12), pt(13), pt(12)), Allowed(None, None, 3.0)
    assert closed.allows(pt(12))
    assert closed.allows(pt(13))
    assert not closed.allows(pt(11.5))
    assert not closed.allows(pt(13.5))
    assert open_.allows(-1e9)
