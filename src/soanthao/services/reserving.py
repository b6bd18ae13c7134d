"""``soanthao reserve``: numbers kept for somebody, with a reason and an end (giữ số)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from soanthao.errors import ConflictError, InvalidInputError
from soanthao.findings import Finding
from soanthao.notice.person import Part
from soanthao.register.ledger import Left, Reader
from soanthao.register.numbers import Family, Line, counted, started
from soanthao.services.desk import Desk
from soanthao.standard import kinds


@dataclass(frozen=True, slots=True)
class ReserveRequest:
    """What is to be kept.

    Attributes:
        kind: abbreviation of Phụ lục III, ``cong-van`` or ``TrS``.
        symbol: of the documents to come; empty: the agency's for that kind.
        expires: last day on which it may be used.
    """

    kind: str
    reason: str
    expires: date
    count: int = 1
    symbol: str = ""
    issuer: str = ""


def reserve(desk: Desk, request: ReserveRequest) -> tuple[Line, ...]:
    """Keep the next numbers of a series and return their lines.

    Raises:
        ConflictError: another system gives the numbers; the person is no registry clerk.
        InvalidInputError: no reason, a day that is past, an unknown kind.
    """
    family = _family(desk, request.kind, request.issuer)
    _check(desk, request)
    with desk.ledger.writing(desk.moment) as writer:
        today = writer.moment.date()
        counter, numbers = counted(writer.counters(family), family, today, request.count)
        day = counter.last_date or today
        lines = tuple(
            Line(
                family,
                counter.year,
                each,
                request.symbol or _symbol(desk, request),
                day,
                status="reserved",
                person=desk.person.id,
                reason=request.reason.strip(),
                expires=request.expires,
            )
            for each in numbers
        )
        left = Left(lines=lines, counters=(counter,))
        writer.record(desk.actor, "reserve", left, request.reason.strip())
    return lines


def release(desk: Desk, kind: str, number: int, reason: str, issuer: str = "") -> Line:
    """Give a reserved number up; its line stays in the book, void.

    Raises:
        ConflictError: it is not reserved this year; the person is no registry clerk.
        InvalidInputError: no reason.
    """
    family = _family(desk, kind, issuer)
    _check_reason(reason)
    with desk.ledger.writing(desk.moment) as writer:
        line = reserved_line(writer, family, number, writer.moment.date(), expired=True)
        line = replace(line, status="lapsed", reason=reason.strip())
        writer.record(desk.actor, "release", Left(lines=(line,)), reason.strip())
    return line


def start(desk: Desk, kind: str, first: int, year: int | None = None, issuer: str = "") -> Family:
    """Let a series of *year* go on with the number *first*: an office begins in mid-year.

    Raises:
        ConflictError: it has given that number already, or another system gives the numbers; the
            person is no registry clerk.
    """
    family = _family(desk, kind, issuer)
    with desk.ledger.writing(desk.moment) as writer:
        counters = writer.counters(family)
        counter = started(counters, family, year or writer.moment.year, first)
        writer.record(desk.actor, "start", Left(counters=(counter,)), f"{first}")
    return family


def reserved_line(
    reader: Reader, family: Family, number: int, today: date, *, expired: bool = False
) -> Line:
    """Return the line of a reserved number of this year or the last.

    Raises:
        ConflictError: it is not reserved, or no longer.
    """
    lines = [each for each in reader.lines(family) if each.number == number]
    kept = [each for each in lines if each.status == "reserved"]
    if not kept:
        what = "đã dùng" if lines else "chưa được cấp"
        raise ConflictError(
            f"Số {number:02d} của dãy “{family.series}” {what}, không phải số giữ; xem các số giữ "
            "bằng soanthao register list."
        )
    line = max(kept, key=lambda each: each.year)
    if not expired and line.expires is not None and line.expires < today:
        raise ConflictError(
            f"Số giữ {number:02d} đã hết hạn ngày {line.expires:%d/%m/%Y}; hãy cấp số mới."
        )
    return line


def _family(desk: Desk, kind: str, issuer: str) -> Family:
    scheme = desk.office.agency.register
    if not scheme.own:
        raise ConflictError(
            "Số do hệ thống quản lý văn bản cấp (register: external trong agency.yaml); hãy giữ "
            "số, đặt số bắt đầu trên hệ thống đó."
        )
    if Part.CLERK not in desk.person.parts:
        raise ConflictError("Chỉ văn thư (van-thu) giữ số; hãy dùng --as với người có phần đó.")
    known = kinds.kind(kind) or kinds.copy_kind(kind)
    if known is None and kind != "cong-van":
        message = f"Không có loại văn bản “{kind}”; hãy viết như TB, QĐ, cong-van, TrS."
        raise InvalidInputError((Finding("D105", message),))
    return Family(desk.office.key, issuer, scheme.series_of(kind))


def _check(desk: Desk, request: ReserveRequest) -> None:
    _check_reason(request.reason)
    if request.expires < desk.moment().date():
        message = f"Hạn giữ số {request.expires:%d/%m/%Y} đã qua; hãy chọn ngày khác."
        raise InvalidInputError((Finding("D106", message),))


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInputError((Finding("D101", "Cần ghi lý do giữ số: --reason “…”."),))


def _symbol(desk: Desk, request: ReserveRequest) -> str:
    agency = desk.office.agency
    symbols = agency.issuers.get(request.issuer, agency.letterhead).symbols
    if kinds.copy_kind(request.kind):
        return symbols.extract
    return symbols.letter if request.kind == "cong-van" else symbols.notice
