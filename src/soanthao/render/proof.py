"""The proof (chứng minh): the files are read back, and every order is found where it belongs.

Two questions to each file, asked of its own text alone:

1. Is the text the model's, word for word and in order? What differs is *altered*.
2. Which orders stand in it? They are found by their words (:mod:`soanthao.render.recognise`),
   and the found set must be what the assignment gives to the unit: what is not found is
   *missing*, what is found and not given is *extra*.

The expectation comes from the assignment, never from the letter that was made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from soanthao.notice.assignment import Pair, Role
from soanthao.render.recognise import (
    Known,
    KnownItem,
    Reading,
    holds_pieces,
    inside,
    readings,
    squash,
)

_GENERAL: Final = "Các nhiệm vụ giao chung thực hiện theo "
_NUMBER: Final = re.compile(r"[\w.]+")
_TOLD: Final = re.compile(r"- (?P<name>.+) \(để biết\)[;.]")
_BLOCKS: Final = {Role.TO: 0, Role.WITH: 1, Role.GUIDED: 1, Role.COPY: 2}

Key = tuple[str, int | None]
"""An order: id of the item, index of the part or None."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with one file.

    Attributes:
        file: path of the file relative to the output folder.
        item, part, unit: the order concerned, where it is one.
        detail: Vietnamese, for the screen.
        stands: the words of a missing order do stand in the file, but not where they should.
    """

    file: str
    detail: str
    item: str = ""
    part: int | None = None
    unit: str = ""
    stands: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What the proof found; no flaws means that everything is where it belongs."""

    missing: tuple[Flaw, ...] = ()
    extra: tuple[Flaw, ...] = ()
    altered: tuple[Flaw, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether there is no flaw."""
        return not (self.missing or self.extra or self.altered)

    def __add__(self, other: Proof) -> Proof:
        return Proof(
            self.missing + other.missing,
            self.extra + other.extra,
            self.altered + other.altered,
        )


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one document must say.

    Attributes:
        unit: id of the addressee; empty for the notice.
        stream: the model's text, paragraph by paragraph.
        fixed: the paragraphs that are frames.
        prefix: words that may stand before an order on its line.
        pairs: the orders that must stand in it word for word.
        references: citations that its general sentence must name, one tuple for each general
            order: the order's own and those of the items around it; any of them will do.
        told: names that nơi nhận must mark as "để biết".
        title: what the files' properties call the document.
    """

    unit: str
    stream: tuple[str, ...]
    fixed: frozenset[str]
    prefix: str = ""
    pairs: tuple[Pair, ...] = ()
    references: tuple[tuple[str, ...], ...] = ()
    told: frozenset[str] = frozenset()
    title: str = ""


def prove(known: Known, expected: Expectation, file: str, paragraphs: Sequence[str]) -> Proof:
    """Return what is wrong with the *paragraphs* read back from *file*."""
    found = [squash(paragraph) for paragraph in paragraphs]
    found = [paragraph for paragraph in found if paragraph]
    search = _Search(known, expected, file)
    search.read(found)
    return Proof(
        missing=(*search.missing(found), *_unnamed(known, expected, file, found)),
        extra=tuple(search.extra),
        altered=tuple(_differences(expected, file, found)),
    )


def prove_aside(expected: Expectation, file: str, title: str, texts: Sequence[str]) -> Proof:
    """Return what is wrong beside the text: another title, words or files nobody expects."""
    altered: tuple[Flaw, ...] = ()
    if squash(title) != squash(expected.title):
        altered = (Flaw(file, f"tên tài liệu trong thuộc tính là “{title}”", unit=expected.unit),)
    extra = tuple(
        Flaw(file, f"chữ ngoài thân văn bản: “{squash(text)[:80]}”", unit=expected.unit)
        for text in texts
    )
    return Proof(extra=extra, altered=altered)


def prove_running(known: Known, expected: Expectation, file: str, text: str) -> Proof:
    """Return what is wrong with a *text* without paragraphs that differs from the model's.

    Which words stand where they should cannot be told without paragraphs, so an order counts as
    found wherever its words stand; that the text differs is *altered* in any case.
    """
    stream = " ".join(squash(paragraph) for paragraph in expected.stream)
    squashed = squash(text)
    search = _Search(known, expected, file)
    search.strangers(squashed)
    difference = f"phải là “{_around(stream, squashed)}”, đọc thấy “{_around(squashed, stream)}”"
    return Proof(
        missing=tuple(flaw for flaw in search.missing([squashed]) if not flaw.stands),
        extra=tuple(search.extra),
        altered=(Flaw(file, difference, unit=expected.unit),),
    )


def cut(text: str, stream: Sequence[str]) -> tuple[str, ...]:
    """Cut a text without paragraph marks at the ends of the paragraphs of *stream*.

    The characters are those of *text*; only where a line ended inside a word of *stream* the
    line end is left out. Meant for texts that were found equal to *stream* up to line ends.
    """
    letters = iter(char for char in text if not char.isspace())
    return tuple(
        "".join(" " if char.isspace() else next(letters, "") for char in paragraph)
        for paragraph in stream
    )


@dataclass(slots=True)
class _Search:
    """The orders found in one file, in the order in which they stand."""

    known: Known
    expected: Expectation
    file: str
    lines: tuple[_Line, ...] = field(init=False)
    lead_ins: frozenset[str] = field(init=False)
    found: set[_Line] = field(default_factory=set)
    extra: list[Flaw] = field(default_factory=list)

    def __post_init__(self) -> None:
        pairs = self.expected.pairs
        self.lines = tuple(_lines(self.known, pairs))
        self.lead_ins = frozenset().union(*(self.known.item(pair.item).above for pair in pairs))

    def read(self, paragraphs: Iterable[str]) -> None:
        """Read every paragraph: an order, a frame or lead-in (both free), or too much."""
        fixed = {squash(text) for text in self.expected.fixed}
        content = tuple(paragraphs)
        ways = [readings(self.known, each, self.expected.prefix) for each in content]
        free = [
            paragraph in fixed or self._introduces(read)
            for paragraph, read in zip(content, ways, strict=True)
        ]
        aligned = self._aligned(ways, free)
        for paragraph, read, is_free, line in zip(content, ways, free, aligned, strict=True):
            if line is not None:
                self.found.add(line)
            elif is_free:
                continue
            elif read:
                self._add(_keys(read[0]), "thừa, lặp lại hoặc sai thứ tự")
            elif not self.strangers(paragraph):
                detail = f"đoạn không có trong kết luận: “{paragraph[:80]}”"
                self.extra.append(Flaw(self.file, detail, unit=self.expected.unit))

    def _aligned(
        self, ways: Sequence[Sequence[Reading]], free: Sequence[bool]
    ) -> Iterator[_Line | None]:
        """Yield for each paragraph the expected line that it is, or None.

        Of all ways to lay the paragraphs beside the lines in order, the one with the least that
        is missing or too much; so equal texts cannot stand in for each other wrongly.
        """
        costs = [[0] * (len(self.lines) + 1) for _ in range(len(ways) + 1)]
        for at in range(len(ways), -1, -1):
            for line in range(len(self.lines), -1, -1):
                costs[at][line] = min(self._costs(ways, free, costs, at, line), default=0)
        line = 0
        for at, read in enumerate(ways):
            while line < len(self.lines) and costs[at][line] == 1 + costs[at][line + 1]:
                line += 1
            if self._is(read, line) and costs[at][line] == costs[at + 1][line + 1]:
                yield self.lines[line]
                line += 1
            else:
                yield None

    def _costs(
        self,
        ways: Sequence[Sequence[Reading]],
        free: Sequence[bool],
        costs: Sequence[Sequence[int]],
        at: int,
        line: int,
    ) -> Iterator[int]:
        if line < len(self.lines):
            yield 1 + costs[at][line + 1]
        if at < len(ways):
            yield (0 if free[at] else 1) + costs[at + 1][line]
            if self._is(ways[at], line):
                yield costs[at + 1][line + 1]

    def _is(self, ways: Sequence[Reading], line: int) -> bool:
        return line < len(self.lines) and any(self.lines[line].reads(way) for way in ways)

    def _introduces(self, ways: Sequence[Reading]) -> bool:
        return any(not way.parts and way.item in self.lead_ins for way in ways)

    def strangers(self, text: str) -> bool:
        """Note the orders of others that stand somewhere in *text*; tell whether there are any."""
        own = [Reading(line.item.id, line.indices) for line in self.lines if line.indices]
        whole = {line.item.id for line in self.lines if None in line.parts} | self.lead_ins
        own += [Reading(item) for item in sorted(whole)]
        strange = [each for each in inside(self.known, text, own) if each.item not in whole]
        keys = [key for reading in strange for key in _keys(reading)]
        self._add(keys, "lẫn trong văn bản")
        return bool(keys)

    def _add(self, keys: Iterable[Key], why: str) -> None:
        for item, part in keys:
            detail = f"nội dung {name(item, part)} {why}"
            self.extra.append(Flaw(self.file, detail, item, part, self.expected.unit))

    def missing(self, paragraphs: Sequence[str]) -> Iterator[Flaw]:
        """Yield the wanted orders that were not found, and say where they only changed."""
        whole_text = " ".join(paragraphs)
        for line in self.lines:
            if line in self.found:
                continue
            for part in line.parts:
                stands = holds_pieces(self.known, line.item, part, whole_text)
                why = "không đứng đúng đoạn của mình" if stands else "không có trong tệp"
                detail = f"nội dung {name(line.item.id, part)} {why}"
                yield Flaw(self.file, detail, line.item.id, part, self.expected.unit, stands)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that a document must hold: an item whole, or all parts of it in one block.

    Attributes:
        parts: None for the whole item, and the indices that are pairs.
    """

    block: int
    item: KnownItem
    parts: tuple[int | None, ...]

    @property
    def indices(self) -> frozenset[int]:
        """The parts that are pairs, without the whole."""
        return frozenset(part for part in self.parts if part is not None)

    def reads(self, way: Reading) -> bool:
        """Tell whether *way* reads exactly the words of this line."""
        if way.item != self.item.id or (None in self.parts) != (not way.parts):
            return False
        return None in self.parts or (
            way.parts >= self.indices
            and self.item.covered_by(self.indices) == self.item.covered_by(way.parts)
        )


def _lines(known: Known, pairs: Iterable[Pair]) -> Iterator[_Line]:
    """Yield the lines that carry *pairs*, in the order in which a letter prints them."""
    grouped: dict[tuple[int, int, str], list[int | None]] = {}
    for pair in pairs:
        item = known.item(pair.item)
        grouped.setdefault((_BLOCKS[pair.role], item.order, item.id), []).append(pair.part)
    for block, order, id_ in sorted(grouped):
        yield _Line(block, known.item(id_), tuple(grouped[block, order, id_]))


def name(item: str, part: int | None) -> str:
    """Return how an order is called on the screen: ``7.3``, ``7.3 (phần 2)``."""
    return item if part is None else f"{item} (phần {part + 1})"


def _keys(reading: Reading) -> list[Key]:
    if not reading.parts:
        return [(reading.item, None)]
    return [(reading.item, part) for part in sorted(reading.parts)]


def _differences(expected: Expectation, file: str, found: Sequence[str]) -> Iterator[Flaw]:
    stream = [squash(paragraph) for paragraph in expected.stream]
    if list(found) == stream:
        return
    for index in range(max(len(stream), len(found))):
        wanted = stream[index] if index < len(stream) else ""
        got = found[index] if index < len(found) else ""
        if wanted != got:
            right, read = _around(wanted, got), _around(got, wanted)
            yield Flaw(file, f"đoạn {index + 1}: phải là “{right}”, đọc thấy “{read}”")
            return


def _around(text: str, other: str) -> str:
    """Return the words of *text* around the first place where it leaves *other*."""
    at = next(
        (index for index, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]),
        min(len(text), len(other)),
    )
    start = max(at - 30, 0)
    return ("…" if start else "") + text[start : at + 40] + ("…" if at + 40 < len(text) else "")


def _unnamed(
    known: Known, expected: Expectation, file: str, found: Sequence[str]
) -> Iterator[Flaw]:
    """Yield general orders that the file does not refer to, and names that it does not tell."""
    named = _named(known, found)
    for citations in expected.references:
        if not named & set(citations):
            yield Flaw(file, f"thiếu dẫn chiếu nhiệm vụ chung “{citations[0]}”", unit=expected.unit)
    told = {match["name"] for match in map(_TOLD.fullmatch, found) if match}
    for who in sorted(expected.told - told):
        yield Flaw(file, f"thiếu “{who} (để biết)” ở nơi nhận", unit=expected.unit)


def _named(known: Known, found: Iterable[str]) -> frozenset[str]:
    """Return the citations in the general sentence: ``mục 1``, ``mục 2``, ``điểm a mục 3``."""
    sentences = (each for each in found if each.startswith(_GENERAL))
    sentence = next(sentences, "")
    where = sentence.removeprefix(_GENERAL).removesuffix(f" {known.short_name}.")
    return frozenset(_citations(where.removesuffix(" của")))


def _citations(where: str) -> Iterator[str]:
    counting = False
    for words in re.split(r", | và ", where):
        listed = words.removeprefix("các ")
        counting = listed.startswith("mục ") or (counting and bool(_NUMBER.fullmatch(words)))
        if counting:
            yield f"mục {listed.removeprefix('mục ')}"
        else:
            yield words.rpartition(" tại ")[2]
