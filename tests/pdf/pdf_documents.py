"""Documents for the tests of the PDF room: two that a clerk would know, and wild ones."""

from __future__ import annotations

import functools
import itertools
from dataclasses import replace
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st

from soanthao.notice.document import Document, Paragraph, PrintedBlock
from soanthao.notice.markup import RichText, Run, parse
from soanthao.pdf.printer import Printer
from soanthao.standard import metrics, nd30, wording
from soanthao.standard.length import Length

TEMPLATES = Path(__file__).parents[2] / "templates"
AS_FOUND = settings(phases=(Phase.explicit, Phase.generate), print_blob=True)
"""For tests that print: a failing document is shown as it was found, with the blob that makes it.

Each step of shrinking would print a document again, for minutes.
"""


@functools.cache
def printer() -> Printer:
    """The printer that all tests share: loading WeasyPrint and the stylesheet takes time."""
    return Printer(TEMPLATES)


def paragraph(marked_up: str, component="body") -> Paragraph:
    return Paragraph(component, parse(marked_up))


def rule_below(component: str, text: str, column: Length) -> Length:
    row = nd30.component(component)
    text_width = metrics.longest_line(text, row.size.house, row.bold, column)
    return nd30.rule(f"{component}-rule").length(text_width)


SUBJECT = (
    "Kết luận Hội nghị giao ban với Thủ trưởng các cơ quan chuyên môn của huyện và Chủ tịch UBND "
    "các xã, thị trấn tháng 5 năm 2020"
)
NOTICE = Document(
    form="notice",
    title="Thông báo kết luận Hội nghị giao ban",
    parent=("TỈNH BẮC GIANG",),
    header=("ỦY BAN NHÂN DÂN", "HUYỆN LỤC NAM"),
    agency_rule=rule_below("agency", "ỦY BAN NHÂN DÂN", nd30.head_columns()[0]),
    number=wording.number_line(125, "TB-UBND"),
    place_date=wording.place_date("Lục Nam", 2020, 5, 28),
    kind="THÔNG BÁO",
    subject=SUBJECT,
    subject_rule=rule_below("subject", SUBJECT, nd30.PAGE.text_width),
    urgency="",
    draft="",
    addressees=(),
    body=(
        paragraph(
            "Ngày 26/5/2020, Chủ tịch UBND huyện tổ chức Hội nghị giao ban với Thủ trưởng các cơ "
            "quan chuyên môn của huyện, Văn phòng HĐND&UBND huyện, Chủ tịch UBND các xã, thị trấn."
        ),
        paragraph("1. Về công tác thu gom rác thải", "heading"),
        paragraph(
            "- Hoàn thành việc thành lập các HTX, tổ đội thu gom rác thải, xây dựng *quy chế hoạt "
            "động* xong trước ngày **20/6/2020**."
        ),
        paragraph("Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.", "closing"),
    ),
    recipients=(
        PrintedBlock("Nơi nhận:", ("- TT. Huyện ủy, HĐND huyện;", "- Lưu: VT.")),
        PrintedBlock("Bản điện tử:", ("- UBND các xã, thị trấn.",)),
    ),
    authority=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    signer="Nguyễn Văn A",
)
DRAFT = replace(
    NOTICE,
    number=wording.number_line(None, "TB-UBND"),
    place_date=wording.place_date("Lục Nam", 2020),
    urgency="THƯỢNG KHẨN",
    draft="DỰ THẢO",
)
LETTER = replace(
    NOTICE,
    form="letter",
    parent=(),
    kind="",
    number=wording.number_line(7, "UBND-VP"),
    subject=(
        "V/v thực hiện kết luận của Chủ tịch UBND huyện tại Hội nghị giao ban tháng 5 năm 2020"
    ),
    subject_rule=Length(0),
    addressees=wording.addressees(["Ủy ban nhân dân xã Chu Điện"]),
)


def with_body(document: Document, *paragraphs: Paragraph) -> Document:
    return replace(document, body=paragraphs)


