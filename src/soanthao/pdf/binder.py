"""Several documents in one file, in order, for one round of signatures: ``letters.pdf``."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from soanthao.errors import ErrorKind, SoanthaoError
from soanthao.pdf.bound_tags import BoundTags

if TYPE_CHECKING:
    import pikepdf

_XMP: Final = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" pdfaid:part="3" pdfaid:conformance="A"/>
<rdf:Description rdf:about=""><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


class UnboundError(SoanthaoError):
    """Documents that cannot be bound into one file (không ghép được tệp PDF)."""

    kind = ErrorKind.INVALID


def bind(documents: Iterable[tuple[str, bytes]], title: str) -> bytes:
    """Return one PDF/A-3a with the pages of all *documents* in their order.

    Each document has a bookmark of its own at its first page. The same documents give the same
    bytes. Nothing of a document but its pages and tags is taken over: no attachment, no property.

    Args:
        documents: title of the bookmark, and the file, a PDF/A-3a; read one by one.
        title: of the whole file.

    Raises:
        UnboundError: a file is no PDF, or has no tags, or there is none at all.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.new() as bound, contextlib.ExitStack() as sources:
        bookmarks, tags = [], BoundTags(bound)
        for name, data in documents:
            first = len(bound.pages)
            bookmarks.append(pikepdf.OutlineItem(name, first))
            try:
                source = sources.enter_context(pikepdf.open(io.BytesIO(data)))
                bound.pages.extend(source.pages)
                tags.add(source, first)
                if not first:
                    bound.Root.OutputIntents = _intents(bound, source)
            except (pikepdf.PdfError, AttributeError) as error:
                raise UnboundError(
                    f"Không ghép được “{name}” vào tệp chung ({error}): không phải tệp PDF/A-3a, "
                    "hoặc tệp hỏng; hãy kết xuất lại."
                ) from error
        if not bookmarks:
            raise UnboundError("Không có văn bản nào để ghép thành một tệp PDF.")
        for page in bound.pages:
            for key in ("/Annots", "/AF"):
                if key in page:
                    del page[key]
        with bound.open_outline() as outline:
            outline.root.extend(bookmarks)
        bound.Root.Lang = pikepdf.String("vi")
        bound.Root.PageMode = pikepdf.Name.UseOutlines
        bound.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        tags.finish()
        bound.docinfo["/Title"] = title
        bound.Root.Metadata = _described(bound, title)
        out = io.BytesIO()
        # Else pikepdf would write its own words into the XMP packet.
        bound.save(out, min_version="1.7", deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _described(bound: pikepdf.Pdf, title: str) -> pikepdf.Stream:
    """Return the XMP packet of the file (ISO 19005-3, 6.6)."""
    import pikepdf  # noqa: PLC0415 - heavy

    stream = pikepdf.Stream(bound, _XMP.format(title=escape(title)).encode())
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    return stream


def _intents(bound: pikepdf.Pdf, source: pikepdf.Pdf) -> pikepdf.Object:
    """Return how *source* says that colours are meant, for the whole file."""
    return bound.copy_foreign(source.make_indirect(source.Root.OutputIntents))
