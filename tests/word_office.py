"""Makes office templates as Word would save them: with python-docx, then torn as Word tears."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from copy import deepcopy

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

HEADS = {
    "notice": ("{{ ten_loai }}", "{{ trich_yeu }}"),
    "extract": ("{{ ten_loai }}", "{{ trich_yeu }}"),
    "letter": (),
    "assignments": ("{{ ten_loai }}", "{{ trich_yeu }}"),
}


def logo(colour: tuple[int, int, int] = (200, 0, 0)) -> bytes:
    """Return a PNG of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    rows = b"".join(b"\x00" + bytes(colour) * 16 for _ in range(16))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def office_docx(form: str = "letter", change: Callable[[object], None] | None = None) -> bytes:
    """Return an office's template of *form*: own head with a logo, own words, slots.

    Args:
        form: which of the program's forms.
        change: may alter the python-docx document before it is saved.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    if form == "assignments":
        for line in ("{{ co_quan }}", "{{ quoc_hieu }}", "{{ du_thao }}"):
            document.add_paragraph(line)
    else:
        document.add_paragraph().add_run().add_picture(io.BytesIO(logo()), width=Cm(1))
        head = document.add_table(rows=2, cols=2)
        _say(head.cell(0, 0), "{{ co_quan }}")
        _say(head.cell(0, 1), "{{ quoc_hieu }}")
        _say(head.cell(1, 0), "{{ so_ky_hieu }}")
        if form == "letter":
            _say(head.cell(1, 0), "{{ trich_yeu }}")
        _say(head.cell(1, 0), "{{ do_khan }}", "{{ du_thao }}")
        _say(head.cell(1, 1), "{{ dia_danh_ngay_thang }}")
    for line in HEADS[form]:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if form == "letter":
        document.add_paragraph("{{ kinh_gui }}")
    document.add_paragraph("{{ noi_dung }}")
    if form != "assignments":
        document.add_paragraph("Mọi vướng mắc đề nghị gọi số 0204.3884.xxx.")
        foot = document.add_table(rows=1, cols=2)
        _say(foot.cell(0, 0), "{{ noi_nhan }}")
        _say(foot.cell(0, 1), "{{ chu_ky }}")
        document.add_paragraph("{{ phu_luc }}")
        if form == "extract":
            document.add_paragraph("{{ ban_sao }}")
    if change is not None:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _say(cell, *lines: str) -> None:
    for line in lines:
        free = cell.paragraphs[0]
        (free if not free.text else cell.add_paragraph()).add_run(line)


def tear(paragraph) -> None:
    """Split every run of *paragraph* into one per character, as Word does after much editing.

    Between them stand spelling marks and a bookmark, and every third run is bold.
    """
    for run in list(paragraph.runs):
        for at, char in enumerate(run.text):
            new = deepcopy(run._r)
            for each in new.findall(qn("w:t")):
                new.remove(each)
            words = OxmlElement("w:t")
            words.text = char
            words.set(qn("xml:space"), "preserve")
            new.append(words)
            run._r.addprevious(new)
            if at % 3 == 0:
                mark = OxmlElement("w:proofErr")
                mark.set(qn("w:type"), "spellStart")
                run._r.addprevious(mark)
                new.get_or_add_rPr().append(OxmlElement("w:b"))
        run._r.getparent().remove(run._r)
    start, stop = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, stop):
        mark.set(qn("w:id"), "0")
    start.set(qn("w:name"), "_GoBack")
    paragraph._p.append(start)
    paragraph._p.append(stop)
