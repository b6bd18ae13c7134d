"""The flow of a document out of its pages: repeated heading rows, notes and margins taken off.

Text that was laid out on pages is not the model's text with line ends: a table's heading row stands
on every page, a page's notes stand at its foot, a long note goes on at the foot of the next page,
and page 1 has lines in its margins. What is taken off is told by what is expected there; what
cannot be explained stays in the text, so that a difference is always seen.

A row that goes on on the next page is put together again, its notes by the pages of their calls.

For each page: the text is the next piece of the stream, and what is left of it is the next notes.
Where a page's text differs, its notes are still known by their calls, and the next page's place in
the stream by its first line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from soanthao.notice.document import FIRST_CALL
from soanthao.pdf import broken_rows
from soanthao.pdf.broken_rows import Row, Way
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
    rows: Iterable[Sequence[str]] = (),
) -> Flow:
    """Return the text of *pages* without what layout adds to it.

    Args:
        pages: as :func:`soanthao.pdf.reader.read_pages` gives them.
        stream: what is expected, like all that follows as the method of
            :class:`soanthao.notice.document.Document` of that name gives it.
        notes: expected at the feet of the pages.
        beside: expected on page 1 outside the flow.
        heading_rows: of the expected tables, repeated on each of their pages.
        rows: of the expected tables, cell by cell; a row may go on on the next page.
    """
    found: tuple[str, ...] = ()
    cells = tuple(broken_rows.rows(stream, rows))
    tables = tuple(_tables(stream, heading_rows, cells))
    reading = _Reading("\n".join(stream), notes, tables, cells)
    texts = []
    for number, page in enumerate(pages):
        text = page
        if number == 0:
            text, found = _without_beside(page, beside)
        texts.append(reading.body(text))
    texts.append(reading.held())
    return Flow("\n".join(filter(None, texts)), reading.complete(), found)


class _Table(NamedTuple):
    """A heading row, and where in the stream the rows below it begin and end."""

    row: str
    begin: int
    end: int


def _tables(
    stream: Sequence[str], heading_rows: Iterable[str], rows: Sequence[Row]
) -> Iterator[_Table]:
    heads = list(_heads(stream, heading_rows))
    begins = {begin for _, begin in heads}
    length = sum(len(line) + 1 for line in stream)
    for text, begin in heads:
        end = begin
        for row in rows:
            if row.begin == end and row.end + 1 not in begins:
                end = row.end + 1
        yield _Table(text, begin, length if end == begin else end - 1)


def _heads(stream: Iterable[str], heading_rows: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield the heading rows and where the rows below them begin."""
    wanted = iter(heading_rows)
    row = next(wanted, None)
    at = 0
    for line in stream:
        at += len(line) + 1
        if row is not None and _bare(line) == row:
            yield row, at
            row = next(wanted, None)


def _bare(text: str) -> str:
    return "".join(char for char in text if not is_call(char))


class _Foot(NamedTuple):
    """Notes at the foot of a page: from where, which note comes next, what is left of the last."""

    start: int
    note: int
    rest: str


class _Open(NamedTuple):
    """A row that goes on on the next page: the ways to read it so far, and what its pages say."""

    row: Row
    ways: list[Way]
    said: str


