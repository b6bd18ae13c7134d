"""What is hidden in the bytes of a numbered file is found, whatever the document says."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from frozen_pairs import Pair, letter_pairs, made, notice_pair, proven

from soanthao.notice.document import Document
from soanthao.pdf.printer import Printer
from soanthao.render import templates
from soanthao.render.frozen import prove_same
from soanthao.word import merge
from soanthao.word.office import office_template
from word_office import logo, office_docx

FORMATS = ("docx", "pdf")


@pytest.fixture(scope="module")
def letter() -> Pair:
    return letter_pairs("luc-nam")["xa-chu-dien"]


@pytest.fixture(scope="module")
def notice() -> Pair:
    return notice_pair("an-binh")


# What only the bytes of a Word file can hide.


def edited(
    data: bytes,
    change: Callable[[dict[str, bytes]], dict[str, bytes] | None],
    day: tuple[int, int, int, int, int, int] = (1980, 1, 1, 0, 0, 0),
) -> bytes:
    """Return the zip *data* as *change* leaves its members, otherwise written like ours."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = {each.filename: each for each in package.infolist()}
        members = {name: package.read(name) for name in entries}
    members = change(members) or members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, day)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return buffer.getvalue()


def body(old: str, new: str, name: str = "word/document.xml"):
    """Return what writes *new* for the first *old* in a member."""

    def change(members: dict[str, bytes]) -> None:
        assert re.search(old.encode(), members[name]), (old, members[name][:2000])
        members[name] = re.sub(old.encode(), new.encode(), members[name], count=1)

    return change


def added(name: str, content: bytes):
    return lambda members: members.__setitem__(name, content)


SIZE = '<w:r><w:rPr><w:sz w:val="40"/></w:rPr>'
WHITE = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>ẩn</w:t></w:r>'
NUMBER_STYLE = '(<w:pStyle w:val="number"/>.*?</w:pPr>)'
WORD = {
    "nothing": (lambda members: None, None),
    "a letter in a wider run": (
        body("<w:r>(<w:t[^>]*>Thực hiện)", SIZE + r"\1"),
        "định dạng",
    ),
    "a white word": (body("(<w:r><w:t[^>]*>Thực hiện)", WHITE + r"\1"), "ẩn"),
    "a white word in ô 3": (body(NUMBER_STYLE, r"\1" + WHITE), "ô 3"),
    "a bold ô 3": (
        body(NUMBER_STYLE + "<w:r>", r"\1<w:r><w:rPr><w:b/></w:rPr>"),
        "ô 3",
    ),
    "a comment in ô 3": (body(NUMBER_STYLE, r"\1<!-- bí mật -->"), "ô 3"),
    "an attribute in ô 3": (
        body('<w:p>(<w:pPr><w:pStyle w:val="number"/>)', r'<w:p w:x="a">\1'),
        "ô 3",
    ),
    "an instruction before the text": (body("(<w:document)", r"<?soanthao bí mật?>\1"), "document"),
    "margins": (body('w:left="[0-9]+"([^>]*/><w:)', r'w:left="1000"\1'), "lề"),
    "page size": (body('(<w:pgSz w:w=")[0-9]+', r"\g<1>10000"), "khổ giấy"),
    "a style": (body('w:val="28"', 'w:val="30"', "word/styles.xml"), "word/styles.xml"),
    "a title": (body("<dc:title>", "<dc:title>A", "docProps/core.xml"), "tên tài liệu"),
    "a part more": (added("word/comments.xml", b"<w:comments/>"), "thừa phần"),
    "a file more": (added("word/media/a.png", logo()), "thừa phần"),
    "a part less": (
        lambda members: {
            name: content for name, content in members.items() if name != "word/settings.xml"
        },
        "thiếu phần",
    ),
    "another order": (
        lambda members: dict(reversed(members.items())),
        "thứ tự",
    ),
}


