"""One document for one worker: values in, a value out, failure included."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import soanthao
from soanthao.errors import InternalError, SoanthaoError
from soanthao.notice.document import Document
from soanthao.pdf import aside as pdf_aside
from soanthao.pdf import compare
from soanthao.pdf import reader as pdf_reader
from soanthao.pdf.printer import Printer
from soanthao.render import templates
from soanthao.render.known import Known
from soanthao.render.proof import Expectation, Proof, cut, prove, prove_aside, prove_running
from soanthao.word import aside as word_aside
from soanthao.word import merge
from soanthao.word import reader as word_reader

Format = Literal["docx", "pdf"]
FORMATS: Final[tuple[Format, ...]] = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class RenderJob:
    """A document to make and to prove.

    Attributes:
        name: path without ending, relative to the output folder: ``letters/xa-chu-dien``.
        version, digest: soanthao's version and the templates' digest of whoever made the job; a
            worker that differs refuses.
    """

    name: str
    document: Document
    expectation: Expectation
    known: Known
    formats: tuple[Format, ...]
    templates: Path
    digest: str
    version: str = soanthao.__version__


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What came of a job: the files and their proof, or why there are none."""

    name: str
    docx: bytes = b""
    pdf: bytes = b""
    pages: int | None = None
    fonts: tuple[str, ...] = ()
    proof: Proof = Proof()
    failure: SoanthaoError | None = None

    def files(self) -> tuple[tuple[Format, bytes], ...]:
        """Return the files that were made, by format."""
        made: tuple[tuple[Format, bytes], ...] = (("docx", self.docx), ("pdf", self.pdf))
        return tuple((format_, data) for format_, data in made if data)


def warm_up(root: Path, digest: str, formats: tuple[Format, ...]) -> None:
    """Load what every job of a worker needs, before the first one."""
    _press(root, digest, formats)


def run(job: RenderJob) -> RenderResult:
    """Make and prove the files of *job*; a planned failure comes back as a value."""
    try:
        return _run(job)
    except SoanthaoError as error:
        return RenderResult(job.name, failure=error)


def prove_docx(known: Known, expected: Expectation, file: str, data: bytes) -> Proof:
    """Read a Word file back and prove it, what stands beside its body included."""
    paragraphs, notes = word_reader.read_paragraphs(data), word_reader.read_notes(data)
    proof = prove(known, expected, file, paragraphs, notes)
    return proof + prove_aside(expected, file, *word_aside.read_aside(data))


def prove_pdf(known: Known, expected: Expectation, file: str, data: bytes) -> Proof:
    """Read a PDF file back and prove it, what stands beside its pages included."""
    aside = prove_aside(expected, file, *pdf_aside.read_aside(data))
    text = pdf_reader.read_text(data)
    at = compare.first_difference("\n".join(expected.stream), text)
    if at is None:
        return prove(known, expected, file, cut(text, expected.stream)) + aside
    return prove_running(known, expected, file, compare.rejoined(text)) + aside


class _Press:
    """Compiled templates and a warm printer; one for each worker and set of templates."""

    def __init__(self, root: Path, formats: tuple[Format, ...]) -> None:
        self.word = {
            form: merge.compile_template(templates.word_template(root, form), f"{form}.docx")
            for form in ("notice", "letter")
            if "docx" in formats
        }
        self.printer = Printer(root)


@lru_cache(maxsize=2)
def _press(root: Path, digest: str, formats: tuple[Format, ...]) -> _Press:
    if templates.digest(root) != digest:
        raise InternalError("Thư mục mẫu đã đổi trong lúc đang in; hãy chạy lại.")
    return _Press(root, formats)


def _run(job: RenderJob) -> RenderResult:
    if job.version != soanthao.__version__:
        raise InternalError(f"Máy in dùng soanthao {soanthao.__version__}, lệnh của {job.version}.")
    press = _press(job.templates, job.digest, job.formats)
    docx = pdf = b""
    pages: int | None = None
    fonts: tuple[str, ...] = ()
    proof = Proof()
    if "docx" in job.formats:
        docx = press.word[job.document.form].render(job.document)
        proof += prove_docx(job.known, job.expectation, f"{job.name}.docx", docx)
    if "pdf" in job.formats:
        printed = press.printer.print(job.document)
        pdf, pages = printed.data, printed.pages
        fonts = printed.fonts
        proof += prove_pdf(job.known, job.expectation, f"{job.name}.pdf", pdf)
    return RenderResult(job.name, docx, pdf, pages, fonts, proof)
