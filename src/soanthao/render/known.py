"""What of a notice can be recognised in a printed file: its items, parts, rows and notes.

Values only, built by :mod:`soanthao.render.plan` from the notice itself. Imports nothing that
makes letters: the proof must not believe the one whose work it checks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from soanthao.notice.document import FIRST_CALL, LAST_CALL

_BLANKS: Final = re.compile(r"\s+")
CALL: Final = re.compile(f"[{chr(FIRST_CALL)}-{chr(LAST_CALL)}]")
"""The call of a note in compared text."""
SHORTEST: Final = 20
"""Non-blank characters from which on words are recognised inside a longer text."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item of the notice or a line of a table, as the matching needs it.

    Attributes:
        text: plain and squashed; of a row the cells with one blank between them.
        parts: spans into *text* by index of the part; behind the parts what *introduction* says.
        above: ids of the items that contain it, lead-ins that letters leave out excepted.
        order: position in the notice.
        notes: text of each note, and where in *text* it is called.
        owner: id of the item that a table's line belongs to which is no order itself.
        introduction: the index in *parts* of the words that introduce what the item contains to
            those who do not hold it; None for the whole text.
    """

    id: str
    text: str
    parts: tuple[tuple[Span, ...], ...] = ()
    above: frozenset[str] = frozenset()
    order: int = 0
    notes: tuple[tuple[int, str], ...] = ()
    owner: str | None = None
    introduction: int | None = None

    @property
    def whole(self) -> tuple[Span, ...]:
        """The span of the whole text."""
        return ((0, len(self.text)),)

    @property
    def named(self) -> str:
        """The id that a flaw names: the item's own, or that of the item it belongs to."""
        return self.id if self.owner is None else self.owner

    def introduces(self, parts: Set[int]) -> bool:
        """Tell whether *parts*, none for the whole item, are no more than the introduction."""
        if self.introduction is None or not parts:
            return self.introduction is None and not parts
        return self.covered_by(parts) == self.covered_by((self.introduction,))

    def keys(self, parts: Set[int]) -> tuple[int | None, ...]:
        """Return which orders *parts* are: themselves in order, None for the item.

        What introduces is no order of its own, and stands for the item.
        """
        return tuple(sorted(parts - {self.introduction})) or (None,)

    def covered_by(self, parts: Iterable[int]) -> tuple[Span, ...]:
        """Return where the words of *parts* stand, as intervals that do not touch."""
        return bridged(self.text, (span for part in parts for span in self.parts[part]))

    def notes_of(self, parts: Iterable[int | None]) -> tuple[str, ...]:
        """Return the notes called in *parts*, None being the whole text.

        A note belongs to the character before it, a note before the first one to that.
        """
        wanted = frozenset(parts)
        spans = [span for part in wanted - {None} if part is not None for span in self.parts[part]]
        return tuple(
            text
            for at, text in self.notes
            if None in wanted
            or any(start < at <= stop or at == start == 0 for start, stop in spans)
        )


@dataclass(frozen=True, slots=True)
class Known:
    """All that can be recognised.

    Attributes:
        markers: what may stand before an item in the notice.
        citations: what a letter may put in before a closing mark, with blank and brackets.
        short_name: how letters call the notice.
        extracts: whether what is left out of a paragraph is marked at its ends too, as a trích
            sao does.
    """

    items: tuple[KnownItem, ...]
    markers: frozenset[str]
    citations: tuple[str, ...]
    short_name: str
    extracts: bool = False
    _by_text: Mapping[str, tuple[KnownItem, ...]] = field(init=False, repr=False, compare=False)
    _by_id: Mapping[str, KnownItem] = field(init=False, repr=False, compare=False)
    _by_note: Mapping[str, tuple[KnownItem, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_text: dict[str, tuple[KnownItem, ...]] = {}
        by_note: dict[str, tuple[KnownItem, ...]] = {}
        for item in self.items:
            by_text[item.text] = (*by_text.get(item.text, ()), item)
            for _, text in item.notes:
                by_note[text] = (*by_note.get(text, ()), item)
        object.__setattr__(self, "_by_text", by_text)
        object.__setattr__(self, "_by_note", by_note)
        object.__setattr__(self, "_by_id", {item.id: item for item in self.items})

    def item(self, id: str) -> KnownItem:
        """Return the item called *id*."""
        return self._by_id[id]

    def with_text(self, text: str) -> tuple[KnownItem, ...]:
        """Return the items whose whole text is *text*."""
        return self._by_text.get(text, ())

    def with_note(self, text: str) -> tuple[KnownItem, ...]:
        """Return the items that call a note that says *text*."""
        return self._by_note.get(text, ())


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a paragraph: a whole item (no parts), or some parts of one."""

    item: str
    parts: frozenset[int] = frozenset()


def squash(text: str) -> str:
    """Return *text* in NFC with every run of blanks as one space; calls of notes stay."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def uncalled(text: str) -> str:
    """Return the squashed words of *text*, without the calls of its notes."""
    return squash(CALL.sub("", text))


def bridged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union of *spans*; those without words of *text* between them touch."""
    union: list[Span] = []
    for start, stop in sorted(spans):
        if union and not any(char.isalnum() for char in text[union[-1][1] : start]):
            union[-1] = (union[-1][0], max(stop, union[-1][1]))
        else:
            union.append((start, stop))
    return tuple(union)