@pytest.mark.parametrize("name", WORD)
def test_what_is_changed_in_a_word_file_is_found_and_named(letter: Pair, name: str):
    change, expected = WORD[name]
    data = letter.files("docx")[1]
    changed = edited(data, change)
    told = proven(letter, "docx", changed).listed()
    if expected is None:
        assert told == ""
        return
    assert changed != edited(data, lambda members: None)
    assert expected in told


def test_a_white_word_in_both_files_is_found(letter: Pair):
    """Beside its number ô 3 holds nothing, when it is approved neither."""
    change = body(NUMBER_STYLE, r"\1" + WHITE)
    before, after = (edited(each, change) for each in letter.files("docx"))
    proof = prove_same(letter.approved, letter.numbered, "docx", before, after, "x.docx")
    assert "ô 3" in proof.listed()


def test_another_day_in_the_zip_is_found(letter: Pair):
    changed = edited(letter.files("docx")[1], lambda members: None, (2026, 1, 2, 3, 4, 6))
    assert "tệp nén" in proven(letter, "docx", changed).listed()


@pytest.mark.parametrize("place", ["behind", "before", "comment"])
def test_what_lies_around_the_zip_of_a_word_file_is_found(letter: Pair, place: str):
    data = letter.files("docx")[1]
    if place == "comment":
        buffer = io.BytesIO(data)
        with zipfile.ZipFile(buffer, "a") as package:
            package.comment = "bí mật".encode()
        changed = buffer.getvalue()
    else:
        changed = data + b"x" * 9 if place == "behind" else b"x" * 9 + data
    proof = proven(letter, "docx", changed)
    assert not proof.holds


def test_a_changed_logo_of_an_offices_own_word_template_is_found(letter: Pair):
    template = office_template(office_docx("letter"), "letter.docx", "letter")
    compiled = merge.compile_template(template.data, template.name)
    before, after = (compiled.render(each) for each in (letter.approved, letter.numbered))
    arguments = (letter.approved, letter.numbered, "docx", before)
    assert prove_same(*arguments, after, "x.docx").listed() == ""
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        picture = next(name for name in package.namelist() if name.endswith(".png"))
    changed = edited(after, added(picture, logo((0, 0, 200))))
    assert picture in prove_same(*arguments, changed, "x.docx").listed()


# What only the bytes of a PDF can hide.

OWN = """{{% extends "base.html" %}}
{{% block under_number %}}<p class="letter-subject">{{{{ document.subject }}}}</p>
{}{{% endblock %}}
"""


def styled(folder: Path, style: str, more: str = "") -> Callable[[Document], bytes]:
    """Return what prints a letter by our page and *style*, in a folder of an office."""
    folder.mkdir(exist_ok=True)
    (folder / "letter.html").write_text(OWN.format(f"<style>{style}</style>{more}"), "utf-8")
    (folder / "logo.png").write_bytes(logo())
    printer = Printer(templates.templates_root(), folder)
    return lambda document: printer.print(document).data


STYLES = {
    "a larger size": (".signer { font-size: 15pt !important }", "", "trang 2: hình"),
    "a moved signature": (".foot-right { padding-left: 4mm !important }", "", "trang 2: hình"),
    "a wider margin": ("@page { margin-left: 35mm !important }", "", "trang 1"),
    "another paper": ("@page { size: 200mm 297mm !important }", "", "khổ giấy"),
    "a colour": (".signer { color: #333 !important }", "", "trang 2: hình"),
    "a white word": ("", '<p style="position: absolute; color: #fff">ẩn</p>', "ẩn"),
    "a logo": ("", '<img src="logo.png" alt="Biểu trưng" style="position: absolute">', "trang 1"),
    "another ô 3": (".number { letter-spacing: 1pt !important }", "", "trang 1"),
    "a bold ô 4": (".place-date { font-weight: bold !important }", "", "trang 1"),
}


@pytest.mark.parametrize("name", STYLES)
def test_what_looks_different_in_a_pdf_is_found_and_named(letter: Pair, name: str, tmp_path: Path):
    style, more, expected = STYLES[name]
    plain = styled(tmp_path / "a", "")
    before, after = plain(letter.approved), plain(letter.numbered)
    arguments = (letter.approved, letter.numbered, "pdf", before)
    assert prove_same(*arguments, after, "x.pdf").listed() == ""
    changed = styled(tmp_path / "b", style, more)(letter.numbered)
    assert expected in prove_same(*arguments, changed, "x.pdf").listed()


