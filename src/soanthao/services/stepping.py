"""What all steps of the workflow share: whom a command means, gates, the record, copies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from soanthao import files
from soanthao.errors import BlockedError, ConflictError
from soanthao.findings import Finding, Severity
from soanthao.register.entry import Entry, Step, advance, check, way
from soanthao.register.ledger import Left, Reader, Writer
from soanthao.services import manifest
from soanthao.services.desk import Desk
from soanthao.services.dossier import Dossier, Given, read, relative
from soanthao.services.entries import chosen

SIGNING: Final = "signing"
"""Folder beside the conclusion for what is printed and laid before the leader."""
ISSUED: Final = "issued"
"""Folder beside the conclusion for copies of what was issued; the originals lie in the store."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents a command means.

    Attributes:
        path: of the conclusion.
        letters: its letters; else its notice.
        units: only the letters that reach these units, or have these ids.
    """

    path: Path
    letters: bool = False
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepReport:
    """What came of a step.

    Attributes:
        entries: the documents as they stand now.
        findings: what the gates saw and let pass, and what could not be done after the commit.
        copies: files that were put beside the conclusion.
    """

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...] = ()
    copies: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says with a step, and what the step leaves beside the document."""

    reason: str = ""
    left: Left = field(default_factory=Left)


def ready(reader: Reader, desk: Desk, selection: Selection, step: Step) -> tuple[Entry, ...]:
    """Return the documents that a *step* is to take: all that were named, or all that can.

    Raises:
        InputMissingError: the register knows none.
        ConflictError: a named one, or every one, does not stand where the step begins.
    """
    found = chosen(reader, desk.office, selection.path, selection.letters, selection.units)
    able = tuple(each for each in found if way(each, step) is not None)
    if selection.units or not able:
        for each in found:
            refuse(reader, desk, each, step)
    return able


def refuse(reader: Reader, desk: Desk, entry: Entry, step: Step, reason: str | None = None) -> None:
    """Raise unless *step* may be taken now by who is at the desk.

    Args:
        reader: to tell what happened.
        desk: who.
        entry: the document.
        step: what is to be done.
        reason: None where the caller looks at it himself.

    Raises:
        ConflictError: it does not stand where the step begins; the message says what happened.
        InvalidInputError: a reason is missing.
    """
    told = "-" if reason is None else reason
    if way(entry, step) is not None:
        check(entry, step, desk.person.parts, told)
        return
    try:
        check(entry, step, desk.person.parts, told)
    except ConflictError as error:
        raise ConflictError(f"{error} {_last(reader, entry)}".rstrip()) from None


def _last(reader: Reader, entry: Entry) -> str:
    """Return a sentence on the last step of *entry*: who, what, when, why; empty of a new one."""
    last = max(reader.events(entry.id), key=lambda event: event.seq, default=None)
    if last is None:
        return ""
    moment = datetime.fromisoformat(last.time)
    why = f", lý do: {last.reason}" if last.reason else ""
    return (
        f"Lần cuối: {last.name} đã {Step(last.action).called} lúc {moment:%H:%M:%S} ngày "
        f"{moment:%d/%m/%Y}{why}; xem lại bằng soanthao register show."
    )


def take(writer: Writer, desk: Desk, entry: Entry, step: Step, said: Said, **changes: Any) -> Entry:  # noqa: ANN401 - fields of an entry
    """Record that *entry*, as the caller saw it, takes *step*; return it as it stands then.

    Args:
        writer: of the running transaction.
        desk: who.
        entry: as it was read.
        step: what is done.
        said: reason, and what is left beside the document's own.
        changes: fields of the entry that the step sets.

    Raises:
        ConflictError: somebody was quicker, or the step cannot be taken.
        InvalidInputError: a reason is missing.
    """
    stands = writer.current(entry)
    refuse(writer, desk, stands, step, said.reason)
    moved = replace(advance(stands, step), **changes)
    writer.record(desk.actor, step, replace(said.left, entry=moved), said.reason)
    return moved


def gate(findings: Iterable[Finding], override: str) -> dict[str, Any]:
    """Return what the record keeps of *findings*.

    Args:
        findings: of all levels.
        override: why the person goes on in spite of errors; empty if she does not.

    Raises:
        BlockedError: errors, and no reason to go on.
    """
    grave = tuple(each for each in findings if each.severity is Severity.ERROR)
    if grave and not override.strip():
        raise BlockedError(
            grave,
            f"Còn {len(grave)} lỗi nên chưa qua được bước này; hãy sửa rồi trình lại, hoặc ghi rõ "
            "lý do vẫn cho qua: --override “…”.",
        )
    if not grave:
        return {}
    return {"override": override.strip(), "findings": [str(each) for each in grave]}


def frozen(reader: Reader, desk: Desk, path: Path, entries: Iterable[Entry]) -> dict[str, Dossier]:
    """Return the conclusions that *entries* were submitted with, by the digests of their values.

    Raises:
        DamagedRegisterError: the store has lost or changed one.
        InvalidInputError: this soanthao does not read it any more.
    """
    given = _given(reader, desk, path)
    found: dict[str, Dossier] = {}
    for each in entries:
        if each.values not in found:
            data = desk.ledger.store.get(each.values)
            number = given if each.is_letter else None
            found[each.values] = read(path, desk.office.home, data, number)
    return found


def copy_out(
    desk: Desk, path: Path, folder: str, entries: Iterable[Entry], final: bool
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Put the files of *entries* beside the conclusion; what is recorded stays whatever happens.

    Returns:
        The files, and a warning where they could not be written.
    """
    copies: list[Path] = []
    for each in entries:
        for format_, digest in each.final if final else each.approved:
            target = path.parent / folder / f"{each.name}.{format_}"
            try:
                files.write_file(target, desk.ledger.store.get(digest))
            except files.StorageError as error:
                message = (
                    f"Đã ghi vào sổ, nhưng chưa chép được tệp ra ngoài. {error} Lấy lại tệp bằng: "
                    f"soanthao register show {path} --out DIR."
                )
                return tuple(copies), (Finding("G202", message, severity=Severity.WARNING),)
            copies.append(target)
    return tuple(copies), ()


def _given(reader: Reader, desk: Desk, path: Path) -> Given | None:
    notice = reader.find(desk.office.key, relative(path, desk.office.home), manifest.NOTICE)
    if notice is None or notice.number is None:
        return None
    return Given(notice.number.number, notice.number.day)
