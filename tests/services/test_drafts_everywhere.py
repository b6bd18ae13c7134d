"""Every draft of the project: Word, LibreOffice's print of it and our PDF say the same."""

import json
from functools import partial
from pathlib import Path

import pytest

from soanthao.pdf import compare, paging
from soanthao.pdf import reader as pdf_reader
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
def folder(draft, tmp_path_factory):
    out = tmp_path_factory.mktemp("draft") / "out"
    render(RenderRequest(draft, out, workers=1))
    return out


@pytest.fixture(scope="module")
def jobs(draft):
    return {job.name: job for job in make_plan(draft).jobs}


def said(document, pages):
    """What pages of *document* say: how the text differs, notes, what stands beside."""
    read = partial(paging.flow, pages, document.stream(), document.notes())
    flow = read(document.beside(), document.heading_rows(), document.rows())
    difference = compare.first_difference("\n".join(document.stream()), flow.text)
    return difference, tuple(map(squash, flow.notes)), tuple(map(squash, flow.beside))


def squash(text):
    return "".join(text.split())


def wanted(document):
    return None, tuple(map(squash, document.notes())), tuple(map(squash, document.beside()))


def test_there_is_a_draft_of_every_form_of_letter():
    forms = {make_plan(path).draft.notice.letters.form for path in DRAFTS}
    assert forms >= {"cong-van", "trich-sao"}
    assert {make_plan(path).draft.notice.letters.per for path in DRAFTS} == {"unit", "audience"}


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


def test_the_folder_is_proven_again_from_its_files(draft, folder):
    assert prove_folder(draft, folder).holds


def test_the_bound_letters_are_the_letters_in_order(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    pages = sum(letter["pages"] for letter in manifest["letters"])
    assert manifest["bound"]["pages"] == pages
