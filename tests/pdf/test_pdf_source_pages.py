"""What stands beside the text on pages of others, and pages that are not like the first."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from pdf_typeset import LEFT, Box, Line, column, typeset

from soanthao.notice.source import Source, SourceTable
from soanthao.pdf.source import read_source

SENTENCE = "Yêu cầu các cơ quan rà soát, tổng hợp và báo cáo Ủy ban nhân dân tỉnh, xem xét|"
BODY = (SENTENCE * 3 + "xong.", SENTENCE + "trong tháng.")
NAME, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
Page = Sequence[Line | Box]


def read(*pages: Page) -> Source:
    return read_source(typeset(*pages), "tb.pdf")


def texts(source: Source) -> list[str]:
    return [each.plain for each in source.paragraphs()]


def dropped(source: Source) -> list[tuple[str, str]]:
    return [(each.text, each.why) for each in source.dropped]


def said(*paragraphs: str) -> list[str]:
    return [each.replace("|", " ") for each in paragraphs]


@pytest.mark.parametrize("style", ["transform:rotate(-45deg)", "transform:rotate(-90deg)", ""])
def test_words_across_the_text_are_dropped_and_told(style):
    mark = Line("BẢN SAO", 200, 60, size=50, style=f"color:#ccc;{style}")
    source = read([*column(*BODY), mark])
    assert texts(source) == said(*BODY)
    assert [text for text, _ in dropped(source)] == ["BẢN SAO"]
    assert [each.code for each in source.findings] == ["N146"]


@pytest.mark.parametrize(
    ("turn", "place"),
    [(90, b"0 1 -1 0 842 0"), (180, b"-1 0 0 -1 595 842"), (270, b"0 -1 1 0 0 595")],
)
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turn, place):
    cells = [Box(x, 300, x, 340) for x in (85, 300, 539)] + [Box(85, y, 539, y) for y in (300, 340)]
    words = [Line("Rà soát", 90, 310), Line("Sở Nội vụ", 310, 310)]
    with pikepdf.open(io.BytesIO(typeset([*column(*BODY), *cells, *words]))) as document:
        page = document.pages[0]
        drawn = b"".join((b"q ", place, b" cm ", page.Contents.read_bytes(), b" Q"))
        page.Contents = document.make_stream(drawn)
        page.MediaBox = [0, 0, 595, 842] if turn == 180 else [0, 0, 842, 595]
        page.Rotate = turn
        buffer = io.BytesIO()
        document.save(buffer)
    source = read_source(buffer.getvalue())
    assert texts(source) == [*said(*BODY), "Rà soát", "Sở Nội vụ"]
    assert isinstance(source.blocks[-1], SourceTable)


def test_a_figure_of_a_table_is_no_page_number():
    cells = [Box(x, 740, x, 790) for x in (85, 125, 539)]
    cells += [Box(85, y, 539, y) for y in (740, 765, 790)]
    words = [Line("1", 100, 745), Line("Rà soát", 130, 745)]
    words += [Line("2", 100, 770), Line("Báo cáo", 130, 770)]
    source = read(column(*BODY), [*column(*BODY), *cells, *words, Line("2", 520, 805)])
    assert texts(source)[-4:] == ["1", "Rà soát", "2", "Báo cáo"]
    assert dropped(source) == [("2", "số trang")]


def test_a_footer_on_both_pages_of_two_is_dropped():
    footer = Line("Văn phòng UBND tỉnh - 12 Lê Lợi", LEFT, 805, size=10)
    source = read([*column(*BODY), footer], [*column(*BODY), footer])
    assert [why for _, why in dropped(source)] == ["chân trang"] * 2


def test_a_line_of_a_stamp_that_goes_on_is_dropped_with_it():
    stamp = [
        Line("Người ký: Văn phòng Ủy ban", 400, 400, size=8),
        Line("nhân dân tỉnh", 400, 409, size=8),
        Line("Thời gian ký: 25.06.2025", 400, 418, size=8),
    ]
    source = read([*column(*BODY), *stamp])
    assert texts(source) == said(*BODY)
    assert len(source.dropped) == 3


def test_an_annex_may_have_a_header_of_its_own():
    header = [
        Line("ỦY BAN NHÂN DÂN", 110, 50, style="font-weight:bold"),
        Line(NAME, 280, 50, size=12, style="font-weight:bold"),
        Line("TỈNH THANH SƠN", 112, 65, style="font-weight:bold"),
        Line(MOTTO, 320, 65, style="font-weight:bold"),
    ]
    title = [Line("PHỤ LỤC I", 280, 110), Line("DANH SÁCH DỰ ÁN", 255, 125)]
    source = read(column(*BODY), [*header, *title, *column(*BODY, top=150)])
    table = next(block for block in source.blocks if isinstance(block, SourceTable))
    assert [[p.plain for p in cell.paragraphs] for cell in table.rows[0]] == [
        ["ỦY BAN NHÂN DÂN", "TỈNH THANH SƠN"],
        [NAME, MOTTO],
    ]
    assert texts(source)[6:8] == ["PHỤ LỤC I", "DANH SÁCH DỰ ÁN"]


def test_the_name_of_who_signed_may_stand_on_the_next_page():
    foot = [
        Line("Nơi nhận:", LEFT, 700),
        Line("- Lưu: VT.", LEFT, 715, size=11),
        Line("CHỦ TỊCH", 380, 700, style="font-weight:bold"),
    ]
    annex = [Line("Phụ lục", 285, 150), *column(*BODY, top=180)]
    source = read([*column(*BODY), *foot], [Line("Nguyễn Văn A", 370, 60), *annex])
    table = next(block for block in source.blocks if isinstance(block, SourceTable))
    assert [each.plain for each in table.rows[0][1].paragraphs] == ["CHỦ TỊCH", "Nguyễn Văn A"]
    assert texts(source)[-3] == "Phụ lục"


def test_a_call_that_is_raised_far_stands_in_its_line():
    note = Line("1 Theo báo cáo của Sở Tài chính.", LEFT, 780, size=10)
    body = [*column(*BODY), *column(*BODY, top=200)]
    body[3] = Line("xong,", LEFT, body[3].top)
    source = read([*body, Line("1", 115, body[3].top - 0.5, size=7.5), note])
    assert [n.plain for each in source.paragraphs() for n in each.text.footnotes] == [
        "Theo báo cáo của Sở Tài chính."
    ]


def called(number: int, top: float) -> list[Line | Box]:
    """Return a page with a call, and the note at its foot."""
    note = Line(f"{number} Theo báo cáo của Sở Tài chính.", LEFT, 800, size=10)
    return [
        *column(*BODY),
        Line("xong", LEFT, top),
        Line(str(number), 110, top - 1, size=7.5),
        note,
    ]


def test_notes_that_say_the_same_are_no_footers():
    source = read(called(1, 200), called(2, 200))
    notes = [n.plain for each in source.paragraphs() for n in each.text.footnotes]
    assert notes == ["Theo báo cáo của Sở Tài chính."] * 2
    assert source.dropped == ()


def test_a_call_without_its_note_is_told():
    source = read(called(1, 200)[:-1])
    assert [each.code for each in source.findings] == ["N134"]
    assert "xong1" in texts(source)


def test_a_power_is_no_call():
    page = [*called(2, 200), Line("rộng 15 km", LEFT, 230), Line("2", 146, 229, size=7.5)]
    source = read(page)
    assert [n.plain for each in source.paragraphs() for n in each.text.footnotes] == [
        "Theo báo cáo của Sở Tài chính."
    ]
    assert any("15 km" in text and "2" in text for text in texts(source))


def test_the_heading_of_a_table_in_the_margin_is_no_header():
    edges = [Box(x, 30, x, 90) for x in (85, 125, 539)]
    rules = [Box(85, y, 539, y) for y in (30, 60, 90)]
    page = [*edges, *rules, Line("STT", 90, 40), Line("Việc", 130, 40)]
    pages = [[*page, Line(str(at), 90, 70), Line(f"Việc số {at}", 130, 70)] for at in range(1, 5)]
    pages = [[*page, *column(*BODY, top=120)] for page in pages]
    source = read(*pages)
    assert dropped(source) == []
    assert texts(source)[:4] == ["STT", "Việc", "1", "Việc số 1"]
