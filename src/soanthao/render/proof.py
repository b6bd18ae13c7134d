"""The proof (chứng minh): the files are read back, and every order is found where it belongs.

Two questions to each file, asked of its own text alone:

1. Is the text the model's, word for word and in order, with its notes and what stands beside it?
   What differs is *altered*.
2. Which orders stand in it? They are found by their words (:mod:`soanthao.render.recognise`),
   and the found set must be what the assignment gives to the letter's units: what is not found is
   *missing*, what is found and not given is *extra*. The same is asked of the notes.

The expectation comes from the assignment, never from the letter that was made of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from soanthao.render.alignment import Line, Read, align, lines
from soanthao.render.expectation import Expectation, Flaw, Key, Proof, name
from soanthao.render.known import CALL, Known, Reading, squash, uncalled
from soanthao.render.notes import Notes, read_notes
from soanthao.render.recognise import holds_pieces, inside, readings
from soanthao.render.references import unnamed

__all__ = [
    "Expectation",
    "Flaw",
    "Key",
    "Proof",
    "cut",
    "name",
    "prove",
    "prove_aside",
    "prove_running",
]


def prove(
    known: Known,
    expected: Expectation,
    file: str,
    paragraphs: Sequence[str],
    notes: Sequence[str] = (),
) -> Proof:
    """Return what is wrong with the *paragraphs* and the *notes* read back from *file*.

    Args:
        known: what can be recognised.
        expected: what the file must say.
        file: its name, for the flaws.
        paragraphs: its text; calls of notes as :func:`soanthao.notice.document.call` has them.
        notes: its notes, each behind its call and a blank.
    """
    found = [squash(paragraph) for paragraph in paragraphs]
    found = [paragraph for paragraph in found if uncalled(paragraph)]
    search = _Search(known, expected, file, read_notes(known, expected, file, notes))
    search.read(found)
    search.notes.against_model(notes, CALL.findall("".join(found)))
    words = [uncalled(paragraph) for paragraph in found]
    proof = Proof(
        missing=(*search.missing(words), *unnamed(known, expected, file, words)),
        extra=tuple(search.extra),
        altered=tuple(_differences(expected, file, found)),
    )
    return proof + search.notes.proof()


def prove_aside(expected: Expectation, file: str, title: str, texts: Sequence[str]) -> Proof:
    """Return what is wrong beside the text: another title, words or files nobody expects.

    Args:
        expected: what must stand beside the text, exactly.
        file: its name, for the flaws.
        title: what its properties call it.
        texts: all that stands outside the flow: first ô 14 and ô 13.
    """
    altered: tuple[Flaw, ...] = ()
    if squash(title) != squash(expected.title):
        altered = (Flaw(file, f"tên tài liệu trong thuộc tính là “{title}”", unit=expected.unit),)
    got, wanted = [squash(text) for text in texts], [squash(text) for text in expected.beside]
    lacking, surplus = Counter(wanted) - Counter(got), Counter(got) - Counter(wanted)
    if not lacking and not surplus and got != wanted:
        detail = f"chữ ngoài thân văn bản sai thứ tự: “{got[0][:80]}”"
        altered += (Flaw(file, detail, unit=expected.unit),)
    missing = tuple(
        Flaw(file, f"thiếu chữ ngoài thân văn bản: “{text[:80]}”", unit=expected.unit)
        for text in lacking.elements()
    )
    extra = tuple(
        Flaw(file, f"chữ ngoài thân văn bản: “{text[:80]}”", unit=expected.unit)
        for text in surplus.elements()
    )
    return Proof(missing, extra, altered)


def prove_running(
    known: Known, expected: Expectation, file: str, text: str, notes: Sequence[str] = ()
) -> Proof:
    """Return what is wrong with a *text* without paragraphs that differs from the model's.

    Which words stand where they should cannot be told without paragraphs, so an order counts as
    found wherever its words stand, a note wherever it is; that the text differs is *altered* in
    any case.
    """
    stream = " ".join(squash(paragraph) for paragraph in expected.stream)
    squashed = squash(text)
    read = read_notes(known, expected, file, notes)
    search = _Search(known, expected, file, read)
    search.strangers(uncalled(text))
    read.count(search.lines, search.free_notes())
    read.among(text, search.lines, search.free_notes())
    difference = f"phải là “{_around(stream, squashed)}”, đọc thấy “{_around(squashed, stream)}”"
    proof = Proof(
        missing=tuple(flaw for flaw in search.missing([uncalled(text)]) if not flaw.stands),
        extra=tuple(search.extra),
        altered=(Flaw(file, difference, unit=expected.unit),),
    )
    return proof + read.proof()


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
    notes: Notes
    lines: tuple[Line, ...] = field(init=False)
    lead_ins: frozenset[str] = field(init=False)
    found: set[Line] = field(default_factory=set)
    extra: list[Flaw] = field(default_factory=list)

    def __post_init__(self) -> None:
        pairs = self.expected.pairs
        self.lines = tuple(lines(self.known, self.expected))
        self.lead_ins = frozenset().union(*(self.known.item(pair.item).above for pair in pairs))

    def read(self, paragraphs: Iterable[str]) -> None:
        """Read every paragraph: an order, a frame or lead-in (both free), or too much."""
        content = tuple(self._reads(paragraphs))
        for read, line in zip(content, align(content, self.lines), strict=True):
            if line is not None:
                self.found.add(line)
                self.notes.compare(line, line.notes, read.called)
            elif read.free:
                if read.called not in read.free:
                    self.notes.compare(None, read.free[0], read.called)
            elif read.ways:
                self._add(self._keys(read.ways[:1]), "thừa, lặp lại hoặc sai thứ tự")
            elif not self.strangers(read.text):
                detail = f"đoạn không có trong kết luận: “{read.text[:80]}”"
                self.extra.append(Flaw(self.file, detail, unit=self.expected.unit))

    def _reads(self, paragraphs: Iterable[str]) -> Iterator[Read]:
        noted: dict[str, list[tuple[str, ...]]] = {}
        for text, notes in self.expected.noted:
            noted.setdefault(uncalled(text), []).append(notes)
        fixed = {uncalled(text) for text in self.expected.fixed}
        for paragraph in paragraphs:
            text = uncalled(paragraph)
            ways = readings(self.known, text, self.expected.prefix)
            free = [
                item.notes_of((item.introduction,))
                for item, parts in ((self.known.item(way.item), way.parts) for way in ways)
                if item.id in self.lead_ins and item.introduces(parts)
            ]
            if text in fixed:
                free += noted.get(text, [()])
            yield Read(text, self.notes.called(paragraph), ways, tuple(free))

    def free_notes(self) -> Iterator[str]:
        """Yield the notes of all that may stand in the file beside its orders."""
        for _, notes in self.expected.noted:
            yield from notes
        for item in map(self.known.item, self.lead_ins):
            yield from item.notes_of((item.introduction,))

    def strangers(self, text: str) -> bool:
        """Note the orders of others that stand somewhere in *text*; tell whether there are any."""
        own = [Reading(line.item.id, line.indices) for line in self.lines if line.indices]
        whole = {line.item.id for line in self.lines if None in line.parts}
        for item in map(self.known.item, sorted(self.lead_ins)):
            if item.introduction is None:
                whole.add(item.id)
            else:
                own.append(Reading(item.id, frozenset((item.introduction,))))
        own += [Reading(item) for item in sorted(whole)]
        strange = [each for each in inside(self.known, text, own) if each.item not in whole]
        self._add(self._keys(strange), "lẫn trong văn bản")
        return bool(strange)

    def _keys(self, found: Iterable[Reading]) -> Iterator[Key]:
        for way in found:
            yield from ((way.item, part) for part in self.known.item(way.item).keys(way.parts))

    def _add(self, keys: Iterable[Key], why: str) -> None:
        for id_, part in keys:
            item = self.known.item(id_).named
            detail = f"nội dung {name(item, part)} {why}" if item else f"hàng của bảng {why}"
            self.extra.append(Flaw(self.file, detail, item, part, self.expected.unit))

    def missing(self, paragraphs: Sequence[str]) -> Iterator[Flaw]:
        """Yield the wanted orders that were not found, and say where they only changed."""
        whole_text = " ".join(paragraphs)
        for line in self.lines:
            if line in self.found:
                continue
            for part in line.parts:
                if part is not None and part == line.item.introduction:
                    continue
                stands = holds_pieces(self.known, line.item, part, whole_text)
                why = "không đứng đúng đoạn của mình" if stands else "không có trong tệp"
                item = line.item.named
                what = f"nội dung {name(item, part)}" if item else "hàng của bảng"
                yield Flaw(self.file, f"{what} {why}", item, part, self.expected.unit, stands)


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