class _Reading:
    """One pass over the pages of a document."""

    def __init__(
        self, stream: str, notes: Sequence[str], tables: Sequence[_Table], rows: Sequence[Row]
    ) -> None:
        self._stream, self._notes, self._tables, self._rows = stream, notes, tables, rows
        self._at = 0
        self._is_lost = False
        self._open: _Open | None = None
        self._order = list(range(len(notes)))
        self._note, self._rest = 0, ""

    def complete(self) -> tuple[str, ...]:
        """Return the notes that are complete."""
        return tuple(self._notes[number] for number in sorted(self._order[: self._note]))

    def held(self) -> str:
        """Return what was held back of a row that does not go on, and give it up."""
        said = "" if self._open is None else self._open.said
        self._is_lost, self._open = self._is_lost or self._open is not None, None
        return said

    def body(self, page: str) -> str:
        """Return the part of the next *page* that belongs to the flow, a row when it is whole."""
        if self._open is None:
            return self._behind(page, self._begin(page))
        for begin in reversed(self._begins(page)):
            found = self._gone_on(page, begin, self._open)
            if found is not None:
                return found
        return f"{self.held()}\n{self.body(page)}"

    def _gone_on(self, page: str, begin: int, opened: _Open) -> str | None:
        """Return what *page* says if it goes on with a broken row; None where it does not."""
        row = opened.row
        found = [each for way in opened.ways for each in broken_rows.ways(page, begin, row, way)]
        whole = [way for way in found if row.is_read(way)]
        if not whole:
            return "" if self._goes_on(page, begin, row, found, opened.said) else None
        best = max(whole, key=lambda way: walk(self._stream, page, row.end, way.stop)[1])
        self._open, self._at = None, row.end
        self._call_first(page[begin : best.stop], row)
        return "\n".join((*filter(None, best.texts), self._behind(page, best.stop)))

    def _goes_on(self, page: str, begin: int, row: Row, found: Iterable[Way], said: str) -> bool:
        """Tell whether *row* takes *page* up to its foot in one of the ways *found*; hold it."""
        order, kept = self._order, []
        for way in found:
            self._call_first(page[begin : way.stop], row)
            foot = None if row.is_read(way) else self._notes_from(page, _line(page, way.stop))
            if foot is not None:
                kept.append((way, foot, self._order))
            self._order = order
        if not kept:
            return False
        _, foot, self._order = kept[0]
        said = f"{said}\n{page[begin : foot.start].strip()}"
        self._open = _Open(row, [way for way, same, _ in kept if same == foot], said)
        self._at, self._note, self._rest = row.begin, foot.note, foot.rest
        return True

    def _call_first(self, text: str, row: Row) -> None:
        """Expect the notes of *row* that *text* calls before those that it does not."""
        mine = {ord(char) - FIRST_CALL for cell in row.cells for char in cell if is_call(char)}
        begun = self._note + bool(self._rest)
        done, pending = self._order[:begun], self._order[begun:]
        called = [ord(char) - FIRST_CALL for char in text if is_call(char)]
        first = [number for number in dict.fromkeys(called) if number in mine & set(pending)]
        above = [number for number in pending if number < min(mine, default=0)]
        self._order = list(dict.fromkeys((*done, *above, *first, *pending)))

    def _opened(self, page: str, begin: int, at: int) -> str | None:
        """Return the text above the row that holds *at*, if *page* ends inside that row."""
        row = next((row for row in self._rows if self._at <= row.begin <= at <= row.end), None)
        if row is None:
            return None
        start = walk(self._stream[: row.begin], page, self._at, begin)[1]
        found = broken_rows.ways(page, start, row, row.unread())
        return page[begin:start].strip() if self._goes_on(page, start, row, found, "") else None

    def _behind(self, page: str, begin: int) -> str:
        """Return what belongs to the flow of *page* from *begin* on."""
        at, there = walk(self._stream, page, self._at, begin)
        foot = self._foot(page, begin, there)
        if foot is None:
            foot = self._foot(page, begin, len(page))
        end = len(page) if foot is None else foot.start
        if page[there:end].strip():
            above = self._opened(page, begin, at)
            if above is not None:
                return above
        if foot is not None:
            self._note, self._rest = foot.note, foot.rest
        if there > end:
            at, there = walk(self._stream, page[:end], self._at, begin)
        self._at, self._is_lost = at, bool(page[there:end].strip())
        return page[begin:end].strip()

    def _begin(self, page: str) -> int:
        """Return where *page* goes on behind a repeated heading row, and find a lost place."""
        begins = self._begins(page)
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

    def _begins(self, page: str) -> list[int]:
        begins = [0]
        for table in self._tables:
            behind = _behind_row(page, table.row)
            if behind and (self._is_lost or table.begin <= self._at < table.end):
                begins.append(behind)
        return begins

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
        note, rest, there = self._note, self._rest, start
        while there < len(page):
            if not rest and note == len(self._notes):
                return None
            wanted = rest or _as_marked(self._notes[self._order[note]], page[there])
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


def _line(page: str, at: int) -> int:
    """Return where the next line with words begins behind *at*."""
    return at + len(page[at:]) - len(page[at:].lstrip())


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
