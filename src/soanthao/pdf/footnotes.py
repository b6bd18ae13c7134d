"""Whether pages are as they must be, told from the laid-out boxes, and what to change if not.

WeasyPrint may lay a note on the page behind its call where the call's line just fits and its note
does not, and it forgets what stays together where a note takes the room, or where a table ends a
body. Then what such a page begins last is moved to the next page, and the document laid out again.
It also drops the heading row of a page where no row fits below it: then that row may be broken,
and if not even a part of it fits, the heading row stands once, above the first row.

The first page that is not right is mended, by what begins or goes on there, so that the pages
above stay as they are. That ends: rows and tables are only added, and between two of these each
page can lose no more than what stands on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from weasyprint.document import Page
    from weasyprint.formatting_structure.boxes import Box

FOOT: Final = "foot"
"""Id of the block of ô 9b and ô 7."""
COPY: Final = "copy"
"""Id of the block of a copy on paper."""
_ROUNDS: Final = 30
_ROUNDS_A_PAGE: Final = 3
_CALL: Final = "::footnote-call"
_STAY_WITH_NEXT: Final = frozenset({"heading", "table-caption"})


class MisplacedNoteError(ValueError):
    """A note cannot be brought onto the page of its call."""


@dataclass(frozen=True, slots=True)
class Mends:
    """What is laid out in another way than the styles say, by id.

    Attributes:
        breaks: what begins a page.
        broken: rows that may be broken.
        once: tables whose heading row is not repeated.
    """

    breaks: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()


NO_MENDS: Final = Mends()


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
        headless: the first rows below heading rows that were dropped.
        noted: rows that call notes.
    """

    named: dict[str, _Element]
    calls: frozenset[_Element]
    notes: frozenset[_Element]
    headless: tuple[str, ...]
    noted: tuple[str, ...]


def most_rounds(pages: int) -> int:
    """Return how often a document of so many *pages* is laid out again."""
    return _ROUNDS + _ROUNDS_A_PAGE * pages


def mended(pages: Sequence[Page], mends: Mends) -> Mends | None:
    """Return what to lay out otherwise instead of *mends*; None where all stands well.

    A break above others makes those below it a matter of the next layout.

    Raises:
        MisplacedNoteError: nothing is left to be moved or broken.
    """
    leaves = [_leaf(page) for page in pages]
    called: set[_Element] = set()
    for number, leaf in enumerate(leaves):
        better = _with_heading_rows(leaf, mends)
        if better is not None:
            return better
        # A repeated heading row repeats its calls; their notes stand below the first one.
        if not leaf.calls - called <= leaf.notes:
            name = _last_begun(leaf, mends.breaks)
            return _roomier(leaf, mends) if name is None else _moved(leaves, name, mends)
        called |= leaf.calls
        if number + 1 < len(leaves):
            name = _stranded(leaf, leaves[number + 1])
            if name is not None and name not in mends.breaks:
                return _moved(leaves, name, mends)
    return None


def _moved(leaves: Iterable[_Leaf], name: str, mends: Mends) -> Mends:
    order = list(dict.fromkeys(each for leaf in leaves for each in leaf.named))
    above = mends.breaks.intersection(order[: order.index(name)])
    return replace(mends, breaks=above | {name})


def _with_heading_rows(leaf: _Leaf, mends: Mends) -> Mends | None:
    for row in leaf.headless:
        table = row.rpartition("-")[0]
        if table not in mends.once:
            if row in mends.broken:
                return replace(mends, once=mends.once | {table})
            return replace(mends, broken=mends.broken | {row})
    return None


def _roomier(leaf: _Leaf, mends: Mends) -> Mends:
    """Let the last row be broken that calls a note: with all its notes it may be a page high."""
    for row in reversed(leaf.noted):
        if row not in mends.broken:
            return replace(mends, broken=mends.broken | {row})
    raise MisplacedNoteError


def _last_begun(leaf: _Leaf, breaks: Set[str]) -> str | None:
    for name in reversed(leaf.named):
        if name not in breaks and name != FOOT:
            return name
    return None


def _stranded(leaf: _Leaf, following: _Leaf) -> str | None:
    """Return the id of what ends a page though it stays with what follows."""
    *above, name = leaf.named or ("",)
    if not above or name in following.named:
        return None
    classes = set((leaf.named[name].get("class") or "").split())
    first = next(iter(following.named), None)
    # The foot is as little broken as the block of a copy below it.
    is_block_alone = first == FOOT or (first == COPY and name != FOOT)
    return name if is_block_alone or classes & _STAY_WITH_NEXT else None


def _leaf(page: Page) -> _Leaf:
    from weasyprint.formatting_structure import boxes as kinds  # noqa: PLC0415 - heavy

    root = page._page_box
    boxes = [box for box in root.descendants() if box.element is not None]
    areas = [area for area in root.children if isinstance(area, kinds.FootnoteAreaBox)]
    tables = [box for box in boxes if isinstance(box, kinds.TableBox) and _is_headless(box)]
    return _Leaf(
        named={name: box.element for box in boxes if (name := box.element.get("id"))},
        calls=frozenset(box.element for box in boxes if _is_call(box)),
        notes=frozenset(_elements(areas)),
        headless=tuple(name for table in tables for name in [*_rows(table.descendants())][:1]),
        noted=tuple(_rows(box for box in boxes if any(map(_is_call, _below(box))))),
    )


def _is_headless(table: Box) -> bool:
    """Tell whether the heading row of a fragment of *table* was dropped."""
    has_heading = table.element_tag == "table" and table.element.find("thead") is not None
    return has_heading and not any(group.element_tag == "thead" for group in table.children)


def _is_call(box: Box) -> bool:
    return (box.element_tag or "").endswith(_CALL)


def _below(box: Box) -> Iterator[Box]:
    if box.element_tag == "tr":
        yield from box.descendants()


def _rows(boxes: Iterable[Box]) -> Iterator[str]:
    for box in boxes:
        if box.element_tag == "tr" and (name := box.element.get("id")):
            yield name


def _elements(areas: Sequence[Box]) -> Iterator[_Element]:
    for area in areas:
        yield from (box.element for box in area.descendants() if box.element is not None)
