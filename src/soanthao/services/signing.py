"""``soanthao sign``, ``return``, ``cancel``: a signature on paper, a way back, an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from soanthao.errors import ConflictError
from soanthao.findings import Finding
from soanthao.register import gates
from soanthao.register.entry import Entry, Step
from soanthao.register.ledger import Left, Reader
from soanthao.register.numbers import Family, Line
from soanthao.services.desk import Desk
from soanthao.services.stepping import Said, Selection, StepReport, frozen, gate, ready, take


def sign(
    desk: Desk, selection: Selection, day: date | None = None, override: str = ""
) -> StepReport:
    """Record that the documents were signed (Điều 13).

    Args:
        desk: who records it.
        selection: of letters, all that wait for a signature where none is named.
        day: of the signature; None is today.
        override: why somebody signs who does not hold the office; empty if nobody does.

    Raises:
        ConflictError: a day to come; a document that is not approved; somebody was quicker.
        BlockedError: the signatory does not hold the office on that day.
    """
    today = desk.moment().date()
    day = day or today
    if day > today:
        raise ConflictError(f"Ngày ký {day:%d/%m/%Y} còn ở phía trước; hãy xem lại --date.")
    with desk.ledger.reading() as reader:
        entries = ready(reader, desk, selection, Step.SIGN)
        dossiers = frozen(reader, desk, selection.path, entries)
    findings: list[Finding] = []
    for entry in entries:
        notice = dossiers[entry.values].draft.notice
        own = notice.letters.signature if entry.is_letter else None
        findings += gates.signing(own or notice.signature, day)
    note = gate(dict.fromkeys(findings), override)
    with desk.ledger.writing(desk.moment) as writer:
        said = Said(left=Left(note=note))
        signed = tuple(take(writer, desk, each, Step.SIGN, said, signed_on=day) for each in entries)
    return StepReport(signed, tuple(dict.fromkeys(findings)))


def send_back(desk: Desk, selection: Selection, reason: str) -> StepReport:
    """Return the documents to whoever drafted them; a number that one had becomes void.

    Raises:
        InvalidInputError: no reason.
        ConflictError: a document that is issued already; somebody was quicker.
    """
    return _back(desk, selection, Step.RETURN, reason)


def cancel(desk: Desk, selection: Selection, reason: str) -> StepReport:
    """Cancel numbered documents; their lines stay in the book, void.

    Raises:
        InvalidInputError: no reason.
        ConflictError: a document without a number, or issued already; somebody was quicker.
    """
    return _back(desk, selection, Step.CANCEL, reason)


def _back(desk: Desk, selection: Selection, step: Step, reason: str) -> StepReport:
    reason = " ".join(reason.split())
    with desk.ledger.reading() as reader:
        entries = ready(reader, desk, selection, step)
    with desk.ledger.writing(desk.moment) as writer:
        moved = []
        for each in entries:
            lines = _voided(writer, each, reason)
            changes: dict[str, Any] = {"remarks": reason} if step is Step.CANCEL else {}
            said = Said(reason, Left(lines=lines))
            moved.append(take(writer, desk, each, step, said, **changes))
    return StepReport(tuple(moved))


def _voided(reader: Reader, entry: Entry, reason: str) -> tuple[Line, ...]:
    """Return the living line of *entry* made void; none where it has no number."""
    if entry.number is None:
        return ()
    family = Family(entry.agency, entry.issuer, entry.number.series)
    lines = reader.lines(family, entry.number.year)
    found = [line for line in lines if line.entry == entry.id and line.status == "taken"]
    return tuple(replace(line, status="void", reason=reason) for line in found)
