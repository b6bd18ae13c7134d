"""Old font encodings become Unicode as their fonts print them."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.language.encodings import (
    Signs,
    begins_with_mark,
    detect,
    encoding_of,
    signs,
    to_unicode,
)
from soanthao.language.encodings_tables import TCVN3, VNI

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
SMALL = "đ" + "".join(unicodedata.normalize("NFC", v + tone) for v in VOWELS for tone in TONES)
ACCENTED = [letter for letter in SMALL if not letter.isascii()]


@pytest.mark.parametrize(
    ("written", "font", "printed"),
    [
        ("Th«ng b\u00b8o kÕt luËn", ".VnTime", "Thông báo kết luận"),
        ("§éc lËp - Tù do - H¹nh phóc", ".VnTime", "Độc lập - Tự do - Hạnh phúc"),
        ("céng hoµ x· héi chñ nghÜa viÖt nam", ".VnTimeH", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("hép møt tÕt", ".VnArial", "hộp mứt tết"),
        ("Tr\u00ad\u00acng", ".VnTime", "Trương"),
        ("\uf0a7\uf0e9c lËp", ".VnTime", "Độc lập"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times", None),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "VNI-Times", None),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Times", "Độc lập - Tự do - Hạnh phúc"),
        ("UÛy ban nhaân daân tænh", "VNI-Helve", "Ủy ban nhân dân tỉnh"),
        ("ngöôøi ñöôïc quyø, kyõ, vieäc kyù, lyù do, myõ", "vni-times", None),
    ],
)
def test_what_a_font_prints_is_read(written: str, font: str, printed: str | None) -> None:
    wanted = {
        "Co": "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "CO": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ng": "người được quỳ, kỹ, việc ký, lý do, mỹ",
    }
    assert to_unicode(written, font) == (printed or wanted[written[:2]])


def test_tcvn3_is_what_iconv_says() -> None:
    iconv = shutil.which("iconv")
    if iconv is None:
        pytest.skip("iconv is not installed")
    done = subprocess.run(
        [iconv, "-f", "TCVN5712-1", "-t", "UTF-8"],
        input="\n".join(TCVN3).encode("latin-1"),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("this iconv does not know TCVN5712-1")
    theirs = unicodedata.normalize("NFC", done.stdout.decode()).split("\n")
    assert theirs == list(TCVN3.values())


def test_both_tables_hold_every_vietnamese_letter() -> None:
    assert sorted(TCVN3.values()) == sorted([*ACCENTED, *"ĂÂÊÔƠƯĐ"])
    assert set(VNI.values()) == {*ACCENTED, *(letter.upper() for letter in ACCENTED)}


def test_no_two_letters_of_vni_are_written_alike() -> None:
    written: dict[str, set[str]] = {}
    for code, letter in VNI.items():
        written.setdefault(code, set()).add(letter)
    assert all(len(letters) == 1 for letters in written.values())


@given(st.text(st.sampled_from("".join(ACCENTED) + "bcdghklmn ,.-"), max_size=30))
def test_text_written_in_an_old_font_comes_back(text: str) -> None:
    for table, font in ((TCVN3, ".VnTime"), (VNI, "VNI-Times")):
        written: dict[str, str] = {}
        for code, letter in table.items():
            written.setdefault(letter, code)
        assert to_unicode("".join(written.get(char, char) for char in text), font) == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".VNTIMEH", "tcvn3"),
        ("VNI-Times", "vni"),
        ("Vni-Helve-Condense", "vni"),
        ("Times New Roman", None),
        ("VNPT", None),
        ("", None),
    ],
)
def test_a_font_is_known_by_its_name(font: str, encoding: str | None) -> None:
    assert encoding_of(font) == encoding


def test_text_of_other_fonts_is_only_composed() -> None:
    assert to_unicode(unicodedata.normalize("NFD", "Ủy ban «A»"), "Times New Roman") == "Ủy ban «A»"


def test_what_an_encoding_does_not_know_stays() -> None:
    assert to_unicode("25°C ≤ 30", ".VnTime") == "25°C ≤ 30"


def test_letters_tell_in_which_encoding_they_are() -> None:
    assert signs("Th«ng b\u00b8o", "tcvn3") == Signs(old=2, new=0)
    assert signs("Thông báo về việc được", "tcvn3") == Signs(old=0, new=5)
    assert signs("Ñoäc laäp", "vni") == Signs(old=3, new=0)
    assert signs("hà nội".replace("ộ", "ô\u0323"), "vni") == Signs(old=0, new=1)


def test_a_mark_of_vni_belongs_to_the_letter_before_it() -> None:
    assert begins_with_mark("ùc", "vni")
    assert not begins_with_mark("c", "vni")
    assert not begins_with_mark("", "vni")
    assert not begins_with_mark("ùc", "tcvn3")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("ñy ban nh©n d©n tØnh th«ng b\u00b8o kÕt luËn cña chñ tÞch", "tcvn3"),
        ("UÛy ban nhaân daân tænh thoâng baùo keát luaän cuûa Chuû tòch", "vni"),
        ("Ủy ban nhân dân tỉnh thông báo kết luận của Chủ tịch", None),
        ("Thông báo cho các anh", None),
        ("The café « Müller » in Köln, 25°C, naïve façade, Ærø, Besançon, crème brûlée", None),
        ("b\u00b8o c\u00b8o", None),
        ("", None),
    ],
)
def test_a_text_without_a_font_is_told_by_its_words(text: str, encoding: str | None) -> None:
    assert detect(text) == encoding
