"""Whether every note stands at the foot of the page that calls it, told from the laid-out boxes.

WeasyPrint may lay a note on the page behind its call where the call's line just fits and its note
does not. Then what the page begins last is moved to the next page, and the document laid out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from weasyprint.document import Page
    from weasyprint.formatting_structure.boxes import Box

_CALL = "::footnote-call"


class _Element(Protocol):
    """An element of the HTML that was laid out."""

    def get(self, name: str) -> str | None: ...


def page_to_mend(pages: Sequence[Page]) -> int | None:
    """Return the index of the first page that calls a note which is not at its foot; None if none.

    A repeated heading row repeats its calls; their notes stand below the first one.
    """
    called: set[_Element] = set()
    for number, page in enumerate(pages):
        fresh = {
            box.element for box in _boxes(page) if (box.element_tag or "").endswith(_CALL)
        } - called
        if not fresh <= _noted(page):
            return number
        called |= fresh
    return None


def next_break(pages: Sequence[Page], number: int, breaks: Set[str]) -> str | None:
    """Return the id of what should begin a page to mend page *number*: what that page begins last.

    Else what the page goes on with, or began before; None where all that has been tried.
    """
    begun: dict[str, int] = {}
    for at, page in enumerate(pages[: number + 1]):
        for box in _boxes(page):
            name = None if box.element is None else box.element.get("id")
            if name is not None:
                begun.setdefault(name, at)
    return next((name for name in reversed(begun) if name not in breaks), None)


def _boxes(page: Page) -> Iterator[Box]:
    yield from page._page_box.descendants()


def _noted(page: Page) -> set[_Element]:
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox  # noqa: PLC0415 - heavy

    return {
        box.element
        for area in page._page_box.children
        if isinstance(area, FootnoteAreaBox)
        for box in area.descendants()
    }
