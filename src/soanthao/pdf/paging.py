"""The flow of a document out of its pages: repeated heading rows, notes and margins taken off.

Text that was laid out on pages is not the model's text with line ends: a table's heading row stands
on every page, a page's notes stand at its foot, a long note goes on at the foot of the next page,
and page 1 has lines in its margins. What is taken off is told by what is expected there; what
cannot be explained stays in the text, so that a difference is always seen.

For each page: the text is the next piece of the stream, and what is left of it is the next notes.
Where a page's text differs, its notes are still known by their calls, and the next page's place in
the stream by its first line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from soanthao.notice.document import FIRST_CALL
from soanthao.pdf.compare import is_call, walk


@dataclass(frozen=True, slots=True)
class Flow:
    """What pages say, apart from what layout adds.

    Attributes:
        text: of all pages, lines ended; what was not explained is still in it.
        notes: the expected notes that stand at the pages' feet, the first ones in their order.
        beside: the expected lines that stand beside the text of page 1.
    """

    text: str
    notes: tuple[str, ...]
    beside: tuple[str, ...]


def flow(
    pages: Sequence[str],
    stream: Sequence[str],
    notes: Sequence[str],
    beside: Sequence[str],
    heading_rows: Sequence[str],
) -> Flow:
    """Return the text of *pages* without what layout adds to it.

    Args:
        pages: as :func:`soanthao.pdf.reader.read_pages` gives them.
        stream: what is expected, like all that follows as the method of
            :class:`soanthao.notice.document.Document` of that name gives it.
        notes: expected at the feet of the pages.
        beside: expected on page 1 outside the flow.
        heading_rows: of the expected tables, repeated on each of their pages.
    """
    found: tuple[str, ...] = ()
    reading = _Reading("\n".join(stream), notes, tuple(_tables(stream, heading_rows)))
    texts = []
    for number, page in enumerate(pages):
        text = page
        if number == 0:
            text, found = _without_beside(page, beside)
        texts.append(reading.body(text))
    return Flow("\n".join(texts), tuple(notes[: reading.note]), found)


class _Table(NamedTuple):
    """A heading row, and where in the stream the rows below it begin."""

    row: str
    begin: int


def _tables(stream: Iterable[str], heading_rows: Iterable[str]) -> Iterator[_Table]:
    rows = iter(heading_rows)
    row = next(rows, None)
    at = 0
    for line in stream:
        at += len(line) + 1
        if row is not None and _bare(line) == row:
            yield _Table(row, at)
            row = next(rows, None)


def _bare(text: str) -> str:
    return "".join(char for char in text if not is_call(char))


class _Foot(NamedTuple):
    """Notes at the foot of a page: from where, which note comes next, what is left of the last."""

    start: int
    note: int
    rest: str


class _Reading:
    """One pass over the pages of a document."""

    def __init__(self, stream: str, notes: Sequence[str], tables: Sequence[_Table]) -> None:
        self._stream, self._notes, self._tables = stream, notes, tables
        self._at = 0
        self._is_lost = False
        self._rest = ""
        self.note = 0
        """How many notes are complete."""

    def body(self, page: str) -> str:
        """Return the part of the next *page* that belongs to the flow."""
        begin = self._begin(page)
        at, there = walk(self._stream, page, self._at, begin)
        foot = self._foot(page, begin, there)
        if foot is None:
            foot = self._foot(page, begin, len(page))
        end = len(page) if foot is None else foot.start
        if foot is not None:
            self.note, self._rest = foot.note, foot.rest
        if there > end:
            at, there = walk(self._stream, page[:end], self._at, begin)
        self._at, self._is_lost = at, bool(page[there:end].strip())
        return page[begin:end].strip()

    def _begin(self, page: str) -> int:
        """Return where *page* goes on behind a repeated heading row, and find a lost place."""
        begins = [0]
        for table in self._tables:
            behind = _behind_row(page, table.row)
            if behind and (self._is_lost or table.begin <= self._at):
                begins.append(behind)
        if self._is_lost:
            for begin in reversed(begins):
                line = page[begin:].lstrip().partition("\n")[0].rstrip()
                place = self._stream.find(line, self._at)
                if line and place >= 0:
                    self._at = place
                    return begin
            return begins[-1]
        if len(begins) == 1:
            return 0
        return max(begins, key=lambda begin: walk(self._stream, page, self._at, begin)[1])

    def _foot(self, page: str, begin: int, stop: int) -> _Foot | None:
        """Return the notes that fill *page* from one of its lines up to *stop* on; the last such.

        The flow may say by chance what a note's second part begins with, so that part may begin
        above *stop*.
        """
        for start in _line_starts(page, begin, stop):
            foot = self._notes_from(page, start)
            if foot is not None:
                return foot
        return None

    def _notes_from(self, page: str, start: int) -> _Foot | None:
        note, rest, there = self.note, self._rest, start
        while there < len(page):
            if not rest and note == len(self._notes):
                return None
            wanted = rest or _as_marked(self._notes[note], page[there])
            at, behind = walk(wanted, page, 0, there)
            if at == len(wanted) and page[behind : behind + 1] in ("", "\n"):
                note, rest = note + 1, ""
                there = behind + len(page[behind:]) - len(page[behind:].lstrip())
            elif at and not page[behind:].strip():
                return _Foot(start, note, wanted[at:])
            else:
                return None
        return _Foot(start, note, rest)


def _as_marked(note: str, mark: str) -> str:
    """Return *note* behind its call, or behind a plain figure, as LibreOffice prints it."""
    if is_call(mark) or not is_call(note[:1] or " "):
        return note
    return f"{ord(note[0]) - FIRST_CALL + 1}{note[1:]}"


def _line_starts(page: str, begin: int, stop: int) -> Iterator[int]:
    """Yield where the lines of *page* begin, from the one that *stop* stands in up to *begin*."""
    stop += len(page[stop:]) - len(page[stop:].lstrip("\n"))
    while stop > begin:
        start = max(begin, page.rfind("\n", begin, stop) + 1)
        if start < len(page):
            yield start
        stop = start - 1


def _behind_row(page: str, row: str) -> int:
    """Return the offset behind the heading *row* that *page* begins with; 0 where it does not.

    A repeated row repeats the calls of its notes.
    """
    kept = [at for at, char in enumerate(page[: 2 * len(row) + 9]) if not is_call(char)]
    at, there = walk(row, "".join(page[at] for at in kept))
    if at < len(row):
        return 0
    behind = kept[there - 1] + 1
    while is_call(page[behind : behind + 1] or " "):
        behind += 1
    return behind if page[behind : behind + 1] in ("", "\n") else 0


def _without_beside(page: str, beside: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Take the lines off that *page* begins or ends with; return what is left, and those lines."""
    begin, first = 0, 0
    for line in beside:
        at, there = walk(line, page, 0, begin)
        if at < len(line) or page[there : there + 1] not in ("", "\n"):
            break
        begin, first = there, first + 1
    text, last = page[begin:], len(beside)
    while last > first:
        start = _start_of_last(text, beside[last - 1])
        if start is None:
            break
        text, last = text[:start].rstrip(), last - 1
    return text.lstrip("\n"), (*beside[:first], *beside[last:])


def _start_of_last(text: str, line: str) -> int | None:
    """Return where the last lines of *text* begin, if they say *line* and nothing else."""
    start = len(text)
    while start > 0 and len(text) - start <= 2 * len(line):
        start = text.rfind("\n", 0, max(start - 1, 0)) + 1
        at, there = walk(line, text, 0, start)
        if at == len(line) and not text[there:].strip():
            return start
        if start == 0:
            break
    return None
