"""Looks of real notices, against values read by hand from their XML."""

from pathlib import Path

import pytest

from soanthao.word.look import read_source_with_look
from soanthao.word.look_model import LineSpacing

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
SINGLE = LineSpacing("multiple", 1.0)

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real notices are not here"),
]

PARAGRAPHS = {
    "lam-dong-2026-gpmb-02-cao-toc": [
        ("TỈNH LÂM ĐỒNG", 13, "b", "center", (0, 0, 0), SINGLE),
        # Only szCs stands by hand: the size is that of the style Normal.
        ("Độc lập - Tự do", 14, "b", "center", (0, 0, 0), SINGLE),
        ("THÔNG BÁO", 14, "b", "center", (0, 6, 0), SINGLE),
        ("Ngày 24/4/2026", 14, "", "justify", (36, 6, 0), SINGLE),
        ("Nơi nhận:", 11, "bi", "left", (0, 0, 0), SINGLE),
        ("KT. CHÁNH VĂN PHÒNG", 14, "b", "center", (0, 0, 0), SINGLE),
    ],
    "lam-dong-2026-hoi-nghi-cchc": [
        ("CỘNG HÒA", 13, "b", "center", (0, 2, 2), SINGLE),
        ("Lâm Đồng, ngày", 14, "i", "center", (0, 12, 3), SINGLE),
        # Alignment of the style Normal.
        ("Ngày 22/01/2026", 14, "", "justify", (36, 6, 0), LineSpacing("multiple", 1.1)),
        ("a) Tổ chức rà soát", 14, "", "justify", (36, 6, 0), LineSpacing("multiple", 1.1)),
        # Size of the style Normal, 24 half points; its blue and its .VnTime are taken back by hand.
        ("Nơi nhận:", 12, "bi", "justify", (1.4, 12, 0), SINGLE),
        ("PHÓ CHÁNH VĂN PHÒNG", 14, "b", "center", (1.7, 0, 0), SINGLE),
    ],
    "lam-dong-2026-quy-hoach-chung-xa": [
        ("TỈNH LÂM ĐỒNG", 13, "b", "center", (0, 0, 0), SINGLE),
        ("I. Nhiệm vụ chung:", 14, "b", "justify", (42.55, 6, 0), SINGLE),
    ],
    "lam-dong-2026-so-khcn": [
        # Line spacing of the style Normal (Web).
        ("TỈNH LÂM ĐỒNG", 14, "b", "center", (0, 0, 0), SINGLE),
        ("a) Các sở, ngành", 14, "", "justify", (28.35, 0, 6), LineSpacing("multiple", 1.1)),
    ],
}
LINES = {
    # Lengths and weights in EMU, by the texts that they stand below.
    "lam-dong-2026-gpmb-02-cao-toc": {
        "TỈNH LÂM ĐỒNG": (1_088_390, 9_525),
        "Độc lập - Tự do - Hạnh phúc": (2_164_080, 9_525),
    },
    "lam-dong-2026-hoi-nghi-cchc": {"TỈNH LÂM ĐỒNG": (622_935, 9_525)},
    "lam-dong-2026-quy-hoach-chung-xa": {"TỈNH LÂM ĐỒNG": (552_450, 9_525)},
    # The first line of the theme is 6,350 thick.
    "lam-dong-2026-so-khcn": {"TỈNH LÂM ĐỒNG": (548_640, 6_350)},
}
PAGES = {
    # Twips: top, right, bottom, left, header; points: size of the number.
    "lam-dong-2026-gpmb-02-cao-toc": (993, 1017, 993, 1701, 284, 12),
    "lam-dong-2026-hoi-nghi-cchc": (1134, 1134, 1134, 1701, 624, 14),
    "lam-dong-2026-quy-hoach-chung-xa": (1134, 1134, 1134, 1701, 284, 12),
    "lam-dong-2026-so-khcn": (851, 1134, 993, 1701, 426, 14),
}


def read(name):
    return read_source_with_look((SAMPLES / f"{name}.docx").read_bytes(), name)


@pytest.mark.parametrize("name", sorted(PARAGRAPHS))
def test_paragraphs_look_as_their_xml_says(name):
    source, look = read(name)
    assert [each.plain for each in look.paragraphs] == [e.plain for e in source.paragraphs()]
    for begins, size, face, alignment, room, line in PARAGRAPHS[name]:
        found = next(each for each in look.paragraphs if each.plain.startswith(begins))
        first = found.runs[0].letters
        assert (first.size, first.bold, first.italic) == (size, "b" in face, "i" in face), begins
        assert first.fonts == ("Times New Roman",)
        assert first.color == "000000"
        layout = found.layout
        assert layout.alignment == alignment, begins
        assert (layout.first, layout.before, layout.after) == room, begins
        assert layout.line == line, begins


@pytest.mark.parametrize("name", sorted(LINES))
def test_lines_are_as_long_as_their_xml_says(name):
    look = read(name)[1]
    assert [each.kind for each in look.lines] == ["drawn"] * 3
    for begins, (length, weight) in LINES[name].items():
        text = next(each for each in look.paragraphs if each.plain == begins)
        (line,) = look.below(text.number)
        assert line.length == pytest.approx(length / 12_700, abs=0.01)
        assert line.thickness == weight / 12_700


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_and_its_number_are_as_the_xml_says(name):
    (section,) = read(name)[1].sections
    top, right, bottom, left, header, size = PAGES[name]
    found = (section.top, section.right, section.bottom, section.left, section.header)
    assert found == tuple(each / 20 for each in (top, right, bottom, left, header))
    (number,) = section.numbers
    assert (number.where, number.alignment, number.letters.size) == ("header", "center", size)
    assert section.first_page_number is False
