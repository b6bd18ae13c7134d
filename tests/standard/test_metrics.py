import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from soanthao.pdf import faces
from soanthao.standard import metrics, wording
from soanthao.standard.length import Length, mm, pt

FACES = {False: "LiberationSerif-Regular.ttf", True: "LiberationSerif-Bold.ttf"}
VIETNAMESE = [
    unicodedata.normalize("NFC", base + mark)
    for base in "AaĂăÂâEeÊêIiOoÔôƠơUuƯưYy"
    for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
] + list("Đđ")


def liberation(bold):
    return TTFont(faces.FOLDER / FACES[bold])


@pytest.mark.parametrize("bold", [False, True])
def test_table_has_the_widths_of_liberation_serif(bold):
    font = liberation(bold)
    characters, widths = font.getBestCmap(), font["hmtx"]
    assert font["head"].unitsPerEm == metrics.UNITS_PER_EM
    for char, width in metrics.ADVANCES[bold].items():
        assert widths[characters[ord(char)]][0] == width, char


@pytest.mark.parametrize("bold", [False, True])
def test_a_letter_with_marks_is_as_wide_as_in_liberation_serif(bold):
    font = liberation(bold)
    characters, widths = font.getBestCmap(), font["hmtx"]
    for char in VIETNAMESE:
        width = metrics.text_width(char, Length(metrics.UNITS_PER_EM), bold)
        assert widths[characters[ord(char)]][0] == width, char


def test_a_single_line_is_as_high_as_in_liberation_serif():
    head = liberation(False)["hhea"]
    height = head.ascent - head.descent + head.lineGap
    assert height / metrics.UNITS_PER_EM == metrics.LINE_HEIGHT


def test_quoc_hieu_in_13_pt_bold_is_95_7_mm_wide():
    assert metrics.text_width(wording.NATIONAL_NAME, pt(13), bold=True).mm == pytest.approx(
        95.7, abs=0.1
    )


@given(st.text("AĂấĐđ xyz0-/", max_size=20), st.text("ợƯm.,", max_size=20), st.booleans())
def test_widths_add_up(left, right, bold):
    whole = metrics.text_width(left + right, pt(14), bold)
    assert (
        abs(
            whole - metrics.text_width(left, pt(14), bold) - metrics.text_width(right, pt(14), bold)
        )
        <= 2
    )


@given(st.text(st.sampled_from(VIETNAMESE)))
def test_composed_and_decomposed_text_have_one_width(text):
    size = pt(13)
    nfd = unicodedata.normalize("NFD", text)
    assert metrics.text_width(text, size) == metrics.text_width(nfd, size)


def test_an_unknown_character_counts_half_an_em():
    assert metrics.text_width("字", pt(10)) == pt(5)


def test_longest_line_of_a_text_that_fits_is_its_width():
    assert metrics.longest_line("Kết luận", pt(14), True, mm(165)) == metrics.text_width(
        "Kết luận", pt(14), True
    )


def test_longest_line_breaks_at_blanks():
    width = metrics.text_width("một hai", pt(14))
    assert metrics.longest_line("một hai ba", pt(14), False, width) == width
    assert metrics.longest_line("ba một hai", pt(14), False, width) == metrics.text_width(
        "ba một", pt(14)
    )


def test_longest_line_is_never_wider_than_the_column():
    assert metrics.longest_line("nghiêng" * 30, pt(14), False, mm(66)) == mm(66)
    assert metrics.longest_line("", pt(14), False, mm(66)) == 0


def test_longest_word_of_a_text_is_the_widest_between_blanks():
    text = "Văn phòng HĐND&UBND\nhuyện"
    assert metrics.longest_word(text, pt(12), True) == metrics.text_width("HĐND&UBND", pt(12), True)
    assert metrics.longest_word(" ", pt(12)) == 0
