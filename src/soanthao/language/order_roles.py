"""Who coordinates, is guided or only told in a clause, and whose part in it is not clear."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from soanthao.language.clause import Clause
from soanthao.language.clauses import asides
from soanthao.language.lexicon import PLACES, POINTED, Lexicon, Mention
from soanthao.language.listing import listed_at
from soanthao.language.mentions import may_begin, mentions_at
from soanthao.language.name_words import JOINT, Words
from soanthao.language.order_words import GUIDING, begins_order, joins

_AGREEING: Final = (("thống", "nhất", "với"), ("trao", "đổi", "với"), ("bàn", "bạc", "với"))
_MEETING: Final = re.compile(r"làm việc(?: trực tiếp| cụ thể)?(?: với)? \Z", re.IGNORECASE)
_LEADER: Final = re.compile(r" ?\(chủ trì\)", re.IGNORECASE)
"""Behind the first of a list: the others only work with him, or each on his own."""
_OFFICES: Final = frozenset(("sở", "phòng", "ban", "cục", "vụ", "trung", "chi", "văn", "công"))
_WORKING: Final = frozenset(
    ("phối", "cùng", "thống", "trao", "bàn", *(verb[0] for verb in GUIDING))
)
_COUNTED: Final = (("xã",), ("phường",), ("thôn",), ("sở",), ("phòng",), ("đơn",), ("cơ",))
_SAYING: Final = re.compile(r"để biết|\btrừ\b|phối hợp|chủ trì|\bgiao\b|thực hiện")
_SUBJECT_VERBS: Final = (("phối", "hợp"), ("chủ", "trì"), ("chịu", "trách"), ("có", "trách"))
"""Behind a list they may make its last name the subject of another clause."""
_BETWEEN: Final = frozenset(
    (
        *("chặt", "chẽ", "thường", "xuyên", "kịp", "thời", "tốt", "đồng", "bộ", "hiệu", "quả"),
        *("với", "cùng", "tích", "cực"),
    )
)
_NOT_COORDINATING: Final = frozenset(("sự", "chế", "tác", "việc", "được", "đã"))
_NOT_GUIDING: Final = frozenset(("theo", "sự", "bản", "của", "kiến", "xét", "được", "tác", "đã"))
_SUPERIOR: Final = re.compile(r"tham mưu|đề xuất|kiến nghị|đề nghị|báo cáo|trình ")
_EXCLUDING: Final = frozenset(
    (
        *("của", "tại", "do", "với", "cho", "về", "từ", "trên", "gửi", "trình", "cáo", "tới"),
        *("đến", "qua", "theo", "giữa", "thuộc", "ở", "mưu", "xin", "kiến", "nghị", "xuất"),
        *("là", "trong", "vào", "như", "bàn", "đi", "ngoài", "lập", "cùng", "bởi", "nhận"),
        *("công", "việc", "gia", "tâm", "vốn", "xã", "địa"),
    )
)
"""Words before a name by which it is nobody's order."""
_WITH_HELP: Final = re.compile(r"(?:có|dưới|với) sự [^,;:]*\bcủa\s*\Z", re.IGNORECASE)
_OF_HELP: Final = re.compile(r"(?:có|dưới|với) sự\s*\Z", re.IGNORECASE)
"""Before somebody's coordination, lead or help: he takes part, nobody says how."""
_DOING: Final = frozenset(("do", "cho", "để", "gửi", "sang", "tới"))
"""Before who does another part of what is ordered: ``do X bảo đảm``, ``gửi X thẩm định``."""
_SENDING: Final = frozenset(("trình", "gửi", "lập", "báo"))
"""What somebody did to what is before him, ``do X trình``, or does with what he receives."""
_FORMULA: Final = (("tổng", "hợp"), ("theo", "dõi"), ("xem", "xét"), ("biết", ","), ("có", "ý"))
"""What whoever receives something does with it."""
_FAR: Final = 8
_PETITION: Final = re.compile(r"(?<!theo )(?:đề nghị|kiến nghị|đề xuất)[^,;:]*\bcủa\s*\Z")
_CONSIDERING: Final = re.compile(r"xem xét|giải quyết|xử lý")


@dataclass(slots=True)
class ClauseRoles:
    """Who does what in a clause beside whom it addresses, filled while it is read.

    Attributes:
        frames: whether coordination is said at once behind the one in charge.
        unclear: named without a part that can be read.
        petitioners: whose proposals are to be considered.
    """

    with_: list[Mention] = field(default_factory=list)
    guided: list[Mention] = field(default_factory=list)
    copy: list[Mention] = field(default_factory=list)
    frames: bool = False
    unclear: list[Mention] = field(default_factory=list)
    petitioners: list[Mention] = field(default_factory=list)


