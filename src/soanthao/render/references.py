"""What a letter refers to instead of saying it: general orders, and those who are only told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from soanthao.render.expectation import Expectation, Flaw
from soanthao.render.known import Known

_NUMBER: Final = re.compile(r"[\w.]+")
_TOLD: Final = re.compile(r"- (?P<name>.+) \(để biết\)[;.]")


def unnamed(known: Known, expected: Expectation, file: str, found: Sequence[str]) -> Iterator[Flaw]:
    """Yield general orders that the file does not refer to, and names that it does not tell."""
    named = _named(known, expected.general, found)
    for citations in expected.references:
        if not named & set(citations):
            yield Flaw(file, f"thiếu dẫn chiếu nhiệm vụ chung “{citations[0]}”", unit=expected.unit)
    told = {match["name"] for match in map(_TOLD.fullmatch, found) if match}
    for who in sorted(expected.told - told):
        yield Flaw(file, f"thiếu “{who} (để biết)” ở nơi nhận", unit=expected.unit)


def _named(known: Known, general: str, found: Iterable[str]) -> frozenset[str]:
    """Return the citations in the general sentence: ``mục 1``, ``mục 2``, ``điểm a mục 3``."""
    sentences = (each for each in found if each.startswith(general))
    sentence = next(sentences, "")
    where = sentence.removeprefix(general).removesuffix(f" {known.short_name}.")
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
