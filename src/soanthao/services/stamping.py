"""Approved documents with number and date: made again, proven to differ in nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from soanthao.errors import ConflictError
from soanthao.notice.document import Document
from soanthao.register.entry import Entry, label
from soanthao.render import job
from soanthao.render.frozen import prove_same
from soanthao.services import manifest
from soanthao.services.desk import Desk
from soanthao.services.dossier import Dossier, Given, make
from soanthao.services.planning import Plan, check

Files = tuple[tuple[job.Format, bytes], ...]


def stamped(
    desk: Desk,
    entries: Sequence[Entry],
    dossiers: Mapping[str, Dossier],
    numbers: Mapping[int, int],
    day: date,
) -> Iterator[tuple[Entry, Files]]:
    """Yield each of *entries* with its files, number and date filled in.

    Args:
        desk: whose store and formats.
        entries: approved documents.
        dossiers: their frozen values, by digest.
        numbers: by id of the entry.
        day: their date.

    Raises:
        ConflictError: the templates are others than at the approval.
        ProofFailedError: a document differs from the approved one in more than number and date.
        DamagedRegisterError: the store has lost or changed what was approved.
    """
    for digest, dossier in dossiers.items():
        mine = tuple(each for each in entries if each.values == digest)
        blank = dossier.plan()
        for each in mine:
            _check_templates(each, blank)
        plan = _numbered(desk, dossier, mine, numbers, day)
        made = make(plan, (each.name for each in mine), desk.office.settings.formats)
        for each in mine:
            files = made[each.name].files()
            _prove(desk, each, (_document(blank, each.name), _document(plan, each.name)), files)
            yield each, files


def _numbered(
    desk: Desk,
    dossier: Dossier,
    entries: Sequence[Entry],
    numbers: Mapping[int, int],
    day: date,
) -> Plan:
    """Return the plan of *dossier* with the numbers of *entries*."""
    clock: time | None = None
    if any(each.form == "trich-sao-dien-tu" for each in entries):
        clock = desk.moment().time().replace(microsecond=0)
    if any(each.name == manifest.NOTICE for each in entries):
        return dossier.plan(notice=Given(numbers[entries[0].id], day))
    given = {
        each.name.removeprefix(manifest.letter_name("")): Given(numbers[each.id], day, clock)
        for each in entries
    }
    return dossier.plan(given)


def _prove(desk: Desk, entry: Entry, models: tuple[Document, Document], made: Files) -> None:
    approved = dict(entry.approved)
    if set(approved) != {kind for kind, _ in made}:
        raise ConflictError(
            f"{label(entry)} được duyệt với các loại tệp {', '.join(sorted(approved))}, nay thiết "
            "lập formats đã khác; hãy đặt lại như cũ, hoặc trả lại để duyệt lại."
        )
    for kind, data in made:
        before = desk.ledger.store.get(approved[kind])
        check(prove_same(*models, kind, before, data, f"{entry.name}.{kind}"))


def _check_templates(entry: Entry, plan: Plan) -> None:
    if entry.templates != plan.chosen.digest:
        raise ConflictError(
            f"Mẫu in đã đổi sau khi duyệt {label(entry)}; hãy dùng lại mẫu cũ, hoặc trả lại "
            "(soanthao return) để duyệt lại theo mẫu mới."
        )


def _document(plan: Plan, name: str) -> Document:
    return next(each.document for each in plan.jobs if each.name == name)
