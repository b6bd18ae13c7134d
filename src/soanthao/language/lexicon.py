"""Names of a directory in running text: exactly, in lists, or said to be in doubt.

A name is taken only where it stands whole. One that goes on (``UBND xã Minh Hòa 3``), belongs to
another level (``Công an tỉnh``), is mistyped, unknown or past its time is a mention without ids
that says so and whom it may mean.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from soanthao.language.name_shapes import (
    LEVELS,
    OFFICES,
    goes_on,
    is_of_name,
    is_small_kind,
    trimmed,
)
from soanthao.language.name_words import Words, words_of
from soanthao.language.nearest import folded
from soanthao.language.order_words import begins_order
from soanthao.notice.unit import Directory

UNKNOWN: Final = "N301"
NEAR: Final = "N302"
SEVERAL: Final = "N303"
ENDED: Final = "N304"
POINTED: Final = "N305"

PLACES: Final = frozenset(
    ("xã", "phường", "thị trấn", "đặc khu", "huyện", "thành phố", "thị xã", "tỉnh")
)
TYPES: Final = frozenset(
    (
        *("sở", "phòng", "ban", "ủy", "xã", "phường", "thị", "đặc", "huyện", "thôn", "công"),
        *("trung", "văn", "chi", "cục", "hội", "thanh", "bộ", "trường", "trạm", "bệnh", "đài"),
        *("khoa", "quỹ", "hạt", "viện", "tòa", "kho", "bảo", "mặt", "liên", "đoàn", "thuế", "điện"),
        *(
            "ngân",
            "tổng",
            "hiệp",
            "báo",
            "đội",
            "tổ",
            "hợp",
            "đảng",
            "hội",
            "nhà",
            "vụ",
            "học",
            "tập",
        ),
    )
)
"""First words of names of units."""
_NO_NAMES: Final = frozenset(
    tuple(pair.split())
    for pair in (
        *("trường hợp", "công tác", "công văn", "công trình", "công khai", "hội nghị", "văn bản"),
        *("tổ chức", "bộ máy", "báo cáo", "đội ngũ", "chi phí", "chi tiết", "trung ương"),
        *("quỹ đất", "hợp đồng", "ban hành", "mặt khác", "mặt bằng", "liên quan", "phòng chống"),
        *("phòng ,", "đảng viên", "hội viên", "xã hội", "thị trường", "đặc biệt", "nhà nước"),
        *("hiệp định", "hiệp ước", "hiệp thương", "điện lưới", "báo chí", "quỹ tích"),
        *("công việc", "công nghệ", "công nghiệp", "thanh niên", "bảo hiểm ,", "điện tử"),
        *("vụ việc", "vụ mùa", "vụ đông", "vụ xuân", "vụ hè", "vụ án", "học sinh", "học tập"),
        *(
            "khoa học",
            "học phí",
            "học kỳ",
            "tập thể",
            "tập huấn",
            "tập quán",
            "tập trung",
            "vụ chiêm",
        ),
        *(
            "liên hệ",
            "tổng số",
            "tổng cộng",
            "tổng mức",
            "tổng kết",
            "hội thảo",
            "bộ phận",
            "văn hóa",
        ),
    )
)
"""Words that begin like a unit's name and are none."""
_END: Final = ""
_LONGEST_UNKNOWN: Final = 14
_ALIKE: Final = 0.8
_COMMITTEES: Final = ("xa ", "phuong ", "tinh ", "huyen ", "thanh pho ", "thi tran ", "dac khu ")
"""Places that stand for their committee, without accents."""
_COMPARED: Final = 4_096
"""Names outside the directory that are remembered with those that are like them."""
_KIND: Final = re.compile(r" (?:xa|phuong|thi tran|dac khu|huyen|thanh pho|thi xa) ")

Trie = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names units.

    Attributes:
        start, stop: half-open interval into the text, titles before the name included.
        ids: of one unit or group; empty where the words are an open group or in doubt.
        doubt: the code of the doubt; empty where there is none.
        candidates: ids that may be meant.
    """

    start: int
    stop: int
    ids: tuple[str, ...] = ()
    doubt: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the words deliberately name nobody (``các đơn vị liên quan``)."""
        return not self.ids and not self.doubt


