"""The screens of the workflow: ask the service, say what became of the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import typer

from soanthao.cli import screen
from soanthao.findings import Finding, Severity
from soanthao.notice.person import Person
from soanthao.register.entry import CHECKS, Way, label, next_steps
from soanthao.register.numbers import Line
from soanthao.register.rows import entry_row
from soanthao.services.approving import approve as approve_documents
from soanthao.services.desk import Desk, open_desk
from soanthao.services.issuing import IssueRequest
from soanthao.services.issuing import issue as issue_documents
from soanthao.services.numbering import Block, NumberRequest
from soanthao.services.numbering import number as number_documents
from soanthao.services.reserving import ReserveRequest
from soanthao.services.reserving import release as release_number
from soanthao.services.reserving import reserve as reserve_numbers
from soanthao.services.reserving import start as start_series
from soanthao.services.signing import cancel as cancel_documents
from soanthao.services.signing import send_back as send_back_documents
from soanthao.services.signing import sign as sign_documents
from soanthao.services.stepping import SIGNING, Selection, StepReport
from soanthao.services.submitting import submit as submit_documents

_FORMATS: Final = ("%Y-%m-%d", "%d/%m/%Y")
_SHOWN: Final = 5
_RECORDED: Final = "Việc này đã ghi vào sổ."


@dataclass(frozen=True, slots=True)
class Asked:
    """What every command of the workflow is told."""

    path: Path
    letters: bool = False
    units: list[str] | None = None
    person: str | None = None
    as_json: bool = False

    @property
    def selection(self) -> Selection:
        """The documents that are meant; a unit means its letter."""
        units = tuple(self.units or ())
        return Selection(self.path, self.letters or bool(units), units)


def submit(asked: Asked, electronic: bool | None) -> None:
    """Submit and say who is next."""
    medium = {None: None, True: "dien-tu", False: "giay"}[electronic]
    _run(asked, lambda desk: submit_documents(desk, asked.selection, medium))  # type: ignore[arg-type]


def approve(asked: Asked, override: str) -> None:
    """Take the next check and say who is next."""
    _run(asked, lambda desk: approve_documents(desk, asked.selection, override), override)


def sign(asked: Asked, day: str | None, override: str) -> None:
    """Record signatures."""
    signed = read_day(day, "--date")
    _run(asked, lambda desk: sign_documents(desk, asked.selection, signed, override), override)


def send_back(asked: Asked, reason: str) -> None:
    """Send documents back."""
    _run(asked, lambda desk: send_back_documents(desk, asked.selection, reason))


def cancel(asked: Asked, reason: str) -> None:
    """Cancel documents."""
    _run(asked, lambda desk: cancel_documents(desk, asked.selection, reason))


def number(
    asked: Asked, numbers: tuple[str, ...], day: str | None, override: str, *, yes: bool
) -> None:
    """Number documents; a block is shown before it is taken."""
    if asked.as_json and not yes:
        raise typer.BadParameter("--json cần kèm --yes: máy không trả lời được câu hỏi cấp số.")
    single, named = _numbers(numbers)
    request = NumberRequest(
        asked.selection, single, named, read_day(day, "--date"), override, firm=not yes
    )

    def confirm(block: Block) -> bool:
        if yes:
            return True
        screen.say(_block(block))
        return screen.agreed("Cấp số như trên?")

    _run(asked, lambda desk: number_documents(desk, request, confirm), override)


def issue(
    asked: Asked, copies: int | None, keeper: str, dispatched: str | None, receipt: str
) -> None:
    """Issue documents."""
    day = read_day(dispatched, "--dispatched")
    request = IssueRequest(asked.selection, copies, keeper, day, receipt)
    _run(asked, lambda desk: issue_documents(desk, request))


def reserve(asked: Asked, kind: str, reason: str, until: str | None, count: int) -> None:
    """Keep numbers."""
    expires = read_day(until, "--until")
    if expires is None:
        raise typer.BadParameter("Cần --until: giữ số đến hết ngày nào, ví dụ --until 25/11/2026.")
    desk = open_desk(asked.path, asked.person)
    lines = reserve_numbers(desk, ReserveRequest(kind, reason, expires, count))
    _warn(desk.ledger.warnings)
    _say_lines(lines, asked, f"Đã giữ, đến hết ngày {expires:%d/%m/%Y}")


def release(asked: Asked, kind: str, wanted: int, reason: str) -> None:
    """Give a reserved number up."""
    desk = open_desk(asked.path, asked.person)
    line = release_number(desk, kind, wanted, reason)
    _warn(desk.ledger.warnings)
    _say_lines((line,), asked, "Thôi giữ; dòng vẫn còn trong sổ")


def start(asked: Asked, kind: str, first: int, year: int | None) -> None:
    """Begin a series in mid-year."""
    desk = open_desk(asked.path, asked.person)
    family = start_series(desk, kind, first, year)
    _warn(desk.ledger.warnings)
    with screen.after(_RECORDED):
        screen.say(f"Dãy số “{family.series}” tiếp theo là số {first:02d}.")


def read_day(text: str | None, option: str) -> date | None:
    """Return the day that *text* names, as ISO or as a clerk writes it."""
    if text is None:
        return None
    for format_ in _FORMATS:
        try:
            return datetime.strptime(text.strip(), format_).date()  # noqa: DTZ007 - a day only
        except ValueError:
            continue
    raise typer.BadParameter(f"{option}: “{text}” không phải ngày; hãy viết như 25/11/2026.")


def _run(asked: Asked, act: Callable[[Desk], StepReport | None], override: str = "") -> None:
    desk = open_desk(asked.path, asked.person)
    report = act(desk)
    if report is None:
        screen.say("Chưa cấp số nào.")
        return
    report = replace(report, findings=(*report.findings, *desk.ledger.warnings))
    if not asked.as_json:
        for line in _doubts(asked, report.findings, " ".join(override.split())):
            screen.complain(line)
    with screen.after(_RECORDED):
        if asked.as_json:
            screen.print_json(_json(report))
        else:
            for line in _told(report, desk.office.agency.people):
                screen.say(line)


def _doubts(asked: Asked, findings: Iterable[Finding], override: str) -> Iterator[str]:
    """Yield what the gates let pass: errors with the reason, a few of the doubts of a check."""
    every = tuple(findings)
    grave = [each for each in every if each.severity is Severity.ERROR]
    yield from map(str, grave)
    if grave:
        yield f"Đã cho qua {len(grave)} lỗi trên; lý do ghi vào sổ: {override.rstrip('.')}."
    # Doubts about days and files (G…) are said here alone; those of a text also by another command.
    light = [each for each in every if each.severity is not Severity.ERROR]
    yield from (str(each) for each in light if each.code.startswith("G"))
    said = [each for each in light if not each.code.startswith("G")]
    said.sort(key=lambda each: each.severity is not Severity.WARNING)
    yield from map(str, said[:_SHOWN])
    if len(said) > _SHOWN:
        checked = str(asked.path)
        if asked.selection.letters:
            checked = str(asked.path.parent / SIGNING / "letters" / "*.docx")
        yield f"… và {len(said) - _SHOWN} điểm nữa nên xem lại: soanthao check {checked}"


def _told(report: StepReport, people: Mapping[str, Person]) -> Iterator[str]:
    for entry in report.entries[:_SHOWN]:
        yield f"{label(entry)}: {entry.state.called}."
    if len(report.entries) > _SHOWN:
        yield f"… và {len(report.entries) - _SHOWN} văn bản nữa."
    ways = (way for entry in report.entries for way in next_steps(entry))
    ahead = dict.fromkeys(_ahead(way, people) for way in ways)
    if ahead:
        yield f"Tiếp theo: {'; '.join(ahead)}."
    if report.copies:
        folder = report.copies[0].parent
        if len(report.copies) > _SHOWN:
            yield f"Đã chép {len(report.copies)} tệp vào “{folder}”."
        else:
            yield f"Đã chép vào “{folder}”: {', '.join(each.name for each in report.copies)}."


def _ahead(way: Way, people: Mapping[str, Person]) -> str:
    """Return a step to come, with the command and those who may give it."""
    able = [each.id for each in people.values() if set(each.parts) & set(way.parts)]
    if not able:
        parts = " hoặc ".join(f"{part.called} ({part.value})" for part in way.parts)
        return f"{way.step.called}, nhưng trong agency.yaml chưa có ai là {parts}"
    command = "approve" if way.step in CHECKS else way.step.value
    who = " hoặc ".join(f"--as {id}" for id in able)
    return f"{way.step.called}, bằng soanthao {command} {who}"


def _json(report: StepReport) -> dict[str, Any]:
    return {
        "entries": [entry_row(each) for each in report.entries],
        "findings": [
            {"code": each.code, "severity": each.severity.value, "message": each.message}
            for each in report.findings
        ],
        "copies": [str(each) for each in report.copies],
    }


def _numbers(texts: tuple[str, ...]) -> tuple[int | None, dict[str, int]]:
    """Read ``125`` and ``xa-chu-dien=131``."""
    single, named = None, {}
    for text in texts:
        id, mark, value = text.rpartition("=")
        if not value.strip().isdecimal() or (mark and not id.strip()):
            raise typer.BadParameter(f"--number: “{text}” không phải số; viết 125 hoặc mã=125.")
        if mark:
            named[id.strip()] = int(value)
        else:
            single = int(value)
    return single, named


def _block(block: Block) -> str:
    numbers = sorted(block.numbers.values())
    shown = f"{numbers[0]:02d}"
    if len(numbers) > 1:
        whole = numbers == list(range(numbers[0], numbers[-1] + 1))
        shown = (
            f"{numbers[0]:02d}-{numbers[-1]:02d} ({len(numbers)} số)"
            if whole
            else ", ".join(f"{each:02d}" for each in numbers)
        )
    return f"Dãy “{block.family.series}” năm {block.day.year}: {shown}, ngày {block.day:%d/%m/%Y}."


def _say_lines(lines: tuple[Line, ...], asked: Asked, what: str) -> None:
    with screen.after(_RECORDED):
        if asked.as_json:
            screen.print_json(
                [
                    {"number": each.number, "symbol": each.symbol, "day": f"{each.day}"}
                    for each in lines
                ]
            )
            return
        numbers = ", ".join(f"{each.number:02d}/{each.symbol}" for each in lines)
        screen.say(f"{what}: {numbers}.")


def _warn(findings: Iterable[Finding]) -> None:
    for each in findings:
        screen.complain(str(each))
