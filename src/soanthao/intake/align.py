"""Which line of a corrected notice is which line of the old one (đối chiếu).

Equal lines first, in their order; then equal lines that moved; then lines whose words are alike,
whole, split or joined. What is not certain stays apart: an order never lands on another line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final, Literal

Kind = Literal["same", "reworded", "split", "joined", "new"]

_LIKE: Final = 0.5
"""Share of common words from which on two lines between the same neighbours are one."""
_LIKE_ELSEWHERE: Final = 0.75
"""The same for lines that stand elsewhere."""
_WITHIN: Final = 0.7
"""Share of a piece's words that the whole must hold."""
_BETTER: Final = 0.05
_MOST_PIECES: Final = 3
_LEAST: Final = 3
"""Words below which a line that is left is not looked for in others."""
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")

_Found = tuple[float, tuple[int, ...], tuple[int, ...]]
"""How alike old lines and new lines are."""


@dataclass(frozen=True, slots=True)
class Match:
    """Lines that are one another.

    Attributes:
        old, new: indices; one old and several new are a split, several old and one new a join.
        moved: whether it stands in another order now.
    """

    kind: Kind
    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """All matches, by their first new line, and what is left.

    Attributes:
        deleted: old lines that no new line is.
        unsure: pairs (old, new) that are alike and were not taken, or could be others.
    """

    matches: tuple[Match, ...]
    deleted: tuple[int, ...]
    unsure: tuple[tuple[int, int], ...] = ()


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Return what became of the lines *old* in *new*; both without their markers."""
    return _Aligner(old, new).alignment()


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two lines have in common, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


@dataclass(slots=True)
class _Aligner:
    old: Sequence[str]
    new: Sequence[str]
    to_old: dict[int, int] = field(default_factory=dict)
    matches: list[Match] = field(default_factory=list)
    unsure: list[tuple[int, int]] = field(default_factory=list)

    def alignment(self) -> Alignment:
        self._equal()
        self._alike()
        self._left_over()
        for at in range(len(self.new)):
            if not any(at in match.new for match in self.matches):
                self.matches.append(Match("new", (), (at,)))
        taken = {at for match in self.matches for at in match.old}
        deleted = tuple(at for at in range(len(self.old)) if at not in taken)
        ordered = sorted(self.matches, key=lambda match: match.new)
        return Alignment(tuple(_with_moves(ordered)), deleted, tuple(self.unsure))

    def _equal(self) -> None:
        """Match equal lines: those in order, then those that stand once on either side."""
        blocks = SequenceMatcher(None, self.old, self.new, autojunk=False).get_matching_blocks()
        for block in blocks:
            for offset in range(block.size):
                self._take("same", (block.a + offset,), (block.b + offset,))
        left_old, left_new = self._left()
        counted = Counter(self.old[at] for at in left_old), Counter(self.new[at] for at in left_new)
        for there in left_new:
            text = self.new[there]
            if counted[0][text] == counted[1][text] == 1:
                self._take("same", (next(at for at in left_old if self.old[at] == text),), (there,))
        many_old, many_new = Counter(self.old), Counter(self.new)
        for match in [*self.matches]:
            text = self.old[match.old[0]]
            if many_old[text] > 1 and many_old[text] != many_new[text]:
                self.unsure.append((match.old[0], match.new[0]))

    def _left(self) -> tuple[list[int], list[int]]:
        old = {at for match in self.matches for at in match.old}
        new = {at for match in self.matches for at in match.new}
        return (
            [at for at in range(len(self.old)) if at not in old],
            [at for at in range(len(self.new)) if at not in new],
        )

    def _take(self, kind: Kind, old: tuple[int, ...], new: tuple[int, ...]) -> None:
        self.matches.append(Match(kind, old, new))
        for at in new:
            self.to_old[at] = old[0]

    def _alike(self) -> None:
        """Match lines with common words, the best first; two that are as good are not taken."""
        left_old, left_new = self._left()
        words_old = {at: Counter(self.old[at].split()) for at in left_old}
        words_new = {at: Counter(self.new[at].split()) for at in left_new}
        single = {
            (here, there): likeness(words_old[here], words_new[there])
            for here in left_old
            for there in left_new
        }
        found: list[_Found] = [
            (score, (here,), (there,)) for (here, there), score in single.items()
        ]
        found += self._pieces(words_old, words_new, single, split=True)
        found += self._pieces(words_new, words_old, single, split=False)
        found.sort(key=lambda each: (-each[0], each[1], each[2]))
        for score, old, new in found:
            if not old or not self._is_free(old, new):
                continue
            least = _LIKE if self._is_between(old[0], new[0]) else _LIKE_ELSEWHERE
            if score < least:
                continue
            if self._is_open(score, old, new, single):
                self.unsure.extend((here, there) for here in old for there in new)
                continue
            kind: Kind = "reworded"
            if len(old) != len(new):
                kind = "split" if len(new) > 1 else "joined"
            self._take(kind, old, new)

    def _left_over(self) -> None:
        """Give lines that are left to the match that holds their words beside its own.

        So a line is joined, or part of a split, wherever it stood: what was put behind another
        one need not have been its neighbour.
        """
        left_old, left_new = self._left()
        for lines, at in [
            *((self.old, at) for at in left_old),
            *((self.new, at) for at in left_new),
        ]:
            words = Counter(lines[at].split())
            if words.total() < _LEAST:
                continue
            found = [
                (gain, number)
                for number, match in enumerate(self.matches)
                if (gain := self._gain(match, words, joins=lines is self.old)) > _BETTER
            ]
            if not found:
                continue
            _, number = max(found)
            match = self.matches[number]
            if lines is self.old:
                whole = tuple(sorted((*match.old, at)))
                self.matches[number] = Match("joined", whole, match.new)
            else:
                whole = tuple(sorted((*match.new, at)))
                self.matches[number] = Match("split", match.old, whole)
                self.to_old[at] = match.old[0]

    def _gain(self, match: Match, words: Counter[str], *, joins: bool) -> float:
        """Return how much more alike the sides of *match* are once *words* go with one of them."""
        if match.kind not in {"reworded", "joined" if joins else "split"}:
            return 0.0
        old = sum((Counter(self.old[at].split()) for at in match.old), Counter[str]())
        new = sum((Counter(self.new[at].split()) for at in match.new), Counter[str]())
        mine, theirs = (old, new) if joins else (new, old)
        if (words & (theirs - mine)).total() < _WITHIN * words.total():
            return 0.0
        return likeness(mine + words, theirs) - likeness(mine, theirs)

    def _pieces(
        self,
        wholes: dict[int, Counter[str]],
        parts: dict[int, Counter[str]],
        single: dict[tuple[int, int], float],
        *,
        split: bool,
    ) -> Iterator[_Found]:
        """Yield wholes that are made of neighbouring parts, better than of one of them.

        Neighbours are those between which nothing is left: lines that stayed may stand there, as
        the children of an item that the next one was joined to.
        """
        left = sorted(parts)
        for first in range(len(left)):
            for count in range(2, min(_MOST_PIECES, len(left) - first) + 1):
                run = tuple(left[first : first + count])
                together = sum((parts[at] for at in run), Counter[str]())
                for whole, words in wholes.items():
                    ones = ((whole, at) if split else (at, whole) for at in run)
                    score = likeness(words, together)
                    inside = all(
                        (parts[at] & words).total() >= _WITHIN * parts[at].total() for at in run
                    )
                    if inside and score > max(single[one] for one in ones) + _BETTER:
                        yield (score, (whole,), run) if split else (score, run, (whole,))

    def _is_free(self, old: Iterable[int], new: Iterable[int]) -> bool:
        taken = {at for match in self.matches for at in match.old}
        return not any(at in taken for at in old) and not any(at in self.to_old for at in new)

    def _is_between(self, here: int, there: int) -> bool:
        """Tell whether old *here* and new *there* stand between the same neighbours."""
        before = max((at for at in self.to_old if at < there), default=None)
        after = min((at for at in self.to_old if at > there), default=None)
        low = self.to_old[before] if before is not None else -1
        high = self.to_old[after] if after is not None else len(self.old)
        return low < here < high

    def _is_open(
        self,
        score: float,
        old: tuple[int, ...],
        new: tuple[int, ...],
        single: dict[tuple[int, int], float],
    ) -> bool:
        """Tell whether another free line is as good a partner and stands as near."""
        near = self._is_between(old[0], new[0])
        return any(
            other >= score - _BETTER
            and (here in old) != (there in new)
            and self._is_free((here,), (there,))
            and self._is_between(here, there) >= near
            for (here, there), other in single.items()
        )


def _with_moves(matches: Sequence[Match]) -> Iterator[Match]:
    """Yield *matches*, those marked that stand outside the longest run that kept its order."""
    placed = [match for match in matches if match.old]
    kept = _longest_run([match.old[0] for match in placed])
    inside = {placed[at].new for at in kept}
    for match in matches:
        moved = bool(match.old) and match.new not in inside
        yield Match(match.kind, match.old, match.new, moved)


def _longest_run(numbers: Sequence[int]) -> set[int]:
    """Return the indices of the longest rising run in *numbers*."""
    best: list[list[int]] = []
    for at, number in enumerate(numbers):
        longest: list[int] = []
        for run in best:
            if numbers[run[-1]] < number and len(run) > len(longest):
                longest = run
        best.append([*longest, at])
    most = max(map(len, best), default=0)
    return set(next((run for run in best if len(run) == most), []))


def respan(old: str, new: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return where the words of *old* in *span* stand in *new*; None where that is not certain.

    Words changed inside the span, or at its edges while their neighbours stayed, are followed.
    """
    mine, theirs = _tokens(old), _tokens(new)
    first = next((at for at, token in enumerate(mine) if token[1] == span[0]), None)
    last = next((at for at, token in enumerate(mine) if token[2] == span[1]), None)
    if first is None or last is None:
        return None
    words, others = [token[0] for token in mine], [token[0] for token in theirs]
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    low, high = _followed(blocks, first, at_end=False), _followed(blocks, last, at_end=True)
    # What was written in front of the mark that ends a quote is part of what it says.
    behind = last + 1
    if behind < len(words) and not words[behind].isalnum():
        mark = next(
            (c + behind - a for op, a, b, c, _ in blocks if op == "equal" and a <= behind < b), None
        )
        high = high if mark is None else mark - 1
    if low is None or high is None or low > high:
        return None
    return theirs[low][1], theirs[high][2]


def _followed(
    blocks: Sequence[tuple[str, int, int, int, int]], at: int, *, at_end: bool
) -> int | None:
    """Return where token *at* went; of a changed run only its own edge is known."""
    for kind, a, b, c, d in blocks:
        if a <= at < b:
            if kind == "equal":
                return c + at - a
            if at_end:
                return d - 1 if at == b - 1 else None
            return c if at == a else None
    return None


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Return words and marks with their places: a quote may end before a full stop."""
    return [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
