"""Documents of tables, notes and annexes whose parts are told apart by their labels."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from pdf_documents import LETTER, NOTICE, lines, paragraph, rich_texts, rule_below

from soanthao.notice.document import (
    Block,
    CopyBlock,
    Document,
    Paragraph,
    PrintedAnnex,
    PrintedBlock,
    PrintedTable,
)
from soanthao.notice.markup import Footnote, RichText, Run, parse
from soanthao.standard import nd30
from soanthao.standard.length import Length, mm

ADDRESS = (
    "Địa chỉ: số 1 đường Hùng Vương, xã Lục Nam, tỉnh Bắc Ninh",
    "Điện thoại: 0204 000 000; thư điện tử: vanphong@example.vn",
)
MARK = "TRÍCH SAO; UBND huyện Lục Nam; 28/5/2020; 16:05:33 +07:00"
COPY = CopyBlock(
    agency="ỦY BAN NHÂN DÂN HUYỆN LỘC BÌNH",
    agency_rule=mm(33),
    kind="TRÍCH SAO",
    number="Số: 12/TrS-UBND",
    place_date="Lục Nam, ngày 29 tháng 5 năm 2020",
    recipients=PrintedBlock("Nơi nhận:", ("- UBND xã Trường Sơn;", "- Lưu: VT.")),
    authority=("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    signer="Trần Thị B",
)
PAPER = replace(NOTICE, form="extract", signed="(Đã ký)", copy=COPY)
ELECTRONIC = replace(NOTICE, form="extract", signed="(Đã ký)", copy_mark=MARK)
ADDRESSED = replace(LETTER, address=ADDRESS)


def table(
    rows: int = 3, caption: str = "Bảng 1. Nhiệm vụ", width: Length = nd30.PAGE.text_width
) -> PrintedTable:
    """A table of three columns, bold and italic words in its cells."""
    cells = [
        (parse(f"{at}"), parse(f"Nội dung *thứ {at}* và **phần đậm**"), parse(f"UBND xã số {at}"))
        for at in range(1, rows + 1)
    ]
    shares = (0.1, 0.55, 0.35)
    return PrintedTable(
        caption=parse(caption),
        columns=tuple(map(parse, ("TT", "Nội dung công việc", "Đơn vị"))),
        rows=tuple(cells),
        widths=tuple(Length(int(width * share)) for share in shares),
    )


_SUBJECT = "Thực hiện kết luận Hội nghị giao ban tháng 5 năm 2020"
ASSIGNMENTS = replace(
    NOTICE,
    form="assignments",
    kind="BẢNG PHÂN CÔNG",
    subject=_SUBJECT,
    subject_rule=rule_below("subject", _SUBJECT, nd30.PAGE.turned().text_width),
    recipients=(),
    authority=(),
    signer="",
    body=(table(30, "", nd30.PAGE.turned().text_width),),
)


def annex(number: str, *body: Block, title: str = "DANH MỤC NHIỆM VỤ") -> PrintedAnnex:
    reference = "(Kèm theo Thông báo số 125/TB-UBND ngày 28 tháng 5 năm 2020 của UBND huyện)"
    return PrintedAnnex(number, title, reference, body)


# Generated documents

_WORDS = (
    *("các", "cơ", "quan,", "đơn", "vị", "tập", "trung", "thực", "hiện", "nhiệm", "vụ", "được"),
    *("giao", "theo", "đúng", "tiến", "độ", "đề", "ra;", "phòng-chống", "và/hoặc", "26/5/2020"),
)


@dataclass
class Labels:
    """Counts what is written, so that each label is there once."""

    random: random.Random
    notes: float
    note: int = 0
    block: int = 0

    def prose(self, words: int) -> str:
        return " ".join(self._word() for _ in range(words))

    def _word(self) -> str:
        word = self.random.choice(_WORDS)
        if self.random.random() >= self.notes:
            return word
        self.note += 1
        length = self.random.choice([1, 8, 25, 60])
        more = " ".join(self.random.choice(_WORDS) for _ in range(length))
        return f"{word}^[Chú_{self.note}. {more}]"

    def blocks(self, most: int) -> tuple[Block, ...]:
        return tuple(self._block() for _ in range(self.random.randint(1, most)))

    def _block(self) -> Block:
        self.block += 1
        kind, name = self.random.random(), self.block
        if kind < 0.15:
            words = self.random.randint(1, 15)
            return paragraph(f"Đề_{name}. {self.prose(words)}", "heading")
        if kind < 0.7:
            return paragraph(f"Đoạn_{name}. {self.prose(self.random.randint(1, 130))}")
        return self._table(name)

    def _table(self, name: int) -> PrintedTable:
        columns, share = self.random.randint(1, 4), self.random.random()
        caption = "" if share < 0.3 else f"Bảng_{name}. {self.prose(4)}"
        first = tuple(parse(f"Cột_{name}.{at} {self.prose(2)}") for at in range(columns))
        return PrintedTable(
            caption=parse(caption),
            columns=first,
            rows=tuple(
                tuple(
                    parse(
                        f"Ô_{name}.{row}.{at}. {self.prose(self.random.randint(0, 12))} Cuối_"
                        f"{name}.{row}.{at}."
                    )
                    for at in range(columns)
                )
                for row in range(self.random.randint(1, 12))
            ),
            widths=(Length(nd30.PAGE.text_width // columns),) * columns,
        )


def rich_document(seed: int) -> Document:
    """A document of any form with tables, notes in every place, and perhaps annexes."""
    labels = Labels(random.Random(seed), 0.0)
    labels.notes = labels.random.choice([0.0, 0.02, 0.05, 0.1])
    base = labels.random.choice([NOTICE, ADDRESSED, PAPER, ELECTRONIC])
    body = labels.blocks(7)
    closing = Paragraph("closing", parse(f"Kết_thúc. {labels.prose(20)} hết./."))
    annexes = tuple(
        annex(f"Phụ lục {number}", *labels.blocks(3))
        for number in ("I", "II")[: labels.random.choice([0, 0, 1, 2])]
    )
    return replace(base, body=(*body, closing), annexes=annexes)


# Wild documents

NOTES = st.builds(
    lambda words, bold, italic: Footnote((Run(words, bold, italic),)),
    lines(6),
    st.booleans(),
    st.booleans(),
)


@st.composite
def noted_texts(draw, max_words: int = 25) -> RichText:
    """A wild text that may call notes anywhere, inside words too."""
    text = draw(rich_texts(max_words))
    at = draw(st.lists(st.integers(0, len(text.plain)), max_size=2).map(sorted))
    cuts = [0, *at, len(text.plain)]
    pieces = []
    for number, (start, stop) in enumerate(itertools.pairwise(cuts)):
        if number:
            pieces.append(draw(NOTES))
        pieces += [each for each in text.slice(start, stop).pieces if isinstance(each, Run)]
    return RichText.of(pieces)


@st.composite
def wild_tables(draw) -> PrintedTable:
    count = draw(st.integers(1, 3))
    row = st.lists(noted_texts(9), min_size=count, max_size=count).map(tuple)
    return PrintedTable(
        caption=draw(st.one_of(st.just(RichText()), noted_texts(9))),
        columns=draw(row),
        rows=tuple(draw(st.lists(row, min_size=1, max_size=6))),
        widths=(Length(nd30.PAGE.text_width // count),) * count,
    )


@st.composite
def wild_documents(draw) -> Document:
    """A wild document of any form: tables, notes, annexes, what stands beside the pages."""
    base = draw(st.sampled_from([NOTICE, ADDRESSED, PAPER, ELECTRONIC]))
    paragraphs = st.builds(Paragraph, st.sampled_from(["body", "heading"]), noted_texts())
    blocks = st.lists(st.one_of(paragraphs, wild_tables()), max_size=4).map(tuple)
    closing = Paragraph("closing", draw(noted_texts()))
    numbers = ("Phụ lục I", "Phụ lục II")[: draw(st.integers(0, 2))]
    return replace(
        base,
        body=(*draw(blocks), closing),
        annexes=tuple(annex(number, *draw(blocks), title=draw(lines(5))) for number in numbers),
        copy_mark=draw(lines(6)) if base.copy_mark else "",
        address=tuple(draw(st.lists(lines(8), min_size=1, max_size=3))) if base.address else (),
    )
