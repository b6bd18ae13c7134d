"""Letters of fonts from before Unicode in PDF files."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from pdf_typeset import Line, column, typeset
from pikepdf import Array, Dictionary, Name

from soanthao.language.encodings_tables import TCVN3, VNI
from soanthao.notice.source import Source
from soanthao.pdf.source import read_source

LINES = (
    "Yêu cầu Sở Tài chính, Sở Nội vụ rà soát, tổng hợp như",
    "Quyết định số 12/QĐ-TTg trước ngày 30/6/2025; ưu tiên",
    "giường, kinh tế-xã hội - ngưỡng 5-10 hộ, ý kiến đồng chí Quỳnh.",
)


def written(text: str, letters: dict[str, str]) -> bytes:
    return "".join(letters.get(char, char) for char in text).encode("cp1252")


def printed(lines: Sequence[bytes], font: str) -> bytes:
    """Return a page whose font says nothing of its letters but its name."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{font}"),
            Flags=32,
            FontBBox=[0, -200, 1000, 900],
            ItalicAngle=0,
            Ascent=900,
            Descent=-200,
            CapHeight=700,
            StemV=80,
        )
        drawn = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(f"/{font}"),
            FirstChar=32,
            LastChar=255,
            Widths=Array([500] * 224),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=document.make_indirect(descriptor),
        )
        page.Resources = Dictionary(Font=Dictionary(F=document.make_indirect(drawn)))
        operators = b"\n".join(
            b"BT /F 13 Tf 1 0 0 1 85 %d Tm <%s> Tj ET" % (700 - 15 * at, line.hex().encode())
            for at, line in enumerate(lines)
        )
        page.Contents = document.make_stream(operators)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def old(letters: dict[str, str], font: str) -> Source:
    return read_source(printed([written(line, letters) for line in LINES], font), "tb.pdf")


def said(source: Source) -> str:
    return " ".join(each.plain for each in source.paragraphs())


TO_TCVN3 = {letter: code for code, letter in TCVN3.items()}
TO_VNI = {letter: codes for codes, letter in reversed(VNI.items())}


@pytest.mark.parametrize(
    ("letters", "font"),
    [
        (TO_TCVN3, "ABCDEF+.VnTime"),
        (TO_TCVN3, ".VnArial,Bold"),
        (TO_VNI, "ABCDEF+VNI-Times"),
    ],
)
def test_letters_of_old_fonts_are_read_as_they_print(letters, font):
    source = old(letters, font)
    assert said(source) == " ".join(LINES)
    assert "N104" in [each.code for each in source.findings]


def test_a_font_of_capitals_prints_capitals():
    assert said(old(TO_TCVN3, ".VnTimeH")) == " ".join(LINES).upper()


def test_letters_of_a_font_that_tells_nothing_are_told():
    source = old(TO_TCVN3, "ABCDEF+F1")
    assert "N131" in [each.code for each in source.findings]
    assert said(source) != " ".join(LINES)


def test_letters_without_a_meaning_are_neither_lost_nor_guessed():
    body = "Yêu cầu các cơ quan rà soát, tổng hợp và báo cáo Ủy ban nhân dân tỉnh, xem xét|xong."
    heading = Line("THÔNG BÁO CỦA TỈNH", 240, 40, style="font-weight:bold")
    data = typeset([heading, *column(body, body)])
    with pikepdf.open(io.BytesIO(data)) as document:
        for each in document.objects:
            is_font = isinstance(each, Dictionary) and "/ToUnicode" in each
            if is_font and "Bold" in str(each.BaseFont):
                del each["/ToUnicode"]
        buffer = io.BytesIO()
        document.save(buffer)
    source = read_source(buffer.getvalue())
    first, *rest = [each.plain for each in source.paragraphs()]
    assert rest == [body.replace("|", " ")] * 2
    assert set(first) <= {"\ufffd", " "}
    assert len(first.replace(" ", "")) >= len("THÔNGBÁOCỦATỈNH")
    assert "N143" in [each.code for each in source.findings]
