"""Who is named behind the task: ``việc … do X thực hiện``, ``giao cho X``, ``…: X chủ trì``."""

from __future__ import annotations

from typing import Final

from soanthao.language.clause import Clause, Frame
from soanthao.language.lexicon import Lexicon
from soanthao.language.listing import listed_at
from soanthao.language.mentions import mentions_at
from soanthao.language.name_words import Words
from soanthao.language.order_words import (
    NO_PREDICATE,
    NOT_ORDERING,
    PERMITTING,
    STANDING,
    begins_order,
    gives,
)

_LATE: Final = (("thực", "hiện"), ("chủ", "trì"), ("chịu", "trách"), ("đảm", "nhiệm"))
_LEADING: Final = (("chủ", "trì"), ("chịu", "trách"), ("có", "trách"))


def leading(clause: Clause, lexicon: Lexicon, at: int) -> Frame | None:
    """Return ``X chủ trì`` at word *at*, where no comma tells X from a title before it."""
    words = clause.words
    if words.said[at - 1] in NO_PREDICATE or NOT_ORDERING.match(clause.text):
        return None
    who, behind = mentions_at(lexicon, words, at)
    if not any(mention.ids for mention in who):
        return None
    if words.said[behind : behind + 2] not in _LEADING:
        return None
    return Frame(words.starts[at], behind, tuple(who), "subject")


def carried(clause: Clause, lexicon: Lexicon, at: int, ordering: bool) -> Frame | None:
    """Return ``việc … do X thực hiện`` at word *at*."""
    words = clause.words
    if ordering or not words.at(at, "do"):
        return None
    who, behind = listed_at(lexicon, words, at + 1)
    if not who or words.said[behind : behind + 2] not in _LATE:
        return None
    if "đã" in words.said[clause.first : at]:
        return None
    if NOT_ORDERING.match(clause.text):
        # “Thống nhất tổ chức lễ …, do X chủ trì” decides, and perhaps orders.
        is_decided = PERMITTING.match(clause.text) and words.said[at - 1] == ","
        return Frame(clause.start, behind, tuple(who), "unclear", "do") if is_decided else None
    return Frame(clause.start, behind, tuple(who), "given", "do")


def handed(clause: Clause, lexicon: Lexicon, at: int) -> Frame | None:
    """Return ``việc … giao cho X (thực hiện)`` at word *at*."""
    words = clause.words
    count = gives(words, at)
    if not words.at(at, "giao") or not words.at(at + count - 1, "cho"):
        return None
    if STANDING.search(clause.text) or NOT_ORDERING.match(clause.text):
        return None
    who, behind = listed_at(lexicon, words, at + count)
    is_told = clause.ends_at(behind) or begins_order(words, behind) or words.at(behind, ",")
    if not who or not is_told:
        return None
    return Frame(clause.start, behind, tuple(who), "given", "giao")


def leads_at(lexicon: Lexicon, words: Words, at: int) -> bool:
    """Tell whether a task is followed by who does it: ``Tổ chức lễ …: X chủ trì``."""
    who, behind = listed_at(lexicon, words, at)
    return any(each.ids for each in who) and words.said[behind : behind + 2] in _LEADING
