"""Documents that carry no orders, as jobs: the book of outgoing documents, the phiếu trình."""

from __future__ import annotations

from typing import Final

from soanthao.errors import ProofFailedError
from soanthao.render import job, plan
from soanthao.render.context import Sheet
from soanthao.render.job import FORMATS, Format, RenderJob, RenderResult
from soanthao.render.known import Known
from soanthao.render.templates import Templates, placed

_NO_ORDERS: Final = Known((), frozenset(), (), "")


def plain_job(
    name: str, sheet: Sheet, chosen: Templates, formats: tuple[Format, ...] = FORMATS
) -> RenderJob:
    """Return the job that makes *sheet* as files called *name*, proven word for word.

    The book prints as PDF only; a form whose Word template is the office's own and has no HTML
    partner as Word only.

    Raises:
        TemplateError: the office's own template has no place for something in it.
    """
    document = sheet.document
    lacking = {
        "docx": document.form == "register",
        "pdf": not chosen.has_pdf(document.form),
    }
    made = tuple(each for each in formats if not lacking[each])
    expected = placed(chosen, plan.table_expectation(sheet), document)
    return RenderJob(name, document, expected, _NO_ORDERS, made, chosen)


def plain_files(
    name: str, sheet: Sheet, chosen: Templates, formats: tuple[Format, ...] = FORMATS
) -> RenderResult:
    """Make *sheet* here and now; what comes back holds the files, and a proof that holds.

    Raises:
        ProofFailedError: a file does not say what the sheet says.
        SoanthaoError: what stopped the printing.
    """
    result = job.run(plain_job(name, sheet, chosen, formats))
    if result.failure is not None:
        raise result.failure
    if not result.proof.holds:
        raise ProofFailedError(
            f"Tệp {name} in ra không giống nội dung; chưa dùng được, hãy báo người phụ trách "
            f"chương trình:{result.proof.listed()}"
        )
    return result
