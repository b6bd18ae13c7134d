"""What a PDF holds beside its pages: properties, attachments, annotations."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from soanthao.pdf.attached import Attached, read_attached
from soanthao.pdf.properties import properties
from soanthao.pdf.reader import UnreadablePdfError

if TYPE_CHECKING:
    import pikepdf

_SILENT: Final = frozenset({"/Title", "/Producer"})


def read_aside(data: bytes, source: Attached | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the title of a PDF, and what else it holds that is not on its pages.

    Its *source*, attached exactly as that, is nothing else.

    Raises:
        UnreadablePdfError: *data* is no PDF.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            expected = source is not None and read_attached(data) == (source,)
            known = frozenset([source.name] if source and expected else [])
            return str(pdf.docinfo.get("/Title", "")), tuple(_others(pdf, known))
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadablePdfError(
            f"Không đọc được thuộc tính của tệp PDF ({error}); hãy kết xuất lại."
        ) from error


def _others(pdf: pikepdf.Pdf, known: frozenset[str]) -> Iterator[str]:
    for key, value in pdf.docinfo.items():
        if key not in _SILENT:
            yield f"{key.removeprefix('/')}: {value}"
    for name in sorted(pdf.attachments.keys() - known):
        yield f"tệp kèm {name}"
    yield from properties(pdf).others
    for number, page in enumerate(pdf.pages, start=1):
        if "/Annots" in page:
            yield f"ghi chú ở trang {number}"
