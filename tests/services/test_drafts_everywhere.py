"""Every draft of the project: Word, LibreOffice's print of it and our PDF say the same."""

import json
import shutil
import subprocess
from pathlib import Path

import pdfua
import pytest

from archived import CHECKS, NOT_SAID, opened
from read_back import said, wanted
from soanthao.pdf import reader as pdf_reader
from soanthao.pdf.archive_checks import flaws
from soanthao.services.planning import make_plan
from soanthao.services.proving import prove_folder
from soanthao.services.rendering import RenderRequest, render
from soanthao.word import reader as word_reader

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = sorted(ROOT.glob("drafts/*/*/conclusion.yaml"))


@pytest.fixture(scope="module", params=DRAFTS, ids=lambda path: path.parents[1].name)
def draft(request):
    return request.param


@pytest.fixture(scope="module")
def folder(draft, rendered_once):
    return rendered_once(draft)


@pytest.fixture(scope="module")
def jobs(draft):
    return {job.name: job for job in make_plan(draft).jobs}


def test_there_is_a_draft_of_every_form_of_letter():
    forms = {make_plan(path).draft.notice.letters.form for path in DRAFTS}
    assert forms >= {"cong-van", "trich-sao"}
    assert {make_plan(path).draft.notice.letters.per for path in DRAFTS} == {"unit", "audience"}


@pytest.mark.torture
def test_every_pdf_is_fit_for_the_archive(folder):
    found = sorted(folder.rglob("*.pdf"))
    assert {path.name for path in found} > {"notice.pdf", "assignments.pdf", "letters.pdf"}
    for path in found:
        data = path.read_bytes()
        assert flaws(data) == (), path.name
        with opened(data) as pdf:
            for check in CHECKS:
                check(pdf)
        wrong = {each.rule_id for each in pdfua.validate(path).findings} - NOT_SAID
        assert not wrong, path.name


@pytest.mark.parametrize(
    ("program", "said"),
    [("qpdf --check", "No syntax or stream encoding errors found"), ("pdfsig", "any signatures")],
)
def test_other_programs_find_no_fault_in_any_pdf(folder, program, said):
    if shutil.which(program.split()[0]) is None:
        pytest.skip(f"{program} is not installed")
    for path in sorted(folder.rglob("*.pdf")):
        run = subprocess.run([*program.split(), path], capture_output=True, text=True, check=False)
        assert said in run.stdout + run.stderr, path.name


def test_word_says_what_the_model_says(folder, jobs):
    for name, job in jobs.items():
        data = (folder / f"{name}.docx").read_bytes()
        read = [" ".join(text.split()) for text in word_reader.read_paragraphs(data)]
        assert read == [" ".join(text.split()) for text in job.document.stream()], name


def test_our_pdf_says_what_the_model_says(folder, jobs):
    for name, job in jobs.items():
        pages = pdf_reader.read_pages((folder / f"{name}.pdf").read_bytes())
        assert said(job.document, pages) == wanted(job.document), name


def test_libreoffice_prints_the_same_words_on_as_many_pages(folder, jobs, libreoffice_pdfs):
    files = {name.replace("/", "--"): (folder / f"{name}.docx").read_bytes() for name in jobs}
    printed = libreoffice_pdfs(files)
    counts = {}
    for name, job in jobs.items():
        pages = pdf_reader.read_pages(printed[name.replace("/", "--")].read_bytes())
        assert said(job.document, pages) == wanted(job.document), name
        ours = pdf_reader.read_pages((folder / f"{name}.pdf").read_bytes())
        counts[name] = (len(pages), len(ours))
    assert {name: pair for name, pair in counts.items() if pair[0] != pair[1]} == {}


@pytest.mark.torture
def test_the_folder_is_proven_again_from_its_files(draft, folder):
    assert prove_folder(draft, folder).holds


def test_the_bound_letters_are_the_letters_in_order(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    pages = sum(letter["pages"] for letter in manifest["letters"])
    assert manifest["bound"]["pages"] == pages


@pytest.fixture(scope="module", params=[1, 2])
def annexed(request, tmp_path_factory):
    """A conclusion copied on paper, with one or two annexes that every unit gets."""
    office = tmp_path_factory.mktemp("annexed") / "xa-minh-son"
    shutil.copytree(ROOT / "drafts" / "xa-minh-son", office)
    path = office / "2026-11" / "conclusion.yaml"
    text = path.read_text("utf-8").replace("\nletters:\n", ONLY, 1)
    text = text.replace("sau:\n  - text: >-\n      Phòng Kinh tế", CITED, 1)
    path.write_text(text + "annexes:\n" + "".join(ANNEXES[: request.param]), "utf-8")
    return path, request.param


ONLY = "\nletters:\n  only: [phong-kinh-te, phong-vhxh]\n"
CITED = "sau, chi tiết tại Phụ lục kèm theo:\n  - text: >-\n      Phòng Kinh tế"
ANNEXES = (
    """  - title: DANH MỤC VIỆC PHẢI LÀM
    body:
      - text: Việc của các phòng.
        to: [phong-kinh-te, phong-vhxh]
        no_due: thường xuyên
""",
    """  - title: DANH MỤC BÁO CÁO
    body:
      - table:
          columns: [TT, Báo cáo, Thời hạn]
          rows:
"""
    + "".join(
        f"""            - cells: ["{at}", Báo cáo số {at}, Trong tháng 11 năm 2026]
              to: [phong-kinh-te, phong-vhxh]
              due: 2026-11
"""
        for at in range(1, 36)
    ),
)


def test_the_block_of_a_copy_stands_behind_the_annexes_everywhere(annexed, libreoffice_pdfs):
    path, count = annexed
    out = path.parent / "out"
    render(RenderRequest(path, out, workers=1))
    jobs = {job.name: job.document for job in make_plan(path).jobs if job.document.copy}
    assert len(jobs) == 2
    files = {name.replace("/", "--"): (out / f"{name}.docx").read_bytes() for name in jobs}
    printed = libreoffice_pdfs(files)
    for name, document in jobs.items():
        lines, block = document.stream(), document.copy
        assert len(document.annexes) == count
        assert lines.index(block.agency) > lines.index(document.annexes[-1].title)
        assert lines[-1] == block.signer
        ours = pdf_reader.read_pages((out / f"{name}.pdf").read_bytes())
        theirs = pdf_reader.read_pages(printed[name.replace("/", "--")].read_bytes())
        assert said(document, ours) == said(document, theirs) == wanted(document)
        assert len(ours) == len(theirs) == 1 + len(document.annexes) + (count == 2)
        assert all(block.agency in pages[-1] for pages in (ours, theirs))
        read = word_reader.read_paragraphs((out / f"{name}.docx").read_bytes())
        assert [" ".join(each.split()) for each in read] == [" ".join(e.split()) for e in lines]
    assert prove_folder(path, out).holds
