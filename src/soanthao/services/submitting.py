"""``soanthao submit``: a notice, or the letters of an issued one, enter the register (trình).

What is submitted is what is checked, approved and issued: the values are frozen now, and every
later step holds the working file against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from soanthao.draft import dump
from soanthao.errors import ConflictError, InputMissingError
from soanthao.register.entry import Entry, Medium, State, Step, label
from soanthao.register.ledger import Left, Reader, Writer
from soanthao.services import manifest
from soanthao.services.desk import Desk
from soanthao.services.dossier import Dossier, Given, likeness, read
from soanthao.services.entries import issued_notice, letter_entry, notice_entry
from soanthao.services.planning import Plan
from soanthao.services.stepping import Said, Selection, StepReport, refuse, take


def submit(desk: Desk, selection: Selection, medium: Medium | None = None) -> StepReport:
    """Submit the notice at ``selection.path``, or its letters.

    Args:
        desk: who submits, and where.
        selection: of letters, those that are open where none is named.
        medium: on paper or electronic; None is what the settings say.

    Raises:
        InvalidInputError, InputMissingError: the conclusion.
        ConflictError: letters before the notice is issued or of another text than it has; a
            document that is further on its way; somebody was quicker.
        CannotWriteError, DamagedRegisterError: the register.
    """
    medium = medium or desk.office.settings.medium
    with desk.ledger.reading() as reader:
        dossier = _dossier(reader, desk, selection)
        plan = dossier.plan()
        fresh = tuple(_fresh(desk, selection, dossier, plan, medium))
        seen = {each.name: reader.find(each.agency, each.path, each.name) for each in fresh}
        due = _due(reader, desk, selection, fresh, seen)
    data = _values(dossier)
    # The day of the notice decides which units there are: said now, not when it is to be approved.
    read(selection.path, desk.office.home, data, dossier.notice)
    values = desk.ledger.store.put(data)
    with desk.ledger.writing(desk.moment) as writer:
        entries = tuple(_enter(writer, desk, each, seen[each.name], values) for each in due)
    return StepReport(entries, plan.draft.warnings + plan.warnings)


def _dossier(reader: Reader, desk: Desk, selection: Selection) -> Dossier:
    """Return the working conclusion; for letters the one of the issued notice, which they cite."""
    path, home = selection.path, desk.office.home
    if not selection.letters:
        return read(path, home)
    notice = issued_notice(reader, desk.office, path)
    given = _given(notice)
    dossier = read(path, home, given=given)
    issued = read(path, home, desk.ledger.store.get(notice.values), given)
    if likeness(dossier.plan(), manifest.NOTICE) != likeness(issued.plan(), manifest.NOTICE):
        raise ConflictError(
            f"“{path}” không còn đúng lời {label(notice)} đã phát hành; công văn, trích sao phải "
            "theo đúng thông báo. Hãy trả các câu chữ đã sửa về như cũ, hoặc ra thông báo sửa đổi."
        )
    return dossier


def _fresh(
    desk: Desk, selection: Selection, dossier: Dossier, plan: Plan, medium: Medium
) -> Iterator[Entry]:
    """Yield the documents as they would enter the register for the first time.

    Raises:
        InputMissingError: no letter reaches a unit that was named.
    """
    office = desk.office
    if not selection.letters:
        yield notice_entry(office, dossier, plan, medium)
        return
    entries = [letter_entry(office, dossier, plan, each, medium) for each in plan.letters]
    for unit in selection.units:
        if not any(unit in each.units or each.name == f"letters/{unit}" for each in entries):
            raise InputMissingError(f"Không có văn bản nào gửi “{unit}”; hãy xem soanthao units.")
    for each in entries:
        named = {*each.units, each.name.removeprefix("letters/")}
        if not selection.units or named & set(selection.units):
            yield each
    if not entries:
        raise InputMissingError(
            f"“{selection.path}” không có công văn hay trích sao nào (letters.form: none)."
        )


def _due(
    reader: Reader,
    desk: Desk,
    selection: Selection,
    fresh: tuple[Entry, ...],
    seen: dict[str, Entry | None],
) -> tuple[Entry, ...]:
    """Return what is to be submitted: everything that was named; else what is not on its way."""
    whole = not selection.letters or bool(selection.units)
    waiting = {State.RETURNED, State.CANCELLED}
    due = []
    for each in fresh:
        known = seen[each.name]
        if known is None or known.state in waiting or whole:
            if known is None or known.state is State.CANCELLED:
                refuse(reader, desk, each, Step.SUBMIT)
            else:
                refuse(reader, desk, known, Step.SUBMIT)
            due.append(each)
    if not due:
        raise ConflictError(
            "Mọi công văn, trích sao đều đã trình; để trình lại văn bản nào, hãy chỉ rõ bằng "
            "--unit."
        )
    return tuple(due)


def _enter(writer: Writer, desk: Desk, fresh: Entry, seen: Entry | None, values: str) -> Entry:
    """Record that *fresh* is submitted: a new document, or one that comes again.

    Raises:
        ConflictError: somebody was quicker.
    """
    known = writer.find(fresh.agency, fresh.path, fresh.name)
    if known is not None and (seen is None or known.id != seen.id):
        raise ConflictError(writer.what_happened(known))
    if known is None or known.state is State.CANCELLED:
        generation = known.generation + 1 if known else 1
        entry = replace(
            fresh,
            id=writer.new_id(),
            generation=generation,
            state=State.SUBMITTED,
            version=1,
            values=values,
        )
        writer.record(desk.actor, Step.SUBMIT, Left(entry=entry))
        return entry
    if seen is None:
        raise ConflictError(writer.what_happened(known))
    again = {name: getattr(fresh, name) for name in _RENEWED}
    return take(writer, desk, seen, Step.SUBMIT, Said(), values=values, **again)


_RENEWED = (
    *("form", "kind", "symbol", "subject", "issuer", "urgency", "held", "signer", "recipients"),
    *("addressee", "units", "medium"),
)
"""What a document that comes again may have changed."""


def _given(notice: Entry) -> Given | None:
    return Given(notice.number.number, notice.number.day) if notice.number else None


def _values(dossier: Dossier) -> bytes:
    """Return the values to freeze; in those of letters the notice has its number and date."""
    data = dossier.values()
    if dossier.notice is None:
        return data
    fields = dump.read("conclusion.yaml", data)
    given = dossier.notice
    fields["notice"] |= {"number": str(given.number), "issued": given.day.isoformat()}
    return dump.write(fields)
