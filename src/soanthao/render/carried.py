"""A document that an earlier render made and that stays: read back and proven like a new one."""

from __future__ import annotations

from soanthao.errors import SoanthaoError
from soanthao.pdf import reader as pdf_reader
from soanthao.pdf.attached import as_made
from soanthao.render import job
from soanthao.render.expectation import Flaw, Proof


def carry(wanted: job.RenderJob, docx: bytes, pdf: bytes) -> job.RenderResult:
    """Return the files of *wanted* as they are, with what the proof finds in them today.

    Args:
        wanted: the job that would make them.
        docx: the Word file; empty where there is none.
        pdf: the PDF; empty where there is none.
    """
    try:
        proof, pages = Proof(), None
        if docx:
            read_aside = job.aside_reader(wanted.templates, wanted.document.form)
            name = f"{wanted.name}.docx"
            proof += job.prove_docx(wanted.known, wanted.expectation, name, docx, read_aside)
        if pdf:
            pages = len(pdf_reader.read_pages(pdf))
            name = f"{wanted.name}.pdf"
            source = as_made(wanted.source, pdf)
            proof += job.prove_pdf(wanted.known, wanted.expectation, name, pdf, source)
    except SoanthaoError as error:
        proof = Proof(altered=(Flaw(wanted.name, f"không đọc được tệp: {error}"),))
    carried = job.carried(wanted, pdf)
    return job.RenderResult(wanted.name, docx, pdf, pages, proof=proof, source=carried)
