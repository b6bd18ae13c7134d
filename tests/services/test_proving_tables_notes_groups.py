"""Tampered rows, notes, letters to groups and extracts are named, each for itself."""

import json
import shutil
import zipfile
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from plain_notice import ROOT
from soanthao.notice.document import Paragraph, PrintedTable
from soanthao.notice.markup import RichText
from soanthao.pdf.printer import Printer
from soanthao.render import job
from soanthao.render.templates import templates_root
from soanthao.services.proving import prove_folder
from soanthao.services.rendering import RenderRequest, make_plan, render

pytestmark = pytest.mark.torture
"""Whole folders are rendered and spoiled."""

PROVINCE = ROOT / "drafts" / "an-binh" / "2026-10" / "conclusion.yaml"
COMMUNE = ROOT / "drafts" / "xa-minh-son" / "2026-11" / "conclusion.yaml"
MILESTONES = "2.1.2"
"""The item whose table orders a row to each investor."""


@pytest.fixture(scope="module")
def province(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("province") / "out"
    render(RenderRequest(PROVINCE, out))
    return out


@pytest.fixture(scope="module")
def commune(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("commune") / "out"
    render(RenderRequest(COMMUNE, out))
    return out


@pytest.fixture
def spoil(tmp_path):
    """Return a function that copies a folder to where it may be spoiled."""
    return lambda folder: Path(shutil.copytree(folder, tmp_path / "out"))


def letters_in(out: Path) -> list[str]:
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    return [letter["id"] for letter in manifest["letters"]]


def named(flaws) -> set[tuple[str, str]]:
    return {(flaw.file.removeprefix("letters/"), flaw.item) for flaw in flaws}


def row_with(document, words: str):
    """Return the row of a data table that says *words*, and its table's rows."""
    for table in document.tables:
        for row in table.rows:
            if any(words in cell.text for cell in row.cells):
                return row._element
    raise AssertionError(words)


def change_member(path: Path, member: str, old: str, new: str) -> None:
    """Replace *old*, which stands once, in a part of a Word file."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    text = parts[member].decode("utf-8")
    assert text.count(old) == 1
    parts[member] = text.replace(old, new).encode("utf-8")
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)


def test_in_word_rows_notes_and_orders_of_groups_are_named(province, spoil):
    out = spoil(province)
    manager, water, finance, group = (
        out / "letters" / f"{name}.docx"
        for name in ("bqlda", "so-nnmt", "so-tai-chinh", "so-nganh")
    )
    one, two = docx.Document(str(manager)), docx.Document(str(water))
    mine, others = row_with(one, "Km0 - Km6+200"), row_with(two, "Nghiệm thu đập chính")
    others.addnext(deepcopy(mine))
    mine.getparent().remove(mine)
    one.save(str(manager))
    two.save(str(water))
    change_member(finance, "word/footnotes.xml", "4.215/6.980", "4.512/6.980")
    letter = docx.Document(str(group))
    place = next(each for each in letter.paragraphs if "tự chấm điểm chỉ số" in each.text)
    twin = deepcopy(place._element)
    place._element.addnext(twin)
    added = letter.paragraphs[[each._element for each in letter.paragraphs].index(twin)]
    added.text = next(
        each.text
        for each in docx.Document(str(out / "letters" / "so-noi-vu.docx")).paragraphs
        if "kiểm tra công vụ" in each.text
    )
    letter.save(str(group))
    proof = prove_folder(PROVINCE, out)
    row = f"{MILESTONES}/r1"
    assert named(proof.missing) == {("bqlda.docx", row), ("so-tai-chinh.docx", "2.1.1")}
    extra = named(proof.extra)
    assert ("so-nnmt.docx", row) in extra
    assert ("so-nganh.docx", "2.3.2") in extra
    assert {file for file, _ in extra} == {"so-nnmt.docx", "so-tai-chinh.docx", "so-nganh.docx"}


def test_in_pdf_rows_notes_and_orders_of_groups_are_named(province, spoil):
    out = spoil(province)
    jobs = make_plan(PROVINCE, job.FORMATS).jobs
    documents = {each.name: each.document for each in jobs}
    sources = {each.name: each.source for each in jobs}

    def print_(name: str, *body) -> None:
        changed = replace(documents[name], body=body)
        data = Printer(templates_root()).print(changed, sources[name]).data
        (out / f"{name}.pdf").write_bytes(data)

    manager, water = (documents[f"letters/{name}"].body for name in ("bqlda", "so-nnmt"))
    mine = next(each for each in manager if isinstance(each, PrintedTable))
    print_("letters/bqlda", *(each for each in manager if each is not mine))
    print_("letters/so-nnmt", *water[:-1], mine, water[-1])
    finance = documents["letters/so-tai-chinh"].body
    print_("letters/so-tai-chinh", *(without_notes(each) for each in finance))
    group = documents["letters/so-nganh"].body
    alien = documents["letters/so-noi-vu"].body[1]
    assert "kiểm tra công vụ" in alien.text.plain
    print_("letters/so-nganh", *group[:-1], alien, group[-1])
    proof = prove_folder(PROVINCE, out)
    row = f"{MILESTONES}/r1"
    assert {("bqlda.pdf", row), ("so-tai-chinh.pdf", "2.1.1")} <= named(proof.missing)
    assert {file for file, _ in named(proof.missing)} == {"bqlda.pdf", "so-tai-chinh.pdf"}
    assert {("so-nnmt.pdf", row), ("so-nganh.pdf", "2.3.2")} <= named(proof.extra)
    assert {file for file, _ in named(proof.extra)} == {"so-nnmt.pdf", "so-nganh.pdf"}
    changed = {"bqlda.pdf", "so-nnmt.pdf", "so-tai-chinh.pdf", "so-nganh.pdf", "letters.pdf"}
    assert {file for file, _ in named(proof.altered)} == changed


def without_notes(block):
    if not isinstance(block, Paragraph):
        return block
    kept = [piece for piece in block.text.pieces if piece not in block.text.footnotes]
    return replace(block, text=RichText.of(kept))


def test_the_table_of_assignments_is_held_to_its_words_in_all_three_formats(province, spoil):
    out = spoil(province)
    path = out / "assignments.docx"
    table = docx.Document(str(path))
    row = row_with(table, "kiểm tra công vụ")
    row.getparent().remove(row)
    table.save(str(path))
    book = openpyxl.load_workbook(out / "assignments.xlsx")
    cell = next(c for line in book.active.iter_rows() for c in line if "công vụ" in str(c.value))
    cell.value = str(cell.value).replace("05 xã", "50 xã")
    book.save(out / "assignments.xlsx")
    shutil.copyfile(out / "notice.pdf", out / "assignments.pdf")
    proof = prove_folder(PROVINCE, out)
    files = {flaw.file for flaw in (*proof.missing, *proof.extra, *proof.altered)}
    assert files == {"assignments.docx", "assignments.xlsx", "assignments.pdf"}


def test_in_extracts_orders_of_others_and_lost_ones_are_named(commune, spoil):
    out = spoil(commune)
    first, second, *_ = letters_in(out)
    documents = {each.name: each.document for each in make_plan(COMMUNE, job.FORMATS).jobs}
    own = set(documents[f"letters/{first}"].stream())
    alien = next(
        each
        for each in documents[f"letters/{second}"].body
        if isinstance(each, Paragraph)
        and each.text.plain not in own
        and len(each.text.plain) > 40
        and "(...)" not in each.text.plain
    )
    word = out / "letters" / f"{first}.docx"
    extract = docx.Document(str(word))
    marks = [each for each in extract.paragraphs if each.text == "(...)"]
    marks[0].text = alien.text.plain
    extract.save(str(word))
    body = documents[f"letters/{first}"].body
    printed = replace(documents[f"letters/{first}"], body=(*body[:-1], alien, body[-1]))
    data = Printer(templates_root()).print(printed).data
    (out / "letters" / f"{first}.pdf").write_bytes(data)
    proof = prove_folder(COMMUNE, out)
    files = {f"{first}.docx", f"{first}.pdf"}
    assert {file for file, item in named(proof.extra) if item} == files
    assert len({item for _, item in named(proof.extra) if item}) == 1
    assert proof.missing == ()
