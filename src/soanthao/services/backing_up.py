"""``soanthao backup``, ``restore``: the register kept elsewhere, and brought back.

A restore gives no number a second time: what went out after the backup is told by the register in
place, by the anchor, or by the clerk, and becomes a lost number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from soanthao import clock, files
from soanthao.errors import ConflictError, DamagedRegisterError, InvalidInputError
from soanthao.findings import Finding, Severity
from soanthao.notice.person import Part, Person
from soanthao.register import abandoned, anchor, backup, database, refill
from soanthao.register.abandoned import Moved, Past, Stated
from soanthao.register.backup import Backup, Contents, Progress
from soanthao.register.event import Actor, Event
from soanthao.register.ledger import Ledger, open_ledger
from soanthao.register.numbers import Counter, Family, Line
from soanthao.register.rows import counter_of
from soanthao.register.store import Store
from soanthao.services.desk import Office, office_of, open_register, person_of
from soanthao.services.folder import storing

_MOST_LOST: Final = 10_000
"""A clerk who names a number further away than this has mistyped it."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was kept.

    Attributes:
        head: seq and hash with which the record ends.
        entries, numbers, files: how many documents, lines of the book, files.
    """

    folder: Path
    head: tuple[int, str]
    entries: int
    numbers: int
    files: int


@dataclass(frozen=True, slots=True)
class After:
    """What a clerk read off the papers: the last number of a series that went out.

    Attributes:
        series: its name; ``issuer/series`` where several have the same.
        year: None: this year.
    """

    series: str
    number: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class RestoreRequest:
    """What is to be brought back.

    Attributes:
        folder: of the backup.
        replace: a register in place that goes further, or is another one.
        reason: why; asked for with *replace*.
        after: the last numbers that went out, where nothing else tells.
    """

    folder: Path
    replace: bool = False
    reason: str = ""
    after: tuple[After, ...] = ()


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was brought back, and what not.

    Attributes:
        head: seq and hash with which the backup ends.
        event: of the restore; None where the register held all of it already.
        lost: numbers that went out after the backup.
        entered: how far the numbers of another system had been entered after it.
        files: how many files of the store were missing or damaged and came back.
        kept: where the broken file of an SQLite register is now.
    """

    head: tuple[int, str]
    event: Event | None
    lost: tuple[Line, ...]
    entered: tuple[Counter, ...]
    files: int
    findings: tuple[Finding, ...]
    kept: Path | None = None


def back_up(
    where: Path, folder: Path, person: str | None = None, progress: Progress = lambda *_: None
) -> BackupReport:
    """Keep the register of the office at *where* in *folder*, whole or not at all.

    Clerks may work meanwhile; what the backup holds is one moment. The register is read through
    first: one that is damaged or was set back never takes the place of a good backup.

    Args:
        where: agency.yaml, a conclusion or a folder.
        folder: takes the backup; a backup of the same register is replaced.
        person: id of who does it, if it is to be one of agency.yaml.
        progress: called with files read, files in all, and a digest.

    Raises:
        InputMissingError: there is no register, or no such person.
        ConflictError: *folder* holds something else; the register was set back.
        DamagedRegisterError: the record, a row or a file is not what it was.
        CannotWriteError: disk full, read-only.
    """
    office, ledger = open_register(where)
    if person is not None:
        person_of(office, person)
    # Before the snapshot, which is then no older than the mark.
    mark = anchor.last(office.place.anchor)
    with ledger.reading() as reader:
        ledger.check_anchor(reader, mark)
        held = backup.contents(reader)
    if held.faults:
        raise DamagedRegisterError(
            f"Sổ không còn đúng như nhật ký ghi ({held.faults[0].code} "
            f"{held.faults[0].message.rstrip('.')}), nên chưa sao lưu đè lên bản cũ; hãy chạy "
            "soanthao register verify."
        )
    check = backup.check_target(folder, held)
    with storing(folder):
        files.replace_folder(folder, backup.members(held, ledger.store, progress), check)
    rows = held.rows
    return BackupReport(folder, held.head, len(rows["entry"]), len(rows["lines"]), len(held.files))


