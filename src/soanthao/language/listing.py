"""Everybody whom an enumeration names: units, parties of the matter, persons, strangers.

A directory holds units. An order may also name who is in none: ``chủ đầu tư``, a person with a
title, ``Viễn thông tỉnh``, ``các trường học``. Nobody is dropped: who is not known is in doubt.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Literal

from soanthao.language.lexicon import PLACES, POINTED, TYPES, UNKNOWN, Lexicon, Mention
from soanthao.language.mentions import behind_separator, behind_titles, mentions_at, word_at
from soanthao.language.name_shapes import is_of_name, trimmed
from soanthao.language.name_words import JOINT, Words
from soanthao.language.order_words import ASSESSING, DEPUTY, NO_PREDICATE, begins_order, gives
from soanthao.language.syllables import LOWER, UPPER

_PARTY: Final = re.compile(
    r"(?:chủ đầu tư|nhà đầu tư|nhà thầu|đơn vị|cơ quan (?:chủ trì|chủ quản|thẩm định|thường trực)"
    r"|doanh nghiệp)(?: (?:thi công|tư vấn|vận hành|thiết kế)(?=[ ,;.]))?"
    r"(?! (?:mình|này|đó|khác|sự nghiệp))(?!\w)",
    re.IGNORECASE,
)
_NAMED: Final = rf"(?: [{UPPER}][{LOWER}]*){{2,5}}"
_PERSON: Final = re.compile(
    rf"(?i:(?:các )?(?:đồng chí|đ/c|ông|bà)){_NAMED}(?= ?[,–—(\-]| [{LOWER}])"
)
"""A person by name; the title that tells the unit may follow."""
_TITLED: Final = re.compile(r" ?(?:[,(]|[–—-](?= )) ?")
_LONGEST: Final = 12
_REST: Final = re.compile(r"(?:địa phương|cơ quan|đoàn thể|tổ chức|ban|ngành)(?!\w)")
First = Literal["unit", "party", "anybody"]

_EVERY: Final = ("các", "những", "từng", "mỗi", "mọi")
_NO_PARTY: Final = frozenset(
    (
        *("nội", "nhiệm", "biện", "giải", "công", "văn", "vấn", "chỉ", "yêu", "quy", "điều", "hồ"),
        *("dự", "thủ", "hoạt", "vướng", "khó", "tồn", "mục", "chương", "kế", "đề"),
        *("khoản", "nguồn", "loại", "hình", "hạng", "tuyến", "vị", "khu", "điểm", "trên"),
        *("trường hợp", "đối tượng", "bước", "tiêu", "sản", "thông", "số", "bên"),
    )
)
"""Words behind ``các`` that begin a thing, not somebody."""


def listed_at(
    lexicon: Lexicon, words: Words, at: int, first: First = "unit"
) -> tuple[list[Mention], int]:
    """Return everybody whom an enumeration at word *at* names, and the word behind it.

    Args:
        lexicon: the names.
        words: of the text.
        at: index of the first word.
        first: who may stand first: a unit, also a party or a person, or whoever is named there.
    """
    found, stop = mentions_at(lexicon, words, at, unknown=True)
    if not found and first != "unit":
        found, stop = outsider_at(lexicon, words, at, strangers=first == "anybody")
    if not found:
        return [], at
    while stop < len(words):
        following = behind_separator(words, _behind_leading(words, stop))
        if following == stop:
            break
        more, behind = mentions_at(lexicon, words, following, unknown=True)
        if not more:
            more, behind = _open_rest(lexicon, words, following, found[-1])
        if not more:
            more, behind = outsider_at(lexicon, words, following)
        # “Thống kê tỉnh” is somebody; “thống kê tình hình” is what the others do.
        is_name = bool(more and more[0].ids) and words.raw[following][:1].isupper()
        if not more or (begins_order(words, following) and not is_name):
            break
        found, stop = found + more, behind
    return found, stop


def _open_rest(
    lexicon: Lexicon, words: Words, at: int, before: Mention
) -> tuple[list[Mention], int]:
    """Return a noun that goes on with a group: ``các bộ, cơ quan ngang bộ, địa phương``."""
    is_group = before.ids and lexicon.directory.group(before.ids[0]) is not None
    match = _REST.match(words.text, words.starts[at]) if is_group and at < len(words) else None
    if match is None:
        return [], at
    behind = word_at(words, match.end(), at + 1)
    is_end = begins_order(words, behind) or words.at(behind, ",") or words.at(behind, "theo")
    mention = Mention(match.start(), match.end())
    return ([mention], behind) if is_end or words.at(behind, JOINT) else ([], at)


def _behind_leading(words: Words, at: int) -> int:
    """Return the word behind ``(chủ trì)`` where more names follow it."""
    if not words.at(at, "(", "chủ", "trì", ")", ","):
        return at
    # “A (chủ trì), B (phối hợp)” says who B is.
    return at if "(" in words.text[words.stops[at + 3] :] else at + 4


def outsider_at(
    lexicon: Lexicon, words: Words, at: int, *, strangers: bool = True
) -> tuple[list[Mention], int]:
    """Return who stands at word *at* without being in the directory, or a person of a unit."""
    for read in (person_at, party_at, stranger_at)[: 3 if strangers else 2]:
        found, stop = read(lexicon, words, at)
        if found:
            return found, stop
    return [], at


def person_at(lexicon: Lexicon, words: Words, at: int) -> tuple[list[Mention], int]:
    """Return a person at word *at*: his unit where his title names it, else somebody unknown."""
    if at >= len(words):
        return [], at
    start = words.starts[at]
    match = _PERSON.match(words.text, start) or DEPUTY.match(words.text, start)
    if match is None:
        return [], at
    stop = word_at(words, match.end(), at + 1)
    if separator := _TITLED.match(words.text, match.end()):
        titled = word_at(words, separator.end(), stop)
        found, behind = mentions_at(lexicon, words, titled, unknown=True)
        is_titled = behind_titles(words, titled) > titled or "(" in separator.group()
        if found and is_titled:
            behind += words.at(behind, ")")
            return [replace(found[0], start=start), *found[1:]], behind
        if deputy := DEPUTY.match(words.text, separator.end()):
            match, stop = deputy, word_at(words, deputy.end(), titled)
    return [Mention(start, match.end(), (), UNKNOWN)], stop


def party_at(lexicon: Lexicon, words: Words, at: int) -> tuple[list[Mention], int]:
    """Return a party of the matter at word *at* that no directory holds (``chủ đầu tư``)."""
    match = _PARTY.match(words.text, words.starts[at]) if at < len(words) else None
    if match is None or words.is_cut(at):
        return [], at
    behind = word_at(words, match.end(), at + 1)
    stop = behind
    # What tells which one (“đơn vị được giao vốn”) belongs to it where the list goes on.
    while stop < min(len(words), behind + 6) and words.raw[stop].isalpha():
        if words.said[stop] == JOINT or begins_order(words, stop):
            break
        stop += 1
    following = behind_separator(words, stop)
    if following > stop and mentions_at(lexicon, words, following, unknown=True)[0]:
        behind = stop
    return [Mention(words.starts[at], words.stops[behind - 1], (), POINTED)], behind


def stranger_at(lexicon: Lexicon, words: Words, at: int) -> tuple[list[Mention], int]:
    """Return a name at word *at* that is no known kind of unit, or a group that none holds."""
    if at >= len(words) or words.is_cut(at) or begins_order(words, at):
        return [], at
    stop = _place_end(words, at)
    if stop <= at:
        stop = _name_end(words, at) if words.is_capital(at) else _group_end(words, at)
    if stop <= at:
        return [], at
    start, end = words.starts[at], words.stops[stop - 1]
    return [lexicon.doubted(start, end, words.said[at:stop])], stop


def is_short_name(words: Words, at: int) -> bool:
    """Tell whether word *at* is all capitals, as no word that opens a sentence is: ``EVN``."""
    raw = words.raw[at] if at < len(words) else ""
    return len(raw) > 1 and raw.isupper() and not words.is_cut(at + 1)


def _place_end(words: Words, at: int) -> int:
    """Return the end of a place that stands for its committee: ``tỉnh Thanh Hà``."""
    for size in (2, 1):
        if " ".join(words.said[at : at + size]) in PLACES and not words.is_capital(at):
            stop = at + size
            while words.is_capital(stop) and words.raw[stop].isalpha():
                stop += 1
            return stop if stop > at + size else at
    return at


def _name_end(words: Words, at: int) -> int:
    """Return the end of a capitalised name: at the verb, comma or other end that follows it."""
    if gives(words, at) or words.said[at] in NO_PREDICATE or words.said[at] in TYPES:
        return at
    stop = at + 1
    while stop < min(len(words), at + _LONGEST) and is_of_name(words, stop):
        stop += 1
    is_whole = begins_order(words, stop) or (stop < len(words) and not words.raw[stop].isalpha())
    return stop if is_whole else trimmed(words, at, stop)


def _group_end(words: Words, at: int) -> int:
    """Return the end of ``các trường học``: only where a verb or the end of a list follows."""
    if words.said[at] not in _EVERY or words.said[at + 1 : at + 2] == ():
        return at
    if words.said[at + 1] in _NO_PARTY or " ".join(words.said[at + 1 : at + 3]) in _NO_PARTY:
        return at
    stop = at + 1
    while stop < min(len(words), at + _LONGEST) and words.raw[stop].isalpha():
        is_told = stop > at + 1 and words.said[stop] in ASSESSING
        if begins_order(words, stop) or words.said[stop] == JOINT or is_told:
            break
        stop += 1
    is_somebody = begins_order(words, stop) or words.at(stop, ",") or words.at(stop, JOINT)
    return stop if is_somebody and stop > at + 1 else at
