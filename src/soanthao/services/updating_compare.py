"""What an updated draft would print, beside the corrected body; each difference at its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from soanthao.draft.load import Draft
from soanthao.errors import InternalError
from soanthao.findings import Finding, Severity
from soanthao.notice.assignment import roles_in_force
from soanthao.notice.document import Document, Paragraph, PrintedTable
from soanthao.notice.item import Element, Item, Table
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.source import SourceBlock, SourceParagraph, SourceTable
from soanthao.services.updating_lines import Markers
from soanthao.services.updating_tree import NewLine

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changed draft and what it prints.

    Attributes:
        changed: as it reads now, with the lines of the changed file.
        markers: those that lines may begin with.
    """

    changed: Draft
    document: Document
    markers: Markers

    def differences(
        self, body: Sequence[SourceBlock], annexes: Sequence[Sequence[SourceBlock]]
    ) -> Iterator[Finding]:
        """Yield where the draft prints other words than the Word file has."""
        bodies = [self.document.body, *(each.body for each in self.document.annexes if annexes)]
        printed = [text for each in bodies for text in _flat(each)]
        blocks = [*body, *(block for annex in annexes for block in annex)]
        corrected = [text for block in blocks for text in _texts_of(block) if text]
        yield from self._unlike(printed, corrected)

    def _unlike(self, printed: Sequence[str], corrected: Sequence[str]) -> Iterator[Finding]:
        """Yield the lines that only one side has; those that differ in their number as one."""
        places, split = self._places(), self.markers.split
        start = self._key("body")
        left = list((Counter(printed) - Counter(corrected)).elements())
        right = list((Counter(corrected) - Counter(printed)).elements())
        numbered: list[tuple[str, str]] = []
        for text in [*left]:
            marker, _, rest = split(text)
            twin = next((each for each in right if self._rest(each) == rest), None)
            if twin is not None:
                left.remove(text)
                right.remove(twin)
                was = twin[: len(twin) - len(rest)].strip()
                numbered.append((f"{was or 'không số'} → {marker or 'không số'}", text))
        if numbered:
            told = ", ".join(each for each, _ in numbered)
            message = f"Số thứ tự sẽ in khác với trong Word: {told}."
            yield self._finding("N611", message, places.get(numbered[0][1], start))
        if not (left or right or numbered) and list(printed) != list(corrected):
            message = "Thứ tự các đoạn, bảng sẽ in khác với trong Word; hãy xem lại."
            yield self._finding("N608", message, start)
        for text in right:
            message = f"Chưa đưa vào được đúng như trong Word: “{text[:100]}”; hãy tự sửa."
            yield self._finding("N608", message, _above(text, corrected, places) or start)
        for text in left:
            message = f"Sau khi cập nhật sẽ in: “{text[:100]}”; trong Word không có đúng như vậy."
            yield self._finding("N608", message, places.get(text, start))

    def _rest(self, text: str) -> str:
        """Return *text* without the marker that it begins with, of whatever series."""
        marker, _, rest = self.markers.split(text)
        return rest if marker else self.markers.loose(text)[1]

    def _finding(self, code: str, message: str, place: _Place) -> Finding:
        path = self.changed.conclusion.path
        return Finding(code, message, path, *place, Severity.WARNING)

    def _key(self, key: str) -> _Place:
        found = self.changed.keys.get(key)
        return found[1:] if found else (1, 1)

    def _places(self) -> Mapping[str, _Place]:
        """Return by what is printed where the draft says it; the first place of equal lines."""
        notice, found = self.changed.notice, dict[str, _Place]()
        for at, element in enumerate(notice.body):
            self._add(found, element, self._key(f"body:{at}"))
        for number, annex in enumerate(notice.annexes):
            for element in annex.body:
                self._add(found, element, self._key(f"annexes:{number}"))
        return found

    def _add(self, found: dict[str, _Place], element: Element, place: _Place) -> None:
        if isinstance(element, RichText):
            found.setdefault(squash(element.plain), place)
        elif isinstance(element, Table):
            _add_table(found, element, place)
        else:
            for item in element.walk():
                self._add_item(found, item, place)

    def _add_item(self, found: dict[str, _Place], item: Item, place: _Place) -> None:
        known = self.changed.positions.get(item.id)
        here = known[1:] if known else place
        found.setdefault(squash(f"{item.marker} {item.text.plain}"), here)
        if item.table is not None:
            _add_table(found, item.table, here)


def prove(lines: Sequence[NewLine], notice: Notice) -> None:
    """Raise unless the changed *notice* orders of each of its items what *lines* say.

    An order that went astray is a fault of the program, whatever the correction was.
    """
    force, items = roles_in_force(notice), list(notice.items())
    if len(items) != len(lines):
        return
    for line, item in zip(lines, items, strict=True):
        old = line.old.item if line.old is not None else None
        astray = item.orders and force[(item.id, None)] != line.force
        if old is not None and not line.was:
            follows = item.follow == old.follow and item.orders == old.orders
            astray = astray or not follows or len(item.parts) > len(old.parts)
        if astray:
            raise InternalError(
                f"Việc giao của mục {item.id} sau khi sửa đọc lại không như dự định; chưa ghi gì."
            )


def _add_table(found: dict[str, _Place], table: Table, place: _Place) -> None:
    for cells in (table.columns, *(row.cells for row in table.rows)):
        for cell in cells:
            found.setdefault(squash(cell.plain), place)


def _above(text: str, corrected: Sequence[str], places: Mapping[str, _Place]) -> _Place | None:
    """Return the place of the nearest line above *text* that is printed."""
    before = corrected[: corrected.index(text)]
    return next((places[each] for each in reversed(before) if each in places), None)


def _flat(body: Sequence[Paragraph | PrintedTable]) -> list[str]:
    texts: list[str] = []
    for block in body:
        if isinstance(block, Paragraph):
            texts.append(squash(block.text.plain))
        else:
            texts.extend(squash(cell.plain) for line in block.texts() for cell in line)
    return [text for text in texts if text]


def _texts_of(block: SourceParagraph | SourceTable) -> list[str]:
    if isinstance(block, SourceParagraph):
        return [squash(block.plain)]
    return [squash(cell.plain) for row in block.rows for cell in row]


def squash(text: str) -> str:
    """Return *text* with single blanks."""
    return re.sub(r"\s+", " ", text).strip()