# Wild documents

LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)
WORDS = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "fjwz"), min_size=1, max_size=7)
SPECIAL = st.sampled_from(
    [
        *(
            "HĐND&UBND",
            "<b>",
            "&amp;",
            "“trích dẫn”",
            '"x"',
            "'y'",
            "A&B",
            "a<b>c",
            "1/2",
            "–",
            "—",
        ),
        *("và/hoặc", "phòng-chống", "2020–2025", "a—b", "(...)", "./.", "100%", "đ/c", "...", "…"),
        *(
            "https://lucnam.bacgiang.gov.vn/van-ban?so=125&nam=2020#muc-7",
            "125/TB-UBND",
            "26/5/2020",
        ),
        *("vp-ubnd@bacgiang.gov.vn", "Nghị-định-số-30/2020/NĐ-CP-ngày-05/3/2020", "1.500.000.000"),
        *("05\u00a0xã", "số\u00a0\u00a0\u00a0\u00a0\u00a0/TB", "ngày\u00a0\u00a0\u00a0tháng", "m²"),
        *(
            "{{ x }}",
            "{% x %}",
            "-",
            "+",
            "a)",
            "kiểm-",
            "gì?",
            "tốt!",
            "25°C",
            "‘a’",
            "[1]",
            "*",
            "\\",
        ),
        *(
            "Vla-đi-mia",
            "fi",
            "ffi",
            "W" * 40,
            "ư" * 75,
            "a-" * 30,
            "x/" * 40,
            ";",
            ":",
            "$",
            "_",
            "~",
        ),
    ]
)
TOKENS = st.one_of(WORDS, WORDS, WORDS, SPECIAL)


def lines(max_words: int = 12) -> st.SearchStrategy[str]:
    return st.lists(TOKENS, min_size=1, max_size=max_words).map(" ".join)


@st.composite
def rich_texts(draw, max_words: int = 60) -> RichText:
    """A text in runs; a run may end inside a word, or with a blank."""
    text = draw(lines(max_words))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=5)) | {0, len(text)})
    return RichText.of(
        Run(text[low:high], draw(st.booleans()), draw(st.booleans()))
        for low, high in itertools.pairwise(cuts)
    )


@st.composite
def paragraphs(draw, max_words: int = 60) -> Paragraph:
    heading = draw(st.integers(0, 4)) == 0
    return Paragraph(
        "heading" if heading else "body", draw(rich_texts(15 if heading else max_words))
    )


BLOCKS = st.builds(
    PrintedBlock, heading=st.just("Nơi nhận:"), lines=st.lists(lines(8), max_size=5).map(tuple)
)


@st.composite
def documents(draw, max_paragraphs: int = 8, max_words: int = 60) -> Document:
    letter = draw(st.booleans())
    closing = Paragraph("closing", draw(rich_texts(max_words)))
    body = (*draw(st.lists(paragraphs(max_words), max_size=max_paragraphs)), closing)
    few = st.lists(lines(5), max_size=2).map(tuple)
    return replace(
        LETTER if letter else NOTICE,
        title=draw(lines(4)),
        parent=draw(few),
        header=draw(few),
        number=draw(st.sampled_from([NOTICE.number, DRAFT.number])),
        place_date=draw(st.sampled_from([NOTICE.place_date, DRAFT.place_date])),
        subject=draw(st.one_of(st.just(""), lines(25))),
        urgency=draw(st.sampled_from(["", *wording.URGENCY.values()])),
        draft=draw(st.sampled_from(["", "DỰ THẢO", "Dự thảo lần 2"])),
        addressees=(
            wording.addressees(draw(st.lists(lines(9), min_size=1, max_size=4))) if letter else ()
        ),
        body=body,
        recipients=tuple(draw(st.lists(BLOCKS, max_size=2))),
        authority=draw(few),
        signer=draw(st.one_of(st.just(""), lines(4))),
    )
