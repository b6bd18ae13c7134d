"""Whatever a source holds: nothing is raised, nothing is lost, the printed markers come back."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from written_source import source

from soanthao.notice import numbering
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.notice.numbering import Raw
from soanthao.notice.source import (
    Look,
    Place,
    Source,
    SourceCell,
    SourceParagraph,
    SourceTable,
)
from soanthao.recognition import label, recognise
from soanthao.recognition.levels import Levels
from soanthao.recognition.lines import Line
from soanthao.recognition.outline import OutlineItem

PHRASES = st.sampled_from(
    """Số: 12/TB-UBND|Số: /|Số 1-TB/TU|THÔNG BÁO|THÔNG BÁO KẾT LUẬN|Kết luận cuộc họp|V/v đường sá
    |CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM|UBND XÃ A
    |Hoa Sơn, ngày 31 tháng 02 năm 2024|Hoa Sơn, ngày tháng năm|-------|*|Kính gửi:|Kính gửi: Sở A
    |1. Một|2. Hai|2030.|a) Việc|i) Việc|I. PHẦN|V. PHẦN|1.1. Việc|- Việc|+ Việc|• Việc|-Việc|2.Việc
    |Giao Sở A:|Giao Sở B chủ trì:|3 - Điều 61|766). Tham dự|còn lại|Tuy nhiên.|Nay thông báo./.
    |Nơi nhận:|Nơi nhận: - A; - Lưu: VT.|- Lưu: VT.|Bản điện tử:|TL. CHỦ TỊCH CHÁNH VĂN PHÒNG Lê Mẫu
    |CHỦ TỊCH|(Đã ký)|Lê Thị Mẫu|Phụ lục|PHỤ LỤC II: KINH PHÍ|(Kèm theo Thông báo)
    |TRÍCH SAO|KHẨN|Dự thảo|(đường|Căn cứ Luật""".replace("\n", "").split("|")
).map(str.strip)
TEXTS = st.one_of(PHRASES, st.text(max_size=12), st.lists(PHRASES, max_size=4).map(" ".join))
RUNS = st.builds(Run, TEXTS, st.booleans(), st.booleans())
NOTES = st.builds(Footnote, st.tuples(RUNS))
PARAGRAPHS = st.builds(
    SourceParagraph,
    st.lists(st.one_of(RUNS, RUNS, RUNS, NOTES), max_size=2).map(RichText.of),
    st.builds(Place, page=st.integers(0, 2), paragraph=st.integers(0, 9), line=st.integers(0, 9)),
    st.builds(Look, alignment=st.sampled_from(["", "center"])),
)
CELLS = st.builds(SourceCell, st.lists(PARAGRAPHS, max_size=3).map(tuple))
TABLES = st.builds(
    SourceTable, st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=3).map(tuple)
)
SOURCES = st.builds(
    Source, st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, TABLES), max_size=9).map(tuple)
)


def letters(*texts):
    return Counter(re.sub(r"\W|_", "", "".join(texts)))


def kept(outline):
    """Return every text that the outline holds, its findings included."""

    def elements(body):
        for element in body:
            if isinstance(element, OutlineItem):
                for item in element.walk():
                    yield item.marker + item.text.plain
                    if item.table:
                        yield from (each.plain for each in item.table.paragraphs())
            elif isinstance(element, SourceTable):
                yield from (each.plain for each in element.paragraphs())
            else:
                yield element.plain

    yield from elements(outline.body)
    yield from (*outline.parent, *outline.header, outline.subject, outline.draft)
    yield from (*outline.addressees, *outline.authority, outline.position, outline.signer)
    for block in outline.recipients:
        yield block.heading
        yield from (line.plain for line in block.lines)
    for annex in outline.annexes:
        yield from (annex.number, annex.title, annex.reference)
        yield from elements(annex.body)
    yield from (each.message for each in outline.findings)
    yield from (each.plain for each in outline.unplaced)


FIXED = {
    "number", "place-date", "national-name", "motto", "rule", "urgency", "circulation",
    "copy-signature", "kind", "signed", "letter-subject", "addressee",
}  # fmt: skip


@given(SOURCES)
def test_no_source_is_too_strange(read):
    assert recognise(read).form


@given(SOURCES)
def test_every_letter_of_the_source_has_a_label(read):
    written = [each.plain for each in read.paragraphs()]
    assert letters(*(each.paragraph.plain for each in label(read))) == letters(*written)


@given(SOURCES)
def test_every_letter_is_in_the_outline_or_in_a_finding(read):
    labels = label(read)
    wanted = [each.paragraph.plain for each in labels if each.component not in FIXED]
    assert not letters(*wanted) - letters(*kept(recognise(read)))


@given(SOURCES)
def test_no_note_is_lost(read):
    def notes(paragraphs):
        return sum(len(each.text.footnotes) for each in paragraphs if each.plain.strip())

    assert notes(each.paragraph for each in label(read)) == notes(read.paragraphs())


def raw(item):
    return Raw(item.marker, tuple(raw(child) for child in item.items))


def markers(labels):
    for each in labels:
        yield each.marker
        yield from markers(each.items)


@given(st.lists(PHRASES, max_size=14))
def test_the_numbering_prints_the_markers_again(lines):
    outline = recognise(
        source(
            "Số: 1/TB-A\nTHÔNG BÁO\nKết luận\n"
            + "\n".join(line.replace("*", r"\*") for line in lines)
        )
    )
    trees = tuple(raw(each) for each in outline.body if isinstance(each, OutlineItem))
    again = numbering.label(numbering.implied(trees, outline.numbering), outline.numbering)
    printed = [
        item.marker
        for each in outline.body
        if isinstance(each, OutlineItem)
        for item in each.walk()
    ]
    assert list(markers(again)) == printed


HEADS = st.sampled_from(
    ["", "", "", "1. ", "2. ", "3. ", "a) ", "b) ", "I. ", "II. ", "- ", "- ", "+ ", "1.1. ", "T"]
)
ENDS = st.sampled_from([".", ".", ";", ":", ""])
BODIES = st.lists(st.tuples(HEADS, ENDS, st.booleans()), max_size=12)


@settings(max_examples=400, derandomize=True)
@given(BODIES)
def test_the_body_stays_in_the_order_of_the_source(drawn):
    lines = []
    for at, (head, end, bold) in enumerate(drawn):
        place = Place(paragraph=at)
        text = RichText.of([Run(f"{head}Việc thứ {at}{end}", bold=bold)])
        table = SourceTable((), place) if head == "T" else None
        lines.append(Line(SourceParagraph(text, place), table=table))

    def places(nodes):
        for node in nodes:
            yield node.line.place.paragraph
            yield from (line.place.paragraph for line in node.joined)
            if node.table is not None and node.line.table is None:
                yield node.table.place.paragraph
            yield from places(node.children)

    assert list(places(Levels().read(lines))) == list(range(len(drawn)))
