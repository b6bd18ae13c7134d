"""Several PDF files become one, each behind a bookmark with its title (gộp tệp).

Pages are taken over as they are. The result is for reading, printing and signing at one go; the
files themselves stay the documents. The same files give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable


def bind(documents: Iterable[tuple[str, bytes]], title: str = "") -> bytes:
    """Return *documents*, title and bytes of each, as one PDF called *title*.

    Bookmarks (outlines) stand in the order of the documents and open each one's first page.
    """
    from pikepdf import Dictionary, Name, OutlineItem, Pdf  # noqa: PLC0415 - heavy

    with Pdf.new() as bound:
        starts: list[tuple[str, int]] = []
        for name, data in documents:
            starts.append((name, len(bound.pages)))
            with Pdf.open(io.BytesIO(data)) as document:
                bound.pages.extend(document.pages)
        # Marks of a structure tree that stays behind would point at nothing.
        for page in bound.pages:
            for key in (Name.StructParents, Name.Tabs):
                if key in page.obj:
                    del page.obj[key]
        with bound.open_outline() as outline:
            outline.root.extend(OutlineItem(name, page) for name, page in starts)
        bound.Root.Lang = "vi"
        bound.Root.PageMode = Name.UseOutlines
        bound.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if title:
            bound.docinfo[Name.Title] = title
        buffer = io.BytesIO()
        bound.save(buffer, deterministic_id=True)
    return buffer.getvalue()
