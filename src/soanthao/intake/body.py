"""Paragraphs, items and tables of an outline → the values of ``body``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from soanthao.intake.marking import written_markers
from soanthao.intake.narrowing import doubt_some_of_group, ids_of
from soanthao.intake.opening import opening_until
from soanthao.intake.orders import Context, Understood, Values, understood
from soanthao.intake.proposal import Path
from soanthao.language.deadline_found import DOUBTS
from soanthao.language.deadlines import read_deadlines
from soanthao.notice.deadline_notation import Notation, notation
from soanthao.notice.markup import RichText
from soanthao.notice.source import Place, SourceCell, SourceParagraph, SourceTable
from soanthao.recognition.outline import OutlineElement, OutlineItem

_INTRODUCES: Final = ":"
_ASSESSING: Final = re.compile(
    r"(?:đánh giá|kết quả|tình hình|tồn tại|hạn chế|ưu điểm|khó khăn|nhận định|nguyên nhân)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"\.\s+\S")
"""A sentence before the last: a text that names who is in charge does more than introduce."""
_CLOSING: Final = re.compile(
    r"(?:thông báo|truyền đạt)(?!\w)[^.;]*(?<!\w)(?:để|đến|tới|cho|biết|thực hiện)(?!\w)"
    r"|^(?:Trên đây|Đây) là(?!\w)",
    re.IGNORECASE,
)
"""What the last paragraph says that only makes the conclusions known."""
_ORDERING: Final = re.compile(r"(?<!\w)(?:giao|yêu cầu|đề nghị)(?!\w)", re.IGNORECASE)
_LEFT: Final = 2
"""As many words join two parts: ``đồng thời``."""
_GIVING: Final = re.compile(r"(?:giao|yêu cầu|đề nghị)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Above:
    """What the items that contain an item say: who is in charge; that all below is assessment."""

    held: bool = False
    units: tuple[str, ...] = ()
    assessed: bool = False


@dataclass(slots=True)
class BodyWriter:
    """Writes one body; what is open is noted in the context's doubts."""

    context: Context
    numbering: tuple[str, ...]
    path: Path = ("body",)

    def write(self, body: Sequence[OutlineElement]) -> list[object]:
        """Return the elements in print order."""
        markers = written_markers(body, self.numbering)
        last = max(
            (at for at, each in enumerate(body) if isinstance(each, OutlineItem)),
            default=len(body) - 2,
        )
        told = opening_until(body)
        elements: list[object] = []
        for number, each in enumerate(body):
            at = (*self.path, number)
            if (
                isinstance(each, OutlineItem)
                and each.table
                and not (each.text.pieces or each.items)
            ):
                elements.append({"table": self._table(each.table, (*at, "table"))})
            elif isinstance(each, OutlineItem):
                above = _Above(assessed=number < told)
                elements.append(self._item(each, at, markers, above))
            elif number < told and isinstance(each, SourceParagraph):
                elements.append(_marked_up(each.text))
            elif isinstance(each, SourceTable):
                elements.append({"table": self._table(each, (*at, "table"))})
            else:
                follows = body[number + 1] if number + 1 < len(body) else None
                introduces = isinstance(follows, OutlineItem)
                elements.append(self._paragraph(each, at, introduces, is_last=number > last))
        return elements

    def _paragraph(
        self, paragraph: SourceParagraph, at: Path, introduces: bool, *, is_last: bool
    ) -> object:
        """Return a paragraph, as an unmarked item where it orders a unit to do something."""
        plain = paragraph.plain
        probe = replace(self.context, doubts=self.context.doubts.aside())
        read = understood(plain, probe, at, paragraph.place)
        if introduces and plain.rstrip().endswith(_INTRODUCES):
            to = read.keys.get("to")
            self.context.introduced = tuple(to) if isinstance(to, list) else ()
            if self.context.introduced:
                self.context.doubts.take(probe.doubts)
            self.context.introduction = _shortened(plain)
            return _marked_up(paragraph.text)
        closes = is_last and _closes(plain)
        is_open = read.reading.kind == "order" and bool(read.reading.open)
        if closes or not (_orders_somebody(read.keys) or is_open):
            if not closes and read.is_order and read.reading.doubts:
                self.context.doubts.take(probe.doubts)
            return _marked_up(paragraph.text)
        self.context.doubts.take(probe.doubts)
        if not _orders_somebody(read.keys):
            self.context.doubts.add("N512", at, paragraph.place)
        return {"text": _marked_up(paragraph.text), "marker": "", **read.keys}

    def _item(
        self, item: OutlineItem, at: Path, markers: dict[int, str | None], above: _Above
    ) -> Values:
        plain = item.text.plain
        values: Values = {"text": _marked_up(item.text)}
        marker = markers[id(item)]
        if marker is not None:
            values["marker"] = marker
        if item.heading:
            values["heading"] = True
        has_children = bool(item.items or item.table)
        introduces = has_children or item.heading
        assessed = introduces and bool(_ASSESSING.match(plain))
        if (above.assessed or assessed) and not _GIVING.match(plain):
            values.update({"lead": True} if introduces else {"order": False})
            below = _Above(assessed=True)
        else:
            read = understood(plain, self.context, at, item.place, heading=item.heading)
            values.update(_kind(item, read))
            values.update(_own_unit(read.keys, plain) if above.held else read.keys)
            doubt_some_of_group(self.context, read.keys, above.units, at, item.place)
            if above.held and read.reading.is_bare:
                self.context.doubts.add("N308", at, item.place)
            held = above.held or bool(read.keys.get("to"))
            if not held and read.is_order and (not has_children or self._is_for_all(read)):
                held |= self._without_unit(read, values, at, item)
            below = _Above(held=held, units=ids_of(read.keys, "to") or above.units)
        if item.table is not None:
            values["table"] = self._table(item.table, (*at, "table"))
        if item.items:
            values["items"] = [
                self._item(child, (*at, "items", number), markers, below)
                for number, child in enumerate(item.items)
            ]
        return values

    def _is_for_all(self, read: Understood) -> bool:
        """Tell whether an item hands on to its children whom the paragraph above addresses."""
        return read.reading.subject == "none" and bool(self.context.introduced)

    def _without_unit(self, read: Understood, values: Values, at: Path, item: OutlineItem) -> bool:
        """Say who does what no unit is named for: whom the paragraph above addresses, or nobody."""
        if read.keys.get("parts") and all("to" in part for part in _parts(read.keys)):
            return True
        if read.reading.subject == "none" and self.context.introduced:
            values["to"] = list(self.context.introduced)
            self.context.doubts.add("N511", at, item.place, lead=self.context.introduction)
            return True
        if not read.reading.doubts:
            self.context.doubts.add("N512", at, item.place)
        return False

    def _table(self, table: SourceTable, at: Path) -> Values:
        """Return a table; a row is an order where one of its cells names who is in charge."""
        columns, *rows = table.rows
        titles = [cell.plain.casefold() for cell in columns]
        written: list[object] = []
        for number, row in enumerate(rows):
            cells = [_cell(cell) for cell in row]
            keys = self._row(titles, row, (*at, "rows", number))
            written.append({"cells": cells, **keys} if keys else cells)
        return {"columns": [_cell(cell) for cell in columns], "rows": written}

    def _row(self, titles: list[str], row: tuple[SourceCell, ...], at: Path) -> Values:
        keys: Values = {}
        for title, cell in zip(titles, row, strict=False):
            place = next((each.place for each in cell.paragraphs), None)
            role = "to" if _leads(title) else "with" if "phối hợp" in title else ""
            if role:
                mentions = self.context.lexicon.find(cell.plain)
                ids = list(dict.fromkeys(id for each in mentions for id in each.ids))
                if ids:
                    keys[role] = ids
                for each in mentions:
                    if each.doubt:
                        found = cell.plain[each.start : each.stop]
                        self.context.doubts.add("N515", at, place, found=found)
            elif "thời hạn" in title or "thời gian" in title:
                due = self._cell_due(cell.plain, at, place)
                if due:
                    keys["due"] = due[0] if len(due) == 1 else due
        if "to" not in keys:
            return {}
        return {key: keys[key] for key in ("to", "with", "due") if key in keys}

    def _cell_due(self, text: str, at: Path, place: Place | None) -> list[Notation]:
        """Return what is due by a cell; what is doubtful or not understood of it is told."""
        found = read_deadlines(text, self.context.reference, bare=True)
        for each in found:
            # No order stands around a time in a cell (N406): the row is the order.
            if each.doubt and each.code != "N406":
                words = text[each.start : each.stop]
                self.context.doubts.say(each.code, f"“{words}”: {each.doubt}", at, place)
        if not found and re.search(r"\d", text):
            self.context.doubts.say("N409", f"“{text.strip()}”: {DOUBTS['N409']}", at, place)
        return [notation(each.deadline) for each in found if each.deadline is not None]


