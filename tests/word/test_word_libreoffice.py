"""What somebody else's program makes of our files: the same text, pages as the decree wants."""

import dataclasses
import io
import re
import unicodedata

import docx
import pypdfium2
import pytest
from test_word_merge import LETTER, NOTICE, render

from soanthao.notice import markup
from soanthao.notice.document import Paragraph, PrintedBlock
from soanthao.standard import metrics, nd30, wording
from soanthao.standard.length import mm, pt

SENTENCE = (
    "Đẩy nhanh tiến độ triển khai thực hiện Nghị quyết số 371-NQ/HU ngày 24/3/2020; hoàn thành "
    "xong trước ngày **20/6/2020**, *trong đó* Văn phòng HĐND&UBND huyện theo dõi, đôn đốc."
)
CLOSING = (
    "Trên đây là kết luận của Chủ tịch UBND huyện, thông báo để các cơ quan biết, thực hiện./."
)
RECIPIENTS = (
    PrintedBlock("Nơi nhận:", ("- Lưu: VT.",)),
    PrintedBlock("Bản điện tử:", ("- TT. Huyện ủy, HĐND huyện;", "- UBND các xã, thị trấn.")),
)


def body(paragraphs):
    texts = [Paragraph("body", markup.parse(f"{at}. {SENTENCE}")) for at in range(1, paragraphs)]
    return (*texts, Paragraph("closing", markup.parse(CLOSING)))


FULL_NOTICE = dataclasses.replace(
    NOTICE, parent=("UBND TỈNH BẮC GIANG",), draft="DỰ THẢO", body=body(14), recipients=RECIPIENTS
)
FULL_LETTER = dataclasses.replace(
    LETTER,
    urgency=wording.URGENCY["thuong-khan"],
    draft="DỰ THẢO",
    addressees=wording.addressees(["Ủy ban nhân dân xã Chu Điện", 'A&B <"x">']),
    body=body(5),
)


class Printed:
    """A PDF as a reader sees it: words with their boxes, page by page, y from the top."""

    def __init__(self, path):
        self.document = pypdfium2.PdfDocument(path)
        self.pages = [page.get_textpage() for page in self.document]
        self.heights = [page.get_height() for page in self.document]

    def texts(self):
        return [
            unicodedata.normalize("NFC", re.sub("[\ufffe\x02]\\s*", "-", page.get_text_range()))
            for page in self.pages
        ]

    def box(self, page, text):
        """Return left, top, right, bottom of the ink of *text* in points."""
        textpage, height = self.pages[page], self.heights[page]
        index, count = textpage.search(text, match_case=True).get_next()
        boxes = [textpage.get_charbox(at) for at in range(index, index + count)]
        left, bottom, right, top = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        return left, height - top, right, height - bottom

    def lines(self, page):
        """Return left, top, right of the horizontal lines drawn on *page* in points."""
        found = set()
        for drawn in self.document[page].get_objects(filter=(2,)):
            left, bottom, right, top = drawn.get_bounds()
            if top - bottom < 2 and right - left > 10:
                found.add(tuple(round(v, 1) for v in (left, self.heights[page] - top, right)))
        return found

    def close(self):
        for page in self.pages:
            page.close()
        self.document.close()


NUMBERED = dataclasses.replace(
    NOTICE,
    number=wording.number_line(125, "TB-UBND"),
    place_date=wording.place_date("Lục Nam", 2020, 5, 28),
)
BY_LENGTH = {
    f"signature{count}": dataclasses.replace(NOTICE, body=body(count)) for count in range(6, 14)
}
HEADING = Paragraph("heading", markup.parse("Một số nhiệm vụ cụ thể"))
WITH_HEADING = {
    f"heading{count}": dataclasses.replace(NOTICE, body=(*body(count)[:-1], HEADING, *body(4)))
    for count in range(7, 12)
}
SHEETS = {
    "notice": NOTICE,
    "letter": LETTER,
    "full-notice": FULL_NOTICE,
    "full-letter": FULL_LETTER,
    "numbered": NUMBERED,
    **BY_LENGTH,
    **WITH_HEADING,
}