def restore(
    where: Path,
    person: str | None,
    request: RestoreRequest,
    progress: Progress = lambda *_: None,
) -> RestoreReport:
    """Bring the register of the office at *where* back, whole or not at all.

    The backup is read and verified first. Files come before rows; the rows are one transaction.

    Args:
        where: agency.yaml, a conclusion or a folder.
        person: id of who does it: a registry clerk.
        request: what, and on which conditions.
        progress: called with files read, files in all, and a digest.

    Raises:
        InputMissingError: there is no backup, or no such person.
        InvalidInputError: no reason, or a number after the backup that cannot be.
        ConflictError: the register in place goes further or is another one; nothing tells which
            numbers went out after the backup; the person is no registry clerk.
        DamagedRegisterError: the backup.
        CannotWriteError: disk full, read-only; the register is as it was.
    """
    office = office_of(where)
    who = person_of(office, person)
    _check(who, request)
    made = backup.read(request.folder, progress)
    task = _Restore(office, who, request, made)
    ledger = _readable(office)
    return task.into(ledger) if ledger else task.beside()


@dataclass(slots=True)
class _Restore:
    """One restore, from decision to report."""

    office: Office
    who: Person
    request: RestoreRequest
    made: Backup
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store(self.office.place.store)

    def into(self, ledger: Ledger) -> RestoreReport:
        """Restore into a database that can be read."""
        with ledger.reading() as reader:
            # Refused before any file is written; asked again under the lock.
            self._decide(backup.contents(reader), clock.now())
        count = self._put_files()
        return self._report(ledger, refill.write(ledger.engine, self._order()), count)

    def beside(self) -> RestoreReport:
        """Restore in the place of a database file that is broken."""
        self._decide(None, clock.now())
        count = self._put_files()
        written: list[refill.Written] = []
        url = self.office.place.url
        kept = refill.replace_file(
            database.file_of(url),
            lambda engine: written.append(refill.write(engine, self._order(), readable=False)),
        )
        ledger = open_ledger(self.office.place)
        return self._report(ledger, written[0], count, kept)

    def _order(self) -> refill.Order:
        actor = Actor(self.who.id, self.who.name)
        held, reason = self.made.contents, self.request.reason.strip()
        return refill.Order(held, actor, reason, self._decide, clock.now)

    def _decide(self, place: Contents | None, moment: datetime) -> tuple[Past, Moved]:
        """Return what is left behind.

        Raises:
            ConflictError: nobody said that the register in place may go, or what went out.
        """
        held, today = self.made.contents, moment.date()
        found = abandoned.past(held, place, anchor.marks(self.office.place.anchor))
        if found.standing in {"further", "different"} and not self.request.replace:
            raise ConflictError(_refused(held, place))
        stated = tuple(_stated(held, self.request.after, today.year))
        if open_ := abandoned.unstated(held, found, stated, today.year):
            raise ConflictError(_unknown(held, open_))
        reason = self.request.reason.strip()
        return found, abandoned.moved(held, found, stated, reason, today)

    def _put_files(self) -> int:
        """Put what the store lacks into it; return how many files."""
        count = 0
        for digest in self.made.contents.files:
            try:
                self.store.get(digest)
            except DamagedRegisterError:
                self.store.put(self.made.file(digest))
                count += 1
        return count

    def _report(
        self, ledger: Ledger, written: refill.Written, count: int, kept: Path | None = None
    ) -> RestoreReport:
        ledger.mark(written.event, written.counters, written.abandons)
        findings = (*_doubts(self.office, self.made.contents), *ledger.warnings)
        moved = written.moved
        head = self.made.contents.head
        return RestoreReport(head, written.event, moved.lines, moved.entered, count, findings, kept)


def _check(who: Person, request: RestoreRequest) -> None:
    if Part.CLERK not in who.parts:
        raise ConflictError(
            "Chỉ văn thư (van-thu) khôi phục sổ; hãy dùng --as với người có phần việc đó."
        )
    if request.replace and not request.reason.strip():
        message = "Cần ghi lý do khi thay sổ đang dùng bằng bản sao lưu: --reason “…”."
        raise InvalidInputError((Finding("D101", message),))


def _readable(office: Office) -> Ledger | None:
    """Return the register in place; None where its file is broken."""
    try:
        ledger = open_ledger(office.place)
    except DamagedRegisterError:
        return None
    return ledger if refill.is_sound(ledger.engine) else None


