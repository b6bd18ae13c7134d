"""``soanthao import``: a notice that exists becomes a conclusion.yaml, with what is open marked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.draft.emit import emit
from soanthao.draft.load import AGENCY_NAME, find_agency, load, load_agency
from soanthao.errors import ConflictError, InvalidInputError
from soanthao.findings import Finding, Severity
from soanthao.intake.directory import proposed_agency
from soanthao.intake.parse import parse
from soanthao.intake.placing import number_of, placed
from soanthao.intake.proposal import Doubt
from soanthao.notice.source import Dropped
from soanthao.recognition import recognise
from soanthao.services.documents import read_document
from soanthao.services.folder import storing

CONCLUSION: Final = "conclusion.yaml"
_SEVERITIES: Final = {Severity.ERROR: "LỖI ", Severity.WARNING: "", Severity.INFO: ""}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import wrote and saw.

    Attributes:
        written: the conclusion, then the directory where one was proposed.
        findings: of reader, recognition and understanding, then of the written file.
        dropped: text that is on the pages and no part of the notice.
        items, assigned: marked or introducing paragraphs; those for which a unit was found.
    """

    written: tuple[Path, ...]
    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]
    items: int
    assigned: int

    @property
    def holds(self) -> bool:
        """Whether the file loads and nothing of level error was found."""
        return not any(each.severity is Severity.ERROR for each in self.findings)


def import_notice(
    notice: Path, out: Path | None = None, agency: Path | None = None
) -> ImportReport:
    """Read the document at *notice* and write it as a draft.

    Args:
        notice: Word, PDF, Markdown or text.
        out: the file to write; None: conclusion.yaml beside *notice*.
        agency: the directory; None: the nearest above *out*, else one is proposed beside it.

    Raises:
        ConflictError: *out* is there already; nothing is ever written over.
        InputMissingError, InvalidInputError, SoanthaoError: *notice* cannot be read.
        CannotWriteError: the draft cannot be stored.
    """
    target = out or notice.parent / CONCLUSION
    unsure: tuple[str, ...] = ()
    if os.path.lexists(target):
        raise ConflictError(
            f"Đã có “{target}”; soanthao không ghi đè. Hãy chọn tên khác bằng -o, hoặc dùng "
            "“soanthao update” để đưa câu chữ mới vào tệp đã có."
        )
    source = read_document(notice)
    outline = recognise(source)
    beside = find_agency(target.parent)
    known = agency or beside
    written = [target]
    with storing(target):
        if known is None:
            known = target.parent / AGENCY_NAME
            values, unsure = proposed_agency(outline)
            files.write_file(known, _proposed(values, unsure))
            written.append(known)
        proposal = parse(outline, load_agency(known), str(notice))
        values = dict(proposal.values)
        if agency is not None and (beside is None or not _same(beside, known)):
            named = os.path.relpath(known, target.parent)
            values = {"schema": values["schema"], "agency": named, **values}
        read = placed(outline, (*source.findings, *outline.findings))
        text = emit(values, _comments(notice, (*read, *proposal.doubts)))
        files.write_file(target, text.encode())
    doubts = (each.finding for each in proposal.doubts)
    seen = sorted((*source.findings, *outline.findings, *doubts), key=number_of)
    findings = (*_at(notice, seen), *_proposal(written[1:], unsure), *_loaded(target))
    items = [*outline.items()]
    return ImportReport(
        tuple(written), findings, source.dropped, len(items), _assigned(proposal.values)
    )


def _proposed(values: dict[str, object], unsure: Iterable[str]) -> bytes:
    head = (
        "Danh bạ do soanthao đề xuất từ các tên có trong văn bản; hãy sửa tên, thêm bí danh "
        "(aliases), nhóm (groups) và người ký cho đúng."
    )
    doubted = set(unsure)
    units = values.get("units")
    comments: dict[tuple[str | int, ...], str] = {(): head}
    for number, unit in enumerate(units if isinstance(units, list) else ()):
        if unit["name"] in doubted:
            comments["units", number] = "? N531 tên có thể thừa hoặc thiếu chữ"
    return emit(values, comments).encode()


def _proposal(paths: Iterable[Path], unsure: Iterable[str]) -> Iterator[Finding]:
    """Yield that a directory was proposed, and the names in it that may not end there."""
    for path in paths:
        message = "danh bạ do soanthao đề xuất từ các tên có trong văn bản; hãy sửa lại cho đúng"
        yield Finding("N531", message, str(path), severity=Severity.WARNING)
        for name in unsure:
            message = f"tên “{name}” có thể thừa hoặc thiếu chữ; hãy xem lại"
            yield Finding("N531", message, str(path), severity=Severity.WARNING)


def _comments(notice: Path, doubts: Iterable[Doubt]) -> dict[tuple[str | int, ...], str]:
    """Return what stands above each value: ``? N512 chưa rõ …``."""
    lines: dict[tuple[str | int, ...], list[str]] = {
        (): [f"Nhập từ {notice.name} bằng soanthao import. Dòng “# ?” là chỗ cần người xem lại."]
    }
    for doubt in doubts:
        told = f"? {doubt.finding.code} {_SEVERITIES[doubt.finding.severity]}"
        lines.setdefault(doubt.path, []).append(told + doubt.finding.message)
    return {path: "\n".join(dict.fromkeys(each)) for path, each in lines.items()}


def _at(notice: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(each if each.path else replace(each, path=str(notice)) for each in findings)


def _loaded(target: Path) -> tuple[Finding, ...]:
    """Return what the reader of drafts says of the written file."""
    try:
        return load(target).warnings
    except InvalidInputError as error:
        return error.findings


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _assigned(values: object) -> int:
    """Return how many items and rows name who is in charge."""
    if isinstance(values, Mapping):
        return ("to" in values) + sum(_assigned(each) for each in values.values())
    if isinstance(values, list):
        return sum(_assigned(each) for each in values)
    return 0
