"""Real notices, where they are: markers, number and signature as a reader counts them."""

import re
from collections import Counter
from pathlib import Path

import pytest

from soanthao.intake import plain
from soanthao.pdf import source as pdf
from soanthao.recognition import recognise
from soanthao.word import source as word

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FIXED = (
    "CỘNG HÒA HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập Tự do Hạnh phúc Số: ngày tháng năm THÔNG BÁO"
    " Nơi nhận: Bản điện tử:"
)
READERS = {".docx": word.read_source, ".pdf": pdf.read_source, ".txt": plain.read_source}
# file, markers in print order, number, lines of ô 7a, lines of nơi nhận
READ = [
    (
        "lam-dong-2026-hoi-nghi-cchc.docx",
        "I. II. 1. a) b) c) 2. a) b) c) d) đ) 3. a) b) c) 4. a) b) c) 5. a) b) c) 7. a) b) c)"
        " III. 1. 2. 3.",
        (None, 3, [8]),
    ),
    (
        "lam-dong-2026-gpmb-02-cao-toc.docx",
        "I. II. 1. a) b) c) e) 2. a) b) 3. 4. a) - - + + - - b) c) - - - d) - - đ) - - - e)"
        " g) - - - f) - - -",
        (None, 3, [4]),
    ),
    ("lam-dong-2026-quy-hoach-chung-xa.docx", "I. 1. 2. II. 1. - - 2. - - - 3. 4.", (None, 3, [4])),
    (
        "lam-dong-2026-so-khcn.docx",
        "1. a) b) c) d) 2. a) b) c) 3. a) b) c) 4. 5. 6.",
        (None, 3, [5]),
    ),
    (
        "luc-nam-2020-05.txt",
        "1. 2. 3. - - + + + 4. 5. 6. 7. - - - - - - - - - -",
        (None, 2, [1, 5]),
    ),
    ("vpcp-2024-467-thi-truong-cac-bon.txt", "1. 2. - - - 3.", (467, 2, [5])),
    ("vpcp-2025-480-luat-xay-dung.pdf", "1. 2. 3. 4. 5. 6. 7. 8.", (480, 1, [9])),
    (
        "quang-ngai-2024-565-mtqg.pdf",
        "I. II. 1. a) b) c) 2. a) b) c) 3. 4. 5. 6. - - - - 7.",
        (565, 3, [13]),
    ),
]


@pytest.mark.samples
@pytest.mark.parametrize(("name", "markers", "counts"), READ, ids=[each[0] for each in READ])
def test_a_real_notice_is_read_as_a_reader_reads_it(name, markers, counts):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"{len(READ)} real notices are not here")
    source = READERS[path.suffix](path.read_bytes(), name)
    outline = recognise(source)
    chain = len(outline.authority) + bool(outline.position)
    assert outline.form == "notice"
    assert " ".join(item.marker for item in outline.items() if item.marker) == markers
    assert (outline.number, chain, [len(each.lines) for each in outline.recipients]) == counts


@pytest.mark.samples
@pytest.mark.parametrize("name", [each[0] for each in READ])
def test_every_word_of_a_real_body_is_in_the_outline(name):
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"{len(READ)} real notices are not here")
    source = READERS[path.suffix](path.read_bytes(), name)
    outline = recognise(source)
    paragraphs = [each for each in outline.body if hasattr(each, "plain")]
    kept = [f"{each.marker} {each.text.plain}" for each in outline.items()]
    kept += [each.plain for each in paragraphs]
    kept += [line.plain for block in outline.recipients for line in block.lines]
    kept += [outline.subject, outline.place, outline.symbol, *outline.header, *outline.parent]
    kept += [*outline.authority, outline.position, outline.signer]
    wanted = Counter(" ".join(each.plain for each in source.paragraphs()).split())
    lost = wanted - Counter(" ".join(kept).split())
    fixed = f"{FIXED} {outline.number} {outline.place}, {outline.issued}".split()
    odd = {word for word in lost if word not in fixed and re.search(r"\w", word)}
    assert {
        word for word in odd if not re.search(rf"{outline.symbol}|^(?:Số:)?\d+$", word)
    } == set()
