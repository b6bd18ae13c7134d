"""Which words of a notice stand in a printed paragraph: matching by text alone.

Imports nothing that makes letters: the proof must not believe the one whose work it checks. A
printed order differs from the notice's text only in what a công văn may do: another marker, a
citation before the closing mark, a raised first letter of a piece, a closing full stop (in the
place of ``;``), `` (...) `` between two pieces, and ``.`` for ``./.``, the end of a whole document.
A trích sao may also mark what it leaves out at both ends of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from soanthao.render.known import CALL, SHORTEST, Known, KnownItem, Reading, Span, bridged
from soanthao.standard import wording

_BLANKS: Final = re.compile(r"\s+")
_OMISSION: Final = f" {wording.OMITTED} "
_CLOSING: Final = re.compile(r"(?:\./\.|\.\.\.|[.;:!?…])$")
_NUMBER: Final = re.compile(r"\d+\.")
_OMISSIONS: Final = re.compile(rf"(?={re.escape(_OMISSION)})")
_MOST_OMISSIONS: Final = 8

_Sought = tuple[tuple[str, ...], Reading | None]
"""Words that are looked for together, and the order that they are; None: they may stand there."""


def readings(known: Known, paragraph: str, prefix: str = "") -> tuple[Reading, ...]:
    """Return every way to read a squashed *paragraph* as an order; whole items come first.

    Args:
        known: the notice.
        paragraph: as printed.
        prefix: words that a letter puts before an order on the same line; may be empty.
    """
    found: dict[Reading, None] = {}
    bodies = tuple(_bodies(known, paragraph, prefix))
    for text in (each for body in bodies for each in _unclosed(known, body)):
        for item in known.with_text(text):
            found[Reading(item.id)] = None
    for body in bodies:
        for item in known.items:
            for parts in _parts(item, body):
                found[Reading(item.id, parts)] = None
    return tuple(found)


def inside(known: Known, text: str, own: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return the orders whose words stand somewhere in *text*, the longest first.

    A match inside a longer one is no second find; a part that lies in a whole item is none
    either. Blanks do not count: a line may end anywhere.

    Args:
        known: the notice.
        text: as printed, in one paragraph or many.
        own: what may stand in it.
    """
    haystack = _words(known, text).casefold()
    found: list[Reading] = []
    allowed = frozenset(_allowed(known, own))
    sought = (*(((words,), None) for words in sorted(allowed)), *_strange(known, allowed))
    for words, reading in sorted(sought, key=lambda each: -max(map(len, each[0]))):
        if all(word in haystack for word in words):
            for word in words:
                haystack = haystack.replace(word, "\0")
            if reading is not None:
                found.append(reading)
    return tuple(found)


def holds_pieces(known: Known, item: KnownItem, part: int | None, text: str) -> bool:
    """Tell whether the words of an item or of its part stand somewhere in *text*."""
    haystack = _words(known, text).casefold()
    spans = item.parts[part] if part is not None else item.whole
    return all(piece in haystack for piece in _pieces_of(known, item, spans))


def _bodies(known: Known, paragraph: str, prefix: str) -> Iterator[str]:
    """Yield what may be an order's own text in *paragraph*, each once."""
    starts = [paragraph]
    first, _, rest = paragraph.partition(" ")
    if rest and _NUMBER.fullmatch(first):
        starts.append(rest)
    starts += [
        paragraph.removeprefix(f"{marker} ")
        for marker in sorted(known.markers)
        if paragraph.startswith(f"{marker} ")
    ]
    if prefix and paragraph.startswith(f"{prefix} "):
        starts.append(paragraph.removeprefix(f"{prefix} "))
    bodies: dict[str, None] = {}
    for bare in (each for start in starts for each in _unmarked(known, start)):
        for body in (bare, *_uncited(known, bare)):
            bodies[body] = None
            if body.endswith("."):
                bodies[f"{body}/."] = None
    yield from bodies


def _unclosed(known: Known, body: str) -> Iterator[str]:
    """Yield *body*, and how a whole item may end that a công văn closes with a full stop."""
    yield body
    if body.endswith(".") and not known.extracts:
        yield from (body[:-1] + mark for mark in ("", ";", ","))


def _unmarked(known: Known, body: str) -> Iterator[str]:
    """Yield *body*, and what is left of it without the omissions that an extract marks."""
    yield body
    if known.extracts:
        headless = body.removeprefix(_OMISSION.lstrip())
        yield from (headless, body.removesuffix(_OMISSION.rstrip()))
        yield headless.removesuffix(_OMISSION.rstrip())


