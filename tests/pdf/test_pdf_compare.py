import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_documents import TOKENS, lines

from soanthao.pdf import engine
from soanthao.pdf.compare import LONG_WORD, first_difference, rejoined
from soanthao.pdf.reader import read_text

VISIBLE = st.sampled_from("aăđơưỗỵĐXZ09&<>“”.,;:-/–—+*()'\"")


@st.composite
def printings(draw):
    """A text, and the same as a page might show it: blanks as blanks or line ends, words cut."""
    paragraphs = draw(st.lists(lines(), min_size=1, max_size=4))
    printed = []
    for char in "\n".join(paragraphs):
        if char.isspace():
            printed.append(draw(st.sampled_from([" ", "\n", "  ", " \n", "\u00a0"])))
        else:
            printed.append(char)
            if char in "-/–—?!" and draw(st.booleans()):
                printed.append("\n")
    return "\n".join(paragraphs), "".join(printed)


@given(printings())
def test_a_printed_text_equals_the_model(printing):
    expected, printed = printing
    assert first_difference(expected, printed) is None


@given(printings(), st.data())
def test_a_dropped_character_is_found(printing, data):
    expected, printed = printing
    at = data.draw(st.sampled_from([i for i, char in enumerate(printed) if not char.isspace()]))
    assert first_difference(expected, printed[:at] + printed[at + 1 :]) is not None


@given(printings(), VISIBLE, st.data())
def test_an_added_character_is_found(printing, char, data):
    expected, printed = printing
    at = data.draw(st.integers(0, len(printed)))
    assert first_difference(expected, printed[:at] + char + printed[at:]) is not None


@given(printings(), VISIBLE, st.data())
def test_a_changed_character_is_found(printing, char, data):
    expected, printed = printing
    at = data.draw(st.sampled_from([i for i, each in enumerate(printed) if not each.isspace()]))
    found = first_difference(expected, printed[:at] + char + printed[at + 1 :])
    assert (found is None) == (printed[at] == char)


@given(printings(), st.sampled_from([" ", "\u00a0", "\t"]), st.data())
def test_a_blank_added_inside_a_word_is_found(printing, blank, data):
    expected, printed = printing
    inside = [
        at
        for at in range(1, len(printed))
        if not printed[at - 1].isspace() and not printed[at].isspace()
    ]
    if inside:
        at = data.draw(st.sampled_from(inside))
        assert first_difference(expected, printed[:at] + blank + printed[at:]) is not None


@given(st.lists(TOKENS, min_size=2, max_size=9), st.data())
def test_a_blank_lost_inside_a_line_is_found(tokens, data):
    at = data.draw(st.integers(1, len(tokens) - 1))
    printed = " ".join(tokens[:at]) + " ".join(tokens[at:])
    assert first_difference(" ".join(tokens), printed) is not None


@pytest.mark.parametrize(
    ("expected", "printed", "at"),
    [
        ("một hai", "một ba", 4),
        ("một hai", "một", 3),
        ("một", "một hai", 3),
        ("một hai", "mộthai", 3),
        ("", "một", 0),
        ("một", "", 0),
        ("một hai ba", "một hai ca", 8),
        ("a-b", "a-\n\nb", 2),
    ],
)
def test_the_difference_is_where_the_texts_part(expected, printed, at):
    assert first_difference(expected, printed) == at


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("phòng-chống", "phòng-\nchống"),
        ("và/hoặc", "và/\nhoặc"),
        ("2020–nay", "2020–\nnay"),
        ("W" * LONG_WORD, "W\n" + "W" * (LONG_WORD - 1)),
        ("Mẫu.7", "Mẫu.\n7"),
        ("(a)(b)", "(a)\n(b)"),
        ("  một  ", "\n một\n"),
        ("", " \n"),
        ("một ", "một"),
    ],
)
def test_a_line_may_end_where_the_layout_may_break(expected, printed):
    assert first_difference(expected, printed) is None


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        ("thông", "thô\nng"),
        ("phòng-chống", "phòng\n-chống"),
        ("W" * (LONG_WORD - 1), "W\n" + "W" * (LONG_WORD - 2)),
        ("phòng-chống", "phòng- chống"),
        ("1.500", "1.\n500"),
        ("mục(a)", "mục\n(a)"),
        ("mục.a", "mục.\na"),
    ],
)
def test_a_word_may_not_be_cut_elsewhere(expected, printed):
    assert first_difference(expected, printed) is not None


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("số 69/KH-\nUBND ngày", "số 69/KH-UBND ngày"),
        ("và/\nhoặc", "và/hoặc"),
        ("kinh tế -\nxã hội", "kinh tế -\nxã hội"),
        ("./.\nNơi nhận", "./.\nNơi nhận"),
        ("một\n- hai", "một\n- hai"),
    ],
)
def test_a_word_cut_at_a_hyphen_is_rejoined(printed, text):
    assert rejoined(printed) == text


MARKS = "-–—/?!…|}%°)];:,.&+=*_~@#$“”\"'(<[{\\•\u00d7±²§€Đm9"


@pytest.mark.parametrize("first", MARKS)
def test_every_place_where_the_layout_ends_a_line_is_known(first):
    """Two marks between two words, in a column that holds one of the words."""
    words = [f"mmmmm{first}{second}Wmmmm" for second in MARKS]
    body = "".join(f"<p>{html.escape(word)}</p>" for word in words)
    style = "<style>p { width: 23mm; font: 14pt 'Liberation Serif'; margin: 0 }</style>"
    data = engine.weasyprint().HTML(string=style + body).write_pdf()
    assert max(map(len, words)) < LONG_WORD
    assert first_difference("\n".join(words), read_text(data)) is None