def _refused(held: Contents, place: Contents | None) -> str:
    if place is None:
        what = "Không đọc được cơ sở dữ liệu của sổ đang dùng: tệp bị hỏng"
    elif place.faults:
        what = f"Sổ đang dùng khác bản sao lưu và đã bị sửa tay ({place.faults[0].code})"
    elif place.holds(*held.head):
        beyond = place.head[0] - held.head[0]
        what = (
            f"Sổ đang dùng đã tới mục {place.head[0]}, bản sao lưu chỉ tới mục {held.head[0]}: "
            f"khôi phục sẽ bỏ {beyond} mục"
        )
    else:
        what = "Sổ đang dùng là một sổ khác với bản sao lưu, hoặc đã đi theo hướng khác"
    return (
        f"{what}. Chưa có gì bị thay đổi. Nếu đúng là phải thay, hãy thêm --replace và --reason "
        "“…”; số đã cấp sau bản sao lưu sẽ không bị cấp lại."
    )


def _unknown(held: Contents, counters: tuple[Counter, ...]) -> str:
    options = " ".join(
        f'--after "{_name(held, each.family)}/{each.year}={each.last}"' for each in counters
    )
    return (
        "Không có dấu neo nào cho biết những số nào đã cấp sau bản sao lưu này. Hãy xem văn bản "
        "giấy hoặc sổ in, rồi chạy lại với số cuối cùng đã cấp của từng dãy, thay cho số của bản "
        f"sao lưu ghi dưới đây (giữ nguyên nếu chưa cấp thêm): {options}."
    )


def _stated(held: Contents, after: tuple[After, ...], this_year: int) -> Iterator[Stated]:
    """Yield what the clerk says of each series.

    Raises:
        InvalidInputError: the backup knows no such series, or another number.
    """
    for each in after:
        year = each.year or this_year
        found = [family for family in _families(held) if each.series in _names(family)]
        known = ", ".join(_name(held, family) for family in _families(held)) or "không có dãy nào"
        if len(found) != 1:
            what = "có nhiều dãy tên là" if found else "không có dãy"
            raise _wrong(
                f"--after: bản sao lưu {what} “{each.series}”; hãy viết một trong: {known}."
            )
        years = {counter.year: counter.last for counter in _counters(held, found[0])}
        least = years.get(year, 0)
        if year not in years and year < max(years):
            raise _wrong(f"--after: bản sao lưu không có dãy “{each.series}” năm {year}.")
        if not least <= each.number <= least + _MOST_LOST:
            raise _wrong(
                f"--after: dãy “{each.series}” năm {year} trong bản sao lưu đã tới số {least:02d}; "
                f"số cuối cùng đã cấp không thể là {each.number:02d}."
            )
        yield Stated(found[0], year, each.number)


def _wrong(message: str) -> InvalidInputError:
    return InvalidInputError((Finding("D110", message),))


def _counters(held: Contents, family: Family) -> list[Counter]:
    every = map(counter_of, held.rows["counters"])
    return [each for each in every if each.family == family and not each.external]


def _families(held: Contents) -> tuple[Family, ...]:
    every = map(counter_of, held.rows["counters"])
    return tuple(dict.fromkeys(each.family for each in every if not each.external))


def _names(family: Family) -> tuple[str, str, str]:
    within = f"{family.issuer}/{family.series}"
    return family.series, within, f"{family.agency}/{within}"


def _name(held: Contents, family: Family) -> str:
    """Return the shortest name that only *family* has in the backup."""
    others = [each for each in _families(held) if each != family]
    names = _names(family)
    return next((n for n in names if all(n not in _names(each) for each in others)), names[-1])


def _doubts(office: Office, held: Contents) -> Iterator[Finding]:
    """Yield a warning where the backup seems to be that of another office."""
    agencies = {row["agency"] for rows in held.rows.values() for row in rows}
    if agencies and office.key not in agencies:
        named = ", ".join(f"“{each}”" for each in sorted(agencies))
        message = (
            f"Sổ vừa khôi phục là của {named}, agency.yaml ghi “{office.key}”; nếu chọn nhầm bản "
            "sao lưu, hãy khôi phục lại bản đúng."
        )
        yield Finding("G206", message, severity=Severity.WARNING, where="sổ")
