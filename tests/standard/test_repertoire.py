from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from soanthao.pdf import faces
from soanthao.standard.repertoire import is_printable

COVERED = frozenset.intersection(
    *(frozenset(TTFont(path).getBestCmap()) for path in faces.sound_faces())
)


HEBREW = {*range(0x0590, 0x0600), *range(0xFB1D, 0xFB50)}


def test_the_table_holds_what_all_faces_of_the_font_have_from_left_to_right():
    printable = {code for code in range(0x110000) if is_printable(chr(code))}
    assert printable == COVERED - HEBREW


@given(st.sampled_from("aăâđêôơưẮằẳẵặẸẻẽếềểễệỊỉỌọỏốồổỗộớờởỡợỤủứừửữựỳỵỷỹ0123456789“”‘’…–—№€₫"))
def test_vietnamese_is_printable(char):
    assert is_printable(char)


@given(st.sampled_from("✓✔☐☑😀北京ไก안שא"))
def test_ticks_pictographs_and_other_scripts_are_not(char):
    assert not is_printable(char)
