"""However a text is cut into runs, it is read as one."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from word_sources import p, read, run

from soanthao.language.encodings_tables import TCVN3, VNI

LETTERS = "aăâđêôơưếộữỳẵ ĐỦÁ.,;*[]^\\0123456789\u00a0\t"
PROPERTIES = {"": "", "b": "<w:b/>", "i": "<w:i/>", "bi": "<w:b/><w:i/>"}
CHARACTERS = st.tuples(st.sampled_from(LETTERS), st.sampled_from(list(PROPERTIES)))


def cut(text, cuts):
    """Yield *text* in pieces that end at *cuts*."""
    ends = sorted({each % (len(text) + 1) for each in cuts} | {len(text)})
    for begin, end in zip([0, *ends], ends, strict=False):
        if begin < end:
            yield text[begin:end]


def marked(paragraph):
    """Yield the characters that are no blanks, each with its format."""
    for piece in paragraph.text.runs:
        for char in piece.text:
            if char != " ":
                yield char, "b" * piece.bold + "i" * piece.italic


@settings(max_examples=100)
@given(st.lists(CHARACTERS, min_size=1, max_size=40))
def test_every_character_keeps_its_format_and_blanks_are_one(characters):
    body = p(*(run(char, PROPERTIES[form]) for char, form in characters))
    read_ = list(read(body).paragraphs())
    plain = "".join(char for char, _ in characters)
    assert [each.plain for each in read_] == [" ".join(plain.split())] * bool(plain.strip())
    kept = [(char, form) for char, form in characters if not char.isspace()]
    assert [each for paragraph in read_ for each in marked(paragraph)] == kept


@settings(max_examples=100)
@given(st.text(LETTERS, min_size=1, max_size=40), st.lists(st.integers(0, 200), max_size=20))
def test_letters_cut_apart_are_composed(text, cuts):
    apart = unicodedata.normalize("NFD", text)
    forms = ["", "<w:b/>"]
    body = p(*(run(piece, forms[at % 2]) for at, piece in enumerate(cut(apart, cuts))))
    joined = "".join(each.plain for each in read(body).paragraphs())
    assert joined == unicodedata.normalize("NFC", " ".join(text.split()))


@settings(max_examples=60)
@given(
    st.text(st.sampled_from("aăâđêôơưếộữỳẵnhc "), min_size=1, max_size=30),
    st.lists(st.integers(0, 200), max_size=12),
    st.booleans(),
)
def test_letters_of_old_fonts_cut_apart_are_read(text, cuts, in_vni):
    table, font = (VNI, "VNI-Times") if in_vni else (TCVN3, ".VnTime")
    codes = {}
    for code, letter in table.items():
        codes.setdefault(letter, code)
    written = "".join(codes.get(char, char) for char in text)
    forms = (f'<w:rFonts w:hAnsi="{font}"/>', f'<w:rFonts w:hAnsi="{font}"/><w:b/>')
    body = p(*(run(piece, forms[at % 2]) for at, piece in enumerate(cut(written, cuts))))
    source = read(body)
    assert "".join(each.plain for each in source.paragraphs()) == " ".join(text.split())
    assert bool(source.findings) == (not written.isascii())
