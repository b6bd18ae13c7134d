"""What is certain enough to be mended without asking, and how: remark → repair.

Nothing here decides what is wrong: only what a rule has found, and the office lets stand, is
mended, to the nearest value that the decree allows. A word is never changed: letters and digits
stay, but for the zero before a day, a month, a number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from soanthao.lint.footing import CONTINUES
from soanthao.lint.heading import LAWFUL_NUMBER
from soanthao.lint.piece import Piece
from soanthao.lint.printed import Printed
from soanthao.lint.reading import Reading
from soanthao.lint.repairs_looks import looks, pages
from soanthao.lint.review import Judged
from soanthao.word.repair_model import Repair, Words

_REPLACED: Final = frozenset({"C409", "T158"})
_EXPECTED: Final = frozenset({"T118", "T148", "T962", "T964", "T968"})
_PADDED: Final = frozenset({"T148", "T158"})
"""Rules that ask for a zero in front."""
_ENTRY_END: Final = ')”"’'


def repairs(reading: Reading, seen: Iterable[Judged]) -> tuple[Repair, ...]:
    """Return the repairs of what was *seen* in a Word file that are certain."""
    printed = reading.printed
    if printed is None:
        return ()
    every = tuple(seen)
    codes = {each.rule.code for each in every}
    words = [each for judged in every for each in _words(reading, printed, judged)]
    return (*_apart(words), *looks(printed, codes), *pages(printed, codes))


def _words(reading: Reading, printed: Printed, seen: Judged) -> Iterator[Words]:
    remark, spot = seen.remark, seen.remark.spot
    if spot is None or spot.end <= spot.start:
        return
    code, piece = remark.code, printed.pieces[spot.passage]
    passage = reading.passages[spot.passage]
    old = passage.text[spot.start : spot.end]
    new = None
    if code in _REPLACED:
        new = remark.replacement
    elif code in _EXPECTED and remark.expected and remark.found == old:
        new = remark.expected
    if new is None or new == old or not _is_same(old, new, code) or not _is_sure(code, new):
        return
    if code == "T962" and _goes_on(printed, spot.passage, piece):
        return
    begin = piece.start + passage.lead
    yield Words(piece.place.paragraph, begin + spot.start, begin + spot.end, new)


def _is_same(old: str, new: str, code: str) -> bool:
    """Tell whether *new* has the very letters and digits of *old*, leading zeros aside."""
    one, two = (re.sub(r"[\W_]", "", each) for each in (old, new))
    if code in _PADDED:
        one, two = (re.sub(r"(?<!\d)0+(?=\d)", "", each) for each in (old, new))
        one, two = (re.sub(r"[\W_]", "", each) for each in (one, two))
    return one == two


def _is_sure(code: str, new: str) -> bool:
    if code == "T148":
        return LAWFUL_NUMBER.fullmatch(new) is not None and any(map(str.isdigit, new))
    if code == "T962":
        last = new[:-1].rstrip()[-1:]
        return last.isalnum() or (last != "" and last in _ENTRY_END)
    return True


def _goes_on(printed: Printed, at: int, piece: Piece) -> bool:
    """Tell whether the next line goes on with this entry of nơi nhận."""
    below: Collection[Piece] = printed.pieces[at + 1 : at + 2]
    return any(
        each.component == "recipients"
        and each.text[:1] not in CONTINUES[0]
        and piece.text[-1:] not in CONTINUES[1]
        for each in below
    )


def _apart(words: Iterable[Words]) -> Iterator[Words]:
    """Yield those that do not lie over each other."""
    ends: dict[int, int] = {}
    for each in sorted(words, key=lambda each: (each.paragraph, each.start, each.end)):
        if each.start >= ends.get(each.paragraph, 0):
            ends[each.paragraph] = each.end
            yield each
