"""What pages say, held against the document that they were made of."""

from __future__ import annotations

from collections.abc import Sequence

from soanthao.notice.document import Document
from soanthao.pdf import compare, paging

Said = tuple[str | None, tuple[str, ...], tuple[str, ...]]
"""How a flow differs from what is expected, its notes, what stands beside it."""


def flowed(document: Document, pages: Sequence[str]) -> paging.Flow:
    """Return the flow of *pages*, with *document* as the expectation."""
    return paging.flow(
        pages,
        document.stream(),
        document.notes(),
        document.beside(),
        document.heading_rows(),
        document.rows(),
    )


def said(document: Document, pages: Sequence[str]) -> Said:
    """Return what *pages* say, with *document* as the expectation."""
    read = flowed(document, pages)
    difference = compare.first_difference("\n".join(document.stream()), read.text)
    return difference, tuple(map(squash, read.notes)), tuple(map(squash, read.beside))


def wanted(document: Document) -> Said:
    """Return what :func:`said` gives where nothing differs."""
    return None, tuple(map(squash, document.notes())), tuple(map(squash, document.beside()))


def squash(text: str) -> str:
    """Return *text* without blanks."""
    return "".join(text.split())