@dataclass(frozen=True, slots=True)
class Hit:
    """A mention and the index of the word behind it.

    Attributes:
        kind: the words of its kind (``ủy ban nhân dân xã``), empty unless a list may go on.
    """

    mention: Mention
    stop: int
    kind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The names of one directory on one day; build it once with :meth:`of`."""

    directory: Directory
    day: date | None
    levels: frozenset[str]
    _names: Trie
    _rests: dict[tuple[str, ...], Trie]
    _spelled: tuple[str, ...]
    _folded: tuple[str, ...]
    _placeless: dict[str, list[str]]
    _compared: dict[str, tuple[float, tuple[str, ...], bool]] = field(compare=False)

    @classmethod
    def of(cls, directory: Directory, day: date | None) -> Lexicon:
        """Return the names of *directory*; without *day* every unit is taken to exist."""
        names: Trie = {}
        rests: dict[tuple[str, ...], Trie] = {}
        spelled: list[str] = []
        bare: list[str] = []
        placeless: dict[str, list[str]] = {}
        ends: Counter[str] = Counter()
        for unit in directory.units:
            for name in (unit.name, *unit.aliases):
                words = words_of(name)
                _insert(names, words.said, (unit.id, words))
                spelled.append(unit.id)
                bare.append(_bare(words.said))
                placeless.setdefault(_KIND.sub(" ", bare[-1]), []).append(unit.id)
                ends[words.said[-1] if words.said else ""] += 1
                for kind, at in _kinds(words.said):
                    _insert(rests.setdefault(kind, {}), words.said[at:], (unit.id, words))
        for group in directory.groups:
            for name in (group.name, *group.aliases):
                _insert(names, words_of(name).said, (group.id, None))
        own = {word for word, count in ends.items() if word in LEVELS and count > 1}
        lists = tuple(spelled), tuple(bare), placeless
        return cls(directory, day, frozenset(own), names, rests, *lists, {})

    def may_begin(self, word: str) -> bool:
        """Tell whether a name of the directory may begin with *word*."""
        return word in self._names

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return every unit and group that *text* names, and what looks like one, in order."""
        from soanthao.language.mentions import mentions_at  # noqa: PLC0415 - it needs this module

        words = words_of(text)
        found: list[Mention] = []
        at = 0
        while at < len(words):
            hits, behind = mentions_at(self, words, at, unknown=True)
            found.extend(hits)
            at = max(behind, at + 1)
        return tuple(found)

    def name_at(self, words: Words, at: int) -> Hit | None:
        """Return the longest name at word *at*, in doubt where it goes on; None if none is."""
        if at >= len(words) or words.is_cut(at):
            return None
        found = self._longest(self._names, words, at, at)
        if found is None:
            return None
        entries, stop = found
        return self._hit(words, at, stop, entries)

    def rest_at(self, words: Words, at: int, kinds: list[tuple[str, ...]]) -> Hit | None:
        """Return the name at word *at* that a list of *kinds* leaves the kind out of."""
        if not words.is_capital(at) or words.is_cut(at):
            return None
        best: tuple[list[tuple[str, Words | None]], int] = ([], at)
        for kind in kinds:
            found = self._longest(self._rests.get(kind, {}), words, at, at)
            if found and found[1] > best[1]:
                best = found
            elif found and found[1] == best[1]:
                best = best[0] + found[0], best[1]
        return self._hit(words, at, best[1], best[0]) if best[0] else None

    def _hit(
        self, words: Words, at: int, stop: int, entries: list[tuple[str, Words | None]]
    ) -> Hit:
        ids = tuple(dict.fromkeys(id for id, _ in entries))
        start, end = words.starts[at], words.stops[stop - 1]
        is_unit = any(named is not None for _, named in entries)
        further = goes_on(words, stop, self.levels, words.said[stop - 1]) if is_unit else 0
        if further < 0:
            further, stop, end = 0, stop + 1, words.stops[stop]
        if further:
            end = words.stops[stop + further - 1]
            return Hit(Mention(start, end, (), NEAR, ids), stop + further)
        valid = tuple(id for id in ids if self._is_valid(id))
        kind = next((kind for kind, _ in _kinds(words.said[at:stop])), ())
        if len(valid) == 1:
            return Hit(Mention(start, end, valid), stop, kind)
        if valid:
            return Hit(Mention(start, end, (), SEVERAL, valid), stop, kind)
        heirs = (unit.successor or unit.id for id in ids if (unit := self.directory.unit(id)))
        return Hit(Mention(start, end, (), ENDED, tuple(dict.fromkeys(heirs))), stop, kind)

    def short_at(self, words: Words, at: int) -> Hit | None:
        """Return the unit at word *at*, its kind left out as in a list of any kind."""
        return self.name_at(words, at) or self.rest_at(words, at, list(self._rests))

    def unknown_at(self, words: Words, at: int) -> Hit | None:
        """Return what looks like a unit's name at word *at* though the directory has none."""
        if words.said[at] not in TYPES or words.is_cut(at):
            return None
        if not words.is_capital(at) and not is_small_kind(words, at):
            return None
        if words.said[at : at + 2] in _NO_NAMES or begins_order(words, at):
            return None
        stop = at + 1
        while stop < min(len(words), at + _LONGEST_UNKNOWN) and is_of_name(words, stop):
            stop += 1
        ends = range(stop, at + 1, -1)
        stops = [end for end in ends if end == stop or not words.is_capital(end)]
        stops = [end for end in stops if not words.is_cut(end)]
        if not stops:
            return _kind_alone(words, at)
        best = max(stops, key=lambda end: self._alike(" ".join(words.said[at:end]))[0])
        if not self._alike(" ".join(words.said[at:best]))[1]:
            is_whole = begins_order(words, stop) or words.at(stop, ",")
            best = stop if is_whole else trimmed(words, at, stop)
        mention = self.doubted(words.starts[at], words.stops[best - 1], words.said[at:best])
        return Hit(mention, best)

    def doubted(self, start: int, stop: int, said: tuple[str, ...]) -> Mention:
        """Return a mention of a name that the directory has not, with those that are like it."""
        _, alike, is_tie = self._alike(" ".join(said))
        doubt = SEVERAL if is_tie else NEAR if alike else UNKNOWN
        return Mention(start, stop, (), doubt, alike)

    def _alike(self, said: str) -> tuple[float, tuple[str, ...], bool]:
        """Return how alike the nearest name is, whose names are near, whether two are nearest."""
        if said not in self._compared:
            if len(self._compared) >= _COMPARED:
                self._compared.clear()
            self._compared[said] = self._compare(said)
        return self._compared[said]

    def _compare(self, said: str) -> tuple[float, tuple[str, ...], bool]:
        from rapidfuzz import process  # noqa: PLC0415 - loaded where needed
        from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415

        bare = _bare(tuple(said.split()))
        if bare.startswith(_COMMITTEES):
            bare = f"ub {bare}"
        alike = process.extract(
            bare,
            self._folded,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_ALIKE,
            limit=None,
        )
        scored: dict[str, float] = {}
        near = [(self._spelled[index], score) for _, score, index in alike]
        near += [(id, 0.99) for id in self._placeless.get(bare, ())]
        begun = {
            id
            for id, name in zip(self._spelled, self._folded, strict=True)
            if name.startswith(f"{bare} ")
        }
        if len(bare.split()) > 2 and len(begun) <= 2:
            near += [(id, _ALIKE) for id in begun]
        for id, score in near:
            scored[id] = max(score, scored.get(id, 0.0))
        best = sorted(scored, key=lambda id: (-scored[id], id))[:3]
        top = scored[best[0]] if best else 0.0
        is_tie = len(best) > 1 and scored[best[1]] == top
        return top, tuple(best), is_tie

    def _is_valid(self, id: str) -> bool:
        unit = self.directory.unit(id)
        return unit is None or self.day is None or unit.valid_on(self.day)

    @staticmethod
    def _longest(
        trie: Trie, words: Words, at: int, first: int
    ) -> tuple[list[tuple[str, Words | None]], int] | None:
        found = None
        node = trie
        for index in range(at, len(words)):
            following = node.get(words.said[index])
            if following is None:
                break
            node = following
            stop = index + 1
            if _END in node and not words.is_cut(stop):
                entries = [each for each in node[_END] if _is_written_so(words, first, stop, each)]
                if entries:
                    found = entries, stop
        return found


