"""What is not certain about who is ordered, said to the clerk with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from soanthao.language.lexicon import ENDED, NEAR, POINTED, SEVERAL, UNKNOWN, Lexicon, Mention
from soanthao.language.order_merging import Said
from soanthao.language.order_words import begins_order

UNCLEAR_ROLE: Final = "N306"
UNCLEAR_SUBJECT: Final = "N307"
UNCLEAR_KIND: Final = "N308"
PETITIONER: Final = "N309"
ASKED: Final = "N310"
_THING: Final = re.compile(
    r"(?:các |những |toàn bộ )?(?:kinh phí|thời |nguồn|việc|nội dung|kết quả|hồ sơ|phương án|mức"
    r"|số|tiến độ|chi tiết|riêng|trong|nếu|trường hợp|khi|sau|trước|đối với|về|từ|đến|theo|qua"
    r"|hằng)\b",
    re.IGNORECASE,
)
"""What a clause begins with that tells of a thing, not of somebody."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about an order that only a person can decide.

    Attributes:
        code: N3xx of docs/errors.md.
        start, stop: half-open interval into the text.
        message: Vietnamese.
        candidates: ids that may be meant.
    """

    code: str
    start: int
    stop: int
    message: str
    candidates: tuple[str, ...] = ()


def doubts_of(
    text: str, lexicon: Lexicon, said: list[Said], mentions: list[Mention]
) -> tuple[Doubt, ...]:
    """Return what is not certain about the orders of *text*, in the order of the text."""
    found = [_of_mention(text, lexicon, each) for each in mentions if each.doubt]
    for each in said:
        found += _of_clause(text, each)
    found += _unclear_subjects(text, said)
    return tuple(sorted(dict.fromkeys(found), key=lambda doubt: (doubt.start, doubt.code)))


def _of_mention(text: str, lexicon: Lexicon, mention: Mention) -> Doubt:
    words = text[mention.start : mention.stop]
    named = " hay ".join(f"“{_name(lexicon, id)}”" for id in mention.candidates)
    message = {
        UNKNOWN: f"“{words}” không có trong danh bạ; thêm đơn vị vào agency.yaml hoặc sửa tên.",
        NEAR: f"“{words}” không có đúng như vậy trong danh bạ; có phải là {named} không?",
        SEVERAL: f"“{words}” có thể là {named}; ghi rõ đơn vị nào.",
        ENDED: f"“{words}” không hoạt động vào ngày này; có phải giao {named} không?",
        POINTED: f"“{words}” chỉ các đơn vị đã nêu ở chỗ khác; ghi rõ đơn vị nào.",
    }[mention.doubt]
    return Doubt(mention.doubt, mention.start, mention.stop, message, mention.candidates)


def _name(lexicon: Lexicon, id: str) -> str:
    unit = lexicon.directory.unit(id)
    group = lexicon.directory.group(id)
    if unit is not None:
        return unit.name
    return group.name if group is not None else id


def _of_clause(text: str, said: Said) -> list[Doubt]:
    found = []
    for mention in said.roles.unclear:
        words = text[mention.start : mention.stop]
        message = f"Có nhắc “{words}” nhưng không rõ được giao hay chỉ liên quan; xem lại vai trò."
        found.append(Doubt(UNCLEAR_ROLE, mention.start, mention.stop, message, mention.ids))
    for mention in said.roles.petitioners:
        words = text[mention.start : mention.stop]
        message = f"Nội dung là đề nghị của “{words}”; nếu cần báo để biết thì ghi ở khóa copy."
        found.append(Doubt(PETITIONER, mention.start, mention.stop, message, mention.ids))
    if said.is_asked and said.who:
        start, stop = said.clause.start, said.who[-1].stop
        message = (
            f"“{text[start:stop]}” nằm trong nội dung giao đơn vị khác: đã ghi thành một phần "
            "giao riêng; xem lại ai phải làm."
        )
        found.append(Doubt(ASKED, start, stop, message))
    if said.kind == "unclear":
        start, stop = said.who[0].start, said.who[-1].stop
        message = f"Không rõ câu về “{text[start:stop]}” là giao việc hay nhận xét; xem lại."
        found.append(Doubt(UNCLEAR_KIND, start, stop, message))
    return found


def _unclear_subjects(text: str, said: list[Said]) -> list[Doubt]:
    """Return the clauses without a subject that stand behind a change of subjects."""
    found = []
    main: tuple[str, ...] | None = None
    is_changed = False
    is_torn = False
    for index, each in enumerate(said):
        follows = each.kind == "noun" and not each.clause.opens and index > 0
        is_torn = follows and (is_torn or said[index - 1].kind == "heading")
        if each.who and not each.is_open:
            ids = tuple(id for mention in each.who for id in mention.ids)
            is_changed = each.is_asked or (main is not None and ids != main)
            main = main if main is not None else ids
        elif not each.who and (
            is_changed or is_torn or _is_between(said, index) or _may_have_subject(said, index)
        ):
            clause = each.clause
            words = " ".join(clause.text.split()[:8])
            message = f"Sau dấu “;” hoặc dấu chấm không rõ ai làm: “{words} …”; ghi rõ đơn vị nào."
            found.append(Doubt(UNCLEAR_SUBJECT, clause.start, clause.stop, message))
    return found


def _is_between(said: list[Said], index: int) -> bool:
    """Tell whether a clause without a verb that is known stands between orders to two units."""
    later = next((each for each in said[index + 1 :] if each.who), None)
    before = next((each for each in reversed(said[:index]) if each.who), None)
    if said[index].kind != "noun" or later is None or before is None:
        return False
    return [each.ids for each in later.who] != [each.ids for each in before.who]


def _may_have_subject(said: list[Said], index: int) -> bool:
    """Tell whether a clause behind ``;`` may name who does it: ``; khu phố trưởng vận động``."""
    each = said[index]
    clause = each.clause
    if each.kind != "noun" or clause.opens or index == 0 or ":" in clause.text:
        return False
    if _THING.match(clause.text):
        return False
    verbs = range(clause.first + 1, min(clause.first + 5, clause.last))
    return any(begins_order(clause.words, at) for at in verbs)
