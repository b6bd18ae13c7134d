"""What the cells of a filled-in assignment table say: names of the directory, deadlines.

Only what resolves without doubt is a value; everything else is a reason why not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from soanthao.language.deadlines import Reference, read_deadlines
from soanthao.language.lexicon import Lexicon
from soanthao.notice.deadline import Deadline
from soanthao.notice.deadline_words import in_words
from soanthao.notice.item import Roles
from soanthao.notice.notice import Notice
from soanthao.notice.unit import ALL, Directory

_BETWEEN: Final = re.compile(r"\s*,\s*|\s+và\s+", re.IGNORECASE)
_LINES: Final = re.compile(r"[;\n]")
_LABELS: Final = re.compile(r"\s*(được hướng dẫn|để biết|phối hợp)\s*:\s*", re.IGNORECASE)
_IN_SENTENCES: Final = "N406"
"""Doubt whether a time is a deadline at all; in a column of deadlines it is one."""


class CellDoubtError(Exception):
    """A cell does not say something certain; the message says why, in Vietnamese."""


@dataclass(slots=True)
class CellReader:
    """Reads the cells of one draft's table."""

    notice: Notice
    _names: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._names = _names(self.notice.agency.directory)

    def units(self, text: str) -> tuple[str, ...]:
        """Return the ids of the units and groups that *text* names, in its order.

        Raises:
            CellDoubtError: a name is no unit's, several units', or of one past its time.
        """
        found: list[str] = []
        for piece in _LINES.split(text):
            if piece.strip(" .,"):
                found.extend(self._listed(piece.strip(" .,")))
        if not found:
            raise CellDoubtError("không có tên đơn vị nào")
        return tuple(dict.fromkeys(found))

    def joining(self, text: str) -> Roles:
        """Return who coordinates, is guided, is told; ``to`` stays empty.

        Raises:
            CellDoubtError: as in :meth:`units`.
        """
        before, *labelled = _LABELS.split(text)
        said = {"phối hợp": before}
        for label, names in zip(labelled[::2], labelled[1::2], strict=True):
            said[label.lower()] = f"{said.get(label.lower(), '')};{names}"
        found = {label: self.units(names) for label, names in said.items() if names.strip(" ;\n")}
        if not found:
            raise CellDoubtError("không có tên đơn vị nào")
        kinds = ("phối hợp", "được hướng dẫn", "để biết")
        with_, guided, copy = (found.get(kind, ()) for kind in kinds)
        return Roles((), with_, guided, copy)

    def deadlines(self, text: str, before: Sequence[Deadline]) -> tuple[Deadline, ...]:
        """Return the deadlines that *text* says; *before* are those that it may still say.

        Raises:
            CellDoubtError: some of its words are no deadline, or one that needs a guess.
        """
        known = {" ".join(in_words(each).split()): each for each in before}
        whole = " ".join(text.split())
        pieces = [whole] if whole in known else _LINES.split(text)
        found: list[Deadline] = []
        for piece in (" ".join(each.split()) for each in pieces):
            if piece in known:
                found.append(known[piece])
            elif piece:
                found.append(self._deadline(piece))
        if not found:
            raise CellDoubtError("không có thời hạn nào")
        return tuple(dict.fromkeys(found))

    def _deadline(self, text: str) -> Deadline:
        reference = Reference(self.notice.issued, self.notice.meeting.held)
        found = read_deadlines(text, reference, bare=True)
        if len(found) != 1:
            raise CellDoubtError(f"không đọc được “{text}” thành một thời hạn")
        (one,) = found
        if one.deadline is None or (one.doubt and one.code != _IN_SENTENCES):
            raise CellDoubtError(f"“{text}” {one.doubt}")
        rest = (text[: one.start] + text[one.stop :]).strip(" .,")
        if rest:
            raise CellDoubtError(f"ngoài thời hạn còn có “{rest}”")
        return one.deadline

    def _listed(self, piece: str) -> list[str]:
        """Return the ids of the names in *piece*; the longest name wins."""
        marks = [(0, 0), *((each.start(), each.end()) for each in _BETWEEN.finditer(piece))]
        ends = [*(start for start, _ in marks[1:]), len(piece)]
        found: list[str] = []
        at = 0
        while at < len(ends):
            start = marks[at][1]
            stop = next(
                (
                    end
                    for end in range(len(ends), at, -1)
                    if self._is_name(piece[start : ends[end - 1]])
                ),
                0,
            )
            if not stop:
                raise self._unknown(piece[start : ends[at]])
            found.append(self._one(piece[start : ends[stop - 1]]))
            at = stop
        return found

    def _is_name(self, text: str) -> bool:
        return _key(text) in self._names

    def _one(self, text: str) -> str:
        """Return the id of the unit or group called *text*."""
        directory, day = self.notice.agency.directory, self.notice.validity_day
        ids = self._names[_key(text)]
        units = {id: directory.unit(id) for id in ids}
        valid = [id for id, unit in units.items() if unit is None or unit.valid_on(day)]
        if len(valid) == 1:
            return valid[0]
        if valid:
            raise CellDoubtError(f"“{text}” là tên của nhiều đơn vị ({', '.join(valid)})")
        heirs = [unit.successor for unit in units.values() if unit and unit.successor]
        now = f"; nay là {self.called(heirs)}" if heirs else ""
        raise CellDoubtError(f"“{text}” không còn (hoặc chưa có) vào ngày của thông báo{now}")

    def _unknown(self, text: str) -> CellDoubtError:
        directory = self.notice.agency.directory
        mentions = Lexicon.of(directory, self.notice.validity_day).find(text)
        ids = [id for each in mentions for id in (*each.ids, *each.candidates)]
        meant = f"; có phải {self.called(ids)}?" if ids else ""
        return CellDoubtError(f"“{text}” không có trong danh bạ{meant}")

    def called(self, ids: Sequence[str]) -> str:
        """Return the names of *ids*."""
        directory = self.notice.agency.directory
        found = (directory.unit(id) or directory.group(id) for id in dict.fromkeys(ids))
        return ", ".join(each.name for each in found if each is not None)


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _names(directory: Directory) -> dict[str, tuple[str, ...]]:
    """Return the ids by every name and alias."""
    found: dict[str, tuple[str, ...]] = {}
    everybody = directory.group(ALL)
    groups = (*directory.groups, *((everybody,) if everybody else ()))
    for each in (*directory.units, *groups):
        for name in (each.name, *each.aliases):
            found[_key(name)] = tuple(dict.fromkeys((*found.get(_key(name), ()), each.id)))
    return found