def _bare(said: tuple[str, ...]) -> str:
    """Return *said* without accents; what every committee begins with counts little."""
    return folded(" ".join(said)).replace("uy ban nhan dan", "ub")


def _insert(trie: Trie, said: tuple[str, ...], entry: tuple[str, Words | None]) -> None:
    if not said:
        return
    node = trie
    for word in said:
        node = node.setdefault(word, {})
    if entry not in node.setdefault(_END, []):
        node[_END].append(entry)


def _kinds(said: tuple[str, ...]) -> list[tuple[tuple[str, ...], int]]:
    """Return the kinds of unit that *said* begins with, and where the rest of the name begins."""
    for at in range(min(5, len(said))):
        for size in (2, 1):
            if " ".join(said[at : at + size]) in PLACES and len(said) > at + size:
                kinds = [(said[: at + size], at + size)]
                if said[:at] == ("ủy", "ban", "nhân", "dân"):
                    kinds.append((said[at : at + size], at + size))
                return kinds
    if len(said) > 1 and said[0] in ("sở", "phòng", "ban", "bộ", "thôn", "cục"):
        return [(said[:1], 1)]
    return []


def _is_written_so(words: Words, at: int, stop: int, entry: tuple[str, Words | None]) -> bool:
    """Tell whether capitals are set as a name has them: places always, long names loosely."""
    named = entry[1]
    if named is None:
        return True
    length = stop - at
    own = named.raw[-length:] if length <= len(named) else named.raw
    capitals = [words.is_capital(index) for index in range(at, stop)]
    if length >= 3 and words.said[at] in TYPES:
        return any(capitals)
    if length != len(own):
        return capitals[0]
    first = own[0][:1].isupper()
    if words.said[at] in TYPES and length > 1:
        first = False
    expected = [each[:1].isupper() for each in own]
    return capitals[1:] == expected[1:] and (capitals[0] or not first)


def _kind_alone(words: Words, at: int) -> Hit | None:
    """Return ``Sở``, ``Phòng`` before a verb: an office that is named elsewhere, if at all."""
    if words.said[at] not in OFFICES or not begins_order(words, at + 1):
        return None
    return Hit(Mention(words.starts[at], words.stops[at], (), POINTED), at + 1)
