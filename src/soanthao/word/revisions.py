"""Tracked changes: which words of a Word file are there once they are accepted or rejected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from soanthao.word.package import Element
from soanthao.word.reader import W

Mode = Literal["accept", "reject"]

_INSERTED: Final = frozenset({f"{W}ins", f"{W}moveTo"})
_DELETED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_WHY: Final = {
    f"{W}del": "chữ đã bị xóa (theo dõi thay đổi)",
    f"{W}moveFrom": "chữ đã chuyển đi chỗ khác (theo dõi thay đổi)",
    f"{W}ins": "chữ được thêm, bị bỏ qua theo yêu cầu (theo dõi thay đổi)",
    f"{W}moveTo": "chữ được chuyển đến, bị bỏ qua theo yêu cầu (theo dõi thay đổi)",
}
_CHANGED: Final = {f"{W}rPr": f"{W}rPrChange", f"{W}pPr": f"{W}pPrChange"}
_CELL: Final = {"accept": f"{W}cellDel", "reject": f"{W}cellIns"}


@dataclass(frozen=True, slots=True)
class Changes:
    """How many changes a file holds: runs, paragraph marks and rows of tables."""

    inserted: int
    deleted: int
    moved: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.inserted + self.deleted + self.moved


class Revisions:
    """What of a file is read: everything accepted, or everything rejected."""

    def __init__(self, mode: Mode) -> None:
        self.mode: Final = mode
        self._gone = _DELETED if mode == "accept" else _INSERTED

    def why_gone(self, element: Element) -> str:
        """Return why what *element* contains is no part of the text; empty if it is one."""
        return _WHY[element.tag] if element.tag in self._gone else ""

    def mark_gone(self, properties: Element | None) -> bool:
        """Tell whether a paragraph of these ``w:pPr`` has lost its mark and joins the next."""
        mark = None if properties is None else properties.find(f"{W}rPr")
        return mark is not None and any(child.tag in self._gone for child in mark)

    def row_gone(self, row: Element) -> bool:
        """Tell whether the row ``w:tr`` of a table is gone."""
        properties = row.find(f"{W}trPr")
        return properties is not None and any(child.tag in self._gone for child in properties)

    def cell_gone(self, cell: Element) -> bool:
        """Tell whether the cell ``w:tc`` is gone."""
        return cell.find(f"{W}tcPr/{_CELL[self.mode]}") is not None

    def properties(self, properties: Element | None) -> Element | None:
        """Return the ``w:rPr`` or ``w:pPr`` that is in force: the former one when rejecting."""
        if properties is None or self.mode == "accept":
            return properties
        change = properties.find(_CHANGED[properties.tag])
        return properties if change is None else change.find(properties.tag)


def count(root: Element) -> Changes:
    """Count the changes below *root*; words and the mark that ends them are one change."""
    inserted = deleted = moved = 0
    for element in root.iter(*_INSERTED, f"{W}del"):
        if _goes_with_words(element):
            continue
        if element.tag == f"{W}ins":
            inserted += 1
        elif element.tag == f"{W}del":
            deleted += 1
        else:
            moved += 1
    return Changes(inserted, deleted, moved)


def _goes_with_words(element: Element) -> bool:
    """Tell whether *element* is the mark of a paragraph that holds words changed alike."""
    parent = element.getparent()
    if parent is None or parent.tag != f"{W}rPr":
        return False
    paragraph = next(parent.iterancestors(f"{W}p"), None)
    return paragraph is not None and paragraph.find(element.tag) is not None
