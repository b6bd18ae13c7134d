"""``soanthao approve``: content check, form check, approval; the last one freezes the documents.

Each of the three is recorded for the values that were submitted. Where the working file says
something else by now, it must be submitted again (Điều 11.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import soanthao
from soanthao import files, settings
from soanthao.errors import ConflictError, InputMissingError
from soanthao.findings import Finding
from soanthao.lint.catalogue import FORMAT
from soanthao.lint.review import review
from soanthao.register.entry import CHECKS, Entry, State, Step, label, way
from soanthao.register.ledger import Left, Reader
from soanthao.services.checking import check_file, read_word
from soanthao.services.desk import Desk
from soanthao.services.dossier import Dossier, Given, Made, likeness, make, read
from soanthao.services.entries import chosen
from soanthao.services.planning import Plan
from soanthao.services.slip import write_slip
from soanthao.services.stepping import (
    SIGNING,
    Said,
    Selection,
    StepReport,
    copy_out,
    frozen,
    gate,
    refuse,
    take,
)


def approve(desk: Desk, selection: Selection, override: str = "") -> StepReport:
    """Take the next of the three steps that the person's parts allow.

    Args:
        desk: who, and where.
        selection: of letters, those that wait for this person where none is named.
        override: why errors are let pass; empty if they are not.

    Raises:
        ConflictError: nothing waits for this person; the working file was changed since it was
            submitted; somebody was quicker.
        BlockedError: errors, and no override.
        InvalidInputError, TemplateError, MissingToolError, ProofFailedError: the documents.
        CannotWriteError, DamagedRegisterError: the register.
    """
    with desk.ledger.reading() as reader:
        waiting = _waiting(reader, desk, selection)
        dossiers = frozen(reader, desk, selection.path, (entry for entry, _ in waiting))
        plans = {digest: each.plan() for digest, each in dossiers.items()}
    _compare(selection.path, desk, dossiers, plans, [entry for entry, _ in waiting])
    final = tuple(entry for entry, step in waiting if step is Step.APPROVE)
    made = _frozen_files(desk, plans, final)
    findings = (*_content(selection), *_format(selection.path, final, made))
    note = gate(findings, override)
    with desk.ledger.writing(desk.moment) as writer:
        entries = tuple(
            take(
                writer,
                desk,
                entry,
                step,
                Said(left=Left(note={**note, "version": soanthao.__version__})),
                **(_frozen(entry, plans, made) if step is Step.APPROVE else {}),
            )
            for entry, step in waiting
        )
    approved = tuple(each for each in entries if each.approved)
    copies, failed = copy_out(desk, selection.path, SIGNING, approved, final=False)
    checked = tuple(each for each in entries if each.state is State.FORM_CHECKED)
    if checked:
        # The checks are done: the leader gets the documents with a phiếu trình.
        folder, dossier = selection.path.parent / SIGNING, dossiers[checked[0].values]
        slips, unwritten = write_slip(desk, folder, dossier, checked, findings)
        copies, failed = copies + slips, failed + unwritten
    return StepReport(entries, (*findings, *failed), copies)


def next_check(entry: Entry) -> Step | None:
    """Return the one of the three steps that *entry* waits for; None if it waits for none."""
    return next((step for step in CHECKS if way(entry, step) is not None), None)


def _waiting(reader: Reader, desk: Desk, selection: Selection) -> tuple[tuple[Entry, Step], ...]:
    """Return the documents that wait for a check which the person may do, and the check."""
    found = chosen(reader, desk.office, selection.path, selection.letters, selection.units)
    waiting = []
    for each in found:
        step = next_check(each)
        if step is not None:
            allowed = way(each, step)
            if allowed and set(allowed.parts) & set(desk.person.parts):
                waiting.append((each, step))
                continue
        if selection.units:
            refuse(reader, desk, each, step or Step.APPROVE)
    if not waiting:
        for each in found:
            refuse(reader, desk, each, next_check(each) or Step.APPROVE)
    return tuple(waiting)


def _compare(
    path: Path,
    desk: Desk,
    dossiers: dict[str, Dossier],
    plans: dict[str, Plan],
    entries: Sequence[Entry],
) -> None:
    """Raise unless the working file still prints what was submitted.

    Raises:
        ConflictError: it does not; there is nothing to compare where the file is gone.
    """
    today: dict[Given | None, Plan] = {}
    for entry in entries:
        given = dossiers[entry.values].notice
        if given not in today:
            try:
                today[given] = read(path, desk.office.home, given=given).plan()
            except InputMissingError:
                return
        if likeness(today[given], entry.name) != likeness(plans[entry.values], entry.name):
            raise ConflictError(
                f"“{path}” đã được sửa sau khi trình {label(entry)}; người soạn thảo phải trình "
                "lại (soanthao submit), hoặc trả câu chữ về như khi trình (Điều 11.2)."
            )


def _content(selection: Selection) -> tuple[Finding, ...]:
    """Return what ``soanthao check`` says of the conclusion, which prints as submitted.

    Letters say what the issued notice says, word for word: it was checked with that.
    """
    if selection.letters:
        return ()
    try:
        policy = settings.load(selection.path.parent).policy
        return check_file(selection.path, policy, numbered_later=True)
    except InputMissingError:
        return ()


def _frozen_files(desk: Desk, plans: dict[str, Plan], entries: Sequence[Entry]) -> Made:
    formats = desk.office.settings.formats
    made: dict[str, Any] = {}
    for digest, plan in plans.items():
        names = [each.name for each in entries if each.values == digest]
        if names:
            made |= make(plan, names, formats)
    for result in made.values():
        for _, data in result.files():
            desk.ledger.store.put(data)
    return made


def _format(path: Path, entries: Sequence[Entry], made: Made) -> Iterator[Finding]:
    """Yield what the rules of format say of the frozen Word files."""
    policy = settings.load(path.parent).policy
    for entry in entries:
        data = made[entry.name].docx
        if not data:
            continue
        name = f"{entry.name}.docx"
        reading = read_word(data, path.parent / name)
        for each in review(reading, FORMAT, policy):
            yield Finding(
                each.remark.code,
                each.remark.message,
                name,
                severity=each.severity,
                clause=each.rule.clause,
                where=label(entry),
            )


def _frozen(entry: Entry, plans: dict[str, Plan], made: Made) -> dict[str, Any]:
    """Return the fields that approval sets: what is frozen, and by what it was made."""
    digests = ((kind, files.sha256(data)) for kind, data in made[entry.name].files())
    return {"approved": tuple(digests), "templates": plans[entry.values].chosen.digest}
