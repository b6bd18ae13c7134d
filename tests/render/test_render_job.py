"""Jobs make real files, prove them, and hand failures back as values; templates and refusals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plain_notice import LUC_NAM, luc_nam
from soanthao.errors import ErrorKind, TemplateError
from soanthao.notice.document import Paragraph
from soanthao.notice.markup import RichText
from soanthao.pdf.printer import Printer
from soanthao.render import job, templates
from soanthao.render.proof import Proof
from soanthao.render.unprinted import refusals
from soanthao.services.rendering import make_plan
from soanthao.word import merge


@pytest.fixture(scope="module")
def jobs() -> dict[str, job.RenderJob]:
    return {each.name: each for each in make_plan(LUC_NAM, job.FORMATS).jobs}


@pytest.fixture(scope="module")
def commune(jobs: dict[str, job.RenderJob]) -> job.RenderJob:
    return jobs["letters/xa-chu-dien"]


def hidden_order(jobs: dict[str, job.RenderJob]) -> Paragraph:
    """Return the order of Trường Giang that is a part in the midst of item 7.4."""
    body = jobs["letters/xa-truong-giang"].document.body
    return next(each for each in body if "Phòng Kinh tế và Hạ tầng" in each.text.plain)


def word_proof(made: job.RenderJob, body: tuple[Paragraph, ...]) -> Proof:
    template = merge.compile_template(
        templates.word_template(made.templates.root, "letter"), "letter"
    )
    data = template.render(replace(made.document, body=body))
    return job.prove_docx(made.known, made.expectation, "x.docx", data)


def pdf_proof(made: job.RenderJob, body: tuple[Paragraph, ...]) -> Proof:
    data = Printer(made.templates.root).print(replace(made.document, body=body)).data
    return job.prove_pdf(made.known, made.expectation, "x.pdf", data)


def orders(flaws: tuple) -> set[tuple[str, int | None]]:
    return {(flaw.item, flaw.part) for flaw in flaws}


def test_a_job_makes_both_files_and_proves_them(commune: job.RenderJob):
    result = job.run(commune)
    assert result.failure is None
    assert result.proof == Proof()
    assert [format_ for format_, _ in result.files()] == ["docx", "pdf"]
    assert result.pages is not None
    assert result.fonts


@pytest.mark.parametrize("format_", job.FORMATS)
def test_a_job_makes_only_what_it_is_asked_for(commune: job.RenderJob, format_: job.Format):
    result = job.run(replace(commune, formats=(format_,)))
    assert [made for made, _ in result.files()] == [format_]
    assert (result.pages is None) is (format_ == "docx")


def test_a_worker_of_another_version_refuses(commune: job.RenderJob):
    failure = job.run(replace(commune, version="0.0.0")).failure
    assert failure is not None
    assert failure.kind is ErrorKind.BUG
    assert "0.0.0" in str(failure)


def test_a_worker_with_other_templates_refuses(commune: job.RenderJob):
    result = job.run(replace(commune, templates=replace(commune.templates, digest="khác")))
    assert result.files() == ()
    assert "Thư mục mẫu đã đổi" in str(result.failure)


@pytest.mark.parametrize("prove", [word_proof, pdf_proof])
def test_an_order_that_is_not_printed_is_missing(commune: job.RenderJob, prove):
    body = commune.document.body
    without = tuple(each for each in body if "UBND xã Chu Điện rà soát" not in each.text.plain)
    assert len(without) == len(body) - 1
    proof = prove(commune, without)
    assert orders(proof.missing) == {("7.9", None)}
    assert proof.extra == ()
    assert proof.altered


@pytest.mark.parametrize("prove", [word_proof, pdf_proof])
def test_a_part_of_another_units_order_is_extra(jobs, commune: job.RenderJob, prove):
    body = commune.document.body
    proof = prove(commune, (*body[:-1], hidden_order(jobs), body[-1]))
    assert ("7.4", 1) in orders(proof.extra)
    assert {item for item, _ in orders(proof.extra)} == {"7.4"}
    assert proof.missing == ()
    assert proof.altered


@pytest.mark.parametrize("prove", [word_proof, pdf_proof])
def test_another_units_order_at_the_end_of_ones_own_is_extra(jobs, commune, prove):
    body = commune.document.body
    foreign = jobs["letters/xa-truong-son"].document.body
    order = next(each for each in foreign if "08 phòng học" in each.text.plain)
    mixed = replace(body[-2], text=body[-2].text + RichText.plainly(" ") + order.text)
    assert ("7.8", None) in orders(prove(commune, (*body[:-2], mixed, body[-1])).extra)


def test_templates_are_found_and_known_by_their_content(tmp_path: Path):
    root = templates.templates_root()
    assert (root / "word" / "letter.docx").is_file()
    (tmp_path / "a.html").write_text("một")
    before = templates.digest(tmp_path)
    (tmp_path / ".thumbs").write_text("không tính")
    assert templates.digest(tmp_path) == before
    (tmp_path / "a.html").write_text("hai")
    assert templates.digest(tmp_path) != before
    (tmp_path / "a.html").write_text("một")
    (tmp_path / "a.html").rename(tmp_path / "b.html")
    assert templates.digest(tmp_path) != before


def test_an_installation_without_templates_says_so(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(templates, "_PACKAGE", tmp_path / "src" / "soanthao")
    with pytest.raises(TemplateError, match="Không tìm thấy thư mục mẫu"):
        templates.templates_root()


def test_a_word_template_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(TemplateError, match=r"letter\.docx"):
        templates.word_template(tmp_path, "letter")


def test_a_printer_that_is_not_there_yet_is_refused_by_name():
    notice = replace(luc_nam(), agency=replace(luc_nam().agency, pdf_engine="typst"))
    assert list(refusals(notice)) == [("bằng bộ in PDF “typst” (pdf_engine)", "agency.pdf_engine")]


def test_what_prints_is_not_refused():
    assert list(refusals(luc_nam())) == []
