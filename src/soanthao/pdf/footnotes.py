"""Whether notes stand at the foot of the pages that call them, told from the laid-out boxes.

WeasyPrint may lay a note on the page behind its call where the call's line just fits and its note
does not, and it forgets what stays together where a note takes the room, or where a table ends a
body. Then what such a page begins last is moved to the next page, and the document laid out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from weasyprint.document import Page
    from weasyprint.formatting_structure.boxes import Box

MOST: Final = 30
"""How often a document is laid out again."""
FOOT: Final = "foot"
"""Id of the block of ô 9b and ô 7."""
_CALL: Final = "::footnote-call"
_STAY_WITH_NEXT: Final = frozenset({"heading", "table-caption"})


class MisplacedNoteError(ValueError):
    """A note cannot be brought onto the page of its call."""


class _Element(Protocol):
    """An element of the HTML that was laid out."""

    def get(self, name: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What stands on one page.

    Attributes:
        named: the elements with an id by that id, in reading order.
        calls: elements of the notes that are called.
        notes: elements of the notes at the foot.
    """

    named: dict[str, _Element]
    calls: frozenset[_Element]
    notes: frozenset[_Element]


def mended(pages: Sequence[Page], breaks: frozenset[str]) -> frozenset[str] | None:
    """Return the ids of what should begin a page instead of *breaks*; None where all stands well.

    A break above others makes those below it a matter of the next layout.

    Raises:
        MisplacedNoteError: nothing is left to be moved.
    """
    leaves = [_leaf(page) for page in pages]
    name = _next_break(leaves, breaks)
    if name is None:
        return None
    order = list(dict.fromkeys(each for leaf in leaves for each in leaf.named))
    return breaks.intersection(order[: order.index(name)]) | {name}


def _next_break(leaves: Sequence[_Leaf], breaks: Set[str]) -> str | None:
    called: set[_Element] = set()
    for number, leaf in enumerate(leaves):
        # A repeated heading row repeats its calls; their notes stand below the first one.
        if not leaf.calls - called <= leaf.notes:
            return _last_begun(leaves[: number + 1], breaks)
        called |= leaf.calls
        if number + 1 < len(leaves):
            name = _stranded(leaf, leaves[number + 1])
            if name is not None and name not in breaks:
                return name
    return None


def _last_begun(leaves: Sequence[_Leaf], breaks: Set[str]) -> str:
    begun = dict.fromkeys(name for leaf in leaves for name in leaf.named)
    for name in reversed(begun):
        if name not in breaks and name != FOOT:
            return name
    raise MisplacedNoteError


def _stranded(leaf: _Leaf, following: _Leaf) -> str | None:
    """Return the id of what ends a page though it stays with what follows."""
    *above, name = leaf.named or ("",)
    if not above or name in following.named:
        return None
    classes = set((leaf.named[name].get("class") or "").split())
    is_foot_alone = next(iter(following.named), None) == FOOT
    return name if is_foot_alone or classes & _STAY_WITH_NEXT else None


def _leaf(page: Page) -> _Leaf:
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox  # noqa: PLC0415 - heavy

    root = page._page_box
    boxes = [box for box in root.descendants() if box.element is not None]
    areas = [area for area in root.children if isinstance(area, FootnoteAreaBox)]
    return _Leaf(
        named={name: box.element for box in boxes if (name := box.element.get("id"))},
        calls=frozenset(box.element for box in boxes if (box.element_tag or "").endswith(_CALL)),
        notes=frozenset(_elements(areas)),
    )


def _elements(areas: Sequence[Box]) -> Iterator[_Element]:
    for area in areas:
        yield from (box.element for box in area.descendants() if box.element is not None)