def roles_in(clause: Clause, lexicon: Lexicon) -> ClauseRoles:
    """Return the roles that *clause* gives to others than those it addresses."""
    found = ClauseRoles()
    words = clause.words
    first = clause.frame.behind if clause.frame else clause.first
    who = list(clause.frame.who) if clause.frame else []
    if len(who) > 1 and _LEADER.match(words.text, who[0].stop):
        found.unclear.append(_joined(who[1:]))
    closed = [
        (low + clause.start, high + clause.start)
        for low, high in asides(clause.text)
        if not _SAYING.search(clause.text[low:high])
    ]
    at = clause.first
    while at < first:
        at = max(at + 1, _helping(clause, lexicon, at, found))
    while at < clause.last:
        if words.said[at] not in _WORKING and not may_begin(lexicon, words, at):
            at += 1
            continue
        inside = [high for low, high in closed if low <= words.starts[at] < high]
        behind = at + 1 if inside else _role_at(clause, lexicon, at, found)
        at = max(at + 1, behind)
    return found


def _helping(clause: Clause, lexicon: Lexicon, at: int, found: ClauseRoles) -> int:
    """Note who takes part without being addressed: ``dưới sự chủ trì của X``."""
    words = clause.words
    if not may_begin(lexicon, words, at):
        return at + 1
    if not _WITH_HELP.search(words.text, clause.start, words.starts[at]):
        return at + 1
    who, behind = listed_at(lexicon, words, at)
    if any(mention.ids for mention in who):
        found.unclear.append(_joined(who))
    return behind


def _role_at(clause: Clause, lexicon: Lexicon, at: int, found: ClauseRoles) -> int:
    words = clause.words
    if words.at(at, "phối") and words.said[at + 1 : at + 2] in (("hợp",), ("với",)):
        return _coordinating(clause, lexicon, (at, at + 2), found)
    if words.said[at : at + 3] in _AGREEING:
        return _agreeing(clause, lexicon, at, found)
    if words.at(at, "cùng"):
        return _coordinating(clause, lexicon, (at, at + 1), found)
    if words.said[at : at + 2] in GUIDING:
        who, behind = _guided(clause, lexicon, at)
        if not who:
            found.unclear += _unknown_guided(clause, lexicon, at)
        if len(who) > 1 and _guides_itself(lexicon, words, who[-1], behind):
            found.unclear.append(who.pop())
        found.guided += who
        return behind
    return _named(clause, lexicon, at, found)


def _named(clause: Clause, lexicon: Lexicon, at: int, found: ClauseRoles) -> int:
    """Take who is named at word *at* without a verb of working together before."""
    words = clause.words
    first = clause.frame.behind if clause.frame else clause.first
    who, behind = listed_at(lexicon, words, at)
    if words.at(behind, "để", "biết") or words.at(behind, "biết"):
        found.copy += who
    elif joins(words, behind):
        found.frames = found.frames or not found.with_
        found.with_ += who
    elif not any(mention.ids for mention in who):
        if who and who[0].doubt and words.at(at - 1, "giao"):
            found.unclear.append(who[0])
    elif words.at(at - 1, "trừ") or _takes_part(clause, at, behind):
        found.unclear.append(_joined(who))
    elif _is_petition(clause, words.starts[at]):
        found.petitioners.append(_joined(who))
    elif len(who) > 1 and _may_be_subject(words, who[-1], behind):
        found.unclear.append(who[-1])
    elif at > first and _MEETING.search(words.text, clause.start, words.starts[at]):
        found.unclear.append(_joined(who))
    elif at > first and not _is_excluded(words, at):
        found.unclear.append(next(mention for mention in who if mention.ids))
    return behind


def _takes_part(clause: Clause, at: int, behind: int) -> bool:
    """Tell whether who is named at word *at* helps, or does another part of what is ordered."""
    words = clause.words
    if _WITH_HELP.search(words.text, clause.start, words.starts[at]):
        return True
    if words.at(at - 2, "kiến", "nghị"):
        # Asked by a unit that is ordered, not by the chair.
        return behind < clause.last and words.raw[behind].islower()
    if words.said[at - 1] not in _DOING or not begins_order(words, behind):
        return False
    is_formula = words.said[behind : behind + 2] in _FORMULA
    return not is_formula and words.said[behind] not in _SENDING


def _joined(who: list[Mention]) -> Mention:
    ids = tuple(id for mention in who for id in mention.ids)
    return Mention(who[0].start, who[-1].stop, ids)


def _coordinating(
    clause: Clause, lexicon: Lexicon, where: tuple[int, int], found: ClauseRoles
) -> int:
    at, behind = where
    words = clause.words
    if _OF_HELP.search(words.text, clause.start, words.starts[at]):
        return behind
    if at and words.said[at - 1] in _NOT_COORDINATING:
        return _behind_names(clause, lexicon, behind)
    while behind < clause.last and _is_between(words, behind):
        behind += 1
    who, stop = listed_at(lexicon, words, behind, "anybody")
    if not who:
        return _with_somebody(clause, behind, found)
    first = clause.frame.behind if clause.frame else clause.first
    found.frames = found.frames or at - first <= 5
    found.with_ += who
    if len(who) > 1 and words.said[stop : stop + 2] in _SUBJECT_VERBS:
        found.unclear.append(who[-1])
    return stop


