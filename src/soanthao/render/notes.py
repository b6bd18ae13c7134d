"""The notes (chú thích) of a file: each below the order that calls it, nobody else's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from soanthao.render.alignment import Line
from soanthao.render.expectation import Expectation, Flaw, Proof, name
from soanthao.render.known import CALL, SHORTEST, Known, squash

_SHOWN = 80
"""Characters of a note that a flaw shows."""


@dataclass(slots=True)
class Notes:
    """The notes of one file, and what is wrong with them.

    Attributes:
        texts: what each note says, by its call.
    """

    known: Known
    expected: Expectation
    file: str
    texts: Mapping[str, str]
    missing: list[Flaw] = field(default_factory=list)
    extra: list[Flaw] = field(default_factory=list)
    altered: list[Flaw] = field(default_factory=list)

    def called(self, paragraph: str) -> tuple[str, ...]:
        """Return what the notes called in *paragraph* say; empty where there is no such note."""
        return tuple(self.texts.get(call, "") for call in CALL.findall(paragraph))

    def compare(self, line: Line | None, wanted: Sequence[str], called: Sequence[str]) -> None:
        """Note what a paragraph calls too little, too much or in another order.

        Args:
            line: the order that the paragraph is; None for a frame or a lead-in.
            wanted: what its notes say in the notice.
            called: what the notes say that it calls.
        """
        lacking, surplus = Counter(wanted) - Counter(called), Counter(called) - Counter(wanted)
        for text in lacking.elements():
            self._lacks(line, text)
        for text in filter(None, surplus.elements()):
            self._strange(text)
        if not lacking and not surplus and tuple(wanted) != tuple(called):
            self._alter(f"chú thích sai thứ tự: “{called[0][:_SHOWN]}”")

    def count(self, lines: Iterable[Line], free: Iterable[str]) -> None:
        """Note what a text without paragraphs lacks of the notes of *lines*, or has beyond them.

        Args:
            lines: the orders that must stand in it.
            free: notes that may stand in it beside theirs.
        """
        left = Counter(self.texts.values())
        for line in lines:
            for text in line.notes:
                if left[text]:
                    left[text] -= 1
                else:
                    self._lacks(line, text)
        may = frozenset(free)
        for text in left.elements():
            if text not in may:
                self._strange(text)

    def among(self, text: str, lines: Iterable[Line], free: Iterable[str]) -> None:
        """Note whose notes stand among the words of *text* and are neither *lines*' nor *free*.

        Blanks do not count, and short notes could be anybody's words.
        """
        may = {*free, *(note for line in lines for note in line.notes)}
        every = dict.fromkeys(note for item in self.known.items for _, note in item.notes)
        words = _dense(text)
        for note in every:
            if note not in may and len(_dense(note)) >= SHORTEST and _dense(note) in words:
                self._strange(note)

    def against_model(self, notes: Sequence[str], calls: Iterable[str]) -> None:
        """Note where the file's *notes* are not the model's, or not called by any of *calls*."""
        wanted, got = [squash(each) for each in self.expected.notes], [*map(squash, notes)]
        for at in range(max(len(wanted), len(got))):
            right, read = (each[at] if at < len(each) else "" for each in (wanted, got))
            if right != read:
                shown = [CALL.sub("", each).strip()[:_SHOWN] for each in (right, read)]
                self._alter(f"chú thích {at + 1}: phải là “{shown[0]}”, đọc thấy “{shown[1]}”")
                break
        called = frozenset(calls)
        for call, text in self.texts.items():
            if call not in called:
                self._strange(text)

    def proof(self) -> Proof:
        """Return all that was found wrong."""
        return Proof(tuple(self.missing), tuple(self.extra), tuple(self.altered))

    def _lacks(self, line: Line | None, text: str) -> None:
        owners = (line.item,) if line else self.known.with_note(text)
        item = owners[0].named if owners else ""
        part = line.parts[0] if line else None
        whose = f" của nội dung {name(item, part)}" if item else ""
        detail = f"thiếu chú thích{whose}: “{text[:_SHOWN]}”"
        self.missing.append(Flaw(self.file, detail, item, part, self.expected.unit))

    def _strange(self, text: str) -> None:
        owners = self.known.with_note(text)
        item = owners[0].named if owners else ""
        whose = f" của nội dung {item}" if owners else " không có trong kết luận"
        detail = f"chú thích{whose} thừa hoặc sai chỗ: “{text[:_SHOWN]}”"
        self.extra.append(Flaw(self.file, detail, item, None, self.expected.unit))

    def _alter(self, detail: str) -> None:
        self.altered.append(Flaw(self.file, detail, unit=self.expected.unit))


def _dense(text: str) -> str:
    return "".join(CALL.sub("", text).split()).casefold()


def read_notes(known: Known, expected: Expectation, file: str, notes: Iterable[str]) -> Notes:
    """Return the *notes* of a file, each behind its call and a blank.

    One without a call, or with the call of another, is kept below a name that nothing calls.
    """
    texts: dict[str, str] = {}
    for at, note in enumerate(map(squash, notes)):
        call = note[:1] if CALL.match(note) and note[:1] not in texts else f"?{at}"
        texts[call] = squash(CALL.sub("", note))
    return Notes(known, expected, file, texts)
