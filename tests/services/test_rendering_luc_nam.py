"""The whole path on the real notice: files, text, pairs, manifest."""

import hashlib
import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import docx
import pypdfium2
import pytest

from plain_notice import EXPECTED, expected_lines, expected_pairs
from soanthao.standard import wording

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "luc-nam-2020-05.txt"
FIXED_HEAD = ["ỦY BAN NHÂN DÂN", "HUYỆN LỤC NAM", wording.NATIONAL_NAME, wording.MOTTO]
"""All that the notice prints and the sample, which begins below the head, does not hold."""


def squash(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def dense(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def word_text(path: Path) -> list[str]:
    """The paragraphs by python-docx alone, cells row by row."""
    body = docx.Document(str(path)).element.body
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    paragraphs = (
        squash("".join(text.text or "" for text in paragraph.iter(f"{space}t")))
        for paragraph in body.iter(f"{space}p")
    )
    return [paragraph for paragraph in paragraphs if paragraph]


def pdf_text(path: Path) -> str:
    """The text by pdfium alone, page numbers taken off, without blanks."""
    pages = []
    pdf = pypdfium2.PdfDocument(path)
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage().get_text_bounded()
        lines = text.replace("\ufffe", "-").replace("\x02", "-").splitlines()
        if index and str(index + 1) in (lines[0].strip(), lines[-1].strip()):
            lines.remove(next(line for line in lines if line.strip() == str(index + 1)))
        pages.append("".join(lines))
    pdf.close()
    return dense("".join(pages))


def sample_text(text: str) -> str:
    """The notice's own words, markup out."""
    return dense(text.replace("**", "").replace("*", ""))


def test_the_folder_holds_the_notice_33_letters_the_table_and_the_manifest(rendered):
    letters = expected_lines("luc-nam-letters.txt")
    wanted = {f"letters/{unit}.{kind}" for unit in letters for kind in ("docx", "pdf")}
    wanted |= {"notice.docx", "notice.pdf", "letters.pdf", "manifest.json"}
    wanted |= {f"assignments.{kind}" for kind in ("docx", "pdf", "xlsx")}
    made = {p.relative_to(rendered).as_posix() for p in rendered.rglob("*") if p.is_file()}
    assert len(letters) == 33
    assert made == wanted


def test_word_holds_the_whole_notice_in_order_and_nothing_but_the_fixed_head(rendered):
    paragraphs = word_text(rendered / "notice.docx")
    assert paragraphs[:4] == FIXED_HEAD
    written = (EXPECTED / "luc-nam-text.txt").read_text("utf-8")
    assert dense("".join(paragraphs[4:])) == sample_text(written)


def test_pdf_holds_the_whole_notice_in_order_and_nothing_but_the_fixed_head(rendered):
    written = (EXPECTED / "luc-nam-text.txt").read_text("utf-8")
    wanted = dense("".join(FIXED_HEAD)) + sample_text(written)
    assert pdf_text(rendered / "notice.pdf") == wanted


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLE.is_file(), reason="the real notices are not on this machine")
def test_the_real_sample_says_what_our_copy_of_it_says():
    sample = SAMPLE.read_text("utf-8")
    assert sample_text(sample) == sample_text((EXPECTED / "luc-nam-text.txt").read_text("utf-8"))


def test_the_office_with_an_ampersand_is_whole_everywhere(rendered):
    name = "Văn phòng HĐND&UBND huyện"
    for path in rendered.rglob("*.docx"):
        text = " ".join(word_text(path))
        assert "HĐND huyện thông báo" not in text
        assert name in text
        assert dense(name) in pdf_text(path.with_suffix(".pdf"))


def test_the_manifest_holds_exactly_the_pairs_that_the_chief_clerk_wrote_down(rendered):
    manifest = json.loads((rendered / "manifest.json").read_text("utf-8"))
    verbatim = {
        (item["id"], item["part"], letter["units"][0], item["role"])
        for letter in manifest["letters"]
        for item in letter["items"]
        if item["how"] == "verbatim"
    }
    specific = {pair[:4] for pair in expected_pairs() if not pair[4]}
    assert verbatim == specific
    assert len(verbatim) == 293
    assert sum(role != "copy" for _, _, _, role in verbatim) == 289
    assert manifest["proof"] == {
        "pairs": 293, "references": 160, "missing": [], "extra": [], "altered": []
    }  # fmt: skip


def test_the_general_orders_of_each_letter_are_referred_to(rendered):
    manifest = json.loads((rendered / "manifest.json").read_text("utf-8"))
    referred = {
        (item["id"], letter["units"][0])
        for letter in manifest["letters"]
        for item in letter["items"]
        if item["how"] == "reference"
    }
    lettered = set(expected_lines("luc-nam-letters.txt"))
    general = {(pair[0], pair[2]) for pair in expected_pairs() if pair[4]}
    assert referred == {(item, unit) for item, unit in general if unit in lettered}


def test_the_manifest_lists_every_file_with_its_hash_and_its_pages(rendered):
    manifest = json.loads((rendered / "manifest.json").read_text("utf-8"))
    for document in (manifest["notice"], *manifest["letters"]):
        for kind in ("docx", "pdf"):
            data = (rendered / document[kind]).read_bytes()
            assert document["sha256"][kind] == hashlib.sha256(data).hexdigest()
        with pypdfium2.PdfDocument(rendered / document["pdf"]) as pdf:
            assert document["pages"] == len(pdf)


def test_nothing_in_the_manifest_tells_of_the_machine(rendered):
    text = (rendered / "manifest.json").read_text("utf-8")
    assert str(Path.home()) not in text
    assert str(rendered.parent) not in text
    assert json.loads(text)["source"]["path"] == "conclusion.yaml"


def test_letters_of_an_unnumbered_notice_are_previews(rendered):
    manifest = json.loads((rendered / "manifest.json").read_text("utf-8"))
    assert all(letter["preview"] for letter in manifest["letters"])
    for path in (rendered / "letters").glob("*.docx"):
        assert wording.DRAFT in word_text(path)
    assert wording.DRAFT not in word_text(rendered / "notice.docx")


def test_no_letter_names_another_unit_in_its_properties(rendered):
    units = set(expected_lines("luc-nam-letters.txt"))
    for path in (rendered / "letters").glob("*.docx"):
        properties = docx.Document(str(path)).core_properties
        told = f"{properties.title} {properties.author} {properties.subject} {properties.keywords}"
        own = path.stem.removeprefix("xa-").removeprefix("thi-tran-")
        assert not [unit for unit in units - {path.stem} if unit in told and own not in unit]


def test_another_program_prints_every_word_file_with_the_same_text(rendered, libreoffice_pdfs):
    # The table repeats its heading row on every page: test_drafts_everywhere compares it.
    sources = {path.stem: path for path in rendered.rglob("*.docx") if path.stem != "assignments"}
    printed = libreoffice_pdfs({name: path.read_bytes() for name, path in sources.items()})
    for name, path in sources.items():
        wanted = dense("".join(word_text(path)))
        assert pdf_text(printed[name]) == wanted, name


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_another_program_finds_no_fault_in_the_pdf_files(rendered):
    for path in (rendered / "notice.pdf", rendered / "letters" / "xa-chu-dien.pdf"):
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