def test_a_changed_picture_of_an_offices_own_page_is_found(letter: Pair, tmp_path: Path):
    picture = '<img src="logo.png" alt="Biểu trưng" style="position: absolute">'
    printed = styled(tmp_path / "a", "", picture)
    before, after = printed(letter.approved), printed(letter.numbered)
    arguments = (letter.approved, letter.numbered, "pdf", before)
    assert prove_same(*arguments, after, "x.pdf").listed() == ""
    again = styled(tmp_path / "b", "", picture)
    (tmp_path / "b" / "logo.png").write_bytes(logo((0, 0, 200)))
    told = prove_same(*arguments, again(letter.numbered), "x.pdf").listed()
    assert "trang 1" in told
    assert "hình ảnh" in told


def test_an_offices_own_words_on_the_line_of_a_number_may_move_with_it(
    letter: Pair, tmp_path: Path
):
    (tmp_path / "letter.html").write_text(
        '<html lang="vi"><title>{{ document.title }}</title>'
        '<p style="text-align: center">{{ document.number }} (bản của Văn phòng)</p>'
        "<p>{{ document.place_date }}</p><p>{{ document.subject }}</p></html>",
        "utf-8",
    )
    printer = Printer(templates.templates_root(), tmp_path)
    before, after, other = (
        printer.print(each).data
        for each in (
            letter.approved,
            letter.numbered,
            replace(letter.numbered, subject=f"{letter.numbered.subject} nhé"),
        )
    )
    arguments = (letter.approved, letter.numbered, "pdf", before)
    assert prove_same(*arguments, after, "x.pdf").listed() == ""
    assert "nhé" in prove_same(*arguments, other, "x.pdf").listed()