@pytest.fixture(scope="module")
def printed(libreoffice_pdfs):
    """All sheets through LibreOffice at once, by name."""
    paths = libreoffice_pdfs({name: render(document) for name, document in SHEETS.items()})
    opened = {name: Printed(path) for name, path in paths.items()}
    yield opened
    for each in opened.values():
        each.close()


def squashed(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", SHEETS)
def test_libreoffice_prints_the_same_text_in_the_same_order(printed, name):
    document, pages = SHEETS[name], printed[name].texts()
    numbered = [
        page if at == 0 else page.strip().removeprefix(f"{at + 1}") for at, page in enumerate(pages)
    ]
    expected = squashed(" ".join(document.stream()))
    assert squashed(" ".join(numbered)).replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize("document", [FULL_NOTICE, FULL_LETTER], ids=["notice", "letter"])
def test_python_docx_opens_the_file(document):
    opened = docx.Document(io.BytesIO(render(document)))
    assert len(opened.tables) == 2
    assert opened.core_properties.title == document.title
    assert opened.core_properties.author == ""


def test_page_number_is_centred_in_the_top_margin_from_page_2_on(printed):
    pdf = printed["full-notice"]
    first, second = pdf.texts()[:2]
    assert first.strip().startswith("UBND")
    assert second.strip().startswith("2")
    left, top, right, bottom = pdf.box(1, "2")
    assert 0 < top < bottom < nd30.PAGE.top.house.pt
    middle = nd30.PAGE.left.house.pt + nd30.PAGE.text_width.pt / 2
    assert (left + right) / 2 == pytest.approx(middle, abs=1)


def test_room_between_title_and_name_of_the_signer_is_at_least_30_mm(printed):
    pdf = printed["letter"]
    _, _, _, above = pdf.box(0, "CHÁNH VĂN PHÒNG")
    _, below, _, _ = pdf.box(0, "Nguyễn Tiến Dũng")
    assert below - above >= mm(30).pt


def test_noi_nhan_is_level_with_the_authority(printed):
    pdf = printed["letter"]
    assert pdf.box(0, "Nơi nh")[3] == pytest.approx(pdf.box(0, "TL. CH")[3], abs=4)


def test_line_under_the_motto_is_as_long_as_the_text_and_others_as_ordered(printed):
    pdf = printed["notice"]
    left, _, right, bottom = pdf.box(0, wording.MOTTO)
    motto = metrics.text_width(wording.MOTTO, pt(14), bold=True).pt
    assert right - left == pytest.approx(motto, rel=0.02)
    lengths = sorted(round(line[2] - line[0], 1) for line in pdf.lines(0))
    wanted = sorted([motto, NOTICE.agency_rule.pt, NOTICE.subject_rule.pt])
    assert lengths == pytest.approx(wanted, rel=0.02, abs=2)
    (under,) = [line for line in pdf.lines(0) if line[2] - line[0] > motto * 0.9]
    assert under[0] == pytest.approx(left, abs=2)
    assert 0 < under[1] - bottom < 8


def test_quoc_hieu_is_one_line_and_number_level_with_place_and_date(printed):
    pdf = printed["numbered"]
    _, top, _, bottom = pdf.box(0, wording.NATIONAL_NAME)
    assert bottom - top < 20
    assert pdf.box(0, "125")[3] == pytest.approx(pdf.box(0, "28")[3], abs=1)


def test_blanks_of_a_draft_keep_their_width(printed):
    pdf = printed["notice"]
    blank = metrics.text_width(wording.BLANK_NUMBER, pt(13)).pt
    assert pdf.box(0, "/TB")[0] - pdf.box(0, "Số:")[2] > blank


@pytest.mark.parametrize("name", BY_LENGTH)
def test_signature_never_stands_alone_on_a_page(printed, name):
    last = squashed(printed[name].texts()[-1])
    assert "Nguyễn Tiến Dũng" in last
    assert "TL. CHỦ TỊCH" in last
    assert "thực hiện./." in last


def test_the_signature_was_tried_on_pages_of_every_filling(printed):
    assert {len(printed[name].texts()) for name in BY_LENGTH} == {1, 2}


@pytest.mark.parametrize("name", WITH_HEADING)
def test_a_heading_never_ends_a_page(printed, name):
    assert not any(squashed(page).endswith("nhiệm vụ cụ thể") for page in printed[name].texts())
