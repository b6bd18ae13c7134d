"""A PDF that is printed is read back paragraph by paragraph."""

import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_documents import LETTER, NOTICE, paragraph, printer, with_body

from soanthao.notice.document import PrintedTable
from soanthao.notice.markup import parse
from soanthao.notice.source import SourceTable
from soanthao.pdf.reader import UnreadablePdfError
from soanthao.pdf.source import read_source
from soanthao.pdf.source_pages import MAX_PAGES
from soanthao.standard.length import mm

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
SENTENCE = (
    "Giao các cơ quan rà soát, tổng hợp và báo cáo kết quả thực hiện về Ủy ban nhân dân huyện"
)


def back(document):
    return read_source(printer().print(document).data, "tb.pdf")


def lines(source):
    return [each.plain for each in source.paragraphs()]


def squashed(stream):
    return [" ".join(line.split()) for line in stream]


def long_body(count):
    return [
        paragraph(f"{at}. {SENTENCE}; {SENTENCE.lower()}; {'và ' * (at % 9)}việc số {at}.")
        for at in range(1, count + 1)
    ]


def test_a_notice_is_read_back_paragraph_by_paragraph():
    wanted = squashed(NOTICE.stream())
    assert Counter(lines(back(NOTICE))) == Counter(wanted)


def test_the_body_stands_in_order():
    read = lines(back(NOTICE))
    assert [line for line in read if line in {b.text.plain for b in NOTICE.body}] == [
        block.text.plain for block in NOTICE.body
    ]


def test_a_letter_is_read_back():
    assert Counter(lines(back(LETTER))) == Counter(squashed(LETTER.stream()))


def test_header_and_foot_have_two_columns():
    tables = [block for block in back(NOTICE).blocks if isinstance(block, SourceTable)]
    assert [[[p.plain for p in cell.paragraphs] for cell in row] for row in tables[0].rows] == [
        [
            ["TỈNH BẮC GIANG", "ỦY BAN NHÂN DÂN", "HUYỆN LỤC NAM"],
            ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        ],
        [["Số: 125/TB-UBND"], ["Lục Nam, ngày 28 tháng 5 năm 2020"]],
    ]
    assert [[[p.plain for p in cell.paragraphs] for cell in row] for row in tables[1].rows] == [
        [
            [
                "Nơi nhận:",
                "- TT. Huyện ủy, HĐND huyện;",
                "- Lưu: VT.",
                "Bản điện tử:",
                "- UBND các xã, thị trấn.",
            ],
            ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Nguyễn Văn A"],
        ]
    ]


@pytest.mark.parametrize(
    "place", ["Thị trấn Quang Trung", "Phường Quang Trung Đông", "Thành phố Quang Trung Thượng"]
)
def test_a_date_broken_by_its_column_is_one_line(place):
    dated = f"{place}, ngày 28 tháng 5 năm 2020"
    header, *rest = back(replace(NOTICE, place_date=dated)).blocks
    assert header.rows[1][1].plain == dated
    assert len(header.rows[1][1].paragraphs) == 1
    assert "2020" not in rest[0].plain


def test_paragraphs_over_page_ends_are_one():
    document = with_body(NOTICE, *long_body(40))
    body = [block.text.plain for block in document.body]
    assert [line for line in lines(back(document)) if line[0].isdigit()] == body


def test_page_numbers_are_dropped_with_their_place():
    source = back(with_body(NOTICE, *long_body(40)))
    numbers = [each for each in source.dropped if each.why == "số trang"]
    assert [(each.text, each.place.page) for each in numbers] == [
        (str(at), at) for at in range(2, len(numbers) + 2)
    ]
    assert len(numbers) > 1


def test_bold_and_italic_are_read():
    text = "- Làm *quy chế hoạt động* xong trước ngày **20/6/2020**, không để chậm trễ."
    source = back(with_body(NOTICE, paragraph(text), NOTICE.body[-1]))
    assert parse(text) in [each.text for each in source.paragraphs()]


def test_notes_stand_where_they_are_called():
    text = "Dự họp có lãnh đạo các phòng^[Vắng: Phòng Nội vụ.] và các xã^[Vắng: xã An Lâm.]."
    source = back(with_body(NOTICE, paragraph(text), NOTICE.body[-1]))
    assert parse(text) in [each.text for each in source.paragraphs()]


def table(rows):
    columns = (parse("**STT**"), parse("**Nhiệm vụ**"), parse("**Cơ quan**"))
    return PrintedTable(parse(""), columns, rows, (mm(15), mm(100), mm(50)))


def cells(block):
    return [[cell.plain for cell in row] for row in block.rows]


def test_a_ruled_table_is_read_cell_by_cell():
    rows = (
        (parse("1"), parse(SENTENCE), parse("Phòng Nội vụ")),
        (parse("2"), parse("Đo"), parse("")),
    )
    source = back(with_body(NOTICE, NOTICE.body[0], table(rows), NOTICE.body[-1]))
    tables = [block for block in source.blocks if isinstance(block, SourceTable)]
    assert cells(tables[1]) == [
        ["STT", "Nhiệm vụ", "Cơ quan"],
        ["1", SENTENCE, "Phòng Nội vụ"],
        ["2", "Đo", ""],
    ]


def test_a_table_over_pages_is_one_and_its_heading_rows_are_dropped():
    rows = tuple((parse(str(at)), parse(SENTENCE), parse("Phòng A")) for at in range(1, 60))
    source = back(with_body(NOTICE, NOTICE.body[0], table(rows), NOTICE.body[-1]))
    tables = [block for block in source.blocks if isinstance(block, SourceTable)]
    assert [row[0] for row in cells(tables[1])] == ["STT", *map(str, range(1, 60))]
    again = [each for each in source.dropped if "lặp lại" in each.why]
    assert [each.text for each in again] == ["STT Nhiệm vụ Cơ quan"] * len(again)
    assert again


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(UnreadablePdfError, match="Không đọc được tệp PDF"):
        read_source(data)


def made(pages, **options):
    buffer = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(buffer, **options)
    return buffer.getvalue()


LOCKED = pikepdf.Encryption(owner="mat", user="mat")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\n", "hỏng hoặc không phải PDF"),
        (made(1, encryption=LOCKED), "đặt mật khẩu"),
        (made(1, encryption=LOCKED).replace(b"/Standard", b"/Standerd"), "mã hóa theo cách"),
        (made(0), "không có trang nào"),
        (made(MAX_PAGES + 1), "301 trang, quá giới hạn 300 trang"),
    ],
    ids=["broken", "locked", "sealed", "no pages", "long"],
)
def test_why_a_file_is_refused_is_told_apart(data, told):
    with pytest.raises(UnreadablePdfError) as caught:
        read_source(data)
    assert told in str(caught.value)
    assert "PDFium" not in str(caught.value)


def test_a_page_without_letters_is_refused():
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(UnreadablePdfError, match="bản quét"):
        read_source(buffer.getvalue())


def visible(text):
    return Counter(char for char in text if not char.isspace())


@pytest.mark.parametrize(
    ("name", "paragraphs"),
    [("quang-ngai-2024-565-mtqg.pdf", 29), ("vpcp-2025-480-luat-xay-dung.pdf", 14)],
)
def test_a_sample_has_its_paragraphs(name, paragraphs):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"0 of 1 samples: {name} is not here")
    source = read_source(path.read_bytes(), name)
    body = [block for block in source.blocks if not isinstance(block, SourceTable)]
    assert len(body) == paragraphs
    assert len(source.blocks) == paragraphs + 2
