"""The letters that a chief clerk worked out come out of the program, file by file, word for word.

Read by python-docx and pdfium alone; the draft is the Lục Nam one with number and day filled in.
"""

import shutil
import unicodedata
from pathlib import Path

import docx
import pypdfium2
import pytest

from plain_notice import EXPECTED, LUC_NAM
from soanthao.services.proving import prove_folder
from soanthao.services.rendering import RenderRequest, render

AUDIENCE = sorted(path.stem for path in (EXPECTED / "letters-audience").glob("*.txt"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def issued(folder: Path, letters: str) -> Path:
    """Copy the office's folder, fill number and day in, and set the letters' options."""
    office = folder / "luc-nam"
    shutil.copytree(LUC_NAM.parents[1], office, ignore=shutil.ignore_patterns("out"))
    conclusion = office / "2020-05" / "conclusion.yaml"
    text = conclusion.read_text("utf-8")
    for old, new in (
        ("  number:\n", "  number: 125\n"),
        ("  issued: 2020-05\n", "  issued: 2020-05-28\n"),
        ("  form: cong-van\n", letters),
    ):
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    conclusion.write_text(text, "utf-8")
    return conclusion


def rendered(conclusion: Path, *formats: str) -> Path:
    out = conclusion.parent / "out"
    render(RenderRequest(conclusion, out, formats=formats or ("docx", "pdf"), workers=1))
    assert prove_folder(conclusion, out).holds
    return out


def dense(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def word(path: Path) -> list[str]:
    body = docx.Document(str(path)).element.body
    lines = (
        " ".join("".join(text.text or "" for text in paragraph.iter(f"{W}t")).split())
        for paragraph in body.iter(f"{W}p")
    )
    return [line for line in lines if line]


def pdf(path: Path) -> str:
    """All characters in reading order, the numbers of pages left out."""
    said = []
    document = pypdfium2.PdfDocument(path)
    for index in range(len(document)):
        text = document[index].get_textpage().get_text_bounded()
        lines = text.replace("\ufffe", "-").replace("\x02", "-").splitlines()
        if index:
            lines.remove(next(line for line in lines if line.strip() == str(index + 1)))
        said.append("".join(lines))
    document.close()
    return dense("".join(said))


def golden(name: str) -> list[str]:
    return (EXPECTED / name).read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def by_audience(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("audience")
    return rendered(issued(folder, "  form: cong-van\n  per: audience\n"))


PAPER = "  form: trich-sao\n  issued: 2020-05-28\n  numbers: {xa-truong-son: 12}\n"


@pytest.fixture(scope="module")
def on_paper(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    return rendered(issued(folder, f"{PAPER}  only: [xa-truong-son]\n"))


@pytest.fixture(scope="module")
def electronic(tmp_path_factory) -> Path:
    options = "  form: trich-sao-dien-tu\n  issued: 2020-05-28T16:05:33\n  only: [xa-truong-son]\n"
    return rendered(issued(tmp_path_factory.mktemp("electronic"), options))


@pytest.mark.parametrize("letter", AUDIENCE)
def test_a_letter_to_its_audience_is_the_chief_clerk_s(by_audience, letter):
    wanted = golden(f"letters-audience/{letter}.txt")
    assert word(by_audience / "letters" / f"{letter}.docx") == wanted
    assert pdf(by_audience / "letters" / f"{letter}.pdf") == dense("".join(wanted))


def test_13_letters_lie_in_the_folder(by_audience):
    made = {path.stem for path in (by_audience / "letters").glob("*.docx")}
    assert made == set(golden("luc-nam-audience.txt"))


def test_the_trich_sao_on_paper_is_the_chief_clerk_s(on_paper):
    wanted = golden("extracts/xa-truong-son-paper.txt")
    assert word(on_paper / "letters" / "xa-truong-son.docx") == wanted
    assert pdf(on_paper / "letters" / "xa-truong-son.pdf") == dense("".join(wanted))


def test_the_electronic_trich_sao_is_the_chief_clerk_s(electronic):
    wanted = golden("extracts/xa-truong-son-electronic.txt")
    (mark,) = golden("extracts/xa-truong-son-electronic-mark.txt")
    assert word(electronic / "letters" / "xa-truong-son.docx") == wanted
    header = docx.Document(str(electronic / "letters" / "xa-truong-son.docx"))
    first = header.sections[0].first_page_header
    assert [line.text for line in first.paragraphs if line.text] == [mark]
    read = pdf(electronic / "letters" / "xa-truong-son.pdf")
    assert read.count(dense(mark)) == 1
    assert read.replace(dense(mark), "") == dense("".join(wanted))


@pytest.mark.parametrize(
    "formats", [("docx",), pytest.param(("docx", "pdf"), marks=pytest.mark.torture)]
)
def test_every_unit_with_a_duty_gets_its_trich_sao(tmp_path, formats):
    out = rendered(issued(tmp_path, PAPER), *formats)
    for kind in formats:
        made = {path.stem for path in (out / "letters").glob(f"*.{kind}")}
        assert made == set(golden("luc-nam-letters.txt"))