def _uncited(known: Known, body: str) -> Iterator[str]:
    closing = _CLOSING.search(body)
    mark = closing.group() if closing else ""
    head = body.removesuffix(mark)
    for citation in known.citations:
        if head.endswith(citation):
            yield head.removesuffix(citation) + mark
            if mark and head.endswith(f"v.v.{citation}"):
                yield head.removesuffix(citation)


def _parts(item: KnownItem, body: str) -> Iterator[frozenset[int]]:
    """Yield the parts of *item* that together are exactly *body*, for each way to cut it."""
    # Cheap and mostly decisive: the first piece, its raised letter left out, is the item's own.
    first = body.partition(_OMISSION)[0][1:].rstrip(".;,:")
    if not item.parts or first not in item.text:
        return
    bare = body.removesuffix(".")
    for candidate in dict.fromkeys((body, bare, *(bare + mark for mark in ";,:"))):
        for split in _pieces(candidate):
            for covered in _covered(item.text, split):
                within = frozenset(
                    index
                    for index, spans in enumerate(item.parts)
                    if all(any(a <= s and e <= b for a, b in covered) for s, e in spans)
                )
                if within and item.covered_by(within) == covered:
                    yield within


def _pieces(body: str) -> Iterator[tuple[str, ...]]:
    """Yield every way to cut *body* into pieces; `` (...) `` may also be the text's own."""
    marks = [match.start() for match in _OMISSIONS.finditer(body)][:_MOST_OMISSIONS]
    for chosen in product((True, False), repeat=len(marks)):
        cuts = [mark for mark, is_cut in zip(marks, chosen, strict=True) if is_cut]
        starts = [0, *(cut + len(_OMISSION) for cut in cuts)]
        ends = [*cuts, len(body)]
        if all(start < end for start, end in zip(starts, ends, strict=True)):
            yield tuple(body[start:end] for start, end in zip(starts, ends, strict=True))


def _covered(text: str, pieces: tuple[str, ...]) -> Iterator[tuple[Span, ...]]:
    """Yield where *pieces* stand in the order of *text*, each once, the first raised or not."""
    first, *others = pieces
    behind = [span for span in (_only(text, piece) for piece in others) if span is not None]
    if len(behind) < len(others):
        return
    for start in dict.fromkeys((first, first[:1].lower() + first[1:])):
        span = _only(text, start)
        spans = [span, *behind] if span is not None else []
        if spans and spans == sorted(spans):
            yield bridged(text, spans)


def _only(text: str, piece: str) -> Span | None:
    start = text.find(piece)
    if not piece or start < 0 or text.find(piece, start + 1) >= 0:
        return None
    return start, start + len(piece)


def _allowed(known: Known, own: Iterable[Reading]) -> Iterator[str]:
    """Yield the words of *own*, alone and joined as one paragraph joins them."""
    for item, parts in ((known.item(each.item), each.parts) for each in own):
        spans = {*item.covered_by(parts), *(span for part in parts for span in item.parts[part])}
        yield from _pieces_of(known, item, spans or item.whole)


def _strange(known: Known, allowed: frozenset[str]) -> Iterator[_Sought]:
    """Yield every item, then every part, in the words that the *allowed* ones do not hold."""
    whole = ((item, item.whole, Reading(item.id)) for item in known.items)
    parts = (
        (item, spans, Reading(item.id, frozenset((index,))))
        for item in known.items
        for index, spans in enumerate(item.parts)
    )
    for item, spans, reading in (*whole, *parts):
        pieces = _pieces_of(known, item, spans)
        words = tuple(word for word in pieces if not any(word in held for held in allowed))
        if words and max(map(len, words)) >= SHORTEST:
            yield words, reading


def _pieces_of(known: Known, item: KnownItem, spans: Iterable[Span]) -> tuple[str, ...]:
    words = (_words(known, item.text[start:stop]).casefold() for start, stop in spans)
    return tuple(filter(None, words))


def _words(known: Known, text: str) -> str:
    """Return *text* without blanks, calls of notes and what a letter may add to an order."""
    dense = _BLANKS.sub("", CALL.sub("", text))
    for citation in known.citations:
        dense = dense.replace(_BLANKS.sub("", citation), "")
    return dense.replace("./.", ".")
