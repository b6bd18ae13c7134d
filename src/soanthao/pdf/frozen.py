"""Whether a numbered PDF is the approved one, but for the lines of number and date.

Three questions that do not trust each other: is it the same file object by object, does it read
the same, does it look the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Final

from soanthao.notice.numbered import Change
from soanthao.pdf import frozen_objects, frozen_pages
from soanthao.pdf.reader import UnreadablePdfError

_END: Final = b"%%EOF"


def differences(before: bytes, after: bytes, changes: Sequence[Change]) -> Iterator[str]:
    """Yield what the file *after* is that *before* with *changes* is not, in Vietnamese.

    Args:
        before: the approved PDF.
        after: the numbered one, printed by the same program.
        changes: the lines that differ; each must stand in *before*, in the order of reading.

    Raises:
        UnreadablePdfError: one of them is no PDF, or locked.
    """
    import pikepdf  # noqa: PLC0415 - heavy
    import pypdfium2  # noqa: PLC0415 - loads PDFium

    if after.rstrip(b"\r\n")[-len(_END) :] != _END or after.count(_END) != before.count(_END):
        yield "có phần viết thêm sau phần cuối tệp"
    try:
        with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
            told = [*frozen_objects.beside(old, new), *frozen_objects.inside(old, new)]
            drawn = list(frozen_objects.drawn_otherwise(old, new))
        with pypdfium2.PdfDocument(before) as was, pypdfium2.PdfDocument(after) as is_now:
            pages = list(frozen_pages.differences(was, is_now, changes))
            moved = list(frozen_pages.reflowed(was, is_now, changes)) if pages else []
    except (
        *(pikepdf.PdfError, pypdfium2.PdfiumError),
        *(AttributeError, KeyError, TypeError, ValueError),
    ) as error:
        raise UnreadablePdfError(
            f"Tệp PDF hỏng, bị khóa hoặc không phải PDF ({error}); hãy kết xuất lại."
        ) from error
    yield from moved
    yield from told
    yield from (detail for _, detail in pages)
    named = {number for number, _ in pages}
    for number in drawn:
        if number not in named:
            yield f"trang {number}: lệnh vẽ khác bản đã duyệt dù chữ và hình như nhau"
