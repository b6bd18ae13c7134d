"""Rules about deadlines of orders: what the draft notes against what the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from soanthao.findings import Severity
from soanthao.language.dates import Reference
from soanthao.language.deadline_dated import last_of
from soanthao.language.deadlines import read_deadlines
from soanthao.lint.orders import Ordered, orders, spot_of
from soanthao.lint.reading import Reading
from soanthao.lint.rule import Check, Remark, Rule
from soanthao.notice.assignment import Role
from soanthao.notice.deadline import AtEvent, Before, Deadline, OnOrBefore, Soft, Within
from soanthao.notice.deadline_words import in_words
from soanthao.notice.notice import Notice

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "A104",
        "Thời hạn đã ghi khớp với thời hạn trong câu",
        Severity.ERROR,
        right="trước ngày 05/12/2026; due: <2026-12-05",
        wrong="trước ngày 05/12/2026; due: <2026-12-15",
    ),
    Rule(
        "A108",
        "Một việc giao một đơn vị có một thời hạn",
        Severity.WARNING,
        right="mỗi việc một thời hạn",
        wrong="rà soát trước 05/12; rà soát trước 11/12",
    ),
    Rule(
        "A111",
        "Hạn báo cáo kết quả không sau hạn của việc phải báo cáo",
        Severity.INFO,
        right="việc xong 25/12, báo cáo 20/12",
        wrong="việc xong 05/12, báo cáo 20/12",
    ),
)

_SURE: Final = frozenset(("", "N401"))
"""Doubts of the reader with which a deadline is still one: a year that was worked out."""
_ALIKE: Final = 0.8
"""Share of common words from which on two orders are one thing."""
_FEW_WORDS: Final = 5


def named_day(deadline: Deadline | None) -> date | None:
    """Return the last day of a deadline that names a day; a period names none."""
    if isinstance(deadline, Soft | AtEvent):
        return named_day(deadline.by)
    if isinstance(deadline, Before) and deadline.at is None:
        return deadline.day - timedelta(days=1)
    return deadline.day if isinstance(deadline, OnOrBefore | Before) else None


def last_day(deadline: Deadline | None) -> date | None:
    """Return the last day of a deadline that can be told in days, periods to their end."""
    by = deadline.by if isinstance(deadline, Soft | AtEvent) else deadline
    return last_of(by) if isinstance(by, Within) else named_day(by)


def _days(deadlines: tuple[Deadline, ...]) -> set[date]:
    return {day for each in deadlines if (day := last_day(each)) is not None}


def _reference(notice: Notice) -> Reference:
    return Reference(notice.issued, notice.meeting.held)


def _against_the_words(reading: Reading) -> Iterator[Remark]:
    notice = reading.notice
    if notice is None:
        return
    texts = {item.id: item.text.plain for item in notice.items()}
    for order in orders(notice):
        text = texts.get(order.key, order.words)
        spans = order.spans or ((0, len(text)),)
        noted = _days(order.follow.due)
        said = []
        for found in read_deadlines(text, _reference(notice)):
            day = last_day(found.deadline)
            inside = any(start <= found.start and found.stop <= stop for start, stop in spans)
            if day is not None and inside and found.code in _SURE:
                said.append((day, text[found.start : found.stop]))
        days = {day for day, _ in said}
        for day, words in said:
            if day not in noted and not (noted and noted <= days):
                yield Remark("A104", _message(order, words), spot_of(reading, order, words), words)


def _message(order: Ordered, words: str) -> str:
    if order.follow.due:
        noted = "; ".join(map(in_words, order.follow.due))
        return f"câu ghi “{words}”, thời hạn đã nhập là “{noted}”; hãy xem lại."
    reason = f" (đã ghi “{order.follow.no_due}”)" if order.follow.no_due else ""
    return f"câu ghi “{words}” mà chưa nhập thời hạn{reason}; hãy ghi “due”."


def _two_deadlines(reading: Reading) -> Iterator[Remark]:
    notice = reading.notice
    if notice is None:
        return
    dated = [order for order in orders(notice) if _days(order.follow.due)]
    for one, two in combinations(dated, 2):
        first, second = _in_charge(one), _in_charge(two)
        if not first & second or _days(one.follow.due) & _days(two.follow.due):
            continue
        if _alike(_thing(one.words), _thing(two.words)):
            message = (
                f"mục {two.key} và mục {one.key} giao cùng một việc cho cùng đơn vị với hai thời "
                "hạn; hãy xem lại."
            )
            yield Remark("A108", message, spot_of(reading, two))


def _in_charge(order: Ordered) -> set[str]:
    return {unit for unit, role in order.units.items() if role is Role.TO}


def _thing(text: str) -> set[str]:
    """Return the words of an order, figures of dates left out."""
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def _alike(one: set[str], other: set[str]) -> bool:
    both = len(one & other)
    return min(len(one), len(other)) >= _FEW_WORDS and both >= _ALIKE * len(one | other)


def _report(reading: Reading) -> Iterator[Remark]:
    """Report once, with the orders: whether it is meant is for the chair to say."""
    notice = reading.notice
    report = notice.letters.report if notice is not None else None
    by = last_day(report.by) if report is not None else None
    if notice is None or by is None or notice.letters.form != "cong-van":
        return
    earlier = [
        order.key
        for order in orders(notice)
        if not order.general and (days := _days(order.follow.due)) and max(days) < by
    ]
    if earlier:
        told = f"{by.day:02}/{by.month}/{by.year}"
        message = (
            f"hạn báo cáo {told} sau thời hạn của mục {', '.join(dict.fromkeys(earlier))}; "
            "hãy xem có kịp theo dõi không."
        )
        yield Remark("A111", message, found=told.lstrip("0"), key="letters.report")


CHECKS: Final[tuple[Check, ...]] = (_against_the_words, _two_deadlines, _report)
