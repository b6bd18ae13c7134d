"""The phiếu trình: what the leader sees with checked documents, written when the checks are done.

It is made after the commit and printed from what was recorded; whatever stands in its way is a
warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.errors import SoanthaoError
from soanthao.findings import Finding, Severity
from soanthao.language import workdays
from soanthao.notice.letterhead import Signatory
from soanthao.notice.submission import Check, Submission
from soanthao.register.entry import Entry, Step, kind_name
from soanthao.register.event import Event
from soanthao.register.gates import MOST_WORKING_DAYS
from soanthao.register.ledger import Reader
from soanthao.render import job, templates
from soanthao.render.plain_job import plain_files
from soanthao.render.submission_sheet import submission_sheet
from soanthao.services.desk import Desk
from soanthao.services.dossier import Dossier
from soanthao.services.planning import Plan
from soanthao.standard import wording

NOTICE: Final = "phieu-trinh"
LETTERS: Final = "phieu-trinh-cong-van"
_MOST_REMARKS: Final = 8
"""A leader reads one page; errors come first."""
_CHECKS: Final = (
    (Step.CHECK_CONTENT, "Nội dung (Điều 12.1)"),
    (Step.CHECK_FORM, "Thể thức, kỹ thuật trình bày (Điều 12.2)"),
)


def write_slip(
    desk: Desk,
    folder: Path,
    dossier: Dossier,
    entries: Sequence[Entry],
    findings: Iterable[Finding],
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Write the phiếu trình of *entries* into *folder*.

    Args:
        desk: whose register and formats.
        folder: beside the conclusion.
        dossier: what was submitted.
        entries: checked documents of one conclusion.
        findings: what the gates saw.

    Returns:
        The files, and a warning where there are none.
    """
    name = LETTERS if entries[0].is_letter else NOTICE
    written: list[Path] = []
    try:
        with desk.ledger.reading() as reader:
            submission = _submission(reader, desk, dossier, entries, tuple(findings))
        sheet = submission_sheet(dossier.draft.notice.letterhead, submission)
        formats = tuple(each for each in job.FORMATS if each in desk.office.settings.formats)
        result = plain_files(name, sheet, templates.choose(dossier.templates), formats)
        for format_, data in result.files():
            path = folder / f"{name}.{format_}"
            files.write_file(path, data)
            written.append(path)
    except (SoanthaoError, files.StorageError) as error:
        message = f"Đã ghi vào sổ, nhưng chưa in được phiếu trình. {error}"
        return tuple(written), (Finding("G204", message, severity=Severity.WARNING, where="sổ"),)
    return tuple(written), ()


def _submission(
    reader: Reader,
    desk: Desk,
    dossier: Dossier,
    entries: Sequence[Entry],
    findings: Sequence[Finding],
) -> Submission:
    events = tuple(reader.events(entries[0].id))
    plan = dossier.plan()
    notice = dossier.draft.notice
    signatory = (notice.letters.signature or notice.signature) if entries[0].is_letter else None
    agency = desk.office.agency
    return Submission(
        leader=f"Đồng chí {(signatory or notice.signature).name}",
        unit=agency.office or agency.name,
        subject=_subject(entries),
        facts=tuple(_facts(dossier, plan, entries)),
        checks=tuple(_check(what, _last(events, step)) for step, what in _CHECKS),
        remarks=tuple(_remarks(findings)),
        due=_due(entries[0]),
        year=desk.moment().year,
        signatory=Signatory((), "NGƯỜI TRÌNH", _submitter(events)),
    )


def _subject(entries: Sequence[Entry]) -> str:
    first = entries[0]
    kind = kind_name(first)
    if first.is_letter:
        return f"Về việc ban hành {len(entries):02d} {kind[:1].lower()}{kind[1:]}"
    subject = first.subject
    if subject.startswith("Kết luận"):
        subject = subject[:1].lower() + subject[1:]
    return f"Về việc ban hành {kind} {subject}"


def _facts(dossier: Dossier, plan: Plan, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    first = entries[0]
    notice = dossier.draft.notice
    yield "Loại văn bản", kind_name(first)
    yield "Trích yếu", first.subject
    if notice.meeting.held:
        yield "Ngày họp", wording.running_date(max(notice.meeting.held))
    if first.is_letter:
        yield "Số văn bản", f"{len(entries):02d}"
        yield "Gửi", "; ".join(each.addressee for each in entries)
    else:
        ordered = {(pair.item, pair.part) for pair in plan.assignment.pairs}
        units = {pair.unit for pair in plan.assignment.pairs}
        yield "Số nội dung giao việc", f"{len(ordered):02d}"
        yield "Số đơn vị được giao", f"{len(units):02d}"


def _check(what: str, event: Event | None) -> Check:
    if event is None:
        return Check(what)
    note = event.content.get("note", {})
    reason = note.get("override", "")
    opinion = f"Đồng ý, dù còn điểm chưa đúng: {reason}" if reason else ""
    return Check(what, event.name, datetime.fromisoformat(event.time).date(), opinion)


def _last(events: Sequence[Event], step: Step) -> Event | None:
    """Return when *step* was taken since the document was submitted last."""
    found = None
    for event in events:
        if event.action == Step.SUBMIT:
            found = None
        elif event.action == step:
            found = event
    return found


def _submitter(events: Sequence[Event]) -> str:
    return next((each.name for each in reversed(events) if each.action == Step.SUBMIT), "")


def _remarks(findings: Sequence[Finding]) -> Iterator[str]:
    grave = [each for each in findings if each.severity is not Severity.INFO]
    grave.sort(key=lambda each: each.severity is not Severity.ERROR)
    for each in grave[:_MOST_REMARKS]:
        where = f" (dòng {each.line})" if each.line else ""
        yield f"{each.message.rstrip('.')}{where}"
    if len(grave) > _MOST_REMARKS:
        yield f"Và {len(grave) - _MOST_REMARKS} điểm khác, xem bằng soanthao check"


def _due(entry: Entry) -> str:
    """Return until when the notice should be issued."""
    if entry.held is None or entry.is_letter:
        return ""
    day: date = entry.held
    for _ in range(MOST_WORKING_DAYS):
        day = workdays.next_working_day(day)
    return (
        f"chậm nhất ngày {wording.running_date(day)} ({MOST_WORKING_DAYS:02d} ngày làm việc sau "
        "cuộc họp)"
    )
