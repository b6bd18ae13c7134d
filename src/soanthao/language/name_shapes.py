"""Where the name of a unit ends in running text, and what belongs to no name."""

from __future__ import annotations

from typing import Final

from soanthao.language.name_words import JOINT, Words
from soanthao.language.order_words import ASSESSING, begins_order, gives

LEVELS: Final = frozenset(("tỉnh", "huyện", "xã", "phường"))
"""Levels of administration that follow a name."""
_LEVEL_PAIRS: Final = (("thành", "phố"), ("thị", "xã"), ("trung", "ương"), ("khu", "vực"))
OFFICES: Final = frozenset(("sở", "phòng", "ban", "cục", "vụ", "bộ"))
"""Kinds of office of one word."""
_PLACES: Final = ("xã", "phường", "thôn")
_BEFORE: Final = frozenset(("giao", "cầu", "nghị", "cho", "với"))
"""Words that an order to somebody, or a coordinator, follows."""


def goes_on(words: Words, at: int, own: frozenset[str], last: str) -> int:
    """Return how many words the name goes on at *at*; -1 where only the own level follows."""
    if at >= len(words) or last in (",", ":"):
        return 0
    said = words.said[at]
    if said.isdigit():
        is_number = len(said) < 3 and not words.at(at + 1, "/") and last != "tư"
        return 1 if is_number else 0
    count = _level_at(words, at)
    has_place = words.is_capital(at + count) and words.raw[at + count].isalpha()
    if count and not has_place and (said in own or last in LEVELS):
        return -1 if last not in LEVELS else 0
    while words.is_capital(at + count) and words.raw[at + count].isalnum():
        if count == 0 and begins_order(words, at):
            return 0
        count += 1
    following = at + count
    if count == 1 and words.is_capital(at) and not begins_order(words, following):
        # Most words have two syllables: “Hạ tầng”.
        count += following < len(words) and words.raw[following].islower()
    return count


def _level_at(words: Words, at: int) -> int:
    """Return how many words at *at* are a level of administration."""
    for level in _LEVEL_PAIRS:
        if words.at(at, *level):
            return 2
    return int(words.said[at] in LEVELS)


def is_small_kind(words: Words, at: int) -> bool:
    """Tell whether a unit is named that is written small: ``giao phòng Xây dựng``, ``, xã Hoa``."""
    if not words.is_capital(at + 1):
        return False
    if words.said[at] in _PLACES and at > 1:
        return words.said[at - 1] in (",", JOINT) and words.is_capital(at - 2)
    return words.said[at] in OFFICES and words.said[at - 1] in _BEFORE


def trimmed(words: Words, at: int, stop: int) -> int:
    """Return the end of a name in a run of words that no verb ends: behind its last capital."""
    for last in range(stop - 1, at + 1, -1):
        said = words.said[last]
        is_number = said.isdigit() and (
            words.is_capital(last - 1) or words.said[last - 1] in LEVELS
        )
        if words.said[last - 1 : last + 1] in _LEVEL_PAIRS and not words.is_capital(last):
            return last + 1
        if words.is_capital(last) or said in LEVELS or is_number:
            # “Môi trường” has a second syllable, “Hải Sơn” is whole.
            is_half = words.is_capital(last) and words.said[last - 1] not in LEVELS
            is_half = is_half and (last - 1 == at or not words.is_capital(last - 1))
            return min(stop, last + 1 + is_half)
    return stop


def is_of_name(words: Words, at: int) -> bool:
    """Tell whether word *at* may go on with a name that is not known."""
    said = words.said[at]
    if said == JOINT:
        return words.is_capital(at + 1) and words.said[at + 1] not in ("sở", "phòng", "ủy")
    if not said.isalnum() or said in ("có", "đã", "còn", "chưa", "cần", "phải", "để", "về"):
        return False
    if words.said[at] in ASSESSING and not words.is_capital(at):
        return words.at(at - 1, "hội", "đồng")
    return not (begins_order(words, at) or gives(words, at))
