"""What a letter refers to instead of saying it: general orders, and those who are only told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from soanthao.render.expectation import GIVEN_TO, Expectation, Flaw
from soanthao.render.known import Known, squash
from soanthao.standard import wording

_NUMBERS: Final = r"[^\W_][\w.]*(?:, (?!các |mục |điểm )[^\W_][\w.]*)+"
_COUNTED: Final = re.compile(
    rf"các (?P<kind>mục|điểm) (?P<numbers>{_NUMBERS})"
    rf"(?P<where>(?: mục [\w.]+)?(?: {wording.ANNEX}(?: \w+)?)?)(?=$|, | và )"
)
"""Citations that differ in their own number alone: ``các điểm b, c mục 1``."""
_TOLD: Final = re.compile(r"- (?P<name>.+) \(để biết\)[;.]")


def unnamed(known: Known, expected: Expectation, file: str, found: Sequence[str]) -> Iterator[Flaw]:
    """Yield orders that the file does not refer to, and names that it does not tell."""
    named = _named(known, expected.general, found)
    cited = frozenset(_citations(named))
    for citations in expected.references:
        if not cited & set(citations) and not any(_gives(named, each) for each in citations):
            yield Flaw(file, f"thiếu dẫn chiếu nhiệm vụ chung “{citations[0]}”", unit=expected.unit)
    told = {match["name"] for match in map(_TOLD.fullmatch, found) if match}
    for who in sorted(expected.told - told):
        yield Flaw(file, f"thiếu “{who} (để biết)” ở nơi nhận", unit=expected.unit)


def _named(known: Known, general: tuple[str, str], found: Iterable[str]) -> str:
    """Return what the general sentence names: ``các mục 1, 2 và điểm a mục 3``."""
    before, after = map(squash, general)
    sentences = (each for each in found if each.startswith(before) and each.endswith(after))
    where = next(sentences, "").removeprefix(before).removesuffix(after).strip()
    return where.removesuffix(f" {known.short_name}").removesuffix(" của")


def _gives(named: str, words: str) -> bool:
    """Tell whether *named* lists the orders of a group without saying where they stand."""
    if not words.startswith(GIVEN_TO):
        return False
    return bool(re.search(rf"(?:^|, | và ){re.escape(squash(words))}(?:$|, | và )", named))


def _citations(where: str) -> Iterator[str]:
    for words in re.split(r", | và ", _COUNTED.sub(_each, where)):
        yield words.rpartition(" tại ")[2]


def _each(counted: re.Match[str]) -> str:
    numbers = counted["numbers"].split(", ")
    return ", ".join(f"{counted['kind']} {number}{counted['where']}" for number in numbers)
