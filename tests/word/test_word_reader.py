"""The reader meets every paragraph once, in reading order."""

import io
import re
import unicodedata
from pathlib import Path

import docx
import pytest

from soanthao.word.package import BrokenWordFileError, close_package
from soanthao.word.reader import W, read_paragraphs

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
SPACE = f'xmlns:w="{W[1:-1]}"'
COMPATIBLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word_file(body):
    xml = f"<w:document {SPACE} {COMPATIBLE}><w:body>{body}</w:body></w:document>"
    return close_package({"word/document.xml": xml.encode()})


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_runs_are_joined_and_empty_paragraphs_left_out():
    body = (
        f"<w:p>{run('Thông ')}{run('báo')}</w:p><w:p/><w:p>{run(' ')}</w:p><w:p>{run('hai')}</w:p>"
    )
    assert read_paragraphs(word_file(body)) == ("Thông báo", "hai")


def test_tabs_and_breaks_are_blanks_and_hard_hyphens_hyphens():
    body = (
        "<w:p><w:r><w:t>Số:</w:t><w:tab/><w:t>12</w:t><w:br/><w:t>a</w:t><w:cr/><w:t>b</w:t>"
        "<w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>"
    )
    assert read_paragraphs(word_file(body)) == ("Số: 12 a b-c",)


def test_text_is_composed():
    decomposed = unicodedata.normalize("NFD", "Ủy ban")
    assert read_paragraphs(word_file(f"<w:p>{run(decomposed)}</w:p>")) == ("Ủy ban",)


def test_tables_are_read_row_by_row_cell_by_cell_nested_ones_too():
    document = docx.Document()
    document.add_paragraph("trước")
    table = document.add_table(rows=2, cols=2)
    for at, cell in enumerate(table._cells):
        cell.text = f"ô {at}"
    inner = table.cell(0, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "trong"
    document.add_paragraph("sau")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_paragraphs(buffer.getvalue()) == (
        "trước",
        "ô 0",
        "ô 1",
        "trong",
        "ô 2",
        "ô 3",
        "sau",
    )


def test_a_text_box_follows_its_paragraph_once():
    box = f"<w:txbxContent><w:p>{run('hộp')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('neo ')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{run('tiếp')}</w:p>"
    )
    assert read_paragraphs(word_file(body)) == ("neo tiếp", "hộp")


def test_hyperlinks_fields_and_controls_are_read_and_deletions_not():
    body = (
        f"<w:p><w:hyperlink>{run('một ')}</w:hyperlink><w:del>{run('xóa')}</w:del>"
        f"<w:ins>{run('hai ')}</w:ins><w:moveFrom>{run('chuyển')}</w:moveFrom>"
        f"<w:fldSimple>{run('ba')}</w:fldSimple>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('bốn')}</w:p></w:sdtContent></w:sdt>"
    )
    assert read_paragraphs(word_file(body)) == ("một hai ba", "bốn")


def test_an_empty_run_of_text_is_nothing():
    assert read_paragraphs(word_file("<w:p><w:r><w:t/></w:r></w:p>")) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        close_package({}),
        close_package({"word/document.xml": b"<broken"}),
        close_package({"word/document.xml": f"<w:document {SPACE}/>".encode()}),
        close_package({"word/document.xml": b"<!DOCTYPE a><a/>"}),
    ],
)
def test_a_broken_file_is_refused_in_words(data):
    with pytest.raises(BrokenWordFileError, match="Word"):
        read_paragraphs(data)


REAL = (
    "lam-dong-2026-gpmb-02-cao-toc.docx",
    "lam-dong-2026-hoi-nghi-cchc.docx",
    "lam-dong-2026-quy-hoach-chung-xa.docx",
    "lam-dong-2026-so-khcn.docx",
)


CALLS = re.compile("[\ue000-\uf8ff]")


def by_python_docx(container):
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in row.cells:
                    yield from by_python_docx(cell)
        else:
            yield unicodedata.normalize("NFC", block.text)


@pytest.mark.samples
@pytest.mark.parametrize("name", REAL)
def test_a_real_notice_is_read_as_python_docx_reads_it(name):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"{len(REAL)} real notices are not here")
    uncalled = (CALLS.sub("", text) for text in read_paragraphs(path.read_bytes()))
    read = [" ".join(text.split()) for text in uncalled]
    theirs = (" ".join(text.split()) for text in by_python_docx(docx.Document(str(path))))
    assert read == [text for text in theirs if text]
    assert any(text.startswith("CỘNG H") and text.endswith("VIỆT NAM") for text in read[:6])
    assert any(text.endswith("./.") for text in read)
