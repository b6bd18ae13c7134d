"""One document for one worker: values in, a value out, failure included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import soanthao
from soanthao.errors import InternalError, SoanthaoError, TemplateError
from soanthao.notice.document import Document, Form
from soanthao.pdf import archive_checks, compare, paging
from soanthao.pdf import aside as pdf_aside
from soanthao.pdf import reader as pdf_reader
from soanthao.pdf.attached import Attached, read_attached
from soanthao.pdf.printer import Printer
from soanthao.render import templates
from soanthao.render.known import Known
from soanthao.render.proof import Expectation, Flaw, Proof, cut, prove, prove_aside, prove_running
from soanthao.render.templates import Templates
from soanthao.word import aside as word_aside
from soanthao.word import merge
from soanthao.word import reader as word_reader

Format = Literal["docx", "pdf"]
FORMATS: Final[tuple[Format, ...]] = ("docx", "pdf")
AsideReader = Callable[[bytes], tuple[str, tuple[str, ...]]]
"""Takes a file; gives its title, and the texts and files that stand beside its text."""


@dataclass(frozen=True, slots=True)
class RenderJob:
    """A document to make and to prove.

    Attributes:
        name: path without ending, relative to the output folder: ``letters/xa-chu-dien``.
        source: what the PDF carries of where it comes from; None leaves it clean.
        templates: with their digest when the job was made; a worker that finds others refuses.
        version: soanthao's, of whoever made the job; a worker that differs refuses.
    """

    name: str
    document: Document
    expectation: Expectation
    known: Known
    formats: tuple[Format, ...]
    templates: Templates
    source: Attached | None = None
    version: str = soanthao.__version__


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What came of a job: the files and their proof, or why there are none.

    Attributes:
        source: name of the file that the PDF carries of where it comes from.
    """

    name: str
    docx: bytes = b""
    pdf: bytes = b""
    pages: int | None = None
    fonts: tuple[str, ...] = ()
    proof: Proof = Proof()
    failure: SoanthaoError | None = None
    source: str | None = None

    def files(self) -> tuple[tuple[Format, bytes], ...]:
        """Return the files that were made, by format."""
        made: tuple[tuple[Format, bytes], ...] = (("docx", self.docx), ("pdf", self.pdf))
        return tuple((format_, data) for format_, data in made if data)


def warm_up(chosen: Templates) -> None:
    """Load what every job of a worker needs, before the first one."""
    _press(chosen)


def run(job: RenderJob) -> RenderResult:
    """Make and prove the files of *job*; a planned failure comes back as a value."""
    try:
        return _run(job)
    except SoanthaoError as error:
        return RenderResult(job.name, failure=error)


def aside_reader(chosen: Templates, form: Form) -> AsideReader:
    """Return what reads a Word file of *form* beside its text; the office's logo is no news."""
    own = templates.own_templates(chosen).get(form)
    return word_aside.read_aside if own is None else own.read_aside


def prove_docx(
    known: Known,
    expected: Expectation,
    file: str,
    data: bytes,
    read_aside: AsideReader = word_aside.read_aside,
) -> Proof:
    """Read a Word file back and prove it, what stands beside its body included."""
    paragraphs, notes = word_reader.read_paragraphs(data), word_reader.read_notes(data)
    proof = prove(known, expected, file, paragraphs, notes)
    return proof + prove_aside(expected, file, *read_aside(data))


def prove_pdf(
    known: Known, expected: Expectation, file: str, data: bytes, source: Attached | None = None
) -> Proof:
    """Read a PDF file back and prove it, what stands beside its pages included.

    *source* must be attached, and nothing else; it must be a PDF/A-3a as far as we look.
    """
    flow = paging.flow(
        pdf_reader.read_pages(data),
        expected.stream,
        expected.notes,
        expected.beside,
        expected.heading_rows,
        expected.rows,
    )
    title, texts = pdf_aside.read_aside(data, source)
    aside = prove_aside(expected, file, title, (*flow.beside, *texts))
    aside += _prove_archive(expected, file, data, source)
    at = compare.first_difference("\n".join(expected.stream), flow.text)
    if at is None:
        paragraphs = cut(flow.text, expected.stream)
        return prove(known, expected, file, paragraphs, flow.notes) + aside
    return prove_running(known, expected, file, compare.rejoined(flow.text), flow.notes) + aside


def _prove_archive(expected: Expectation, file: str, data: bytes, source: Attached | None) -> Proof:
    """Return what a PDF lacks to be kept for ever, its *source* among it."""
    flaws = [f"không đúng PDF/A-3a: {flaw}" for flaw in archive_checks.flaws(data)]
    altered = tuple(Flaw(file, flaw, unit=expected.unit) for flaw in flaws)
    if source is None or source.name in (each.name for each in read_attached(data)):
        return Proof(altered=altered)
    return Proof((Flaw(file, f"thiếu tệp kèm {source.name}", unit=expected.unit),), (), altered)


class _Press:
    """Compiled templates and a warm printer; one for each worker and set of templates."""

    def __init__(self, chosen: Templates) -> None:
        self._chosen = chosen
        self._compiled: dict[Form, merge.CompiledTemplate] = {}
        self.printer = Printer(chosen.root, chosen.office)

    def word(self, form: Form) -> merge.CompiledTemplate:
        """Return the Word template of *form*, compiled when it is first asked for."""
        if form not in self._compiled:
            source, name = templates.word_source(self._chosen, form)
            self._compiled[form] = merge.compile_template(source, name)
        return self._compiled[form]


@lru_cache(maxsize=2)
def _press(chosen: Templates) -> _Press:
    if templates.digest_of(chosen) != chosen.digest:
        raise InternalError("Thư mục mẫu đã đổi trong lúc đang in; hãy chạy lại.")
    return _Press(chosen)


def _run(job: RenderJob) -> RenderResult:
    if job.version != soanthao.__version__:
        raise InternalError(f"Máy in dùng soanthao {soanthao.__version__}, lệnh của {job.version}.")
    press = _press(job.templates)
    docx = pdf = b""
    pages: int | None = None
    fonts: tuple[str, ...] = ()
    proof = Proof()
    form = job.document.form
    if "docx" in job.formats:
        docx = press.word(form).render(job.document)
        read_aside = aside_reader(job.templates, form)
        proof += prove_docx(job.known, job.expectation, f"{job.name}.docx", docx, read_aside)
    if "pdf" in job.formats:
        printed = press.printer.print(job.document, job.source)
        pdf, pages = printed.data, printed.pages
        fonts = printed.fonts
        proof += prove_pdf(job.known, job.expectation, f"{job.name}.pdf", pdf, job.source)
    if not proof.holds and job.templates.is_own(form):
        raise TemplateError(_unlike(job, proof))
    return RenderResult(job.name, docx, pdf, pages, fonts, proof, source=carried(job, pdf))


def carried(job: RenderJob, pdf: bytes) -> str | None:
    """Return the name of the source that the *pdf* of a job carries, where it carries one."""
    return job.source.name if pdf and job.source is not None else None


def _unlike(job: RenderJob, proof: Proof) -> str:
    return (
        f"Mẫu {job.document.form} của cơ quan in ra chữ khác văn bản; hãy sửa mẫu để in đủ, đúng "
        f"thứ tự, không thêm chữ. Chưa có tệp nào bị thay đổi:{proof.listed()}"
    )