def saved(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return the PDF *data* as *change* leaves it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        buffer = io.BytesIO()
        pdf.save(
            buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve
        )
    return buffer.getvalue()


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["bí mật.txt"] = pikepdf.AttachedFileSpec(
        pdf, b"x", filename="x.txt", mime_type="text/plain"
    )


def annotate(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents="ẩn"
    )
    pdf.pages[0].Annots = pdf.make_indirect([note])


def rename(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Khác"


def author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "Ai đó"


def packet(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes().replace(b"WeasyPrint", b"WeasyPrinu")
    pdf.Root.Metadata.write(data)


def outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as found:
        found.root.append(pikepdf.OutlineItem("ẩn", 0))


def page_more(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=(595, 842))


def page_less(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Rotate = 180


def cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = [0, 0, 500, 842]


def spoken(pdf: pikepdf.Pdf) -> None:
    """Let a reading machine say other words than stand there."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/P":
            each.ActualText = "Lời khác"
            return


def unseen(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Contents.write(page.Contents.read_bytes() + b"\nq\nQ")


def in_ink(pdf: pikepdf.Pdf) -> None:
    """Draw a line through the signer's name."""
    page = pdf.pages[0]
    page.Contents.write(page.Contents.read_bytes() + b"\nq 1 w 300 300 m 500 300 l S Q")


def beside_the_number(pdf: pikepdf.Pdf) -> None:
    """Draw a line at the height of ô 3, left of it; these pages count from the top."""
    page = pdf.pages[0]
    page.Contents.write(page.Contents.read_bytes() + b"\nq 1 w 90 107 m 95 107 l S Q")


def lowered(pdf: pikepdf.Pdf) -> None:
    """Put ô 3 two points lower: there its own box still hides it from the picture."""
    page = pdf.pages[0]
    lines = page.Contents.read_bytes().split(b"\n")
    glyphs = next(at for at, line in enumerate(lines) if line.startswith(b"[<0036>0<06bb>"))
    at = next(at for at in range(glyphs, 0, -1) if lines[at].endswith(b" Tm"))
    *first, down, name = lines[at].split()
    lines[at] = b" ".join([*first, b"%.3f" % (float(down) + 2), name])
    page.Contents.write(b"\n".join(lines))


def packet_and_attachment(pdf: pikepdf.Pdf) -> None:
    packet(pdf)
    attach(pdf)


def trailing(pdf: pikepdf.Pdf) -> None:
    pdf.trailer["/Secret"] = pikepdf.String("ẩn")


def stray(pdf: pikepdf.Pdf) -> None:
    """Put a thing into the file that nothing shows; the page names it, so that it is kept."""
    pdf.Root.PieceInfo = pdf.make_indirect(pikepdf.Dictionary(Secret="ẩn"))


FILES = {
    "nothing": (lambda pdf: None, None),
    "an attachment": (attach, "tệp kèm"),
    "an annotation": (annotate, "ghi chú"),
    "a title": (rename, "tên tài liệu"),
    "an author": (author, "Author"),
    "the packet of properties": (packet, "siêu dữ liệu"),
    "an outline": (outline, "dấu trang"),
    "a page more": (page_more, "số trang"),
    "a turned page": (turned, "khổ giấy"),
    "a cropped page": (cropped, "khổ giấy"),
    "other words for a reading machine": (spoken, "cấu trúc"),
    "an order to draw nothing": (unseen, "lệnh vẽ"),
    "a line": (in_ink, "trang 1: hình"),
    "a line beside ô 3": (beside_the_number, "trang 1: hình"),
    "a lower ô 3": (lowered, "lệnh vẽ"),
    "the packet and an attachment": (packet_and_attachment, "siêu dữ liệu"),
    "a thing that nothing shows": (stray, "thừa"),
    "a word at the end of the file": (trailing, "phần cuối tệp"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_changed_in_a_pdf_is_found_and_named(letter: Pair, name: str):
    change, expected = FILES[name]
    before, after = letter.files("pdf")
    # Whoever saves a PDF numbers its objects anew; so both are saved, one with the change.
    before, after = saved(before, lambda pdf: None), saved(after, change)
    proof = prove_same(letter.approved, letter.numbered, "pdf", before, after, "x.pdf")
    told = proof.listed()
    if expected is None:
        assert told == ""
    else:
        assert expected in told


def test_a_page_less_is_found(notice: Pair):
    changed = saved(notice.files("pdf")[1], page_less)
    assert "số trang" in proven(notice, "pdf", changed).listed()


def test_what_is_written_behind_a_pdf_is_found(letter: Pair):
    changed = letter.files("pdf")[1] + b"\n%bi mat\n"
    assert "sau phần cuối" in proven(letter, "pdf", changed).listed()


def test_a_letter_drawn_with_another_shape_is_found(letter: Pair):
    """A font whose 8 looks like a 3 is read as before; only the picture shows it."""

    def forge(pdf: pikepdf.Pdf) -> None:
        from fontTools.ttLib import TTFont

        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
                font = TTFont(io.BytesIO(each.FontFile2.read_bytes()))
                glyphs = font["glyf"]
                full = [name for name in font.getGlyphOrder() if glyphs[name].numberOfContours > 0]
                glyphs[full[0]] = glyphs[full[-1]]
                buffer = io.BytesIO()
                font.save(buffer)
                each.FontFile2.write(buffer.getvalue())

    assert "trang 1: hình" in proven(letter, "pdf", saved(letter.files("pdf")[1], forge)).listed()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_file_that_cannot_be_read_is_a_flaw(letter: Pair, format_: str, side: str):
    before, after = letter.files(format_)
    files = (b"xyz", after) if side == "before" else (before, b"xyz")
    proof = prove_same(letter.approved, letter.numbered, format_, *files, "x")
    assert "không đọc được" in proof.listed()


def test_every_flaw_names_its_file(letter: Pair):
    proof = proven(letter, "docx", made(letter.approved, "docx"))
    flaws = (*proof.missing, *proof.extra, *proof.altered)
    assert flaws
    assert {flaw.file for flaw in flaws} == {"x.docx"}