def _own_unit(keys: Values, plain: str) -> Values:
    """Return *keys* with the unit of the first part, lest the item takes those above as well.

    Only where the parts hold all that is said: what they leave is for who is above.
    """
    parts = _parts(keys)
    if "to" in keys or not parts or not all("to" in part for part in parts):
        return keys
    for part in parts:
        quote = part["quote"]
        for piece in quote if isinstance(quote, list) else [quote]:
            plain = plain.replace(str(piece), "", 1)
    return keys if len(re.findall(r"\w+", plain)) > _LEFT else {"to": parts[0]["to"], **keys}


def _kind(item: OutlineItem, read: Understood) -> Values:
    orders_first = bool(read.keys.get("to")) and bool(_SENTENCE.search(item.text.plain))
    if read.reading.kind == "lead" and orders_first:
        return {}
    if read.reading.kind == "lead" or (item.heading and (item.items or item.table)):
        return {"lead": True}
    return {"order": False} if read.reading.kind == "none" else {}


def _leads(title: str) -> bool:
    return any(
        words in title
        for words in ("chủ trì", "đơn vị thực hiện", "cơ quan thực hiện", "chủ đầu tư")
    )


def _closes(plain: str) -> bool:
    """Tell whether the last paragraph orders nobody, although it says ``để … thực hiện``."""
    return bool(_CLOSING.search(plain)) and not _ORDERING.search(plain)


def _orders_somebody(keys: Values) -> bool:
    return bool(keys.get("to")) or any("to" in part for part in _parts(keys))


def _parts(keys: Values) -> list[Values]:
    parts = keys.get("parts")
    return list(parts) if isinstance(parts, list) else []


def _cell(cell: SourceCell) -> str:
    joined = RichText()
    for number, paragraph in enumerate(cell.paragraphs):
        blank = RichText.plainly(" ") if number else RichText()
        joined = joined + blank + paragraph.text
    return _marked_up(joined)


def _marked_up(text: RichText) -> str:
    return text.marked_up()


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
