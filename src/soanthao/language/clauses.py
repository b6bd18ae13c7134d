"""A text cut into clauses, each with whom it addresses and how (giao X, X làm, do X làm)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from soanthao.language.clause import Clause, Frame, Manner
from soanthao.language.lexicon import POINTED, Lexicon, Mention
from soanthao.language.listing import is_short_name, listed_at, stranger_at
from soanthao.language.mentions import may_begin, mentions_at
from soanthao.language.name_words import JOINT, Words, words_of
from soanthao.language.order_late import carried, handed, leading, leads_at
from soanthao.language.order_words import (
    ASSESSING,
    BINDING,
    CONNECTING,
    DECIDING,
    IN_TIME,
    NO_PREDICATE,
    NOT_BEFORE_GIVING,
    NOT_ORDERING,
    ORDERER,
    PERMITTING,
    RATED,
    STANDING,
    TOLD,
    TOLD_BY_NUMBERS,
    URGING,
    begins_order,
    gives,
    joins,
    may_be_told,
    tells_which,
)
from soanthao.notice.sentence import sentences

_ASIDE: Final = re.compile(r"\([^()]*\)|“[^”]*”|\"[^\"]*\"")
_GIVING: Final = frozenset(("giao", "yêu", "đề", "phân", "ủy", "do"))
_LEADS: Final = re.compile(r"chủ trì|chịu trách nhiệm|có trách nhiệm|đầu mối|thường trực")
_SOMEBODY: Final = (("đơn", "vị"), ("cơ", "quan"), ("địa", "phương"))
_WHILE: Final = re.compile(
    r"(?:khi|sau khi|để|trên cơ sở|trường hợp|trong quá trình|(?:các )?(?:nội dung|việc|nhiệm vụ"
    r"|vấn đề) (?:này|trên|nêu trên))\b",
    re.IGNORECASE,
)
_CHAIR: Final = re.compile(
    r"(?:(?:phó )?chủ tịch )?(?:ubnd|ủy ban nhân dân)(?: (?:tỉnh|huyện|xã|thành phố|phường))?",
    re.IGNORECASE,
)
_FAR: Final = 40
_PREFIX: Final = re.compile(
    r"\s*(?:đối với|(?:về )?trách nhiệm của|nhiệm vụ của|về phía)\s+", re.IGNORECASE
)
_TOPIC: Final = re.compile(r"(?:đối với|về|liên quan (?:đến|tới)|xét)\s", re.IGNORECASE)
"""How a clause begins that says behind a colon who acts: ``Đối với đơn của ông A, xã B: …``."""


def clauses(text: str, lexicon: Lexicon) -> list[Clause]:
    """Return the clauses of *text* in order: by sentence, by ``;`` and by who is addressed."""
    words = words_of(text)
    found: list[Clause] = []
    at = 0
    for start, stop in _segments(text):
        while at < len(words) and words.starts[at] < start:
            at += 1
        last = at
        while last < len(words) and words.starts[last] < stop:
            last += 1
        opens = not found or text[found[-1].stop : start].strip() != ";"
        found += _split(Clause(start, stop, words, at, last, None, opens), lexicon)
        at = last
    return found


def asides(text: str) -> list[tuple[int, int]]:
    """Return what *text* says in brackets and quotes."""
    return [match.span() for match in _ASIDE.finditer(text)]


def _segments(text: str) -> Iterator[tuple[int, int]]:
    closed = asides(text)
    for low, high in sentences(text) or [(0, len(text))]:
        start = low
        for match in re.finditer(";", text[low:high]):
            at = low + match.start()
            if any(begin <= at < end for begin, end in closed):
                continue
            if text[start:at].strip():
                yield _trimmed(text, start, at)
            start = at + 1
        if text[start:high].strip():
            yield _trimmed(text, start, high)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    said = text[start:stop]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())


def _split(clause: Clause, lexicon: Lexicon) -> list[Clause]:
    """Cut a clause before each frame but the first."""
    frames = list(_frames(clause, lexicon))
    if not frames:
        return [clause]
    words, text = clause.words, clause.words.text
    cuts = [clause.start, *(frame.start for frame in frames[1:]), clause.stop]
    found = []
    for index, frame in enumerate(frames):
        start, stop = cuts[index], cuts[index + 1]
        said = text[start:stop]
        if stop != clause.stop:
            said = re.sub(r"(?:[,:]|\s|\bđồng thời\b|\bvà\b)+\Z", "", said)
        first = next(at for at in range(clause.first, clause.last) if words.starts[at] >= start)
        last = first
        while last < clause.last and words.starts[last] < start + len(said):
            last += 1
        opens = clause.opens and not index
        found.append(Clause(start, start + len(said), words, first, last, frame, opens))
    return found


def _frames(clause: Clause, lexicon: Lexicon) -> Iterator[Frame]:
    words = clause.words
    closed = asides(clause.text)
    at = clause.first
    entry = _word_behind(words, clause.start + _lead_in(clause.text), at)
    ordering = _imperative(words, entry)
    before: Frame | None = None
    while at < clause.last:
        is_somebody = may_begin(lexicon, words, at) or (at == entry and words.is_capital(at))
        if words.said[at] not in _GIVING and not is_somebody:
            at += 1
            continue
        offset = words.starts[at] - clause.start
        inside = next((high for low, high in closed if low <= offset < high), None)
        frame = None
        if inside is not None:
            at = max(at + 1, _word_behind(words, clause.start + inside, at))
            continue
        frame = _given(clause, lexicon, at, before) or carried(clause, lexicon, at, ordering)
        if frame is None and before is None and not ordering:
            frame = handed(clause, lexicon, at)
        if frame is None and before is None and not ordering and at > entry:
            frame = leading(clause, lexicon, at)
        if frame is None and _may_begin(clause, lexicon, at, entry, ordering or before is not None):
            frame = _subject(clause, lexicon, at)
        if frame is not None and not frame.verb and before and joins(words, frame.behind):
            at = frame.behind
            continue
        if frame is None:
            skip = listed_at if ordering or before is not None else mentions_at
            at = max(at + 1, skip(lexicon, words, at)[1])
            continue
        yield frame
        before = frame
        at = frame.behind


def _lead_in(text: str) -> int:
    """Return the length of what connects a clause to the one before it."""
    at = 0
    while match := CONNECTING.match(text, at):
        at = match.end()
    match = _PREFIX.match(text, at)
    return match.end() if match else at


def _word_behind(words: Words, offset: int, first: int) -> int:
    index = first
    while index < len(words) and words.starts[index] < offset:
        index += 1
    return index


def _imperative(words: Words, at: int) -> bool:
    return begins_order(words, at) and not gives(words, at)


def _given(clause: Clause, lexicon: Lexicon, at: int, before: Frame | None) -> Frame | None:
    """Return ``giao X …`` at word *at*, where it is an order."""
    words = clause.words
    count = gives(words, at)
    is_told = before is None and bool(count) and _is_told(clause, at)
    if not count or not (is_told or _may_give(clause, at, before)):
        return None
    # “Rà soát quy định, giao Chính phủ …” is what the law is to say.
    entry = _word_behind(words, clause.start + _lead_in(clause.text), clause.first)
    is_own = before is None and not _imperative(words, entry)
    who, behind = listed_at(lexicon, words, at + count, "anybody" if is_own else "party")
    if not who and words.said[at + count : at + count + 2] in _SOMEBODY:
        # “Đơn vị” alone is one that was named elsewhere.
        behind = at + count + 2
        who = [Mention(words.starts[at + count], words.stops[behind - 1], (), POINTED)]
    if not who:
        return None
    verb = " ".join(words.said[at : at + (1 if words.said[at] == "giao" else 2)])
    manner: Manner = "given"
    is_unit = before is not None and any(not mention.is_open for mention in before.who)
    if is_unit and verb != "giao" and before is not None and before.manner != "assessed":
        manner = "asked"
    if is_told or words.at(behind, "đã"):
        manner = "assessed"
    elif not begins_order(words, behind) and _is_standing(clause, behind):
        manner = "unclear"
    if manner == "given" and clause.ends_at(behind):
        manner = "heading"
    return Frame(words.starts[at], behind, tuple(who), manner, verb)


def _is_standing(clause: Clause, behind: int) -> bool:
    """Tell whether what was given is told, not given: ``giao các xã 12 chỉ tiêu, mới đạt 07``."""
    said = clause.words.text[clause.words.stops[behind - 1] : clause.stop]
    return re.search(r"\bđến nay\b", said) is not None and STANDING.search(said) is not None


def _is_told(clause: Clause, at: int) -> bool:
    """Tell whether a law or a letter gave the order: ``Nghị định số 12 giao Bộ X …``."""
    said = clause.words.text[clause.start : clause.words.starts[at]].rstrip()
    last = said[max(said.rfind(mark) for mark in ",;:") + 1 :].strip()
    is_office = "," in said and ORDERER.match(last) is not None and not TOLD.match(last)
    return not is_office and TOLD.match(said[_lead_in(said) :]) is not None


def _may_give(clause: Clause, at: int, before: Frame | None) -> bool:
    words = clause.words
    if at <= clause.first:
        return True
    earlier = words.said[at - 1]
    if words.is_capital(at) and earlier not in NOT_BEFORE_GIVING:
        return True
    if earlier in (",", ":", "*", "-", ")", JOINT) or words.at(at - 2, "đồng", "thời"):
        return True
    said = words.text[clause.start : words.starts[at]]
    if DECIDING.match(said, _lead_in(said)):
        return True
    if earlier in NOT_BEFORE_GIVING:
        return False
    start = max(said.rfind(mark) for mark in ",;:") + 1
    said = said[max(start, _lead_in(said)) :].strip()
    begins = ORDERER.match(said) or _WHILE.match(said)
    return before is None and (not said or begins is not None)


def _may_begin(clause: Clause, lexicon: Lexicon, at: int, entry: int, ordered: bool) -> bool:
    """Tell whether a subject may stand at word *at*: at the start, behind a comma or colon."""
    words = clause.words
    if at == entry:
        return True
    if at < entry or words.said[at - 1] not in (",", ":"):
        return False
    if words.said[at - 1] == ":" and _imperative(words, entry) and leads_at(lexicon, words, at):
        return True
    if not ordered:
        if _TOPIC.match(clause.text) and ":" in clause.text[words.starts[at] - clause.start :]:
            return False
        said = clause.text[_lead_in(clause.text) :]
        return not NOT_ORDERING.match(said) or _is_timed(clause, at) or _is_decided(clause, at)
    # What follows a name and a comma goes on with a list.
    return words.said[at - 1] == "," and not words.is_capital(at - 2)


def _is_decided(clause: Clause, at: int) -> bool:
    """Tell whether a subject behind a comma follows a decision: ``Thống nhất tạm ứng, X …``."""
    is_decision = PERMITTING.match(clause.text) is not None
    return is_decision and clause.words.said[at - 1] == "," and not clause.words.is_capital(at - 2)


def _is_timed(clause: Clause, at: int) -> bool:
    """Tell whether only a time stands before the subject at word *at*."""
    words = clause.words
    start = clause.start + _lead_in(clause.text)
    return IN_TIME.fullmatch(words.text, start, words.starts[at]) is not None


def _subject(clause: Clause, lexicon: Lexicon, at: int) -> Frame | None:
    """Return the subject at word *at*, by what is said of it."""
    words = clause.words
    is_first = words.starts[at] - clause.start <= _lead_in(clause.text)
    who, behind = listed_at(lexicon, words, at)
    if not who and is_first:
        who, behind = _outsider(clause, lexicon, at)
    if not who or begins_order(words, at):
        return None
    if who[-1].doubt and gives(words, behind):
        return None
    is_chair = any(_CHAIR.fullmatch(words.text[each.start : each.stop]) for each in who)
    if not is_first and (is_chair or (_imperative(words, clause.first) and _is_vague(who))):
        return None
    manner = _manner(clause, behind, at)
    if manner == "subject" and not is_first and _is_timed(clause, at):
        manner = _manner_in_time(clause, behind)
    if manner == "subject" and not is_first and _is_decided(clause, at):
        manner = "unclear"
    if manner is None:
        return None
    is_rated = manner == "subject" and is_first and _is_rated(clause, behind)
    if is_rated or (manner == "assessed" and _agree(words, who, behind)):
        manner = "unclear"
    if not is_first and len(who) > 1 and _goes_on(lexicon, words, at):
        manner = "unclear"
    return Frame(
        words.starts[at] if at != clause.first else clause.start, behind, tuple(who), manner
    )


def _goes_on(lexicon: Lexicon, words: Words, at: int) -> bool:
    """Tell whether units at word *at* may go on with a list: ``… của A, B, C rà soát``."""
    if words.said[at - 1] != ",":
        return False
    earlier = range(max(0, at - 12), at - 1)
    hits = (lexicon.name_at(words, each) for each in earlier)
    return any(hit is not None and hit.mention.ids and hit.stop == at - 1 for hit in hits)


def _outsider(clause: Clause, lexicon: Lexicon, at: int) -> tuple[list[Mention], int]:
    """Return who is in no directory and told to do something: ``Chủ đầu tư lập …``, ``; EVN …``."""
    words = clause.words
    who, behind = listed_at(lexicon, words, at, "party")
    if who:
        is_told = begins_order(words, behind) or (words.at(behind, ":") and not words.at(at, "cơ"))
        return (who, behind) if is_told else ([], at)
    if clause.opens and not is_short_name(words, at):
        return [], at
    who, behind = stranger_at(lexicon, words, at)
    is_told = begins_order(words, behind) and not joins(words, behind)
    return (who, behind) if who and is_told else ([], at)


def _manner_in_time(clause: Clause, behind: int) -> Manner | None:
    """Return how X is addressed in ``Trong tháng 4, X …``: told what he did, or what he must do."""
    said = clause.words.text[clause.words.starts[behind] : clause.stop]
    if URGING.match(said):
        return "subject"
    return None if STANDING.search(said) or TOLD_BY_NUMBERS.search(said) else "unclear"


def _agree(words: Words, who: list[Mention], behind: int) -> bool:
    """Tell whether units agree among themselves: they did, or they are to do so."""
    is_two = len(who) > 1 or (words.at(behind + 2, "với") and words.is_capital(behind + 3))
    return is_two and words.at(behind, "thống", "nhất") and all(each.ids for each in who)


def _is_rated(clause: Clause, behind: int) -> bool:
    """Tell whether how well it is done is said of a subject: ``X triển khai tốt, …``."""
    said = clause.words.text[clause.words.stops[behind - 1] : clause.stop]
    return RATED.search(said) is not None and BINDING.search(said) is None


def _is_vague(who: list[Mention]) -> bool:
    return all(mention.is_open for mention in who)


def _manner(clause: Clause, behind: int, at: int) -> Manner | None:
    words = clause.words
    before = words.starts[at] - clause.start
    is_first = not clause.text[:before].strip(" *-+") or _lead_in(clause.text) >= before
    unsure: Manner | None = "unclear" if is_first else None
    if clause.ends_at(behind):
        return "heading" if is_first else None
    said = words.said[behind]
    if said == ":" and words.said[behind + 1 : behind + 2] in (("đã",), ("còn",), ("chưa",)):
        return "assessed"
    if said == ":" or begins_order(words, behind) or words.at(behind, "chậm", "nhất"):
        return "subject"
    if said == "," or said in NO_PREDICATE:
        later = range(behind + 1, min(clause.last, behind + _FAR))
        is_order = any(begins_order(words, at) and not words.is_capital(at) for at in later)
        is_subject = is_order and (is_first or said != ",")
        return "subject" if is_subject else None if is_order else unsure
    if said in ASSESSING:
        is_duty = said == "là" and _LEADS.search(clause.text[before:]) is not None
        is_duty = is_duty or may_be_told(words, behind, clause.stop)
        return "unclear" if is_duty or tells_which(words, behind, clause.last) else "assessed"
    is_verb = words.raw[behind].isalpha() and (words.raw[behind].islower() or is_first)
    return "subject" if is_verb else unsure