def _with_somebody(clause: Clause, at: int, found: ClauseRoles) -> int:
    """Note words behind ``phối hợp với`` that hold a name: ``chính quyền xã An Phú``."""
    words = clause.words
    stop = at
    while stop < min(clause.last, at + _FAR) and words.raw[stop].isalpha():
        if begins_order(words, stop):
            break
        stop += 1
    is_named = any(words.is_capital(each) for each in range(at, stop))
    if is_named and words.said[at - 1] in ("với", "cùng"):
        found.unclear.append(Mention(words.starts[at], words.stops[stop - 1]))
    return max(at, stop)


def _is_between(words: Words, at: int) -> bool:
    """Tell whether word *at* only says how closely, not with whom."""
    is_way = words.said[at] in _BETWEEN or "chủ động" in (
        " ".join(words.said[at : at + 2]),
        " ".join(words.said[at - 1 : at + 1]),
    )
    return is_way and not words.is_capital(at)


def _agreeing(clause: Clause, lexicon: Lexicon, at: int, found: ClauseRoles) -> int:
    """Take those with whom something is agreed for coordinators; of a ministry above it is said."""
    count = len(found.with_)
    behind = _coordinating(clause, lexicon, (at, at + 3), found)
    text = clause.words.text
    for each in found.with_[count:]:
        if each.doubt and text.startswith("Bộ ", each.start):
            found.with_.remove(each)
            found.unclear.append(each)
    return behind


def _behind_names(clause: Clause, lexicon: Lexicon, at: int) -> int:
    """Skip the names up to the end of a noun phrase: ``sự phối hợp giữa A với B``."""
    words = clause.words
    while at < clause.last and words.said[at] not in (",", ";", "."):
        who, behind = listed_at(lexicon, words, at)
        at = behind if who else at + 1
    return at


def _guided(clause: Clause, lexicon: Lexicon, at: int) -> tuple[list[Mention], int]:
    words = clause.words
    who, behind = mentions_at(lexicon, words, at + 2)
    counted = words.said[at + 2 : at + 3]
    if not who and counted and counted[0].isdigit() and words.said[at + 3 : at + 4] in _COUNTED:
        # “05 xã chưa nộp báo cáo”: how many, not who.
        return [Mention(words.starts[at + 2], words.stops[at + 3], (), POINTED)], at + 4
    if not who:
        return [], at
    who, behind = listed_at(lexicon, words, at + 2)
    if words.at(behind, "đăng", "ký"):
        pointed = [replace(each, ids=(), doubt=POINTED, candidates=each.ids) for each in who]
        return pointed, behind
    said = words.text[clause.start : words.starts[at]]
    said = said[max(said.rfind(mark) for mark in ",;:") + 1 :].casefold()
    if (at and words.said[at - 1] in _NOT_GUIDING) or _SUPERIOR.search(said):
        return [], behind
    return who, behind


def _unknown_guided(clause: Clause, lexicon: Lexicon, at: int) -> list[Mention]:
    """Return an office behind a verb of guiding that the directory has not."""
    words = clause.words
    if at and words.said[at - 1] in _NOT_GUIDING:
        return []
    who, _ = listed_at(lexicon, words, at + 2)
    is_office = bool(who) and words.said[at + 2] in _OFFICES and words.is_capital(at + 2)
    return [each for each in who if each.doubt] if is_office and who[0].doubt else []


def _guides_itself(lexicon: Lexicon, words: Words, last: Mention, behind: int) -> bool:
    """Tell whether the last of those guided guides others: ``A hướng dẫn B, C hướng dẫn D``."""
    if not last.ids or not words.text[: last.start].rstrip().endswith(","):
        return False
    if words.said[behind : behind + 2] not in GUIDING:
        return False
    whom, _ = mentions_at(lexicon, words, behind + 2)
    return any(mention.ids for mention in whom)


def _is_petition(clause: Clause, offset: int) -> bool:
    before = clause.words.text[clause.start : offset]
    return bool(_PETITION.search(before)) and bool(_CONSIDERING.search(before.casefold()))


def _may_be_subject(words: Words, last: Mention, behind: int) -> bool:
    """Tell whether the last name of a list may be the subject of what follows."""
    is_apart = words.text[: last.start].rstrip().endswith(",")
    return is_apart and bool(last.ids) and begins_order(words, behind)


def _is_excluded(words: Words, at: int) -> bool:
    """Tell whether a name is a place, a receiver, an owner: nobody's order."""
    said = " ".join(words.said[at : at + 2])
    if (said.split()[0] in PLACES or said in PLACES) and not said.endswith(" ủy"):
        return True
    before = at - 1
    while before > 0 and words.said[before] in (",", JOINT) and words.is_capital(before - 1):
        while before > 0 and (words.is_capital(before - 1) or words.said[before] in (",", JOINT)):
            before -= 1
        before -= 1
    return before >= 0 and words.said[before] in _EXCLUDING
