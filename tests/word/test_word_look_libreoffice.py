"""Looks against what LibreOffice prints of the same files: a second way to sizes, faces, lines."""

import ctypes
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw
from word_documents import COMPLETE, render

from soanthao.word.look import read_look

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
LONG = 12
"""Letters; shorter texts stand more than once."""


@dataclass(frozen=True)
class Printed:
    char: str
    size: float
    bold: bool
    italic: bool
    page: int
    y: float


def printed(document):
    """Every letter of a PDF in order."""
    found = []
    for at, page in enumerate(document):
        text = page.get_textpage()
        for index in range(raw.FPDFText_CountChars(text)):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if char.isspace() or ord(char) < 32 or ord(char) >= 0xFFFE:
                continue
            name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
            raw.FPDFText_GetFontInfo(text, index, name, 128, ctypes.byref(flags))
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
            size = round(raw.FPDFText_GetFontSize(text, index), 1)
            face = name.value
            found.append(Printed(char, size, b"Bold" in face, b"Italic" in face, at, y.value))
    return found


def ruled(document):
    """Every flat path: page, length, height above the foot of the page."""
    found = []
    for at, page in enumerate(document):
        for each in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = each.get_bounds()
            if top - bottom < 3 < right - left:
                found.append((at, right - left, (top + bottom) / 2))
    return found


@pytest.fixture(scope="module")
def files():
    found = {f"our-{name}": render(COMPLETE[name]) for name in ("notice", "letter", "extract")}
    return found | {path.stem: path.read_bytes() for path in sorted(SAMPLES.glob("*.docx"))}


def letters_of(paragraph):
    for run in paragraph.runs:
        for char in "".join(run.text.split()):
            yield char, run.letters


@pytest.mark.torture
def test_libreoffice_prints_the_same_letters_and_lines(files, libreoffice_pdfs):
    lined = 0
    for name, path in libreoffice_pdfs(files).items():
        look, document = read_look(files[name]), pypdfium2.PdfDocument(path)
        chars, lines = printed(document), ruled(document)
        flow, places, compared = "".join(each.char for each in chars), {}, 0
        for paragraph in look.paragraphs:
            wanted = list(letters_of(paragraph))
            words = "".join(char for char, _ in wanted)
            at = flow.find(words)
            if at < 0 or len(words) < LONG:
                continue
            here = chars[at : at + len(words)]
            places[paragraph.number] = here
            for (_, letters), char in zip(wanted, here, strict=True):
                if not letters.script:
                    shown = (char.size, char.bold, char.italic)
                    assert shown == (letters.size, letters.bold, letters.italic), (name, words)
                    compared += 1
        assert compared > 300, name
        for line in look.lines:
            if line.above in places and line.length is not None:
                last = places[line.above][-1]
                below = [
                    each
                    for each in lines
                    if each[0] == last.page and last.y - 30 < each[2] < last.y
                ]
                assert any(abs(each[1] - line.length) < 2.5 for each in below), (name, line)
                lined += 1
    assert lined >= 8


@pytest.mark.torture
def test_libreoffice_puts_the_line_above_the_text_below_it(files, libreoffice_pdfs):
    name = "our-notice"
    look = read_look(files[name])
    document = pypdfium2.PdfDocument(libreoffice_pdfs({name: files[name]})[name])
    flow = printed(document)
    words = "".join(each.char for each in flow)
    subject = next(each for each in look.lines if each.above and each.below)
    tops = []
    for number in (subject.above, subject.below):
        text = "".join(look.paragraph(number).plain.split())
        tops.append(flow[words.find(text)].y)
    assert tops[0] > tops[1]
    between = [each for each in ruled(document) if tops[1] < each[2] < tops[0] and each[0] == 0]
    assert any(abs(each[1] - subject.length) < 2.5 for each in between)
