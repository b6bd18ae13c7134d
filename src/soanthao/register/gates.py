"""What the gates see in a document's dates (kiểm tra trước khi cấp số, phát hành), pure.

A warning is said and stops nothing. An error stops the step unless the person gives a reason, which
the record keeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.language import workdays
from soanthao.notice.letterhead import Signatory
from soanthao.register.entry import Entry
from soanthao.register.numbers import Line, out_of_order

MOST_WORKING_DAYS: Final = 5
"""A notice of conclusions is due within so many working days of the meeting."""


def numbering(entry: Entry, day: date, today: date) -> Iterator[Finding]:
    """Yield what is wrong with giving *entry* a number of *day* on *today*."""
    if entry.held is not None and day < entry.held:
        yield _error(
            "G104",
            f"Ngày ban hành {day:%d/%m/%Y} trước ngày họp {entry.held:%d/%m/%Y}; hãy xem lại.",
            "Điều 15.2",
        )
    if entry.signed_on is not None and day < entry.signed_on:
        yield _error(
            "G106",
            f"Ngày ban hành {day:%d/%m/%Y} trước ngày ký {entry.signed_on:%d/%m/%Y}; hãy xem lại.",
            "Điều 15.2",
        )
    if entry.signed_on is not None and today > workdays.next_working_day(entry.signed_on):
        last = workdays.next_working_day(entry.signed_on)
        yield _warning(
            "G102",
            f"Văn bản ký ngày {entry.signed_on:%d/%m/%Y} phải được cấp số chậm nhất ngày "
            f"{last:%d/%m/%Y} (ngày làm việc tiếp theo).",
            "Điều 15.2",
        )
    if entry.held is not None and not entry.is_letter:
        passed = workdays.working_days(entry.held, day)
        if passed > MOST_WORKING_DAYS:
            yield _warning(
                "G101",
                f"Thông báo kết luận ban hành sau cuộc họp {passed} ngày làm việc, quá "
                f"{MOST_WORKING_DAYS:02} ngày.",
            )


def issuing(entry: Entry, today: date) -> Iterator[Finding]:
    """Yield what is wrong with issuing *entry* on *today* (Điều 18.1)."""
    signed = entry.signed_on
    if signed is None:
        return
    if entry.urgency and today > signed:
        yield _warning(
            "G103",
            f"Văn bản khẩn ký ngày {signed:%d/%m/%Y} phải được phát hành ngay.",
            "Điều 18.1",
        )
    elif today > workdays.next_working_day(signed):
        last = workdays.next_working_day(signed)
        yield _warning(
            "G103",
            f"Văn bản ký ngày {signed:%d/%m/%Y} phải được phát hành trong ngày, chậm nhất ngày "
            f"{last:%d/%m/%Y} (ngày làm việc tiếp theo).",
            "Điều 18.1",
        )


def signing(signatory: Signatory, day: date) -> Iterator[Finding]:
    """Yield what is wrong with *signatory* signing on *day*."""
    early = signatory.valid_from is not None and day < signatory.valid_from
    late = signatory.valid_until is not None and day > signatory.valid_until
    if early or late:
        yield _error(
            "G105",
            f"Ngày {day:%d/%m/%Y}, {signatory.name} không giữ chức {signatory.position} (theo "
            "from, until trong agency.yaml); hãy chọn người ký khác.",
            "Điều 13",
        )


def ordering(lines: Sequence[Line], number: int, day: date) -> Iterator[Finding]:
    """Yield where *number* of *day* stands in the wrong order among *lines* of its year."""
    if said := out_of_order(lines, number, day):
        yield _error("G107", said, "Điều 15")


def _warning(code: str, message: str, clause: str = "") -> Finding:
    return Finding(code, message, severity=Severity.WARNING, clause=clause, where="sổ")


def _error(code: str, message: str, clause: str = "") -> Finding:
    return Finding(code, message, severity=Severity.ERROR, clause=clause, where="sổ")
