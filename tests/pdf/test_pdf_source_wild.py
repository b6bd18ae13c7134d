"""No character of a printed document is lost, over wild documents."""

import io
import resource
import time
from collections import Counter

import docx
import pypdfium2
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from hypothesis import given, settings
from pdf_documents import AS_FOUND, NOTICE, documents, paragraph, printer, with_body
from pdf_rich import wild_documents

from soanthao.notice.document import FIRST_CALL, LAST_CALL
from soanthao.notice.source import SourceTable
from soanthao.pdf.source import read_source
from soanthao.pdf.source_pages import MAX_PAGES

REPEATED = ("số trang", "hàng tiêu đề bảng lặp lại")
SENTENCE = "Giao các cơ quan rà soát, tổng hợp và báo cáo kết quả thực hiện về Ủy ban nhân dân xã"


def visible(texts):
    return Counter(char for text in texts for char in text if not char.isspace())


def read_all(source):
    notes = [note.plain for each in source.paragraphs() for note in each.text.footnotes]
    dropped = [each.text for each in source.dropped if each.why not in REPEATED]
    return visible([*(each.plain for each in source.paragraphs()), *notes, *dropped])


def difference(document):
    source = read_source(printer().print(document).data)
    wanted = visible([*document.stream(), *document.beside()])
    return read_all(source) - wanted, wanted - read_all(source)


@settings(AS_FOUND, max_examples=5)
@given(documents())
def test_every_character_is_read(document):
    assert difference(document) == (Counter(), Counter())


@pytest.mark.torture
@settings(AS_FOUND, max_examples=60)
@given(documents(max_paragraphs=20))
def test_every_character_of_many_documents_is_read(document):
    assert difference(document) == (Counter(), Counter())


@pytest.mark.torture
@settings(AS_FOUND, max_examples=20)
@given(wild_documents())
def test_no_character_is_lost_over_tables_and_notes(document):
    source = read_source(printer().print(document).data)
    wanted = visible([*document.stream(), *document.beside(), *document.notes()])
    for call in [char for char in wanted if FIRST_CALL <= ord(char) <= LAST_CALL]:
        del wanted[call]
    assert wanted - read_all(source) == Counter()


@pytest.mark.torture
def test_the_longest_file_is_read_in_20_seconds_and_a_gigabyte():
    body = [paragraph(f"{at}. {SENTENCE}; {SENTENCE.lower()}.") for at in range(1, 60)]
    printed = pypdfium2.PdfDocument(printer().print(with_body(NOTICE, *body)).data)
    long = pypdfium2.PdfDocument.new()
    while len(long) + len(printed) <= MAX_PAGES:
        long.import_pages(printed)
    buffer = io.BytesIO()
    long.save(buffer)
    begin = time.process_time()
    read_source(buffer.getvalue())
    assert time.process_time() - begin < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000


def word_file():
    document = docx.Document()
    head = document.add_table(2, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ AN LÂM"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số: 12/TB-UBND"
    head.cell(1, 1).text = "An Lâm, ngày 12 tháng 6 năm 2025"
    for at in range(1, 41):
        line = document.add_paragraph(f"{at}. {SENTENCE}{', bổ sung' * (at % 7)}.")
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        line.paragraph_format.first_line_indent = Cm(1.27)
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Phòng Kinh tế;\n- Lưu: VT."
    foot.cell(0, 1).text = "CHỦ TỊCH\n\n\nLê Văn B"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.torture
def test_a_file_that_libreoffice_printed_is_read(libreoffice_pdf):
    source = read_source(libreoffice_pdf(word_file()).read_bytes())
    body = [each.plain for each in source.blocks if not isinstance(each, SourceTable)]
    assert body == [f"{at}. {SENTENCE}{', bổ sung' * (at % 7)}." for at in range(1, 41)]
    head, foot = (each for each in source.blocks if isinstance(each, SourceTable))
    assert [[cell.plain for cell in row] for row in head.rows] == [
        [
            "ỦY BAN NHÂN DÂN XÃ AN LÂM",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        ],
        ["Số: 12/TB-UBND", "An Lâm, ngày 12 tháng 6 năm 2025"],
    ]
    assert [[cell.plain for cell in row] for row in foot.rows] == [
        ["Nơi nhận: - Phòng Kinh tế; - Lưu: VT.", "CHỦ TỊCH Lê Văn B"]
    ]
