"""Several documents in one file, in order, for one round of signatures: ``letters.pdf``."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable

from soanthao.errors import ErrorKind, SoanthaoError


class UnboundError(SoanthaoError):
    """Documents that cannot be bound into one file (không ghép được tệp PDF)."""

    kind = ErrorKind.INVALID


def bind(documents: Iterable[tuple[str, bytes]], title: str = "") -> bytes:
    """Return one PDF with the pages of all *documents* in their order.

    Each document has a bookmark of its own at its first page. The same documents give the same
    bytes. Nothing of a document but its pages is taken over: no attachment, no property, no tags.

    Args:
        documents: title of the bookmark, and the file; read one by one.
        title: of the whole file; empty sets none.

    Raises:
        UnboundError: a file is no PDF, or there is none at all.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.new() as bound, contextlib.ExitStack() as sources:
        bookmarks = []
        for name, data in documents:
            bookmarks.append(pikepdf.OutlineItem(name, len(bound.pages)))
            try:
                source = sources.enter_context(pikepdf.open(io.BytesIO(data)))
                bound.pages.extend(source.pages)
            except pikepdf.PdfError as error:
                raise UnboundError(
                    f"Không ghép được “{name}” vào tệp chung ({error}): không phải tệp PDF, hoặc "
                    "tệp hỏng; hãy kết xuất lại."
                ) from error
        if not bookmarks:
            raise UnboundError("Không có văn bản nào để ghép thành một tệp PDF.")
        for page in bound.pages:
            for key in ("/StructParents", "/Annots", "/AF"):
                if key in page:
                    del page[key]
        with bound.open_outline() as outline:
            outline.root.extend(bookmarks)
        bound.Root.Lang = pikepdf.String("vi")
        bound.Root.PageMode = pikepdf.Name.UseOutlines
        if title:
            bound.docinfo["/Title"] = title
        out = io.BytesIO()
        bound.save(out, deterministic_id=True)
    return out.getvalue()
